"""Exact numbers: int where whole, else Fraction (imported only when one is needed)."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd, lcm
from typing import TYPE_CHECKING, TypeAlias, Union

from matcalc_cli.errors import Unsupported

if TYPE_CHECKING:
    from fractions import Fraction

Rational: TypeAlias = Union[int, "Fraction"]

_DIGITS = 4_000  # Python writes no more than 4300 of a whole number
_BITS = _DIGITS * 10 // 3


def ratio(numerator: Rational, denominator: Rational) -> Rational:
    """The exact quotient. Raises Unsupported for a denominator of 0."""
    if not denominator:
        raise Unsupported("division-by-zero", "what is divided by is always 0")
    if isinstance(numerator, int) and isinstance(denominator, int):
        whole, rest = divmod(numerator, denominator)
        if not rest:
            return whole
    from fractions import Fraction  # late: whole numbers do without its import

    return lowest(Fraction(numerator) / Fraction(denominator))


def greatest_measure(values: Sequence[Rational]) -> Rational:
    """The greatest positive number of which all values are whole multiples: 1/6 of 1/2 and 2/3."""
    return ratio(gcd(*[v.numerator for v in values]), lcm(*[v.denominator for v in values]))


def magnitude(value: Rational) -> Rational:
    """The absolute value."""
    return value if value >= 0 else -value


def lowest(value: Rational) -> Rational:
    """The same value, as int when it is whole."""
    return value.numerator if value.denominator == 1 else value


def bounded(value: Rational) -> Rational:
    """The same value. Raises Unsupported where its digits are too many to be written."""
    if value.numerator.bit_length() > _BITS or value.denominator.bit_length() > _BITS:
        raise _too_long()
    return value


def power_of(base: Rational, exponent: int) -> Rational:
    """The power of a number. Raises Unsupported as `bounded` and `ratio` do."""
    longest = max(base.numerator.bit_length(), base.denominator.bit_length())
    if (longest - 1) * abs(exponent) > _BITS:
        raise _too_long()
    return base**exponent if exponent >= 0 else ratio(1, base**-exponent)


def _too_long() -> Unsupported:
    return Unsupported("too-large", f"a number becomes longer than {_DIGITS:,} digits")


def from_text(text: str) -> Rational:
    """The exact value of a literal such as `2`, `0.5` or `1e-3`."""
    if text.isdigit():
        return int(text)
    from fractions import Fraction

    return lowest(Fraction(text))


def root_out(value: Rational, degree: int) -> tuple[Rational, Rational]:
    """s and t with value = s^degree t for a positive value: 8 = 2² 2, 1/4 = (1/2)² 1.

    Powers of numbers up to 1000 are found, so that the time does not grow with the value.
    """
    (top, over), (bottom, under) = (_power_in(n, degree) for n in value.as_integer_ratio())
    return ratio(top, bottom), ratio(over, under)


def _power_in(value: int, degree: int) -> tuple[int, int]:
    """s and t with value = s^degree t, for a whole number."""
    root = 1
    for candidate in range(2, 1001):
        power = candidate**degree
        if power > value:
            break
        while not value % power:
            value //= power
            root *= candidate
    return root, value
