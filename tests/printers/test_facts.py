"""What is said of an answer beside it: how it was read, shape, layout, conditions, notes.

`--rewrite` writes the expected lines anew; read each changed line before it is committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.functions import TABLE
from matcalc_cli.layouts import LAYOUTS
from matcalc_cli.printers import entries, facts
from matcalc_cli.questions import Reader
from matcalc_cli.rules import RULES
from matcalc_cli.solving import moves  # noqa: F401  (it enters its rules)

GOLDEN = Path(__file__).parent / "golden"
# By every kind of variable, of every kind of function: in all layouts.
LAID_OUT = [
    "d/dx a^T x", "d/dx A x", "d/dX tr(A X)", "d/dX A X B", "d/dX X a", "d/dx x a^T", "d/dt c t^2",
    "d/dt t a", "d/dt t A", "d^2/dt^2 t^2 a", "d/dc tr(A) c", "d/dx x^2 where x in R",
    "d^2/dx^2 x^T A x", "d^2/dX^2 tr(X^T A X)", "d^2/dx dy x^T A y", "d^2/dx dt t ||x||^2",
    "d^2/dt dx t ||x||^2", "d^2/ds dt s^2 t", "d^2/dX dt t tr(A X)", "d^2/dX dx a^T X x",
    "d/dx_i x^T A x", "d/dX_{ij} tr(X A)", "d/dX_{2,3} tr(X A)", "d^2/dx_i dx_j x^T A x",
]  # fmt: skip
# Of every property, size, condition and note.
TYPED = [
    "d/dconst const^2",
    *LAID_OUT, "d/dx_k sum_i ||x_i - m||^2 where m, x_i in R^p",
    "d/dw_{12} sum_{i=1}^n sum_{j=1}^m w_{ij}^3",
    "d/dX logdet(X) + tr(S X^-1) where X pd, S symmetric", "d/dX tr(X^T A X) where X in R^{3 x 2}",
    "d/dX tr(A X) where X in R^{2n x n+1}", "d/dx a^T x where x in R^{m*p}",
    "d/dx a^T x where x in R^12", "d/dX tr(A X) where X skew, A orthogonal",
    "d/dX tr(A X) where X diagonal, A lower", "d/dX tr(A X) where X upper, A invertible",
    "d/dx sum(log(x)) where x positive", "d/dx sum(sqrt(x)) where x nonnegative",
    "d/dX sum(A X) where A psd", "d/dX sum(A X) where A constant", "d/dx ||A x - b||",
    "d/dx ||x||_1", "d/dx max(x)", "d/dX ||X||_2", "d/dX ||X||_*",
    "d/dX lambda_max(X) where X symmetric", "d/dX log det (A X)", "d/dX log|det(X + A)|",
    "d/dX tr(X^k)", "d/dX tr((A + X)^-1)", "d/dX det(A X)^2", "d/dX tr(pinv(X) A)",
    "d/dA tr(logm(A))", "d/dA tr(sqrtm(A))", "d/dx sum(1 ./ x)", "d/dx sum(x.^(3/2))",
    "d/dx sum(asin(x))", "d/dx a^T exp(x) / sum(x)", "d/dx log(a^T x)", "d/dX sum(exp(X))",
    "d/dX ||X||", "d/dX sum(softmax(X) .* Y)", "f: R^n -> R; d/dx f(A x)",
    "f: R -> R; d/dx sum(f(A x))", "f: R^{m x n} -> R; d/dX f(A X)",
    "f: R -> R; g: R^n -> R; d/dx f(g(x))", "X depends on t; d/dt tr(X^T A X)",
    "x depends on t; d^2/dt^2 x^T x", "d/dμ sum_{i=1}^n ||x_i - μ||^2 / σ^2 where σ positive",
    "d/dΣ -n/2 log det Σ - 1/2 sum_{i=1}^n (x_i - μ)^T Σ^-1 (x_i - μ)", "d/dα α^T K α + const",
    "d/dx y .* X x where x in R^n", "d/dx tr A diag(x)", "d/dx 1 + x^T x", "d/dx log(1 + exp(x))",
    "r = y - X b; d/db ||r||^2", "d/dX sum(X, rows)^T a", "d/db b^T x + b^T b where b in R^3",
]  # fmt: skip


def _derived(typed: str, layout: str) -> Derivation:
    reader = Reader()
    (question,) = [q for part in typed.split("; ") for q in reader.questions(part)]
    return derive_question(question, Options(layout=layout, check=False, steps="none"))


@cache
def answers() -> list[tuple[str, Derivation]]:
    return [(typed, _derived(typed, layout))
            for typed in TYPED
            for layout in (LAYOUTS if typed in LAID_OUT else ["numerator"])]  # fmt: skip


def _lines(typed: str, answer: Derivation, unicode: bool) -> Iterator[str]:
    question = answer.question
    if answer.layout == next(iter(LAYOUTS)):
        yield ""
        yield typed if unicode else facts.read_as(question)
        yield facts.where(question, unicode)
        yield f"{facts.function_name(question, unicode)}, {facts.label(answer, unicode)}"
        yield from (f"if {facts.condition(stated, unicode)}" for stated in answer.conditions)
        yield from (f"note: {note}" for note in facts.notes(answer, unicode))
    yield f"{facts.layout_line(answer)}: {facts.shape_line(answer, unicode)}"


@pytest.mark.parametrize("unicode", [False, True], ids=["ascii", "unicode"])
def test_what_is_said(unicode: bool, request: pytest.FixtureRequest) -> None:
    found = "".join(f"{line}\n" for typed, answer in answers()
                    for line in _lines(typed, answer, unicode))  # fmt: skip
    assert unicode or found.isascii()
    path = GOLDEN / f"facts.{'unicode' if unicode else 'ascii'}"
    if request.config.getoption("--rewrite"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


def test_entries_in_ascii() -> None:
    """Nothing of the reference keeps a sign that ASCII lacks, and nothing is lost."""
    of_rules = [(entries.of_rule(rule, True), entries.of_rule(rule, False))
                for rule in RULES.values()]  # fmt: skip
    of_functions = [(entries.of_function(function, True), entries.of_function(function, False))
                    for function in TABLE.values()]  # fmt: skip
    for unicode, ascii_ in [*of_rules, *of_functions]:
        for shown, plain in zip(unicode, ascii_):
            assert plain.isascii() and bool(plain) == bool(shown)
    assert any(not part.isascii() for shown, _ in of_rules for part in shown)
    assert any(shown.condition != plain.condition for shown, plain in of_rules)


def test_entries_stay_as_they_were_read(request: pytest.FixtureRequest) -> None:
    """All that the reference says of each rule and each function."""
    said = [*[entries.of_rule(rule, True) for rule in RULES.values()],
            *[entries.of_function(function, True) for function in TABLE.values()]]  # fmt: skip
    found = "\n".join("".join(f"{part}\n" for part in entry if part) for entry in said)
    path = GOLDEN / "entries.unicode"
    if request.config.getoption("--rewrite"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")
