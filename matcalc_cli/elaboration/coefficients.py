"""Names before a call, a norm, a sum or a bracket, which are numbers more often than not."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_grammar import syntax
from matcalc_grammar.syntax import Expression, Name


def name_in(factor: Expression) -> Name | None:
    """N, as it is and in -N and (2 N)."""
    match factor:
        case Name():
            return factor
        case syntax.Negative(operand=Name() as name):
            return name
        case syntax.Group(inside=syntax.Product(factors=((_, number), ("", Name() as name)))):
            return name if type(number) is syntax.Number else None
    return None


def is_halved(factors: Sequence[tuple[str, Expression]], place: int) -> bool:
    """Whether a name stands in a fraction with a number before a bracket: N/2 (…), 1/(2 N) (…)."""
    nominator = factors[place][0] != "/"
    bar = place + nominator
    if not 0 < bar < len(factors) - 1 or factors[bar][0] != "/" or factors[bar + 1][0] == "/":
        return False
    other = factors[bar if nominator else bar - 1][1]
    if type(other) is syntax.Negative:
        other = other.operand
    return type(other) is syntax.Number and is_bracket(factors[bar + 1][1])


def is_bracket(factor: Expression) -> bool:
    """Whether what a coefficient stands before is a call, a norm, a sum or a bracket."""
    if type(factor) is syntax.Power:
        factor = factor.base
    return isinstance(
        factor, syntax.Call | syntax.Norm | syntax.Bars | syntax.IndexedSum | syntax.Group
        | syntax.Inner
    )  # fmt: skip
