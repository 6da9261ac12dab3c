"""Whether a function is smooth at a point, and its values of a size that numbers can hold.

Asked only where numbers disagree: at a kink or a jump, or where small parts of large sums are
lost, nothing is said by that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from matcalc_cli.numeric import Value, mp, step

_PART = 4  # of the bits: what is larger than 2 to so many loses the rest of a sum with it


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
