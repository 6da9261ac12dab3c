r"""Chains of equations, taken apart: rows at `\\`, sides at `=`; which sides are derivatives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from matcalc_cli.documents.mapped import Mapped
from matcalc_grammar.frozen import Frozen

_DROPPED = re.compile(
    r"\\(?:label|tag|intertext|shortintertext|eqref|ref|cite|footnote|vspace|hspace)\*?\s*\{[^{}]*\}"
    r"|\\(?:nonumber|notag|displaystyle|textstyle|limits|hfill|noindent|allowbreak)\b"
    r"|\\(?:begin|end)\s*\{(?:aligned|split|gathered)\}(?:\[[a-z]\])?"
)
_WORDED = re.compile(
    r"(?:\\q?quad\s*|\\hspace\{[^{}]*\}\s*|[,;.]\s*)*\\(?:text|mbox|textrm)\s*\{.*", re.S
)
_SPACE = re.compile(r"\\q?quad\b|~")
_OVER = re.compile(
    r"\\(?:overset|stackrel)\s*\{[^{}]*\}\s*\{\s*=\s*\}|\\(?:triangleq|coloneqq|equiv)\b|:="
)
_RELATION = re.compile(
    r"\\(?:approx|propto|neq?|leq?|geq?|sim|simeq|succeq?|preceq?|iff|implies|to)\b|[<>≈≠≤≥]"
)
_GOES_ON = re.compile(r"\s*(?:[+\-*/)\]}]|\\(?:cdot|times|right|circ|odot|otimes)\b)")
_UNDONE = re.compile(r"(?:[+\-*/(\[]|\\(?:cdot|times|circ|odot|otimes))\s*\Z")
_BEYOND = re.compile(
    r"\\mathbb\s*\{?\s*[EPV]\b|\\(?:int|lim|sup|inf|arg|Pr|dots|ldots|cdots|begin)\b|…"
)
_ROW = re.compile(r"\\\\(?:\s*\[[^\]]*\])?")
_FUNCTION = r"(?:\\mathcal\s*\{?\s*[A-Z]\s*\}?|\\ell|\\[a-z]+|[A-Za-z])"
_SCALAR = r"(?:\\(?:mathbf|boldsymbol|bm)\s*\{?\s*\\?[A-Za-z]+\s*\}?|\\[a-z]+|[A-Za-z])"
_DERIVATIVE = re.compile(
    r"\s*(?:\\frac\s*\{\s*(?:\\partial|\\mathrm\s*\{?\s*d\b|d\b)|\\nabla|∇|\\partial\b|∂"
    r"|d\s*/\s*d)"
)
_DEFINED = re.compile(rf"\s*({_FUNCTION})\s*(?:\(\s*({_SCALAR})\s*\))?\s*\Z")
_NABLA = re.compile(
    rf"\s*(?:\\nabla|∇)\s*(?:_\s*(\{{[^{{}}]*(?:\{{[^{{}}]*\}}[^{{}}]*)*\}}|\\?\w+))?\s*({_FUNCTION})"
    rf"\s*(?:\(\s*({_SCALAR})\s*\))?\s*\Z"
)
_QUOTIENT = re.compile(
    rf"\s*\\frac\s*\{{\s*(\\partial|d|\\mathrm\s*\{{\s*d\s*\}})\s*({_FUNCTION})\s*"
    rf"(?:\(\s*({_SCALAR})\s*\))?\s*\}}\s*(\{{.*\}})\s*\Z", re.S,
)  # fmt: skip


class Definition(Frozen):
    """`f(x) = …`: the parameter or None, and the body."""

    parameter: str | None
    body: str


def rows(body: Mapped) -> Iterator[Mapped]:
    """The rows of a display, cleaned of labels and words; a sum that goes on is one row."""
    for found in [*_DROPPED.finditer(body.text)]:
        body = body.blanked(found.start(), found.end())
    place = 0
    whole: Mapped | None = None
    for end, after in [*_row_ends(body.text), (len(body.text), len(body.text))]:
        row = _cleaned(body.part(place, end))
        place = after
        if whole is None:
            whole = row
        elif _GOES_ON.match(row.text) or _UNDONE.search(whole.text):
            whole = whole.joined(row)
        else:
            yield whole
            whole = row
    if whole is not None:
        yield whole


def _row_ends(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _ROW.finditer(text) if _is_outside(text, found.start())]


def _is_outside(text: str, place: int) -> bool:
    """Whether a place is in no brace and in no environment."""
    before = text[:place]
    return before.count("\\begin") == before.count("\\end") and (
        before.count("{") - before.count("\\{") == before.count("}") - before.count("\\}")
    )


def _cleaned(row: Mapped) -> Mapped:
    for found in [*_SPACE.finditer(row.text), *re.finditer(r"(?<!\\)&", row.text)]:
        row = row.blanked(found.start(), found.end())
    worded = _WORDED.search(row.text)
    if worded and "const" not in worded.group():
        row = row.part(0, worded.start())
    for found in reversed([*_OVER.finditer(row.text)]):
        row = row.replaced(found.start(), found.end(), "=")
    return row


def sides(row: Mapped) -> list[Mapped]:
    """What stands between the equals signs that are in no bracket."""
    found = []
    place = depth = 0
    for k, character in enumerate(row.text):
        depth += (character in "([{") - (character in ")]}")
        if character == "=" and depth <= 0:
            found.append(row.part(place, k).stripped())
            place = k + 1
    found.append(_unpunctuated(row.part(place, len(row.text)).stripped()))
    return found


def _unpunctuated(side: Mapped) -> Mapped:
    return side.part(0, len(side.text.rstrip(" \t\n.,;")))


def is_derivative(side: str) -> bool:
    """Whether a side is a derivative."""
    return _DERIVATIVE.match(side) is not None


def is_equation(side: str) -> bool:
    """Whether a side holds no relation other than equality."""
    return _RELATION.search(side) is None


def beyond(side: str) -> str | None:
    """What a side holds that is not matrix algebra, or None."""
    found = _BEYOND.search(side)
    return found.group() if found else None


def definition(left: str, right: str) -> tuple[str, Definition] | None:
    """What `f(x) = …` or `r = …` defines; None for an equation that defines nothing."""
    found = _DEFINED.match(left)
    if found is None or is_derivative(right) or not is_equation(right) or beyond(right):
        return None
    if not re.search(r"[A-Za-z]", right):
        return None
    name = _name(found.group(1))
    parameter = found.group(2)
    if re.search(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z])", right):
        return None
    return name, Definition(parameter.strip() if parameter else None, right)


def _name(typed: str) -> str:
    return re.sub(r"\s", "", typed)


def with_body(side: str, known: Mapping[str, Definition]) -> str | None:
    r"""A derivative of a name with what the name stands for; None where that is not known.

    `\nabla f(x)` is `\nabla_{x} (…)`, `\frac{\partial f}{\partial x}` has the body after it.
    """
    nabla = _NABLA.match(side)
    if nabla:
        by, name, argument = nabla.groups()
        defined = known.get(_name(name))
        if defined is None:
            return None
        by = by or argument or defined.parameter
        if by is None or not _fits(defined, argument):
            return None
        return rf"\nabla_{{{_unbraced(by)}}} ({defined.body})"
    quotient = _QUOTIENT.match(side)
    if quotient:
        d, name, argument, below = quotient.groups()
        defined = known.get(_name(name))
        if defined is not None and _fits(defined, argument):
            return rf"\frac{{{d}}}{below} ({defined.body})"
    return None


def _unbraced(typed: str) -> str:
    return typed[1:-1] if typed[0] == "{" and typed[-1] == "}" else typed


def _fits(defined: Definition, argument: str | None) -> bool:
    """Whether the function is taken at its own parameter, so that its body is meant as it is."""
    if argument is None or defined.parameter is None:
        return True
    return _name(argument) == _name(defined.parameter)
