"""Symbols that the tests of the printers share."""

from __future__ import annotations

from matcalc_cli.expressions import Number, Symbol
from matcalc_cli.rationals import ratio
from matcalc_cli.sizes import ONE, Size

n, m = Size.letter("n"), Size.letter("m")
A, B = Symbol("A", (n, n)), Symbol("B", (n, n))
X = Symbol("X", (n, m))
x, y, b = (Symbol(name, (n, ONE)) for name in "xyb")
s, k = Symbol("s"), Symbol("k", properties=("whole",))
i, j = (Symbol(name, properties=("index",)) for name in "ij")
x_i = Symbol("x", (n, ONE), (), (i,))
Sigma, mu, sigma = Symbol("Sigma", (n, n)), Symbol("mu", (n, ONE)), Symbol("sigma")
half = Number(ratio(1, 2))


def number(value: int) -> Number:
    return Number(value)
