"""What a script must know to write an expression that `layout` has taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from matcalc_cli.functions.function import Function
from matcalc_cli.sizes import Size
from matcalc_grammar.frozen import Frozen


class Piece(Frozen):
    """A part as written: its text without sign, how tightly that holds together, its sign."""

    text: str
    level: int
    negative: bool = False


class Style(Protocol):
    """A script: it puts written parts together and decides nothing else."""

    def name(self, name: str, indices: Sequence[str]) -> str:
        """A symbol."""

    def number(self, digits: str) -> str:
        """A whole number without a sign."""

    def negative(self, text: str) -> str:
        """The text with a minus before it."""

    def terms(self, first: str, others: Sequence[tuple[bool, str]]) -> str:
        """A sum: each further term with whether it is subtracted."""

    def bracket(self, text: str) -> str:
        """The text in round brackets."""

    def raised(self, base: str, exponent: str, bare: bool) -> str:
        """A power; `bare`: the exponent needs no brackets."""

    def entrywise_raised(self, base: str, exponent: str, bare: bool) -> str:
        """An entrywise power."""

    def quotient(self, above: str, below: str) -> Piece:
        """A fraction of two texts that are bracketed already where `quotient_level` asks for it."""

    def side_by_side(self, factors: Sequence[str]) -> str:
        """Juxtaposed factors."""

    def infix(self, function: Function, operands: Sequence[str]) -> Piece:
        """Operands with the function's sign between them."""

    def divided(self, above: str, below: str) -> str:
        """An entrywise quotient."""

    def postfix(self, function: Function, operand: str) -> str:
        """An operand with the function's ending."""

    def inverse_transpose(self, operand: str) -> str:
        """An operand with both endings as one."""

    def around(self, function: Function, arguments: Sequence[str]) -> str:
        """Arguments between the function's two signs."""

    def call(self, function: Function, arguments: Sequence[Piece], sizes: Sequence[Size]) -> Piece:
        """A function's name with its arguments."""

    def constant(self, function: Function, sizes: Sequence[Size]) -> str:
        """A function without arguments; without sizes where they follow from what is around."""

    def unit(self, index: str) -> str:
        """A unit vector."""

    def entry(self, array: str, indices: Sequence[str]) -> str:
        """An entry of a bracketed array."""

    def total(self, index: str, upper: str, body: str) -> str:
        """A sum over an index; `upper` is "" where it runs over all."""

    def differential(self, symbol: str, order: int) -> str:
        """The differential of a symbol."""

    def differential_of(self, operand: str) -> str:
        """The differential of anything else."""

    def derivative(self, operand: str, by: str, order: int, named: bool) -> Piece:
        """dX/dt, d²X/dt²; `named`: both are names of one letter, so that a d before is read."""

    def size(self, size: Size) -> str:
        """A size as a number."""

    @property
    def fractions_bracket(self) -> bool:
        """Whether the bar of a fraction does not bracket what is above and below it."""
