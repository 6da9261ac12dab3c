"""Emitted NumPy on problems of every kind and on every function of the table."""

from __future__ import annotations

import pytest

from matcalc_cli.derivation import Derivation, Question, SymbolFact
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.errors import Unsupported
from matcalc_cli.expressions import Symbol
from matcalc_cli.functions.function import TABLE, Function
from matcalc_cli.functions.unknown import DERIVATIVE
from matcalc_cli.printers.code.dialect import code_of
from matcalc_cli.printers.code.module import planned
from matcalc_cli.printers.code.python_dialects import JAX, NUMPY, TORCH
from matcalc_cli.signatures import Signature
from tests.engine import samples

from . import problems, running

pytest.importorskip("numpy")
DIALECTS = [NUMPY, JAX, TORCH]
CASES = [pytest.param(function, signature, id=name)
         for name, function, signature in samples.cases()]  # fmt: skip
QUERIES = [
    *problems.GRADIENTS, *problems.JACOBIANS, *problems.HESSIANS, *problems.TANGENTS,
    *problems.FORMED,
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_value_and_derivative(query: str) -> None:
    namespace = running.compared(running.derived(query), NUMPY, {})
    assert namespace["check_gradient"]() < 1e-5


@pytest.mark.parametrize("bound", ["m", "3", "2 n"])
def test_bounds_of_one_family_that_cannot_be_compared(bound: str) -> None:
    """How many members there are is not known, so that no array holds just these."""
    query = f"x_i in R; d/dw sum_{{i=1}}^n w x_i^2 + sum_{{i=1}}^{{{bound}}} w^2 x_i"
    with pytest.raises(Unsupported, match="which is more is not known"):
        planned(running.derived(query), NUMPY, {})


@pytest.mark.parametrize("query", problems.LAID_OUT)
@pytest.mark.parametrize("layout", problems.LAYOUTS)
def test_layouts(query: str, layout: str) -> None:
    namespace = running.compared(running.derived(query, layout), NUMPY, {})
    assert namespace["check_gradient"]() < 1e-5


@pytest.mark.parametrize(("function", "signature"), CASES)
def test_every_function(function: Function, signature: Signature) -> None:
    """Its value, and its derivative where it has one."""
    arguments, sizes = samples.arguments(function, signature)
    if "symmetric" in function.summary:
        arguments = tuple(
            a if a.is_scalar else Symbol("A", a.shape, ["symmetric"]) for a in arguments
        )
    expr = function(*arguments, sizes=sizes)
    symbols = [a for a in arguments if isinstance(a, Symbol) and "whole" not in a.properties]
    variable = symbols[0] if symbols else Symbol("t")
    if samples.is_index(function) or function is DERIVATIVE:
        return  # an index and a derivative are no values to sample; the problems have some
    facts = tuple(SymbolFact(s, True) for s in arguments if isinstance(s, Symbol))
    facts = facts or (SymbolFact(variable, True),)
    question = Question(expr, (variable,), "f", facts, {}, (), ())
    try:
        derivation = derive_question(question, Options(check=False, steps="none"))
    except Unsupported:
        derivation = Derivation(question, "tangent", "numerator", expr, (), (), (), None)
    try:
        running.compared(derivation, NUMPY, {}, signed="vector" not in function.summary)
    except Unsupported as refused:
        assert refused.name == "not-expressible"


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.key)
@pytest.mark.parametrize("name", TABLE)
def test_code_or_refusal(name: str, dialect: object) -> None:
    """Every function has code in every language, or says that the language has none."""
    function = TABLE[name]
    assert isinstance(dialect, type(NUMPY))
    for rank in (0, 1, 2):
        code = code_of(function, dialect, rank)
        keys = {key.partition(".")[0] for key in function.code}
        assert code or keys & {dialect.key, dialect.base}
