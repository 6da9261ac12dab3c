"""Norms by their p, eigenvalues and singular values by their place: answers and conditions."""

from __future__ import annotations

import pytest

from matcalc_cli import derive
from matcalc_cli.errors import InputProblem, Unsupported

ANSWERS = [
    ("d/dx ||x||_3", "(abs(x) .* x) / ||x||_3^2", "x ≠ 0"),
    ("d/dx ||x||_4", "x.^3 / ||x||_4^3", "x ≠ 0"),
    ("d/dx ||x||_{3/2}", "(sqrt(abs(x)) .* sign(x)) / sqrt(||x||_{3/2})", "x ≠ 0"),
    ("d/dx ||x||_p", "||x||_p^(1 - p) (abs(x).^(p - 1) .* sign(x))", "p > 1; x ≠ 0"),
    (r"d/dx \|A x - b\|_p^p", "p A^T (abs(A x - b).^(p - 1) .* sign(A x - b))",
     "p > 1; A x - b ≠ 0"),
    ("d/dx np.linalg.norm(x, 3)", "(abs(x) .* x) / ||x||_3^2", "x ≠ 0"),
    ("d/dx norm(x, 4)", "x.^3 / ||x||_4^3", "x ≠ 0"),
    ("d/dx ||x||_{2}", "x / ||x||", "x ≠ 0"),
    ("d^2/dx^2 ||x||_4", "3 (diag(x.^2) / ||x||_4^3 - x.^3 (x.^3)^T / ||x||_4^7)", "x ≠ 0"),
    ("d/dp ||x||_p", "(||x||_p^-p (abs(x).^p)^T log(abs(x)) - log(||x||_p)) ||x||_p / p",
     "p > 1; x ≠ 0"),
    ("d/dx ||x||_{1/2}", "sqrt(||x||_{1/2}) (sign(x) ./ sqrt(abs(x)))",
     "no entry of x is 0; x ≠ 0"),
    ("d/dX λ_k(X) where X symmetric", "eigvec(X, k) eigvec(X, k)^T",
     "eigval(X, k) is a simple eigenvalue"),
    ("d/dX lambda_2(X^T X)", "2 X eigvec(X^T X, 2) eigvec(X^T X, 2)^T",
     "eigval(Xᵀ X, 2) is a simple eigenvalue"),
    ("d/dt eigval(A + t B, k) where A symmetric, B symmetric",
     "eigvec(A + t B, k)^T B eigvec(A + t B, k)", "eigval(A + t B, k) is a simple eigenvalue"),
    ("d/dX singval(A X, k)", "A^T left_singular(A X, k) right_singular(A X, k)^T",
     "singval(A X, k) is a simple singular value, and not 0"),
    ("d/dx λ_1(x^T x)", "2 lambda_1 x", ""),
    ("d/dX ||A X B||_*", "A^T polar(A X B) B^T", "A X B of full rank"),
    ("d/dx max(x, 0)", "diag(step(x))", "no entry of x is 0 (there: a subgradient)"),
    ("d/dx min(A x, b)", "diag(step(b - A x)) A",
     "no entry of A x - b is 0 (there: a subgradient)"),
]  # fmt: skip
REFUSED = [
    ("d/dx ||x||_0", "no norm with p = 0"), ("d/dX ||X||_3", "reads two ways"),
    ("d/dX ||X||_1", "reads two ways"), ("d/dX ||X||_inf", "reads two ways"),
    ("d/dX ||X||_{2,1}", "reads two ways"), ("d/dX λ_k(X)", "takes a symmetric matrix"),
    ("d/dx ||x||_*", "is that of a matrix"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected", "conditions"), ANSWERS)
def test_answer(query: str, expected: str, conditions: str) -> None:
    found = derive(query)
    assert found.text == expected
    assert "; ".join(found.conditions) == conditions
    assert found.checks is not None and found.checks.value and found.checks.steps


@pytest.mark.parametrize(("query", "message"), REFUSED)
def test_refusal(query: str, message: str) -> None:
    with pytest.raises(InputProblem, match=message):
        derive(query)


def test_what_is_offered_for_a_matrix_can_be_derived() -> None:
    for form in ("sum(abs(X))", "max(sum(abs(X), cols))", "max(abs(X))", "max(sum(abs(X), rows))",
                 "sum(sqrt(sum(X.^2, cols)))", "||vec(X)||_3"):  # fmt: skip
        checks = derive(f"d/dX {form}").checks
        assert checks is not None and checks.value


def test_eigenvectors_are_not_differentiated() -> None:
    with pytest.raises(Unsupported, match="eigvec"):
        derive("d^2/dX^2 eigval(X, 1) where X symmetric")
