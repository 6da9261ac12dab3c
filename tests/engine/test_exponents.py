"""Whole exponents: what cancels in them, and which are negative whatever their letters."""

from __future__ import annotations

from itertools import product

import pytest

from matcalc_cli.expressions import Expr, Number, Power, Symbol, add, multiply
from matcalc_cli.functions.exponents import opposite, polynomial, simplified
from matcalc_cli.numeric import Evaluation
from matcalc_cli.printers.text import text
from matcalc_cli.sizes import SCALAR

k, m = (Symbol(name, SCALAR, ("whole",)) for name in "km")
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
    (add(k, m, -k), "m", None),
    (add(k, -k), "0", None),
    (add(one, k, m, -k), "m + 1", None),
    (add(multiply(two, k), -k, -k), "0", None),
    (add(multiply(k, m), -multiply(m, k), -k), "-k", "k"),
    (add(multiply(k, add(m, one)), -multiply(k, m)), "k", None),
    (multiply(-add(k, one), add(m, -one), two), "-(k + 1) (m - 1) * 2", None),
    (add(k, -m), "k - m", None),
    (add(-k, -m, one), "-k - m + 1", "k + m - 1"),
    (add(-k, -m, two), "-k - m + 2", None),
    (add(i, -k), "i - k", None),  # 0 where i is k
    (add(i, -k, -one), "i - k - 1", "-i + k + 1"),
    (add(i, -k, -m), "i - k - m", "-i + k + m"),
    (add(i, i, -k, -one), "2 i - k - 1", None),
    (add(-i, one), "-i + 1", None),
    (-i, "-i", "i"),
    (add(k, HALF), "k + 1/2", None),
    (Power(k, two), "k^2", None),
    (multiply(Power(k, two), m), "k^2 m", None),
]


def at(expr: Expr, numbers: dict[Expr, int]) -> object:
    return Evaluation({}, numbers, {}, {}).value(expr)


@pytest.mark.parametrize(("exponent", "shorter", "turned"), CASES, ids=[c[1] for c in CASES])
def test_exponents(exponent: Expr, shorter: str, turned: str | None) -> None:
    found, negative = simplified(exponent), opposite(exponent)
    assert text(found, unicode=False) == shorter
    assert (None if negative is None else text(negative, unicode=False)) == turned
    for numbers in product(range(1, 4), repeat=3):
        here: dict[Expr, int] = dict(zip((k, m, i), numbers, strict=True))
        assert at(found, here) == at(exponent, here)
        if negative is not None and here[i] <= min(here[k], here[m]):
            assert at(negative, here) == -at(exponent, here) > 0  # type: ignore[operator]


def test_what_is_no_polynomial() -> None:
    assert polynomial(Power(k, two)) is None
    assert polynomial(multiply(k, HALF)) is None
