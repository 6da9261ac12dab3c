"""What a derivation writes: dX and d2X, and the derivatives of unknown functions, ∇f(x), f'(x)."""

from __future__ import annotations

from abc import abstractmethod

from matcalc_grammar import doubts
from matcalc_grammar.errors import GrammarError
from matcalc_grammar.items import Mark
from matcalc_grammar.runs import Bracket, Run, RunItem
from matcalc_grammar.syntax import (
    Call,
    Differential,
    Expression,
    Gradient,
    Group,
    Name,
    Negative,
    Number,
    Product,
    Span,
    Sum,
)
from matcalc_grammar.tokens import Token

_HIGHEST = 2  # the order of a derivative that can be written
_DOTS = {"dot": 1, "ddot": 2}  # the accents of derivatives by time


def primes(item: RunItem) -> int:
    """How many primes an item is: `'`, and `^{''}`."""
    if not isinstance(item, Mark):
        return 0
    if isinstance(item.value, Token) and item.kind == "transpose":
        return item.value.text.count("'")
    return 1 if item.kind == "op" and item.value == "'" else 0


def is_stacked(tree: Expression) -> bool:
    """Is this vec(F), or a matrix times it, or a sum of such?"""
    match tree:
        case Call():
            return tree.function == "vec"
        case Group() | Negative():
            return is_stacked(tree.inside if isinstance(tree, Group) else tree.operand)
        case Product():
            return is_stacked(tree.factors[-1][1])
        case Sum():
            return all(is_stacked(term) for _, term in tree.terms)
    return False


class Derivatives(Run):
    """The part of the fold that reads differentials, gradients and Hessians."""

    @abstractmethod
    def primary(self) -> Expression:
        """An operand without its postfix operators."""

    def differential(self, mark: Mark) -> Expression:
        """`dX`, `d2X`, `d(…)`."""
        order = mark.value
        assert isinstance(order, int)
        self.before = mark
        operand = self.primary()
        span = mark.span.to(operand.span)
        if isinstance(operand, Group):
            operand = operand.inside
        return Differential(operand, order, span)

    def gradient(self, mark: Mark) -> Expression:
        """`∇f(x)`, `grad(f)(x)`; `∇^2 f(x)`, `hess(f)(x)`."""
        order = mark.value
        assert isinstance(order, int)
        if self.here("op", "^") and self._is_two(self.place + 1):
            self.place += 2
            order = 2
        found = self.items[self.place : self.place + 2]
        name = found[0] if found else None
        if isinstance(name, Bracket) and len(name.parts) == 1:
            name = name.parts[0]
        bracket = found[1] if len(found) > 1 else None
        if not isinstance(name, Name) or not isinstance(bracket, Bracket):
            sign = self.source(mark.span)
            message = f"expected a function and its argument after `{sign}`"
            written = "grad" if order == 1 else "hess"
            offer = f"write `{written}_x` and the function, or `{written}(f)(x)` of a declared f"
            raise GrammarError("syntax", message, mark.span, offer)
        self.place += 2
        return Gradient(name, order, tuple(bracket.parts), mark.span.to(bracket.span))

    def _is_two(self, place: int) -> bool:
        """Whether the number 2 stands at a place, perhaps in a bracket."""
        item = self.items[place] if place < len(self.items) else None
        if isinstance(item, Bracket) and len(item.parts) == 1:
            item = item.parts[0]
        return isinstance(item, Number) and item.text == "2"

    def primed(self, name: Name) -> Expression | None:
        """`f'(x)`, `f''(x)`, where primes and a bracket follow."""
        order, place = 0, self.place
        while place < len(self.items) and (found := primes(self.items[place])):
            order, place = order + found, place + 1
        bracket = self.items[place] if place < len(self.items) else None
        if not 0 < order <= _HIGHEST or not isinstance(bracket, Bracket) or bracket.sign != "(":
            return None
        self.place = place + 1
        return Gradient(name, order, tuple(bracket.parts), name.span.to(bracket.span))

    def depends(self, name: Name, bracket: Bracket) -> bool:
        """Is this `X(t)` under d/dt? Then remember that X depends on t."""
        on = self._moment(name, name.span, bracket)
        if on is None:
            return False
        self.reading.dependences.setdefault(self.source(name.span), (name, on))
        return True

    def _moment(self, name: Name, before: Span, bracket: Bracket) -> Name | None:
        """The t of a bracket `(t)` right behind what ends a name, under d/dt."""
        reading = self.reading
        if len(bracket.parts) != 1 or reading.is_apart(before, bracket.span):
            return None
        on = bracket.parts[0]
        if not isinstance(on, Name) or on.subscripts or on.base not in reading.scope.variables:
            return None
        if on == name or (on.base != "t" and reading.scope.roles.get(on.base) != "scalar"):
            return None
        return on

    def refuse_primed(self, name: Name, after: RunItem) -> None:
        """`A'(t)` under d/dt. Raises GrammarError."""
        bracket = self.items[self.place + 1] if self.place + 1 < len(self.items) else None
        if isinstance(bracket, Bracket) and bracket.sign == "(" and primes(after) == 1:
            on = self._moment(name, after.span, bracket)
            if on is not None:
                raise doubts.primed(self.source(name.span), on.base, name.span.to(bracket.span))

    def dotted(self, name: Name) -> Expression:
        """`\\dot{x}` under d/dt as dx/dt, and `\\ddot{x}` as its derivative; other names as they are."""
        scope, (bare, _, accent) = self.reading.scope, name.base.rpartition("_")
        order = _DOTS.get(accent, 0) if bare else 0
        if not order or name.subscripts or "t" not in scope.variables or scope.knows(name.base):
            return name
        base, on = Name(bare, (), name.span), Name("t", (), name.span)
        after = self.items[self.place] if self.place < len(self.items) else None
        if isinstance(after, Bracket) and self._moment(name, name.span, after) is not None:
            self.place += 1
        twice = "^2" if order == 2 else ""
        self.note(f"{self.source(name.span)} is read as d{twice}{bare}/dt{twice}")
        self.reading.dependences.setdefault(bare, (base, on))
        found: Expression = base
        for _ in range(order):
            found = Call("deriv", (found, on), (), True, name.span, name.span)
        return found
