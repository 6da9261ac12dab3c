"""Answers as SVG, drawn by ziamath: the only importer of it, which is an extra."""

from __future__ import annotations

from collections.abc import Iterator

from matcalc_cli.errors import Unsupported
from matcalc_cli.printers.page import Page


def svg(page: Page, brief: bool) -> str:
    """The working and the answer as one picture, or the answer alone. Raises Unsupported."""
    try:
        from ziamath.zmath import Math
    except ImportError:
        raise Unsupported(
            "missing-extra", "SVG is drawn by ziamath, which is not installed",
            help="pip install 'matcalc-cli[svg]'",
        ) from None  # fmt: skip
    if isinstance(page.brief, str):
        raise Unsupported("not-expressible", "a verdict has no picture")
    rows = [("", formula) for formula in page.brief] if brief else _rows(page)
    table = "".join(f"<mtr>{_cell('right', left)}{_cell('left', right)}</mtr>"
                    for left, right in rows)  # fmt: skip
    drawn: str = Math(f'<math displaystyle="true"><mtable>{table}</mtable></math>').svg()
    return drawn.rstrip() + "\n"


def _rows(page: Page) -> Iterator[tuple[str, str]]:
    yield from (("", formula) for formula in page.given)
    yield from ((step.left, f"<mo>=</mo>{step.right}") for step in page.steps)
    for _, formulas in page.answers:
        yield from (("", formula) for formula in formulas)


def _cell(side: str, formula: str) -> str:
    return f'<mtd columnalign="{side}"><mrow>{formula}</mrow></mtd>'
