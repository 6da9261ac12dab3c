"""The tests against the mutants: everything is imported once, and each trial forked from there."""

from __future__ import annotations

import faulthandler
import importlib
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.blocks import Block, running, whole
from tests.mutation.mutants import ROOT, Mutant, modules
from tests.mutation.patching import Functions, import_anew, is_replaceable
from tests.mutation.processes import Ended, patience, side_by_side
from tests.mutation.reach import (
    Reach,
    Record,
    Unrecorded,
    collected,
    state,
    store,
    stored,
)

_COLLECTION = 120  # seconds
_STAGES = 0, 1, 4  # files of tests that are imported anew before more are
# What they look at is not what a rule says: packaging, imports, speed.
_APART = ("tests/package/test_wheel.py", "tests/package/test_start.py",
          "tests/package/test_structure.py", "tests/grammar/test_speed.py")  # fmt: skip
QUIET = [*"-q -s -p no:cacheprovider -p no:xdist --tb=no --no-header --no-summary".split(),
         f"--rootdir={ROOT}"]  # fmt: skip


class Outcome(NamedTuple):
    """What became of a mutant: the test that noticed it, or "" where none of so many did."""

    mutant: Mutant
    noticed: str
    tests: int


class Suite:
    """A plugin for pytest that has the tests collected, and runs them in its own way."""

    def __init__(self, work: Callable[[Suite], None], each: int | None = None) -> None:
        self.work, self.each = work, each
        self.items: dict[str, pytest.Item] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Called when all tests are known."""
        self.items = {item.nodeid: item for item in spread(session.items, self.each)}
        # What is imported late is so before the processes are forked.
        for name in {name.partition("::")[0]: name for name in reversed(self.items)}.values():
            self.first_failure([name], lambda name: patience(300))
        faulthandler.cancel_dump_traceback_later()
        self.functions = Functions()
        self.work(self)
        return True

    def unrecorded(self) -> Unrecorded:
        """No record; 4 seconds stand for what a test may take."""
        return Unrecorded(dict.fromkeys(self.items, 4))

    def reach(self, jobs: int, stale: bool) -> Reach:
        """What the tests run, recorded if the sources are not those of the last record."""
        key = state(list(self.items))
        records = stored(None if stale else key)
        missing = [name for name in self.items if name not in records]
        if missing:
            ((_, found),) = side_by_side([("", lambda: self._recorded(missing, jobs))], 1)
            records |= {name: Record(*record) for name, record in found.items()}
            store(key, records)
        return collected((name, records[name]) for name in self.items)

    def _recorded(self, names: Sequence[str], jobs: int) -> dict[str, Record]:
        """What each test runs, in this process with the marks set."""
        for module in modules():
            self.functions.replace(module, module.marked())
        self.functions.forget()
        records: dict[str, Record] = {}
        tasks = [(name, lambda name=name: self._record(name)) for name in names]
        for name, found in side_by_side(tasks, jobs):
            if len(records) % 200 == 0:
                print(f"recorded {len(records)} of {len(names)} tests", file=sys.stderr)
            records[name] = Record(False, 0, []) if isinstance(found, Ended) else found
        return records

    def _record(self, name: str) -> Record:
        failed: list[str] = []
        start = sum(os.times()[:4])
        ran = running(lambda: failed.append(self.first_failure([name], lambda name: patience(300))))
        return Record(failed == [""], sum(os.times()[:4]) - start, ran)

    def first_failure(self, names: Sequence[str], before: Callable[[str], object]) -> str:
        """Run tests until one fails, and give its name, or ""; `before` is called for each."""
        items = [self.items[name] for name in names]
        for item, following in zip(items, [*items[1:], None]):
            before(item.nodeid)
            if any(r.failed for r in runtestprotocol(item, log=False, nextitem=following)):
                return item.nodeid
        return ""


class Anew:
    """A plugin for pytest that runs chosen tests in a given order until one fails."""

    def __init__(self, names: Sequence[str], before: Callable[[str], object]) -> None:
        self.order = {name: k for k, name in enumerate(names)}
        self.before = before
        self.failed = ""

    def first_failure(self) -> str:
        """Run the tests, and give the name of the one that fails, or ""."""
        patience(_COLLECTION)
        files = dict.fromkeys(f"{ROOT}/{name.partition('::')[0]}" for name in self.order)
        pytest.main([*QUIET, "-x", *files], plugins=[self])
        return self.failed

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Only those, in their order."""
        items[:] = [item for item in items if item.nodeid in self.order]
        items.sort(key=lambda item: self.order[item.nodeid])

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """What is to be done before each."""
        self.before(item.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the first that fails."""
        if report.failed:
            self.failed = self.failed or report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A test that cannot be imported fails."""
        if report.failed:
            self.failed = self.failed or report.nodeid


class Trials:
    """Mutants against the tests that run what was changed."""

    def __init__(self, suite: Suite, reach: Reach | Unrecorded) -> None:
        self.suite, self.reach = suite, reach
        self.noticing: Counter[tuple[str, str]] = Counter()
        ((_, ran),) = side_by_side([("", _imported)], 1)
        assert not isinstance(ran, Ended)
        self.imported = {(path, line, column) for path, line, column in ran}

    def outcomes(
        self, chosen: Sequence[Mutant], jobs: int, budget: float
    ) -> Iterator[Outcome]:
        """What became of each, with tests that take at most so many seconds without a mutant."""
        tasks = [(mutant, lambda mutant=mutant: self._trial(mutant, budget)) for mutant in chosen]
        for mutant, found in side_by_side(tasks, jobs):
            noticed, count = (str(found), 0) if isinstance(found, Ended) else found
            if noticed and count:
                self.noticing[mutant.path, noticed] += 1
            yield Outcome(mutant, noticed, count)

    def failing_untouched(self) -> list[str]:
        """The tests that noticed something and fail without a mutant as well, which must not be."""
        names = dict.fromkeys(name for _, name in self.noticing)
        tasks = [(name, lambda name=name: self._untouched(name)) for name in names]
        return [name for name, found in side_by_side(tasks, 1) if found != ""]

    def _untouched(self, name: str) -> str:
        self.suite.functions.forget()
        return self.suite.first_failure([name], lambda name: patience(300))

    def _trial(self, mutant: Mutant, budget: float) -> tuple[str, int]:
        code = mutant.code()
        replaceable = is_replaceable(mutant, code, self.imported)
        seconds, known = self.reach.seconds, self._known(mutant.path)
        starting = set(self.reach.starting)
        names = [
            name
            for reached in self.reach.of(mutant.block if replaceable else whole(mutant.path))
            for name in within(ordered(reached, seconds, known), seconds, budget / 2)
        ]
        copied: list[Path] = []

        def before(name: str) -> None:
            patience(20 + 20 * seconds.get(name, 10))
            if name in starting and not copied:
                copied.append(mutant.in_files())
                os.chdir(copied[0])
                importlib.import_module("tests.cli.running").__dict__["ROOT"] = copied[0]

        if replaceable and self.suite.functions.replace(mutant.module, code):
            self.suite.functions.forget(mutant.module)
            return self.suite.first_failure(names, before), len(names)
        noticed = ""
        for part in by_file(names, seconds, known):
            if not noticed:
                import_anew([(mutant.module, code)])
                copied.clear()
                noticed = Anew(part, before).first_failure()
        return noticed, len(names)

    def _known(self, path: str) -> list[str]:
        return [name for (at, name), _ in self.noticing.most_common() if at == path]


def _imported() -> list[Block]:
    """The blocks that run while the modules are imported."""
    sources = modules()
    import_anew([(module, module.marked()) for module in sources])
    return running(lambda: [importlib.import_module(module.name) for module in sources])


def spread(items: Sequence[pytest.Item], each: int | None) -> list[pytest.Item]:
    """At most so many of each test function, evenly taken from its parameters."""
    groups: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if not item.nodeid.startswith(_APART):
            groups[item.nodeid.partition("[")[0]].append(item)
    return [item for group in groups.values() for item in group[:: _stride(group, each)]]


def _stride(group: Sequence[object], each: int | None) -> int:
    return 1 if each is None else -(-len(group) // each)


def by_file(
    names: Sequence[str], seconds: dict[str, float], known: Sequence[str]
) -> list[list[str]]:
    """The tests of one file, then those of some, then all others; quick and knowing ones first."""
    files: dict[str, list[str]] = defaultdict(list)
    for name in names:
        files[name.partition("::")[0]].append(name)
    knowing = {name.partition("::")[0] for name in known}
    order = sorted(files, key=lambda file: (
        file not in knowing, sum(seconds.get(name, 1) for name in files[file])
    ))  # fmt: skip
    parts = [order[start:end] for start, end in zip(_STAGES, [*_STAGES[1:], None])]
    return [[name for file in part for name in files[file]] for part in parts if part]


def within(names: Sequence[str], seconds: dict[str, float], budget: float) -> list[str]:
    """The first tests that fit into a time, without those that would take too much of it."""
    kept, spent = [], 0.0
    for name in names:
        if spent + seconds[name] <= budget:
            kept.append(name)
            spent += seconds[name]
    return kept


def ordered(names: Iterable[str], seconds: dict[str, float], known: Sequence[str]) -> list[str]:
    """First those that have noticed something near, then each function's quickest in turn."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: seconds.get(name, 0)):
        groups[name.partition("[")[0]].append(name)
    turns = [(k, seconds.get(name, 0), name)
             for group in groups.values() for k, name in enumerate(group)]  # fmt: skip
    order = [name for _, _, name in sorted(turns)]
    among = set(order)
    return list(dict.fromkeys([*[n for n in known if n in among][:10], *order]))
