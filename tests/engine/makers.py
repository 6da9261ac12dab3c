"""Random well-shaped pieces of text, each made with the value that it has."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from matcalc_cli.numeric import mp

from . import arrays
from .pieces import (
    ATOM,
    ENTRYWISE,
    ONE,
    POSTFIX,
    PRODUCT,
    PROPERTIES,
    SCALAR,
    SUM,
    Piece,
    Shape,
    Size,
    World,
    drawn,
    made,
    named,
    size_text,
)

LETTERS: list[Size] = [("m",), ("n",), ("p",)]
SCALARS = ["a", "b", "c", "s", "alpha", "lambda"]
VECTORS = ["x", "y", "z", "u", "v", "w", "mu", "beta", "q"]
MATRICES = ["A", "B", "C", "X", "Y", "Z", "W", "P", "Q", "S", "L", "Sigma", "Theta"]
Build = Callable[["Maker", Shape, int], Piece | None]
Table = dict[str, tuple[int, Build]]  # by name, how often


class Fact(NamedTuple):
    """A declared symbol: its shape, its properties, and whether it is a family `x_i`."""

    shape: Shape
    properties: tuple[str, ...] = ()
    family: bool = False


class Maker:
    """Makes one statement; every choice comes from one seeded source."""

    def __init__(self, seed: int, second: bool = False) -> None:
        self.random = Random(seed)
        self.second = second  # what has no second derivative is left out
        self.facts: dict[str, Fact] = {}
        self.unknown: dict[str, Shape] = {}
        self.definitions: list[str] = []
        self.defined: list[Piece] = []
        self.taken: set[str] = set()  # names of definitions
        self.indices: list[tuple[str, Size | None]] = []  # bound ones, with the size they run over
        self.whole: set[str] = set()  # names of whole numbers
        self.observations = self.random.choice([None, None, *LETTERS])  # how many, if it is told

    def make(self, shape: Shape, budget: int) -> Piece:
        """A piece of a shape, of about `budget` nodes."""
        if budget <= 1:
            return self.leaf(shape)
        choices = [entry for table in self._tables(shape) for entry in table.values()]
        while True:
            build = self.random.choices([c[1] for c in choices], [c[0] for c in choices])[0]
            piece = build(self, shape, budget - 1)
            if piece is not None:
                return piece

    def _tables(self, shape: Shape) -> list[Table]:
        """The tables of what has a shape."""
        rows, cols = shape
        if shape == SCALAR:
            return [OF_SCALARS, TABLES["scalars"]]
        tables = [OF_ARRAYS, TABLES["arrays"]]
        tables += [TABLES["vectors"]] if cols == ONE else []
        return [*tables, TABLES["squares"]] if rows == cols else tables

    def split(self, budget: int) -> tuple[int, int]:
        """A budget for each of two parts."""
        first = self.random.randint(1, max(1, budget - 1))
        return first, max(1, budget - first)

    def size(self) -> Size:
        """A letter, or seldom a product of two."""
        if self.random.random() < 0.03:
            return tuple(sorted(self.random.sample("mnp", 2)))
        return self.random.choice(LETTERS)

    def symbol(self, shape: Shape, properties: tuple[str, ...] = ()) -> Piece:
        """A symbol that there is, or a new one."""
        fits = [name for name, fact in self.facts.items()
                if fact.shape == shape and not fact.family
                and set(properties) <= set(fact.properties)]  # fmt: skip
        if fits and self.random.random() < 0.7:
            return named(self.random.choice(fits), shape)
        free = self.free(shape)
        if not free:
            return named(self.random.choice(fits), shape) if fits else self.constant(shape)
        if shape[0] == shape[1] != ONE and not properties and self.random.random() < 0.3:
            properties = (self.random.choice(list(PROPERTIES)),)
        if shape[1] == ONE and not properties and self.random.random() < 0.1:
            properties = ("positive",)
        return self.new(self.random.choice(free), shape, properties)

    def new(self, name: str, shape: Shape, properties: tuple[str, ...] = ()) -> Piece:
        """A symbol declared."""
        self.facts[name] = Fact(shape, properties)
        return named(name, shape)

    def free(self, shape: Shape) -> list[str]:
        """Names that are free for symbols of a shape."""
        names = SCALARS if shape == SCALAR else VECTORS if shape[1] == ONE else MATRICES
        return [name for name in names if name not in self.facts and name not in self.taken]

    def constant(self, shape: Shape) -> Piece:
        """Ones of a shape, or a number."""
        rows, cols = shape
        if shape == SCALAR:
            whole = self.random.randint(2, 5)
            return made(str(whole), SCALAR, ATOM, lambda: arrays.scalar(mp.mpf(whole)))
        sizes = ", ".join(map(size_text, shape[: 1 if cols == ONE else 2]))
        return Piece(f"ones({sizes})", shape, ATOM, 1, frozenset(),
                     lambda world: arrays.filled(world.size(rows), world.size(cols)))  # fmt: skip

    def leaf(self, shape: Shape) -> Piece:
        """A symbol, its transpose, an entry, a constant."""
        rows, cols = shape
        chance = self.random.random()
        defined = [piece for piece in self.defined if piece.shape == shape]
        if defined and self.random.random() < 0.5:
            return self.random.choice(defined)
        if shape == SCALAR:
            return self._number(chance)
        if cols != ONE and (rows == ONE or chance < 0.2):
            turned = self.symbol((cols, rows))
            return made(f"{turned.atom}^T", shape, POSTFIX, arrays.turned, turned)
        if rows == cols and chance > 0.9:
            return Piece(f"I({'*'.join(rows)})", shape, ATOM, 1, frozenset(),
                         lambda world: arrays.identity(world.size(rows)))  # fmt: skip
        return self.constant(shape) if chance > 0.85 else self.symbol(shape)

    def _number(self, chance: float) -> Piece:
        entry = self.indices and chance < 0.6
        if entry:
            return self._entry(*self.random.choice(self.indices))
        letters = [size[0] for fact in self.facts.values() for size in fact.shape if size]
        if chance < 0.1 and letters:
            letter = self.random.choice(letters)  # declared: it is a size
            return Piece(letter, SCALAR, ATOM, 1, frozenset(),
                         lambda world: arrays.scalar(mp.mpf(world.sizes[letter])))  # fmt: skip
        if chance < 0.25:
            return self.constant(SCALAR)
        return self.symbol(SCALAR)

    def _entry(self, index: str, size: Size | None) -> Piece:
        """An entry of a vector, or a member of a family of numbers."""
        if size is None or (size == self.observations and self.random.random() < 0.4):
            return self.member(index, SCALAR)
        vector = self.symbol((size, ONE))
        return Piece(f"{vector.text}_{index}", SCALAR, ATOM, 1, vector.names,
                     lambda world: [vector.value(world)[world.indices[index] - 1]])  # fmt: skip

    def member(self, index: str, shape: Shape) -> Piece:
        """A member of a family."""
        fits = [name for name, fact in self.facts.items() if fact.family and fact.shape == shape]
        free = [name for name in self.free(shape) if len(name) == 1]
        name = self.random.choice(fits or free)
        self.facts.setdefault(name, Fact(shape, (), True))
        return Piece(f"{name}_{index}", shape, ATOM, 1, frozenset([name]),
                     lambda world: world.members[name, world.indices[index]])  # fmt: skip

    def world(self, random: Random, attempt: int) -> World:
        """A point; later attempts vary the scale and the sign of what is drawn."""
        sizes = dict(zip("mnp", random.sample([2, 3, 4], 3), strict=True))
        empty = World(sizes, {}, {}, {})
        scale = 1 if attempt == 0 else random.choice([0.1, 0.3, 1, 2])
        values, members = {}, {}
        for name, fact in self.facts.items():
            low = 0.1 if "positive" in fact.properties or attempt % 3 == 2 else -1
            rows, cols = map(empty.size, fact.shape)
            for place in range(1, 5):
                value = drawn(random, rows, cols, low * scale, scale)
                for having in fact.properties:
                    value = PROPERTIES[having](value) if having in PROPERTIES else value
                members[name, place] = value
            values[name] = members[name, 1]
        values |= {name: arrays.scalar(mp.mpf(random.randint(2, 4))) for name in self.whole}
        return World(sizes, values, members, {})


def _sum(maker: Maker, shape: Shape, budget: int) -> Piece:
    first, second = maker.split(budget)
    A, B = maker.make(shape, first), maker.make(shape, second)
    if maker.random.random() < 0.5:
        return made(f"{A.text} + {B.factor}", shape, SUM, arrays.added, A, B)
    return made(f"{A.text} - {B.factor}", shape, SUM, arrays.subtracted, A, B)


def _product(maker: Maker, shape: Shape, budget: int) -> Piece:
    first, second = maker.split(budget)
    outer = ONE not in shape and maker.random.random() < 0.15
    inside = ONE if outer else maker.size()
    A, B = maker.make((shape[0], inside), first), maker.make((inside, shape[1]), second)
    return made(f"{A.factor} {B.factor}", shape, PRODUCT, arrays.product, A, B)


def _scaled(maker: Maker, shape: Shape, budget: int) -> Piece:
    first, second = maker.split(budget)
    c, A = maker.make(SCALAR, first), maker.make(shape, second)
    if maker.random.random() < 0.3 and c.level == ATOM:
        safe = made(f"2 + exp({c.text})", SCALAR, SUM,
                    lambda v: arrays.scalar(2 + mp.exp(v[0][0])), c, nodes=2)  # fmt: skip
        return made(f"{A.factor} / ({safe.text})", shape, PRODUCT,
                    lambda v, w: arrays.scaled(1 / w[0][0], v), A, safe)  # fmt: skip
    sign = "*" if A.factor[0].isdigit() else " "
    return made(f"{c.atom}{sign}{A.factor}", shape, PRODUCT, arrays.product, c, A)


def _negative(maker: Maker, shape: Shape, budget: int) -> Piece:
    A = maker.make(shape, budget)
    return made(f"-{A.factor}", shape, SUM, lambda v: arrays.scaled(-1, v), A)


def _hadamard(maker: Maker, shape: Shape, budget: int) -> Piece:
    first, second = maker.split(budget)
    A, B = maker.make(shape, first), maker.make(shape, second)
    multiplied = arrays.each
    return made(f"{A.atom} .* {B.atom}", shape, ENTRYWISE,
                lambda v, w: multiplied(lambda a, b: a * b, v, w), A, B)  # fmt: skip


def _transposed(maker: Maker, shape: Shape, budget: int) -> Piece:
    A = maker.make((shape[1], shape[0]), budget)
    return made(f"{A.atom}^T", shape, POSTFIX, arrays.turned, A)


def _member(maker: Maker, shape: Shape, budget: int) -> Piece | None:
    """A member of a family, under a sum over all of its members."""
    families = [index for index, size in maker.indices if size == maker.observations]
    if not families or shape[1] != ONE or shape[0] not in LETTERS:
        return None
    return maker.member(maker.random.choice(families), shape)


def _summed(maker: Maker, shape: Shape, budget: int) -> Piece | None:
    """A sum over the entries of vectors, or over all members of families."""
    if maker.indices or budget < 3:
        return None
    over = maker.observations if maker.random.random() < 0.5 else maker.random.choice(LETTERS)
    maker.indices.append(("i", over))
    body = maker.make(shape, budget - 1)
    maker.indices.pop()
    members = {name for name in body.names if maker.facts[name].family}
    if "_i" not in body.text or (over is None and not members):
        return None
    head = "sum_i" if over is None else f"sum_{{i=1}}^{over[0]}"

    def value(world: World) -> arrays.Array:
        count = 3 if over is None else world.size(over)
        found = body.value(world.at("i", 1))
        for place in range(2, count + 1):
            found = arrays.added(found, body.value(world.at("i", place)))
        return found

    text = f"{head} {body.atom}"
    return Piece(text, shape, PRODUCT, body.nodes + 1, body.names, value)


def _defined(maker: Maker, shape: Shape, budget: int) -> Piece | None:
    """A name for a piece, defined before the query."""
    free = maker.free(shape)
    if maker.indices or len(maker.definitions) > 2 or not free:
        return None
    name = maker.random.choice(free)
    maker.taken.add(name)
    body = maker.make(shape, budget)
    if not body.names:
        return None
    maker.definitions.append(f"{name} = {body.text}")
    maker.defined.append(body._replace(text=name, level=ATOM))
    return maker.defined[-1]


OF_ARRAYS: Table = {
    "sum": (14, _sum), "product": (22, _product), "scaled": (6, _scaled),
    "negative": (2, _negative), "hadamard": (8, _hadamard), "transposed": (5, _transposed),
    "member": (6, _member), "summed": (2, _summed), "defined": (2, _defined),
}  # fmt: skip
OF_SCALARS: Table = {
    "sum": (14, _sum), "scaled": (12, _scaled), "negative": (2, _negative),
    "summed": (5, _summed), "defined": (1, _defined),
}  # fmt: skip
TABLES: dict[str, Table] = {}  # of the functions, entered by `function_makers`
