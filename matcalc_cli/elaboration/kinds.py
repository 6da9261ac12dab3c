"""Kinds of names by convention, and the properties a symbol can have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["scalar", "vector", "matrix"]

GREEK = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma "
    "tau upsilon phi chi psi omega".split()
)
# As programs spell Greek letters, where `lambda` is a word of the language.
_SPELLED = frozenset("lam lamb lambd lmbda eps".split())

SYNONYMS = {"spd": "pd", "antisymmetric": "skew", "nonsingular": "invertible"}
IMPLIED: dict[str, tuple[str, ...]] = {
    "pd": ("psd", "symmetric"),
    "psd": ("symmetric",),
    "orthogonal": ("invertible",),
    "diagonal": ("symmetric",),
    "positive": ("nonnegative",),
}
SQUARE = frozenset(
    "symmetric skew diagonal lower upper orthogonal psd pd invertible".split()
)  # fmt: skip


def letters_of(base: str) -> str:
    """The letters of a base, without decoration and digits: `x_hat` is x, `A1` is A."""
    return base.partition("_")[0].rstrip("0123456789")


def is_upper(base: str) -> bool:
    """Whether the name begins with a capital, Latin or Greek."""
    return base[:1].isupper()


def is_greek(base: str) -> bool:
    """Whether it is a lower-case Greek name."""
    letters = letters_of(base)
    return letters in GREEK or letters in _SPELLED


def convention(base: str) -> Kind:
    """Capitals are matrices, t and lower-case Greek scalars, other lower-case letters vectors."""
    if is_upper(base):
        return "matrix"
    return "scalar" if is_greek(base) or letters_of(base) == "t" else "vector"


def closure(properties: Iterable[str]) -> frozenset[str]:
    """The properties with all that they imply."""
    found: set[str] = set()
    waiting = [SYNONYMS.get(name, name) for name in properties]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(IMPLIED.get(name, ()))
            waiting.extend(["diagonal"] if _is_diagonal(found) else [])
    return frozenset(found)


def _is_diagonal(having: set[str]) -> bool:
    """Whether a triangular matrix is diagonal: its transpose or inverse is in its other half."""
    triangles = having & {"lower", "upper"}
    return len(triangles | having & {"symmetric", "skew", "orthogonal"}) > 1 and bool(triangles)
