"""The formats of documents, each by its name."""

from __future__ import annotations

from matcalc_cli.printers import html_page, markdown_page, typst_page
from matcalc_cli.printers.formulas import Script
from matcalc_cli.printers.latex import LatexStyle
from matcalc_cli.printers.mathml import MathmlStyle
from matcalc_cli.printers.page import Page, Subject, page
from matcalc_cli.printers.typst import TypstStyle
from matcalc_grammar.frozen import Frozen
from matcalc_grammar.habits import Habits, habits

PICTURES = ("svg", "png")


class Part(Frozen):
    """An answer in a document: what stands before it if it is the first, and if it is not."""

    body: bytes
    opening: bytes = b""
    between: bytes = b""

    @property
    def text(self) -> str:
        """The answer alone, of a format that is text."""
        return self.body.decode()


def document(subject: Subject, format_: str, *, brief: bool, typed: str = "") -> Part:
    """One answer in a format; with `brief`, nothing but the answer. Raises Unsupported."""
    return written(page_of(subject, format_, habits(typed)), format_, brief=brief)


def page_of(subject: Subject, format_: str, own: Habits | None = None) -> Page:
    """The page of an answer; LaTeX is written with the writer's own habits."""
    return page(subject, _script(format_, own or Habits()))


def _script(format_: str, own: Habits) -> Script:
    match format_:
        case "markdown":
            return LatexStyle(own)
        case "typst":
            return TypstStyle()
    return MathmlStyle()


def written(shown: Page, format_: str, *, brief: bool) -> Part:
    """A page in a format. Raises Unsupported where that cannot say it, or lacks its extra."""
    match format_:
        case "markdown":
            text = markdown_page.brief(shown) if brief else markdown_page.markdown(shown)
            return Part(_utf8(text), between=b"" if brief else b"\n")
        case "typst":
            text = typst_page.brief(shown) if brief else typst_page.page_text(shown)
            return Part(_utf8(text), between=b"" if brief else b"\n")
        case "html" if brief:
            return Part(_utf8(html_page.brief(shown)))
        case "html":
            return Part(_utf8(html_page.html(shown)), _utf8(html_page.opening(shown.title)))
        case "svg":
            from matcalc_cli.printers.svg import svg

            return Part(_utf8(svg(shown, brief)))
        case "png":
            from matcalc_cli.printers.png import png

            return Part(png(shown, brief))
    raise ValueError(format_)


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def closing(format_: str, brief: bool) -> bytes:
    """What ends a document."""
    return _utf8(html_page.CLOSING) if format_ == "html" and not brief else b""
