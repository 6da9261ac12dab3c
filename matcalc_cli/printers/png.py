"""Answers as PNG: the SVG drawn by resvg, of which this is the only importer; it is an extra."""

from __future__ import annotations

from matcalc_cli.errors import Unsupported
from matcalc_cli.printers.page import Page
from matcalc_cli.printers.svg import svg

_ZOOM = 3  # 12 points become 36 pixels, sharp on a slide


def png(page: Page, brief: bool) -> bytes:
    """The picture of `svg` in pixels, on white. Raises Unsupported."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise Unsupported(
            "missing-extra", "PNG is drawn by resvg, which is not installed",
            help="pip install 'matcalc-cli[png]'",
        ) from None  # fmt: skip
    drawn = svg(page, brief)
    return bytes(svg_to_bytes(
        svg_string=drawn, background="white", zoom=_ZOOM, skip_system_fonts=True
    ))  # fmt: skip
