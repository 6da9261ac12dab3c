"""Values held against each other: when they are equal, and by which factor they differ."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest

from matcalc_cli import check
from matcalc_cli.checking.claims import ClaimReader
from matcalc_cli.checking.comparison import _VariedSampler, equal, flat, shape, times, turned
from matcalc_cli.checking.verdicts import factor_between
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.numeric import mp
from matcalc_cli.printers.text import text

TINY = mp.mpf(10) ** -35
SMALL = mp.mpf(10) ** -25
WIDE, TALL = [[mp.mpf(1), mp.mpf(2), mp.mpf(-3)]], [[mp.mpf(1)], [mp.mpf(2)], [mp.mpf(-3)]]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (mp.mpf(1), mp.mpf(1), True), (mp.mpf(1), 1 + TINY, True), (mp.mpf(1), 1 + SMALL, False),
        (mp.mpf(1), 1 - SMALL, False), (mp.mpf(1), mp.mpf(-1), False),
        (mp.mpf(0), mp.mpf(0), True), (mp.mpf(0), TINY, False),
        (mp.mpf(0), mp.mpf(10) ** -70, True), (mp.mpf(0), mp.mpf(10) ** -50, False),
        (mp.mpf(10) ** 9, mp.mpf(10) ** 9 + SMALL, True), (WIDE, WIDE, True), (WIDE, TALL, False),
        ([[mp.mpf(10) ** 9, SMALL]], [[mp.mpf(10) ** 9, 2 * SMALL]], True),
        ([[mp.mpf(1), SMALL]], [[mp.mpf(1), 2 * SMALL]], False),
        ([[mp.mpf(1), mp.mpf(0)]], [[mp.mpf(1), mp.mpf(1)]], False),
    ],
)  # fmt: skip
def test_equal(left: Any, right: Any, same: bool) -> None:
    assert equal(left, right) is same
    assert equal(right, left) is same


def test_values() -> None:
    assert turned(WIDE) == TALL and turned(TALL) == WIDE and turned(mp.mpf(3)) == 3
    assert flat(WIDE) == flat(TALL) == [1, 2, -3] and flat(mp.mpf(3)) == [3]
    assert (shape(WIDE), shape(TALL), shape(mp.mpf(3))) == ((1, 3), (3, 1), (1, 1))
    assert times(mp.mpf(2), WIDE) == [[2, 4, -6]] and times(mp.mpf(2), mp.mpf(3)) == 6


SIZES = [{"m": 2, "n": 3}, {"m": 4, "n": 2}, {"m": 3, "n": 5}]


def pairs(factor: Any) -> list[tuple[Mapping[str, int], Any, Any]]:
    """A value with others in it, and the factor at each point times that."""
    return [(sizes, [[mp.mpf(k + 1), mp.mpf(-5) / 3]],
             [[factor(**sizes) * (k + 1), factor(**sizes) * mp.mpf(-5) / 3]])
            for k, sizes in enumerate(SIZES)]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "factor"),
    [
        ("2", lambda m, n: 2), ("-1", lambda m, n: -1), ("3/7", lambda m, n: mp.mpf(3) / 7),
        ("-9999/10000", lambda m, n: mp.mpf(-9999) / 10000),
        ("10000/9999", lambda m, n: mp.mpf(10000) / 9999),
        ("sqrt(2)", lambda m, n: mp.sqrt(2)), ("-sqrt(2/3)", lambda m, n: -mp.sqrt(mp.mpf(2) / 3)),
        ("m", lambda m, n: m), ("n", lambda m, n: n), ("1 / n", lambda m, n: mp.mpf(1) / n),
        ("m n", lambda m, n: m * n), ("m / n", lambda m, n: mp.mpf(m) / n),
        ("2 m", lambda m, n: 2 * m), ("-n/2", lambda m, n: mp.mpf(-n) / 2),
        ("m^2", lambda m, n: m * m), ("n / m^2", lambda m, n: mp.mpf(n) / m**2),
        ("3 n^2", lambda m, n: 3 * n * n),
        ("", lambda m, n: 0), ("", lambda m, n: mp.pi), ("", lambda m, n: m + n),
        ("", lambda m, n: mp.mpf(10007) / 10009), ("", lambda m, n: m**3),
    ],
)  # fmt: skip
def test_factors(said: str, factor: Any) -> None:
    found = factor_between(pairs(factor))
    assert ("" if found is None else text(found, unicode=False)) == said


def test_no_factor() -> None:
    one, none = [[mp.mpf(1), mp.mpf(2)]], [[mp.mpf(0), mp.mpf(0)]]
    two = [[mp.mpf(2), mp.mpf(4)]]
    other = [[mp.mpf(2), mp.mpf(3)]]
    at: Mapping[str, int] = {"n": 2}
    assert factor_between([(at, one, two)]) is None, "one point shows nothing"
    assert factor_between([(at, one, two), (at, none, none)]) is None
    assert factor_between([(at, one, two), (at, one, two), (at, none, none)]) is not None
    assert factor_between([(at, one, two), (at, one, two), (at, none, one)]) is None
    assert factor_between([(at, one, two), (at, one, none)]) is None
    assert factor_between([(at, one, two), (at, one, other)]) is None
    assert factor_between([(at, other, one), (at, other, one)]) is None
    assert factor_between([(at, one, turned(two)), (at, one, turned(two))]) is None


@pytest.mark.parametrize(("factor", "verdict"), [("", "equal"), ("2", "factor")])
def test_sizes_that_are_differences(factor: str, verdict: str) -> None:
    judged = check(f"d/dx ones(n - m)^T A x = {factor} A^T ones(n-m)")
    assert judged.verdict == verdict


def test_sizes_are_kept_within_what_both_sides_can_be_evaluated_at() -> None:
    """The sides of a claim can be far larger than its function."""
    (claim,) = ClaimReader().claims("d/dX A X B = kron(B^T, A)")
    assert claim.expression is not None
    right = derive_question(claim.question, Options(check=False, steps="none")).answer
    X = claim.question.variables[0]
    for both in ((right, claim.expression), (right, X), (X, claim.expression)):
        sampler = _VariedSampler(claim.question, both)
        assert sampler.is_affordable((8, 9, 10, 11))
        assert not sampler.is_affordable((20, 21, 22, 23))
        assert len(set(sampler.sizes(Random(1)).values())) == len(sampler.variates.letters)
    assert _VariedSampler(claim.question, (X, X)).is_affordable((20, 21, 22, 23))
