"""Documents in three styles of LaTeX, and Markdown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run

HERE = Path(__file__).parent / "documents"
# Line, mark, and how the verdict or the reason begins.
WANTED = {
    "ams.tex": [
        (12, "ok", ""), (13, "ok", ""), (18, "wrong", "shape: "), (20, "wrong", "factor: it is 2"),
        (24, "ok", ""), (25, "?", "not read: the right-hand side"), (25, "ok", ""),
        (27, "wrong", "conditional: right if B is symmetric"),
    ],
    "prose.tex": [
        (4, "ok", ""), (4, "ok", ""), (5, "ok", ""), (5, "wrong", "factor: it is 1/2"),
        (7, "ok", ""), (8, "open", "conditional: right if A is symmetric"), (10, "ok", ""),
        (11, "wrong", "different: the term 2 α x is missing"), (13, "open", "different: "),
        (13, "?", "not read: "),
    ],
    "macros.tex": [
        (24, "ok", ""), (25, "wrong", "different: the coefficient of λ w is 2, not 1"),
        (28, "ok", ""), (29, "wrong", "sign: "),
    ],
    "notes.md": [
        (6, "ok", ""), (13, "ok", ""), (16, "open", "transposed: right in the layout denominator"),
        (19, "wrong", "sign: "),
    ],
}  # fmt: skip


def found(name: str, *options: str) -> list[tuple[int, str, str]]:
    """The line, the mark and the words of each claim."""
    lines = run("check", *options, "-f", str(HERE / name)).stdout.splitlines()
    claims = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        mark, _, rest = line.partition(" ")
        if str(HERE) in rest:
            number = int(rest.split(f"{name}:")[1].split(":")[0])
            claims.append((number, mark, after.strip() if mark != "ok" else ""))
    return claims


@pytest.mark.parametrize("name", WANTED)
def test_claims_of_a_document(name: str) -> None:
    claims = found(name)
    assert [claim[:2] for claim in claims] == [wanted[:2] for wanted in WANTED[name]]
    for (_, _, words), (_, _, start) in zip(claims, WANTED[name], strict=True):
        assert words.startswith(start)


def test_a_layout_that_is_asked_for_is_no_guess() -> None:
    assert (16, "wrong") in [claim[:2] for claim in found("notes.md", "--layout", "numerator")]
    assert (16, "ok") in [claim[:2] for claim in found("notes.md", "--layout", "denominator")]


def test_exit_status_and_summary() -> None:
    done = run("check", "-f", str(HERE / "prose.tex"))
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "10 claims: 5 ok, 2 wrong, 2 open, 1 not read"
    assert not done.stderr


def test_a_document_with_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "right.md"
    path.write_text("Let $x \\in \\mathbb{R}^n$. Then $\\nabla_x \\|x\\|^2 = 2x$.\n", "utf-8")
    assert run("check", "-f", str(path)).returncode == 0
    path.write_text("$\\nabla_x (a^T x) = x$.\n", "utf-8")
    assert run("check", "-f", str(path)).returncode == 3, "nothing is declared: not called wrong"


def test_records_of_a_document() -> None:
    shown = run("check", "-o", "json", "-f", str(HERE / "macros.tex")).stdout
    records = [json.loads(line) for line in shown.splitlines()]
    assert [record["source"]["line"] for record in records] == [24, 25, 28, 29]
    assert [record["verdict"] for record in records] == ["equal", "different", "equal", "sign"]


@pytest.mark.parametrize(
    "text",
    [
        "", "$", "$$", "\\[", "\\begin{align}", "\\newcommand{\\a}{\\a\\a}$\\a$", "```math\n", "`$",
        "\\def\\x#1{#1}$\\x$", "$\\frac{\\partial}{$", "$\\nabla_{x = $", "\\newcommand{\\b",
        "$\\nabla f = $", "$= x$", "$\\nabla_x f(x) = \\nabla_x f(x) = $", "\\\\[2pt]", "\x02\x03",
    ],
)  # fmt: skip
def test_broken_documents_are_no_fault(tmp_path: Path, text: str) -> None:
    for name in ("broken.tex", "broken.md"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        done = run("check", "-f", str(path))
        assert done.returncode in (0, 3)
        assert "fault" not in done.stdout + done.stderr
