"""Second derivatives by the number that arrays depend on."""

from __future__ import annotations

import pytest

from matcalc_cli import check, derive

ANSWERS = [
    ("d^2/dt^2 x(t)^T x(t)", "2 (||deriv(x, t)||^2 + x^T deriv(deriv(x, t), t))", "hessian"),
    ("d^2/dt^2 X(t)^-1",
     "X^-1 (2 deriv(X, t) X^-1 deriv(X, t) - deriv(deriv(X, t), t)) X^-1", "tangent"),
    ("d^2/dt^2 tr(X(t)^2)", "2 tr(X deriv(deriv(X, t), t) + deriv(X, t)^2)", "hessian"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected", "kind"), ANSWERS)
def test_second_derivative(query: str, expected: str, kind: str) -> None:
    found = derive(query)
    assert (found.text, found.kind) == (expected, kind)
    assert found.checks is not None and found.checks.value and found.checks.steps
    assert check(f"{query} = {expected}").verdict == "equal"


def test_the_acceleration_is_needed() -> None:
    assert check("d^2/dt^2 x(t)^T x(t) = 2 ||deriv(x, t)||^2").verdict == "different"


def test_of_an_unknown_function() -> None:
    found = derive("d^2/dt^2 f(x) where f: R^n -> R, x depends on t")
    assert found.checks is not None and found.checks.value
    assert "hess(f)(x)" in found.text and "deriv(deriv(x, t), t)" in found.text
