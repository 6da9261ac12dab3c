"""Options of a derivation: notation, tied entries, expansion, and the names of results."""

from __future__ import annotations

import pytest

from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.errors import Unsupported
from matcalc_cli.printers.text import text
from matcalc_cli.questions import Reader


def derived(statement: str, options: Options) -> Derivation:
    (question,) = Reader().questions(statement)
    derivation = derive_question(question, options)
    checks = derivation.checks
    assert checks is not None
    assert checks.value and checks.steps and checks.points == 3
    return derivation


def test_inner_notation() -> None:
    derivation = derived("d/dX tr(X^T A X)", Options(notation="inner"))
    lines = [text(line.expression, unicode=False) for line in derivation.lines]
    assert lines[-2] == "<(A + A^T) X, dX>"
    assert lines[-3] == "<A^T X, dX> + <A X, dX>"


@pytest.mark.parametrize(("statement", "answer"), [
    ("d/dX log det X where X symmetric", "2 X^-1 - diag(diag(X^-1))"),
    ("d/dX tr(A X) where X skew", "A^T - A"),
    ("d/dX tr(A X B) where X lower", "tril(A^T B^T)"),
    ("d/dX tr(A X B) where X upper", "triu(A^T B^T)"),
    ("d/dX tr(X^T A X) where X diagonal", "diag(diag((A + A^T) X))"),
    ("d^2/dX^2 tr(X^T A X) where X diagonal",
     "diag(vec(I(n))) kron(I(n), A + A^T) diag(vec(I(n)))"),
    ("d^2/dX^2 logdet(X) where X pd", None),
    ("d^2/dX^2 tr(X A X B) where X skew", None),
    ("d^2/dX^2 sum(exp(X)) where X lower", None),
    ("d/dX A X B where X upper", "kron(B^T, A) diag(vec(triu(ones(n,n))))"),
    ("d/dX X^-1 where X symmetric", None),
])  # fmt: skip
def test_tied_entries(statement: str, answer: str | None) -> None:
    derivation = derived(statement, Options(structured=True))
    assert derivation.checks is not None and derivation.checks.value
    assert answer is None or text(derivation.answer, unicode=False) == answer
    assert any("tied" in note for note in derivation.notes)


def test_orthogonal_entries_cannot_be_tied() -> None:
    with pytest.raises(Unsupported):
        derived("d/dQ tr(A Q) where Q orthogonal", Options(structured=True))


def test_expanded_answer() -> None:
    derivation = derived("d/db ||y - X b||^2", Options(expand=True))
    assert text(derivation.answer, unicode=False) == "2 X^T X b - 2 X^T y"


@pytest.mark.parametrize(("statement", "note"), [
    ("d/db ||y - X b||^2", "set to zero, these are the normal equations"),
    ("d/dz logsumexp(z) - y^T z", "softmax minus the target"),
    ("d/dy y^T X (X^T X)^-1 X^T y", "X (Xᵀ X)⁻¹ Xᵀ is the projection on the column space"),
    ("d/dx ||x||^2", None),
])  # fmt: skip
def test_named_results(statement: str, note: str | None) -> None:
    notes = derived(statement, Options()).notes
    assert note in notes if note else not notes


def test_second_derivatives_are_checked_in_two_directions() -> None:
    """2 A has the quadratic form of A + A^T; the certificate must tell them apart."""
    derivation = derived("d^2/dx^2 x^T A x", Options())
    assert text(derivation.answer, unicode=False) == "A + A^T"
