"""How expressions are written, form by form: ASCII, Unicode, LaTeX."""

from __future__ import annotations

import pytest

from matcalc_cli.expressions import (
    Differential,
    Expr,
    IndexedSum,
    Number,
    Power,
    SizeNumber,
    Symbol,
)
from matcalc_cli.functions import TABLE, unknown
from matcalc_cli.functions.entrywise import epow, exp, sqrt
from matcalc_cli.functions.kronecker import kron
from matcalc_cli.functions.norms import FROBENIUS, NORM, SQUARED_FROBENIUS, SQUARED_NORM
from matcalc_cli.functions.reductions import power, softmax
from matcalc_cli.functions.scalars_of_matrices import INNER, LOGDET, TRACE
from matcalc_cli.functions.structure import (
    UNIT,
    commutation,
    diag,
    eye,
    had,
    inv,
    ones,
    t,
    zeros,
)  # fmt: skip
from matcalc_cli.printers.columns import width
from matcalc_cli.printers.latex import latex
from matcalc_cli.printers.text import text
from matcalc_cli.rationals import ratio
from matcalc_cli.sizes import ONE, SCALAR
from tests.printers.symbols import (
    A,
    B,
    Sigma,
    X,
    b,
    half,
    i,
    j,
    k,
    m,
    mu,
    n,
    s,
    sigma,
    x,
    x_i,
    y,
)  # fmt: skip

