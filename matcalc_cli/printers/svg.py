"""Answers as SVG, drawn by ziamath: the only importer of it, which is an extra."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from matcalc_cli.errors import Unsupported
from matcalc_cli.printers.page import Page

_TALL = frozenset(["mfrac", "msqrt", "munder", "mover", "munderover"])
_FENCES = frozenset("()[]{}|‖⟨⟩")
_DEEPEST = 8
_MARGIN = 6.0


def svg(page: Page, brief: bool) -> str:
    """The working and the answer as one picture, or the answer alone. Raises Unsupported."""
    try:
        import ziamath.zmath  # noqa: F401
    except ImportError:
        raise Unsupported(
            "missing-extra", "SVG is drawn by ziamath, which is not installed",
            help="pip install 'matcalc-cli[svg]'",
        ) from None  # fmt: skip
    if isinstance(page.brief, str):
        raise Unsupported("not-expressible", "a verdict has no picture")
    rows = [("", formula) for formula in page.brief] if brief else _rows(page)
    return _picture([(_math(left), _math(right)) for left, right in rows])


def _rows(page: Page) -> Iterator[tuple[str, str]]:
    yield from (("", formula) for formula in page.given)
    yield from ((step.left, f"<mo>=</mo>{step.right}") for step in page.steps)
    for _, formulas in page.answers:
        yield from (("", formula) for formula in formulas)


def _picture(rows: Sequence[tuple[Any, Any]]) -> str:
    """The rows below one another, in two columns that meet."""
    picture = Element("svg", xmlns="http://www.w3.org/2000/svg")
    middle = _MARGIN + max(left.getsize()[0] for left, _ in rows)
    y = _MARGIN
    for left, right in rows:
        boxes = [formula.node.bbox for formula in (left, right)]
        y += max(box.ymax for box in boxes)
        left.drawon(picture, middle, y, halign="right")
        right.drawon(picture, middle, y)
        y += _MARGIN - min(box.ymin for box in boxes)
    width = middle + max(right.getsize()[0] for _, right in rows) + _MARGIN
    size = {"width": f"{width:.2f}", "height": f"{y:.2f}"}
    picture.attrib |= size | {"viewBox": f"0 0 {size['width']} {size['height']}"}
    return ElementTree.tostring(picture, encoding="unicode") + "\n"


def _math(formula: str) -> Any:
    """A formula, drawn. Raises Unsupported where that would take too long."""
    from ziamath.zmath import Math

    element = _flat(ElementTree.fromstring(f'<math displaystyle="true">{formula}</math>'))
    if _depth(element) > _DEEPEST:
        raise Unsupported("not-expressible", "this is nested too deeply to be drawn")
    return Math(element)


def _flat(element: Element) -> Element:
    """The formula with as few rows in rows as it can do with.

    ziamath measures each row twice, so that its work doubles with each row in a row.
    """
    children = [_flat(child) for child in element]
    if element.tag in ("mrow", "math"):
        children = [part for child in children for part in (child if _is_loose(child) else [child])]
    if element.tag == "mrow" and len(children) == 1:
        return children[0]
    flat = Element(element.tag, element.attrib)
    flat.text = element.text
    flat.extend(children)
    return flat


def _is_loose(element: Element) -> bool:
    """Whether it is a row without brackets that must grow with what is between them."""
    if element.tag != "mrow":
        return False
    fences = [part for part in element if part.tag == "mo" and part.text in _FENCES]
    if fences and any(part.tag in _TALL for part in element.iter()):
        return False
    for part in fences:
        part.set("stretchy", "false")
    return True


def _depth(element: Element) -> int:
    """How many rows stand in one another."""
    return (element.tag == "mrow") + max(map(_depth, element), default=0)
