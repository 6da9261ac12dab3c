"""Derivations by each argument of every function of the table: its own, its sum's, its Hessian."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from matcalc_cli.derivation import Derivation, Question, SymbolFact
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.functions import reductions, structure
from matcalc_cli.functions.unknown import DERIVATIVE
from tests.engine import samples


def derivations() -> Iterator[Callable[[], Derivation]]:
    """What derives each; called, it raises Unsupported where there is no derivative."""
    for _, function, signature in samples.cases():
        if samples.is_index(function) or function is DERIVATIVE:
            continue  # an index and a derivative are no values to sample; the problems have some
        arguments, sizes = samples.arguments(function, signature)
        if "symmetric" in function.summary:
            arguments = tuple(
                a if a.is_scalar else Symbol("A", a.shape, ["symmetric"]) for a in arguments
            )
        expr = function(*arguments, sizes=sizes)
        for symbol in arguments:
            if isinstance(symbol, Symbol) and "whole" not in symbol.properties:
                yield from _of(expr, symbol, arguments)


def _of(expr: Expr, symbol: Symbol, given: tuple[Expr, ...]) -> Iterator[Callable[[], Derivation]]:
    facts = tuple(SymbolFact(s, True) for s in given if isinstance(s, Symbol))
    total = expr if expr.is_scalar else reductions.SUM(structure.had(expr, expr))
    asked = [(expr, (symbol,)), (total, (symbol,)), (total, (symbol, symbol))]
    if any("whole" in s.properties for s in given if isinstance(s, Symbol)):
        asked.pop()  # twice a symbolic power is a sum inside a sum, which is not always found
    for function, variables in asked[expr.is_scalar :]:
        question = Question(function, variables, "f", facts, {}, (), ())
        yield lambda question=question: derive_question(  # type: ignore[misc]
            question, Options(check=False, steps="none")
        )
