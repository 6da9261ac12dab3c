"""Derivatives with tied entries: what a change of one free entry does, its mirror moving along.

For G the gradient that treats all entries as free, the gradient with tied entries is
G + Gᵀ - diag(diag(G)) for a symmetric variable, G - Gᵀ for a skew one, and the part of G that is
not fixed at 0 for a diagonal or triangular one (Matrix Cookbook 138-142). With M the matrix of that
linear map of vec G, a Hessian H becomes M H M and a Jacobian J becomes J M.
"""

from __future__ import annotations

from collections.abc import Callable

from matcalc_cli.errors import Unsupported
from matcalc_cli.expressions import Add, Expr, Number, Symbol, multiply
from matcalc_cli.functions.structure import DIAG, TRIL, TRIU, VEC, commutation, eye, ones, t
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.sums import is_zero
from matcalc_cli.normal_form.terms import without_coefficient
from matcalc_cli.sizes import Size
from matcalc_grammar.frozen import Frozen


class Structure(Frozen):
    """A structure, what tying does to the gradient G and to vec G, and which entries are free.

    `matrix` is M with vec(tied gradient) = M vec G, for an n×n variable, and `words` is its text.
    """

    name: str
    gradient: Callable[[Expr], Expr]
    formula: str
    matrix: Callable[[Size], Expr]
    words: str
    is_free: Callable[[int, int], bool]


def _diagonal(n: Size) -> Expr:
    return DIAG(VEC(eye(n)))


STRUCTURES = (
    Structure("diagonal", lambda G: DIAG(DIAG(G)), "diag(diag(G))", _diagonal,
              "diag(vec(I))", lambda i, j: i == j),
    Structure("symmetric", lambda G: G + t(G) - DIAG(DIAG(G)), "G + Gᵀ - diag(diag(G))",
              lambda n: eye(n * n) + commutation(n, n) - _diagonal(n),
              "I + K - diag(vec(I))", lambda i, j: i <= j),
    Structure("skew", lambda G: G - t(G), "G - Gᵀ",
              lambda n: eye(n * n) - commutation(n, n), "I - K", lambda i, j: i < j),
    Structure("lower", lambda G: TRIL(G), "tril(G)",
              lambda n: DIAG(VEC(TRIL(ones(n, n)))), "diag(vec(tril(ones)))",
              lambda i, j: i >= j),
    Structure("upper", lambda G: TRIU(G), "triu(G)",
              lambda n: DIAG(VEC(TRIU(ones(n, n)))), "diag(vec(triu(ones)))",
              lambda i, j: i <= j),
)  # fmt: skip


def structure_of(variable: Symbol) -> Structure | None:
    """The structure of a variable, or None. Raises Unsupported for an orthogonal one."""
    if variable.is_scalar or not variable.is_square:
        return None
    if "orthogonal" in variable.properties:
        raise Unsupported(
            "not-supported",
            f"the entries of the orthogonal {variable.name} are tied by equations that no formula "
            "for the gradient solves",
        )
    return next((s for s in STRUCTURES if s.name in variable.properties), None)


def tied(
    derivative: Expr, kind: str, variable: Symbol, structure: Structure,
    show: Callable[[Expr], Expr],
) -> Expr:  # fmt: skip
    """A derivative with tied entries, to be shown: of a gradient G, M H M and J M.

    Where M is a sum it stays one factor, since multiplied out the answer would be lost in terms.
    """
    if kind == "gradient":
        return show(normal(structure.gradient(normal(derivative))))
    M = structure.matrix(variable.rows)
    left = (M,) if kind == "hessian" else ()
    if not isinstance(M, Add):
        return show(normal(multiply(*left, derivative, M)))
    number, core = without_coefficient(normal(derivative))
    if is_zero(core):
        return core
    return multiply(*([] if number == 1 else [Number(number)]), *left, show(core), M)


def note(kind: str, variable: Symbol, structure: Structure) -> str:
    """What was done, and what the other convention gives."""
    words = f"the entries of {variable.name} are tied: "
    if kind != "gradient":
        tied_form = "M H M of the Hessian H" if kind == "hessian" else "J M of the Jacobian J"
        return f"{words}{tied_form} with free entries, M = {structure.words}"
    words += f"{structure.formula} of the gradient G"
    if structure.name == "symmetric":
        return f"{words} with free entries; projected on symmetric matrices it is (G + Gᵀ)/2"
    return f"{words} with free entries"
