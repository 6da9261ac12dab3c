"""Whole derivations as a lecturer would write them, kept as text; `--rewrite` writes them anew.

Each file begins with the input, a line `$ …` a record and `$ --option value` an option of `derive`;
the rest is the report, in Unicode as a pipe gets it. Read a changed file line by line before it is
committed: every line has to equal the line before it, and the certificate has to hold.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from matcalc_cli.derive import Options, derive_question
from matcalc_cli.printers.report import report
from matcalc_cli.questions import Reader

HERE = Path(__file__).parent
FILES = sorted(HERE.rglob("*.txt"))


def derived(inputs: list[str]) -> str:
    """The reports of all questions of the inputs; the certificate of each must hold."""
    options = Options()
    reader = Reader()
    reports = []
    for line in inputs:
        if line.startswith("--"):
            name, _, value = line[2:].partition(" ")
            options = options._replace(**{name: value or True})
            continue
        for question in reader.questions(line):
            derivation = derive_question(question, options)
            checks = derivation.checks
            assert checks is not None
            assert checks.value and checks.steps and checks.shape and checks.points == 3
            reports.append(report(derivation, unicode=True, columns=None, colour=False))
    return "\n".join(reports)


@pytest.mark.parametrize("path", FILES, ids=[str(f.relative_to(HERE))[:-4] for f in FILES])
def test_derivation(path: Path, request: pytest.FixtureRequest) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    inputs = [line[2:] for line in lines if line.startswith("$ ")]
    expected = "\n".join(lines[len(inputs) + 1 :]) + "\n"
    found = derived(inputs)
    if request.config.getoption("--rewrite"):
        head = "".join(f"$ {line}\n" for line in inputs)
        path.write_text(f"{head}\n{found}", encoding="utf-8")
        return
    assert found == expected
