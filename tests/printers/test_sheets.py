"""The lines of claims among many, and of what is none; `--rewrite` writes the expected text anew.

Read each changed line before it is committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from matcalc_cli.printers import verdict
from matcalc_cli.printers.report import coloured, plain
from tests.printers.test_subjects import subjects

SHEET = Path(__file__).parent / "golden" / "sheet.txt"
TYPED, MESSAGE = "\\alpha ≠\n  x", "`≠` is no\n  sign here"


def _marks(name: str) -> tuple[str, ...]:
    return ("ok",) if name == "equal" else ("wrong", "open")


def lines() -> Iterator[str]:
    for typed, judgement in subjects("judged"):
        for unicode in (True, False):
            for brief in (False, True):
                for mark in _marks(judgement.verdict):
                    row = list(verdict.sheet(judgement, mark, "notes.tex:3:7",
                                             typed, unicode, brief))  # fmt: skip
                    found = plain(row)
                    assert unicode or found.isascii()
                    yield found
                    yield coloured(row)
    for unicode in (True, False):
        for brief in (False, True):
            row = list(verdict.unread(MESSAGE, "a.md:12:1", TYPED, unicode, brief))
            yield plain(row)
            yield coloured(row)
    yield verdict.unread_document(MESSAGE, "a.md:12:1")


def test_sheets(request: pytest.FixtureRequest) -> None:
    found = "".join(lines())
    if request.config.getoption("--rewrite"):
        SHEET.write_text(found, "utf-8")
    assert found == SHEET.read_text("utf-8")
