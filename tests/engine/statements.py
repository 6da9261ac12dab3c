"""Random well-shaped statements of all kinds, whose derivatives are known from their own values.

`statement(seed, lengths)` is a whole text: declarations, definitions and the query. What it means
is known without the program: every piece of text is made with its own evaluation.
"""

from __future__ import annotations

from random import Random
from typing import Any, NamedTuple

from matcalc_cli.numeric import mp

from . import arrays
from .arrays import Array
from .makers import LETTERS, Fact, Maker
from .pieces import ONE, PROPERTIES, SCALAR, Piece, Shape, World, drawn, space
from .special_makers import TABLES

KINDS = {  # the kind of derivative, and how often
    "gradient by a matrix": 26, "gradient by a vector": 18, "gradient by a scalar": 6,
    "gradient by a structured matrix": 6, "dependence": 4, "tangent": 7, "second tangent": 3,
    "jacobian": 14, "hessian": 9, "mixed derivative": 4, "second derivative by a scalar": 3,
    "gradient by an entry": 3, "tied gradient": 4, "second dependence": 2,
}  # fmt: skip
SECOND = {
    "hessian", "mixed derivative", "second derivative by a scalar", "second tangent",
    "second dependence",
}  # fmt: skip
TIED = {  # the structure that a property ties, with the places whose entries are free
    "symmetric": ("symmetric", lambda i, j: i >= j), "psd": ("symmetric", lambda i, j: i >= j),
    "pd": ("symmetric", lambda i, j: i >= j), "skew": ("skew", lambda i, j: i > j),
    "diagonal": ("diagonal", lambda i, j: i == j), "lower": ("lower", lambda i, j: i >= j),
    "upper": ("upper", lambda i, j: i <= j),
}  # fmt: skip
LAYOUTS = ["numerator", "denominator", "wikipedia-numerator", "wikipedia-denominator"]
SIZES = {"small": (3, 8), "medium": (9, 25), "large": (26, 80)}
_ATTEMPTS = 40
assert TABLES


class Statement(NamedTuple):
    """A statement: its text, its function, what is differentiated by what, and its layout."""

    text: str
    kind: str
    function: Piece
    variables: tuple[str, ...]
    facts: dict[str, Fact]
    on: dict[str, str]  # what depends on a scalar
    layout: str
    maker: Maker
    before: str  # the declarations and definitions
    place: tuple[int, ...] = ()  # of the entry that is differentiated by

    @property
    def tied(self) -> str:
        """The property of the variable whose entries are tied, or ""."""
        return self.facts[self.variables[0]].properties[0] if self.kind == "tied gradient" else ""


class Sample(NamedTuple):
    """A point, directions for the variables, and the derivative of the function along them."""

    world: World
    directions: tuple[Array, ...]
    paths: dict[str, tuple[Array, Array]]  # the first and the second derivative by t
    truth: Array


def statement(seed: int, size: str, kind: str = "") -> Statement:
    """The statement of a seed: its length in nodes lies within those of the size."""
    random = Random(f"{seed} {size} {kind}")
    shortest, longest = SIZES[size]
    while True:
        kind_ = kind or random.choices(list(KINDS), list(KINDS.values()))[0]
        maker = Maker(random.getrandbits(60), kind_ in SECOND)
        function = maker.make(_shape(kind_, random), random.randint(shortest, longest))
        variables = _variables(kind_, function, maker, random)
        if shortest <= function.nodes <= longest and variables:
            return _stated(kind_, function, variables, maker, random)


def _shape(kind: str, random: Random) -> Shape:
    if kind not in ("jacobian", "tangent", "second tangent"):
        return SCALAR
    return random.choice(LETTERS), random.choice([ONE, random.choice(LETTERS)])


def _variables(kind: str, function: Piece, maker: Maker, random: Random) -> tuple[str, ...]:
    """What to differentiate by; () where there is nothing fit for it."""
    found = []
    for name in sorted(function.names):
        shape, properties, family = maker.facts[name]
        if family or "orthogonal" in properties:
            continue
        is_scalar, is_vector = shape == SCALAR, shape != SCALAR and shape[1] == ONE
        fits = {
            "gradient by a matrix": not is_scalar and not is_vector and not properties,
            "gradient by a structured matrix": not is_scalar and not is_vector and properties,
            "gradient by a vector": is_vector, "gradient by a scalar": is_scalar,
            "dependence": not is_scalar, "second dependence": not is_scalar,
            "gradient by an entry": not is_scalar and not properties,
            "tied gradient": bool(properties) and properties[0] in TIED,
            "tangent": is_scalar, "second tangent": is_scalar,
            "second derivative by a scalar": is_scalar,
        }.get(kind, not is_scalar and (is_vector or random.random() < 0.4))  # fmt: skip
        if fits:
            found.append(name)
    if kind == "mixed derivative":
        return tuple(random.sample(found, 2)) if len(found) > 1 else ()
    if not found:
        return ()
    name = random.choice(found)
    return (name, name) if kind in SECOND else (name,)


