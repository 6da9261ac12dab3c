"""Values drawn for a symbol have its properties, two at once too."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from matcalc_cli.elaboration.kinds import closure
from matcalc_cli.expressions import Symbol
from matcalc_cli.functions import values
from matcalc_cli.numeric import OutsideDomain, mp
from matcalc_cli.sampling.drawing import Draw
from matcalc_cli.sizes import Size

N = Size.letter("n")
COUNT = 4
PLACES = [(i, j) for i in range(COUNT) for j in range(COUNT)]
HOLDS = {
    "symmetric": lambda A: all(A[i][j] == A[j][i] for i, j in PLACES),
    "skew": lambda A: all(_close(A[i][j], -A[j][i]) for i, j in PLACES),
    "diagonal": lambda A: not any(A[i][j] for i, j in PLACES if i != j),
    "lower": lambda A: not any(A[i][j] for i, j in PLACES if i < j),
    "upper": lambda A: not any(A[i][j] for i, j in PLACES if i > j),
    "orthogonal": lambda A: all(
        _close(entry, i == j)
        for i, row in enumerate(values.product(A, [list(row) for row in zip(*A, strict=True)]))
        for j, entry in enumerate(row)
    ),
    "psd": lambda A: HOLDS["symmetric"](A) and min(mp.eigsy(mp.matrix(A), True)) > -1e-20,
    "pd": lambda A: HOLDS["symmetric"](A) and min(mp.eigsy(mp.matrix(A), True)) > 0,
}  # fmt: skip


def _close(a: object, b: object) -> bool:
    return bool(abs(a - b) < mp.mpf(10) ** -20)  # type: ignore[operator]


NONE = [{"pd", "skew"}, {"symmetric", "skew", "invertible"}]  # which no matrix has
NAMES = [names for count in (1, 2, 3) for names in combinations(HOLDS, count)]


@pytest.mark.parametrize("names", NAMES, ids=" ".join)
def test_drawn_values_have_the_properties(names: tuple[str, ...]) -> None:
    symbol = Symbol("A", (N, N), closure(names))
    if any(symbol.properties.issuperset(together) for together in NONE):
        with pytest.raises(OutsideDomain):
            Draw(Random(1), {"n": COUNT}, 0).symbol(symbol)
        return
    for attempt in range(3):
        drawn = Draw(Random(attempt), {"n": COUNT}, attempt).symbol(symbol)
        assert all(HOLDS[name](drawn) for name in names)


def test_no_orthogonal_matrix_of_three_rows_is_skew() -> None:
    symbol = Symbol("A", (N, N), closure(["skew", "orthogonal"]))
    with pytest.raises(OutsideDomain):
        Draw(Random(1), {"n": 3}, 0).symbol(symbol)
