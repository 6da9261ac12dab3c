"""How far a batch has come, on standard error where somebody is looking at it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_PATIENCE = 1.0  # seconds before a bar is shown
_INTERVAL = 0.1  # seconds from one drawing to the next


class Progress:
    """A bar that appears when a batch lasts, and is gone when it ends.

    It is shown where standard error is a terminal and standard output is not: answers that are
    shown as they come tell by themselves how far the work is. `expected` counts the records, or
    gives None.
    """

    def __init__(self, expected: Callable[[], int | None]) -> None:
        self.expected = expected
        self.bar: Bar | None = None
        self.done = 0
        self.next = time.monotonic() + _PATIENCE if _looked_at() else float("inf")

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if self.bar is not None:
            self.bar.stop()

    def advance(self) -> None:
        """One record more is done."""
        self.done += 1
        now = time.monotonic()
        if now < self.next:
            return
        self.next = now + _INTERVAL
        if self.bar is None:
            self.bar = _bar()
            self.bar.add_task("", total=self.expected())
            self.bar.start()
        self.bar.update(self.bar.task_ids[0], completed=self.done, refresh=True)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Clear the bar away for what is written to standard error."""
        if self.bar is None:
            yield
            return
        self.bar.stop()
        yield
        self.bar.start()


def _looked_at() -> bool:
    shown = sys.stderr.isatty() and not sys.stdout.isatty()
    return shown and os.environ.get("TERM") not in ("dumb", "unknown", None)


def _bar() -> Bar:
    """Rich's bar, with a count and the time; without colour where NO_COLOR is set."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    return Bar(
        *columns, console=Console(stderr=True), auto_refresh=False, transient=True,
        redirect_stdout=False, redirect_stderr=False,
    )  # fmt: skip
