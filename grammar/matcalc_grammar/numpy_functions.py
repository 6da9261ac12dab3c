"""What the functions of NumPy, PyTorch and JAX are here."""

from __future__ import annotations

# Names of modules and the like, before the dot.
ROOTS = frozenset(
    "np jnp numpy torch jax scipy sp anp jsp F linalg nn functional special nd mx cp".split()
)

# Functions of one array that have a name of their own here.
CALLS: dict[str, str] = {
    "trace": "tr", "inv": "inv", "inverse": "inv", "pinv": "pinv", "det": "det",
    "logdet": "logdet", "expm": "expm", "matrix_exp": "expm", "logm": "logm", "sqrtm": "sqrtm",
    "diag": "diag", "diagonal": "diag", "diagflat": "diag", "logsumexp": "logsumexp",
    "softmax": "softmax", "sigmoid": "sigmoid", "expit": "sigmoid", "softplus": "softplus",
    "relu": "relu", "exp": "exp", "log": "log", "sqrt": "sqrt", "abs": "abs", "absolute": "abs",
    "fabs": "abs", "sign": "sign", "sin": "sin", "cos": "cos", "tan": "tan", "sinh": "sinh",
    "cosh": "cosh", "tanh": "tanh", "arcsin": "asin", "arccos": "acos", "arctan": "atan",
    "asin": "asin", "acos": "acos", "atan": "atan", "arcsinh": "asinh", "arccosh": "acosh",
    "arctanh": "atanh", "asinh": "asinh", "acosh": "acosh", "atanh": "atanh", "erf": "erf",
    "erfc": "erfc", "gammaln": "lgamma", "lgamma": "lgamma", "digamma": "digamma",
    "log1p": "log1p", "expm1": "expm1", "sum": "sum", "mean": "mean", "max": "max", "amax": "max",
    "min": "min", "amin": "min", "var": "var", "std": "std", "prod": "prod", "cumsum": "cumsum",
    "triu": "triu", "tril": "tril", "nansum": "sum",
}  # fmt: skip

# Those whose value is a number, whatever array they are given.
NUMBERS = frozenset("tr det logdet logsumexp sum mean max min".split())

# Functions of two arrays, to the operator between them.
OPERATORS: dict[str, str] = {
    "dot": "@", "matmul": "@", "mm": "@", "mv": "@", "bmm": "@", "multiply": ".*", "mul": ".*",
    "divide": "./", "div": "./", "true_divide": "./", "add": "+", "subtract": "-", "sub": "-",
}  # fmt: skip

# Functions of sizes.
SHAPES: dict[str, str] = {"eye": "I", "identity": "I", "ones": "ones", "zeros": "zeros"}

# The kinds of `np.linalg.norm`.
NORMS: dict[str, str] = {
    "None": "", "1": "_1", "2": "_2", "inf": "_inf", "'fro'": "_F", "'nuc'": "_*",
}  # fmt: skip
CONSTANTS: dict[str, str] = {"pi": "pi", "e": "exp(1)"}
