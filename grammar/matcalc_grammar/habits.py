"""How a writer of LaTeX writes: the transpose, the trace, what is bold. An answer can follow it."""

from __future__ import annotations

import re

from matcalc_grammar.frozen import Frozen

_TRANSPOSE = re.compile(
    r"\^\s*\{?\s*-?\s*(\\top(?![A-Za-z])|\\intercal|\\mathsf\s*(?:\{T\}|T)|\\mathrm\s*\{T\}|T(?![A-Za-z]))"
)
_PRIME = re.compile(r"(?<=[A-Za-z)\]}])'")
_TRACE = re.compile(
    r"\\(?:operatorname|mathrm|text|textrm|mathsf)\s*\{\s*[Tt]r(?:ace)?\s*\}|\\[Tt]r(?:ace)?(?![A-Za-z])"
)
_BOLD = re.compile(
    r"\\(mathbf|boldsymbol|bm|pmb|symbf)(?:\s*\{\s*\\?([A-Za-z]+)\s*\}|\s+([A-Za-z])|\s*\\([A-Za-z]+))"
)


class Habits(Frozen):
    """What a writer writes for the transpose and for the trace ("" if for neither), and in bold.

    `transpose` is what is raised (`\\top`, `T`), or a prime; `bold` leads from canonical names to
    the command that they were typed with.
    """

    transpose: str = ""
    trace: str = ""
    bold: tuple[tuple[str, str], ...] = ()


def habits(typed: str) -> Habits:
    """The habits that a text shows; of several, the first. What is no LaTeX shows none."""
    if "\\" not in typed:
        return Habits()
    transpose = _TRANSPOSE.search(typed)
    prime = None if transpose else _PRIME.search(typed)
    trace = _TRACE.search(typed)
    bold: dict[str, str] = {}
    for found in _BOLD.finditer(typed):
        name = found.group(2) or found.group(3) or found.group(4)
        bold.setdefault(name, "\\" + found.group(1))
    return Habits(
        transpose.group(1).replace(" ", "") if transpose else "'" if prime else "",
        trace.group().replace(" ", "") if trace else "",
        tuple(bold.items()),
    )
