r"""Bytes that a shell made of LaTeX: `echo "\frac"` prints a form feed and `rac`."""

from __future__ import annotations

from matcalc_grammar import alphabet
from matcalc_grammar.errors import GrammarError
from matcalc_grammar.patterns import Pattern
from matcalc_grammar.plain import Plain
from matcalc_grammar.syntax import Span
from matcalc_grammar.writer import Writer

# What `echo` makes of a backslash and a letter.
_ESCAPES = {
    "\x07": "a", "\x08": "b", "\x0c": "f", "\x0b": "v", "\r": "r", "\t": "t", "\x1b": "e",
}  # fmt: skip
_DAMAGED = Pattern("([" + "".join(_ESCAPES) + "])([A-Za-z]+)")
_SURROGATE = Pattern("[\ud800-\udfff]")
# A tab is also white space: these rests mean nothing as names.
_AFTER_TAB = frozenset("imes heta ilde ext extbf extrm frac au op riangle".split())
_FUNCTIONS = frozenset("exp arg erf".split())


def check_encoding(text: str) -> None:
    """Refuse what was no UTF-8 when it was read.

    Raises GrammarError.
    """
    found = None if text.isascii() else _SURROGATE.search(text)
    if found:
        span = Span(found.start(), found.end())
        raise GrammarError("encoding", "the text holds a byte that is not UTF-8", span)


def repaired(text: str) -> tuple[Plain, list[str]]:
    """The text with the commands put back that a shell's escapes destroyed, and notes of them."""
    notes: list[str] = []
    if not any(character in text for character in _ESCAPES):
        return Plain(text, None, None), notes
    writer = Writer(text)
    place = 0
    for found in _DAMAGED.finditer(text):
        word = _command(found.group(1), found.group(2))
        if word is None:
            continue
        writer.copy(place, found.start())
        place = found.start() + len(word)
        writer.put("\\", found.start(), found.start() + 1)
        writer.put(word[0], found.start(), found.start() + 1)
        writer.copy(found.start() + 1, place)
        note = f"a shell turned \\{word[0]} into a control byte; read as \\{word}"
        if note not in notes and len(notes) < 20:
            notes.append(note)
    writer.copy(place, len(text))
    return writer.written() if place else Plain(text, None, None), notes


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
