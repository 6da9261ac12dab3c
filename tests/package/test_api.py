"""The functions for Python, and the magics of notebooks."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
from typing import Any

import pytest

from matcalc_cli import Derived, Judged, Problem, Solved, api, check, derive, solve
from tests.cli.running import environment, run


def test_the_examples_of_the_docstrings() -> None:
    found = doctest.testmod(api)
    assert found.attempted >= 8 and not found.failed


def test_the_package_loads_nothing() -> None:
    program = (
        "import sys, matcalc_cli\n"
        "assert not {'matcalc_cli.api', 'pyparsing', 'click', 'sympy'} & set(sys.modules)\n"
        "from matcalc_cli.derive import Options\n"
        "from matcalc_cli import derive, check\n"
        "import matcalc_cli.check\n"
        "assert derive('d/dx x^T x').text == '2 x' and callable(matcalc_cli.check)\n"
        "assert not {'sympy', 'IPython', 'rich'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env=environment())


def test_a_derivative() -> None:
    found = derive("d/dX tr(X^T A X)", steps="full")
    assert isinstance(found, Derived)
    assert (found.kind, found.layout, found.shape) == ("gradient", "numerator", ("m", "n"))
    assert derive(found.question).text == found.text == "(A + A^T) X"
    assert found.checks is not None and found.checks.value
    assert [step.rule for step in found.steps][-1] == "read off"
    assert found.differential is None
    assert derive("d^2/dX^2 tr(X^T A X)").differential == "2 tr((dX)^T A dX)"
    assert found.report().startswith("f(X) = tr(Xᵀ A X)")
    assert "def f_and_" in found.to_code("numpy", m=100, n=3)
    assert derive("A symmetric\nd/dx x^T A x", layout="denominator").text == "2 x^T A"
    assert derive("d/dX log det X", check=False).checks is None
    assert "⟨" in derive("d/dX tr(A X)", notation="inner").report()
    assert derive("d/dX log det X").conditions == ("det X > 0",)


def test_a_claim_and_a_solution() -> None:
    claim = check("d/dX tr(A X) = A")
    assert isinstance(claim, Judged) and not claim and claim.verdict == "transposed"
    assert claim.answer.text == "A^T" and claim.counterexample
    found = solve("||y - X b||^2 + λ ||b||^2", wrt="b", where="λ positive")
    assert isinstance(found, Solved) and found.answered and found.certified
    assert list(found.solutions[0]) == ["b"]


@pytest.mark.parametrize("answer", [
    derive("d/dX tr(A X)"), check("d/dX tr(A X) = A"), solve("d/dx ||A x - b||^2 = 0"),
], ids=["derive", "check", "solve"])  # fmt: skip
def test_answers_show_themselves(answer: api.Answer) -> None:
    bundle = answer._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "text/markdown", "text/latex"}
    assert "<math" in bundle["text/html"] and "<script" not in bundle["text/html"]
    assert bundle["text/latex"].startswith("\\begin{align*}")
    assert "$$" in bundle["text/markdown"]
    assert repr(answer).startswith("<matcalc ") and repr(answer).isascii()


@pytest.mark.parametrize(("typed", "settings", "name"), [
    ("d/dX tr(A", {}, "unclosed-bracket"),
    ("A symmetric", {}, "not-one-question"),
    ("d/dx x^T x\nd/dx y^T x", {}, "not-one-question"),
    ("d/dx x^T x", {"layout": "upright"}, "unknown-layout"),
    ("d/dx x^T x", {"steps": "many"}, "bad-option"),
    ("d/dx x^T x", {"language": "latin"}, "bad-option"),
    ("d/dx x^T x", {"notation": "braket"}, "bad-option"),
])  # fmt: skip
def test_problems_are_raised(typed: str, settings: dict[str, str], name: str) -> None:
    with pytest.raises(Problem) as raised:
        derive(typed, **settings)
    assert raised.value.name == name


def test_sympy_gets_the_answer() -> None:
    import sympy

    built = derive("d/dX tr(X^T A X)").to_sympy()
    assert built.shape == (sympy.Symbol("m", integer=True, positive=True),
                           sympy.Symbol("n", integer=True, positive=True))  # fmt: skip


def test_a_notebook(capsys: pytest.CaptureFixture[str]) -> None:
    shells: Any = pytest.importorskip("IPython.core.interactiveshell")
    shell = shells.InteractiveShell.instance()
    shell.run_cell("%load_ext matcalc_cli")
    capsys.readouterr()
    shell.run_cell("%%matcalc\nA symmetric\nd/dx x^T A x\nd/dx x^T (\nd/dX tr(A X)")
    shown = capsys.readouterr()
    assert "df/dx = 2 A x" in shown.out.replace("∂", "d") and "= A" in shown.out
    assert "error[" in shown.err and "cell:3" in shown.err
    shell.run_cell("%%matcalc check --where 'A symmetric'\nd/dx x^T A x = 2 A x")
    assert "equal" in capsys.readouterr().out
    shell.run_cell("%%matcalc --notation inner --no-check\nd/dX tr(A X)")
    shown = capsys.readouterr()
    assert "⟨" in shown.out and "not checked" in shown.out
    shell.run_cell("%matcalc d/dx x^T x")
    assert "2 x" in capsys.readouterr().out
    shell.run_cell("%%matcalc solve --fast\nd/dx x^T x")
    assert "error[bad-option]" in capsys.readouterr().err


@pytest.mark.parametrize(("answer", "args"), [
    (derive("d/dX tr(A X) where A in R^{p x q}"), ("derive", "d/dX tr(A X) where A in R^{p x q}")),
    (check("d/dX tr(A X) = A"), ("check", "d/dX tr(A X) = A")),
    (solve("d/dx ||A x - b||^2 = 0"), ("solve", "d/dx ||A x - b||^2 = 0")),
], ids=["derive", "check", "solve"])  # fmt: skip
def test_answers_carry_the_record_of_the_command(answer: api.Answer, args: tuple[str, str]) -> None:
    written = json.loads(run(*args, "-o", "json").stdout)
    assert answer.record == {k: v for k, v in written.items() if k not in ("source", "input")}
    assert answer.read_as == written["read_as"] and list(answer.wrt) == written["wrt"]
    assert answer.symbols == written["symbols"]
