"""A long product kept in one piece, so that what is made of its beginnings and ends can share them.

Products are flat: each term of d(A₁ X A₂ X …) would have all the factors, and the terms together the
square of their number. What stands before and behind each dX is shared instead, in parts of which
each goes on from the one before it, and which no constructor flattens.
"""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.expressions import Expr, Product, multiply
from matcalc_cli.functions.function import Function, Linear, Notation

_LONG = 16  # factors: a part of so many is one factor of what goes on from it
_VERY_LONG = 64

# No entry of the table: it is written as a bracket, which is how it is read, as what is in it.
HELD: Function = Function(
    "held", "A product as one factor.",
    signature="*->*",
    linear=Linear(adjoint=lambda k, G, A: G, matrix=lambda k, J, A: J),
    evaluate=lambda mp, A: A,
    notation=Notation("around", "( )", "( )", r"\left( \right)"),
    example="(A X)",
    code=dict.fromkeys(("numpy", "torch", "julia", "matlab", "sympy"), "{0}"),
)  # fmt: skip


def held(A: Expr) -> Expr:
    """A as one factor; what is short stays as it is."""
    return HELD(A) if isinstance(A, Product) and len(A.children) >= _LONG else A


def in_one_piece(A: Expr) -> Expr:
    """A very long product as one factor, for products that grow at each level of a deep function."""
    return HELD(A) if isinstance(A, Product) and len(A.children) >= _VERY_LONG else A


def beginnings(factors: Sequence[Expr]) -> list[tuple[Expr, ...]]:
    """What stands before each factor: a product as one factor, and at most one factor more."""
    found: list[tuple[Expr, ...]] = [()]
    for factor in factors[:-1]:
        found.append(_shortened((*found[-1], factor)))
    return found


def endings(factors: Sequence[Expr]) -> list[tuple[Expr, ...]]:
    """What stands behind each factor, in the same way."""
    found: list[tuple[Expr, ...]] = [()]
    for factor in reversed(factors[1:]):
        found.append(_shortened((factor, *found[-1])))
    return found[::-1]


def _shortened(factors: tuple[Expr, ...]) -> tuple[Expr, ...]:
    return factors if len(factors) < _LONG else (HELD(multiply(*factors)),)
