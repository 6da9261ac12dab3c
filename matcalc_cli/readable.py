"""The differential as it is written by hand: dF = A dX B, and d²f = tr(… dX … dX).

Beside a Jacobian or a Hessian of matrices, which lists entries by Kronecker products, this is the
form that is read at a glance, and from which the second-order conditions are seen.
"""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.derivation import Line, Question
from matcalc_cli.expressions import Add, Differential, Expr, Symbol
from matcalc_cli.functions.scalars_of_matrices import inner
from matcalc_cli.normal_form import normal
from matcalc_cli.normal_form.expansion import expand
from matcalc_cli.normal_form.terms import without_coefficient
from matcalc_cli.presentation.presenter import Presenter
from matcalc_cli.rules import IDENTIFY, SECOND_DIFFERENTIAL
from matcalc_cli.sizes import ONE
from matcalc_cli.traversal import mentions, postorder
from matcalc_grammar.alphabet import GREEK


def readable(
    question: Question, kind: str, form: Expr, show: Presenter
) -> Line | None:
    """The readable form beside a Jacobian or Hessian of matrices; None beside all else.

    form  the last differential taken: of the function, or of its gradient
    """
    if kind not in ("jacobian", "hessian"):
        return None
    arrays: Sequence[Expr] = question.variables
    if kind == "jacobian":
        arrays = (question.function, *question.variables)
    if not any(_is_matrix(array) for array in arrays):
        return None
    if kind == "jacobian" and len(question.variables) == 1:
        shown = _plainest(normal(form), show)
        return Line("rearrangement", f"d{question.name}", shown, IDENTIFY.name, IDENTIFY.reference)
    if kind == "hessian" and not any(variable.is_scalar for variable in question.variables):
        first, second = question.variables
        quadratic = _plainest(normal(inner(form, Differential(first))), show)
        left = f"d²{question.name}" if first is second else _mixed(question.name, first, second)
        rule = SECOND_DIFFERENTIAL
        return Line("rearrangement", left, quadratic, rule.name, rule.reference)
    return None


def _plainest(form: Expr, show: Presenter) -> Expr:
    """Of the form as it came and multiplied out, that with fewest sums of dX within a product."""
    open_ = Presenter({}, expand=True)
    return min((show(form), show(expand(form)), open_(form)), key=_inner_sums)


def _inner_sums(form: Expr) -> int:
    """How many sums of matrices hold a dX, beside the whole."""
    moving = mentions(form, lambda node: isinstance(node, Differential))
    whole = without_coefficient(form)[1]
    return sum(
        isinstance(node, Add) and node in moving and not node.is_scalar and node is not whole
        for node in postorder(form)
    )


def _is_matrix(array: Expr) -> bool:
    return ONE not in array.shape


def _mixed(name: str, first: Symbol, second: Symbol) -> str:
    letters = [GREEK.get(variable.name, variable.name) for variable in (first, second)]
    return " ".join([*[f"d_{letter}" for letter in letters], name])
