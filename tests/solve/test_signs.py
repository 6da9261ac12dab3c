"""The signs that are shown of numbers, entries and quadratic forms, and the values beside them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from matcalc_cli.definite import (
    Sign,
    definite_word,
    definiteness,
    entries_sign,
    form_sign,
    is_invertible,
)
from matcalc_cli.expressions import Expr
from matcalc_cli.numeric import mp
from matcalc_cli.sampling.sampler import Sampler
from tests.solve.solving import expression

# The sign, then a number of which that and no more is shown; ? where nothing is.
NUMBERS = """
    >=0 0
    >0  3
    <0  -2
    >0  pi
    >0  n where x in R^n, n in R
    >0  a where a in R positive
    <0  -a where a in R positive
    >=0 a where a in R nonnegative
    <=0 -a where a in R nonnegative
    ?   a where a in R
    >=0 a^2 where a in R
    <=0 -a^2 where a in R
    >0  a^2 where a in R positive
    >0  a^-2 where a in R
    >0  a^3 where a in R positive
    >=0 a^3 where a in R nonnegative
    ?   a^3 where a in R
    <0  (-1 - a)^3 where a in R positive
    ?   (-1 - a)^(1/3) where a in R positive
    >0  a^-1 where a in R nonnegative
    ?   a^-1 where a in R
    >=0 sqrt(a) where a in R
    >0  1/sqrt(a) where a in R
    ?   a^(1/3) where a in R
    >=0 a^(1/3) where a in R nonnegative
    >0  a^b where a in R positive, b in R
    ?   a^b where a in R nonnegative, b in R
    >=0 a b where a in R positive, b in R nonnegative
    <0  -a b where a in R positive, b in R positive
    ?   a b where a in R positive, b in R
    >=0 a b^2 where a in R positive, b in R
    >0  a + b where a, b in R positive
    >0  a + b where a in R positive, b in R nonnegative
    >=0 a + b where a, b in R nonnegative
    <0  -a - b where a in R positive, b in R nonnegative
    ?   a - b where a, b in R positive
    ?   a + b where a in R positive, b in R
    >0  a (1 - sigmoid(b)) where a in R positive, b in R
    >0  a^2 + 1 where a in R
    ?   a^2 - 1 where a in R
    <0  -a^2 - 1 where a in R
    >0  (a^2 + 1)^3 where a in R
    >0  (a + b)^-1 where a, b in R positive
    >0  exp(a) where a in R
    >0  cosh(a) where a in R
    >0  sigmoid(a) where a in R
    >0  softplus(a) where a in R
    ?   sin(a) where a in R
    ?   log(a) where a in R positive
    >=0 abs(a) where a in R
    >=0 ||x||^2
    >=0 ||x||
    >=0 ||x||_1
    >=0 ||X||_F
    >0  ||X||_F^2 + 1
    >0  1 - sigmoid(a) where a in R
    >0  1 - tanh(a) where a in R
    ?   2 - sigmoid(a) where a in R
    ?   1 - 2 sigmoid(a) where a in R
    ?   1 - exp(a) where a in R
    >0  1 + sigmoid(a) where a in R
    ?   1 - a where a in R
    ?   1 - sigmoid(a) - sigmoid(b) where a, b in R
    >0  sum(x) where x in R^n positive
    >=0 sum(x) where x in R^n nonnegative
    ?   sum(x) where x in R^n
    >0  sum(exp(x)) where x in R^n
    <0  -sum(exp(x)) where x in R^n
    >0  sum(X .* Y) where X, Y in R^{m x n} positive
    >0  1^T A 1 where A pd
    >=0 1^T A 1 where A psd
    >=0 1^T A B A 1 where A symmetric, B pd
    ?   sum(A x)
    >=0 x^T A x where A pd
    >=0 x^T A x where A psd
    <=0 -x^T A x where A psd
    ?   x^T A x
    ?   x^T y
    >=0 x^T A^T B A x where B psd
    >=0 x^T (A + B) x where A, B pd
    >=0 x^T A x / (x^T x) where A pd
    >=0 sum_i x_i^2 where x_i in R
    ?   sum_i x_i where x_i in R
    >0  sum_{i=1}^n exp(x_i) where x_i in R
    <0  -sum_{i=1}^n exp(x_i) where x_i in R
