r"""The macros of a document: `\newcommand`, `\def`, `\DeclareMathOperator` and their kin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from matcalc_cli.documents.mapped import Mapped

_ROUNDS = 20
_LONGEST = 2_000_000
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
_PARAMETER = re.compile(r"#(\d)")


class Macro(NamedTuple):
    """A body with #1, #2 …; `default` is what #1 is where it is not given, or None."""

    arguments: int
    default: str | None
    body: str


# Of the packages physics and diffcoeff, and of TeX itself.
_KNOWN: Mapping[str, Macro] = {
    "pdv": Macro(2, None, r"\frac{\partial #1}{\partial #2}"),
    "dv": Macro(2, None, r"\frac{d #1}{d #2}"),
    "grad": Macro(0, None, r"\nabla"),
    "dfrac": Macro(2, None, r"\frac{#1}{#2}"),
    "tfrac": Macro(2, None, r"\frac{#1}{#2}"),
}


def expanded(text: Mapped) -> Mapped:
    """The document with its macros replaced by what they stand for."""
    table = {**_KNOWN}
    text = _learnt(text, table)
    for _ in range(_ROUNDS):
        changed = _once(text, table)
        if changed is None or len(changed.text) > _LONGEST:
            break
        text = changed
    return text


def _learnt(text: Mapped, table: dict[str, Macro]) -> Mapped:
    """Enter the definitions into the table; the document with blanks where they stood."""
    for pattern in (_COMMAND, _DEF, _OPERATOR):
        for found in list(pattern.finditer(text.text)):
            end = closing(text.text, found.end())
            if end is None:
                continue
            body = text.text[found.end() + 1 : end]
            groups = [group for group in found.groups() if group is not None]
            table[groups[0]] = _macro(pattern, found, groups, body)
            text = text.blanked(found.start(), end + 1)
    for found in list(_PAIRED.finditer(text.text)):
        name, left, right = found.groups()
        table[name] = Macro(1, None, f"{left} #1 {right}")
        text = text.blanked(found.start(), found.end())
    return text


def _macro(pattern: re.Pattern[str], found: re.Match[str], groups: list[str], body: str) -> Macro:
    if pattern is _OPERATOR:
        return Macro(0, None, rf"\operatorname{{{body}}}")
    if pattern is _DEF:
        return Macro(found.group(2).count("#"), None, body)
    count = next((int(group) for group in groups[1:2] if group.isdigit()), 0)
    default = groups[2] if count and len(groups) > 2 else None
    return Macro(count, default, body)


def _once(text: Mapped, table: Mapping[str, Macro]) -> Mapped | None:
    """Every outermost use of a macro replaced; None where there was none."""
    pieces: list[str] = []
    origins: list[int] = []
    place = 0
    for found in _USE.finditer(text.text):
        macro = table.get(found.group(1))
        if macro is None or found.start() < place:
            continue
        used = _arguments(text.text, found.end(), macro)
        if used is None:
            continue
        arguments, end = used
        body = _filled(macro, arguments, found.group(1))
        if text.text[end : end + 1].isalpha() and body[-1:].isalpha():
            body += " "
        pieces += [text.text[place : found.start()], body]
        origins += text.origins[place : found.start()]
        origins += [text.origins[found.start()]] * len(body)
        place = end
    if place == 0:
        return None
    pieces.append(text.text[place:])
    origins += text.origins[place:]
    return Mapped("".join(pieces), origins)


def _filled(macro: Macro, arguments: list[str], name: str) -> str:
    if name in ("pdv", "dv") and len(arguments) == 1:
        arguments = ["", *arguments]
    return _PARAMETER.sub(
        lambda found: arguments[int(found.group(1)) - 1]
        if 0 < int(found.group(1)) <= len(arguments) else "",
        macro.body,
    )  # fmt: skip


def _arguments(text: str, place: int, macro: Macro) -> tuple[list[str], int] | None:
    """The arguments after a macro's name, and where they end."""
    arguments: list[str] = []
    if macro.default is not None:
        found = re.compile(r"\s*\[([^\]]*)\]").match(text, place)
        arguments.append(found.group(1) if found else macro.default)
        place = found.end() if found else place
    while len(arguments) < macro.arguments:
        start = place
        while text[start : start + 1].isspace():
            start += 1
        taken = _argument(text, start)
        if taken is None:
            optional = macro in (_KNOWN["pdv"], _KNOWN["dv"]) and len(arguments) == 1
            return (arguments, place) if optional else None
        argument, place = taken
        arguments.append(argument)
    return arguments, place


def _argument(text: str, start: int) -> tuple[str, int] | None:
    """A group in braces, a command, or a single character."""
    if text[start : start + 1] == "{":
        end = closing(text, start)
        return None if end is None else (text[start + 1 : end], end + 1)
    command = _USE.match(text, start)
    if command:
        return command.group(), command.end()
    if text[start : start + 1].isalnum():
        return text[start], start + 1
    return None


def closing(text: str, opening: int) -> int | None:
    """Where the brace that opens at a place closes, or None."""
    depth = 0
    place = opening
    while place < len(text):
        if text[place] == "\\":
            place += 1
        elif text[place] == "{":
            depth += 1
        elif text[place] == "}":
            depth -= 1
            if depth == 0:
                return place
        place += 1
    return None
