r"""Expressions as portable LaTeX: `\mathrm{tr}`, `X^{\top}`, `\frac`, `\left( \right)`."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.expressions import Expr
from matcalc_cli.functions.function import Function
from matcalc_cli.printers import facts, names
from matcalc_cli.printers.layout import Layout
from matcalc_cli.printers.style import Piece
from matcalc_cli.sizes import Size
from matcalc_grammar.habits import Habits
from matcalc_grammar.operators import ATOM, ENTRYWISE, POSTFIX

NONE = Habits()
WHERE = r" \quad \text{where } "

_SIGNS = {
    "∂": r"\partial", "∇": r"\nabla", "ℝ": r"\mathbb{R}", "∈": r"\in", "×": r"\times",
    "→": r"\to", "←": r"\leftarrow", "≟": r"\overset{?}{=}",
}  # fmt: skip


def latex(expr: Expr, habits: Habits = NONE) -> str:
    """The expression in LaTeX, for mathematics mode, as somebody with these habits writes it."""
    return Layout(LatexStyle(habits)).text(expr)


def latex_size(size: Size) -> str:
    """A size: letters side by side."""
    return str(size).replace("*", " ")


def in_text(sentence: str) -> str:
    """A sentence as text in mathematics."""
    parts = [names.latex_escaped(facts.said(part, False)) for part in sentence.split("ᵀ")]
    joined = r"$^{\top}$".join(parts)
    return rf"\text{{{joined}}}" if sentence else ""


class LatexStyle:
    """LaTeX in mathematics mode."""

    fractions_bracket = False

    def __init__(self, habits: Habits = NONE) -> None:
        self.bold = dict(habits.bold)
        self.whole = habits.transpose if habits.whole else ""
        self.transpose = habits.transpose if habits.transpose and not self.whole else r"\top"
        raised = self.whole or f"^{{{self.transpose}}}"
        self.own = {r"^{\top}": raised, r"\mathrm{tr}": habits.trace or r"\mathrm{tr}"}

    def name(self, name: str, indices: Sequence[str]) -> str:
        r"""`\Sigma`, `x_{i}`."""
        return names.latex_name(name, indices, self.bold)

    def number(self, digits: str) -> str:
        """`12`."""
        return digits

    def negative(self, text: str) -> str:
        """`-x`."""
        return f"-{text}"

    def terms(self, first: str, others: Sequence[tuple[bool, str]]) -> str:
        """`a + b - c`."""
        return first + "".join(f" {'-' if minus else '+'} {text}" for minus, text in others)

    def bracket(self, text: str) -> str:
        r"""`\left( … \right)`."""
        return rf"\left( {text} \right)"

    def raised(self, base: str, exponent: str, bare: bool) -> str:
        """`s^{2}`."""
        return f"{base}^{{{exponent}}}"

    def entrywise_raised(self, base: str, exponent: str, bare: bool) -> str:
        r"""`x^{\circ 2}`."""
        return rf"{base}^{{\circ {exponent}}}"

    def quotient(self, above: str, below: str) -> Piece:
        r"""`\frac{a}{b}`; no atom, as a power of it needs brackets."""
        return Piece(rf"\frac{{{above}}}{{{below}}}", POSTFIX)

    def side_by_side(self, factors: Sequence[str]) -> str:
        r"""`2 A x`, `A \cdot 2`."""
        parts = [factors[0]]
        for factor in factors[1:]:
            parts.append(r" \cdot " if factor[0].isdigit() else " ")
            parts.append(factor)
        return "".join(parts)

    def infix(self, function: Function, operands: Sequence[str]) -> Piece:
        r"""`x \odot y`."""
        return Piece(f" {function.notation.latex} ".join(operands), ENTRYWISE)

    def divided(self, above: str, below: str) -> str:
        r"""`x \oslash y`."""
        return rf"{above} \oslash {below}"

    def postfix(self, function: Function, operand: str) -> str:
        r"""`X^{\top}`."""
        return operand + self.own.get(function.notation.latex, function.notation.latex)

    def inverse_transpose(self, operand: str) -> str:
        r"""`X^{-\top}`."""
        if self.whole:
            return f"({operand}^{{-1}}){self.whole}"
        return f"{operand}^{{-{self.transpose}}}"

    def around(self, function: Function, arguments: Sequence[str]) -> str:
        r"""`\lVert x \rVert`."""
        left, _, right = function.notation.latex.partition(" ")
        return f"{left} {', '.join(arguments)} {right}"

    def call(self, function: Function, arguments: Sequence[Piece], sizes: Sequence[Size]) -> Piece:
        r"""`\mathrm{tr}\left( X \right)`, `\mathbf{1}_{n}`, `\sqrt{x}`."""
        name = self.own.get(function.notation.latex, function.notation.latex)
        if not arguments:
            return Piece(self.constant(function, sizes), ATOM)
        texts = [*[argument.text for argument in arguments], *map(latex_size, sizes)]
        if name == r"\sqrt":
            return Piece(rf"\sqrt{{{texts[0]}}}", POSTFIX)
        return Piece(rf"{name}\left( {', '.join(texts)} \right)", POSTFIX)

    def constant(self, function: Function, sizes: Sequence[Size]) -> str:
        r"""`I_{n}`, `\mathbf{0}_{m,n}`; `I` where the size follows from what stands around it."""
        under = ",".join(map(latex_size, sizes))
        return f"{function.notation.latex}_{{{under}}}" if under else function.notation.latex

    def unit(self, index: str) -> str:
        """`e_{i}`."""
        return f"e_{{{index}}}"

    def entry(self, array: str, indices: Sequence[str]) -> str:
        r"""`\left( A X \right)_{ij}`."""
        return f"{array}_{{{names.joined(indices)}}}"

    def total(self, index: str, upper: str, body: str) -> str:
        r"""`\sum_{i=1}^{n} …`."""
        bounds = rf"{{{index}=1}}^{{{upper}}}" if upper else f"{{{index}}}"
        return rf"\sum_{bounds} {body}"

    def differential(self, symbol: str, order: int) -> str:
        r"""`\mathrm{d}X`."""
        return rf"\mathrm{{d}}{symbol}" if order == 1 else rf"\mathrm{{d}}^{{2}}{symbol}"

    def differential_of(self, operand: str) -> str:
        r"""`\mathrm{d}\left( … \right)`."""
        return rf"\mathrm{{d}}\left( {operand} \right)"

    def derivative(self, operand: str, by: str, order: int, named: bool) -> Piece:
        r"""`\frac{\mathrm{d}X}{\mathrm{d}t}`, `\frac{\mathrm{d}^{2}X}{\mathrm{d}t^{2}}`."""
        twice = "^{2}" if order == 2 else ""
        written = rf"\frac{{\mathrm{{d}}{twice}{operand}}}{{\mathrm{{d}}{by}{twice}}}"
        return Piece(written, POSTFIX)

    def size(self, size: Size) -> str:
        """`n`, `m p`."""
        return latex_size(size)

    # What stands around expressions.

    def sign(self, glyph: str) -> str:
        """An operator or a relation."""
        return _SIGNS.get(glyph, glyph)

    def words(self, text: str) -> str:
        """Words within mathematics."""
        return in_text(text)

    def joined(self, parts: Sequence[str]) -> str:
        """Parts one after the other."""
        return " ".join(part for part in parts if part)
