"""Questions from text, as the program reads them, and short words for what they hold."""

from __future__ import annotations

from matcalc_cli.checking.claims import ClaimReader
from matcalc_cli.derivation import Question
from matcalc_cli.elaboration import Session, vocabulary
from matcalc_cli.errors import Problem
from matcalc_cli.expressions import Expr
from matcalc_cli.sizes import shape_list
from matcalc_grammar import sentences
from matcalc_grammar.parser import Parser


def parsed(text: str) -> list[sentences.Statement]:
    """The statements of a text."""
    return Parser(vocabulary()).parse(text)


def ask(text: str) -> Question:
    """The question that the last query of a text asks."""
    session = Session()
    question: Question | None = None
    for statement in parsed(text):
        if isinstance(statement, sentences.Query):
            question = session.question(statement)
        elif not isinstance(statement, sentences.Setting):
            session.assume(statement)
    assert question is not None
    return question


def function(text: str) -> Expr:
    return ask(text).function


def claimed(text: str) -> Expr:
    """What the one claim of a text says the derivative is."""
    (claim,) = ClaimReader().claims(text)
    assert claim.expression is not None
    return claim.expression


def shapes(question: Question) -> dict[str, str]:
    """Name to shape: `m x n`, `n`, or nothing for a scalar."""
    return {
        fact.symbol.name: " x ".join(shape_list(fact.symbol.shape)) for fact in question.facts
    }


def problem(text: str) -> Problem:
    """The problem that a text meets."""
    try:
        ask(text)
    except Problem as met:
        return met
    raise AssertionError(f"{text} was read")


def marked(text: str) -> list[tuple[str, str]]:
    """What the problem of a text points at, and what it says of it."""
    return [(text[span.start : span.end], said) for span, said in problem(text).marks]
