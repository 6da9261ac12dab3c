r"""TeX's own fraction, `{a \over b}`, as `\frac{a}{b}`."""

from __future__ import annotations

import re

from matcalc_grammar.plain import Plain
from matcalc_grammar.writer import Writer

_OVER = r"\over"
_SIGN = re.compile(r"\\over(?![A-Za-z])|\\.|[{}]", re.DOTALL)
_BEFORE_ARGUMENT = frozenset("}]^_")


def fractions(typed: str) -> Plain:
    r"""The text with each group that holds `\over` as a fraction."""
    instead: dict[int, tuple[str, int]] = {}  # place to what stands there instead, of what length
    open_: list[tuple[int, int]] = []  # groups that are open, and where their `\over` stands, or 0
    for found in _SIGN.finditer(typed):
        place, sign = found.start(), found.group()
        if sign == "{":
            open_.append((place, 0))
        elif sign == _OVER and open_ and not open_[-1][1]:
            open_[-1] = open_[-1][0], place
        elif sign == "}" and open_:
            start, over = open_.pop()
            if over:
                kept = _is_argument(typed, start)
                instead[start] = "{\\frac{" if kept else "\\frac{", 1
                instead[over] = "}{", len(_OVER)
                instead[place] = "}}" if kept else "}", 1
    return _written(typed, instead)


def _is_argument(typed: str, start: int) -> bool:
    """Is the group at a place what a command or a sign before it takes?"""
    place = start - 1
    while place >= 0 and typed[place].isspace():
        place -= 1
    return place >= 0 and (typed[place].isalpha() or typed[place] in _BEFORE_ARGUMENT)


def _written(typed: str, instead: dict[int, tuple[str, int]]) -> Plain:
    writer = Writer(typed)
    last = 0
    for place in sorted(instead):
        text, length = instead[place]
        writer.copy(last, place)
        last = place + length
        writer.write(text, place, last)
    writer.copy(last, len(typed))
    return writer.written()
