"""Functions that apply Kronecker products, for modules that use them."""

from __future__ import annotations

_KRON_EYE = '''\
def kron_eye(A, n):
    """kron(A, I) for the identity of size n."""
    each = np.arange(n)
    blocks = np.zeros((A.shape[0], n, A.shape[1], n), dtype=A.dtype)
    blocks[:, each, :, each] = A
    return blocks.reshape(A.shape[0] * n, A.shape[1] * n)'''
_EYE_KRON = '''\
def eye_kron(n, B):
    """kron(I, B) for the identity of size n."""
    each = np.arange(n)
    blocks = np.zeros((n, B.shape[0], n, B.shape[1]), dtype=B.dtype)
    blocks[each, :, each, :] = B
    return blocks.reshape(n * B.shape[0], n * B.shape[1])'''
_TURNED_KRON = '''\
def turned_kron(A, B):
    """K kron(A, B), where K takes vec of a matrix to vec of its transpose."""
    entries = A[None, :, :, None] * B[:, None, None, :]
    return entries.reshape(A.shape[0] * B.shape[0], A.shape[1] * B.shape[1])'''
_COMMUTED = '''\
def commuted(M, m, n):
    """K M, where K takes vec A to vec A.T for A of m by n; M may be a vector."""
    rest = tuple(M.shape[1:])
    return M.reshape((n, m) + rest).swapaxes(0, 1).reshape((m * n,) + rest)'''
_KRON_MV = '''\
def kron_mv(A, B, x):
    """kron(A, B) @ x."""
    return (A @ x.reshape(A.shape[1], B.shape[1]) @ B.T).reshape(-1)'''
_KRON_EYE_MV = '''\
def kron_eye_mv(A, x, n):
    """kron(A, I) @ x for the identity of size n."""
    return (A @ x.reshape(A.shape[1], n)).reshape(-1)'''
_EYE_KRON_MV = '''\
def eye_kron_mv(B, x, n):
    """kron(I, B) @ x for the identity of size n."""
    return (x.reshape(n, B.shape[1]) @ B.T).reshape(-1)'''
_KRON_MM = '''\
def kron_mm(A, B, M):
    """kron(A, B) @ M."""
    return kron_eye_mm(A, eye_kron_mm(B, M, A.shape[1]), B.shape[0])'''
_KRON_EYE_MM = '''\
def kron_eye_mm(A, M, n):
    """kron(A, I) @ M for the identity of size n."""
    return (A @ M.reshape(A.shape[1], n * M.shape[1])).reshape(A.shape[0] * n, M.shape[1])'''
_EYE_KRON_MM = '''\
def eye_kron_mm(B, M, n):
    """kron(I, B) @ M for the identity of size n."""
    return (B @ M.reshape(n, B.shape[1], M.shape[1])).reshape(n * B.shape[0], M.shape[1])'''
_KRON_EYE_BETWEEN = '''\
def kron_eye_between(P, w, Q, n):
    """kron(P, I) @ diag(w) @ kron(Q, I) for the identity of size n."""
    each = np.arange(n)
    small = (P * w.reshape(Q.shape[0], n).T[:, None, :]) @ Q
    blocks = np.zeros((P.shape[0], n, Q.shape[1], n), dtype=small.dtype)
    blocks[:, each, :, each] = small
    return blocks.reshape(P.shape[0] * n, Q.shape[1] * n)'''
_EYE_KRON_BETWEEN = '''\
def eye_kron_between(P, w, Q, n):
    """kron(I, P) @ diag(w) @ kron(I, Q) for the identity of size n."""
    each = np.arange(n)
    small = (P * w.reshape(n, 1, Q.shape[0])) @ Q
    blocks = np.zeros((n, P.shape[0], n, Q.shape[1]), dtype=small.dtype)
    blocks[each, :, each, :] = small
    return blocks.reshape(n * P.shape[0], n * Q.shape[1])'''

