"""Which language an expression is typed in, and its text in the plain alphabet.

`auto` reads plain, Unicode and LaTeX text as one language; it takes text for a program's only where
a module is named (`np.`, `jnp.`, `torch.`).
"""

from __future__ import annotations

from matcalc_grammar.patterns import Pattern
from matcalc_grammar.plain import Plain

LANGUAGES = ("auto", "latex", "numpy", "matlab", "plain")
_MODULE = Pattern(r"(?<![\w.\\])(?:np|jnp|numpy|torch|jax|scipy)\.[A-Za-z]")


def language_of(text: str, asked: str) -> str:
    """The language to read a record in."""
    if asked != "auto":
        return asked
    named = any(module in text for module in ("np.", "torch.", "numpy.", "jax.", "scipy."))
    return "numpy" if named and _MODULE.search(text) else "auto"


def translated(text: str, language: str) -> Plain | None:
    """The text of a program in the notation of mathematics; None for what is that already.

    Raises GrammarError.
    """
    if language == "numpy":
        from matcalc_grammar.numpy_text import numpy_text

        return numpy_text(text)
    if language == "matlab":
        from matcalc_grammar.matlab_text import matlab_text

        return matlab_text(text)
    return None
