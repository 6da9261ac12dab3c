"""The answers of `derive`: each derivation in the form asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from matcalc_cli import output
from matcalc_cli.answering import Answering
from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.questions import Reader
from matcalc_cli.requests import Request, Source
from matcalc_grammar.records import Record

_UNCERTAIN = 3

_CLAIM_LEFT = "what is claimed after `=` is not checked here: `matcalc check` does that"


def answer(request: Request, sources: Iterable[Source]) -> int:
    """Answer every record of the sources; the largest exit status that occurred."""
    return _Answers(request).answered(sources)


class _Answers(Answering[Reader, Derivation]):
    """One run of `derive`."""

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
            derivation = derive_question(question, options)
            if question.claim is not None:
                derivation = derivation._replace(notes=(*derivation.notes, _CLAIM_LEFT))
            yield derivation

    def _bare(self) -> bool:
        """Whether nothing of the steps will be shown."""
        return self.request.quiet or self.request.code

    def show(self, answer: Derivation, record: Record, source: Source) -> None:
        """The derivation in the form asked for."""
        checks = answer.checks
        if checks is not None and not (checks.value and checks.steps and checks.shape):
            self.count(_UNCERTAIN)
        if self.json:
            from matcalc_cli.printers import record as json_record

            origin = json_record.Source(source.file, record.line)
            self.put_json(json_record.derived(answer, record.text, origin))
        elif self.request.page:
            self.put_page(answer, record.text)
        else:
            output.put(lambda unicode: self._text(answer, record, unicode), sys.stdout, self.ascii)
        self.written = True
        if self.request.fail_fast and self.status:
            self.stop()

    def _latex(self, derivation: Derivation, record: Record) -> str:
        """The derivation in LaTeX, written as what was typed is written."""
        from matcalc_grammar.habits import habits

        if self.request.quiet:
            from matcalc_cli.printers.latex import latex

            return latex(derivation.answer, habits(record.text)) + "\n"
        from matcalc_cli.printers.document import document

        return ("\n" if self.written else "") + document(derivation, habits(record.text))

    def _text(self, derivation: Derivation, record: Record, unicode: bool) -> str:
        """The derivation in the form asked for, set off from the one before it."""
        if self.request.code:
            from matcalc_cli.printers.code import code

            module = code(derivation, self.request.format_, dict(self.request.sizes))
            return ("\n" if self.written else "") + module
        if self.request.format_ == "latex":
            return self._latex(derivation, record)
        if self.request.quiet:
            from matcalc_cli.printers.text import text

            return text(derivation.answer, unicode=unicode) + "\n"
        from matcalc_cli.printers.report import report

        between = "\n" if self.written else ""
        return between + report(
            derivation, unicode=unicode, columns=self.columns, colour=self.colour
        )
