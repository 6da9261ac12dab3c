r"""Declarations in prose: `Let $A \in \mathbb{R}^{n \times n}$ be symmetric`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DOMAIN = re.compile(r"\\in\b|∈|\\colon|\\to\b|\\rightarrow")
_NAMES = re.compile(
    r"\s*((?:\\(?:mathbf|boldsymbol|bm|mathrm)\s*\{?\s*\\?[A-Za-z]+\s*\}?|\\?[A-Za-z]+)"
    r"(?:_\{?\w+\}?)?(?:\s*(?:,|\\text\{ and \})\s*"
    r"(?:\\(?:mathbf|boldsymbol|bm|mathrm)\s*\{?\s*\\?[A-Za-z]+\s*\}?|\\?[A-Za-z]+)(?:_\{?\w+\}?)?)*)"
    r"\s*(?:\\in\b|∈|\Z)"
)
_SET = re.compile(
    r"(?:\\in|∈)\s*(?:\\mathbb\s*\{?\s*[RS]\s*\}?|ℝ|R\^|S\^)\s*"
    r"(?:_\{?\+*\}?)?(?:\^\s*(?:\{[^{}]*\}|\w))?(?:_\s*\{?\+*\}?)?"
)
# What a sentence says of a matrix, and what that is called; longer wordings first.
_WORDS = (
    ("symmetric positive definite|positive[ -]definite|SPD", "pd"),
    ("symmetric positive semi-?definite|positive[ -]semi-?definite|PSD", "psd"),
    ("skew-?symmetric|anti-?symmetric", "skew"),
    ("symmetric", "symmetric"),
    ("diagonal", "diagonal"),
    ("orthogonal", "orthogonal"),
    ("lower[ -]triangular", "lower"),
    ("upper[ -]triangular", "upper"),
    ("invertible|non-?singular|regular", "invertible"),
)
_ANY = "|".join(words for words, _ in _WORDS)
_AFTER = re.compile(
    rf"\W*(?:which\s+|that\s+)?(?:is|are|be|being)\s+(?:both\s+|all\s+)?(?:an?\s+)?(?:real\s+)?"
    rf"({_ANY})\b(?:\s+(?:and|,)\s+({_ANY})\b)?", re.I,
)  # fmt: skip
_BEFORE = re.compile(
    rf"({_ANY})(?:\s+(?:and|,)\s+({_ANY}))?(?:\s+(?:matrix|matrices))?[\s~]*\Z", re.I
)
# What to look for before saying that a document never says it.
HINTS = {
    "symmetric": "symm", "skew": "skew|anti-?symm", "diagonal": "diag", "orthogonal": "orthog",
    "lower": "triang", "upper": "triang", "pd": "definite|spd", "psd": "definite|psd",
    "invertible": "invert|singular|square", "positive": "positive|\\b> *0|nonneg",
}  # fmt: skip


def declarations(mathematics: str) -> Iterator[str]:
    """The declarations that a stretch of mathematics holds, one after the other."""
    for part in _parts(mathematics):
        names, domain = _NAMES.match(part), _SET.search(part)
        if names and domain and _DOMAIN.search(part):
            yield f"{names.group(1)} {domain.group()}"
        elif re.match(r"\s*[A-Za-z]\s*(?::|\\colon)", part) and re.search(r"\\to\b|→|->", part):
            yield part.replace("\\colon", ":")


def _parts(mathematics: str) -> Iterator[str]:
    """Cut at the commas after a set: `x, y ∈ R^n` and `A ∈ R^{m×n}`."""
    part, depth = "", 0
    for piece in re.split(r"([,;{}])", mathematics):
        depth += (piece == "{") - (piece == "}")
        if piece in (",", ";") and depth == 0 and _DOMAIN.search(part):
            yield part.strip()
            part = ""
        else:
            part += piece
    yield part.strip().rstrip(".,;")


def names_in(mathematics: str) -> str | None:
    """The names that are all of a stretch of mathematics, or that it declares."""
    found = _NAMES.match(mathematics.strip())
    return found.group(1) if found else None


def properties(before: str, after: str) -> list[str]:
    """What the words before and after a name say of it."""
    found: list[str] = []
    for match in (_BEFORE.search(before[-80:]), _AFTER.match(after[:80])):
        for said in match.groups() if match else ():
            if said:
                found += [name for words, name in _WORDS if re.fullmatch(words, said, re.I)]
    return list(dict.fromkeys(found))


def mentioned(name: str, text: str) -> bool:
    """Whether a document says anything that could mean the property."""
    return re.search(HINTS.get(name, name), text, re.I) is not None
