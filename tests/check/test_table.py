"""The table of claims: each gets its verdict, none is called equal or wrong that is not."""

from __future__ import annotations

import pytest

from matcalc_cli.check import check_claim
from matcalc_cli.checking.claims import ClaimReader
from matcalc_cli.derive import Options
from matcalc_cli.printers.verdict import reason
from tests.check import table
from tests.check.judging import judged, verdict_and_reason

TABLE = {
    "equal": table.EQUAL, "tied-entries": table.TIED, "sign": table.SIGN, "factor": table.FACTOR,
    "transposed": table.TRANSPOSED, "conditional": table.CONDITIONAL, "shape": table.SHAPE,
    "different": table.DIFFERENT,
}  # fmt: skip
ROWS = [(verdict, *row.partition(" | ")[::2]) for verdict, rows in TABLE.items() for row in rows]


def test_the_table_is_large_enough() -> None:
    assert len(ROWS) >= 150
    assert len(table.EQUAL) * 3 >= len(ROWS)
    assert min(map(len, TABLE.values())) >= 10
    assert len({claim for _, claim, _ in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("verdict", "claim", "words"), ROWS, ids=[row[1] for row in ROWS])
def test_verdict(verdict: str, claim: str, words: str) -> None:
    found, reason = verdict_and_reason(claim)
    assert found == verdict
    assert words.strip() in reason
    assert bool(reason) == (verdict != "equal") or not words.strip()


@pytest.mark.parametrize("claim", table.EQUAL)
def test_three_times_a_right_answer_is_never_equal(claim: str) -> None:
    """The claims put in a bracket, so that nothing but the factor changes."""
    head, _, tail = claim.rpartition(" = ")
    right, where, known = tail.partition(" where ")
    assert verdict_and_reason(f"{head} = 3 ({right}){where}{known}") == (
        "factor", "it is 3 times the derivative",
    )  # fmt: skip


def test_a_right_answer_is_shown_with_every_verdict() -> None:
    for rows in TABLE.values():
        judgement = judged(rows[0].partition(" | ")[0])
        assert judgement.derivation.answer is not None


@pytest.mark.parametrize(
    ("claim", "layout", "verdict"),
    [
        ("d/dX tr(A X) = A", "denominator", "equal"),
        ("d/dX tr(A X) = A^T", "denominator", "transposed"),
        ("d/dx A x = A^T", "wikipedia-denominator", "equal"),
        ("d/dx A x = A", "wikipedia-denominator", "transposed"),
        ("d/dx a^T x = a^T", "wikipedia-numerator", "equal"),
        ("d/dX tr(B) = 0 where X in R^{m x n}", "denominator", "equal"),
        ("d/dX sum(X) = 𝟏 𝟏^T where X in R^{m x n}", "denominator", "equal"),
        ("d/dX X_{ij} = e_j e_i^T", "denominator", "equal"),
        ("d/dX X_{ij} = e_i e_j^T", "denominator", "transposed"),
        ("d/dX X_{ij} = e_j e_i^T", "numerator", "transposed"),
        ("d/dX X_{ij} = e_i e_i^T", "denominator", "different"),
        ("d/dt a = 0", "wikipedia-denominator", "equal"),
        ("d/dx x_i = e_i^T", "wikipedia-numerator", "equal"),
    ],
)
def test_layouts(claim: str, layout: str, verdict: str) -> None:
    found, reason = verdict_and_reason(claim, layout)
    assert found == verdict
    if found == "transposed":
        assert layout in reason and "numerator" in reason


@pytest.mark.parametrize(
    ("claim", "verdict", "words"),
    [
        ("d/dX log det X = 2 X^-1 - diag(diag(X^-1)) where X symmetric", "equal", ""),
        ("d/dX log det X = X^-1 where X symmetric", "tied-entries", "are free, but here"),
        ("d/dX log det X = 4 X^-1 - 3 diag(diag(X^-1)) where X symmetric", "conditional",
         "right if X is diagonal"),
        ("d/dX tr(A X) = A^T - A where X skew", "equal", ""),
        ("d/dX tr(A X) = 2 (A^T - A) where X skew", "factor", "it is 2 times"),
    ],
)  # fmt: skip
def test_tied_entries_are_not_tied_again(claim: str, verdict: str, words: str) -> None:
    (read,) = ClaimReader().claims(claim)
    found = check_claim(read, Options(structured=True, steps="none"))
    assert found.verdict == verdict and words in reason(found, True)


def test_a_hessian_is_not_tied() -> None:
    H = "K(n,n) kron(X^-1, X^-1)"
    claim = f"d^2/dX^2 log det X = diag(diag({H})) - 2 {H} where X symmetric"
    assert verdict_and_reason(claim)[0] == "different"


def test_counterexamples_are_small_and_whole() -> None:
    for row in (*table.SIGN[:3], *table.TRANSPOSED[:8], table.CONDITIONAL[0]):
        example = judged(row.partition(" | ")[0]).counterexample
        assert example is not None
        assert set(example.sizes.values()) <= {2}
        for _, array in example.given:
            entries = [e for line in array for e in line] if isinstance(array, list) else [array]
            assert all(isinstance(entry, int) for entry in entries)
        assert example.right != example.claimed


def test_values_that_agree_by_chance_do_not_count() -> None:
    """Sizes change from point to point, and pieces of functions are all tried."""
    assert verdict_and_reason("d/dx n x^T x = 4 x where n in R")[0] != "equal"
    assert verdict_and_reason("d/dx mean(x) = 1_n / 2 where x in R^n")[0] == "factor"
    assert verdict_and_reason("d/dt relu(t - 1/2) = 0")[0] != "equal"
    assert verdict_and_reason("d/dX det X = X^-T")[0] == "different"


def test_what_cannot_be_evaluated_is_undecided() -> None:
    verdict, reason = verdict_and_reason("d/dx a^T x = (x x^T)^-1 x where x in R^n")
    assert verdict == "undecided"
    assert reason == "no point was found at which both sides are defined"
