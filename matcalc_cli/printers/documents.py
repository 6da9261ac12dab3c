"""The formats of documents, each by its name."""

from __future__ import annotations

from matcalc_cli.errors import Unsupported
from matcalc_cli.printers import html_page, markdown_page, typst_page
from matcalc_cli.printers.formulas import Script
from matcalc_cli.printers.latex import LatexStyle
from matcalc_cli.printers.mathml import MathmlStyle
from matcalc_cli.printers.page import Page, Subject, page
from matcalc_cli.printers.typst import TypstStyle
from matcalc_grammar.habits import habits


def document(
    subject: Subject, format_: str, *, brief: bool, first: bool, typed: str = ""
) -> str:
    """One answer in a format; with `brief`, nothing but the answer. Raises Unsupported.

    LaTeX is written as in the question as it was `typed`.
    """
    shown = page(subject, _script(format_, typed))
    return written(shown, format_, brief=brief, first=first)


def _script(format_: str, typed: str) -> Script:
    match format_:
        case "markdown":
            return LatexStyle(habits(typed))
        case "typst":
            return TypstStyle()
    return MathmlStyle()


def written(shown: Page, format_: str, *, brief: bool, first: bool) -> str:
    """A page in a format, set off from the one before it. Raises Unsupported."""
    match format_:
        case "markdown":
            text = markdown_page.brief(shown) if brief else markdown_page.markdown(shown)
        case "typst":
            text = typst_page.brief(shown) if brief else typst_page.page_text(shown)
        case "html" if brief:
            return html_page.brief(shown)
        case "html":
            return (html_page.opening(shown.title) if first else "") + html_page.html(shown)
        case _:
            return _picture(shown, brief, first)
    return text if brief or first else f"\n{text}"


def closing(format_: str, brief: bool) -> str:
    """What ends a document."""
    return html_page.CLOSING if format_ == "html" and not brief else ""


def _picture(shown: Page, brief: bool, first: bool) -> str:
    if not first:
        raise Unsupported("not-expressible", "a picture holds one answer, and there is one already")
    from matcalc_cli.printers.svg import svg

    return svg(shown, brief)
