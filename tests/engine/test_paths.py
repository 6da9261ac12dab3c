"""Second derivatives by the number that arrays depend on."""

from __future__ import annotations

import pytest

from matcalc_cli import check, derive
from matcalc_cli.errors import Unsupported

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


@pytest.mark.parametrize(("query", "expected"), [
    ("X depends on t; d/dt X_{ij}", "deriv(X, t)_{ij}"),
    ("x depends on t; d/dt x_1^2", "2 deriv(x, t)_1 x_1"),
    ("d/dt y_1(t)^T y_2(t)", "y_1^T deriv(y_2, t) + y_2^T deriv(y_1, t)"),
    ("d/dt tr(X_1(t) A)", "tr(A deriv(X_1, t))"),
    ("y_1 depends on t; d/dt y_1^T a", "a^T deriv(y_1, t)"),
    ("X in R^{2 x 2}; d/dt X_{12}(t)", "deriv(X, t)_{12}"),
])  # fmt: skip
def test_what_has_subscripts_depends_too(query: str, expected: str) -> None:
    assert derive(query).text == expected
    assert check(f"{query} = {expected}").verdict == "equal"


@pytest.mark.parametrize("query", [
    "x_i depends on t; d/dt sum_i x_i^T x_i", "d/dt sum_i x_i(t)^T x_i(t)",
])  # fmt: skip
def test_members_of_a_family_do_not_depend(query: str) -> None:
    with pytest.raises(Unsupported):
        derive(query)


@pytest.mark.parametrize("query", [
    "d/dx grad(f)(x)^T c where f: R^n -> R", "d/dc c^T hess(f)(x) c where f: R^n -> R",
    "d/dx c^T h'(A x) where h: R -> R", "d/dc c^T h''(x) where h: R -> R",
])  # fmt: skip
def test_derivatives_of_unknown_functions_are_read_as_they_are_typed(query: str) -> None:
    found = derive(query)
    assert query.partition(" where ")[2] in found.read_as
    assert derive(found.read_as).text == found.text


def test_unknown_functions_with_greek_names_are_written_with_the_letter() -> None:
    found = derive("d/dx c^T ψ(A x) + φ(x) where ψ: R -> R, φ: R^n -> R")
    assert found.text == "A^T (c .* psi'(A x)) + grad(phi)(x)"
    assert found.unicode == "Aᵀ (c ∘ ψ′(A x)) + ∇φ(x)"
    assert r"\psi'" in found.latex and r"\nabla \phi" in found.latex
    assert "ψ: R -> R, φ: R^n -> R" in found.report()
