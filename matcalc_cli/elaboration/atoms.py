"""Names and numbers: symbols, entries, members of families, indices, sizes, literals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matcalc_cli.elaboration.assumptions import canonical, size_of
from matcalc_cli.elaboration.definitions import written_out
from matcalc_cli.elaboration.drafts import Draft, scalar
from matcalc_cli.elaboration.misfits import Misfit, Part
from matcalc_cli.elaboration.reader import Reader, index_symbol, literal, negated, reads
from matcalc_cli.elaboration.scope import places
from matcalc_cli.elaboration.survey import changes_with
from matcalc_cli.elaboration.wording import text_of
from matcalc_cli.errors import InputProblem, Mark, Unsupported
from matcalc_cli.expressions import Expr, Number, SizeNumber, add
from matcalc_cli.functions.structure import entry
from matcalc_cli.rationals import from_text
from matcalc_cli.sizes import Size
from matcalc_grammar import syntax
from matcalc_grammar.syntax import Expression, Name, Span

_MODEST = re.compile(r"[\d.]{1,400}(?:[eE][+-]?\d{1,3})?\Z")


@reads(syntax.Number)
def number(reader: Reader, node: syntax.Number) -> Draft:
    """A literal number."""
    if not _MODEST.match(node.text):
        raise InputProblem("too-large", "the number is too long", (Mark(reader.span(node), ""),))
    return literal(from_text(node.text))


@reads(syntax.Group)
def group(reader: Reader, node: syntax.Group) -> Draft:
    """Brackets."""
    return reader.read(node.inside)


@reads(Name)
def name(reader: Reader, node: Name) -> Draft:
    """A name: a parameter, an index, a definition, a size, an entry, a member or a symbol."""
    if not node.subscripts:
        if node.base in reader.arguments:
            draft, cost = reader.arguments[node.base]
            reader.spend(cost, node)
            return draft
        if node.base in reader.bound:
            return scalar(lambda: index_symbol(node.base))
        if node.base in reader.names:
            return reader.names[node.base]
    role = reader.scope.role(node, reader.bound)
    defined = reader.scope.known.definitions.get(role.key)
    if defined is not None and role.form == "symbol":
        return written_out(reader, node, role.key, defined)
    if role.form == "entry":
        return _entry(reader, node)
    if role.form == "member":
        return _member(reader, node, role.key)
    if reader.scope.is_size(node):
        return scalar(lambda: SizeNumber(Size.letter(canonical(node))))
    draft = _plain(reader, node, role.key)
    if not node.subscripts:
        reader.names[node.base] = draft
    return draft


def _plain(reader: Reader, node: Name, key: str) -> Draft:
    if key in reader.scope.known.functions or "?" in key:
        raise _no_value(reader.span(node), key)
    reader.mentioned.add(key)
    rows, cols = reader.shape(key)
    return Draft(rows, cols, lambda: reader.symbol(key))


def _no_value(span: Span, key: str) -> InputProblem:
    if "?" in key:
        message = "a subscript is a name, a number or the index of a sum"
        return InputProblem("bad-subscript", message, (Mark(span, ""),))
    message = f"{key} is a function and stands here without an argument"
    return InputProblem("unknown-name", message, (Mark(span, ""),), help=f"write {key}(x)")


def _member(reader: Reader, node: Name, key: str) -> Draft:
    reader.mentioned.add(key)
    rows, cols = reader.shape(key)
    indices = [index(reader, part) for part in reader.scope.member_places(node, key)]
    return Draft(rows, cols, lambda: reader.symbol(key, tuple(part.build() for part in indices)))


def index(reader: Reader, node: Expression) -> Draft:
    """A subscript: an index, a number, or a sum of such."""
    match node:
        case Name(subscripts=()) if node.base in reader.arguments:
            return reader.arguments[node.base][0]
        case Name(subscripts=()) if node.base in reader.bound or not reader.scope.is_size(node):
            return scalar(lambda: index_symbol(node.base))
        case syntax.Number() | Name(subscripts=()):
            return reader.read(node)
        case syntax.Sum():
            parts = [(sign, index(reader, term)) for sign, term in node.terms]
            return scalar(lambda: add(*[
                part.build() if sign > 0 else negated(part.build()) for sign, part in parts
            ]))  # fmt: skip
    message = "a subscript is an index, a whole number, or a sum of such"
    raise InputProblem("bad-subscript", message, (Mark(reader.span(node), ""),))


def _entry(reader: Reader, node: Name) -> Draft:
    """`x_i` is e_iᵀ x, `X_{ij}` is e_iᵀ X e_j."""
    array = reader.read(Name(node.base, (), node.span))
    return picked(reader, node, array, node.subscripts)


def picked(
    reader: Reader, node: Expression, array: Draft, subscripts: Sequence[Expression]
) -> Draft:
    """The entry of a draft at these subscripts. Raises Misfit."""
    parts = places(subscripts, array.is_matrix)
    if len(parts) != (2 if array.is_matrix else 1) or not (array.is_matrix or array.is_vector):
        template = "{0} has no such entry: a matrix takes two subscripts, a vector one"
        raise Misfit("bad-subscript", template, (Part(node, array),))
    for part, size in zip(parts, (array.rows, array.cols), strict=False):
        runs_over(reader, part, size)
    picks = [index(reader, part) for part in parts]

    def make() -> Expr:
        found = array.build()
        indices = [pick.build() for pick in picks]
        for part, place, size in zip(parts, indices, found.shape, strict=False):
            check_place(reader, part, place, size)
        return entry(found, indices)

    return scalar(make)


def check_place(reader: Reader, node: Expression, place: Expr, size: Size) -> None:
    """A numbered entry exists. Raises InputProblem."""
    last = size.whole()
    if isinstance(place, Number) and last is not None and place.value > last:
        message = f"there is no entry {place.value} where there are {last}"
        raise InputProblem("bad-subscript", message, (Mark(reader.span(node), ""),))


def runs_over(reader: Reader, part: Expression, size: Size) -> None:
    """Note which size a bound index runs over, as `i` or as `i + 1`."""
    shift = 0
    if isinstance(part, syntax.Sum) and len(part.terms) == 2:
        (_, part), (sign, second) = part.terms
        if isinstance(second, syntax.Number) and second.text.isdigit():
            shift = sign * int(second.text[:6])
    if type(part) is Name and part.base in reader.bound:
        reader.bound[part.base].append((size, shift))


def size_of_call(reader: Reader, node: Expression) -> Size:
    """The n of ones(n). Raises InputProblem where it is no size, Unsupported where it changes."""
    if changes_with(node, reader.bound):
        raise Unsupported(
            "not-supported", f"a size {text_of(node)} that changes with an index is not supported",
            (Mark(reader.span(node), ""),),
        )  # fmt: skip
    return size_of(node)
