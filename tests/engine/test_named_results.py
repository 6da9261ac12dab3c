"""What a result is called, and what is near to it and is not called so."""

from __future__ import annotations

import pytest

from matcalc_cli.derive import Options, derive_question
from matcalc_cli.presentation.named_results import named_results
from matcalc_cli.questions import Reader

NORMAL, SOFTMAX = "set to zero, these are the normal equations", "softmax minus the target"
SCORE = "the gradient of a log-likelihood is called the score"
PROJECTION = "X (Xᵀ X)⁻¹ Xᵀ is the projection on the column space"
NAMED = [
    ("d/db ||y - X b||^2", NORMAL),
    ("d/db ||X b - y||^2 / 3", NORMAL),
    ("d/dB ||Y - X B||_F^2", NORMAL),
    ("d/db c ||y - X b||^2 where c in R", ""),  # c could be 0
    ("d/db ||X b||^2", ""),
    ("d/db ||y - X b||^2 + c ||b||^2 where c in R", ""),
    ("d/db ||y - X b - Z b||^2", NORMAL),
    ("d/db (y - X b)^T W (y - X b)", NORMAL),
    ("d/dA ||A X - Y||_F^2", ""),
    ("d/db ||y - sigmoid(X b)||^2", ""),
    ("d/db ||y - X sigmoid(b)||^2", ""),
    ("d/db ||y - b||^2", ""),
    ("d/dW ||W^T W - I||_F^2", ""),
    ("d/dX ||X X^T B - B||_F^2", ""),
    ("d^2/db^2 ||y - X b||^2", ""),
    ("d/db (A^T y - A^T X b)^T a", ""),
    ("d/dz logsumexp(z) - y^T z where y, z in R^n", SOFTMAX),
    ("d/dz logsumexp(z) - 2 y^T z where y, z in R^n", ""),
    ("d/dz 2 logsumexp(z) - y^T z where y, z in R^n", ""),
    ("d/dz 2 logsumexp(z) - 2 y^T z where y, z in R^n", SOFTMAX),
    ("d/dz y^T z - logsumexp(z) where y, z in R^n", ""),
    ("d/dz logsumexp(z) + y^T z where y, z in R^n", ""),
    ("d/dz logsumexp(z) - y^T z - x^T z where x, y, z in R^n", ""),
    ("d/dz logsumexp(z) - (A y)^T z where A in R^{n x m}", ""),
    ("d/dz sum(softplus(z)) - y^T z where y, z in R^n", ""),
    ("d/dw logsumexp(X w) - y^T X w", SOFTMAX),
    ("d/dθ a^T θ + const", SCORE),
    ("d/dθ c a^T θ where c in R", ""),
    ("d^2/dx^2 x^T A x + const", ""),
    ("d/dy y^T X (X^T X)^-1 X^T y", PROJECTION),
    ("d/dy ||X (X^T X)^-1 X^T y||^2", PROJECTION),
    ("d/dy y^T X (X^T X)^-1 a", ""),
    ("d/dy y^T X (X^T X)^-1 Z^T y where X, Z in R^{m x n}", ""),
    ("d/dy y^T X (Z^T Z)^-1 X^T y where X, Z in R^{m x n}", ""),
]


@pytest.mark.parametrize(("query", "name"), NAMED)
def test_name(query: str, name: str) -> None:
    (question,) = Reader().questions(query)
    answer = derive_question(question, Options(check=False, steps="none"))
    assert list(named_results(question, answer.kind, answer.answer)) == ([name] if name else [])
