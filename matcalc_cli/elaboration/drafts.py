"""Half-elaborated expressions: shapes while sizes are still unknown, and what goes wrong with them.

A `Draft` has the shape of an expression in sizes that may still be unknown and knows how to build
the expression once they are settled. Whether a size is 1 is known from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from matcalc_cli.expressions import Expr
from matcalc_cli.rationals import Rational
from matcalc_cli.sizes import ONE, Size
from matcalc_grammar.syntax import Expression, Span

if TYPE_CHECKING:
    from matcalc_cli.elaboration.reader import Reader


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


class Part:
    """An operand of a misfit: where it was typed and its draft."""

    __slots__ = ("draft", "node")

    def __init__(self, node: Expression, draft: Draft) -> None:
        self.node = node
        self.draft = draft


class Misfit(Exception):
    """A reading fails.

    `template` is formatted with {0}, {1} … for the operands with their shapes, {rows0}, {cols0} …
    for their sizes and {text0} … for the operands alone; so is `help`. `local` tells that the kinds
    of the names in `culprits` (by default, in `parts`) suffice for the failure, whatever the sizes.
    `repair` is the operation to try mended: ("multiply" or "add", its node, the places of the two
    operands). `reader` is set by who started the reading, `place` where a definition stands for
    what was typed elsewhere.
    """

    def __init__(
        self, name: str, template: str, parts: tuple[Part, ...], *, help: str = "",
        local: bool = True, repair: tuple[str, Expression, int, int] | None = None,
        culprits: Iterable[Expression] = (),
    ) -> None:  # fmt: skip
        super().__init__(name)
        self.name = name
        self.template = template
        self.parts = parts
        self.help = help
        self.local = local
        self.repair = repair
        self.culprits = tuple(culprits)
        self.reader: Reader | None = None
        self.place: Span | None = None
