r"""The macros of a document: `\newcommand`, `\def`, `\DeclareMathOperator` and their kin."""

from __future__ import annotations

from matcalc_cli.documents.mapped import Mapped
from matcalc_grammar.macros import KNOWN, Macro, learn
from matcalc_grammar.macros import expanded as replaced
from matcalc_grammar.plain import Plain

_SMALL = {name: Macro(2, None, r"\frac{#1}{#2}") for name in ("dfrac", "tfrac")}


def expanded(text: Mapped) -> Mapped:
    """The document with its macros replaced by what they stand for."""
    table = {**KNOWN, **_SMALL}
    for start, end in learn(text.text, table):
        text = text.blanked(start, end)
    origins = list(text.origins)
    changed = replaced(Plain(text.text, origins, [origin + 1 for origin in origins]), table)
    return Mapped(changed.text, changed.starts or origins)
