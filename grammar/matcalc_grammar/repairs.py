r"""Bytes that a shell made of LaTeX: `echo "\frac"` prints a form feed and `rac`."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from matcalc_grammar import alphabet
from matcalc_grammar.errors import GrammarError
from matcalc_grammar.patterns import Pattern
from matcalc_grammar.plain import Plain
from matcalc_grammar.spelling import plain
from matcalc_grammar.syntax import Span

# What `echo` makes of a backslash and a letter.
_ESCAPES = {
    "\x07": "a", "\x08": "b", "\x0c": "f", "\x0b": "v", "\r": "r", "\t": "t", "\x1b": "e",
}  # fmt: skip
_DAMAGED = Pattern("([" + "".join(_ESCAPES) + "])([A-Za-z]+)")
_SURROGATE = Pattern("[\ud800-\udfff]")
# A tab is also white space: these rests mean nothing as names.
_AFTER_TAB = frozenset("imes heta ilde ext extbf extrm frac au op riangle".split())
_FUNCTIONS = frozenset("exp arg erf".split())


class Repaired(NamedTuple):
    """A text with its LaTeX restored, and where each backslash was put in."""

    text: str
    inserted: tuple[int, ...]
    notes: tuple[str, ...]

    def through(self, spelled: Plain) -> Plain:
        """The same plain text, its ranges leading to the text before the repair."""
        if not self.inserted:
            return spelled
        starts = spelled.starts or list(range(len(spelled.text)))
        ends = spelled.ends or list(range(1, len(spelled.text) + 1))
        return Plain(spelled.text, [self._back(s) for s in starts], [self._back(e) for e in ends])

    def spelled(self) -> Plain:
        """The repaired text in the plain alphabet, its ranges leading to the text as typed.

        Raises GrammarError.
        """
        try:
            return self.through(plain(self.text))
        except GrammarError as wrong:
            wrong.span = Span(self._back(wrong.span.start), self._back(wrong.span.end))
            raise

    def _back(self, place: int) -> int:
        """Where a place of the repaired text was before."""
        return place - bisect_left(self.inserted, place)


def check_encoding(text: str) -> None:
    """Refuse what was no UTF-8 when it was read.

    Raises GrammarError.
    """
    found = None if text.isascii() else _SURROGATE.search(text)
    if found:
        span = Span(found.start(), found.end())
        raise GrammarError("encoding", "the text holds a byte that is not UTF-8", span)


def repair(text: str) -> Repaired:
    """Put back the commands that a shell's escapes destroyed."""
    if not any(character in text for character in _ESCAPES):
        return Repaired(text, (), ())
    pieces: list[str] = []
    inserted: list[int] = []
    notes: list[str] = []
    place = length = 0
    for found in _DAMAGED.finditer(text):
        word = _command(found.group(1), found.group(2))
        if word is None:
            continue
        before = text[place : found.start()]
        pieces += [before, "\\", word]
        inserted.append(length + len(before))
        length += len(before) + 1 + len(word)
        place = found.start() + len(word)
        note = f"a shell turned \\{word[0]} into a control byte; read as \\{word}"
        if note not in notes:
            notes.append(note)
    pieces.append(text[place:])
    return Repaired("".join(pieces), tuple(inserted), tuple(notes[:20]))


def _command(control: str, rest: str) -> str | None:
    """The longest LaTeX command that a control byte and the letters after it were."""
    if control == "\t" and rest not in _AFTER_TAB:
        return None
    word = _ESCAPES[control] + rest
    for length in range(len(word), 1, -1):
        command = word[:length]
        if (
            command in alphabet.COMMANDS
            or command in alphabet.FONTS
            or command in alphabet.ACCENT_COMMANDS
            or command in alphabet.IGNORED
            or command in _FUNCTIONS
        ):
            return command
    return None
