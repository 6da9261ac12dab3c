"""How long a counterexample is searched for."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest

from matcalc_cli.checking import counterexample
from matcalc_cli.questions import Reader

LIMIT = 100_000  # multiplications of the draws from one range together


@pytest.mark.parametrize(
    ("cost", "draws", "in_vain"),
    [(1, 12, 12 * 12), (8_333, 12, 8 * 12), (10_000, 10, 8 * 10), (40_000, 2, 10 * 2),
     (50_001, 1, 12), (LIMIT, 1, 8), (8 * LIMIT, 1, 1), (8 * LIMIT + 1, 0, 0)],
)  # fmt: skip
def test_few_draws_are_made_where_each_is_much_work(
    cost: int, draws: int, in_vain: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a wrong claim all draws from the first range; of a right one up to 8 times the limit."""
    (question,) = Reader().questions("d/dx x^T x")
    right = question.function
    done: list[object] = []
    drawn = counterexample._Compared.drawn

    def counted(self: Any, side: int, numbers: Sequence[Any], random: Random) -> object:
        done.append(side)
        return drawn(self, side, numbers, random)

    monkeypatch.setattr(counterexample._Compared, "work", lambda self, side: cost)
    monkeypatch.setattr(counterexample._Compared, "drawn", counted)
    found = counterexample.counterexample(question, right, -right)
    assert (found is not None, len(done)) == (draws > 0, draws)
    done.clear()
    assert counterexample.counterexample(question, right, right) is None
    assert len(done) == in_vain
