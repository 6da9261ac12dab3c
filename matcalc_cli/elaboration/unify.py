"""Unification of symbolic sizes: which unknown size must be what for the shapes to fit.

An unknown size is a letter that begins with `?`; every other letter stands for itself. An unknown
size is never 1: nothing is read as a vector or a scalar just to make it fit.
"""

from __future__ import annotations

from functools import cache
from math import gcd

from matcalc_cli.sizes import ONE, Monomial, Size


@cache
def _unknown(number: int) -> Size:
    return Size.letter(f"?{number}")


class Unifier:
    """The unknown sizes of one reading and what they turned out to be."""

    __slots__ = ("_count", "_waiting", "bound")

    def __init__(self) -> None:
        self.bound: dict[str, Size] = {}
        self._count = 0
        self._waiting: list[tuple[Size, Size]] = []

    def fresh(self) -> Size:
        """A new unknown size."""
        self._count += 1
        return _unknown(self._count)

    def resolve(self, size: Size) -> Size:
        """The size with every unknown that is known by now replaced."""
        if size.is_known:
            return size
        value = self.bound.get(size.unknown)
        if value is None:
            return size if size.unknown else self._followed(size)
        return value if value.is_known else self._followed(size)

    def _followed(self, size: Size) -> Size:
        """The size that a chain of unknowns leads to."""
        bound = self.bound
        passed: list[str] = []
        while not size.is_known:
            if size.unknown:
                value = bound.get(size.unknown)
                if value is None:
                    break
                passed.append(size.unknown)
                size = value
            elif bound.keys().isdisjoint(size.letters()):
                break
            else:
                size = size.substitute(bound)
        for letter in passed[:-1]:  # the next time this is one look-up, however long the chain
            bound[letter] = size
        return size

    def unify(self, left: Size, right: Size) -> bool:
        """Make two sizes equal; False when they cannot be."""
        if left is right:
            return True
        left, right = self.resolve(left), self.resolve(right)
        if left is right:
            return True
        if left is ONE or right is ONE:
            return False
        if left.unknown:
            return self._bind(left.unknown, right)
        if right.unknown:
            return self._bind(right.unknown, left)
        if left.is_known and right.is_known:
            return False
        return self._solve(left, right)

    def settle(self) -> bool:
        """Try the equations again that could not be solved; False when one cannot hold."""
        while self._waiting:
            before = self._waiting
            self._waiting = []
            if not all(self.unify(left, right) for left, right in before):
                return False
            if len(self._waiting) == len(before):
                return False
        return True

    def _bind(self, letter: str, value: Size) -> bool:
        whole = value.whole()
        if letter in value.letters() or (whole is not None and whole < 2):
            return False
        self.bound[letter] = value
        return True

    def _solve(self, left: Size, right: Size) -> bool:
        """Solve for an unknown that stands alone in one term, once common factors are out."""
        terms = _reduced(left + right * Size.number(-1))
        for monomial, coefficient in terms.items():
            if len(monomial) != 1 or abs(coefficient) != 1 or monomial[0][0] != "?":
                continue
            letter = monomial[0]
            if sum(letter in other for other in terms) == 1:
                rest = {m: -c * coefficient for m, c in terms.items() if m != monomial}
                return self._bind(letter, Size(rest))
        self._waiting.append((left, right))
        return True


def _reduced(difference: Size) -> dict[Monomial, int]:
    """The terms of a size divided by their common letters and number."""
    terms = dict(difference.terms)
    number = gcd(*terms.values())
    common = list(next(iter(terms)))
    for monomial in terms:
        left = list(monomial)
        kept = []
        for letter in common:
            if letter in left:
                left.remove(letter)
                kept.append(letter)
        common = kept
    reduced: dict[Monomial, int] = {}
    for monomial, coefficient in terms.items():
        letters = list(monomial)
        for letter in common:
            letters.remove(letter)
        reduced[tuple(letters)] = coefficient // number
    return reduced
