"""What all benchmarks share: times in processor seconds, facts of the machine, tables in Markdown.

Processor time, the least of several runs, is little disturbed by what else the machine does. A unit
is the time of `python -c pass`, so that tables of different machines can be compared.
"""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence


def ms(action: Callable[[], object], runs: int = 5,
       before: Callable[[], object] = lambda: None) -> float:  # fmt: skip
    """The least processor time of some runs, in milliseconds; `before` each is not counted."""
    times = []
    for _ in range(runs):
        before()
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times) * 1e3


def command_ms(command: Sequence[str], runs: int = 10) -> float:
    """The least processor time of a process, in milliseconds. Raises CalledProcessError.

    The modules are compiled by a first run that is not counted, as they are where a package is
    installed, whatever the environment says of that.
    """
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    times = []
    for _ in range(1 + runs):
        start = spent()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=environment)
        times.append(spent() - start)
    return min(times[1:]) * 1e3


def pass_ms() -> float:
    """The unit: `python -c pass`."""
    return command_ms([sys.executable, "-c", "pass"])


def facts(command: str) -> str:
    """Where and how a table was made."""
    return (
        f"Made by `{command}` with Python {platform.python_version()} on {platform.machine()}, "
        f"{os.cpu_count()} processors; processor time, the least of several runs; "
        f"`python -c pass` takes {pass_ms():.0f} ms.\n"
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, the first column of text and the others of numbers."""
    marks = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, marks, *rows)) + "\n"
