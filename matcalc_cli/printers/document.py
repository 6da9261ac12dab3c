r"""A derivation as LaTeX: one `align*` that can be pasted into a document."""

from __future__ import annotations

from matcalc_cli.derivation import Derivation
from matcalc_cli.printers import facts, names
from matcalc_cli.printers.latex import latex


def document(derivation: Derivation) -> str:
    r"""The function, the steps with the names of their rules, and the answer."""
    question = derivation.question
    by = ", ".join(dict.fromkeys(latex(variable) for variable in question.variables))
    rows = [rf"{question.name}({by}) &= {latex(question.function)} && {_where(derivation)}"]
    for line in derivation.lines[:-1]:
        left = _left(line.left)
        rows.append(rf"{left} &= {latex(line.expression)} && {words(line.rule)}")
    rows.append(rf"{label(derivation)} &= {latex(derivation.short or derivation.answer)}")
    for symbol, meaning in derivation.where:
        rows.append(rf"\text{{where }} {latex(symbol)} &= {latex(meaning)}")
    body = " \\\\\n".join(f"  {row.rstrip(' &')}" for row in rows)
    return f"\\begin{{align*}}\n{body}\n\\end{{align*}}\n"


def _left(left: str) -> str:
    """`df` and its like, upright d; other sides of an equation as text."""
    if left.startswith("d") and left[1:].isalpha():
        return rf"\mathrm{{d}}{names.latex_name(left[1:])}"
    return words(left) if left else ""


def words(sentence: str) -> str:
    """A sentence as text in mathematics."""
    parts = [names.latex_escaped(facts.said(part, False)) for part in sentence.split("ᵀ")]
    joined = r"$^{\top}$".join(parts)
    return rf"\text{{{joined}}}" if sentence else ""


def _where(derivation: Derivation) -> str:
    stated = []
    for fact in derivation.question.facts:
        if facts.shown(fact.symbol):
            sizes = facts.domain(fact.symbol.shape, True).removeprefix("R").removeprefix("^")
            sizes = sizes.strip("{}").replace("×", r" \times ").replace("*", " ")
            domain = rf"\mathbb{{R}}^{{{sizes}}}" if sizes else r"\mathbb{R}"
            having = " ".join(facts.properties(fact.symbol))
            more = rf" \text{{ {having}}}" if having else ""
            stated.append(rf"{latex(fact.symbol)} \in {domain}{more}")
    return ",\\ ".join(stated)


def label(derivation: Derivation) -> str:
    r"""`\frac{\partial f}{\partial X}`: what the answer is the value of."""
    question = derivation.question
    variables = [latex(variable) for variable in question.variables]
    if len(variables) == 1:
        return rf"\frac{{\partial {question.name}}}{{\partial {variables[0]}}}"
    below = " ".join(rf"\partial {variable}" for variable in variables)
    if variables[0] == variables[1]:
        below = rf"\partial {variables[0]}^{{2}}"
    return rf"\frac{{\partial^{{2}} {question.name}}}{{{below}}}"
