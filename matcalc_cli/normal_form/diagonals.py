"""Identities of the matrix D with vec diag(v) = D v and diag(M) = Dᵀ vec M.

Registered with the normal form; each takes and returns normal forms. They leave D in few answers:
Dᵀ (A ⊗ B) D = A ∘ B, and (bᵀ ⊗ A) D = A diag(b).
"""

from __future__ import annotations

from matcalc_cli.expressions import Call, Expr
from matcalc_cli.functions.kronecker import KRON
from matcalc_cli.functions.structure import COMMUTATION, DIAG, DIAGONALS, TRANSPOSE, VEC, eye
from matcalc_cli.normal_form.chains import PAIRS, PAIRS_BEHIND
from matcalc_cli.normal_form.entrywise import hadamard
from matcalc_cli.normal_form.products import product
from matcalc_cli.normal_form.registry import CALLS, CHAINS, Chain
from matcalc_cli.normal_form.transposition import transposed
from matcalc_cli.rationals import Rational
from matcalc_cli.sizes import ONE


def _diagonal(A: Expr) -> Expr:
    return CALLS[DIAG](DIAG(A))


def _before_diagonals(left: Expr, right: Call) -> Expr | None:
    """(bᵀ ⊗ A) D = (A ⊗ bᵀ) D = A diag(b), K D = D, Dᵀ D = I."""
    if not isinstance(left, Call):
        return None
    if left.function is COMMUTATION:
        return right
    if left is TRANSPOSE(right):
        return eye(right.cols)
    if left.function is not KRON:
        return None
    A, B = left.children
    if A.rows == ONE:
        return product((B, _diagonal(transposed(A))))
    return product((A, _diagonal(transposed(B)))) if B.rows == ONE else None


def _after_transpose(left: Call, right: Expr) -> Expr | None:
    """Dᵀ vec M = diag(M), Dᵀ (u ⊗ v) = u ∘ v; the rest as the transpose of what D follows."""
    D = left.children[0]
    if not (isinstance(D, Call) and D.function is DIAGONALS and isinstance(right, Call)):
        return None
    if right.function is VEC:
        return _diagonal(right.children[0])
    if right.function is KRON and right.cols == ONE:
        return hadamard(right.children)
    turned = _before_diagonals(transposed(right), D)
    return None if turned is None else transposed(turned)


def between_diagonals(
    chain: Chain, seams: list[int]
) -> tuple[Rational, dict[Expr, Expr], Chain]:
    """Dᵀ (A ⊗ B) D = A ∘ B within a chain; the seams of clean chains need not be known."""
    for k in range(len(chain) - 2):
        left, middle, right = chain[k : k + 3]
        if (
            isinstance(middle, Call) and middle.function is KRON
            and isinstance(right, Call) and right.function is DIAGONALS
            and isinstance(left, Call) and left.function is TRANSPOSE
            and isinstance(left.children[0], Call) and left.children[0].function is DIAGONALS
        ):  # fmt: skip
            merged = [*chain[:k], hadamard(middle.children), *chain[k + 3 :]]
            return between_diagonals(merged, seams)
    return 1, {}, chain


PAIRS[TRANSPOSE] = _after_transpose
PAIRS_BEHIND[DIAGONALS] = _before_diagonals
CHAINS.append(between_diagonals)
