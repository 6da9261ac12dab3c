"""A derivation with names for what it repeats: a few for an answer, and for a long one all of them.

Derivatives share what the function shares; written out, a network of a thousand layers would fill a
library. With a name for each part that is used again, all that is written grows as its nodes do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from matcalc_cli.derivation import Condition, Derivation, Line, Question
from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.presentation.abbreviations import Shared, abbreviated, is_short, shared
from matcalc_cli.traversal import postorder

_LONG = 2000  # nodes of an answer or a line that is not written out


def abridged(derivation: Derivation) -> Derivation:
    """The derivation with the names that it is shown with; its answer stays as it is."""
    answer = derivation.answer
    parts = [expr for expr in _parts(derivation) if expr is not None]
    if max(part.weight for part in parts) > _LONG:
        found = shared(parts, _taken(derivation.question, parts))
        if found is not None:
            return _in_names(derivation, found)
    if is_short(answer):
        return derivation
    few = abbreviated(answer, _taken(derivation.question, [answer]))
    return derivation if few is None else derivation._replace(short=few.answer, where=few.where)


def _parts(derivation: Derivation) -> Iterator[Expr | None]:
    """What is written of a derivation beside its question: the answer first."""
    yield derivation.answer
    yield from (line.expression for line in derivation.lines)
    for condition in derivation.conditions:
        yield from (condition.subject, condition.other)
    if derivation.readable is not None:
        yield derivation.readable.expression


def _in_names(derivation: Derivation, found: Shared) -> Derivation:
    """The derivation with what is written of it in names, but for the answer itself."""
    shown = {part: found.shown[part] for part in _parts(derivation) if part is not None}

    def line_in_names(line: Line) -> Line:
        return line._replace(expression=shown[line.expression])

    by_hand = derivation.readable
    return derivation._replace(
        short=shown[derivation.answer], where=found.where,
        lines=tuple(map(line_in_names, derivation.lines)),
        conditions=tuple([
            Condition(stated.template, stated.subject and shown[stated.subject],
                      stated.other and shown[stated.other])
            for stated in derivation.conditions
        ]),
        readable=None if by_hand is None else line_in_names(by_hand),
    )  # fmt: skip


def _taken(question: Question, written: Sequence[Expr]) -> set[str]:
    """The names in use."""
    nodes = postorder(question.function, *written, *question.variables)
    names = {node.name for node in nodes if isinstance(node, Symbol)}
    return names | set(_letters(nodes)) | {question.name, "d", "e", "I", "K", "T"}


def _letters(nodes: Iterable[Expr]) -> Iterable[str]:
    shapes = {node.shape for node in nodes}
    return (letter for shape in shapes for size in shape for letter in size.letters())
