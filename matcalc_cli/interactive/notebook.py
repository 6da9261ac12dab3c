"""The magics of notebooks: `%%matcalc` over a cell of statements, `%matcalc` before one.

    %load_ext matcalc_cli
    %%matcalc check --layout denominator
    d/dX tr(A X) = A
"""

from __future__ import annotations

import shlex
import sys
from typing import Any

from matcalc_cli.api import Answers, Settings, checking, deriving, solving
from matcalc_cli.errors import InputProblem, Problem
from matcalc_cli.printers.problems import Place, rendered
from matcalc_grammar.records import Record, records

_COMMANDS = {"derive": deriving, "check": checking, "solve": solving}
_OPTIONS = ("wrt", "where", "layout", "steps", "notation", "language", "preamble")
_FLAGS = {"expand": ("expand", True), "structured": ("structured", True),
          "no-check": ("check", False)}  # fmt: skip


def load_ipython_extension(shell: Any) -> None:
    """Enter the magics into a shell of IPython."""
    from IPython.display import display

    def matcalc(line: str, cell: str | None = None) -> None:
        """Answer the statements of a cell; the line says how: `%%matcalc solve --wrt x`."""
        try:
            answers = _answers(line if cell is not None else "")
        except Problem as problem:
            print(rendered(problem, line, Place("%%matcalc", 1, 1), unicode=True), file=sys.stderr)
            return
        typed = line if cell is None else cell
        for record in records(iter(typed.splitlines())):
            _show(record, answers, display)

    shell.register_magic_function(matcalc, "line_cell", "matcalc")


def _show(record: Record, answers: Answers, display: Any) -> None:
    """Display what one record comes to; a problem is told, and the rest go on."""
    try:
        for answer in answers(record):
            display(answer)
    except Problem as problem:
        place = Place("cell", record.line, record.column)
        print(rendered(problem, record.text, place, unicode=True), file=sys.stderr)


def _answers(line: str) -> Answers:
    """What answers, by the words after `%%matcalc`. Raises InputProblem."""
    words = shlex.split(line)
    command = words.pop(0) if words and words[0] in _COMMANDS else "derive"
    found: dict[str, Any] = {}
    while words:
        name = words.pop(0).removeprefix("--")
        if name in _FLAGS:
            setting, value = _FLAGS[name]
            found[setting] = value
        elif name in _OPTIONS and words:
            several = name in ("wrt", "where")
            given = words.pop(0)
            found[name] = (*found.get(name, ()), given) if several else given
        else:
            known = ", ".join(f"--{option}" for option in (*_OPTIONS, *_FLAGS))
            raise InputProblem("bad-option", f"there is no option {name} here", help=known)
    return _COMMANDS[command](Settings(**found))
