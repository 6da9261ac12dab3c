"""What stands for a sum without unknowns has its shape, its symmetry and its free indices."""

from __future__ import annotations

import pytest

from matcalc_cli.expressions import Expr, IndexedSum, Symbol
from matcalc_cli.functions.structure import t
from matcalc_cli.normal_form import normal
from matcalc_cli.sizes import ONE, SCALAR, Size
from matcalc_cli.solving.opening import _placeholder

N = Size.letter("n")
A, B = (Symbol(name, (N, N)) for name in "AB")
S = Symbol("S", (N, N), ("symmetric",))
x, y = (Symbol(name, (N, ONE)) for name in "xy")
i = Symbol("i", SCALAR, ("index",))
x_i = Symbol("x", (N, ONE), (), (i,))


@pytest.mark.parametrize(
    ("sum_", "symmetric", "indices"),
    [
        (A + B, False, ()), (A + t(A), True, ()), (S + t(A) @ A, True, ()), (A - t(A), False, ()),
        (x + y, False, ()), (t(x) @ y + t(x) @ x, False, ()), (x_i + y, False, (i,)),
        (IndexedSum(i, None, x_i), False, ()), (x_i @ t(x_i) + S, True, (i,)),
    ],
)  # fmt: skip
def test_placeholder(sum_: Expr, symmetric: bool, indices: tuple[Expr, ...]) -> None:
    found = _placeholder(normal(sum_), 3)
    assert found.shape == sum_.shape and found.name == "part_3"
    assert ("symmetric" in found.properties) is symmetric
    assert found.indices == indices