NUMPY_KRON = {
    "kron_eye": _KRON_EYE, "eye_kron": _EYE_KRON, "turned_kron": _TURNED_KRON,
    "commuted": _COMMUTED, "kron_mv": _KRON_MV, "kron_eye_mv": _KRON_EYE_MV,
    "eye_kron_mv": _EYE_KRON_MV, "kron_mm": _KRON_MM, "kron_eye_mm": _KRON_EYE_MM,
    "eye_kron_mm": _EYE_KRON_MM, "kron_eye_between": _KRON_EYE_BETWEEN,
    "eye_kron_between": _EYE_KRON_BETWEEN,
}  # fmt: skip
TORCH_KRON = {name: text.replace("np.", "torch.") for name, text in NUMPY_KRON.items()}


def _in_jax(text: str) -> str:
    """Arrays of JAX are not written over: what is set in place is a new array."""
    for places in ("[:, each, :, each]", "[each, :, each, :]"):
        for blocks in ("A", "B", "small"):
            text = text.replace(f"blocks{places} = {blocks}",
                                f"blocks = blocks.at{places}.set({blocks})")  # fmt: skip
    return text.replace("np.", "jnp.")


JAX_KRON = {name: _in_jax(text) for name, text in NUMPY_KRON.items()}
_ORDERS = {"kron_mv": 3, "kron_eye_mv": 3, "eye_kron_mv": 3, "kron_mm": 3, "kron_eye_mm": 3,
           "eye_kron_mm": 3, "kron_eye_between": 4, "eye_kron_between": 4, "kron_eye": 2,
           "eye_kron": 2, "turned_kron": 2, "commuted": 3}  # fmt: skip
KRON_CALLS = {
    name: f"{name}({', '.join(f'{{{k}}}' for k in range(count))})"
    for name, count in _ORDERS.items()
}  # fmt: skip

JULIA_KRON_CALLS = {
    **KRON_CALLS,
    "kron_eye": "kron({0}, Matrix(1.0I, {1}, {1}))",
    "eye_kron": "kron(Matrix(1.0I, {0}, {0}), {1})",
    "kron_mm": "kron({0}, {1}) * {2}",
    "kron_eye_mm": "kron({0}, Matrix(1.0I, {2}, {2})) * {1}",
    "eye_kron_mm": "kron(Matrix(1.0I, {2}, {2}), {0}) * {1}",
    "kron_eye_between": "kron({0}, Matrix(1.0I, {3}, {3})) * "
                        "({1} .* kron({2}, Matrix(1.0I, {3}, {3})))",
    "eye_kron_between": "kron(Matrix(1.0I, {3}, {3}), {0}) * "
                        "({1} .* kron(Matrix(1.0I, {3}, {3}), {2}))",
}  # fmt: skip
MATLAB_KRON_CALLS = {
    name: text.replace("Matrix(1.0I, ", "eye(") for name, text in JULIA_KRON_CALLS.items()
}
JULIA_KRON = {
    "turned_kron": "turned_kron(A, B) = commuted(kron(A, B), size(B, 1), size(A, 1))",
    "commuted": "commuted(M, m, n) = (order = vec(permutedims(reshape(1:m*n, m, n))); "
                "M isa AbstractVector ? M[order] : M[order, :])",
    "kron_mv": "kron_mv(A, B, x) = vec(B * reshape(x, size(B, 2), size(A, 2)) * A')",
    "kron_eye_mv": "kron_eye_mv(A, x, n) = vec(reshape(x, n, size(A, 2)) * A')",
    "eye_kron_mv": "eye_kron_mv(B, x, n) = vec(B * reshape(x, size(B, 2), n))",
}  # fmt: skip
MATLAB_KRON = {
    name: f"function {head}\n    {line}\nend" for name, head, line in [
        ("turned_kron", "T = turned_kron(A, B)",
         "T = commuted(kron(A, B), size(B, 1), size(A, 1));"),
        ("commuted", "T = commuted(M, m, n)",
         "order = reshape(1:m * n, m, n)';\n    T = M(order(:), :);"),
        ("kron_mv", "y = kron_mv(A, B, x)",
         "y = reshape(B * reshape(x, size(B, 2), size(A, 2)) * A', [], 1);"),
        ("kron_eye_mv", "y = kron_eye_mv(A, x, n)",
         "y = reshape(reshape(x, n, size(A, 2)) * A', [], 1);"),
        ("eye_kron_mv", "y = eye_kron_mv(B, x, n)",
         "y = reshape(B * reshape(x, size(B, 2), n), [], 1);"),
    ]
}  # fmt: skip