two = Number(2)
FORMS: list[tuple[Expr, str, str]] = [
    # products, coefficients, signs
    (two @ A @ x, "2 A x", "2 A x"),
    (-x, "-x", "-x"),
    (half @ t(x) @ x, "1/2 x^T x", "1/2 xᵀ x"),
    (-(half @ A), "-1/2 A", "-1/2 A"),
    (-(t(x) @ y), "-x^T y", "-xᵀ y"),
    (two * (t(x) @ y), "2 x^T y", "2 xᵀ y"),
    ((t(x) @ b) @ A @ x, "(x^T b) A x", "(xᵀ b) A x"),
    ((A + B) @ x, "(A + B) x", "(A + B) x"),
    (A @ (-x), "A (-1) x", "A (-1) x"),
    (x @ two, "x * 2", "x * 2"),
    (sigma * (s + 1), "sigma * (s + 1)", "σ * (s + 1)"),
    (x - (A + B) @ x, "x - (A + B) x", "x - (A + B) x"),
    (-(A + B), "-(A + B)", "-(A + B)"),
    # quotients
    (x / s, "x / s", "x / s"),
    (1 / s, "1 / s", "1 / s"),
    (2 / (3 * s), "2 / (3 s)", "2 / (3 s)"),
    ((x - y) / s**2, "(x - y) / s^2", "(x - y) / s²"),
    (exp(s) * (x - y) / (two * s**2), "exp(s) (x - y) / (2 s^2)", "exp(s) (x - y) / (2 s²)"),
    (Number(ratio(2, 3)) * A / s, "2 A / (3 s)", "2 A / (3 s)"),
    (x / (t(x) @ x), "x / (x^T x)", "x / (xᵀ x)"),
    (x @ Power(two, Number(-1)), "x/2", "x/2"),
    (SizeNumber(n) * half * LOGDET(Sigma), "n/2 logdet(Sigma)", "n/2 log det Σ"),
    (half * SizeNumber(n) * inv(Sigma), "n/2 Sigma^-1", "n/2 Σ⁻¹"),
    # powers, transposes, inverses
    ((t(x) @ x) ** 3, "(x^T x)^3", "(xᵀ x)³"),
    ((t(x) @ A @ x) ** half, "sqrt(x^T A x)", "√(xᵀ A x)"),
    (s**k, "s^k", "s^k"),
    (power(A, Number(3)), "A^3", "A³"),
    (power(A, k - 1), "A^(k - 1)", "A^(k - 1)"),
    (t(power(A, Number(3))), "(A^3)^T", "(A³)ᵀ"),
    (t(A + B), "(A + B)^T", "(A + B)ᵀ"),
    (t(inv(A)), "A^-T", "A⁻ᵀ"),
    (inv(t(A)), "(A^T)^-1", "(Aᵀ)⁻¹"),
    (inv(A + B), "(A + B)^-1", "(A + B)⁻¹"),
    (t(softmax(x)), "softmax(x)^T", "softmax(x)ᵀ"),
    # norms
    (SQUARED_NORM(x), "||x||^2", "‖x‖²"),
    (SQUARED_NORM(x) ** half, "||x||", "‖x‖"),
    (SQUARED_NORM(x) ** Number(ratio(3, 2)), "||x||^3", "‖x‖³"),
    (x @ (SQUARED_NORM(x) ** Number(ratio(-1, 2))), "x / ||x||", "x / ‖x‖"),
    (SQUARED_FROBENIUS(X), "||X||_F^2", "‖X‖_F²"),
    (FROBENIUS(X) ** 2, "||X||_F^2", "‖X‖_F²"),
    (NORM(x / NORM(x)), "||(x / ||x||)||", "‖(x / ‖x‖)‖"),
    (INNER(A, B), "<A, B>", "⟨A, B⟩"),
    # entry by entry
    (had(y, A @ x), "y .* (A x)", "y ∘ (A x)"),
    (had(x, epow(y, -1)), "x ./ y", "x ⊘ y"),
    (epow(y, -1), "1 ./ y", "1 ⊘ y"),
    (epow(x, 2), "x.^2", "x.^2"),
    (had(x, epow(y, -2), epow(b, -1)), "x ./ (y.^2 .* b)", "x ⊘ (y.^2 ∘ b)"),
    (-had(x, y), "-(x .* y)", "-(x ∘ y)"),
    (x - had(x, y), "x - x .* y", "x - x ∘ y"),
    (had(x, ones(n) - x), "x .* (1 - x)", "x ∘ (1 - x)"),
    # constants
    (ones(n) - y, "1 - y", "1 - y"),
    (Number(3) @ ones(n) - y, "3 - y", "3 - y"),
    (s @ ones(n) - y, "s ones(n) - y", "s ones(n) - y"),
    (ones(n), "ones(n)", "ones(n)"),
    (zeros(m, n), "zeros(m,n)", "zeros(m,n)"),
    (A + s @ eye(n), "A + s I", "A + s I"),
    (eye(n), "I(n)", "I(n)"),
    (s @ eye(n), "s I(n)", "s I(n)"),
    (kron(eye(n), A), "kron(I(n), A)", "I(n) ⊗ A"),
    (kron(A, B) @ kron(A, B), "kron(A, B) kron(A, B)", "(A ⊗ B) (A ⊗ B)"),
    (UNIT(i, sizes=(n,)), "e_i", "eᵢ"),
    (commutation(m, n), "K(m,n)", "K(m,n)"),
    # sums over an index
    (IndexedSum(i, SizeNumber(n), x_i - mu), "sum_{i=1}^n (x_i - mu)", "∑ᵢ₌₁ⁿ (xᵢ - μ)"),
    (IndexedSum(i, None, x_i), "sum_i x_i", "∑ᵢ xᵢ"),
    (inv(Sigma) @ IndexedSum(i, None, x_i), "Sigma^-1 sum_i x_i", "Σ⁻¹ ∑ᵢ xᵢ"),
    (IndexedSum(i, None, x_i) @ t(y), "(sum_i x_i) y^T", "(∑ᵢ xᵢ) yᵀ"),
    # of derivations
    (Differential(X), "dX", "dX"),
    (t(Differential(X)), "(dX)^T", "(dX)ᵀ"),
    (Differential(t(X) @ A @ X), "d(X^T A X)", "d(Xᵀ A X)"),
    (Differential(x_i), "dx_i", "dxᵢ"),
    (Differential(Symbol("loss")), "d(loss)", "d(loss)"),
    (unknown.derivative_of(X, s), "deriv(X, s)", "dX/ds"),
    (t(unknown.derivative_of(X, s)) @ X, "deriv(X, s)^T X", "(dX/ds)ᵀ X"),
    (unknown.derivative_of(X, s) + X, "deriv(X, s) + X", "dX/ds + X"),
    (unknown.scalar_function("f")(x), "f(x)", "f(x)"),
    (unknown.gradient_function("f")(x), "grad(f)(x)", "∇f(x)"),
    (unknown.hessian_function("f")(x), "hess(f)(x)", "∇²f(x)"),
    (unknown.hessian_function("f")(X), "hess(f)(X)", "∇²f(X)"),
    # names
    (Symbol("x_hat", (n, ONE)), "x_hat", "x̂"),
    (Symbol("A_12", (n, n)), "A_{12}", "A₁₂"),
    (Symbol("X", SCALAR, (), (i, j)), "X_{ij}", "Xᵢⱼ"),
    (Symbol("beta", (n, ONE)), "beta", "β"),
]


