"""The four layouts: how a derivative is laid out, and the shape that each asks for."""

from __future__ import annotations

from collections.abc import Callable

from matcalc_cli.expressions import Expr
from matcalc_cli.functions.structure import t
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.sizes import ONE, Shape
from matcalc_grammar.frozen import Frozen


class Layout(Frozen):
    """A layout: which derivatives it transposes, and how it calls itself.

    `gradient`: of a scalar by an array; `jacobian`: of an array by an array; `tangent`: of a vector
    by a scalar.
    """

    name: str
    aliases: tuple[str, ...]
    gradient: bool
    jacobian: bool
    tangent: bool
    text: str


LAYOUTS = {
    layout.name: layout
    for layout in (
        Layout("numerator", ("gradient",), False, False, False,
               "numerator (gradient formulation; Wikipedia calls it denominator layout)"),
        Layout("denominator", ("jacobian",), True, False, False,
               "denominator (Jacobian formulation; Wikipedia calls it numerator layout)"),
        Layout("wikipedia-numerator", (), True, False, False,
               "wikipedia-numerator (what Wikipedia calls numerator layout)"),
        Layout("wikipedia-denominator", (), False, True, True,
               "wikipedia-denominator (what Wikipedia calls denominator layout)"),
    )
}  # fmt: skip


def layout_named(name: str) -> Layout | None:
    """The layout of this name or alias, or None."""
    for layout in LAYOUTS.values():
        if name == layout.name or name in layout.aliases:
            return layout
    return None


def laid_out(
    derivative: Expr, kind: str, layout: Layout, show: Callable[[Expr], Expr]
) -> Expr:
    """A derivative as the layout writes it; `derivative` has the shape of X, m×n, or F.

    `show` chooses the form of what had to be transposed.
    """
    return show(normal(t(derivative))) if _transposes(derivative, kind, layout) else derivative


def _transposes(derivative: Expr, kind: str, layout: Layout) -> bool:
    if derivative.is_scalar:
        return False
    if kind == "tangent":
        return layout.tangent and derivative.cols == ONE
    return {"gradient": layout.gradient, "jacobian": layout.jacobian}.get(kind, False)


def hessian_shape(first: Expr, second: Expr) -> Shape:
    """The sizes of both variables; the shape of a matrix where the other one is a scalar."""
    for scalar, array in ((first, second), (second, first)):
        if scalar.is_scalar and array.cols != ONE:
            return array.shape
    return first.rows * first.cols, second.rows * second.cols


def expected_shape(function: Expr, variables: tuple[Expr, ...], kind: str, layout: Layout) -> Shape:
    """The shape that the layout asks of a derivative, from the shapes of function and variables."""
    first = next((v for v in variables if not v.is_scalar), variables[0])
    if kind == "gradient":
        shape = first.shape
    elif kind == "tangent":
        shape = function.shape
    elif kind == "jacobian":
        shape = function.rows * function.cols, first.rows * first.cols
    else:
        shape = hessian_shape(variables[0], variables[-1])
    turned = {
        "gradient": layout.gradient, "jacobian": layout.jacobian,
        "tangent": layout.tangent and function.cols == ONE, "hessian": False,
    }[kind]  # fmt: skip
    return (shape[1], shape[0]) if turned else shape
