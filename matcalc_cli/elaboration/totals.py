"""Sums, means and maxima that would be of one number: what must have been meant."""

from __future__ import annotations

from matcalc_cli.elaboration.assumptions import canonical
from matcalc_cli.elaboration.drafts import Draft
from matcalc_cli.elaboration.kinds import convention
from matcalc_cli.elaboration.misfits import Misfit, Part
from matcalc_cli.elaboration.reader import Reader
from matcalc_cli.elaboration.survey import names_below, parts_of
from matcalc_cli.elaboration.wording import text_of
from matcalc_cli.errors import InputProblem, Mark
from matcalc_grammar import syntax
from matcalc_grammar.syntax import Expression, Name

_INDICES = frozenset("ijkl")


def check_total(reader: Reader, node: syntax.Call, draft: Draft) -> None:
    """Refuse the sum, the mean or the maximum of a number where entries were meant.

    Raises InputProblem for `sum(x_i^2)`, whose index nobody names, and Misfit for `sum(sin(x)^2)`
    and `mean(x)` of an undeclared x that was read as a number: there is a sum only of an array.
    """
    (argument,) = node.arguments
    loose = loose_index(reader, argument)
    if loose is not None:
        message = f"the sum over {loose} does not name its index"
        offer = f"write `sum_{loose}` for the sum over {loose}, or `sum(x)` for that of all entries"
        raise InputProblem("reads-two-ways", message, (Mark(reader.span(node), ""),), help=offer)
    demoted = [name for name in names_below([argument]) if _is_demoted(reader, name)]
    if demoted:
        raised = _raised(reader, argument)
        offer = ""
        if raised is not None:
            power = f"{text_of(raised.base)}.^{text_of(raised.exponent)}"
            offer = f"write .^ to raise each entry: {power}"
        template = f"{{0}} is a number, and {node.function} takes an array"
        raise Misfit("ambiguous-operation", template, (Part(argument, draft),), help=offer)


def loose_index(reader: Reader, argument: Expression) -> str | None:
    """A letter i to l that is a subscript in the argument and is bound by no sum around it."""
    parts = [part for name in reader.scope.wrt for part in name.subscripts]
    own = {part.base for part in parts if isinstance(part, Name)}
    for name in names_below([argument]):
        for part in name.subscripts:
            if isinstance(part, Name) and part.base in _INDICES - own - reader.bound.keys():
                return part.base
    return None


def _is_demoted(reader: Reader, name: Name) -> bool:
    """Whether it is a vector by convention, and a number in this reading."""
    return reader.kinds.get(canonical(name)) == "scalar" and convention(name.base) == "vector"


def _raised(reader: Reader, argument: Expression) -> syntax.Power | None:
    """A power of what such a name stands in."""
    stack = [argument]
    while stack:
        node = stack.pop()
        if isinstance(node, syntax.Power) and not node.entrywise and (
            any(_is_demoted(reader, name) for name in names_below([node.base]))
        ):
            return node
        stack.extend(parts_of(node))
    return None
