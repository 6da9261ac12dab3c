"""How long a counterexample is searched for."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest

from matcalc_cli.check import check_claim
from matcalc_cli.checking import counterexample
from matcalc_cli.checking.claims import ClaimReader
from matcalc_cli.derive import Options
from matcalc_cli.questions import Reader
from matcalc_cli.traversal import nodes_of

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


def test_an_array_whose_entries_count_is_drawn_as_one() -> None:
    """x₁ is the order of a derivative, so that x is of whole numbers."""
    (question,) = Reader().questions("d/dt t polygamma(x_1, 1/2) where x in R^3")
    (x,) = (node for node in nodes_of(question.function) if getattr(node, "name", "") == "x")
    found = counterexample.counterexample(question, question.function, 2 * question.function)
    assert found is not None
    (value,) = (value for symbol, value in found.given if symbol is x)
    assert [len(row) for row in value] == [1, 1, 1]
    assert all(entry == int(entry) >= 1 for (entry,) in value)


def test_a_point_without_values_is_passed_over() -> None:
    """The power of a power of two numbers of the point may be too large to be one."""
    (claim,) = ClaimReader().claims("d/dx_i (k^{1/2} + a^k.^y^T) = y n ./ x_i where n in R")
    assert check_claim(claim, Options(steps="none")).counterexample is not None
