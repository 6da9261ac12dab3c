"""The text of a record on its way to the plain alphabet: macros, repairs, languages, spellings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcalc_grammar import spelling
from matcalc_grammar.errors import GrammarError
from matcalc_grammar.languages import language_of, translated
from matcalc_grammar.patterns import Pattern
from matcalc_grammar.plain import Plain

if TYPE_CHECKING:
    from matcalc_grammar.macros import Macros

_COMMENT = Pattern(r"(?<!\\)#[^\n]*")
_PARAMETERS = Pattern(r"(?<!\\)#(?![0-9])[^\n]*")  # in the definition of a macro
_NOTES = {
    "numpy": "read as Python: `*`, `/` and `**` act entry by entry",
    "matlab": "read as MATLAB: `.*` and `*` bind alike, from left to right",
}


class Sources:
    """Spells the records of one source; macros that one defines hold from there on."""

    def __init__(self, language: str = "auto", preamble: str = "") -> None:
        self._language = language
        self.macros: Macros = {}
        self.notes: list[str] = []
        if preamble:
            from matcalc_grammar.macros import macros

            self.macros = macros(preamble)

    def spelled(self, text: str) -> Plain:
        """The text in the plain alphabet, without comments; `notes` then says what was mended.

        Raises GrammarError, with a span into the text as typed.
        """
        self.notes = []
        if "#" in text:
            text = self._uncommented(text)
        language = language_of(text, self._language)
        if language in _NOTES:
            self.notes.append(_NOTES[language])
        if language not in _NOTES and spelling.is_plain(text):
            return spelling.plain(text)
        return self._odd(text, language)

    def _odd(self, text: str, language: str) -> Plain:
        """What is not typed in plain ASCII."""
        from matcalc_grammar import lookalikes, quoted, repairs

        repairs.check_encoding(text)
        source, notes = repairs.repaired(text)
        self.notes.extend(notes)
        self.notes.extend(lookalikes.notes(text))
        try:
            source = self._expanded(source)
            if '"' in source.text:
                source = quoted.shapes(source.text).over(source)
            program = translated(source.text, language)
            if program is not None:
                source = program.over(source)
            return spelling.plain(source.text).over(source)
        except GrammarError as wrong:
            wrong.span = source.span(wrong.span.start, wrong.span.end)
            raise

    @staticmethod
    def _uncommented(text: str) -> str:
        is_macro = "\\def" in text or "\\newcommand" in text or "\\renewcommand" in text
        comment = _PARAMETERS if is_macro else _COMMENT
        return comment.sub(lambda found: " " * len(found.group()), text)

    def _expanded(self, source: Plain) -> Plain:
        """The text with its macros replaced; definitions are learned and blanked."""
        if "\\" not in source.text:
            return source
        from matcalc_grammar import macros

        if macros.defines(source.text):
            text = source.text
            for start, end in macros.learn(text, self.macros):
                text = text[:start] + " " * (end - start) + text[end:]
            source = Plain(text, source.starts, source.ends)
        source = macros.expanded(source, {**macros.KNOWN, **self.macros})
        if "\\over" not in source.text:
            return source
        from matcalc_grammar import infix_fractions

        return infix_fractions.fractions(source.text).over(source)
