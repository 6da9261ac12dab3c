"""Identities of single records: determinants, norms, square roots, vec and the Kronecker product.

Registered with the normal form; each takes and returns normal forms.
"""

from __future__ import annotations

from matcalc_cli.expressions import Call, Expr, Number
from matcalc_cli.functions.entrywise import sqrt
from matcalc_cli.functions.function import Function
from matcalc_cli.functions.kronecker import KRON
from matcalc_cli.functions.matrix_functions import (
    EXPM,
    FRECHET_EXPM,
    FRECHET_LOGM,
    FRECHET_SQRTM,
    LOGM,
    SQRTM,
)
from matcalc_cli.functions.norms import FROBENIUS, NORM
from matcalc_cli.functions.reductions import MEAN
from matcalc_cli.functions.scalars_of_matrices import DET, LOGDET
from matcalc_cli.functions.structure import (
    COMMUTATION,
    IDENTITY,
    INVERSE,
    TRANSPOSE,
    UNVEC,
    VEC,
    eye,
)
from matcalc_cli.normal_form.chains import PAIRS, entry_sum, inverted, squared_norm
from matcalc_cli.normal_form.entrywise import entrywise_power
from matcalc_cli.normal_form.rewriting import CALLS, is_zero, product, scalar_power, size_number
from matcalc_cli.normal_form.terms import join, split
from matcalc_cli.normal_form.transposition import transposed
from matcalc_cli.rationals import ratio
from matcalc_cli.sizes import ONE


def _half() -> Expr:
    return Number(ratio(1, 2))


def _mean(node: Call) -> Expr:
    (A,) = node.children
    return product((scalar_power(size_number(A.rows * A.cols), Number(-1)), entry_sum(A)))


def _norm(node: Call) -> Expr:
    """‖A‖ = (‖A‖²)^(1/2), so that powers of a norm are powers of one thing."""
    return scalar_power(squared_norm(node.children[0]), _half())


def _determinant(node: Call) -> Expr:
    """det Aᵀ = det A, det A⁻¹ = 1 / det A."""
    (A,) = node.children
    if isinstance(A, Call) and A.function is TRANSPOSE:
        return _determinant(DET(A.children[0]))
    if isinstance(A, Call) and A.function is INVERSE:
        return scalar_power(_determinant(DET(A.children[0])), Number(-1))
    return DET(A)


def _log_determinant(node: Call) -> Expr:
    """log det Aᵀ = log det A, log det A⁻¹ = -log det A."""
    (A,) = node.children
    if isinstance(A, Call) and A.function is TRANSPOSE:
        return _log_determinant(LOGDET(A.children[0]))
    if isinstance(A, Call) and A.function is INVERSE:
        return product((Number(-1), _log_determinant(LOGDET(A.children[0]))))
    return LOGDET(A)


def kronecker(A: Expr, B: Expr) -> Expr:
    """A ⊗ B: scalars out, I ⊗ I = I, u ⊗ vᵀ = vᵀ ⊗ u = u vᵀ."""
    a, b = split(A), split(B)
    number = Number(a.coefficient * b.coefficient)
    outside = [number, join(1, a.scalars, ()), join(1, b.scalars, ())]
    A, B = join(1, {}, a.chain), join(1, {}, b.chain)
    if A.is_scalar or B.is_scalar:
        return product([*outside, A, B])
    if _is_identity(A) and _is_identity(B):
        return product([*outside, eye(A.rows * B.rows)])
    if A.cols == ONE and B.rows == ONE:
        return product([*outside, A, B])
    if A.rows == ONE and B.cols == ONE:
        return product([*outside, B, A])
    return product([*outside, KRON(A, B)])


def _is_identity(A: Expr) -> bool:
    return isinstance(A, Call) and A.function is IDENTITY


