"""Derivatives by one entry: certified, equal to that entry of the whole derivative, readable."""

from __future__ import annotations

import pytest

from matcalc_cli import check, derive
from matcalc_cli.certificate import Stage, certify
from matcalc_cli.errors import InputProblem, Unsupported
from matcalc_cli.expressions import Entry, Symbol, multiply
from matcalc_cli.functions.structure import entry, t
from matcalc_cli.layouts import LAYOUTS
from matcalc_cli.normal_form import normal
from matcalc_cli.questions import Reader

SCALARS = [
    ("X", "tr(X^T A X)", "((A + A^T) X)_{ij}"),
    ("X", "tr(A X)", "A_{ji}"),
    ("X", "log det X", "(X^-1)_{ji}"),
    ("X", "a^T X b", "a_i b_j"),
    ("X", "||A X - B||_F^2", "2 (A^T (A X - B))_{ij}"),
    ("X", "tr(X^3)", "3 (X^2)_{ji}"),
    ("X", "f(X) where f: R^{m x n} -> R", "grad(f)(X)_{ij}"),
    ("X", "a^T X^k b", "(sum_{l=1}^k ((X^T)^(l - 1) a b^T (X^T)^(k - l)))_{ij}"),
    ("x", "x^T A x", "((A + A^T) x)_i"),
    ("x", "||x||", "x_i / ||x||"),
    ("x", "log(sum(exp(x)))", "softmax(x)_i"),
    ("A", "x^T A y", "x_i y_j"),
]  # fmt: skip
ARRAYS = [
    ("X", "X", "e_i e_j^T"),
    ("X", "X^T A X", "e_j e_i^T A X + X^T A e_i e_j^T"),
    ("X", "X^-1", "-X^-1 e_i e_j^T X^-1"),
    ("X", "A X B", "A e_i e_j^T B"),
    ("X", "kron(A, X)", "kron(A, (e_i e_j^T))"),
    ("X", "expm(X)", "frechet_expm(X, e_i e_j^T)"),
    ("x", "softmax(x)", "softmax(x)_i (e_i - softmax(x))"),
    ("x", "A x", "A e_i"),
]  # fmt: skip


def under(name: str) -> str:
    """An entry by the names i and j."""
    return f"{name}_i" if name.islower() else f"{name}_{{ij}}"


def places(name: str) -> tuple[Symbol, ...]:
    return tuple(Symbol(i, properties=("index",)) for i in ("i" if name.islower() else "ij"))


@pytest.mark.parametrize(("name", "function", "expected"), SCALARS)
def test_entry_of_a_gradient(name: str, function: str, expected: str) -> None:
    found = derive(f"d/d{under(name)} {function}")
    assert (found.text, found.kind, found.shape) == (expected, "gradient", ())
    assert found.checks is not None and found.checks.value and found.checks.steps
    whole = derive(f"d/d{name} {function}").derivation.answer
    if "sum_" not in expected:  # its index is renamed beside the entry's
        assert normal(entry(whole, places(name))) is normal(found.derivation.answer)
    assert any(stated.startswith("i in 1..") for stated in found.conditions)


@pytest.mark.parametrize(("name", "function", "expected"), ARRAYS)
def test_array_where_one_entry_moves(name: str, function: str, expected: str) -> None:
    found = derive(f"d/d{under(name)} {function}")
    assert found.kind == "tangent"
    assert found.checks is not None and found.checks.value and found.checks.steps
    assert check(f"d/d{under(name)} {function} = {expected}").verdict == "equal"


