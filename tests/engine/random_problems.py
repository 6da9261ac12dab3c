"""Random statements derived from their text, and judged by numbers that the program has no part in.

    python -m tests.engine.random_problems --count 50000 --seed 1 --jobs 2

prints how many of each length and kind were right, refused or wrong, with the seed of each that was
not right. `--one S --size large` is that statement alone.
"""

from __future__ import annotations

import argparse
import signal
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pool
from random import Random
from typing import Any, NamedTuple

from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.errors import Problem
from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.functions.unknown import derivative_of
from matcalc_cli.numeric import Evaluation, mp
from matcalc_cli.printers import record as json_record
from matcalc_cli.printers.report import report
from matcalc_cli.questions import Reader
from matcalc_cli.traversal import postorder
from matcalc_grammar.records import records

from . import arrays
from .arrays import Array
from .statements import TIED, Sample, Statement, sample, statement

DIGITS = 30
_SHARES = {"small": 80, "medium": 16, "large": 4}  # of a hundred
_SECONDS = 30
_FINER = (120, 240)  # digits
_POINTS = 4
_UNJUDGED = "no point to judge it at"
_HONEST = {_UNJUDGED, "refused: not-supported", "refused: division-by-zero"}
UPRIGHT = {  # what has the shape of the variable, or of its transpose
    "gradient by a matrix", "gradient by a vector", "gradient by a scalar",
    "gradient by a structured matrix", "tied gradient",
}  # fmt: skip


class Slow(Exception):
    """A statement took longer than any may."""


class Outcome(NamedTuple):
    """What became of a statement: "right", "right elsewhere", "wrong", "fault", "slow", or
    why it was refused.
    """

    seed: int
    size: str
    kind: str
    verdict: str
    detail: str
    text: str
    seconds: float
    passed: int = 0  # statements without a domain before it


def judged(seed: int, size: str, kind: str = "", check: bool = True) -> Outcome:
    """The outcome for the statement of a seed.

    Statements without a domain are passed over, but for those that the program fails at.
    """
    place, passed = seed, 0
    while True:
        asked = statement(place, size, kind)
        found = sample(asked, Random(place))
        began = time.process_time()
        verdict, detail = _verdict(asked, found, place, check)
        if found is not None or verdict not in _HONEST:
            break
        place += 1_000_000_007
        passed += 1
    spent = time.process_time() - began
    return Outcome(seed, size, asked.kind, verdict, detail, asked.text, spent, passed)


def _verdict(
    asked: Statement, found: Sample | None, place: int, check: bool
) -> tuple[str, str]:
    try:
        derivation = derived(asked, check)
    except Problem as problem:
        return f"refused: {problem.name}", problem.message
    except Slow:
        return "slow", f"more than {_SECONDS} s"
    except Exception as fault:  # the long run goes on and names the seed
        return "fault", f"{type(fault).__name__}: {fault}"
    if found is None:
        return _UNJUDGED, ""
    checks = derivation.checks
    if check and (checks is None or checks.points == 0):
        return "refused: not certified", checks.reason if checks else ""
    return _compared(derivation, asked, found, place)


def _compared(
    derivation: Derivation, asked: Statement, found: Sample | None, place: int
) -> tuple[str, str]:
    """Whether the answer is the difference; a point where it has no value is told and left.

    Such a point is at the edge of what numbers can hold, or of the domain: det X X⁻ᵀ has none at a
    singular X. Where no point has a value the answer is wrong.
    """
    for attempt in range(_POINTS):
        try:
            if found is not None and agrees(value_of(derivation, asked, found), asked, found):
                if attempt == 0:
                    return "right", ""
                return "right elsewhere", f"no value at {attempt} points before"
            for digits in _FINER:  # near a pole the difference may be far from the derivative
                with mp.workdps(digits):
                    found = sample(asked, Random(place))
                    if found and agrees(value_of(derivation, asked, found), asked, found):
                        return "right", ""
            return "wrong", f"{derivation.answer}"
        except ArithmeticError:
            place += 1_000_000_007
            found = sample(asked, Random(place))
    return "wrong", f"no value where the function has a derivative: {derivation.answer}"


def derived(asked: Statement, check: bool = True) -> Derivation:
    """The derivation of the text, printed in every form of its own."""
    reader = Reader()
    (question,) = [
        question for record in records([asked.text]) for question in reader.questions(record.text)
    ]
    derivation = derive_question(question, Options(
        layout=asked.layout, check=check, structured=bool(asked.tied)
    ))  # fmt: skip
    json_record.derived(derivation, asked.text, json_record.Source(None, 1))
    report(derivation, unicode=True, columns=80, colour=False)
    return derivation


def value_of(derivation: Derivation, asked: Statement, found: Sample) -> Array:
    """The value of the answer at the point of the sample."""
    given: dict[Expr, Any] = {}
    for node in postorder(derivation.answer, *(f.symbol for f in derivation.question.facts)):
        if isinstance(node, Symbol) and node.name in found.world.values and not node.indices:
            value = found.world.values[node.name]
            given[node] = value[0][0] if node.is_scalar else value
            if node.name in found.paths:
                t = derivation.question.variables[0]
                speed = derivative_of(node, t)
                given[speed], given[derivative_of(speed, t)] = found.paths[node.name]
    members = {
        (name, (place,)): value[0][0] if len(value) == len(value[0]) == 1 else value
        for (name, place), value in found.world.members.items()
    }
    at = Evaluation(found.world.sizes, given, members, {})
    value = at.value(derivation.answer)
    return value if isinstance(value, list) else [[value]]


