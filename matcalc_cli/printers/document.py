r"""A derivation as LaTeX: an `align*` and a list of remarks, to be pasted into a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from matcalc_cli.derivation import Condition, Derivation, Question
from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.functions.structure import array_of
from matcalc_cli.printers import facts, names
from matcalc_cli.printers.formulas import Formulas
from matcalc_cli.printers.latex import NONE, LatexStyle, in_text, latex
from matcalc_cli.printers.layout import Layout
from matcalc_grammar.habits import Habits
from matcalc_grammar.operators import POSTFIX

_SIGNS = {"det": r"\det", "≠": r"\neq", "<": "<", ">": ">"}


def document(derivation: Derivation, habits: Habits = NONE) -> str:
    """The function, the steps with the names of their rules, the answer, and remarks on it."""
    write = partial(latex, habits=habits)
    question = derivation.question
    rows = [given(question, question.variables, habits)]
    for line in derivation.lines[:-1]:
        left = _left(line.left, habits)
        rows.append(rf"{left} &= {write(line.expression)} && {words(line.rule)}")
    rows.append(rf"{label(derivation, write)} &= {write(derivation.short or derivation.answer)}")
    by_hand = derivation.readable
    if by_hand is not None and not derivation.lines:
        rows.append(rf"{_left(by_hand.left, habits)} &= {write(by_hand.expression)}")
    for symbol, meaning in derivation.where:
        rows.append(rf"\text{{where }} {write(symbol)} &= {write(meaning)}")
    notes = facts.notes(derivation, False)
    return aligned(rows) + remarks(derivation.conditions, notes, habits)


def aligned(rows: Iterable[str]) -> str:
    """The rows as one `align*`."""
    body = " \\\\\n".join(f"  {row.rstrip(' &')}" for row in rows)
    return f"\\begin{{align*}}\n{body}\n\\end{{align*}}\n"


def remarks(
    conditions: Iterable[Condition], notes: Iterable[str], habits: Habits = NONE
) -> str:
    """What has to hold, and what a reader should know, as a list; nothing where there is none."""
    items = [f"if {_condition(stated, habits)}" for stated in conditions]
    items += [names.latex_escaped(note) for note in notes]
    body = "".join(f"  \\item {item}\n" for item in items)
    return f"\\begin{{itemize}}\n{body}\\end{{itemize}}\n" if items else ""


def _condition(stated: Condition, habits: Habits) -> str:
    """A relation as a formula, any other condition as words with a formula in them."""
    words = stated.template.split(" ")
    subjects = {
        place: _subject(subject, "det" in words, habits)
        for place, subject in (("{0}", stated.subject), ("{1}", stated.other))
        if subject is not None
    }
    known = _SIGNS | subjects
    if all(word in known or word.lstrip("-").isdigit() for word in words):
        return f"${' '.join(known.get(word, word) for word in words)}$"
    return " ".join(
        f"${subjects[word]}$" if word in subjects else names.latex_escaped(facts.said(word, False))
        for word in words
    )


def _subject(subject: Expr, is_operand: bool, habits: Habits) -> str:
    piece = Layout(LatexStyle(habits)).piece(subject)
    loose = is_operand and piece.level < POSTFIX
    return rf"\left( {piece.text} \right)" if loose else piece.text


def _left(left: str, habits: Habits) -> str:
    """`df`, `d²f`, `d_X d_Y f`, upright d; other sides of an equation as text."""
    return r" \, ".join(_left_part(part, habits) for part in left.split())


def _left_part(part: str, habits: Habits) -> str:
    d, rest = (r"\mathrm{d}", part[1:]) if part.startswith("d") else ("", part)
    if d and rest.startswith("_"):
        return rf"{d}_{{{names.latex_name(names.word(rest[1:]), (), dict(habits.bold))}}}"
    for sign, written in (("²", "^2"), ("∇", r"\nabla ")):
        if d and rest.startswith(sign):
            d, rest = d + written, rest[1:]
    rest = f"{rest[:-1]}_prime" if rest.endswith("′") else rest
    if not rest.removesuffix("_prime").isalpha() or (not d and len(rest) > 1):
        return words(part)
    return d + names.latex_name(rest, (), dict(habits.bold))


def words(sentence: str) -> str:
    """A sentence as text in mathematics."""
    return in_text(sentence)


def given(question: Question, variables: Sequence[Symbol], habits: Habits = NONE) -> str:
    """The row `f(X) = …` of variables, with what is assumed of each name."""
    write = partial(latex, habits=habits)
    by = ", ".join(dict.fromkeys(write(array_of(variable)) for variable in variables))
    where = ",\\ ".join(Formulas(LatexStyle(habits)).where(question))
    return rf"{question.name}({by}) &= {write(question.function)} && {where}"


def label(derivation: Derivation, write: Callable[[Expr], str] = latex) -> str:
    r"""`\frac{\partial f}{\partial X}`: what the answer is the value of."""
    question = derivation.question
    variables = [write(variable) for variable in question.variables]
    if len(variables) == 1:
        return rf"\frac{{\partial {question.name}}}{{\partial {variables[0]}}}"
    first, second = variables
    below = f"{first}^{{2}}" if first == second else rf"{first} \partial {second}"
    return rf"\frac{{\partial^{{2}} {question.name}}}{{\partial {below}}}"
