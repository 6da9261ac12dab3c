"""How everything is written in every format, kept as text; `--rewrite` writes it anew.

`formulas.FORMAT` holds a line for each form of test_expressions, for each function of the table and
for each further sample; `NAME.FORMAT` a whole document. Read each changed line before it is
committed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.expressions import Expr
from matcalc_cli.printers import documents
from matcalc_cli.printers.document import document as align
from matcalc_cli.printers.latex import latex
from matcalc_cli.printers.manual import renewed
from matcalc_cli.printers.mathml import mathml
from matcalc_cli.printers.report import report
from matcalc_cli.printers.text import text
from matcalc_cli.printers.typst import typst
from matcalc_cli.questions import Reader
from tests.engine import samples
from tests.printers.forms import SAMPLES
from tests.printers.test_expressions import FORMS

GOLDEN = Path(__file__).parent / "golden"
FORMULAS: dict[str, Callable[[Expr], str]] = {
    "ascii": lambda expr: text(expr, unicode=False),
    "unicode": lambda expr: text(expr, unicode=True),
    "brackets": lambda expr: text(expr, unicode=True, brackets=True),
    "latex": latex,
    "typst": typst,
    "mathml": mathml,
}
PROBLEMS = {
    "gauss": "d/dX logdet(X) + tr(S X^-1) where X pd, S symmetric",
    "hessian": "d^2/dx^2 log(sum(exp(A x)))",
    "families": "d/dμ sum_{i=1}^n ||x_i - μ||^2",
    "chain": "Z = W x + b; d/dW ||sigmoid(Z) - y||^2",
    "tied": "d/dX tr(A X^2) where X symmetric",
    "twice": "d^2/dX^2 tr(A X^T B X)",
    "mixed": "d^2/dx dy (x^T A sin(y))",
    "row": "d/dx a^T vec(x^T .* b^T)",
    "unknown": "f: R^n -> R; d/dx f(A x) + |det X|",
}
DOCUMENTS: dict[str, Callable[[Derivation], str]] = {
    "md": lambda answer: _page(answer, "markdown"),
    "typ": lambda answer: _page(answer, "typst"),
    "html": lambda answer: _page(answer, "html"),
    "tex": align,
    "txt": lambda answer: report(answer, unicode=False, columns=60, colour=False),
}


def _page(answer: Derivation, format_: str) -> str:
    return documents.document(answer, format_, brief=False).text


def expressions() -> list[Expr]:
    """The forms, and each function of arguments of its signatures."""
    called = []
    for _, function, signature in samples.cases():
        arguments, sizes = samples.arguments(function, signature)
        if not samples.is_index(function):
            called.append(function(*arguments, sizes=sizes))
    return [*[form[0] for form in FORMS], *called, *SAMPLES]


def _compared(path: Path, found: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


def test_the_manual_has_the_tables() -> None:
    manual = (Path(__file__).parents[2] / "man" / "matcalc.1").read_text("utf-8")
    assert renewed(manual) == manual


@pytest.mark.parametrize("format_", FORMULAS)
def test_formulas(format_: str, request: pytest.FixtureRequest) -> None:
    write = FORMULAS[format_]
    found = "".join(f"{write(expr)}\n" for expr in expressions())
    _compared(GOLDEN / f"formulas.{format_}", found, request)


@pytest.mark.parametrize("format_", DOCUMENTS)
@pytest.mark.parametrize("name", PROBLEMS)
def test_documents(name: str, format_: str, request: pytest.FixtureRequest) -> None:
    (question,) = Reader().questions(PROBLEMS[name])
    answer = derive_question(question, Options(check=False))
    _compared(GOLDEN / f"{name}.{format_}", DOCUMENTS[format_](answer), request)
