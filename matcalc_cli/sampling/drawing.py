"""Random values for symbols: with their properties, and directions in which they move."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from random import Random
from typing import Any

from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.functions import values
from matcalc_cli.functions.unknown import KEPT
from matcalc_cli.numeric import OutsideDomain, Value, mp

MOST_WHOLE = 4  # of what stands for a whole number


class Draw:
    """Draws the value of a symbol with its properties; later attempts vary scale and sign.

    The late ones reach `farthest` times as far.
    """

    def __init__(
        self, random: Random, sizes: Mapping[str, int], attempt: int, farthest: float = 1
    ) -> None:
        self._random = random
        self._sizes = sizes
        self._attempt = attempt
        self._farthest = farthest

    def indices(self, free: Sequence[Symbol]) -> dict[Expr, int]:
        """Places from 1 to 2 for free indices, two that follow each other mostly not alike."""
        if not free:
            return {}
        first, alike = self._random.randint(0, 1), self._random.random() < 0.25
        return {index: 1 + (first + (not alike) * k) % 2 for k, index in enumerate(free)}

    def members(
        self, free: Sequence[Symbol], count: int, named: Collection[int] = ()
    ) -> dict[Expr, int]:
        """Members of a family of this size, where each letter stands for another one.

        None of them is one of those named by their numbers, if there are others.
        """
        every = range(1, count + 1)
        left = [number for number in every if number not in named] or list(every)
        first = self._random.randint(0, len(left) - 1)
        return {index: left[(first + k) % len(left)] for k, index in enumerate(free)}

    def _array(self, symbol: Symbol, low: float, high: float) -> list[list[Any]]:
        rows, cols = symbol.rows.at(self._sizes), symbol.cols.at(self._sizes)
        (least, over), (width, under) = low.as_integer_ratio(), (high - low).as_integer_ratio()
        # low + (high - low) bits / 2⁶⁴ in whole numbers, over the power of 2 under all of it
        power = max(over, under).bit_length() - 1 + 64
        least, width = (least << power) // over, (width << power - 64) // under
        bits, number = self._random.getrandbits, mp.mpf
        return [
            [number((least + width * bits(64), -power)) for _ in range(cols)] for _ in range(rows)
        ]  # fmt: skip

    def signed(self, symbol: Symbol) -> Value:
        """A direction: entries of both signs, no structure."""
        array = self._array(symbol, -1, 1)
        return array[0][0] if symbol.is_scalar else array

    def tied(self, symbol: Symbol) -> Value:
        """A direction in which the symbol keeps its structure."""
        array = self.signed(symbol)
        kept = symbol.properties & KEPT
        name = next((name for name in _STRUCTURED if name in kept), None)
        return array if name is None else _STRUCTURED[name](array)

    def symbol(self, symbol: Symbol) -> Value:
        """A value with the symbol's properties."""
        having = symbol.properties
        if "whole" in having:
            return self._whole(symbol)
        positive = bool(having & {"positive", "nonnegative"})
        scale = 1.0
        if self._attempt > 1:
            positive = positive or self._random.random() < 0.5
            scale = self._random.choice([0.1, 0.3, 1.0, 2.0])
        if self._attempt > 5 and self._farthest > 1:
            scale = self._farthest * self._random.choice([0.5, 1.0])
        low = 0.1 * scale if positive else -scale
        away = self._random.choice([0, 0, 0, 2]) if self._attempt > 5 else 0
        array = self._array(symbol, low + away, scale + away)
        if symbol.is_scalar:
            return array[0][0]
        if symbol.is_square and not having & set(_STRUCTURED):
            lift = self._random.choice([0, 0, 1, 3]) if self._attempt > 1 else 0
            array = moved(array, _unit(len(array)), lift)
        shape = next((shape for names, shape in _TOGETHER if having.issuperset(names)), None)
        if shape is not None:
            return shape(array)
        return next((_STRUCTURED[name](array) for name in _STRUCTURED if name in having), array)

    def _whole(self, symbol: Symbol) -> Value:
        """Whole numbers from 2 on; those of an array are few, as they may be added."""
        if symbol.is_scalar:
            return mp.mpf(self._random.randint(2, MOST_WHOLE))
        rows, cols = symbol.rows.at(self._sizes), symbol.cols.at(self._sizes)
        return [[mp.mpf(self._random.randint(1, 2)) for _ in range(cols)] for _ in range(rows)]


