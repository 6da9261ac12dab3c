"""One expression read: names resolved, brackets matched, the shape parsed, the runs folded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from matcalc_grammar import doubts
from matcalc_grammar.brackets import LEVELS, Shape, too_deep
from matcalc_grammar.folding import Fold
from matcalc_grammar.items import Resolver
from matcalc_grammar.names import Scope
from matcalc_grammar.pieces import expression
from matcalc_grammar.plain import Plain
from matcalc_grammar.runs import Bracket, RunItem
from matcalc_grammar.syntax import (
    Entrywise,
    Expression,
    Group,
    Name,
    Negative,
    Node,
    Product,
    Span,
    Sum,
)  # fmt: skip
from matcalc_grammar.tokens import Token, tokens

_MOST_EACH = 4  # a bracket or a function makes no more levels of nodes than this: (\frac{…}{…})^2


class Reading:
    """What the passes over one text share: the text, the names, the notes."""

    def __init__(self, typed: str, plain: Plain, scope: Scope) -> None:
        self.typed = typed
        self.plain = plain
        self.scope = scope
        self.notes: list[str] = []
        self._tokens: list[Token] = []
        self._starts: list[int] = []
        self.words: set[str] = set()  # the texts of the tokens
        # Beside `@` and `.T`, a `*` may have been meant entry by entry.
        self.has_at = "@" in plain.text
        self.in_program = "*" in plain.text and (self.has_at or ".T" in plain.text)
        self.has_quotient = "/" in plain.text
        self.has_sigma = "Σ" in plain.text or "Sigma" in plain.text
        self.fractions: dict[int, Group] = {}
        self.dependences: dict[str, tuple[Name, Name]] = {}

    def within(self, scope: Scope) -> Reading:
        """The same text read with other names."""
        reading = object.__new__(Reading)
        reading.__dict__ |= self.__dict__
        reading.scope, reading.fractions = scope, {}
        return reading

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens of a range of the plain text, cut once for all of it."""
        if not self._tokens:
            self._tokens.extend(tokens(self.plain))
            self._starts.extend([token.start for token in self._tokens])
            self.words.update([token.text for token in self._tokens])
        if start <= 0 and end >= len(self.plain.text):
            return self._tokens[:]
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        found = self._tokens[first:last]
        cut = first > 0 and self._tokens[first - 1].end > start
        if cut or (found and found[-1].end > end):  # the range begins or ends inside a word
            return tokens(self.plain, start, end)
        return found

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

    def fold(self, items: list[RunItem]) -> tuple[Expression, int]:
        """The tree of one run, and how deep it goes without its brackets."""
        if len(items) == 1 and isinstance(items[0], Node):
            return items[0], 0
        fold = Fold(items, self)
        return fold.whole(), fold.reach

    def source(self, start: int, end: int) -> str:
        """What was typed for a range of the plain text."""
        span = self.plain.span(start, end)
        return self.typed[span.start : span.end].strip()

    def note(self, text: str) -> None:
        """Say once how something was read."""
        if text not in self.notes and len(self.notes) < 100:
            self.notes.append(text)

    def subscripts(self, token: Token) -> tuple[Expression, ...]:
        """The subscripts of a suffix that stands alone."""
        return Resolver(self.plain, self.scope, self.range).subscripts(token.start, token.end)[1]

    def is_apart(self, left: Span, right: Span) -> bool:
        """Is there white space between two neighbours?"""
        between = self.typed[left.end : right.start]
        return any(character.isspace() for character in between)

    def depends(self, name: Name, bracket: Bracket) -> bool:
        """Is this `X(t)` under d/dt? Then remember that X depends on t."""
        if len(bracket.parts) != 1 or self.is_apart(name.span, bracket.span):
            return False
        on = bracket.parts[0]
        if not isinstance(on, Name) or on.subscripts or on.base not in self.scope.variables:
            return False
        if on == name or (on.base != "t" and self.scope.roles.get(on.base) != "scalar"):
            return False
        self.dependences.setdefault(name.base, (Name(name.base, (), name.span), on))
        return True

    def check_sigma(self, sigma: Name, after: list[Expression]) -> None:
        """Refuse `Σ_i` before a term in i."""
        indices = [index for index in sigma.subscripts if isinstance(index, Name)]
        for node in walk(after):
            if isinstance(node, Name) and any(index in node.subscripts for index in indices):
                typed = self.typed[sigma.span.start : sigma.span.end]
                raise doubts.sigma("_" + typed.partition("_")[2], sigma.span)


def walk(trees: Iterable[object]) -> Iterator[Node]:
    """All nodes of some trees, without recursion."""
    todo = list(trees)
    while todo:
        item = todo.pop()
        if isinstance(item, Node):
            yield item
            todo.extend(item.values())
        elif isinstance(item, tuple):
            todo.extend(item)


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
