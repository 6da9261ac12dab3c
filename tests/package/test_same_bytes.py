"""The same question comes out in the same bytes, whatever the order of sets and the Python.

MATCALC_PYTHONS names further interpreters with the dependencies, parted by colons:

    MATCALC_PYTHONS=/opt/3.12/bin/python:/opt/3.13/bin/python pytest …/test_same_bytes.py
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import environment
from tests.engine.statements import statement
from tests.golden.test_golden import FILES
from tests.problems.test_problems import PROBLEMS

PYTHONS = [sys.executable, *filter(None, os.environ.get("MATCALC_PYTHONS", "").split(":"))]
SHARE = 1 if len(PYTHONS) > 1 else 16  # of the statements one in so many, for a quick run
FORMATS = ["json", "html", "numpy"] if SHARE > 1 else [
    "text", "json", "html", "latex", "markdown", "typst", "svg", "numpy", "torch", "julia",
    "matlab", "sympy",
]  # fmt: skip


def statements() -> str:
    """Problems of books, golden inputs and random statements, a line each."""
    lines = [f"{problem.query} where {problem.where}" for problem in PROBLEMS]
    lines += [line[2:] for path in FILES for line in path.read_text("utf-8").splitlines()
              if line.startswith("$ ") and not line.startswith("$ --")]  # fmt: skip
    lines += [statement(seed, "medium").text for seed in range(40)]
    return "\n".join(lines[::SHARE]) + "\n"


def said(python: str, seed: int, *args: str) -> tuple[bytes, bytes, int]:
    """What a process says and how it ends, with its sets in the order of a seed."""
    done = subprocess.run(
        [python, "-m", "matcalc_cli", *args], input=statements().encode(), capture_output=True,
        env=environment(PYTHONHASHSEED=str(seed)), timeout=900,
    )  # fmt: skip
    return done.stdout, done.stderr, done.returncode


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_bytes(form: str) -> None:
    args = ("derive", "--no-check", "-o", form)
    first = said(sys.executable, 1, *args)
    assert len(first[0]) > 1000
    for seed, python in enumerate([*PYTHONS[1:], sys.executable], 2):
        assert said(python, seed, *args) == first, python


def test_the_same_verdicts_and_solutions(tmp_path: Path) -> None:
    claims = tmp_path / "claims.mc"
    claims.write_text("".join(f"{p.query} = {p.expected} where {p.where}\n"
                              for p in PROBLEMS[::SHARE] if p.expected))  # fmt: skip
    for args in (("check", "-f", str(claims)),
                 ("solve", "--wrt", "b", "||y - X b||^2 + c ||b||^2")):  # fmt: skip
        first = said(sys.executable, 1, *args)
        for seed, python in enumerate([*PYTHONS[1:], sys.executable], 2):
            assert said(python, seed, *args) == first, python
