"""Solutions put back: at random points every equation must vanish to 30 digits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import TypeAlias

from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.functions import values
from matcalc_cli.numeric import DIGITS, POINTS, UNDEFINED, Evaluation, OutsideDomain, Value, mp
from matcalc_cli.sampling.no_point import NoPoint
from matcalc_cli.sampling.points import Point
from matcalc_cli.sampling.sampler import Sampler
from matcalc_cli.solving.equations import System
from matcalc_cli.stable import stable_hash

_FAILURES = (*UNDEFINED, mp.NoConvergence)
_Pair: TypeAlias = tuple[Value, Value]
_TRIES = 40  # points drawn in search of some where a solution exists


def points(system: System) -> Sampler:
    """Draws points for the system."""
    return Sampler(system.domain, system.unknowns, system.question.dependences)


def has_value(system: System, expr: Expr) -> bool:
    """Whether a point was found at which the expression has a value: (a aᵀ)⁻¹ has none."""
    try:
        points(system).point(Random(stable_hash(repr(expr))), (expr,))
    except NoPoint:
        return False
    return True


def _everywhere(
    system: System, holds: Callable[[Point], bool], probe: Sequence[Expr] = ()
) -> bool | None:
    """Whether something holds at all points found; None where none was.

    A point is passed over where `holds` raises one of _FAILURES, as there is no solution there.
    """
    random = Random(stable_hash(repr(system.domain)))
    sampler = points(system)
    found = 0
    for _ in range(_TRIES):
        try:
            if not holds(sampler.point(random, probe)):
                return False
        except NoPoint:
            return None
        except _FAILURES:
            continue
        found += 1
        if found == POINTS:
            return True
    return None


def put_back(
    system: System, solution: Mapping[Symbol, Expr], residuals: Sequence[Expr],
    defined: Sequence[Expr] = (),
) -> bool | None:  # fmt: skip
    """Whether all residuals vanish where the unknowns have the values of the solution.

    None where no point was found at which the solution exists and `defined` have values.
    """

    def holds(point: Point) -> bool:
        evaluation = at_solution(point, solution)
        for expr in defined:
            evaluation.value(expr)
        return _vanish(residuals, evaluation) and all(
            _has_symmetry(s, evaluation.value(s)) for s in solution
        )

    return _everywhere(system, holds, tuple(solution.values()))


def _has_symmetry(symbol: Symbol, value: Value) -> bool:
    """Whether a value is symmetric where its symbol is."""
    if "symmetric" not in symbol.properties or not isinstance(value, list):
        return True
    turned = [list(row) for row in zip(*value, strict=True)]
    return _vanishes([[a - b for a, b in zip(*rows, strict=True)]
                      for rows in zip(value, turned, strict=True)])  # fmt: skip


def at_solution(point: Point, solution: Mapping[Symbol, Expr]) -> Evaluation:
    """The evaluation at a point with the unknowns moved to their solution, one after the other."""
    here = point.evaluation(())
    given = dict(here.given)
    for symbol, value in solution.items():
        step = Evaluation(here.sizes, given, here.members, here.bound)
        given = {**given, symbol: step.value(value)}
    return Evaluation(here.sizes, given, here.members, here.bound)


def _vanish(residuals: Sequence[Expr], evaluation: Evaluation) -> bool:
    return all(_vanishes(evaluation.value(residual)) for residual in residuals)


def _vanishes(value: Value) -> bool:
    bound = mp.mpf(10) ** -DIGITS
    entries = [e for row in value for e in row] if isinstance(value, list) else [value]
    return all(abs(entry) <= bound for entry in entries)


def eigenvectors_vanish(
    system: System, P: Expr, N: Expr, vector: Symbol, value: Symbol, residuals: Sequence[Expr],
    squared: Expr,
) -> bool | None:  # fmt: skip
    """Whether every eigenpair of P w = λ N w, scaled by `squared`, makes all residuals vanish.

    `squared` is the expression in w that the constraint sets to a number: wᵀ w and its like, less
    that number. None where no point was found.
    """

    def holds(point: Point) -> bool:
        here = point.evaluation(())
        scaled = (
            _scaled(here, vector, w, value, number, squared)
            for w, number in _pairs(here.value(P), here.value(N))
        )
        return all(_vanish(residuals, evaluation) for evaluation in scaled)

    return _everywhere(system, holds)


def eigenspaces_vanish(
    system: System, P: Expr, N: Expr, residuals: Sequence[Expr]
) -> bool | None:
    """Whether the first and the last eigenvectors of P w = λ N w, as columns, solve all equations.

    The unknown W is m×k and its multiplier k×k. None where no point with k ≤ m was found.
    """
    (W,), (constraint,) = system.unknowns, system.constraints

    def holds(point: Point) -> bool:
        here = point.evaluation(())
        pairs, k = _pairs(here.value(P), here.value(N)), W.cols.at(here.sizes)
        if k > len(pairs):
            raise OutsideDomain
        return all(_vanish(residuals, with_columns(here, chosen))
                   for chosen in (pairs[:k], pairs[-k:]))  # fmt: skip

    def with_columns(here: Evaluation, chosen: Sequence[_Pair]) -> Evaluation:
        given = {**here.given, W: _columns([w for w, _ in chosen]),
                 constraint.multiplier: _diagonal([number for _, number in chosen])}  # fmt: skip
        return Evaluation(here.sizes, given, here.members, here.bound)

    return _everywhere(system, holds)


def _columns(vectors: Sequence[Value]) -> Value:
    return [[entry for (entry,) in row] for row in zip(*vectors, strict=True)]


def _diagonal(numbers: Sequence[Value]) -> Value:
    return [[a if i == j else mp.mpf(0) for j in range(len(numbers))]
            for i, a in enumerate(numbers)]  # fmt: skip


def _scaled(
    here: Evaluation, vector: Symbol, w: Value, value: Symbol, number: Value, squared: Expr
) -> Evaluation:
    """The evaluation at a multiple of w for which squared, a w² + b, is 0. Raises OutsideDomain."""
    zero = Evaluation(here.sizes, {**here.given, vector: values.scaled(mp.mpf(0), w)}, here.members,
                      here.bound).value(squared)  # fmt: skip
    one = Evaluation(here.sizes, {**here.given, vector: w}, here.members, here.bound).value(squared)
    factor = -zero / (one - zero)
    if factor <= 0:
        raise OutsideDomain
    given = {**here.given, vector: values.scaled(mp.sqrt(factor), w), value: number}
    return Evaluation(here.sizes, given, here.members, here.bound)


def _pairs(P: Value, N: Value) -> list[_Pair]:
    """Eigenvectors and eigenvalues of P w = λ N w for symmetric P and N, N positive definite.

    Raises ValueError where N is not.
    """
    L = mp.cholesky(mp.matrix(N))
    inner = L**-1
    numbers, vectors = mp.eigsy(inner * mp.matrix(P) * inner.T)
    back = inner.T * vectors
    count = len(P)
    return [([[back[i, k]] for i in range(count)], numbers[k]) for k in range(count)]
