"""The tree of an expression, by way of its shape (see `brackets`), one character an item.

Most expressions hold no brackets inside brackets, and those are read here; `nested` has the
pyparsing grammar of all others, which is loaded for the first of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcalc_grammar.brackets import Shape
from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.items import Mark
from matcalc_grammar.patterns import Pattern
from matcalc_grammar.reading import Reading
from matcalc_grammar.runs import Bracket, RunItem
from matcalc_grammar.syntax import Expression

if TYPE_CHECKING:
    from matcalc_grammar.nested import Nested

OPEN, CLOSE = r"[(\[{<BN]", r"[)\]}>bn]"
LEAF = OPEN + r"[.,]+" + CLOSE
_PARTS = Pattern(rf"[.,]+|{LEAF}")
_SHALLOW = Pattern(rf"(?:[.,]+|{LEAF})+\Z")


class Grammar:
    """Reads shapes."""

    def __init__(self) -> None:
        self._nested: Nested | None = None

    def expression(self, shape: Shape, reading: Reading) -> Expression:
        """The tree of a shape. Raises GrammarError."""
        if not shape.ends:
            return reading.fold(list(shape.items))
        pieces = Pieces(shape, reading)
        if _SHALLOW.match(shape.text):
            return reading.fold(pieces.between(0, len(shape.text)))
        if self._nested is None:
            from matcalc_grammar.nested import Nested

            self._nested = Nested()
        return self._nested.expression(pieces)


class Pieces:
    """A shape taken apart: runs of items, and brackets whose runs are folded."""

    def __init__(self, shape: Shape, reading: Reading) -> None:
        self.shape = shape
        self.reading = reading

    def between(self, start: int, end: int) -> list[RunItem]:
        """Items, and brackets without brackets in them."""
        items, text = self.shape.items, self.shape.text
        read: list[RunItem] = []
        for part in _PARTS.finditer(text, start, end):
            first, last = part.span()
            if text[first] in ".,":
                read.extend(items[first:last])
            else:
                read.append(self.bracket(first, list(items[first + 1 : last - 1])))
        return read

    def bracket(self, place: int, inside: list[RunItem]) -> Bracket:
        """The bracket that opens at a place of the shape, cut at its commas."""
        items, reading = self.shape.items, self.reading
        last = self.shape.ends[place]
        parts = []
        if inside:
            start = 0
            commas = [
                i for i, item in enumerate(inside) if type(item) is Mark and item.kind == "comma"
            ]
            for comma in [*commas, len(inside)]:
                if comma == start:
                    where = items[last] if comma == len(inside) else inside[comma]
                    raise _empty(reading, inside[start - 1] if start else items[place], where)
                parts.append(reading.fold(inside[start:comma]))
                start = comma + 1
        return Bracket(self.shape.text[place], parts, items[place].span.to(items[last].span))


def _empty(reading: Reading, before: RunItem, found: RunItem) -> GrammarError:
    """The error for a comma with nothing before or after it."""
    left = reading.typed[before.span.start : before.span.end]
    right = reading.typed[found.span.start : found.span.end]
    message = f"expected an expression after {shown(left)}, found {shown(right)}"
    return GrammarError("syntax", message, found.span)
