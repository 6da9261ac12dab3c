"""Why a reading fails, as the kinds of names that suffice for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from matcalc_cli.elaboration.drafts import Draft
from matcalc_cli.elaboration.kinds import Kind
from matcalc_cli.elaboration.misfits import Misfit
from matcalc_cli.elaboration.reader import Reader
from matcalc_cli.elaboration.scope import Scope
from matcalc_cli.elaboration.survey import names_below
from matcalc_cli.functions import TABLE
from matcalc_grammar import syntax
from matcalc_grammar.frozen import Frozen
from matcalc_grammar.syntax import Expression


class Reading(Frozen):
    """A reading that fits; `is_scalar` is set, too, for a scalar variable unless it gives a row."""

    reader: Reader
    draft: Draft
    kinds: dict[str, Kind]
    is_scalar: bool


def of_misfit(scope: Scope, misfit: Misfit, kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """The kinds that make the reading fail, whatever the others are."""
    if not misfit.local:
        return dict(kinds)
    return _kinds_of(scope, misfit.culprits or [part.node for part in misfit.parts], kinds)


def of_array(scope: Scope, reading: Reading) -> dict[str, Kind]:
    """The kinds that make the function an array, whatever the others are."""
    node = reading.reader.root
    assert node is not None
    while True:
        inner = _array_inside(reading.reader, node)
        if inner is None:
            return _kinds_of(scope, [node], reading.kinds)
        node = inner


def _array_inside(reader: Reader, node: Expression) -> Expression | None:
    """An operand that is an array and makes the whole one, or None."""
    match node:
        case syntax.Sum():
            operands: Iterable[Expression] = [term for _, term in node.terms]
        case syntax.Entrywise():
            operands = [operand for _, operand in node.operands]
        case syntax.Group():
            operands = [node.inside]
        case syntax.Negative() | syntax.Transpose():
            operands = [node.operand]
        case syntax.Call() if node.function in TABLE and TABLE[node.function].entrywise:
            operands = node.arguments[:1]
        case _:
            return None
    return next((each for each in operands if not reader.read(each).scalar), None)


def _kinds_of(
    scope: Scope, nodes: Iterable[Expression], kinds: Mapping[str, Kind]
) -> dict[str, Kind]:
    """The kinds of the names below some nodes; of all where a definition stands among them."""
    bases = {name.base for name in names_below(nodes)}
    if scope.known.definitions:
        return dict(kinds)
    return {key: kind for key, kind in kinds.items() if scope.keys[key] in bases}
