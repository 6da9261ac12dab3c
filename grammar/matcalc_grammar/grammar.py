"""The pyparsing grammar: brackets and lists of an expression, and the forms of a declaration.

It reads the shape of an expression (see `brackets`), in which each item is one character, so each
alternative is decided by one character and nothing is ever tried twice.
"""

from __future__ import annotations

import re
import sys
from typing import TypeAlias

import pyparsing as pp

from matcalc_grammar.applications import Bracket, RunItem
from matcalc_grammar.brackets import Shape, too_deep
from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.reading import Reading
from matcalc_grammar.syntax import Expression, Node, Span

_OPEN, _CLOSE = r"[(\[{<BN]", r"[)\]}>bn]"
_LEAF = _OPEN + r"\.+(?:,\.+)*" + _CLOSE
_PARTS = re.compile(rf"\.+|{_LEAF}")
# A level of brackets takes about fifteen frames of pyparsing.
_FRAMES = 40_000

_Tokens: TypeAlias = pp.ParseResults


def _named(element: pp.ParserElement, name: str) -> pp.ParserElement:
    """An element that errors can name, and that looks for no white space: a shape has none."""
    return element.set_name(name).leave_whitespace(recursive=False)


class Grammar:
    """The grammar with its actions; one text is read at a time."""

    def __init__(self) -> None:
        self._shape: Shape | None = None
        self._reading: Reading | None = None
        self._whole = self._expression_grammar()

    def _expression_grammar(self) -> pp.ParserElement:
        """run ::= (shallow | bracket)+ ; bracket ::= "(" [run ("," run)*] ")" and its kin.

        Which bracket closes which is known before, so one pair of signs stands for all.
        """
        run = pp.Forward()
        shallow = _named(pp.Regex(rf"(?:\.+|{_LEAF})+"), "an expression")
        shallow.add_parse_action(self._shallow)
        more = _named(pp.ZeroOrMore(_named(pp.Literal(",") + run, "more")), "more expressions")
        lists = _named(pp.Opt(_named(run + more, "expressions")), "expressions")
        opening = _named(pp.Regex(_OPEN), "a bracket")
        closing = _named(pp.Regex(_CLOSE), "a closing bracket")
        bracket = _named(opening + lists + closing, "a bracket").add_parse_action(self._bracket)
        part = _named(pp.MatchFirst([shallow, bracket]), "an expression")
        run << _named(pp.OneOrMore(part), "an expression")
        _named(run, "an expression").add_parse_action(self._folded)
        return _named(run + _named(pp.StringEnd(), "the end"), "an expression")

    def expression(self, shape: Shape, reading: Reading) -> Expression:
        """The tree of a shape.

        Raises GrammarError; what pyparsing has to say is said in its words.
        """
        if not shape.ends and "," not in shape.text:
            return reading.fold(list(shape.items))
        before = self._shape, self._reading
        limit = sys.getrecursionlimit()
        self._shape, self._reading = shape, reading
        try:
            sys.setrecursionlimit(max(limit, _FRAMES))
            tree: Expression = self._whole.parse_string(shape.text)[0]
            return tree
        except pp.ParseBaseException as wrong:
            raise self._translated(wrong.loc, shape, reading) from None
        except RecursionError:
            raise too_deep(shape.items[0].span) from None
        finally:
            sys.setrecursionlimit(limit)
            self._shape, self._reading = before

    # Actions

    def _shallow(self, text: str, place: int, found: _Tokens) -> tuple[RunItem, ...]:
        """Items, and brackets without brackets in them, read in one piece."""
        items = self._now()[0].items
        read: list[RunItem] = []
        for part in _PARTS.finditer(text, place, place + len(found[0])):
            if part.group()[0] == ".":
                read.extend(items[part.start() : part.end()])
            else:
                read.append(self._leaf(text, part.start(), part.end()))
        return tuple(read)

    def _leaf(self, text: str, start: int, end: int) -> Bracket:
        shape, reading = self._now()
        parts: list[Expression] = []
        place = start + 1
        for part in text[start + 1 : end - 1].split(","):
            parts.append(reading.fold(list(shape.items[place : place + len(part)])))
            place += len(part) + 1
        return _bracketed(text[start], parts, shape, start)

    def _bracket(self, text: str, place: int, found: _Tokens) -> Bracket:
        parts = [part for part in found if not isinstance(part, str)]
        return _bracketed(text[place], parts, self._now()[0], place)

    def _folded(self, text: str, place: int, found: _Tokens) -> Node:
        items: list[RunItem] = []
        for part in found:
            if isinstance(part, tuple):
                items.extend(part)
            else:
                items.append(part)
        return self._now()[1].fold(items)

    def _now(self) -> tuple[Shape, Reading]:
        assert self._shape is not None and self._reading is not None
        return self._shape, self._reading

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


def _bracketed(sign: str, parts: list[Expression], shape: Shape, place: int) -> Bracket:
    """The bracket that opens at a place of the shape."""
    return Bracket(sign, parts, shape.items[place].span.to(shape.items[shape.ends[place]].span))