@pytest.mark.parametrize(("expr", "ascii_", "unicode"), FORMS, ids=[form[1] for form in FORMS])
def test_text(expr: Expr, ascii_: str, unicode: str) -> None:
    assert text(expr, unicode=False) == ascii_
    assert text(expr, unicode=True) == unicode


def test_a_size_that_is_a_product() -> None:
    assert text(SizeNumber(n * m) ** -1 * X, unicode=False) == "X / (m*n)"


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (half @ t(x) @ x, "(1/2) x^T x"),
        (exp(s) * x / s, "(exp(s) x) / s"),
        (x - had(x, y), "x - (x .* y)"),
        (y - A @ x, "y - A x"),
        (two * (t(x) @ y), "2 (x^T y)"),
    ],
)
def test_fully_bracketed(expr: Expr, expected: str) -> None:
    assert text(expr, unicode=False, brackets=True) == expected


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        ((A + t(A)) @ x, r"\left( A + A^{\top} \right) x"),
        (x / NORM(x), r"\frac{x}{\lVert x \rVert}"),
        (-(half @ inv(Sigma)), r"-\frac{1}{2} \Sigma^{-1}"),
        (t(inv(A)), r"A^{-\top}"),
        (TRACE(A), r"\mathrm{tr}\left( A \right)"),
        (had(x, epow(y, 2)), r"x \odot y^{\circ 2}"),
        (kron(eye(n), A), r"I_{n} \otimes A"),
        (sqrt(s), r"\sqrt{s}"),
        (LOGDET(A) ** 2, r"\left( \log\det\left( A \right) \right)^{2}"),
        (IndexedSum(i, SizeNumber(n), x_i - mu), r"\sum_{i=1}^{n} \left( x_{i} - \mu \right)"),
        (unknown.derivative_of(X, s), r"\frac{\mathrm{d}X}{\mathrm{d}s}"),
        (Symbol("x_hat"), r"\hat{x}"),
        (Symbol("loss"), r"\mathrm{loss}"),
        (zeros(m, n), r"\mathbf{0}_{m,n}"),
        (diag(x), r"\mathrm{diag}\left( x \right)"),
    ],
)
def test_latex(expr: Expr, expected: str) -> None:
    assert latex(expr) == expected


@pytest.mark.parametrize(
    ("shown", "columns"),
    [("", 0), ("A x", 3), ("x̂", 1), ("Σ⁻¹", 3), ("行列", 4), ("a\u200db", 2)],
)
def test_width_on_a_terminal(shown: str, columns: int) -> None:
    assert width(shown) == columns


def test_depth_and_length_are_no_limit() -> None:
    deep: Expr = s
    for _ in range(3000):
        deep = exp(deep)
    assert text(deep, unicode=False).startswith("exp(exp(")
    wide = A
    terms = [Symbol(f"A{place}", (n, n)) for place in range(20_000)]
    for chunk in (terms,):
        from matcalc_cli.expressions import add

        wide = add(wide, *chunk)
    assert text(wide, unicode=False).count(" + ") == 20_000


def test_names_of_several_words_in_latex() -> None:
    for function in TABLE.values():
        inside = function.notation.latex.split(r"\mathrm{")[1:]
        assert all("_" not in part.partition("}")[0] for part in inside), function
