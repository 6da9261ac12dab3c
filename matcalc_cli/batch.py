"""One run of a command: every record of its sources answered, and what that comes to written."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from typing import Any

from matcalc_cli import interruption, output
from matcalc_cli.answering import Answering
from matcalc_cli.outcomes import Outcome, Task
from matcalc_cli.progress import Progress
from matcalc_cli.requests import Source, reads_pipe, sources

_WRONG = 1
_NOTHING = "note: nothing was asked: there are only declarations and definitions here\n"


def answered(answering: Answering[Any, Any]) -> int:
    """Answer every record of what the command was asked to read; the exit status."""
    gc.freeze()  # what the modules hold lives as long as the process
    gc.enable()
    try:
        return Batch(answering).run()
    except BrokenPipeError:
        output.discard()
        return output.CLOSED_PIPE
    except output.Unwritable as problem:
        return output.unwritable(problem)


class Batch:
    """The outcomes of all records on their way out: what was written, and with what status."""

    def __init__(self, answering: Answering[Any, Any]) -> None:
        self.answering = answering
        self.statuses = {0}
        self.tally: Counter[str] = Counter()
        self.written = False
        self.told = False  # was anything that was asked for told, or said to be wrong?
        self.given = False  # was anything typed?
        self.progress = Progress(self._expected)

    def run(self) -> int:
        """All records in turn: 1 where a claim is wrong, else the largest exit status."""
        with self.progress, closing(self._outcomes()) as outcomes:
            for outcome in outcomes:
                interruption.heed()
                if outcome is None:
                    self.given = True
                    self.progress.advance()
                elif self._take(outcome) and self.answering.request.fail_fast:
                    break
        interruption.heed()
        ending = self.answering.ending(self.tally, self.written)
        if ending:
            output.put_bytes(ending, sys.stdout)
        if self.given and not self.told:
            output.tell(_NOTHING)
        return _WRONG if _WRONG in self.statuses else max(self.statuses)

    def _outcomes(self) -> Generator[Outcome | None, None, None]:
        """What all records come to, in their order; None after each record."""
        refused = self.answering.refused()
        if refused is not None:
            yield refused
            return
        tasks = self._tasks(sources(self.answering.request))
        if self.answering.request.jobs == 1:
            for task in tasks:
                yield from self.answering.outcomes(task)
                yield None
            return
        from matcalc_cli.processes import shared

        yield from shared(self.answering, tasks, self.answering.request.jobs)

    def _tasks(self, read: Iterable[Source]) -> Iterator[Task]:
        for source in read:
            yield from self.answering.tasks(source)

    def _expected(self) -> int | None:
        """How many records there are, if they can be counted without being missed later."""
        request = self.answering.request
        return None if reads_pipe(request) else sum(1 for _ in self._tasks(sources(request)))

    def _take(self, outcome: Outcome) -> bool:
        """Write one outcome, and count what it says; whether it fails."""
        if self.written and outcome.instead is not None:
            outcome = outcome.instead
        self.told = True
        self.statuses.add(outcome.status)
        if outcome.mark:
            self.tally[outcome.mark] += 1
        if outcome.complaint:
            with self.progress.aside():
                output.tell(outcome.body)
        else:
            before = outcome.between if self.written else outcome.opening
            output.put_bytes(before + outcome.body, sys.stdout)
            self.written = True
        return outcome.fails