"""
ENTRIES = """
    >0  x where x in R^n positive
    >=0 x where x in R^n nonnegative
    ?   x where x in R^n
    <0  -x where x in R^n positive
    >0  exp(x) where x in R^n
    >0  cosh(X)
    >0  sigmoid(x) where x in R^n
    >0  softplus(x) where x in R^n
    >0  1 - sigmoid(x) where x in R^n
    >0  1 - tanh(x) where x in R^n
    ?   2 - sigmoid(x) where x in R^n
    >0  1 + sigmoid(x) where x in R^n
    >=0 x.^2 where x in R^n
    >0  x.^2 where x in R^n positive
    >0  x.^-2 where x in R^n
    ?   x.^3 where x in R^n
    >=0 x.^3 where x in R^n nonnegative
    >0  x.^-3 where x in R^n positive
    ?   x.^(1/2) where x in R^n
    >0  x.^(1/2) where x in R^n positive
    >=0 x.^(1/3) where x in R^n nonnegative
    <0  (-x - 1).^3 where x in R^n positive
    >0  (-x - 1).^2 where x in R^n positive
    ?   (-x - 1).^(1/3) where x in R^n positive
    >0  ones(n)
    <0  -2 ones(n)
    >0  x .* y where x, y in R^n positive
    <0  -x .* y where x, y in R^n positive
    >=0 x .* y where x in R^n positive, y nonnegative
    ?   x .* y where x in R^n positive
    >0  x + 1 where x in R^n nonnegative
    >=0 x + y where x, y in R^n nonnegative
    <=0 -x - y where x, y in R^n nonnegative
    >0  2 x + 3 y where x, y in R^n positive
    ?   x - y where x, y in R^n positive
    ?   x + y where x in R^n positive
    ?   A x where x positive
    >0  a x where a in R positive, x in R^n positive
    ?   a x where a in R, x in R^n positive
    >=0 a^2 x where a in R, x in R^n positive
    <=0 -a x where a in R nonnegative, x in R^n positive
    >0  (1 - sigmoid(x)) .* sigmoid(x) where x in R^n
    >0  (x + 1).^2 where x in R^n nonnegative
    >0  (x + y) .* z where x, y, z in R^n positive
    >=0 ||x||^2 y where y in R^k positive
    >0  x ./ y where x, y in R^n positive
    ?   1 ./ x where x in R^n
"""
FORMS = """
    >=0 X^T X
    <=0 -X^T X
    >0  X^T X + I
    >=0 A^T D A where D pd
    >0  A^T D A where D pd, A invertible
    >=0 A^T D A where D psd, A invertible
    >=0 A^T diag(w) A where w positive
    >0  A^T diag(w) A where w positive, A invertible
    >=0 A^T diag(w) A where w nonnegative, A invertible
    <=0 -A^T diag(w) A where w positive
    >=0 A^T diag(w.^2) A
    >=0 A^T diag(exp(w)) A
    ?   A^T diag(w) A
    >0  diag(w) where w in R^n positive
    >=0 diag(w) where w in R^n nonnegative
    ?   diag(w) where w in R^n
    ?   diag(A) where A pd
    >0  S where S pd
    >=0 S where S psd
    ?   S where S symmetric
    ?   D where D diagonal
    <0  -S where S pd
    <=0 -S where S psd
    >0  S^-1 where S pd
    ?   S^-1 where S symmetric
    <0  -S^-1 where S pd
    >0  S^-1 + T^-1 where S, T pd
    >0  (X^T X)^-1
    >0  (X^T X + I)^-1
    <0  (-X^T X - I)^-1
    >0  I(n)
    <0  -2 I(n)
    >0  2 S + 3 T where S psd, T pd
    >=0 S + T where S, T psd
    <0  -S - T where S psd, T pd
    ?   S - T where S, T pd
    ?   S + T where S pd
    >0  kron(S, T) where S, T pd
    >=0 kron(S, T) where S pd, T psd
    >=0 kron(S, X^T X) where S pd
    <0  -kron(S, T) where S, T pd
    ?   kron(S, T) where S pd, T symmetric
    >0  S .* T where S, T pd
    >=0 S .* T where S pd, T psd
    ?   S .* T where S pd, T symmetric
    >=0 S^2 where S symmetric
    >0  S^2 where S symmetric invertible
    >0  S^2 where S pd
    >0  S^3 where S pd
    >=0 S^3 where S psd
    ?   S^3 where S symmetric
    ?   S^2 where S in R^{n x n}
    ?   S^2 where S skew
    >=0 sum_i x_i x_i^T
    >0  sum_i x_i x_i^T + I
    <=0 -sum_i x_i x_i^T
    ?   sum_i x_i y_i^T
    >=0 A A^T
    >0  A A^T where A invertible
    >=0 A B B^T A^T
    >0  A B B^T A^T where A, B invertible
    >=0 A B B^T A^T where A in R^{n x n}, B invertible
    >=0 A B B^T A^T where A invertible, B in R^{n x p}
    >0  A B S B^T A^T where A, B invertible, S pd
    >=0 a a^T
    <=0 -a a^T
    ?   a b^T
    >0  a a^T + I
    >0  λ I + X^T X where λ positive
    >=0 λ X^T X where λ nonnegative
    >=0 λ^2 X^T X where λ in R
    ?   λ X^T X where λ in R
    ?   X^T X - λ I where λ positive
    >0  λ S where S pd, λ positive
    <0  -λ S where S pd, λ positive
    >0  exp(λ) S where S pd, λ in R
    >=0 ones(n) ones(n)^T
    >0  A + A^T where A pd
    ?   A + A^T
    >=0 A D A where D pd, A symmetric
    >0  A D A where D pd, A symmetric invertible
    ?   A D A where D pd, A in R^{n x n}
    ?   X^T X - Y^T Y
    ?   A^T S A where S symmetric
    ?   S T where S, T pd
    >=0 x x^T ||y||^2
    >=0 ||y||^2 I(n)
    >0  (||y||^2 + 1) I(n)
    >=0 X^T (S + T) X where S, T pd
    >0  X^T (S + T) X where S, T pd, X invertible
    ?   X^T (S - T) X where S, T pd
    >0  Q^T D Q where Q orthogonal, D pd
    >0  A^-T S A^-1 where S pd
