"""The problems of the benchmark of emitted code, each with the best NumPy known by hand.

Every hand-written form returns what the emitted function does: value and gradient, or the Hessian.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from scipy import linalg, special


class Problem(NamedTuple):
    """A query, the shapes of its arguments by name, and the best form known by hand.

    `typed` is the function as the query has it, inverses and all, of an array module and arguments.
    A shape with "pd" makes a positive definite matrix, with "sign" signs, with "mask" 0 and 1.
    """

    name: str
    query: str
    arguments: dict[str, tuple[Any, ...]]
    by_hand: Callable[..., Any]
    typed: Callable[..., Any] | None = None

    def drawn(self) -> dict[str, Any]:
        """Arguments, the same in every run."""
        rng = np.random.default_rng(0)
        return {name: _array(rng, shape) for name, shape in self.arguments.items()}

    def sizes(self) -> str:
        """The shapes as text."""
        shapes = [
            (name, "×".join(str(size) for size in shape if isinstance(size, int)))
            for name, shape in self.arguments.items()
        ]
        return ", ".join(f"{name} {shape}" for name, shape in shapes if shape)


def _array(rng: np.random.Generator, shape: tuple[Any, ...]) -> Any:
    kind = next((part for part in shape if isinstance(part, str)), "")
    dims = [part for part in shape if isinstance(part, int)]
    Z = rng.standard_normal(dims)
    match kind:
        case "pd":
            return Z @ Z.T / len(Z) + np.eye(len(Z))
        case "sign":
            return np.sign(Z)
        case "mask":
            return (Z > 0) * 1.0
        case "positive":
            return np.float64(1.5)
    return Z / np.sqrt(max(dims[-1], 1)) if dims else np.float64(Z)


# Values and gradients.


def _least_squares(b: Any, y: Any, X: Any) -> Any:
    r = X @ b - y
    return r @ r, 2 * (r @ X)


def _ridge(b: Any, y: Any, X: Any, c: Any) -> Any:
    r = X @ b - y
    return r @ r + c * (b @ b), 2 * (r @ X + c * b)


def _logistic(w: Any, y: Any, X: Any) -> Any:
    z = y * (X @ w)
    return np.sum(np.logaddexp(0, -z)), -(y * special.expit(-z)) @ X


def _softmax_regression(W: Any, X: Any, Y: Any) -> Any:
    Z = X @ W
    top = np.max(Z, axis=1, keepdims=True)
    E = np.exp(Z - top)
    total = np.sum(E, axis=1, keepdims=True)
    value = np.sum(np.log(total) + top) - np.vdot(Y, Z)
    return value, X.T @ (E / total - Y)


def _gauss(X: Any, S: Any) -> Any:
    factor = linalg.cho_factor(X, lower=True)
    T = linalg.cho_solve(factor, S)
    inverse = linalg.cho_solve(factor, np.eye(len(X)))
    value = 2 * np.sum(np.log(np.diag(factor[0]))) + np.trace(T)
    return value, inverse - T @ inverse


def _quadratic_inverse(X: Any, a: Any, b: Any) -> Any:
    factor = linalg.lu_factor(X)
    u, v = linalg.lu_solve(factor, b), linalg.lu_solve(factor, a, trans=1)
    return a @ u, np.outer(-v, u)


def _mahalanobis(S: Any, x: Any, m: Any) -> Any:
    u = linalg.cho_solve(linalg.cho_factor(S, lower=True), x - m)
    return (x - m) @ u, np.outer(-u, u)


def _trace_inverse(X: Any, A: Any) -> Any:
    factor = linalg.lu_factor(X)
    T = linalg.lu_solve(factor, A)
    return np.trace(T), -linalg.lu_solve(factor, T.T, trans=1)


def _log_det(X: Any) -> Any:
    factor = linalg.lu_factor(X)
    value = np.sum(np.log(np.abs(np.diag(factor[0]))))
    return value, linalg.lu_solve(factor, np.eye(len(X)), trans=1)


def _low_rank(X: Any, a: Any, b: Any) -> Any:
    p, q = a @ X, b @ X
    return p @ q, np.outer(a, q) + np.outer(b, p)


def _chain(X: Any, A: Any, b: Any) -> Any:
    u = X @ b
    Au = A @ u
    return u @ Au, np.outer(Au + u @ A, b)


def _factorisation(U: Any, Y: Any, V: Any) -> Any:
    R = U @ V.T - Y
    return np.vdot(R, R), 2 * (R @ V)


def _masked(U: Any, W: Any, Y: Any, V: Any) -> Any:
    R = W * (U @ V.T - Y)
    return np.vdot(R, R), 2 * ((W * R) @ V)


def _attention(Q: Any, G: Any, K: Any, V: Any) -> Any:
    Z = Q @ K.T
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    P = E / np.sum(E, axis=1, keepdims=True)
    D = G @ V.T
    PD = P * D
    shares = np.sum(PD, axis=1, keepdims=True)
    return np.sum(shares), (PD - P * shares) @ K


def _norm(x: Any, A: Any, b: Any) -> Any:
    r = A @ x - b
    size = np.sqrt(r @ r)
    return size, (r / size) @ A


def _absolute(x: Any, A: Any, b: Any) -> Any:
    r = A @ x - b
    return np.sum(np.abs(r)), np.sign(r) @ A


def _kronecker(x: Any, A: Any, B: Any, y: Any) -> Any:
    X = x.reshape(A.shape[1], B.shape[1])
    R = A @ X @ B.T - y.reshape(len(A), len(B))
    return np.vdot(R, R), 2 * (A.T @ R @ B).ravel()


def _spectral(X: Any) -> Any:
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return s[0], np.outer(U[:, 0], Vt[0])


def _nuclear(X: Any) -> Any:
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return np.sum(s), U @ Vt


def _eigenvalue(X: Any) -> Any:
    values, vectors = linalg.eigh(X, subset_by_index=[len(X) - 1, len(X) - 1])
    return values[0], np.outer(vectors[:, 0], vectors[:, 0])


def _log_sum_exp(x: Any, A: Any) -> Any:
    z = A @ x
    top = np.max(z)
    e = np.exp(z - top)
    total = np.sum(e)
    return np.log(total) + top, (e / total) @ A


def _quadratic(X: Any, A: Any) -> Any:
    AX = A @ X
    return np.vdot(X, AX), AX + A.T @ X


GRADIENTS = [
    Problem("least squares", "d/db ||y - X b||^2",
            {"b": (200,), "y": (2000,), "X": (2000, 200)}, _least_squares),
    Problem("ridge", "d/db ||y - X b||^2 + c ||b||^2",
            {"b": (200,), "y": (2000,), "X": (2000, 200), "c": ("positive",)}, _ridge),
    Problem("logistic regression", "d/dw sum(log(1 + exp(-y .* (X w))))",
            {"w": (200,), "y": (2000, "sign"), "X": (2000, 200)}, _logistic),
    Problem("softmax regression", "d/dW sum(logsumexp(X W)) - tr(Y^T X W)",
            {"W": (200, 10), "X": (4000, 200), "Y": (4000, 10)}, _softmax_regression),
    Problem("log-sum-exp of affine", "d/dx log(sum(exp(A x)))",
            {"x": (200,), "A": (2000, 200)}, _log_sum_exp),
    Problem("Gaussian likelihood", "d/dX logdet(X) + tr(S X^-1) where X pd, S symmetric",
            {"X": (400, 400, "pd"), "S": (400, 400, "pd")}, _gauss,
            lambda np, X, S: np.linalg.slogdet(X)[1] + np.trace(S @ np.linalg.inv(X))),
    Problem("Mahalanobis, by the covariance", "d/dS (x - m)^T S^-1 (x - m) where S pd",
            {"S": (500, 500, "pd"), "x": (500,), "m": (500,)}, _mahalanobis,
            lambda np, S, x, m: (x - m) @ np.linalg.inv(S) @ (x - m)),
    Problem("quadratic with an inverse", "d/dX a^T X^-1 b",
            {"X": (500, 500, "pd"), "a": (500,), "b": (500,)}, _quadratic_inverse,
            lambda np, X, a, b: a @ np.linalg.inv(X) @ b),
    Problem("trace with an inverse", "d/dX tr(A X^-1)",
            {"X": (400, 400, "pd"), "A": (400, 400)}, _trace_inverse,
            lambda np, X, A: np.trace(A @ np.linalg.inv(X))),
    Problem("log-determinant", "d/dX logdet(X)", {"X": (400, 400, "pd")}, _log_det),
    Problem("low rank", "d/dX a^T X X^T b",
            {"X": (1000, 1000), "a": (1000,), "b": (1000,)}, _low_rank,
            lambda np, X, a, b: a @ X @ X.T @ b),
    Problem("low rank with a matrix between", "d/dX b^T X^T A X b",
            {"X": (1000, 1000), "A": (1000, 1000), "b": (1000,)}, _chain,
            lambda np, X, A, b: b @ X.T @ A @ X @ b),
    Problem("quadratic in a matrix", "d/dX tr(X^T A X)",
            {"X": (400, 400), "A": (400, 400)}, _quadratic, lambda np, X, A: np.trace(X.T @ A @ X)),
    Problem("matrix factorisation", "d/dU ||Y - U V^T||_F^2",
            {"U": (1000, 10), "Y": (1000, 1000), "V": (1000, 10)}, _factorisation),
    Problem("matrix factorisation, masked", "d/dU ||W .* (Y - U V^T)||_F^2",
            {"U": (1000, 10), "W": (1000, 1000, "mask"), "Y": (1000, 1000), "V": (1000, 10)},
            _masked),
    Problem("attention", "d/dQ tr(G^T softmax(Q K^T) V)",
            {"Q": (500, 64), "G": (500, 64), "K": (500, 64), "V": (500, 64)}, _attention),
    Problem("norm", "d/dx ||A x - b||", {"x": (200,), "A": (2000, 200), "b": (2000,)}, _norm),
    Problem("absolute norm", "d/dx ||A x - b||_1",
            {"x": (200,), "A": (2000, 200), "b": (2000,)}, _absolute),
    Problem("Kronecker model", "d/dx ||kron(A, B) x - y||^2",
            {"x": (3600,), "A": (50, 60), "B": (40, 60), "y": (2000,)}, _kronecker,
            lambda np, x, A, B, y: np.sum((np.kron(A, B) @ x - y) ** 2)),
    Problem("spectral norm", "d/dX ||X||_2", {"X": (300, 200)}, _spectral),
    Problem("nuclear norm", "d/dX ||X||_*", {"X": (300, 200)}, _nuclear),
    Problem("largest eigenvalue", "d/dX lambda_max(X) where X symmetric",
            {"X": (300, 300, "pd")}, _eigenvalue),
]  # fmt: skip

# Hessians.


def _least_squares_hessian(b: Any, y: Any, X: Any) -> Any:
    return 2 * (X.T @ X)


def _logistic_hessian(w: Any, y: Any, X: Any) -> Any:
    s = special.expit(y * (X @ w))
    B = (y * np.sqrt(s * (1 - s)))[:, None] * X
    return B.T @ B


def _constant_hessian(x: Any, A: Any) -> Any:
    return A + A.T


def _simplex_hessian(x: Any) -> Any:
    e = np.exp(x - np.max(x))
    p = e / np.sum(e)
    H = np.outer(-p, p)
    H.flat[:: len(p) + 1] += p
    return H


def _log_sum_exp_hessian(x: Any, A: Any) -> Any:
    z = A @ x
    e = np.exp(z - np.max(z))
    p = e / np.sum(e)
    B, q = np.sqrt(p)[:, None] * A, p @ A
    return B.T @ B - np.outer(q, q)


def _log_det_hessian(X: Any) -> Any:
    n, Y = len(X), np.linalg.inv(X)
    return (-Y[:, None, None, :] * Y.T[None, :, :, None]).reshape(n * n, n * n)


def _factorisation_hessian(U: Any, Y: Any, V: Any) -> Any:
    m, k = U.shape
    H = np.zeros((k, m, k, m))
    each = np.arange(m)
    H[:, each, :, each] = 2 * (V.T @ V)
    return H.reshape(k * m, k * m)


def _masked_hessian(U: Any, W: Any, Y: Any, V: Any) -> Any:
    m, k = U.shape
    H = np.zeros((k, m, k, m))
    each = np.arange(m)
    H[:, each, :, each] = 2 * ((W * W)[:, None, :] * V.T @ V)
    return H.reshape(k * m, k * m)


def _mixed_hessian(U: Any, V: Any, Y: Any) -> Any:
    (m, k), n = U.shape, len(V)
    H = 2 * V.T[:, None, None, :] * U[None, :, :, None]
    H[np.arange(k), :, np.arange(k), :] += 2 * (U @ V.T - Y)
    return H.reshape(k * m, k * n)


def _norm_hessian(x: Any, A: Any, b: Any) -> Any:
    r = A @ x - b
    size = np.sqrt(r @ r)
    q = (r @ A) / size
    return (A.T @ A - np.outer(q, q)) / size


HESSIANS = [
    Problem("least squares", "d^2/db^2 ||y - X b||^2",
            {"b": (300,), "y": (2000,), "X": (2000, 300)}, _least_squares_hessian),
    Problem("logistic regression", "d^2/dw^2 sum(log(1 + exp(-y .* (X w))))",
            {"w": (300,), "y": (2000, "sign"), "X": (2000, 300)}, _logistic_hessian),
    Problem("constant quadratic", "d^2/dx^2 x^T A x",
            {"x": (1000,), "A": (1000, 1000)}, _constant_hessian),
    Problem("log-sum-exp", "d^2/dx^2 log(sum(exp(x)))", {"x": (1000,)}, _simplex_hessian),
    Problem("log-sum-exp of affine", "d^2/dx^2 log(sum(exp(A x)))",
            {"x": (300,), "A": (2000, 300)}, _log_sum_exp_hessian),
    Problem("norm", "d^2/dx^2 ||A x - b||",
            {"x": (300,), "A": (2000, 300), "b": (2000,)}, _norm_hessian),
    Problem("log-determinant", "d^2/dX^2 logdet(X)", {"X": (30, 30, "pd")}, _log_det_hessian),
    Problem("matrix factorisation", "d^2/dU^2 ||Y - U V^T||_F^2",
            {"U": (100, 10), "Y": (100, 100), "V": (100, 10)}, _factorisation_hessian),
    Problem("matrix factorisation, masked", "d^2/dU^2 ||W .* (Y - U V^T)||_F^2",
            {"U": (100, 10), "W": (100, 100, "mask"), "Y": (100, 100), "V": (100, 10)},
            _masked_hessian),
    Problem("matrix factorisation, mixed", "d/dU d/dV ||Y - U V^T||_F^2",
            {"U": (100, 5), "V": (100, 5), "Y": (100, 100)}, _mixed_hessian),
]  # fmt: skip
