"""What to say when an expression cannot be read: both sides, and what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from matcalc_cli.elaboration.conflicts import Reading
from matcalc_cli.elaboration.lettering import settle
from matcalc_cli.elaboration.misfits import Misfit, Part
from matcalc_cli.elaboration.reader import Reader
from matcalc_cli.elaboration.survey import names_below
from matcalc_cli.elaboration.wording import text_of
from matcalc_cli.errors import InputProblem, Mark
from matcalc_cli.sizes import ONE, SCALAR, Shape, Size, shape_text
from matcalc_grammar import syntax
from matcalc_grammar.syntax import Expression

Retry: TypeAlias = Callable[[Mapping[int, Expression]], bool | None]


def complaint(misfit: Misfit, retry: Retry) -> InputProblem:
    """The error for a misfit, with letters for the sizes of its reading.

    `retry` tells whether the expression would be a scalar if some nodes were others; None if it
    could not be read.
    """
    reader = misfit.reader
    assert reader is not None
    settle(reader, reader.scope.variables, reader.scope.keys)
    words: dict[str, str] = {}
    described = []
    marks = []
    for place, part in enumerate(misfit.parts):
        shape = shown(reader, part)
        described.append(f"{text_of(part.node)} ({shape})")
        words[f"text{place}"] = text_of(part.node)
        words[f"rows{place}"] = _size(reader.final(part.draft.rows))
        words[f"cols{place}"] = _size(reader.final(part.draft.cols))
        marks.append(Mark(misfit.place or part.node.span, shape))
    message = misfit.template.format(*described, **words)
    offer = misfit.help.format(*described, **words) if misfit.help else _mended(misfit, retry)
    return InputProblem(misfit.name, message, tuple(marks), help=offer)


def _size(size: Size) -> str:
    """The size as errors write it; `?` where nothing is known of it."""
    letters = {letter: Size.letter("?") for letter in size.letters() if letter[0] == "?"}
    return str(size.substitute(letters))


def shown(reader: Reader, part: Part) -> str:
    """The shape of an operand: `m×n`, `n×1`, `scalar`."""
    return dimensions(reader, (part.draft.rows, part.draft.cols))


def dimensions(reader: Reader, shape: Shape) -> str:
    """A shape of a reading as errors write it."""
    rows, cols = map(reader.final, shape)
    return "scalar" if (rows, cols) == SCALAR else f"{_size(rows)}×{_size(cols)}"


def unsolved(reader: Reader, expression: Expression) -> InputProblem:
    """The error for sizes that cannot be told from the expression."""
    scope = reader.scope
    arrays = [key for key in scope.keys if reader.shape(key) != SCALAR]
    undeclared = [scope.spelling(key) for key in arrays if scope.declared(key) is None]
    sets = ("R^n" if reader.shape(key)[1] == ONE else "R^{m x n}" for key in arrays
            if scope.declared(key) is None)  # fmt: skip
    example = ", ".join(f"{name} in {each}" for name, each in zip(undeclared, sets, strict=True))
    return InputProblem(
        "unknown-size", "the sizes cannot be told from the expression",
        (Mark(reader.span(expression), ""),),
        help=example and f"declare the shapes, with sizes that fit: `where {example}`",
    )


# Did you mean


def _mended(misfit: Misfit, retry: Retry) -> str:
    """An offer of a change with which the whole expression can be read, best as a scalar, or ""."""
    if misfit.repair is None:
        return ""
    arrays = ""
    matrices = all(part.draft.is_matrix for part in misfit.parts)
    for instead, text in _repairs(*misfit.repair, matrices):
        match retry(instead):
            case True:
                return f"did you mean {text}?"
            case False:
                arrays = arrays or f"did you mean {text}?"
    return arrays


def _repairs(
    operation: str, node: Expression, first: int, second: int, matrices: bool
) -> Iterator[tuple[dict[int, Expression], str]]:
    """One operand transposed, or two matrices swapped: what to read instead, and its text."""
    left, right = _operand(node, first), _operand(node, second)
    flipped = _transposed(left), _transposed(right)
    join = " "
    if isinstance(node, syntax.Sum):
        join = " + " if node.terms[second][0] > 0 else " - "
        yield {id(right): flipped[1]}, f"{text_of(left)}{join}{text_of(flipped[1])}"
    yield {id(left): flipped[0]}, f"{text_of(flipped[0])}{join}{text_of(right)}"
    if operation == "multiply":
        yield {id(right): flipped[1]}, f"{text_of(left)} {text_of(flipped[1])}"
        if matrices:
            yield {id(left): right, id(right): left}, f"{text_of(right)} {text_of(left)}"


def _operand(node: Expression, place: int) -> Expression:
    if isinstance(node, syntax.Sum):
        return node.terms[place][1]
    assert isinstance(node, syntax.Product)
    return node.factors[place][1]


def _transposed(node: Expression) -> Expression:
    """The transpose of a node, without brackets and double transposes."""
    if isinstance(node, syntax.Transpose) and not node.inverse:
        return node.operand
    if isinstance(node, syntax.Sum | syntax.Product | syntax.Entrywise | syntax.Negative):
        node = syntax.Group(node, node.span)
    return syntax.Transpose(node, False, node.span)


# Several readings


def question_back(readings: Sequence[Reading], expression: Expression) -> InputProblem:
    """The error that asks which of several readings is meant, each with its declarations."""
    first = readings[0]
    keys = [
        key for key in first.kinds
        if any(reading.kinds[key] != first.kinds[key] for reading in readings)
    ]  # fmt: skip
    offers = []
    for reading in readings:
        reader = reading.reader
        settle(reader, reader.scope.variables, reader.scope.keys)
        declared = ", ".join(_declaration(reader, key) for key in keys)
        what = "a scalar function" if reading.is_scalar else "a function with array values"
        offers.append(f"`where {declared}` ({what})")
    bases = {key.removesuffix("[]") for key in keys}
    places: dict[str, Mark] = {}
    for name in names_below([expression]):
        if name.base in bases or first.reader.scope.role(name, frozenset()).key in keys:
            places[name.base] = Mark(name.span, "scalar or array?")
    marks = sorted(places.values(), key=lambda mark: mark[0].start)
    message = f"{text_of(expression)} can be read in {len(readings)} ways"
    offer = "declare which is meant: " + ", or ".join(offers)
    return InputProblem("ambiguous-reading", message, tuple(marks), help=offer)


def _declaration(reader: Reader, key: str) -> str:
    """`x in R^n`: the declaration of a symbol as this reading has it."""
    rows, cols = (reader.final(size) for size in reader.shape(key))
    name = f"{key[:-2]}_i" if key.endswith("[]") else key
    return f"{name} in {_domain((rows, cols))}"


def _domain(shape: Shape) -> str:
    if shape == SCALAR:
        return "R"
    text = shape_text(shape, " x ")
    if shape[1].whole() == 1:
        text = str(shape[0])
    return f"R^{text}" if len(text) == 1 else f"R^{{{text}}}"
