"""The code formats on the command line."""

from __future__ import annotations

import pytest

from tests.cli.running import run as matcalc


def test_module_on_standard_output() -> None:
    done = matcalc("derive", "-o", "numpy", "--size", "m=1000,n=10", "d/dX tr(X^T A X)")
    assert done.returncode == 0 and "def f_and_grad(X, A):" in done.stdout


def test_sizes_decide_the_order_of_products() -> None:
    query = "d/dX sum(A X B) where A in R^{k x m}, X in R^{m x n}, B in R^{n x p}"
    texts = {matcalc("derive", "-o", "numpy", "--size", sizes, query).stdout
             for sizes in ("k=1000,m=2,n=2,p=2", "k=2,m=2,n=2,p=2")}  # fmt: skip
    assert all("def f_and_grad" in text for text in texts)


@pytest.mark.parametrize("args", [
    ("-o", "cobol", "d/dx x^T x"), ("-o", "numpy", "--size", "n=x", "d/dx x^T x"),
])  # fmt: skip
def test_usage(args: tuple[str, ...]) -> None:
    done = matcalc("derive", *args)
    assert done.returncode == 2 and not done.stdout


def test_what_cannot_be_expressed_is_said() -> None:
    done = matcalc("derive", "-o", "sympy", "d/dX tr(expm(X))")
    assert done.returncode == 3 and not done.stdout
    assert "not-expressible" in done.stderr
