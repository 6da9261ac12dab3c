"""Documents: every problem in every format, read by what reads that format."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.printers import documents
from matcalc_cli.printers.document import document as align
from matcalc_cli.printers.page import unread
from matcalc_cli.questions import Reader
from tests.cli.running import environment, run
from tests.code.problems import GRADIENTS, HESSIANS, JACOBIANS

PROBLEMS = [*GRADIENTS, *JACOBIANS, *HESSIANS, "d/d\\hat{x} ||\\hat{x} - x_max||_2^3",
            "d/dX (log(abs(det X)) + ||X||_*)", "f: R -> R; d/dx sum(f(x))"]  # fmt: skip
CLAIM = "d/dX tr(A X) = A"
EVIL = """<script>alert("1")</script> $x$ | # *a* `b` \\n & _c_ "quoted" """
_VOID = ("meta", "link", "br")


def derived(text: str) -> Derivation:
    (question,) = Reader().questions(text)
    return derive_question(question, Options(check=False))


ANSWERS = [derived(problem) for problem in PROBLEMS]


class Page(HTMLParser):
    """A page that must be well formed and hold nothing that runs or is fetched."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "link", "img", "iframe")
        assert not {name for name, _ in attrs} & {"src", "href", "onclick", "onload"}
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page(answer: Derivation) -> str:
    return whole(documents.document(answer, "html", brief=False))


def whole(part: documents.Part) -> str:
    return (part.opening + part.body + documents.closing("html", False)).decode()


@pytest.mark.parametrize("answer", ANSWERS, ids=PROBLEMS)
def test_html_is_sound(answer: Derivation) -> None:
    text = page(answer)
    Page(text)
    assert "@media (prefers-color-scheme: dark)" in text
    arity = {"msup": 2, "msub": 2, "mfrac": 2, "msubsup": 3, "munderover": 3, "munder": 2,
             "mover": 2, "msqrt": 1}  # fmt: skip
    for part in text.split("<math")[1:]:
        tree = ElementTree.fromstring("<math" + part.partition("</math>")[0] + "</math>")
        for element in tree.iter():
            name = element.tag.rpartition("}")[2]
            assert len(element) == arity.get(name, len(element)), name
            if name in ("math", "mrow"):  # text stands in tokens only
                assert not "".join([element.text or "", *[e.tail or "" for e in element]]).strip()


@pytest.mark.parametrize("answer", ANSWERS, ids=PROBLEMS)
def test_markdown_has_balanced_formulas(answer: Derivation) -> None:
    text = documents.document(answer, "markdown", brief=False).text
    assert text.count("$$") % 2 == 0
    for row in text.splitlines():
        if row.startswith("|"):
            assert row.replace(r"\|", "").count("|") == 4
        formulas = row.split("$")[1::2]
        assert not any("}_{" in formula for formula in formulas)
        for formula in formulas:
            assert formula.count("{") == formula.count("}")
            assert formula.count(r"\left") == formula.count(r"\right")


def test_typst_compiles(tmp_path: Path) -> None:
    typst = pytest.importorskip("typst")
    source = tmp_path / "all.typ"
    parts = [documents.document(answer, "typst", brief=False).text for answer in ANSWERS]
    parts.append(documents.written(unread(EVIL, EVIL, EVIL), "typst", brief=False).text)
    source.write_text("\n".join(parts), "utf-8")
    assert typst.compile(str(source), format="pdf").startswith(b"%PDF")


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="pdflatex is not installed")
def test_latex_compiles(tmp_path: Path) -> None:
    body = "\n".join(map(align, ANSWERS))
    source = tmp_path / "all.tex"
    head = "\\documentclass{article}\n\\usepackage{amsmath,amssymb}\n\\begin{document}\n"
    source.write_text(f"{head}{body}\\end{{document}}\n", "utf-8")
    subprocess.run(["pdflatex", "-halt-on-error", source.name], cwd=tmp_path, check=True,
                   stdout=subprocess.DEVNULL, timeout=300)  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERS[::6], ids=PROBLEMS[::6])
@pytest.mark.parametrize("brief", [False, True])
def test_pictures_are_drawn(answer: Derivation, brief: bool) -> None:
    pytest.importorskip("ziamath")
    picture = documents.document(answer, "svg", brief=brief).text
    assert ElementTree.fromstring(picture).tag.endswith("svg")


def test_a_picture_holds_one_answer() -> None:
    pytest.importorskip("ziamath")
    done = run("derive", "-o", "svg", "d/dx x^T x", "d/dX tr(A X)")
    assert done.returncode == 3 and "error[not-expressible]" in done.stderr
    assert ElementTree.fromstring(done.stdout).tag.endswith("svg")


def test_a_picture_without_ziamath(tmp_path: Path) -> None:
    (tmp_path / "ziamath.py").write_text("raise ImportError\n")
    path = os.pathsep.join([str(tmp_path), environment()["PYTHONPATH"]])
    done = run("derive", "-o", "svg", "d/dx x^T x", PYTHONPATH=path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "error[missing-extra]" in done.stderr
    assert "matcalc-cli[svg]" in done.stderr


def test_what_was_typed_is_never_markup() -> None:
    shown = unread(EVIL, EVIL, EVIL)
    seen = Page(whole(documents.written(shown, "html", brief=False))).text
    assert "".join(EVIL.split()) in "".join(seen.split())
    markdown = documents.written(shown, "markdown", brief=False).text
    bare = markdown.replace("### ", "").replace("**", "")
    assert not re.search(r"(?<!\\)[<>$|#*`_&]", bare)


def test_several_answers_are_one_page() -> None:
    done = run("derive", "-o", "html", "d/dx x^T x", "d/dx A x +", "d/dX tr(A X)")
    assert done.returncode == 2
    assert done.stdout.count("<!DOCTYPE html>") == done.stdout.count("</html>") == 1
    assert done.stdout.count("<article>") == 2
    Page(done.stdout)
    assert not run("derive", "-o", "html", "d/dx A x +").stdout


@pytest.mark.parametrize("format_", ["html", "markdown", "typst"])
def test_claims_and_solutions(format_: str) -> None:
    claim = run("check", "-o", format_, CLAIM)
    assert claim.returncode == 1 and "transposed" in claim.stdout
    assert run("check", "-q", "-o", format_, CLAIM).stdout.count("\n") == 1
    solved = run("solve", "-o", format_, "d/dβ ||y - X β||^2 = 0")
    assert solved.returncode == 0 and "multiply by the inverse" in solved.stdout
    for text in (claim.stdout, solved.stdout):
        if format_ == "html":
            Page(text)


def test_the_answer_alone() -> None:
    typed = "d/dX tr(X^T A X)"
    assert run("derive", "-q", "-o", "markdown", typed).stdout == (
        "$\\left( A + A^{\\top} \\right) X$\n")  # fmt: skip
    assert run("derive", "-q", "-o", "typst", typed).stdout == "$(A + A^(⊤)) X$\n"
    line = run("derive", "-q", "-o", "html", typed).stdout
    assert line.startswith("<math") and line.count("\n") == 1


def test_documents_are_utf_8_whatever_the_locale() -> None:
    done = run("derive", "-o", "html", "d/dX tr(X^T A X)", PYTHONIOENCODING="latin-1")
    assert "⊤" in done.stdout and done.returncode == 0
