"""What stands around expressions in documents, composed in any script of typeset mathematics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from matcalc_cli.derivation import Derivation, Question
from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.functions.structure import array_of
from matcalc_cli.printers import facts, names
from matcalc_cli.printers.layout import Layout
from matcalc_cli.printers.style import Style
from matcalc_cli.sizes import ONE, SCALAR, Shape


class Script(Style, Protocol):
    """A script of typeset mathematics: beyond expressions it knows relations and words."""

    def sign(self, glyph: str) -> str:
        """An operator, a relation, or the letter of a set."""

    def words(self, text: str) -> str:
        """Words within mathematics."""

    def joined(self, parts: Sequence[str]) -> str:
        """Parts one after the other."""


class Formulas:
    """The formulas of documents in one script; each expression in them is written once."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.layout = Layout(script)

    def expression(self, expr: Expr) -> str:
        """An expression."""
        return self.layout.text(expr)

    def equation(self, left: str, right: str, relation: str = "=") -> str:
        """`left = right`."""
        return self.script.joined([left, self.script.sign(relation), right])

    def given(self, question: Question) -> str:
        """`f(X) = …`."""
        arrays = [array_of(variable) for variable in question.variables]
        applied = self.applied(question.name, arrays)
        return self.equation(applied, self.expression(question.function))

    def applied(self, name: str, variables: Sequence[Expr]) -> str:
        """`f(X, Y)`."""
        by = list(dict.fromkeys(self.expression(variable) for variable in variables))
        inside = self.script.joined(self._between(by, ","))
        return self.script.joined([self.script.name(name, ()), self.script.bracket(inside)])

    def _between(self, parts: Sequence[str], glyph: str) -> list[str]:
        found = [part for text in parts for part in (text, self.script.sign(glyph))]
        return found[:-1]

    def label(self, derivation: Derivation) -> str:
        """∂f/∂X: what the answer is the value of."""
        return self.derivative(derivation.question.name, derivation.question.variables)

    def derivative(self, name: str, variables: Sequence[Symbol]) -> str:
        """∂f/∂X, ∂²f/∂x∂y."""
        script, d = self.script, self.script.sign("∂")
        upper = d if len(variables) == 1 else script.raised(d, script.number("2"), True)
        above = script.joined([upper, script.name(name, ())])
        by = [self.expression(variable) for variable in variables]
        if len(by) == 2 and by[0] == by[1]:
            by = [script.raised(by[0], script.number("2"), True)]
        below = script.joined([part for variable in by for part in (d, variable)])
        return script.quotient(above, below).text

    def left(self, text: str) -> str:
        """What stands before a step: `df`, `d∇f`, `d²f`, `d_X d_Y f`, `vec dF`."""
        parts = [self._left(part) for part in text.split()]
        return self.script.joined(parts)

    def _left(self, part: str) -> str:
        if part.startswith("d_"):
            return self.script.name("d", (self.script.name(names.word(part[2:]), ()),))
        letter = part.removeprefix("d").removeprefix("∇").removeprefix("²").removesuffix("′")
        if not letter.isalpha() or (not part.startswith("d") and len(part) > 1):
            return self.script.words(part)
        primed = f"{letter}_prime" if part.endswith("′") else letter
        name = self.script.name(primed, ())
        if part == letter:
            return name
        named = self.script.joined([self.script.sign("∇"), name]) if "∇" in part else name
        return self.script.differential(named, 2 if "²" in part else 1)

    def where(self, question: Question) -> list[str]:
        """What is assumed of each name."""
        said = [self._member(f.symbol) for f in question.facts if facts.shown(f.symbol)]
        for name, shapes in facts.unknown_functions(question.function):
            said.append(self._mapping(name, shapes))
        for symbol, on in question.dependences.items():
            parts = [self.expression(symbol), self.script.words(" depends on "),
                     self.expression(on)]  # fmt: skip
            said.append(self.script.joined(parts))
        return list(dict.fromkeys(said))

    def _member(self, symbol: Symbol) -> str:
        having = " ".join(facts.properties(symbol))
        parts = [self.expression(symbol), self.script.sign("∈"), self._domain(symbol.shape)]
        return self.script.joined([*parts, self.script.words(f" {having}")] if having else parts)

    def _mapping(self, name: str, shapes: Sequence[Shape]) -> str:
        domains = self._between([self._domain(shape) for shape in shapes], ",")
        return self.script.joined([
            self.script.name(name, ()), self.script.sign(":"), *domains, self.script.sign("→"),
            self._domain(SCALAR),
        ])  # fmt: skip

    def _domain(self, shape: Shape) -> str:
        reals = self.script.sign("ℝ")
        if shape == SCALAR:
            return reals
        sizes = [self.script.size(size) for size in (shape if shape[1] != ONE else shape[:1])]
        return self.script.raised(reals, self.script.joined(self._between(sizes, "×")), False)
