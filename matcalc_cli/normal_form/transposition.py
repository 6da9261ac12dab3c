"""Transposes in normal form: they stand at atoms, and at functions that do not let them in."""

from __future__ import annotations

from matcalc_cli.expressions import (
    Add,
    Call,
    Differential,
    Expr,
    IndexedSum,
    Number,
    Product,
    Symbol,
)
from matcalc_cli.functions.entrywise import POWER
from matcalc_cli.functions.kronecker import KRON
from matcalc_cli.functions.matrix_functions import EXPM, LOGM, SQRTM
from matcalc_cli.functions.reductions import MATRIX_POWER
from matcalc_cli.functions.spectral import PINV
from matcalc_cli.functions.structure import (
    COMMUTATION,
    DIAG,
    HADAMARD,
    IDENTITY,
    INVERSE,
    ONES,
    TRANSPOSE,
    ZEROS,
    ones,
    zeros,
)
from matcalc_cli.functions.unknown import DERIVATIVE, Hessian
from matcalc_cli.interning import remembered
from matcalc_cli.normal_form.products import product
from matcalc_cli.normal_form.registry import CALLS, ENTRYWISE
from matcalc_cli.normal_form.rewriting import applied
from matcalc_cli.normal_form.sums import total
from matcalc_cli.sizes import ONE


@remembered
def transposed(A: Expr) -> Expr:
    """Aᵀ: (A B)ᵀ = Bᵀ Aᵀ, (A + B)ᵀ = Aᵀ + Bᵀ, Aᵀᵀ = A, Sᵀ = S for symmetric S."""
    if A.is_scalar:
        return A
    match A:
        case Add():
            return total(map(transposed, A.children))
        case Product():
            return product([transposed(factor) for factor in reversed(A.children)])
        case Symbol(properties=properties) if "symmetric" in properties:
            return A
        case Symbol(properties=properties) if "skew" in properties:
            return product((Number(-1), A))
        case IndexedSum():
            return A.rebuild((transposed(A.body),))
        case Call():
            return _transposed_call(A)
    return TRANSPOSE(A)


_KEEP_SYMMETRY = frozenset({EXPM, LOGM, SQRTM, PINV})  # as the inverse and what acts on entries


def _transposed_call(A: Call) -> Expr:
    function, arguments = A.function, A.children
    if function is TRANSPOSE:
        return arguments[0]
    if function is DERIVATIVE:
        return _transposed_derivative(A)
    if function is INVERSE or function in _KEEP_SYMMETRY or function.entrywise is not None:
        return A if transposed(arguments[0]) is arguments[0] else TRANSPOSE(A)
    if function is KRON or (function is HADAMARD and ONE not in A.shape):
        return CALLS[function](function(*map(transposed, arguments)))
    if function is ONES:
        return ones(A.cols, A.rows)
    if function is ZEROS:
        return zeros(A.cols, A.rows)
    if function is COMMUTATION:
        return COMMUTATION(sizes=A.sizes[::-1])
    symmetric = function is IDENTITY or isinstance(function, Hessian)
    if symmetric or (function is DIAG and A.cols != ONE):
        return A
    if function in (MATRIX_POWER, POWER) and A.cols != ONE:
        return CALLS[function](function(transposed(arguments[0]), *arguments[1:]))
    return TRANSPOSE(A)


def _transposed_derivative(A: Call) -> Expr:
    """(dX/dt)ᵀ is dX/dt along symmetric matrices, and -dX/dt along skew ones."""
    moving = A.children[0]
    turned = transposed(moving)
    if turned is moving:
        return A
    return product((Number(-1), A)) if turned is product((Number(-1), moving)) else TRANSPOSE(A)


def _turned_out(node: Call) -> Expr | None:
    """f(Aᵀ) = f(A)ᵀ for what acts on each entry, where fewer transposes are left within.

    Of a row that is no more of them, it is that of a column.
    """
    (inside, *others) = node.children
    if others or inside.cols == ONE:
        return None
    turned = transposed(inside)
    most = turned_weight(inside)[1] - (inside.rows != ONE)
    if turned_weight(turned)[1] > most:
        return None
    return transposed(applied(node.function(turned)))


@remembered
def turned_weight(A: Expr) -> tuple[bool, int, tuple[str, int]]:
    """What stands last in a cycle (dX, dX/dt), the transposes at the top, then the fixed order."""
    parts = A.children if isinstance(A, (Add, Product)) else (A,)
    tops = [part.children if isinstance(part, Product) else (part,) for part in parts]
    count = sum(isinstance(f, Call) and f.function is TRANSPOSE for top in tops for f in top)
    plain = A.children[0] if isinstance(A, Call) and A.function is TRANSPOSE else A
    return is_moved(plain), count, A.order


def is_moved(A: Expr) -> bool:
    """Whether it is dX or dX/dt."""
    return isinstance(A, Differential) or (isinstance(A, Call) and A.function is DERIVATIVE)


ENTRYWISE.append(_turned_out)
