"""The normal form: one expression for all that named identities make equal, children first.

Products are a coefficient, scalar powers and a chain; sums have like terms collected and a fixed
order; transposes and inverses stand at atoms. Products are not multiplied out. Every constructor
(`product`, `total` and their like) takes operands in normal form and returns one, and none grows
its operands, so each pass ends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matcalc_cli.expressions import Add, Call, Expr, IndexedSum, Power, Product, SizeNumber
from matcalc_cli.functions.structure import zeros
from matcalc_cli.indices import depends_on
from matcalc_cli.interning import memory
from matcalc_cli.normal_form.products import product, scalar_power, size_number
from matcalc_cli.normal_form.registry import CALLS, ENTRYWISE, SUMS
from matcalc_cli.normal_form.sums import content, is_zero, total
from matcalc_cli.normal_form.terms import ONE_NUMBER, join, split
from matcalc_cli.traversal import transform

_known = memory()  # what each node became; a normal form is its own


def normal(root: Expr) -> Expr:
    """The normal form."""
    found = _known.get(root)
    if found is None:
        found = transform(root, _node, _known)
        _known[found] = found
    return found


def _node(node: Expr) -> Expr | None:
    rule = _RULES.get(type(node))
    return None if rule is None else rule(node)


def _call(node: Call) -> Expr | None:
    if node.function.linear is not None and _holds_zero(node):
        return zeros(*node.shape)
    if node.function.entrywise is not None and not node.is_scalar:
        for turn in ENTRYWISE:
            found = turn(node)
            if found is not None:
                return found
    rule = CALLS.get(node.function)
    return rule(node) if rule else None


def applied(node: Call) -> Expr:
    """A call of operands in normal form, in normal form."""
    found = _call(node)
    return node if found is None else found


def _holds_zero(node: Call) -> bool:
    """Whether an operand in which the function is linear is zero, and so its value."""
    zero = [k for k, child in enumerate(node.children) if is_zero(child)]
    return any(map(node.function.is_linear_in, zero))


def indexed_sum(node: IndexedSum) -> Expr:
    """∑ over i: what does not depend on i stands before it, or counts: ∑ᵢ₌₁ⁿ c M Aᵢ = c M ∑ᵢ Aᵢ."""
    index, upper, body = node.index, node.upper, node.body
    if is_zero(body):
        return body
    number, core = content(body) if isinstance(body, Add) else (1, body)
    term = split(core)
    outside = {b: p for b, p in term.scalars.items() if not depends_on(Power(b, p), index)}
    inside = {b: p for b, p in term.scalars.items() if b not in outside}
    chain = list(term.chain)
    before: list[Expr] = []
    after: list[Expr] = []
    while chain and not depends_on(chain[0], index):
        before.append(chain.pop(0))
    while chain and not depends_on(chain[-1], index):
        after.insert(0, chain.pop())
    coefficient = number * term.coefficient
    factors: list[Expr] = [join(coefficient, outside, ())]
    if inside or chain:
        summed: Expr = _summed(IndexedSum(index, upper, join(1, inside, chain)))
    elif upper is not None:
        summed = upper
    else:
        summed = IndexedSum(index, upper, ONE_NUMBER)
    return product((*factors, *before, summed, *after))


def _summed(node: IndexedSum) -> Expr:
    for identity in SUMS:
        found = identity(node)
        if found is not None:
            return found
    return node


_RULES: dict[type[Expr], Callable[[Any], Expr | None]] = {
    Add: lambda node: total(node.children),
    Product: lambda node: product(node.children),
    Power: lambda node: scalar_power(*node.children),
    Call: _call,
    IndexedSum: indexed_sum,
    SizeNumber: lambda node: size_number(node.size),
}
