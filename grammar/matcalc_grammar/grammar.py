"""The pyparsing grammar: brackets and lists of an expression, and the forms of a declaration.

It reads the shape of an expression (see `brackets`), in which each item is one character, so each
alternative is decided by one character and nothing is ever tried twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import pyparsing as pp

from matcalc_grammar.brackets import Shape
from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.items import Mark
from matcalc_grammar.patterns import Pattern
from matcalc_grammar.reading import Reading
from matcalc_grammar.runs import Bracket, RunItem
from matcalc_grammar.syntax import Expression, Node, Span

_OPEN, _CLOSE = r"[(\[{<BN]", r"[)\]}>bn]"
_LEAF = _OPEN + r"[.,]+" + _CLOSE
_PARTS = Pattern(rf"[.,]+|{_LEAF}")

_Tokens: TypeAlias = pp.ParseResults


def _named(element: pp.ParserElement, name: str) -> pp.ParserElement:
    """An element that errors can name, and that looks for no white space: a shape has none."""
    return element.set_name(name).leave_whitespace(recursive=False)


class Grammar:
    """The grammar with its actions; one text is read at a time."""

    def __init__(self) -> None:
        self._shape: Shape | None = None
        self._reading: Reading | None = None
        self._whole: pp.ParserElement | None = None

    def _expression_grammar(self) -> pp.ParserElement:
        """whole ::= part+ ; part ::= shallow | bracket ; bracket ::= open part* close.

        Which bracket closes which is known before, so one pair of signs stands for all; commas are
        items, and cut a run when its bracket closes.
        """
        part = pp.Forward()
        shallow = _named(pp.Regex(rf"(?:[.,]+|{_LEAF})+"), "an expression")
        shallow.add_parse_action(self._shallow)
        opening = _named(pp.Regex(_OPEN), "a bracket")
        closing = _named(pp.Regex(_CLOSE), "a closing bracket")
        inside = _named(pp.ZeroOrMore(part), "an expression")
        bracket = _named(opening + inside + closing, "a bracket").add_parse_action(self._bracket)
        part << _named(pp.MatchFirst([shallow, bracket]), "an expression")
        _named(part, "an expression")
        whole = _named(pp.OneOrMore(part), "an expression") + _named(pp.StringEnd(), "the end")
        return _named(whole, "an expression").add_parse_action(self._folded)

    def expression(self, shape: Shape, reading: Reading) -> Expression:
        """The tree of a shape.

        Raises GrammarError; what pyparsing has to say is said in its words.
        """
        if not shape.ends:
            return reading.fold(list(shape.items))
        before = self._shape, self._reading
        self._shape, self._reading = shape, reading
        try:
            if self._whole is None:
                self._whole = self._expression_grammar()
            tree: Expression = self._whole.parse_string(shape.text)[0]
            return tree
        except pp.ParseBaseException as wrong:
            raise self._translated(wrong.loc, shape, reading) from None
        finally:
            self._shape, self._reading = before

    # Actions

    def _shallow(self, text: str, place: int, found: _Tokens) -> tuple[RunItem, ...]:
        """Items, and brackets without brackets in them, read in one piece."""
        items = self._now()[0].items
        read: list[RunItem] = []
        for part in _PARTS.finditer(text, place, place + len(found[0])):
            start, end = part.span()
            if text[start] in ".,":
                read.extend(items[start:end])
            else:
                read.append(self._bracketed(text[start], list(items[start + 1 : end - 1]), start))
        return tuple(read)

    def _bracket(self, text: str, place: int, found: _Tokens) -> Bracket:
        return self._bracketed(text[place], _joined(found[1:-1]), place)

    def _bracketed(self, sign: str, inside: list[RunItem], place: int) -> Bracket:
        """The bracket that opens at a place of the shape, its runs folded."""
        shape, reading = self._now()
        last = shape.ends[place]
        parts = []
        if inside:
            start = 0
            commas = [
                i for i, item in enumerate(inside) if type(item) is Mark and item.kind == "comma"
            ]
            for comma in [*commas, len(inside)]:
                if comma == start:
                    where = shape.items[last] if comma == len(inside) else inside[comma]
                    raise _empty(reading, inside[start - 1] if start else shape.items[place], where)
                parts.append(reading.fold(inside[start:comma]))
                start = comma + 1
        return Bracket(sign, parts, shape.items[place].span.to(shape.items[last].span))

    def _folded(self, text: str, place: int, found: _Tokens) -> Node:
        return self._now()[1].fold(_joined(found))

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


def _joined(found: Iterable[object]) -> list[RunItem]:
    """The items of one run: those of its shallow parts, and its deep brackets."""
    items: list[RunItem] = []
    for part in found:
        if isinstance(part, tuple):
            items.extend(part)
        elif isinstance(part, Bracket):
            items.append(part)
    return items


def _empty(reading: Reading, before: RunItem, found: RunItem) -> GrammarError:
    """The error for a comma with nothing before or after it."""
    left = reading.typed[before.span.start : before.span.end]
    right = reading.typed[found.span.start : found.span.end]
    message = f"expected an expression after {shown(left)}, found {shown(right)}"
    return GrammarError("syntax", message, found.span)
