"""A text in the plain alphabet, with the way back to what was typed."""

from __future__ import annotations

from matcalc_grammar.syntax import Span


class Plain:
    """A text in the plain alphabet; `span` leads from its offsets to those of the typed text."""

    __slots__ = ("text", "starts", "ends")

    def __init__(self, text: str, starts: list[int] | None, ends: list[int] | None) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends

    def span(self, start: int, end: int) -> Span:
        """The typed range of plain[start:end]; an empty range is a place between characters."""
        if self.starts is None or self.ends is None:
            return Span(start, end)
        if start >= end:
            place = self.ends[start - 1] if 0 < start <= len(self.ends) else 0
            return Span(place, place)
        return Span(self.starts[start], max(self.starts[start], self.ends[end - 1]))
