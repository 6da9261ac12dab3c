"""Products, quotients and powers as they are written: numbers first, denominators last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from matcalc_cli.expressions import Call, Expr, IndexedSum, Number, Power, SizeNumber, Symbol
from matcalc_cli.functions import norms, structure
from matcalc_cli.functions.entrywise import sqrt
from matcalc_cli.functions.function import Function
from matcalc_cli.printers.style import Piece, Style
from matcalc_cli.rationals import Rational, ratio
from matcalc_cli.sizes import Size
from matcalc_grammar.operators import ATOM, ENTRYWISE, POSTFIX, PRODUCT, SUM

ROOTS: dict[Function, Function] = {
    norms.SQUARED_NORM: norms.NORM,
    norms.SQUARED_FROBENIUS: norms.FROBENIUS,
}

_HALF = ratio(1, 2)
Raise: TypeAlias = Callable[[str, str, bool], str]


class Products:
    """What has been written so far, by node; the style; and the forms of products."""

    def __init__(self, style: Style, brackets: bool = False) -> None:
        self.style = style
        self.brackets = brackets
        self.term = PRODUCT if brackets else ENTRYWISE
        self.written: dict[Expr, Piece] = {}

    def _number(self, value: Rational) -> Piece:
        above, below = map(self.style.number, (str(abs(value.numerator)), str(value.denominator)))
        if value.denominator == 1:
            return Piece(above, ATOM, value < 0)
        return self.style.quotient(above, below)._replace(negative=value < 0)

    def _size(self, size: Size) -> Piece:
        text = self.style.size(size)
        single = len(size.terms) == 1 and len(size.terms[0][0]) <= 1 and size.terms[0][1] == 1
        if single or size.whole() is not None:
            return Piece(text, ATOM)
        return Piece(text, PRODUCT if len(size.terms) == 1 else SUM)

    # Brackets and signs.

    def _signed(self, piece: Piece) -> str:
        if not piece.negative:
            return piece.text
        return self.style.negative(self._tight(piece, PRODUCT))

    def _tight(self, piece: Piece, level: int) -> str:
        """The unsigned text, in brackets where it holds together less tightly than asked for."""
        return piece.text if piece.level >= level else self.style.bracket(piece.text)

    def _factor(self, piece: Piece, level: int = POSTFIX) -> str:
        if piece.negative:
            return self.style.bracket(self._signed(piece))
        return self._tight(piece, level)

    # Products and quotients.

    def _product(self, factors: Sequence[Expr], sizeless: bool = False) -> Piece:
        """Number first, the other factors, and below them the powers with negative exponents."""
        coefficient, rest = _coefficient(factors)
        chain = [factor for factor in rest if not factor.is_scalar]
        sizeless = sizeless or any(not _is_identity(factor) for factor in chain)
        above: list[Expr] = []
        below: list[Piece] = []
        for factor in rest:
            share = _share(factor)
            if share is not None:
                below.append(self._number(share.denominator))
                continue
            exponent = factor.exponent if isinstance(factor, Power) else None
            if isinstance(exponent, Number) and exponent.value < 0:
                assert isinstance(factor, Power)
                below.append(self._power(factor.base, -exponent.value))
            else:
                above.append(factor)
        negative = coefficient is not None and coefficient < 0
        number = None if coefficient is None or coefficient == -1 else _magnitude(coefficient)
        if below:
            return self._quotient(number, above, below, sizeless)._replace(negative=negative)
        if number is None and len(above) == 1:
            return self._alone(above[0], negative, sizeless)
        if not above:
            return self._number(number or 1)._replace(negative=negative)
        text = self.style.side_by_side(self._leading(number, above, sizeless))
        return Piece(text, PRODUCT, negative)

    def _alone(self, factor: Expr, negative: bool, sizeless: bool) -> Piece:
        piece = self._written(factor, sizeless)
        if not negative:
            return piece
        if piece.negative:
            return Piece(self.style.bracket(self._signed(piece)), ATOM, True)
        return piece._replace(negative=True)

    def _written(self, factor: Expr, sizeless: bool) -> Piece:
        if isinstance(factor, Power):
            exponent = factor.exponent
            value = exponent.value if isinstance(exponent, Number) else None
            return self._power(factor.base, value if value is not None else exponent)
        if sizeless and _is_identity(factor):
            assert isinstance(factor, Call)
            return Piece(self.style.constant(factor.function, ()), ATOM)
        return self.written[factor]

    def _leading(self, number: Rational | None, above: Sequence[Expr], sizeless: bool) -> list[str]:
        """The texts of the factors; n/2 keeps its size above the bar of the number."""
        texts: list[str] = []
        if number is not None and not isinstance(number, int) and _is_plain(above[0]):
            size = self._factor(self.written[above[0]])
            share = [] if number.numerator == 1 else [self._number(number.numerator).text]
            head = self.style.side_by_side([*share, size])
            texts.append(self.style.quotient(head, self._number(number.denominator).text).text)
            above = above[1:]
        elif number is not None:
            text, level = self._number(number)[:2]
            bare = not self.brackets or level == ATOM
            texts.append(text if bare else self.style.bracket(text))
        last = len(above) - 1
        scalars = not self.brackets and all(factor.is_scalar for factor in above[:-1])
        for place, factor in enumerate(above):
            # xᵀy after scalars alone needs no brackets: (2 xᵀ) y has the same value as 2 (xᵀ y).
            loose = place == last and (
                isinstance(factor, (IndexedSum, Call)) or (scalars and bool(texts))
            )
            level = PRODUCT if loose else POSTFIX
            texts.append(self._factor(self._written(factor, sizeless), level))
        return texts

    def _quotient(self, number: Rational | None, above: Sequence[Expr], below: list[Piece],
                  sizeless: bool) -> Piece:  # fmt: skip
        bracketing = self.style.fractions_bracket
        if number is not None and not isinstance(number, int):
            if number.denominator != 1:
                below = [self._number(number.denominator), *below]
            number = None if number.numerator == 1 else number.numerator
        if len(above) == 1 and number is None:
            piece = self._written(above[0], sizeless)
            level = POSTFIX if self.brackets else PRODUCT
            over = self._factor(piece, level) if bracketing else self._signed(piece)
        elif above:
            over = self.style.side_by_side(self._leading(number, above, sizeless))
            over = self.style.bracket(over) if self.brackets and bracketing else over
        else:
            over = self._number(number or 1).text
        if len(below) > 1:
            under = self.style.side_by_side([self._factor(piece) for piece in below])
            return self.style.quotient(over, self.style.bracket(under) if bracketing else under)
        under = self._factor(below[0]) if bracketing else self._signed(below[0])
        return self.style.quotient(over, under)

    def _power(self, base: Expr, exponent: Rational | Expr) -> Piece:
        """A scalar power; of a squared norm, the power of the norm."""
        function = base.function if isinstance(base, Call) else None
        if function in ROOTS and not isinstance(exponent, Expr):
            assert isinstance(base, Call) and function is not None
            argument = [self._signed(self.written[base.children[0]])]
            below = Piece(self.style.around(ROOTS[function], argument), ATOM)
            exponent = 2 * exponent
            exponent = exponent.numerator if exponent.denominator == 1 else exponent
        else:
            below = self.written[base]
        return self._raised(below, exponent, self.style.raised)

    def _raised(self, base: Piece, exponent: Rational | Expr, write: Raise) -> Piece:
        if not isinstance(exponent, Expr):
            if exponent == 1:
                return base
            if exponent == _HALF:
                return self.style.call(sqrt, [Piece(self._signed(base), base.level)], ())
            upper = self._number(exponent)
        else:
            upper = self.written[exponent]
        bare = upper.level == ATOM and upper.text.isalnum()
        return Piece(write(self._factor(base, ATOM), self._signed(upper), bare), POSTFIX)


def _coefficient(factors: Sequence[Expr]) -> tuple[Rational | None, Sequence[Expr]]:
    """The number that the product begins with, or None, and the factors after it.

    A fraction behind a size is taken along, so that n · 1/2 is written n/2.
    """
    first = factors[0]
    number = first.value if isinstance(first, Number) else None
    rest = factors if number is None else factors[1:]
    if number == -1 and len(rest) > 1 and isinstance(rest[0], Number) and rest[0].value > 0:
        return -rest[0].value, rest[1:]
    if number in (None, 1, -1) and len(rest) > 1 and _is_plain(rest[0]):
        share = _share(rest[1])
        if share is not None:
            return (-share if number == -1 else share), (rest[0], *rest[2:])
    return number, rest


def _share(factor: Expr) -> Rational | None:
    """1/q, of the number or of the power of q that the factor is."""
    if isinstance(factor, Power) and isinstance(factor.base, Number):
        whole = factor.base.value
        positive = isinstance(whole, int) and whole > 0 and factor.exponent is Number(-1)
        return ratio(1, whole) if positive else None
    if isinstance(factor, Number) and factor.value.numerator == 1 and factor.value != 1:
        return factor.value
    return None


def _is_plain(factor: Expr) -> bool:
    """Whether it is one scalar name, which a number can stand below: n/2."""
    return isinstance(factor, SizeNumber) or (isinstance(factor, Symbol) and factor.is_scalar)


def _magnitude(value: Rational) -> Rational:
    return -value if value < 0 else value


def _is_identity(node: Expr) -> bool:
    return isinstance(node, Call) and node.function is structure.IDENTITY
