"""Forms of expressions that a plan can make use of: definite matrices, sums, weights, squares."""

from __future__ import annotations

from collections.abc import Container, Sequence

from matcalc_cli.expressions import (
    Add,
    Call,
    Expr,
    Number,
    Power,
    Product,
    SizeNumber,
    Symbol,
    multiply,
)
from matcalc_cli.functions import entrywise, reductions, structure
from matcalc_cli.printers.code.batches import flipped
from matcalc_cli.printers.code.stable import is_ones
from matcalc_cli.sizes import ONE


def distributed(factors: Sequence[Expr], shared: Container[Expr]) -> list[Expr] | None:
    """The terms of a product with a sum, where they take less than the sum does.

    With a vector at an end, (A + Aᵀ) x = A x + Aᵀ x and (XᵀX + c I) x = Xᵀ(X x) + c x form no sum;
    beside a matrix, (diag(p) - p pᵀ) A = diag(p) A - p (pᵀA) has at most one product of matrices.
    What is shared is there already.
    """
    chain = [k for k, f in enumerate(factors) if not f.is_scalar]
    matrices = [k for k in chain if ONE not in factors[k].shape]
    for k in matrices:
        factor = factors[k]
        if not isinstance(factor, Add):
            continue
        terms = factor.children
        dear = sum(not (_is_outer(term) or _is_diagonal(term)) for term in terms)
        vector = any(factors[j].cols == ONE for j in chain if j > k) or any(
            factors[j].rows == ONE for j in chain if j < k
        )
        alone = factor not in shared and (vector or (len(matrices) > 1 and dear <= 1))
        if alone or (len(matrices) > 1 and all(map(_is_outer, terms))):
            return [multiply(*factors[:k], term, *factors[k + 1 :]) for term in terms]
    return None


def _chain(term: Expr) -> list[Expr]:
    factors = term.children if isinstance(term, Product) else (term,)
    return [factor for factor in factors if not factor.is_scalar]


def _is_outer(term: Expr) -> bool:
    return isinstance(term, Product) and any(f.cols == ONE for f in _chain(term))


def _is_diagonal(term: Expr) -> bool:
    chain = _chain(term)
    return len(chain) == 1 and isinstance(chain[0], Call) and (
        chain[0].function is structure.IDENTITY
        or (chain[0].function is structure.DIAG and not chain[0].is_vector)
    )  # fmt: skip


def halved(factors: Sequence[Expr]) -> list[Expr] | None:
    """Aᵀ diag(w) A as BᵀB with B = diag(√w) A, half the work, where no entry of w is negative."""
    chain = [f for f in factors if not f.is_scalar]
    middle = len(chain) // 2
    if len(chain) < 3 or len(chain) % 2 == 0 or any(ONE in f.shape for f in chain):
        return None
    weights = chain[middle]
    mirrored = all(left is flipped(right) for left, right in zip(chain[:middle], chain[::-1]))
    if not (mirrored and _is_diagonal(weights) and isinstance(weights, Call) and weights.children):
        return None
    if not nonnegative(weights.children[0]):
        return None
    B = multiply(structure.diag(entrywise.sqrt(weights.children[0])), *chain[middle + 1 :])
    return [*[f for f in factors if f.is_scalar], structure.t(B), B]


_NEVER_NEGATIVE = frozenset([
    entrywise.exp, entrywise.absolute, entrywise.sqrt, entrywise.relu, entrywise.step,
    entrywise.cosh, entrywise.sigmoid, entrywise.softplus, reductions.softmax,
])  # fmt: skip


def nonnegative(node: Expr) -> bool:
    """Whether it is seen at once that no entry is negative."""
    match node:
        case Number(value=value):
            return value >= 0
        case SizeNumber():
            return True
        case Symbol(properties=properties):
            return "positive" in properties or "nonnegative" in properties
        case Add(children=terms):
            return all(map(nonnegative, terms)) or _is_rest_of_share(terms)
        case Power(base=base, exponent=exponent):
            return nonnegative(base) or _is_even(exponent)
        case Product(children=factors) if node.is_scalar:
            return all(map(nonnegative, factors))
        case Product(children=factors) if len(_chain(node)) == 1:
            return all(map(nonnegative, factors))
        case Call(function=structure.HADAMARD, children=factors):
            return all(nonnegative(f) for f in factors if factors.count(f) % 2)
        case Call(function=entrywise.POWER, children=(base, exponent)):
            return nonnegative(base) or _is_even(exponent)
        case Call(function=function):
            return function in _NEVER_NEGATIVE or function is structure.ONES
    return False


def _is_even(exponent: Expr) -> bool:
    return isinstance(exponent, Number) and exponent.value % 2 == 0


def _is_rest_of_share(terms: Sequence[Expr]) -> bool:
    """1 - σ(u) or 1 - softmax(u)."""
    shares = [_chain(term)[0] for term in terms if not is_ones(term) and _chain(term)]
    return len(terms) == 2 and len(shares) == 1 and isinstance(shares[0], Call) and (
        shares[0].function in (entrywise.sigmoid, reductions.softmax)
        and multiply(Number(-1), shares[0]) in terms
    )  # fmt: skip


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
