"""Whole derivations of random functions: certified, or honestly refused, and never a fault."""

from __future__ import annotations

import pytest

from matcalc_cli.derivation import Question, SymbolFact
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.errors import Unsupported
from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.printers.report import report
from matcalc_cli.sizes import ONE
from matcalc_cli.traversal import postorder

from .random_expressions import M, Maker, N

SEEDS = range(80)
SHAPES = [(ONE, ONE), (N, ONE), (M, N)]


def asked(function: Expr, *variables: Symbol) -> Question:
    """A question as the reader would make it."""
    symbols = [node for node in postorder(function) if isinstance(node, Symbol)]
    facts = tuple(SymbolFact(symbol, True) for symbol in dict.fromkeys([*variables, *symbols]))
    return Question(function, variables, "f", facts, {}, None, (), ())


@pytest.mark.parametrize("seed", SEEDS)
def test_random_problem(seed: int) -> None:
    maker = Maker(1000 + seed)
    for shape in SHAPES:
        function = maker.make(*shape, 3)
        free = [n for n in postorder(function) if isinstance(n, Symbol) and not n.properties]
        for variable in free[:2]:
            derivation = derive_question(asked(function, variable), Options())
            checks = derivation.checks
            assert checks is not None
            # A point may be hard to find, but what is certified at one holds at all three.
            assert checks.points == 0 or (checks.value and checks.steps)
            assert report(derivation, unicode=True, columns=None, colour=False)


@pytest.mark.parametrize("seed", SEEDS[:30])
def test_random_second_derivative(seed: int) -> None:
    function = Maker(5000 + seed).make(ONE, ONE, 2)
    free = [n for n in postorder(function) if isinstance(n, Symbol) and not n.properties]
    for variable in [symbol for symbol in free if symbol.cols == ONE][:1]:
        try:
            derivation = derive_question(asked(function, variable, variable), Options())
        except Unsupported as refusal:
            assert refusal.name == "not-supported"
            continue
        checks = derivation.checks
        assert checks is not None
        assert checks.points == 0 or (checks.value and checks.steps)
