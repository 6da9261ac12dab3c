"""The one decision on how an expression is written: order, signs, quotients, brackets.

`Layout` walks an expression and hands the parts of each form to a `Style`, which only knows the
script: ASCII, Unicode or LaTeX. Levels are those of the grammar's table of operators, so that what
is printed is read back as the same value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from matcalc_cli.expressions import (
    Add,
    Call,
    Differential,
    Expr,
    IndexedSum,
    Number,
    Power,
    Product,
    SizeNumber,
    Symbol,
    postorder,
)
from matcalc_cli.functions import norms, structure
from matcalc_cli.functions.entrywise import POWER as ENTRYWISE_POWER
from matcalc_cli.functions.function import Function
from matcalc_cli.functions.unknown import DERIVATIVE
from matcalc_cli.printers.names import is_letter
from matcalc_cli.printers.style import Piece, Style
from matcalc_cli.rationals import Rational, ratio
from matcalc_cli.sizes import Size
from matcalc_grammar.operators import ATOM, ENTRYWISE, POSTFIX, PRODUCT, SUM

_ROOTS: dict[Function, Function] = {
    norms.SQUARED_NORM: norms.NORM,
    norms.SQUARED_FROBENIUS: norms.FROBENIUS,
}
_CONSTANTS = (structure.IDENTITY, structure.ONES)

Raise: TypeAlias = Callable[[str, str, bool], str]


class Layout:
    """One pass over an expression; with `brackets`, every operand that is no atom has its own."""

    def __init__(self, style: Style, brackets: bool = False) -> None:
        self.style = style
        self.brackets = brackets
        self.term = PRODUCT if brackets else ENTRYWISE
        self.written: dict[Expr, Piece] = {}

    def text(self, root: Expr) -> str:
        """The whole expression."""
        return self._signed(self.piece(root))

    def piece(self, root: Expr) -> Piece:
        """How the expression is written, each distinct node worked on once."""
        written = self.written
        for node in postorder(root):
            if node not in written:
                written[node] = self._node(node)
        return written[root]

    def _node(self, node: Expr) -> Piece:
        match node:
            case Symbol():
                return self._symbol(node)
            case Number():
                return self._number(node.value)
            case SizeNumber():
                return self._size(node.size)
            case Add():
                return self._sum(node.children)
            case Product():
                return self._product(node.children)
            case Power():
                return self._product((node,))
            case IndexedSum():
                return self._total(node)
            case Differential():
                return self._differential(node)
            case Call():
                return self._call(node)
        raise TypeError(f"no layout for {type(node).__name__}")

    # Leaves.

    def _symbol(self, node: Symbol) -> Piece:
        indices = [self.text(index).replace(" ", "") for index in node.indices]
        return Piece(self.style.name(node.name, indices), ATOM)

    def _number(self, value: Rational) -> Piece:
        above, below = str(abs(value.numerator)), str(value.denominator)
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
        return f"-{self._tight(piece, PRODUCT)}" if piece.negative else piece.text

    def _tight(self, piece: Piece, level: int) -> str:
        """The unsigned text, in brackets where it holds together less tightly than asked for."""
        return piece.text if piece.level >= level else self.style.bracket(piece.text)

    def _factor(self, piece: Piece, level: int = POSTFIX) -> str:
        if piece.negative:
            return self.style.bracket(self._signed(piece))
        return self._tight(piece, level)

    # Sums.

    def _sum(self, terms: Sequence[Expr]) -> Piece:
        pieces = self._terms(terms)
        parts = [self._first(pieces[0])]
        for piece in pieces[1:]:
            parts.append(" - " if piece.negative else " + ")
            parts.append(self._tight(piece, self.term))
        return Piece("".join(parts), SUM)

    def _first(self, piece: Piece) -> str:
        level = PRODUCT if piece.negative else self.term
        text = self._tight(piece, level)
        return f"-{text}" if piece.negative else text

    def _terms(self, terms: Sequence[Expr]) -> list[Piece]:
        """The terms; beside others, c·ones is the number c and I needs no size."""
        constants = [_constant_factor(term) for term in terms]
        if all(constants):
            return [self.written[term] for term in terms]
        return [
            self.written[term] if constant is None else self._constant_term(term, constant)
            for term, constant in zip(terms, constants, strict=True)
        ]

    def _constant_term(self, term: Expr, constant: Call) -> Piece:
        factors = term.children if isinstance(term, Product) else (term,)
        if constant.function is structure.IDENTITY:
            return self._product(factors, sizeless=True)
        others = [factor for factor in factors if factor is not constant]
        if all(isinstance(factor, Number) for factor in others):
            return self._product(others) if others else self._number(1)
        return self.written[term]

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
        if number is not None and not isinstance(number, int) and isinstance(above[0], SizeNumber):
            size = self._factor(self.written[above[0]])
            head = size if number.numerator == 1 else f"{number.numerator} {size}"
            texts.append(self.style.quotient(head, str(number.denominator)).text)
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
                isinstance(factor, IndexedSum) or (scalars and bool(texts))
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
            over = str(number or 1)
        if len(below) > 1:
            under = self.style.side_by_side([self._factor(piece) for piece in below])
            return self.style.quotient(over, self.style.bracket(under) if bracketing else under)
        under = self._factor(below[0]) if bracketing else self._signed(below[0])
        return self.style.quotient(over, under)

    def _power(self, base: Expr, exponent: Rational | Expr) -> Piece:
        """A scalar power; of a squared norm, the power of the norm."""
        function = base.function if isinstance(base, Call) else None
        if function in _ROOTS and not isinstance(exponent, Expr):
            assert isinstance(base, Call) and function is not None
            argument = [self._signed(self.written[base.children[0]])]
            below = Piece(self.style.around(_ROOTS[function], argument), ATOM)
            exponent = 2 * exponent
            exponent = exponent.numerator if exponent.denominator == 1 else exponent
        else:
            below = self.written[base]
        return self._raised(below, exponent, self.style.raised)

    def _raised(self, base: Piece, exponent: Rational | Expr, write: Raise) -> Piece:
        if not isinstance(exponent, Expr):
            if exponent == 1:
                return base
            upper = self._number(exponent)
        else:
            upper = self.written[exponent]
        bare = upper.level == ATOM and upper.text.isalnum()
        return Piece(write(self._factor(base, ATOM), self._signed(upper), bare), POSTFIX)

    # Sums over an index and differentials.

    def _total(self, node: IndexedSum) -> Piece:
        upper = "" if node.upper is None else self.text(node.upper)
        body = self.written[node.body]
        text = self._factor(body, ATOM)
        return Piece(self.style.total(self._symbol(node.index).text, upper, text), PRODUCT)

    def _differential(self, node: Differential) -> Piece:
        operand = node.operand
        order = 1
        while isinstance(operand, Differential):
            operand, order = operand.operand, order + 1
        if isinstance(operand, Symbol) and order <= 2 and is_letter(operand.name):
            return Piece(self.style.differential(self.written[operand].text, order), POSTFIX)
        return Piece(self.style.differential_of(self._signed(self.written[node.operand])), ATOM)

    # Functions of the table, each by its notation.

    def _call(self, node: Call) -> Piece:
        function = node.function
        arguments = [self.written[child] for child in node.children]
        if function is structure.HADAMARD:
            return self._entrywise(node.children)
        if function is ENTRYWISE_POWER:
            return self._entrywise((node,))
        if function is structure.UNIT:
            return Piece(self.style.unit(self._signed(arguments[0]).replace(" ", "")), ATOM)
        if function is DERIVATIVE:
            return Piece(self.style.derivative(*map(self._signed, arguments)), ATOM)
        match function.notation.form:
            case "constant":
                return Piece(self.style.constant(function, node.sizes), ATOM)
            case "postfix":
                return self._postfix(node)
            case "around":
                texts = [self._signed(argument) for argument in arguments]
                raised = function in _ROOTS
                return Piece(self.style.around(function, texts), POSTFIX if raised else ATOM)
            case "infix" if len(arguments) == 2 and function.notation.ascii == "^":
                exponent = node.children[1]
                value = exponent.value if isinstance(exponent, Number) else exponent
                return self._raised(arguments[0], value, self.style.raised)
            case "infix":
                return self.style.infix(function, [self._factor(piece) for piece in arguments])
        signed = [Piece(self._signed(piece), piece.level) for piece in arguments]
        return self.style.call(function, signed, node.sizes)

    def _postfix(self, node: Call) -> Piece:
        """`X^T`, `X^-1`; the transpose of an inverse is one ending, `X^-T`."""
        inside = node.children[0]
        endings = [node.function]
        if (
            node.function is structure.TRANSPOSE
            and isinstance(inside, Call)
            and inside.function is structure.INVERSE
        ):
            endings.insert(0, inside.function)
            inside = inside.children[0]
        operand = self._factor(self.written[inside], ATOM)
        if len(endings) == 2:
            return Piece(self.style.inverse_transpose(operand), POSTFIX)
        return Piece(self.style.postfix(node.function, operand), POSTFIX)

    def _entrywise(self, factors: Sequence[Expr]) -> Piece:
        """The entrywise product, divided by the powers with negative exponents."""
        above: list[Piece] = []
        below: list[Piece] = []
        for factor in factors:
            if isinstance(factor, Call) and factor.function is ENTRYWISE_POWER:
                base, exponent = factor.children
                value = exponent.value if isinstance(exponent, Number) else exponent
                inverted = not isinstance(value, Expr) and value < 0
                upper = -value if inverted and not isinstance(value, Expr) else value
                raised = self._raised(self.written[base], upper, self.style.entrywise_raised)
                (below if inverted else above).append(raised)
            else:
                above.append(self.written[factor])
        if not below and len(above) == 1:
            return above[0]
        over = self._infix(above) if above else "1"
        if not below:
            return Piece(over, ENTRYWISE)
        under = self._infix(below)
        under = under if len(below) == 1 else self.style.bracket(under)
        return Piece(self.style.divided(over, under), ENTRYWISE)

    def _infix(self, pieces: Sequence[Piece]) -> str:
        return self.style.infix(structure.HADAMARD, [self._factor(piece) for piece in pieces]).text


def _coefficient(factors: Sequence[Expr]) -> tuple[Rational | None, Sequence[Expr]]:
    """The number that the product begins with, or None, and the factors after it.

    A fraction behind a size is taken along, so that n · 1/2 is written n/2.
    """
    first = factors[0]
    number = first.value if isinstance(first, Number) else None
    rest = factors if number is None else factors[1:]
    if number == -1 and len(rest) > 1 and isinstance(rest[0], Number) and rest[0].value > 0:
        return -rest[0].value, rest[1:]
    if number in (None, 1, -1) and len(rest) > 1 and isinstance(rest[0], SizeNumber):
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


def _magnitude(value: Rational) -> Rational:
    return -value if value < 0 else value


def _is_identity(node: Expr) -> bool:
    return isinstance(node, Call) and node.function is structure.IDENTITY


def _constant_factor(term: Expr) -> Call | None:
    """The `ones` or the identity that the term is a scalar multiple of, if it is one."""
    if term.is_scalar:
        return None
    chain = [term]
    if isinstance(term, Product):
        chain = [factor for factor in term.children if not factor.is_scalar]
    constant = chain[0]
    if len(chain) == 1 and isinstance(constant, Call):
        return constant if constant.function in _CONSTANTS else None
    return None
