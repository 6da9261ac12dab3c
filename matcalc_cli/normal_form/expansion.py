"""Products multiplied out: A (B + C) = A B + A C, also under tr, sum, diag and ∑.

Arguments of functions that are not linear, inverses and powers stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product as choices
from math import inf

from matcalc_cli.expressions import SUMS, Add, Call, Expr, IndexedSum, Product
from matcalc_cli.interning import remembered
from matcalc_cli.normal_form.products import product
from matcalc_cli.normal_form.registry import CALLS
from matcalc_cli.normal_form.rewriting import indexed_sum
from matcalc_cli.normal_form.sums import total
from matcalc_cli.normal_form.terms import terms_of
from matcalc_cli.traversal import postorder

_MOST_TERMS = 64  # a product of more terms than this stays as it is


@remembered
def expand(root: Expr, heaviest: float = inf) -> Expr:
    """The sum of products, in normal form, of an expression in normal form.

    The expression itself, where some part of it would come to weigh more than `heaviest`.
    """
    if not root.holds & SUMS:
        return root
    reached = _skeleton(root)
    became: dict[Expr, Expr] = {}
    for node in postorder(root, within=SUMS):
        if node in reached:
            children = tuple([became.get(child, child) for child in node.children])
            opened = node if _is_open(node, children) else _distributed(node, children)
            if opened.weight > heaviest:
                return root
            became[node] = opened
    return became[root] if root in reached else root


def _is_open(node: Expr, children: Sequence[Expr]) -> bool:
    """Whether nothing changed below a node, and it is no product of sums."""
    if children != node.children:
        return False
    return isinstance(node, Add) or not any(isinstance(child, Add) for child in children)


def _skeleton(root: Expr) -> set[Expr]:
    """The nodes reached from the root through sums, products and linear functions alone."""
    reached: set[Expr] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if node in reached or not node.holds & SUMS:
            continue
        linear = isinstance(node, Call) and _is_linear(node)
        if linear or isinstance(node, (Add, Product, IndexedSum)):
            reached.add(node)
            stack.extend(node.children)
    return reached


def _is_linear(node: Call) -> bool:
    return all(map(node.function.is_linear_in, range(len(node.children)))) and bool(node.children)


def _distributed(node: Expr, children: Sequence[Expr]) -> Expr:
    match node:
        case Add():
            return total(children)
        case Product():
            return _over_terms(children, product)
        case IndexedSum():
            parts = terms_of(children[0])
            return total([indexed_sum(IndexedSum(node.index, node.upper, part)) for part in parts])
        case Call(function=function, sizes=sizes):
            rule = CALLS.get(function)

            def put(arguments: Sequence[Expr]) -> Expr:
                made = function(*arguments, sizes=sizes)
                return rule(made) if rule else made

            return _over_terms(children, put)
    raise TypeError(f"{type(node).__name__} is not linear")


def _over_terms(factors: Sequence[Expr], put: Callable[[Sequence[Expr]], Expr]) -> Expr:
    count = 1
    for factor in factors:
        count *= len(terms_of(factor))
    if count > _MOST_TERMS or count == 1:
        return put(factors)
    return total([put(chosen) for chosen in choices(*map(terms_of, factors))])


