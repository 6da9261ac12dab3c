"""What is and what is not shown to be definite, and what is said of a stationary point."""

from __future__ import annotations

import pytest

from matcalc_cli.definite import definite_word, definiteness
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.solving.reading import SystemReader
from tests.solve.solving import answer

SHOWN = [
    ("X^T X", "positive semidefinite"),
    ("-X^T X", "negative semidefinite"),
    ("X^T X + I", "positive definite"),
    ("A^T D A where D pd", "positive semidefinite"),
    ("A^T D A where D pd, A invertible", "positive definite"),
    ("A^T diag(w) A where w positive", "positive semidefinite"),
    ("A^T diag(w.^2) A", "positive semidefinite"),
    ("A^T diag(exp(w)) A", "positive semidefinite"),
    ("S where S psd", "positive semidefinite"),
    ("S^-1 where S pd", "positive definite"),
    ("2 S + 3 T where S psd, T pd", "positive definite"),
    ("kron(S, T) where S, T pd", "positive definite"),
    ("sum_i x_i x_i^T", "positive semidefinite"),
    ("X^T X - Y^T Y", ""),
    ("A^T diag(w) A", ""),
    ("A + A^T", ""),
    ("a X^T X where a in R", ""),
    ("S T where S, T pd", ""),
    ("A^T S A where S symmetric", ""),
]


@pytest.mark.parametrize(("text", "word"), SHOWN)
def test_definiteness(text: str, word: str) -> None:
    matrix, _, where = text.partition(" where ")
    more = f" where {where}" if where else ""
    (system,) = SystemReader((), ("Z",)).systems(f"({matrix}) = Z{more}")
    H = normal(system.question.function + system.unknowns[0])
    assert definite_word(definiteness(H)) == word


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("d/dx (x + 1/x^2) = 0 where x in R", "local minimum"),  # it has a pole
        ("d/dx (x - log(x)) = 0 where x in R", "global minimum"),
        ("d/dx (x^4 - x) = 0 where x in R", "global minimum"),
        ("d/dx x^T S x = 0 where S symmetric", "not decided"),
        ("d/dx -x^T S x = 0 where S pd", "global maximum"),
        ("d/dx ||x - a||^2 + ||x - b||^2 = 0", "global minimum"),
    ],
)
def test_verdicts(text: str, verdict: str) -> None:
    assert [judged.verdict for judged in answer(text).second_order] == [verdict]


def test_kinks_are_not_taken_for_convexity() -> None:
    for text in ("d/dx -||A x - b||_1 = 0", "d/dx ||A x - b||_1 = 0"):
        assert not any("global" in judged.verdict for judged in answer(text).second_order)


def test_no_verdict_where_the_gradient_is_not_to_be_zero() -> None:
    assert not answer("d/dx x^T A x = b where A pd").second_order
