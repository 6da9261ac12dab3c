"""Which names there are, and how a run of letters is cut into them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from matcalc_grammar.alphabet import GREEK, LETTER_NAMES
from matcalc_grammar.frozen import Frozen

Kind = Literal["name", "function", "number"]

# Whole words that are names although nobody declares them.
KEYWORDS = ("rows", "cols", "const")
# Functions of the notation itself; the caller's table may hold them too.
BUILT_IN = {
    "ones": "ones", "zeros": "zeros", "eye": "I", "deriv": "deriv", "kron": "kron", "grad": "grad",
    "hess": "hess",
    "sum": "sum", "vector": "vector", "matrix": "matrix", "colsum": "colsum",
    "colmean": "colmean", "colprod": "colprod", "colmax": "colmax", "colmin": "colmin",
}  # fmt: skip


class Piece(Frozen):
    """A name, function or number found in a run of letters, `offset` characters into it."""

    text: str
    offset: int
    kind: Kind
    canonical: str


class Vocabulary:
    """The words that are known before anybody declares one, tabled once for all parsers.

    `functions` leads from spelling to canonical name (`{"trace": "tr", "tr": "tr"}`), `words` from
    every word of more than a letter to what it is, `longest` is the length of the longest.
    """

    __slots__ = ("functions", "longest", "pieces", "words")

    def __init__(self, functions: Mapping[str, str]) -> None:
        self.functions = {k: v for k, v in functions.items() if len(k) > 1} | {
            k: functions.get(k, v) for k, v in BUILT_IN.items()
        }
        self.words: dict[str, tuple[Kind, str]] = {}
        for word in (*KEYWORDS, *GREEK):
            self.words[word] = "name", word
        for word, meant in self.functions.items():
            self.words[word] = "function", meant
        self.longest = max(map(len, self.words))
        self.pieces: dict[str, list[Piece]] = {}


class Scope:
    """The names known at one place: functions of the table, names declared, names differentiated.

    `role` of a declared name is "name", "scalar" or "function"; `hidden` names (the variables of
    the query) are known, but excuse no doubtful spelling. What has one of the `unknowns` on its left
    is an equation to solve, and no definition.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.functions = vocabulary.functions
        self.roles: dict[str, str] = {}
        self.variables: frozenset[str] = frozenset()
        self.unknowns: frozenset[str] = frozenset()
        self.words = vocabulary.words
        self.longest = vocabulary.longest
        self._pieces = vocabulary.pieces  # of runs that were split before
        self._shared = True  # are the tables those of another scope as well?

    def child(self) -> Scope:
        """A scope that starts with these names and can learn more without telling this one."""
        scope = Scope.__new__(Scope)
        scope.functions = self.functions
        scope.roles = self.roles
        scope.variables = self.variables
        scope.unknowns = self.unknowns
        scope.words = self.words
        scope.longest = self.longest
        scope._pieces = self._pieces
        scope._shared = self._shared = True
        return scope

    def declare(self, base: str, role: str) -> None:
        """Learn a name by its canonical base."""
        if self._shared:  # most texts declare nothing, and so nothing is copied for them
            self.roles, self.words, self._shared = dict(self.roles), dict(self.words), False
        self.roles[base] = role
        self.words[base] = "name", base
        if len(base) > 1:  # a letter is cut off as a letter, whether it is declared or not
            self.longest = max(self.longest, len(base))
            self._pieces = {}

    def knows(self, base: str) -> bool:
        """Is this base declared, or a variable of the query?"""
        return base in self.roles or base in self.variables

    def is_function(self, base: str) -> bool:
        """Is this base an unknown or a defined function?"""
        return self.roles.get(base) == "function"

    def split(self, run: str) -> list[Piece]:
        """The longest known words in a run of letters and digits, else single letters."""
        pieces = self._pieces.get(run)
        if pieces is None:
            if len(self._pieces) > 10_000:
                self._pieces.clear()
            pieces = self._pieces[run] = self._split(run)
        return pieces

    def _split(self, run: str) -> list[Piece]:
        pieces = []
        place = 0
        while place < len(run):
            piece = self._piece(run, place)
            pieces.append(piece)
            place += len(piece.text)
        return pieces

    def _piece(self, run: str, place: int) -> Piece:
        """The longest known word that starts here, with its digits when it is a name."""
        for length in range(min(self.longest, len(run) - place), 1, -1):
            found = self.words.get(run[place : place + length])
            if found is not None:
                if found[0] == "function" or found[1] in self.roles:
                    return Piece(run[place : place + length], place, *found)
                digits = _digits(run, place + length)
                return Piece(
                    run[place:digits], place, "name", found[1] + run[place + length : digits]
                )
        letter = run[place]
        end = _digits(run, place + 1)
        if letter.isdigit():
            return Piece(run[place:end], place, "number", run[place:end])
        return Piece(run[place:end], place, "name", canonical(run[place:end]))


def _digits(run: str, place: int) -> int:
    """Where the digits that start at a place end."""
    while place < len(run) and run[place].isdigit():
        place += 1
    return place


def canonical(word: str) -> str:
    """The ASCII base of a name typed whole: `Σ1` is Sigma1, `loss` is loss."""
    if word.isascii():
        return word
    return "".join(LETTER_NAMES.get(letter, letter) for letter in word)


def is_one_letter(word: str) -> bool:
    """Is the plain word a single letter with digits?"""
    return word[:1].isalpha() and (len(word) == 1 or (word[1:].isascii() and word[1:].isdigit()))


def edits_apart(left: str, right: str) -> bool:
    """Are two words exactly one insertion, deletion, substitution or swap apart?"""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    a, b = left[start:], right[start:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
    return a[1:] == b if len(a) > len(b) else a == b[1:]
