"""Solutions against the function itself: no direction leads up or down, however it is derived."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from matcalc_cli.expressions import Number, multiply
from matcalc_cli.functions import values
from matcalc_cli.normal_form import normal
from matcalc_cli.numeric import Evaluation, OutsideDomain, mp, step
from matcalc_cli.sampling.points import Point
from matcalc_cli.solving.equations import Solved
from matcalc_cli.solving.putback import at_solution, points, put_back
from tests.solve.problems import PROBLEMS
from tests.solve.solving import solved


def is_free(text: str) -> bool:
    """Whether it asks for a stationary point of a function, and sets no condition on it."""
    asked = text.replace("{i=1}", "").removesuffix(" = 0").replace(" = 0 where", " where")
    equation = "=" in (asked if text.startswith("d/d") else text.replace("{i=1}", ""))
    return not (equation or "subject" in text or "orthogonal" in text)


FREE = [name for name, problem in PROBLEMS.items()
        if problem.status == 0 and is_free(problem.text)]  # fmt: skip


def found_at(answer: Solved) -> Iterator[tuple[Point, Evaluation]]:
    """Some points, with the unknowns at their solution."""
    random, sampler = Random(7), points(answer.system)
    count = 0
    while count < 2:
        point = sampler.point(random)
        try:
            here = at_solution(point, answer.solutions[0].values)
            here.value(answer.system.question.function)
        except (values.Singular, OutsideDomain):
            continue
        count += 1
        yield point, here


def moved(here: Evaluation, symbol: Any, direction: Any, h: Any) -> Evaluation:
    """The evaluation with one symbol moved along a direction."""
    old = here.given[symbol]
    if isinstance(old, list):
        new = [[a + h * b for a, b in zip(*rows, strict=True)]
               for rows in zip(old, direction, strict=True)]  # fmt: skip
    else:
        new = old + h * direction
    return Evaluation(here.sizes, {**here.given, symbol: new}, here.members, here.bound)


def symmetrised(direction: Any) -> Any:
    return [[direction[i][j] + direction[j][i] for j in range(len(direction))]
            for i in range(len(direction))]  # fmt: skip


@pytest.mark.parametrize("name", FREE)
def test_no_slope_at_the_solution(name: str) -> None:
    answer = solved(name)
    function = answer.system.question.function
    for point, here in found_at(answer):
        for unknown in answer.system.unknowns:
            direction = point.directions[unknown]
            if "symmetric" in unknown.properties:
                direction = symmetrised(direction)
            up = moved(here, unknown, direction, step()).value(function)
            down = moved(here, unknown, direction, -step()).value(function)
            assert abs(up - down) / (2 * step()) < mp.mpf(10) ** -24


@pytest.mark.parametrize("name", FREE)
def test_the_verdict_holds_nearby(name: str) -> None:
    answer = solved(name)
    if not answer.second_order or len(answer.solutions) > 1:
        return
    verdict = answer.second_order[0].verdict
    sign = {"minimum": 1, "maximum": -1}.get(verdict.split()[-1])
    template = answer.second_order[0].sentence.template
    if sign is None or " if " in template:
        return
    function = answer.system.question.function
    for point, here in found_at(answer):
        best = here.value(function)
        for unknown in answer.system.unknowns:
            direction = point.directions[unknown]
            if "symmetric" in unknown.properties:
                direction = symmetrised(direction)
            near = moved(here, unknown, direction, mp.mpf(10) ** -6).value(function)
            assert sign * (near - best) > 0


def test_a_value_that_is_not_symmetric_is_seen() -> None:
    answer = solved("nearest_symmetric")
    (X,), (value,) = answer.system.unknowns, answer.solutions[0].values.values()
    (A,) = (fact.symbol for fact in answer.system.question.facts if fact.symbol.name == "A")
    assert put_back(answer.system, {X: value}, []) is True
    assert put_back(answer.system, {X: A}, []) is False


def test_a_wrong_solution_is_seen() -> None:
    answer = solved("ridge")
    residual = normal(answer.gradients[0].answer)
    right = answer.solutions[0].values
    wrong = {symbol: multiply(Number(2), value) for symbol, value in right.items()}
    assert put_back(answer.system, right, [residual]) is True
    assert put_back(answer.system, wrong, [residual]) is False
