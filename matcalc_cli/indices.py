"""Bound indices: what depends on one, and other letters for one where two sums would share it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import prod

from matcalc_cli.expressions import (
    Add,
    Expr,
    IndexedSum,
    Number,
    Product,
    SizeNumber,
    Symbol,
    add,
)
from matcalc_cli.interning import memory
from matcalc_cli.traversal import postorder, transform

_LETTERS = "ijklrs"


def depends_on(expr: Expr, index: Symbol) -> bool:
    """Whether an expression mentions a bound index, as a number or as a subscript.

    A sum within that binds the same letter is another index.
    """
    if expr not in _free:
        for node in postorder(expr, known=_free):
            _free[node] = _own_indices(node).union(*[_free[child] for child in node.children])
            if isinstance(node, IndexedSum):
                _free[node] = _free[node] - {node.index} | in_bound(node)
    return index in _free[expr]


def in_bound(node: IndexedSum) -> frozenset[Expr]:
    """The indices that the bound of a sum mentions: k - i in a derivative of d(Xᵏ)."""
    if node.upper is None:
        return _NONE
    return _NONE.union(*map(_own_indices, postorder(node.upper)))


_free: dict[Expr, frozenset[Expr]] = memory()  # the indices that each node mentions


def _own_indices(node: Expr) -> frozenset[Expr]:
    if not isinstance(node, Symbol):
        return _NONE
    own = {part for part in postorder(*node.indices) if isinstance(part, Symbol)}
    return frozenset(own | {node} if "index" in node.properties else own)


_NONE: frozenset[Expr] = frozenset()


def indexed_by(node: Expr, index: Symbol) -> bool:
    """Whether it is a member whose subscripts mention the index: x_i, x_{i+1}."""
    if not isinstance(node, Symbol):
        return False
    return any(part is index or (part.children and index in postorder(part))
               for part in node.indices)  # fmt: skip


def whole(index: Expr, bound: Mapping[Expr, int], sizes: Mapping[str, int]) -> int:
    """The value of a subscript: a number, a size, an index, or a sum of such."""
    match index:
        case Number(value=value):
            return int(value)
        case SizeNumber(size=size):
            return size.at(sizes)
        case Add(children=terms):
            return sum(whole(term, bound, sizes) for term in terms)
        case Product(children=factors):
            return prod(whole(factor, bound, sizes) for factor in factors)
    return bound[index]


def reindex(body: Expr, index: Symbol, to: Expr) -> Expr:
    """The term of a sum for another index: i replaced by k, also as a subscript."""

    def change(node: Expr) -> Expr | None:
        if node is index:
            return to
        if isinstance(node, Symbol) and indexed_by(node, index):
            indices = tuple(transform(part, change) for part in node.indices)
            return Symbol(node.name, node.shape, node.properties, indices)
        if isinstance(node, IndexedSum) and index in in_bound(node):
            assert node.upper is not None
            return IndexedSum(node.index, transform(node.upper, change), node.body)
        if isinstance(node, Add) and isinstance(to, Add) and to.children[0] in node.children:
            return numbers_together(node)
        return None

    return transform(body, change, closed(body, index))


def numbers_together(sum_: Add) -> Expr:
    """i + 1 - 1 as i: what stands for an index is one number away from it."""
    numbers = [term.value for term in sum_.children if isinstance(term, Number)]
    rest = [term for term in sum_.children if not isinstance(term, Number)]
    whole = sum(numbers)
    return add(*rest, *([Number(whole)] if whole else []))


def closed(body: Expr, index: Symbol) -> dict[Expr, Expr]:
    """The sums within that bind the same letter, in which a change of the index changes nothing."""
    return {node: node for node in postorder(body) if _binds(node, index)}


def plain(member: Symbol) -> Symbol:
    """The member as a declaration names it: x_i for x_{i+1}."""
    indices: list[Expr] = []
    for part in member.indices:
        own = [node for node in postorder(part) if isinstance(node, Symbol)]
        indices.append(own[0] if len(own) == 1 else part)
    return Symbol(member.name, member.shape, member.properties, tuple(indices))


def shift(member: Symbol, index: Symbol) -> int | None:
    """The c of x_{i+c}, largest of all places; None where the index stands otherwise."""
    found: list[int] = []
    for part in member.indices:
        match part:
            case Add(children=(Symbol() as i, Number(value=int() as value))) if i is index:
                found.append(value)
            case _ if part is index:
                found.append(0)
            case _ if index in postorder(part):
                return None
    return max(found, default=None)


def subscripts(node: Expr) -> set[Symbol]:
    """The indices in the subscripts of a member."""
    if not isinstance(node, Symbol) or not node.indices:
        return set()
    return {part for part in postorder(*node.indices) if isinstance(part, Symbol)}


def fresh_index(*beside: Expr) -> Symbol:
    """An index of a letter that none of these expressions uses, for a symbol or for a size."""
    nodes = postorder(*beside)
    taken = {node.name for node in nodes if isinstance(node, Symbol)}
    taken |= {node.index.name for node in nodes if isinstance(node, IndexedSum)}
    taken |= {index.name for node in nodes for index in subscripts(node)}
    taken |= {letter for node in nodes for size in node.shape for letter in size.letters()}
    names = (*_LETTERS, *(f"i{number}" for number in range(1, len(taken) + 2)))
    return Symbol(next(name for name in names if name not in taken), properties=("index",))


def apart(sum_: IndexedSum, beside: Expr) -> IndexedSum:
    """The sum with another index where what comes to stand in it mentions its own."""
    if not depends_on(beside, sum_.index):
        return sum_
    index = fresh_index(sum_, beside)
    return IndexedSum(index, sum_.upper, reindex(sum_.body, sum_.index, index))


def unlike(expr: Expr, taken: Collection[Symbol]) -> Expr:
    """The expression with other indices for its sums where they are among those taken."""
    if not taken:
        return expr
    bound = [node.index for node in postorder(expr) if isinstance(node, IndexedSum)]
    instead: dict[Symbol, Symbol] = {}
    for index in dict.fromkeys(bound):
        if index in taken:
            instead[index] = fresh_index(expr, *taken, *instead.values())

    def change(node: Expr) -> Expr | None:
        if not isinstance(node, IndexedSum) or node.index not in instead:
            return None
        index = instead[node.index]
        return IndexedSum(index, node.upper, reindex(node.body, node.index, index))

    return transform(expr, change) if instead else expr


def _binds(node: Expr, index: Symbol) -> bool:
    return isinstance(node, IndexedSum) and node.index is index
