"""Definitions, written out; scalar functions, applied to each entry."""

from __future__ import annotations

import pytest

from .asking import ask, function, shapes

SAME = [
    ("r = y - X b; d/db ||r||^2", "d/db ||y - X b||^2"),
    ("r = y - X b; d/db r^T W r", "d/db (y - X b)^T W (y - X b)"),
    ("S = X^T X; s = tr(S); d/dX s log det S", "d/dX (tr(X^T X)) log det(X^T X)"),
    ("f(X) = tr(A X); d/dX f(X^2)", "d/dX tr(A X^2)"),
    ("g(X) = tr(X^T X); d/dA g(A B - C)", "d/dA tr((A B - C)^T (A B - C))"),
    ("h(a, b) = a^T b; d/dx h(x, A x)", "d/dx x^T (A x)"),
    ("h(a, b) = a^T b; d/dx h(x, A x)", "d/dx x^T (A x)"),
    ("r_i = y_i - x_i^T b; d/db sum_i r_i^2", "d/db sum_i (y_i - x_i^T b)^2"),
    ("q(t) = t^2 + 1; d/dx q(x^T x)", "d/dx (x^T x)^2 + 1"),
    # scalar functions of a scalar act on each entry of an array
    ("s(t) = t^2; d/dx sum(s(x))", "d/dx sum(x.^2)"),
    ("s(t) = t exp(t); d/dx sum(s(x))", "d/dx sum(x .* exp(x))"),
    ("s(t) = t/(1 + exp(-t)); d/dx sum(s(x))", "d/dx sum(x ./ (1 + exp(-x)))"),
    ("s(t) = 1/(1 + exp(-t)); d/dX s(X)", "d/dX (1 ./ (1 + exp(-X)))"),
    ("s(x) = 1/(1 + exp(-x)); d/dw sum(log s(X w))", "d/dw sum(log(1 ./ (1 + exp(-X w))))"),
    ("s(t) = c t + 1; d/dx sum(s(x)) where c in R", "d/dx sum(c x + 1) where c in R"),
]


@pytest.mark.parametrize(("text", "plain"), SAME)
def test_written_out(text: str, plain: str) -> None:
    assert function(text) is function(plain)


def test_a_scalar_function_squares_the_entries_of_a_matrix() -> None:
    assert function("s(t) = t^2; d/dX s(X) where X in R^{n x n}") is function(
        "d/dX X.^2 where X in R^{n x n}"
    )
    assert "s acts entry by entry" in ask("s(t) = t^2; d/dX s(X)").notes


def test_a_defined_name_as_the_variable_is_free() -> None:
    question = ask("r = A x; d/dr ||r||^2")
    assert shapes(question) == {"r": "n"}
    assert question.notes == ("r is differentiated by, and so treated as free",)


def test_a_parameter_hides_a_name() -> None:
    assert shapes(ask("x in R^n; f(x) = x^T x; d/dy f(A y)")) == {"y": "m", "A": "p x m"}


def test_a_definition_replaces_an_earlier_one() -> None:
    assert function("r = x; r = 2 x; d/dx r") is function("d/dx 2 x")
