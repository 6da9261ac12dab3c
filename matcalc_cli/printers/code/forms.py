"""Forms of expressions that a plan can make use of: definite matrices, sums of outer products."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.expressions import Add, Call, Expr, Number, Product, SizeNumber, Symbol, multiply
from matcalc_cli.functions import structure
from matcalc_cli.printers.code.batches import flipped
from matcalc_cli.sizes import ONE


def distributed(factors: Sequence[Expr]) -> list[Expr] | None:
    """The terms of a product with a sum of outer products, where beside it stands a matrix.

    (a bᵀ + b aᵀ) X = a (bᵀ X) + b (aᵀ X) takes no product of matrices.
    """
    chain = [k for k, f in enumerate(factors) if not f.is_scalar]
    matrices = [k for k in chain if ONE not in factors[k].shape]
    for k in matrices:
        factor = factors[k]
        if len(matrices) > 1 and isinstance(factor, Add) and all(map(_is_outer, factor.children)):
            return [multiply(*factors[:k], term, *factors[k + 1 :]) for term in factor.children]
    return None


def _is_outer(term: Expr) -> bool:
    inner = [f for f in term.children if not f.is_scalar] if isinstance(term, Product) else []
    return any(f.cols == ONE for f in inner)


def definite(matrix: Expr) -> bool:
    """Whether a matrix is positive semidefinite; then it is definite wherever it is invertible."""
    match matrix:
        case Symbol(properties=properties):
            return "psd" in properties or "pd" in properties
        case Call(function=function):
            return function is structure.IDENTITY
        case Add(children=terms):
            return all(map(definite, terms))
        case Product(children=factors):
            chain = [f for f in factors if not f.is_scalar]
            n = len(chain)
            mirrored = all(
                left is flipped(right) or right is flipped(left)
                for left, right in zip(chain[: n // 2], chain[::-1])
            )
            return mirrored and (n % 2 == 0 or definite(chain[n // 2])) and _positive_scale(factors)
    return False


def _positive_scale(factors: Sequence[Expr]) -> bool:
    return all(
        isinstance(f, SizeNumber) or (isinstance(f, Number) and f.value > 0)
        or (isinstance(f, Symbol) and "positive" in f.properties)
        for f in factors if f.is_scalar
    )  # fmt: skip