def _stated(
    kind: str, function: Piece, variables: tuple[str, ...], maker: Maker, random: Random
) -> Statement:
    lines = []
    for name, (shape, properties, family) in maker.facts.items():
        sign = "_i" if family else ""
        lines.append(" ".join([f"{name}{sign} in {space(shape)}", *properties]))
    for name, argument in maker.unknown.items():
        lines.append(f"{name}: {space(argument)} -> R")
    on = {}
    if kind in ("dependence", "second dependence"):
        on = dict.fromkeys(variables, "t")
        lines += [f"{name} depends on t" for name in variables]
        variables = ("t",) * len(variables)
    place: tuple[int, ...] = ()
    if kind == "gradient by an entry":
        sides = 1 if maker.facts[variables[0]].shape[1] == ONE else 2
        place = tuple(random.randint(1, 2) for _ in range(sides))
    layout = random.choice(LAYOUTS) if random.random() < 0.4 else "numerator"
    query = f"{_head(variables, place, random)} ({function.text})"
    before = "; ".join([*lines, *maker.definitions])
    text = "; ".join([*lines, *maker.definitions, query])
    if random.random() < 0.1 and not (maker.unknown or maker.definitions or on):
        text = f"{query} where {', '.join(lines)}"
    return Statement(
        text, kind, function, variables, maker.facts, on, layout, maker, before, place
    )  # fmt: skip


def _head(variables: tuple[str, ...], place: tuple[int, ...], random: Random) -> str:
    first, last = variables[0], variables[-1]
    if place:
        return f"d/d{first}_{{{','.join(map(str, place))}}}"
    if len(variables) == 1:
        return random.choice([f"d/d{first}", f"grad_{first}" if len(first) == 1 else f"d/d{first}"])
    if first != last:
        return random.choice([f"d/d{first} d/d{last}", f"d^2/d{first} d{last}"])
    return random.choice([f"d/d{first} d/d{first}", f"d^2/d{first}^2"])


def sample(asked: Statement, random: Random) -> Sample | None:
    """A point of the domain with the derivative there by differences; None where none is found."""
    for attempt in range(_ATTEMPTS):
        world = asked.maker.world(random, attempt)
        world.values.setdefault("t", arrays.scalar(mp.mpf(1) / 3))
        directions = tuple(_towards(asked, world.values[name], random) for name in asked.variables)
        paths = {
            name: (_along(asked, name, world, random), _along(asked, name, world, random))
            for name in asked.on
        }
        try:
            arrays.finite(asked.function.value(world))
            truth = _difference(asked, world, directions, paths)
        except (ArithmeticError, ValueError, RuntimeError, TypeError):
            continue
        return Sample(world, directions, paths, truth)
    return None


def step() -> Any:
    """The step of differences: a quarter of the digits."""
    return mp.mpf(10) ** -(mp.dps // 4)


def _towards(asked: Statement, value: Array, random: Random) -> Array:
    """A direction for the variable: any, one that keeps a structure, or that of one entry."""
    if asked.place:
        i, j = (*asked.place, 1)[:2]
        return [[mp.mpf((row, col) == (i, j)) for col, _ in enumerate(entries, 1)]
                for row, entries in enumerate(value, 1)]  # fmt: skip
    direction = _direction(value, random)
    return PROPERTIES[TIED[asked.tied][0]](direction) if asked.tied else direction


def _along(asked: Statement, name: str, world: World, random: Random) -> Array:
    """A direction of what depends on t, which stays symmetric, skew or triangular all along."""
    direction = _direction(world.values[name], random)
    for property_ in asked.facts[name][1]:
        if property_ in TIED:
            direction = PROPERTIES[TIED[property_][0]](direction)
    return direction


def _direction(value: Array, random: Random) -> Array:
    return drawn(random, len(value), len(value[0]))


def _difference(
    asked: Statement, world: World, directions: tuple[Array, ...],
    paths: dict[str, tuple[Array, Array]],
) -> Array:  # fmt: skip
    """The central difference along one direction, or the mixed one along two."""
    moves: list[tuple[Any, ...]] = [(1,), (-1,)]
    if len(directions) == 2:
        moves = [(1, 1), (-1, -1), (1, -1), (-1, 1)]
    values = []
    for signs in moves:
        moved = dict(world.values)
        for name, direction, sign in zip(asked.variables, directions, signs, strict=True):
            by = arrays.scaled(sign * step(), direction)
            moved[name] = arrays.added(moved[name], by)
        for symbol, (first, second) in paths.items():
            time = moved["t"][0][0] - world.values["t"][0][0]
            along = arrays.added(arrays.scaled(time, first), arrays.scaled(time**2 / 2, second))
            moved[symbol] = arrays.added(moved[symbol], along)
        values.append(arrays.finite(asked.function.value(world._replace(values=moved))))
    if len(directions) == 1:
        slope = arrays.scaled(1 / (2 * step()), arrays.subtracted(*values))
        return arrays.finite(slope)  # at a jump it is not
    same, other = arrays.added(*values[:2]), arrays.added(*values[2:])
    return arrays.finite(arrays.scaled(1 / (4 * step() ** 2), arrays.subtracted(same, other)))
