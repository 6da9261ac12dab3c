"""Norms, bars and inner products."""

from __future__ import annotations

from matcalc_cli.derivation import Condition
from matcalc_cli.elaboration.drafts import Draft, scalar
from matcalc_cli.elaboration.misfits import Misfit, Part
from matcalc_cli.elaboration.powers import square, transposed, upright
from matcalc_cli.elaboration.reader import Reader, reads
from matcalc_cli.elaboration.wording import in_template, text_of
from matcalc_cli.errors import InputProblem, Mark
from matcalc_cli.expressions import Expr, Number, Power, multiply
from matcalc_cli.functions.entrywise import absolute
from matcalc_cli.functions.norms import NORM1, P_NORM, norm, squared_norm
from matcalc_cli.functions.reductions import MAX
from matcalc_cli.functions.scalars_of_matrices import DET, INNER, inner
from matcalc_cli.functions.spectral import NUCLEAR, SPECTRAL
from matcalc_cli.rationals import ratio
from matcalc_grammar import syntax
from matcalc_grammar.syntax import Expression

_OTHER_NORMS = {"2": SPECTRAL, "*": NUCLEAR}
NAMED_NORMS = {"1": "1", "2": "2", "inf": "inf", "oo": "inf", "F": "F", "fro": "F", "nuc": "*"}
_TWO_WAYS = {
    "1": "`sum(abs({0}))` adds up all entries, `max(sum(abs({0}), cols))` is the largest "
         "column sum",
    "inf": "`max(abs({0}))` is the largest entry, `max(sum(abs({0}), rows))` the largest row sum",
    "2,1": "`sum(sqrt(sum({1}.^2, cols)))` adds up the norms of the columns, "
           "`sum(sqrt(sum({1}.^2, rows)))` those of the rows",
}  # fmt: skip


@reads(syntax.Norm)
def norms(reader: Reader, node: syntax.Norm) -> Draft:
    """‖E‖ in one of its kinds; of a row, that of its column."""
    draft = upright(reader.read(node.operand))
    if not isinstance(node.kind, str):
        under = reader.read(node.kind)
        if under.scalar:
            return _p_norm(reader, node, node.kind, draft, under)
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
    if kind == "max" or (draft.is_vector and kind == "inf"):
        return scalar(lambda: MAX(absolute(draft.build())))
    if kind in _TWO_WAYS and draft.is_matrix:
        raise _two_ways(operand, draft, kind)
    vector = draft.is_vector and kind in ("", "2", "F")
    if not vector and not (draft.is_matrix and kind in ("", "F")):
        message = f"the norm ||...||_{kind} is that of a matrix, which {text_of(operand)} is not"
        raise InputProblem("unknown-norm", message, (Mark(reader.span(node), ""),))
    if not vector and not kind:
        reader.note(f"||{text_of(operand)}|| is read as the Frobenius norm")
    squared = scalar(lambda: squared_norm(draft.build()))
    return scalar(lambda: norm(draft.build()), form="square", inner=squared)


def _two_ways(operand: Expression, draft: Draft, kind: str) -> Misfit:
    text = in_template(text_of(operand))
    under = kind if len(kind) == 1 else f"{{{{{kind}}}}}"
    return Misfit(
        "ambiguous-operation", f"||{{text0}}||_{under} of {{0}} reads two ways",
        (Part(operand, draft),),
        help=_TWO_WAYS[kind].format(text, text if text.isalpha() else f"({text})"),
    )  # fmt: skip


def _p_norm(
    reader: Reader, node: syntax.Norm, under: Expression, draft: Draft, p: Draft
) -> Draft:
    """‖x‖_p of a vector, for a number p greater than 0. Raises Misfit, InputProblem."""
    known = p.value
    if known in (1, 2) or draft.scalar:
        return norm_of(reader, node, node.operand, draft, str(known) if known else "1")
    if known is not None and known <= 0:
        message = f"there is no norm with p = {known}"
        raise InputProblem("unknown-norm", message, (Mark(reader.span(node), ""),))
    if draft.is_matrix:
        raise Misfit(
            "ambiguous-operation",
            f"the {in_template(text_of(under))}-norm of {{0}} reads two ways",
            (Part(node.operand, draft),),
            help="`||vec({text0})||_p` is that of its entries; that of its singular values "
            "(Schatten) is not supported",
        )  # fmt: skip
    kink = known is not None and known < 1

    def make() -> Expr:
        x, exponent = draft.build(), p.build()
        if known is None:
            reader.conditions[Condition("{0} > 1", exponent)] = None
        elif kink:
            reader.conditions[Condition("no entry of {0} is 0", x)] = None
        return P_NORM(x, exponent)

    if kink:
        reader.note(f"||{text_of(node.operand)}||_p with p < 1 is no norm, but read as one")
    return scalar(make)


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
