"""Expressions as plain text: ASCII as it is typed, or Unicode. Both are read back as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.expressions import Expr
from matcalc_cli.functions.function import Function
from matcalc_cli.printers import names
from matcalc_cli.printers.layout import Layout
from matcalc_cli.printers.style import Piece
from matcalc_cli.sizes import Size
from matcalc_grammar.operators import ATOM, ENTRYWISE, POSTFIX, PRODUCT

# Before a bracket these letters would be taken for functions.
_FUNCTION_LETTERS = frozenset(["f", "g", "h", "K", "sigma", "phi", "psi", "ell", *"σφψℓ"])


def text(expr: Expr, *, unicode: bool, brackets: bool = False) -> str:
    """The expression in Unicode or ASCII; with `brackets`, every mixture of operators bracketed."""
    return Layout(TextStyle(unicode), brackets).text(expr)


class TextStyle:
    """The two scripts of a terminal, which differ in their glyphs only."""

    fractions_bracket = True

    def __init__(self, unicode: bool) -> None:
        self.unicode = unicode

    def name(self, name: str, indices: Sequence[str]) -> str:
        """`x_i` or `xᵢ`."""
        return (names.unicode_name if self.unicode else names.ascii_name)(name, indices)

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
        """`(…)`."""
        return f"({text})"

    def raised(self, base: str, exponent: str, bare: bool) -> str:
        """`s^2`, `s^(k - 1)`, `s²`."""
        bare = bare or exponent.lstrip("-").isdigit()
        glyphs = names.raised(exponent) if self.unicode and bare else None
        if glyphs and exponent.lstrip("-").isdigit():
            return base + glyphs
        return f"{base}^{exponent}" if bare else f"{base}^({exponent})"

    def entrywise_raised(self, base: str, exponent: str, bare: bool) -> str:
        """`x.^2`."""
        return f"{base}.^{exponent}" if bare else f"{base}.^({exponent})"

    def quotient(self, above: str, below: str) -> Piece:
        """`1/2` of two numbers, else `a / b`."""
        if above.isalnum() and below.isdigit():
            return Piece(f"{above}/{below}", PRODUCT)
        return Piece(f"{above} / {below}", PRODUCT)

    def side_by_side(self, factors: Sequence[str]) -> str:
        """`2 A x`; a sign stands where the two would read as one thing."""
        parts = [factors[0]]
        for before, factor in zip(factors, factors[1:], strict=False):
            called = before in _FUNCTION_LETTERS and factor.startswith("(")
            parts.append(" * " if called or factor[0].isdigit() else " ")
            parts.append(factor)
        return "".join(parts)

    def infix(self, function: Function, operands: Sequence[str]) -> Piece:
        """`x .* y`; a sign spelled with letters is written as a call."""
        sign = function.notation.unicode if self.unicode else function.notation.ascii
        if len(operands) == 1:
            return Piece(operands[0], ENTRYWISE)
        if sign.isalpha():
            return Piece(f"{sign}({', '.join(map(_unbracketed, operands))})", ATOM)
        return Piece(f" {sign} ".join(operands), ENTRYWISE)

    def divided(self, above: str, below: str) -> str:
        """`x ./ y` or `x ⊘ y`."""
        return f"{above} ⊘ {below}" if self.unicode else f"{above} ./ {below}"

    def postfix(self, function: Function, operand: str) -> str:
        """`X^T` or `Xᵀ`."""
        return operand + (function.notation.unicode if self.unicode else function.notation.ascii)

    def inverse_transpose(self, operand: str) -> str:
        """`X^-T` or `X⁻ᵀ`."""
        return f"{operand}⁻ᵀ" if self.unicode else f"{operand}^-T"

    def around(self, function: Function, arguments: Sequence[str]) -> str:
        """`||x||`; a norm within a norm is bracketed, as both its signs look alike."""
        signs = function.notation.unicode if self.unicode else function.notation.ascii
        left, _, right = signs.partition(" ")
        inside = ", ".join(arguments)
        nested = left in inside and not left.isalpha() and left == right[: len(left)]
        return f"{left}({inside}){right}" if nested else left + inside + right

    def call(self, function: Function, arguments: Sequence[Piece], sizes: Sequence[Size]) -> Piece:
        """`tr(X)`, `zeros(m,n)`; a name of several words may do without brackets: `log det X`."""
        name = function.notation.unicode if self.unicode else function.notation.ascii
        if not arguments:
            return Piece(f"{name}({','.join(map(str, sizes))})", ATOM)
        atom = len(arguments) == 1 and arguments[0].level == ATOM
        if " " in name and atom and arguments[0].text[-1] not in ")|‖":
            return Piece(f"{name} {arguments[0].text}", PRODUCT)
        inside = [*[argument.text for argument in arguments], *map(str, sizes)]
        return Piece(f"{name}({', '.join(inside)})", ATOM)

    def constant(self, function: Function, sizes: Sequence[Size]) -> str:
        """`I(n)`, or `I` where the size follows from what stands around it."""
        name = function.notation.unicode if self.unicode else function.notation.ascii
        return f"{name}({','.join(map(str, sizes))})" if sizes else name

    def unit(self, index: str) -> str:
        """`e_i`."""
        return self.name("e", [index])

    def entry(self, array: str, indices: Sequence[str]) -> str:
        """`(A X)_{ij}`."""
        return names.lowered_name(array, indices, self.unicode)

    def total(self, index: str, upper: str, body: str) -> str:
        """`sum_{i=1}^n (…)` or `∑ᵢ₌₁ⁿ (…)`."""
        if not upper:
            return f"∑{names.lowered(index) or f'_{index}'} {body}" if self.unicode else (
                f"sum_{index} {body}")  # fmt: skip
        below, above = names.lowered(f"{index}=1"), names.raised(upper)
        if self.unicode and below and above:
            return f"∑{below}{above} {body}"
        upper = upper if upper.isalnum() and len(upper) == 1 else f"{{{upper}}}"
        return f"{'∑' if self.unicode else 'sum'}_{{{index}=1}}^{upper} {body}"

    def differential(self, symbol: str, order: int) -> str:
        """`dX`, `d2X`."""
        return f"d{symbol}" if order == 1 else f"d²{symbol}" if self.unicode else f"d2{symbol}"

    def differential_of(self, operand: str) -> str:
        """`d(…)`."""
        return f"d({operand})"

    def derivative(self, operand: str, by: str, order: int, named: bool) -> Piece:
        """`deriv(X, t)` or `dX/dt`, which is one factor but no atom; `d²X/dt²`."""
        if self.unicode and named:
            twice = "²" if order == 2 else ""
            return Piece(f"d{twice}{operand}/d{by}{twice}", POSTFIX)
        whole = f"deriv({operand}, {by})"
        return Piece(f"deriv({whole}, {by})" if order == 2 else whole, ATOM)

    def size(self, size: Size) -> str:
        """`n`, `m*p`."""
        return str(size)


def _unbracketed(operand: str) -> str:
    """A bracketed operand without its brackets, when they are one pair around it all."""
    if not operand.startswith("(") or not operand.endswith(")"):
        return operand
    depth = 0
    for place, character in enumerate(operand):
        depth += (character == "(") - (character == ")")
        if depth == 0 and place < len(operand) - 1:
            return operand
    return operand[1:-1]
