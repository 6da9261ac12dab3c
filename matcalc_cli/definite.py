"""Definiteness by form: sums of Gram forms, positive diagonals, declared terms and their multiples.

What is shown here holds at every point; "not shown" says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

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
)
from matcalc_cli.functions.entrywise import POWER
from matcalc_cli.functions.kronecker import KRON
from matcalc_cli.functions.reductions import MATRIX_POWER, SUM
from matcalc_cli.functions.structure import (
    DIAG,
    HADAMARD,
    IDENTITY,
    INVERSE,
    ONES,
    TRANSPOSE,
    ones,
)
from matcalc_cli.interning import remembered
from matcalc_cli.normal_form.expansion import expand
from matcalc_cli.normal_form.terms import split, terms_of, without_coefficient
from matcalc_cli.normal_form.transposition import transposed
from matcalc_cli.sizes import ONE
from matcalc_grammar.frozen import Frozen


class Sign(Frozen):
    """A direction, 1 or -1, and whether 0 is excluded."""

    direction: int
    strict: bool


def definiteness(H: Expr) -> Sign | None:
    """The sign of a symmetric matrix (or a number) in normal form as a quadratic form, or None."""
    return form_sign(H) or form_sign(expand(H))


def definite_word(sign: Sign | None) -> str:
    """`positive definite` and its like; "" where nothing was shown."""
    if sign is None:
        return ""
    word = "positive" if sign.direction > 0 else "negative"
    return f"{word} {'definite' if sign.strict else 'semidefinite'}"


def is_invertible(A: Expr) -> bool:
    """Whether a square matrix in normal form is invertible by form or by declaration."""
    match A:
        case Symbol(properties=having):
            return bool(having & {"pd", "invertible", "orthogonal"})
        case Call(function=function, children=(inside, *_)) if function is TRANSPOSE:
            return is_invertible(inside)
        case Call(function=function) if function in (INVERSE, IDENTITY):
            return True
        case Product():
            return all(f.is_square and (f.is_scalar or is_invertible(f)) for f in A.children)
    sign = definiteness(A)
    return sign is not None and sign.strict


@remembered
def form_sign(H: Expr) -> Sign | None:
    """The sign of a symmetric matrix or a number in normal form, as it stands; or None."""
    if H.is_scalar and _is_complement(H):
        return Sign(1, True)
    signs = [_term_sign(term) for term in terms_of(H)]
    known = [sign for sign in signs if sign is not None]
    if len(known) < len(signs) or len({sign.direction for sign in known}) > 1:
        return None
    return Sign(known[0].direction, any(sign.strict for sign in known))


def _term_sign(term: Expr) -> Sign | None:
    if isinstance(term, Add):
        return form_sign(term)
    parts = split(term)
    if not parts.coefficient:
        return Sign(1, False)
    signs: list[Sign | None] = [Sign(1 if parts.coefficient > 0 else -1, True)]
    signs += [_power_sign(base, exponent) for base, exponent in parts.scalars.items()]
    if parts.chain:
        signs.append(_chain_sign(parts.chain))
    return _product_sign(signs)


def _product_sign(signs: Sequence[Sign | None]) -> Sign | None:
    direction, strict = 1, True
    for sign in signs:
        if sign is None:
            return None
        direction, strict = direction * sign.direction, strict and sign.strict
    return Sign(direction, strict)


def _power_sign(base: Expr, exponent: Expr) -> Sign | None:
    sign = _base_sign(base)
    if isinstance(exponent, Number):
        inverse = exponent.value < 0  # where it exists, it is not 0
        if exponent.value.denominator == 1 and exponent.value.numerator % 2 == 0:
            return Sign(1, inverse or (sign is not None and sign.strict))
        if exponent.value.denominator == 2 and sign is None:
            return Sign(1, inverse)
        if sign is not None and (sign.direction > 0 or exponent.value.denominator == 1):
            return Sign(sign.direction, sign.strict or inverse)
    return Sign(1, True) if sign == Sign(1, True) else None


_STRICT = frozenset({"exp", "cosh", "sigmoid", "pi", "softplus"})
_WEAK = frozenset({"sqnorm", "sqfro", "norm", "fro", "norm1", "abs"})


def _base_sign(base: Expr) -> Sign | None:
    match base:
        case Number(value=value):
            return Sign(1 if value > 0 else -1, True) if value else Sign(1, False)
        case SizeNumber():
            return Sign(1, True)
        case Symbol(properties=having):
            if having & {"positive", "pd"}:
                return Sign(1, True)
            return Sign(1, False) if "nonnegative" in having else None
        case Call(function=function) if function.name in _STRICT:
            return Sign(1, True)
        case Call(function=function) if function.name in _WEAK:
            return Sign(1, False)
        case Call(function=function, children=(inside,)) if function is SUM:
            return _total_sign(inside)
        case Add():
            return form_sign(base)
        case IndexedSum():
            return form_sign(base.body)
        case Product():
            return _chain_sign(base.children)
        case Power():
            return _power_sign(base.base, base.exponent)
    return None


def _total_sign(v: Expr) -> Sign | None:
    """Of sum(v) = 1ᵀ v 1, as a Gram form or by the entries."""
    found = entries_sign(v)
    if found is not None:
        return found
    around = [ones(ONE, v.rows)] if v.rows != ONE else []
    return _chain_sign([*around, *split(v).chain]) if split(v).coefficient == 1 else None


def _chain_sign(chain: Sequence[Expr]) -> Sign | None:
    """Of Bᵀ M B, or of the Gram form Bᵀ B."""
    half = len(chain) // 2
    turned = [transposed(factor) for factor in reversed(chain)]
    if list(chain[:half]) != turned[:half]:
        return None
    outer = all(factor.is_square and is_invertible(factor) for factor in chain[:half])
    outer = outer or (half == 1 and chain[-1] is ones(chain[-1].rows))
    if not len(chain) % 2:
        return Sign(1, outer)
    middle = _matrix_sign(chain[half])
    return None if middle is None else Sign(middle.direction, middle.strict and outer)


def _matrix_sign(M: Expr) -> Sign | None:
    match M:
        case Symbol(properties=having):
            if "pd" in having or {"diagonal", "positive"} <= having:
                return Sign(1, True)
            return Sign(1, False) if "psd" in having else None
        case Add():
            return form_sign(M)
        case IndexedSum():
            return form_sign(M.body)
        case Call(function=function) if function is IDENTITY:
            return Sign(1, True)
        case Call(function=function, children=(A,)) if function is INVERSE:
            sign = form_sign(A)
            return None if sign is None else Sign(sign.direction, True)
        case Call(function=function, children=(v,)) if function is DIAG and v.cols == ONE:
            return entries_sign(v)
        case Call(function=function, children=factors) if function in (KRON, HADAMARD):
            return _product_sign([form_sign(factor) for factor in factors])
        case Call(function=function, children=(A, Number(value=k))) if function is MATRIX_POWER:
            return _power_of_matrix(A, k.numerator % 2 == 0)
    return None


def _power_of_matrix(A: Expr, even: bool) -> Sign | None:
    """Of an even power of a symmetric matrix, or any power of a definite one."""
    sign = form_sign(A)
    if sign is not None and sign.direction > 0:
        return sign
    return Sign(1, is_invertible(A)) if even and transposed(A) is A else None


def entries_sign(v: Expr) -> Sign | None:
    """The sign that all entries of an array in normal form share, or None."""
    if _is_complement(v):
        return Sign(1, True)
    signs = [_entries_term_sign(term) for term in terms_of(v)]
    known = [sign for sign in signs if sign is not None]
    if len(known) < len(signs) or len({sign.direction for sign in known}) > 1:
        return None
    return Sign(known[0].direction, any(sign.strict for sign in known))


def _is_complement(v: Expr) -> bool:
    """Whether it is 1 - sigmoid(u), which lies between 0 and 1."""
    if not (isinstance(v, Add) and len(v.children) == 2):
        return False
    found = {core: number for number, core in map(without_coefficient, v.children)}
    one = Number(1) if v.is_scalar else ones(*v.shape)
    others = [core for core in found if core is not one]
    return found.get(one) == 1 and len(others) == 1 and found[others[0]] == -1 and (
        isinstance(others[0], Call) and others[0].function.name in ("sigmoid", "tanh")
    )


def _entries_term_sign(term: Expr) -> Sign | None:
    number, core = without_coefficient(term)
    parts = split(core)
    signs: list[Sign | None] = [Sign(1 if number > 0 else -1, True)]
    signs += [_power_sign(base, p) for base, p in parts.scalars.items()]
    if len(parts.chain) > 1:
        return None
    signs += [_entries_of(factor) for factor in parts.chain]
    return _product_sign(signs)


def _entries_of(v: Expr) -> Sign | None:
    match v:
        case Symbol(properties=having) if "positive" in having:
            return Sign(1, True)
        case Symbol(properties=having) if "nonnegative" in having:
            return Sign(1, False)
        case Add():
            return entries_sign(v)
        case Call(function=function) if function is ONES or function.name in _STRICT:
            return Sign(1, True)
        case Call(function=function, children=factors) if function is HADAMARD:
            return _product_sign([_entries_of(factor) for factor in factors])
        case Call(function=function, children=(base, Number(value=p))) if function is POWER:
            sign = _entries_of(base)
            if p.denominator == 1 and p.numerator % 2 == 0:
                return Sign(1, p < 0 or (sign is not None and sign.strict))
            return sign if sign is None or sign.direction > 0 or p.denominator == 1 else None
    return None
