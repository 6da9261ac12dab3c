"""Values at random points, and the certificate: the only place where numbers are computed.

An `Evaluation` gives the value of expressions at one point of the domain, with the differential of
an operand taken as the central difference of its value along a random direction. All sizes of a
point differ, no sample is symmetric unless declared so, and the points are seeded from the input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, reduce
from operator import mul
from typing import Any, TypeAlias

import mpmath

from matcalc_cli.expressions import (
    Add,
    Call,
    Differential,
    Entry,
    Expr,
    IndexedSum,
    Number,
    Power,
    Product,
    SizeNumber,
    Symbol,
)
from matcalc_cli.functions import values
from matcalc_cli.functions.structure import entry
from matcalc_cli.indices import depends_on, whole
from matcalc_cli.signatures import ANY, signatures
from matcalc_cli.traversal import LIGHT

DIGITS = 30
POINTS = 3
_WORKING_DIGITS = 80
_LARGEST = 20_000  # bits; the exponential of more takes long, and that of that for ever
FAMILY = 3  # observations in a sum whose bound is not a size

mp = mpmath.mp.clone()
mp.dps = _WORKING_DIGITS

Value: TypeAlias = Any  # a number for a scalar, a list of rows for anything else
Members: TypeAlias = Mapping[tuple[str, tuple[int, ...]], Value]


def step() -> Any:
    """The step of differences: a quarter of the digits that are worked with.

    The error of a central difference is the square of the step times the third derivative, which is
    large near a singular matrix: ten digits more than are asked for, here and in second
    differences.
    """
    return power_of_ten(-(mp.dps // 4), mp.prec)


@cache
def power_of_ten(exponent: int, prec: int) -> Any:
    """With so many bits, which `mp` has."""
    return mp.mpf(10) ** exponent


class OutsideDomain(ArithmeticError):
    """The point is not in the domain of the function: a value is not finite and real."""


UNDEFINED = (ArithmeticError, ValueError)  # what is raised where an expression has no value


class Evaluation:
    """Values of expressions at a point.

    sizes    of the letters
    given    values of symbols (and of dX/dt where X depends on t)
    members  values of the members of families, by name and whole indices
    bound    whole values of the indices
    sides    what gives the evaluations one step before and behind, whose difference is d(operand)
    """

    def __init__(
        self, sizes: Mapping[str, int], given: Mapping[Expr, Value], members: Members,
        bound: Mapping[Expr, int], sides: Callable[[], Sequence[Evaluation]] | None = None,
    ) -> None:  # fmt: skip
        self.sizes = sizes
        self.given = given
        self.members = members
        self.bound = bound
        self._sides = sides
        self.memo: dict[Expr, Value] = dict(given)
        self._terms: dict[tuple[Symbol, int], _Term] = {}

    @cached_property
    def around(self) -> Sequence[Evaluation]:
        """The evaluations one step before and behind; most terms of sums do without them."""
        assert self._sides is not None
        return self._sides()

    def value(self, expr: Expr) -> Value:
        """The value of an expression. Raises OutsideDomain or values.Singular."""
        found = self.memo.get(expr)
        if found is None:
            if expr.weight < LIGHT:
                return self._light(expr)
            for node in self._heavy_below(expr):
                if node not in self.memo:
                    self._light(node)  # whose heavy operands have their values
            return self.memo[expr]
        return found

    def _light(self, node: Expr) -> Value:
        """The value of an expression that is not deep, by recursion, which is faster."""
        memo = self.memo
        if not (isinstance(node, (IndexedSum, Differential)) or self._is_outer(node)):
            for child in node.children:
                if child not in memo:
                    self._light(child)
        found = memo[node] = _finite(self._node(node))
        return found

    def _heavy_below(self, expr: Expr) -> Iterator[Expr]:
        """Heavy nodes, children first, but none inside sums and differentials."""
        seen: set[Expr] = set()
        stack: list[tuple[Expr, bool]] = [(expr, False)]
        while stack:
            node, ready = stack.pop()
            if ready:
                yield node
            elif node not in seen and node not in self.memo:
                seen.add(node)
                if isinstance(node, (IndexedSum, Differential)) or self._is_outer(node):
                    yield node
                else:
                    stack.append((node, True))
                    stack += [(child, False) for child in node.children if child.weight >= LIGHT]

    def _is_outer(self, node: Expr) -> bool:
        """Whether the value is that of another evaluation."""
        return False

    def _node(self, node: Expr) -> Value:
        match node:
            case Call(function=function, children=arguments, sizes=sizes):
                given = [size.at(self.sizes) for size in sizes]
                found = [self.memo[argument] for argument in arguments]
                for place in _array_places(function.signature):
                    if place < len(found) and not isinstance(found[place], list):
                        found[place] = [[found[place]]]
                try:
                    return _scalar_if_1x1(function.evaluate(mp, *found, *given), node)
                except mp.NoConvergence:  # a series of mpmath
                    raise OutsideDomain from None
            case Add(children=terms):
                return _added([self.memo[term] for term in terms])
            case Product(children=factors):
                return _multiplied([self.memo[factor] for factor in factors])
            case Number(value=value):
                number = mp.mpf(value.numerator)
                return number if value.denominator == 1 else number / value.denominator
            case SizeNumber(size=size):
                return mp.mpf(size.at(self.sizes))
            case Symbol():
                return self._symbol(node)
            case Power():
                return values.raised(mp, self.memo[node.base], self.memo[node.exponent])
            case IndexedSum():
                return self._sum(node)
            case Differential(operand=operand):
                return self._difference(operand)
        raise TypeError(f"no value for {type(node).__name__}")

    def _symbol(self, node: Symbol) -> Value:
        if node in self.bound:
            return mp.mpf(self.bound[node])
        if isinstance(node, Entry):
            return self.value(entry(node.array, node.indices))
        numbers = tuple(whole(index, self.bound, self.sizes) for index in node.indices)
        return self.members[node.name, numbers]

    def _sum(self, node: IndexedSum) -> Value:
        count = FAMILY if node.upper is None else int(mp.nint(self.value(node.upper)))
        index = node.index
        if count < 1:
            rows, cols = (size.at(self.sizes) for size in node.shape)
            return mp.mpf(0) if node.is_scalar else [[mp.mpf(0)] * cols for _ in range(rows)]
        return _added([self._term(index, i).value(node.body) for i in range(1, count + 1)])

    def _term(self, index: Symbol, i: int) -> Evaluation:
        """The evaluation in which an index is a number: one for all sums over it."""
        found = self._terms.get((index, i))
        if found is None:
            found = self._terms[index, i] = _Term(self, index, i)
        return found

    def _difference(self, operand: Expr) -> Value:
        """The central difference of an operand along the direction of this evaluation."""
        before, behind = [side.value(operand) for side in self.around]
        return difference(behind, before, 2 * step())


class _Term(Evaluation):
    """Values where an index is a number; what does not depend on it has the value it has outside.

    All sums over one index have their terms in common, so that the lines of a derivation share the
    values of what they share.
    """

    def __init__(self, outside: Evaluation, index: Symbol, i: int) -> None:
        super().__init__(
            outside.sizes, outside.given, outside.members, {**outside.bound, index: i},
            lambda: [side._term(index, i) for side in outside.around],
        )  # fmt: skip
        self._outside = outside
        self._index = index

    def _is_outer(self, node: Expr) -> bool:
        return not depends_on(node, self._index)

    def _node(self, node: Expr) -> Value:
        return self._outside.value(node) if self._is_outer(node) else super()._node(node)


def difference(high: Value, low: Value, width: Any) -> Value:
    """(high - low) / width, entry by entry."""
    if not isinstance(high, list):
        return (high - low) / width
    return [[(a - b) / width for a, b in zip(*rows, strict=True)]
            for rows in zip(high, low, strict=True)]  # fmt: skip


@cache
def _array_places(signature: str) -> tuple[int, ...]:
    """The arguments that a function takes as rows of entries, also where it is one number."""
    patterns = signatures(signature)[0].arguments
    return tuple([k for k, pattern in enumerate(patterns) if pattern not in _SCALARS])


_SCALARS = (("1", "1"), ANY)


def _scalar_if_1x1(value: Value, node: Expr) -> Value:
    return value[0][0] if node.is_scalar and isinstance(value, list) else value


def _finite(value: Value) -> Value:
    for number in [a for row in value for a in row] if isinstance(value, list) else (value,):
        if isinstance(number, int):
            continue
        if not isinstance(number, mp.mpf):
            raise OutsideDomain
        # Infinity and what is no number have the mantissa 0 and an exponent other than 0.
        _, mantissa, exponent, _ = number._mpf_
        if exponent > _LARGEST or (exponent and not mantissa):
            raise OutsideDomain
    return value


def _added(terms: Sequence[Value]) -> Value:
    total = _pair_sum if len(terms) == 2 else mp.fsum
    if not isinstance(terms[0], list):
        return total(terms)
    return [[total(entries) for entries in zip(*rows, strict=True)]
            for rows in zip(*terms, strict=True)]  # fmt: skip


def _pair_sum(pair: Sequence[Any]) -> Any:
    return pair[0] + pair[1]


def _multiplied(factors: Sequence[Value]) -> Value:
    arrays = [factor for factor in factors if isinstance(factor, list)]
    scalars = [factor for factor in factors if not isinstance(factor, list)]
    scalar = reduce(mul, scalars) if scalars else None
    if not arrays:
        return scalar
    if len(arrays[-1][0]) == 1:  # a vector at the end: matrices by vectors cost less
        chain = reduce(lambda right, left: values.product(left, right), reversed(arrays))
    else:
        chain = reduce(values.product, arrays)
    if len(chain) == 1 and len(chain[0]) == 1:
        return chain[0][0] if scalar is None else scalar * chain[0][0]
    return chain if scalar is None else values.scaled(scalar, chain)
