"""Sums that change with the index of a sum around them: ∑ᵢ ∑ⱼ₌₁ⁱ, ∑ᵢ ∑ⱼ₌ᵢ₊₁ⁿ, ∑ᵢ≠ⱼ, ∑ᵢ ∑ⱼ₌₁^nᵢ."""

from __future__ import annotations

import numpy as np
import pytest

from matcalc_cli import derive
from matcalc_cli.errors import Problem, Unsupported
from matcalc_cli.printers.code.python_dialects import NUMPY
from tests.code.running import derived, loaded, planned

A = np.random.default_rng(5).standard_normal((4, 4))
X = np.random.default_rng(6).standard_normal(4)


def upto(last, term):
    """The sum of term(1) … term(last), which may be empty."""
    return sum(term(k) for k in range(1, last + 1))


def unequal(term):
    """The sum of term(i, j) over i and j from 0 to 3 that differ."""
    return sum(term(i, j) for i in range(4) for j in range(4) if i != j)


# Beside each statement what it says, written anew.
FUNCTIONS = {
    "d/dx sum_{i=1}^n sum_{j=1}^{i} x_i x_j":
        lambda x: upto(4, lambda i: upto(i, lambda j: x[i - 1] * x[j - 1])),
    "d/dx sum_{i=1}^n sum_{j=1}^{i-1} (x_i - x_j)^2":
        lambda x: upto(4, lambda i: upto(i - 1, lambda j: (x[i - 1] - x[j - 1]) ** 2)),
    "d/dx sum_{i=2}^n sum_{j=1}^{i-1} (x_i - x_j)^2":
        lambda x: upto(4, lambda i: upto(i - 1, lambda j: (x[i - 1] - x[j - 1]) ** 2)),
    "d/dx sum_{i=1}^n sum_{j=0}^{i-1} x_{i-j}^3 where x in R^n":
        lambda x: upto(4, lambda i: upto(i, lambda j: x[i - j] ** 3)),
    "d/dx sum_{i=1}^n (sum_{j=1}^i x_j)^2":
        lambda x: upto(4, lambda i: upto(i, lambda j: x[j - 1]) ** 2),
    "d/dx sum_{i=1}^n sum_{j=1}^i sum_{k=1}^j x_k^2":
        lambda x: upto(4, lambda i: upto(i, lambda j: upto(j, lambda k: x[k - 1] ** 2))),
    "d/dx sum_{i<j} (x_i - x_j)^2":
        lambda x: upto(4, lambda j: upto(j - 1, lambda i: (x[i - 1] - x[j - 1]) ** 2)),
    r"d/dx \sum_{1 \le i < j \le n} x_i^2 x_j":
        lambda x: upto(4, lambda j: upto(j - 1, lambda i: x[i - 1] ** 2 * x[j - 1])),
    "d/dx sum_{k >= j > i} x_i^2 x_j x_k^3":
        lambda x: upto(4, lambda k: upto(k, lambda j: upto(
            j - 1, lambda i: x[i - 1] ** 2 * x[j - 1] * x[k - 1] ** 3))),
    "d/dx sum_{j=1}^n sum_{i≤j} x_i^2 x_j":
        lambda x: upto(4, lambda j: upto(j, lambda i: x[i - 1] ** 2 * x[j - 1])),
    "d/dx sum_{i=1}^n sum_{j=i+1}^n x_i^2 x_j":
        lambda x: upto(4, lambda i: sum(x[i - 1] ** 2 * x[j - 1] for j in range(i + 1, 5))),
    r"d/dx \sum_{i=1}^{n-1} \left( \sum_{j = i + 1}^{n} 1/(x_i - x_j) \right)":
        lambda x: upto(3, lambda i: sum(1 / (x[i - 1] - x[j - 1]) for j in range(i + 1, 5))),
    "d/dx sum_{i=1}^n sum_{j=i}^n x_i^2 x_j":
        lambda x: upto(4, lambda i: sum(x[i - 1] ** 2 * x[j - 1] for j in range(i, 5))),
    "d/dx sum_{i != j} x_i^2 x_j": lambda x: unequal(lambda i, j: x[i] ** 2 * x[j]),
    r"d/dx \sum_{i \ne j}^n \log(1 + e^{x_i - 2 x_j})":
        lambda x: unequal(lambda i, j: np.log(1 + np.exp(x[i] - 2 * x[j]))),
    "d/dx sum_{i=1}^n sum_{j≠i} (x_i x_j)^3":
        lambda x: unequal(lambda i, j: (x[i] * x[j]) ** 3),
    "d/dA sum_{i ≠ j} |A_{ij}|^3": lambda A: unequal(lambda i, j: abs(A[i, j]) ** 3),
    "d/dx sum_{1≤i≤n} x_i^3 where x in R^n": lambda x: upto(4, lambda i: x[i - 1] ** 3),
    "d/dA sum_{i=1}^n sum_{j=1}^i A_{ij}^2 where A in R^{n x n}":
        lambda A: upto(4, lambda i: upto(i, lambda j: A[i - 1, j - 1] ** 2)),
}  # fmt: skip


