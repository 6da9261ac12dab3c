"""Which functions are affine, which are sums of squares of affine terms, which domains convex."""

from __future__ import annotations

import pytest

from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.notation import Notation
from matcalc_cli.questions import Reader
from matcalc_cli.solving.convexity import (
    has_convex_domain,
    is_affine,
    is_positive_by_domain,
    joint_sign,
)

AFFINE = {
    "x": ["A x + b", "x^T y", "A b", "c^T x", "x_1 + c^T x"],
    "X": ["tr(A X)", "A X B + C X", "X^T A", "diag(X) where X in R^{n x n}", "A"],
    "x y": ["A x + B y", "x - y", "A (x - y)"],
    "X Y": ["A X A + Y", "kron(A, X) + Y"],
}
CURVED = {
    "x": ["x^T x", "exp(x)", "x .* x", "(c^T x)^2", "||x||"],
    "X": ["X^-1 where X in R^{n x n}", "X^T X", "det(X)", "kron(X, X)"],
    "x y": ["x^T y", "x .* y", "A x + y^T y * b"],
    "X Y": ["X Y", "kron(X, Y)"],
}
# 1 for sums of squares, -1 for their negatives, 0 for what is neither by its form.
SQUARES = {
    "x": [
        (1, "||A x - b||^2"), (-1, "-||A x - b||^2"), (1, "3 ||A x - b||^2 - c^T x"),
        (0, "||A x - b||^2 + λ ||x||^2"), (1, "||A x - b||^2 + λ ||x||^2 where λ positive"),
        (-1, "-λ ||x||^2 where λ positive"), (1, "(a^T x)^2"), (0, "(a^T x)^3"), (0, "c^T x"),
        (0, "||x .* x||^2"), (0, "||x||^4"), (0, "||x||^2 + ||x||^3"), (0, "||x||^2 x_1"),
        (1, "||x||^2 ||y||^2"), (1, "1/2 x^T x"), (0, "x^T A x where A pd"),
        (1, "exp(a) ||x||^2 where a in R"), (0, "a ||x||^2 where a in R"), (0, "||x||"),
        (1, "2 (||x||^2 + 1)"), (0, "||A x||^2 - ||x||^2"), (0, "exp(c^T x)"),
        (1, "sum_i ||y_i - x||^2"), (-1, "-sum_i ||y_i - x||^2"),
        (1, "sum_i (||y_i - x||^2 + c^T x)"), (0, "sum_i a_i ||y_i - x||^2 where a_i in R"),
        (0, "sum_i (c^T x)^3"), (1, "sum_i a_i^2 ||y_i - x||^2 where a_i in R"),
    ],
    "X": [
        (1, "||X||_F^2"), (1, "||A X B - C||_F^2"), (1, "tr(X^T X)"), (0, "tr(X^T A X)"),
        (0, "||X X||_F^2"), (-1, "tr(A X) - ||X - B||_F^2"),
    ],
    "x y": [
        (1, "||x||^2 + ||y||^2"), (0, "||x||^2 - ||y||^2"), (1, "||x - y||^2"),
        (0, "||x||^2 ||y||^2"), (0, "(x^T y)^2"), (1, "||x||^2 + c^T y"),
    ],
    "A B": [(0, "||X - A B||_F^2"), (1, "||X - A C||_F^2 + ||B||_F^2")],
}  # fmt: skip
CONVEX = {
    "x in R": [
        "x^2", "x^3", "sqrt(1 + x^2)", "(1 + x^2)^-1", "log(x)", "exp(x)", "log(1 + exp(x))",
        "sigmoid(x)", "sin(x)", "(1 + x^2)^a where a in R", "log(x - 1)", "1 / (2 + x - x)",
        "log(b)", "sqrt(a) x where a in R", "a^-1 + x where a in R",
    ],
    "x in R positive": [
        "x^-1", "sqrt(x)", "log(x)", "x^(1/3)", "(1 + x)^-1", "x^a where a in R", "log(x - 1)",
        "x^-2",
    ],
    "x in R nonnegative": ["sqrt(x)"],
    "x in R^n": [
        "||x||^2", "sum(log(x))", "sum(log(A x))", "log(c^T x)", "sum(x.^2)", "sum(exp(x))",
        "sum((1 + exp(x)).^-1)", "sum((1 + x.^2).^(1/2))", "c^T x / (1 + ||x||^2)",
        "sum(log(1 + exp(x)))", "sum(log(1 + x.^2))", "logsumexp(x)", "sum(tanh(x))",
        "log(1 + x^T x)", "c^T inv(A) x",
    ],
    "x in R^n positive": ["sum(x.^-1)", "sum(x.^(1/2))", "sum(log(x))"],
    "X in R^{n x n}": ["det(X)", "tr(X^2)", "tr(A X)", "tr(expm(X))"],
    "X in R^{n x n} pd": ["logdet(X)", "tr(X^-1)", "logdet(X^-1)", "det(X)"],
    "X in R^{n x n} psd": ["logdet(X)", "tr(X^-1)"],
}  # fmt: skip
# Domains that are not, or not shown to be, and kinks, which a Hessian does not see.
OTHERS = {
    "x in R": [
        "x^-1", "x^-2", "sqrt(x)", "x^(1/3)", "abs(x)", "x^a where a in R",
        "a^x where a in R positive", "log(x^2 - 1)", "log(x^2)",
    ],
    "x in R positive": ["1/(x - 1)", "abs(x)", "log(x^2 - 1)", "(x - 1)^a where a in R"],
    "x in R^n": [
        "||x||", "sum(log(x.^2))", "sum(x.^-1)", "sum(x.^(1/2))", "||x||_1", "sum(relu(x))",
        "max(x)", "c^T x / (b^T x)", "sum(sqrt(A x - b))", "(x^T x)^-1",
    ],
    "x in R^n positive": ["sum(1 ./ (x - 1))"],
    "X in R^{n x n}": ["logdet(X)", "tr(X^-1)", "logdet(X^T X)", "||X||_F", "logdet(A + X)"],
    "X in R^{n x n} pd": ["logdet(A + X)", "tr((A + X)^-1)"],
    "X in R^{n x n} symmetric": ["logdet(X)", "tr(X^-1)", "lambda_max(X)"],
}  # fmt: skip


