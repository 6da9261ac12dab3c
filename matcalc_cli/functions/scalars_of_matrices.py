"""Trace, determinant and their kin: scalars of square matrices, and the inner product."""

from __future__ import annotations

from matcalc_cli.expressions import Expr, multiply
from matcalc_cli.functions import values
from matcalc_cli.functions.function import Function, Linear, Notation, call, define
from matcalc_cli.functions.structure import eye, inv, t

TRACE: Function = define(
    "tr", "The trace: the sum of the diagonal.",
    signature="(n,n)->()",
    linear=Linear(adjoint=lambda k, G, A: multiply(G, eye(A.rows))),
    evaluate=lambda mp, A: mp.fsum(A[i][i] for i in range(len(A))),
    notation=call("tr"),
    example="tr(A X)", reference="Matrix Cookbook 36", aliases=("trace", "Tr", "Trace"),
    code={"numpy": "np.trace({0})", "torch": "torch.trace({0})", "julia": "tr({0})",
          "matlab": "trace({0})", "sympy": "sp.Trace({0})"},
)  # fmt: skip


def tr(A: Expr) -> Expr:
    """The trace; a scalar is its own."""
    return A if A.is_scalar else TRACE(A)


INNER: Function = define(
    "inner", "The inner product of two arrays of one shape: tr(AᵀB).",
    signature="(m,n),(m,n)->()",
    linear=Linear(adjoint=lambda k, G, A, B: multiply(G, B if k == 0 else A)),
    evaluate=lambda mp, A, B: mp.fsum(
        a * b for row, other in zip(A, B, strict=True) for a, b in zip(row, other, strict=True)
    ),
    notation=Notation("around", "< >", "⟨ ⟩", r"\langle \rangle"),
    example="<A, X>", aliases=("dot",),
    code={"numpy": "np.vdot({0}, {1})", "numpy.v": "{0} @ {1}",
          "torch": "torch.sum({0} * {1})", "torch.v": "{0} @ {1}", "julia": "dot({0}, {1})",
          "matlab": "sum(sum({0} .* {1}))", "matlab.v": "{0}' * {1}",
          "sympy": "sp.Trace({0}.T * {1})"},
)  # fmt: skip


def inner(A: Expr, B: Expr) -> Expr:
    """⟨A, B⟩, written xᵀy for vectors and tr(AᵀB) for matrices."""
    return multiply(t(A), B) if A.cols == B.cols and A.is_vector else tr(multiply(t(A), B))


DET: Function = define(
    "det", "The determinant.",
    signature="(n,n)->()",
    partials=(lambda A, dA: multiply(DET(A), tr(multiply(inv(A), dA))),),
    evaluate=values.determinant,
    notation=call("det", latex=r"\det"),
    condition="{0} invertible", example="det(X)", reference="Matrix Cookbook 46",
    aliases=("determinant",),
    code={"numpy": "np.linalg.det({0})", "torch": "torch.linalg.det({0})", "julia": "det({0})",
          "matlab": "det({0})", "sympy": "sp.Determinant({0})"},
)  # fmt: skip

LOGDET: Function = define(
    "logdet", "The logarithm of the determinant.",
    signature="(n,n)->()",
    partials=(lambda A, dA: tr(multiply(inv(A), dA)),),
    evaluate=lambda mp, A: mp.log(values.determinant(mp, A)),
    notation=call("logdet", "log det", r"\log\det"),
    condition="det {0} > 0", example="logdet(X)", reference="Matrix Cookbook 43",
    aliases=("log_det", "lndet"),
    code={"numpy": "np.linalg.slogdet({0})[1]", "torch": "torch.linalg.slogdet({0})[1]",
          "julia": "logabsdet({0})[1]", "matlab": "logabsdet({0})",
          "sympy": "sp.log(sp.Determinant({0}))"},
)  # fmt: skip

SLOGDET: Function = define(
    "logabsdet", "The logarithm of the absolute value of the determinant.",
    signature="(n,n)->()",
    partials=(lambda A, dA: tr(multiply(inv(A), dA)),),
    evaluate=lambda mp, A: mp.log(abs(values.determinant(mp, A))),
    notation=Notation("around", "logabsdet( )", "log|det( )|", r"\log\lvert\det( )\rvert"),
    condition="{0} invertible", example="logabsdet(X)", reference="Matrix Cookbook 57",
    code={"numpy": "np.linalg.slogdet({0})[1]", "torch": "torch.linalg.slogdet({0})[1]",
          "julia": "logabsdet({0})[1]", "matlab": "logabsdet({0})",
          "sympy": "sp.log(sp.Abs(sp.Determinant({0})))"},
)  # fmt: skip
