"""What the commands that read expressions share: records in, outcomes out.

Nothing is written here, so that records can be answered in whatever process is free.
"""

from __future__ import annotations

import os
import sys
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar

from matcalc_cli import output
from matcalc_cli.errors import InputProblem, Problem, Unsupported
from matcalc_cli.interning import too_deep
from matcalc_cli.layouts import LAYOUTS, layout_named
from matcalc_cli.notation import Notation
from matcalc_cli.outcomes import Origin, Outcome, Task
from matcalc_cli.printers.problems import Place, position, rendered
from matcalc_cli.requests import Request, Source
from matcalc_cli.statements import StatementReader
from matcalc_grammar.records import Record, records

if TYPE_CHECKING:
    from matcalc_cli.printers.page import Page, Subject

_R = TypeVar("_R", bound=StatementReader)
_A = TypeVar("_A")


class Answering(ABC, Generic[_R, _A]):
    """Answers records one by one; what they declare holds for the rest of their session."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.notation = Notation(request.language, request.preamble)
        self.ascii = request.ascii_ or request.format_ == "ascii"
        self.json = request.format_ == "json"
        self.readers: dict[str, _R] = {}
        self.colour = request.format_ in ("text", "ascii") and output.coloured(request.color)
        self.columns = output.columns()

    @abstractmethod
    def reader(self, where: Sequence[str], wrt: Sequence[str]) -> _R:
        """A reader for one session. Raises Problem for assumptions that cannot be read."""

    @abstractmethod
    def answers(self, record: Record, reader: _R) -> Iterator[_A]:
        """The answers of one record. Raises Problem."""

    @abstractmethod
    def shown(self, answer: _A, record: Record, origin: Origin) -> Outcome:
        """One answer as it is to be written. Raises Problem where the format cannot say it."""

    def refused(self) -> Outcome | None:
        """What is wrong with --where and --wrt; nothing can be read if anything is."""
        request = self.request
        for k, text in enumerate(request.where):
            try:
                self.reader(request.where[: k + 1], ())  # what is wrong may be the two together
            except Problem as problem:
                return self.complaint(problem, Record(text, 1), Origin("--where", None, ""))
        for text in request.wrt:
            try:
                self.reader(request.where, (text,))
            except Problem as problem:
                return self.complaint(problem, Record(text, 1), Origin("--wrt", None, ""))
        return None

    def tasks(self, source: Source) -> Iterator[Task]:
        """The records of a source, as they come."""
        try:
            for record in records(source.lines):
                yield Task(source.origin, record)
        except OSError as problem:
            yield self.unreadable(source.origin, problem)

    def unreadable(self, origin: Origin, problem: OSError) -> Task:
        """A task in the place of a text, or the rest of one, that cannot be read."""
        reason = (problem.strerror or str(problem)).lower()
        return Task(origin, Record("", 1), f"cannot read {origin.name}: {reason}")

    def outcomes(self, task: Task) -> Iterator[Outcome]:
        """What one record comes to: its answers, or the problem that stands in the way."""
        record, origin = task.record, task.origin
        try:
            if task.unreadable:
                raise InputProblem("file", task.unreadable)
            for answer in self.answers(record, self.reader_of(origin)):
                yield self.shown(answer, record, origin)
        except Problem as problem:
            yield self.complaint(problem, record, origin)
        except Exception as error:
            if os.environ.get("MATCALC_DEBUG"):
                raise
            yield self.complaint(internal(error), record, origin)

    def follow(self, task: Task) -> None:
        """Take in what a record declares that is answered elsewhere."""
        with suppress(Problem):  # it is told where the record is answered
            self.reader_of(task.origin).follow(task.record.text)

    def ending(self, tally: Counter[str], written: bool) -> bytes:
        """What ends the output, after outcomes with these marks."""
        if not (self.request.page and written):
            return b""
        from matcalc_cli.printers.documents import closing

        return closing(self.request.format_, self.request.quiet)

    def reader_of(self, origin: Origin) -> _R:
        """The reader of a session."""
        reader = self.readers.get(origin.session)
        if reader is None:
            reader = self.reader(self.request.where, self.request.wrt)
            self.readers[origin.session] = reader
        return reader

    def layout(self, reader: _R) -> str:
        """The layout's name: the flag's, else the file's own, else the environment's."""
        request = self.request
        own = None if request.layout_flagged else reader.settings.get("layout")
        name = own or request.layout or "numerator"
        layout = layout_named(name)
        if layout is None:
            known = ", ".join(LAYOUTS)
            raise InputProblem("unknown-layout", f"there is no layout {name}", help=known)
        return layout.name

    def complaint(self, problem: Problem, record: Record, origin: Origin) -> Outcome:
        """What is wrong: for standard error, or for JSON in a record of its own."""
        place = Place(origin.name, record.line, record.column)
        if self.json:
            from matcalc_cli.printers import record as json_record

            source = json_record.Source(origin.file, record.line)
            at = position(problem, record.text, place)
            line = json_record.failed(problem, record.text, source, at)
            return self.utf8(line)._replace(status=problem.status, fails=True)
        body = output.encoded(
            lambda unicode: rendered(problem, record.text, place, unicode=unicode),
            sys.stderr, self.ascii,
        )  # fmt: skip
        return Outcome(body, problem.status, fails=True, complaint=True)

    def text(self, write: output.Write, between: str = "\n") -> Outcome:
        """An outcome in the encoding of the terminal, set off from the one before it."""
        body = output.encoded(write, sys.stdout, self.ascii)
        return Outcome(body, between=between.encode())

    def utf8(self, text: str, between: str = "") -> Outcome:
        """An outcome for other programs, in UTF-8 whatever the locale."""
        return Outcome(text.encode("utf-8", "backslashreplace"), between=between.encode())

    def document(self, subject: Subject, record: Record, origin: Origin) -> Outcome:
        """An answer as a part of a document."""
        from matcalc_cli.printers.documents import page_of
        from matcalc_grammar.habits import habits

        own = habits(record.text, self.reader_of(origin).macros)
        return self.part(page_of(subject, self.request.format_, own), record, origin)

    def part(self, page: Page, record: Record, origin: Origin) -> Outcome:
        """A page as a part of a document. Raises Unsupported."""
        from matcalc_cli.printers.documents import PICTURES, written

        format_ = self.request.format_
        part = written(page, format_, brief=self.request.quiet)
        instead = None
        if format_ in PICTURES:
            several = "a picture holds one answer, and there is one already"
            instead = self.complaint(Unsupported("not-expressible", several), record, origin)
        return Outcome(part.body, opening=part.opening, between=part.between, instead=instead)


def internal(error: Exception) -> Problem:
    """A fault of ours, or what the machine has too little of, as a problem of the record."""
    if isinstance(error, RecursionError):
        return too_deep()
    if isinstance(error, MemoryError):
        return Unsupported("too-large", "there is not enough memory for this")
    kind = type(error).__name__
    return Unsupported(
        "internal", f"this cannot be answered, because of a fault in matcalc ({kind}: {error})",
        help="please report it, with the input; MATCALC_DEBUG=1 shows where it happened",
    )  # fmt: skip
