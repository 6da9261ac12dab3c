"""Which of the values that are solved for already lead back to an unknown."""

from __future__ import annotations

import pytest

from matcalc_cli.expressions import Expr, Number, Symbol
from matcalc_cli.solving.elimination import _leads_to

a, b, c, x = map(Symbol, "abcx")
one = Number(1)


@pytest.mark.parametrize(
    ("value", "solved", "leads"),
    [
        (x + a, {}, True),
        (a + b, {}, False),
        (a + one, {a: x * b}, True),
        (a + one, {a: b + one, b: c * c, c: x + one}, True),  # by way of several
        (a + one, {a: b + one, b: a * c}, False),  # in a circle, and never there
        (a + one, {a: b + one, b: a * x}, True),
        (one, {a: x + one}, False),
    ],
)
def test_leads_to(value: Expr, solved: dict[Symbol, Expr], leads: bool) -> None:
    assert _leads_to(value, x, list(solved.items())) is leads
