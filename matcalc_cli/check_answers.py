"""The answers of `check`: a report for each claim typed, a line for each claim of a sheet."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from matcalc_cli import output
from matcalc_cli.answering import Answering
from matcalc_cli.check import check_claim
from matcalc_cli.claims import ClaimReader
from matcalc_cli.derive import Options
from matcalc_cli.errors import Problem
from matcalc_cli.judgement import Judgement
from matcalc_cli.requests import Request, Source
from matcalc_grammar.records import Record

_WRONG, _UNCERTAIN = 1, 3


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
        if self.tally and not (self.json or self.request.quiet or self.request.format_ == "latex"):
            output.put(lambda unicode: f"\n{_summary(self.tally)}\n", sys.stdout, self.ascii)
        return _WRONG if self.wrong else status

    def reader(self, where: Sequence[str], wrt: Sequence[str]) -> ClaimReader:
        """A reader of claims."""
        return ClaimReader(where, wrt)

    def answers(self, record: Record, reader: ClaimReader) -> Iterator[Judgement]:
        """The judgements of one record."""
        for claim in reader.claims(record.text):
            yield check_claim(claim, self.options(reader))

    def options(self, reader: ClaimReader) -> Options:
        """The options of the derivations."""
        request = self.request
        return Options(
            layout=self.layout(reader), steps="none" if request.quiet else request.steps,
            expand=request.expand, check=not request.no_check,
        )  # fmt: skip

    def report(self, problem: Problem, record: Record, source: Source) -> None:
        """A problem is counted among the lines of a sheet as well."""
        if _is_sheet(source):
            self.tally["not read"] += 1
        super().report(problem, record, source)

    def show(self, answer: Judgement, record: Record, source: Source) -> None:
        """One judgement, and what it says of the exit status."""
        mark = _mark(answer)
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


def _summary(tally: Counter[str]) -> str:
    total = sum(tally.values())
    marks = [mark for mark in ("ok", "wrong", "open", "not read") if tally[mark]]
    counted = [f"{tally[mark]} {mark}" for mark in marks]
    return f"{total} claim{'' if total == 1 else 's'}: {', '.join(counted)}"
