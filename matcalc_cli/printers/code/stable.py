"""Forms that neither overflow nor cancel: softplus, logsumexp, sigmoid and softmax where they fit.

Each rule takes an expression whose children are already rewritten, and returns its stable form or
None. They hold on the whole domain, so that the code computes what the formula says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matcalc_cli.expressions import Add, Call, Expr, Number, Power, Product, add, multiply
from matcalc_cli.functions import entrywise, reductions, scalars_of_matrices, structure
from matcalc_cli.functions.function import Function
from matcalc_cli.rationals import Rational
from matcalc_cli.traversal import mentions, substitute, transform


def stable(root: Expr, done: dict[Expr, Expr]) -> Expr:
    """The expression in stable form; `done` is shared between calls."""
    return transform(root, _rewritten, done)


def _rewritten(node: Expr) -> Expr | None:
    for rule in _RULES:
        found = rule(node)
        if found is not None:
            return found
    return None


def applied(node: Expr, function: Function) -> Expr | None:
    """The one argument of a call of this function, or None."""
    if isinstance(node, Call) and node.function is function and len(node.children) == 1:
        return node.children[0]
    return None


def is_ones(node: Expr) -> bool:
    """Whether every entry is 1."""
    if isinstance(node, Number):
        return node.value == 1
    while (turned := applied(node, structure.TRANSPOSE)) is not None:
        node = turned
    return isinstance(node, Call) and node.function is structure.ONES


def _one_plus_exp(node: Expr) -> Expr | None:
    """The u of 1 + exp(u)."""
    if isinstance(node, Add) and len(node.children) == 2:
        for one, other in (node.children, node.children[::-1]):
            if is_ones(one):
                return applied(other, entrywise.exp)
    return None


def _log_sum_exp(node: Expr) -> Expr | None:
    """log(sum(exp(x))) = logsumexp(x), for a vector."""
    inside = applied(node, entrywise.log)
    summed = None if inside is None else applied(inside, reductions.SUM)
    x = None if summed is None else applied(summed, entrywise.exp)
    return reductions.LOGSUMEXP(x) if x is not None and x.is_vector else None


def _softplus(node: Expr) -> Expr | None:
    """log(1 + exp(u)) = log1p(exp(u)) = softplus(u)."""
    inside = applied(node, entrywise.log)
    u = None if inside is None else _one_plus_exp(inside)
    if u is None and (inside := applied(node, entrywise.log1p)) is not None:
        u = applied(inside, entrywise.exp)
    return None if u is None else entrywise.softplus(u)


def _log_sigmoid(node: Expr) -> Expr | None:
    """log(sigmoid(u)) = -softplus(-u)."""
    inside = applied(node, entrywise.log)
    u = None if inside is None else applied(inside, entrywise.sigmoid)
    return None if u is None else -entrywise.softplus(-u)


def _log_softmax(node: Expr) -> Expr | None:
    """log(softmax(x)) = x - logsumexp(x) 1, for a vector."""
    inside = applied(node, entrywise.log)
    x = None if inside is None else applied(inside, reductions.softmax)
    if x is None or not x.is_vector:
        return None
    return add(x, -multiply(reductions.LOGSUMEXP(x), structure.ones(x.rows)))


def _log_one_plus(node: Expr) -> Expr | None:
    """log(1 + u) = log1p(u)."""
    inside = applied(node, entrywise.log)
    if isinstance(inside, Add) and len(inside.children) == 2:
        for one, other in (inside.children, inside.children[::-1]):
            if is_ones(one):
                return entrywise.log1p(other)
    return None


def _log_det(node: Expr) -> Expr | None:
    """log(det A) = logdet(A), log|det A| = logabsdet(A)."""
    inside = applied(node, entrywise.log)
    if inside is None:
        return None
    if (A := applied(inside, scalars_of_matrices.DET)) is not None:
        return scalars_of_matrices.LOGDET(A)
    size = applied(inside, entrywise.absolute)
    A = None if size is None else applied(size, scalars_of_matrices.DET)
    return None if A is None else scalars_of_matrices.SLOGDET(A)


def _exponent(node: Expr) -> tuple[Expr, Rational] | None:
    """The base and the exponent of a power by a number, entry by entry or of a scalar."""
    powered = isinstance(node, Power) or (
        isinstance(node, Call) and node.function is entrywise.POWER
    )
    if powered and isinstance(node.children[1], Number):
        return node.children[0], node.children[1].value
    return None


def _sigmoids(node: Expr) -> Expr | None:
    """exp(u)/(1 + exp(u))ᵏ = sigmoid(u) sigmoid(-u)ᵏ⁻¹, as far as there are such factors."""
    entry = isinstance(node, Call) and node.function is structure.HADAMARD
    if not (entry or isinstance(node, Product) or _exponent(node)):
        return None
    factors = list(node.children) if entry or isinstance(node, Product) else [node]
    for place, factor in enumerate(factors):
        found = _exponent(factor)
        u = None if found is None or found[1] not in (-1, -2) else _one_plus_exp(found[0])
        if found is None or u is None:
            continue
        exp = entrywise.exp(u)
        ones = [entrywise.sigmoid(-u)] * abs(found[1].numerator)
        if exp in factors and exp.is_scalar == factor.is_scalar:
            factors[factors.index(exp)] = entrywise.sigmoid(u)
            ones.pop()
        factors[place : place + 1] = ones
        build: Callable[..., Expr] = structure.had if entry or not factor.is_scalar else multiply
        return build(*factors) if len(factors) > 1 else factors[0]
    return None


def _soft_maxima(node: Expr) -> Expr | None:
    """Products in which as many exp(x) as powers of sum(exp(x)) below them make softmax(x)."""
    if not isinstance(node, Product):
        return None
    for place, factor in enumerate(node.children):
        found = _exponent(factor)
        x = None if found is None else _summed_exp(found[0])
        if found is None or x is None or found[1].denominator != 1 or not x.is_vector:
            continue
        others = [*node.children[:place], *node.children[place + 1 :]]
        replaced = [_share(other, x) for other in others]
        if sum(new is not old for new, old in zip(replaced, others)) == -found[1]:
            return multiply(*replaced)
    return None


def _summed_exp(node: Expr) -> Expr | None:
    summed = applied(node, reductions.SUM)
    return None if summed is None else applied(summed, entrywise.exp)


def _share(factor: Expr, x: Expr) -> Expr:
    """A factor that is linear in exp(x), with softmax(x) in its place."""
    exp = entrywise.exp(x)
    if factor.is_scalar or exp not in mentions(factor, lambda part: part is exp):
        return factor
    parts: Sequence[Expr] = (factor,)
    while len(parts) == 1 and parts[0] is not exp:
        inner = parts[0]
        linear = isinstance(inner, Call) and inner.function in (structure.TRANSPOSE, structure.DIAG)
        if not linear:
            return factor
        parts = inner.children
    return substitute(factor, {exp: reductions.softmax(x)})


_RULES: tuple[Callable[[Expr], Expr | None], ...] = (
    _log_sum_exp, _softplus, _log_sigmoid, _log_softmax, _log_det, _log_one_plus, _soft_maxima,
    _sigmoids,
)  # fmt: skip
