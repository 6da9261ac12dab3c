"""The derivative and the claim side by side: values at random points that both are defined at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import Any

from matcalc_cli.derivation import Question
from matcalc_cli.expressions import Call, Expr, Number, Power, Symbol
from matcalc_cli.functions import values
from matcalc_cli.numeric import DIGITS, UNDEFINED, Value, mp
from matcalc_cli.sampling.no_point import NoPoint, TooLarge
from matcalc_cli.sampling.sampler import Sampler
from matcalc_cli.sampling.variates import Variates
from matcalc_cli.stable import stable_hash
from matcalc_cli.traversal import postorder
from matcalc_grammar.frozen import Frozen

_SMOOTH, _KINKED = 3, 24  # points
_FEWEST_KINKED = 8  # two of each reach
_IN_ALL = 300_000  # multiplications of all points, beyond the fewest, where there are kinks
_ATTEMPTS = 60
_LEAST_POOL = 5  # sizes 2, 3 and 4, if there is but one
_SMALLER_POOLS = (6, 3)
_FAR = 6  # from this attempt on, points are drawn at other scales and away from zero
_LEAST_KINK, _LARGEST_KINK = 6, 1000  # distances from zero at which pieces may meet
_FLOOR = mp.mpf(10) ** -60
# Functions whose pieces differ: a point may lie on one of them only.
_PIECES = frozenset(
    "abs sign relu step norm1 max min maximum minimum norminf slogdet nuclear lambda_max "
    "lambda_min spectral eigval singval".split()
)


class Trial(Frozen):
    """One point: the sizes there, the value of the derivative and that of the claim."""

    sizes: Mapping[str, int]
    right: Value
    claimed: Value


class _VariedSampler(Sampler):
    """Draws sizes that differ from each other, and from one point to the next."""

    def __init__(self, question: Question, both: tuple[Expr, Expr]) -> None:
        super().__init__(question.function, question.variables, question.dependences)
        for expr in both:
            self.variates.take_in(Variates(expr))
        self.evaluated = (question.function, *both)
        self._turn = 0

    def sizes(self, random: Random, attempt: int = 0) -> dict[str, int]:
        """A size from 2 up for each letter, no two alike, each another one at the next point.

        Where that is too much work, some are alike. Raises TooLarge where it still is.
        """
        variates = self.variates
        count = len(variates.letters)
        self._turn += 1
        for length in (max(count + 1, _LEAST_POOL - 2), *_SMALLER_POOLS):
            drawn = tuple([variates.least + (k + self._turn) % length for k in range(count)])
            if variates.has_entries(drawn) and self.is_affordable(drawn):
                return variates.sizes(drawn)
        if variates.differences:
            return super().sizes(random, attempt)
        raise TooLarge


def trials(question: Question, right: Expr, claimed: Expr) -> Iterator[Trial]:
    """Values at as many points as decide. Raises NoPoint where there are none to be found."""
    nodes = list(postorder(question.function, right, claimed))
    random = Random(stable_hash(repr((question.function, claimed))))
    sampler = _VariedSampler(question, (right, claimed))
    if not any(map(_has_pieces, nodes)):
        for _ in range(_SMOOTH):
            yield _trial(sampler, random, (right, claimed))
        return
    beyond = _farthest(nodes)
    reaches = [(0, 1.0), (_FAR, 1.0), (_FAR, beyond), (_FAR, beyond)]
    allowed = _IN_ALL // max(1, sampler.lowest_effort())
    for number in range(max(_FEWEST_KINKED, min(_KINKED, allowed))):
        first, sampler.farthest = reaches[number % len(reaches)]
        try:
            yield _trial(sampler, random, (right, claimed), first)
        except NoPoint:
            if sampler.farthest == 1:
                raise
            del reaches[2:]  # the domain is bounded


def work(question: Question, right: Expr, claimed: Expr) -> int:
    """The multiplications that one point takes, at the least sizes."""
    return _VariedSampler(question, (right, claimed)).lowest_effort()


def _farthest(nodes: Iterable[Expr]) -> float:
    """How far points lie from zero to be on both sides of where pieces meet: beyond the numbers."""
    numbers = [abs(float(node.value)) for node in nodes if isinstance(node, Number)]
    return 3 * min(max([_LEAST_KINK, *numbers]), _LARGEST_KINK)


def _has_pieces(node: Expr) -> bool:
    """Whether points can lie on different pieces, of a function or of the orthogonal matrices."""
    if isinstance(node, Symbol):
        return "orthogonal" in node.properties
    if isinstance(node, Power) and isinstance(node.exponent, Number):
        return node.exponent.value.denominator != 1
    return isinstance(node, Call) and node.function.name in _PIECES


def _trial(
    sampler: _VariedSampler, random: Random, both: tuple[Expr, Expr], first: int = 0
) -> Trial:
    for attempt in range(first, first + _ATTEMPTS):
        try:
            point = sampler.drawn(random, attempt)
            evaluation = point.evaluation(())
            evaluation.value(sampler.function)
            right, claimed = map(evaluation.value, both)
        except UNDEFINED:
            continue
        return Trial(point.sizes, right, claimed)
    raise NoPoint


def equal(left: Value, right: Value) -> bool:
    """Whether two values have one shape and agree to 30 digits."""
    a, b = flat(left), flat(right)
    if shape(left) != shape(right):
        return False
    bound = max(map(abs, [*a, *b])) * mp.mpf(10) ** -DIGITS + _FLOOR
    return all(abs(x - y) <= bound for x, y in zip(a, b, strict=True))


def all_equal(given: Sequence[Trial], change: Callable[[Value], Value]) -> bool:
    """Whether at every point the claim is `change` of the derivative."""
    return all(equal(trial.claimed, change(trial.right)) for trial in given)


def flat(value: Value) -> list[Any]:
    """The entries, row after row."""
    return [entry for row in value for entry in row] if isinstance(value, list) else [value]


def shape(value: Value) -> tuple[int, int]:
    """(rows, columns); (1, 1) for a number."""
    return (len(value), len(value[0])) if isinstance(value, list) else (1, 1)


def turned(value: Value) -> Value:
    """The transpose."""
    return [list(row) for row in zip(*value, strict=True)] if isinstance(value, list) else value


def times(number: Any, value: Value) -> Value:
    """A number times a value."""
    return values.scaled(number, value) if isinstance(value, list) else number * value
