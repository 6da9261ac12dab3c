"""Identities of vec, the Kronecker product and the commutation matrix.

A commutation matrix stands as far left as it can: (B ⊗ A) K(q,n) = K(p,m) (A ⊗ B). Registered with
the normal form; each takes and returns normal forms. Reference: Magnus & Neudecker 2.4 and 3.7.
"""

from __future__ import annotations

from matcalc_cli.expressions import Add, Call, Expr, Product
from matcalc_cli.functions.function import Function
from matcalc_cli.functions.kronecker import KRON
from matcalc_cli.functions.structure import (
    COMMUTATION,
    DIAG,
    IDENTITY,
    ONES,
    TRANSPOSE,
    UNVEC,
    VEC,
    commutation,
    eye,
    ones,
    zeros,
)
from matcalc_cli.normal_form.chains import PAIRS, PAIRS_BEHIND
from matcalc_cli.normal_form.products import product
from matcalc_cli.normal_form.registry import CALLS, ONE_OPERAND
from matcalc_cli.normal_form.sums import is_zero
from matcalc_cli.normal_form.terms import join, outside, split, terms_of
from matcalc_cli.normal_form.transposition import transposed
from matcalc_cli.sizes import ONE


def kronecker(A: Expr, B: Expr) -> Expr:
    """A ⊗ B: scalars out, I ⊗ I = I, u ⊗ vᵀ = vᵀ ⊗ u = u vᵀ, u ⊗ (vᵀ ⊗ B) = u vᵀ ⊗ B."""
    a, b = split(A), split(B)
    before = [*outside(a.coefficient, a.scalars), *outside(b.coefficient, b.scalars)]
    A, B = join(1, {}, a.chain), join(1, {}, b.chain)
    if A.is_scalar or B.is_scalar:
        return product([*before, A, B])
    if _is_identity(A) and _is_identity(B):
        return product([*before, eye(A.rows * B.rows)])
    if A.cols == ONE and B.rows == ONE:
        return product([*before, A, B])
    if A.rows == ONE and B.cols == ONE:
        return product([*before, B, A])
    if isinstance(B, Call) and B.function is KRON and _is_outer(A, B.children[0]):
        return product([*before, kronecker(kronecker(A, B.children[0]), B.children[1])])
    if isinstance(A, Call) and A.function is KRON and _is_outer(A.children[1], B):
        return product([*before, kronecker(A.children[0], kronecker(A.children[1], B))])
    return product([*before, KRON(A, B)])


def _is_outer(A: Expr, B: Expr) -> bool:
    """Whether one is a column and the other a row, so that A ⊗ B is their product."""
    return (A.cols, B.rows) == (ONE, ONE) or (A.rows, B.cols) == (ONE, ONE)


def _is_identity(A: Expr) -> bool:
    return isinstance(A, Call) and A.function is IDENTITY


def _after_kron(left: Call, right: Expr) -> Expr | None:
    """(A ⊗ B)(C ⊗ D) = A C ⊗ B D, (Bᵀ ⊗ A) vec X = vec(A X B), (u ⊗ B) M = u ⊗ B M."""
    A, B = left.children
    if isinstance(right, Call) and right.function is KRON:
        C, D = right.children
        if (A.cols, B.cols) == (C.rows, D.rows):
            return kronecker(product((A, C)), product((B, D)))
    if isinstance(right, Call) and right.function is VEC:
        (X,) = right.children
        if (B.cols, A.cols) == X.shape:
            return vectorised(product((B, X, transposed(A))))
    if isinstance(right, Call) and right.function is COMMUTATION and (
        right.sizes == (A.cols, B.cols)
    ):
        return product((commutation(A.rows, B.rows), kronecker(B, A)))
    if A.cols == ONE:
        return kronecker(A, product((B, right)))
    return kronecker(product((A, right)), B) if B.cols == ONE else None


def _before_kron(left: Expr, right: Call) -> Expr | None:
    """vec(M)ᵀ (A ⊗ B) = vec(Bᵀ M A)ᵀ, and M (vᵀ ⊗ B) = vᵀ ⊗ M B."""
    A, B = right.children
    M = _vectorised_in(left)
    if M is not None and M.shape == (B.rows, A.rows):
        return transposed(vectorised(product((transposed(B), M, A))))
    if A.rows == ONE:
        return kronecker(A, product((left, B)))
    return kronecker(product((left, A)), B) if B.rows == ONE else None


