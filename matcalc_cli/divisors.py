"""What is divided by: the conditions that it is not 0, said of as little as possible."""

from __future__ import annotations

from matcalc_cli.derivation import Condition
from matcalc_cli.expressions import Call, Expr, Number, Power, Product, Symbol
from matcalc_cli.functions.entrywise import sqrt
from matcalc_cli.functions.norms import (
    FROBENIUS,
    NORM,
    NORM1,
    P_NORM,
    SQUARED_FROBENIUS,
    SQUARED_NORM,
)
from matcalc_cli.functions.scalars_of_matrices import DET
from matcalc_cli.signs import is_definite, is_positive, is_quadratic_form

_NORMS = frozenset({FROBENIUS, NORM, NORM1, P_NORM, SQUARED_FROBENIUS, SQUARED_NORM})


def divisors(base: Expr, exponent: Expr) -> list[Condition]:
    """The conditions for a power to exist; none where the exponent is not a known number."""
    if not isinstance(exponent, Number) or is_positive(base):
        return []
    if exponent.value.denominator != 1:
        return above_zero(base)
    return _nonzero(base) if exponent.value < 0 else []


def above_zero(expr: Expr) -> list[Condition]:
    """That every entry is greater than 0; of ‖x‖ and of xᵀ S x with a pd matrix S, that x ≠ 0."""
    if is_positive(expr):
        return []
    match expr:
        case Call(function=function, children=(x, *_)) if function in _NORMS:
            return [Condition("{0} ≠ 0", x)]
        case Product(children=chain) if is_quadratic_form(chain) and _excludes_zero(chain):
            return [Condition("{0} ≠ 0", chain[-1])]
    return [Condition("{0} > 0", expr)]


def _nonzero(expr: Expr) -> list[Condition]:
    """That no entry is 0: of a product, that of its factors; of ‖x‖ and xᵀ x, that x ≠ 0."""
    if is_positive(expr):
        return []
    match expr:
        case Number():
            return []
        case Power(children=(base, Number(value=value))):
            return _nonzero(base) if value > 0 else []
        case Call(function=function, children=children):
            if function in _NORMS:
                return [] if is_positive(children[0]) else [Condition("{0} ≠ 0", children[0])]
            if function is sqrt:
                return []  # what is under the root is said to be greater than 0
            if function is DET:
                return _invertible(children[0])
        case Product(children=children):
            scalars = [child for child in children if child.is_scalar]
            chain = tuple(child for child in children if not child.is_scalar)
            found = [condition for scalar in scalars for condition in _nonzero(scalar)]
            if not chain:
                return found
            if len(chain) == 1:
                return [*found, *_nonzero(chain[0])]
            if is_quadratic_form(chain) and _excludes_zero(chain):
                return [*found, Condition("{0} ≠ 0", chain[-1])]
            if scalars:
                return [*found, *_nonzero(Product(chain))]
    return [Condition("{0} ≠ 0" if expr.is_scalar else "no entry of {0} is 0", expr)]


def _excludes_zero(chain: tuple[Expr, ...]) -> bool:
    """Whether a quadratic form is 0 only where its vector is."""
    return len(chain) == 2 or (len(chain) == 3 and is_definite(chain[1]))


def _invertible(A: Expr) -> list[Condition]:
    having = A.properties if isinstance(A, Symbol) else frozenset[str]()
    known = is_definite(A) or having & {"invertible", "orthogonal"}
    return [] if known else [Condition("{0} invertible", A)]
