"""Expressions as Typst mathematics, with its signs as Unicode, which no version renames."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.expressions import Expr
from matcalc_cli.functions.function import Function
from matcalc_cli.printers import names, notations
from matcalc_cli.printers.layout import Layout
from matcalc_cli.printers.style import Piece
from matcalc_cli.sizes import Size
from matcalc_grammar.alphabet import GREEK
from matcalc_grammar.operators import ATOM, ENTRYWISE, POSTFIX

_ACCENTS = {"hat": "hat", "bar": "macron", "tilde": "tilde", "dot": "dot", "ddot": "dot.double",
            "check": "caron"}  # fmt: skip
_D = 'upright("d")'


def typst(expr: Expr) -> str:
    """The expression in Typst, for mathematics mode."""
    return Layout(TypstStyle()).text(expr)


def quoted(text: str) -> str:
    """A string of Typst, in which nothing is markup."""
    row = names.visible(" ".join(text.splitlines()))
    return '"' + row.replace("\\", "\\\\").replace('"', '\\"') + '"'


def word(text: str) -> str:
    """One part of a name: a letter as itself, a word in quotes, digits below their letter."""
    glyph = GREEK.get(text, text)
    if len(glyph) == 1 or glyph.isdigit():
        return glyph if glyph.isalnum() else quoted(glyph)
    if glyph[0].isalpha() and glyph[1:].isdigit():
        return f"{glyph[0]}_({glyph[1:]})"
    return quoted(glyph)


class TypstStyle:
    """Typst in mathematics mode."""

    fractions_bracket = False

    def name(self, name: str, indices: Sequence[str]) -> str:
        """`Σ`, `x_(i)`, `hat(x)`."""
        base, decorations, subscripts = names.parts(name)
        written = word(base)
        for ending in decorations:
            written = f"{written}'" if ending == "prime" else f"{_ACCENTS[ending]}({written})"
        return self.entry(written, [*map(word, subscripts), *indices])

    def entry(self, array: str, indices: Sequence[str]) -> str:
        """`(A X)_(i j)`."""
        between = " " if all(len(part) == 1 for part in indices) else ", "
        return f"{array}_({between.join(indices)})" if indices else array

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
        """`(…)`, which grow by themselves."""
        return f"({text})"

    def raised(self, base: str, exponent: str, bare: bool) -> str:
        """`s^(2)`."""
        return f"{base}^({exponent})"

    def entrywise_raised(self, base: str, exponent: str, bare: bool) -> str:
        """`x^(∘ 2)`."""
        return f"{base}^(∘ {exponent})"

    def quotient(self, above: str, below: str) -> Piece:
        """`(a)/(b)`, whose brackets are not shown; no atom, as a power of it needs brackets."""
        return Piece(f"({above})/({below})", POSTFIX)

    def side_by_side(self, factors: Sequence[str]) -> str:
        """`2 A x`, `A dot 2`."""
        parts = [factors[0]]
        for factor in factors[1:]:
            parts.append(" ⋅ " if factor[0].isdigit() else " ")
            parts.append(factor)
        return "".join(parts)

    def infix(self, function: Function, operands: Sequence[str]) -> Piece:
        """`x ⊙ y`."""
        return Piece(f" {notations.sign(function)} ".join(operands), ENTRYWISE)

    def divided(self, above: str, below: str) -> str:
        """`x ⊘ y`."""
        return f"{above} ⊘ {below}"

    def postfix(self, function: Function, operand: str) -> str:
        """`X^(⊤)`."""
        return f"{operand}^({notations.ending(function)})"

    def inverse_transpose(self, operand: str) -> str:
        """`X^(-⊤)`."""
        return f"{operand}^(-⊤)"

    def around(self, function: Function, arguments: Sequence[str]) -> str:
        """`lr(‖ x ‖)`, with what stands below and above behind it."""
        inside = ", ".join(arguments)
        signs = notations.fence(function)
        if signs is None:  # log |det X|
            return f'op("log") lr(| op("det") ({inside}) |)'
        below = f"_({'*' if signs.below == '*' else signs.below})" if signs.below else ""
        above = f"^({signs.above})" if signs.above else ""
        return f"lr({signs.left} {inside} {signs.right}){below}{above}"

    def call(self, function: Function, arguments: Sequence[Piece], sizes: Sequence[Size]) -> Piece:
        """`op("tr") (X)`, `sqrt(x)`."""
        if not arguments:
            return Piece(self.constant(function, sizes), ATOM)
        texts = [*[argument.text for argument in arguments], *map(self.size, sizes)]
        if function.notation.unicode == "√":
            return Piece(f"sqrt({texts[0]})", POSTFIX)
        return Piece(f"{_name(function)} ({', '.join(texts)})", POSTFIX)

    def constant(self, function: Function, sizes: Sequence[Size]) -> str:
        """`I_(n)`, `bold(0)_(m, n)`."""
        font, _, digit = function.notation.latex.partition("{")
        name = f"bold({digit[:-1]})" if font == r"\mathbf" else _name(function)
        under = ", ".join(map(self.size, sizes))
        if under and "_" in name:  # no second index: diag_matrix(n)
            return f"{name} ({under})"
        return f"{name}_({under})" if under else name

    def unit(self, index: str) -> str:
        """`e_(i)`."""
        return f"e_({index})"

    def total(self, index: str, upper: str, body: str) -> str:
        """`∑_(i = 1)^(n) …`."""
        return f"∑_({index} = 1)^({upper}) {body}" if upper else f"∑_({index}) {body}"

    def differential(self, symbol: str, order: int) -> str:
        """An upright d before the symbol."""
        return f"{_D} {symbol}" if order == 1 else f"{_D}^(2) {symbol}"

    def differential_of(self, operand: str) -> str:
        """An upright d before brackets."""
        return f"{_D} ({operand})"

    def derivative(self, operand: str, by: str, order: int, named: bool) -> Piece:
        """dX/dt, d²X/dt²."""
        twice = "^(2)" if order == 2 else ""
        return Piece(f"({_D}{twice} {operand})/({_D} {by}{twice})", POSTFIX)

    def size(self, size: Size) -> str:
        """A size: letters side by side."""
        return str(size).replace("*", " ")

    # What stands around expressions.

    def sign(self, glyph: str) -> str:
        """An operator or a relation."""
        return glyph

    def words(self, text: str) -> str:
        """Words within mathematics."""
        return quoted(text)

    def joined(self, parts: Sequence[str]) -> str:
        """Parts one after the other."""
        return " ".join(part for part in parts if part)


def _name(function: Function) -> str:
    words, under = notations.name(function)
    parts = [_part(part) for part in words]
    below = f"_({', '.join(map(word, under.split(',')))})" if under else ""
    return " ".join(parts).replace(" '", "'") + below


def _part(text: str) -> str:
    if text in ("∇", "∇²", "′", "″"):
        return {"∇": "∇", "∇²": "∇^(2)", "′": "'", "″": "''"}[text]
    return word(text) if len(GREEK.get(text, text)) == 1 else f"op({quoted(text)})"
