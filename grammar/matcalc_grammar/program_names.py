"""Names of programs: whole words, where the plain notation would read letters."""

from __future__ import annotations

from matcalc_grammar.alphabet import DECORATIONS, GREEK
from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.names import is_one_letter
from matcalc_grammar.syntax import Span


class Names:
    """The names of one program; those of several letters must be made known to the reader."""

    def __init__(self) -> None:
        self._words: set[str] = set()

    def words(self) -> frozenset[str]:
        """The names of several letters."""
        return frozenset(self._words)

    def written(self, name: str, span: Span) -> str:
        """The name in the plain alphabet: `x_train` is x with a word under it. Raises GrammarError."""
        base, *under = name.strip("_").split("_")
        if not base or not all(under):
            raise GrammarError("syntax", f"{shown(name)} cannot be a name here", span)
        if not is_one_letter(base) and base.rstrip("0123456789") not in GREEK:
            self._words.add(base)
        return base + "".join(
            f"_{part}" if part in DECORATIONS else f"_{{{part}}}" for part in under
        )
