"""Symbolic sizes: polynomials in size letters with whole coefficients, compared as polynomials."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from matcalc_cli.errors import Unsupported

Monomial: TypeAlias = tuple[str, ...]


_MOST_LETTERS = 200  # in one product
_sizes: dict[tuple[tuple[Monomial, int], ...], Size] = {}


def _too_large() -> Unsupported:
    return Unsupported(
        "too-large", f"a size becomes a product of more than {_MOST_LETTERS} letters"
    )  # fmt: skip


class Size:
    """A size such as `3`, `n`, `m*p` or `n + 1`; equal polynomials are one object.

    `terms` maps each monomial (letters sorted, repeated for powers) to its coefficient, as a sorted
    tuple of pairs; zero has none. A letter that begins with `?` is an unknown: `unknown` is that
    letter where the size is nothing else, or "", and `is_known` tells that none is mentioned.
    """

    __slots__ = ("_letters", "is_known", "terms", "unknown")
    terms: tuple[tuple[Monomial, int], ...]
    is_known: bool
    unknown: str
    _letters: tuple[str, ...]

    def __new__(cls, terms: Mapping[Monomial, int]) -> Size:
        """The one size of this polynomial."""
        key = tuple(sorted((m, c) for m, c in terms.items() if c))
        size = _sizes.get(key)
        if size is None:
            size = _sizes[key] = object.__new__(cls)
            size.terms = key
            size._letters = tuple(sorted({letter for monomial, _ in key for letter in monomial}))
            size.is_known = all(letter[0] != "?" for letter in size._letters)
            alone = len(key) == 1 and key[0][1] == 1 and len(key[0][0]) == 1
            size.unknown = size._letters[0] if alone and not size.is_known else ""
        return size

    @staticmethod
    def number(value: int) -> Size:
        """The size `value`."""
        return Size({(): value})

    @staticmethod
    def letter(name: str) -> Size:
        """The size called `name`."""
        return _sizes.get((((name,), 1),)) or Size({(name,): 1})

    def __add__(self, other: Size) -> Size:
        total = dict(self.terms)
        for monomial, coefficient in other.terms:
            total[monomial] = total.get(monomial, 0) + coefficient
        return Size(total)

    def __mul__(self, other: Size) -> Size:
        if self is ONE or other is ONE:
            return other if self is ONE else self
        total: dict[Monomial, int] = {}
        for left, a in self.terms:
            for right, b in other.terms:
                if len(left) + len(right) > _MOST_LETTERS:
                    raise _too_large()
                monomial = tuple(sorted(left + right))
                total[monomial] = total.get(monomial, 0) + a * b
        return Size(total)

    def letters(self) -> tuple[str, ...]:
        """The letters it mentions, sorted."""
        return self._letters

    def whole(self) -> int | None:
        """Its value when it is a number, else None."""
        if not self.terms:
            return 0
        if len(self.terms) == 1 and not self.terms[0][0]:
            return self.terms[0][1]
        return None

    def at(self, values: Mapping[str, int]) -> int:
        """Its value when each letter has the value given; KeyError for a letter without one."""
        total = 0
        for monomial, coefficient in self.terms:
            for letter in monomial:
                coefficient *= values[letter]
            total += coefficient
        return total

    def substitute(self, values: Mapping[str, Size]) -> Size:
        """This size with letters replaced by sizes."""
        total = Size({})
        for monomial, coefficient in self.terms:
            part = Size.number(coefficient)
            for letter in monomial:
                part = part * values.get(letter, Size.letter(letter))
            total = total + part
        return total

    def __str__(self) -> str:
        if not self.terms:
            return "0"
        text = ""
        for monomial, coefficient in sorted(self.terms, key=lambda term: (-len(term[0]), term[0])):
            sign = "-" if coefficient < 0 else "+" if text else ""
            factors = [*monomial]
            if abs(coefficient) != 1 or not monomial:
                factors.insert(0, str(abs(coefficient)))
            text += sign + "*".join(factors)
        return text

    __repr__ = __str__


ONE = Size.number(1)
Shape: TypeAlias = tuple[Size, Size]
SCALAR: Shape = (ONE, ONE)


def shape_text(shape: Shape, times: str = "×") -> str:
    """`m×n`, `n×1`, or `scalar`: a shape as errors and tables write it."""
    return "scalar" if shape == SCALAR else f"{shape[0]}{times}{shape[1]}"


def shape_list(shape: Shape) -> list[str]:
    """A shape as records write it: [] scalar, [n] vector, [m, n] matrix."""
    if shape == SCALAR:
        return []
    return [str(shape[0])] if shape[1] == ONE else [str(shape[0]), str(shape[1])]
