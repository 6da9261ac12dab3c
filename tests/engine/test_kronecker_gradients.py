"""Gradients through Kronecker products and functions of one matrix, as a textbook writes them."""

from __future__ import annotations

import pytest

from matcalc_cli import derive

ANSWERS = [
    ("d/dX ||kron(A,X) b||^2", "2 X unvec(b, n, q) A^T A unvec(b, n, q)^T"),
    ("d/dX ||kron(A,X) b - c||^2",
     "2 (X unvec(b, n, q) A^T - unvec(c, m, p)) A unvec(b, n, q)^T"),
    ("d/dX b^T kron(X, A) c", "unvec(b, p, m)^T A unvec(c, q, n)"),
    ("d/dX logdet(expm(X))", "I(n)"),
    ("d/dX det(expm(X))", "exp(tr(X)) I(n)"),
    ("d/dX tr(logm(X)^2)", "2 logm(X)^T X^-T"),
    ("d/dX tr(X adj(X))", "n det(X) X^-T"),
]  # fmt: skip
CERTIFIED = [
    "d/dx c^T kron(x, a)", "d/dx c^T kron(a, x)", "d/dx ||kron(x, x) - c||^2",
    "d/dX b^T kron(X, X) c", "d/dX log(b^T kron(A, X) c)", "d/dX tr(kron(A, X) B)",
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), ANSWERS)
def test_answer(query: str, expected: str) -> None:
    found = derive(query)
    assert found.text == expected
    assert found.checks is not None and found.checks.value and found.checks.steps


@pytest.mark.parametrize("query", CERTIFIED)
def test_certified(query: str) -> None:
    checks = derive(query).checks
    assert checks is not None and checks.value and checks.steps
