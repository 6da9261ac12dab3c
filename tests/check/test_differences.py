"""What is said of a difference, and that nothing is where it would be long."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from matcalc_cli.checking.differences import difference, explained
from matcalc_cli.expressions import Expr, Number, Symbol, add, multiply

_Make = Callable[[Expr], Expr]
p, q = Symbol("p"), Symbol("q")


def long(nodes: int) -> Expr:
    """A product of so many nodes, itself among them."""
    return multiply(*[Symbol(f"s{k}") for k in range(1, nodes)])


def times(number: int, expr: Expr) -> Expr:
    return multiply(Number(number), expr)


# The derivative and the claim, made with a product; its nodes where all is shown; what is said.
CASES: list[tuple[str, _Make, _Make, int, str]] = [
    ("missing", lambda P: add(P, q), lambda P: q, 24, "the term {0} is missing"),
    ("terms missing", lambda P: add(P, p, q), lambda P: q, 22, "the terms {0} are missing"),
    ("extra", lambda P: q, lambda P: add(P, q), 24, "the term {0} is too much"),
    ("coefficient", lambda P: add(times(2, P), q), lambda P: add(times(3, P), q), 24,
     "the coefficient of {0} is {1}, not {2}"),
    ("sign", lambda P: add(times(2, P), q), lambda P: add(times(-2, P), q), 24,
     "the sign of {0} is wrong"),
    ("long term missing", lambda P: add(P, q), lambda P: add(p, q), 24,
     "{0} stands where {1} belongs"),
    ("long term there", lambda P: add(p, q), lambda P: add(P, q), 24,
     "{0} stands where {1} belongs"),
    ("difference", lambda P: add(P, times(2, q)), lambda P: q, 22,
     "the derivative less the claim is {0}"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "claimed", "most", "words"),
                         [case[1:] for case in CASES], ids=[case[0] for case in CASES])  # fmt: skip
def test_what_is_long_is_not_said(right: _Make, claimed: _Make, most: int, words: str) -> None:
    for nodes in (3, most, most + 1):
        P = long(nodes)
        here, there = right(P), claimed(P)
        rest = difference(here, there)
        assert rest is not None
        found = explained(here, there, rest)
        assert found.template == ("" if nodes > most else words), nodes
