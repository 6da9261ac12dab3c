"""Functions of a square matrix as a whole: exponential, logarithm, square root, pseudo-inverse.

The exponential is differentiated by its Fréchet derivative L(A, E), which is linear in E; the
others are read and evaluated, but their derivatives are not supported.
Reference: N. J. Higham, Functions of Matrices (2008).
"""

from __future__ import annotations

from typing import Any

from matcalc_cli.functions import values
from matcalc_cli.functions.function import Function, Linear, call, define
from matcalc_cli.functions.structure import t


def _rows(matrix: Any) -> Any:
    return [[entry.real for entry in row] for row in matrix.tolist()]


def _frechet(mp: Any, A: Any, E: Any) -> Any:
    """The upper right block of expm([[A, E], [0, A]]), Higham 10.6."""
    n = len(A)
    zero = [mp.mpf(0)] * n
    top = [[*a, *e] for a, e in zip(A, E, strict=True)]
    whole = _rows(mp.expm(mp.matrix([*top, *[[*zero, *a] for a in A]])))
    return [row[n:] for row in whole[:n]]


FRECHET_EXPM: Function = define(
    "frechet_expm", "The derivative of the matrix exponential at A along E.",
    signature="(n,n),(n,n)->(n,n)",
    linear=Linear(
        adjoint=lambda k, G, A, E: FRECHET_EXPM(t(A), G),
        matrix=lambda k, J, A, E: None,
        places=(1,),
    ),
    evaluate=_frechet,
    notation=call("frechet_expm"),
    example="frechet_expm(A, X)", reference="Higham 10.6",
    code={"numpy": "linalg.expm_frechet({0}, {1}, compute_expm=False)",
          "torch": "frechet_expm({0}, {1})", "julia": "frechet_expm({0}, {1})",
          "matlab": "frechet_expm({0}, {1})", "sympy": ""},
)  # fmt: skip

EXPM: Function = define(
    "expm", "The matrix exponential.",
    signature="(n,n)->(n,n)",
    partials=(lambda A, dA: FRECHET_EXPM(A, dA),),
    evaluate=lambda mp, A: _rows(mp.expm(mp.matrix(A))),
    notation=call("expm"),
    example="expm(X)", reference="Higham 10.2",
    code={"numpy": "linalg.expm({0})", "torch": "torch.linalg.matrix_exp({0})",
          "julia": "exp({0})", "matlab": "expm({0})", "sympy": ""},
)  # fmt: skip

LOGM: Function = define(
    "logm", "The matrix logarithm; its derivative is not supported.",
    signature="(n,n)->(n,n)",
    evaluate=lambda mp, A: _rows(mp.logm(mp.matrix(A))),
    notation=call("logm"),
    example="logm(X)", reference="Higham 11.1",
    code={"numpy": "linalg.logm({0})", "jax": "", "torch": "", "julia": "log({0})",
          "matlab": "logm({0})", "sympy": ""},
)  # fmt: skip

SQRTM: Function = define(
    "sqrtm", "The matrix square root; its derivative is not supported.",
    signature="(n,n)->(n,n)",
    evaluate=lambda mp, A: _rows(mp.sqrtm(mp.matrix(A))),
    notation=call("sqrtm"),
    example="sqrtm(X)", reference="Higham 6.1",
    code={"numpy": "linalg.sqrtm({0})", "jax": "linalg.sqrtm({0}).real", "torch": "",
          "julia": "sqrt({0})", "matlab": "sqrtm({0})", "sympy": ""},
)  # fmt: skip


def _pseudo_inverse(mp: Any, A: Any) -> Any:
    """(AᵀA)⁻¹Aᵀ for a tall matrix of full rank, Aᵀ(AAᵀ)⁻¹ for a wide one."""
    turned = [list(row) for row in zip(*A, strict=True)]
    if len(A) >= len(A[0]):
        return values.product(values.inverse(mp, values.product(turned, A)), turned)
    return values.product(turned, values.inverse(mp, values.product(A, turned)))


PINV: Function = define(
    "pinv", "The Moore-Penrose pseudo-inverse; its derivative is not supported.",
    signature="(m,n)->(n,m)",
    evaluate=_pseudo_inverse,
    notation=call("pinv"),
    condition="{0} of full rank", example="pinv(X)", reference="Matrix Cookbook 3.6",
    code={"numpy": "np.linalg.pinv({0})", "torch": "torch.linalg.pinv({0})",
          "julia": "pinv({0})", "matlab": "pinv({0})", "sympy": ""},
)  # fmt: skip

LAMBDA_MAX: Function = define(
    "lambda_max", "The largest eigenvalue of a symmetric matrix; its derivative is not supported.",
    signature="(n,n)->()",
    evaluate=lambda mp, A: max(mp.eigsy(mp.matrix(A), eigvals_only=True)),
    notation=call("lambda_max"),
    condition="the largest eigenvalue of {0} is simple", example="lambda_max(X)",
    code={"numpy": "np.linalg.eigvalsh({0})[-1]", "torch": "torch.linalg.eigvalsh({0})[-1]",
          "julia": "eigmax(Symmetric({0}))", "matlab": "max(eig({0}))", "sympy": ""},
)  # fmt: skip
