"""The answers of `derive`: each derivation in the form asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from matcalc_cli.answering import Answering
from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.outcomes import Origin, Outcome
from matcalc_cli.questions import Reader
from matcalc_grammar.records import Record

_UNCERTAIN = 3


class Answers(Answering[Reader, Derivation]):
    """The answers of `derive`."""

    def reader(self, where: Sequence[str], wrt: Sequence[str]) -> Reader:
        """A reader of questions."""
        return Reader(where, wrt, self.notation)

    def answers(self, record: Record, reader: Reader) -> Iterator[Derivation]:
        """The derivations of one record."""
        request = self.request
        questions = reader.questions(record.text)
        options = Options(
            layout=self.layout(reader), steps="none" if self._bare() else request.steps,
            expand=request.expand, check=not request.no_check, structured=request.structured,
            notation=request.notation,
        )  # fmt: skip
        for question in questions:
            yield derive_question(question, options)

    def _bare(self) -> bool:
        """Whether nothing of the steps will be shown."""
        return self.request.quiet or self.request.code

    def shown(self, answer: Derivation, record: Record, origin: Origin) -> Outcome:
        """The derivation in the form asked for; not certified where any check failed."""
        checks = answer.checks
        sure = checks is None or (checks.value and checks.steps and checks.shape)
        outcome = self._written(answer, record, origin)
        return outcome if sure else outcome._replace(status=_UNCERTAIN, fails=True)

    def _written(self, answer: Derivation, record: Record, origin: Origin) -> Outcome:
        request = self.request
        if self.json:
            from matcalc_cli.printers import record as json_record

            source = json_record.Source(origin.file, record.line)
            return self.utf8(json_record.derived(answer, record.text, source))
        if request.page:
            return self.document(answer, record, origin)
        if request.code:
            from matcalc_cli.printers.code import code

            return self.text(lambda unicode: code(answer, request.format_, dict(request.sizes)))
        if request.format_ == "latex":
            return self._latex(answer, record, origin)
        if request.quiet:
            from matcalc_cli.printers.alone import in_one_line
            from matcalc_cli.printers.text import text

            return self.text(
                lambda unicode: in_one_line(answer, partial(text, unicode=unicode)) + "\n", ""
            )
        from matcalc_cli.printers.report import report

        return self.text(lambda unicode: report(
            answer, unicode=unicode, columns=self.columns, colour=self.colour
        ))  # fmt: skip

    def _latex(self, derivation: Derivation, record: Record, origin: Origin) -> Outcome:
        """The derivation in LaTeX, written as what was typed is written."""
        from matcalc_grammar.habits import habits

        own = habits(record.text, self.reader_of(origin).macros)
        if self.request.quiet:
            from matcalc_cli.printers.alone import in_one_line
            from matcalc_cli.printers.latex import WHERE, latex

            line = in_one_line(derivation, partial(latex, habits=own), WHERE)
            return self.text(lambda unicode: f"{line}\n", "")
        from matcalc_cli.printers.document import document

        return self.text(lambda unicode: document(derivation, own))
