r"""Macros of LaTeX: `\newcommand`, `\def`, `\DeclareMathOperator` and their kin.

What a macro stands for is put in its place; a character of an argument keeps its own place in the
typed text, one of the body has the place of the macro's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from matcalc_grammar.plain import Plain

_ROUNDS = 20
_LONGEST = 50_000
_COMMAND = re.compile(
    r"\\(?:newcommand|renewcommand|providecommand|DeclareRobustCommand)\*?\s*"
    r"(?:\{\s*\\([A-Za-z]+)\s*\}|\\([A-Za-z]+))\s*(?:\[(\d)\]\s*)?(?:\[([^\]]*)\]\s*)?(?=\{)"
)
_DEF = re.compile(r"\\(?:def|gdef|edef)\s*\\([A-Za-z]+)\s*((?:#\d)*)\s*(?=\{)")
_OPERATOR = re.compile(r"\\DeclareMathOperator\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?=\{)")
_PAIRED = re.compile(
    r"\\DeclarePairedDelimiter\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*\{([^{}]*)\}\s*\{([^{}]*)\}"
)
_USE = re.compile(r"\\([A-Za-z]+)\*?")
_OPTION = re.compile(r"\s*\[([^\]]*)\]")
_PARAMETER = re.compile(r"#(\d)")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_DEFINES = re.compile(r"\\(?:(?:re)?newcommand|providecommand|[ge]?def(?![A-Za-z])|Declare[A-Z])")


class Macro(NamedTuple):
    """A body with #1, #2 …; `default` is what #1 is where it is not given, or None.

    With `spare`, the first argument is empty where only the second is given.
    """

    arguments: int
    default: str | None
    body: str
    spare: bool = False


# Of the packages physics and diffcoeff.
KNOWN: Mapping[str, Macro] = {
    "pdv": Macro(2, None, r"\frac{\partial #1}{\partial #2}", True),
    "dv": Macro(2, None, r"\frac{d #1}{d #2}", True),
    "grad": Macro(0, None, r"\nabla"),
}

Macros = dict[str, Macro]


def defines(text: str) -> bool:
    """Does a macro seem to be defined here?"""
    return "\\" in text and _DEFINES.search(text) is not None


def macros(text: str) -> Macros:
    """The macros that a text defines, such as the preamble of a document."""
    found: Macros = {}
    learn(text, found)
    return found


def learn(text: str, table: Macros) -> list[tuple[int, int]]:
    """Enter the definitions of a text into the table; the ranges where they stand."""
    ranges = []
    closing = braces(text)
    for pattern in (_COMMAND, _DEF, _OPERATOR):
        for found in pattern.finditer(text):
            end = closing.get(found.end())
            if end is None:
                continue
            name = found.group(1) or found.group(2)
            table[name] = _macro(pattern, found, text[found.end() + 1 : end])
            ranges.append((found.start(), end + 1))
    for found in _PAIRED.finditer(text):
        name, left, right = found.groups()
        table[name] = Macro(1, None, f"{left} #1 {right}")
        ranges.append((found.start(), found.end()))
    return ranges


def _macro(pattern: re.Pattern[str], found: re.Match[str], body: str) -> Macro:
    if pattern is _OPERATOR:
        return Macro(0, None, rf"\operatorname{{{body}}}")
    if pattern is _DEF:
        return Macro(found.group(2).count("#"), None, body)
    return Macro(int(found.group(3) or 0), found.group(4), body)


def expanded(text: Plain, table: Mapping[str, Macro]) -> Plain:
    """The text with its macros replaced by what they stand for, round by round.

    Macros that never end in other commands are left after some rounds.
    """
    longest = _LONGEST + 4 * len(text.text)
    for _ in range(_ROUNDS):
        changed = _once(text, table)
        if changed is None or len(changed.text) > longest:
            break
        text = changed
    return text


class _Pieces:
    """A text put together from parts of another one."""

    def __init__(self, source: Plain) -> None:
        self.source = source
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def copy(self, start: int, end: int) -> None:
        """A part as it stands."""
        self.texts.append(self.source.text[start:end])
        self.starts.extend(range(start, end))
        self.ends.extend(range(start + 1, end + 1))

    def write(self, text: str, start: int, end: int) -> None:
        """Another text, in the place of a part."""
        self.texts.append(text)
        self.starts.extend([start] * len(text))
        self.ends.extend([end] * len(text))

    def plain(self) -> Plain:
        """All of it, with places in the text as typed."""
        return Plain("".join(self.texts), self.starts, self.ends).over(self.source)


def _once(text: Plain, table: Mapping[str, Macro]) -> Plain | None:
    """Every outermost use of a macro replaced; None where there was none."""
    if not any(found.group(1) in table for found in _USE.finditer(text.text)):
        return None
    pieces = _Pieces(text)
    closing = braces(text.text)
    place = 0
    for found in _USE.finditer(text.text):
        macro = table.get(found.group(1))
        if macro is None or found.start() < place:
            continue
        used = _arguments(text.text, found.end(), macro, closing)
        if used is None:
            continue
        arguments, end = used
        pieces.copy(place, found.start())
        _fill(pieces, macro, arguments, found.start(), found.end())
        if text.text[end : end + 1].isalpha() and pieces.texts[-1][-1:].isalpha():
            pieces.write(" ", end, end)
        place = end
    if place == 0:
        return None
    pieces.copy(place, len(text.text))
    return pieces.plain()


def _fill(
    pieces: _Pieces, macro: Macro, arguments: list[tuple[int, int] | str], start: int, end: int
) -> None:
    """Write the body of a macro used at [start, end) with its arguments."""
    place = 0
    for found in _PARAMETER.finditer(macro.body):
        pieces.write(macro.body[place : found.start()], start, end)
        place = found.end()
        number = int(found.group(1))
        argument = arguments[number - 1] if 0 < number <= len(arguments) else ""
        if isinstance(argument, str):
            pieces.write(argument, start, end)
        else:
            pieces.copy(*argument)
    pieces.write(macro.body[place:], start, end)


def _arguments(
    text: str, place: int, macro: Macro, closing: Mapping[int, int]
) -> tuple[list[tuple[int, int] | str], int] | None:
    """The arguments after a macro's name, as ranges, and where they end."""
    arguments: list[tuple[int, int] | str] = []
    if macro.default is not None:
        found = _OPTION.match(text, place)
        arguments.append(found.span(1) if found else macro.default)
        place = found.end() if found else place
    while len(arguments) < macro.arguments:
        start = place
        while text[start : start + 1].isspace():
            start += 1
        needs_brace = macro.spare and arguments and text[start : start + 1] != "{"
        taken = None if needs_brace else _argument(text, start, closing)
        if taken is None:
            only = macro.spare and len(arguments) == 1
            return (["", *arguments], place) if only else None
        arguments.append(taken[0])
        place = taken[1]
    return arguments, place


def _argument(
    text: str, start: int, closing: Mapping[int, int]
) -> tuple[tuple[int, int], int] | None:
    """A group in braces, a command, or a single character: its range, and the place after it."""
    if text[start : start + 1] == "{":
        end = closing.get(start)
        return None if end is None else ((start + 1, end), end + 1)
    command = _USE.match(text, start)
    if command:
        return command.span(), command.end()
    if text[start : start + 1].isalnum():
        return (start, start + 1), start + 1
    return None


def braces(text: str) -> dict[int, int]:
    """Where each brace that opens closes, if it does."""
    found: dict[int, int] = {}
    open_: list[int] = []
    for brace in _BRACE.finditer(text):
        if brace.group() == "{":
            open_.append(brace.start())
        elif brace.group() == "}" and open_:
            found[open_.pop()] = brace.start()
    return found
