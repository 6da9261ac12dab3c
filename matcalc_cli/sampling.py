"""Random points of the domain of a function, seeded from the input: same input, same points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from random import Random
from typing import Any

from matcalc_cli.effort import effort
from matcalc_cli.expressions import (
    Call,
    Differential,
    Entry,
    Expr,
    IndexedSum,
    Number,
    SizeNumber,
    Symbol,
)
from matcalc_cli.functions import values
from matcalc_cli.functions.structure import UNIT, array_of, entry_unit
from matcalc_cli.functions.unknown import derivative_of
from matcalc_cli.indices import depends_on, subscripts, whole
from matcalc_cli.numeric import FAMILY, Evaluation, OutsideDomain, Value, mp, step
from matcalc_cli.traversal import postorder
from matcalc_grammar.frozen import Frozen

_ATTEMPTS = 120
_USUAL_ATTEMPTS = 60
_USUAL, _MOST = 20_000, 150_000  # multiplications to evaluate everything once
_FARTHEST = 12  # of an entry by its number: larger arrays are not drawn


class NoPoint(Exception):
    """No point of the domain was found."""


class TooLarge(NoPoint):
    """The arrays are too large to be evaluated with many digits."""


class Move(Frozen):
    """A variable moved by `h` times a direction."""

    variable: Symbol
    direction: Value
    h: Any


class Point:
    """A point, and two directions for each variable: `directions`, and `others` for second moves.

    `evaluation(moves)` is the evaluation with variables moved; `along(v)` is the one at the point
    itself in which d(…) is the difference along the direction of v.
    """

    def __init__(self, sampler: Sampler, random: Random, attempt: int) -> None:
        self.sizes = sampler.sizes(random, attempt)
        self._sampler = sampler
        draw = _Draw(random, self.sizes, attempt)
        self._given: dict[Expr, Value] = {s: draw.symbol(s) for s in sampler.symbols}
        families = any(v.indices and not isinstance(v, Entry) for v in sampler.variables)
        free = sampler.free_indices
        self._bound = draw.members(free, min(self._counts())) if families else draw.indices(free)
        self._members = {
            (member.name, numbers): draw.symbol(member)
            for member in sampler.members
            for numbers in product(self._range(member), repeat=len(member.indices))
        }
        direction = draw.tied if sampler.tied else draw.signed
        self.directions = {v: direction(v) for v in sampler.variables}
        self.others = {v: direction(v) for v in sampler.variables}
        self._units = {v: self._unit(v) for v in sampler.variables if isinstance(v, Entry)}
        self._paths = {s: (draw.signed(s), draw.signed(s)) for s in sampler.dependences}
        self._centre = self.evaluation(())
        self._along: dict[Symbol, Evaluation] = {}

    def _unit(self, variable: Entry) -> Value:
        return Evaluation(self.sizes, {}, {}, self._bound).value(entry_unit(variable))

    def _range(self, member: Symbol) -> range:
        """The numbers of the members: those summed over, and more where subscripts are shifted."""
        shift = self._sampler.shifts.get(member.name, 0)
        return range(1 - shift, max(self._counts()) + 1 + shift)

    def _counts(self) -> list[int]:
        """How many terms the sums have."""
        uppers = [n for node in self._sampler.uppers if (n := self._upper(node)) is not None]
        return [FAMILY, *uppers]

    def _upper(self, node: Expr) -> int | None:
        if isinstance(node, SizeNumber):
            return node.size.at(self.sizes)
        value = self._given.get(node, getattr(node, "value", None))
        return None if value is None else int(value)

    def evaluation(self, moves: Sequence[Move]) -> Evaluation:
        """The evaluation at the point with variables moved."""
        given, members = dict(self._given), dict(self._members)
        travelled: dict[Symbol, Any] = {}
        for variable, direction, h in moves:
            if variable.is_scalar:
                travelled[variable] = travelled.get(variable, 0) + h * direction
            if isinstance(variable, Entry):
                given[variable.array] = _moved(
                    given[variable.array], self._units[variable], h * direction
                )
            elif variable.indices:
                numbers = tuple(whole(i, self._bound, self.sizes) for i in variable.indices)
                old = members[variable.name, numbers]
                members[variable.name, numbers] = _moved(old, direction, h)
            else:
                given[variable] = _moved(given[variable], direction, h)
        for symbol, (first, second) in self._paths.items():
            on = self._sampler.dependences[symbol]
            h = travelled.get(on, 0)
            given[symbol] = _moved(_moved(given[symbol], first, h), second, h * h)
            if on in self.directions:
                speed = derivative_of(symbol, on)
                given[speed] = _moved(first, second, 2 * h)
                given[derivative_of(speed, on)] = _moved(second, second, 1)
        return Evaluation(self.sizes, given, members, self._bound)

    def along(self, variable: Symbol) -> Evaluation:
        """The evaluation at the point in which d is the difference along a variable."""
        if variable not in self._along:
            direction = self.directions[variable]
            around = [self.evaluation([Move(variable, direction, h)]) for h in (-step(), step())]
            given, members = self._centre.given, self._centre.members
            self._along[variable] = Evaluation(
                self.sizes, given, members, self._bound, lambda: around
            )
        return self._along[variable]

    def moving(self, directions: Mapping[Symbol, Value]) -> Evaluation:
        """The evaluation at the point in which each dX is a direction."""
        settled: dict[Expr, Value] = {Differential(v): by for v, by in directions.items()}
        centre = self._centre
        return Evaluation(self.sizes, {**centre.given, **settled}, centre.members, self._bound)


def _moved(value: Value, by: Value, h: Any) -> Value:
    if not isinstance(value, list):
        return value + h * by
    return [[a + h * b for a, b in zip(*rows, strict=True)] for rows in zip(value, by, strict=True)]


class Sampler:
    """What has to be drawn for a function: letters, symbols, members of families, directions.

    With `tied`, variables move only in directions that keep their structure.
    """

    def __init__(
        self, function: Expr, variables: Sequence[Symbol],
        dependences: Mapping[Symbol, Symbol], tied: bool = False,
    ) -> None:  # fmt: skip
        self.tied = tied
        nodes = list(postorder(function, *map(array_of, variables)))
        found = [node for node in nodes if isinstance(node, Symbol)]
        bound = {node.index for node in nodes if isinstance(node, IndexedSum)}
        indices = {i for s in (*found, *variables) for i in subscripts(s)}
        indices |= {s for s in found if "index" in s.properties}
        self.function = function
        self.variables = list(dict.fromkeys(variables))
        asked = {i for variable in variables for i in subscripts(variable)}
        asked |= {i for i in indices & bound if depends_on(function, i)}
        self.free_indices = sorted(indices - bound | asked, key=lambda index: index.name)
        self.uppers = [n.upper for n in nodes if isinstance(n, IndexedSum) and n.upper is not None]
        self.members = _by_name(s for s in found if s.indices)
        self.shifts = _shifts(found)
        plain = [
            s for s in (*found, *self.uppers, *dependences.values())
            if isinstance(s, Symbol) and not s.indices and s not in bound | indices
        ]  # fmt: skip
        self.symbols = list(dict.fromkeys(plain))
        self.dependences = {s: on for s, on in dependences.items() if s in self.symbols}
        drawn = (*nodes, *self.uppers)
        self.letters = sorted({letter for node in drawn for letter in _letters(node)})
        entries = [i for v in variables if isinstance(v, Entry) for i in v.indices]
        self.least = max(2, *map(_place, nodes), *map(_number, entries))
        self.evaluated: tuple[Expr, ...] = (function,)

    def sizes(self, random: Random, attempt: int = 0) -> dict[str, int]:
        """A size for each letter, all different, from the least up that every index asks for.

        Where that is too much work (Kronecker products), smaller ones, of which some or all are
        equal. Late attempts draw larger ones too: a function of a skew matrix may need 4 rows.
        Raises TooLarge where every choice is too much.
        """
        least, count = self.least, len(self.letters)
        most = least + count + (2 if attempt > _USUAL_ATTEMPTS else 0)
        usual = random.sample(range(least, most + 1), count)
        smaller = _nearly_least(least, count)
        usual_ones = [(drawn, _USUAL) for drawn in (usual, range(least, least + count), *smaller)]
        for drawn, bound in [*usual_ones, *[(drawn, _MOST) for drawn in smaller]]:
            found = dict(zip(self.letters, drawn, strict=True))
            if effort(self.evaluated, found) <= bound:
                return found
        raise TooLarge

    def point(
        self, random: Random, probe: Sequence[Expr] = (),
        forms: Iterable[tuple[Symbol, Expr]] = (),
    ) -> Point:  # fmt: skip
        """A point at which the function is defined and continuous all around. Raises NoPoint.

        The expressions of `probe` are defined there, and each of `forms` along its variable.
        """
        forms = list(forms)
        self.evaluated = (self.function, *probe, *(form for _, form in forms))
        for attempt in range(_ATTEMPTS if self.least <= _FARTHEST else 0):
            try:
                point = Point(self, random, attempt)
                for variable in self.variables:
                    around = point.along(variable).around
                    _check_continuous(*[side.value(self.function) for side in around])
                    for expr in probe:
                        point.along(variable).value(expr)
                for variable, form in forms:
                    point.along(variable).value(form)
            except (ArithmeticError, ValueError):  # outside the domain, or too near its edge
                continue
            return point
        raise NoPoint


def _check_continuous(before: Value, behind: Value) -> None:
    """Raises OutsideDomain where a function jumps, as step(X) does at an entry tied to be 0.

    A slope is taken for a jump where it is 10^14 times what the values are.
    """
    lows, highs = ([a for row in value for a in row] if isinstance(value, list) else [value]
                   for value in (before, behind))  # fmt: skip
    bound = max(1, *map(abs, lows), *map(abs, highs)) * step() ** (mp.mpf(1) / 4)
    if any(abs(high - low) > bound for low, high in zip(lows, highs, strict=True)):
        raise OutsideDomain


def _nearly_least(least: int, count: int) -> list[list[int]]:
    """Every second size one larger than the least; one of them alone; none."""
    odd = [least + k % 2 for k in range(count)]
    return [odd, *([least + (k == j) for k in range(count)] for j in range(count)), [least] * count]


def _shifts(found: Iterable[Symbol]) -> dict[str, int]:
    """By how much the numbers in subscripts may leave the range of the sums, by family."""
    shifts: dict[str, int] = {}
    for symbol in found:
        parts = [part for index in symbol.indices for part in postorder(index)]
        numbers = [abs(int(part.value)) for part in parts if isinstance(part, Number)]
        shifts[symbol.name] = max([shifts.get(symbol.name, 0), *numbers])
    return shifts


def _by_name(members: Iterable[Symbol]) -> list[Symbol]:
    return list({(m.name, len(m.indices)): m for m in members}.values())


def _place(node: Expr) -> int:
    """The place of a unit vector that is a number, else 0."""
    unit = isinstance(node, Call) and node.function is UNIT
    return _number(node.children[0]) if unit else 0


def _number(index: Expr) -> int:
    value = index.value if isinstance(index, Number) else 0
    return value if isinstance(value, int) else 0


def _letters(node: Expr) -> set[str]:
    letters = {*node.rows.letters(), *node.cols.letters()}
    if isinstance(node, SizeNumber):
        letters.update(node.size.letters())
    if isinstance(node, Call):
        letters.update(letter for size in node.sizes for letter in size.letters())
    return letters


class _Draw:
    """Draws the value of a symbol with its properties; later attempts vary scale and sign."""

    def __init__(self, random: Random, sizes: Mapping[str, int], attempt: int) -> None:
        self._random = random
        self._sizes = sizes
        self._attempt = attempt

    def indices(self, free: Sequence[Symbol]) -> dict[Expr, int]:
        """Places from 1 to 2 for free indices, two that follow each other mostly not alike."""
        if not free:
            return {}
        first, alike = self._random.randint(0, 1), self._random.random() < 0.25
        return {index: 1 + (first + (not alike) * k) % 2 for k, index in enumerate(free)}

    def members(self, free: Sequence[Symbol], count: int) -> dict[Expr, int]:
        """Members of a family of this size, where each letter stands for another one."""
        first = self._random.randint(0, count - 1)
        return {index: 1 + (first + k) % count for k, index in enumerate(free)}

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
        kept = ("diagonal", "symmetric", "skew", "lower", "upper")
        name = next((name for name in kept if name in symbol.properties), None)
        return array if name is None else _STRUCTURED[name](array)

    def symbol(self, symbol: Symbol) -> Value:
        """A value with the symbol's properties."""
        having = symbol.properties
        if "whole" in having:
            return mp.mpf(self._random.randint(2, 4))
        positive = bool(having & {"positive", "nonnegative"})
        scale = 1.0
        if self._attempt > 1:
            positive = positive or self._random.random() < 0.5
            scale = self._random.choice([0.1, 0.3, 1.0, 2.0])
        low = 0.1 * scale if positive else -scale
        away = self._random.choice([0, 0, 0, 2]) if self._attempt > 5 else 0
        array = self._array(symbol, low + away, scale + away)
        if symbol.is_scalar:
            return array[0][0]
        if symbol.is_square and not having & set(_STRUCTURED):
            lift = self._random.choice([0, 0, 1, 3]) if self._attempt > 1 else 0
            array = _moved(array, _unit(len(array)), lift)
        for name in _STRUCTURED:
            if name in having:
                return _STRUCTURED[name](array)
        return array


def _unit(n: int) -> list[list[Any]]:
    return [[mp.mpf(i == j) for j in range(n)] for i in range(n)]


def _where(keep: Any) -> Any:
    return lambda A: [[a if keep(i, j) else mp.mpf(0) for j, a in enumerate(row)]
                      for i, row in enumerate(A)]  # fmt: skip


def _mirrored(sign: int) -> Any:
    return lambda A: [[(A[i][j] + sign * A[j][i]) / 2 for j in range(len(A))]
                      for i in range(len(A))]  # fmt: skip


def _definite(A: Value) -> Value:
    return _moved(_semidefinite(A), _unit(len(A)), 1)


def _semidefinite(A: Value) -> Value:
    return values.product(A, [list(row) for row in zip(*A, strict=True)])


def _orthogonal(A: Value) -> Value:
    """Cayley's map of the skew part: (I - S)(I + S)⁻¹; of half of all draws, a reflection."""
    skew = _mirrored(-1)(A)
    one = _unit(len(A))
    turn = values.product(_moved(one, skew, -1), values.inverse(mp, _moved(one, skew, 1)))
    return turn if A[0][0] > 0 else [[-entry for entry in turn[0]], *turn[1:]]


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
