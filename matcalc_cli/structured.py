"""Gradients with tied entries: what a change of one free entry does, its mirror moving along.

For G the gradient that treats all entries as free, the gradient with tied entries is
G + Gᵀ - diag(diag(G)) for a symmetric variable, G - Gᵀ for a skew one, and the part of G that is
not fixed at 0 for a diagonal or triangular one (Matrix Cookbook 138-142).
"""

from __future__ import annotations

from collections.abc import Callable

from matcalc_cli.errors import Unsupported
from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.functions.structure import DIAG, TRIL, TRIU, t
from matcalc_cli.normal_form.rewriting import normal
from matcalc_grammar.frozen import Frozen


class Structure(Frozen):
    """A structure: the gradient with tied entries from the free one, and which entries are free."""

    name: str
    gradient: Callable[[Expr], Expr]
    formula: str
    is_free: Callable[[int, int], bool]


STRUCTURES = (
    Structure("diagonal", lambda G: DIAG(DIAG(G)), "diag(diag(G))", lambda i, j: i == j),
    Structure("symmetric", lambda G: G + t(G) - DIAG(DIAG(G)), "G + Gᵀ - diag(diag(G))",
              lambda i, j: i <= j),
    Structure("skew", lambda G: G - t(G), "G - Gᵀ", lambda i, j: i < j),
    Structure("lower", lambda G: TRIL(G), "tril(G)", lambda i, j: i >= j),
    Structure("upper", lambda G: TRIU(G), "triu(G)", lambda i, j: i <= j),
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


def tied(gradient: Expr, structure: Structure) -> Expr:
    """The gradient with tied entries, in normal form."""
    return normal(structure.gradient(gradient))


def note(variable: Symbol, structure: Structure) -> str:
    """What was done, and what the other convention gives."""
    words = f"the entries of {variable.name} are tied: {structure.formula} of the gradient G"
    if structure.name == "symmetric":
        return f"{words} with free entries; projected on symmetric matrices it is (G + Gᵀ)/2"
    return f"{words} with free entries"
