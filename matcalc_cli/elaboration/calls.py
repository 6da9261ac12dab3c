"""Functions of the table, by their signatures; a few have a reading of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from matcalc_cli.elaboration.atoms import index, picked, runs_over, size_of_call
from matcalc_cli.elaboration.brackets import (
    NAMED_NORMS,
    absolute_value,
    determinant,
    inner_product,
    norm_of,
    norms,
)
from matcalc_cli.elaboration.columns import COLUMNWISE, columnwise
from matcalc_cli.elaboration.definitions import applied, wrong_arity
from matcalc_cli.elaboration.drafts import Draft, scalar
from matcalc_cli.elaboration.fitting import fitted, general, of_scalars
from matcalc_cli.elaboration.known_functions import BEYOND
from matcalc_cli.elaboration.misfits import Misfit, Part
from matcalc_cli.elaboration.powers import inverse, transposed, upright
from matcalc_cli.elaboration.programs import matmul, star
from matcalc_cli.elaboration.reader import Reader, literal, reads
from matcalc_cli.elaboration.survey import ungrouped
from matcalc_cli.elaboration.totals import check_total, loose_index
from matcalc_cli.elaboration.unknown_functions import unknown
from matcalc_cli.elaboration.wording import text_of
from matcalc_cli.errors import InputProblem, Mark, Unsupported
from matcalc_cli.expressions import Expr, Number, Power, SizeNumber, multiply
from matcalc_cli.functions import TABLE, Function
from matcalc_cli.functions.entrywise import log
from matcalc_cli.functions.scalars_of_matrices import LOGDET, SLOGDET
from matcalc_cli.functions.structure import IDENTITY, ONES, UNIT, ZEROS, eye, ones, zeros
from matcalc_cli.functions.unknown import DERIVATIVE
from matcalc_cli.signatures import signatures
from matcalc_cli.sizes import ONE
from matcalc_grammar import syntax
from matcalc_grammar.applications import ENTRY
from matcalc_grammar.syntax import Expression, Name

Special: TypeAlias = Callable[[Reader, syntax.Call], Draft]


@reads(syntax.Call)
def call(reader: Reader, node: syntax.Call) -> Draft:
    """A defined, an unknown, or a known function of its arguments."""
    known = reader.scope.known
    name = node.function
    if name in known.definitions:
        return applied(reader, node, known.definitions[name])
    if name in known.functions:
        return unknown(reader, node, known.functions[name])
    special = SPECIAL.get(name)
    if special is not None:
        return special(reader, node)
    function = TABLE.get(name)
    if function is not None:
        return general(reader, node, function)
    if name in BEYOND:
        message = f"{BEYOND[name]} ({name}) is not supported"
        raise Unsupported("not-supported", message, (Mark(reader.span(node), ""),))
    message = f"there is no function {name}"
    raise InputProblem("unknown-function", message, (Mark(reader.span(node), ""),))


def _one(reader: Reader, node: syntax.Call) -> Draft:
    """The only argument."""
    if len(node.arguments) != 1:
        raise wrong_arity(reader, node, "1")
    return reader.read(node.arguments[0])


def _log(reader: Reader, node: syntax.Call) -> Draft:
    """log, which of a determinant is one function: LOGDET or, of its absolute value, SLOGDET."""
    reader.logarithm = ungrouped(node.arguments[0]) if node.arguments else None
    draft = _one(reader, node)
    if draft.form == "gamma" and draft.inner is not None:
        return draft.inner
    matrix = draft.inner
    if matrix is not None and draft.form == "det":
        return scalar(lambda: LOGDET(matrix.build()))
    if matrix is not None and draft.form == "absdet":
        return scalar(lambda: SLOGDET(matrix.build()))
    if draft.is_matrix and not reader.entrywise:
        reader.note("log acts entry by entry")
    return Draft(draft.rows, draft.cols, lambda: log(draft.build()))


def _inner(reader: Reader, node: syntax.Call) -> Draft:
    if len(node.arguments) != 2:
        raise wrong_arity(reader, node, "2")
    return inner_product(reader, syntax.Inner(*node.arguments, node.span))


def _derivative(reader: Reader, node: syntax.Call) -> Draft:
    """`deriv(X, t)`, as a derivation writes dX/dt: of a name, or once more of such a derivative."""
    if len(node.arguments) != 2:
        raise wrong_arity(reader, node, "2")
    of, by = node.arguments
    named = isinstance(of, Name) or (isinstance(of, syntax.Call) and of.function == node.function)
    if of == by and named:
        return literal(1)
    if not named or not isinstance(by, Name):
        wrong = by if named else of
        message = "deriv(X, t) is the derivative of a name by the name of a scalar"
        raise InputProblem("syntax", message, (Mark(reader.span(wrong), ""),))
    for name in (of, by):
        if isinstance(name, Name) and reader.scope.is_size(name):
            raise InputProblem(
                "size-as-array", f"{text_of(name)} is a size here and has no derivatives",
                (Mark(reader.span(name), "a size"),), help="take another letter for one of the two",
            )  # fmt: skip
    return general(reader, node, DERIVATIVE)


def _slogdet(reader: Reader, node: syntax.Call) -> Draft:
    return general(reader, syntax.Call(
        "logabsdet", node.arguments, (), True, node.function_span, node.span
    ), SLOGDET)  # fmt: skip


def _absolute(reader: Reader, node: syntax.Call) -> Draft:
    draft = _one(reader, node)
    if draft.scalar:
        return absolute_value(draft)
    return general(reader, node, TABLE["abs"], [draft])


def _determinant(reader: Reader, node: syntax.Call) -> Draft:
    draft = _one(reader, node)
    return determinant(reader, node.arguments[0], draft)


def _inverse(reader: Reader, node: syntax.Call) -> Draft:
    draft = _one(reader, node)
    return inverse(reader, node.arguments[0], draft)


def _transpose(reader: Reader, node: syntax.Call) -> Draft:
    return transposed(_one(reader, node))


def _norm(kind: str, squared: bool = False) -> Special:
    def special(reader: Reader, node: syntax.Call) -> Draft:
        if len(node.arguments) == 2 and not kind and not squared:
            operand, under = node.arguments
            named = NAMED_NORMS.get(text_of(under), under)
            return norms(reader, syntax.Norm(operand, named, node.span))
        draft = upright(_one(reader, node))
        found = norm_of(reader, node, node.arguments[0], draft, kind)
        if not squared:
            return found
        return found.inner or scalar(lambda: Power(draft.build(), Number(2)))

    return special


def _total(reader: Reader, node: syntax.Call) -> Draft:
    """sum and mean: of all entries, or with `rows` or `cols` of each row or column."""
    axis = node.arguments[1] if len(node.arguments) == 2 else None
    if len(node.arguments) == 1 and not reader.entrywise:
        draft = _summand(reader, node.arguments[0])
        function = TABLE[node.function]
        if draft.scalar:
            check_total(reader, node, draft)
        part = Part(node.arguments[0], draft)
        simple = of_scalars(function, [draft])
        return simple or fitted(reader, function, signatures(function.signature), (part,))
    if not isinstance(axis, Name) or axis.base not in ("rows", "cols"):
        return general(reader, node, TABLE[node.function])
    array = reader.read(node.arguments[0])
    along = array if axis.base == "rows" else transposed(array)
    averaged = node.function == "mean"

    def make() -> Expr:
        count = reader.final(along.cols)
        summed = multiply(along.build(), ones(count))
        return multiply(Power(SizeNumber(count), Number(-1)), summed) if averaged else summed

    return Draft(along.rows, ONE, make)


def _summand(reader: Reader, node: Expression) -> Draft:
    try:
        return reader.read(node)
    except Misfit as misfit:
        loose = loose_index(reader, node)
        if loose is not None:
            misfit.help = f"a sum over {loose} names its index: `sum_{loose}`"
        raise


def _by_rows(reader: Reader, node: syntax.Call) -> Draft:
    """softmax and logsumexp, which take a matrix row by row and a row as its column."""
    draft = _one(reader, node)
    if draft.is_matrix:
        reader.note(f"{node.function} acts on each row")
    is_row = draft.one_row and not draft.one_col
    draft = upright(draft)
    function = TABLE[node.function]
    if draft.scalar:
        check_total(reader, node, draft)
    simple = of_scalars(function, [draft])
    part = Part(node.arguments[0], draft)
    found = simple or fitted(reader, function, signatures(function.signature), (part,))
    return transposed(found) if is_row and not found.scalar else found


def _extreme(reader: Reader, node: syntax.Call) -> Draft:
    """max(x), the largest entry, and max(a, b), entry by entry, where either may be a number."""
    if len(node.arguments) != 2:
        return general(reader, node, TABLE[node.function])
    drafts = [upright(reader.read(argument)) for argument in node.arguments]
    parts = tuple(Part(n, d) for n, d in zip(node.arguments, drafts, strict=True))
    record = TABLE[f"{node.function}imum"]
    if drafts[0].scalar != drafts[1].scalar:
        number, array = sorted(drafts, key=lambda draft: not draft.scalar)

        def spread() -> Expr:
            like = array.build()
            value = number.build()
            if value is Number(0):
                return zeros(*like.shape)
            return multiply(value, ones(like.rows, like.cols))

        sides = [spread if draft is number else draft.build for draft in drafts]
        return Draft(array.rows, array.cols, lambda: record(*[side() for side in sides]))
    left, right = drafts
    local = left.one_row != right.one_row or left.one_col != right.one_col
    if local or not reader.unify(left, right):
        template = f"{node.function} of {{0}} and {{1}} needs one shape"
        raise Misfit("shape-mismatch", template, parts, local=local)
    return Draft(left.rows, left.cols, lambda: record(*[draft.build() for draft in drafts]))


def _constant(function: Function, of_sizes: Callable[..., Expr]) -> Special:
    """ones, zeros and I, whose size is inferred where none is given."""

    def special(reader: Reader, node: syntax.Call) -> Draft:
        most = 1 if function is IDENTITY else 2
        if len(node.arguments) > most:
            raise wrong_arity(reader, node, "at most " + str(most))
        sizes = [size_of_call(reader, size) for size in node.arguments] or [reader.constant(node)]
        if function is IDENTITY:
            (size,) = sizes
            return Draft(size, size, lambda: of_sizes(reader.final(size)))
        rows, cols = [*sizes, ONE][:2]
        return Draft(rows, cols, lambda: of_sizes(reader.final(rows), reader.final(cols)))

    return special


def _unit(reader: Reader, node: syntax.Call) -> Draft:
    """e_i, the unit vector; its size is inferred unless it is the second argument."""
    if len(node.arguments) not in (1, 2):
        raise wrong_arity(reader, node, "1")
    place = index(reader, node.arguments[0])
    sizes = [size_of_call(reader, part) for part in node.arguments[1:]]
    (size,) = sizes or [reader.constant(node)]
    runs_over(reader, node.arguments[0], size)
    return Draft(size, ONE, lambda: UNIT(place.build(), sizes=(reader.final(size),)))


def _entry(reader: Reader, node: syntax.Call) -> Draft:
    """`(A X)_{ij}`, an entry of what stands in a bracket."""
    return picked(reader, node, reader.read(node.arguments[0]), node.subscripts)


def _by_columns(reader: Reader, node: syntax.Call) -> Draft:
    return columnwise(reader, node, _whole)


def _whole(reader: Reader, node: syntax.Call, first: Sequence[Draft]) -> Draft:
    """A call of MATLAB as it is without that; `first` are drafts of arguments read already."""
    return general(reader, node, TABLE[node.function], first) if first else call(reader, node)


SPECIAL: dict[str, Special] = {
    "log": _log, "slogdet": _slogdet, "abs": _absolute, "det": _determinant, "inv": _inverse,
    "transpose": _transpose, "inner": _inner,
    "norm": _norm(""), "fro": _norm("F"), "norm1": _norm("1"),
    "sqnorm": _norm("", squared=True), "sqfro": _norm("F", squared=True),
    "sum": _total, "mean": _total, "softmax": _by_rows, "logsumexp": _by_rows,
    "ones": _constant(ONES, ones), "zeros": _constant(ZEROS, zeros), "I": _constant(IDENTITY, eye),
    "max": _extreme, "min": _extreme, "e": _unit, ENTRY: _entry, "matmul": matmul,
    "star": star, "deriv": _derivative, **dict.fromkeys(COLUMNWISE, _by_columns),
}  # fmt: skip
