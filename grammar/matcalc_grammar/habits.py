"""How a writer of LaTeX writes: the transpose, the trace, what is bold. An answer can follow it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from matcalc_grammar.frozen import Frozen
from matcalc_grammar.macros import Macro

_RAISED = r"(\\top(?![A-Za-z])|\\intercal|\\mathsf\s*(?:\{T\}|T)|\\mathrm\s*\{T\}|T(?![A-Za-z]))"
_TRANSPOSE = re.compile(rf"\^\s*\{{?\s*-?\s*{_RAISED}")
_ENDING = re.compile(rf"\^\s*\{{?\s*{_RAISED}\s*\}}?\Z")
_SIGN = re.compile(rf"\{{?\s*{_RAISED}\s*\}}?\Z")
_PRIME = re.compile(r"(?<=[A-Za-z)\]}])'")
_TRACE = re.compile(
    r"\\(?:operatorname|mathrm|text|textrm|mathsf)\s*\{\s*[Tt]r(?:ace)?\s*\}|\\[Tt]r(?:ace)?(?![A-Za-z])"
)
_FONT = r"mathbf|boldsymbol|bm|pmb|symbf"
_LETTER = r"(?:\s*\{\s*\\?([A-Za-z]+)\s*\}|\s+([A-Za-z])|\s*\\([A-Za-z]+))"
_BOLD = re.compile(rf"\\({_FONT}){_LETTER}")
_BOLD_ARGUMENT = re.compile(rf"\\({_FONT})\s*(?:\{{\s*#1\s*\}}|#1)\Z")
_NO_MACROS: Mapping[str, Macro] = {}


class Habits(Frozen):
    """What a writer writes for the transpose and for the trace ("" if for neither), and in bold.

    `transpose` is what is raised (`\\top`, `T`), or with `whole` the ending as it stands (a prime,
    a macro for `^\\top`); `bold` leads from canonical names to what they were typed as.
    """

    transpose: str = ""
    trace: str = ""
    bold: tuple[tuple[str, str], ...] = ()
    whole: bool = False


def habits(typed: str, macros: Mapping[str, Macro] = _NO_MACROS) -> Habits:
    """The habits that a text shows; of several, the first. What is no LaTeX shows none.

    `macros` are the writer's own, which the answer may use as well.
    """
    if "\\" not in typed:
        return Habits()
    used = set(re.findall(r"\\([A-Za-z]+)", typed))
    own = {name: macro for name, macro in macros.items() if name in used}
    trace = _TRACE.search(typed)
    written = trace.group().replace(" ", "") if trace else _macro_for(_TRACE, own)
    bold = _bold(typed)
    for name, macro in own.items():
        bold |= {letter: text for letter, text in _bold_by(name, macro, typed).items()
                 if letter not in bold}  # fmt: skip
    transpose, whole = _transpose(typed, own)
    return Habits(transpose, written, tuple(bold.items()), whole)


def _transpose(typed: str, own: Mapping[str, Macro]) -> tuple[str, bool]:
    """The sign of the transpose, and whether it stands without being raised."""
    ending = _macro_for(_ENDING, own)
    if ending:
        return ending, True
    found = _TRANSPOSE.search(typed)
    if found:
        return re.sub(r"\\mathsf\s*T", r"\\mathsf{T}", found.group(1)).replace(" ", ""), False
    sign = _macro_for(_SIGN, own)
    if sign and re.search(rf"\^\s*\{{?\s*-?\s*\{sign}(?![A-Za-z])", typed):
        return sign, False
    return ("'", True) if _PRIME.search(typed) else ("", False)


def _macro_for(pattern: re.Pattern[str], own: Mapping[str, Macro]) -> str:
    """The macro without arguments that stands for what a pattern finds, or ""."""
    plain = (name for name, macro in own.items()
             if macro.arguments == 0 and pattern.fullmatch(macro.body.strip()))  # fmt: skip
    return "".join(f"\\{name}" for name in [*plain][:1])


def _bold(typed: str) -> dict[str, str]:
    """Each letter in bold, and how it was typed first."""
    found: dict[str, str] = {}
    for match in _BOLD.finditer(typed):
        found.setdefault(_letter(match, 2), _applied(match.group(1), match, 2))
    return found


def _bold_by(name: str, macro: Macro, typed: str) -> dict[str, str]:
    r"""What a macro makes bold: `\X` for `\mathbf{X}`, `\vect{x}` for `\mathbf{#1}`."""
    whole = _BOLD.fullmatch(_bare(macro.body))
    if macro.arguments == 0 and whole:
        return {_letter(whole, 2): f"\\{name}"}
    if macro.arguments != 1 or not _BOLD_ARGUMENT.match(_bare(macro.body)):
        return {}
    uses = re.finditer(rf"\\{name}(?![A-Za-z]){_LETTER}", typed)
    return {_letter(use, 1): _applied(name, use, 1) for use in uses}


def _bare(body: str) -> str:
    """The body of a macro without braces around all of it."""
    body = body.strip()
    return body[1:-1].strip() if body[:1] == "{" and body[-1:] == "}" else body


def _letter(match: re.Match[str], first: int) -> str:
    """The name of the letter that a pattern with three groups for it found."""
    return match.group(first) or match.group(first + 1) or match.group(first + 2)


def _applied(command: str, match: re.Match[str], first: int) -> str:
    """The command with its letter in braces, a Greek one with its backslash."""
    letter = _letter(match, first)
    sign = "\\" if "\\" + letter in match.group() else ""
    return f"\\{command}{{{sign}{letter}}}"
