"""`matcalc layouts`: the four layouts, each really derived."""

from __future__ import annotations

from matcalc_cli import output
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.layouts import LAYOUTS
from matcalc_cli.printers.facts import label, shape
from matcalc_cli.printers.text import text
from matcalc_cli.questions import Reader

_EXAMPLES = ("d/dx a^T x", "d/dX tr(A X)", "d/dx A x")


def show_layouts(ascii_only: bool) -> int:
    """The four layouts on three derivatives, each really derived."""
    return output.finished(_layouts, ascii_only)


def _layouts(unicode: bool) -> str:
    """One block an example: its function, then a row for each layout."""
    questions = [question for query in _EXAMPLES for question in Reader().questions(query)]
    named = {name: " or ".join((name, *layout.aliases)) for name, layout in LAYOUTS.items()}
    column = max(map(len, named.values())) + 3
    rows: list[str] = []
    for question in questions:
        options = [Options(layout=name, steps="none", check=False) for name in LAYOUTS]
        derived = [derive_question(question, option) for option in options]
        function = text(question.function, unicode=unicode)
        by = text(question.variables[0], unicode=unicode)
        size = shape(question.variables[0].shape, unicode)
        rows += [f"{label(derived[0], unicode)} of f = {function}, {by} of {size}"]
        for derivation in derived:
            answer = text(derivation.answer, unicode=unicode)
            found = shape(derivation.answer.shape, unicode)
            rows.append(f"  {named[derivation.layout]:<{column}}{answer:<6}{found}")
        rows.append("")
    notes = ["Names after \"or\" are other names of the same layout."]
    return "\n".join([*rows, *notes, ""])
