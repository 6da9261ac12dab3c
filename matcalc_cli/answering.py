"""The loop of the commands that read expressions: records in, answers and problems out."""

from __future__ import annotations

import gc
import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, NoReturn, Protocol, TypeVar

from matcalc_cli import output
from matcalc_cli.errors import InputProblem, Problem, Unsupported
from matcalc_cli.layouts import LAYOUTS, layout_named
from matcalc_cli.notation import Notation
from matcalc_cli.printers.problems import Place, position, rendered
from matcalc_cli.requests import Request, Source
from matcalc_grammar.records import Record, records

if TYPE_CHECKING:
    from matcalc_cli.printers.page import Subject


_NOTHING = "note: nothing was asked: there are only declarations and definitions here\n"


class Stop(Exception):
    """A record failed, and --fail-fast was given."""


class HasSettings(Protocol):
    """A reader: what lines such as `layout: denominator` said so far."""

    settings: dict[str, str]


_R = TypeVar("_R", bound=HasSettings)
_A = TypeVar("_A")


class Answering(ABC, Generic[_R, _A]):
    """One run: the readers by session, the status so far, and whether anything was written."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.notation = Notation(request.language, request.preamble)
        self.ascii = request.ascii_ or request.format_ == "ascii"
        self.json = request.format_ == "json"
        self.readers: dict[str, _R] = {}
        self.status = 0
        self.written = False
        self.told = False  # was anything that was asked for told, or said to be wrong?
        self.given = False  # was anything typed?
        self.colour = request.format_ in ("text", "ascii") and output.coloured(request.color)
        self.columns = output.columns()

    @abstractmethod
    def reader(self, where: Sequence[str], wrt: Sequence[str]) -> _R:
        """A reader for one session. Raises Problem for assumptions that cannot be read."""

    @abstractmethod
    def answers(self, record: Record, reader: _R) -> Iterator[_A]:
        """The answers of one record. Raises Problem."""

    @abstractmethod
    def show(self, answer: _A, record: Record, source: Source) -> None:
        """Write one answer, and count what it says of the exit status."""

    def answered(self, sources: Iterable[Source]) -> int:
        """Answer every record of the sources; the exit status."""
        gc.freeze()  # what the modules hold lives as long as the process
        gc.enable()
        try:
            status = self.run(sources)
            if self.given and not self.told:
                sys.stderr.write(_NOTHING)
            return status
        except BrokenPipeError:
            output.discard()
            return output.CLOSED_PIPE
        except output.Unwritable as problem:
            return output.unwritable(problem)

    def run(self, sources: Iterable[Source]) -> int:
        """All sources in turn."""
        try:
            for source in sources:
                self.source(source)
        except Stop:
            pass
        self._close()
        return self.status

    def _close(self) -> None:
        """End a document that was begun."""
        if self.request.page and self.written:
            from matcalc_cli.printers.documents import closing

            self.put_utf8(closing(self.request.format_, self.request.quiet))

    def source(self, source: Source) -> None:
        """All records of a source, in its session."""
        reader = self.readers.get(source.session)
        if reader is None:
            reader = self._new_reader()
            self.readers[source.session] = reader
        try:
            self.read(source, reader)
        except OSError as problem:
            if isinstance(problem, BrokenPipeError):
                raise
            reason = (problem.strerror or str(problem)).lower()
            unreadable = InputProblem("file", f"cannot read {source.name}: {reason}")
            self.report(unreadable, Record("", 1), source)

    def read(self, source: Source, reader: _R) -> None:
        """The records of a source one after the other."""
        for record in records(source.lines):
            self._record(record, source, reader)

    def _new_reader(self) -> _R:
        """A new session with what --where says; nothing can be read if that is wrong."""
        for text in self.request.where:
            try:
                self.reader((text,), ())
            except Problem as problem:
                self.report(problem, Record(text, 1), Source("--where", None, "", iter(())))
                raise Stop from None
        try:
            return self.reader(self.request.where, self.request.wrt)
        except Problem as problem:
            text = " ".join(self.request.wrt)
            self.report(problem, Record(text, 1), Source("--wrt", None, "", iter(())))
            raise Stop from None

    def _record(self, record: Record, source: Source, reader: _R) -> None:
        """One record: all its questions, or the problem that stands in the way."""
        self.given = True
        try:
            for answer in self.answers(record, reader):
                self.told = True
                self.show(answer, record, source)
        except (BrokenPipeError, KeyboardInterrupt, Stop, output.Unwritable):
            raise
        except Problem as problem:
            self.report(problem, record, source)
        except Exception as error:
            if os.environ.get("MATCALC_DEBUG"):
                raise
            self.report(internal(error), record, source)

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

    def report(self, problem: Problem, record: Record, source: Source) -> None:
        """Say what is wrong: on standard error, or for JSON in a record of its own."""
        self.told = True
        self.count(problem.status)
        place = Place(source.name, record.line, record.column)
        if self.json:
            from matcalc_cli.printers import record as json_record

            origin = json_record.Source(source.file, record.line)
            at = position(problem, record.text, place)
            self.put_json(json_record.failed(problem, record.text, origin, at))
        else:
            output.put(
                lambda unicode: rendered(problem, record.text, place, unicode=unicode),
                sys.stderr, self.ascii,
            )  # fmt: skip
        if self.request.fail_fast:
            self.stop()

    def put_json(self, line: str) -> None:
        """Write a line of JSON, always in UTF-8."""
        self.put_utf8(line)

    def put_page(self, subject: Subject, typed: str) -> None:
        """Write an answer as a part of a document."""
        from matcalc_cli.printers.documents import document

        self.put_utf8(document(
            subject, self.request.format_, brief=self.request.quiet, first=not self.written,
            typed=typed,
        ))  # fmt: skip

    def put_utf8(self, text: str) -> None:
        """Write what other programs read, in UTF-8 whatever the locale."""
        output.put_bytes(text.encode("utf-8", "backslashreplace"), sys.stdout)

    def count(self, status: int) -> None:
        """Take one record's exit status into account: the largest wins."""
        self.status = max(self.status, status)

    def stop(self) -> NoReturn:
        """Go no further. Raises Stop."""
        raise Stop


def internal(error: Exception) -> Problem:
    """A fault of ours as a problem of the record that it came up in."""
    kind = type(error).__name__
    return Unsupported(
        "internal", f"this cannot be answered, because of a fault in matcalc ({kind}: {error})",
        help="please report it, with the input; MATCALC_DEBUG=1 shows where it happened",
    )  # fmt: skip
