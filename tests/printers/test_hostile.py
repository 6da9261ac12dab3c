"""What was typed comes out of every document as text: no markup, no command, no control."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from matcalc_cli import api
from matcalc_cli.printers import documents, page, report, verdict
from matcalc_cli.printers.document import document as latex_document
from matcalc_cli.printers.document import remarks
from matcalc_cli.printers.latex import in_text

EVIL = r"""</script><b>x</b> \input{/etc/passwd} $1$ % # & _ ^ ~ { } #eval("1") `c` [l](u) *s* """
NAMES = "d/d\\hat{x}_{max} (\\hat{x}_{max}^T A_i \\hat{x}_{max} + \\tilde{b}_1^T \\hat{x}_{max})"
MISFIT = "A, X in R^{n x n}; x in R^m; d/dX tr(A X) = \\mathbf{x} & A \\left( X \\right)"


def parts() -> list[str]:
    """LaTeX with whatever of it comes from outside."""
    named = api.derive(NAMES, check=False)
    misfit = api.check(MISFIT)
    assert misfit.judgement.claim.expression is None  # it is shown as it was typed
    return [latex_document(named.derivation), misfit.to_latex(), remarks((), [_ascii(EVIL)]),
            f"\\[ {in_text(EVIL)} \\]\n"]  # fmt: skip


def _ascii(text: str) -> str:
    return text.encode("ascii", "replace").decode()


def test_html_has_no_tags_of_others() -> None:
    part = documents.written(page.unread(EVIL, EVIL, EVIL), "html", brief=False)
    tree = ElementTree.fromstring(part.body)
    assert {element.tag for element in tree.iter()} <= {"article", "h1", "dl", "dt", "dd"}
    assert "\\input{/etc/passwd}" in "".join(tree.itertext())


def test_latex_runs_no_command_of_others(tmp_path: Path) -> None:
    text = "".join(parts())
    assert "\\input" not in text and "\\textbackslash" in text
    if shutil.which("pdflatex") is None:
        pytest.skip("pdflatex is not installed")
    head = "\\documentclass{article}\n\\usepackage{amsmath,amssymb}\n\\begin{document}\n"
    (tmp_path / "all.tex").write_text(f"{head}{text}\\end{{document}}\n", "ascii")
    subprocess.run(["pdflatex", "-halt-on-error", "all.tex"], cwd=tmp_path, check=True,
                   stdout=subprocess.DEVNULL, timeout=100)  # fmt: skip


def test_typst_evaluates_nothing(tmp_path: Path) -> None:
    typst = pytest.importorskip("typst")
    part = documents.written(page.unread(EVIL, EVIL, EVIL), "typst", brief=False)
    (tmp_path / "all.typ").write_text(part.text, "utf-8")
    assert typst.compile(str(tmp_path / "all.typ"), format="pdf").startswith(b"%PDF")


def test_markdown_renders_it_as_it_stands() -> None:
    markdown_it = pytest.importorskip("markdown_it")
    part = documents.written(page.unread(EVIL, EVIL, EVIL), "markdown", brief=False)
    tokens = markdown_it.MarkdownIt("commonmark").parse(part.text)
    inline = [child for token in tokens for child in token.children or ()]
    plain = {"text", "text_special", "strong_open", "strong_close"}
    assert {child.type for child in inline} <= plain
    heading = tokens[1]
    assert "".join(child.content for child in heading.children or ()) == EVIL.strip()


CONTROLS = "\x1b]0;title\x07 \u202e \r\n\\input{x} \n# \x00 \x9b31m"


@pytest.mark.parametrize("format_", ["html", "markdown", "typst"])
def test_pages_hold_no_controls(format_: str) -> None:
    part = documents.written(page.unread(CONTROLS, CONTROLS, CONTROLS), format_, brief=False)
    assert part.text.replace("\n", "").isprintable()
    assert "title" in part.text and "\n\\input" not in part.text and "\n#\ufffd" not in part.text


@pytest.mark.parametrize("unicode", [True, False])
def test_sheets_and_comments_hold_no_controls(unicode: bool) -> None:
    """Neither what was typed nor the name of its file reaches a terminal or ends a comment."""
    judgement = api.check("d/dx x^T x = x", check=False).judgement
    shown = [verdict.unread_document(CONTROLS, CONTROLS)]
    for brief in (True, False):
        rows = (verdict.unread(CONTROLS, CONTROLS, CONTROLS, unicode, brief),
                verdict.sheet(judgement, "wrong", CONTROLS, CONTROLS, unicode, brief))  # fmt: skip
        shown += map(report.plain, rows)
    for text in shown:
        assert text.replace("\n", "").isprintable() and "\n\\" not in text and "\n#" not in text
        assert "title" in text
    assert shown[0].count("\n") == 1
    assert unicode or "".join(shown[1:]).isascii()
