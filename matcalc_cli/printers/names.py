"""Names and small signs in the three scripts: ASCII, Unicode, LaTeX.

A canonical name is a base (a Greek letter's name among them) followed by `_` endings: a
decoration (`x_hat`) or a subscript (`A_12`, `x_max`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from matcalc_grammar.alphabet import COMBINING, DECORATIONS, GREEK, SUBSCRIPTS, SUPERSCRIPTS

_LOWERED = {plain: glyph for glyph, plain in SUBSCRIPTS.items()}
_RAISED = {plain: glyph for glyph, plain in SUPERSCRIPTS.items()}
_MARKS: dict[str, str] = {}
for _mark, _ending in COMBINING.items():
    _MARKS.setdefault(_ending, _mark)
# Capitals that LaTeX has no command for, as they look like Latin ones.
_LATIN_CAPITALS = frozenset(
    "Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Omicron Rho Tau Chi omicron".split()
)
_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "^": r"\^{}", "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}",
}  # fmt: skip


def parts(name: str) -> tuple[str, list[str], list[str]]:
    """The base of a canonical name, its decorations, and its subscripts."""
    base, *endings = name.split("_")
    decorations = [ending for ending in endings if ending in DECORATIONS]
    return base, decorations, [ending for ending in endings if ending not in DECORATIONS]


def ascii_name(name: str, indices: Iterable[str] = ()) -> str:
    """`x_i`, `X_{ij}`, `A_{12}`, `x_hat`: the name as it is typed."""
    base, decorations, subscripts = parts(name)
    written = "_".join([base, *decorations])
    return lowered_name(written, [*subscripts, *indices], False)


def lowered_name(base: str, subscripts: Iterable[str], unicode: bool) -> str:
    """What stands under a name or a bracket; braces where a subscript has no glyph."""
    under = joined(subscripts)
    glyphs = lowered(under) if unicode else None
    if glyphs or not under:
        return base + (glyphs or "")
    return f"{base}_{under}" if len(under) == 1 else f"{base}_{{{under}}}"


def is_letter(name: str) -> bool:
    """Whether the base of the name is one letter, perhaps with digits, and not a word."""
    base = parts(name)[0]
    return base in GREEK or len(base) == 1 or base[1:].isdigit()


def joined(subscripts: Iterable[str]) -> str:
    """Subscripts as they stand under a name: letters side by side, longer ones with commas.

    So is a digit behind a letter, which would be part of its name.
    """
    listed = list(subscripts)
    apart = any(len(part) > 1 for part in listed) or len({part.isdigit() for part in listed}) > 1
    return ("," if apart else "").join(listed)


def word(letter: str) -> str:
    """The name of a Greek letter; anything else is itself."""
    return next((word for word, glyph in GREEK.items() if glyph == letter), letter)


def letter(word: str) -> str:
    """A Greek letter for its name; anything else is itself."""
    return GREEK.get(word, word)


def lowered(text: str) -> str | None:
    """The text in subscript glyphs, or None where one is missing."""
    return _in_glyphs(text, _LOWERED)


def raised(text: str) -> str | None:
    """The text in superscript glyphs, or None where one is missing."""
    return _in_glyphs(text, _RAISED)


def _in_glyphs(text: str, glyphs: dict[str, str]) -> str | None:
    if all(character in glyphs for character in text):
        return "".join(glyphs[character] for character in text)
    return None


def unicode_name(name: str, indices: Iterable[str] = ()) -> str:
    """`Σ`, `xᵢ`, `x̂`; braces where a subscript has no glyph."""
    base, decorations, subscripts = parts(name)
    written = letter(base)
    if len(written) == 1 and all(ending in _MARKS for ending in decorations):
        written += "".join(_MARKS[ending] for ending in decorations)
    else:
        written = "_".join([written, *decorations])
    return lowered_name(written, [*map(letter, subscripts), *indices], True)


def latex_name(
    name: str, indices: Iterable[str] = (), bold: Mapping[str, str] = MappingProxyType({})
) -> str:
    r"""`\Sigma`, `x_{i}`, `\hat{x}`; a word stands upright; `bold` has some as typed."""
    base, decorations, subscripts = parts(name)
    written = latex_word(base)
    written = bold.get(base, written)
    for ending in decorations:
        written = f"{written}'" if ending == "prime" else rf"\{ending}{{{written}}}"
    under = joined([*map(latex_word, subscripts), *indices])
    return f"{written}_{{{under}}}" if under else written


def latex_word(word: str) -> str:
    """One part of a name in mathematics mode."""
    if word in GREEK and word not in _LATIN_CAPITALS:
        return f"\\{word}"
    if len(word) == 1 or word.isdigit():
        return latex_escaped(word)
    if len(word) > 1 and word[0].isalpha() and word[1:].isdigit():
        return f"{word[0]}_{{{word[1:]}}}"
    return rf"\mathrm{{{latex_escaped(word)}}}"


def latex_escaped(text: str) -> str:
    """Text with the characters that LaTeX would act on made plain."""
    return "".join(_ESCAPES.get(character, character) for character in visible(text))


def visible(row: str) -> str:
    """A row of text with nothing in it that a terminal or an editor would obey."""
    if row.isprintable():
        return row
    return "".join(c if c.isprintable() else " " if c == "\t" else "\ufffd" for c in row)


_PLAIN = {
    "×": " x ", "∈": "in", "≠": "!=", "≤": "<=", "≥": ">=", "→": "->", "↦": "->", "∘": ".*",
    "⊘": "./", "⊗": "kron", "‖": "||", "⟨": "<", "⟩": ">", "∂": "d", "∇": "grad ", "∑": "sum",
    "ᵀ": "^T", "′": "'", "…": "...", "–": "-", "—": "-", "·": "*", "√": "sqrt", "∞": "inf",
    "✓": "(ok)", "✗": "(failed)", "“": '"', "”": '"', "’": "'", "`": "`", "𝟏": "1",
}  # fmt: skip


def plain(sentence: str) -> str:
    """A sentence in ASCII; what has no spelling becomes a question mark."""
    if sentence.isascii():
        return sentence
    words = {glyph: word for word, glyph in GREEK.items()}
    written: list[str] = []
    for character in sentence:
        if character in SUPERSCRIPTS:
            joins = written and written[-1].startswith("^") and len(written[-1]) == 2
            written.append(("" if joins else "^") + SUPERSCRIPTS[character])
        elif character in SUBSCRIPTS:
            written.append("_" + SUBSCRIPTS[character])
        else:
            written.append(_PLAIN.get(character) or words.get(character) or character)
    return "".join(written).encode("ascii", "replace").decode()
