"""The answers of `solve`: a report for each system."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matcalc_cli.answering import Answering
from matcalc_cli.derive import Options
from matcalc_cli.errors import Unsupported
from matcalc_cli.outcomes import Origin, Outcome
from matcalc_cli.solve import solve_system
from matcalc_cli.solving.equations import Solved
from matcalc_cli.solving.reading import SystemReader
from matcalc_grammar.records import Record

_UNCERTAIN = 3


class Solutions(Answering[SystemReader, Solved]):
    """The answers of `solve`."""

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
            expand=request.expand, check=not request.no_check, notation=request.notation,
        )  # fmt: skip
        for system in reader.systems(record.text):
            yield solve_system(system, options)

    def shown(self, answer: Solved, record: Record, origin: Origin) -> Outcome:
        """The solutions in the form asked for; uncertain where there are none that hold."""
        sure = answer.answered and answer.vanishes is not False
        outcome = self._written(answer, record, origin)
        return outcome if sure else outcome._replace(status=_UNCERTAIN, fails=True)

    def _written(self, answer: Solved, record: Record, origin: Origin) -> Outcome:
        from matcalc_cli.printers import solved as printer

        quiet = self.request.quiet
        if self.json:
            from matcalc_cli.printers import record as json_record

            source = json_record.Source(origin.file, record.line)
            return self.utf8(json_record.solved(answer, record.text, source))
        if self.request.page:
            return self.document(answer, record, origin)
        between = "" if quiet else "\n"
        if self.request.format_ == "latex":
            return self.text(lambda unicode: printer.document(answer, quiet), between)
        if quiet:
            return self.text(lambda unicode: printer.line(answer, unicode), between)
        return self.text(lambda unicode: printer.report(
            answer, unicode=unicode, columns=self.columns, colour=self.colour
        ))  # fmt: skip
