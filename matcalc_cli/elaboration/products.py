"""Products: chains of matrices with scalars anywhere, and products entry by entry."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from matcalc_cli.elaboration.drafts import Draft, scalar
from matcalc_cli.elaboration.misfits import Misfit, Part
from matcalc_cli.elaboration.reader import Reader, literal, reads
from matcalc_cli.elaboration.runs import Factor, Run, scalar_runs
from matcalc_cli.elaboration.wording import in_template, text_of
from matcalc_cli.errors import InputProblem, Mark
from matcalc_cli.expressions import Expr, Number, Power, multiply
from matcalc_cli.functions.entrywise import epow
from matcalc_cli.functions.kronecker import kron
from matcalc_cli.functions.structure import had
from matcalc_cli.rationals import ratio
from matcalc_grammar import syntax
from matcalc_grammar.syntax import Expression


@reads(syntax.Product)
def product(reader: Reader, node: syntax.Product) -> Draft:
    """Left to right; a run of arrays that becomes 1×1 is one scalar factor."""
    factors: list[Factor] = []
    for place, (operator, operand) in enumerate(node.factors):
        if place and _is_second(node.factors[place - 1][1], operator, operand):
            continue
        draft = reader.read(operand)
        if place and reader.ones_as_vectors and _is_vector_of_ones(node, place):
            draft = _ones(reader, operand)
        if operator == "/":
            _divide(reader, node, factors, Factor(draft, operand, place))
        else:
            factors.append(Factor(draft, operand, place))
    if reader.ones_as_vectors and _is_vector_of_ones(node, 0):
        following = node.factors[1][1]
        if _is_row_of_ones(following) or not _make_a_scalar(reader, node, factors[1:]):
            factors[0] = factors[0]._replace(draft=_ones(reader, factors[0].node))
    return _multiplied(reader, node, factors)


def _ones(reader: Reader, number: Expression) -> Draft:
    """A 1 as the vector of ones."""
    reader.note("1 is read as the vector of ones")
    return reader.read(syntax.Call("ones", (), (), False, number.span, number.span))


def _is_row_of_ones(node: Expression) -> bool:
    """Whether this is 1ᵀ: the 1 before it is a vector too."""
    inside = node.operand if isinstance(node, syntax.Transpose) else node
    return isinstance(inside, syntax.Number) or (
        isinstance(inside, syntax.Call) and inside.function == "ones"
    )


def _make_a_scalar(reader: Reader, node: syntax.Product, factors: list[Factor]) -> bool:
    """Whether the product of the factors is 1×1: the 1 of 1 xᵀ A x is the number."""
    try:
        return _multiplied(reader, node, factors).scalar
    except Misfit:
        return False


def side_by_side(reader: Reader, node: syntax.Product, drafts: Sequence[Draft]) -> Draft:
    """The product of operands that have been read already; reading twice doubles with depth."""
    operands = [operand for _, operand in node.factors]
    factors = list(map(Factor, drafts, operands, range(len(operands))))
    return _multiplied(reader, node, factors)


def _multiplied(reader: Reader, node: syntax.Product, factors: list[Factor]) -> Draft:
    if len(factors) == 1:
        return factors[0].draft
    if reader.entrywise and sum(not factor.draft.scalar for factor in factors) > 1:
        return _hadamard(reader, factors)
    return _chain(reader, node, factors)


def _is_vector_of_ones(node: syntax.Product, place: int) -> bool:
    """Whether a 1 is that of X 1 or of 1 vᵀ: nobody writes the number behind or before those."""
    operator, operand = node.factors[place]
    if not isinstance(operand, syntax.Number) or operand.text != "1" or operator:
        return False
    if place and isinstance(node.factors[place - 1][1], syntax.Number):
        return False
    following, after = (*node.factors, ("/", operand))[place + 1]
    return place > 0 or (following == "" and isinstance(after, syntax.Transpose))


def _is_second(before: Expression, operator: str, operand: Expression) -> bool:
    """Whether this is the `[1]` of `slogdet(X)[1]`."""
    if operator or not isinstance(before, syntax.Call) or before.function != "slogdet":
        return False
    return isinstance(operand, syntax.Group) and operand.inside == syntax.Number("1", operand.span)


def _divide(
    reader: Reader, node: syntax.Product, factors: list[Factor], divisor: Factor
) -> None:  # fmt: skip
    """Append 1/divisor; a number over a number is one exact number, and 1/x is just x^-1."""
    draft = divisor.draft
    before = factors[-1].draft.value
    if draft.value == 0:
        raise InputProblem("division-by-zero", "division by zero",
                           (Mark(reader.span(divisor.node), ""),))  # fmt: skip
    if before is not None and draft.value is not None:
        factors[-1] = factors[-1]._replace(draft=literal(ratio(before, draft.value)))
        return
    if not draft.scalar and not reader.entrywise:
        raise Misfit(
            "ambiguous-operation", "cannot divide by {0}", (Part(divisor.node, draft),),
            help=_beside(node, divisor)
            or "`./` divides entry by entry, `inv({text0})` is the inverse of a matrix",
        )  # fmt: skip
    factors.append(divisor._replace(draft=_reciprocal(draft)))
    if before == 1 and len(factors) == 2:
        del factors[0]


def _beside(node: syntax.Product, divisor: Factor) -> str:
    """What to write for the xᵀ B x of `x^T A x / x^T B x`, as a template."""
    rest = node.factors[divisor.place :]
    if not isinstance(divisor.node, syntax.Transpose) or len(rest) < 2 or rest[1][0]:
        return ""
    whole = syntax.Product((("", rest[0][1]), *rest[1:]), divisor.node.span.to(rest[-1][1].span))
    return f"to divide by all of it, write `/ ({in_template(text_of(whole))})`"


def _reciprocal(draft: Draft) -> Draft:
    if draft.scalar:
        return scalar(lambda: Power(draft.build(), Number(-1)))
    return Draft(draft.rows, draft.cols, lambda: epow(draft.build(), -1))


def _chain(reader: Reader, node: syntax.Product, factors: list[Factor]) -> Draft:
    """The product of factors whose chain fits. Raises Misfit."""
    arrays = [place for place, factor in enumerate(factors) if not factor.draft.scalar]
    if not arrays:
        return scalar(lambda: multiply(*[factor.draft.build() for factor in factors]))
    found = scalar_runs(factors, arrays)
    if isinstance(found, int):
        raise _misfit(node, factors, arrays, found)
    runs, main = found
    for run in runs:
        inside = [place for place in arrays if run.first <= place <= run.last]
        _fit(reader, node, factors, inside)
    _fit(reader, node, factors, main)
    if len(runs) == 1 and not main:
        return scalar(lambda: multiply(*[factor.draft.build() for factor in factors]))
    if not main:
        return scalar(lambda: multiply(*_grouped(factors, runs)))
    rows, cols = factors[main[0]].draft.rows, factors[main[-1]].draft.cols
    return Draft(rows, cols, lambda: multiply(*_grouped(factors, runs)))


def _grouped(factors: list[Factor], runs: list[Run]) -> list[Expr]:
    """The factors, each run multiplied to one scalar."""
    ends = {run.first: run.last for run in runs}
    grouped: list[Expr] = []
    place = 0
    while place < len(factors):
        last = ends.get(place, place)
        grouped.append(multiply(*[factor.draft.build() for factor in factors[place : last + 1]]))
        place = last + 1
    return grouped


def _fit(reader: Reader, node: syntax.Product, factors: list[Factor], chain: list[int]) -> None:
    """Make the inner sizes of a chain equal. Raises Misfit."""
    for left, right in zip(chain, chain[1:]):
        if not reader.sizes.unify(factors[left].draft.cols, factors[right].draft.rows):
            raise _clash(node, factors[left], factors[right])


def _misfit(node: syntax.Product, factors: list[Factor], arrays: list[int], broken: int) -> Misfit:
    """The chain breaks between two arrays, by kinds alone.

    Without a row so far, nothing that follows can be bracketed so that it mends the break; and
    after a column, a name that is now a scalar does not help as an array, for no name is a row.
    """
    left, right = arrays[broken - 1], arrays[broken]
    innocent: set[int] = set()
    if not any(factor.draft.is_row for factor in factors[: right + 1]):
        innocent.update(range(right + 1, len(factors)))
        if factors[left].draft.is_vector:
            innocent.update(range(left + 1, right))
    culprits = [
        factor.node for place, factor in enumerate(factors)
        if place not in innocent or not isinstance(factor.node, syntax.Name)
    ]  # fmt: skip
    return _clash(node, factors[left], factors[right], culprits)


def _clash(
    node: syntax.Product, left: Factor, right: Factor, culprits: Sequence[Expression] = ()
) -> Misfit:
    """Two neighbours do not fit: by kinds, for which the culprits suffice, or by sizes."""
    return Misfit(
        "shape-mismatch",
        "cannot multiply {0} by {1}: the inner sizes {cols0} and {rows1} differ",
        (Part(left.node, left.draft), Part(right.node, right.draft)),
        local=bool(culprits), repair=("multiply", node, left.place, right.place),
        culprits=culprits,
    )  # fmt: skip


# Entry by entry


@reads(syntax.Entrywise)
def entrywise(reader: Reader, node: syntax.Entrywise) -> Draft:
    """`.*`, `./` and `⊗`, left to right."""
    before = node.operands[0][1]
    draft = reader.read(before)
    run = [draft]  # the factors that make one product entry by entry
    for place, (operator, operand) in enumerate(node.operands[1:], 1):
        other = reader.read(operand)
        if operator == "kron":
            draft = _kron(draft, other)
            run = [draft]
            continue
        if place > 1:
            span = before.span.to(node.operands[place - 1][1].span)
            before = syntax.Entrywise(node.operands[:place], span)
        parts = Part(before, draft), Part(operand, other)
        if operator == "./":
            if other.value == 0:
                raise InputProblem("division-by-zero", "division by zero",
                                   (Mark(reader.span(operand), ""),))  # fmt: skip
            other = _reciprocal(other)
            if draft.value == 1:
                draft = other
                run = [draft]
                continue
        whole = _times(reader, draft, other, parts)
        if draft.scalar or other.scalar:
            run = [whole]
        else:
            run.append(other)
            whole = Draft(whole.rows, whole.cols, partial(_built, run))
        draft = whole
    return draft


def _built(run: Sequence[Draft]) -> Expr:
    return had(*[factor.build() for factor in run])


def _times(reader: Reader, left: Draft, right: Draft, parts: tuple[Part, Part]) -> Draft:
    """The entrywise product; a scalar multiplies every entry. Raises Misfit."""
    if left.scalar or right.scalar:
        like = right if left.scalar else left
        return Draft(like.rows, like.cols, lambda: multiply(left.build(), right.build()))
    local = left.one_row != right.one_row or left.one_col != right.one_col
    if local or not reader.unify(left, right):
        raise Misfit(
            "shape-mismatch", "cannot multiply {0} and {1} entry by entry: the shapes differ",
            parts, local=local,
        )  # fmt: skip
    return Draft(left.rows, left.cols, lambda: had(left.build(), right.build()))


def _kron(left: Draft, right: Draft) -> Draft:
    rows, cols = left.rows * right.rows, left.cols * right.cols
    return Draft(rows, cols, lambda: kron(left.build(), right.build()))


def _hadamard(reader: Reader, factors: list[Factor]) -> Draft:
    """A product in the body of a scalar function that is applied to each entry."""
    draft = factors[0].draft
    for before, factor in zip(factors, factors[1:]):
        parts = Part(before.node, draft), Part(factor.node, factor.draft)
        draft = _times(reader, draft, factor.draft, parts)
    return draft