def _unit(n: int) -> list[list[Any]]:
    return [[mp.mpf(i == j) for j in range(n)] for i in range(n)]


def _where(keep: Any) -> Any:
    return lambda A: [[a if keep(i, j) else mp.mpf(0) for j, a in enumerate(row)]
                      for i, row in enumerate(A)]  # fmt: skip


def _mirrored(sign: int) -> Any:
    return lambda A: [[(A[i][j] + sign * A[j][i]) / 2 for j in range(len(A))]
                      for i in range(len(A))]  # fmt: skip


def _definite(A: Value) -> Value:
    return moved(_semidefinite(A), _unit(len(A)), 1)


def _semidefinite(A: Value) -> Value:
    return values.product(A, [list(row) for row in zip(*A, strict=True)])


def _orthogonal(A: Value) -> Value:
    """Cayley's map of the skew part: (I - S)(I + S)⁻¹; of half of all draws, a reflection."""
    skew = _mirrored(-1)(A)
    one = _unit(len(A))
    turn = values.product(moved(one, skew, -1), values.inverse(mp, moved(one, skew, 1)))
    return turn if A[0][0] > 0 else [[-entry for entry in turn[0]], *turn[1:]]


def _none(A: Value) -> Value:
    raise OutsideDomain


def _reflection(A: Value) -> Value:
    """I - 2 v vᵀ / vᵀ v for the first column v, or its negative: symmetric and orthogonal."""
    v = [row[0] for row in A]
    sign, square = (1 if A[0][-1] > 0 else -1), sum(entry * entry for entry in v)
    return [[sign * ((i == j) - 2 * v[i] * v[j] / square) for j in range(len(v))]
            for i in range(len(v))]  # fmt: skip


def _quarter_turns(A: Value) -> Value:
    """Q J Qᵀ for quarter turns J of pairs of coordinates: skew and orthogonal."""
    n = len(A)
    if n % 2:
        raise OutsideDomain
    Q = _orthogonal(A)
    J = [[mp.mpf((j - i) * (i // 2 == j // 2)) for j in range(n)] for i in range(n)]
    return values.product(values.product(Q, J), [list(row) for row in zip(*Q, strict=True)])


def _on_diagonal(of: Any) -> Any:
    return lambda A: [[mp.mpf(of(a)) if i == j else mp.mpf(0) for j, a in enumerate(row)]
                      for i, row in enumerate(A)]  # fmt: skip


# What has two of the structures at once; of the first that fits.
_TOGETHER = (
    ({"pd", "skew"}, _none), ({"symmetric", "skew", "invertible"}, _none),
    ({"orthogonal", "psd"}, lambda A: _unit(len(A))),
    ({"symmetric", "skew"}, _on_diagonal(lambda a: 0)),
    ({"orthogonal", "diagonal"}, _on_diagonal(mp.sign)),
    ({"orthogonal", "symmetric"}, _reflection),
    ({"orthogonal", "skew"}, _quarter_turns),
    ({"psd", "diagonal"}, _on_diagonal(abs)),
)
_STRUCTURED = {
    "pd": _definite,
    "psd": _semidefinite,
    "diagonal": _where(lambda i, j: i == j),
    "symmetric": _mirrored(1),
    "skew": _mirrored(-1),
    "orthogonal": _orthogonal,
    "lower": _where(lambda i, j: i >= j),
    "upper": _where(lambda i, j: i <= j),
}


def moved(value: Value, by: Value, h: Any) -> Value:
    """value + h by, of numbers or of arrays."""
    if not isinstance(value, list):
        return value + h * by
    return [[a + h * b for a, b in zip(*rows, strict=True)] for rows in zip(value, by, strict=True)]


def flipped(random: Random, direction: Value) -> Value:
    """A direction with some signs changed."""
    if not isinstance(direction, list):
        return direction
    return [[a if random.random() < 0.5 else -a for a in row] for row in direction]
