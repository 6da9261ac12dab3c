"""Functions that sum up: sum, mean, log-sum-exp, softmax, and whole powers of matrices."""

from __future__ import annotations

from typing import Any

from matcalc_cli.expressions import (
    Expr,
    IndexedSum,
    Number,
    SizeNumber,
    add,
    multiply,
)
from matcalc_cli.functions import values
from matcalc_cli.functions.exponents import opposite, simplified
from matcalc_cli.functions.function import Function, Linear, Notation, call, define
from matcalc_cli.functions.scalars_of_matrices import inner
from matcalc_cli.functions.structure import eye, had, inv, ones, t, zeros
from matcalc_cli.indices import fresh_index
from matcalc_cli.sizes import ONE

SUM: Function = define(
    "sum", "The sum of all entries.",
    signature="(m,n)->()",
    linear=Linear(adjoint=lambda k, G, A: multiply(G, ones(A.rows, A.cols))),
    evaluate=lambda mp, A: mp.fsum(entry for row in A for entry in row),
    notation=call("sum"),
    example="sum(X)",
    code={"numpy": "np.sum({0})", "torch": "torch.sum({0})", "julia": "sum({0})",
          "matlab": "sum(sum({0}))", "sympy": "entry_sum({0})"},
)  # fmt: skip


def _count(A: Expr) -> Expr:
    return SizeNumber(A.rows * A.cols) ** -1


MEAN: Function = define(
    "mean", "The mean of all entries.",
    signature="(m,n)->()",
    linear=Linear(adjoint=lambda k, G, A: multiply(_count(A), G, ones(A.rows, A.cols))),
    evaluate=lambda mp, A: mp.fsum(entry for row in A for entry in row) / (len(A) * len(A[0])),
    notation=call("mean"),
    example="mean(x)",
    code={"numpy": "np.mean({0})", "torch": "torch.mean({0})", "julia": "mean({0})",
          "matlab": "mean(mean({0}))", "sympy": "entry_sum({0}) / ({0}.rows * {0}.cols)"},
)  # fmt: skip


def _shares(mp: Any, A: Any) -> Any:
    """softmax: of a vector as a whole, of a matrix row by row."""
    if len(A[0]) == 1:
        return values.scaled(1 / mp.fsum(mp.exp(row[0]) for row in A), values.each(mp.exp, A))
    return [[mp.exp(entry) / mp.fsum(map(mp.exp, row)) for entry in row] for row in A]


def _log_sum_exp(mp: Any, A: Any) -> Any:
    if len(A[0]) == 1:
        return mp.log(mp.fsum(mp.exp(row[0]) for row in A))
    return [[mp.log(mp.fsum(map(mp.exp, row)))] for row in A]


def _softmax_differential(A: Expr, dA: Expr) -> Expr:
    P = softmax(A)
    if A.cols == ONE:
        return add(had(P, dA), -multiply(P, inner(P, dA)))
    rows = multiply(had(P, dA), ones(A.cols))
    return had(P, add(dA, -multiply(rows, t(ones(A.cols)))))


softmax: Function = define(
    "softmax", "exp(x) / sum(exp(x)); on a matrix, each row on its own.",
    signature="(m,n)->(m,n)",
    partials=(_softmax_differential,),
    evaluate=_shares,
    notation=call("softmax"),
    example="softmax(x)",
    code={"numpy": "softmax({0})", "jax": "jax.nn.softmax({0})",
          "torch": "torch.softmax({0}, dim=-1)", "julia": "softmax({0})",
          "matlab": "softmax_rows({0})", "matlab.v": "softmax({0})", "sympy": "",
          "sympy.v": "{0}.applyfunc(sp.exp) / entry_sum({0}.applyfunc(sp.exp))"},
)  # fmt: skip

LOGSUMEXP: Function = define(
    "logsumexp", "log(sum(exp(x))); on a matrix, each row on its own.",
    signature="(n)->() | (m,n)->(m)",
    partials=(
        lambda A, dA: inner(softmax(A), dA)
        if A.cols == ONE
        else multiply(had(softmax(A), dA), ones(A.cols)),
    ),
    evaluate=_log_sum_exp,
    notation=call("logsumexp"),
    example="logsumexp(x)", aliases=("lse",),
    code={"numpy": "logsumexp({0})", "jax": "special.logsumexp({0}, axis=-1)",
          "torch": "torch.logsumexp({0}, dim=-1)", "julia": "logsumexp({0})",
          "matlab": "logsumexp_rows({0})", "matlab.v": "logsumexp({0})", "sympy": "",
          "sympy.v": "sp.log(entry_sum({0}.applyfunc(sp.exp)))"},
)  # fmt: skip

log_softmax: Function = define(
    "log_softmax", "x - logsumexp(x); on a matrix, each row on its own.",
    signature="(m,n)->(m,n)",
    partials=(
        lambda A, dA: dA - multiply(inner(softmax(A), dA), ones(A.rows))
        if A.cols == ONE
        else dA - multiply(had(softmax(A), dA), ones(A.cols), t(ones(A.cols))),
    ),
    evaluate=lambda mp, A: values.each(mp.log, _shares(mp, A)),
    notation=call("log_softmax"),
    example="log_softmax(x)", aliases=("logsoftmax",),
    code={"numpy": "{0} - special.logsumexp({0}, axis=-1, keepdims=True)",
          "torch": "torch.log_softmax({0}, -1)", "julia": "{0} .- logsumexp({0})",
          "matlab": "{0} - logsumexp_rows({0})", "matlab.v": "{0} - logsumexp({0})", "sympy": ""},
)  # fmt: skip


