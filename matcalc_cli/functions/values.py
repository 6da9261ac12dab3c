"""Dense numbers for `evaluate`: matrices are lists of rows, `mp` is the arithmetic handed in."""

from __future__ import annotations

from operator import mul
from typing import Any, TypeAlias

Rows: TypeAlias = list[list[Any]]


class Singular(ArithmeticError):
    """A matrix too close to singular for its inverse or determinant to mean anything."""


# Bits: what is smaller or larger would need memory without end to be added exactly.
_NOTHING, _TOO_MUCH = -100_000, 100_000
_LARGEST_EXPONENT = 2**64  # numbers to the power of more are found by as many products as it has bits


def product(A: Rows, B: Rows) -> Rows:
    """A B; of real numbers each entry is summed exactly and rounded once."""
    kinds = {type(entry) for rows in (A, B) for row in rows for entry in row} - {int}
    number: Any = kinds.pop() if len(kinds) == 1 else None
    if not hasattr(number, "_mpf_"):
        return [[sum(map(mul, row, column)) for column in zip(*B, strict=True)] for row in A]
    make, bits = number.context.make_mpf, number.context.prec
    rows = [[_exact(a) for a in row] for row in A]
    cols = [[_exact(b) for b in column] for column in zip(*B, strict=True)]
    return [[make(rounded(*_dot(row, column), bits)) for column in cols] for row in rows]


def rounded(number: int, power: int, bits: int) -> tuple[int, int, int, int]:
    """A whole number times a power of 2 with so many bits, as the parts of a number of mpmath."""
    mantissa = abs(number)
    if not mantissa:
        return 0, 0, 0, 0
    excess = mantissa.bit_length() - bits
    if excess > 0:
        mantissa = (mantissa + (1 << (excess - 1))) >> excess
        power += excess
    zeros = (mantissa & -mantissa).bit_length() - 1  # the mantissa is to be odd
    mantissa >>= zeros
    return int(number < 0), mantissa, power + zeros, mantissa.bit_length()


def _exact(number: Any) -> tuple[int, int]:
    """A finite number as a whole number times a power of 2. Raises ArithmeticError."""
    if isinstance(number, int):
        return number, 0
    sign, mantissa, exponent, _ = number._mpf_
    if not mantissa and exponent:
        raise ArithmeticError(f"{number} is not finite")
    if exponent > _TOO_MUCH:
        raise ArithmeticError("a number is too large")
    if exponent < _NOTHING:
        return 0, 0
    return (-mantissa if sign else mantissa), exponent


def _dot(row: list[tuple[int, int]], column: list[tuple[int, int]]) -> tuple[int, int]:
    total, lowest = 0, 0
    for (a, p), (b, q) in zip(row, column, strict=True):
        term = a * b
        if term:
            power = p + q
            if not total:
                total, lowest = term, power
            elif power >= lowest:
                total += term << (power - lowest)
            else:
                total, lowest = (total << (lowest - power)) + term, power
    return total, lowest


def scaled(c: Any, A: Rows) -> Rows:
    """c A."""
    return [[c * entry for entry in row] for row in A]


def each(function: Any, A: Any) -> Any:
    """A function of one number, on a number or on each entry."""
    return [[function(entry) for entry in row] for row in A] if isinstance(A, list) else function(A)


def raised(mp: Any, base: Any, exponent: Any) -> Any:
    """A number to the power of another. Raises ArithmeticError where that would be no number."""
    if abs(exponent) > _LARGEST_EXPONENT:
        raise ArithmeticError("an exponent is too large")
    return mp.power(base, exponent)


def eliminate(mp: Any, A: Rows, B: Rows) -> tuple[Any, Rows]:
    """det A and A⁻¹ B by Gauss elimination with partial pivoting. Raises Singular."""
    n = len(A)
    work = [list(a) + list(b) for a, b in zip(A, B, strict=True)]
    least = max(abs(entry) for row in A for entry in row) * mp.mpf(10) ** (-mp.dps // 3)
    determinant = mp.mpf(1)
    for k in range(n):
        pivot = max(range(k, n), key=lambda row: abs(work[row][k]))
        if abs(work[pivot][k]) <= least:
            raise Singular
        if pivot != k:
            work[k], work[pivot] = work[pivot], work[k]
            determinant = -determinant
        top = work[k]
        determinant *= top[k]
        for row in work[k + 1 :]:
            factor = row[k] / top[k]
            if factor:
                row[k:] = [a - factor * b for a, b in zip(row[k:], top[k:], strict=True)]
    return determinant, _back(work, n)


def _back(work: Rows, n: int) -> Rows:
    solved: Rows = [[] for _ in range(n)]
    for k in range(n - 1, -1, -1):
        row = work[k]
        solved[k] = [
            (b - sum(row[j] * solved[j][c] for j in range(k + 1, n))) / row[k]
            for c, b in enumerate(row[n:])
        ]
    return solved


def inverse(mp: Any, A: Rows) -> Rows:
    """A⁻¹. Raises Singular."""
    return eliminate(mp, A, [[mp.mpf(i == j) for j in range(len(A))] for i in range(len(A))])[1]


def determinant(mp: Any, A: Rows) -> Any:
    """det A. Raises Singular where it is too close to 0 to be known."""
    return eliminate(mp, A, [[] for _ in A])[0]


def power(mp: Any, A: Rows, exponent: Any) -> Rows:
    """A to a whole power, negative ones through the inverse."""
    count = int(mp.nint(exponent))
    base = A if count >= 0 else inverse(mp, A)
    result: Rows = [[mp.mpf(i == j) for j in range(len(A))] for i in range(len(A))]
    for bit in f"{abs(count):b}":  # square and multiply
        result = product(result, result)
        result = product(result, base) if bit == "1" else result
    return result
