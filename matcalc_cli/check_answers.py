"""The answers of `check`: a report for each claim typed, a line for each claim of a sheet."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress

from matcalc_cli import output
from matcalc_cli.answering import Answering
from matcalc_cli.check import check_claim
from matcalc_cli.checking.claims import Claim, ClaimReader
from matcalc_cli.checking.judgement import Judgement
from matcalc_cli.derive import Options
from matcalc_cli.documents import Document, Equation, is_document
from matcalc_cli.errors import InputProblem, Problem, Unsupported
from matcalc_cli.outcomes import Origin, Outcome, Task
from matcalc_cli.requests import ARGUMENTS, Source
from matcalc_grammar.records import Record

_UNCERTAIN = 3
_STATUS = {"ok": 0, "wrong": 1, "open": _UNCERTAIN}
_NAMES_AT_MOST = 8  # definitions put into one claim of a document


class Checks(Answering[ClaimReader, Judgement]):
    """The answers of `check`."""

    def ending(self, tally: Counter[str], written: bool) -> bytes:
        """The summary of sheets, or the end of a page."""
        if not tally or self.request.quiet or self._for_programs():
            return super().ending(tally, written)
        return output.encoded(lambda unicode: f"\n{_summary(tally)}\n", sys.stdout, self.ascii)

    def _for_programs(self) -> bool:
        """Whether what is written is to be read on by another program."""
        return self.json or self.request.page or self.request.format_ == "latex"

    def reader(self, where: Sequence[str], wrt: Sequence[str]) -> ClaimReader:
        """A reader of claims."""
        return ClaimReader(where, wrt, self.notation)

    def answers(self, record: Record, reader: ClaimReader) -> Iterator[Judgement]:
        """The judgements of one record."""
        for claim in reader.claims(record.text):
            yield check_claim(claim, self.options(reader))

    def options(self, reader: ClaimReader) -> Options:
        """The options of the derivations."""
        request = self.request
        return Options(
            layout=self.layout(reader), steps="none" if request.quiet else request.steps,
            expand=request.expand, check=not request.no_check, structured=request.structured,
            notation=request.notation,
        )  # fmt: skip

    def tasks(self, source: Source) -> Iterator[Task]:
        """A sheet record by record; a document whole."""
        if not _is_document(source.origin):
            yield from super().tasks(source)
            return
        try:
            yield Task(source.origin, Record("".join(source.lines), 1))
        except OSError as problem:
            yield self.unreadable(source.origin, problem)

    def outcomes(self, task: Task) -> Iterator[Outcome]:
        """The judgements of a record, or of all equations of a document."""
        if task.unreadable or not _is_document(task.origin):
            yield from super().outcomes(task)
            return
        reader = self.reader_of(task.origin)
        document = _read(task, reader)
        for equation in document.equations():
            yield from self._equation(equation, document, task.origin, reader)

    def follow(self, task: Task) -> None:
        """Take in what a record, or a document, declares that is answered elsewhere."""
        if task.unreadable or not _is_document(task.origin):
            super().follow(task)
            return
        for _ in _read(task, self.reader_of(task.origin)).equations():
            pass  # its declarations are learned on the way

    def _equation(
        self, equation: Equation, document: Document, origin: Origin, reader: ClaimReader
    ) -> Iterator[Outcome]:
        """Judge one equation of a document; one that is not understood is listed, not refused."""
        record = Record(equation.typed, equation.line, equation.column)
        try:
            for claim in _understood(equation, document, reader):
                judgement = check_claim(claim, self.options(reader))
                known = self.request.layout is not None or "layout" in reader.settings
                mark = _mark_in(document, judgement, known)
                yield self._marked(judgement, mark, record, origin)
        except Problem as problem:
            unread = self._unread(problem, record, origin)
            yield unread._replace(status=_UNCERTAIN, mark="not read")

    def _unread(self, problem: Problem, record: Record, origin: Origin) -> Outcome:
        from matcalc_cli.printers import page, report, verdict

        place = f"{origin.name}:{record.line}:{record.column}"
        if self.json:
            from matcalc_cli.printers import record as json_record

            at: dict[str, int | None] = {
                "line": record.line, "column": record.column, "end_column": None,
            }  # fmt: skip
            source = json_record.Source(origin.file, record.line)
            return self.utf8(json_record.failed(problem, record.text, source, at))
        if self.request.page:
            return self.part(page.unread(problem.message, place, record.text), record, origin)
        if self.request.format_ == "latex":
            return self.text(lambda unicode: verdict.unread_document(problem.message, place), "")
        shown = report.coloured if self.colour else report.plain
        return self.text(lambda unicode: shown(verdict.unread(
            problem.message, place, record.text, unicode, self.request.quiet
        )), "")  # fmt: skip

    def complaint(self, problem: Problem, record: Record, origin: Origin) -> Outcome:
        """A problem is counted among the lines of a sheet as well."""
        mark = "not read" if _is_sheet(origin) else ""
        return super().complaint(problem, record, origin)._replace(mark=mark)

    def shown(self, answer: Judgement, record: Record, origin: Origin) -> Outcome:
        """One judgement, and what it says of the exit status."""
        return self._marked(answer, _mark(answer), record, origin)

    def _marked(
        self, judgement: Judgement, mark: str, record: Record, origin: Origin
    ) -> Outcome:
        sheet = _is_sheet(origin) and not self._for_programs()
        return self._written(judgement, mark, record, origin)._replace(
            status=_STATUS[mark], fails=mark != "ok", mark=mark if sheet else ""
        )

    def _written(
        self, judgement: Judgement, mark: str, record: Record, origin: Origin
    ) -> Outcome:
        """A judgement in the form asked for."""
        from matcalc_cli.printers import report, verdict

        if self.json:
            from matcalc_cli.printers import record as json_record

            source = json_record.Source(origin.file, record.line)
            return self.utf8(json_record.judged(judgement, record.text, source))
        if self.request.page:
            return self.document(judgement, record, origin)
        if self.request.format_ == "latex" and not self.request.quiet:
            return self.text(lambda unicode: verdict.document(judgement), "")
        if _is_sheet(origin):
            place = f"{origin.name}:{record.line}:{record.column}"
            shown = report.coloured if self.colour else report.plain
            return self.text(lambda unicode: shown(verdict.sheet(
                judgement, mark, place, record.text, unicode, self.request.quiet
            )), "")  # fmt: skip
        if self.request.quiet:
            return self.text(lambda unicode: verdict.line(judgement, unicode) + "\n", "")
        return self.text(lambda unicode: verdict.report(
            judgement, unicode=unicode, columns=self.columns, colour=self.colour,
            steps=self.request.steps == "full",
        ))  # fmt: skip


def _is_document(origin: Origin) -> bool:
    return origin.file is not None and is_document(origin.file)


def _read(task: Task, reader: ClaimReader) -> Document:
    """The document of a task; what it declares is learned as its equations are gone through."""
    assert task.origin.file is not None
    return Document(task.origin.file, task.record.text, lambda said: _learn(reader, said))


def _is_sheet(origin: Origin) -> bool:
    """Whether the source holds many claims, to be told apart by their places."""
    return origin.session not in ("", ARGUMENTS.session)


def _mark(judgement: Judgement) -> str:
    return {"equal": "ok", "undecided": "open"}.get(judgement.verdict, "wrong")


def _mark_in(document: Document, judgement: Judgement, layout_known: bool) -> str:
    """The mark of a claim of a document: `open` where anything had to be guessed to read it."""
    mark = _mark(judgement)
    if mark != "wrong":
        return mark
    guessed = any(not fact.declared for fact in judgement.claim.question.facts)
    guessed = guessed or (judgement.verdict == "transposed" and not layout_known)
    guessed = guessed or judgement.verdict == "tied-entries"
    guessed = guessed or any(map(document.mentions, judgement.properties))
    return "open" if guessed else mark


def _understood(
    equation: Equation, document: Document, reader: ClaimReader
) -> list[Claim]:
    """The claims of an equation; names that it does not know stand for what defined them."""
    if equation.problem:
        raise Unsupported("not-understood", equation.problem)
    text = equation.text
    for _ in range(_NAMES_AT_MOST):
        names: list[str] = []
        found: list[Claim] = []
        try:
            found = reader.claims(text)
        except InputProblem as problem:
            if problem.name != "unknown-name" or not problem.marks:
                raise
            span = problem.marks[0][0]
            names = [text[span.start : span.end].lstrip("\\")]
            failed: Problem | None = problem
        else:
            failed = None
            names = [name for claim in found for name in _undeclared(claim)]
        again = document.with_names(text, names)
        if again == text:
            if failed is not None:
                raise failed
            if found:
                return found
            break
        text = again
    raise Unsupported("not-understood", "it cannot be read as a claim")


def _undeclared(claim: Claim) -> list[str]:
    """The names that the claim takes for what nothing declared; its variable stays what it is."""
    variables = claim.question.variables
    return [s.name for s, declared in claim.question.facts if not declared and s not in variables]


def _learn(reader: ClaimReader, declared: str) -> None:
    """Take a declaration in; one that cannot be read is passed over, as prose may say anything."""
    with suppress(Problem):
        reader.learn(declared)


def _summary(tally: Counter[str]) -> str:
    total = sum(tally.values())
    marks = [mark for mark in ("ok", "wrong", "open", "not read") if tally[mark]]
    counted = [f"{tally[mark]} {mark}" for mark in marks]
    return f"{total} claim{'' if total == 1 else 's'}: {', '.join(counted)}"
