"""What is said of every claim of the table, and whether counterexamples are what they seem."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from matcalc_cli.checking.judgement import Array, Judgement
from matcalc_cli.expressions import Symbol
from matcalc_cli.numeric import Evaluation, mp
from matcalc_cli.printers.verdict import reason, sheet
from tests.check import table
from tests.check.judging import judged

GOLDEN = Path(__file__).parent / "golden"
TABLE = {
    "equal": table.EQUAL, "tied": table.TIED, "sign": table.SIGN, "factor": table.FACTOR,
    "transposed": table.TRANSPOSED, "conditional": table.CONDITIONAL, "shape": table.SHAPE,
    "different": table.DIFFERENT, "others": table.OTHERS,
}  # fmt: skip


@cache
def claims(name: str) -> list[tuple[str, Judgement]]:
    """The claims of a part of the table with their judgements."""
    typed = [row.partition(" | ")[0] for row in TABLE[name]]
    return [(claim, judged(claim)) for claim in typed]


def said(name: str) -> Iterator[str]:
    """Two or more lines for each claim: what the command says, and how it was decided."""
    for typed, judgement in claims(name):
        for row in sheet(judgement, "wrong", "claim", typed, unicode=True, brief=False):
            yield "".join(part for part, _ in row).rstrip()
        how = f"{judgement.points} points" + ", same form" * judgement.confirmed
        yield f"       {how} {' '.join(judgement.properties)}".rstrip()


@pytest.mark.parametrize("name", TABLE)
def test_reports(name: str, request: pytest.FixtureRequest) -> None:
    found = "\n".join(said(name)) + "\n"
    path = GOLDEN / f"{name}.txt"
    if request.config.getoption("--rewrite"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


def examples() -> Iterator[tuple[Judgement, list[tuple[Symbol, Array]]]]:
    """The judgements with counterexamples, and the symbols that are given there."""
    for name in TABLE:
        for _, judgement in claims(name):
            if judgement.counterexample is not None:
                given = judgement.counterexample.given
                yield judgement, [(s, value) for s, value in given if isinstance(s, Symbol)]


def test_the_symbols_of_counterexamples_have_their_properties() -> None:
    met: set[str] = set()
    for _, given in examples():
        for symbol, value in given:
            A = np.atleast_2d(np.array(value, dtype=float))
            for name in symbol.properties & HOLDS.keys():
                assert HOLDS[name](A), f"{symbol.name} {name} {A}"
                met.add(name)
    assert met >= HOLDS.keys() - {"whole"}


def is_definite(A: Any) -> bool:
    return bool(np.array_equal(A, A.T) and np.linalg.eigvalsh(A).min() > 0)


HOLDS = {
    "symmetric": lambda A: np.array_equal(A, A.T), "skew": lambda A: np.array_equal(A, -A.T),
    "diagonal": lambda A: np.array_equal(A, np.diag(np.diag(A))), "pd": is_definite,
    "lower": lambda A: np.array_equal(A, np.tril(A)), "psd": is_definite,
    "upper": lambda A: np.array_equal(A, np.triu(A)), "whole": lambda A: bool((A % 1 == 0).all()),
    "orthogonal": lambda A: np.allclose(A.T @ A, np.eye(len(A))),
    "positive": lambda A: (A > 0).all(), "nonnegative": lambda A: (A >= 0).all(),
}  # fmt: skip


def test_counterexamples_are_values_of_both_sides() -> None:
    """The two sides at the values shown, where these are all there is."""
    checked = 0
    for judgement, given in examples():
        example, claim = judgement.counterexample, judgement.claim
        assert example is not None and claim.expression is not None
        at: dict[Any, Any] = {symbol: exact(value) for symbol, value in given}
        members = any("_" in symbol.name for symbol, _ in given)
        entries = claim.question.variables[0].indices
        if members or entries or len(given) < len(example.given):
            continue
        here = Evaluation(example.sizes, at, {}, {})
        sides = (judgement.derivation.answer, example.right), (claim.expression, example.claimed)
        for side, shown in sides:
            found = np.array(here.value(side), dtype=float)
            assert np.allclose(found, np.array(shown, dtype=float), rtol=1e-5)
        checked += 1
    assert checked > 80


def exact(value: Array) -> Any:
    if isinstance(value, list):
        return [[exact(entry) for entry in row] for row in value]
    return mp.mpf(value.numerator) / value.denominator if hasattr(value, "numerator") else value


def test_reasons_in_ascii() -> None:
    for name in TABLE:
        for _, judgement in claims(name):
            assert reason(judgement, False).isascii()
