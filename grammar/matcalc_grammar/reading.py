"""One expression read: names resolved, brackets matched, the shape parsed, the runs folded."""

from __future__ import annotations

from matcalc_grammar.brackets import LEVELS, Shape, too_deep
from matcalc_grammar.items import Resolver
from matcalc_grammar.names import Scope
from matcalc_grammar.passage import Passage
from matcalc_grammar.pieces import expression
from matcalc_grammar.syntax import Entrywise, Expression, Negative, Node, Product, Sum
from matcalc_grammar.tokens import Token

_MOST_EACH = 4  # a bracket or a function makes no more levels of nodes than this: (\frac{…}{…})^2


class Reading(Passage):
    """A passage with what reads an expression of it."""

    def within(self, scope: Scope) -> Reading:
        """The same text read with other names."""
        reading = object.__new__(Reading)
        reading.__dict__ |= self.__dict__
        reading.scope, reading.fractions = scope, {}
        return reading

    def expression(self, found: list[Token]) -> Expression:
        """The tree of some tokens (at least one).

        Raises GrammarError, with a span into the typed text.
        """
        items = Resolver(self.plain, self.scope, self.range).resolve(found)
        if len(items) == 1 and isinstance(items[0], Node):
            return items[0]
        tree, depth = expression(Shape(items), self)
        if depth * _MOST_EACH > LEVELS:
            _check_depth(tree)
        return tree

    def range(self, start: int, end: int) -> Expression:
        """The tree of a range of the plain text."""
        return self.expression(self.tokens(start, end))

    def subscripts(self, token: Token) -> tuple[Expression, ...]:
        """The subscripts of a suffix that stands alone."""
        return Resolver(self.plain, self.scope, self.range).subscripts(token.start, token.end)[1]


def _check_depth(tree: Expression) -> None:
    """Levels that only an operator adds (sums, products, signs) are not counted."""
    todo: list[tuple[object, int]] = [(tree, 0)]
    while todo:
        item, depth = todo.pop()
        if isinstance(item, tuple):
            todo.extend((part, depth) for part in item)
        elif isinstance(item, Node):
            free = isinstance(item, (Sum, Product, Entrywise, Negative))
            inside = depth if free else depth + 1
            if inside > LEVELS + 1:
                raise too_deep(item.span)
            todo.extend((value, inside) for value in item.values())
