"""Errors that no text of a question meets: of files, options, formats, the machine, and ours."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from matcalc_cli import derive
from matcalc_cli.diagnostics import MEANINGS
from matcalc_cli.errors import Problem
from tests.cli.running import environment, run
from tests.errors.test_errors import CASES, parts

Asked = Callable[[Path, pytest.MonkeyPatch], str]
X = "d/dX tr(X^T A X)"


def _told(problem: Problem) -> str:
    return f"error[{problem.name}]: {problem}\n = help: {problem.help}"


def _raised(typed: str, **settings: str) -> str:
    with pytest.raises(Problem) as raised:
        derive(typed, **settings)
    return _told(raised.value)


def _document(folder: Path, _: pytest.MonkeyPatch) -> str:
    path = folder / "notes.md"
    path.write_text("$$\\frac{\\partial}{\\partial X} \\operatorname{tr}(A X) = \\int A$$\n")
    record = json.loads(run("check", "-o", "json", "-f", str(path)).stdout)
    return "error[{name}]: {message}".format(**record["error"])


def _without(folder: Path, module: str, *args: str) -> str:
    (folder / f"{module}.py").write_text("raise ImportError\n")
    path = os.pathsep.join([str(folder), environment()["PYTHONPATH"]])
    return run(*args, PYTHONPATH=path).stderr


def _broken(
    patch: pytest.MonkeyPatch, name: str, changed: Callable[..., object], layout: str = "numerator"
) -> str:
    """What is told where a part of the pipeline is at fault."""
    patch.setattr(import_module("matcalc_cli.derive"), name, changed)
    return _raised(X, layout=layout)


def _transposed(patch: pytest.MonkeyPatch) -> str:
    from matcalc_cli.functions.structure import t
    from matcalc_cli.normal_form import normal

    honest = import_module("matcalc_cli.derive").laid_out
    return _broken(patch, "laid_out", lambda *given: normal(t(honest(*given))))


def _negated(patch: pytest.MonkeyPatch) -> str:
    from matcalc_cli.normal_form import normal

    honest = import_module("matcalc_cli.derive").laid_out
    return _broken(patch, "laid_out", lambda *given: normal(-honest(*given)), "denominator")


def _internal(*_: object) -> str:
    from matcalc_cli.answering import internal

    return _told(internal(AssertionError("3 is not 4")))


# Each is a name, what meets it, and a piece of the help or the message that says what to do.
ELSEWHERE: dict[str, tuple[Asked, str]] = {
    "bad-option": (lambda *_: _raised(X, steps="many"), "full, brief, none"),
    "failed-check": (lambda _, patch: _negated(patch), "please report it"),
    "file": (lambda folder, _: run("derive", "-f", str(folder / "a.mc")).stderr, "no such file"),
    "internal": (_internal, "MATCALC_DEBUG=1"),
    "missing-extra": (
        lambda folder, _: _without(folder, "ziamath", "derive", "-o", "svg", X), "matcalc-cli[svg]",
    ),
    "not-certified": (lambda _, patch: _transposed(patch), "not (m, n)"),
    "not-expressible": (
        lambda *_: run("derive", "-o", "sympy", "d/dX tr(expm(X))").stderr, "for expm",
    ),
    "not-one-question": (lambda *_: _raised("A symmetric"), "there are none"),
    "not-understood": (_document, "`\\int` is not understood"),
    "unknown-layout": (
        lambda *_: run("derive", given=f"layout: upright\n{X}\n").stderr, "wikipedia-numerator",
    ),
    "unknown-rule": (lambda *_: run("rules", "logdte").stderr, "did you mean logdet"),
}  # fmt: skip


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_is_said(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, piece = ELSEWHERE[name]
    said = asked(tmp_path, monkeypatch)
    assert said.startswith(f"error[{name}]: ") and piece in said, said


def test_every_name_has_a_case_or_stands_here() -> None:
    expected = "".join(parts(path)[2] for path in CASES)
    cases = set(re.findall(r"^error\[([a-z-]+)\]: ", expected, re.MULTILINE))
    assert cases | set(ELSEWHERE) == set(MEANINGS)
    assert not cases & set(ELSEWHERE)
