r"""A derivation as LaTeX: one `align*` that can be pasted into a document."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from matcalc_cli.derivation import Derivation
from matcalc_cli.expressions import Expr
from matcalc_cli.functions.structure import array_of
from matcalc_cli.printers import facts, names
from matcalc_cli.printers.latex import NONE, in_text, latex
from matcalc_grammar.habits import Habits


def document(derivation: Derivation, habits: Habits = NONE) -> str:
    r"""The function, the steps with the names of their rules, and the answer."""
    write = partial(latex, habits=habits)
    question = derivation.question
    by = ", ".join(dict.fromkeys(write(array_of(variable)) for variable in question.variables))
    rows = [rf"{question.name}({by}) &= {write(question.function)} && {_where(derivation, write)}"]
    for line in derivation.lines[:-1]:
        left = _left(line.left, habits)
        rows.append(rf"{left} &= {write(line.expression)} && {words(line.rule)}")
    rows.append(rf"{label(derivation, write)} &= {write(derivation.short or derivation.answer)}")
    for symbol, meaning in derivation.where:
        rows.append(rf"\text{{where }} {write(symbol)} &= {write(meaning)}")
    body = " \\\\\n".join(f"  {row.rstrip(' &')}" for row in rows)
    return f"\\begin{{align*}}\n{body}\n\\end{{align*}}\n"


def _left(left: str, habits: Habits) -> str:
    """`df` and its like, upright d; other sides of an equation as text."""
    if left.startswith("d") and left[1:].isalpha():
        return rf"\mathrm{{d}}{names.latex_name(left[1:], (), dict(habits.bold))}"
    return words(left) if left else ""


def words(sentence: str) -> str:
    """A sentence as text in mathematics."""
    return in_text(sentence)


def _where(derivation: Derivation, write: Callable[[Expr], str]) -> str:
    stated = []
    for fact in derivation.question.facts:
        if facts.shown(fact.symbol):
            sizes = facts.domain(fact.symbol.shape, True).removeprefix("R").removeprefix("^")
            sizes = sizes.strip("{}").replace("×", r" \times ").replace("*", " ")
            domain = rf"\mathbb{{R}}^{{{sizes}}}" if sizes else r"\mathbb{R}"
            having = " ".join(facts.properties(fact.symbol))
            more = rf" \text{{ {having}}}" if having else ""
            stated.append(rf"{write(fact.symbol)} \in {domain}{more}")
    return ",\\ ".join(stated)


def label(derivation: Derivation, write: Callable[[Expr], str] = latex) -> str:
    r"""`\frac{\partial f}{\partial X}`: what the answer is the value of."""
    question = derivation.question
    variables = [write(variable) for variable in question.variables]
    if len(variables) == 1:
        return rf"\frac{{\partial {question.name}}}{{\partial {variables[0]}}}"
    below = " ".join(rf"\partial {variable}" for variable in variables)
    if variables[0] == variables[1]:
        below = rf"\partial {variables[0]}^{{2}}"
    return rf"\frac{{\partial^{{2}} {question.name}}}{{{below}}}"
