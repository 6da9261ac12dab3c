"""Functions that move entries about: transpose, inverse, diag, products entry by entry, constants.

References: K. B. Petersen and M. S. Pedersen, The Matrix Cookbook (2012); J. R. Magnus and
H. Neudecker, Matrix Differential Calculus (3rd edition, 2019), here "Magnus & Neudecker".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matcalc_cli.expressions import Entry, Expr, Number, Symbol, multiply
from matcalc_cli.functions import values
from matcalc_cli.functions.function import Function, Linear, Notation, call, define
from matcalc_cli.sizes import ONE, Size

ONES: Function = define(
    "ones", "The vector or matrix of ones.",
    signature="n: ->(n) | m,n: ->(m,n)",
    evaluate=lambda mp, m, n=1: [[mp.mpf(1)] * n for _ in range(m)],
    notation=call("ones", "ones", r"\mathbf{1}"),
    example="ones(n)",
    code={"numpy": "np.ones(({0}, {1}))", "numpy.v": "np.ones({0})",
          "torch": "torch.ones(({0}, {1}), dtype=dtype)",
          "torch.v": "torch.ones({0}, dtype=dtype)", "julia": "ones({0}, {1})",
          "julia.v": "ones({0})", "matlab": "ones({0}, {1})", "matlab.v": "ones({0}, 1)",
          "sympy": "sp.OneMatrix({0}, {1})", "sympy.v": "sp.OneMatrix({0}, 1)"},
)  # fmt: skip

ZEROS: Function = define(
    "zeros", "The vector or matrix of zeros.",
    signature="n: ->(n) | m,n: ->(m,n)",
    evaluate=lambda mp, m, n=1: [[mp.mpf(0)] * n for _ in range(m)],
    notation=call("zeros", "zeros", r"\mathbf{0}"),
    example="zeros(m,n)",
    code={"numpy": "np.zeros(({0}, {1}))", "numpy.v": "np.zeros({0})",
          "torch": "torch.zeros(({0}, {1}), dtype=dtype)",
          "torch.v": "torch.zeros({0}, dtype=dtype)", "julia": "zeros({0}, {1})",
          "julia.v": "zeros({0})", "matlab": "zeros({0}, {1})", "matlab.v": "zeros({0}, 1)",
          "sympy": "sp.ZeroMatrix({0}, {1})", "sympy.v": "sp.ZeroMatrix({0}, 1)"},
)  # fmt: skip

IDENTITY: Function = define(
    "I", "The identity matrix.",
    signature="n: ->(n,n)",
    evaluate=lambda mp, n: [[mp.mpf(i == j) for j in range(n)] for i in range(n)],
    notation=Notation("constant", "I", "I", "I"),
    example="I(n)", aliases=("eye",),
    code={"numpy": "np.eye({0})", "torch": "torch.eye({0}, dtype=dtype)",
          "julia": "Matrix(1.0I, {0}, {0})", "matlab": "eye({0})", "sympy": "sp.Identity({0})"},
)  # fmt: skip

COMMUTATION: Function = define(
    "K", "The commutation matrix: K(m,n) vec A = vec Aᵀ for A of m×n.",
    signature="m,n: ->(m*n,m*n)",
    evaluate=lambda mp, m, n: [
        [mp.mpf(row == j + i * n) for j in range(n) for i in range(m)] for row in range(m * n)
    ],
    notation=call("K", "K", "K"),
    example="K(m,n)", reference="Magnus & Neudecker 3.7",
    code={"numpy": "commutation({0}, {1})", "torch": "commutation({0}, {1}).to(dtype)",
          "julia": "commutation({0}, {1})", "matlab": "commutation({0}, {1})", "sympy": ""},
)  # fmt: skip

UNIT: Function = define(
    "e", "The unit vector with a one in place i.",
    signature="n: ()->(n)",
    evaluate=lambda mp, i, n: [[mp.mpf(row + 1 == i)] for row in range(n)],
    notation=call("e", "e", "e"),
    example="e_i",
    code={"numpy": "np.eye({1})[{0} - 1]", "torch": "torch.eye({1}, dtype=dtype)[{0} - 1]",
          "julia": "Float64.(1:{1} .== {0})", "matlab": "double((1:{1})' == {0})",
          "sympy": "sp.FunctionMatrix({1}, 1, sp.Lambda(sp.symbols('r c'), "
          "sp.KroneckerDelta(sp.Symbol('r'), {0} - 1)))"},
)  # fmt: skip


def unit(index: Expr, size: Size) -> Expr:
    """The unit vector eᵢ of this size; the number 1 for size 1."""
    return Number(1) if size == ONE else UNIT(index, sizes=(size,))


def entry(A: Expr, indices: Sequence[Expr]) -> Expr:
    """An entry of a vector or a matrix: xᵢ = eᵢᵀ x, Xᵢⱼ = eᵢᵀ X eⱼ."""
    row = multiply(t(unit(indices[0], A.rows)), A)
    return row if len(indices) == 1 else multiply(row, unit(indices[1], A.cols))


def array_of(variable: Symbol) -> Symbol:
    """What moves with a variable: the array that it is an entry of, else the variable itself."""
    return variable.array if isinstance(variable, Entry) else variable


def entry_unit(variable: Entry) -> Expr:
    """The array with a 1 in the place of an entry and zeros elsewhere: eᵢ eⱼᵀ, or eᵢ."""
    units = list(map(unit, variable.indices, variable.array.shape))
    return units[0] if len(units) == 1 else multiply(units[0], t(units[1]))


def eye(size: Size) -> Expr:
    """The identity of this size; the number 1 for size 1."""
    return Number(1) if size == ONE else IDENTITY(sizes=(size,))


def ones(rows: Size, cols: Size = ONE) -> Expr:
    """The rows×cols matrix of ones; the number 1 for 1×1."""
    if rows == ONE and cols == ONE:
        return Number(1)
    if rows == ONE:
        return TRANSPOSE(ONES(sizes=(cols,)))
    return ONES(sizes=(rows,)) if cols == ONE else ONES(sizes=(rows, cols))


def zeros(rows: Size, cols: Size = ONE) -> Expr:
    """The rows×cols matrix of zeros; the number 0 for 1×1."""
    if rows == ONE and cols == ONE:
        return Number(0)
    return ZEROS(sizes=(rows,)) if cols == ONE else ZEROS(sizes=(rows, cols))


def vec_vector(A: Expr) -> Expr:
    """vec A, which for a vector or a row is the vector itself."""
    if A.cols == ONE:
        return A
    return t(A) if A.rows == ONE else VEC(A)


def unvec_like(v: Expr, A: Expr) -> Expr:
    """The vector v laid out in the shape of A, column after column."""
    if A.cols == ONE:
        return v
    return t(v) if A.rows == ONE else UNVEC(v, sizes=(A.rows, A.cols))


def commutation(rows: Size, cols: Size) -> Expr:
    """K(rows, cols), the identity when one of them is 1."""
    if ONE in (rows, cols):
        return eye(rows * cols)
    return COMMUTATION(sizes=(rows, cols))


TRANSPOSE: Function = define(
    "transpose", "The transpose.",
    signature="(m,n)->(n,m)",
    linear=Linear(
        adjoint=lambda k, G, A: t(G),
        matrix=lambda k, J, A: multiply(commutation(A.rows, A.cols), J),
    ),
    evaluate=lambda mp, A: [list(row) for row in zip(*A, strict=True)],
    notation=Notation("postfix", "^T", "ᵀ", r"^{\top}"),
    example="X^T", reference="Matrix Cookbook 44", aliases=("trans",),
    code={"numpy": "{0}.T", "torch": "{0}.T", "julia": "{0}'", "matlab": "{0}'",
          "sympy": "{0}.T"},
)  # fmt: skip


def t(A: Expr) -> Expr:
    """Aᵀ; a scalar is its own transpose."""
    return A if A.is_scalar else TRANSPOSE(A)


def _hadamard_value(mp: Any, *factors: Any) -> Any:
    return [[mp.fprod(entries) for entries in zip(*rows, strict=True)]
            for rows in zip(*factors, strict=True)]  # fmt: skip


HADAMARD: Function = define(
    "hadamard", "The product entry by entry.",
    signature="*...->*",
    linear=Linear(
        adjoint=lambda k, G, *factors: had(*factors[:k], *factors[k + 1 :], G),
        matrix=lambda k, J, *factors: multiply(
            diag(vec_vector(had(*factors[:k], *factors[k + 1 :]))), J
        ),
    ),
    evaluate=_hadamard_value,
    notation=Notation("infix", ".*", "∘", r"\odot"),
    example="A .* X", reference="Magnus & Neudecker 3.6",
    code={"numpy": "{0} * {1}", "torch": "{0} * {1}", "julia": "{0} .* {1}",
          "matlab": "{0} .* {1}", "sympy": "sp.HadamardProduct({*})"},
)  # fmt: skip


def had(*factors: Expr) -> Expr:
    """The entrywise product, flattened; a plain product for scalars."""
    if factors[0].is_scalar:
        return multiply(*factors)
    flat: list[Expr] = []
    for factor in factors:
        nested = getattr(factor, "function", None) is HADAMARD
        flat.extend(factor.children if nested else (factor,))
    return flat[0] if len(flat) == 1 else HADAMARD(*flat)


INVERSE: Function = define(
    "inv", "The inverse of a square matrix.",
    signature="(n,n)->(n,n)",
    partials=(lambda A, dA: -multiply(inv(A), dA, inv(A)),),
    evaluate=values.inverse,
    notation=Notation("postfix", "^-1", "⁻¹", "^{-1}"),
    condition="{0} invertible", example="X^-1", reference="Matrix Cookbook 59",
    aliases=("inverse",),
    code={"numpy": "np.linalg.inv({0})", "torch": "torch.linalg.inv({0})", "julia": "inv({0})",
          "matlab": "inv({0})", "sympy": "{0}.I"},
)  # fmt: skip


def inv(A: Expr) -> Expr:
    """A⁻¹ of a matrix; the reciprocal of a scalar is a power."""
    return INVERSE(A)


def _diag_value(mp: Any, A: Any) -> Any:
    if len(A[0]) > 1:
        return [[A[i][i]] for i in range(len(A))]
    return [[row[0] if i == j else mp.mpf(0) for j in range(len(A))] for i, row in enumerate(A)]


DIAG: Function = define(
    "diag", "The diagonal matrix of a vector; the diagonal of a square matrix, as a vector.",
    signature="(n)->(n,n) | (n,n)->(n)",
    linear=Linear(
        adjoint=lambda k, G, A: DIAG(G),
        matrix=lambda k, J, A: multiply(_diagonals(A), J),
    ),
    evaluate=_diag_value,
    notation=call("diag"),
    example="diag(x)", aliases=("Diag",),
    code={"numpy": "np.diag({0})", "torch": "torch.diag({0})", "julia": "diag({0})",
          "julia.v": "diagm({0})", "matlab": "diag({0})",
          "sympy": "sp.matrices.expressions.diagonal.DiagonalOf({0})",
          "sympy.v": "sp.DiagMatrix({0})"},
)  # fmt: skip


DIAGONALS: Function = define(
    "diag_matrix", "The n²×n matrix D with vec diag(v) = D v, and diag(M) = Dᵀ vec M.",
    signature="n: ->(n*n,n)",
    evaluate=lambda mp, n: [
        [mp.mpf(row == col * (n + 1)) for col in range(n)] for row in range(n * n)
    ],
    notation=call("diag_matrix", latex=r"\mathrm{diagmatrix}"),  # it has a subscript of its own
    example="diag_matrix(n)",
    code={"numpy": "diag_matrix({0})", "torch": "diag_matrix({0}).to(dtype)",
          "julia": "diag_matrix({0})", "matlab": "diag_matrix({0})", "sympy": ""},
)  # fmt: skip


def _diagonals(A: Expr) -> Expr:
    spread = DIAGONALS(sizes=(A.rows,))
    return spread if A.cols == ONE else t(spread)


def diag(A: Expr) -> Expr:
    """diag of a vector or a square matrix; a scalar is its own diagonal."""
    return A if A.is_scalar else DIAG(A)


TRIL: Function = define(
    "tril", "The lower triangle, with zeros above the diagonal.",
    signature="(n,n)->(n,n)",
    linear=Linear(
        adjoint=lambda k, G, A: TRIL(G),
        matrix=lambda k, J, A: multiply(DIAG(VEC(TRIL(ONES(sizes=A.shape)))), J),
    ),
    evaluate=lambda mp, A: [
        [a if i >= j else mp.mpf(0) for j, a in enumerate(row)] for i, row in enumerate(A)
    ],
    notation=call("tril"),
    example="tril(X)",
    code={"numpy": "np.tril({0})", "torch": "torch.tril({0})", "julia": "tril({0})",
          "matlab": "tril({0})"},
)  # fmt: skip

TRIU: Function = define(
    "triu", "The upper triangle, with zeros below the diagonal.",
    signature="(n,n)->(n,n)",
    linear=Linear(
        adjoint=lambda k, G, A: TRIU(G),
        matrix=lambda k, J, A: multiply(DIAG(VEC(TRIU(ONES(sizes=A.shape)))), J),
    ),
    evaluate=lambda mp, A: [
        [a if i <= j else mp.mpf(0) for j, a in enumerate(row)] for i, row in enumerate(A)
    ],
    notation=call("triu"),
    example="triu(X)",
    code={"numpy": "np.triu({0})", "torch": "torch.triu({0})", "julia": "triu({0})",
          "matlab": "triu({0})"},
)  # fmt: skip

VEC: Function = define(
    "vec", "The columns of a matrix, one below the other.",
    signature="(m,n)->(m*n)",
    linear=Linear(
        adjoint=lambda k, G, A: unvec_like(G, A),
        matrix=lambda k, J, A: J,
    ),
    evaluate=lambda mp, A: [[row[j]] for j in range(len(A[0])) for row in A],
    notation=call("vec"),
    example="vec(X)", reference="Magnus & Neudecker 2.4",
    code={"numpy": "{0}.T.ravel()", "torch": "{0}.T.reshape(-1)", "julia": "vec({0})",
          "matlab": "reshape({0}, [], 1)", "sympy": ""},
)  # fmt: skip

UNVEC: Function = define(
    "unvec", "The m×n matrix whose columns, one below the other, are the vector.",
    signature="m,n: (m*n)->(m,n)",
    linear=Linear(
        adjoint=lambda k, G, v: vec_vector(G),
        matrix=lambda k, J, v: J,
    ),
    evaluate=lambda mp, v, m, n: [[v[i + j * m][0] for j in range(n)] for i in range(m)],
    notation=call("unvec"),
    example="unvec(v, m, n)", aliases=("mat",),
    code={"numpy": "{0}.reshape({2}, {1}).T", "torch": "{0}.reshape({2}, {1}).T",
          "julia": "reshape({0}, {1}, {2})", "matlab": "reshape({0}, {1}, {2})", "sympy": ""},
)  # fmt: skip
