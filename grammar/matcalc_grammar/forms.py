"""The pyparsing grammar of one assumption, and the form that a text has by it.

A form is one terminal: each element of a grammar costs as much as reading ten tokens. Its parts are
groups by name, and each holds on to what it has read, as an element of pyparsing does.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import pyparsing as pp

from matcalc_grammar.frozen import Frozen
from matcalc_grammar.patterns import Pattern
from matcalc_grammar.properties import COMPARISONS, PROPERTIES
from matcalc_grammar.tokens import ALNUM, WORD

_SAYINGS = PROPERTIES | COMPARISONS
PROPERTY = (
    r"(?:" + "|".join(re.escape(p) for p in sorted(_SAYINGS, key=len, reverse=True)) + r")\b"
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
_ON = _row(rf"(?:\(\s*{NAMED}\s*\)\s*)?depends?\s+on\b", rf"(?P<on>{_NAME})")
_MEMBER = _row(r"in\b|∈|:", rf"(?P<domain>{_REALS}|{_SYMMETRIC}|{_SIZES})")
_OF_SIZE = _row(rf"{IS}(?=\s*{BY})", rf"(?P<sides>{BY})", rf"(?:{KIND})?")
_PROPERTIES = rf"(?P<properties>(?:(?:,|:|and\b|{IS})?\s*{PROPERTY}\s*(?:{KIND}\s*)?)*)"
_HAVING = rf"(?>(?:{_MEMBER}|{_OF_SIZE}){_SPACE})?+{_PROPERTIES}"
_SAID = rf"(?P<properties>(?:{PROPERTY}\s*(?:,|and\b)?\s*)+(?:{KIND})?)"


_SYMMETRIC_SPACE = Pattern(r"[S𝕊]\s*[\^_]")
_REAL_SPACE = Pattern(r"[Rℝ](?:\s*\^|\Z)")
_CONE = Pattern(r"_\{?(\++)")
_RAISED = Pattern(rf"\^\s*({BLOCK})")
_BRACKET = Pattern(r"[(){}]")
_SEPARATOR = Pattern(r"×|\bby\b|,|(?<![A-Za-z])x(?![A-Za-z])")
_JOINED_SIZES = Pattern(r"\s*([0-9]+|[a-z])(x)([0-9]+|[a-z])\s*\Z")
_ITEMS = {NAMED: Pattern(NAMED), PROPERTY: Pattern(PROPERTY), _FACTOR: Pattern(_FACTOR)}


class At(Frozen):
    """A piece of the text of an assumption, and where it begins there."""

    text: str
    start: int


class Space(Frozen):
    """A set that names are in: the pieces that are its sizes, and a property that it states."""

    at: At
    sizes: tuple[At, ...]
    said: tuple[str, ...]


class Form(Frozen):
    """What an assumption says of its names.

    domain     the set that they are in
    said       their properties
    on         what they depend on
    arguments  the sets whose elements they are functions of, with values in `result`
    is_scalar  whether they are said to be numbers
    compared   the sign and 0 by which something is said of them
    """

    names: tuple[At, ...]
    domain: Space | None = None
    said: tuple[str, ...] = ()
    on: At | None = None
    arguments: tuple[Space, ...] = ()
    result: Space | None = None
    is_scalar: bool = False
    compared: str = ""


def _terminal(pattern: str, name: str) -> pp.ParserElement:
    """A terminal whose token is the match."""
    return pp.Regex(pattern, as_match=True).set_name(name)


@cache
def _assumption() -> pp.ParserElement:
    """The grammar, built once and only where there is something to read.

    The first form is decided by a name, the second by a property.
    """
    number = rf"(?P<scalar>:?\s*{NUMBER})"
    said = _terminal(_row(_NAMES, rf"{_MAPPING}|{_ON}|{number}|{_HAVING}"), "a name")
    said_first = _terminal(_SAID, "a property") + _terminal(_NAMES, "a name")
    end = pp.StringEnd().set_name("a comma or the end")
    return ((said | said_first) + end).parse_with_tabs()


@lru_cache(maxsize=1000)
def form_of(text: str) -> Form:
    """The form of an assumption, remembered: what one record declares, others declare as well.

    Raises pyparsing's ParseBaseException.
    """
    found = {
        name: At(part, match.start(name))
        for match in _assumption().parse_string(text)
        for name, part in match.groupdict().items() if part
    }  # fmt: skip
    space = found.get("domain") or found.get("sides")
    is_scalar = "scalar" in found
    said = _items(PROPERTY, found.get("properties"))
    return Form(
        _items(NAMED, found["names"]),
        None if space is None else _space(space),
        tuple(dict.fromkeys([_SAYINGS[at.text] for at in said])),
        found.get("on"),
        tuple(map(_space, _items(_FACTOR, found.get("arguments")))),
        _space(found["result"]) if "result" in found else None,
        is_scalar or (space is not None and space.text.strip() in ("R", "ℝ")),
        next((at.text for at in said if at.text[0] in ">≥"), ""),
    )


def _items(pattern: str, at: At | None) -> tuple[At, ...]:
    """The items of a list."""
    if at is None:
        return ()
    found = _ITEMS[pattern].finditer(at.text)
    return tuple([At(each.group(), at.start + each.start()) for each in found])


def _space(at: At) -> Space:
    """`R`, `R^n`, `R^{m x n}`, `S^n_{++}`, `m x n`."""
    at = At(at.text.rstrip(), at.start)
    if _SYMMETRIC_SPACE.match(at.text):
        cone = _CONE.search(at.text)
        said = {0: "symmetric", 1: "psd"}.get(len(cone.group(1)) if cone else 0, "pd")
        raised = _RAISED.search(at.text)
        sizes = () if raised is None else _sizes(raised.group(1), at.start + raised.start(1))
        return Space(at, sizes, (said,))
    if _REAL_SPACE.match(at.text):
        caret = at.text.find("^") + 1
        return Space(at, _sizes(at.text[caret:], at.start + caret) if caret else (), ())
    return Space(at, _sizes(at.text, at.start), ())


def _sizes(text: str, start: int) -> tuple[At, ...]:
    """One size or two; an x that leaves nothing on a side is itself a size."""
    stripped = text.strip()
    start += len(text) - len(text.lstrip())
    if stripped[:1] in ("{", "(") and _closes_last(stripped):
        return _sizes(stripped[1:-1], start + 1)
    joined = _JOINED_SIZES.match(stripped)
    cut = joined.span(2) if joined else None
    for found in _SEPARATOR.finditer(stripped) if cut is None else ():
        if stripped[: found.start()].strip() and stripped[found.end() :].strip():
            cut = found.span()
            break
    if cut is None:
        return (At(stripped, start),)
    return At(stripped[: cut[0]], start), At(stripped[cut[1] :], start + cut[1])


def _closes_last(text: str) -> bool:
    """Does the bracket that opens the text close at its end?"""
    depth = 0
    for found in _BRACKET.finditer(text):
        depth += 1 if found.group() in "({" else -1
        if depth == 0:
            return found.end() == len(text)
    return False
