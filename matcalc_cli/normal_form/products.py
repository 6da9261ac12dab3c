"""Products in normal form: a coefficient, scalar powers and a chain."""

from __future__ import annotations

from collections.abc import Iterable

from matcalc_cli.expressions import Add, Call, Expr, Number, Power, Product, SizeNumber, Symbol
from matcalc_cli.functions.structure import IDENTITY, ZEROS, eye, zeros
from matcalc_cli.normal_form.registry import CHAINS, FACTORS
from matcalc_cli.normal_form.sums import content, distributed, is_zero, total
from matcalc_cli.normal_form.terms import ONE_NUMBER, join, split
from matcalc_cli.rationals import Rational, power_of, root_out
from matcalc_cli.sizes import SCALAR, Size


def product(factors: Iterable[Expr]) -> Expr:
    """The product: numbers multiplied, scalar powers added, the chain cleaned and cut at size 1."""
    factors = tuple(factors)
    if len(factors) == 1 and not factors[0].is_scalar:
        return factors[0]
    coefficient: Rational = 1
    scalars: dict[Expr, Expr] = {}
    chain: list[Expr] = []
    seams: list[int] = []  # where factors given meet; between them a chain is clean already
    ends: list[Expr] = []
    zero = False
    for factor in factors:
        if not factor.is_scalar:
            ends.append(factor)
            if isinstance(factor, Call):
                zero = zero or factor.function is ZEROS
                if factor.function is not IDENTITY:
                    seams.append(len(chain))
                    chain.append(factor)
                continue
            if not isinstance(factor, (Add, Product)):
                seams.append(len(chain))
                chain.append(factor)
                continue
        if isinstance(factor, Add):
            number, factor = content(factor)
            if number != 1:
                coefficient = coefficient * number
        number, powers, links, _ = split(factor)
        if number != 1:
            coefficient = coefficient * number
        if powers:
            _multiply_in(scalars, powers)
        if links and not (len(links) == 1 and _is_identity(links[0])):
            seams.append(len(chain))
            chain += links
    shape = (ends[0].rows, ends[-1].cols) if ends else SCALAR
    if not coefficient or zero:
        return zeros(*shape)
    if len(chain) > 1:
        for identity in CHAINS:
            number, found, chain = identity(chain, seams)
            coefficient = coefficient * number
            _multiply_in(scalars, found)
    elif ends and not chain:
        chain = [eye(shape[0])]
    if scalars:
        for name in FACTORS:
            name(scalars, chain)
        coefficient = coefficient * _numbers_out(scalars)
    if not coefficient or (len(chain) == 1 and is_zero(chain[0])):
        return zeros(*shape)
    return distributed(coefficient, join(1, scalars, chain))


def _is_identity(factor: Expr) -> bool:
    return isinstance(factor, Call) and factor.function is IDENTITY


def _multiply_in(scalars: dict[Expr, Expr], more: dict[Expr, Expr]) -> None:
    """Powers of one base are added: sᵃ sᵇ = sᵃ⁺ᵇ."""
    for base, exponent in more.items():
        known = scalars.get(base)
        scalars[base] = exponent if known is None else total((known, exponent))


def _numbers_out(scalars: dict[Expr, Expr]) -> Rational:
    """Take what is a number out of the scalars: 2², √8 = 2 √2; the product of such."""
    number: Rational = 1
    for base, exponent in list(scalars.items()):
        if isinstance(base, Number) and isinstance(exponent, Number) and base.value > 0:
            power, degree = exponent.value.as_integer_ratio()
            outside, left = root_out(base.value, degree) if degree > 1 else (1, base.value)
            if outside != 1:
                number = number * power_of(outside, power)
                del scalars[base]
                _multiply_in(scalars, {Number(left): exponent})
    for base, exponent in list(scalars.items()):
        if is_zero(exponent) or base is ONE_NUMBER:
            del scalars[base]
        elif isinstance(base, Number) and (whole := _whole(exponent)) is not None:
            del scalars[base]
            number = number * power_of(base.value, whole)
    return number


def _whole(exponent: Expr) -> int | None:
    value = exponent.value if isinstance(exponent, Number) else None
    return value if isinstance(value, int) else None


def scalar_power(base: Expr, exponent: Expr) -> Expr:
    """A scalar power: whole exponents distribute over factors and multiply into powers.

    Others do so only over what is known to be positive, since (s²)^(1/2) is |s|.
    """
    if exponent is ONE_NUMBER or base is ONE_NUMBER:
        return base
    if is_zero(exponent):
        return Number(1)
    whole = _whole(exponent)
    if isinstance(base, Number) and not base.value:
        positive = isinstance(exponent, Number) and exponent.value > 0
        return base if positive else Power(base, exponent)
    number, core = content(base) if isinstance(base, Add) else (1, base)
    term = split(core)
    number = number * term.coefficient
    scalars: dict[Expr, Expr] = {}
    kept: dict[Expr, Expr] = {}
    for part, power in term.scalars.items():
        free = whole is not None or is_positive(part)
        (scalars if free else kept)[part] = product((power, exponent)) if free else power
    coefficient: Rational = 1
    if whole is not None:
        coefficient = power_of(number, whole)
    elif number < 0 or (number != 1 and not kept and not scalars):
        inside = join(number, kept, ())
        _multiply_in(scalars, {inside: exponent})
        kept, number = {}, 1
    elif number != 1:
        _multiply_in(scalars, {Number(number): exponent})
    if kept:
        inside = join(1, kept, ())
        if len(kept) == 1 and isinstance(inside, Power):
            _multiply_in(scalars, _nested(inside, exponent))
        else:
            _multiply_in(scalars, {inside: exponent})
    coefficient = coefficient * _numbers_out(scalars)
    return join(coefficient, scalars, ())


def _nested(inside: Power, exponent: Expr) -> dict[Expr, Expr]:
    """(sᵖ)^q = s^(pq) unless p is even, or a letter that may be: sᵖ could hide a sign."""
    p = inside.exponent
    if not isinstance(p, Number) or (isinstance(p.value, int) and p.value % 2 == 0):
        return {inside: exponent}
    return {inside.base: product((p, exponent))}


def size_number(size: Size) -> Expr:
    """A size as a number, in terms of its letters: m n + 1, not (m*n+1)."""
    if len(size.terms) == 1 and size.terms[0][1] == 1 and len(size.terms[0][0]) == 1:
        return SizeNumber(size)
    parts = [
        product([Number(c), *[SizeNumber(Size.letter(letter)) for letter in monomial]])
        for monomial, c in size.terms
    ]
    return total(parts) if parts else Number(0)


def is_positive(scalar: Expr) -> bool:
    """Whether a scalar in normal form is positive by its form or by declaration (0 allowed)."""
    match scalar:
        case Number(value=value):
            return value > 0
        case SizeNumber():
            return True
        case Symbol(properties=properties):
            return bool(properties & {"positive", "nonnegative"})
        case Call(function=function):
            return function.name in _POSITIVE
        case Power(base=base, exponent=Number(value=value)):
            return value.denominator == 2 or is_positive(base)
    return False


_POSITIVE = frozenset({"exp", "sqnorm", "sqfro", "norm", "fro", "norm1", "cosh", "sigmoid", "pi"})
