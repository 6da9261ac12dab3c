"""A product in normal form taken apart: coefficient, scalar powers, chain of matrices."""

from __future__ import annotations

from collections.abc import Iterable

from matcalc_cli.expressions import Add, Expr, Number, Power, Product, add
from matcalc_cli.interning import remembered
from matcalc_cli.rationals import Rational
from matcalc_cli.sizes import Shape
from matcalc_grammar.frozen import Frozen

ONE_NUMBER = Number(1)


class Term(Frozen):
    """coefficient · ∏ base^exponent · chain; `shape` is that of the whole.

    `scalars` maps each scalar base to its exponent; `chain` holds the factors that are no scalars.
    """

    coefficient: Rational
    scalars: dict[Expr, Expr]
    chain: tuple[Expr, ...]
    shape: Shape


@remembered
def split(expr: Expr) -> Term:
    """The parts of an expression in normal form, or of one that is shown.

    The latter may hold a scalar twice, as s and as s⁻¹.
    """
    match expr:
        case Number():
            return Term(expr.value, {}, (), expr.shape)
        case Product():
            factors = expr.children
        case _:
            factors = (expr,)
    coefficient: Rational = 1
    scalars: dict[Expr, Expr] = {}
    chain: list[Expr] = []
    whole_is_chain = expr.is_scalar and isinstance(expr, Product) and is_chain(expr)
    for factor in (expr,) if whole_is_chain else factors:
        if isinstance(factor, Number):
            coefficient = coefficient * factor.value
        elif isinstance(factor, Power):
            _raise(scalars, factor.base, factor.exponent)
        elif factor.is_scalar:
            _raise(scalars, factor, ONE_NUMBER)
        else:
            chain.append(factor)
    return Term(coefficient, scalars, tuple(chain), expr.shape)


def _raise(scalars: dict[Expr, Expr], base: Expr, exponent: Expr) -> None:
    """Multiply a power of a scalar into the scalars."""
    known = scalars.get(base)
    if known is None:
        scalars[base] = exponent
    elif isinstance(known, Number) and isinstance(exponent, Number):
        del scalars[base]
        if known.value + exponent.value:
            scalars[base] = Number(known.value + exponent.value)
    else:
        scalars[base] = add(known, exponent)


def is_chain(product: Product) -> bool:
    """Whether the product is a chain of matrices alone, as xᵀ A y is."""
    return not any(factor.is_scalar for factor in product.children)


def join(coefficient: Rational, scalars: dict[Expr, Expr], chain: Iterable[Expr]) -> Expr:
    """The product of the parts, scalars in their fixed order; the inverse of `split`."""
    factors: list[Expr] = [] if coefficient == 1 else [Number(coefficient)]
    for base in sorted(scalars, key=_scalar_order) if len(scalars) > 1 else scalars:
        exponent = scalars[base]
        factors.append(base if exponent is ONE_NUMBER else Power(base, exponent))
    factors.extend(chain)
    if len(factors) > 1:
        return Product(tuple(factors))
    return factors[0] if factors else Number(1)


def outside(coefficient: Rational, scalars: dict[Expr, Expr]) -> list[Expr]:
    """What stands before the chain of a term, as factors: the number and the scalars, if any."""
    number: list[Expr] = [] if coefficient == 1 else [Number(coefficient)]
    return [*number, join(1, scalars, ())] if scalars else number


def _scalar_order(base: Expr) -> tuple[int, str, int]:
    return (0 if not base.children else 1, *base.order)


@remembered
def without_coefficient(expr: Expr) -> tuple[Rational, Expr]:
    """The numeric coefficient of a term in normal form, and the term without it."""
    if isinstance(expr, Number):
        return expr.value, ONE_NUMBER
    if isinstance(expr, Product) and isinstance(expr.children[0], Number):
        rest = expr.children[1:]
        return expr.children[0].value, rest[0] if len(rest) == 1 else Product(rest)
    return 1, expr


def times(coefficient: Rational, core: Expr) -> Expr:
    """A term without coefficient, given one; the inverse of `without_coefficient`."""
    if coefficient == 1:
        return core
    if core is ONE_NUMBER:
        return Number(coefficient)
    factors = core.children if isinstance(core, Product) else (core,)
    if core.is_scalar and isinstance(core, Product) and is_chain(core):
        factors = (core,)
    return Product((Number(coefficient), *factors))


def terms_of(expr: Expr) -> tuple[Expr, ...]:
    """The terms of a sum; of anything else, itself."""
    return expr.children if isinstance(expr, Add) else (expr,)
