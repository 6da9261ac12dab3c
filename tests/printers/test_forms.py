"""Every form of output of the golden problems, each held by what it is made for.

The consumers that take long to start take all problems in one run; one that is not installed is
skipped by its name.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from matcalc_cli import api
from matcalc_cli.cli import FORMATS
from matcalc_cli.derivation import Derivation
from matcalc_cli.errors import Unsupported
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.printers import documents
from matcalc_cli.printers.code import code
from matcalc_cli.printers.document import document as latex_document
from matcalc_cli.printers.latex import latex
from matcalc_cli.printers.record import Source, derived
from matcalc_cli.printers.text import text
from tests.cli.running import COMMAND, environment
from tests.printers.test_reading_back import read

GOLDEN = Path(__file__).parents[1] / "golden"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
                None)  # fmt: skip
CLAIMS = ["d/dX tr(A X) = A", "d/dX ||X||_F = X / ||X||_F", "d/dx x^T x = 2 x + x^T"]
SYSTEMS = ["d/db ||y - X b||^2 = 0", "d/dx x^T A x + b^T x where A pd"]


def typed() -> list[str]:
    """The inputs of the golden problems that need no options."""
    found = []
    for path in sorted(GOLDEN.rglob("*.txt")):
        lines = [line[2:] for line in path.read_text("utf-8").splitlines() if line[:2] == "$ "]
        if not any(line.startswith("--") for line in lines):
            found.append("\n".join(lines))
    return found


TYPED = typed()


@cache
def answers() -> list[Derivation]:
    """Their derivations."""
    return [api.derive(problem, check=False).derivation for problem in TYPED]


def pages(format_: str, brief: bool = False) -> list[documents.Part]:
    return [documents.document(answer, format_, brief=brief) for answer in answers()]


def modules(language: str) -> list[str]:
    """The code of every problem that the language can express, which are nearly all."""
    found = []
    for answer in answers():
        try:
            found.append(code(answer, language, {}))
        except Unsupported as refused:
            assert refused.name == "not-expressible"
    assert len(found) >= 45
    return found


def program(*names: str) -> str:
    """The path of a program, or a skip that names it."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"{names[0]} is not installed")
    return found


def test_there_are_enough() -> None:
    assert len(TYPED) >= 40
    assert set(FORMATS) == {
        "text", "ascii", "latex", "markdown", "html", "typst", "svg", "png", "json", "numpy",
        "jax", "torch", "julia", "matlab", "sympy",
    }  # fmt: skip


@pytest.mark.parametrize("unicode", [True, False], ids=["text", "ascii"])
def test_text_is_read_back(unicode: bool) -> None:
    for answer in answers():
        shown = text(answer.answer, unicode=unicode)
        assert normal(read(shown, answer.answer)) is normal(answer.answer), shown
        assert unicode or shown.isascii()


def test_a_shell_reads_a_line_an_answer() -> None:
    """One question a line goes in, one answer a line comes out, through a loop of the shell."""
    problems = [problem for problem in TYPED if "\n" not in problem and ";" not in problem]
    loop = f"{' '.join(COMMAND)} derive -q --no-check -o ascii | while read -r line; do " + (
        "printf '%s\\n' \"$line\"; done")  # fmt: skip
    done = subprocess.run(["sh", "-c", loop], input="\n".join(problems).encode(), check=True,
                          capture_output=True, env=environment(), timeout=120)  # fmt: skip
    assert not done.stderr
    assert len(done.stdout.decode("ascii").splitlines()) == len(problems)


def test_json_is_read() -> None:
    for problem, answer in zip(TYPED, answers(), strict=True):
        record = json.loads(derived(answer, problem, Source(None, 1)))
        assert record["status"] == "ok" and record["derivative"]["latex"]
        assert record["steps"] and record["symbols"]


def test_latex_is_typeset(tmp_path: Path) -> None:
    """Derivations, claims and solutions in one document, in one run of pdflatex."""
    pdflatex = program("pdflatex")
    parts = [latex_document(answer) for answer in answers()]
    parts += [api.check(claim).to_latex() for claim in CLAIMS]
    parts += [api.solve(system, wrt="x").to_latex() for system in SYSTEMS]
    parts += [f"$ {latex(answer.answer)} $\n" for answer in answers()]
    head = "\\documentclass{article}\n\\usepackage{amsmath,amssymb}\n\\begin{document}\n"
    body = "\n".join(parts)
    (tmp_path / "all.tex").write_text(f"{head}{body}\\end{{document}}\n", "ascii")
    done = subprocess.run([pdflatex, "-halt-on-error", "-interaction=batchmode", "all.tex"],
                          cwd=tmp_path, stdout=subprocess.DEVNULL, timeout=300)  # fmt: skip
    assert done.returncode == 0, (tmp_path / "all.log").read_text("latin-1")[-2000:]
    assert body.count("\\begin{itemize}") >= 10  # conditions and notes are part of it


def test_latex_is_drawn() -> None:
    zmath: Any = pytest.importorskip("ziamath.zmath")
    for answer in answers():
        drawn = zmath.Math.fromlatex(latex(answer.answer)).svg()
        assert ElementTree.fromstring(drawn).tag.endswith("svg")


def test_markdown_is_rendered() -> None:
    """CommonMark with tables, as GitHub has it: formulas come through it letter by letter."""
    markdown_it: Any = pytest.importorskip("markdown_it")
    reader = markdown_it.MarkdownIt("commonmark").enable("table")
    for answer, part in zip(answers(), pages("markdown"), strict=True):
        tokens = reader.parse(part.text)
        inline = [child for token in tokens for child in token.children or ()]
        assert not any(child.type == "em_open" for child in inline)
        kinds = [token.type for token in tokens]
        assert kinds.count("heading_open") == 1
        assert kinds.count("tr_open") == (len(answer.lines) if "table_open" in kinds else 0)


