"""Functions that modules for Julia and MATLAB carry along where they use them."""

from __future__ import annotations

from matcalc_cli.printers.code.kron_helpers import JULIA_KRON, MATLAB_KRON

JULIA_HELPERS = {
    "sigmoid": "sigmoid(t) = (1 + tanh(t / 2)) / 2",
    "softplus": "softplus(t) = max(t, zero(t)) + log1p(exp(-abs(t)))",
    "softmax": "softmax(x::AbstractVector) = (e = exp.(x .- maximum(x)); e / sum(e))\n"
               "softmax(X::AbstractMatrix) = mapslices(softmax, X, dims=2)",
    "logsumexp": "logsumexp(x::AbstractVector) = "
                 "(top = maximum(x); top + log(sum(exp.(x .- top))))\n"
                 "logsumexp(X::AbstractMatrix) = vec(mapslices(logsumexp, X, dims=2))",
    "commutation": "commutation(m, n) = "
                   "Matrix(1.0I, m * n, m * n)[vec(reshape(1:m*n, m, n)'), :]",
    "diag_matrix": "diag_matrix(n) = "
                   "reduce(hcat, [vec(diagm(e)) for e in eachcol(Matrix(1.0I, n, n))])",
    "polar": "polar(X) = (F = svd(X); F.U * F.Vt)",
    "frechet_expm": "frechet_expm(A, E) = (n = size(A, 1); "
                    "exp([A E; zero(A) A])[1:n, n+1:end])",
    "frechet_logm": "frechet_logm(A, E) = (n = size(A, 1); "
                    "log([A E; zero(A) A])[1:n, n+1:end])",
    "frechet_sqrtm": "frechet_sqrtm(A, E) = (R = sqrt(A); sylvester(R, R, -E))",
    "frechet_matrix": "frechet_matrix(derivative, A) = (n = size(A, 1); reduce(hcat, "
                      "[vec(derivative(A, reshape(e, n, n))) "
                      "for e in eachcol(Matrix(1.0I, n * n, n * n))]))",
} | JULIA_KRON  # fmt: skip


def _function(head: str, *lines: str) -> str:
    """A MATLAB function: its first line, and the statements of its body."""
    return "\n".join([f"function {head}", *[f"    {line}" for line in lines], "end"])


MATLAB_HELPERS = {
    "lu_factor": _function("F = lu_factor(A)", "[F.L, F.U, F.P] = lu(A);"),
    "lu_solve": _function("X = lu_solve(F, B)", "X = F.U \\ (F.L \\ (F.P * B));"),
    "lu_solve_transposed": _function(
        "X = lu_solve_transposed(F, B)", "X = F.P' * (F.L' \\ (F.U' \\ B));"),
    "logabsdet": _function(
        "value = logabsdet(A)", "[~, U] = lu(A);", "value = sum(log(abs(diag(U))));"),
    "pick": _function("part = pick(A, i, j)", "part = A(i, j);"),
    "sum_over": _function(
        "total = sum_over(term, n)", "total = term(1);", "for i = 2:n",
        "    total = total + term(i);", "end"),
    "sum_from": _function(
        "total = sum_from(zero, term, n)", "total = zero;", "for i = 1:n",
        "    total = total + term(i);", "end"),
    "sigmoid": _function("y = sigmoid(x)", "y = (1 + tanh(x / 2)) / 2;"),
    "softplus": _function("y = softplus(x)", "y = max(x, 0) + log1p(exp(-abs(x)));"),
    "softmax": _function("y = softmax(x)", "e = exp(x - max(x));", "y = e / sum(e);"),
    "softmax_rows": _function(
        "Y = softmax_rows(X)", "E = exp(X - max(X, [], 2));", "Y = E ./ sum(E, 2);"),
    "logsumexp": _function("y = logsumexp(x)", "y = max(x) + log(sum(exp(x - max(x))));"),
    "logsumexp_rows": _function(
        "y = logsumexp_rows(X)", "top = max(X, [], 2);", "y = top + log(sum(exp(X - top), 2));"),
    "commutation": _function(
        "K = commutation(m, n)", "order = reshape(1:m * n, m, n)';", "K = eye(m * n);",
        "K = K(order(:), :);"),
    "diag_matrix": _function(
        "D = diag_matrix(n)", "D = zeros(n * n, n);", "D(1:n * n + n + 1:end) = 1;"),
    "top_eigenvector": _function(
        "v = top_eigenvector(A)", "[V, D] = eig((A + A') / 2);", "[~, k] = max(diag(D));",
        "v = V(:, k);"),
    "bottom_eigenvector": _function(
        "v = bottom_eigenvector(A)", "[V, D] = eig((A + A') / 2);", "[~, k] = min(diag(D));",
        "v = V(:, k);"),
    "svd_factor": _function("F = svd_factor(X)", "[F.U, F.S, F.V] = svd(X, 'econ');"),
    "top_left": _function("u = top_left(X)", "[U, ~, ~] = svd(X, 'econ');", "u = U(:, 1);"),
    "top_right": _function("v = top_right(X)", "[~, ~, V] = svd(X, 'econ');", "v = V(:, 1);"),
    "polar": _function("P = polar(X)", "[U, ~, V] = svd(X, 'econ');", "P = U * V';"),
    "frechet_expm": _function(
        "L = frechet_expm(A, E)", "n = size(A, 1);", "block = expm([A, E; zeros(n), A]);",
        "L = block(1:n, n + 1:end);"),
    "frechet_logm": _function(
        "L = frechet_logm(A, E)", "n = size(A, 1);", "block = logm([A, E; zeros(n), A]);",
        "L = block(1:n, n + 1:end);"),
    "frechet_sqrtm": _function(
        "L = frechet_sqrtm(A, E)", "R = sqrtm(A);", "L = sylvester(R, R, E);"),
    "frechet_matrix": _function(
        "M = frechet_matrix(derivative, A)", "n = size(A, 1);", "M = zeros(n * n);",
        "for k = 1:n * n", "    E = zeros(n);", "    E(k) = 1;",
        "    M(:, k) = reshape(derivative(A, E), [], 1);", "end"),
} | MATLAB_KRON  # fmt: skip
