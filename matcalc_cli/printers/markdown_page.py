"""Answers as Markdown, as GitHub, Jupyter and Colab show it: `$$` with portable LaTeX."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matcalc_cli.printers.names import visible
from matcalc_cli.printers.page import Page, Step

_ACTIVE = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$~&])")
_NEEDLESS = re.compile(r"\\([()+\-.])")  # these act at the beginning of a line only
_EMPHATIC = re.compile(r"(?<=[^\w\s\\])_(?=\S)")  # behind a letter it is none
_MARKS = {None: "", True: " ✓", False: " ✗"}


def markdown(page: Page) -> str:
    """The page: the function, a table of the steps, the answer, what is known of it."""
    blocks = [f"### {escaped(page.title)}"]
    blocks += map(_display, page.given)
    if page.where:
        blocks.append(f"where {', '.join(map(_inline, page.where))}")
    if page.steps:
        blocks.append(_table(page.steps))
    for heading, formulas in page.answers:
        blocks.append(f"**{escaped(heading)}**")
        blocks += map(_display, formulas)
    blocks.append("\n".join(
        f"- **{escaped(fact.name)}**: {escaped(fact.words)}{_MARKS[fact.holds]}"
        for fact in page.facts
    ))  # fmt: skip
    return "\n\n".join(blocks) + "\n"


def brief(page: Page) -> str:
    """The answer alone, on a line."""
    if isinstance(page.brief, str):
        return escaped(page.brief) + "\n"
    return "".join(f"{_inline(formula)}\n" for formula in page.brief)


def escaped(text: str) -> str:
    """Text in which no sign is markup."""
    return _NEEDLESS.sub(r"\1", _ACTIVE.sub(r"\\\1", visible(" ".join(text.split()))))


def _display(formula: str) -> str:
    return f"$$\n{_safe(formula)}\n$$"


def _inline(formula: str) -> str:
    return f"${_safe(formula)}$"


def _safe(formula: str) -> str:
    """LaTeX in which Markdown sees no emphasis: `_` before a blank cannot begin any."""
    return _EMPHATIC.sub("_ ", formula)


def _table(steps: Sequence[Step]) -> str:
    rows = ["| | | rule |", "|:--|:--|:--|"]
    phase = ""
    for step in steps:
        named = "" if step.phase == phase else step.phase
        phase = step.phase
        formula = _inline(rf"{step.left} = {step.right}".lstrip()).replace("|", r"\|")
        rows.append(f"| {named} | {formula} | {escaped(step.rule)} |")
    return "\n".join(rows)
