"""The notation that a source is typed in: its language, and the macros that it may use."""

from __future__ import annotations

from matcalc_cli.elaboration import vocabulary
from matcalc_grammar.frozen import Frozen
from matcalc_grammar.parser import Parser


class Notation(Frozen):
    """`language`: one of `matcalc_grammar.languages.LANGUAGES`; `preamble`: LaTeX with macros."""

    language: str = "auto"
    preamble: str = ""

    def parser(self) -> Parser:
        """A parser that knows the functions and no names yet."""
        return Parser(vocabulary(), self.language, self.preamble)


USUAL = Notation()
