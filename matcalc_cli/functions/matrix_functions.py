"""Functions of a square matrix as a whole, f(A) = expm, logm, sqrtm, and their derivatives.

The derivative of f at A along E is the Fréchet derivative L_f(A, E), linear in E, with
vec L_f(A, E) = M_f(A) vec E. Values come from the eigenvalues: f(V Λ V⁻¹) = V f(Λ) V⁻¹, and
L_f(V Λ V⁻¹, E) = V (F ∘ (V⁻¹ E V)) V⁻¹ with the divided differences F of f (Higham 3.11).
Reference: N. J. Higham, Functions of Matrices (2008).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matcalc_cli.expressions import multiply
from matcalc_cli.functions import values
from matcalc_cli.functions.function import Function, Linear, call, define
from matcalc_cli.functions.structure import t
from matcalc_grammar.frozen import Frozen


class MatrixFunction(Frozen):
    """A function of a matrix, its Fréchet derivative, and the matrix of that."""

    function: Function
    frechet: Function
    matrix: Function


class ScalarFunction(Frozen):
    """A function of a complex number and its derivative, each given the arithmetic.

    `cut`: it jumps across the negative real axis, where its values at a matrix mean nothing.
    """

    value: Callable[[Any, Any], Any]
    slope: Callable[[Any, Any], Any]
    cut: bool


def _eigen(mp: Any, A: Any, cut: bool) -> tuple[list[Any], Any, Any]:
    """Λ, V and V⁻¹ of A = V Λ V⁻¹. Raises Singular for an eigenvalue on the cut, or none found."""
    try:
        found, vectors = mp.eig(mp.matrix(A))
    except RuntimeError:  # mpmath's word for an iteration that does not converge
        raise values.Singular from None
    if cut and any(abs(value.imag) < mp.mpf(10) ** -20 and value.real <= 0 for value in found):
        raise values.Singular
    return list(found), vectors.tolist(), (vectors**-1).tolist()


def _real(A: Any) -> Any:
    return [[entry.real for entry in row] for row in A]


def _of_matrix(mp: Any, f: ScalarFunction, A: Any) -> Any:
    found, V, inverse = _eigen(mp, A, f.cut)
    scaled = [[entry * f.value(mp, value) for entry, value in zip(row, found, strict=True)]
              for row in V]  # fmt: skip
    return _real(values.product(scaled, inverse))


def _along(mp: Any, f: ScalarFunction, A: Any, E: Any) -> Any:
    found, V, inverse = _eigen(mp, A, f.cut)
    turned = values.product(values.product(inverse, E), V)
    n = range(len(A))
    differences = [[_divided(mp, f, found[i], found[j]) * turned[i][j] for j in n] for i in n]
    return _real(values.product(values.product(V, differences), inverse))


def _divided(mp: Any, f: ScalarFunction, a: Any, b: Any) -> Any:
    """(f(a) - f(b)) / (a - b); of numbers that are nearly equal the slope between them.

    That is off by the square of a - b, and the quotient by the rounding over a - b.
    """
    if abs(a - b) <= abs(a + b) * mp.mpf(10) ** (-mp.dps // 2):
        return f.slope(mp, (a + b) / 2)
    return (f.value(mp, a) - f.value(mp, b)) / (a - b)


def _columns(mp: Any, f: ScalarFunction, A: Any) -> Any:
    n = range(len(A))
    columns = []
    for j in n:
        for i in n:
            unit = [[mp.mpf((row, col) == (i, j)) for col in n] for row in n]
            along = _along(mp, f, A, unit)
            columns.append([along[row][col] for col in n for row in n])
    return [list(row) for row in zip(*columns, strict=True)]


def _matrix_function(
    name: str, words: str, f: ScalarFunction, *, condition: str, reference: str,
    code: dict[str, str],
) -> MatrixFunction:  # fmt: skip
    """Enter f, frechet_f and frechet_f_matrix."""
    matrix: Function = define(
        f"frechet_{name}_matrix", f"The matrix of the derivative of {words}: vec L = M vec E.",
        signature="(n,n)->(n*n,n*n)",
        evaluate=lambda mp, A: _columns(mp, f, A),
        notation=call(f"frechet_{name}_matrix"),
        example=f"frechet_{name}_matrix(A)", reference="Higham 3.4",
        code={**_where(code, f"frechet_matrix(frechet_{name}, {{0}})"),
              "matlab": f"frechet_matrix(@frechet_{name}, {{0}})"},
    )  # fmt: skip
    frechet: Function = define(
        f"frechet_{name}", f"The derivative of {words} at A along E.",
        signature="(n,n),(n,n)->(n,n)",
        linear=Linear(
            adjoint=lambda k, G, A, E: frechet(t(A), G),
            matrix=lambda k, J, A, E: multiply(matrix(A), J),
            places=(1,),
        ),
        evaluate=lambda mp, A, E: _along(mp, f, A, E),
        notation=call(f"frechet_{name}"),
        example=f"frechet_{name}(A, X)", reference=reference,
        code=_where(code, f"frechet_{name}({{0}}, {{1}})"),
    )  # fmt: skip
    function: Function = define(
        name, f"The {words}.",
        signature="(n,n)->(n,n)",
        partials=(lambda A, dA: frechet(A, dA),),
        evaluate=lambda mp, A: _of_matrix(mp, f, A), notation=call(name), condition=condition,
        example=f"{name}(X)", reference=reference, code=code,
    )  # fmt: skip
    return MatrixFunction(function, frechet, matrix)


def _where(known: dict[str, str], text: str) -> dict[str, str]:
    """The same code in every dialect that has the function itself."""
    return {dialect: text if code else "" for dialect, code in known.items()}


EXPM, FRECHET_EXPM, FRECHET_EXPM_MATRIX = _matrix_function(
    "expm", "matrix exponential",
    ScalarFunction(lambda mp, z: mp.exp(z), lambda mp, z: mp.exp(z), False),
    condition="", reference="Higham 10.2",
    code={"numpy": "linalg.expm({0})", "torch": "torch.linalg.matrix_exp({0})",
          "julia": "exp({0})", "matlab": "expm({0})", "sympy": ""},
)  # fmt: skip

LOGM, FRECHET_LOGM, FRECHET_LOGM_MATRIX = _matrix_function(
    "logm", "principal matrix logarithm",
    ScalarFunction(lambda mp, z: mp.log(z), lambda mp, z: 1 / z, True),
    condition="{0} has no eigenvalue on the negative real axis or 0", reference="Higham 11.8",
    code={"numpy": "linalg.logm({0})", "jax": "", "torch": "", "julia": "log({0})",
          "matlab": "logm({0})", "sympy": ""},
)  # fmt: skip

SQRTM, FRECHET_SQRTM, FRECHET_SQRTM_MATRIX = _matrix_function(
    "sqrtm", "principal square root of a matrix",
    ScalarFunction(lambda mp, z: mp.sqrt(z), lambda mp, z: 1 / (2 * mp.sqrt(z)), True),
    condition="{0} has no eigenvalue on the negative real axis or 0", reference="Higham 6.1",
    code={"numpy": "linalg.sqrtm({0})", "jax": "", "torch": "", "julia": "sqrt({0})",
          "matlab": "sqrtm({0})", "sympy": ""},
)  # fmt: skip
