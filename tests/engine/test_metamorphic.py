"""What must hold between derivatives of related statements, on random ones."""

from __future__ import annotations

import pytest

from matcalc_cli import check, derive
from matcalc_cli.functions.structure import t
from matcalc_cli.normal_form import normal

from .statements import Statement, statement

SEEDS = range(12)
KINDS = ["gradient by a matrix", "gradient by a vector"]
CASES = [(seed, kind) for seed in SEEDS for kind in KINDS]


def parts(asked: Statement) -> tuple[str, str, str]:
    """The declarations and definitions, the variable, and the function of a statement."""
    return asked.before, asked.variables[0], asked.function.text


def answer(typed: str, **settings: object) -> object:
    """The answer in normal form."""
    return normal(derive(typed, check=False, **settings).derivation.answer)


@pytest.mark.parametrize(("seed", "kind"), CASES)
def test_derivatives_are_linear(seed: int, kind: str) -> None:
    before, x, f = parts(statement(seed, "small", kind))
    once = derive(f"{before}; d/d{x} ({f})", check=False).derivation.answer
    for typed in (f"3 ({f})", f"({f}) + 2*({f})", f"4 ({f}) - ({f})"):
        assert answer(f"{before}; d/d{x} ({typed})") is normal(once * 3)


@pytest.mark.parametrize(("seed", "kind"), CASES)
def test_layouts_are_transposes(seed: int, kind: str) -> None:
    before, x, f = parts(statement(seed, "small", kind))
    typed = f"{before}; d/d{x} ({f})"
    upright = derive(typed, check=False).derivation.answer
    assert answer(typed, layout="denominator") is normal(t(upright))


@pytest.mark.parametrize(("seed", "kind"), CASES)
def test_a_definition_is_what_it_stands_for(seed: int, kind: str) -> None:
    before, x, f = parts(statement(seed, "small", kind))
    defined = answer(f"{before}; r_0 = {f}; d/d{x} (r_0 + r_0^2)")
    assert defined is answer(f"{before}; d/d{x} (({f}) + ({f})^2)")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_derivative_of_the_printed_derivative_is_the_second(seed: int) -> None:
    before, x, f = parts(statement(seed, "small", "hessian"))
    gradient = derive(f"{before}; d/d{x} ({f})", check=False)
    claim = f"{before}; d^2/d{x}^2 ({f}) = {derive(f'{before}; d/d{x} ({gradient})').text}"
    certified = derive(f"{before}; d^2/d{x}^2 ({f})").checks
    if certified is not None and certified.points and gradient.derivation.answer.is_vector:
        assert check(claim).verdict == "equal"


@pytest.mark.parametrize(("seed", "kind"), CASES)
def test_the_own_answer_is_accepted_and_its_double_is_not(seed: int, kind: str) -> None:
    before, x, f = parts(statement(seed, "small", kind))
    query = f"{before}; d/d{x} ({f})"
    found = derive(query)
    if found.text.startswith("zeros") or not found.checks.points:
        return
    for written in (found.text, found.unicode):
        assert check(f"{query} = {written}").verdict == "equal"
    assert not check(f"{query} = 2 ({found.text})")
