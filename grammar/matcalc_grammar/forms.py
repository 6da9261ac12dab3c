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


class Forms:
    """The grammar of one assumption; each alternative is decided by its first token."""

    def __init__(self) -> None:
        name = _regex(rf"(?!{PROPERTY}){NAMED}", "a name")
        names = pp.DelimitedList(name).set_name("names")("names")
        domain = (
            _regex(
                rf"[Rℝ](?!{ALNUM}|_)(?:\s*\^\s*{BLOCK}(?:\s*(?:×|\bx\b)\s*(?![Rℝ]){ALNUM}+)?)?",
                "R^n",
            )
            | _regex(rf"[S𝕊](?=\s*[\^_])(?:\s*\^\s*{BLOCK}|\s*_(?:\{{\++\}}|\++))+", "S^n")
            | _regex(rf"(?:(?!\s*{PROPERTY})(?!->)[^:,=])+(?:,(?:(?!{PROPERTY})[^:,=])+)?", "sizes")
        ).set_name("a domain such as R^n or R^{m x n}")
        said = _regex(PROPERTY, "a property")
        joined = pp.Suppress(pp.Opt(pp.Regex(r",|and\b|is\b|are\b")).set_name("and")).set_name(
            "and"
        )
        properties = pp.ZeroOrMore(joined + said).set_name("properties")("properties")
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
        tail = (member | typed | on | properties).set_name(
            "`in`, `:`, `=`, a property or `depends on`"
        )
        self.assumption = names + tail + pp.StringEnd().set_name("a comma or the end")
