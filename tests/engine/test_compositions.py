"""Every function of the table over every kind of inner expression, by every kind of variable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from matcalc_cli.derive import Options, derive_question
from matcalc_cli.errors import Unsupported
from matcalc_cli.expressions import Expr, Symbol, add, multiply
from matcalc_cli.functions.entrywise import sin
from matcalc_cli.functions.function import TABLE, Function
from matcalc_cli.functions.scalars_of_matrices import inner
from matcalc_cli.functions.structure import had, inv, t
from matcalc_cli.printers.text import text
from matcalc_cli.sizes import ONE, Shape, Size

from . import samples
from .test_random_problems import asked

N = Size.letter("n")
UNKNOWN = {"e", "deriv"}  # take an index, and a symbol that depends on another
REFUSED = {"not-supported"}


def inner_expressions(shape: Shape) -> Iterator[tuple[str, Expr, Symbol]]:
    """Linear, quadratic, inverse and entrywise expressions of a shape, with their variable."""
    rows, cols = shape
    A, X, B = Symbol("P", (rows, N)), Symbol("X", (N, N)), Symbol("R", (N, cols))
    C = Symbol("C", shape)
    yield "linear", add(multiply(A, X, B), C), X
    yield "quadratic", add(multiply(A, X, t(X), B), C), X
    yield "inverse", multiply(A, inv(X), B), X
    z = Symbol("z", shape)
    yield "entrywise", had(sin(z), C) if shape != (ONE, ONE) else multiply(sin(z), C), z
    s = Symbol("s")
    yield "scalar", add(multiply(s, s, C), C), s


def cases() -> Iterator[tuple[str, Function, Expr, Symbol]]:
    """A scalar of each function of each inner expression; arrays are weighted by a constant."""
    for name, function, signature in samples.cases():
        if function.name in UNKNOWN or not signature.arguments:
            continue
        arguments, sizes = samples.arguments(function, signature)
        for k, argument in enumerate(arguments):
            whole = isinstance(argument, Symbol) and "whole" in argument.properties
            if whole or not function.is_differentiable_in(k):
                continue
            for kind, expr, variable in inner_expressions(argument.shape):
                value = function(*arguments[:k], expr, *arguments[k + 1 :], sizes=sizes)
                weight = Symbol("G", value.shape)
                scalar = multiply(weight, value) if value.is_scalar else inner(weight, value)
                yield f"{name}-{k}-{kind}", function, scalar, variable


CASES = [pytest.param(f, expr, by, id=name) for name, f, expr, by in cases()]


@pytest.mark.parametrize(("function", "expr", "variable"), CASES)
def test_composition(function: Function, expr: Expr, variable: Symbol) -> None:
    assert TABLE[function.name] is function
    try:
        derivation = derive_question(asked(expr, variable), Options())
    except Unsupported as refusal:
        assert refusal.name in REFUSED
        return
    checks = derivation.checks
    assert checks is not None
    assert checks.points == 0 or (checks.value and checks.steps)


def test_answers_stay_as_they_were_read(request: pytest.FixtureRequest) -> None:
    """The answers as kept in compositions.txt by `--rewrite`."""
    options = Options(check=False, steps="none")
    lines = []
    for _, _, expr, variable in cases():
        try:
            answer = text(derive_question(asked(expr, variable), options).answer, unicode=False)
        except Unsupported as refusal:
            answer = refusal.name
        lines.append(f"d/d{variable.name} {text(expr, unicode=False)}\n    {answer}\n")
    path = Path(__file__).parent / "compositions.txt"
    if request.config.getoption("--rewrite"):
        path.write_text("".join(lines), "utf-8")
    assert "".join(lines) == path.read_text("utf-8")
