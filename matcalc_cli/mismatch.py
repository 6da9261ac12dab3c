"""The shapes of products, operands whose shapes do not fit, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matcalc_cli.sizes import ONE, Shape, shape_text

if TYPE_CHECKING:
    from matcalc_cli.expressions import Expr


class ShapeMismatch(Exception):
    """Operands whose shapes do not fit; `parts` are those two, `message` says what clashes."""

    def __init__(self, message: str, parts: Sequence[Expr] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.parts = tuple(parts)


def cannot_multiply(left: Expr, right: Expr) -> str:
    """What is said of factors whose inner sizes differ."""
    return (
        f"cannot multiply {shape_text(left.shape)} by {shape_text(right.shape)}: "
        f"the inner sizes {left.cols} and {right.rows} differ"
    )


def cannot_add(left: Expr, right: Expr) -> str:
    """What is said of terms whose shapes differ."""
    return f"cannot add {shape_text(left.shape)} and {shape_text(right.shape)}: the shapes differ"


def chain_shape(factors: tuple[Expr, ...]) -> Shape:
    """The shape of a product; scalars among its factors take no part. Raises ShapeMismatch."""
    left: Expr | None = None
    rows = cols = ONE
    for right in factors:
        if right.is_scalar:
            continue
        if left is None:
            rows = right.rows
        elif right.rows is not cols:
            raise ShapeMismatch(cannot_multiply(left, right), (left, right))
        left, cols = right, right.cols
    return rows, cols
