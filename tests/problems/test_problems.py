"""Problems of the literature: the answer equals the one in the book, and is about as long."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

import pytest

from matcalc_cli.checking.claims import ClaimReader
from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.numeric import Evaluation
from matcalc_cli.printers.report import report
from matcalc_cli.printers.text import text
from matcalc_cli.questions import Reader
from matcalc_cli.sampling.sampler import Sampler

_TOKEN = re.compile(r"[A-Za-z_]+\d*|\d+|\S")


class Problem(NamedTuple):
    """A query, its assumptions, and an answer (None where the source gives none)."""

    source: str
    query: str
    where: str
    expected: str | None


def problems() -> list[Problem]:
    """The problems of the file, four lines each: source, query, assumptions, answer."""
    content = (Path(__file__).parent / "problems.txt").read_text("utf-8")
    found = []
    for block in content.split("\n\n")[1:]:
        lines = block.strip().splitlines()
        if len(lines) == 4:
            source, query, where, expected = lines
            found.append(Problem(source[2:], query, where, None if expected == "-" else expected))
    return found


PROBLEMS = problems()


def derived(problem: Problem, check: bool = True) -> Derivation:
    """The certified derivation."""
    (question,) = Reader().questions(f"{problem.query} where {problem.where}")
    return derive_question(question, Options(check=check))


def test_there_are_enough() -> None:
    assert len(PROBLEMS) > 130


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda p: p.query[:60])
def test_answer_is_that_of_the_book(problem: Problem) -> None:
    derivation = derived(problem)
    checks = derivation.checks
    assert checks is not None
    assert checks.value and checks.steps and checks.points == 3
    if problem.expected is None:
        return
    stated = f"{problem.query} = {problem.expected} where {problem.where}"
    (claim,) = ClaimReader().claims(stated)
    claimed = claim.expression
    assert claimed is not None and claimed.shape == derivation.answer.shape
    question = derivation.question
    sampler = Sampler(question.function, question.variables, question.dependences)
    random = Random(11)
    for _ in range(2):
        at: Evaluation = sampler.point(random, [claimed]).evaluation(())
        for found, truth in zip(
            entries(at.value(derivation.answer)), entries(at.value(claimed)), strict=True
        ):
            assert abs(found - truth) <= 1e-30 * max(1, abs(truth))


def entries(value: object) -> list[object]:
    """The entries of a value, row after row."""
    return [entry for row in value for entry in row] if isinstance(value, list) else [value]


def test_answers_are_as_short_as_in_the_books() -> None:
    """In ASCII tokens: the median at most that of the books, and none two and a half times."""
    ratios = []
    for problem in PROBLEMS:
        if problem.expected is not None:
            answer = text(derived(problem, check=False).answer, unicode=False)
            ratio = len(_TOKEN.findall(answer)) / len(_TOKEN.findall(problem.expected))
            ratios.append((ratio, problem.query, answer))
    ratios.sort(reverse=True)
    for ratio, query, answer in ratios[:10]:
        print(f"{ratio:.2f}  {query}  {answer}")
    assert median(ratio for ratio, _, _ in ratios) <= 1.0
    assert ratios[0][0] <= 2.5


def test_derivations_stay_as_they_were_read(request: pytest.FixtureRequest) -> None:
    """All reports but for the certificate, as kept in derivations.txt by `--rewrite`."""
    found = "\n".join(
        report(derived(problem, check=False), unicode=False, columns=None, colour=False)
        for problem in PROBLEMS
    )
    path = Path(__file__).parent / "derivations.txt"
    if request.config.getoption("--rewrite"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")
