"""Problems of `solve` that are near to those with a form of their own, and what a problem is."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """What is typed; status 3 where there is no closed form."""

    text: str
    wrt: tuple[str, ...] = ()
    status: int = 0


NEAR = {
    "sphere_linear": Problem("d/dw a^T w = 0 subject to w^T w = 1"),
    "sphere_affine": Problem(
        "d/dw (w^T S w + b^T w) = 0 subject to w^T w = 1 where S symmetric", status=3
    ),
    "eigen_radius": Problem("d/dw w^T S w = 0 subject to w^T w = c where S symmetric, c positive"),
    "eigen_quotient": Problem("d/dw (w^T S w) / (w^T w) = 0 where S symmetric", status=3),
    "eigen_sum": Problem("d/dw (w^T S w + ||A w||^2) = 0 subject to ||w||^2 = 1 where S symmetric"),
    "components_twice": Problem(
        "tr(W^T S W) subject to 2 W^T W = I where S symmetric", ("W",), status=3
    ),
    "components_linear": Problem(
        "tr(W^T S W + A W) subject to W^T W = I where S symmetric", ("W",), status=3
    ),
    "components_turned": Problem(
        "tr(W S W^T) subject to W W^T = I where S symmetric", ("W",), status=3
    ),
    "components_unsymmetric": Problem("tr(W^T S W) subject to W^T W = I", ("W",)),
    "procrustes_left": Problem("d/dQ ||Q A - B||_F^2 = 0 where Q orthogonal"),
    "procrustes_both": Problem("d/dQ ||A Q B - C||_F^2 = 0 where Q orthogonal", status=3),
    "procrustes_quadratic": Problem("d/dQ tr(Q^T A Q B) = 0 where Q orthogonal", status=3),
    "procrustes_weighted": Problem(
        "d/dQ (||A - Q B||_F^2 + c ||Q||_F^2) = 0 where Q orthogonal, c in R"
    ),
    "equation_inverse": Problem("X^-1 = A", ("X",)),
    "equation_inverse_of_sum": Problem("(A + X)^-1 = B", ("X",), status=3),
    "equation_transposed": Problem("X^T A = B where A invertible", ("X",)),
    "equation_log": Problem("log(x) = b", ("x",)),
    "equation_exp": Problem("exp(A x) = b where A invertible", ("x",), status=3),
    "equation_reciprocal": Problem("1 ./ x = b", ("x",)),
    "equation_entrywise_twice": Problem("x .* A x = b", ("x",), status=3),
    "equation_scalar": Problem("s a^T x = b where s, b in R, a, x in R^n", ("s",)),
    "equation_two_sides": Problem("A X B = C where A, B invertible", ("X",)),
    "sylvester_direct": Problem("A X + X B = C", ("X",)),
    "sylvester_minus": Problem("-A X - X B = C", ("X",)),
    "sylvester_zero": Problem("A X + X B = 0 where X in R^{m x n}", ("X",), status=3),
    "exponential_product": Problem("d/dt (t^2 exp(t)) = 0"),
    "sine_root": Problem("d/dt (sin(t) - t/2) = 0", status=3),
    "quotient_root": Problem("d/dt (t + c / t) = 0 where c positive, t in R"),
    "product_of_unknowns": Problem("d/dU ||A - U V^T||_F^2 = 0"),
    "product_both": Problem("||A - U V^T||_F^2", ("U", "V"), status=3),
    "symmetric_procrustes": Problem("d/dX ||A X - X B||_F^2 = 0 where X symmetric", status=3),
    "weighted_sum": Problem("sum_{i=1}^n w_i ||x_i - μ||^2 where w_i in R", ("μ",)),
    "two_constraints": Problem("x^T x subject to a^T x = 1, b^T x = 0", ("x",)),
    "constraint_scalar": Problem("x^2 + y^2 subject to x + y = 1 where x, y in R", ("x", "y")),
    "constraint_product": Problem("x y subject to x + y = 2 where x, y in R", ("x", "y")),
    "constraint_matrix": Problem("||X - A||_F^2 subject to X b = c", ("X",)),
    "constraint_trace": Problem("||X - A||_F^2 subject to tr(X) = 1", ("X",)),
    "maximum": Problem("d/dx (b^T x - x^T A x) = 0 where A pd"),
    "saddle": Problem("d/dx x^T A x + b^T x = 0 where A symmetric"),
    "log_barrier_matrix": Problem("d/dX (tr(A X) - log det X - b^T X c) = 0"),
    "cubic_roots": Problem("d/dt (t^4/4 - t^3/3 - t^2) = 0"),
    "sum_as_a_factor": Problem("d/dX ||(A + B) X - C||_F^2 = 0 where A, B in R^{n x n}"),
    "symmetric_sum_as_a_factor": Problem(
        "d/dX (tr(X^T (A + A^T) X) - tr(B^T X)) = 0 where A in R^{n x n}"
    ),
    "sum_turned": Problem("(A + B)^T X (A + B) = C where A, B in R^{n x n}", ("X",)),
    "noise_minimum": Problem(
        "n log σ + 1/(2 σ^2) ||y - X β||^2 where σ positive, n in R", ("β", "σ")
    ),
    "gaussian_minimum": Problem(
        "n/2 log det Σ + 1/2 sum_{i=1}^n (x_i - μ)^T Σ^-1 (x_i - μ) where Σ pd", ("μ", "Σ")
    ),
    "roots_then_vector": Problem("s^3/3 - s + ||x - a||^2 where s in R", ("s", "x")),
    "ridge_on_the_right": Problem(
        "d/dB ||Y - B X||_F^2 + λ ||B||_F^2 = 0 where λ positive"
    ),
    "ridge_on_both_sides": Problem(
        "(A^T A + λ I) X (B + 2 I) = C where λ positive, X in R^{m x n}", ("X",)
    ),
    "collected_on_the_right": Problem(
        "A X S + 2 A X = C where A invertible, S in R^{n x n}, S symmetric", ("X",)
    ),
    "collected_on_the_left": Problem(
        "S X B + 2 X B = C where B invertible, S in R^{n x n}, S symmetric", ("X",)
    ),
}