def agrees(answer: Array, asked: Statement, found: Sample) -> bool:
    """Whether the answer, applied to the directions as its layout says, is the difference."""
    truth = arrays.entries(found.truth)
    if asked.kind in UPRIGHT and asked.layout in ("denominator", "wikipedia-numerator"):
        answer = arrays.turned(answer)
    is_tangent = asked.kind in ("tangent", "second tangent")
    if asked.layout == "wikipedia-denominator" and (
        asked.kind == "jacobian" or (is_tangent and len(found.truth[0]) == 1)
    ):
        answer = arrays.turned(answer)
    shape = (len(answer), len(answer[0]))
    if asked.kind == "jacobian":
        along = arrays.product(answer, arrays.stacked(found.directions[0]))
        return shape[0] == len(truth) and close(arrays.entries(along), truth)
    if is_tangent:
        turns = mp.fprod(direction[0][0] for direction in found.directions)
        return shape == _shape(found.truth) and close(
            arrays.entries(arrays.scaled(turns, answer)), truth)  # fmt: skip
    if asked.place:
        return shape == (1, 1) and close(arrays.entries(answer), truth)
    if asked.tied:
        _, free = TIED[asked.tied]
        moves = arrays.triangle(found.directions[0], free)
        return shape == _shape(moves) and close(arrays.entries(arrays.dot(answer, moves)), truth)
    if len(found.directions) == 1:
        return shape == _shape(found.directions[0]) and close(
            [arrays.dot(answer, found.directions[0])[0][0]], truth)  # fmt: skip
    first, second = map(arrays.stacked, found.directions)
    return shape == (len(first), len(second)) and close(
        [arrays.dot(first, arrays.product(answer, second))[0][0]], truth)  # fmt: skip


def _shape(A: Array) -> tuple[int, int]:
    return len(A), len(A[0])


def close(found: list[Any], truth: list[Any]) -> bool:
    """Whether the numbers agree to the digits asked for."""
    bound = max(1, *[abs(entry) for entry in truth]) * mp.mpf(10) ** -DIGITS
    return len(found) == len(truth) and all(
        abs(a - b) <= bound for a, b in zip(found, truth, strict=True)
    )


def sizes(count: int, seed: int, only: str = "") -> Iterator[tuple[int, str]]:
    """A seed and a length for each statement of a run; `only` is the length of all."""
    lengths = list(_SHARES)
    random = Random(seed)
    for k in range(count):
        (size,) = random.choices(lengths, list(_SHARES.values()))
        yield seed * 10_000_000 + k, only or size


def _timed(task: tuple[int, str]) -> Outcome:
    def stop(*_: object) -> None:
        raise Slow

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
    try:
        return judged(*task)
    except Slow:
        return Outcome(*task, "", "slow", "", "", _SECONDS)
    except Exception as fault:  # the long run goes on
        return Outcome(*task, "", "fault of the judge", repr(fault), "", 0)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--from", type=int, default=0, dest="start", help="leave out so many")
    parser.add_argument("--size", choices=list(_SHARES), default="", help="of this length alone")
    parser.add_argument("--one", type=int, help="the statement of this seed alone, in one --size")
    options = parser.parse_args()
    if options.one is not None:
        print(*_timed((options.one, options.size or "small")), sep="\n")
        return
    tally: Counter[tuple[str, str]] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    seconds: Counter[str] = Counter()
    passed = 0
    tasks = list(sizes(options.count, options.seed, options.size))[options.start :]
    with Pool(options.jobs, maxtasksperchild=400) as pool:
        for done, outcome in enumerate(pool.imap_unordered(_timed, tasks, chunksize=8), 1):
            tally[outcome.size, outcome.verdict] += 1
            kinds[outcome.kind, outcome.verdict] += 1
            seconds[outcome.size] += outcome.seconds
            passed += outcome.passed
            if outcome.verdict != "right":
                print(f"{outcome.seed} {outcome.size} {outcome.kind}: {outcome.verdict}: "
                      f"{outcome.detail}\n    {outcome.text}", flush=True)  # fmt: skip
            if done % 1000 == 0:
                print(f"--- {done} of {len(tasks)}", flush=True)
                _print(tally, kinds, seconds)
    _print(tally, kinds, seconds)
    print(f"without a domain, and passed over: {passed}", flush=True)


def _print(
    tally: Counter[tuple[str, str]], kinds: Counter[tuple[str, str]], seconds: Counter[str]
) -> None:
    for table in (tally, kinds):
        for row in dict.fromkeys(row for row, _ in table):
            counts = {verdict: n for (of, verdict), n in sorted(table.items()) if of == row}
            whole = sum(counts.values())
            right = counts.pop("right", 0)
            spent = f", {1000 * seconds[row] / whole:.0f} ms each" if row in seconds else ""
            print(f"{row or 'unfinished'}: {whole}, right {right} ({100 * right / whole:.2f} %), "
                  f"{counts}{spent}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
