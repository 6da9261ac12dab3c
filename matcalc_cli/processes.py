"""Records answered by several processes, and their outcomes in the order of the records.

Every process takes in the declarations of all records, and answers those that it is given. The
only importer of multiprocessing, which is loaded for `--jobs` alone.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any

from matcalc_cli.answering import Answering
from matcalc_cli.errors import Unsupported
from matcalc_cli.outcomes import Origin, Outcome, Task
from matcalc_grammar.records import Record

_AHEAD = 2  # records that a process is given at a time, so that it need not wait for the next
_BEYOND = 2_000  # records that are read beyond the one that is to be written next
_LEFT = 3
_CONTEXT = (
    multiprocessing.get_context("fork") if hasattr(os, "fork")
    else multiprocessing.get_context("spawn")
)  # fmt: skip


def shared(
    answering: Answering[Any, Any], tasks: Iterable[Task], jobs: int
) -> Iterator[Outcome | None]:
    """What the tasks come to, in their order, None after each; 0 jobs: one for each processor."""
    workers: list[_Worker] = []
    lost = ""
    try:
        for _ in range(jobs or processors()):
            workers.append(_Worker(answering))
    except OSError as problem:
        lost = f"cannot start a process more: {(problem.strerror or str(problem)).lower()}"
    try:
        if not lost:
            yield from _Sharing(workers, tasks).outcomes()
    except EOFError:
        lost = "a process that answers records has ended before its time"
    finally:
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.process.join()
    if lost:
        told = Unsupported("internal", lost)
        yield answering.complaint(told, Record("", 1), Origin("--jobs", None, ""))


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Worker:
    """A process that answers, and what it was given and told so far."""

    def __init__(self, answering: Answering[Any, Any]) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_work, args=(answering, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.backlog: list[Task] = []
        self.given: deque[int] = deque()

    def give(self, task: Task) -> bool:
        """Send a task, after those that others have; whether there was anybody to take it."""
        try:
            self.connection.send((self.backlog, task))
        except OSError:
            return False
        self.backlog = []
        return True


def _work(answering: Answering[Any, Any], connection: Connection) -> None:
    """Answer what comes: tasks of others, whose declarations hold here too, then one's own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that writes ends this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        while True:
            others, task = connection.recv()
            for other in others:
                answering.follow(other)
            for outcome in answering.outcomes(task):
                connection.send(outcome)
            connection.send(None)
    except (EOFError, OSError):
        return


def _end_with_parent() -> None:
    """End this process at once where the one that writes is gone, whatever it is working at."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(_LEFT)


class _Sharing:
    """Hands out tasks in a thread of its own, as reading may block; collects their outcomes."""

    def __init__(self, workers: list[_Worker], tasks: Iterable[Task]) -> None:
        self.workers = {worker.connection: worker for worker in workers}
        self.tasks = tasks
        self.free: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        for worker in workers * _AHEAD:
            self.free.put(worker)
        self.room = threading.Semaphore(_BEYOND)
        self.ended, self.end = _CONTEXT.Pipe(duplex=False)
        self.fault: BaseException | None = None
        self.found: defaultdict[int, deque[Outcome | None]] = defaultdict(deque)

    def outcomes(self) -> Iterator[Outcome | None]:
        """The outcomes of all tasks in their order, each as soon as it and all before it are done.

        Raises EOFError where a process has died, and whatever stopped the reading of tasks.
        """
        threading.Thread(target=self._give_out, daemon=True).start()
        heard: list[Connection] = [self.ended, *self.workers]
        head, count = 0, -1
        while head != count:
            for ready in wait(heard):
                assert isinstance(ready, Connection)
                if ready is self.ended:
                    count = ready.recv()
                    heard.remove(ready)
                    if self.fault is not None:
                        raise self.fault
                else:
                    self._hear(self.workers[ready])
            while self.found[head]:
                outcome = self.found[head].popleft()
                if outcome is None:
                    del self.found[head]
                    head += 1
                    self.room.release()
                yield outcome

    def _hear(self, worker: _Worker) -> None:
        """Take one outcome of the task that a process is at, or that it is done."""
        outcome = worker.connection.recv()
        self.found[worker.given[0]].append(outcome)
        if outcome is None:
            worker.given.popleft()
            self.free.put(worker)

    def _give_out(self) -> None:
        """Give each task to a process that is free, and the others word of it."""
        count = 0
        try:
            for task in self.tasks:
                self.room.acquire()
                worker = self.free.get()
                worker.given.append(count)
                count += 1
                if not worker.give(task):
                    return  # it is gone, which is noticed where its outcomes are awaited
                for other in self.workers.values():
                    if other is not worker:
                        other.backlog.append(task)
        except BaseException as fault:
            self.fault = fault
        self.end.send(count)
