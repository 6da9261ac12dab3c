"""Text to questions."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.derivation import Question
from matcalc_cli.interning import make_room
from matcalc_cli.notation import USUAL, Notation
from matcalc_cli.statements import StatementReader, of_gradient
from matcalc_grammar import sentences

_CLAIM_LEFT = "what is claimed after `=` is not read here: `matcalc check` does that"


class Reader(StatementReader):
    """Reads the questions of one source.

    `where`: assumptions that hold for all of it; `wrt`: variables for bare expressions, one
    question each.
    """

    def __init__(
        self, where: Sequence[str] = (), wrt: Sequence[str] = (), notation: Notation = USUAL
    ) -> None:
        super().__init__(notation, where, wrt)

    def learn(self, text: str) -> bool:
        """Take declarations and definitions in; whether there were any. Raises errors.Problem."""
        return not self.questions(text)

    def questions(self, text: str) -> list[Question]:
        """The questions of one record; none for declarations. Raises errors.Problem."""
        make_room()
        found: list[Question] = []
        for statement in self._parse(text):
            if isinstance(statement, sentences.Query):
                found.extend(self._asked(query) for query in self._with_variable(statement))
            else:
                self._take(statement)
        return found

    def _asked(self, query: sentences.Query) -> Question:
        question = self._session.question(query)
        notes = *self._parser.notes, *question.notes
        return question._replace(notes=notes if query.claim is None else (*notes, _CLAIM_LEFT))

    def _with_variable(self, query: sentences.Query) -> list[sentences.Query]:
        """A bare expression once for each variable asked for; a query with its own as it is."""
        if query.wrt or not self._wrt:
            return [query if query.wrt else of_gradient(query)]
        return [
            sentences.Query((name,), query.expression, query.claim, query.constraints, query.where,
                         query.span)
            for name in self._wrt
        ]  # fmt: skip
