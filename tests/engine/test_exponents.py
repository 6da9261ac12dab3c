"""Whole exponents: what cancels in them, and which are negative whatever their letters."""

from __future__ import annotations

from itertools import product

import pytest

from matcalc_cli.expressions import Expr, Number, Power, Symbol, add, multiply
from matcalc_cli.functions.exponents import opposite, polynomial, simplified
from matcalc_cli.numeric import Evaluation
from matcalc_cli.printers.text import text
from matcalc_cli.sizes import SCALAR

k, l = (Symbol(name, SCALAR, ("whole",)) for name in "kl")
i = Symbol("i", SCALAR, ("index",))
one, two = Number(1), Number(2)
HALF = Power(two, Number(-1))

# An exponent, what it is simplified to, and -k where it is negative for all letters from 1 on.
CASES: list[tuple[Expr, str, str | None]] = [
    (Number(-3), "-3", "3"),
    (Number(3), "3", None),
    (Number(0), "0", None),
    (k, "k", None),
    (-k, "-k", "k"),
    (add(k, -one), "k - 1", None),
    (add(one, -k), "1 - k", None),  # 0 where k is 1
    (add(-k, -one), "-k - 1", "k + 1"),
    (add(k, one, -one), "k + 1 - 1", None),  # no letter is written less
    (add(k, -one, -one), "k - 1 - 1", None),
    (add(-one, k, -k), "-1", "1"),
    (add(k, l, -k), "l", None),
    (add(k, -k), "0", None),
    (add(one, k, l, -k), "l + 1", None),
    (add(multiply(two, k), -k, -k), "0", None),
    (add(multiply(k, l), -multiply(l, k), -k), "-k", "k"),
    (add(multiply(k, add(l, one)), -multiply(k, l)), "k", None),
    (multiply(-add(k, one), add(l, -one), two), "-(k + 1) (l - 1) * 2", None),
    (add(k, -l), "k - l", None),
    (add(-k, -l, one), "-k - l + 1", "k + l - 1"),
    (add(-k, -l, two), "-k - l + 2", None),
    (add(i, -k), "i - k", None),  # 0 where i is k
    (add(i, -k, -one), "i - k - 1", "-i + k + 1"),
    (add(i, -k, -l), "i - k - l", "-i + k + l"),
    (add(i, i, -k, -one), "2 i - k - 1", None),
    (add(-i, one), "-i + 1", None),
    (-i, "-i", "i"),
    (add(k, HALF), "k + 1/2", None),
    (Power(k, two), "k^2", None),
    (multiply(Power(k, two), l), "k^2 l", None),
]


def at(expr: Expr, numbers: dict[Expr, int]) -> object:
    return Evaluation({}, numbers, {}, {}).value(expr)


@pytest.mark.parametrize(("exponent", "shorter", "turned"), CASES, ids=[c[1] for c in CASES])
def test_exponents(exponent: Expr, shorter: str, turned: str | None) -> None:
    found, negative = simplified(exponent), opposite(exponent)
    assert text(found, unicode=False) == shorter
    assert (None if negative is None else text(negative, unicode=False)) == turned
    for numbers in product(range(1, 4), repeat=3):
        here: dict[Expr, int] = dict(zip((k, l, i), numbers, strict=True))
        assert at(found, here) == at(exponent, here)
        if negative is not None and here[i] <= min(here[k], here[l]):
            assert at(negative, here) == -at(exponent, here) > 0  # type: ignore[operator]


def test_what_is_no_polynomial() -> None:
    assert polynomial(Power(k, two)) is None
    assert polynomial(multiply(k, HALF)) is None
