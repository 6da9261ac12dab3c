"""The shape rule of a function, written as `(m,n),(n,p)->(m,p)`.

`()` is a scalar, `(n)` a vector; a letter stands for one size all through, a number for itself, and
`m*p` for a product of letters already met. `*` stands for any shape, the same wherever it stands,
and `...` after a pattern lets it repeat. Sizes that the function itself takes stand before a colon:
`m,n: (m*n)->(m,n)`. Alternatives are tried in order, separated by ` | `.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TypeAlias

from matcalc_cli.sizes import ONE, Shape, Size

Pattern: TypeAlias = tuple[str, str]
ANY: Pattern = ("any rows", "any columns")
_PATTERN = re.compile(r"\(([^()]*)\)|\*")


class Signature:
    """One alternative: sizes taken, patterns of the arguments, whether the last repeats, result."""

    __slots__ = ("arguments", "repeats", "result", "sizes")

    def __init__(self, text: str) -> None:
        before, _, after = text.partition("->")
        sizes, colon, arguments = before.rpartition(":")
        self.sizes = tuple(size.strip() for size in sizes.split(",")) if colon else ()
        self.repeats = arguments.rstrip().endswith("...")
        self.arguments = _patterns(arguments)
        (self.result,) = _patterns(after)

    def arity(self, count: int) -> tuple[Pattern, ...] | None:
        """The patterns for `count` arguments, or None when it does not take so many."""
        if self.repeats and count >= len(self.arguments):
            return self.arguments + self.arguments[-1:] * (count - len(self.arguments))
        return self.arguments if count == len(self.arguments) else None

    def match(self, shapes: Sequence[Shape], sizes: Sequence[Size]) -> Shape | None:
        """The shape of the result for arguments of these shapes, or None when they do not fit."""
        patterns = self.arity(len(shapes))
        if patterns is None or len(sizes) != len(self.sizes):
            return None
        bound = dict(zip(self.sizes, sizes, strict=True))
        for pattern, shape in zip(patterns, shapes, strict=True):
            for letter, size in zip(pattern, shape, strict=True):
                if letter not in bound and not letter.isdigit() and "*" not in letter:
                    bound[letter] = size
                elif pattern_size(letter, bound) != size:
                    return None
        rows, columns = self.result
        return pattern_size(rows, bound), pattern_size(columns, bound)


def _patterns(text: str) -> tuple[Pattern, ...]:
    patterns: list[Pattern] = []
    for found in _PATTERN.finditer(text):
        if found.group() == "*":
            patterns.append(ANY)
        else:
            sizes = [size.strip() for size in found.group(1).split(",") if size.strip()]
            rows, columns = [*sizes, "1", "1"][:2]
            patterns.append((rows, columns))
    return tuple(patterns)


def pattern_size(pattern: str, bound: dict[str, Size]) -> Size:
    """The size that a pattern such as `m`, `1` or `m*p` stands for."""
    if pattern in bound:
        return bound[pattern]
    value = ONE
    for letter in pattern.split("*"):
        value = value * (Size.number(int(letter)) if letter.isdigit() else bound[letter])
    return value


@cache
def signatures(text: str) -> tuple[Signature, ...]:
    """The alternatives written in `text`."""
    return tuple(Signature(part.strip()) for part in text.split(" | "))


@lru_cache(maxsize=4096)
def result_shape(text: str, shapes: tuple[Shape, ...], sizes: tuple[Size, ...]) -> Shape | None:
    """The shape of the result by the first alternative that fits, or None."""
    for signature in signatures(text):
        shape = signature.match(shapes, sizes)
        if shape is not None:
            return shape
    return None
