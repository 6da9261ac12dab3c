"""Random points of the domain of a function, seeded from the input: same input, same points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random

from matcalc_cli.expressions import Call, Expr, IndexedSum, Power, Symbol
from matcalc_cli.numeric import UNDEFINED, Evaluation, OutsideDomain, step
from matcalc_cli.sampling.drawing import Draw, flipped
from matcalc_cli.sampling.effort import effort
from matcalc_cli.sampling.no_point import AtKinks, NoPoint, TooLarge
from matcalc_cli.sampling.points import Move, Point
from matcalc_cli.sampling.smoothness import Kink, Taken, check_moderate, check_smooth, jumps
from matcalc_cli.sampling.variates import Variates

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


class Sampler:
    """Draws points of the domain of a function.

    With `tied`, variables move only in directions that keep their structure. Late points are drawn
    `farthest` times as far from zero.
    """

    farthest = 1.0

    def __init__(
        self, function: Expr, variables: Sequence[Symbol],
        dependences: Mapping[Symbol, Symbol], tied: bool = False,
    ) -> None:  # fmt: skip
        self.function = function
        self.tied = tied
        self.variates = Variates(function, variables, dependences)
        self.evaluated: tuple[Expr, ...] = (function,)
        self._efforts: dict[tuple[int, ...], int] = {}  # of what is evaluated, by sizes

    def drawn(self, random: Random, attempt: int) -> Point:
        """A point, whether or not it is in the domain. Raises NoPoint."""
        sizes = self.sizes(random, attempt)
        draw = Draw(random, sizes, attempt, self.farthest)
        return Point(self.variates, sizes, draw, self.tied)

    def sizes(self, random: Random, attempt: int = 0) -> dict[str, int]:
        """A size for each letter, all different, from the least up that every index asks for.

        Where that is too much work (Kronecker products), smaller ones, of which some or all are
        equal; these are tried in another order each time, as X Xᵀ may ask for a flat X. Late
        attempts draw larger ones too: a function of a skew matrix may need 4 rows.
        Raises TooLarge where every choice is too much.
        """
        least, count = self.variates.least, len(self.variates.letters)
        most = least + count + (2 if attempt > _USUAL_ATTEMPTS else 0)
        usual = random.sample(range(least, most + 1), count)
        rising, smaller = list(range(least, least + count)), _nearly_least(least, count)
        if attempt > _IN_ORDER:
            random.shuffle(rising)
            random.shuffle(smaller)
        if self.variates.differences:
            further = range(least, least + count + _FURTHER)
            smaller += [random.sample(further, count) for _ in range(_FURTHER)]
        choices = [(drawn, _USUAL) for drawn in (usual, rising, *smaller)]
        lowest = self.lowest_effort()
        if lowest > _USUAL:  # nothing takes less, so that these need not be tried
            choices = []
        if lowest <= _MOST:
            choices += [(drawn, _MOST) for drawn in smaller]
        for drawn, bound in choices:
            if self.variates.has_entries(drawn) and self._effort(tuple(drawn)) <= bound:
                return self.variates.sizes(drawn)
        if choices and not any(self.variates.has_entries(drawn) for drawn, _ in choices):
            raise NoPoint
        raise TooLarge

    def _attempts(self) -> int:
        """How many points are tried: fewer where each is much work, but never only a few."""
        if self.variates.least > _FARTHEST:
            return 0
        return max(_FEWEST, min(ATTEMPTS, _IN_ALL // max(1, self.lowest_effort())))

    def is_affordable(self, drawn: tuple[int, ...]) -> bool:
        """Whether everything can be evaluated with these sizes for the letters."""
        return self._effort(drawn) <= _MOST

    def lowest_effort(self) -> int:
        """The work of evaluating everything once, with the least sizes."""
        return self._effort((self.variates.least,) * len(self.variates.letters))

    def _effort(self, drawn: tuple[int, ...]) -> int:
        """The work of evaluating everything once, with these sizes for the letters."""
        if drawn not in self._efforts:
            sizes = self.variates.sizes(drawn)
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
                point = self.drawn(random, attempt)
                for variable in self.variates.variables:
                    around = point.along(variable).around
                    for side in around:
                        side.value(self.function)
                    self._check_continuous(point, variable, around, random)
                for taken in smooth:
                    check_smooth(point.along(taken.variable), taken)
                for variable in self.variates.variables:
                    for expr in probe:
                        point.along(variable).value(expr)
                for variable, form in forms:
                    point.along(variable).value(form)
                for taken in smooth:
                    check_moderate(point.along(taken.variable))
            except Kink:
                kinks += 1
            except UNDEFINED:  # outside the domain, or too near its edge
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
