"""Expressions as MathML Core, which browsers show without scripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape as html_escape

from matcalc_cli.expressions import Expr
from matcalc_cli.functions.function import Function
from matcalc_cli.printers import names, notations
from matcalc_cli.printers.layout import Layout
from matcalc_cli.printers.style import Piece
from matcalc_cli.sizes import Size
from matcalc_grammar.alphabet import GREEK
from matcalc_grammar.operators import ATOM, ENTRYWISE, POSTFIX

_TIMES, _APPLY, _COMMA = "<mo>&#x2062;</mo>", "<mo>&#x2061;</mo>", '<mo separator="true">,</mo>'
_D = '<mi mathvariant="normal">d</mi>'
_THIN = '<mspace width="0.14em"/>'
_ACCENTS = {"hat": "^", "bar": "¯", "tilde": "~", "dot": "˙", "ddot": "¨", "check": "ˇ"}
_LETTER = re.compile(r"<m[in]>.</m[in]>")
_FENCES = {"(", ")", "‖", "⟨", "⟩", "|"}


def escape(text: str) -> str:
    """Text in which nothing is markup, nor a control character, which no document may hold."""
    return html_escape(names.visible(text))


def mathml(expr: Expr) -> str:
    """The expression as the inside of a `math` element."""
    return Layout(MathmlStyle()).text(expr)


def sign(glyph: str) -> str:
    """An operator; a fence does not stand apart from what it encloses."""
    stretched = ' stretchy="true" fence="true"' if glyph in _FENCES else ""
    return f"<mo{stretched}>{escape(glyph)}</mo>"


def word(text: str) -> str:
    """One part of a name: a letter in italics, a word upright, digits behind a letter below it."""
    glyph = GREEK.get(text, text)
    if text.isdigit():
        return f"<mn>{text}</mn>"
    if len(glyph) > 1 and glyph[0].isalpha() and glyph[1:].isdigit() and text not in GREEK:
        return f"<msub><mi>{escape(glyph[0])}</mi><mn>{glyph[1:]}</mn></msub>"
    return f"<mi>{escape(glyph)}</mi>"


def row(*parts: str) -> str:
    """Parts as one element."""
    return f"<mrow>{''.join(parts)}</mrow>"


def _below(base: str, under: Sequence[str]) -> str:
    """A base with subscripts, commas between those that are not all letters."""
    between = "" if all(map(_LETTER.fullmatch, under)) else "<mo>,</mo>"
    return f"<msub>{base}{row(between.join(under))}</msub>"


class MathmlStyle:
    """MathML: what stands side by side is a run of elements, which `row` makes into one."""

    fractions_bracket = False

    def name(self, name: str, indices: Sequence[str]) -> str:
        """`<mi>Σ</mi>`, `x` with what stands below it."""
        base, decorations, subscripts = names.parts(name)
        written = word(base)
        for ending in decorations:
            over = f"<mo>{_ACCENTS.get(ending, '')}</mo>"
            written = (f"<msup>{written}<mo>′</mo></msup>" if ending == "prime" else
                       f'<mover accent="true">{written}{over}</mover>')  # fmt: skip
        under = [*map(word, subscripts), *indices]
        return _below(written, under) if under else written

    def entry(self, array: str, indices: Sequence[str]) -> str:
        """A bracket with what stands below it."""
        return _below(row(array), indices)

    def number(self, digits: str) -> str:
        """`<mn>12</mn>`."""
        return f"<mn>{digits}</mn>"

    def negative(self, text: str) -> str:
        """A minus as a prefix."""
        return f'<mo form="prefix">−</mo>{text}'

    def terms(self, first: str, others: Sequence[tuple[bool, str]]) -> str:
        """A sum."""
        return first + "".join(f"<mo>{'−' if minus else '+'}</mo>{text}" for minus, text in others)

    def bracket(self, text: str) -> str:
        """Brackets as high as what they enclose."""
        return row(sign("("), text, sign(")"))

    def raised(self, base: str, exponent: str, bare: bool) -> str:
        """A power."""
        return f"<msup>{row(base)}{row(exponent)}</msup>"

    def entrywise_raised(self, base: str, exponent: str, bare: bool) -> str:
        """An entrywise power, with a ring before the exponent."""
        return f"<msup>{row(base)}{row('<mo>∘</mo>', exponent)}</msup>"

    def quotient(self, above: str, below: str) -> Piece:
        """A fraction; no atom, as a power of it needs brackets."""
        return Piece(f"<mfrac>{row(above)}{row(below)}</mfrac>", POSTFIX)

    def side_by_side(self, factors: Sequence[str]) -> str:
        """Factors; a dot stands before a number."""
        parts = [factors[0]]
        for factor in factors[1:]:
            parts.append("<mo>⋅</mo>" if factor.startswith("<mn>") else _TIMES)
            parts.append(factor)
        return "".join(parts)

    def infix(self, function: Function, operands: Sequence[str]) -> Piece:
        """Operands with the sign between them."""
        return Piece(sign(notations.sign(function)).join(operands), ENTRYWISE)

    def divided(self, above: str, below: str) -> str:
        """An entrywise quotient."""
        return f"{above}<mo>⊘</mo>{below}"

    def postfix(self, function: Function, operand: str) -> str:
        """A transpose or an inverse."""
        return f"<msup>{row(operand)}{_ending(notations.ending(function))}</msup>"

    def inverse_transpose(self, operand: str) -> str:
        """Both endings as one."""
        return f"<msup>{row(operand)}{_ending('-⊤')}</msup>"

    def around(self, function: Function, arguments: Sequence[str]) -> str:
        """Arguments between two signs, or behind the name where there are none."""
        inside = _COMMA.join(arguments)
        signs = notations.fence(function)
        if signs is None:  # log |det X|
            inner = row("<mi>det</mi>", _APPLY, self.bracket(inside))
            return row("<mi>log</mi>", _APPLY, row(sign("|"), inner, sign("|")))
        whole = row(sign(signs.left), inside, sign(signs.right))
        below = row("<mo>∗</mo>" if signs.below == "*" else word(signs.below or "2"))
        above = row(word(signs.above or "2"))
        match bool(signs.below), bool(signs.above):
            case True, True:
                return f"<msubsup>{whole}{below}{above}</msubsup>"
            case True, False:
                return f"<msub>{whole}{below}</msub>"
            case False, True:
                return f"<msup>{whole}{above}</msup>"
        return whole

    def call(self, function: Function, arguments: Sequence[Piece], sizes: Sequence[Size]) -> Piece:
        """A name with its arguments in brackets; a root."""
        if not arguments:
            return Piece(self.constant(function, sizes), ATOM)
        texts = [*[argument.text for argument in arguments], *map(self.size, sizes)]
        if function.notation.unicode == "√":
            return Piece(f"<msqrt>{row(texts[0])}</msqrt>", POSTFIX)
        return Piece(row(_name(function), _APPLY, self.bracket(_COMMA.join(texts))), POSTFIX)

    def constant(self, function: Function, sizes: Sequence[Size]) -> str:
        """The identity, ones, zeros, with their sizes below."""
        bold = function.notation.latex.partition("{")
        name = (f"<mn>{'𝟏' if bold[2] == '1}' else '𝟎'}</mn>" if bold[0] == r"\mathbf" else
                _name(function))  # fmt: skip
        under = "<mo>,</mo>".join(map(self.size, sizes))
        return f"<msub>{name}{row(under)}</msub>" if under else name

    def unit(self, index: str) -> str:
        """A unit vector."""
        return f"<msub><mi>e</mi>{row(index)}</msub>"

    def total(self, index: str, upper: str, body: str) -> str:
        """A sum over an index, its bounds below and above."""
        if not upper:
            return f"<munder><mo>∑</mo>{row(index)}</munder>{row(body)}"
        below = row(index, "<mo>=</mo><mn>1</mn>")
        return f"<munderover><mo>∑</mo>{below}{row(upper)}</munderover>{row(body)}"

    def differential(self, symbol: str, order: int) -> str:
        """An upright d before the symbol."""
        return row(_THIN, _D if order == 1 else f"<msup>{_D}<mn>2</mn></msup>", symbol)

    def differential_of(self, operand: str) -> str:
        """An upright d before brackets."""
        return row(_THIN, _D, self.bracket(operand))

    def derivative(self, operand: str, by: str, order: int, named: bool) -> Piece:
        """dX/dt, d²X/dt²."""
        if order == 1:
            return self.quotient(f"{_D}{operand}", f"{_D}{by}")
        two = "<mn>2</mn>"
        above = f"<msup>{_D}{two}</msup>{operand}"
        return self.quotient(above, f"{_D}<msup>{row(by)}{two}</msup>")

    def size(self, size: Size) -> str:
        """A size: letters side by side."""
        parts = re.findall(r"\d+|[^\W\d_]\w*|[-+()]", str(size))
        return "".join(sign(part) if part in "+-()" else word(part) for part in parts)

    # What stands around expressions.

    def sign(self, glyph: str) -> str:
        """An operator or a relation."""
        return f"<mi>{glyph}</mi>" if glyph in "∂ℝ" else sign(glyph)

    def words(self, text: str) -> str:
        """Words within mathematics."""
        blank = "\u00a0"  # blanks at the ends would be dropped
        ends = [blank if text[at : at + 1 or None] == " " else "" for at in (0, -1)]
        return f"<mtext>{ends[0]}{escape(text.strip())}{ends[1]}</mtext>"

    def joined(self, parts: Sequence[str]) -> str:
        """Parts one after the other."""
        return "".join(parts)


def _ending(text: str) -> str:
    signs = {"-": '<mo form="prefix">−</mo>', "⊤": '<mi mathvariant="normal">⊤</mi>'}
    return row(*[signs.get(part) or f"<mn>{part}</mn>" for part in text])


def _name(function: Function) -> str:
    """`log det` as two words; what stands below a name, below it."""
    words, under = notations.name(function)
    parts = [_part(part) for part in words]
    if under:
        parts[-1] = f"<msub>{parts[-1]}{row('<mo>,</mo>'.join(map(word, under.split(','))))}</msub>"
    between = _APPLY + _THIN if all(len(part) > 1 for part in words) else ""
    return row(between.join(parts)) if len(parts) > 1 else "".join(parts)


def _part(text: str) -> str:
    if text.startswith("∇"):
        return "<mo>∇</mo>" if text == "∇" else "<msup><mo>∇</mo><mn>2</mn></msup>"
    return f"<mo>{text}</mo>" if text in "′″" else word(text) if len(text) == 1 else (
        f"<mi>{GREEK.get(text, text)}</mi>")  # fmt: skip
