"""Answers as Typst: a part of a document, or a document of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matcalc_cli.printers.page import Page, Step
from matcalc_cli.printers.typst import quoted

_MARKS = {None: "", True: " ✓", False: " ✗"}


def page_text(page: Page) -> str:
    """The page; whatever is no formula stands in a string, where nothing is markup."""
    return "\n".join(_rows(page)) + "\n"


def brief(page: Page) -> str:
    """The answer alone, on a line."""
    if isinstance(page.brief, str):
        return f"#{quoted(page.brief)}\n"
    return "".join(f"${formula}$\n" for formula in page.brief)


def _rows(page: Page) -> Iterator[str]:
    yield f"#heading(level: 2, {quoted(page.title)})"
    yield from (f"\n$ {formula} $" for formula in page.given)
    if page.where:
        yield f"\nwhere {', '.join(f'${formula}$' for formula in page.where)}"
    if page.steps:
        yield from _table(page.steps)
    for heading, formulas in page.answers:
        yield f"\n#strong({quoted(heading)})"
        yield from (f"\n$ {formula} $" for formula in formulas)
    yield ""
    for fact in page.facts:
        words = quoted(fact.words + _MARKS[fact.holds])
        yield f"- #strong({quoted(fact.name)}): #{words}"


def _table(steps: Sequence[Step]) -> Iterator[str]:
    yield "\n#table("
    yield "  columns: 4, stroke: none, align: (left, right, left, left),"
    phase = ""
    for step in steps:
        named = "" if step.phase == phase else step.phase
        phase = step.phase
        left = f"${step.left}$" if step.left else "[]"
        yield f"  {quoted(named)}, {left}, $= {step.right}$, emph({quoted(step.rule)}),"
    yield ")"
