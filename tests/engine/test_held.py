"""Long products held together as one factor keep their factors, in their order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from matcalc_cli.expressions import Expr, Number, Product, Symbol, multiply
from matcalc_cli.functions import held
from matcalc_cli.functions.held import HELD, beginnings, endings, in_one_piece
from matcalc_cli.normal_form import normal
from matcalc_cli.sizes import Size

N = Size.letter("n")


def factors(count: int) -> list[Expr]:
    return [Symbol(f"A{k}", (N, N)) for k in range(count)]


def opened(parts: tuple[Expr, ...]) -> Iterator[Expr]:
    """The factors that stand in what is held."""
    for part in parts:
        inside = part.children[0] if getattr(part, "function", None) is HELD else part
        yield from opened(inside.children) if isinstance(inside, Product) else (inside,)


@pytest.mark.parametrize("count", [1, 2, 3, held._LONG - 1, held._LONG, 3 * held._LONG])
def test_what_stands_before_and_behind(count: int) -> None:
    listed = factors(count)
    before, behind = beginnings(listed), endings(listed)
    assert len(before) == len(behind) == count
    for k in range(count):
        assert list(opened(before[k])) == listed[:k]
        assert list(opened(behind[k])) == listed[k + 1 :]
        assert max(len(before[k]), len(behind[k])) < held._LONG


@pytest.mark.parametrize(
    ("hold", "least"), [(held.held, held._LONG), (in_one_piece, held._VERY_LONG)]
)
def test_how_long_is_held(hold: object, least: int) -> None:
    assert callable(hold)
    short, long = multiply(*factors(least - 1)), multiply(*factors(least))
    assert hold(short) is short and hold(long) is HELD(long)
    assert hold(short + short) is short + short


def test_numbers_and_scalars_come_out_of_a_matrix_and_numbers_out_of_a_scalar() -> None:
    scalars = [Symbol(f"s{k}") for k in range(held._LONG)]
    matrices = factors(held._LONG)
    form = normal(HELD(multiply(Number(2), *scalars)))
    assert isinstance(form, Product)
    number, inside = form.children
    assert number is Number(2) and set(opened((inside,))) == set(scalars)
    assert getattr(inside, "function", None) is HELD
    form = normal(HELD(multiply(Number(-3), scalars[0], *matrices)))
    assert form is multiply(Number(-3), scalars[0], HELD(multiply(*matrices)))
    assert normal(HELD(multiply(*matrices[:2]))) is multiply(*matrices[:2])
