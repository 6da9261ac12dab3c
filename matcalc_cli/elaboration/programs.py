"""Products as programs write them: `@` between one-dimensional arrays, `*` beside `@`.

The reader of text makes a call `matmul` of a chain of `@` in which a vector may stand on the left,
and a call `star` of a `*` in a text that also has `@` or `.T`.
"""

from __future__ import annotations

from matcalc_cli.elaboration.drafts import Draft, scalar
from matcalc_cli.elaboration.misfits import Misfit, Part
from matcalc_cli.elaboration.powers import transposed
from matcalc_cli.elaboration.reader import Reader
from matcalc_cli.expressions import multiply
from matcalc_grammar import syntax


def matmul(reader: Reader, node: syntax.Call) -> Draft:
    """`a @ b @ c`, left to right; a vector on the left is a row, and a row of the end a vector.

    That is what NumPy does with arrays of one dimension. Raises Misfit.
    """
    first, *rest = node.arguments
    product = reader.read(first)
    row: list[Draft] = []  # the vector that was made a row, and what it was multiplied by
    before: syntax.Expression = first
    for operand in rest:
        draft = reader.read(operand)
        parts = Part(before, product), Part(operand, draft)
        if product.scalar or draft.scalar:
            raise Misfit("shape-mismatch", "`@` multiplies arrays, not {0} by {1}", parts)
        if product.is_vector and not draft.one_row:
            product, row = transposed(product), [product]
        product = _product(reader, product, draft, parts)
        row = [*row, draft] if row and product.is_row else []
        before = node
    return _turned(row) if row else product


def _turned(row: list[Draft]) -> Draft:
    """The transpose of xᵀ A B as Bᵀ Aᵀ x."""
    factors = [row[0], *map(transposed, row[1:])][::-1]
    rows, cols = factors[0].rows, factors[-1].cols
    return Draft(rows, cols, lambda: multiply(*[factor.build() for factor in factors]))


def _product(reader: Reader, left: Draft, right: Draft, parts: tuple[Part, Part]) -> Draft:
    """The matrix product of two arrays. Raises Misfit."""
    local = left.one_col != right.one_row
    if local or not reader.sizes.unify(left.cols, right.rows):
        raise Misfit(
            "shape-mismatch",
            "cannot multiply {0} by {1}: the inner sizes differ",
            parts, local=local,
        )  # fmt: skip
    if left.one_row and right.one_col:
        return scalar(lambda: multiply(left.build(), right.build()))
    return Draft(left.rows, right.cols, lambda: multiply(left.build(), right.build()))


def star(reader: Reader, node: syntax.Call) -> Draft:
    """`a * b` where one is a scalar; between arrays it could be either product. Raises Misfit."""
    left, right = (reader.read(argument) for argument in node.arguments)
    if left.scalar and right.scalar:
        return scalar(lambda: multiply(left.build(), right.build()))
    if not (left.scalar or right.scalar):
        raise Misfit(
            "mixed-operators",
            "`*` stands between the arrays {0} and {1}, in a text that also has `@` or `.T`",
            (Part(node.arguments[0], left), Part(node.arguments[1], right)),
            help="write `.*` for the product entry by entry, or `@` for the matrix product",
        )  # fmt: skip
    like = right if left.scalar else left
    return Draft(like.rows, like.cols, lambda: multiply(left.build(), right.build()))
