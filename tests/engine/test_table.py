"""One test over the whole function table, and one that breaks every rule and must notice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from matcalc_cli.collect import contributions, jacobian
from matcalc_cli.expressions import Call, Differential, Expr, Symbol, multiply
from matcalc_cli.functions.function import TABLE, Function
from matcalc_cli.functions.scalars_of_matrices import inner, tr
from matcalc_cli.functions.structure import t, vec_vector
from matcalc_cli.normal_form.sums import total
from matcalc_cli.signatures import Signature

from . import samples

CASES = [pytest.param(function, sign, id=name) for name, function, sign in samples.cases()]


THIN = [pytest.param(function, sign, letter, id=f"{name}-{letter}")
        for name, function, sign in samples.cases()
        for letter in samples.letters(sign)]  # fmt: skip


def differentials(
    function: Function, signature: Signature, thin: str = ""
) -> list[tuple[Symbol, Expr, Expr]]:
    """For each argument that can move: it, the value, and the differential by the record."""
    arguments, sizes = samples.arguments(function, signature, thin)
    if samples.is_index(function):
        return []
    value = function(*arguments, sizes=sizes)
    found = []
    for k, argument in enumerate(arguments):
        if not isinstance(argument, Symbol) or "whole" in argument.properties:
            continue  # a place or a whole number does not move
        if function.is_differentiable_in(k):
            form = function.differential(arguments, k, Differential(argument), sizes)
            found.append((argument, value, form))
    return found


@pytest.mark.parametrize(("function", "signature"), CASES)
def test_documented(function: Function, signature: Signature) -> None:
    assert function.summary.endswith(".")
    assert function.example
    assert function.notation.ascii and function.notation.unicode and function.notation.latex
    assert TABLE[function.name] is function


@pytest.mark.parametrize(("function", "signature"), CASES)
def test_differential_is_numerical_derivative(function: Function, signature: Signature) -> None:
    for variable, value, form in differentials(function, signature):
        for point in samples.points(value, variable):
            at = point.along(variable)
            assert samples.close(at.value(form), at.value(Differential(value))), (variable, form)


@pytest.mark.parametrize(("function", "signature"), CASES)
def test_shape_is_that_of_value(function: Function, signature: Signature) -> None:
    arguments, sizes = samples.arguments(function, signature)
    if samples.is_index(function):
        return
    expr = function(*arguments, sizes=sizes)
    moving = (a for k, a in enumerate(arguments) if function.is_differentiable_in(k))
    variable = next((a for a in moving if isinstance(a, Symbol)), Symbol("t"))
    for point in samples.points(expr, variable):
        found = point.along(variable).value(expr)
        rows, cols = (size.at(point.sizes) for size in expr.shape)
        shape = (len(found), len(found[0])) if isinstance(found, list) else (1, 1)
        assert shape == (rows, cols)


@pytest.mark.parametrize(("function", "signature", "thin"), THIN)
def test_arrays_of_one_row_or_column(function: Function, signature: Signature, thin: str) -> None:
    """The differential where a size is 1."""
    for variable, value, form in differentials(function, signature, thin):
        for point in samples.points(value, variable, 1):
            at = point.along(variable)
            assert samples.close(at.value(form), at.value(Differential(value))), (variable, form)


@pytest.mark.parametrize(("function", "signature"), CASES)
def test_adjoint_identity(function: Function, signature: Signature) -> None:
    """⟨G, L(E)⟩ = ⟨L*(G), E⟩ for an unsymmetric G."""
    if function.linear is None:
        return
    for variable, value, form in differentials(function, signature):
        G = Symbol("G", value.shape)
        weighted = multiply(G, form) if form.is_scalar else inner(G, form)
        adjoint = total(contributions(weighted, variable))
        back = tr(multiply(t(adjoint), Differential(variable)))
        probe = multiply(G, value) if value.is_scalar else inner(G, value)
        for point in samples.points(probe, variable):
            at = point.along(variable)
            assert samples.close(at.value(back), at.value(weighted)), variable


@pytest.mark.parametrize(("function", "signature"), CASES)
def test_jacobian(function: Function, signature: Signature) -> None:
    """vec d f = J vec dX."""
    for variable, value, form in differentials(function, signature):
        if variable.is_scalar:
            continue
        J = jacobian(form, variable)
        moved = multiply(J, vec_vector(Differential(variable)))
        for point in samples.points(value, variable):
            at = point.along(variable)
            assert samples.close(at.value(moved), at.value(form)), variable


BREAKS: dict[str, Callable[[Expr], Expr | None]] = {
    "sign": lambda form: -form,
    "factor": lambda form: form + form,
    "transpose": lambda form: t(form) if form.is_square and not form.is_scalar else None,
}


@pytest.mark.parametrize("broken", BREAKS)
@pytest.mark.parametrize(("function", "signature"), CASES)
def test_broken_rule_is_noticed(function: Function, signature: Signature, broken: str) -> None:
    """A rule with a wrong sign, factor or transpose fails the comparison with the numbers."""
    if function.name in ("sign", "step", "argmax", "argmin"):
        return  # its differential is 0, which no sign or factor changes
    for variable, value, form in differentials(function, signature):
        wrong = BREAKS[broken](form)
        if wrong is None or (isinstance(form, Call) and form.function.name == "diag"):
            continue
        noticed = False
        for point in samples.points(value, variable):
            at = point.along(variable)
            noticed = noticed or not samples.close(at.value(wrong), at.value(Differential(value)))
        assert noticed, (variable, wrong)


@pytest.mark.parametrize("name", ["logdet", "det", "logabsdet"])
def test_transposed_gradient_is_noticed(name: str) -> None:
    """The classical slip, X⁻¹ for X⁻ᵀ, hides behind symmetric samples; ours are not symmetric."""
    function = TABLE[name]
    _, signature = next((f, s) for _, f, s in samples.cases() if f is function)
    (variable, value, form), = differentials(function, signature)
    G = total(contributions(form, variable))
    point = samples.points(value, variable)[0]
    at = point.along(variable)
    truth = at.value(Differential(value))
    assert samples.close(at.value(tr(multiply(t(G), Differential(variable)))), truth)
    assert not samples.close(at.value(tr(multiply(G, Differential(variable)))), truth)


