r"""Spellings brought to one plain alphabet, with the way back to what was typed.

The plain alphabet is ASCII, the Greek letters, and single signs for what ASCII cannot say in one
(`‖ ⟨ ⟩ ∂ ∇ ∈ ∞ ⊗ × ℝ 𝟏`); `\frac` stays, as the mark of a fraction. Text is never brought to
NFKC, which turns Xᵀ into XT. Every plain character knows the range that it was typed as.
"""

from __future__ import annotations

from matcalc_grammar.plain import Plain

_UNCHANGED = frozenset(map(chr, range(32, 127))) - frozenset("\\$&~`\"") | {"\n"}


def is_plain(typed: str) -> bool:
    """Is the text its own spelling in the plain alphabet, whatever shell it came through?"""
    return _UNCHANGED.issuperset(typed)


def plain(typed: str) -> Plain:
    """The text in the plain alphabet.

    Raises GrammarError for a character or byte that has no meaning.
    """
    if is_plain(typed.replace("\t", "").replace("\r", "")):
        return Plain(typed, None, None)
    from matcalc_grammar.latex import Speller  # what is typed in plain ASCII does without

    return Speller(typed).run()
