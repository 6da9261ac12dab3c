"""Emitted JAX and PyTorch, run where they are installed: each module checks itself by autodiff."""

from __future__ import annotations

from typing import Any

import pytest

from matcalc_cli.derivation import Derivation
from matcalc_cli.errors import Unsupported
from matcalc_cli.printers.code import code

from . import problems, running, table

QUERIES = [
    *problems.GRADIENTS, *problems.JACOBIANS, *problems.HESSIANS, *problems.TANGENTS
]  # fmt: skip


def checked(derivation: Derivation, framework: str) -> None:
    try:
        text = code(derivation, framework, {})
    except Unsupported as refused:
        assert refused.name == "not-expressible"
        return
    namespace: dict[str, Any] = {"__name__": "emitted"}
    exec(compile(text, "emitted", "exec"), namespace)
    assert namespace["check_gradient"]() < 1e-3


@pytest.mark.parametrize("framework", ["jax", "torch"])
@pytest.mark.parametrize("query", QUERIES)
def test_checks_itself(query: str, framework: str) -> None:
    pytest.importorskip(framework)
    checked(running.derived(query), framework)


@pytest.mark.parametrize("framework", ["jax", "torch"])
def test_every_function(framework: str) -> None:
    """By each of its arguments, the Hessian of its sum of squares too."""
    pytest.importorskip(framework)
    for make in table.derivations():
        try:
            derivation = make()
        except Unsupported:
            continue
        checked(derivation, framework)
