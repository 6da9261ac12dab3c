"""Sums and means that would be of one number: what must have been meant."""

from __future__ import annotations

from matcalc_cli.elaboration.assumptions import canonical
from matcalc_cli.elaboration.drafts import Draft
from matcalc_cli.elaboration.kinds import convention
from matcalc_cli.elaboration.misfits import Misfit, Part
from matcalc_cli.elaboration.reader import Reader
from matcalc_cli.elaboration.survey import names_below, parts_of
from matcalc_cli.errors import InputProblem, Mark
from matcalc_grammar import syntax
from matcalc_grammar.syntax import Expression, Name

_INDICES = frozenset("ijkl")


def check_total(reader: Reader, node: syntax.Call, draft: Draft) -> None:
    """Refuse the sum of a number where entries were meant.

    Raises InputProblem for `sum(x_i^2)`, whose index nobody names, and Misfit for `sum(x^2)` of an
    undeclared x, which is a sum only for an array.
    """
    (argument,) = node.arguments
    loose = loose_index(reader, argument)
    if loose is not None:
        message = f"the sum over {loose} does not name its index"
        offer = f"write `sum_{loose}` for the sum over {loose}, or `sum(x)` for that of all entries"
        raise InputProblem("reads-two-ways", message, (Mark(reader.span(node), ""),), help=offer)
    raised = _raised_name(reader, argument)
    if raised is not None:
        template = "{0} is a number, and cannot be summed"
        offer = f"write .^ to raise each entry: {canonical(raised)}.^2"
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


def _raised_name(reader: Reader, argument: Expression) -> Name | None:
    """A name that is a vector by convention, read as a number and raised to a power."""
    stack = [argument]
    while stack:
        node = stack.pop()
        if isinstance(node, syntax.Power) and not node.entrywise and isinstance(node.base, Name):
            key = canonical(node.base)
            if reader.kinds.get(key) == "scalar" and convention(node.base.base) == "vector":
                return node.base
        stack.extend(parts_of(node))
    return None
