"""Problems of `solve` by name: what is typed, what --wrt names, the exit status."""

from __future__ import annotations

from tests.solve.near import NEAR, Problem

GAUSSIAN = "-n/2 log det Σ - 1/2 sum_{i=1}^n (x_i - μ)^T Σ^-1 (x_i - μ) where Σ pd"

PROBLEMS = {
    "entries_divided": Problem("A .* X = B", ("X",)),
    "entries_of_a_completion": Problem("1/2 ||P .* (X - M)||_F^2 + λ/2 ||X||_F^2", ("X",)),
    "entries_of_a_diagonal": Problem("diag(d) x + x ./ s = b where d, s positive", ("x",)),
    "entries_and_columns": Problem("A .* X + D X = B", ("X",)),
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
    "softplus_along_a_vector": Problem("log(1 + exp(a^T x))", ("x",), status=3),
    "singular": Problem("d/dβ ||a a^T β - y||^2 = 0", status=3),
    "linear": Problem("d/dX tr(A X) = 0", status=3),
    "number_equation": Problem("3 - 2 x = 0 where x in R", ("x",)),
    "two_coefficients": Problem("a x + b x = c where x, a, b, c in R", ("x",)),
    "negative_coefficient": Problem("-a x = b where x, a, b in R", ("x",)),
    "nonzero_by_form": Problem("(a^2 + 1) x = b where x, a, b in R", ("x",)),
    "number_of_an_array": Problem("s a = b where s in R, a, b in R^n", ("s",), status=3),
    "transposed_matrix": Problem("A^T x = b where A in R^{n x n}", ("x",)),
    "vector_on_the_right": Problem("b - A x = 0 where A in R^{n x n}", ("x",)),
    "wide_matrix": Problem("A x = b where A in R^{m x n}", ("x",), status=3),
    "on_both_sides": Problem("A x = B x + b where A, B in R^{n x n}", ("x",)),
    "matrix_on_the_right": Problem("X A = B where A in R^{n x n}", ("X",)),
    "transposed_unknown": Problem("X^T A = B where A in R^{n x n}", ("X",)),
    "transposed_between": Problem("A X^T B = C where A in R^{m x m}, B in R^{n x n}", ("X",)),
    "shared_right_side": Problem("A X + B X = C where A, B in R^{m x m}", ("X",)),
    "shared_left_side": Problem("X A + X B = C where A, B in R^{n x n}", ("X",)),
    "numbers_on_the_left": Problem("2 X A - 3 X = C where A in R^{n x n}", ("X",)),
    "with_its_transpose": Problem("X + X^T = A where X in R^{n x n}", ("X",), status=3),
    "shifted": Problem("A X + a X = C where a in R, A in R^{m x m}", ("X",)),
    "multiple": Problem("2 X = A", ("X",)),
    "positive_multiple": Problem("(a^2 + 1) X = A where a in R", ("X",)),
    "two_multiples": Problem("a X + b X = A where a, b in R", ("X",)),
    "stein": Problem("X - A X B = Q where A in R^{m x m}, B in R^{n x n}", ("X",)),
    "negative_stein": Problem("A X B - X = Q where A in R^{m x m}, B in R^{n x n}", ("X",)),
    "homogeneous": Problem("A X + X B = 0 where A in R^{m x m}, B in R^{n x n}", ("X",), status=3),
    "unknown_inverse": Problem("X^-1 = A", ("X",)),
    "inverse_on_the_left": Problem("X^-1 A + B = 0 where A, B in R^{n x n}", ("X",)),
    "inverse_between": Problem("A X^-1 B = C where A, B invertible", ("X",), status=3),
    "inverse_transposed": Problem("X^-T = A", ("X",)),
    "inverse_of_definite": Problem("X^-1 = A where A pd", ("X",)),
    "inverse_and_more": Problem("X^-1 + A = B where A, B in R^{n x n}", ("X",)),
    "reciprocal": Problem("a/x + b = 0 where x, a, b in R", ("x",)),
    "entry_reciprocals": Problem("X.^-1 = B", ("X",)),
    "exponential_vector": Problem("exp(x) = b where x, b in R^n", ("x",)),
    "exponential_of_positive": Problem("3 exp(x) = b where x, b in R^n, b positive", ("x",)),
    "transport": Problem("d/dP (sum(C .* P) + ε sum(P .* (log(P) - 1))) = 0"),
    "logits": Problem("d/dx (sum(log(1 + exp(x))) - y^T x) = 0"),
    "exponential_scalar": Problem("exp(x) = a where x, a in R", ("x",)),
    "logarithm": Problem("log(X) = B", ("X",)),
    "logarithm_of_ones": Problem("log(x) = 2 * ones(n) where x in R^n", ("x",)),
    "logarithm_transposed": Problem("log(X^T) = B", ("X",)),
    "logarithm_scalar": Problem("log(x) = a where x, a in R", ("x",)),
    "masked_logarithm": Problem("A .* log(x) = b where x, b, A in R^n", ("x",)),
    "masked_positive": Problem("A .* X = B where A positive", ("X",)),
    "masked_negative": Problem("X .* A + B = 0", ("X",)),
    "quadratic_numbers": Problem("x^2 - 3 x + 2 = 0 where x in R", ("x",)),
    "quadratic_letters": Problem("x^2 + b x + c = 0 where x, b, c in R", ("x",)),
    "no_real_root": Problem("x^2 + 1 = 0 where x in R", ("x",), status=3),
    "lambert": Problem("x exp(x) = 1 where x in R", ("x",), status=3),
    "sine": Problem("sin(x) = 0 where x in R", ("x",), status=3),
    "exponent_twice": Problem("exp(2 x) = 3 where x in R", ("x",)),
    "orthogonal_and_more": Problem(
        "tr(Q^T A) subject to Q a = b where Q orthogonal", ("Q",), status=3
    ),
    "orthogonal_with_target": Problem("d/dQ tr(Q^T A) = B where Q orthogonal", status=3),
    "signs": Problem("w^T S w subject to w .* w = ones(n) where S symmetric", ("w",), status=3),
    "scaled_distance": Problem("d/dx a ||x - b||^2 = 0 where a in R"),
    "scaled_system": Problem("d/dX (c tr(A X) + c ||X||_F^2) = 0 where c in R"),
    "zero_alone": Problem("A x = 0 where A invertible", ("x",)),
    "shared_left_factor": Problem("A X B + A C B = 0 where A, B invertible", ("X",)),
    "procrustes_on_the_right": Problem("||Q A - B||_F^2 where Q orthogonal", ("Q",)),
    "tall_procrustes": Problem(
        "||Q A - B||_F^2 subject to Q^T Q = I where Q in R^{m x n}", ("Q",)
    ),
    "shifted_sphere": Problem(
        "x^T A x subject to x^T x + b^T x = 1 where A symmetric", ("x",), status=3
    ),
    "two_wells": Problem(
        "x^4/4 - x^2/2 + y^4/4 - y^2/2 where x, y in R", ("x", "y"), status=3
    ),
    "one_root_is_negative": Problem("1/x^2 = a where x, a in R positive", ("x",)),
    "cubic_with_one_root": Problem("x^3 + x - 1 = 0 where x in R", ("x",)),
    "quartic_with_two_roots": Problem("x^4 - 2 x^2 - 1 = 0 where x in R", ("x",)),
    "two_weights": Problem("d/dx (λ ||x||^2 + a ||x - b||^2) = 0 where λ positive, a in R"),
    "sextic": Problem("x^6 - 1 = 0 where x in R", ("x",), status=3),
    "quintic": Problem("x^5 - x + 1 = 0 where x in R", ("x",), status=3),
    "sphere_of_two": Problem("x^T A x subject to x^T x = 2 where A symmetric", ("x",)),
    "largest_image": Problem("||A x||^2 subject to ||x||^2 = 1", ("x",)),
    "negative_eigen": Problem("-x^T A x subject to x^T B x = 4 where A symmetric, B pd", ("x",)),
    "linear_and_quadratic": Problem(
        "x^T A x + b^T x subject to x^T x = 1 where A symmetric", ("x",), status=3
    ),
    "nearest_frame": Problem("||A - Q||_F^2 subject to Q^T Q = I where Q in R^{m x n}", ("Q",)),
    "most_aligned": Problem("tr(Q^T A) where Q orthogonal", ("Q",)),
    "least_aligned": Problem("-3 tr(A^T Q) where Q orthogonal", ("Q",)),
    "generalised_components": Problem(
        "tr(W^T S W) subject to W^T B W = I where S symmetric, B pd", ("W",)
    ),
    "chain_of_points": Problem("||x - a||^2 + ||x - y||^2 + ||y||^2", ("x", "y")),
    "points_apart": Problem("||x - a||^2 + ||y - b||^2 where x, y in R^n", ("x", "y")),
    "two_targets": Problem("d/dX tr(X^T A X) = B where A pd"),
    "linear_less_quadratic": Problem("d/dX (tr(B X) - 1/2 tr(X^T A X)) = 0 where A pd"),
    "concave_exponentials": Problem("d/dx (a^T x - sum(exp(x))) = 0"),
    "weighted_exponentials": Problem("d/dx (a^T x - b^T exp(x)) = 0 where a, b positive"),
    "parabola_up": Problem("d/dx (1/2 a x^2 + b x) = 0 where x, b in R, a in R positive"),
    "parabola_flat": Problem("d/dx (a x^2 + b x) = 0 where x, b in R, a in R nonnegative"),
    "rate": Problem("d/dx (log(x) - a x) = 0 where x in R, a in R positive"),
    "double_well": Problem("d/dx (x^4/4 - x^2/2) = 0 where x in R"),
    "least_squares_down": Problem("d/dx -||A x - b||^2 = 0"),
    "ridge_backwards": Problem("d/dx (||A x - b||^2 - λ ||x||^2) = 0"),
    "ridge_of_a_sum": Problem("d/dx 1/2 x^T S x + x^T x - b^T x where S pd"),
    "ridge_of_a_sum_transposed": Problem("d/dX tr(X Z X^T)/2 + tr(X^T X) - tr(B^T X) where Z pd"),
    "covariance": Problem("d/dX (tr(A X^-1) + log det X) = 0 where X pd, A pd"),
    "covariance_free": Problem("d/dX (tr(A X^-1) + log det X) = 0"),
    "nearest_symmetric": Problem("d/dX ||X - A||_F^2 = 0 where X symmetric"),
    "symmetric_both": Problem("d/dX ||X - A||_F^2 = 0 where X symmetric, A symmetric"),
    "counts": Problem("d/dp sum_i a_i log(p) - b p = 0 where p, a_i, b in R positive"),
    "proportion": Problem("d/dp (a log(p) + b log(1 - p)) = 0 where p, a, b in R positive"),
    "inverse_variances": Problem(
        "sum(w.^2 .* s) subject to 1^T w = 1 where s positive, w in R^n", ("w",)
    ),
    "exponentials_constrained": Problem(
        "sum(exp(x)) subject to a^T x = b where b in R", ("x",), status=3
    ),
    "volume": Problem(
        "x + y + z subject to x y z = 1 where x, y, z in R positive", ("x", "y", "z")
    ),
    "two_sums": Problem("sum_i a_i^2 + sum_i (y_i - μ)^2 where a_i, y_i, μ in R", ("μ",)),
    "mean_in_a_metric": Problem("sum_{i=1}^n (x_i - μ)^T S (x_i - μ) where S pd", ("μ",)),
    "regression_of_sums": Problem("sum_i ||x_i - A y_i||^2", ("A",)),
    "wishart": Problem("n log det S + tr(S^-1 A) where S pd, A pd, n in R positive", ("S",)),
    "linear_programme": Problem("c^T x subject to A x = b", ("x",), status=3),
    "pinned": Problem("tr(A X) subject to X = B", ("X",)),
    "least_matrix": Problem("||X||_F^2 subject to A X = B", ("X",)),
    "least_outer": Problem("||X||_F^2 subject to X a = b", ("X",)),
    "pinned_quadratic": Problem("x^T A x subject to x = b where A pd", ("x",)),
    "partitioned": Problem("||y - X β - Z γ||^2", ("β", "γ")),
    "shift_first": Problem("a X + A X = C where a in R, A in R^{m x m}", ("X",)),
    "shift_on_the_right": Problem("a X + X A = C where a in R, A in R^{n x n}", ("X",)),
    "sphere_of_any_size": Problem(
        "x^T A x subject to x^T x = c where A symmetric, c in R", ("x",)
    ),
    "sphere_doubled": Problem("x^T A x subject to 2 x^T x = 6 where A symmetric", ("x",)),
    "metric_of_a_sum": Problem(
        "3/2 x^T A x subject to x^T (B + 2 I) x = 1 where A, B symmetric", ("x",)
    ),
    "quadratic_in_logarithms": Problem("exp(x)^2 - 3 exp(x) + 2 = 0 where x in R", ("x",)),
    "logarithms": Problem("d/dx (a x - x log(x)) = 0 where x, a in R"),
    "power": Problem("x^3 = a where x, a in R positive", ("x",), status=3),
    "root": Problem("sqrt(x) = a where x in R, a in R positive", ("x",), status=3),
    "transposed_sum": Problem("X^T + A = B", ("X",)),
    "sum_of_two_kinds": Problem("A X + B = X where A in R^{m x m}", ("X",)),
    "wide_right_side": Problem("X A = B", ("X",), status=3),
    "constant_gradient": Problem("d/dX tr(A X) = B", status=3),
    "any_stationary": Problem("d/dx (x^T A x - x^T A^T x) = 0 where A in R^{n x n}", status=3),
    "lagrange_twice": Problem(
        "||x||^2 subject to A x = b, c^T x = 1 where A in R^{m x n}", ("x",)
    ),
    "metric_projection": Problem("(x - z)^T W (x - z) subject to A x = b where W pd", ("x",)),
    "maximum_entropy": Problem(
        "-sum(p .* log(p)) subject to 1^T p = 1, a^T p = m where m in R", ("p",), status=3
    ),
    "three_means": Problem(
        "||x - a||^2 + ||y - x||^2 + ||z - y||^2 + ||z||^2", ("x", "y", "z")
    ),
    "both_sides_of_a_product": Problem("d/dX ||A X^T B - C||_F^2 = 0"),
    "poisson": Problem("d/dλ (sum_i (k_i log(λ) - λ)) = 0 where λ, k_i in R positive"),
    "gamma_scale": Problem(
        "d/db (n a log(b) - b sum_i x_i) = 0 where a, b, x_i, n in R positive"
    ),
    "laplace": Problem("d/db (n log(b) + s/b) = 0 where b, s, n in R positive"),
    **NEAR,
}
