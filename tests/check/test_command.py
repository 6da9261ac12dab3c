"""`matcalc check` as a user runs it: reports, sheets, JSON, exit statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from matcalc_cli.printers.verdict import array
from tests.cli.running import run

SHEET = """\
# week 3
A symmetric
d/dx x^T A x = 2 A x
d/dx x^T B x = 2 B x   # B is not known to be symmetric
d/dX tr(C X) = C; d/dX tr(C X) = C^T
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "homework.txt"
    path.write_text(SHEET, "utf-8")
    return path


def test_a_right_claim() -> None:
    done = run("check", "d/dX tr(A X) = A^T")
    assert done.returncode == 0
    assert "verdict equal ✓" in done.stdout
    assert "its normal form is the same" in done.stdout


def test_a_wrong_claim() -> None:
    done = run("check", "d/dX tr(A X) = A")
    assert done.returncode == 1
    assert "transposed: right in the layout denominator" in done.stdout
    assert "∂f/∂X = Aᵀ" in done.stdout
    assert "for A = [" in done.stdout
    assert run("check", "--layout", "denominator", "d/dX tr(A X) = A").returncode == 0


def test_quiet_and_ascii() -> None:
    assert run("check", "-q", "d/dX tr(A X) = A^T").stdout == "equal\n"
    assert run("check", "-q", "d/dX tr(A X) = -A^T").stdout == "sign: the sign is wrong\n"
    assert run("check", "--ascii", "d/dX tr(A X) = A").stdout.isascii()


def test_braces_of_a_subscript() -> None:
    typed = "x_i in R^n; y in R^m; d/dy y^T y = sum_i x_{i+1} + y"
    assert "sum_i x_{i + 1} (n×1) and y (m×1)" in run("check", "-q", typed).stdout


def test_latex() -> None:
    shown = run("check", "-o", "latex", "d/dX tr(A X) = A").stdout
    assert shown.startswith("\\begin{align*}\n") and "\\text{transposed: " in shown
    assert "&= A^{\\top}" in shown


def test_steps() -> None:
    assert "trace is linear" in run("check", "--steps", "full", "d/dX tr(A X) = A").stdout
    assert "trace is linear" not in run("check", "d/dX tr(A X) = A").stdout


def test_json() -> None:
    done = run("check", "-o", "json", "d/dX tr(A X) = A")
    record = json.loads(done.stdout)
    assert done.returncode == 1
    assert list(record)[-5:] == ["claim", "verdict", "reason", "counterexample", "error"]
    assert (record["status"], record["verdict"]) == ("ok", "transposed")
    assert record["reason"].startswith("right in the layout denominator")
    assert record["derivative"]["text"] == "A^T"
    assert record["claim"]["text"] == record["claim"]["typed"] == "A"
    example = record["counterexample"]
    assert example["sizes"] == {"m": 2, "n": 2}
    assert example["claim"] == example["values"]["A"]
    assert example["derivative"] == [list(row) for row in zip(*example["claim"], strict=True)]


def test_json_of_a_right_claim_and_of_one_that_has_no_shape() -> None:
    record = json.loads(run("check", "-o", "json", "d/dx x^T x = 2 x").stdout)
    assert (record["verdict"], record["reason"], record["counterexample"]) == ("equal", None, None)
    record = json.loads(run("check", "-o", "json", "d/dX tr(A X) = A A").stdout)
    assert record["verdict"] == "shape"
    assert record["claim"] == {"typed": "A A"}


@pytest.mark.parametrize(
    ("claim", "name", "column"),
    [
        ("d/dX tr(A X)", "no-claim", 1),
        ("d/dX tr(A X) = A^T + C", "unknown-name", 22),
    ],
)
def test_claims_that_cannot_be_read(claim: str, name: str, column: int) -> None:
    done = run("check", claim)
    assert done.returncode == 2
    assert done.stderr.startswith(f"error[{name}]: ")
    assert f" --> argument:1:{column}\n" in done.stderr


def test_exit_statuses() -> None:
    right, wrong, unread = "d/dx x^T x = 2 x", "d/dx x^T x = x", "d/dx x^T x"
    open_ = "d/dx a^T x = (x x^T)^-1 x where x in R^n"
    assert run("check", right, right).returncode == 0
    assert run("check", right, unread).returncode == 2
    assert run("check", unread, open_).returncode == 3
    assert run("check", unread, open_, wrong).returncode == 1
    assert run("check", "-q", "--fail-fast", wrong, right).stdout == (
        "factor: it is 1/2 times the derivative\n"
    )  # fmt: skip


def test_a_sheet(sheet: Path) -> None:
    done = run("check", "-f", str(sheet))
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0] == f"ok     {sheet}:3:1  d/dx x^T A x = 2 A x"
    assert lines[1] == f"wrong  {sheet}:4:1  d/dx x^T B x = 2 B x"
    assert "conditional: right if B is symmetric" in lines[2]
    assert f"wrong  {sheet}:5:1  d/dX tr(C X) = C" in lines
    assert f"ok     {sheet}:5:19  d/dX tr(C X) = C^T" in lines
    assert lines[-1] == "4 claims: 2 ok, 2 wrong"


def test_a_sheet_in_brief(sheet: Path) -> None:
    lines = run("check", "-q", "-f", str(sheet)).stdout.splitlines()
    assert lines[0] == f"{sheet}:3:1: equal"
    assert len(lines) == 4


def test_a_sheet_from_a_pipe_with_a_line_that_cannot_be_read() -> None:
    done = run("check", given="d/dx x^T x = 2 x\nd/dx (x = 1\n")
    assert done.returncode == 2
    assert done.stdout.splitlines()[-1] == "2 claims: 1 ok, 1 not read"
    assert " --> stdin:2:" in done.stderr


def test_a_sheet_as_json(sheet: Path) -> None:
    shown = run("check", "-o", "json", "-f", str(sheet)).stdout
    records = [json.loads(line) for line in shown.splitlines()]
    assert [record["verdict"] for record in records] == [
        "equal", "conditional", "transposed", "equal",
    ]  # fmt: skip
    assert [record["source"]["line"] for record in records] == [3, 4, 5, 5]


def test_wrt_where_and_structured() -> None:
    assert run("check", "-q", "--wrt", "x", "x^T A x = 2 A x", "-w", "A symmetric").returncode == 0
    tied = "d/dX log det X = 2 X^-1 - diag(diag(X^-1)) where X symmetric"
    assert run("check", "-q", tied).stdout.startswith("tied-entries: ")
    assert run("check", "-q", "--structured", tied).stdout == "equal\n"


def test_the_same_input_gives_the_same_bytes() -> None:
    args = ("check", "-o", "json", "d/dx x^T A x = 2 A x")
    assert run(*args, PYTHONHASHSEED="1").stdout == run(*args, PYTHONHASHSEED="2").stdout


def test_a_verdict_is_no_code() -> None:
    done = run("check", "-o", "numpy", "d/dX tr(A X) = A^T")
    assert (done.returncode, done.stdout) == (2, "")
    assert "-o numpy is for derive" in done.stderr


def test_arrays_of_a_counterexample() -> None:
    """Small ones are written out, and of large ones the size is told, wide or tall."""
    assert array([[1, 2], [3, 4]]) == "[1 2; 3 4]"
    assert array([[1] * 16]) == f"[{' '.join('1' * 16)}]"
    assert array([[1] * 17]) == "an array of 1 x 17"
    assert array([[1]] * 17) == "an array of 17 x 1"
