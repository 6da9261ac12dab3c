"""The pyparsing grammar: brackets and lists of an expression, and the forms of a declaration.

It reads the shape of an expression (see `brackets`), in which each item is one character, so each
alternative is decided by one character and nothing is ever tried twice.
"""

from __future__ import annotations

import sys
from typing import TypeAlias

import pyparsing as pp

from matcalc_grammar.applications import Bracket, RunItem
from matcalc_grammar.brackets import Shape, too_deep
from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.reading import Reading
from matcalc_grammar.syntax import Expression, Node, Span

_PAIRS = {"(": ")", "[": "]", "{": "}", "<": ">", "B": "b", "N": "n"}
# A level of brackets takes about fifteen frames of pyparsing.
_FRAMES = 40_000

_Tokens: TypeAlias = pp.ParseResults


def _named(element: pp.ParserElement, name: str) -> pp.ParserElement:
    """An element that errors can name, and that looks for no white space: a shape has none."""
    return element.set_name(name).leave_whitespace(recursive=False)


def _sign(character: str) -> pp.ParserElement:
    return _named(pp.Suppress(_named(pp.Literal(character), character)), character)


class Grammar:
    """The grammar with its actions; one text is read at a time."""

    def __init__(self) -> None:
        self._shape: Shape | None = None
        self._reading: Reading | None = None
        self._run = self._expression_grammar()

    def _expression_grammar(self) -> pp.ParserElement:
        """run ::= (flat | bracket)+ ; bracket ::= "(" [run ("," run)*] ")" and its kin."""
        run = pp.Forward().set_name("an expression")
        flat = _named(pp.Regex(r"\.+"), "an expression").add_parse_action(self._flat)
        more = _named(pp.ZeroOrMore(_sign(",") + run), "more expressions")
        lists = _named(pp.Opt(_named(run + more, "expressions")), "expressions")
        kinds = [
            _named(_sign(opening) + lists + _sign(closing), "a bracket")
            for opening, closing in _PAIRS.items()
        ]
        for kind in kinds:
            kind.add_parse_action(self._bracket)
        part = _named(pp.MatchFirst([flat, *kinds]), "an expression")
        run <<= _named(pp.OneOrMore(part), "an expression")
        run.add_parse_action(self._folded)
        return _named(run + _named(pp.StringEnd(), "the end"), "an expression")

    def expression(self, shape: Shape, reading: Reading) -> Expression:
        """The tree of a shape.

        Raises GrammarError; what pyparsing has to say is said in its words.
        """
        before = self._shape, self._reading
        limit = sys.getrecursionlimit()
        self._shape, self._reading = shape, reading
        try:
            sys.setrecursionlimit(max(limit, _FRAMES))
            tree: Expression = self._run.parse_string(shape.text)[0]
            return tree
        except pp.ParseBaseException as wrong:
            raise self._translated(wrong.loc, shape, reading) from None
        except RecursionError:
            raise too_deep(shape.items[0].span) from None
        finally:
            sys.setrecursionlimit(limit)
            self._shape, self._reading = before

    # Actions

    def _flat(self, text: str, place: int, found: _Tokens) -> object:
        return place, place + len(found[0])

    def _bracket(self, text: str, place: int, found: _Tokens) -> Bracket:
        assert self._shape is not None
        items = self._shape.items
        parts: list[Expression] = list(found)
        opening = items[place].span
        end = self._ends[place]
        return Bracket(
            text[place], parts, opening.to(items[end].span), Span(opening.end, items[end].span.start)
        )

    def _folded(self, text: str, place: int, found: _Tokens) -> Node:
        assert self._shape is not None and self._reading is not None
        items: list[RunItem] = []
        for part in found:
            if isinstance(part, tuple):
                items.extend(self._shape.items[part[0] : part[1]])
            else:
                items.append(part)
        return self._reading.fold(items)

    @property
    def _ends(self) -> dict[int, int]:
        assert self._shape is not None
        return self._shape.ends

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
