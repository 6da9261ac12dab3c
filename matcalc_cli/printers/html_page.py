"""Answers as one self-contained page of HTML: MathML, dark and light, no scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matcalc_cli.printers.mathml import escape
from matcalc_cli.printers.page import Fact, Page, Step

_MARKS = {True: ("good", "✓"), False: ("bad", "✗")}
_STYLE = """\
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fdfdfc; --dim: #66666e;
  --line: #dddde2; --good: #17703a; --bad: #b3261e; --card: #f4f4f1 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6ea; --paper: #16161a; --dim: #a0a0aa;
  --line: #34343c; --good: #6fcf97; --bad: #ff8a80; --card: #1f1f25 } }
body { margin: 2rem auto; max-width: 62rem; padding: 0 1.2rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.5 system-ui, sans-serif }
math { font-family: "STIX Two Math", "Latin Modern Math", "Cambria Math", math; font-size: 1.12em }
article { border-top: 1px solid var(--line); padding: 1rem 0 1.6rem; overflow-x: auto }
article:first-child { border-top: 0 }
h1 { font-size: 1.05rem; font-weight: 600; color: var(--dim); overflow-wrap: anywhere }
h2, .phase { font-size: .82rem; font-weight: 600; letter-spacing: .04em; color: var(--dim) }
h2 { margin: 1.1rem 0 .2rem }
table { border-collapse: collapse; margin: .8rem 0 }
td { padding: .28rem .5rem; vertical-align: baseline; white-space: nowrap }
.left { text-align: right; padding-right: .1rem } .right { padding-left: .1rem }
.rule { font-style: italic; color: var(--dim); padding-left: 2rem; white-space: normal;
  min-width: 7rem }
.where { color: var(--dim) }
.answer { background: var(--card); border-radius: .4rem; padding: .7rem 1rem }
.answer math { display: block; margin: .3rem 0; text-align: left }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 1rem 0 0 }
dt { color: var(--dim) } dd { margin: 0 }
.good { color: var(--good) } .bad { color: var(--bad) }
"""
CLOSING = "</main>\n</body>\n</html>\n"


def opening(title: str) -> str:
    """All of a page up to its first answer."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    )


def html(page: Page) -> str:
    """One answer, as an article."""
    return "\n".join(["<article>", *_rows(page), "</article>"]) + "\n"


def brief(page: Page) -> str:
    """The answer alone, on a line."""
    if isinstance(page.brief, str):
        return escape(page.brief) + "\n"
    return "".join(f"{math(formula)}\n" for formula in page.brief)


def math(formula: str) -> str:
    """A formula as an element."""
    name = 'xmlns="http://www.w3.org/1998/Math/MathML"'
    return f'<math {name} displaystyle="true"><mrow>{formula}</mrow></math>'


def _rows(page: Page) -> Iterator[str]:
    yield f"<h1>{escape(page.title)}</h1>"
    yield from (f"<p>{math(formula)}</p>" for formula in page.given)
    if page.where:
        yield f'<p class="where">where {", ".join(map(math, page.where))}</p>'
    if page.steps:
        yield from _table(page.steps)
    for heading, formulas in page.answers:
        yield f"<h2>{escape(heading)}</h2>"
        yield f'<div class="answer">{"".join(map(math, formulas))}</div>'
    yield "<dl>"
    yield from map(_fact, page.facts)
    yield "</dl>"


def _table(steps: Sequence[Step]) -> Iterator[str]:
    yield "<table>"
    phase = ""
    for step in steps:
        if step.phase != phase:
            phase = step.phase
            yield f'<tr><td class="phase" colspan="3">{escape(phase)}</td></tr>'
        left = math(step.left) if step.left else ""
        right = math(f"<mo>=</mo>{step.right}")
        yield (f'<tr><td class="left">{left}</td><td class="right">{right}</td>'
               f'<td class="rule">{escape(step.rule)}</td></tr>')  # fmt: skip
    yield "</table>"


def _fact(fact: Fact) -> str:
    mark = ""
    if fact.holds is not None:
        style, glyph = _MARKS[fact.holds]
        mark = f' <span class="{style}">{glyph}</span>'
    return f"<dt>{escape(fact.name)}</dt><dd>{escape(fact.words)}{mark}</dd>"
