"""Emitted SymPy, run and compared entry by entry; what has no expression there is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

from matcalc_cli.errors import Unsupported
from matcalc_cli.printers.code.names import Names
from matcalc_cli.printers.code.sympy_module import KINDS, SYMPY, sympy_module
from matcalc_cli.printers.code.sympy_objects import _entry_sum, sympy_object

from . import running

EXPRESSIBLE = [
    "d/dX tr(X^T A X)",
    "d/dX logdet(X)",
    "d/dX a^T X^-1 b",
    "d/db ||y - X b||^2",
    "d/dx sum(tanh(A x))",
    "d/dx ||A x - b||",
    "d/dX ||A X - B||_F^2 + c ||X||_F^2",
    "d/dX A X B",
    "d/dx softmax(x)",
    "d/dx x_2^2",
    "d/dX sum(X .* X .* Y)",
    "d/dmu sum_i (x_i - mu)^2",
    "X depends on t; d/dt tr(X^T A X)",
    "d/dx_3 (x^T A x + x_2)",
    "d/dX sum(X)^2",
    "d^2/dx^2 x^T A x",
    "d/dt sum_{i=1}^n sum_{j=1}^{i-1} (i t - j)^2",
]
REFUSED = ["d/dX tr(expm(X))", "f: R^n -> R; d/dx f(A x)", "d/dX X^T A", "d/dX sum(softmax(X))"]


@pytest.mark.parametrize("query", EXPRESSIBLE)
def test_values(query: str) -> None:
    derivation = running.derived(query)
    namespace: dict[str, Any] = {}
    exec(sympy_module(derivation), namespace)
    point = running.point_of(derivation)
    at = point.evaluation({})
    values = symbols(derivation, namespace, at, point.sizes)
    kind = "derivative" if derivation.kind == "tangent" else derivation.kind
    for name, expr in (("f", derivation.question.function), (kind, derivation.answer)):
        found = numeric(namespace[name], values)
        truth = running.numbers(at.value(expr))
        np.testing.assert_allclose(found, truth.reshape(np.shape(found)), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("query", EXPRESSIBLE)
def test_objects_are_what_the_code_makes(query: str) -> None:
    derivation = running.derived(query)
    namespace: dict[str, Any] = {}
    exec(sympy_module(derivation), namespace)
    made = namespace[KINDS[derivation.kind]]
    assert str(sympy_object(derivation)) == str(made)  # the same but for dummy symbols


def test_the_sum_of_all_entries() -> None:
    assert _entry_sum(sp.ImmutableMatrix([[1, 2, 3], [4, 5, 6]])).arg.as_explicit().trace() == 21


def symbols(derivation: Any, namespace: dict[str, Any], at: Any, sizes: Any) -> dict[Any, Any]:
    """Values for the symbols of the code: sizes first, then arrays."""
    writer_names = {name: value for name, value in namespace.items() if isinstance(value, sp.Expr)}
    found: dict[Any, Any] = {
        value: sizes.get(name, 3) for name, value in writer_names.items()
        if isinstance(value, sp.Symbol) and value.is_integer
    }  # fmt: skip
    names = Names(derivation.question, SYMPY.reserved)
    for argument in [*names.ordered(), *derivatives(derivation, names)]:
        value = running.value_of(argument, at, sizes)
        array = np.asarray(value)
        found[argument.name] = array.reshape(-1, 1) if array.ndim == 1 else array
    return found


def derivatives(derivation: Any, names: Names) -> list[Any]:
    from matcalc_cli.expressions import Call
    from matcalc_cli.functions.unknown import DERIVATIVE
    from matcalc_cli.traversal import postorder

    before = len(names.ordered())
    for node in postorder(derivation.answer):
        if isinstance(node, Call) and node.function is DERIVATIVE:
            names.derivative(node)
    return names.ordered()[before:]


def numeric(expr: Any, values: dict[Any, Any]) -> Any:
    """The expression with numbers for its symbols."""
    whole = {symbol: value for symbol, value in values.items() if not isinstance(symbol, str)}
    expr = sp.sympify(expr).subs(whole)
    given = {}
    for symbol in expr.free_symbols:
        array = values[str(symbol)]
        given[symbol] = sp.Matrix(array.tolist()) if array.ndim else sp.Float(float(array))
    whole = expr.subs(given).replace(
        lambda part: isinstance(part, (sp.Trace, sp.Determinant)), by_entries
    )
    explicit = whole.as_explicit() if isinstance(whole, sp.MatrixExpr) else whole.doit()
    return np.array(sp.N(explicit)).astype(float)


def by_entries(part: Any) -> Any:
    matrix = part.arg.as_explicit()
    return matrix.trace() if isinstance(part, sp.Trace) else matrix.det()


@pytest.mark.parametrize("query", REFUSED)
def test_refused(query: str) -> None:
    with pytest.raises(Unsupported) as raised:
        sympy_module(running.derived(query))
    assert raised.value.name == "not-expressible"
