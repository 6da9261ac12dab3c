"""Named functions that a finished answer holds in disguise: exp(z) / sum(exp(z)) is softmax(z).

And 1 - sigmoid(-z) is sigmoid(z).

Done on what is to be shown only: within the engine exp(z) has to meet its reciprocal and cancel.
"""

from __future__ import annotations

from matcalc_cli.expressions import (
    ARRAY_CALLS,
    POWERS,
    PRODUCTS,
    SCALAR_CALLS,
    Add,
    Call,
    Expr,
    Number,
    Product,
)
from matcalc_cli.functions.entrywise import POWER, sigmoid
from matcalc_cli.functions.reductions import SUM, softmax
from matcalc_cli.functions.structure import DIAG, HADAMARD, ones
from matcalc_cli.interning import memory
from matcalc_cli.normal_form.entrywise import entry_factors, is_exponential
from matcalc_cli.normal_form.products import product
from matcalc_cli.normal_form.sums import content, total
from matcalc_cli.normal_form.terms import ONE_NUMBER, join, split, times, without_coefficient
from matcalc_cli.rationals import Rational
from matcalc_cli.sizes import ONE
from matcalc_cli.traversal import transform


def named(root: Expr) -> Expr:
    """An expression in normal form with softmax and sigmoid named where they stand."""
    if root.weight < _LIGHTEST or not root.holds & (POWERS | ARRAY_CALLS | SCALAR_CALLS):
        return root
    return transform(root, _renamed, _named, PRODUCTS)


_LIGHTEST = 8  # the weight of exp(z) / sum(exp(z)): nothing lighter holds one
_named = memory()


def _renamed(node: Expr) -> Expr | None:
    match node:
        case Product():
            return _shares(node)
        case Add(children=(_, _)):
            return _complement(*map(without_coefficient, node.children))
    return None


def _complement(first: tuple[Rational, Expr], second: tuple[Rational, Expr]) -> Expr | None:
    """1 - sigmoid(-z) = sigmoid(z), of numbers and entry by entry."""
    for (number, one), (other, core) in ((first, second), (second, first)):
        if number == -other and isinstance(core, Call) and core.function is sigmoid:
            z = core.children[0]
            sign = (content(z) if isinstance(z, Add) else without_coefficient(z))[0]
            if sign < 0 and one is (ONE_NUMBER if core.is_scalar else ones(*core.shape)):
                return times(number, sigmoid(product((Number(-1), z))))
    return None


def _shares(node: Product) -> Expr | None:
    """exp(z) / sum(exp(z)) = softmax(z), also row by row, in entrywise products, and squared."""
    term = split(node)
    sums = [base for base in term.scalars if isinstance(base, Call) and base.function is SUM]
    if not sums and not any(isinstance(f, Call) and f.function is DIAG for f in term.chain):
        return None
    scalars, chain = dict(term.scalars), list(term.chain)
    for base in sums:
        summed, power = base.children[0], scalars[base]
        if not is_exponential(summed) or summed.cols != ONE:
            continue
        for k, factor in enumerate(chain):
            left = scalars.get(base)
            if not isinstance(left, Number) or left.value > -1:
                break
            turned = _with_share(factor, summed)
            if turned is not None:
                chain[k] = turned
                scalars[base] = total((left, Number(1)))
        if power is not scalars[base] and scalars[base] is Number(0):
            del scalars[base]
    chain = _row_shares(chain)
    return join(term.coefficient, scalars, chain)


def _with_share(factor: Expr, exponential: Expr) -> Expr | None:
    """The factor with one exp(z) in it, transposed or not, as softmax(z), or None."""
    if isinstance(factor, Call) and factor.rows == ONE:
        inside = _with_share(factor.children[0], exponential)
        return None if inside is None else factor.rebuild((inside,))
    parts = list(entry_factors(factor))
    if exponential not in parts:
        return None
    parts[parts.index(exponential)] = softmax(*exponential.children)
    parts.sort(key=lambda part: part.order)
    return parts[0] if len(parts) == 1 else HADAMARD(*parts)


def _row_shares(chain: list[Expr]) -> list[Expr]:
    """diag(1 ⊘ (exp(Z) 1)) exp(Z) = softmax(Z), each row on its own, for a matrix Z."""
    for k, (left, right) in enumerate(zip(chain, chain[1:], strict=False)):
        match left:
            case Call(function=function, children=(
                Call(children=(Product(children=(E, last)), Number(value=-1))) as power,
            )) if (
                function is DIAG and power.function is POWER and is_exponential(E)
                and last is ones(E.cols)
            ):  # fmt: skip
                turned = _with_share(right, E)
                if turned is not None:
                    return _row_shares([*chain[:k], turned, *chain[k + 2 :]])
    return chain
