"""Options, exit statuses, and what is said when something is wrong."""

from __future__ import annotations

import json

import pytest

from tests.cli.running import run

QUERY = "d/dX tr(X^T A X)"


def test_help_and_version() -> None:
    assert "Usage: matcalc [OPTIONS] COMMAND" in run("-h").stdout
    assert run("--version").stdout == run("-V").stdout == "matcalc 0.1.0\n"
    for command in ("derive", "check", "solve"):
        assert run(command, "-V").stdout == "matcalc 0.1.0\n"
    assert "--layout" in run("derive", "--help").stdout


def test_no_command() -> None:
    done = run(QUERY)
    assert done.returncode == 2
    assert f"matcalc derive '{QUERY}'" in done.stderr
    assert "derive, check, solve, rules, layouts" in run("solv").stderr
    assert run().returncode == 2


def test_nothing_asked() -> None:
    for command in ("derive", "check", "solve"):
        done = run(command, "A symmetric", "f(x) = x^T A x")
        assert (done.returncode, done.stdout) == (0, "")
        assert "nothing was asked" in done.stderr
    assert "nothing was asked" not in run("derive", "A symmetric", "x +").stderr
    assert run("derive", given="# only a remark\n").stderr == ""
    done = run("derive", "kron(S, T) = Z")
    assert done.returncode == 2 and "this is an equation" in done.stderr


def test_an_expression_that_begins_with_a_minus() -> None:
    done = run("derive", "--wrt", "x", "-x^T x")
    assert done.returncode == 2
    assert "matcalc derive -- '-x^T x'" in done.stderr
    assert run("derive", "-q", "--wrt", "x", "--", "-x^T x").stdout == "-2 x\n"


def test_wrt_and_where() -> None:
    done = run("derive", "-q", "-w", "A symmetric", "--wrt", "x", "--wrt", "A", "x^T A x")
    assert done.stdout == "2 A x\nx xᵀ\n"
    assert run("derive", "-w", "A symetric", QUERY).returncode == 2


@pytest.mark.parametrize(
    ("layout", "answer"),
    [
        ("numerator", "a"), ("gradient", "a"), ("denominator", "aᵀ"), ("jacobian", "aᵀ"),
        ("wikipedia-numerator", "aᵀ"), ("wikipedia-denominator", "a"),
    ],
)  # fmt: skip
def test_layouts(layout: str, answer: str) -> None:
    assert run("derive", "-q", "--layout", layout, "d/dx a^T x").stdout == answer + "\n"


def test_layout_flag_before_file_before_environment() -> None:
    line, query = "layout: denominator\n", "d/dx a^T x\n"
    assert run("derive", "-q", given=query, MATCALC_LAYOUT="denominator").stdout == "aᵀ\n"
    assert run("derive", "-q", given=line + query, MATCALC_LAYOUT="numerator").stdout == "aᵀ\n"
    assert run("derive", "-q", "--layout", "numerator", given=line + query).stdout == "a\n"
    for done in (run("derive", "--layout", "x", query), run("derive", query, MATCALC_LAYOUT="x")):
        assert done.returncode == 2
        assert "wikipedia-denominator" in done.stderr


def test_steps() -> None:
    full, brief, none = (run("derive", "--steps", how, QUERY).stdout
                         for how in ("full", "brief", "none"))  # fmt: skip
    assert "product rule" in full and "product rule" in brief and "product rule" not in none
    assert len(full.splitlines()) >= len(brief.splitlines()) > len(none.splitlines())


def test_expand() -> None:
    assert run("derive", "-q", "--expand", QUERY).stdout == "A X + Aᵀ X\n"


def test_latex() -> None:
    assert run("derive", "-q", "-o", "latex", QUERY).stdout == (
        "\\left( A + A^{\\top} \\right) X\n"
    )  # fmt: skip
    whole = run("derive", "-o", "latex", QUERY).stdout
    assert whole.startswith("\\begin{align*}\n") and whole.endswith("\\end{align*}\n")


def test_a_format_that_there_is_not() -> None:
    done = run("derive", "-o", "docx", QUERY)
    assert done.returncode == 2
    assert "'text', 'ascii', 'latex'" in done.stderr and "'json'" in done.stderr


def test_exit_statuses() -> None:
    assert run("derive", QUERY).returncode == 0
    assert run("derive", "d/dx (x").returncode == 2
    assert run("derive", "d/dx d/dx d/dx x^T x").returncode == 3
    assert run("derive", "--wrt", "x +", "x^T x").returncode == 2
    assert run("derive", "--structured", "d/dQ tr(A Q) where Q orthogonal").returncode == 3
    mixed = run("derive", "-q", given="d/dx (x\nd/dx x^T x\nd/dx d/dx d/dx x^T x\n")
    assert (mixed.returncode, mixed.stdout) == (3, "2 x\n")


def test_what_is_not_certified_says_why() -> None:
    query = "d/dx log(-x^T x - 1)"
    why = "no point was found where it can be evaluated and has a derivative"
    done = run("derive", query)
    assert done.returncode == 3
    assert f"  value   not certified: {why} ✗\n" in done.stdout and " = 2 x / " in done.stdout
    (line,) = run("derive", "-o", "json", query).stdout.splitlines()
    value = {"ok": False, "digits": 30, "points": 0, "reason": why}
    assert json.loads(line)["checks"] == {"shape": True, "value": value, "steps": False}
    done = run("check", f"{query} = x")
    assert done.returncode == 3
    assert f"undecided: the right answer could not be certified: {why}\n" in done.stdout


