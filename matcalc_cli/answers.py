"""The loop of `derive`: records in, one after the other; answers and problems out, as they come."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Iterator

from matcalc_cli import output
from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.errors import InputProblem, Problem, Unsupported
from matcalc_cli.layouts import LAYOUTS, layout_named
from matcalc_cli.printers.problems import Place, position, rendered
from matcalc_cli.questions import Reader
from matcalc_cli.requests import Request, Source
from matcalc_grammar.records import Record, records

_UNCERTAIN = 3


def answer(request: Request, sources: Iterable[Source]) -> int:
    """Answer every record of the sources; the largest exit status that occurred."""
    gc.freeze()  # what the modules hold lives as long as the process
    gc.enable()
    try:
        return _Answers(request).run(sources)
    except BrokenPipeError:
        output.discard()
        return output.CLOSED_PIPE


class _Stop(Exception):
    """A record failed, and --fail-fast was given."""


class _Answers:
    """One run: the readers by session, the status so far, and whether anything was written."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.ascii = request.ascii_ or request.format_ == "ascii"
        self.json = request.format_ == "json"
        self.readers: dict[str, Reader] = {}
        self.status = 0
        self.written = False
        self.colour = request.format_ in ("text", "ascii") and output.coloured(request.color)
        self.columns = output.columns()

    def run(self, sources: Iterable[Source]) -> int:
        """All sources in turn."""
        try:
            if self.request.structured:
                problem = Unsupported("not-supported", "--structured is not supported yet")
                self._report(problem, Record("", 1), Source("--structured", None, "", iter(())))
                return self.status
            for source in sources:
                self._source(source)
        except _Stop:
            pass
        return self.status

    def _source(self, source: Source) -> None:
        reader = self.readers.get(source.session)
        if reader is None:
            reader = self._reader()
            self.readers[source.session] = reader
        try:
            for record in records(source.lines):
                self._record(record, source, reader)
        except OSError as problem:
            if isinstance(problem, BrokenPipeError):
                raise
            reason = (problem.strerror or str(problem)).lower()
            unreadable = InputProblem("file", f"cannot read {source.name}: {reason}")
            self._report(unreadable, Record("", 1), source)

    def _reader(self) -> Reader:
        """A new session with what --where says; nothing can be read if that is wrong."""
        for text in self.request.where:
            try:
                Reader((text,))
            except Problem as problem:
                self._report(problem, Record(text, 1), Source("--where", None, "", iter(())))
                raise _Stop from None
        return Reader(self.request.where, self.request.wrt)

    def _record(self, record: Record, source: Source, reader: Reader) -> None:
        """One record: all its questions, or the problem that stands in the way."""
        try:
            for derivation in self._derivations(record, reader):
                self._show(derivation, record, source)
        except (BrokenPipeError, KeyboardInterrupt, _Stop):
            raise
        except Problem as problem:
            self._report(problem, record, source)
        except Exception as error:
            if os.environ.get("MATCALC_DEBUG"):
                raise
            self._report(_internal(error), record, source)

    def _derivations(self, record: Record, reader: Reader) -> Iterator[Derivation]:
        request = self.request
        questions = reader.questions(record.text)
        options = Options(
            layout=self._layout(reader), steps="none" if request.quiet else request.steps,
            expand=request.expand, check=not request.no_check,
        )  # fmt: skip
        for question in questions:
            yield derive_question(question, options)

    def _layout(self, reader: Reader) -> str:
        """The layout's name: the flag's, else the file's own, else the environment's."""
        request = self.request
        own = None if request.layout_flagged else reader.settings.get("layout")
        name = own or request.layout or "numerator"
        layout = layout_named(name)
        if layout is None:
            known = ", ".join(LAYOUTS)
            raise InputProblem("unknown-layout", f"there is no layout {name}", help=known)
        return layout.name

    def _show(self, derivation: Derivation, record: Record, source: Source) -> None:
        checks = derivation.checks
        if checks is not None and not (checks.value and checks.steps and checks.shape):
            self._count(_UNCERTAIN)
        if self.json:
            from matcalc_cli.printers import record as json_record

            origin = json_record.Source(source.file, record.line)
            line = json_record.derived(derivation, record.text, origin)
            output.put_bytes(line.encode("utf-8", "backslashreplace"), sys.stdout)
        else:
            output.put(lambda unicode: self._text(derivation, unicode), sys.stdout, self.ascii)
        self.written = True
        if self.request.fail_fast and self.status:
            raise _Stop

    def _text(self, derivation: Derivation, unicode: bool) -> str:
        """The derivation in the form asked for, set off from the one before it."""
        if self.request.format_ == "latex":
            if self.request.quiet:
                from matcalc_cli.printers.latex import latex

                return latex(derivation.answer) + "\n"
            from matcalc_cli.printers.document import document

            return ("\n" if self.written else "") + document(derivation)
        if self.request.quiet:
            from matcalc_cli.printers.text import text

            return text(derivation.answer, unicode=unicode) + "\n"
        from matcalc_cli.printers.report import report

        between = "\n" if self.written else ""
        return between + report(
            derivation, unicode=unicode, columns=self.columns, colour=self.colour
        )

    def _report(self, problem: Problem, record: Record, source: Source) -> None:
        """Say what is wrong: on standard error, or for JSON in a record of its own."""
        self._count(problem.status)
        place = Place(source.name, record.line, record.column)
        if self.json:
            from matcalc_cli.printers import record as json_record

            origin = json_record.Source(source.file, record.line)
            at = position(problem, record.text, place)
            line = json_record.failed(problem, record.text, origin, at)
            output.put_bytes(line.encode("utf-8", "backslashreplace"), sys.stdout)
        else:
            output.put(
                lambda unicode: rendered(problem, record.text, place, unicode=unicode),
                sys.stderr, self.ascii,
            )  # fmt: skip
        if self.request.fail_fast:
            raise _Stop

    def _count(self, status: int) -> None:
        self.status = max(self.status, status)


def _internal(error: Exception) -> Problem:
    kind = type(error).__name__
    return Unsupported(
        "internal", f"this cannot be answered, because of a fault in matcalc ({kind}: {error})",
        help="please report it, with the input; MATCALC_DEBUG=1 shows where it happened",
    )  # fmt: skip
