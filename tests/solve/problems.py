"""Problems of `solve` by name: what is typed, what --wrt names, and the exit status."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """What is typed; status 3 where there is no closed form."""

    text: str
    wrt: tuple[str, ...] = ()
    status: int = 0


GAUSSIAN = "-n/2 log det Σ - 1/2 sum_{i=1}^n (x_i - μ)^T Σ^-1 (x_i - μ) where Σ pd"

PROBLEMS = {
    "least_squares": Problem("d/dβ ||y - X β||^2 = 0"),
    "ridge": Problem("d/dβ (||y - X β||^2 + λ ||β||^2) = 0"),
    "ridge_positive": Problem("d/dβ (||y - X β||^2 + λ ||β||^2) = 0 where λ positive"),
    "generalised_ridge": Problem("d/dβ ||W (y - X β)||^2 + β^T Λ β = 0 where Λ pd"),
    "weighted": Problem("d/dβ (y - X β)^T W (y - X β) = 0 where W pd"),
    "generalised": Problem("d/dβ (y - X β)^T Σ^-1 (y - X β) = 0 where Σ pd"),
    "matrix": Problem("d/dB ||Y - X B||_F^2 = 0"),
    "matrix_on_the_left": Problem("d/dL ||X - L F||_F^2 = 0"),
    "two_sided": Problem("d/dX ||A X B - C||_F^2 = 0"),
    "sum_of_squares": Problem("d/dβ sum_i (y_i - x_i^T β)^2 = 0"),
    "line": Problem("sum_{i=1}^n (y_i - a - b x_i)^2 where a, b, x_i, y_i in R", ("a", "b")),
    "quadratic": Problem("d/dx (1/2 x^T A x - b^T x) = 0"),
    "quadratic_pd": Problem("d/dx (1/2 x^T A x - b^T x) = 0 where A pd"),
    "mean": Problem("d/dμ sum_{i=1}^n ||x_i - μ||^2"),
    "gaussian": Problem(GAUSSIAN, ("μ", "Σ")),
    "gaussian_precision": Problem("d/dΛ (log det Λ - tr(Λ S)) = 0 where Λ pd, S pd"),
    "noise": Problem(
        "-n log σ - 1/(2 σ^2) ||y - X β||^2 where σ positive, n in R", ("β", "σ")
    ),
    "exponential": Problem("d/dλ (n log λ - λ sum_{i=1}^n x_i) = 0 where λ positive, x_i in R"),
    "log_determinant": Problem("d/dX (log det X - tr(A X)) = 0"),
    "symmetric_unknown": Problem("d/dX ||A X - B||_F^2 = 0 where X symmetric"),
    "orthogonal_procrustes": Problem("d/dQ ||A Q - B||_F^2 = 0 where Q orthogonal"),
    "nearest_orthogonal": Problem("d/dQ tr(Q^T A) = 0 subject to Q^T Q = I where Q in R^{m x n}"),
    "principal_component": Problem("d/dw w^T S w = 0 subject to w^T w = 1 where S symmetric"),
    "principal_components": Problem("tr(W^T S W) subject to W^T W = I where S symmetric", ("W",)),
    "generalised_eigen": Problem("x^T A x subject to x^T B x = 1 where A symmetric, B pd", ("x",)),
    "minimum_variance": Problem("d/dw w^T Σ w = 0 subject to 1^T w = 1 where Σ pd"),
    "mean_variance": Problem(
        "1/2 w^T Σ w subject to 1^T w = 1, μ^T w = r where Σ pd, r in R", ("w",)
    ),
    "constrained_least_squares": Problem("d/dx ||A x - b||^2 = 0 subject to C x = d"),
    "nearest_on_plane": Problem("d/dx ||x - z||^2 = 0 subject to A x = b"),
    "entropy": Problem("d/dp sum(p .* log(p)) = 0 subject to 1^T p = 1"),
    "relative_entropy": Problem(
        "sum(p .* log(p ./ q)) subject to 1^T p = 1 where q positive", ("p",)
    ),
    "log_barrier": Problem("d/dx sum(log(x)) = 0 subject to a^T x = 1"),
    "kernel_ridge": Problem(
        "d/dα (1/2 ||y - K α||^2 + λ/2 α^T K α) = 0 where K pd, λ positive"
    ),
    "minimum_norm": Problem("d/dx x^T x = 0 subject to A x = b"),
    "trace_constraint": Problem("d/dX ||X - A||_F^2 = 0 subject to tr(X) = 1"),
    "masked": Problem("d/dX ||A .* X - B||_F^2 = 0"),
    "linear_on_sphere": Problem("d/dx c^T x = 0 subject to x^T x = 1"),
    "sylvester": Problem("A X + X B = C", ("X",)),
    "lyapunov": Problem("A X + X A^T = -Q", ("X",)),
    "two_terms": Problem(
        "A X B + C X D = E where A, C in R^{m x m}, B, D in R^{n x n}", ("X",)
    ),
    "sylvester_least_squares": Problem("d/dX ||A X + X B - C||_F^2 = 0"),
    "vectorised": Problem("vec(X) = A b where X in R^{m x n}", ("X",)),
    "two_inverses": Problem("A X B = E where A, B invertible", ("X",)),
    "target": Problem("d/dx x^T A x = b where A pd"),
    "parabola": Problem("d/dx (a x^2 + b x) = 0 where x, a, b in R"),
    "cubic": Problem("d/dx (x^3 - 3 x) = 0 where x in R"),
    "pole": Problem("d/dx (x + 1/x^2) = 0 where x in R"),
    "square_root": Problem("x^2 = c where x in R, c in R positive", ("x",)),
    "exponentials": Problem("d/dx sum(exp(x) - b .* x) = 0"),
    "logistic": Problem("d/dw sum(log(1 + exp(-y .* (X w)))) = 0", status=3),
    "absolute_errors": Problem("d/dβ ||y - X β||_1 = 0", status=3),
    "three_real_roots": Problem("d/dx (x^4/4 - 3/2 x^2 + x) = 0 where x in R", status=3),
    "factorisation": Problem("||X - A B||_F^2", ("A", "B"), status=3),
    "not_square": Problem("A X B + C X D = E", ("X",), status=3),
    "singular": Problem("d/dβ ||a a^T β - y||^2 = 0", status=3),
    "linear": Problem("d/dX tr(A X) = 0", status=3),
}
