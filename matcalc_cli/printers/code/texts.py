"""Texts of operands, bracketed where they have to be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matcalc_cli.printers.code.dialect import ATOM, PRODUCT, UNARY, template
from matcalc_cli.rationals import Rational
from matcalc_grammar.frozen import Frozen

_STEPS = {" - 1": -1, " + 1": 1}
_PLACED = re.compile(r" [-+] 1[]),]")


class Text(Frozen):
    """A text, and how tightly it holds together."""

    text: str
    level: int


def filled(text: str, operands: Sequence[Text]) -> Text:
    """A template with its operands, bracketed where they have to be."""
    pieces, level = template(text)
    made: list[str] = []
    for piece in pieces:
        if not isinstance(piece, str):
            operand = operands[piece.operand]
            made.append(tight(operand, piece.level))
        elif made and _PLACED.match(piece) and (moved := _moved(operand.text, piece[:4])):
            made[-1] = moved
            made.append(piece[4:])
        else:
            made.append(piece)
    return Text("".join(made), level)


def _moved(place: str, step: str) -> str:
    """A place plus or minus 1 where that is shorter: 3 - 1 as 2, i - 1 + 1 as i; else ""."""
    if place.isdecimal():
        return str(int(place) + _STEPS[step])
    back = " - 1" if _STEPS[step] > 0 else " + 1"
    return place.removesuffix(back) if place.endswith(back) else ""


def tight(text: Text, level: int) -> str:
    """The text, in brackets where it holds together less tightly than asked for."""
    return text.text if text.level >= level else f"({text.text})"


def number_text(value: Rational) -> Text:
    """A number: whole, a short decimal, or a quotient."""
    above, below = value.numerator, value.denominator
    if below == 1:
        return Text(str(above), ATOM if above >= 0 else UNARY)
    decimal = repr(above / below)
    if len(decimal) <= 6 and "e" not in decimal:
        return Text(decimal, ATOM if above >= 0 else UNARY)
    return Text(f"{above} / {below}", PRODUCT)
