"""Emitted JAX and PyTorch, run where they are installed: each module checks itself by autodiff."""

from __future__ import annotations

import importlib

import pytest

from matcalc_cli.errors import Unsupported
from matcalc_cli.printers.code import code

from . import problems, running

QUERIES = [
    *problems.GRADIENTS[::2], *problems.JACOBIANS[::2], *problems.HESSIANS[::2],
    *problems.TANGENTS[::2],
]  # fmt: skip


@pytest.mark.parametrize("framework", ["jax", "torch"])
@pytest.mark.parametrize("query", QUERIES)
def test_checks_itself(query: str, framework: str) -> None:
    if framework == "jax":
        pytest.importorskip("jax").config.update("jax_enable_x64", True)
    else:
        pytest.importorskip("torch")
    importlib.import_module(framework)
    try:
        text = code(running.derived(query), framework, {})
    except Unsupported as refused:
        assert refused.name == "not-expressible"
        return
    namespace: dict[str, object] = {"__name__": "emitted"}
    exec(compile(text, "emitted", "exec"), namespace)
    check = namespace["check_gradient"]
    assert callable(check)
    assert check() < 1e-3
