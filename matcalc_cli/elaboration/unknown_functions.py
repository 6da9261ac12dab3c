"""Functions that are only declared, `f: R^m -> R`, and their derivatives."""

from __future__ import annotations

from matcalc_cli.elaboration.assumptions import size_of
from matcalc_cli.elaboration.definitions import wrong_arity
from matcalc_cli.elaboration.drafts import Draft
from matcalc_cli.elaboration.misfits import Misfit, Part
from matcalc_cli.elaboration.reader import Reader, reads
from matcalc_cli.errors import InputProblem, Mark, Unsupported
from matcalc_cli.expressions import Call, Expr
from matcalc_cli.functions import Function
from matcalc_cli.functions.unknown import (
    entrywise_function,
    gradient_function,
    hessian_function,
    scalar_function,
)
from matcalc_cli.sizes import ONE
from matcalc_grammar import sentences, syntax
from matcalc_grammar.syntax import Expression


def unknown(reader: Reader, node: syntax.Call, declared: sentences.FunctionDeclaration) -> Draft:
    """f(x): a scalar of an array, or, for f: R -> R, each entry of an array."""
    _check(reader, node, declared)
    argument = _argument(reader, node, node.arguments, declared)
    if not declared.arguments[0].sizes:
        return _like(argument, entrywise_function(node.function))
    function = scalar_function(node.function)
    return Draft(ONE, ONE, lambda: function(argument.build()))


def _check(
    reader: Reader, node: Expression, declared: sentences.FunctionDeclaration
) -> None:
    """Functions of one argument with scalar values are supported. Raises Unsupported."""
    if len(declared.arguments) != 1 or declared.result.sizes:
        message = (
            f"{declared.name.base}: only unknown functions of one argument and with scalar values "
            "are supported"
        )
        raise Unsupported("not-supported", message, (Mark(reader.span(node), ""),))


def _argument(
    reader: Reader, node: syntax.Call | syntax.Gradient, arguments: tuple[Expression, ...],
    declared: sentences.FunctionDeclaration,
) -> Draft:  # fmt: skip
    """The argument, of the declared shape. Raises Misfit."""
    if len(arguments) != 1:
        span, count = reader.span(node), len(arguments)
        if isinstance(node, syntax.Call):
            raise wrong_arity(reader, node, "1")
        message = f"a gradient is taken at 1 argument, not {count}"
        raise InputProblem("wrong-arity", message, (Mark(span, ""),))
    draft = reader.read(arguments[0])
    sizes = [size_of(size) for size in declared.arguments[0].sizes]
    if not sizes:
        return draft
    rows, cols = [*sizes, ONE][:2]
    local = draft.one_row != (rows == ONE) or draft.one_col != (cols == ONE)
    if local or not (reader.sizes.unify(rows, draft.rows) and reader.sizes.unify(cols, draft.cols)):
        wanted = f"{rows}×{cols}"
        template = f"{declared.name.base} takes {wanted}, not {{0}}"
        raise Misfit("shape-mismatch", template, (Part(arguments[0], draft),), local=local)
    return draft


def _like(argument: Draft, function: Function) -> Draft:
    return Draft(argument.rows, argument.cols, lambda: function(argument.build()))


@reads(syntax.Gradient)
def gradient(reader: Reader, node: syntax.Gradient) -> Draft:
    """∇f(x) and ∇²f(x), or f′(x) and f″(x) for f: R -> R."""
    name = node.function.base
    declared = reader.scope.known.functions.get(name)
    if declared is None:
        message = f"{name} is not declared as a function"
        raise InputProblem("unknown-function", message, (Mark(reader.span(node), ""),),
                           help=f"declare it: `{name}: R^n -> R`")  # fmt: skip
    _check(reader, node, declared)
    argument = _argument(reader, node, node.arguments, declared)
    if not declared.arguments[0].sizes:
        return Draft(argument.rows, argument.cols,
                     lambda: _derivative(name, node.order, argument.build()))  # fmt: skip
    if node.order == 1:
        return _like(argument, gradient_function(name))
    size = argument.rows * argument.cols
    return Draft(size, size, lambda: hessian_function(name)(argument.build()))


def _derivative(name: str, order: int, at: Expr) -> Expr:
    function = entrywise_function(name)
    for _ in range(order - 1):
        slope = function.entrywise
        assert slope is not None
        applied = slope(at)
        assert isinstance(applied, Call)
        function = applied.function
    assert function.entrywise is not None
    return function.entrywise(at)