def read(text: str, names: str, declared: str = "") -> tuple[Expr, list[Symbol]]:
    """The expression as read, and the symbols of that names."""
    body, _, where = text.partition(" where ")
    known = ", ".join(filter(None, [declared, where]))
    question = Reader((), names.split(), Notation("auto")).questions(
        f"{body} where {known}" if known else body
    )[0]
    symbols = {fact.symbol.name: fact.symbol for fact in question.facts}
    return question.function, [symbols[name] for name in names.split()]


def listed(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(names, text) for names, texts in table.items() for text in texts]


@pytest.mark.parametrize(("names", "text"), listed(AFFINE))
def test_affine(names: str, text: str) -> None:
    assert is_affine(*read(text, names))


@pytest.mark.parametrize(("names", "text"), listed(CURVED))
def test_not_affine(names: str, text: str) -> None:
    assert not is_affine(*read(text, names))


@pytest.mark.parametrize(
    ("names", "sign", "text"), [(n, *row) for n, found in SQUARES.items() for row in found]
)
def test_sums_of_squares(names: str, sign: int, text: str) -> None:
    assert (joint_sign(*read(text, names)) or 0) == sign


@pytest.mark.parametrize(("declared", "text"), listed(CONVEX))
def test_convex_domains(declared: str, text: str) -> None:
    f, (unknown,) = read(text, declared[0], declared)
    assert has_convex_domain(f, unknown)


@pytest.mark.parametrize(("declared", "text"), listed(OTHERS))
def test_other_domains(declared: str, text: str) -> None:
    f, (unknown,) = read(text, declared[0], declared)
    assert not has_convex_domain(f, unknown)


@pytest.mark.parametrize(
    ("text", "positive"),
    [
        ("sum(log(x))", True), ("sum(x .* log(x))", True), ("sum(log(x ./ y))", False),
        ("sum(log(A x))", False), ("sum(x.^2)", False), ("sum(log(y)) + sum(x)", False),
    ],
)  # fmt: skip
def test_positive_by_domain(text: str, positive: bool) -> None:
    f, (unknown,) = read(text, "x", "x in R^n")
    assert is_positive_by_domain(f, unknown) is positive
