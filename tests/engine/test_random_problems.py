"""Random statements, derived from their text: right by numbers of our own, and never a fault.

`python -m tests.engine.random_problems` is the long run.
"""

from __future__ import annotations

import pytest

from matcalc_cli.derivation import Question, SymbolFact
from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.functions.function import Linear
from matcalc_cli.functions.reductions import SUM
from matcalc_cli.functions.structure import ones
from matcalc_cli.interning import clear
from matcalc_cli.traversal import postorder

from .random_problems import judged, sizes

COUNT = 300
# A point of the domain may be hard to find, and is then not claimed to have been found.
HONEST = {"right", "right elsewhere", "refused: not certified"}


def asked(function: Expr, *variables: Symbol) -> Question:
    """A question as the reader would make it."""
    symbols = [node for node in postorder(function) if isinstance(node, Symbol)]
    facts = tuple(SymbolFact(symbol, True) for symbol in dict.fromkeys([*variables, *symbols]))
    return Question(function, variables, "f", facts, {}, (), ())


@pytest.mark.parametrize(("seed", "size"), list(sizes(COUNT, 7)))
def test_random_statement(seed: int, size: str) -> None:
    outcome = judged(seed, size)
    assert outcome.verdict in HONEST, outcome


def test_wrong_answers_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge finds a rule that is broken, which the program's own check is told to leave out."""
    twice = Linear(lambda k, G, A: G * 2 * ones(A.rows, A.cols), lambda k, J, A: None)
    monkeypatch.setattr(SUM, "linear", twice)
    verdicts = {judged(seed, "small", "gradient by a matrix", False).verdict for seed in range(60)}
    clear()  # what the broken rule gave is not to be found by other tests
    assert "wrong" in verdicts
