"""MATLAB's sum, mean, prod, max and min, which take a matrix column by column.

The reader of MATLAB writes them `colsum`, `colmean` and so on, and `'all'` as `rows, cols`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from matcalc_cli.elaboration.drafts import Draft
from matcalc_cli.elaboration.misfits import Misfit, Part
from matcalc_cli.elaboration.reader import Reader
from matcalc_cli.expressions import Expr, Number, Power, SizeNumber, multiply
from matcalc_cli.functions.structure import ones, t
from matcalc_cli.sizes import ONE
from matcalc_grammar import syntax

_ONE, _TWO = (syntax.Number(text, syntax.Span(0, 0)) for text in "12")
Whole: TypeAlias = Callable[[Reader, syntax.Call, Sequence[Draft]], Draft]
COLUMNWISE = {"col" + name: name for name in ("sum", "mean", "prod", "max", "min")}


def columnwise(reader: Reader, node: syntax.Call, whole: Whole) -> Draft:
    """The value for a vector; of a matrix, the row of the values of its columns.

    With a second argument, along the rows (1) or the columns (2). `whole` reads a call without this
    meaning, given the drafts of the arguments read already: reading them again would take twice as
    long at each depth. Raises Misfit.
    """
    name, arguments = COLUMNWISE[node.function], node.arguments
    match arguments:
        case (syntax.Call(arguments=(array,)) as within,) if within.function == node.function:
            return whole(reader, _plain(node, array), ())  # sum(sum(X))
        case (array, syntax.Name(base="rows"), syntax.Name(base="cols")):
            return whole(reader, _plain(node, array), ())
    if len(arguments) not in (1, 2) or (len(arguments) == 2 and name in ("max", "min")):
        return whole(reader, _plain(node, *arguments), ())
    draft = reader.read(arguments[0])
    part = Part(arguments[0], draft)
    along = arguments[1] if len(arguments) == 2 else None
    if along not in (None, _ONE, _TWO):
        raise Misfit("syntax", f"`{name}` of {{0}} goes along dimension 1 or 2", (part,))
    if draft.scalar or (along is None and (draft.one_row or draft.one_col)):
        return whole(reader, _plain(node, arguments[0]), (draft,))
    if name not in ("sum", "mean"):
        raise Misfit(
            "ambiguous-operation",
            f"MATLAB takes the {name} of {{0}} for each column, which is not supported",
            (part,), help=f"`{name}(X(:))` and `{name}({name}(X))` are of all entries",
        )  # fmt: skip
    size = draft.cols if along == _TWO else draft.rows

    def make() -> Expr:
        count = reader.final(size)
        array, weights = draft.build(), ones(count)
        summed = multiply(array, weights) if along == _TWO else multiply(t(weights), array)
        return multiply(Power(SizeNumber(count), Number(-1)), summed) if name == "mean" else summed

    return Draft(draft.rows, ONE, make) if along == _TWO else Draft(ONE, draft.cols, make)


def _plain(node: syntax.Call, *arguments: syntax.Expression) -> syntax.Call:
    """The call of MATLAB as that of the function of all entries, or of two arrays."""
    name = COLUMNWISE[node.function]
    return syntax.Call(name, arguments, (), True, node.function_span, node.span)