@pytest.mark.parametrize(("query", "expected"), [
    (r"\frac{\partial}{\partial X_{ij}} \log\det X", "(X^-1)_{ji}"),
    (r"\frac{\partial \log\det X}{\partial X_{ij}}", "(X^-1)_{ji}"),
    ("d/dX_ij tr(A X)", "A_{ji}"), ("d/dX_{i,j} tr(A X)", "A_{ji}"),
    ("d/dX_{i2} tr(A X)", "A_{2,i}"), ("d/dX X_{i2}", "e_i e_2^T"),
    ("d/dX_{12} sum_k X_{k2} where X in R^{m x n}", "1"), ("d/dx 1_{k1}^T x", "ones(k1)"),
    ("∂/∂Xᵢⱼ tr(A X)", "A_{ji}"), ("d/dX_{12} tr(A X)", "A_{21}"),
    ("d/dX_{i,i+1} tr(A X)", "A_{i+1,i}"), ("d/dX_{ii} tr(X^2)", "2 X_{ii}"),
    ("d/dX_{ij} d/dX_{kl} tr(X^T A X)", "(I(n))_{jl} (A + A^T)_{ik}"),
    ("d^2/dx_i dx_j x^T A x", "(A + A^T)_{ij}"), ("d^2/dx_i^2 x^T A x", "2 A_{ii}"),
    ("d/dX_{ij} d/dX tr(X^T A X)", "(A + A^T) e_i e_j^T"),
    ("d/dt d/dx t x^T A x", "x^T (A + A^T)"),
    ("d/dX_{ij} sum_{i,j} A_{ij} X_{ij}^2 where X, A in R^{m x n}", "2 (A .* X)_{ij}"),
    ("d/dm_k sum_i sum_k z_{ik} ||x_i - m_k||^2", "2 sum_i (z_{ik} (m_k - x_i))"),
    ("d/dX_{mn} (X^T A)_{ij}", "A_{mj} (I(q))_{in}"),
    ("d/dX_{ij} X_{kl} where X in R^{m x n}", "(I(m))_{ik} (I(n))_{jl}"),
    ("d/dX_{kl} (X^-1)_{ij}", "-(X^-1)_{ik} (X^-1)_{lj}"),
    ("d/dx_k sum_i ||x_i - m||^2", "2 (x_k - m)"),
    ("d/dx_i (sum(x) - 1/2 x^T A x)", "1 - 1/2 ((A + A^T) x)_i"),
    ("d/dx_k sum_i (y_i - x^T a_i)^2", "2 (sum_i ((a_i^T x - y_i) a_i))_k"),
    ("d/dx_i (x_i^2 + a^T x)", "(a + 2 x)_i"),
    ("d/dX (A X)_{ij}", "A^T e_i e_j^T"), ("d/dx -log softmax(A x)_k", "A^T (softmax(A x) - e_k)"),
])  # fmt: skip
def test_spellings(query: str, expected: str) -> None:
    found = derive(query)
    assert found.text == expected
    assert found.checks is not None and found.checks.value and found.checks.steps
    question, _, known = found.question.partition(" where ")
    for answer in (found.text, found.unicode):
        assert check(f"{question} = {answer} where {known}").verdict == "equal"


def test_the_other_entry_is_not_certified() -> None:
    (question,) = Reader().questions("d/dX_{ij} tr(A X) where X in R^{n x n}")
    (variable,) = question.variables
    assert isinstance(variable, Entry)
    i, j = variable.indices
    A = next(fact.symbol for fact in question.facts if fact.symbol.name == "A")
    right, wrong = entry(t(A), (i, j)), entry(A, (i, j))
    for answer, holds in ((right, True), (wrong, False), (multiply(right, right), False)):
        stage = Stage(question.function, variable, (), answer)
        assert certify(question, [stage]).value is holds


def test_numbered_entries_exist() -> None:
    assert derive("d/dx_3 x^T A x").conditions == ("n ≥ 3",)
    with pytest.raises(InputProblem, match="no entry 5 where there are 3"):
        derive("d/dx_5 x^T A x where x in R^3")
    with pytest.raises(Unsupported):
        derive("d/dX_{ij} tr(A X) where X symmetric", structured=True)


@pytest.mark.parametrize(("query", "answer"), [
    ("d/dx (x_1 - x_2)^2", "2 (x₁ - x₂) (e₁ - e₂)"),
    ("d/dx sum_{i=1}^{n-1} (x_{i+1} - x_i)^2", "2 ∑ᵢ₌₁ⁿ⁻¹ ((xᵢ₊₁ - xᵢ) (eᵢ₊₁ - eᵢ))"),
])  # fmt: skip
def test_differences_of_entries_stay_differences(query: str, answer: str) -> None:
    """Not ((eᵢ₊₁ᵀ - eᵢᵀ) x)."""
    assert derive(query).unicode == answer


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_derivative_by_one_entry_is_the_same_in_every_layout(layout: str) -> None:
    """A number has no transpose, and is not written anew."""
    answer = derive("d/dx_1 exp(-x^T x)^2 (1 - x^T x) where x in R^n", layout=layout)
    assert answer.text == "2 exp(-x^T x)^2 x_1 (2 x^T x - 3)"
    assert answer.derivation.checks is not None and answer.derivation.checks.value
