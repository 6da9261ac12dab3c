"""Powers, inverses and transposes."""

from __future__ import annotations

from matcalc_cli.derivation import Condition
from matcalc_cli.elaboration.drafts import Draft, scalar
from matcalc_cli.elaboration.misfits import Misfit, Part
from matcalc_cli.elaboration.reader import Reader, reads
from matcalc_cli.elaboration.survey import is_euler, names_below
from matcalc_cli.elaboration.wording import text_of
from matcalc_cli.expressions import Expr, Number, Power
from matcalc_cli.functions import entrywise as entry
from matcalc_cli.functions.entrywise import epow
from matcalc_cli.functions.reductions import power as matrix_power
from matcalc_cli.functions.structure import inv, t
from matcalc_cli.rationals import ratio
from matcalc_grammar import syntax
from matcalc_grammar.syntax import Expression


@reads(syntax.Transpose)
def transpose(reader: Reader, node: syntax.Transpose) -> Draft:
    """Eᵀ, or E⁻ᵀ."""
    draft = reader.read(node.operand)
    if _is_row_of_ones(node):
        reader.note("1^T is read as the row of ones")
        span = node.operand.span
        draft = reader.read(syntax.Call("ones", (), (), False, span, span))
    if node.inverse:
        draft = inverse(reader, node.operand, draft)
    return transposed(draft)


def _is_row_of_ones(node: syntax.Transpose) -> bool:
    """Whether 1ᵀ was typed: nobody transposes the number 1."""
    operand = node.operand
    return isinstance(operand, syntax.Number) and operand.text == "1" and not node.inverse


def transposed(draft: Draft) -> Draft:
    """The transpose of a draft; a scalar is its own."""
    if draft.scalar:
        return draft
    return Draft(draft.cols, draft.rows, lambda: t(draft.build()), form="transpose", inner=draft)


def upright(draft: Draft) -> Draft:
    """A row as the column it is the transpose of; anything else as it is."""
    if not draft.is_row:
        return draft
    if draft.form == "transpose" and draft.inner is not None:
        return draft.inner
    return transposed(draft)


def inverse(reader: Reader, node: Expression, draft: Draft) -> Draft:
    """E⁻¹ of a square matrix, 1/E of a scalar. Raises Misfit."""
    if draft.scalar:
        return scalar(lambda: Power(draft.build(), Number(-1)))
    square(reader, node, draft, "the inverse")
    return Draft(draft.rows, draft.cols, lambda: inv(draft.build()))


def square(reader: Reader, node: Expression, draft: Draft, what: str) -> None:
    """Make a matrix square for `what` to be had of it. Raises Misfit."""
    local = draft.one_row != draft.one_col
    if local or not reader.sizes.unify(draft.rows, draft.cols):
        template = f"{what} needs a square matrix, not {{0}}"
        raise Misfit("shape-mismatch", template, (Part(node, draft),), local=local)


@reads(syntax.Power)
def power(reader: Reader, node: syntax.Power) -> Draft:
    """base ^ exponent, of a scalar or a square matrix; base .^ exponent of each entry."""
    if is_euler(node.base, reader.scope.known) and "e" not in reader.arguments:
        return _exponential(reader, node)
    base = reader.read(node.base)
    exponent = reader.read(node.exponent)
    if not exponent.scalar:
        raise _array_exponent(node, base, exponent)
    if base.scalar:
        return _of_scalar(base, exponent)
    if node.entrywise or reader.entrywise:
        return Draft(base.rows, base.cols, lambda: epow(base.build(), exponent.build()))
    if not base.is_matrix:
        raise Misfit(
            "ambiguous-operation", "cannot raise {0} to a power", (Part(node.base, base),),
            help="`.^` raises each entry, `||{text0}||^2` is the squared norm",
        )  # fmt: skip
    return _of_matrix(reader, node, base, exponent)


def _array_exponent(node: syntax.Power, base: Draft, exponent: Draft) -> Misfit:
    logarithm = f"log({text_of(node.base)})".replace("{", "{{").replace("}", "}}")
    powers = f"exp({logarithm} {'*' if base.scalar else '.*'} ({{text0}}))"
    return Misfit("not-a-scalar", "an exponent is a scalar, not {0}",
                  (Part(node.exponent, exponent),),
                  help=f"write `{powers}` for a power of each entry")  # fmt: skip


def _exponential(reader: Reader, node: syntax.Power) -> Draft:
    """e^x is exp(x) of a scalar."""
    exponent = reader.read(node.exponent)
    if not exponent.scalar and not reader.entrywise:
        raise Misfit(
            "ambiguous-operation", "e to the power of {0} reads two ways",
            (Part(node.exponent, exponent),),
            help="`exp({text0})` acts entry by entry, `expm({text0})` is the matrix exponential",
        )  # fmt: skip
    return Draft(exponent.rows, exponent.cols, lambda: entry.exp(exponent.build()))


def _of_scalar(base: Draft, exponent: Draft) -> Draft:
    """A scalar power; an even power of a norm is a power of its square."""
    value = exponent.value
    if base.form == "square" and base.inner is not None and isinstance(value, int):
        squared = base.inner
        if value > 0 and value % 2 == 0:
            half = ratio(value, 2)
            return scalar(lambda: squared.build() if half == 1
                          else Power(squared.build(), Number(half)))  # fmt: skip
    return scalar(lambda: Power(base.build(), exponent.build()))


def _of_matrix(reader: Reader, node: syntax.Power, base: Draft, exponent: Draft) -> Draft:
    """A whole power of a square matrix, or one of its inverse."""
    value = exponent.value
    square(reader, node.base, base, "the inverse" if value == -1 else "a power")
    if value is not None and not isinstance(value, int):
        raise Misfit(
            "ambiguous-operation", f"the power {value} of {{0}} is not whole",
            (Part(node.base, base),),
            help="`sqrtm({text0})` is the square root of a matrix, `.^` raises each entry",
        )  # fmt: skip
    if value is None:
        return _symbolic(reader, node, base, exponent)
    if value == -1:
        return Draft(base.rows, base.cols, lambda: inv(base.build()))
    return Draft(base.rows, base.cols, lambda: matrix_power(base.build(), Number(value)))


def _symbolic(reader: Reader, node: syntax.Power, base: Draft, exponent: Draft) -> Draft:
    """X^k and X^-k, k whole and at least 1."""
    negative = exponent.form == "negative"
    count = exponent.inner if negative and exponent.inner is not None else exponent
    free = whole_letters(reader, node.exponent)

    def make() -> Expr:
        k = count.build()
        if free:
            reader.conditions[at_least_one(k)] = None
        raised = matrix_power(base.build(), k)
        return inv(raised) if negative else raised

    return Draft(base.rows, base.cols, make)


def whole_letters(reader: Reader, node: Expression) -> set[str]:
    """The names in a node that are no indices and no sizes; they stand for whole numbers."""
    keys = {reader.scope.role(name, reader.bound).key for name in names_below([node])}
    free = {key for key in keys if key not in reader.bound and key not in reader.scope.letters}
    reader.whole |= free
    return free


def at_least_one(k: Expr) -> Condition:
    """The condition that a name stands for 1, 2, …."""
    return Condition("{0} a whole number, at least 1", k)
