"""Letters for the sizes that were inferred, and the check that all are known."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count

from matcalc_cli.elaboration.reader import Reader
from matcalc_cli.sizes import ONE, Shape, Size

_LETTERS = "mnpqrklsuvwhjabcdg"


def settle(reader: Reader, variables: Iterable[str], keys: Iterable[str]) -> bool:
    """Give every unknown size of the symbols a letter: the variables first, then the rest in order.

    False when an equation between sizes cannot be solved.
    """
    for extent, size in sorted(reader.ranges, key=lambda both: _number_in(both[1]), reverse=True):
        if not (reader.final(extent).is_known and reader.final(size).is_known):
            reader.sizes.unify(extent, size)
    if not reader.sizes.settle():
        return False
    letters = _Letters(reader)
    for key in variables:
        _letter_variable(reader, reader.shape(key), letters)
    for key in keys:
        for size in reader.shape(key):
            _letter(reader, size, letters)
    return reader.sizes.settle()


def _number_in(size: Size) -> int:
    """The plain number in a size: 1 in n + 1."""
    return dict(size.terms).get((), 0)


class _Letters:
    """The letters to give, best first: none that is a name or a size already, none twice."""

    def __init__(self, reader: Reader) -> None:
        survey = reader.scope.survey
        self._taken = {*reader.scope.letters, *survey.words, *survey.indices}
        self._supply = chain(_LETTERS, (f"{x}{k}" for k in count(1) for x in "mnpqrk"))

    def take(self, wanted: str) -> str:
        """The letter wanted while it is free, else the next one."""
        letter = wanted
        while not letter or letter in self._taken:
            letter = next(self._supply)
        self._taken.add(letter)
        return letter


def _letter_variable(reader: Reader, shape: Shape, letters: _Letters) -> None:
    """n for a vector and a square matrix, m×n for a matrix."""
    rows, cols = (reader.final(size) for size in shape)
    wanted = ("m", "n") if rows != cols and cols != ONE else ("n", "n")
    for size, letter in zip((rows, cols), wanted, strict=True):
        _letter(reader, size, letters, letter)


def _letter(reader: Reader, size: Size, letters: _Letters, wanted: str = "") -> None:
    """Name the unknowns of a size: with the letter wanted while it is there, else the next."""
    size = reader.final(size)
    if size.is_known:
        return
    unknowns = [letter for letter in size.letters() if letter[0] == "?"]
    for unknown in sorted(unknowns, key=lambda letter: int(letter[1:])):
        if unknown not in reader.sizes.bound:
            reader.sizes.bound[unknown] = Size.letter(letters.take(wanted))
