"""Text to questions: the parser and the session of one source, in step."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.derivation import Question
from matcalc_cli.elaboration import Session
from matcalc_cli.errors import InputProblem, Mark
from matcalc_cli.interning import make_room
from matcalc_cli.notation import USUAL, Notation
from matcalc_grammar import syntax
from matcalc_grammar.errors import GrammarError


class Reader:
    """Reads the records of one source: what is declared or defined holds from there on.

    `where`: assumptions that hold for all of it; `wrt`: variables for bare expressions, one
    question each; `settings`: what lines such as `layout: denominator` said so far.
    """

    def __init__(
        self, where: Sequence[str] = (), wrt: Sequence[str] = (), notation: Notation = USUAL
    ) -> None:
        self._parser = notation.parser()
        self._session = Session()
        self._wrt: list[syntax.Name] = []
        self.settings: dict[str, str] = {}
        for text in where:
            self.questions(text)
        self._wrt = [self._variable(text) for text in wrt]

    def questions(self, text: str) -> list[Question]:
        """The questions of one record; none for declarations. Raises errors.Problem."""
        make_room()
        found: list[Question] = []
        for statement in self._parse(text):
            match statement:
                case syntax.Query():
                    found.extend(self._asked(query) for query in self._with_variable(statement))
                case syntax.Setting(name=name, value=value):
                    self.settings[name] = value
                case _:
                    self._session.assume(statement)
        return found

    def _parse(self, text: str) -> list[syntax.Statement]:
        try:
            return self._parser.parse(text)
        except GrammarError as error:
            marks = (Mark(error.span, ""),)
            raise InputProblem(error.name, error.message, marks, error.help or "") from error

    def _asked(self, query: syntax.Query) -> Question:
        question = self._session.question(query)
        return question._replace(notes=(*self._parser.notes, *question.notes))

    def _with_variable(self, query: syntax.Query) -> list[syntax.Query]:
        """A bare expression once for each variable asked for; a query with its own as it is."""
        if query.wrt or not self._wrt:
            return [query]
        return [
            syntax.Query((name,), query.expression, query.claim, query.constraints, query.where,
                         query.span)
            for name in self._wrt
        ]  # fmt: skip

    def _variable(self, text: str) -> syntax.Name:
        match self._parse(text):
            case [syntax.Query(expression=syntax.Name() as name)]:
                return name
        raise InputProblem("bad-variable", f"--wrt takes the name of a variable, not {text}")
