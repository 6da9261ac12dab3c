"""The one decision on how an expression is written: order, signs, quotients, brackets.

`Layout` walks an expression and hands the parts of each form to a `Style`, which only knows the
script: ASCII, Unicode or LaTeX. Levels are those of the grammar's table of operators, so that what
is printed is read back as the same value.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    add,
    multiply,
)
from matcalc_cli.functions import structure
from matcalc_cli.functions.entrywise import POWER as ENTRYWISE_POWER
from matcalc_cli.functions.held import HELD
from matcalc_cli.functions.unknown import DERIVATIVE
from matcalc_cli.printers.entry_forms import picked
from matcalc_cli.printers.names import is_letter
from matcalc_cli.printers.products import ROOTS, Products
from matcalc_cli.printers.style import Piece
from matcalc_cli.traversal import postorder
from matcalc_grammar.operators import ATOM, ENTRYWISE, POSTFIX, PRODUCT, SUM

_CONSTANTS = (structure.IDENTITY, structure.ONES)


class Layout(Products):
    """One pass over an expression; with `brackets`, every operand that is no atom has its own."""

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
        indices = [self._index(index) for index in node.indices]
        return Piece(self.style.name(node.name, indices), ATOM)

    # Entries.

    def _product(self, factors: Sequence[Expr], sizeless: bool = False) -> Piece:
        chain = [factor for factor in factors if not factor.is_scalar]
        found = picked(chain)
        if found is None:
            return super()._product(factors, sizeless)
        whole = multiply(*chain)
        self.written[whole] = self._entry(found.array, found.places)
        scalars = [factor for factor in factors if factor.is_scalar]
        return super()._product([*scalars, whole], sizeless)

    def _entry(self, array: Expr, places: Sequence[Expr]) -> Piece:
        """`X_{ij}`, `(A X)_{ij}`."""
        indices = [self._index(place) for place in places]
        if isinstance(array, Symbol) and not array.indices and "_" not in array.name:
            return Piece(self.style.name(array.name, indices), ATOM)
        piece = self.piece(array)
        called = isinstance(array, Call) and array.function.notation.form == "call"
        bare = called and not piece.negative and piece.level == ATOM
        base = piece.text if bare else self.style.bracket(self._signed(piece))
        return Piece(self.style.entry(base, indices), ATOM)

    def _index(self, place: Expr) -> str:
        """`i`, `i+1`: what stands under a name, numbers last."""
        if isinstance(place, Add):
            ordered = sorted(place.children, key=lambda term: isinstance(term, Number))
            place = add(*ordered)
        return self.text(place).replace(" ", "")

    # Sums.

    def _sum(self, terms: Sequence[Expr]) -> Piece:
        pieces = self._terms(terms)
        others = [(piece.negative, self._tight(piece, self.term)) for piece in pieces[1:]]
        return Piece(self.style.terms(self._first(pieces[0]), others), SUM)

    def _first(self, piece: Piece) -> str:
        level = PRODUCT if piece.negative else self.term
        text = self._tight(piece, level)
        return self.style.negative(text) if piece.negative else text

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
            return Piece(self.style.unit(self._index(node.children[0])), ATOM)
        if function is DERIVATIVE:
            return self._derivative(*node.children)
        if function is HELD:
            return Piece(self.style.bracket(self._signed(arguments[0])), ATOM)
        match function.notation.form:
            case "constant":
                return Piece(self.style.constant(function, node.sizes), ATOM)
            case "postfix":
                return self._postfix(node)
            case "around":
                texts = [self._signed(argument) for argument in arguments]
                raised = function in ROOTS
                return Piece(self.style.around(function, texts), POSTFIX if raised else ATOM)
            case "below":
                base = self.style.around(function, [self._signed(arguments[0])])
                return Piece(self.style.entry(base, [self._index(node.children[1])]), ATOM)
            case "infix" if len(arguments) == 2 and function.notation.ascii == "^":
                exponent = node.children[1]
                value = exponent.value if isinstance(exponent, Number) else exponent
                return self._raised(arguments[0], value, self.style.raised)
            case "infix":
                return self.style.infix(function, [self._factor(piece) for piece in arguments])
        signed = [Piece(self._signed(piece), piece.level) for piece in arguments]
        return self.style.call(function, signed, node.sizes)

    def _derivative(self, operand: Expr, by: Expr) -> Piece:
        """dX/dt, and d²X/dt² of dX/dt by the same t."""
        order = 1
        if isinstance(operand, Call) and operand.function is DERIVATIVE:
            inner, also = operand.children
            if also is by and isinstance(inner, Symbol):
                operand, order = inner, 2
        named = all(isinstance(a, Symbol) and is_letter(a.name) for a in (operand, by))
        above, below = (self._signed(self.written[part]) for part in (operand, by))
        return self.style.derivative(above, below, order, named)

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
        over = self._infix(above) if above else self.style.number("1")
        if not below:
            return Piece(over, ENTRYWISE)
        under = self._infix(below)
        under = under if len(below) == 1 else self.style.bracket(under)
        return Piece(self.style.divided(over, under), ENTRYWISE)

    def _infix(self, pieces: Sequence[Piece]) -> str:
        return self.style.infix(structure.HADAMARD, [self._factor(piece) for piece in pieces]).text


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
