"""The answers of `solve`: a report for each system."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from matcalc_cli import output
from matcalc_cli.answering import Answering
from matcalc_cli.derive import Options
from matcalc_cli.errors import Unsupported
from matcalc_cli.requests import Request, Source
from matcalc_cli.solve import solve_system
from matcalc_cli.solving.equations import Solved
from matcalc_cli.solving.reading import SystemReader
from matcalc_grammar.records import Record

_UNCERTAIN = 3


def solve(request: Request, sources: Iterable[Source]) -> int:
    """Solve every system of the sources; the largest exit status that occurred."""
    return _Solutions(request).answered(sources)


class _Solutions(Answering[SystemReader, Solved]):
    """One run of `solve`."""

    def reader(self, where: Sequence[str], wrt: Sequence[str]) -> SystemReader:
        """A reader of systems."""
        return SystemReader(where, wrt, self.notation)

    def answers(self, record: Record, reader: SystemReader) -> Iterator[Solved]:
        """The solved systems of one record."""
        request = self.request
        if request.structured:
            raise Unsupported("not-supported", "--structured is not supported by solve")
        options = Options(
            layout=self.layout(reader), steps="none" if request.quiet else request.steps,
            expand=request.expand, check=not request.no_check,
        )  # fmt: skip
        for system in reader.systems(record.text):
            yield solve_system(system, options)

    def show(self, answer: Solved, record: Record, source: Source) -> None:
        """The solutions in the form asked for; uncertain where there are none that hold."""
        if not answer.answered or answer.vanishes is False:
            self.count(_UNCERTAIN)
        if self.json:
            from matcalc_cli.printers import record as json_record

            origin = json_record.Source(source.file, record.line)
            self.put_json(json_record.solved(answer, record.text, origin))
        elif self.request.page:
            self.put_page(answer, record.text)
        else:
            output.put(lambda unicode: self._text(answer, unicode), sys.stdout, self.ascii)
        self.written = True
        if self.request.fail_fast and self.status:
            self.stop()

    def _text(self, solved: Solved, unicode: bool) -> str:
        from matcalc_cli.printers import solved as printer

        between = "\n" if self.written and not self.request.quiet else ""
        if self.request.format_ == "latex":
            return between + printer.document(solved, self.request.quiet)
        if self.request.quiet:
            return printer.line(solved, unicode)
        return between + printer.report(
            solved, unicode=unicode, columns=self.columns, colour=self.colour
        )
