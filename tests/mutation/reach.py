"""Which tests run which blocks, and how long each takes: recorded once for each state."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tests.mutation.blocks import PROCESS, Block, whole
from tests.mutation.mutants import PACKAGE, ROOT
from tests.mutation.nearest import is_starting, nearest, wider

_STORE = ROOT / "build" / "mutation.json"


class Record(NamedTuple):
    """One test: whether it passes in a process of its own, its seconds, what it ran."""

    passed: bool
    seconds: float
    ran: list[Block]


class Reach(NamedTuple):
    """The seconds of each test, and the tests that ran each block."""

    seconds: dict[str, float]
    tests: dict[Block, list[str]]

    def of(self, block: Block) -> list[list[str]]:
        """The tests that ran a block; and those that may depend on it in other ways.

        What runs at the import is met by the tests that run anything of the module, or by any. The
        tests that start processes may run everything.
        """
        if block != whole(block[0]):
            met = self.tests.get(block, [])
            return [met, sorted(set(self.starting) - set(met))]
        near = {name for at, names in self.tests.items() if at[0] == block[0] for name in names}
        return [sorted(near), sorted(self.seconds.keys() - near)]

    @property
    def starting(self) -> list[str]:
        """The tests that start processes, which may run anything."""
        return self.tests.get(PROCESS, [])


class Unrecorded(NamedTuple):
    """What stands for a record where there is none: the tests nearest to a module, then others."""

    seconds: dict[str, float]

    def of(self, block: Block) -> list[list[str]]:
        """The tests nearest to the block's module, then the wider ones, file by file."""
        near = self._under(nearest(block[0]))
        tried = set(near)
        others = [self._under([file]) for file in wider(block[0])]
        return [near, *([name for name in names if name not in tried] for names in others)]

    @property
    def starting(self) -> list[str]:
        """The tests that may start processes."""
        return [name for name in self.seconds if is_starting(name.partition("::")[0])]

    def _under(self, starts: Iterable[str]) -> list[str]:
        return [name for start in starts for name in self.seconds if name.startswith(start)]


def collected(records: Iterable[tuple[str, Record]]) -> Reach:
    """The records of tests turned around. A test that fails untouched can notice nothing."""
    seconds, tests = {}, defaultdict(list)
    for name, record in records:
        if record.passed:
            seconds[name] = record.seconds
            for path, line, column in record.ran:
                tests[path, line, column].append(name)
    return Reach(seconds, dict(tests))


def state(names: Sequence[str]) -> str:
    """A digest of the sources and of the names of the tests."""
    digest = hashlib.sha256("\n".join(names).encode())
    for top in (PACKAGE, "grammar", "tests"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix in (".py", ".txt") and "mutation" not in path.parts:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def stored(key: str | None) -> dict[str, Record]:
    """What is known of the tests at a state; None for whatever state was recorded last."""
    if not _STORE.exists():
        return {}
    content = json.loads(_STORE.read_text("utf-8"))
    if key is not None and content["state"] != key:
        return {}
    keys = [tuple(found) for found in content["keys"]]
    return {
        name: Record(passed, seconds, [keys[k] for k in ran])
        for name, (passed, seconds, ran) in content["tests"].items()
    }


def store(key: str, records: dict[str, Record]) -> None:
    """Keep the records for the next run."""
    keys = sorted({tuple(found) for record in records.values() for found in record.ran})
    places = {found: k for k, found in enumerate(keys)}
    content = {"state": key, "keys": keys, "tests": {
        name: (record.passed, record.seconds, [places[tuple(found)] for found in record.ran])
        for name, record in records.items()
    }}  # fmt: skip
    _STORE.parent.mkdir(exist_ok=True)
    _STORE.write_text(json.dumps(content), "utf-8")