def _after_kron(left: Call, right: Call) -> Expr | None:
    """(A ⊗ B)(C ⊗ D) = A C ⊗ B D, and (Bᵀ ⊗ A) vec X = vec(A X B)."""
    A, B = left.children
    if right.function is KRON:
        C, D = right.children
        fits = (A.cols, B.cols) == (C.rows, D.rows)
        return kronecker(product((A, C)), product((B, D))) if fits else None
    if right.function is VEC and (B.cols, A.cols) == right.children[0].shape:
        return vectorised(product((B, right.children[0], transposed(A))))
    return None


def _after_commutation(left: Call, right: Call) -> Expr | None:
    """K(m,n) K(n,m) = I, and K(m,n) vec A = vec Aᵀ."""
    if right.function is COMMUTATION and right.sizes == left.sizes[::-1]:
        return eye(left.rows)
    if right.function is VEC and left.sizes == right.children[0].shape:
        return vectorised(transposed(right.children[0]))
    return None


def vectorised(A: Expr) -> Expr:
    """vec A: scalars out, vec(unvec v) = v, vec(u vᵀ) = v ⊗ u."""
    term = split(A)
    outside = [Number(term.coefficient), join(1, term.scalars, ())]
    inside = join(1, {}, term.chain)
    if ONE in inside.shape:
        return product([*outside, transposed(inside) if inside.rows == ONE else inside])
    if isinstance(inside, Call) and inside.function is UNVEC:
        return product([*outside, inside.children[0]])
    for k, factor in enumerate(term.chain):
        if factor.rows == ONE:
            u, v = product(term.chain[:k]), transposed(product(term.chain[k:]))
            return product([*outside, kronecker(v, u)])
    return product([*outside, VEC(inside)])


def _unvec(node: Call) -> Expr:
    term = split(node.children[0])
    inside = join(1, {}, term.chain)
    outside = [Number(term.coefficient), join(1, term.scalars, ())]
    if isinstance(inside, Call) and inside.function is VEC:
        (A,) = inside.children
        if A.shape == node.sizes:
            return product([*outside, A])
    return product([*outside, UNVEC(inside, sizes=node.sizes)])


def _matrix_function(node: Call) -> Expr:
    """f(Aᵀ) = f(A)ᵀ, expm(0) = I."""
    (A,) = node.children
    if is_zero(A) and node.function is EXPM:
        return eye(A.rows)
    if isinstance(A, Call) and A.function is TRANSPOSE:
        return TRANSPOSE(node.function(A.children[0]))
    return node


def _derivative_at(function: Function, A: Expr) -> Expr:
    """f'(A): expm(A), A⁻¹ for logm, and (2 sqrtm(A))⁻¹ for sqrtm."""
    if function is FRECHET_EXPM:
        return _matrix_function(EXPM(A))
    if function is FRECHET_LOGM:
        return inverted(A)
    return product((_half(), inverted(_matrix_function(SQRTM(A)))))


def _frechet(node: Call) -> Expr:
    """L(A, c I) = c f'(A) and L(s A, c A) = c A f'(s A): directions that commute with A."""
    A, E = node.children
    direction, base = split(E), split(A)
    outside = [Number(direction.coefficient), join(1, direction.scalars, ())]
    inside = join(1, {}, direction.chain)
    if is_zero(E):
        return E
    if _is_identity(inside):
        return product([*outside, _derivative_at(node.function, A)])
    if direction.chain == base.chain:
        return product([*outside, inside, _derivative_at(node.function, A)])
    return product([*outside, node.function(A, inside)])


PAIRS.update({KRON: _after_kron, COMMUTATION: _after_commutation})
CALLS.update({
    sqrt: lambda node: entrywise_power(node.children[0], _half()),
    NORM: _norm,
    FROBENIUS: _norm,
    MEAN: _mean,
    DET: _determinant,
    LOGDET: _log_determinant,
    KRON: lambda node: kronecker(*node.children),
    VEC: lambda node: vectorised(node.children[0]),
    UNVEC: _unvec,
    EXPM: _matrix_function,
    LOGM: _matrix_function,
    SQRTM: _matrix_function,
    FRECHET_EXPM: _frechet,
    FRECHET_LOGM: _frechet,
    FRECHET_SQRTM: _frechet,
})  # fmt: skip
