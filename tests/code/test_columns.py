"""Julia and MATLAB: golden files, and runs where julia or octave is installed.

`MATCALC_WRITE_GOLDEN=1 pytest tests/code/test_columns.py` writes the files anew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from matcalc_cli.errors import Unsupported
from matcalc_cli.printers.code import code

from . import problems, running

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
    *problems.GRADIENTS, *problems.JACOBIANS, *problems.HESSIANS, *problems.TANGENTS
]  # fmt: skip
OPENING = re.compile(r"^\s*(?:function|for|if|try|switch)\b")


@pytest.mark.parametrize("language", ENDING)
@pytest.mark.parametrize("name", NAMED)
def test_golden(name: str, language: str) -> None:
    text = code(running.derived(NAMED[name]), language, {})
    path = GOLDEN / f"{name}.{ENDING[language]}"
    if os.environ.get("MATCALC_WRITE_GOLDEN"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("language", ENDING)
@pytest.mark.parametrize("query", QUERIES)
def test_form(query: str, language: str) -> None:
    """Brackets close, blocks end, nothing of Python is left, and it runs where it can be run."""
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
    run(text, language)


def lines_that_end(lines: list[str]) -> int:
    return sum(line.strip() == "end" for line in lines)


def run(text: str, language: str) -> None:
    program = shutil.which({"julia": "julia", "matlab": "octave"}[language])
    if program is None:
        return
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "matcalc_code.jl" if language == "julia" else "matcalc_code.m")
        path.write_text(text, "utf-8")
        call = "m = matcalc_code(); m.check_gradient();"
        command = [program, "--eval", f"cd {folder}; {call}"]
        if language == "julia":
            command = [program, "-e", f'include("{path}"); check_gradient()']
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
