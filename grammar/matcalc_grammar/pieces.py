"""The tree of an expression, by way of its shape (see `brackets`), one character an item.

Which bracket closes which is known before, so brackets need no parser: what stands between two of
them is read as a run, innermost first. The forms of declarations have a grammar (see `forms`).
"""

from __future__ import annotations

from matcalc_grammar.brackets import Shape
from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.folding import Fold
from matcalc_grammar.items import Mark
from matcalc_grammar.passage import Passage
from matcalc_grammar.patterns import Pattern
from matcalc_grammar.runs import Bracket, RunItem
from matcalc_grammar.syntax import Expression, Node

_FLAT = Pattern(r"[.,]+")


def expression(shape: Shape, reading: Passage) -> tuple[Expression, int]:
    """The tree of a shape, and how deep its brackets and runs go. Raises GrammarError."""
    if not shape.ends:
        return _folded(list(shape.items), reading)
    items = Pieces(shape, reading).between(0, len(shape.text))
    tree, reach = _folded(items, reading)
    return tree, reach + _deepest(items)


def _folded(items: list[RunItem], reading: Passage) -> tuple[Expression, int]:
    """The tree of one run, and how deep it goes without its brackets."""
    if len(items) == 1 and isinstance(items[0], Node):
        return items[0], 0
    fold = Fold(items, reading)
    return fold.whole(), fold.reach


def _deepest(items: list[RunItem]) -> int:
    """The depth of the deepest of some brackets."""
    return max((item.depth for item in items if type(item) is Bracket), default=0)


class Pieces:
    """A shape taken apart: runs of items, and brackets whose runs are folded."""

    def __init__(self, shape: Shape, reading: Passage) -> None:
        self.shape = shape
        self.reading = reading

    def between(self, start: int, end: int) -> list[RunItem]:
        """The items from start to end, each bracket read; as deep as brackets are nested."""
        items, text, ends = self.shape.items, self.shape.text, self.shape.ends
        read: list[RunItem] = []
        place = start
        while place < end:
            last = ends.get(place)
            if last is not None:
                read.append(self.bracket(place, self.between(place + 1, last)))
                place = last + 1
            else:
                found = _FLAT.match(text, place, end)
                assert found is not None
                place = found.end()
                read.extend(items[found.start() : place])
        return read

    def bracket(self, place: int, inside: list[RunItem]) -> Bracket:
        """The bracket that opens at a place of the shape, cut at its commas."""
        items, reading = self.shape.items, self.reading
        last = self.shape.ends[place]
        parts = []
        deepest = 0
        if inside:
            start = 0
            for comma in [*self._commas(place, last, inside), len(inside)]:
                if comma == start:
                    where = items[last] if comma == len(inside) else inside[comma]
                    raise _empty(reading, inside[start - 1] if start else items[place], where)
                tree, reach = _folded(inside[start:comma], reading)
                parts.append(tree)
                deepest = max(deepest, reach)
                start = comma + 1
        span = items[place].span.to(items[last].span)
        return Bracket(self.shape.text[place], parts, span, 1 + deepest + _deepest(inside))

    def _commas(self, first: int, last: int, inside: list[RunItem]) -> list[int]:
        """The places of the commas in a bracket."""
        if self.shape.text.find(",", first, last) < 0:
            return []
        return [i for i, item in enumerate(inside) if type(item) is Mark and item.kind == "comma"]


def _empty(reading: Passage, before: RunItem, found: RunItem) -> GrammarError:
    """The error for a comma with nothing before or after it."""
    left = reading.typed[before.span.start : before.span.end]
    right = reading.typed[found.span.start : found.span.end]
    message = f"expected an expression after {shown(left)}, found {shown(right)}"
    return GrammarError("syntax", message, found.span)
