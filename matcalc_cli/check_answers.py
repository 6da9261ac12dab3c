"""The answers of `check`: a report for each claim typed, a line for each claim of a sheet."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from matcalc_cli import output
from matcalc_cli.answering import Answering
from matcalc_cli.check import check_claim
from matcalc_cli.checking.claims import Claim, ClaimReader
from matcalc_cli.checking.judgement import Judgement
from matcalc_cli.derive import Options
from matcalc_cli.documents import Document, Equation, is_document
from matcalc_cli.errors import InputProblem, Problem, Unsupported
from matcalc_cli.requests import Request, Source
from matcalc_grammar.records import Record

_WRONG, _UNCERTAIN = 1, 3
_NAMES_AT_MOST = 8  # definitions put into one claim of a document


def check(request: Request, sources: Iterable[Source]) -> int:
    """Judge every claim of the sources: 1 if any is wrong, else the largest exit status."""
    return _Checks(request).answered(sources)


class _Checks(Answering[ClaimReader, Judgement]):
    """One run of `check`."""

    def __init__(self, request: Request) -> None:
        super().__init__(request)
        self.tally: Counter[str] = Counter()
        self.wrong = False

    def run(self, sources: Iterable[Source]) -> int:
        """All sources in turn, and the summary of those that are sheets."""
        status = super().run(sources)
        if self.tally and not (self.request.quiet or self._for_programs()):
            output.put(lambda unicode: f"\n{_summary(self.tally)}\n", sys.stdout, self.ascii)
        return _WRONG if self.wrong else status

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
        )  # fmt: skip

    def read(self, source: Source, reader: ClaimReader) -> None:
        """A sheet record by record; a document equation by equation."""
        if source.file is None or not is_document(source.file):
            super().read(source, reader)
            return
        text = "".join(source.lines)
        document = Document(source.file, text, lambda declared: _learn(reader, declared))
        for equation in document.equations():
            self._equation(equation, document, source, reader)

    def _equation(
        self, equation: Equation, document: Document, source: Source, reader: ClaimReader
    ) -> None:
        """Judge one equation of a document; one that is not understood is listed, not refused."""
        record = Record(equation.typed, equation.line, equation.column)
        try:
            for claim in _understood(equation, document, reader):
                judgement = check_claim(claim, self.options(reader))
                known = self.request.layout is not None or "layout" in reader.settings
                self.show(judgement, record, source, _mark_in(document, judgement, known))
        except Problem as problem:
            self.count(_UNCERTAIN)
            self.tally["not read"] += 1
            self._put_unread(problem, record, source)

    def _put_unread(self, problem: Problem, record: Record, source: Source) -> None:
        if self.json:
            from matcalc_cli.printers import record as json_record

            origin = json_record.Source(source.file, record.line)
            place: dict[str, int | None] = {
                "line": record.line, "column": record.column, "end_column": None,
            }  # fmt: skip
            self.put_json(json_record.failed(problem, record.text, origin, place))
        elif self.request.page:
            self._put_unread_page(problem, record, source)
        elif self.request.format_ != "latex":
            from matcalc_cli.printers import report, verdict

            place_text = f"{source.name}:{record.line}:{record.column}"
            shown = report.coloured if self.colour else report.plain
            output.put(
                lambda unicode: shown(verdict.unread(
                    problem.message, place_text, record.text, unicode, self.request.quiet
                )), sys.stdout, self.ascii,
            )  # fmt: skip

    def _put_unread_page(self, problem: Problem, record: Record, source: Source) -> None:
        from matcalc_cli.printers import documents, page

        place = f"{source.name}:{record.line}:{record.column}"
        self.put_utf8(documents.written(
            page.unread(problem.message, place, record.text), self.request.format_,
            brief=self.request.quiet, first=not self.written,
        ))  # fmt: skip
        self.written = True

    def report(self, problem: Problem, record: Record, source: Source) -> None:
        """A problem is counted among the lines of a sheet as well."""
        if _is_sheet(source):
            self.tally["not read"] += 1
        super().report(problem, record, source)

    def show(
        self, answer: Judgement, record: Record, source: Source, mark: str = ""
    ) -> None:
        """One judgement, and what it says of the exit status."""
        mark = mark or _mark(answer)
        self.wrong = self.wrong or mark == "wrong"
        if mark == "open":
            self.count(_UNCERTAIN)
        self.put(answer, mark, record, source)
        if self.request.fail_fast and mark != "ok":
            self.stop()

    def put(self, judgement: Judgement, mark: str, record: Record, source: Source) -> None:
        """Write a judgement in the form asked for."""
        if self.json:
            from matcalc_cli.printers import record as json_record

            origin = json_record.Source(source.file, record.line)
            self.put_json(json_record.judged(judgement, record.text, origin))
        elif self.request.page:
            self.put_page(judgement, record.text)
        elif self.request.format_ == "latex" and not self.request.quiet:
            from matcalc_cli.printers.verdict import document

            output.put(lambda unicode: document(judgement), sys.stdout)
        elif _is_sheet(source):
            self.tally[mark] += 1
            self._put_line(judgement, mark, record, source)
        else:
            output.put(lambda unicode: self._report(judgement, unicode), sys.stdout, self.ascii)
        self.written = True

    def _put_line(self, judgement: Judgement, mark: str, record: Record, source: Source) -> None:
        from matcalc_cli.printers import report, verdict

        place = f"{source.name}:{record.line}:{record.column}"
        shown = report.coloured if self.colour else report.plain
        output.put(
            lambda unicode: shown(verdict.sheet(
                judgement, mark, place, record.text, unicode, self.request.quiet
            )), sys.stdout, self.ascii,
        )  # fmt: skip

    def _report(self, judgement: Judgement, unicode: bool) -> str:
        from matcalc_cli.printers import verdict

        if self.request.quiet:
            return verdict.line(judgement, unicode) + "\n"
        between = "\n" if self.written else ""
        return between + verdict.report(
            judgement, unicode=unicode, columns=self.columns, colour=self.colour,
            steps=self.request.steps == "full",
        )  # fmt: skip


def _is_sheet(source: Source) -> bool:
    """Whether the source holds many claims, to be told apart by their places."""
    return source.session != "arguments" and source.name != "--where"


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