def _vectorised_in(row: Expr) -> Expr | None:
    """The M of vec(M)ᵀ."""
    inside = row.children[0] if isinstance(row, Call) and row.function is TRANSPOSE else None
    is_vec = isinstance(inside, Call) and inside.function is VEC
    return inside.children[0] if inside is not None and is_vec else None


def _after_commutation(left: Call, right: Expr) -> Expr | None:
    """K(m,n) K(n,m) = I, K(m,n) vec A = vec Aᵀ, and K(p,m) (a ⊗ B) = B ⊗ a for a column a."""
    if not isinstance(right, Call):
        return None
    if right.function is COMMUTATION and right.sizes == left.sizes[::-1]:
        return eye(left.rows)
    if right.function is VEC and left.sizes == right.children[0].shape:
        return vectorised(transposed(right.children[0]))
    if right.function is KRON:
        A, B = right.children
        if ONE in (A.cols, B.cols) and left.sizes == (B.rows, A.rows):
            return kronecker(B, A)
    return None


def _before_commutation(left: Expr, right: Call) -> Expr | None:
    """vec(M)ᵀ K(m,n) = vec(Mᵀ)ᵀ and diag(vec M) K(m,n) = K(m,n) diag(vec Mᵀ) for M n×m."""
    M = _vectorised_in(left)
    if M is not None and M.shape == right.sizes[::-1]:
        return transposed(vectorised(transposed(M)))
    if isinstance(left, Call) and left.function is DIAG and left.cols != ONE:
        (v,) = left.children
        (C,) = v.children if isinstance(v, Call) and v.function is VEC else (v,)
        if C is not v and C.shape == right.sizes[::-1]:
            return product((right, CALLS[DIAG](DIAG(vectorised(transposed(C))))))
    return None


def vectorised(A: Expr) -> Expr:
    """vec A: scalars out, vec(unvec v) = v, vec(u vᵀ) = v ⊗ u, ones stay ones."""
    if is_zero(A):
        return zeros(A.rows * A.cols)
    term = split(A)
    before = outside(term.coefficient, term.scalars)
    inside = join(1, {}, term.chain)
    if ONE in inside.shape:
        return product([*before, transposed(inside) if inside.rows == ONE else inside])
    if isinstance(inside, Call) and inside.function is UNVEC:
        return product([*before, inside.children[0]])
    if isinstance(inside, Call) and inside.function is ONES:
        return product([*before, ones(A.rows * A.cols)])
    for k, factor in enumerate(term.chain):
        if factor.rows == ONE:
            u, v = product(term.chain[:k]), transposed(product(term.chain[k:]))
            return product([*before, kronecker(v, u)])
    return product([*before, VEC(inside)])


def _unvec(node: Call) -> Expr:
    term = split(node.children[0])
    inside = join(1, {}, term.chain)
    before = outside(term.coefficient, term.scalars)
    if isinstance(inside, Call) and inside.function is VEC:
        (A,) = inside.children
        if A.shape == node.sizes:
            return product([*before, A])
    return product([*before, UNVEC(inside, sizes=node.sizes)])


def unmixed(node: Expr) -> int:
    """How often (A ⊗ B)(C ⊗ D + K) or its kin stands in a product: it could be A C ⊗ B D + ….

    Not counted is Mᵀ M, which shows that it is positive semidefinite.
    """
    if not isinstance(node, Product) or ONE in node.shape:
        return 0
    factors = [factor for factor in node.children if not factor.is_scalar]
    return sum(
        KRON in _at_ends(left, -1) and bool(_at_ends(right, 0) & {KRON, COMMUTATION})
        for left, right in zip(factors, factors[1:], strict=False)
        if isinstance(left, Add) or isinstance(right, Add)
        if not _is_transpose(left, right)
    )


def _is_transpose(left: Expr, right: Expr) -> bool:
    same_shape = left.shape == right.shape[::-1]
    return same_shape and set(terms_of(left)) == set(terms_of(transposed(right)))


def _at_ends(factor: Expr, end: int) -> set[Function]:
    """The functions that stand at this end of the factor, or of the terms of a sum."""
    chains = [split(term).chain for term in terms_of(factor)]
    ends = [chain[end] for chain in chains if chain]
    return {found.function for found in ends if isinstance(found, Call)}


PAIRS.update({KRON: _after_kron, COMMUTATION: _after_commutation})
PAIRS_BEHIND.update({KRON: _before_kron, COMMUTATION: _before_commutation})
ONE_OPERAND.update([DIAG, VEC])
CALLS.update({
    KRON: lambda node: kronecker(*node.children),
    VEC: lambda node: vectorised(node.children[0]),
    UNVEC: _unvec,
})  # fmt: skip
