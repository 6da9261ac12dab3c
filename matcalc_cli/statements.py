"""Text to statements: the parser and the session of one source, in step."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from matcalc_cli.elaboration import Session
from matcalc_cli.errors import InputProblem, Mark
from matcalc_cli.notation import Notation
from matcalc_grammar import sentences, syntax
from matcalc_grammar.errors import GrammarError

if TYPE_CHECKING:
    from matcalc_grammar.macros import Macro


def problem_of(error: GrammarError) -> InputProblem:
    """What stops the reading of a text, as a problem of its record."""
    return InputProblem(error.name, error.message, (Mark(error.span, ""),), error.help or "")


class StatementReader(ABC):
    """Reads the records of one source: what is declared or defined holds from there on.

    `settings`: what lines such as `layout: denominator` said so far.
    """

    _asked_by = "a variable"

    def __init__(self, notation: Notation, where: Sequence[str], wrt: Sequence[str]) -> None:
        self._parser = notation.parser()
        self._session = Session()
        self._wrt: tuple[syntax.Name, ...] = ()
        self.settings: dict[str, str] = {}
        for text in where:
            self.learn(text)
        self._wrt = tuple(self._variable(text) for text in wrt)

    @property
    def macros(self) -> Mapping[str, Macro]:
        """The macros of LaTeX that are known by now."""
        return self._parser.macros

    @abstractmethod
    def learn(self, text: str) -> bool:
        """Take declarations and definitions in; whether there were any. Raises errors.Problem."""

    def follow(self, text: str) -> None:
        """Take in what a record declares and pass over what it asks. Raises errors.Problem."""
        for statement in self._parse(text):
            if not isinstance(statement, sentences.Query):
                self._take(statement)

    def _take(self, statement: sentences.Assumption | sentences.Setting) -> None:
        match statement:
            case sentences.Setting(name=name, value=value):
                self.settings[name] = value
            case _:
                self._session.assume(statement)

    def _parse(self, text: str) -> list[sentences.Statement]:
        try:
            return self._parser.parse(text)
        except GrammarError as error:
            raise problem_of(error) from error

    def _variable(self, text: str) -> syntax.Name:
        match self._parse(text):
            case [sentences.Query(expression=syntax.Name() as name)]:
                return name
        message = f"--wrt takes the name of {self._asked_by}, not {text}"
        raise InputProblem("bad-variable", message)


def of_gradient(query: sentences.Query) -> sentences.Query:
    """`∇f(x)` and `f'(x)` alone, without a variable, as the derivative of f(x) by x."""
    match query.expression:
        case syntax.Gradient(function=f, order=order, arguments=(syntax.Name() as x,)) as gradient:
            called = syntax.Call(f.base, (x,), f.subscripts, True, f.span, gradient.span)
            return sentences.Query(
                (x,) * order, called, query.claim, query.constraints, query.where, query.span
            )
    return query