def test_html_is_shown(tmp_path: Path) -> None:
    """One page of all problems in Chromium: every formula has a size, and no tag is unknown."""
    chromium = program("chromium", "chromium-browser", "google-chrome")
    parts = pages("html")
    page = parts[0].opening + b"".join(part.body for part in parts)
    probe = """<script>
      const formulas = [...document.querySelectorAll("math")];
      const flat = formulas.filter(f => !(f.getBoundingClientRect().height > 4));
      const odd = [...document.querySelectorAll("*")].filter(e => e instanceof HTMLUnknownElement);
      document.body.dataset.found = [formulas.length, flat.length, odd.length].join(" ");
    </script>"""
    path = tmp_path / "all.html"
    path.write_bytes(page + probe.encode() + documents.closing("html", False))
    done = subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
         f"--user-data-dir={tmp_path / 'profile'}", path.as_uri()],
        capture_output=True, timeout=120, env=os.environ | {"HOME": str(tmp_path)},
    )  # fmt: skip
    found = done.stdout.decode().partition('data-found="')[2].partition('"')[0]
    count, flat, odd = map(int, found.split())
    assert count == page.count(b"<math") and (flat, odd) == (0, 0)


def test_typst_is_typeset(tmp_path: Path) -> None:
    typst: Any = pytest.importorskip("typst")
    (tmp_path / "all.typ").write_text("\n".join(part.text for part in pages("typst")), "utf-8")
    assert typst.compile(str(tmp_path / "all.typ"), format="pdf").startswith(b"%PDF")


def test_svg_is_drawn() -> None:
    pytest.importorskip("ziamath")
    for part in pages("svg", brief=True):
        picture = ElementTree.fromstring(part.text)
        assert picture.tag.endswith("svg") and len(list(picture.iter())) > 2


def test_png_is_painted() -> None:
    pytest.importorskip("resvg_py")
    for answer in answers()[::8]:
        part = documents.document(answer, "png", brief=True)
        assert part.body.startswith(b"\x89PNG\r\n\x1a\n") and len(part.body) > 500


@pytest.mark.parametrize(("language", "package"),
                         [("numpy", "numpy"), ("jax", "jax"), ("torch", "torch")])  # fmt: skip
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_python_runs_it(language: str, package: str) -> None:
    """Every module checks its own derivative."""
    found = [compile(module, language, "exec") for module in modules(language)]
    pytest.importorskip(package)
    for module in found:
        namespace: dict[str, Any] = {"__name__": "emitted"}
        exec(module, namespace)
        assert namespace["check_gradient"]() < 1e-3


def test_sympy_builds_it() -> None:
    import sympy

    from matcalc_cli.printers.code.sympy_module import KINDS
    from matcalc_cli.printers.code.sympy_objects import sympy_object

    made = 0
    for answer in answers():
        try:
            module = code(answer, "sympy", {})
        except Unsupported:
            continue
        namespace: dict[str, Any] = {}
        exec(module, namespace)
        built = sympy_object(answer)
        assert isinstance(built, (sympy.Basic, int))
        assert str(built) == str(namespace[KINDS[answer.kind]])  # but for bound symbols
        made += 1
    assert made >= 35


def test_octave_runs_it(tmp_path: Path) -> None:
    octave = program("octave-cli", "octave")
    calls = ["warning('off', 'all');"]
    for k, module in enumerate(modules("matlab")):
        (tmp_path / f"part{k}.m").write_text(module.replace("matcalc_code", f"part{k}"), "utf-8")
        calls += ["try", f"  module = part{k}(); module.check_gradient();", "catch problem",
                  f"  printf('part{k}: %s\\n', problem.message);", "end"]  # fmt: skip
    (tmp_path / "run_all.m").write_text("\n".join([*calls, "printf('done\\n');"]), "utf-8")
    done = subprocess.run([octave, "--quiet", "--no-gui", "--path", tmp_path,
                           tmp_path / "run_all.m"], capture_output=True, timeout=300)  # fmt: skip
    assert done.stdout == b"done\n", done.stdout + done.stderr


def test_julia_runs_it(tmp_path: Path) -> None:
    found = modules("julia")
    julia = program("julia")
    rows = []
    for k, module in enumerate(found):
        (tmp_path / f"part{k}.jl").write_text(module, "utf-8")
        rows.append(f'module Part{k}\ninclude("{tmp_path}/part{k}.jl")\ncheck_gradient()\nend')
    (tmp_path / "all.jl").write_text("\n".join(rows), "utf-8")
    subprocess.run([julia, tmp_path / "all.jl"], check=True, timeout=500)


def test_a_notebook_shows_it(tmp_path: Path) -> None:
    """A notebook with the problems in one cell and a claim in another, run from top to bottom."""
    nbformat: Any = pytest.importorskip("nbformat")
    nbclient: Any = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    v4 = nbformat.v4
    problems = "\n".join(problem for problem in TYPED if "\n" not in problem and ";" not in problem)
    cells = ["%load_ext matcalc_cli", f"%%matcalc --no-check\n{problems}",
             "from matcalc_cli import check\ncheck('d/dX tr(A X) = A')"]  # fmt: skip
    book = v4.new_notebook(cells=[v4.new_code_cell(cell) for cell in cells])
    env = environment(HOME=str(tmp_path))
    nbclient.NotebookClient(book, timeout=300).execute(env=env)
    shown = book.cells[1].outputs
    assert len(shown) == len(problems.splitlines())
    for output in [*shown, *book.cells[2].outputs]:
        assert {"text/html", "text/latex", "text/markdown", "text/plain"} <= set(output["data"])
