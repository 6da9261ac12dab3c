"""The smallest point at which a claim goes wrong: sizes 2 and whole numbers, if there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from itertools import product as choices
from random import Random
from typing import Any

from matcalc_cli.checking.comparison import equal, flat
from matcalc_cli.checking.judgement import Array, Counterexample, Entry
from matcalc_cli.derivation import Question
from matcalc_cli.expressions import Call, Expr, Symbol
from matcalc_cli.functions.function import TABLE
from matcalc_cli.functions.unknown import KEPT, derivative_of
from matcalc_cli.numeric import FAMILY, UNDEFINED, Evaluation, OutsideDomain, Value, mp
from matcalc_cli.sampling.effort import effort
from matcalc_cli.sampling.variates import Variates
from matcalc_cli.traversal import postorder
from matcalc_grammar.frozen import Frozen

_TRIES = 12  # draws from each range, fewer where each is much work
_IN_ALL = 100_000  # multiplications of the draws from one range together
_IN_VAIN = 8  # times as many, where nothing comes of it: then nothing is shown
_SIDES = (2, 3)
# The numbers to draw from, plainest first: zero is late, since functions have their kinks there.
_RANGES = ((1, 2), (1, 2, 3), (-2, -1, 1, 2, 3), (-3, -2, -1, 0, 1, 2, 3, 4),
           (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)), tuple(range(-12, 13)))  # fmt: skip
_DIGITS = 6
_NEAR, _CHOICES = 4, 2000  # how many sizes from the least up, and of how many letters together


class _Drawn(Frozen):
    """An example, and how plain it is: the fewer the better."""

    weight: int
    example: Counterexample


def counterexample(question: Question, right: Expr, claimed: Expr) -> Counterexample | None:
    """The plainest point found at which both are defined and differ, or None."""
    if any(_is_unknown(node) for node in postorder(question.function, right, claimed)):
        return None  # an unknown function has no values to show
    compared = _Compared(question, right, claimed)
    random = Random(1)
    left = _IN_VAIN * _IN_ALL
    for side in _SIDES:
        cost = compared.work(side)
        tries = max(1, min(_TRIES, _IN_ALL // cost))
        for numbers in _RANGES:
            left -= tries * cost
            if left < 0:
                return None
            drawn = [compared.drawn(side, numbers, random) for _ in range(tries)]
            found = [each for each in drawn if each is not None]
            if found:
                return min(found, key=lambda each: each.weight).example
    return None


def _is_unknown(node: Expr) -> bool:
    if not isinstance(node, Call):
        return False
    name = node.function.name
    return name not in TABLE or (name == "deriv" and isinstance(node.children[0], Call))


class _Compared:
    """The derivative and the claim, and all that has to be drawn for their values."""

    def __init__(self, question: Question, right: Expr, claimed: Expr) -> None:
        self._question = question
        self._both = right, claimed
        self._variates = [
            Variates(question.function, question.variables, question.dependences),
            Variates(right), Variates(claimed),
        ]  # fmt: skip
        self._letters = sorted({letter for s in self._variates for letter in s.letters})
        self._bound: dict[Expr, int] = {i: 2 for s in self._variates for i in s.free_indices}
        self._used = set(postorder(right, claimed))
        self._differences = [size for s in self._variates for size in s.differences]

    def _sizes(self, side: int) -> dict[str, int]:
        """Sizes that are all equal, or nearly, where no array of m - n rows may be empty."""
        equal = (side,) * len(self._letters)
        near = choices(range(side, side + _NEAR), repeat=len(self._letters))
        for drawn in (equal, *(islice(near, _CHOICES) if self._differences else ())):
            sizes = dict(zip(self._letters, drawn, strict=True))
            if all(size.at(sizes) > 0 for size in self._differences):
                return sizes
        raise OutsideDomain

    def work(self, side: int) -> int:
        """The multiplications that one draw takes, all sizes being equal."""
        sizes = dict.fromkeys(self._letters, side)
        return max(1, effort((self._question.function, *self._both), sizes))

    def drawn(self, side: int, numbers: Sequence[Any], random: Random) -> _Drawn | None:
        """One draw; None where something is not defined or nothing differs."""
        try:
            sizes = self._sizes(side)
            point = _Whole(sizes, numbers, random)
            given, members = _given(self._question, self._variates, point)
            evaluation = Evaluation(sizes, given, members, self._bound)
            evaluation.value(self._question.function)
            right, claimed = map(evaluation.value, self._both)
        except (*UNDEFINED, KeyError):
            return None
        if equal(right, claimed):
            return None
        shown = [(symbol, value) for symbol, value in given.items() if symbol in self._used]
        shown += _members(self._variates[1:], members)
        arrays = tuple((symbol, _array(value)) for symbol, value in shown)
        example = Counterexample(sizes, arrays, _array(right), _array(claimed))
        return _Drawn(_weight(right, claimed), example)


def _given(
    question: Question, variates: Sequence[Variates], point: _Whole
) -> tuple[dict[Expr, Value], dict[tuple[str, tuple[int, ...]], Value]]:
    symbols = dict.fromkeys(symbol for s in variates for symbol in s.symbols)
    given: dict[Expr, Value] = {symbol: point.value(symbol) for symbol in symbols}
    for symbol, on in question.dependences.items():
        along = Symbol(symbol.name, symbol.shape, symbol.properties & KEPT)
        given[derivative_of(symbol, on)] = point.value(along)
    uppers = [upper.value for s in variates for upper in s.uppers if hasattr(upper, "value")]
    count = max([FAMILY, *map(int, uppers)])
    members = {
        (member.name, numbers): point.value(member)
        for s in variates for member in s.members
        for numbers in choices(
            range(1 - s.shifts[member.name], count + 1 + s.shifts[member.name]),
            repeat=len(member.indices),
        )
    }  # fmt: skip
    return given, members


def _members(
    variates: Sequence[Variates], members: Mapping[tuple[str, tuple[int, ...]], Value]
) -> Iterator[tuple[Expr, Value]]:
    """The members of families as symbols with numbers under them."""
    known = {member.name: member for s in variates for member in s.members}
    for (name, numbers), value in members.items():
        if name not in known:
            continue
        under = "".join(f"_{number}" for number in numbers)
        yield Symbol(f"{name}{under}", known[name].shape), value


class _Whole:
    """Draws arrays of plain numbers, with the properties that symbols have."""

    def __init__(self, sizes: Mapping[str, int], numbers: Sequence[Any], random: Random) -> None:
        self._sizes = sizes
        self._numbers = numbers
        self._random = random

    def entries(self, symbol: Symbol) -> Value:
        """Any entries."""
        rows, cols = symbol.rows.at(self._sizes), symbol.cols.at(self._sizes)
        array = [[self._number() for _ in range(cols)] for _ in range(rows)]
        return array[0][0] if symbol.is_scalar else array

    def _number(self) -> Any:
        number = self._random.choice(self._numbers)
        return mp.mpf(number.numerator) / number.denominator

    def value(self, symbol: Symbol) -> Value:
        """Entries with the properties of the symbol."""
        having = symbol.properties
        if "whole" in having and symbol.is_scalar:
            return mp.mpf(2)
        array = self.entries(symbol)
        positive = bool(having & {"positive", "nonnegative"}) or having >= {"diagonal", "psd"}
        if not isinstance(array, list):
            return abs(array) if positive else array
        if "whole" in having:
            return [[mp.ceil(abs(entry)) for entry in row] for row in array]
        if positive:
            array = [[abs(entry) for entry in row] for row in array]
        for names, shaped in _SHAPED:
            if having.issuperset(names):
                return shaped(array)
        return array


def _kept(keep: Callable[[int, int], bool]) -> Callable[[Value], Value]:
    return lambda A: [[a if keep(i, j) else mp.mpf(0) for j, a in enumerate(row)]
                      for i, row in enumerate(A)]  # fmt: skip


def _positive_definite(A: Value) -> Value:
    """Symmetric, and the diagonal outweighs the rest."""
    rest = [sum(abs(a) for a in row) + sum(abs(row[i]) for row in A) for i, row in enumerate(A)]
    return [[rest[i] if i == j else A[max(i, j)][min(i, j)] for j in range(len(A))]
            for i in range(len(A))]  # fmt: skip


def _quarter_turn(A: Value) -> Value:
    """A rotation by a right angle in the first two coordinates."""
    n = len(A)
    turn = [[mp.mpf(i == j) for j in range(n)] for i in range(n)]
    if n > 1:
        turn[0], turn[1] = [-entry for entry in turn[1]], turn[0]
    return turn


def _swap(A: Value) -> Value:
    """The first two coordinates changed for each other."""
    turn = _quarter_turn(A)
    return [[abs(entry) for entry in row] for row in turn]


_SHAPED: Sequence[tuple[set[str], Callable[[Value], Value]]] = (
    ({"orthogonal", "diagonal"}, lambda A: [[mp.mpf(i == j) for j in range(len(A))]
                                            for i in range(len(A))]),
    ({"orthogonal", "symmetric"}, _swap),
    ({"orthogonal"}, _quarter_turn),
    ({"diagonal"}, _kept(lambda i, j: i == j)),
    ({"psd"}, _positive_definite),
    ({"symmetric"}, lambda A: [[A[max(i, j)][min(i, j)] for j in range(len(A))]
                               for i in range(len(A))]),
    ({"skew"}, lambda A: [[mp.mpf(0) if i == j else A[i][j] if i > j else -A[j][i]
                           for j in range(len(A))] for i in range(len(A))]),
    ({"lower"}, _kept(lambda i, j: i >= j)),
    ({"upper"}, _kept(lambda i, j: i <= j)),
)  # fmt: skip


def _array(value: Value) -> Array:
    if isinstance(value, list):
        return [[_entry(entry) for entry in row] for row in value]
    return _entry(value)


def _entry(value: Any) -> Entry:
    """A whole number, a small fraction, or six digits."""
    if value == mp.nint(value) and abs(value) < 10**9:
        return int(value)
    near = Fraction(int(mp.nint(value * 10**40)), 10**40).limit_denominator(1000)
    if equal(value, mp.mpf(near.numerator) / near.denominator):
        return near
    return float(mp.nstr(value, _DIGITS))


def _weight(*shown: Value) -> int:
    """How long the values are to read."""
    return sum(len(str(_entry(entry))) for value in shown for entry in flat(value))
