"""Whole modules in each language; others run them, here nothing in their text changes unseen."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from matcalc_cli.derivation import Derivation
from matcalc_cli.errors import Unsupported
from matcalc_cli.printers.code import code
from tests.code.running import derived

GOLDEN = Path(__file__).parent / "golden"
LANGUAGES = ["numpy", "jax", "torch", "julia", "matlab", "sympy"]
PROBLEMS = [
    "d/dX tr(X^T A X)",
    "d/dX logdet(X) + tr(S X^-1) where X pd, S symmetric",
    "d/dx_k sum_i ||x_i||^2",
    "f: R^m -> R; d/dθ f(A θ)",
    "X depends on t; d/dt tr(X^T A X)",
    "d/dX A X B",
    "d^2/dX^2 logdet(X)",
    "d/dX tr(X^k)",
    "d/dX lambda_max(X) + a^T inv(X) b where X symmetric",
    "d/dx_i x^T A x + x_2",
    "d/dx (u^T x) A B C x / mean(exp(x))",
]
SIZES = {"m": 1000, "n": 10, "p": 3}


@cache
def answers() -> list[tuple[str, Derivation]]:
    return [(problem, derived(problem)) for problem in PROBLEMS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_text(language: str, request: pytest.FixtureRequest) -> None:
    parts = []
    for problem, answer in answers():
        for sizes in ({}, SIZES) if problem is PROBLEMS[-1] else ({},):
            try:
                parts.append(f"==== {problem}\n{code(answer, language, sizes)}")
            except Unsupported as refused:
                parts.append(f"==== {problem}\n{refused}\n")
    path = GOLDEN / f"{language}.txt"
    if request.config.getoption("--rewrite"):
        path.write_text("".join(parts), "utf-8")
    assert "".join(parts) == path.read_text("utf-8")
