"""The pyparsing grammar of one assumption."""

from __future__ import annotations

import re

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


class At:
    """A piece of the plain text that a form is made of (no tuple: pyparsing opens those)."""

    __slots__ = ("text", "start")

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start


def _regex(pattern: str, name: str) -> pp.ParserElement:
    """A terminal that remembers where it stood."""
    element = pp.Regex(pattern).set_name(name)
    return element.add_parse_action(lambda text, place, found: At(found[0], place))


def names_in(at: At) -> list[At]:
    """The names of a list of names."""
    return _items(NAMED, at)


def properties_in(at: At) -> list[At]:
    """The properties of a list of properties."""
    return _items(PROPERTY, at)


def _items(pattern: str, at: At) -> list[At]:
    return [At(each.group(), at.start + each.start()) for each in re.finditer(pattern, at.text)]


_NAME = rf"(?!{PROPERTY}){NAMED}"
_REALS = rf"[Rℝ](?!{ALNUM}|_)(?:\s*\^\s*{BLOCK}(?:\s*(?:×|\bx\b)\s*(?![Rℝ]){ALNUM}+)?)?"
_SYMMETRIC = rf"[S𝕊](?=\s*[\^_])(?:\s*\^\s*{BLOCK}|\s*_(?:\{{\++\}}|\++))+"
_SIZES = rf"(?:(?!\s*{PROPERTY})(?!->)[^:,=])+(?:,(?:(?!{PROPERTY})[^:,=])+)?"


class Forms:
    """The grammar of one assumption; each alternative is decided by its first token.

    A list is one terminal, as each element of a grammar costs as much as reading ten tokens.
    """

    def __init__(self) -> None:
        name = _regex(_NAME, "a name")
        names = _regex(rf"{_NAME}(?:\s*,\s*{_NAME})*", "a name")("names")
        domain = _regex(f"{_REALS}|{_SYMMETRIC}|{_SIZES}", "a domain such as R^n or R^{m x n}")
        said = rf"(?:(?:,|and\b|{IS})?\s*{PROPERTY}\s*(?:{KIND}\s*)?)*"
        properties = _regex(said, "properties")("properties")
        first = _regex(rf"(?:{PROPERTY}\s*(?:,|and\b)?\s*)+(?:{KIND})?", "a property")
        member = pp.Suppress(pp.Regex(r"in\b|∈")).set_name("`in`") + domain("domain") + properties
        times = pp.Suppress(pp.Regex(r"×|,|x\b")).set_name("×")
        space = _regex(rf"[RSℝ𝕊](?!{ALNUM})(?:\s*[\^_]\s*{BLOCK})*", "a domain such as R^n")
        arrow = pp.Suppress("->").set_name("`->`")
        mapping = pp.DelimitedList(space, delim=times)("arguments") + arrow + space("result")
        sized = domain("domain") + properties
        typed = pp.Suppress(":").set_name("`:`") + (
            pp.FollowedBy(pp.Regex(".*->")) + mapping | sized
        )
        on = pp.Suppress(pp.Regex(r"depends?\s+on\b")).set_name("`depends on`") + name("on")
        number = _regex(NUMBER, "a scalar")("scalar")
        sides = _regex(BY, "sizes such as m x n")("domain")
        kind = pp.Suppress(pp.Opt(pp.Regex(KIND)))
        of_size = pp.Suppress(pp.Regex(rf"{IS}(?=\s*{BY})")) + sides + kind + properties
        tail = (member | typed | on | number | of_size | properties).set_name(
            "`in`, `:`, `=`, a property or `depends on`"
        )
        said_first = first("properties") + names
        self.assumption = (names + tail | said_first) + pp.StringEnd().set_name(
            "a comma or the end"
        )