"""
WORDS = {">0": "positive definite", ">=0": "positive semidefinite", "?": "",
         "<0": "negative definite", "<=0": "negative semidefinite"}  # fmt: skip


def rows(table: str) -> list[tuple[str, str]]:
    return [(sign, text.strip()) for row in table.strip().splitlines()
            for sign, _, text in [row.strip().partition(" ")]]  # fmt: skip


def spelled(sign: Sign | None) -> str:
    if sign is None:
        return "?"
    return {1: ">", -1: "<"}[sign.direction] + ("0" if sign.strict else "=0")


def sampled(expr: Expr) -> Iterator[Any]:
    """Three values, where it is defined."""
    sampler, random = Sampler(expr, (), {}), Random(5)
    count = 0
    for attempt in range(40):
        try:
            value = sampler.drawn(random, attempt).evaluation(()).value(expr)
        except (ArithmeticError, ValueError):  # outside the domain
            continue
        yield value
        count += 1
        if count == 3:
            return
    pytest.fail("no points")


def holds(sign: str, number: Any) -> bool:
    """Whether a number has a sign, but for rounding."""
    if sign.startswith("<"):
        number = -number
    return bool(number > -(mp.mpf(10) ** -30) if "=" in sign else number > 0)


def form(matrix: Any, along: Any) -> Any:
    return sum(a * entry * b for a, row in zip(along, matrix, strict=True)
               for b, entry in zip(along, row, strict=True))  # fmt: skip


@pytest.mark.parametrize(("sign", "text"), rows(NUMBERS))
def test_numbers(sign: str, text: str) -> None:
    expr = expression(text)
    assert spelled(form_sign(expr)) == sign
    assert sign == "?" or all(holds(sign, value) for value in sampled(expr))


@pytest.mark.parametrize(("sign", "text"), rows(ENTRIES))
def test_entries(sign: str, text: str) -> None:
    expr = expression(text)
    assert spelled(entries_sign(expr)) == sign
    assert sign == "?" or all(holds(sign, e) for value in sampled(expr) for row in value
                              for e in row)  # fmt: skip


@pytest.mark.parametrize(("sign", "text"), rows(FORMS))
def test_quadratic_forms(sign: str, text: str) -> None:
    expr = expression(text)
    found = definiteness(expr)
    assert spelled(found) == sign
    assert definite_word(found) == WORDS[sign]
    random = Random(6)
    for matrix in sampled(expr) if sign != "?" else ():
        for _ in range(3):
            assert holds(sign, form(matrix, [random.choice((-2, -1, 1, 3)) for _ in matrix]))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("A where A in R^{n x n}", False), ("A where A invertible", True),
        ("A where A orthogonal", True), ("A where A pd", True), ("A where A psd", False),
        ("A^T where A invertible", True), ("A^T where A in R^{n x n}", False), ("A^-1", True),
        ("I(n)", True), ("A B where A, B invertible", True),
        ("A B where A invertible, B in R^{n x n}", False), ("X^T X", False), ("X^T X + I", True),
        ("-X^T X - I", True), ("2 A where A invertible", True), ("S + T where S, T pd", True),
        ("A + B where A, B invertible", False), ("kron(S, T) where S, T pd", True),
    ],
)  # fmt: skip
def test_invertible(text: str, known: bool) -> None:
    assert is_invertible(expression(text)) is known
