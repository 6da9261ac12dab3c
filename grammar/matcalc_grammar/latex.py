"""Unicode and LaTeX spellings brought to the plain alphabet in one pass, with the way back."""

from __future__ import annotations

import re
import unicodedata

from matcalc_grammar import alphabet, doubts
from matcalc_grammar.arguments import Arguments, Awaited, OpenBrace
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
# Letters, digits and signs that stand for themselves where no command waits for one.
_ORDINARY = re.compile(
    r"[A-Za-z0-9\t\n\r !\"#%'-/:-@\[\]^_`|]+(?![" + "".join(alphabet.COMBINING) + "])"
)
_LOST = re.compile(r"[A-ZΑ-Ω]−[1T](?![\w.])")  # X⁻¹, as it is copied from a page
_COMMAND = re.compile(r"\\[A-Za-z]|\$")
_ARGUMENT = re.compile(r"[ \t]*\{([^{}]*)\}")
_INDEX = re.compile(r"\[[ \t]*([0-9]+|[A-Za-z])[ \t]*\][ \t]*")  # of a root
_SHORT = frozenset("tr Tr TR ln lg".split())
_LETTERS = re.compile(r"[A-Za-z]{2,}")


class Speller(Arguments):
    """One left-to-right pass; brackets that only style are dropped by a stack, not by recursion."""

    def run(self) -> Plain:
        """The whole text."""
        typed = self.typed
        readers = {name: getattr(self, "_" + name) for name in _PIECE.groupindex}
        place = 0
        while place < len(typed):
            ordinary = None if self.awaited or self.apart else _ORDINARY.match(typed, place)
            if ordinary is not None:
                self.copy(place, ordinary.end())
                place = ordinary.end()
                continue
            found = _PIECE.match(typed, place)
            assert found is not None and found.lastgroup is not None
            place = readers[found.lastgroup](found.group(), *found.span())
        if self.open and self.open[-1].awaited:
            start = self.open[-1].typed
            raise GrammarError("unclosed-bracket", "`{` is never closed", Span(start, start + 1))
        return self.written()

    def _letter(self, text: str, start: int, end: int) -> int:
        mark = self.typed[end : end + 1]
        if mark in alphabet.COMBINING and mark:
            return self._decorated(text, start, end)
        if self.awaited or self.apart:
            return self.piece(text, start, end)
        run = _LETTERS.match(self.typed, start)
        if run is None:
            return self.piece(text, start, end)
        end = run.end()
        if self.typed[end : end + 1] in alphabet.COMBINING and end < len(self.typed):
            end -= 1  # the accent belongs to the last letter alone
        self.copy(start, end)
        return end

    def _decorated(self, text: str, start: int, end: int) -> int:
        """A letter with combining accents: x̂ is x_hat."""
        taken = self.begin(start)
        self.emit(text, start, end)
        first = len(self.out) - 1
        while end < len(self.typed) and self.typed[end] in alphabet.COMBINING:
            end += 1
            self.accent(
                Awaited("accent", alphabet.COMBINING[self.typed[end - 1]], start, first), end
            )
        self.finish(taken, end)
        return end

    def _digit(self, text: str, start: int, end: int) -> int:
        return self.piece(text, start, end)

    def _ascii(self, text: str, start: int, end: int) -> int:
        if self.awaited and not text.isspace():
            for place in range(start, end):
                if not self.typed[place].isspace():
                    return self.piece(self.typed[place], place, place + 1)
        self.apart = False  # none of these signs is a letter
        self.copy(start, end)
        return end

    def _dropped(self, text: str, start: int, end: int) -> int:
        self.emit(" ", start, end)
        return end

    def _open(self, text: str, start: int, end: int) -> int:
        taken = self.begin(start)
        self.open.append(OpenBrace(taken, start))
        if not taken:
            self.emit("{", start, end)
        return end

    def _close(self, text: str, start: int, end: int) -> int:
        awaited = self.open.pop().awaited if self.open else ()
        if awaited:
            self.finish(awaited, end)
        else:
            self.emit("}", start, end)
        return end

    def _command(self, text: str, start: int, end: int) -> int:
        name = text[1:].rstrip(" \t").rstrip("*") if len(text) > 2 else text[1:]
        word_end = start + 1 + len(name)
        if name in alphabet.FONTS or name in alphabet.WORDS:
            self._await(Awaited("font", name, start, 0))
        elif name in alphabet.ACCENT_COMMANDS:
            self._await(Awaited("accent", alphabet.ACCENT_COMMANDS[name], start, 0))
        elif name in alphabet.IGNORED:
            # `\left.` and `\right.` stand for no bracket at all.
            empty = name in ("left", "right") and self.typed[end : end + 1] == "."
            return end + 1 if empty else end
        elif name in ("begin", "end"):
            return self._environment(name, start, end)
        elif name in ("label", "tag"):
            return self._left_out(end)
        elif name in alphabet.SPACES or not name:
            self._space(name, start, end)
        elif alphabet.COMMANDS.get(name) == r"\frac":
            self._apart_from_word(name)
            self.emit(r"\frac", start, word_end)
            self.awaited.append(Awaited("over", "", start, 0))
        elif name in ("circ", "odot") and self._after_caret():
            self._raise_entries()
        elif name == "sqrt" and self.typed.startswith("[", end):
            return self._root(start, end)
        elif name in alphabet.COMMANDS:
            self.piece(alphabet.COMMANDS[name], start, word_end)
            if end > word_end and self.out[-1].isalnum() and self.typed[end : end + 1].isalpha():
                self.emit(" ", word_end, end)  # `\Sigma pd` is no name of seven letters
        elif len(name) == 1 or (len(name) == 2 and name not in _SHORT):
            if self.typed.count("\\") == 1:
                raise doubts.left_division(Span(start, start + 1))
            raise doubts.no_command(text.rstrip(), Span(start, word_end))
        else:
            self._word(name, start, word_end)
        return end

    def _after_caret(self) -> bool:
        r"""Whether `^{` is the last that was written: `x^{\circ 2}` is x .^ 2."""
        return "".join(self.out[-4:]).replace(" ", "").endswith("^{")

    def _raise_entries(self) -> None:
        """Make the power that has just begun one of each entry."""
        caret = len(self.out) - 1 - self.out[::-1].index("^")
        self.out.insert(caret, ".")
        self.starts.insert(caret, self.starts[caret])
        self.ends.insert(caret, self.ends[caret])

    def _root(self, start: int, end: int) -> int:
        r"""`\sqrt[3]{x}` is x^{1/3}: the place after the index, with the root awaited."""
        found = _INDEX.match(self.typed, end)
        if found is None:
            raise GrammarError("syntax", "the index of a root is a number or a name",
                               Span(end, end + 1), "write the root as a power: `x^{1/3}`")  # fmt: skip
        self._await(Awaited("root", found.group(1), start, 0))
        return found.end()

    def _await(self, wait: Awaited) -> None:
        self._apart_from_word(wait.detail)
        self.awaited.append(wait)

    def _space(self, name: str, start: int, end: int) -> None:
        """A space command; but `A \\ b` outside LaTeX is MATLAB's division from the left."""
        if name == " " and not _COMMAND.search(self.typed):
            raise doubts.left_division(Span(start, start + 1))
        self.emit(" ", start, end)

    def _left_out(self, end: int) -> int:
        """A command whose argument is no mathematics: the place after it."""
        found = _ARGUMENT.match(self.typed, end)
        return found.end() if found else end

    def _environment(self, name: str, start: int, end: int) -> int:
        """`\\begin{align}` is no more than a wrapping; the entries of a matrix are not read."""
        found = _ARGUMENT.match(self.typed, end)
        which = found.group(1).strip().rstrip("*") if found else ""
        last = found.end() if found else end
        if which in alphabet.TABLES:
            raise doubts.entries(Span(start, last))
        if which not in alphabet.WRAPPERS:
            message = f"there is no environment {shown(which)} of mathematics"
            raise GrammarError("syntax", message, Span(start, last), "leave it out")
        self.emit(" ", start, last)
        return last

    def _apart_from_word(self, name: str) -> None:
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
        self.piece(word, start, end)
        self.apart = True

    def _super(self, text: str, start: int, end: int) -> int:
        plain = "".join("T" if c in alphabet.TRANSPOSES else alphabet.SUPERSCRIPTS[c] for c in text)
        return self._script("^{", plain, start, end)

    def _sub(self, text: str, start: int, end: int) -> int:
        return self._script("_{", "".join(alphabet.SUBSCRIPTS[c] for c in text), start, end)

    def _script(self, opening: str, inside: str, start: int, end: int) -> int:
        self.apart = False
        self.write(opening, start, start + 1)
        first = end - len(inside)
        self.out.extend(inside)
        self.starts.extend(range(first, end))
        self.ends.extend(range(first + 1, end + 1))
        self.put("}", end - 1, end)
        return end

    def _other(self, text: str, start: int, end: int) -> int:
        if text in alphabet.WORD_SIGNS:
            self._word(alphabet.WORD_SIGNS[text], start, end)
            return end
        if text == "−" and (found := _LOST.match(self.typed, max(start - 1, 0))):
            raise doubts.lost_power(found.group(), Span(*found.span()))
        if text == "†" and self.out and self.out[-1] not in "^{":
            self.put("^", start, end)
        if text in "⊤⊺" and "".join(self.out[-2:]).strip()[-1:] not in ("^", "{", "-", ""):
            return self._script("^{", "T", start, end)  # x⊤, as it is copied from a page
        plain = alphabet.UNICODE.get(text) or styled_letter(text)
        if plain is None and text in alphabet.UNICODE:
            return end
        if plain is None:
            return self._precomposed(text, start, end)
        mark = self.typed[end : end + 1]
        if mark and mark in alphabet.COMBINING and plain.isalpha():
            return self._decorated(plain, start, end)
        return self.piece(plain, start, end)

    def _precomposed(self, text: str, start: int, end: int) -> int:
        """`ŷ` is y with a hat, whether it was typed as one character or as two."""
        parts = unicodedata.normalize("NFD", text)
        if len(parts) == 2 and parts[1] in alphabet.COMBINING and parts[0].isalpha():
            taken = self.begin(start)
            self.emit(parts[0], start, end)
            written = len(self.out) - 1
            self.accent(Awaited("accent", alphabet.COMBINING[parts[1]], start, written), end)
            self.finish(taken, end)
            return end
        whole = unicodedata.normalize("NFC", text)
        if whole != text and whole in alphabet.UNICODE:
            return self.piece(alphabet.UNICODE[whole], start, end)
        raise unknown_character(text, Span(start, end))


def styled_letter(character: str) -> str | None:
    """The plain letter or digit of a mathematical alphabet (𝐱, 𝑥, 𝚺), else None."""
    if not "\U0001d400" <= character <= "\U0001d7ff":
        return None
    plain = unicodedata.normalize("NFKC", character)
    return alphabet.VARIANTS.get(plain, plain)
