"""What a language is to the printer: texts for operations, and the frame around the formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from matcalc_cli.functions.function import Function
from matcalc_grammar.frozen import Frozen

ANY, SUM, PRODUCT, UNARY, POWER, ATOM = range(6)
_HOLE = re.compile(r"\{(\d)\}")
_TIGHT = ("**", "^", ".^")
_LOOSE = ("*", "@", "/", ".*", "./", "\\")


class Dialect(Frozen):
    """A language.

    key        its name in the records of functions
    base       the dialect that a record's code is translated from where it has none of its own
    default    the code of an entrywise function that has none, with its {name}
    operations texts of the operations that are no functions of the table
    imports    text that code may hold, and the line that it then needs at the top
    helpers    name of a helper function, and its definition
    reserved   names that arguments cannot have
    """

    key: str
    base: str
    translate: tuple[tuple[str, str], ...]
    default: str
    operations: Mapping[str, str]
    imports: Mapping[str, str]
    helpers: Mapping[str, str]
    reserved: frozenset[str]


class Hole(Frozen):
    """A place for an operand: which, and how tightly it has to hold together there."""

    operand: int
    level: int


class Template(Frozen):
    """The text of an operation in pieces, texts and holes by turns, and its level."""

    pieces: tuple[str | Hole, ...]
    level: int


def code_of(function: Function, dialect: Dialect, rank: int) -> str:
    """The code of a call of a function, "" where the language has none."""
    variant = {1: ".v", 2: ".m"}.get(rank, "")
    for key in (dialect.key + variant, dialect.key):
        if key in function.code:
            return function.code[key]
    for key in (dialect.base + variant, dialect.base):
        if dialect.base and key in function.code:
            text = function.code[key]
            for old, new in dialect.translate:
                text = text.replace(old, new)
            return text
    if function.entrywise is not None:
        return dialect.default.replace("{name}", function.name)
    return ""


def helpers_of(body: str, dialect: Dialect) -> list[str]:
    """The helper functions that a body uses, and those that these use."""
    found: dict[str, str] = {}
    texts = [body]
    while texts:
        text = texts.pop()
        for name, helper in dialect.helpers.items():
            if name not in found and re.search(rf"(?<![\w.]){name}\b", text):
                found[name] = helper
                texts.append(helper)
    return [helper for name, helper in dialect.helpers.items() if name in found]


@lru_cache(maxsize=512)
def template(text: str) -> Template:
    """A text with {0}, {1} taken apart; what an operand needs follows from what stands around."""
    level = _level(text)
    pieces: list[str | Hole] = []
    end = 0
    for match in _HOLE.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        pieces += [text[end : match.start()], Hole(int(match[1]), _needed(before, after, level))]
        end = match.end()
    return Template((*pieces, text[end:]), level)


def _needed(before: str, after: str, level: int) -> int:
    left, right = before.rstrip(), after.lstrip()
    if after[:1] in (".", "'", "[", "(", "{") and not after.startswith((".*", "./")):
        return ATOM
    if right.startswith(_TIGHT) or left.endswith(_TIGHT):
        return ATOM
    if (not left or left[-1] in "([,") and (not right or right[0] in ")],"):
        return ANY if left or right else level
    if not left or left[-1] in "([,":
        return _level("x" + after.split(",")[0].split(")")[0])
    inside = max(left.rfind("("), left.rfind("["), left.rfind(","))
    return min(ATOM, _level(left[inside + 1 :] + " x") + 1)


@lru_cache(maxsize=4096)
def _level(text: str) -> int:
    """How tightly a text holds together: the loosest operator outside all brackets."""
    depth, level = 0, ATOM
    bare = []
    for character in text:
        depth -= character in ")]}"
        bare.append(character if depth == 0 else "_")
        depth += character in "([{"
    words = "".join(bare).split(" ")
    for word in words[1:]:
        if word in ("+", "-", ".+", ".-"):
            level = min(level, SUM)
        elif word in _LOOSE:
            level = min(level, PRODUCT)
        elif word in _TIGHT:
            level = min(level, POWER)
        elif word in (">", "==", ".>", ".=="):
            level = ANY
    if words[0].startswith("-"):
        level = min(level, UNARY)
    return level
