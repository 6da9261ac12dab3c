"""Nodes that are not well shaped cannot be made, and what is said of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from matcalc_cli.expressions import Expr, Power, Symbol, add, multiply
from matcalc_cli.functions.kronecker import KRON
from matcalc_cli.functions.scalars_of_matrices import TRACE
from matcalc_cli.functions.structure import HADAMARD, INVERSE, UNVEC
from matcalc_cli.mismatch import ShapeMismatch
from matcalc_cli.sizes import ONE, Size

m, n, p = map(Size.letter, "mnp")
A, B = Symbol("A", (m, n)), Symbol("B", (n, p))
a, x = Symbol("a"), Symbol("x", (n, ONE))
CASES: list[tuple[Callable[[], Expr], str, tuple[Expr, ...]]] = [
    (lambda: multiply(A, A), "cannot multiply m×n by m×n: the inner sizes n and m differ", (A, A)),
    (lambda: multiply(A, B, a, x),
     "cannot multiply n×p by n×1: the inner sizes p and n differ", (B, x)),
    (lambda: add(A, B), "cannot add m×n and n×p: the shapes differ", (A, B)),
    (lambda: add(x, x, A), "cannot add n×1 and m×n: the shapes differ", (x, A)),
    (lambda: Power(x, a), "a power needs scalars, not n×1", (x,)),
    (lambda: Power(a, A), "a power needs scalars, not m×n", (A,)),
    (lambda: TRACE(A), "tr takes (n,n), not m×n", (A,)),
    (lambda: INVERSE(x), "inv takes (n,n), not n×1", (x,)),
    (lambda: HADAMARD(A, A, B), "hadamard takes *..., not m×n, m×n, n×p", (A, A, B)),
    (lambda: KRON(A), "kron takes (m,n),(p,q), not m×n", (A,)),
    (lambda: UNVEC(x, sizes=(m, p)), "unvec takes m,n: (m*n), not n×1", (x,)),
]


@pytest.mark.parametrize(("make", "message", "parts"), CASES, ids=[case[1] for case in CASES])
def test_what_does_not_fit_is_told(
    make: Callable[[], Expr], message: str, parts: tuple[Expr, ...]
) -> None:
    with pytest.raises(ShapeMismatch) as told:
        make()
    assert told.value.message == message
    assert told.value.parts == parts