def test_fail_fast() -> None:
    done = run("derive", "-q", "--fail-fast", given="d/dx x^T x\nd/dx (x\nd/dX tr(X)\n")
    assert (done.returncode, done.stdout) == (2, "2 x\n")


def test_an_error_shows_its_place() -> None:
    done = run("derive", given="# first\nA in R^{m x m}; X in R^{n x p}\nd/dX tr(A X)\n")
    assert done.returncode == 2
    assert done.stderr.startswith("error[shape-mismatch]: ")
    assert " --> stdin:3:" in done.stderr
    assert "3 | d/dX tr(A X)" in done.stderr
    assert "^" in done.stderr


def test_json_record() -> None:
    record = json.loads(run("derive", "-o", "json", QUERY).stdout)
    assert list(record) == [
        "schema", "input", "read_as", "source", "status", "kind", "function", "wrt", "layout",
        "derivative", "symbols", "steps", "conditions", "notes", "checks", "error",
    ]  # fmt: skip
    assert record["schema"] == 1
    assert record["input"] == QUERY
    assert record["source"] == {"file": None, "line": 1}
    assert (record["status"], record["kind"], record["wrt"]) == ("ok", "gradient", ["X"])
    assert record["function"] == {
        "text": "tr(X^T A X)", "latex": r"\mathrm{tr}\left( X^{\top} A X \right)", "shape": [],
    }  # fmt: skip
    assert record["derivative"] == {
        "text": "(A + A^T) X", "unicode": "(A + Aᵀ) X",
        "latex": r"\left( A + A^{\top} \right) X", "shape": ["m", "n"],
    }  # fmt: skip
    assert record["symbols"]["A"] == {"shape": ["m", "m"], "properties": [], "declared": False}
    assert record["steps"][0]["phase"] == "differential"
    assert record["checks"] == {
        "shape": True, "value": {"ok": True, "digits": 30, "points": 3}, "steps": True,
    }  # fmt: skip
    assert record["error"] is None


def test_json_record_of_an_error() -> None:
    done = run("derive", "-o", "json", given="\nd/dX tr(X\n")
    record = json.loads(done.stdout)
    assert done.returncode == 2
    assert not done.stderr
    assert record["status"] == "error"
    assert record["source"] == {"file": None, "line": 2}
    assert record["derivative"] is None
    assert set(record["error"]) == {"name", "message", "line", "column", "end_column", "help"}
    assert record["error"]["line"] == 2


def test_what_was_read_can_be_typed_back() -> None:
    record = json.loads(run("derive", "-o", "json", "d/dβ ||y - Xβ||^2").stdout)
    again = json.loads(run("derive", "-o", "json", record["read_as"]).stdout)
    assert again["derivative"] == record["derivative"]
    assert again["read_as"] == record["read_as"]


def test_the_same_input_gives_the_same_bytes() -> None:
    args = ("derive", "-o", "json", "d/dX log det(X^T X)")
    assert run(*args, PYTHONHASHSEED="1").stdout == run(*args, PYTHONHASHSEED="2").stdout


def test_rules() -> None:
    listed = run("rules").stdout
    assert "product rule" in listed and "logdet" in listed
    assert "d(log det X) = tr(X⁻¹ dX)" in run("rules", "logdet").stdout
    assert "d(A B) = dA B + A dB" in run("rules", "product", "rule").stdout
    missing = run("rules", "produkt rule")
    assert missing.returncode == 2
    assert "did you mean product rule" in missing.stderr


def test_layouts_by_example() -> None:
    shown = run("layouts").stdout
    assert shown.count("numerator or gradient") == 3
    for answer in ("aᵀ", "Aᵀ", "n×m"):
        assert answer in shown


def test_derive_points_to_check() -> None:
    done = run("derive", "d/dX tr(A X) = A")
    assert done.returncode == 0 and "matcalc check" in done.stdout
    assert "matcalc check" not in run("check", "d/dX tr(A X) = A").stdout


@pytest.mark.parametrize("claimed", ["2 C y", "x^T A", "B b^T", "d/dx 3"])
def test_derive_derives_whatever_is_claimed(claimed: str) -> None:
    done = run("derive", "-q", f"d/dx x^T A x = {claimed}")
    assert done.returncode == 0 and done.stdout == "(A + Aᵀ) x\n"


def test_latex_in_the_macros_of_the_writer() -> None:
    macros = "\\newcommand{\\X}{\\mathbf{X}}\n\\def\\T{^{\\top}}\n"
    lines = macros + "d/d\\X \\mathrm{tr}(\\X\\T A \\X)\n"
    done = run("derive", "-q", "-o", "latex", given=lines)
    assert done.stdout == "\\left( A + A\\T \\right) \\X\n"


@pytest.mark.parametrize(("args", "shown"), [
    (("-w", "A in R^{2 x 3}", "-w", "A symmetric"), "--> --where:1:1\n  |\n1 | A symmetric\n"),
    (("-w", "c in R", "-w", "A symetric"), "--> --where:1:3\n  |\n1 | A symetric\n"),
    (("--wrt", "X", "--wrt", "A B"), "--> --wrt:1"),
])  # fmt: skip
def test_the_option_at_fault_is_shown(args: tuple[str, ...], shown: str) -> None:
    done = run("derive", "tr(A X)", *args)
    assert done.returncode == 2 and shown in done.stderr
