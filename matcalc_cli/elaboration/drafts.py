"""Half-elaborated expressions: shapes while sizes are still unknown.

A `Draft` has the shape of an expression in sizes that may still be unknown and knows how to build
the expression once they are settled. Whether a size is 1 is known from the start.
"""

from __future__ import annotations

from collections.abc import Callable

from matcalc_cli.expressions import Expr
from matcalc_cli.rationals import Rational
from matcalc_cli.sizes import ONE, Size


class Draft:
    """An expression to be: its sizes, and `make` to build it.

    `value` is set for a literal number. `form` tells what it is to those who read it further:
    "det", "absdet", "transpose" (`inner` is the matrix), "negative" (`inner` is what the sign
    stands before), "square" (of a norm: `inner` is its square), or "".
    """

    __slots__ = (
        "_built", "cols", "form", "inner", "make", "one_col", "one_row", "rows", "scalar", "value",
    )  # fmt: skip

    def __init__(
        self, rows: Size, cols: Size, make: Callable[[], Expr], *, value: Rational | None = None,
        form: str = "", inner: Draft | None = None,
    ) -> None:  # fmt: skip
        self.rows = rows
        self.cols = cols
        self.make = make
        self.value = value
        self.form = form
        self.inner = inner
        self.one_row = rows is ONE
        self.one_col = cols is ONE
        self.scalar = self.one_row and self.one_col
        self._built: Expr | None = None

    @property
    def is_vector(self) -> bool:
        """Whether it is n×1 with n other than 1."""
        return self.one_col and not self.one_row

    @property
    def is_row(self) -> bool:
        """Whether it is 1×n with n other than 1."""
        return self.one_row and not self.one_col

    @property
    def is_matrix(self) -> bool:
        """Whether neither size is 1."""
        return not self.one_row and not self.one_col

    def build(self) -> Expr:
        """The expression, built once."""
        if self._built is None:
            self._built = self.make()
            del self.make  # it holds the reader, which holds the draft
        return self._built


def scalar(make: Callable[[], Expr], *, form: str = "", inner: Draft | None = None) -> Draft:
    """A draft of a scalar."""
    return Draft(ONE, ONE, make, form=form, inner=inner)
