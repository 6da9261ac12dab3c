"""Sums: of terms, and over an index."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from matcalc_cli.elaboration.assumptions import canonical, size_or_none
from matcalc_cli.elaboration.atoms import index
from matcalc_cli.elaboration.drafts import Draft, scalar
from matcalc_cli.elaboration.misfits import Misfit, Part
from matcalc_cli.elaboration.reader import (
    Range,
    Reader,
    index_symbol,
    literal,
    negated,
    reads,
    signed,
)  # fmt: skip
from matcalc_cli.elaboration.survey import changes_with
from matcalc_cli.elaboration.unequal import is_fixed, same_range, term_of_both, upper_of
from matcalc_cli.elaboration.wording import in_template, text_of
from matcalc_cli.errors import InputProblem, Mark, Unsupported
from matcalc_cli.expressions import Add, Expr, IndexedSum, Number, SizeNumber, add, multiply
from matcalc_cli.indices import numbers_together, reindex
from matcalc_cli.sizes import Size
from matcalc_grammar import syntax
from matcalc_grammar.summation import TURNED
from matcalc_grammar.syntax import Expression, Name


@reads(syntax.Negative)
def negative(reader: Reader, node: syntax.Negative) -> Draft:
    """-E, folded into a literal number."""
    draft = reader.read(node.operand)
    if draft.value is not None:
        return literal(-draft.value)
    make = lambda: negated(draft.build())  # noqa: E731
    return Draft(draft.rows, draft.cols, make, form="negative", inner=draft)


@reads(syntax.Sum)
def terms(reader: Reader, node: syntax.Sum) -> Draft:
    """Terms of one shape; literal numbers are added to each entry of an array."""
    drafts = [reader.read(term) for _, term in node.terms]
    first = next((place for place, draft in enumerate(drafts) if not draft.scalar), None)
    if first is None:
        return scalar(lambda: add(*[
            signed(sign, draft.build(), term)
            for (sign, term), draft in zip(node.terms, drafts, strict=True)
        ]))  # fmt: skip
    array = drafts[first]
    for place, draft in enumerate(drafts):
        _check(reader, node, (first, array), (place, draft))
    return Draft(array.rows, array.cols, lambda: add(*[
        _term(reader, sign, draft, array, term)
        for (sign, term), draft in zip(node.terms, drafts, strict=True)
    ]))  # fmt: skip


def _check(
    reader: Reader, node: syntax.Sum, first: tuple[int, Draft], other: tuple[int, Draft]
) -> None:
    """A term has the shape of the first array among them. Raises Misfit."""
    array, draft = first[1], other[1]
    if draft.scalar and (draft.value is not None or reader.entrywise):
        return
    local = draft.one_row != array.one_row or draft.one_col != array.one_col
    if not local and reader.unify(array, draft):
        return
    two = [first, other] if first[0] < other[0] else [other, first]
    parts = tuple(Part(node.terms[place][1], term) for place, term in two)
    raise Misfit(
        "shape-mismatch", "cannot add {0} and {1}: the shapes differ", parts,
        local=local, repair=("add", node, two[0][0], two[1][0]), help=_offer(reader, parts),
    )  # fmt: skip


def _offer(reader: Reader, parts: Sequence[Part]) -> str:
    """What may be meant by a sum of terms that differ in shape, as a template."""
    for part in parts:
        if _is_entry(reader, part.node):
            name = in_template(text_of(part.node))
            return f"{name} is read as an entry; declare it to make it a name"
    numbers = [place for place, part in enumerate(parts) if part.draft.scalar]
    if len(numbers) == 1 and parts[1 - numbers[0]].draft.is_vector:
        number, vector = numbers[0], 1 - numbers[0]
        return f"to add it to each entry, write {{text{number}}} * ones({{rows{vector}}})"
    return ""


def _is_entry(reader: Reader, node: Expression) -> bool:
    return isinstance(node, Name) and reader.scope.role(node, reader.bound).form == "entry"


def _term(reader: Reader, sign: int, draft: Draft, array: Draft, term: Expression) -> Expr:
    if not draft.scalar:
        return signed(sign, draft.build(), term)
    value = draft.value
    every = reader.ones(array)
    if value is None:
        return signed(sign, multiply(draft.build(), every), term)
    if not reader.entrywise:
        reader.note(f"{value} is {'added to' if sign > 0 else 'subtracted from'} each entry")
    value = value if sign > 0 else -value
    return every if value == 1 else multiply(Number(value), every)


@reads(syntax.IndexedSum)
def indexed(reader: Reader, node: syntax.IndexedSum) -> Draft:
    """The sum over an index; over entries and without a bound, the bound is their number."""
    if node.after is not None:
        start = f"{node.after[0].base}+1" if node.after[1] else node.after[0].base
        around = f"the sum over {node.after[0].base} with the same bound"
        message = f"a sum that starts at `{start}` stands right within {around}"
        raise InputProblem("sum-bounds", message, (Mark(reader.span(node), ""),), help=TURNED)
    if node.implied:
        if is_fixed(reader, node.index.base):
            return reader.read(node.body)
        _check_order(reader, node)
    if (typed := upper_of(reader, node)) is not node.upper:
        node = syntax.IndexedSum(node.index, typed, node.body, node.span, without=node.without)
    moving = node.upper is not None and changes_with(node.upper, reader.bound)
    read = _of_index if moving else _upper
    upper = None if node.upper is None else read(reader, node.upper)
    base = node.index.base
    outer, uppers = reader.bound, reader.uppers
    reader.bound, reader.uppers = {**outer, base: []}, {**uppers, base: node.upper}
    body = reader.read(node.body)
    same_range(reader, node)
    ranges = reader.bound[base]
    reader.bound, reader.uppers = outer, uppers
    if moving:
        _pass_on(outer, node, ranges)
    extent = None if moving else _extent(reader, node, ranges)
    if node.first != 1:
        reader.note(f"the sum over {base} from {node.first} is written as one from 1")

    def make() -> Expr:
        bound = _bound(reader, upper, extent)
        if not moving:
            _check_range(reader, node, bound, ranges)
        terms = body.build()
        summed = _from_one(IndexedSum(index_symbol(base), bound, terms), node.first)
        return summed if node.without is None else summed - term_of_both(reader, node, terms)

    return Draft(body.rows, body.cols, make)


def _check_order(reader: Reader, node: syntax.IndexedSum) -> None:
    """In ∑_{i<j} the terms mention j, or j is a bound and no index. Raises InputProblem."""
    terms = node.body
    while isinstance(terms, syntax.IndexedSum):
        terms = terms.body
    base = node.index.base
    if not changes_with(terms, {base}):
        raise InputProblem(
            "sum-bounds", f"no term of the sum mentions the index {base}",
            (Mark(reader.span(node), ""),),
            help=f"with a bound write `sum_{{i=1}}^{{{base}-1}} ...`",
        )  # fmt: skip


def _check_range(
    reader: Reader, node: syntax.IndexedSum, bound: Expr | None, ranges: list[Range]
) -> None:
    """There are terms, and the entries in them exist. Raises InputProblem."""
    base, mark = node.index.base, Mark(reader.span(node), "")
    last = _size(bound)
    terms = None if last is None else (last + Size.number(1 - node.first)).whole()
    if terms is not None and terms < 1:
        raise InputProblem("sum-bounds", f"the sum over {base} has no terms", (mark,))
    if last is None and node.first != 1:
        message = f"a sum from {node.first} has a size as its bound, not a declared number"
        raise InputProblem("sum-bounds", message, (mark,), help="leave the bound undeclared")
    for size, shift in ranges:
        if node.first + shift < 1:
            message = f"entries are counted from 1, and the sum over {base} starts before"
            raise InputProblem("sum-bounds", message, (mark,), help="number the terms from 1")
        count = reader.final(size)
        more = None if last is None else last + Size.number(shift) + Size.number(-1) * count
        if more is not None and (more.whole() or 0) > 0:
            message = f"the sum over {base} goes on after the last of {count} entries"
            raise InputProblem("sum-bounds", message, (mark,))


def _size(bound: Expr | None) -> Size | None:
    """The bound of a sum as a size, where it is one."""
    match bound:
        case SizeNumber(size=size):
            return size
        case Number(value=int() as value):
            return Size.number(value)
    return None


def _from_one(sum_: IndexedSum, first: int) -> Expr:
    """The sum with its terms counted from 1."""
    bound, last = sum_.upper, _size(sum_.upper)
    if first == 1 or bound is None:
        return sum_
    if last is None:
        more = add(bound, Number(1 - first))
        upper = numbers_together(more) if isinstance(more, Add) else more
    else:
        size = last + Size.number(1 - first)
        whole = size.whole()
        upper = SizeNumber(size) if whole is None else Number(whole)
    index = sum_.index
    return IndexedSum(index, upper, reindex(sum_.body, index, add(index, Number(first - 1))))


def _extent(reader: Reader, node: syntax.IndexedSum, ranges: list[Range]) -> Size | None:
    """The size that an index without a bound runs over; one with a bound settles unknown sizes."""
    if node.upper is not None:
        size = size_or_none(node.upper)
        if size is not None:
            reader.ranges.extend((found, size + Size.number(shift)) for found, shift in ranges)
        return None
    if node.first != 1 or any(shift for _, shift in ranges):
        base = node.index.base
        message = f"the sum over {base} needs its bounds"
        raise InputProblem("sum-bounds", message, (Mark(reader.span(node), ""),),
                           help=f"write `sum_{{{base}={node.first}}}^{{n-1}} ...`")  # fmt: skip
    reader.ranges.extend((ranges[0][0], found) for found, _ in ranges[1:])
    return ranges[0][0] if ranges else None


def _bound(reader: Reader, upper: Draft | None, extent: Size | None) -> Expr | None:
    if upper is not None:
        return upper.build()
    return None if extent is None else SizeNumber(reader.final(extent))


def _upper(reader: Reader, node: Expression) -> Draft:
    """The bound of a sum: a number, a size, or a declared scalar."""
    declared = type(node) is Name and canonical(node) in reader.scope.known.shapes
    size = None if declared else size_or_none(node)
    if size is not None:
        whole = size.whole()
        return literal(whole) if whole is not None else scalar(lambda: SizeNumber(size))
    draft = reader.read(node)
    if not draft.scalar or type(node) is not Name:
        template = "the bound of a sum is a number or a size, not {0}"
        raise Misfit("not-a-scalar", template, (Part(node, draft),))
    reader.whole.add(reader.scope.role(node, reader.bound).key)
    return draft


def _of_index(reader: Reader, node: Expression) -> Draft:
    """A bound that changes with an outer index: i, i + 1, i - 1, or nᵢ. Raises Unsupported."""
    if type(node) is Name and node.subscripts:
        role = reader.scope.role(node, reader.bound)
        if role.form == "member":
            draft = reader.read(node)
            if not draft.scalar:
                template = "the bound of a sum is a number or a size, not {0}"
                raise Misfit("not-a-scalar", template, (Part(node, draft),))
            reader.whole.add(role.key)
            return draft
    elif _shift(reader.bound, node) is not None:
        return index(reader, node)
    raise Unsupported(
        "not-supported", f"the bound {text_of(node)} of a sum, which changes with an outer index, "
        "is not supported", (Mark(reader.span(node), ""),),
        help="such a bound is the index itself, the index and a number from -1 on, or a member "
        "of a family, as n_i",
    )  # fmt: skip


def _shift(bound: Collection[str], node: Expression) -> tuple[str, int] | None:
    """The outer index and the c of a bound i + c, where c is -1 or more, or None."""
    shift = 0
    if isinstance(node, syntax.Sum) and len(node.terms) == 2:
        (sign, node), (second, number) = node.terms
        if sign < 0 or not (isinstance(number, syntax.Number) and number.text.isdigit()):
            return None
        shift = second * int(number.text[:6])
    if type(node) is not Name or node.subscripts or node.base not in bound or shift < -1:
        return None
    return node.base, shift


def _pass_on(
    outer: Mapping[str, list[Range]], node: syntax.IndexedSum, ranges: Iterable[Range]
) -> None:
    """Where j runs up to i + c, xⱼ has the entries that xᵢ₊c has."""
    found = None if node.upper is None else _shift(outer, node.upper)
    if found is not None:
        index, shift = found
        outer[index].extend((size, further + max(shift, 0)) for size, further in ranges)
