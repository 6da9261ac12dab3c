"""Whether a function is smooth at a point, and its values of a size that numbers can hold.

Asked only where numbers disagree: at a kink or a jump, or where small parts of large sums are
lost, nothing is said by that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.numeric import Evaluation, OutsideDomain, Value, mp, step

_PART = 4  # of the bits: what is larger than 2 to so many loses the rest of a sum with it


class Kink(ArithmeticError):
    """The point is at a kink or a jump."""


class Taken(Protocol):
    """A derivative taken: of which function, by which variable, and what it is."""

    @property
    def function(self) -> Expr:
        """What was differentiated."""

    @property
    def variable(self) -> Symbol:
        """By what."""

    @property
    def result(self) -> Expr:
        """What it is."""


def check_smooth(along: Evaluation, taken: Taken) -> None:
    """Raises Kink at a kink or a jump, and where the derivative jumps."""
    before, behind = (side.value(taken.function) for side in along.around)
    if jumps(before, behind) or bends(before, along.value(taken.function), behind):
        raise Kink
    before, behind = (side.value(taken.result) for side in along.around)
    if jumps(before, behind) or jumps(before, along.value(taken.result)):
        raise Kink


def check_moderate(along: Evaluation) -> None:
    """Raises OutsideDomain where values are too large for sums of them to be exact."""
    if not moderate(along.memo.values()):
        raise OutsideDomain


def jumps(before: Value, behind: Value) -> bool:
    """Whether values on two sides differ by a jump, not by a slope: one 10^14 times as steep."""
    lows, highs = _numbers(before), _numbers(behind)
    bound = _scale(lows, highs) * step() ** (mp.mpf(1) / 4)
    return any(abs(high - low) > bound for low, high in zip(lows, highs, strict=True))


def bends(before: Value, centre: Value, behind: Value) -> bool:
    """Whether the slopes on two sides differ by more than a curve makes them: there is a kink."""
    lows, middles, highs = map(_numbers, (before, centre, behind))
    bound = _scale(lows, highs) * step() ** (mp.mpf(3) / 2)
    sides = zip(lows, middles, highs, strict=True)
    return any(abs(low - 2 * middle + high) > bound for low, middle, high in sides)


def moderate(values: Iterable[Value]) -> bool:
    """Whether no number is so large that little is left of what is added to it."""
    most = mp.mpf(2) ** (mp.prec // _PART)
    return all(abs(number) < most for value in values for number in _numbers(value))


def _numbers(value: Value) -> list[Any]:
    return [a for row in value for a in row] if isinstance(value, list) else [value]


def _scale(lows: list[Any], highs: list[Any]) -> Any:
    return max(1, *map(abs, lows), *map(abs, highs))
