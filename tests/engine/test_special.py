"""Functions of likelihoods: how they are spelled, and what a textbook answers."""

from __future__ import annotations

import pytest

from matcalc_cli import derive

ANSWERS = [
    (r"d/dα \log\Gamma(\alpha)", "digamma(alpha)", "α > 0"),
    ("d/da sum(log Γ(a)) where a in R^n", "digamma(a)", "a > 0"),
    ("d/da Γ(a) where a in R", "digamma(a) gammafn(a)", "a > 0"),
    (r"d/dn \log\Gamma_p(n/2)", "1/2 sum_{i=1}^p digamma(1/2 (1 + n - i))",
     "p a whole number, at least 1; n/2 > (p - 1)/2"),
    ("d/da multigammaln(a, 3)", "sum_{i=1}^3 digamma(1/2 (1 + 2 a - i))", "a > (3 - 1)/2"),
    # No index of the function is the one of its derivative.
    ("d/dX multigammaln(X_{ij}, 3)",
     "(sum_{k=1}^3 digamma(1/2 (1 + 2 X_{ij} - k))) e_i e_j^T", "Xᵢⱼ > (3 - 1)/2"),
    ("d/da lbeta(a, b) where a in R, b in R", "digamma(a) - digamma(a + b)", "a > 0 and b > 0"),
    ("d/dx log normcdf(a^T x)", "normpdf(a^T x) a / normcdf(a^T x)", "normcdf(aᵀ x) > 0"),
    ("d/dx sum(gelu(A x))", "A^T ((A x) .* normpdf(A x) + normcdf(A x))", ""),
    ("d/dx sum(probit(x))", "1 ./ normpdf(norminv(x))", "0 < x < 1"),
    ("d/dx log prod(x)", "1 ./ x", "no entry of x is 0; prod(x) > 0"),
    ("d/dx sum(log10(x))", "(1 ./ x) / log(10)", "x > 0"),
    ("d/dx dot(x, a)", "a", ""),
    ("d/dx ||Γ(x - b)||^2", "2 Gamma^T Gamma (x - b)", ""),
    ("d/dx ||Γ x||^2", "2 Gamma^T Gamma x", ""),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected", "conditions"), ANSWERS)
def test_answer(query: str, expected: str, conditions: str) -> None:
    found = derive(query)
    assert found.text == expected
    assert "; ".join(found.conditions) == conditions
    assert found.checks is not None and found.checks.value and found.checks.steps
