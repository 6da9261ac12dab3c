"""What is positive, or not negative, by declaration or by form; False says only: not known."""

from __future__ import annotations

from matcalc_cli.definite import Sign, form_sign
from matcalc_cli.expressions import (
    Add,
    Call,
    Expr,
    IndexedSum,
    Number,
    Power,
    Product,
    SizeNumber,
    Symbol,
    multiply,
)
from matcalc_cli.functions.entrywise import (
    PI,
    POWER,
    absolute,
    cosh,
    exp,
    relu,
    sigmoid,
    softplus,
    sqrt,
)
from matcalc_cli.functions.norms import (
    FROBENIUS,
    NORM,
    NORM1,
    P_NORM,
    SQUARED_FROBENIUS,
    SQUARED_NORM,
)
from matcalc_cli.functions.reductions import MEAN, SUM, softmax
from matcalc_cli.functions.scalars_of_matrices import DET
from matcalc_cli.functions.structure import HADAMARD, ONES, TRANSPOSE
from matcalc_cli.interning import remembered
from matcalc_cli.normal_form.rewriting import normal

_POSITIVE = frozenset({exp, sigmoid, softmax, softplus, cosh, ONES, PI})
_NONNEGATIVE = frozenset({
    absolute, relu, NORM, NORM1, P_NORM, FROBENIUS, SQUARED_NORM, SQUARED_FROBENIUS,
})  # fmt: skip
_TOTALS = frozenset({SUM, MEAN, TRANSPOSE, HADAMARD})  # of as good a sign as their arguments


@remembered
def is_positive(expr: Expr) -> bool:
    """Whether every entry is greater than 0."""
    match expr:
        case Number(value=value):
            return value > 0
        case SizeNumber():
            return expr.size.at(dict.fromkeys(expr.size.letters(), 1)) > 0  # n - 1 may be 0
        case Symbol(properties=properties):
            return "positive" in properties
        case Call(function=function, children=children):
            if function in _TOTALS:
                return all(map(is_positive, children))
            if function in (POWER, sqrt):
                return is_positive(children[0])
            if function is DET:
                return is_definite(children[0])
            return function in _POSITIVE
        case IndexedSum(body=body):
            return is_positive(body)
        case Power(children=(base, _)):
            return is_positive(base)
        case Add(children=children):
            return all(map(is_nonnegative, children)) and any(map(is_positive, children))
        case Product(children=children):
            return all(map(is_positive, children))
    return False


@remembered
def is_nonnegative(expr: Expr) -> bool:
    """Whether no entry is less than 0."""
    if is_positive(expr):
        return True
    match expr:
        case Number(value=value):
            return value >= 0
        case Symbol(properties=properties):
            return "nonnegative" in properties
        case Call(function=function, children=children):
            if function is HADAMARD and len(children) == 2 and children[0] is children[1]:
                return True
            if function in _TOTALS:
                return all(map(is_nonnegative, children))
            if function is POWER:
                return _is_even(children[1]) or is_nonnegative(children[0])
            return function in _NONNEGATIVE
        case IndexedSum(body=body):
            return is_nonnegative(body)
        case Power(children=(base, exponent)):
            return _is_even(exponent) or is_nonnegative(base)
        case Add(children=children):
            return all(map(is_nonnegative, children))
        case Product(children=children):
            scalars = [child for child in children if child.is_scalar]
            chain = tuple(child for child in children if not child.is_scalar)
            form = len(chain) > 1 and is_quadratic_form(chain)
            return all(map(is_nonnegative, scalars if form else children))
    return False


def is_definite(A: Expr) -> bool:
    """Whether a matrix is known to be positive definite."""
    return A.is_square and _form_sign(A) == Sign(1, True)


def _form_sign(A: Expr) -> Sign | None:
    return form_sign(normal(A))


def unscaled(A: Expr) -> Expr:
    """The one array of which this is a positive multiple, or the whole."""
    if not isinstance(A, Product):
        return A
    arrays = [child for child in A.children if not child.is_scalar]
    scalars = [child for child in A.children if child.is_scalar]
    return arrays[0] if len(arrays) == 1 and all(map(is_positive, scalars)) else A


def is_quadratic_form(chain: tuple[Expr, ...]) -> bool:
    """Whether it is xᵀ x, or xᵀ S x for an S that is known not to be negative."""
    first, *middle, last = chain
    if not last.is_vector or first is not TRANSPOSE(last):
        return False
    sign = _form_sign(multiply(*middle)) if middle else Sign(1, True)
    return sign is not None and sign.direction > 0


def _is_even(exponent: Expr) -> bool:
    return isinstance(exponent, Number) and exponent.value.denominator == 1 and (
        exponent.value % 2 == 0
    )  # fmt: skip
