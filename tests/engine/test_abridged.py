"""A long derivation is shown in names: nothing that is written of it is long."""

from __future__ import annotations

import pytest

from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.expressions import Expr
from matcalc_cli.questions import Reader

LONG = [
    "d/dx sum(" + "tanh(W " * 40 + "x" + ")" * 41,
    "d/dx " + "log(1 + exp(" * 14 + "x^T A x" + ")) + x^T x" * 14,
    "d/dX tr(" + "(A + " * 40 + "X" + ")^-1" * 40 + ")",
]


def written(derivation: Derivation) -> list[Expr]:
    """What is written of a derivation, without the answer itself."""
    conditions = [part for stated in derivation.conditions
                  for part in (stated.subject, stated.other) if part is not None]  # fmt: skip
    by_hand = [] if derivation.readable is None else [derivation.readable.expression]
    meanings = [meaning for _, meaning in derivation.where]
    return [*[line.expression for line in derivation.lines], *conditions, *by_hand, *meanings]


@pytest.mark.parametrize("query", LONG)
@pytest.mark.parametrize("steps", ["full", "none"])
def test_nothing_that_is_written_is_long(query: str, steps: str) -> None:
    (question,) = Reader().questions(query)
    found = derive_question(question, Options(steps=steps, check=False))
    assert found.answer.weight > 2000 and found.short is not None
    names = {symbol for symbol, _ in found.where}
    assert len(names) == len(found.where) > 4
    assert max(part.weight for part in (found.short, *written(found))) < 1000
