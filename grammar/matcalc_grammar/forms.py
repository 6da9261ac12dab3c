"""The pyparsing grammar of one assumption.

A form is one terminal: each element of a grammar costs as much as reading ten tokens. Its parts are
groups by name, and each holds on to what it has read, as an element of pyparsing does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

import pyparsing as pp

from matcalc_grammar.properties import PROPERTIES
from matcalc_grammar.tokens import ALNUM, WORD

PROPERTY = (
    r"(?:" + "|".join(re.escape(p) for p in sorted(PROPERTIES, key=len, reverse=True)) + r")\b"
)
NAMED = rf"{WORD}'?"
IS = r"(?:is|are)\b(?:\s*an?\b)?"
KIND = r"(?:matrix|matrices|vectors?)\b"
NUMBER = r"(?:(?:is|are)\b\s*)?(?:an?\b\s*)?(?:real\b\s*)?(?:scalars?|numbers?)\b"
BY = rf"(?:{ALNUM}+\s*(?:×|\bx\b|\bby\b)\s*{ALNUM}+|[0-9a-z]x[0-9a-z]\b)"
BLOCK = rf"(?:\{{(?:[^{{}}]|\{{[^{{}}]*\}})*\}}|\((?:[^()]|\([^()]*\))*\)|{ALNUM}+)"

_SPACE = r"[ \n\t\r]*+"


def _row(*parts: str) -> str:
    """One part after the other, with white space between them."""
    return _SPACE.join(f"(?>{part})" for part in parts)


def _several(item: str, separator: str) -> str:
    """An item, or more of them."""
    return rf"{_row(item)}(?>{_SPACE}{_row(separator, item)})*+"


_NAME = rf"(?!{PROPERTY}){NAMED}"
_NAMES = rf"(?P<names>{_NAME}(?:\s*,\s*{_NAME})*)"
_REALS = rf"[Rℝ](?!{ALNUM}|_)(?:\s*\^\s*{BLOCK}(?:\s*(?:×|\bx\b)\s*(?![Rℝ]){ALNUM}+)?)?"
_SYMMETRIC = rf"[S𝕊](?=\s*[\^_])(?:\s*\^\s*{BLOCK}|\s*_(?:\{{\++\}}|\++))+"
_SIZES = rf"(?:(?!\s*{PROPERTY})(?!->)[^:,=])+(?:,(?:(?!{PROPERTY})[^:,=])+)?"
_FACTOR = rf"[RSℝ𝕊](?!{ALNUM})(?:\s*[\^_]\s*{BLOCK})*"
_FACTORS = _several(_FACTOR, r"×|,|x\b")

_MAPPING = _row(
    ":", r"(?=.*->)", rf"(?P<arguments>{_FACTORS})", "->", rf"(?P<result>{_FACTOR})"
)
_ON = _row(r"depends?\s+on\b", rf"(?P<on>{_NAME})")
_MEMBER = _row(r"in\b|∈|:", rf"(?P<domain>{_REALS}|{_SYMMETRIC}|{_SIZES})")
_OF_SIZE = _row(rf"{IS}(?=\s*{BY})", rf"(?P<sides>{BY})", rf"(?:{KIND})?")
_PROPERTIES = rf"(?P<properties>(?:(?:,|and\b|{IS})?\s*{PROPERTY}\s*(?:{KIND}\s*)?)*)"
_HAVING = rf"(?>(?:{_MEMBER}|{_OF_SIZE}){_SPACE})?+{_PROPERTIES}"
_SAID = rf"(?P<properties>(?:{PROPERTY}\s*(?:,|and\b)?\s*)+(?:{KIND})?)"


class At:
    """A piece of the plain text that an assumption is made of."""

    __slots__ = ("text", "start")

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start


def _terminal(pattern: str, name: str) -> pp.ParserElement:
    """A terminal whose token is the match."""
    return pp.Regex(pattern, as_match=True).set_name(name)


@cache
def _assumption() -> pp.ParserElement:
    """The grammar, built once and only where there is something to read.

    The first form is decided by a name, the second by a property.
    """
    said = _terminal(_row(_NAMES, rf"{_MAPPING}|{_ON}|(?P<scalar>{NUMBER})|{_HAVING}"), "a name")
    said_first = _terminal(_SAID, "a property") + _terminal(_NAMES, "a name")
    end = pp.StringEnd().set_name("a comma or the end")
    return ((said | said_first) + end).parse_with_tabs()


@lru_cache(maxsize=1000)
def parts(text: str) -> Mapping[str, At]:
    """The parts of an assumption by name: `names`, and what is said of them.

    They are remembered: what one record declares, the next ones declare as well.

    Raises pyparsing's ParseBaseException.
    """
    return {
        name: At(part, match.start(name))
        for match in _assumption().parse_string(text)
        for name, part in match.groupdict().items() if part
    }  # fmt: skip


def names_in(at: At) -> list[At]:
    """The names of a list of names."""
    return _items(NAMED, at) if "," in at.text else [at]


def properties_in(at: At) -> list[At]:
    """The properties of a list of properties."""
    return _items(PROPERTY, at)


def factors_in(at: At) -> list[At]:
    """The factors of the domain of a function."""
    return _items(_FACTOR, at)


def _items(pattern: str, at: At) -> list[At]:
    return [At(each.group(), at.start + each.start()) for each in re.finditer(pattern, at.text)]
