"""Whole reports, read by eye before they were kept; `--rewrite` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from matcalc_cli.printers.solved import report
from tests.solve.problems import PROBLEMS
from tests.solve.solving import solved

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", PROBLEMS)
def test_report(name: str, request: pytest.FixtureRequest) -> None:
    found = report(solved(name), unicode=True, columns=None, colour=False)
    path = GOLDEN / f"{name}.txt"
    if request.config.getoption("--rewrite"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


@pytest.mark.parametrize("name", PROBLEMS)
def test_answered_or_not(name: str) -> None:
    found = solved(name)
    sure = found.answered and found.vanishes is True
    assert sure == (PROBLEMS[name].status == 0)


def test_no_report_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(PROBLEMS)
