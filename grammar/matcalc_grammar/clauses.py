"""What stands around the function of a query in words: `where`, `subject to`, `wrt`, `find`."""

from __future__ import annotations

import re

from matcalc_grammar.errors import GrammarError
from matcalc_grammar.heads import read_head
from matcalc_grammar.patterns import Pattern
from matcalc_grammar.reading import Reading
from matcalc_grammar.syntax import Name
from matcalc_grammar.tokens import NESTING, WORD, Token

Ranges = dict[str, tuple[int, int]]

# Words that begin a clause: the first, those that come after it, and the clause they begin.
_OPENERS: dict[str, tuple[list[str], str]] = {
    "where": ([], "where"), "subject": (["to"], "subject to"), "s.t.": ([], "subject to"),
    "such": (["that"], "subject to"), "wrt": ([], "wrt"), "w.r.t.": ([], "wrt"),
    "w.r.t": ([], "wrt"), "with": (["respect", "to"], "wrt"),
}  # fmt: skip
# These do so only before what looks like a declaration: `x^T A x, A symmetric`.
_PERHAPS = frozenset((",", "assuming", "given", "with", "for", "if", "when", "provided", "and"))
_FIRST = _PERHAPS | _OPENERS.keys()
_DEFINES = Pattern(rf"\s*{WORD}(?:'|\^T|\^\{{T\}}|\.T|\([^()=]*\))?\s*:?=(?![=>])")
_ASKING = frozenset(
    "find compute calculate evaluate determine what how the differentiate derive partial matrix "
    "first total derivative derivatives gradient jacobian hessian second".split()
)
_REQUEST = Pattern(
    r"\s*(?:(?:find|compute|calculate|evaluate|determine|what\s+is|"
    r"how\s+(?:do|can)\s+(?:i|we|you|one))\b\s*)?(?:the\s+)?"
    r"(?:(?:differentiate|derive)\b|(?:(?:partial|matrix|first|total)\s+)?"
    r"(?:derivatives?|gradient|jacobian|(hessian|second\s+derivatives?))\s+of\b)?"
    r"(?:\s*the\s+function\b)?\s*",
    re.IGNORECASE,
)


def clauses(reading: Reading, words: list[Token], end: int) -> tuple[int, Ranges]:
    """Where the query proper ends, and the ranges of the clauses after it.

    Raises GrammarError for a clause that stands there twice.
    """
    if _FIRST.isdisjoint(reading.words):
        return end, {}
    cuts: list[tuple[str, int, int]] = []
    depth = 0
    for place, token in enumerate(words):
        text = token.text
        if text in NESTING:
            depth += NESTING[text]
        elif text in _FIRST and text not in reading.scope.words:
            if text in _PERHAPS and (depth or _is_said(cuts)):
                continue
            name, last = _opened(reading, words, place, end)
            if name:
                cuts.append((name, token.start, last))
    ends = [*(start for _, start, _ in cuts[1:]), end][: len(cuts)]
    ranges: Ranges = {}
    for (name, start, after), last in zip(cuts, ends, strict=True):
        if name in ranges:
            message = f"`{name}` stands twice in one statement"
            raise GrammarError("syntax", message, reading.plain.span(start, after))
        ranges[name] = (after, last)
    return (cuts[0][1] if cuts else end), ranges


def _is_said(cuts: list[tuple[str, int, int]]) -> bool:
    """Has a clause begun in which commas part what is said?"""
    return any(name != "wrt" for name, _, _ in cuts)


def _opened(reading: Reading, words: list[Token], place: int, end: int) -> tuple[str, int]:
    """The clause that begins at a word, or "", and where what it says begins."""
    token = words[place]
    if token.text in _OPENERS:
        more, name = _OPENERS[token.text]
        last = place + len(more)
        if [word.text for word in words[place + 1 : last + 1]] == more:
            return name, words[last].end
    if token.text in _PERHAPS:
        from matcalc_grammar.declarations import looks_declared

        rest = reading.plain.text[token.end : end]
        if looks_declared(rest) or (token.text != "and" and _DEFINES.match(rest)):
            return "where", token.end
    return "", token.end


def after_request(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Where the query begins after `find the derivative of`, and how often to differentiate."""
    first = reading.tokens(start, end)[:1]
    if not first or first[0].text.lower() not in _ASKING:
        return start, 1
    found = _REQUEST.match(reading.plain.text, start, end)
    words = re.findall(r"\w+", found.group()) if found else []
    if found is None or any(word in reading.scope.words for word in words):
        return start, 1
    return found.end(), 2 if found.group(1) else 1


def asks(reading: Reading, start: int, end: int) -> bool:
    """Does a derivative stand here that is asked for? `dx/dt` alone is a rate, and is not."""
    head = read_head(reading, start, end)
    bare = head.end < end and len(reading.tokens(head.start, head.end)) == 1
    return bool(head.wrt) and not bare


def variables(reading: Reading, start: int, end: int) -> list[Name]:
    """The variables after `wrt`. Raises GrammarError for what is no name."""
    names: list[Name] = []
    part: list[Token] = []
    for token in [*reading.tokens(start, end), None]:
        if token is not None and token.text not in (",", "and"):
            part.append(token)
            continue
        if part:
            tree = reading.expression(part)
            if not isinstance(tree, Name):
                raise GrammarError("syntax", "expected a variable after `wrt`", tree.span)
            names.append(tree)
        part = []
    if not names:
        span = reading.plain.span(start, start)
        raise GrammarError("unexpected-end", "expected a variable after `wrt`", span)
    return names
