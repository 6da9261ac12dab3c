"""Actions in forked processes, a few side by side, each with what it returned."""

from __future__ import annotations

import faulthandler
import gc
import json
import os
import resource
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

_TEMPORARY = tempfile.gettempdir()
_MEMORY = 4 << 30
_NOWHERE = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
_T = TypeVar("_T")

ENDLESS, DIED = "no end", "the process died"


class Ended(Exception):
    """A forked process returned nothing: it took too long, or was killed."""


def side_by_side(
    tasks: Sequence[tuple[_T, Callable[[], Any]]], jobs: int
) -> Iterator[tuple[_T, Any]]:
    """Each label with what its action returned, or an Ended, in the order in which they end."""
    waiting = list(reversed(tasks))
    under_way: dict[int, tuple[_T, Path]] = {}
    gc.collect()
    gc.freeze()  # or else a forked process copies every object at its first collection
    with tempfile.TemporaryDirectory(dir=_TEMPORARY) as folder:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = os.environ["TMPDIR"] = folder
        tempfile.tempdir = None  # is found anew
        while waiting or under_way:
            while waiting and len(under_way) < jobs:
                label, action = waiting.pop()
                path = Path(folder, str(len(waiting)))
                pid = os.fork()
                if not pid:
                    _alone(action, path)
                under_way[pid] = label, path
            pid, status = os.wait()
            label, path = under_way.pop(pid)
            yield label, _returned(path, status)


def _alone(action: Callable[[], Any], path: Path) -> None:
    """Run an action in this process, write what it returns, and end."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nothing, stream)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        path.write_text(json.dumps(action()), "utf-8")
        os._exit(0)
    finally:
        os._exit(2)


def _returned(path: Path, status: int) -> Any:
    if path.exists():
        content = json.loads(path.read_text("utf-8"))
        path.unlink()
        return content
    return Ended(ENDLESS if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 1 else DIED)


def patience(seconds: float) -> None:
    """End this process, with status 1, unless this is called again within a time."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=_NOWHERE)
