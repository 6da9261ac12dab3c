"""Entries of arrays: eᵢᵀ A eⱼ is written Aᵢⱼ, and eᵢᵀ x is written xᵢ."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.expressions import Call, Expr, multiply
from matcalc_cli.functions.reductions import MATRIX_POWER
from matcalc_cli.functions.structure import TRANSPOSE, UNIT, eye
from matcalc_cli.sizes import ONE, Size
from matcalc_grammar.frozen import Frozen


class Picked(Frozen):
    """An array, and the places of one of its entries: one of a vector, two of a matrix."""

    array: Expr
    places: tuple[Expr, ...]


def picked(chain: Sequence[Expr]) -> Picked | None:
    """The entry that the factors of a scalar product are, or None; eᵢᵀ eⱼ is one of I."""
    if len(chain) < 2 or chain[0].rows != ONE or chain[-1].cols != ONE:
        return None
    row, column = _row_place(chain[0]), _place(chain[-1])
    if row is not None and column is not None:
        return _of_matrix(chain[1:-1], row, column, chain[0].cols)
    if row is not None:
        return Picked(multiply(*chain[1:]), (row,))
    turned = _untransposed(chain[0])
    if column is not None and turned is not None and len(chain) == 2:
        return Picked(turned, (column,))
    return None


def _of_matrix(inside: Sequence[Expr], row: Expr, column: Expr, size: Size) -> Picked:
    array = multiply(*inside) if inside else eye(size)
    turned = _untransposed(array)
    return Picked(array, (row, column)) if turned is None else Picked(turned, (column, row))


def _place(factor: Expr) -> Expr | None:
    """The i of eᵢ."""
    unit = isinstance(factor, Call) and factor.function is UNIT
    return factor.children[0] if unit else None


def _row_place(factor: Expr) -> Expr | None:
    """The i of eᵢᵀ."""
    turned = _untransposed(factor)
    return None if turned is None else _place(turned)


def _untransposed(factor: Expr) -> Expr | None:
    """The A of Aᵀ, the Aᵏ of (Aᵀ)ᵏ."""
    if not isinstance(factor, Call):
        return None
    if factor.function is MATRIX_POWER:
        base = _untransposed(factor.children[0])
        return None if base is None else factor.rebuild((base, factor.children[1]))
    return factor.children[0] if factor.function is TRANSPOSE else None
