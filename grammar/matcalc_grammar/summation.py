"""What stands under a sum: its indices and their first number, or their order, `1 ≤ i < j ≤ n`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.frozen import Frozen
from matcalc_grammar.patterns import Pattern
from matcalc_grammar.syntax import Expression, Group, IndexedSum, Name, Number, Span, Sum

Listed: TypeAlias = Callable[[int, int], list[Expression]]

_FIRST = Pattern(r"[0-9]{1,6}\Z")
_ORDER = Pattern(r"<=|>=|[<>≤≥]")
_UNLIKE = Pattern(r"!=|≠")
_AFTER = Pattern(r"([h-lp-t])(?:[ \t]*\+[ \t]*(1))?[ \t]*\Z")
TURNED = "number the terms from 1, or turn the sums: `sum_{j=1}^n sum_{i=1}^{j-1} ...`"
_UNEQUAL = "write `sum_{i != j}` and no more: the sums run over i and, unless one does, over j"
_ENDING = "write the bound above: `sum_{i=1}^n ...`"
_LENGTHS = frozenset("mnpqNMKDd")  # letters that bound an index: `i ≤ n` is no order of two indices
_ORDERS = 9  # indices in one order; each is a sum of its own


class Under(Frozen):
    """What stands under a sum.

    indices  in the order of writing; of an order i < j, the smallest first
    first    the number at which they start
    shifts   of an order: -1 for each <, 0 for each ≤; empty where the indices are independent
    last     the bound that an order ends with, as n in 1 ≤ i < j ≤ n
    unequal  whether the two indices are those of i ≠ j
    after    the i and the 1 of j = i + 1
    """

    indices: tuple[Name, ...]
    first: int = 1
    shifts: tuple[int, ...] = ()
    last: Expression | None = None
    unequal: bool = False
    after: tuple[Name, int] | None = None

    def over(self, body: Expression, upper: Expression | None, span: Span) -> Expression:
        """The sums over the indices, up to what stands above the sign, or to `last`."""
        if self.unequal:
            index, other = self.indices
            body = IndexedSum(index, upper, body, span, without=other)
            return IndexedSum(other, upper, body, span, implied=True)
        if not self.shifts:
            for index in reversed(self.indices):
                body = IndexedSum(
                    index, upper or self.last, body, span, self.first, after=self.after
                )
                body = _turned(body) or body
            return body
        for index, shift, above in zip(self.indices, self.shifts, self.indices[1:], strict=False):
            bound = Sum(((1, above), (-1, Number("1", above.span))), above.span) if shift else above
            body = IndexedSum(index, bound, body, span)
        return IndexedSum(self.indices[-1], upper or self.last, body, span, implied=True)


def _turned(outer: IndexedSum) -> IndexedSum | None:
    """∑ᵢ₌₁ⁿ ∑ⱼ₌ᵢ₊₁ⁿ, also with n - 1 above the first, as ∑ⱼ₌₁ⁿ ∑ᵢ₌₁ʲ⁻¹; None for all else."""
    inner = outer.body
    while isinstance(inner, Group):
        inner = inner.inside
    if not isinstance(inner, IndexedSum) or inner.after is None or inner.upper is None:
        return None
    before, shift = inner.after
    if before.base != outer.index.base or outer.first != 1 or outer.after is not None:
        return None
    span = inner.index.span
    less = Sum(((1, inner.upper), (-1, Number("1", span))), span)
    if outer.upper not in ((None, inner.upper, less) if shift else (None, inner.upper)):
        return None
    index = inner.index
    bound = Sum(((1, index), (-1, Number("1", span))), span) if shift else index
    within = IndexedSum(before, bound, inner.body, inner.span)
    return IndexedSum(index, inner.upper, within, outer.span)


def under(text: str, start: int, span: Span, listed: Listed) -> Under:
    """Read what stands under a sum, as `_{i=1}`; `listed` reads subscripts between two places."""
    before, equals, lower = text.strip("_{} ").partition("=")
    opening = start + len(text) - len(text.lstrip("_{ "))
    inside = text.strip("_{} ")
    if _ORDER.search(inside):
        return _order(inside, opening, span, listed)
    if (unlike := _UNLIKE.search(inside)) is not None:
        cuts = (0, unlike.start()), (unlike.end(), len(inside))
        parts = [listed(opening + a, opening + b) if b > a else [] for a, b in cuts]
        if [len(part) for part in parts] != [1, 1]:
            raise GrammarError("sum-bounds", "expected two indices that differ", span, _UNEQUAL)
        return Under(_names(parts[0] + parts[1], span), unequal=True)
    first = lower.strip() if equals else "1"
    if (start_after := _AFTER.match(first)) is not None:
        names = _names(listed(opening, opening + len(before.rstrip()) or 1), span)
        at = start + text.index("=") + 1 + (len(lower) - len(lower.lstrip()))
        (index,) = _names(listed(at, at + 1), span)
        if len(names) == 1 and names[0].base != index.base:
            return Under(names, after=(index, int(start_after.group(2) or 0)))
    if not _FIRST.match(first):
        message = f"a sum starts at a whole number, not at {shown(first)}"
        offer = TURNED if first.isidentifier() or "+" in first else "number the terms from 1"
        raise GrammarError("sum-bounds", message, span, offer)
    found = listed(opening, opening + len(before.rstrip()) or 1)
    return Under(_names(found, span), int(first))


def _names(found: list[Expression], span: Span) -> tuple[Name, ...]:
    names = tuple([name for name in found if isinstance(name, Name) and not name.subscripts])
    if len(names) != len(found):
        raise GrammarError("sum-bounds", "expected the name of an index under the sum", span)
    return names


def _order(inside: str, start: int, span: Span, listed: Listed) -> Under:
    """`i < j`, `1 ≤ i < j ≤ n`, `j > i`."""
    signs = [found.group() for found in _ORDER.finditer(inside)]
    places = [found.span() for found in _ORDER.finditer(inside)]
    starts, ends = [0, *[b for _, b in places]], [*[a for a, _ in places], len(inside)]
    parts = [listed(start + a, start + b) for a, b in zip(starts, ends, strict=True)]
    if any(sign[0] in ">≥" for sign in signs):
        parts.reverse()
        signs = [_TURNED_SIGNS.get(sign, "") for sign in reversed(signs)]
    strict = [sign == "<" for sign in signs]
    if "" in signs or len(parts) > _ORDERS or any(len(part) != 1 for part in parts):
        raise GrammarError("sum-bounds", "this order under a sum is not supported", span, _ENDING)
    row = [part[0] for part in parts]
    counted = isinstance(row[0], Number) and row[0].text == ("0" if strict[0] else "1")
    if counted:
        row, strict = row[1:], strict[1:]
    last = None
    if strict and not strict[-1] and (counted or _is_length(row[-1])):
        last = row.pop()
        strict.pop()
    if not row or any(map(_is_length, row)) or (strict == [] and last is None):
        raise GrammarError("sum-bounds", "this order under a sum is not supported", span, _ENDING)
    return Under(_names(row, span), 1, tuple([-1 if less else 0 for less in strict]), last)


_TURNED_SIGNS = {">": "<", ">=": "<=", "≥": "≤"}


def _is_length(part: Expression) -> bool:
    return not isinstance(part, Name) or part.base in _LENGTHS