@pytest.mark.parametrize("statement", FUNCTIONS)
def test_emitted_gradient_is_that_of_the_sum_written_anew(statement):
    function = FUNCTIONS[statement]
    emitted = loaded(planned(derived(statement), NUMPY, {}), NUMPY)["f_and_grad"]
    at = A if "d/dA" in statement else X
    value, slope = emitted(at)
    assert value == pytest.approx(function(at))
    for place in np.ndindex(at.shape):
        step = np.zeros(at.shape)
        step[place] = 1e-5
        difference = (function(at + step) - function(at - step)) / 2e-5
        assert slope[place] == pytest.approx(difference, rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("statement", FUNCTIONS)
@pytest.mark.parametrize("expand", [False, True])
def test_every_line_is_certified(statement, expand):
    derivation = derive(statement, expand=expand)
    assert derivation.checks.value and derivation.checks.steps and derivation.checks.points


GROUPED = "sum_{i=1}^k sum_{j=1}^{n_i} (x_{ij} - mu)^2 where mu in R"


@pytest.mark.parametrize(("query", "answer"), [
    ("d/dx sum_{i != j} x_i x_j", "2 (sum(x) ones(n) - x)"),
    ("d/dA sum_{i != j} A_{ij}^2", "2 (A - diag(diag(A)))"),
    ("d/dx_k sum_{i != k} ||x_i - x_k||^2", "2 ∑ᵢ (xₖ - xᵢ)"),
    (f"d/dmu {GROUPED}", "2 ∑ᵢ₌₁ᵏ (∑_{j=1}^{nᵢ} (μ - xᵢⱼ))"),
    ("d/dmu_k sum_{i=1}^m sum_{j=1}^{n_i} ||x_{ij} - mu_i||^2",
     "2 ∑_{j=1}^{nₖ} (μₖ - xₖⱼ)"),
])  # fmt: skip
def test_answers(query, answer):
    assert str(derive(query)) == answer


def test_the_number_of_a_group_stays_under_the_sum_over_groups():
    """2 μ ∑ᵢ nᵢ, not 2 k μ nᵢ."""
    answer = str(derive(f"d/dmu {GROUPED}", expand=True))
    assert answer == "2 μ ∑ᵢ₌₁ᵏ nᵢ - 2 ∑ᵢ₌₁ᵏ (∑_{j=1}^{nᵢ} xᵢⱼ)"


@pytest.mark.parametrize("query", [
    "d/dx sum_{i=1}^n sum_{j=1}^{n-i} x_i x_j",
    "d/dx sum_{i=1}^n sum_{j=1}^{2 i} x_j",
    "d/dx sum_{i=1}^n sum_{j=1}^{i-2} x_j",
    "d/dt sum_{i=1}^n t sum(ones(i))",
    "d/dt sum_{i=1}^n tr(t I(i))",
    "d/dx_k sum_{i=1}^n sum_{j=1}^{i} ||x_i - x_j||^2",
    "d/dx sum_{i != j} 1/(x_i - x_j)",
    "d/dL sum_{i != j}^n ||L x_i - L x_j|| where L in R^{m x p}",
    "d/dx sum_{i != j} log(x_i - x_j)",
])  # fmt: skip
def test_other_bounds_and_sizes_are_refused(query):
    with pytest.raises(Unsupported):
        derive(query)


@pytest.mark.parametrize("query", [
    "d/dx sum_{j=1}^m sum_{i != j}^n x_i x_j",
    "d/dx sum_{i != j} a_i x_j",
    "d/dx sum_{i=1}^m sum_{j=i+1}^n x_i x_j",
    "d/dx sum_{i=1}^{n-1} sum_{j=i}^n x_i x_j",
    "d/dx sum_{i=1}^n x_i sum_{j=i+1}^n x_j",
    "d/dx sum_{j=i+1}^n x_j",
    "d/dx sum_{i != 1} x_i",
    "d/dx sum_{i,j != k} x_j",
])  # fmt: skip
def test_sums_that_are_not_settled_are_errors(query):
    with pytest.raises(Problem) as caught:
        derive(query)
    assert caught.value.name == "sum-bounds"
