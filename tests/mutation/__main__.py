"""How many faults in the sources the tests notice: `python -m tests.mutation`.

The mutants are small changes of the mathematics and of the printers, one at a time, chosen by a
seed. A mutant is tried against the tests that run what was changed, until one fails; what none
notices is a survivor, named in mutation.md. Changes without a difference are in equivalent.txt,
each with its reason.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.mutation.blocks import whole
from tests.mutation.mutants import ROOT, choice, modules, mutants
from tests.mutation.nearest import nearest_to
from tests.mutation.report import Report
from tests.mutation.trials import QUIET, Outcome, Suite, Trials


def _options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--only", default="", metavar="TEXT", help="part of a path:place")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, help="without it, one for each function or table")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--inside", action="store_true", help="of functions, not of tables")
    parser.add_argument("--names", type=Path, metavar="FILE", help="these mutants, one a line")
    parser.add_argument("--tests", nargs="+", default=[str(ROOT / "tests")], metavar="PATH")
    parser.add_argument("--each", type=int, help="at most so many tests of each test function")
    parser.add_argument("--first", type=float, default=10, metavar="SECONDS",
                        help="of tests for each mutant, before the others are tried")  # fmt: skip
    parser.add_argument("--most", type=float, default=1e9, metavar="SECONDS",
                        help="of tests for one that is not noticed by the first")  # fmt: skip
    parser.add_argument("--stale", action="store_true", help="use the record of another state")
    parser.add_argument("--nearest", action="store_true",
                        help="try the tests of nearest.py, and do not record first which run what")
    parser.add_argument("--list", action="store_true", help="list the mutants, and try none")
    parser.add_argument("--write", action="store_true", help="write mutation.md")
    return parser.parse_args(arguments)


def main() -> None:
    options = _options()
    found = [mutant for module in modules() for mutant in mutants(module)
             if options.only in f"{mutant.path}:{mutant.place}"
             and not (options.inside and mutant.block == whole(mutant.path))]  # fmt: skip
    if options.names:
        named = set(options.names.read_text("utf-8").splitlines())
        chosen = [mutant for mutant in found if mutant.name in named]
    else:
        chosen = choice(found, options.count, options.seed)
    if options.list:
        print(*[m.name for m in chosen], sep="\n")
        return
    report = Report(" ".join(sys.argv[1:]), len(found))

    def work(suite: Suite) -> None:
        nearby = options.nearest
        reach = suite.unrecorded() if nearby else suite.reach(options.jobs, options.stale)
        trials = Trials(suite, reach)
        start = time.monotonic()
        left = chosen
        for budget in (options.most,) if nearby else (options.first, options.most):
            trying, left = left, []
            for outcome in trials.outcomes(trying, options.jobs, budget):
                if outcome.noticed or budget == options.most:
                    report.add(outcome)
                    print(f"{time.monotonic() - start:.0f} s {_line(outcome)}", flush=True)
                else:
                    left.append(outcome.mutant)
            if left:
                print(f"{len(left)} are not noticed by the quick tests", flush=True)
        for name in trials.failing_untouched():
            print(f"NOT TO BE TRUSTED, as it fails without a mutant too: {name}")
        report.seconds = time.monotonic() - start

    tests = options.tests
    if options.nearest:
        tests = [f"{ROOT}/{name}" for name in nearest_to(mutant.path for mutant in chosen)]
    pytest.main([*QUIET, *tests], plugins=[Suite(work, options.each)])
    print(report.summary())
    if options.write:
        report.write()


def _line(outcome: Outcome) -> str:
    mutant, noticed, tests = outcome
    said = f"noticed by {noticed}" if noticed else f"SURVIVED {tests} tests"
    return f"{said}: line {mutant.line}\n{mutant.name}"


if __name__ == "__main__":
    main()
