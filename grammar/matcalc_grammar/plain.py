"""A text in the plain alphabet, with the way back to what was typed."""

from __future__ import annotations

from matcalc_grammar.syntax import Span


class Plain:
    """A text in the plain alphabet; `span` leads from its offsets to those of the typed text.

    `names` are words that are one name each, although nobody declared them: programs name so.
    """

    __slots__ = ("text", "starts", "ends", "names")

    def __init__(
        self,
        text: str,
        starts: list[int] | None,
        ends: list[int] | None,
        names: frozenset[str] = frozenset(),
    ) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends
        self.names = names

    def span(self, start: int, end: int) -> Span:
        """The typed range of plain[start:end]; an empty range is a place between characters."""
        starts, ends = self.starts, self.ends
        if starts is None or ends is None:
            return Span(start, end)
        if start >= end or start >= len(starts):
            place = ends[min(start, len(ends)) - 1] if start and ends else 0
            return Span(place, place)
        first, last = starts[start], ends[end - 1] if end <= len(ends) else ends[-1]
        return Span(first, last if last > first else first)

    def over(self, earlier: Plain) -> Plain:
        """The same text, its ranges leading to what `earlier`, which it was made from, was."""
        names = self.names | earlier.names
        if earlier.starts is None or earlier.ends is None:
            return Plain(self.text, self.starts, self.ends, names)
        if self.starts is None or self.ends is None:
            return Plain(self.text, earlier.starts, earlier.ends, names)
        last = earlier.ends[-1] if earlier.ends else 0
        starts = [*earlier.starts, last]
        ends = [0, *earlier.ends]
        return Plain(
            self.text, [starts[s] for s in self.starts], [ends[e] for e in self.ends], names
        )
