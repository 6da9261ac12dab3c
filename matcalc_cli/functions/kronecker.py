"""The Kronecker product.

Reference: J. R. Magnus and H. Neudecker, Matrix Differential Calculus (3rd edition, 2019).
"""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.expressions import Add, Call, Expr, Product, add, multiply
from matcalc_cli.functions.function import Function, Linear, Notation, define
from matcalc_cli.functions.scalars_of_matrices import tr
from matcalc_cli.functions.structure import (
    IDENTITY,
    UNVEC,
    commutation,
    eye,
    t,
    unvec_like,
    vec_vector,
)
from matcalc_cli.sizes import ONE, Size


def kron(A: Expr, B: Expr) -> Expr:
    """A ⊗ B, a plain product where one of them is a scalar."""
    return multiply(A, B) if A.is_scalar or B.is_scalar else KRON(A, B)


def _kron_adjoint(k: int, G: Expr, A: Expr, B: Expr) -> Expr:
    """Of vec(A ⊗ B) = (I_n ⊗ K(q,m) ⊗ I_p)(vec A ⊗ vec B), Magnus & Neudecker 3.7.

    Where G is such a product itself, ⟨C ⊗ D, A ⊗ B⟩ = ⟨C, A⟩ ⟨D, B⟩; the identity is I ⊗ I. Where
    G = vec U (vec V)ᵀ, ⟨G, A ⊗ B⟩ = ⟨U, B V Aᵀ⟩.
    """
    factors = G.children if isinstance(G, Product) else (G,)
    outer = _outer(factors)
    if outer is not None:
        scalars, u, v = outer
        U, V = _unstacked(u, B.rows, A.rows), _unstacked(v, B.cols, A.cols)
        return multiply(*scalars, *((t(U), B, V) if k == 0 else (U, A, t(V))))
    parts = _kron_parts(factors[-1], A, B)
    if parts is not None and all(factor.is_scalar for factor in factors[:-1]):
        C, D = parts
        number = tr(multiply(t(D), B)) if k == 0 else tr(multiply(t(C), A))
        return multiply(*factors[:-1], number, C if k == 0 else D)
    a, b = vec_vector(A), vec_vector(B)
    columns = _kron_columns(A, B)
    spread = kron(eye(a.rows), b) if k == 0 else kron(a, eye(b.rows))
    moved = multiply(t(multiply(columns, spread)), vec_vector(G))
    return unvec_like(moved, A if k == 0 else B)


def _outer(factors: Sequence[Expr]) -> tuple[list[Expr], Expr, Expr] | None:
    """The scalars, u and v of a product u vᵀ of vectors, or None."""
    chain = [factor for factor in factors if not factor.is_scalar]
    for place, factor in enumerate(chain[:-1], start=1):
        if factor.cols == ONE:
            scalars = [factor for factor in factors if factor.is_scalar]
            return scalars, multiply(*chain[:place]), t(multiply(*chain[place:]))
    return None


def _unstacked(v: Expr, rows: Size, cols: Size) -> Expr:
    """V with vec V = v: of (P ⊗ Q) vec W it is Q W Pᵀ."""
    if ONE in (rows, cols):
        return v if cols == ONE else t(v)
    if isinstance(v, Add):
        return add(*[_unstacked(term, rows, cols) for term in v.children])
    factors = v.children if isinstance(v, Product) else (v,)
    scalars = [factor for factor in factors if factor.is_scalar]
    first, *rest = [factor for factor in factors if not factor.is_scalar]
    if rest and isinstance(first, Call) and first.function is KRON:
        P, Q = first.children
        if (Q.rows, P.rows) == (rows, cols):
            return multiply(*scalars, Q, _unstacked(multiply(*rest), Q.cols, P.cols), t(P))
    return multiply(*scalars, UNVEC(multiply(first, *rest), sizes=(rows, cols)))


def _kron_parts(G: Expr, A: Expr, B: Expr) -> tuple[Expr, Expr] | None:
    """C and D of the shapes of A and B with C ⊗ D = G, where that is seen."""
    match G:
        case Call(function=function, children=(C, D)) if function is KRON:
            return (C, D) if (C.shape, D.shape) == (A.shape, B.shape) else None
        case Call(function=function) if function is IDENTITY and A.is_square and B.is_square:
            return eye(A.rows), eye(B.rows)
    return None


def _kron_columns(A: Expr, B: Expr) -> Expr:
    return kron(kron(eye(A.cols), commutation(B.cols, A.rows)), eye(B.rows))


def _kron_matrix(k: int, J: Expr, A: Expr, B: Expr) -> Expr:
    spread = kron(J, vec_vector(B)) if k == 0 else kron(vec_vector(A), J)
    return multiply(_kron_columns(A, B), spread)


KRON: Function = define(
    "kron", "The Kronecker product.",
    signature="(m,n),(p,q)->(m*p,n*q)",
    linear=Linear(adjoint=_kron_adjoint, matrix=_kron_matrix),
    evaluate=lambda mp, A, B: [
        [a * b for a in row for b in other] for row in A for other in B
    ],
    notation=Notation("infix", "kron", "⊗", r"\otimes"),
    example="kron(A, X)", reference="Magnus & Neudecker 2.4",
    code={"numpy": "np.kron({0}, {1})", "torch": "torch.kron({0}.contiguous(), {1}.contiguous())",
          "julia": "kron({0}, {1})", "matlab": "kron({0}, {1})",
          "sympy": "sp.KroneckerProduct({0}, {1})"},
)  # fmt: skip