def _place(mp: Any, A: Any, best: Any) -> Any:
    count = sum(entry == best for row in A for entry in row)
    return [[mp.mpf(entry == best) / count for entry in row] for row in A]


def _extreme(name: str, words: str, choose: Any) -> Function:
    """Enter the largest or smallest entry, with the indicator of its place."""
    place: Function = define(
        f"arg{name}", f"1 in the place of the {words} entry, 0 elsewhere; equals share the 1.",
        signature="(m,n)->(m,n)",
        partials=(lambda A, dA: zeros(A.rows, A.cols),),
        evaluate=lambda mp, A: _place(mp, A, choose(entry for row in A for entry in row)),
        notation=call(f"arg{name}"), example=f"arg{name}(x)",
        code={"numpy": f"({{0}} == np.{name}({{0}})) / np.sum({{0}} == np.{name}({{0}}))",
              "torch": f"({{0}} == torch.{name}({{0}})).to(dtype) / "
                       f"torch.sum({{0}} == torch.{name}({{0}}))",
              "julia": f"({{0}} .== {name}imum({{0}})) ./ sum({{0}} .== {name}imum({{0}}))",
              "matlab": f"({{0}} == {name}({name}({{0}}))) / nnz({{0}} == {name}({name}({{0}})))",
              "sympy": ""},
    )  # fmt: skip
    return define(
        name, f"The {words} entry.",
        signature="(m,n)->()",
        partials=(lambda A, dA: inner(place(A), dA),),
        evaluate=lambda mp, A: choose(entry for row in A for entry in row),
        notation=call(name, latex=rf"\{name}"), example=f"{name}(x)",
        condition=f"one entry of {{0}} alone is the {words} (else: a subgradient)",
        code={"numpy": f"np.{name}({{0}})", "torch": f"torch.{name}({{0}})",
              "julia": f"{name}imum({{0}})", "matlab": f"{name}({name}({{0}}))", "sympy": ""},
    )  # fmt: skip


MAX = _extreme("max", "largest", max)
MIN = _extreme("min", "smallest", min)

_FEW = 6  # a power up to this is differentiated term by term, a higher or symbolic one as a sum


def _power_differential(A: Expr, k: Expr, dA: Expr) -> Expr:
    """d Aᵏ = ∑ᵢ Aⁱ⁻¹ dA Aᵏ⁻ⁱ, Matrix Cookbook 90; d A⁻ᵏ = -A⁻ᵏ d(Aᵏ) A⁻ᵏ.

    For a small number k the latter is done term by term too: -∑ᵢ A⁻ⁱ dA Aⁱ⁻ᵏ⁻¹.
    """
    k = simplified(k)
    positive = opposite(k)
    if isinstance(positive, Number) and isinstance(k, Number) and positive.value <= _FEW:
        return add(*[-multiply(*_around(A, Number(-i), dA, Number(k.value - 1 + i)))
                     for i in range(1, int(positive.value) + 1)])  # fmt: skip
    if positive is not None:
        P = power(A, k)
        return -multiply(P, _power_differential(A, positive, dA), P)
    if isinstance(k, Number) and isinstance(k.value, int) and k.value <= _FEW:
        last = k.value - 1
        return add(*[multiply(*_around(A, Number(i), dA, Number(last - i)))
                     for i in range(last + 1)])  # fmt: skip
    i = fresh_index(A, k, dA)
    return IndexedSum(i, k, multiply(*_around(A, i - 1, dA, k - i)))


def _around(A: Expr, before: Expr, dA: Expr, after: Expr) -> tuple[Expr, ...]:
    sides = (power(A, before), dA, power(A, after))
    return tuple(side for side in sides if side is not eye(A.rows))


MATRIX_POWER: Function = define(
    "matpow", "A whole power of a square matrix.",
    signature="(n,n),()->(n,n)",
    partials=(_power_differential,),
    evaluate=values.power,
    notation=Notation("infix", "^", "^", "^"),
    example="X^3", reference="Matrix Cookbook 90",
    code={"numpy": "np.linalg.matrix_power({0}, {1})",
          "torch": "torch.linalg.matrix_power({0}, {1})", "julia": "{0} ^ {1}",
          "matlab": "{0} ^ {1}", "sympy": "{0} ** {1}"},
)  # fmt: skip


def power(A: Expr, k: Expr) -> Expr:
    """Aᵏ; the identity for 0, A itself for 1, A⁻¹ for -1, a plain power for a scalar."""
    if A.is_scalar:
        return A**k
    match k:
        case Number(value=0):
            return eye(A.rows)
        case Number(value=1):
            return A
        case Number(value=-1):
            return inv(A)
    return MATRIX_POWER(A, k)

