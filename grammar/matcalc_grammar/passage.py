"""A text that is being read: what the passes over it share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from matcalc_grammar import doubts
from matcalc_grammar.names import Scope
from matcalc_grammar.plain import Plain
from matcalc_grammar.syntax import Expression, Group, Name, Node, Span
from matcalc_grammar.tokens import Token, tokens


class Passage(ABC):
    """The text, its tokens, the names, the notes. What is in brackets is read by a `Reading`."""

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
        self.has_dots = "dot" in plain.text
        self.has_sigma = "Σ" in plain.text or "Sigma" in plain.text
        self.stacked: Span | None = None  # the vec(X) that is differentiated by
        self.fractions: dict[int, Group] = {}
        self.dependences: dict[str, tuple[Name, Name]] = {}

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

    def source(self, start: int, end: int) -> str:
        """What was typed for a range of the plain text."""
        span = self.plain.span(start, end)
        return self.typed[span.start : span.end].strip()

    def note(self, text: str) -> None:
        """Say once how something was read."""
        if text not in self.notes and len(self.notes) < 100:
            self.notes.append(text)

    @abstractmethod
    def subscripts(self, token: Token) -> tuple[Expression, ...]:
        """The subscripts of a suffix that stands alone."""

    def is_apart(self, left: Span, right: Span) -> bool:
        """Is there white space between two neighbours?"""
        between = self.typed[left.end : right.start]
        return any(character.isspace() for character in between)

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
