"""Sums whose bound changes with the index of a sum around them: ∑ᵢ ∑ⱼ₌₁ⁱ and ∑ᵢ ∑ⱼ₌₁^nᵢ."""

from __future__ import annotations

import numpy as np
import pytest

from matcalc_cli import derive
from matcalc_cli.errors import Unsupported
from matcalc_cli.printers.code.python_dialects import NUMPY
from tests.code.running import derived, loaded, planned

A = np.random.default_rng(5).standard_normal((4, 4))
X = np.random.default_rng(6).standard_normal(4)


def upto(last, term):
    """The sum of term(1) … term(last), which may be empty."""
    return sum(term(k) for k in range(1, last + 1))


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
    (f"d/dmu {GROUPED}", "2 ∑ᵢ₌₁ᵏ (∑_{j=1}^{nᵢ} (μ - xᵢⱼ))"),
    ("d/dmu_k sum_{i=1}^m sum_{j=1}^{n_i} ||x_{ij} - mu_i||^2",
     "2 ∑_{j=1}^{nₖ} (μₖ - xₖⱼ)"),
])  # fmt: skip
def test_groups_of_different_sizes(query, answer):
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
])  # fmt: skip
def test_other_bounds_and_sizes_are_refused(query):
    with pytest.raises(Unsupported):
        derive(query)
