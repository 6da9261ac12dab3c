"""Subscripts: a letter and a number, put for one another."""

from __future__ import annotations

import pytest

from matcalc_cli.expressions import (
    Expr,
    IndexedSum,
    Number,
    SizeNumber,
    Symbol,
    add,
    multiply,
)
from matcalc_cli.indices import numbers_together, reindex, shift, whole
from matcalc_cli.members import member_terms, unmarked
from matcalc_cli.sizes import SCALAR, Size

i, j = (Symbol(name, SCALAR, ("index",)) for name in "ij")
n = SizeNumber(Size.letter("n"))


def member(*subscripts: Expr) -> Symbol:
    return Symbol("x", SCALAR, (), subscripts)


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ((i, Number(1), Number(1)), i + 2), ((i, Number(1), Number(-1)), i),
        ((i, Number(-3), Number(1)), add(i, Number(-2))), ((i, j, Number(2)), add(i, j, Number(2))),
        ((i, Number(4)), i + 4),
    ],
)  # fmt: skip
def test_numbers_together(terms: tuple[Expr, ...], expected: Expr) -> None:
    found = numbers_together(add(*terms))
    assert found is expected


def test_another_index() -> None:
    assert reindex(member(i), i, j) is member(j)
    assert reindex(member(i + 1), i, j) is member(j + 1)
    assert reindex(member(i + 1), i, j + 1) is member(j + 2)
    assert reindex(member(i + 1), i, add(j, Number(-1))) is member(j)
    assert reindex(member(j), i, Number(3)) is member(j)


def test_shifts() -> None:
    assert shift(member(i), i) == 0 and shift(member(i + 2), i) == 2
    assert shift(member(i, i + 3), i) == 3 and shift(member(j), i) is None
    assert shift(member(multiply(Number(2), i)), i) is None


def test_values_of_subscripts() -> None:
    bound, sizes = {i: 2, j: 5}, {"n": 4}
    for subscript, value in [
        (Number(3), 3), (n, 4), (i, 2), (i + 1, 3), (add(j, n), 9),
        (multiply(Number(2), j), 10), (add(n, Number(-1)), 3),
    ]:  # fmt: skip
        assert whole(subscript, bound, sizes) == value


def test_a_letter_that_is_bound_again_within_is_another_index() -> None:
    k = Symbol("k", SCALAR, ("index",))
    inner = IndexedSum(i, n, member(i) ** 2)
    node = IndexedSum(i, n, multiply(member(i), member(j), inner))
    ((term, marked),) = member_terms(node, member(k))
    assert term is multiply(marked, member(j), inner) and marked is not member(k)
    assert unmarked(term) is multiply(member(k), member(j), inner)
    assert member_terms(IndexedSum(i, n, multiply(member(j), inner)), member(k)) == []
