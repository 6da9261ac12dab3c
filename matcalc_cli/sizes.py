"""Symbolic sizes: polynomials in size letters with whole coefficients, compared as polynomials."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Monomial: TypeAlias = tuple[str, ...]


class Size:
    """A size such as `3`, `n`, `m*p` or `n + 1`; equal polynomials are equal and hash alike.

    `terms` maps each monomial (letters sorted, repeated for powers) to its coefficient, as a sorted
    tuple of pairs; zero has none.
    """

    __slots__ = ("_hash", "terms")
    terms: tuple[tuple[Monomial, int], ...]

    def __init__(self, terms: Mapping[Monomial, int]) -> None:
        self.terms = tuple(sorted((m, c) for m, c in terms.items() if c))
        self._hash = hash(self.terms)

    @staticmethod
    def number(value: int) -> Size:
        """The size `value`."""
        return Size({(): value})

    @staticmethod
    def letter(name: str) -> Size:
        """The size called `name`."""
        return Size({(name,): 1})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Size) and self.terms == other.terms

    def __hash__(self) -> int:
        return self._hash

    def __add__(self, other: Size) -> Size:
        total = dict(self.terms)
        for monomial, coefficient in other.terms:
            total[monomial] = total.get(monomial, 0) + coefficient
        return Size(total)

    def __mul__(self, other: Size) -> Size:
        total: dict[Monomial, int] = {}
        for left, a in self.terms:
            for right, b in other.terms:
                monomial = tuple(sorted(left + right))
                total[monomial] = total.get(monomial, 0) + a * b
        return Size(total)

    def letters(self) -> tuple[str, ...]:
        """The letters it mentions, sorted."""
        return tuple(sorted({letter for monomial, _ in self.terms for letter in monomial}))

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
