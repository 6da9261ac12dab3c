"""Norms, bars and inner products."""

from __future__ import annotations

from matcalc_cli.elaboration.drafts import Draft, Misfit, Part, scalar
from matcalc_cli.elaboration.powers import square, transposed, upright
from matcalc_cli.elaboration.reader import Reader, reads
from matcalc_cli.elaboration.wording import text_of
from matcalc_cli.errors import Mark, Unsupported
from matcalc_cli.expressions import Number, Power, multiply
from matcalc_cli.functions.entrywise import absolute
from matcalc_cli.functions.norms import NORM1, norm, squared_norm
from matcalc_cli.functions.reductions import MAX
from matcalc_cli.functions.scalars_of_matrices import DET, INNER, inner
from matcalc_cli.functions.spectral import NUCLEAR, SPECTRAL
from matcalc_cli.rationals import ratio
from matcalc_grammar import syntax
from matcalc_grammar.syntax import Expression

_OTHER_NORMS = {"2": SPECTRAL, "*": NUCLEAR}
_OTHERS = {
    "1": "the 1-norm of a matrix", "2": "the spectral norm", "inf": "the maximum norm of a matrix",
    "*": "the nuclear norm",
}  # fmt: skip


@reads(syntax.Norm)
def norms(reader: Reader, node: syntax.Norm) -> Draft:
    """‖E‖ in one of its kinds; of a row, that of its column."""
    draft = upright(reader.read(node.operand))
    if not isinstance(node.kind, str):
        return _weighted(reader, node, node.kind, draft)
    return norm_of(reader, node, node.operand, draft, node.kind)


def norm_of(
    reader: Reader, node: Expression, operand: Expression, draft: Draft, kind: str
) -> Draft:
    """The norm of a draft: absolute value, Euclidean, sum of absolute values, or Frobenius."""
    if draft.scalar and kind in ("", "1", "2", "inf", "F"):
        return scalar(lambda: absolute(draft.build()))
    if draft.is_vector and kind == "1":
        return scalar(lambda: NORM1(draft.build()))
    record = _OTHER_NORMS.get(kind)
    if record is not None and draft.is_matrix:
        return scalar(lambda: record(draft.build()))
    if draft.is_vector and kind == "inf":
        return scalar(lambda: MAX(absolute(draft.build())))
    vector = draft.is_vector and kind in ("", "2", "F")
    if not vector and not (draft.is_matrix and kind in ("", "F")):
        message = f"{_OTHERS[kind]} of {text_of(operand)} is not supported"
        raise Unsupported("not-supported", message, (Mark(reader.span(node), ""),))
    if not vector and not kind:
        reader.note(f"||{text_of(operand)}|| is read as the Frobenius norm")
    squared = scalar(lambda: squared_norm(draft.build()))
    return scalar(lambda: norm(draft.build()), form="square", inner=squared)


def _weighted(reader: Reader, node: syntax.Norm, weight: Expression, draft: Draft) -> Draft:
    """‖x‖_A, with ‖x‖_A² = xᵀ A x."""
    matrix = reader.read(weight)
    parts = Part(weight, matrix), Part(node.operand, draft)
    if not matrix.is_matrix or not draft.is_vector:
        template = "a weighted norm takes a square matrix and a vector, not {0} and {1}"
        raise Misfit("shape-mismatch", template, parts)
    square(reader, weight, matrix, "a weighted norm")
    if not reader.sizes.unify(matrix.cols, draft.rows):
        template = "cannot weight {1} with {0}: the sizes {cols0} and {rows1} differ"
        raise Misfit("shape-mismatch", template, parts, local=False)
    row = transposed(draft)
    squared = scalar(lambda: multiply(row.build(), matrix.build(), draft.build()))
    half = Number(ratio(1, 2))
    return scalar(lambda: Power(squared.build(), half), form="square", inner=squared)


@reads(syntax.Bars)
def bars(reader: Reader, node: syntax.Bars) -> Draft:
    """|E|: the absolute value of a scalar, the determinant of a square matrix."""
    draft = reader.read(node.operand)
    if draft.scalar:
        return absolute_value(draft)
    if not draft.is_matrix:
        raise Misfit(
            "ambiguous-operation", "|{text0}| of a vector reads two ways",
            (Part(node.operand, draft),),
            help="`abs({text0})` acts entry by entry, `||{text0}||` is the norm",
        )  # fmt: skip
    return determinant(reader, node.operand, draft)


def absolute_value(draft: Draft) -> Draft:
    """abs of a scalar, remembering that it is one of a determinant."""
    form = "absdet" if draft.form == "det" else ""
    return scalar(lambda: absolute(draft.build()), form=form, inner=draft.inner)


def determinant(reader: Reader, node: Expression, draft: Draft) -> Draft:
    """The determinant of a square matrix; a scalar is its own. Raises Misfit."""
    if draft.scalar:
        return draft
    square(reader, node, draft, "the determinant")
    return scalar(lambda: DET(draft.build()), form="det", inner=draft)


@reads(syntax.Inner)
def inner_product(reader: Reader, node: syntax.Inner) -> Draft:
    """⟨A, B⟩: AᵀB of vectors, the sum of products of entries of matrices."""
    left, right = upright(reader.read(node.left)), upright(reader.read(node.right))
    local = left.one_row != right.one_row or left.one_col != right.one_col
    if local or not reader.unify(left, right):
        raise Misfit(
            "shape-mismatch", "the inner product of {0} and {1} needs one shape",
            (Part(node.left, left), Part(node.right, right)), local=local,
        )  # fmt: skip
    if left.scalar:
        return scalar(lambda: multiply(left.build(), right.build()))
    if left.is_vector:
        return scalar(lambda: inner(left.build(), right.build()))
    return scalar(lambda: INNER(left.build(), right.build()))
