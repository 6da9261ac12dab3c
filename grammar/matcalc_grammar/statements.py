"""Statements of which only the expressions are in another language: where those stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGNS = re.compile(r"\b(?:where|subject\s+to)\b|==|=>|:=|[=;,()\[\]{}]|\"[^\"]*\"|'[^'\n]*'")
_HEAD = re.compile(
    r"\s*(?:[d∂](?:\^?[0-9]|²)?\s*/\s*\(?\s*(?:[d∂]\s*\w+?(?:\^[0-9]|²)?(?=[\s)d∂])\s*)+\)?"
    r"|(?:grad|hess|∇)_(?:\{\w+\}|\w+))\s+"
)
_DECLARES = re.compile(
    r"\s*\w+(?:\s*,\s*\w+)*\s*(?::(?!=)|∈|\b(?:in|is|are|depends|symmetric|psd|pd|spd)\b)"
)
_CLAUSE = re.compile(r"where|subject\s+to")


def expressions(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of the expressions in a record; what stands between them is ours.

    Heads (`d/dX`), signs of definitions and claims, declarations and clauses are left out; in a
    clause, what stands right of a sign (`where p = X @ w`) is an expression.
    """
    depth = 0
    start = 0
    ours = False  # is what comes now a part of a clause that no sign has begun?
    clause = False
    for found in _SIGNS.finditer(text):
        sign = found.group()
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
        elif depth > 0 or sign[0] in "\"'" or (sign == "," and not clause):
            continue
        else:
            if not ours:
                yield from _expression(text, start, found.start())
            clause = sign != ";" and (clause or _CLAUSE.match(sign) is not None)
            ours = clause and sign[0] not in "=:"
            start = found.end()
    if not ours:
        yield from _expression(text, start, len(text))


def _expression(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The expression in text[start:end] after its heads, unless that is a declaration."""
    while found := _HEAD.match(text, start, end):
        start = found.end()
    piece = text[start:end]
    if piece.strip() and not _DECLARES.match(piece):
        lead = len(piece) - len(piece.lstrip())
        yield start + lead, start + len(piece.rstrip().rstrip("."))
