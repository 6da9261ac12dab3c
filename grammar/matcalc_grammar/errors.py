"""What is wrong with a text, where, and what would mend it."""

from __future__ import annotations

from matcalc_grammar.syntax import Span


class GrammarError(Exception):
    """A text that is not in the language.

    `name` is stable (kebab-case), `message` is a sentence without its full stop, `span` counts
    characters of the text as typed, `help` says what to write instead, or is None.
    """

    def __init__(self, name: str, message: str, span: Span, help: str | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.message = message
        self.span = span
        self.help = help


def shown(text: str, limit: int = 40) -> str:
    """The text in backquotes, cut to a length, with nothing in it that a terminal would obey."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "`" + "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in cut) + "`"


def unknown_character(character: str, span: Span) -> GrammarError:
    """The error for a character that has no meaning here, named so that it can be found."""
    if "\ud800" <= character <= "\udfff":
        return GrammarError("encoding", "the text holds a byte that is not UTF-8", span)
    import unicodedata  # names are wanted for strange characters only

    code = f"U+{ord(character):04X}"
    title = unicodedata.name(character, "")
    what = f"{code} {title}".rstrip()
    if character.isprintable():
        from matcalc_grammar.lookalikes import MEANT

        meant = f"write `{MEANT[character]}`, which looks the same" if character in MEANT else None
        message = f"{shown(character)} ({what}) has no meaning here"
        return GrammarError("syntax", message, span, meant)
    message = f"the invisible character {what} has no meaning here"
    return GrammarError("syntax", message, span, "remove it")
