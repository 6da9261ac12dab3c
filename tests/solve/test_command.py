"""`matcalc solve` as a user runs it: output, JSON, LaTeX, exit status, errors."""

from __future__ import annotations

import json

import pytest

from tests.cli.running import at_terminal, run
from tests.solve.problems import GAUSSIAN

LEAST_SQUARES = "d/dβ ||y - X β||^2 = 0"


def test_quiet_gives_the_solutions_one_a_line() -> None:
    assert run("solve", "-q", LEAST_SQUARES).stdout == "β = (Xᵀ X)⁻¹ Xᵀ y\n"
    done = run("solve", "-q", "--ascii", "--wrt", "μ", "--wrt", "Σ", "--", GAUSSIAN)
    assert done.stdout == (
        "mu = sum_{i=1}^n x_i / n\nSigma = sum_{i=1}^n ((x_i - mu) (x_i - mu)^T) / n\n"
    )


def test_several_arguments_are_several_problems() -> None:
    done = run("solve", "-q", LEAST_SQUARES, "d/dx (1/2 x^T A x - b^T x) = 0 where A pd")
    assert done.stdout.splitlines() == ["β = (Xᵀ X)⁻¹ Xᵀ y", "x = A⁻¹ b"]
    assert done.returncode == 0


def test_json() -> None:
    done = run("solve", "-o", "json", LEAST_SQUARES)
    record = json.loads(done.stdout)
    assert record["schema"] == 1 and record["status"] == "ok" and record["error"] is None
    assert [each["text"] for each in record["equations"]] == ["X^T X beta = X^T y"]
    solution = record["solutions"]["β"]
    assert solution["text"] == "(X^T X)^-1 X^T y"
    assert solution["unicode"] == "(Xᵀ X)⁻¹ Xᵀ y"
    assert solution["conditions"] == ["X^T X invertible"]
    assert record["second_order"]["verdict"] == "global minimum"
    assert record["second_order"]["hessians"][0]["definite"] == "positive semidefinite"
    assert record["checks"]["value"] == {"ok": True, "digits": 30, "points": 3}
    assert record["derivative"]["text"] == "2 X^T (X beta - y)"
    rules = [step["rule"] for step in record["steps"] if step["phase"] == "solution"]
    assert rules[0] == "set the gradient to zero" and rules[-1] == "multiply by the inverse"


def test_json_of_a_system_and_of_several_roots() -> None:
    done = run("solve", "-o", "json", "--wrt", "μ", "--wrt", "Σ", "--", GAUSSIAN)
    record = json.loads(done.stdout)
    assert record["wrt"] == list(record["solutions"]) == ["μ", "Σ"]
    done = run("solve", "-o", "json", r"d/d\beta ||y - X beta||^2 = 0")
    assert list(json.loads(done.stdout)["solutions"]) == ["beta"]
    done = run("solve", "-o", "json", "d/dx (x^3 - 3 x) = 0 where x in R")
    record = json.loads(done.stdout)
    assert record["solutions"]["x"]["text"] == "-1"
    assert [other["text"] for other in record["solutions"]["x"]["others"]] == ["1"]
    assert [each["verdict"] for each in
            (record["second_order"], *record["second_order"]["others"])] == [
        "local maximum", "local minimum"]  # fmt: skip


def test_json_without_a_closed_form() -> None:
    done = run("solve", "-o", "json", "d/dw sum(log(1 + exp(-y .* (X w)))) = 0")
    record = json.loads(done.stdout)
    assert done.returncode == 3
    assert record["solutions"] == {} and record["answered"] is False
    assert record["statement"] == "no closed form for w was found"
    assert record["newton"]["text"].startswith("w + (X^T diag(")


def test_latex() -> None:
    done = run("solve", "-o", "latex", LEAST_SQUARES)
    assert done.stdout.startswith("\\begin{align*}\n")
    assert r"\beta &= \left( X^{\top} X \right)^{-1} X^{\top} y" in done.stdout
    done = run("solve", "-q", "-o", "latex", LEAST_SQUARES)
    assert done.stdout == "\\beta = \\left( X^{\\top} X \\right)^{-1} X^{\\top} y\n"


def test_steps_none_and_full() -> None:
    assert "multiply out" not in run("solve", "--steps", "none", LEAST_SQUARES).stdout
    full = run("solve", "--steps", "full", LEAST_SQUARES).stdout
    assert "differential\n" in full and "multiply out" in full


@pytest.mark.parametrize(
    ("unknown", "equation", "answer"),
    [
        ("x", "Ax = b where A invertible", "x = A⁻¹ b"), ("X", "vec(X) = b", "X = unvec(b, m, n)"),
        ("X", "X = A B", "X = A B"),
    ],
)  # fmt: skip
def test_equations_that_look_like_definitions(unknown: str, equation: str, answer: str) -> None:
    assert run("solve", "-q", "--wrt", unknown, equation).stdout == answer + "\n"


def test_unchecked() -> None:
    done = run("solve", "--no-check", LEAST_SQUARES)
    assert done.returncode == 0
    assert "value   not checked" in done.stdout


def test_coloured_at_a_terminal_and_folded() -> None:
    status, shown = at_terminal("solve", LEAST_SQUARES, columns=60)
    assert status == 0
    assert "\x1b[" in shown and "(Xᵀ X)⁻¹ Xᵀ y" in shown


def test_ascii_is_ascii() -> None:
    done = run("solve", "--ascii", "--wrt", "μ", "--wrt", "Σ", "--", GAUSSIAN)
    assert done.stdout.isascii()


@pytest.mark.parametrize(
    ("arguments", "name", "status"),
    [
        (["||y - X β||^2"], "no-variable", 2),
        (["--wrt", "x", "--wrt", "y", "x + y = 3"], "bad-equation", 2),
        (["d/dX ||A - X||_F^2 = 0 where X diagonal"], "not-supported", 3),
        (["--structured", LEAST_SQUARES], "not-supported", 3),
    ],
)
def test_errors(arguments: list[str], name: str, status: int) -> None:
    done = run("solve", *arguments)
    assert done.returncode == status, done.stdout
    assert f"error[{name}" in done.stderr


def test_a_bad_record_does_not_stop_the_rest() -> None:
    done = run("solve", "-q", given=f"d/dx A x = 0\n{LEAST_SQUARES}\n")
    assert done.returncode == 2
    assert done.stdout == "β = (Xᵀ X)⁻¹ Xᵀ y\n"


def test_declarations_hold_for_later_lines() -> None:
    done = run("solve", "-q", given="A pd\nd/dx (1/2 x^T A x - b^T x) = 0\n")
    assert done.stdout == "x = A⁻¹ b\n"


def test_same_input_same_bytes() -> None:
    assert run("solve", LEAST_SQUARES).stdout == run("solve", LEAST_SQUARES).stdout
