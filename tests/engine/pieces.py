"""Pieces of random statements: text with its shape, and its value by definitions of our own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any, NamedTuple

from matcalc_cli.numeric import mp

from . import arrays
from .arrays import Array

Size = tuple[str, ...]  # a product of letters; () is 1
Shape = tuple[Size, Size]
ONE: Size = ()
SCALAR: Shape = (ONE, ONE)
SUM, ENTRYWISE, PRODUCT, POSTFIX, ATOM = range(5)  # how tightly a text binds


class World(NamedTuple):
    """A point: sizes of letters, values of symbols and of members of families, indices."""

    sizes: Mapping[str, int]
    values: Mapping[str, Array]
    members: Mapping[tuple[str, int], Array]
    indices: Mapping[str, int]

    def size(self, size: Size) -> int:
        """How many a size is."""
        found = 1
        for letter in size:
            found *= self.sizes[letter]
        return found

    def at(self, index: str, place: int) -> World:
        """The same point with an index bound."""
        return self._replace(indices={**self.indices, index: place})


class Piece(NamedTuple):
    """A text of a shape: `level` its binding, `nodes` its length, `names` the symbols in it."""

    text: str
    shape: Shape
    level: int
    nodes: int
    names: frozenset[str]
    value: Callable[[World], Array]

    @property
    def atom(self) -> str:
        """The text, in brackets where it does not stand by itself."""
        return self.text if self.level == ATOM else f"({self.text})"

    @property
    def factor(self) -> str:
        """The text as a factor of a product."""
        return self.text if self.level >= PRODUCT else f"({self.text})"

    @property
    def apart(self) -> str:
        """The text as it may stand between the bars of a norm."""
        return f"({self.text})" if "||" in self.text else self.text


def named(name: str, shape: Shape) -> Piece:
    return Piece(name, shape, ATOM, 1, frozenset([name]), lambda world: world.values[name])


def made(text: str, shape: Shape, level: int, value: Callable[..., Array], *parts: Piece,
         nodes: int = 1) -> Piece:  # fmt: skip
    """A piece of parts: `value` takes their values."""
    names = frozenset().union(*[part.names for part in parts])

    def of(world: World) -> Array:
        return arrays.measurable(value(*[part.value(world) for part in parts]))

    return Piece(text, shape, level, nodes + sum(part.nodes for part in parts), names, of)


def size_text(size: Size) -> str:
    return "*".join(size) if size else "1"


def space(shape: Shape) -> str:
    """Where a symbol of a shape lives."""
    rows, cols = shape
    if shape == SCALAR:
        return "R"
    if cols == ONE:
        return f"R^{{{size_text(rows)}}}"
    return f"R^{{{size_text(rows)} x {size_text(cols)}}}"


def number(random: Random, low: float, high: float) -> Any:
    return low + (high - low) * mp.mpf(random.getrandbits(64)) / 2**64


def drawn(random: Random, rows: int, cols: int, low: float = -1, high: float = 1) -> Array:
    return [[number(random, low, high) for _ in range(cols)] for _ in range(rows)]


PROPERTIES: dict[str, Callable[[Array], Array]] = {
    "symmetric": lambda A: arrays.scaled(mp.mpf(1) / 2, arrays.added(A, arrays.turned(A))),
    "skew": lambda A: arrays.subtracted(A, arrays.turned(A)),
    "diagonal": lambda A: arrays.triangle(A, lambda i, j: i == j),
    "lower": lambda A: arrays.triangle(A, lambda i, j: i >= j),
    "upper": lambda A: arrays.triangle(A, lambda i, j: i <= j),
    "psd": lambda A: arrays.product(A, arrays.turned(A)),
    "pd": lambda A: arrays.added(arrays.product(A, arrays.turned(A)), arrays.identity(len(A))),
    "orthogonal": lambda A: _turn(arrays.subtracted(A, arrays.turned(A))),
    "invertible": lambda A: A,
}  # fmt: skip


def _turn(S: Array) -> Array:
    one = arrays.identity(len(S))
    return arrays.product(arrays.subtracted(one, S), arrays.inverse(arrays.added(one, S)))

