"""Random points of the domain of a function, seeded from the input: same input, same points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from random import Random
from typing import Any

from matcalc_cli.drawing import MOST_WHOLE, Draw, flipped, moved
from matcalc_cli.effort import effort
from matcalc_cli.expressions import (
    Call,
    Differential,
    Entry,
    Expr,
    IndexedSum,
    Number,
    Power,
    SizeNumber,
    Symbol,
)
from matcalc_cli.functions.structure import UNIT, array_of, entry_unit
from matcalc_cli.functions.unknown import DERIVATIVES, derivative_of
from matcalc_cli.indices import depends_on, subscripts, whole
from matcalc_cli.no_point import AtKinks, NoPoint, TooLarge
from matcalc_cli.numeric import FAMILY, Evaluation, OutsideDomain, Value, step
from matcalc_cli.smoothness import Kink, Taken, check_moderate, check_smooth, jumps
from matcalc_cli.traversal import postorder
from matcalc_grammar.frozen import Frozen

ATTEMPTS = 120
_FEWEST, _USUAL_ATTEMPTS = 12, 60
_KINKS = 24  # points at kinks one after the other, after which there will be no others
_IN_ALL = 400_000  # multiplications of all attempts together
_FURTHER = 8  # beyond the least, and tries of such sizes, where differences must be positive
_IN_ORDER = 3  # attempts that take smaller sizes in one order
_TURNS = 8
_USUAL, _MOST = 20_000, 150_000  # multiplications to evaluate everything once
_ALONE = 8  # of the letters, of which one is larger than the others
_FARTHEST = 12  # of an entry by its number: larger arrays are not drawn


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
        draw = Draw(random, self.sizes, attempt, sampler.farthest)
        self._given: dict[Expr, Value] = {s: draw.symbol(s) for s in sampler.symbols}
        families = any(v.indices and not isinstance(v, Entry) for v in sampler.variables)
        free = sampler.free_indices
        self._bound = (
            draw.members(free, min(self._counts()), sampler.named) if families
            else draw.indices(free)
        )
        self._members = {
            (member.name, numbers): draw.symbol(member)
            for member in sampler.members
            for numbers in product(self._range(member), repeat=len(member.indices))
        }
        direction = draw.tied if sampler.tied else draw.signed
        self.directions = {v: direction(v) for v in sampler.variables}
        self.others = {v: direction(v) for v in sampler.variables}
        self._units = {v: self._unit(v) for v in sampler.variables if isinstance(v, Entry)}
        self._paths = {
            s: [draw.signed(s) for _ in range(DERIVATIVES)] for s in sampler.dependences
        }
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
        uppers = self._sampler.uppers
        plain = [FAMILY, *[n for node in uppers if (n := self._upper(node)) is not None]]
        beyond = [part.value for node in uppers for part in node.children
                  if isinstance(part, Number)]  # fmt: skip
        return [*plain, max(plain) + max([0, *map(int, beyond)])]

    def _upper(self, node: Expr) -> int | None:
        if isinstance(node, SizeNumber):
            return node.size.at(self.sizes)
        if isinstance(node, Symbol) and "whole" in node.properties:
            return MOST_WHOLE
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
                given[variable.array] = moved(
                    given[variable.array], self._units[variable], h * direction
                )
            elif variable.indices:
                numbers = tuple(whole(i, self._bound, self.sizes) for i in variable.indices)
                old = members[variable.name, numbers]
                members[variable.name, numbers] = moved(old, direction, h)
            else:
                given[variable] = moved(given[variable], direction, h)
        for symbol, path in self._paths.items():
            on = self._sampler.dependences[symbol]
            given.update(_along_path(symbol, on, (given[symbol], *path), travelled.get(on, 0)))
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


def _along_path(
    symbol: Symbol, on: Symbol, path: Sequence[Value], h: Any
) -> Iterator[tuple[Expr, Value]]:
    """X = C₀ + C₁ h + C₂ h² + …, and its derivatives, at a place of its path."""
    moving: Expr | None = None
    while path:
        moving = symbol if moving is None else derivative_of(moving, on)
        value = path[-1]
        for coefficient in reversed(path[:-1]):
            value = moved(coefficient, value, h)
        yield moving, value
        path = [moved(each, each, power) for power, each in enumerate(path[1:])]


class Sampler:
    """What has to be drawn for a function: letters, symbols, members of families, directions.

    With `tied`, variables move only in directions that keep their structure. Late points are drawn
    `farthest` times as far from zero.
    """

    farthest = 1.0

    def __init__(
        self, function: Expr, variables: Sequence[Symbol],
        dependences: Mapping[Symbol, Symbol], tied: bool = False,
    ) -> None:  # fmt: skip
        self.tied = tied
        nodes = list(postorder(function, *map(array_of, variables)))
        self.uppers = [n.upper for n in nodes if isinstance(n, IndexedSum) and n.upper is not None]
        in_uppers = postorder(*self.uppers)
        found = [node for node in (*nodes, *in_uppers) if isinstance(node, Symbol)]
        bound = {node.index for node in nodes if isinstance(node, IndexedSum)}
        indices = {i for s in (*found, *variables) for i in subscripts(s)}
        indices |= {s for s in found if "index" in s.properties}
        self.function = function
        self.variables = list(dict.fromkeys(variables))
        asked = {i for variable in variables for i in subscripts(variable)}
        asked |= {i for i in indices & bound if depends_on(function, i)}
        self.free_indices = sorted(indices - bound | asked, key=lambda index: index.name)
        names = {v.name for v in variables if v.indices}
        alike = [s for s in (*variables, *found) if s.name in names]
        self.named = {int(i.value) for s in alike for i in s.indices if isinstance(i, Number)}
        self.members = _by_name(s for s in found if s.indices)
        self.shifts = _shifts(found)
        plain = [
            s for s in (*found, *dependences.values())
            if not s.indices and s not in bound | indices
        ]
        self.symbols = list(dict.fromkeys(plain))
        self.dependences = {s: on for s, on in dependences.items() if s in self.symbols}
        drawn = (*nodes, *in_uppers)
        self.letters = sorted({letter for node in drawn for letter in _letters(node)})
        entries = [i for v in variables if isinstance(v, Entry) for i in v.indices]
        self.least = max(2, *map(_place, nodes), *map(_number, entries))
        spans = dict.fromkeys(size for node in drawn for size in node.shape)
        self.differences = [size for size in spans if "-" in str(size)]
        self.evaluated: tuple[Expr, ...] = (function,)
        self._efforts: dict[tuple[int, ...], int] = {}  # of what is evaluated, by sizes

    def sizes(self, random: Random, attempt: int = 0) -> dict[str, int]:
        """A size for each letter, all different, from the least up that every index asks for.

        Where that is too much work (Kronecker products), smaller ones, of which some or all are
        equal; these are tried in another order each time, as X Xᵀ may ask for a flat X. Late
        attempts draw larger ones too: a function of a skew matrix may need 4 rows.
        Raises TooLarge where every choice is too much.
        """
        least, count = self.least, len(self.letters)
        most = least + count + (2 if attempt > _USUAL_ATTEMPTS else 0)
        usual = random.sample(range(least, most + 1), count)
        rising, smaller = list(range(least, least + count)), _nearly_least(least, count)
        if attempt > _IN_ORDER:
            random.shuffle(rising)
            random.shuffle(smaller)
        if self.differences:
            further = range(least, least + count + _FURTHER)
            smaller += [random.sample(further, count) for _ in range(_FURTHER)]
        choices = [(drawn, _USUAL) for drawn in (usual, rising, *smaller)]
        lowest = self.lowest_effort()
        if lowest > _USUAL:  # nothing takes less, so that these need not be tried
            choices = []
        if lowest <= _MOST:
            choices += [(drawn, _MOST) for drawn in smaller]
        for drawn, bound in choices:
            if self.has_entries(drawn) and self._effort(tuple(drawn)) <= bound:
                return dict(zip(self.letters, drawn, strict=True))
        if choices and not any(self.has_entries(drawn) for drawn, _ in choices):
            raise NoPoint
        raise TooLarge

    def has_entries(self, drawn: Sequence[int]) -> bool:
        """Whether no array is empty, as one of m - n rows is where m ≤ n."""
        if not self.differences:
            return True
        sizes = dict(zip(self.letters, drawn, strict=True))
        return all(size.at(sizes) > 0 for size in self.differences)

    def _attempts(self) -> int:
        """How many points are tried: fewer where each is much work, but never only a few."""
        if self.least > _FARTHEST:
            return 0
        return max(_FEWEST, min(ATTEMPTS, _IN_ALL // max(1, self.lowest_effort())))

    def is_affordable(self, drawn: tuple[int, ...]) -> bool:
        """Whether everything can be evaluated with these sizes for the letters."""
        return self._effort(drawn) <= _MOST

    def lowest_effort(self) -> int:
        """The work of evaluating everything once, with the least sizes."""
        return self._effort((self.least,) * len(self.letters))

    def _effort(self, drawn: tuple[int, ...]) -> int:
        """The work of evaluating everything once, with these sizes for the letters."""
        if drawn not in self._efforts:
            sizes = dict(zip(self.letters, drawn, strict=True))
            self._efforts[drawn] = effort(self.evaluated, sizes)
        return self._efforts[drawn]

    def _check_continuous(
        self, point: Point, variable: Symbol, around: Sequence[Evaluation], random: Random
    ) -> None:
        """Raises OutsideDomain where the function jumps: step(X) at an entry tied to be 0.

        Jumps of several entries may cancel in one direction; where a part of the function has one,
        more directions are tried.
        """
        before, behind = (side.memo for side in around)
        if not any(jumps(before[node], behind[node]) for node in before
                   if node in behind and _may_jump(node)):  # fmt: skip
            return
        for _ in range(_TURNS):
            direction = flipped(random, point.directions[variable])
            sides = [point.evaluation([Move(variable, direction, h)]).value(self.function)
                     for h in (-step(), step())]  # fmt: skip
            if jumps(*sides):
                raise OutsideDomain

    def point(
        self, random: Random, probe: Sequence[Expr] = (),
        forms: Iterable[tuple[Symbol, Expr]] = (), smooth: Iterable[Taken] = (),
        most: int = ATTEMPTS,
    ) -> Point:  # fmt: skip
        """A point at which the function is defined and continuous all around. Raises NoPoint.

        The expressions of `probe` are defined there, and each of `forms` along its variable. With
        `smooth`, these derivatives exist around it, and no value is too large to be exact. No more
        than `most` points are tried. Raises AtKinks where all that were found are at kinks.
        """
        forms = list(forms)
        evaluated = (self.function, *probe, *(form for _, form in forms))
        if evaluated != self.evaluated:
            self.evaluated, self._efforts = evaluated, {}
        most = min(most, self._attempts())
        kinks = 0
        for attempt in range(most):
            if kinks == _KINKS:
                break
            try:
                point = Point(self, random, attempt)
                for variable in self.variables:
                    around = point.along(variable).around
                    for side in around:
                        side.value(self.function)
                    self._check_continuous(point, variable, around, random)
                for taken in smooth:
                    check_smooth(point.along(taken.variable), taken)
                for variable in self.variables:
                    for expr in probe:
                        point.along(variable).value(expr)
                for variable, form in forms:
                    point.along(variable).value(form)
                for taken in smooth:
                    check_moderate(point.along(taken.variable))
            except Kink:
                kinks += 1
            except (ArithmeticError, ValueError):  # outside the domain, or too near its edge
                continue
            else:
                return point
        raise AtKinks if kinks == min(most, _KINKS) else NoPoint


def _may_jump(node: Expr) -> bool:
    """Whether a node may jump where its operands do not."""
    if isinstance(node, Call):
        return node.function.linear is None
    return isinstance(node, (Power, IndexedSum))


def _nearly_least(least: int, count: int) -> list[list[int]]:
    """Every second size one larger than the least; one of the first of them alone; none."""
    odd = [least + k % 2 for k in range(count)]
    alone = ([least + (k == j) for k in range(count)] for j in range(min(count, _ALONE)))
    return [odd, *alone, [least] * count]


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
