"""Unicode and LaTeX spellings brought to the plain alphabet in one pass, with the way back."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from matcalc_grammar import alphabet
from matcalc_grammar.errors import GrammarError, shown, unknown_character
from matcalc_grammar.plain import Plain
from matcalc_grammar.syntax import Span

_PIECE = re.compile(
    r"(?P<command>\\(?:[A-Za-z]+\*?[ \t]*|.|\Z))"
    r"|(?P<open>\{)|(?P<close>\})"
    r"|(?P<dropped>[$&~])"
    r"|(?P<letter>[A-Za-z])"
    r"|(?P<digit>[0-9])"
    r"|(?P<ascii>[\t\n\r !\"#%'-/:-@\[\]^_`|]+)"
    "|(?P<super>⁻?ᵀ|[" + re.escape("".join(alphabet.SUPERSCRIPTS)) + "]+)"
    "|(?P<sub>[" + re.escape("".join(alphabet.SUBSCRIPTS)) + "]+)"
    "|(?P<other>.)",
    re.DOTALL,
)
_COMMAND = re.compile(r"\\[A-Za-z]|\$")
_SHORT = frozenset("tr Tr TR ln lg".split())
_LETTERS = re.compile(r"[A-Za-z]{2,}")


class Awaited(NamedTuple):
    """An argument that a command waits for: what to do around it, and where the command began."""

    kind: str
    detail: str
    typed: int
    written: int


class OpenBrace(NamedTuple):
    """A curly bracket that is open, with the commands whose argument it holds."""

    awaited: tuple[Awaited, ...]
    typed: int


class Speller:
    """One left-to-right pass; brackets that only style are dropped by a stack, not by recursion."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self.out: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.awaited: list[Awaited] = []
        self.open: list[OpenBrace] = []
        self.apart = False  # a letter that comes next must not join the word before it

    def run(self) -> Plain:
        """The whole text."""
        typed = self.typed
        place = 0
        while place < len(typed):
            found = _PIECE.match(typed, place)
            assert found is not None and found.lastgroup is not None
            place = getattr(self, "_" + found.lastgroup)(found.group(), found.start(), found.end())
        if self.open and self.open[-1].awaited:
            start = self.open[-1].typed
            raise GrammarError("unclosed-bracket", "`{` is never closed", Span(start, start + 1))
        return Plain("".join(self.out), self.starts, self.ends)

    def _emit(self, text: str, start: int, end: int) -> None:
        """Write plain characters that were typed as [start, end)."""
        if self.apart and text:
            if text[0].isalnum():
                self._put(" ", start, start)
            self.apart = False
        for character in text:
            self._put(character, start, end)

    def _put(self, character: str, start: int, end: int) -> None:
        self.out.append(character)
        self.starts.append(start)
        self.ends.append(end)

    # An argument is one piece or one bracket, as in LaTeX.

    def _begin(self, start: int) -> tuple[Awaited, ...]:
        """The commands whose argument starts here; each is told where its output begins."""
        taken = []
        for wait in self.awaited:
            if wait.kind in ("over", "under"):
                self._emit("{", start, start)
            taken.append(wait._replace(written=len(self.out)))
        self.awaited = []
        return tuple(taken)

    def _finish(self, taken: tuple[Awaited, ...], end: int) -> None:
        """The argument has been written: close what was opened for it, innermost first."""
        for wait in reversed(taken):
            if wait.kind == "over":
                self._emit("}", end, end)
                self.awaited.append(Awaited("under", "", wait.typed, 0))
            elif wait.kind == "under":
                self._emit("}", end, end)
            elif wait.kind == "accent":
                self._accent(wait, end)
            else:
                self._restyle(wait, end)

    def _accent(self, wait: Awaited, end: int) -> None:
        """A hat is an ending of the name; the name is then typed as the whole of `\\hat{x}`."""
        if len(self.out) > wait.written:
            self.starts[wait.written] = wait.typed
            last = self.ends[-1]
            for character in "_" + wait.detail:
                self._put(character, last, end)
            self.apart = True

    def _restyle(self, wait: Awaited, end: int) -> None:
        """Fonts mean nothing, but for the bold 1, the blackboard R and the upright word."""
        content = "".join(self.out[wait.written :]) if len(self.out) - wait.written <= 2 else ""
        special = {"1": "𝟏", "0": "𝟎"}.get(content)
        if wait.detail == "mathbb":
            special = {"R": "ℝ", "S": "𝕊", "1": "𝟏"}.get(content)
        if special and wait.detail not in ("text", "mathrm", "mbox"):
            self.out[-1] = special
        if len(self.out) > wait.written:
            self.starts[wait.written] = min(wait.typed, self.starts[wait.written])
            self.ends[-1] = max(end, self.ends[-1])
        self.apart = content != "d"  # the upright d of a differential stays with its variable

    def _piece(self, text: str, start: int, end: int) -> int:
        """One piece that stands for itself, and may be the argument of what came before."""
        if self.awaited:
            taken = self._begin(start)
            self._emit(text, start, end)
            self._finish(taken, end)
        else:
            self._emit(text, start, end)
        return end

    def _letter(self, text: str, start: int, end: int) -> int:
        mark = self.typed[end : end + 1]
        if mark in alphabet.COMBINING and mark:
            return self._decorated(text, start, end)
        if self.awaited or self.apart:
            return self._piece(text, start, end)
        run = _LETTERS.match(self.typed, start)
        if run is None:
            return self._piece(text, start, end)
        end = run.end()
        if self.typed[end : end + 1] in alphabet.COMBINING and end < len(self.typed):
            end -= 1  # the accent belongs to the last letter alone
        for place in range(start, end):
            self._put(self.typed[place], place, place + 1)
        return end

    def _decorated(self, text: str, start: int, end: int) -> int:
        """A letter with combining accents: x̂ is x_hat."""
        taken = self._begin(start)
        self._emit(text, start, end)
        first = len(self.out) - 1
        while end < len(self.typed) and self.typed[end] in alphabet.COMBINING:
            end += 1
            self._accent(
                Awaited("accent", alphabet.COMBINING[self.typed[end - 1]], start, first), end
            )
        self._finish(taken, end)
        return end

    def _digit(self, text: str, start: int, end: int) -> int:
        return self._piece(text, start, end)

    def _ascii(self, text: str, start: int, end: int) -> int:
        if self.awaited and not text.isspace():
            for place in range(start, end):
                if not self.typed[place].isspace():
                    return self._piece(self.typed[place], place, place + 1)
        for place in range(start, end):
            self._emit(self.typed[place], place, place + 1)
        return end

    def _dropped(self, text: str, start: int, end: int) -> int:
        self._emit(" ", start, end)
        return end

    def _open(self, text: str, start: int, end: int) -> int:
        taken = self._begin(start)
        self.open.append(OpenBrace(taken, start))
        if not taken:
            self._emit("{", start, end)
        return end

    def _close(self, text: str, start: int, end: int) -> int:
        awaited = self.open.pop().awaited if self.open else ()
        if awaited:
            self._finish(awaited, end)
        else:
            self._emit("}", start, end)
        return end

    def _command(self, text: str, start: int, end: int) -> int:
        name = text[1:].rstrip(" \t").rstrip("*") if len(text) > 2 else text[1:]
        word_end = start + 1 + len(name)
        if name in alphabet.FONTS or name in alphabet.WORDS:
            self._apart_from_word(name, start)
            self.awaited.append(Awaited("font", name, start, 0))
        elif name in alphabet.ACCENT_COMMANDS:
            self._apart_from_word(name, start)
            self.awaited.append(Awaited("accent", alphabet.ACCENT_COMMANDS[name], start, 0))
        elif alphabet.COMMANDS.get(name) == r"\frac":
            self._apart_from_word(name, start)
            self._emit(r"\frac", start, word_end)
            self.awaited.append(Awaited("over", "", start, 0))
        elif name in alphabet.IGNORED:
            # `\left.` and `\right.` stand for no bracket at all.
            return (
                end + 1 if name in ("left", "right") and self.typed[end : end + 1] == "." else end
            )
        elif name in alphabet.SPACES or not name:
            if name == " " and not _COMMAND.search(self.typed):
                raise GrammarError(
                    "syntax",
                    "there is no division from the left",
                    Span(start, start + 1),
                    "write `inv(A) b` for the solution of A x = b",
                )
            self._emit(" ", start, end)
        elif name in alphabet.COMMANDS:
            self._piece(alphabet.COMMANDS[name], start, word_end)
        elif len(name) == 1 or (len(name) == 2 and name not in _SHORT):
            message = f"there is no command {shown(text.rstrip())}"
            raise GrammarError("syntax", message, Span(start, word_end))
        else:
            self._word(name, start, word_end)
        return end

    def _apart_from_word(self, name: str, start: int) -> None:
        """`a\\mathbf{b}` is two names, but `d\\mathbf{X}` is the differential of one."""
        if self.out and self.out[-1].isalpha():
            lone_d = self.out[-1] in "d∂" and not (len(self.out) > 1 and self.out[-2].isalnum())
            if not lone_d or name in alphabet.WORDS:
                self.apart = True

    def _word(self, word: str, start: int, end: int) -> None:
        """A command that names a function: `\\exp`, `\\tr`; it joins no letters around it."""
        joins = word in ("log", "det") or not (self.out and self.out[-1].isalpha())
        if not joins or (self.out and self.out[-1].isalpha()):
            self.apart = True
        self._piece(word, start, end)
        self.apart = True

    def _super(self, text: str, start: int, end: int) -> int:
        plain = "".join("T" if c in alphabet.TRANSPOSES else alphabet.SUPERSCRIPTS[c] for c in text)
        return self._script("^{", plain, start, end)

    def _sub(self, text: str, start: int, end: int) -> int:
        return self._script("_{", "".join(alphabet.SUBSCRIPTS[c] for c in text), start, end)

    def _script(self, opening: str, inside: str, start: int, end: int) -> int:
        self.apart = False
        for character in opening:
            self._put(character, start, start + 1)
        for place, character in enumerate(inside, end - len(inside)):
            self._put(character, place, place + 1)
        self._put("}", end - 1, end)
        return end

    def _other(self, text: str, start: int, end: int) -> int:
        if text in alphabet.WORD_SIGNS:
            self._word(alphabet.WORD_SIGNS[text], start, end)
            return end
        plain = alphabet.UNICODE.get(text) or styled_letter(text)
        if plain is None and text in alphabet.UNICODE:
            return end
        if plain is None:
            return self._precomposed(text, start, end)
        mark = self.typed[end : end + 1]
        if mark and mark in alphabet.COMBINING and plain.isalpha():
            return self._decorated(plain, start, end)
        return self._piece(plain, start, end)

    def _precomposed(self, text: str, start: int, end: int) -> int:
        """`ŷ` is y with a hat, whether it was typed as one character or as two."""
        parts = unicodedata.normalize("NFD", text)
        if len(parts) == 2 and parts[1] in alphabet.COMBINING and parts[0].isalpha():
            taken = self._begin(start)
            self._emit(parts[0], start, end)
            written = len(self.out) - 1
            self._accent(Awaited("accent", alphabet.COMBINING[parts[1]], start, written), end)
            self._finish(taken, end)
            return end
        whole = unicodedata.normalize("NFC", text)
        if whole != text and whole in alphabet.UNICODE:
            return self._piece(alphabet.UNICODE[whole], start, end)
        raise unknown_character(text, Span(start, end))


def styled_letter(character: str) -> str | None:
    """The plain letter or digit of a mathematical alphabet (𝐱, 𝑥, 𝚺), else None."""
    if not "\U0001d400" <= character <= "\U0001d7ff":
        return None
    plain = unicodedata.normalize("NFKC", character)
    return alphabet.VARIANTS.get(plain, plain)
