"""NumPy, JAX and PyTorch: vectors are one-dimensional, and so are rows."""

from __future__ import annotations

import keyword

from matcalc_cli.printers.code.dialect import Dialect
from matcalc_cli.printers.code.kron_helpers import KRON_CALLS
from matcalc_cli.printers.code.python_helpers import JAX_HELPERS, NUMPY_HELPERS, TORCH_HELPERS

_OPERATIONS = {
    "plus": "+ -", "plus_mixed": "+ -",
    "mm": "{0} @ {1}", "mv": "{0} @ {1}", "vm": "{0} @ {1}",
    "outer": "np.outer({0}, {1})",
    "divide": "{0} / {1}", "divide_scalars": "{0} / {1}",
    "power": "{0} ** {1}", "power_scalars": "{0} ** {1}",
    "column": "{0}[:, None]", "row": "{0}",
    "as_column": "{0}[:, None]", "as_row": "{0}[None, :]",
    "sum": "np.sum({0})", "sum_rows": "np.sum({0}, axis=1)", "sum_columns": "np.sum({0}, axis=0)",
    "trace": "np.trace({0})",
    "entry": "{0}[{1} - 1]", "column_at": "{0}[:, {1} - 1]", "row_at": "{0}[{1} - 1]",
    "member1_0": "{0}[{1} - 1]", "member1_1": "{0}[{1} - 1]", "member1_2": "{0}[{1} - 1]",
    "member2_0": "{0}[{1} - 1, {2} - 1]", "member2_1": "{0}[{1} - 1, {2} - 1]",
    "member2_2": "{0}[{1} - 1, {2} - 1]",
    "loop": "sum(({0}) for {2} in range(1, {1} + 1))",
    "loop_from": "sum((({0}) for {3} in range(1, {1} + 1)), {2})",
    "solve_direct": "np.linalg.solve({0}, {1})",
    "solve_transposed_direct": "np.linalg.solve({0}.T, {1})",
    "factor_lu": "linalg.lu_factor({0})", "factor_cholesky": "linalg.cho_factor({0}, lower=True)",
    "solve_lu": "linalg.lu_solve({0}, {1})",
    "solve_transposed_lu": "linalg.lu_solve({0}, {1}, trans=1)",
    "solve_cholesky": "linalg.cho_solve({0}, {1})",
    "inverse_lu": "linalg.lu_solve({0}, np.eye(len({0}[0])))",
    "inverse_cholesky": "linalg.cho_solve({0}, np.eye(len({0}[0])))",
    "logdet_lu": "np.sum(np.log(np.abs(np.diag({0}[0]))))",
    "logdet_cholesky": "2 * np.sum(np.log(np.diag({0}[0])))",
    "factor_svd": "np.linalg.svd({0}, full_matrices=False)",
    "spectral_svd": "{0}[1][0]", "nuclear_svd": "np.sum({0}[1])", "polar_svd": "{0}[0] @ {0}[2]",
    "top_left_svd": "{0}[0][:, 0]", "top_right_svd": "{0}[2][0]",
    "factor_top": "top_pair({0})",
    "lambda_max_top": "{0}[0]", "top_eigenvector_top": "{0}[1]",
    "factor_bottom": "bottom_pair({0})",
    "lambda_min_bottom": "{0}[0]", "bottom_eigenvector_bottom": "{0}[1]",
    "factor_soft": "softmax_parts({0})", "softmax_soft": "{0}[0]", "logsumexp_soft": "{0}[1]",
} | KRON_CALLS  # fmt: skip
_WORDS = frozenset([
    *keyword.kwlist, *keyword.softkwlist,
    *"attempt draw dtype error evaluate f_and_grad found hessian jacobian len moved one range rng"
    " seed slope step1 step2 steps sum truth value value_and_grad z zero".split(),
])  # fmt: skip

NUMPY = Dialect(
    key="numpy", base="", translate=(), default="np.{name}({0})",
    operations=_OPERATIONS | {"plus_diagonal": "plus_diagonal({0}, {1})"},
    imports={
        "np.": "import numpy as np",
        " linalg.": "from scipy import linalg",
        "special.": "from scipy import special",
    },
    helpers=NUMPY_HELPERS,
    reserved=_WORDS | {"np", "linalg", "special", *NUMPY_HELPERS},
)  # fmt: skip

JAX = Dialect(
    key="jax", base="numpy", translate=(("np.", "jnp."),), default="jnp.{name}({0})",
    operations={name: text.replace("np.", "jnp.") for name, text in _OPERATIONS.items()},
    imports={
        "jax.": "import jax",
        "jnp.": "import jax.numpy as jnp",
        " linalg.": "from jax.scipy import linalg",
        "special.": "from jax.scipy import special",
    },
    helpers=JAX_HELPERS,
    reserved=_WORDS | {"jax", "jnp", "linalg", "special", *JAX_HELPERS},
)  # fmt: skip

# softmax and logsumexp are one kernel each, faster than their parts
_TORCH_BASE = {name: text for name, text in _OPERATIONS.items() if name != "factor_soft"}

TORCH = Dialect(
    key="torch", base="", translate=(), default="torch.{name}({0})",
    operations=_TORCH_BASE | {
        "outer": "torch.outer({0}, {1})",
        "factor_svd": "torch.linalg.svd({0}, full_matrices=False)",
        "nuclear_svd": "torch.sum({0}[1])",
        "sum": "torch.sum({0})", "sum_rows": "torch.sum({0}, dim=1)",
        "sum_columns": "torch.sum({0}, dim=0)", "trace": "torch.trace({0})",
        "solve_direct": "torch.linalg.solve({0}, {1})",
        "solve_transposed_direct": "torch.linalg.solve({0}.T, {1})",
        "factor_lu": "torch.linalg.lu_factor({0})",
        "factor_cholesky": "torch.linalg.cholesky({0})",
        "solve_lu": "lu_solve({0}, {1})",
        "solve_transposed_lu": "lu_solve({0}, {1}, transposed=True)",
        "solve_cholesky": "cholesky_solve({0}, {1})",
        "inverse_lu": "lu_solve({0}, torch.eye(len({0}[0]), dtype=dtype))",
        "inverse_cholesky": "torch.cholesky_inverse({0})",
        "logdet_lu": "torch.sum(torch.log(torch.abs(torch.diag({0}[0]))))",
        "logdet_cholesky": "2 * torch.sum(torch.log(torch.diag({0})))",
        "wrap_number": "torch.tensor(float({0}), dtype=dtype)",
    },
    imports={"torch.": "import torch"},
    helpers=TORCH_HELPERS,
    reserved=_WORDS | {"torch", *TORCH_HELPERS},
)  # fmt: skip
