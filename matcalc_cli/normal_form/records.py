"""Identities of single records: determinants, norms, square roots and functions of matrices.

Registered with the normal form; each takes and returns normal forms.
"""

from __future__ import annotations

from matcalc_cli.expressions import Call, Expr, Number
from matcalc_cli.functions.entrywise import exp, sqrt
from matcalc_cli.functions.function import Function
from matcalc_cli.functions.held import HELD, held
from matcalc_cli.functions.matrix_functions import (
    EXPM,
    FRECHET_EXPM,
    FRECHET_LOGM,
    FRECHET_SQRTM,
    LOGM,
    SQRTM,
)
from matcalc_cli.functions.norms import FROBENIUS, NORM
from matcalc_cli.functions.reductions import MATRIX_POWER, MEAN
from matcalc_cli.functions.scalars_of_matrices import DET, LOGDET, TRACE
from matcalc_cli.functions.spectral import ADJUGATE
from matcalc_cli.functions.structure import IDENTITY, INVERSE, TRANSPOSE, eye
from matcalc_cli.normal_form.chains import inverted
from matcalc_cli.normal_form.entrywise import entrywise_power
from matcalc_cli.normal_form.products import product, scalar_power, size_number
from matcalc_cli.normal_form.registry import CALLS
from matcalc_cli.normal_form.scalar_chains import entry_sum, squared_norm
from matcalc_cli.normal_form.sums import is_zero
from matcalc_cli.normal_form.terms import join, outside, split, times
from matcalc_cli.normal_form.transposition import transposed
from matcalc_cli.rationals import ratio

_OF_ONE_MATRIX = frozenset({INVERSE, MATRIX_POWER, EXPM, LOGM, SQRTM})


def _half() -> Expr:
    return Number(ratio(1, 2))


def _mean(node: Call) -> Expr:
    (A,) = node.children
    return product((scalar_power(size_number(A.rows * A.cols), Number(-1)), entry_sum(A)))


def _norm(node: Call) -> Expr:
    """‖A‖ = (‖A‖²)^(1/2), so that powers of a norm are powers of one thing."""
    return scalar_power(squared_norm(node.children[0]), _half())


def _determinant(node: Call) -> Expr:
    """det Aᵀ = det A, det A⁻¹ = 1 / det A, det expm A = exp tr A."""
    (A,) = node.children
    if isinstance(A, Call) and A.function is EXPM:
        return exp(CALLS[TRACE](TRACE(A.children[0])))
    if isinstance(A, Call) and A.function is TRANSPOSE:
        return _determinant(DET(A.children[0]))
    if isinstance(A, Call) and A.function is INVERSE:
        return scalar_power(_determinant(DET(A.children[0])), Number(-1))
    return DET(A)


def _log_determinant(node: Call) -> Expr:
    """log det Aᵀ = log det A, log det A⁻¹ = -log det A, log det expm A = tr A."""
    (A,) = node.children
    if isinstance(A, Call) and A.function is EXPM:
        return CALLS[TRACE](TRACE(A.children[0]))
    if isinstance(A, Call) and A.function is TRANSPOSE:
        return _log_determinant(LOGDET(A.children[0]))
    if isinstance(A, Call) and A.function is INVERSE:
        return product((Number(-1), _log_determinant(LOGDET(A.children[0]))))
    return LOGDET(A)


def _is_identity(A: Expr) -> bool:
    return isinstance(A, Call) and A.function is IDENTITY


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


def _commutes(factor: Expr, A: Expr) -> bool:
    """Whether a factor is made of A alone: A itself, its powers, its inverse, expm(A) and kin."""
    if factor is A or split(A).chain == (factor,):
        return True
    if not isinstance(factor, Call):
        return False
    if factor.function is TRANSPOSE:
        return _commutes(factor.children[0], transposed(A))
    return factor.function in _OF_ONE_MATRIX and _commutes(factor.children[0], A)


def _adjugate(node: Call) -> Expr:
    """adj(A) = det(A) A⁻¹."""
    (A,) = node.children
    return product((_determinant(DET(A)), inverted(A)))


def _frechet(node: Call) -> Expr:
    """L(A, E) = E f'(A) for a direction E that commutes with A, such as I, s A, A⁻¹ or expm(A)."""
    A, E = node.children
    direction, base = split(E), split(A)
    before = outside(direction.coefficient, direction.scalars)
    inside = join(1, {}, direction.chain)
    if is_zero(E):
        return E
    if _is_identity(inside):
        return product([*before, _derivative_at(node.function, A)])
    if direction.chain == base.chain or all(_commutes(part, A) for part in direction.chain):
        return product([*before, inside, _derivative_at(node.function, A)])
    return product([*before, node.function(A, inside)])


def _held(node: Call) -> Expr:
    """A product that is still long stays one factor, but for its number and its scalars."""
    term = split(node.children[0])
    if not term.chain:
        return times(term.coefficient, held(join(1, term.scalars, ())))
    return product((join(term.coefficient, term.scalars, ()), held(join(1, {}, term.chain))))


CALLS.update({
    HELD: _held,
    sqrt: lambda node: entrywise_power(node.children[0], _half()),
    NORM: _norm,
    FROBENIUS: _norm,
    MEAN: _mean,
    DET: _determinant,
    LOGDET: _log_determinant,
    EXPM: _matrix_function,
    LOGM: _matrix_function,
    SQRTM: _matrix_function,
    ADJUGATE: _adjugate,
    FRECHET_EXPM: _frechet,
    FRECHET_LOGM: _frechet,
    FRECHET_SQRTM: _frechet,
})  # fmt: skip
