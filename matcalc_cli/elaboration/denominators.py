"""What is divided by, or inverted, where it is zero for every value of the symbols: 1/(t - t)."""

from __future__ import annotations

from matcalc_cli.errors import InputProblem, Mark
from matcalc_cli.expressions import Call, Expr, Number, Power
from matcalc_cli.functions.entrywise import POWER
from matcalc_cli.functions.reductions import MATRIX_POWER
from matcalc_cli.functions.structure import INVERSE
from matcalc_cli.normal_form import normal
from matcalc_cli.normal_form.sums import is_zero
from matcalc_cli.traversal import LIGHT, nodes_of
from matcalc_grammar.syntax import Expression


def checked(function: Expr, typed: Expression) -> Expr:
    """The expression itself. Raises InputProblem where it divides by what is always zero.

    What weighs more than is walked by recursion is not looked at: nobody types it to be zero.
    """
    for node in nodes_of(function):
        divisor = _divisor(node)
        if divisor is not None and divisor.weight < LIGHT and is_zero(normal(divisor)):
            message = "what is divided by is always 0"
            raise InputProblem("division-by-zero", message, (Mark(typed.span, ""),))
    return function


def _divisor(node: Expr) -> Expr | None:
    """What a power with a negative exponent, or an inverse, divides by."""
    match node:
        case Power(children=(base, Number(value=value))) if value < 0:
            return base
        case Call(function=function, children=(base, Number(value=value))) if (
            function in (POWER, MATRIX_POWER) and value < 0
        ):
            return base
        case Call(children=(base,)) if node.function is INVERSE:
            return base
    return None
