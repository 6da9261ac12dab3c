"""The k-th eigenvalue of a symmetric matrix and the k-th singular value, the largest first.

They are differentiated where they are simple; the vectors that appear are read and evaluated, and
not differentiated further.
"""

from __future__ import annotations

from typing import Any

from matcalc_cli.expressions import multiply
from matcalc_cli.functions import values
from matcalc_cli.functions.function import Function, call, define
from matcalc_cli.functions.spectral import eigen, eigenvector, gram
from matcalc_cli.functions.structure import t


def _from_above(place: Any, count: int) -> int:
    """Where the value of this place stands from below. Raises ValueError where there is none."""
    if not 1 <= place <= count:
        raise ValueError("there is no such eigenvalue")
    return count - int(place)


def _value(mp: Any, A: Any, place: Any) -> Any:
    return eigen(mp, A)[0][_from_above(place, len(A))]


def _small(X: Any) -> Any:
    """The smaller of XᵀX and XXᵀ."""
    turned = [list(row) for row in zip(*X, strict=True)]
    return gram(X) if len(X) >= len(X[0]) else gram(turned)


def _right(mp: Any, X: Any, place: Any) -> Any:
    _from_above(place, min(len(X), len(X[0])))
    return eigenvector(mp, gram(X), _from_above(place, len(X[0])))


def _left(mp: Any, X: Any, place: Any) -> Any:
    image = values.product(X, _right(mp, X, place))
    return values.scaled(1 / mp.sqrt(mp.fsum(row[0] ** 2 for row in image)), image)


EIGENVECTOR: Function = define(
    "eigvec", "A unit eigenvector of the k-th largest eigenvalue of a symmetric matrix.",
    signature="(n,n),()->(n)",
    evaluate=lambda mp, A, k: eigenvector(mp, A, _from_above(k, len(A))),
    notation=call("eigvec"), example="eigvec(X^T X, 2)",
    code={"numpy": "np.linalg.eigh({0})[1][:, -({1})]",
          "torch": "torch.linalg.eigh({0})[1][:, -({1})]",
          "julia": "eigvecs(Symmetric({0}))[:, end + 1 - ({1})]", "matlab": "", "sympy": ""},
)  # fmt: skip
EIGENVALUE: Function = define(
    "eigval", "The k-th largest eigenvalue of a symmetric matrix.",
    signature="(n,n),()->()",
    partials=(
        lambda A, k, dA: multiply(t(EIGENVECTOR(A, k)), dA, EIGENVECTOR(A, k)),
        None,
    ),
    evaluate=_value, notation=call("eigval"),
    condition="{value} is a simple eigenvalue", example="eigval(X^T X, 2)",
    reference="Matrix Cookbook 67", aliases=("eigenvalue",),
    code={"numpy": "np.linalg.eigvalsh({0})[-({1})]",
          "torch": "torch.linalg.eigvalsh({0})[-({1})]",
          "julia": "eigvals(Symmetric({0}))[end + 1 - ({1})]", "matlab": "", "sympy": ""},
)  # fmt: skip

LEFT_SINGULAR: Function = define(
    "left_singular", "A unit left singular vector of the k-th largest singular value.",
    signature="(m,n),()->(m)",
    evaluate=_left, notation=call("left_singular"), example="left_singular(X, 2)",
    code={"numpy": "np.linalg.svd({0}, full_matrices=False)[0][:, {1} - 1]",
          "torch": "torch.linalg.svd({0}, full_matrices=False)[0][:, {1} - 1]",
          "julia": "svd({0}).U[:, {1}]", "matlab": "", "sympy": ""},
)  # fmt: skip
RIGHT_SINGULAR: Function = define(
    "right_singular", "The unit right singular vector that goes with left_singular.",
    signature="(m,n),()->(n)",
    evaluate=_right, notation=call("right_singular"), example="right_singular(X, 2)",
    code={"numpy": "np.linalg.svd({0}, full_matrices=False)[2][{1} - 1]",
          "torch": "torch.linalg.svd({0}, full_matrices=False)[2][{1} - 1]",
          "julia": "svd({0}).V[:, {1}]", "matlab": "", "sympy": ""},
)  # fmt: skip
SINGULAR_VALUE: Function = define(
    "singval", "The k-th largest singular value of a matrix.",
    signature="(m,n),()->()",
    partials=(
        lambda X, k, dX: multiply(t(LEFT_SINGULAR(X, k)), dX, RIGHT_SINGULAR(X, k)),
        None,
    ),
    evaluate=lambda mp, X, k: mp.sqrt(_value(mp, _small(X), k)), notation=call("singval"),
    condition="{value} is a simple singular value, and not 0", example="singval(X, 2)",
    reference="Magnus & Neudecker 8.9",
    code={"numpy": "np.linalg.svd({0}, compute_uv=False)[{1} - 1]",
          "torch": "torch.linalg.svdvals({0})[{1} - 1]", "julia": "svdvals({0})[{1}]",
          "matlab": "", "sympy": ""},
)  # fmt: skip
