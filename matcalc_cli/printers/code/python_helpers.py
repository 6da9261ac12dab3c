"""Functions that modules for NumPy, JAX and PyTorch carry along where they use them."""

from __future__ import annotations

from matcalc_cli.printers.code.kron_helpers import JAX_KRON, NUMPY_KRON, TORCH_KRON

_SOFTMAX = '''\
def softmax(x):
    """exp(x) / sum(exp(x)) over the last axis, without overflow."""
    shifted = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return shifted / np.sum(shifted, axis=-1, keepdims=True)'''
_LOGSUMEXP = '''\
def logsumexp(x):
    """log(sum(exp(x))) over the last axis, without overflow."""
    top = np.max(x, axis=-1, keepdims=True)
    return np.log(np.sum(np.exp(x - top), axis=-1)) + top[..., 0]'''
_SIGMOID = '''\
def sigmoid(x):
    """1 / (1 + exp(-x)), without overflow."""
    return 0.5 * (1 + np.tanh(0.5 * x))'''
_COMMUTATION = '''\
def commutation(m, n):
    """The matrix that takes vec A to vec A.T, for A of m by n."""
    order = np.arange(m * n).reshape(n, m).T.ravel()
    return np.eye(m * n)[order]'''
_DIAG_MATRIX = '''\
def diag_matrix(n):
    """The matrix that takes v to vec of the diagonal matrix of v."""
    unit = np.eye(n)
    return (unit[:, :, None] * unit[:, None, :]).reshape(n * n, n)'''
_PLUS_DIAGONAL = '''\
def plus_diagonal(M, v):
    """M + diag(v), written over M."""
    M = np.asarray(M, np.result_type(M, v))
    M.flat[:: len(M) + 1] += v
    return M'''
_POLAR = '''\
def polar(X):
    """U V.T of the singular value decomposition U S V.T."""
    U, _, Vt = np.linalg.svd(X, full_matrices=False)
    return U @ Vt'''
_SOFTMAX_PARTS = '''\
def softmax_parts(x):
    """softmax and logsumexp over the last axis, without overflow."""
    top = np.max(x, axis=-1, keepdims=True)
    shares = np.exp(x - top)
    total = np.sum(shares, axis=-1, keepdims=True)
    return shares / total, (np.log(total) + top)[..., 0]'''
_PAIR = '''\
def {which}_pair(A):
    """The {words} eigenvalue of a symmetric matrix, and a unit eigenvector."""
    values, vectors = np.linalg.eigh(A)
    return values[{place}], vectors[:, {place}]'''
_TOP_PAIR = _PAIR.format(which="top", words="largest", place=-1)
_BOTTOM_PAIR = _PAIR.format(which="bottom", words="smallest", place=0)
_SELECTED = "np.linalg.eigh(A)", "linalg.eigh(A, subset_by_index=[{0}, {0}])"
_FRECHET_EXPM = '''\
def frechet_expm(A, E):
    """The derivative of expm at A along E."""
    return linalg.expm_frechet(A, E, compute_expm=False)'''
_FRECHET_LOGM = '''\
def frechet_logm(A, E):
    """The derivative of logm at A along E: the upper right block of logm([[A, E], [0, A]])."""
    n = len(A)
    return linalg.logm(np.block([[A, E], [np.zeros((n, n)), A]]))[:n, n:]'''
_FRECHET_SQRTM = '''\
def frechet_sqrtm(A, E):
    """The derivative L of sqrtm at A along E: R L + L R = E for the root R of A."""
    R = linalg.sqrtm(A)
    return linalg.solve_sylvester(R, R, E)'''
_FRECHET_MATRIX = '''\
def frechet_matrix(derivative, A):
    """The matrix that takes vec E to vec of the derivative at A along E."""
    n = len(A)
    units = np.eye(n * n).reshape(n * n, n, n)
    return np.stack([derivative(A, E.T).T.ravel() for E in units], axis=1)'''

NUMPY_HELPERS = {
    "softmax": _SOFTMAX, "softmax_parts": _SOFTMAX_PARTS,
    "top_pair": _TOP_PAIR.replace(*_SELECTED).replace("{0}", "len(A) - 1"),
    "bottom_pair": _BOTTOM_PAIR.replace(*_SELECTED).replace("{0}", "0"),
    "logsumexp": _LOGSUMEXP, "sigmoid": _SIGMOID,
    "commutation": _COMMUTATION, "diag_matrix": _DIAG_MATRIX, "polar": _POLAR,
    "plus_diagonal": _PLUS_DIAGONAL,
    "frechet_expm": _FRECHET_EXPM, "frechet_logm": _FRECHET_LOGM, "frechet_sqrtm": _FRECHET_SQRTM,
    "frechet_matrix": _FRECHET_MATRIX,
} | NUMPY_KRON  # fmt: skip
_IN_JAX = ("softmax_parts", "commutation", "diag_matrix", "polar", "frechet_expm", "frechet_matrix")
JAX_HELPERS = {
    name: text.replace("np.", "jnp.") for name, text in [
        *[(name, NUMPY_HELPERS[name]) for name in _IN_JAX],
        ("top_pair", _TOP_PAIR), ("bottom_pair", _BOTTOM_PAIR),
    ]
} | JAX_KRON  # fmt: skip

_TORCH_FACTOR = '''\
def lu_solve(factors, B, transposed=False):
    """Solve A X = B, or A.T X = B, by an LU factorisation; B may be a vector."""
    LU, pivots = factors
    columns = B[:, None] if B.ndim == 1 else B
    return torch.linalg.lu_solve(LU, pivots, columns, adjoint=transposed).reshape(B.shape)'''
_TORCH_CHOLESKY = '''\
def cholesky_solve(L, B):
    """Solve L L.T X = B; B may be a vector."""
    columns = B[:, None] if B.ndim == 1 else B
    return torch.cholesky_solve(columns, L).reshape(B.shape)'''
_TORCH_FRECHET = '''\
def frechet_expm(A, E):
    """The derivative of expm at A along E: the upper right block of expm([[A, E], [0, A]])."""
    n = len(A)
    block = torch.cat([torch.cat([A, E], 1), torch.cat([torch.zeros_like(A), A], 1)])
    return torch.linalg.matrix_exp(block)[:n, n:]'''
_TORCH_COMMUTATION = '''\
def commutation(m, n):
    """The matrix that takes vec A to vec A.T, for A of m by n."""
    order = torch.arange(m * n).reshape(n, m).T.reshape(-1)
    return torch.eye(m * n)[order]'''
_TORCH_FRECHET_MATRIX = _FRECHET_MATRIX.replace("np.", "torch.").replace(
    "ravel()", "reshape(-1)").replace("eye(n * n)", "eye(n * n, dtype=A.dtype)").replace(
    "axis=1", "dim=1")  # fmt: skip

TORCH_HELPERS = {
    "lu_solve": _TORCH_FACTOR, "cholesky_solve": _TORCH_CHOLESKY,
    "commutation": _TORCH_COMMUTATION, "diag_matrix": _DIAG_MATRIX.replace("np.", "torch."),
    "polar": _POLAR.replace("np.", "torch."), "top_pair": _TOP_PAIR.replace("np.", "torch."),
    "bottom_pair": _BOTTOM_PAIR.replace("np.", "torch."), "frechet_expm": _TORCH_FRECHET,
    "frechet_matrix": _TORCH_FRECHET_MATRIX,
} | TORCH_KRON  # fmt: skip
