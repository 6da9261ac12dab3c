"""Norms and their squares."""

from __future__ import annotations

from typing import Any

from matcalc_cli.expressions import Expr, Number, multiply
from matcalc_cli.functions import values
from matcalc_cli.functions.entrywise import absolute, epow, log, sign
from matcalc_cli.functions.function import Function, Notation, define
from matcalc_cli.functions.scalars_of_matrices import inner
from matcalc_cli.functions.structure import had


def _square(mp: Any, A: Any) -> Any:
    return mp.fsum(entry * entry for row in A for entry in row)


SQUARED_NORM: Function = define(
    "sqnorm", "The squared Euclidean norm of a vector: xᵀx.",
    signature="(n)->()",
    partials=(lambda x, dx: multiply(Number(2), inner(x, dx)),),
    evaluate=_square,
    notation=Notation("around", "|| ||^2", "‖ ‖²", r"\lVert \rVert^2"),
    example="||x||^2", reference="Matrix Cookbook 131",
    code={"numpy": "{0} @ {0}", "torch": "{0} @ {0}", "julia": "sum(abs2, {0})",
          "matlab": "{0}' * {0}", "sympy": "sp.Trace({0}.T * {0})"},
)  # fmt: skip

SQUARED_FROBENIUS: Function = define(
    "sqfro", "The squared Frobenius norm of a matrix: tr(XᵀX).",
    signature="(m,n)->()",
    partials=(lambda X, dX: multiply(Number(2), inner(X, dX)),),
    evaluate=_square,
    notation=Notation("around", "|| ||_F^2", "‖ ‖_F²", r"\lVert \rVert_F^2"),
    example="||X||_F^2", reference="Matrix Cookbook 132",
    code={"numpy": "np.vdot({0}, {0})", "torch": "torch.sum({0} * {0})",
          "julia": "sum(abs2, {0})", "matlab": "sum(sum({0} .^ 2))",
          "sympy": "sp.Trace({0}.T * {0})"},
)  # fmt: skip

NORM: Function = define(
    "norm", "The Euclidean norm of a vector.",
    signature="(n)->()",
    partials=(lambda x, dx: multiply(inner(x, dx), NORM(x) ** -1),),
    evaluate=lambda mp, x: mp.sqrt(_square(mp, x)),
    notation=Notation("around", "|| ||", "‖ ‖", r"\lVert \rVert"),
    condition="{0} ≠ 0", example="||x||", reference="Matrix Cookbook 129",
    aliases=("norm2",),
    code={"numpy": "np.linalg.norm({0})", "torch": "torch.linalg.norm({0})",
          "julia": "norm({0})", "matlab": "norm({0})",
          "sympy": "sp.sqrt(sp.Trace({0}.T * {0}))"},
)  # fmt: skip

FROBENIUS: Function = define(
    "fro", "The Frobenius norm of a matrix.",
    signature="(m,n)->()",
    partials=(lambda X, dX: multiply(inner(X, dX), FROBENIUS(X) ** -1),),
    evaluate=lambda mp, X: mp.sqrt(_square(mp, X)),
    notation=Notation("around", "|| ||_F", "‖ ‖_F", r"\lVert \rVert_F"),
    condition="{0} ≠ 0", example="||X||_F",
    code={"numpy": "np.linalg.norm({0})", "torch": "torch.linalg.norm({0})",
          "julia": "norm({0})", "matlab": "norm({0}, 'fro')",
          "sympy": "sp.sqrt(sp.Trace({0}.T * {0}))"},
)  # fmt: skip

NORM1: Function = define(
    "norm1", "The sum of the absolute values of a vector's entries.",
    signature="(n)->()",
    partials=(lambda x, dx: inner(sign(x), dx),),
    evaluate=lambda mp, x: mp.fsum(abs(row[0]) for row in x),
    notation=Notation("around", "|| ||_1", "‖ ‖₁", r"\lVert \rVert_1"),
    condition="no entry of {0} is 0 (there: a subgradient)", example="||x||_1",
    code={"numpy": "np.sum(np.abs({0}))", "torch": "torch.sum(torch.abs({0}))",
          "julia": "norm({0}, 1)", "matlab": "norm({0}, 1)",
          "sympy": "entry_sum({0}.applyfunc(sp.Abs))"},
)  # fmt: skip


def _length(mp: Any, x: Any, p: Any) -> Any:
    if p <= 0:
        raise ValueError("a norm has a positive p")
    return mp.power(mp.fsum(values.raised(mp, abs(row[0]), p) for row in x), 1 / p)


def _signed_power(x: Expr, p: Expr) -> Expr:
    """sign(x) ∘ |x|^(p-1), which for whole p needs no sign, and for even p no absolute value."""
    value = p.value if isinstance(p, Number) else None
    if isinstance(value, int) and value % 2 == 0:
        return epow(x, value - 1)
    if isinstance(value, int):
        return had(x, epow(absolute(x), value - 2))
    return had(sign(x), epow(absolute(x), p - 1 if value is None else value - 1))


def _by_p(x: Expr, p: Expr, dp: Expr) -> Expr:
    """d‖x‖_p = ‖x‖_p/p (∑ |xᵢ|^p log|xᵢ| / ‖x‖_p^p - log ‖x‖_p) dp."""
    size, length = absolute(x), P_NORM(x, p)
    share = multiply(inner(epow(size, p), log(size)), length ** -p)
    return multiply(length, p**-1, share - log(length), dp)


P_NORM: Function = define(
    "pnorm", "The p-norm of a vector: (∑ |xᵢ|^p)^(1/p).",
    signature="(n),()->()",
    partials=(
        lambda x, p, dx: multiply(inner(_signed_power(x, p), dx), P_NORM(x, p) ** (1 - p)),
        _by_p,
    ),
    evaluate=_length,
    notation=Notation("below", "|| ||", "‖ ‖", r"\lVert \rVert"),
    condition="{0} ≠ 0", example="||x||_p",
    code={"numpy": "np.linalg.norm({0}, {1})",
          "jax": "jnp.sum(jnp.abs({0}) ** {1}) ** (1 / {1})",
          "torch": "torch.sum(torch.abs({0}) ** {1}) ** (1 / {1})",
          "julia": "norm({0}, {1})", "matlab": "norm({0}, {1})", "sympy": ""},
)  # fmt: skip


NORMS = frozenset({SQUARED_NORM, SQUARED_FROBENIUS, NORM, FROBENIUS})


def squared_norm(A: Expr) -> Expr:
    """‖A‖² of a vector, ‖A‖_F² of a matrix."""
    return SQUARED_NORM(A) if A.is_vector else SQUARED_FROBENIUS(A)


def norm(A: Expr) -> Expr:
    """‖A‖ of a vector, ‖A‖_F of a matrix."""
    return NORM(A) if A.is_vector else FROBENIUS(A)
