"""softmax: what it gives adds up to 1, row by row for a matrix."""

from __future__ import annotations

from matcalc_cli.expressions import Call, Expr
from matcalc_cli.functions.reductions import softmax
from matcalc_cli.functions.structure import ONES, TRANSPOSE, ones
from matcalc_cli.normal_form.chains import PAIRS
from matcalc_cli.sizes import ONE


def _before_ones(left: Call, right: Expr) -> Expr | None:
    """softmax(X) 1 = 1."""
    adds = isinstance(right, Call) and right.function is ONES and left.cols != ONE
    return ones(left.rows, right.cols) if adds else None


def _after_ones(left: Call, right: Expr) -> Expr | None:
    """1ᵀ softmax(X)ᵀ = 1ᵀ."""
    if not isinstance(right, Call) or right.function is not TRANSPOSE:
        return None
    share = right.children[0]
    adds = isinstance(share, Call) and share.function is softmax and share.cols != ONE
    return ones(left.rows, right.cols) if adds else None


PAIRS[softmax] = _before_ones
PAIRS[ONES] = _after_ones
