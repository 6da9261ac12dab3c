"""Derivations and problems as JSON records, one object a line."""

from __future__ import annotations

from typing import Any, NamedTuple

from matcalc_cli.derivation import Checks, Derivation
from matcalc_cli.errors import Problem
from matcalc_cli.expressions import Expr
from matcalc_cli.printers import facts
from matcalc_cli.printers.latex import latex
from matcalc_cli.printers.layout import Layout
from matcalc_cli.printers.text import TextStyle, text
from matcalc_cli.sizes import shape_list

SCHEMA = 1


class Source(NamedTuple):
    """Where a record was read: the file (None for arguments and pipes) and its first line."""

    file: str | None
    line: int


def derived(derivation: Derivation, typed: str, source: Source) -> str:
    """The record of an answer."""
    question = derivation.question
    function = question.function
    answer = derivation.answer
    return _line(typed, source, {
        "read_as": facts.read_as(question),
        "status": "ok",
        "kind": derivation.kind,
        "function": _written(function, unicode=False),
        "wrt": [text(variable, unicode=False) for variable in question.variables],
        "layout": derivation.layout,
        "derivative": _written(answer, unicode=True),
        "symbols": _symbols(derivation),
        "steps": _steps(derivation),
        "conditions": [facts.condition(stated, False) for stated in derivation.conditions],
        "notes": facts.notes(derivation, True),
        "checks": None if derivation.checks is None else _checks(derivation.checks),
    })  # fmt: skip


def failed(problem: Problem, typed: str, source: Source, place: dict[str, int | None]) -> str:
    """The record of a problem; `place` holds its line, column and end_column."""
    error = {"name": problem.name, "message": problem.message, **place,
             "help": problem.help or None}  # fmt: skip
    return _line(typed, source, {"status": "error", "error": error})


_KEYS = (
    "schema", "input", "read_as", "source", "status", "kind", "function", "wrt", "layout",
    "derivative", "symbols", "steps", "conditions", "notes", "checks", "error",
)  # fmt: skip
_LISTS = frozenset(["wrt", "steps", "conditions", "notes"])


def _line(typed: str, source: Source, known: dict[str, Any]) -> str:
    import json  # only this format needs it, and it is slow to load

    known |= {"schema": SCHEMA, "input": typed, "source": source._asdict()}
    empty: dict[str, Any] = {key: [] for key in _LISTS} | {"symbols": {}}
    record = {key: known.get(key, empty.get(key)) for key in _KEYS}
    return json.dumps(record, ensure_ascii=False) + "\n"


def _written(expr: Expr, unicode: bool) -> dict[str, Any]:
    forms = {"text": text(expr, unicode=False)}
    if unicode:
        forms["unicode"] = text(expr, unicode=True)
    return {**forms, "latex": latex(expr), "shape": shape_list(expr.shape)}


def _symbols(derivation: Derivation) -> dict[str, Any]:
    return {
        text(symbol, unicode=False): {
            "shape": shape_list(symbol.shape),
            "properties": facts.properties(symbol),
            "declared": declared,
        }
        for symbol, declared in derivation.question.facts
        if facts.shown(symbol)
    }


def _steps(derivation: Derivation) -> list[dict[str, str]]:
    layout = Layout(TextStyle(unicode=False))
    return [
        {"phase": line.phase, "rule": line.rule, "text": layout.text(line.expression),
         "latex": latex(line.expression)}
        for line in derivation.lines
    ]  # fmt: skip


def _checks(checks: Checks) -> dict[str, Any]:
    value = {"ok": checks.value, "digits": checks.digits, "points": checks.points}
    return {"shape": checks.shape, "value": value, "steps": checks.steps}
