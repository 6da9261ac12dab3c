"""Plain text cut into tokens; runs of letters stay whole until it is known which names there are."""

from __future__ import annotations

import re
from functools import partial

from matcalc_grammar.errors import GrammarError, unknown_character
from matcalc_grammar.frozen import Frozen
from matcalc_grammar.patterns import Pattern
from matcalc_grammar.plain import Plain

# The plain alphabet has no other letters than Latin and Greek ones. (A class that listed the Greek
# letters would take ten times as long to compile.)
LETTER = r"[^\W\d_ℝ𝕊]"
GREEK_LETTER = rf"(?![A-Za-z]){LETTER}"
ALNUM = r"[^\W_ℝ𝕊𝟏𝟎]"
# In `x_iy_i` the first subscript ends where the next subscripted name begins.
SUFFIX = (
    r"_(?:\{(?:[^{}]|\{[^{}]*\})*\}"
    rf"|[A-Za-z](?={LETTER}_[{{A-Za-z0-9])|[A-Za-z]+[0-9]*|{GREEK_LETTER}[0-9]*|[0-9]+|∞)"
)
NAME = rf"{LETTER}[0-9]*(?:{SUFFIX})*"
WORD = rf"{LETTER}{ALNUM}*(?:{SUFFIX})*"

_SOURCE = (
    r"[ \t\r\n]*+(?:"
    rf"(?P<ones>(?:1(?=_)|[𝟏𝟎])(?:{SUFFIX})?)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]+|\.(?=[ \t)+\-,]|\Z))?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    rf"|(?P<word>w\.r\.t\.?|s\.t\.|{WORD})"
    r"|(?P<frac>\\frac)"
    rf"|(?P<transpose>\.T(?!{ALNUM}|_)|\^\{{?'{{1,2}}\}}?)"
    rf"|(?P<pinv>\^(?:\{{\+\}}|\{{\{{\+\}}\}}|\+(?![ ]?[0-9(]|{ALNUM})))"
    r"|(?P<sign>\.\.\.|\.\*|\./|\.\^|\.'|->|=>|==|:=|\*\*|\|\||[-+*/@^'=:,;⊗×])"
    r"|(?P<bracket>[()\[\]{}<>⟨⟩|‖])"
    rf"|(?P<suffix>{SUFFIX}|_\*|_\++)"
    r"|(?P<symbol>[∂∇∈∞ℝ𝕊≤≥≠≻⪰])"
    r"|(?P<other>[^ \t\r\n]))"
)


def _ascii(source: str) -> str:
    """The same pattern for text in ASCII, which compiles in a fraction of the time."""
    for old, new in (
        (f"|{GREEK_LETTER}[0-9]*", ""), (LETTER, "[A-Za-z]"), (ALNUM, "[A-Za-z0-9]"),
        ("|[𝟏𝟎]", ""), ("⟨⟩|‖", "|"), ("⊗×", ""), ("|∞", ""),
        ("|(?P<symbol>[∂∇∈∞ℝ𝕊≤≥≠≻⪰])", ""),
    ):  # fmt: skip
        source = source.replace(old, new)
    return source


_TOKEN = Pattern(_SOURCE, re.DOTALL)
_ASCII_TOKEN = Pattern(_ascii(_SOURCE), re.DOTALL | re.ASCII)

# How much deeper the text stands after a bracket.
NESTING = dict.fromkeys("([{⟨", 1) | dict.fromkeys(")]}⟩", -1)


class Token(Frozen):
    """A piece of plain[start:end]; `kind` is the name of its group above."""

    kind: str
    text: str
    start: int
    end: int


def tokens(plain: Plain, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of plain[start:end], white space left out.

    Raises GrammarError for a character that begins no token.
    """
    found: list[Token] = []
    make = partial(tuple.__new__, Token)  # a token is made in every few characters
    text = plain.text
    pattern = _ASCII_TOKEN if text.isascii() else _TOKEN
    for match in pattern.finditer(text, start, len(text) if end is None else end):
        kind = match.lastgroup or ""
        first, last = match.span(kind)
        found.append(make((kind, text[first:last], first, last)))
        if kind == "other":
            raise _unreadable(plain, text[first:last], first)
    return found


def _unreadable(plain: Plain, text: str, start: int) -> GrammarError:
    span = plain.span(start, start + 1)
    if text == "\\":
        return GrammarError("syntax", "a backslash stands before nothing", span)
    if text == "_":
        return GrammarError("syntax", "expected a subscript after `_`", span)
    before, after = plain.text[:start][-1:], plain.text[start + 1 : start + 2]
    if text == "." and (before.isalnum() or before in ")]_") and after.isalpha():
        message = "a dot between names is read in programs only"
        return GrammarError("syntax", message, span, "give --from numpy, or name a module: `np.sum(x)`")
    if text == "." and before == after == " ":
        offer = "write `a^T x` for the product of vectors, `.*` for that of the entries"
        return GrammarError("syntax", "a dot alone is no operator", span, offer)
    return unknown_character(text, span)
