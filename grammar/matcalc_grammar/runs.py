"""A run of items that is being read: where the reading stands, and what may be asked of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, TypeAlias

from matcalc_grammar.brackets import DEPTH, too_deep
from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.items import Mark
from matcalc_grammar.passage import Passage
from matcalc_grammar.patterns import Pattern
from matcalc_grammar.syntax import (
    Bars,
    Call,
    Expression,
    Group,
    Inner,
    Name,
    Norm,
    Number,
    Product,
    Span,
)

_LONGEST = 30
_STYLE = Pattern(r"\\[A-Za-z]+\s*\{\s*\Z")


class Bracket:
    """A bracket that has been read: its opening sign in the shape, the trees inside, their depth."""

    __slots__ = ("sign", "parts", "span", "depth")
    kind: ClassVar[str] = "group"
    value: ClassVar[None] = None
    text: ClassVar[str] = ""

    def __init__(self, sign: str, parts: list[Expression], span: Span, depth: int) -> None:
        self.sign = sign
        self.parts = parts
        self.span = span
        self.depth = depth


RunItem: TypeAlias = Expression | Mark | Bracket


class Run(ABC):
    """The items of one run; `place` is the item to read next, `before` the last operator read."""

    def __init__(self, items: list[RunItem], reading: Passage) -> None:
        self.items = items
        self.reading = reading
        self.place = 0
        self.depth = 0
        self.reach = 0  # as deep as this run goes without its brackets, about
        self.before: RunItem | None = None

    @abstractmethod
    def level(self, loosest: int) -> Expression:
        """What stands here, up to an infix operator looser than `loosest`."""

    @abstractmethod
    def signed(self) -> Expression:
        """An operand with its signs."""

    @abstractmethod
    def powers(self, tree: Expression) -> Expression:
        """An operand with its postfix operators."""

    def note(self, text: str) -> None:
        """Say how something was read."""
        self.reading.note(text)

    def source(self, span: Span) -> str:
        """The text as typed, from the command on whose brace closes in it: `\\mathbf{1}^T`."""
        typed = self.reading.typed
        text = typed[span.start : span.end]
        if text.count("}") > text.count("{") and (found := _styled(typed, span.start)):
            return found + text
        return text

    def deeper(self) -> None:
        """One level further in, by something other than a bracket."""
        self.depth += 1
        self.reach = max(self.reach, self.depth)
        if self.depth > DEPTH:
            raise too_deep(self.items[min(self.place, len(self.items) - 1)].span)

    def here(self, kind: str, value: object) -> bool:
        """Is the next item this mark?"""
        item = self.items[self.place] if self.place < len(self.items) else None
        return isinstance(item, Mark) and item.kind == kind and item.value == value

    def refuse_index(self, name: Name, after: RunItem) -> None:
        """`X[1]` is an entry in programs; here entries are subscripts."""
        if not isinstance(after, Bracket) or after.sign != "[" or not after.parts:
            return
        is_entry = len(after.parts) > 1 or isinstance(after.parts[0], Number)
        if is_entry and not self.reading.is_apart(name.span, after.span):
            span = name.span.to(after.span)
            message = f"{shown(self.source(span))} takes an entry in brackets"
            raise GrammarError("syntax", message, span, "write a subscript: `x_i`, `X_{ij}`")

    def missing(self) -> GrammarError:
        """The error for an operand that is not there."""
        before = self.before
        if self.place < len(self.items):
            item = self.items[self.place]
            if isinstance(item, Mark) and item.kind == "comma":
                message = "a comma stands outside of brackets"
                parts = "`;` parts one statement from the next"
                return GrammarError("syntax", message, item.span, parts)
            what = f", found `{self.source(item.span)}`"
            span, name = item.span, "syntax"
        else:
            end = self.items[-1].span.end if self.items else 0
            what, span = "", Span(end, end)
            at_end = not self.reading.typed[end:].strip(" .")
            name = "unexpected-end" if at_end else "syntax"
        after = f" after `{self.source(before.span)}`" if before is not None else ""
        offer: str | None = None
        if isinstance(before, Mark) and before.kind == "function" and what:
            function = self.source(before.span)
            offer = f"put the argument of `{function}` in brackets: `{function}(…)`"
        return GrammarError(name, f"expected an expression{after}{what}", span, offer)


def bound(tree: Expression) -> Expression:
    """A tree that may stand beside an operator: brackets around one atom are not kept."""
    atoms = (Number, Name, Call, Group, Norm, Bars, Inner)
    while isinstance(tree, Group):
        tree = tree.inside
    return tree if isinstance(tree, atoms) else Group(tree, tree.span)


def is_size(tree: Expression) -> bool:
    """Could this be a size: a number, a lower-case name, or a product of such?"""
    if isinstance(tree, Number):
        return tree.text.isdigit()
    if isinstance(tree, Name):
        return tree.base[0].islower()
    return isinstance(tree, Product) and all(is_size(factor) for _, factor in tree.factors)


def _styled(typed: str, end: int) -> str:
    """The command and the brace that end here, `\\mathbf{`, or nothing."""
    found = _STYLE.search(typed[max(end - _LONGEST, 0) : end])
    return found.group() if found else ""
