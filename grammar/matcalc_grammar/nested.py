"""The pyparsing grammar of brackets within brackets.

It reads the shape of an expression (see `brackets`), in which each item is one character, so each
alternative is decided by one character and nothing is ever tried twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import pyparsing as pp

from matcalc_grammar.brackets import Shape
from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.grammar import CLOSE, LEAF, OPEN, Pieces
from matcalc_grammar.reading import Reading
from matcalc_grammar.runs import Bracket, RunItem
from matcalc_grammar.syntax import Expression, Node, Span

_Tokens: TypeAlias = pp.ParseResults


def _named(element: pp.ParserElement, name: str) -> pp.ParserElement:
    """An element that errors can name, and that looks for no white space: a shape has none."""
    return element.set_name(name).leave_whitespace(recursive=False)


class Nested:
    """The grammar with its actions; one text is read at a time."""

    def __init__(self) -> None:
        self._pieces: Pieces | None = None
        self._whole = self._expression_grammar()

    def _expression_grammar(self) -> pp.ParserElement:
        """whole ::= part+ ; part ::= shallow | bracket ; bracket ::= open part* close.

        Which bracket closes which is known before, so one pair of signs stands for all; commas are
        items, and cut a run when its bracket closes.
        """
        part = pp.Forward()
        shallow = _named(pp.Regex(rf"(?:[.,]+|{LEAF})+"), "an expression")
        shallow.add_parse_action(self._shallow)
        opening = _named(pp.Regex(OPEN), "a bracket")
        closing = _named(pp.Regex(CLOSE), "a closing bracket")
        inside = _named(pp.ZeroOrMore(part), "an expression")
        bracket = _named(opening + inside + closing, "a bracket").add_parse_action(self._bracket)
        part << _named(pp.MatchFirst([shallow, bracket]), "an expression")
        _named(part, "an expression")
        whole = _named(pp.OneOrMore(part), "an expression") + _named(pp.StringEnd(), "the end")
        return _named(whole, "an expression").add_parse_action(self._folded)

    def expression(self, pieces: Pieces) -> Expression:
        """The tree of a shape.

        Raises GrammarError; what pyparsing has to say is said in its words.
        """
        before = self._pieces
        self._pieces = pieces
        try:
            tree: Expression = self._whole.parse_string(pieces.shape.text)[0]
            return tree
        except pp.ParseBaseException as wrong:
            raise self._translated(wrong.loc, pieces.shape, pieces.reading) from None
        finally:
            self._pieces = before

    # Actions

    def _shallow(self, text: str, place: int, found: _Tokens) -> tuple[RunItem, ...]:
        return tuple(self._now().between(place, place + len(found[0])))

    def _bracket(self, text: str, place: int, found: _Tokens) -> Bracket:
        return self._now().bracket(place, _joined(found[1:-1]))

    def _folded(self, text: str, place: int, found: _Tokens) -> Node:
        return self._now().reading.fold(_joined(found))

    def _now(self) -> Pieces:
        assert self._pieces is not None
        return self._pieces

    @staticmethod
    def _translated(place: int, shape: Shape, reading: Reading) -> GrammarError:
        """The error at an item of the shape, where only an expression can be missing."""
        spans = [item.span for item in shape.items]
        if place >= len(spans):
            end = spans[-1].end
            return GrammarError("unexpected-end", "expected an expression", Span(end, end))
        span = spans[place]
        found = shown(reading.typed[span.start : span.end])
        if place == 0:
            return GrammarError("syntax", f"expected an expression, found {found}", span)
        before = reading.typed[spans[place - 1].start : spans[place - 1].end]
        message = f"expected an expression after {shown(before)}, found {found}"
        return GrammarError("syntax", message, span)


def _joined(found: Iterable[object]) -> list[RunItem]:
    """The items of one run: those of its shallow parts, and its deep brackets."""
    items: list[RunItem] = []
    for part in found:
        if isinstance(part, tuple):
            items.extend(part)
        elif isinstance(part, Bracket):
            items.append(part)
    return items
