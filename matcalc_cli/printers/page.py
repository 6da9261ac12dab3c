"""Answers as pages: what stands in a document, in order, before any markup is put around it.

Formulas are written in the script of the document; everything else is plain text, which the
document escapes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from matcalc_cli.checking.judgement import Judgement
from matcalc_cli.derivation import Condition, Derivation, Question
from matcalc_cli.expressions import Expr
from matcalc_cli.printers import facts, solved, verdict
from matcalc_cli.printers.alone import needs_names
from matcalc_cli.printers.formulas import Formulas, Script
from matcalc_cli.printers.report import IDENTIFICATION, verdicts
from matcalc_cli.printers.text import text
from matcalc_cli.solving.equations import Equation, Solved

Subject: TypeAlias = Derivation | Judgement | Solved


class Step(NamedTuple):
    """A line of the working: its phase, both sides (the left one may be ""), the rule's name."""

    phase: str
    left: str
    right: str
    rule: str


class Fact(NamedTuple):
    """What is to be said of the answer, and whether it holds; None where that is not asked."""

    name: str
    words: str
    holds: bool | None = None


class Page(NamedTuple):
    """A page: `title` and `facts` are plain text, everything else is formulas.

    `answers` are headings with their formulas; `brief` is the answer alone: formulas, or plain text
    where it is a verdict.
    """

    title: str
    given: tuple[str, ...]
    where: tuple[str, ...]
    steps: tuple[Step, ...]
    answers: tuple[tuple[str, tuple[str, ...]], ...]
    facts: tuple[Fact, ...]
    brief: tuple[str, ...] | str


def page(subject: Subject, script: Script) -> Page:
    """The page of an answer, its formulas in a script."""
    formulas = Formulas(script)
    match subject:
        case Derivation():
            return _derived(subject, formulas)
        case Judgement():
            return _judged(subject, formulas)
    return _solved(subject, formulas)


def unread(message: str, place: str, typed: str) -> Page:
    """The page of an equation that was not understood."""
    title = " ".join(typed.split())
    words = f"not read: {message}"
    return Page(title, (), (), (), (), (Fact("place", place), Fact("note", words)), words)


def title(question: Question) -> str:
    """The question in one line of text."""
    taken = " ".join(f"d/d{text(variable, unicode=True)}" for variable in question.variables)
    return f"{taken} {text(question.function, unicode=True)}"


def _derived(derivation: Derivation, formulas: Formulas) -> Page:
    question = derivation.question
    return Page(
        title(question), (formulas.given(question),), tuple(formulas.where(question)),
        tuple(_steps(derivation, formulas)), (("answer", _answer(derivation, formulas)),),
        tuple(_certificate(derivation)), _brief(derivation, formulas),
    )  # fmt: skip


def _steps(derivation: Derivation, formulas: Formulas) -> Iterator[Step]:
    for line in derivation.lines:
        if line.phase != IDENTIFICATION:
            left, right = formulas.left(line.left), formulas.expression(line.expression)
            yield Step(line.phase, left, right, line.rule)


def _answer(derivation: Derivation, formulas: Formulas) -> tuple[str, ...]:
    right = formulas.expression(derivation.short or derivation.answer)
    named = [formulas.equation(formulas.expression(symbol), formulas.expression(meaning))
             for symbol, meaning in derivation.where]  # fmt: skip
    by_hand = derivation.readable
    more = () if by_hand is None else (
        formulas.equation(formulas.left(by_hand.left), formulas.expression(by_hand.expression)),
    )
    return (formulas.equation(formulas.label(derivation), right), *named, *more)


def _brief(derivation: Derivation, formulas: Formulas) -> tuple[str, ...]:
    if needs_names(derivation):
        return _answer(derivation, formulas)
    return (formulas.expression(derivation.answer),)


def _certificate(derivation: Derivation) -> Iterator[Fact]:
    yield from (Fact(*stated) for stated in verdicts(derivation, True))
    yield from _remarks(derivation.conditions, facts.notes(derivation, True))


def _remarks(conditions: Sequence[Condition], notes: Sequence[str]) -> Iterator[Fact]:
    yield from (Fact("if", facts.condition(stated, True)) for stated in conditions)
    yield from (Fact("note", note) for note in notes)


def _judged(judgement: Judgement, formulas: Formulas) -> Page:
    derivation, claim = judgement.derivation, judgement.claim
    label = formulas.label(derivation)
    claimed = (formulas.script.words(claim.typed) if claim.expression is None else
               formulas.expression(claim.expression))  # fmt: skip
    holds = None if judgement.verdict == "undecided" else judgement.verdict in verdict.GOOD
    said = [Fact("verdict", verdict.line(judgement, True), holds)]
    if judgement.counterexample is not None:
        said += [Fact("example", row) for row in verdict.example(judgement.counterexample, True)]
    answers = (("claim", (formulas.equation(label, claimed, "≟"),)),
               ("answer", _answer(derivation, formulas)))  # fmt: skip
    return _derived(derivation, formulas)._replace(
        steps=(), answers=answers, facts=(*said, *_certificate(derivation)),
        brief=verdict.line(judgement, True),
    )  # fmt: skip


def _solved(answer: Solved, formulas: Formulas) -> Page:
    question, direct = answer.system.question, answer.system.direct
    given = [] if direct else [formulas.given(question)]
    if answer.system.constraints:
        left = formulas.applied("L", answer.unknowns)
        given.append(formulas.equation(left, formulas.expression(answer.lagrangian)))
    steps = [step for gradient in answer.gradients if answer.full
             for step in _steps(gradient, formulas)]  # fmt: skip
    for move in answer.moves:
        steps.append(Step("solution", *_sides(move.equation, formulas), move.rule.name))
    found = [Equation(symbol, value) for solution in answer.solutions
             for symbol, value in solved.asked(answer, solution)]  # fmt: skip
    shown = [formulas.equation(*_sides(e, formulas)) for e in found or answer.equations]
    if answer.newton is not None:
        unknown = formulas.expression(answer.unknowns[0])
        shown.append(formulas.equation(unknown, formulas.expression(answer.newton), "←"))
    asked = [formulas.equation(*_sides(e, formulas)) for e in found
             if e.left in answer.system.unknowns]  # fmt: skip
    heading = title(question) if not direct else "equations"
    return Page(
        heading, tuple(given), tuple(formulas.where(question)), tuple(steps),
        (("answer", tuple(shown)),), tuple(_put_back(answer)), tuple(asked or shown),
    )  # fmt: skip


def _sides(equation: Equation, formulas: Formulas) -> tuple[str, str]:
    nought = formulas.script.number("0")
    right: Expr = equation.right
    return formulas.expression(equation.left), (
        nought if solved.is_zeros(right) else formulas.expression(right))  # fmt: skip


def _put_back(answer: Solved) -> Iterator[Fact]:
    if answer.statement is not None:
        yield Fact("solution", solved.saying(answer.statement, True))
    for judged in answer.second_order:
        yield from (Fact("second", row) for row in solved.hessian_lines(answer, judged, True))
        yield Fact("second", solved.saying(judged.sentence, True))
    if answer.vanishes is not None:
        good = "put back, every equation holds to 30 digits at 3 random points"
        yield Fact("value", good if answer.vanishes else "not certified", answer.vanishes)
    yield from _remarks(solved.conditions(answer), solved.notes(answer, True))
