"""Values of functions of arrays by their textbook definitions, independent of the program's own.

Everything is a list of rows; a scalar is 1×1. The numbers are those of one mpmath context, for
which the program is asked only for its precision: none of its functions is used, but for the
stand-ins of unknown functions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matcalc_cli.functions.unknown import scalar_function
from matcalc_cli.numeric import mp

Array = list[list[Any]]


class Outside(ArithmeticError):
    """The value is not a finite real number."""


def scalar(value: Any) -> Array:
    return [[value]]


def filled(rows: int, cols: int, value: float = 1) -> Array:
    return [[mp.mpf(value)] * cols for _ in range(rows)]


def identity(n: int) -> Array:
    return [[mp.mpf(i == j) for j in range(n)] for i in range(n)]


def each(function: Callable[..., Any], *arrays: Array) -> Array:
    return [[function(*entries) for entries in zip(*rows, strict=True)]
            for rows in zip(*arrays, strict=True)]  # fmt: skip


def added(A: Array, B: Array) -> Array:
    return each(lambda a, b: a + b, A, B)


def subtracted(A: Array, B: Array) -> Array:
    return each(lambda a, b: a - b, A, B)


def scaled(c: Any, A: Array) -> Array:
    return each(lambda a: c * a, A)


def turned(A: Array) -> Array:
    return [list(row) for row in zip(*A, strict=True)]


def product(A: Array, B: Array) -> Array:
    """The matrix product; a scalar factor scales."""
    if len(A) == len(A[0]) == 1:
        return scaled(A[0][0], B)
    if len(B) == len(B[0]) == 1:
        return scaled(B[0][0], A)
    columns = turned(B)
    return [[mp.fdot(row, column) for column in columns] for row in A]


def entries(A: Array) -> list[Any]:
    """All entries, column after column."""
    return [row[j] for j in range(len(A[0])) for row in A]


def stacked(A: Array) -> Array:
    return [[entry] for entry in entries(A)]


def unstacked(v: Array, rows: int) -> Array:
    return [[v[i + j][0] for j in range(0, len(v), rows)] for i in range(rows)]


def total(A: Array) -> Array:
    return scalar(mp.fsum(entries(A)))


def mean(A: Array) -> Array:
    return scaled(mp.mpf(1) / len(entries(A)), total(A))


def row_sums(A: Array) -> Array:
    return [[mp.fsum(row)] for row in A]


def dot(A: Array, B: Array) -> Array:
    return scalar(mp.fdot(entries(A), entries(B)))


def trace(A: Array) -> Array:
    return scalar(mp.fsum(A[i][i] for i in range(len(A))))


def norm(A: Array) -> Array:
    """The Euclidean norm. Raises Outside for zero, where it has a kink."""
    squared = dot(A, A)[0][0]
    if squared < mp.mpf(10) ** -20:
        raise Outside
    return scalar(mp.sqrt(squared))


def kron(A: Array, B: Array) -> Array:
    return [[a * b for a in row for b in other] for row in A for other in B]


def diagonal(A: Array) -> Array:
    """The diagonal matrix of a vector, the diagonal of a square matrix."""
    if len(A[0]) == 1:
        return [[A[i][0] if i == j else mp.mpf(0) for j in range(len(A))] for i in range(len(A))]
    return [[A[i][i]] for i in range(len(A))]


def triangle(A: Array, keep: Callable[[int, int], bool]) -> Array:
    return [[a if keep(i, j) else mp.mpf(0) for j, a in enumerate(row)] for i, row in enumerate(A)]


def inverse(A: Array) -> Array:
    """The inverse. Raises Outside where rounding may have made a singular matrix regular."""
    try:
        found = mp.inverse(mp.matrix(finite(A))).tolist()
    except ZeroDivisionError:
        raise Outside from None
    if _largest(A) * _largest(found) > mp.mpf(10) ** 20:
        raise Outside
    return found


def _largest(A: Array) -> Any:
    return max(map(abs, entries(A)))


def determinant(A: Array) -> Any:
    """The determinant. Raises Outside for a singular matrix, where the program has none either."""
    inverse(A)
    return mp.det(mp.matrix(A))


def pseudo_inverse(A: Array) -> Array:
    T = turned(A)
    if len(A) >= len(A[0]):
        return product(inverse(product(T, A)), T)
    return product(T, inverse(product(A, T)))


def power(A: Array, exponent: int) -> Array:
    return (mp.matrix(A) ** exponent).tolist()


def eigenvalues(A: Array) -> list[Any]:
    """Those of a symmetric matrix, in rising order."""
    return sorted(mp.eigsy(mp.matrix(finite(A)), eigvals_only=True))


def singular_values(A: Array) -> list[Any]:
    """Those of a matrix of full rank, in rising order. Raises Outside for another."""
    small = A if len(A) >= len(A[0]) else turned(A)
    squares = eigenvalues(product(turned(small), small))
    if abs(squares[0]) <= mp.mpf(10) ** -20 * squares[-1]:
        raise Outside
    return [mp.sqrt(value) for value in squares]


def outermost(numbers: list[Any], place: int) -> Any:
    """The smallest (place 0) or the largest (-1). Raises Outside where another is equal to it."""
    found = sorted(numbers)
    inner = place + 1 if place == 0 else place - 1
    if len(found) > 1 and abs(found[place] - found[inner]) <= mp.mpf(10) ** -15 * abs(found[place]):
        raise Outside
    return found[place]


def second_from_above(values: list[Any]) -> Any:
    """The second largest of values in rising order. Raises Outside where it is not simple."""
    *_, second, first = values
    outermost(values[:-1], -1)
    outermost([second, first], 0)
    return second


def real(A: Any) -> Array:
    """The rows of a matrix of mpmath. Raises Outside where it is not real."""
    rows = A.tolist()
    if any(abs(mp.im(entry)) > mp.mpf(10) ** -60 for row in rows for entry in row):
        raise Outside
    return each(mp.re, rows)


def of_matrix(name: str, A: Array) -> Array:
    """expm, logm and sqrtm as mpmath has them. Raises Outside where mpmath finds none."""
    function = {"expm": mp.expm, "logm": mp.logm, "sqrtm": mp.sqrtm}[name]
    try:
        return real(function(mp.matrix(finite(A))))
    except mp.NoConvergence:
        raise Outside from None


def softmax(A: Array) -> Array:
    """Of a vector as a whole, of a matrix row by row."""
    if len(A[0]) == 1:
        whole = mp.fsum(mp.exp(entry) for entry in entries(A))
        return each(lambda a: mp.exp(a) / whole, A)
    return [[mp.exp(a) / mp.fsum(map(mp.exp, row)) for a in row] for row in A]


def log_sum_exp(A: Array) -> Array:
    if len(A[0]) == 1:
        return scalar(mp.log(mp.fsum(map(mp.exp, entries(A)))))
    return [[mp.log(mp.fsum(map(mp.exp, row)))] for row in A]


def finite(A: Array) -> Array:
    """The array. Raises Outside where an entry is no finite real number."""
    for entry in entries(A):
        if not isinstance(entry, mp.mpf) or not mp.isfinite(entry) or abs(entry) > 1e12:
            raise Outside
    return A


def measurable(A: Array) -> Array:
    """The array. Raises Outside where an entry is no number or has more than 20 000 bits.

    Nothing can be computed with such: the cosine of it has no digit that is right, the exponential
    none that can be written down, and 1 / cosh of it is no 0.
    """
    for entry in entries(A):
        if isinstance(entry, mp.mpf) and (mp.mag(entry) > 20_000 or not mp.isfinite(entry)):
            raise Outside
    return A


def unknown(name: str, A: Array) -> Any:
    """A stand-in for an unknown function: the one that the program uses, as it is not known."""
    argument = A[0][0] if len(A) == len(A[0]) == 1 else A
    return scalar_function(name).evaluate(mp, argument)


def gamma(t: Any) -> Any:
    """Γ(t). Raises Outside where it would take long to find how large it is."""
    if t > 1e4:
        raise Outside
    return mp.gamma(t)


def sign(t: Any) -> Any:
    """The sign. Raises Outside where it jumps."""
    if abs(t) < mp.mpf(10) ** -25:
        raise Outside
    return mp.sign(t)


# Functions of one number, defined for all numbers, and those for positive ones.
EVERYWHERE: dict[str, Callable[[Any], Any]] = {
    "exp": mp.exp, "sin": mp.sin, "cos": mp.cos, "tanh": mp.tanh, "atan": mp.atan,
    "sinh": mp.sinh, "cosh": mp.cosh, "asinh": mp.asinh, "erf": mp.erf, "erfc": mp.erfc,
    "sigmoid": lambda t: 1 / (1 + mp.exp(-t)), "softplus": lambda t: mp.log(1 + mp.exp(t)),
    "expm1": lambda t: mp.exp(t) - 1, "silu": lambda t: t / (1 + mp.exp(-t)),
    "logsigmoid": lambda t: -mp.log(1 + mp.exp(-t)),
    "normcdf": lambda t: mp.erfc(-t / mp.sqrt(2)) / 2,
    "abs": abs, "relu": lambda t: t if t > 0 else mp.mpf(0), "tan": mp.tan, "sec": mp.sec,
    "csc": mp.csc, "cot": mp.cot, "sign": sign, "step": lambda t: (1 + sign(t)) / 2,
    "sech": mp.sech, "csch": mp.csch, "coth": mp.coth, "exp2": lambda t: mp.mpf(2) ** t,
    "softsign": lambda t: t / (1 + abs(t)), "elu": lambda t: t if t > 0 else mp.exp(t) - 1,
    "normpdf": lambda t: mp.exp(-t * t / 2) / mp.sqrt(2 * mp.pi),
    "gelu": lambda t: t * mp.erfc(-t / mp.sqrt(2)) / 2,
}  # fmt: skip
POSITIVE: dict[str, Callable[[Any], Any]] = {
    "log": mp.log, "sqrt": mp.sqrt, "lgamma": mp.loggamma, "digamma": mp.digamma,
    "log1p": lambda t: mp.log(1 + t), "trigamma": lambda t: mp.psi(1, t),
    "acosh": lambda t: mp.acosh(1 + t), "gammafn": gamma,
    "log2": lambda t: mp.log(t) / mp.log(2), "log10": lambda t: mp.log(t) / mp.log(10),
}  # fmt: skip
_INSIDE: dict[str, Callable[[Any], Any]] = {  # for numbers between 0 and 1
    "asin": mp.asin, "acos": mp.acos, "atanh": mp.atanh, "logit": lambda t: mp.log(t / (1 - t)),
    "erfinv": mp.erfinv, "norminv": lambda t: mp.sqrt(2) * mp.erfinv(2 * t - 1),
}  # fmt: skip


def _within(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The function with no value so near 0 and 1 that its slope is lost to rounding."""

    def value(t: Any) -> Any:
        if not 1e-20 < t < 1 - mp.mpf(10) ** -20:
            raise Outside
        return function(t)

    return value


INSIDE = {name: _within(function) for name, function in _INSIDE.items()}
