"""Julia and MATLAB: golden files (`--rewrite` writes them), and runs where there is a program."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from matcalc_cli.derivation import Derivation
from matcalc_cli.errors import Unsupported
from matcalc_cli.expressions import Expr
from matcalc_cli.printers.code import code

from . import problems, running, table

GOLDEN = Path(__file__).parent / "golden"
NAMED = {
    "quadratic": "d/dX tr(X^T A X)",
    "logistic": "d/dw sum(log(1 + exp(-y .* (X w))))",
    "gauss": "d/dX logdet(X) + tr(S X^-1) where X pd, S symmetric",
    "softmax_jacobian": "d/dx softmax(x)",
    "logsumexp_hessian": "d^2/dx^2 log(sum(exp(x)))",
}
ENDING = {"julia": "jl", "matlab": "m"}
QUERIES = [
    *problems.GRADIENTS, *problems.JACOBIANS, *problems.HESSIANS, *problems.TANGENTS,
    *problems.FORMED,
]  # fmt: skip
OPENING = re.compile(r"^\s*(?:function|for|if|try|switch)\b")


@pytest.mark.parametrize("language", ENDING)
@pytest.mark.parametrize("name", NAMED)
def test_golden(name: str, language: str, request: pytest.FixtureRequest) -> None:
    text = code(running.derived(NAMED[name]), language, {})
    path = GOLDEN / f"{name}.{ENDING[language]}"
    if request.config.getoption("--rewrite"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("language", ENDING)
@pytest.mark.parametrize("query", QUERIES)
def test_form(query: str, language: str) -> None:
    """Brackets close, blocks end, and nothing of Python is left."""
    try:
        text = code(running.derived(query), language, {})
    except Unsupported as refused:
        assert refused.name == "not-expressible"
        return
    lines = [line.partition({"julia": "#", "matlab": "%"}[language])[0]
             for line in text.splitlines()]  # fmt: skip
    bare = "\n".join(lines)
    for left, right in ("()", "[]", "{}"):
        assert bare.count(left) == bare.count(right)
    assert sum(bool(OPENING.match(line)) for line in lines) == lines_that_end(lines)
    assert not re.search(r"np\.|\*\*|@ |\bNone\b|:,\s*None", bare.replace("@(", ""))


def lines_that_end(lines: list[str]) -> int:
    return sum(line.strip() == "end" for line in lines)


@pytest.mark.skipif(shutil.which("octave-cli") is None, reason="Octave is not installed")
def test_octave(tmp_path: Path) -> None:
    """Every module, of the problems and of the whole table, checks itself in one run of Octave."""
    calls = ["warning('off', 'all');"]
    for k, make in enumerate([*map(asked, QUERIES), *table.derivations()]):
        try:
            text = code(make(), "matlab", {})
        except Unsupported as refused:
            assert refused.name in ("not-expressible", "not-supported")
            continue
        name = f"module{k}"
        (tmp_path / f"{name}.m").write_text(text.replace("matcalc_code", name), "utf-8")
        calls += ["try", f"    module = {name}(); module.check_gradient();", "catch problem",
                  f"    printf('{name}: %s\\n', problem.message);", "end"]  # fmt: skip
    (tmp_path / "run_modules.m").write_text("\n".join([*calls, "printf('done\\n');"]), "utf-8")
    command = ["octave-cli", "--quiet", "--path", str(tmp_path), str(tmp_path / "run_modules.m")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == "done\n", done.stdout + done.stderr


def asked(query: str) -> Callable[[], Derivation]:
    return lambda: running.derived(query)


@pytest.mark.skipif(shutil.which("julia") is None, reason="Julia is not installed")
@pytest.mark.parametrize("query", QUERIES)
def test_julia(query: str, tmp_path: Path) -> None:
    path = tmp_path / "matcalc_code.jl"
    path.write_text(code(running.derived(query), "julia", {}), "utf-8")
    command = ["julia", "-e", f'include("{path}"); check_gradient()']
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@cache
def of_every_kind() -> list[Derivation]:
    """By the first argument of each function that has a derivative, and all problems."""
    found: dict[Expr, Derivation] = {}
    for make in table.derivations():
        try:
            derivation = make()
        except Unsupported:
            continue
        found.setdefault(derivation.question.function.children[0], derivation)
    return [*found.values(), *map(running.derived, QUERIES)]


@pytest.mark.parametrize("language", ["numpy", "jax", "torch", "sympy", *ENDING])
def test_every_line(language: str, request: pytest.FixtureRequest) -> None:
    """The lines of the modules, each line once: few can run all of these."""
    lines: dict[str, None] = {}
    for derivation in of_every_kind():
        try:
            lines |= dict.fromkeys(code(derivation, language, {}).splitlines())
        except Unsupported as refused:
            assert refused.name == "not-expressible"
    text = "".join(f"{line}\n" for line in lines)
    path = GOLDEN / f"lines.{language}"
    if request.config.getoption("--rewrite"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")
