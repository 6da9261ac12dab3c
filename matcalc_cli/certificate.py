"""The certificate: answer and lines against central differences of the input, to 30 digits."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from matcalc_cli.derivation import Line, Question
from matcalc_cli.expressions import Differential, Expr
from matcalc_cli.numeric import DIGITS, POINTS, Value, difference, mp, power_of_ten, step
from matcalc_cli.sampling.no_point import AtKinks, Immoderate, NoPoint
from matcalc_cli.sampling.points import Move, Point
from matcalc_cli.sampling.sampler import ATTEMPTS, Sampler
from matcalc_cli.stable import stable_hash
from matcalc_cli.structured import Structure
from matcalc_grammar.frozen import Frozen

# How many digits, and whether at points alone where the function is smooth, one after the other.
_PLAN = (
    (mp.dps, False), (240, False), (mp.dps, True), (240, True), (1200, False), (1200, True),
)  # fmt: skip
_MANY_DIGITS, _FEW = 1200, 12  # attempts to find a point cost as much more, so they are few


class Stage(Frozen):
    """One derivative taken: of `function` by the variable, with its lines and its result."""

    function: Expr
    variable: Any
    lines: Sequence[Line]
    result: Expr


class Verdict(Frozen):
    """Whether the answer and all lines agree with the numbers."""

    value: bool
    steps: bool


def certify(
    question: Question, stages: Sequence[Stage], structure: Structure | None = None,
    readable: Line | None = None, turned: Expr | None = None,
) -> Verdict:
    """Compare at random points. Raises NoPoint where the domain has none to be found.

    `readable` is dF, or d²f along two directions; `turned` the transpose of the result, as it is
    laid out. With a structure, the result is a gradient with tied entries, and the variable keeps
    its structure as it moves. Where the numbers disagree, the
    same points are tried with smaller steps and more digits: near a pole the difference may be too
    far from the derivative, and of 1 - σ(500) nothing is left. Then points at kinks, at jumps and
    with too large values are left out, as nothing is said by a difference there: that the answer
    is wrong is said only of disagreement at other points. Where every point is at a kink, as for
    relu(relu(X)) of a skew X, it may be a subgradient that is right, and nothing is certified.
    """
    disagreed = None
    kinked = 0
    for digits, smooth in _PLAN:
        if smooth and kinked > 1:
            break
        most = _FEW if smooth and (kinked or digits == _MANY_DIGITS) else ATTEMPTS
        try:
            with mp.workdps(digits):
                found = _compared(question, stages, structure, readable, turned, smooth, most)
        except AtKinks:  # steep functions seem to have them too, until there are more digits
            kinked += 1
            continue
        except NoPoint:
            if not smooth:
                raise
            continue
        if found.value and found.steps:
            return found
        disagreed = found if smooth else disagreed
    if disagreed is None:
        raise AtKinks if kinked > 1 else Immoderate
    return disagreed


def _compared(
    question: Question, stages: Sequence[Stage], structure: Structure | None,
    readable: Line | None, turned: Expr | None, smooth: bool, most: int,
) -> Verdict:  # fmt: skip
    random = Random(stable_hash(repr(question.function)))
    variables = [stage.variable for stage in stages]
    sampler = Sampler(question.function, variables, question.dependences, structure is not None)
    probe = [*[stage.result for stage in stages], *([] if turned is None else [turned])]
    forms = [(stage.variable, line.expression) for stage in stages for line in stage.lines]
    value = steps = True
    for _ in range(POINTS):
        point = sampler.point(random, probe, forms, stages if smooth else (), most)
        value = value and _answer_holds(question, stages, point, structure)
        value = value and (turned is None or _is_turned(turned, stages[-1], point))
        steps = steps and all(_lines_hold(stage, point) for stage in stages)
        steps = steps and (readable is None or _readable_holds(question, readable, point))
        if not (value and steps):
            break
    return Verdict(value, steps)


def _lines_hold(stage: Stage, point: Point) -> bool:
    evaluation = point.along(stage.variable)
    truth = _flat(evaluation.value(Differential(stage.function)))
    return all(_agree(_flat(evaluation.value(line.expression)), truth) for line in stage.lines)


def _readable_holds(question: Question, line: Line, point: Point) -> bool:
    """dF against the difference of F, or d²f against second differences of f.

    In one variable these are along one direction, taken twice; two such directions are tried.
    """
    first, last = question.variables[0], question.variables[-1]
    tried = [(point.directions[first], point.others[last])]
    if len(question.variables) == 1:
        tried = [(point.directions[first],) * 2]
    elif first is last:
        tried = [(direction[first],) * 2 for direction in (point.directions, point.others)]
    return all(
        _agree(
            _flat(point.moving({first: one, last: other}).value(line.expression)),
            _flat(_along_both(question, (one, other), point)),
        )
        for one, other in tried
    )


def _along_both(question: Question, directions: Sequence[Value], point: Point) -> Value:
    variables = question.variables
    if len(variables) == 1:  # the values along it are known from the lines
        return point.along(variables[0]).value(Differential(question.function))
    return _difference(question.function, list(zip(variables, directions, strict=True)), point)


def _answer_holds(
    question: Question, stages: Sequence[Stage], point: Point, structure: Structure | None
) -> bool:
    """Apply the derivative to the directions and compare with differences of the input.

    A second derivative gets two directions: with one alone, 2 A would pass for A + Aᵀ.
    """
    last = stages[-1]
    found = _flat(point.along(last.variable).value(last.result))
    directions = [point.directions[stages[0].variable]]
    directions += [point.others[stage.variable] for stage in stages[1:]]
    truth = _flat(_along_both(question, directions, point))
    if structure is not None:
        directions = [_free_part(direction, structure) for direction in directions]
    for direction in reversed(directions):
        found = _applied(found, _flat(direction))
    return _agree(found, truth)


def _is_turned(turned: Expr, last: Stage, point: Point) -> bool:
    """Whether the transpose of the result was laid out."""
    evaluation = point.along(last.variable)
    found, result = evaluation.value(turned), evaluation.value(last.result)
    return _agree([entry for row in found for entry in row], _flat(result))


def _free_part(direction: Value, structure: Structure) -> Value:
    """A direction at the free entries alone, since the others move along with them."""
    return [[a if structure.is_free(i, j) else mp.mpf(0) for j, a in enumerate(row)]
            for i, row in enumerate(direction)]  # fmt: skip


def _difference(
    function: Expr, paths: Sequence[tuple[Any, Value]], point: Point, moves: Sequence[Move] = ()
) -> Value:
    """The mixed derivative along the directions of variables."""
    if not paths:
        return point.evaluation(moves).value(function)
    (variable, direction), *others = paths
    width = step()
    high, low = (
        _difference(function, others, point, [*moves, Move(variable, direction, h)])
        for h in (width, -width)
    )
    return difference(high, low, 2 * width)


def _applied(found: list[Any], direction: list[Any]) -> list[Any]:
    """A column-stacked array times a direction in its last index."""
    rows = len(found) // len(direction)
    return [
        mp.fsum(found[i + j * rows] * direction[j] for j in range(len(direction)))
        for i in range(rows)
    ]


def _flat(value: Value) -> list[Any]:
    """Entries column after column."""
    if not isinstance(value, list):
        return [value]
    return [row[j] for j in range(len(value[0])) for row in value]


def _agree(found: list[Any], truth: list[Any]) -> bool:
    scale = max(1, *[abs(entry) for entry in truth])
    bound = scale * power_of_ten(-DIGITS, mp.prec)
    return len(found) == len(truth) and all(
        abs(a - b) <= bound for a, b in zip(found, truth, strict=True)
    )
