"""Bound indices: what depends on one, and other letters for one where two sums would share it."""

from __future__ import annotations

from matcalc_cli.expressions import Expr, IndexedSum, Symbol
from matcalc_cli.traversal import postorder, transform

_LETTERS = "ijklrs"


def depends_on(expr: Expr, index: Symbol) -> bool:
    """Whether an expression mentions a bound index, as a number or as a subscript.

    A sum within that binds the same letter is another index.
    """
    holding: set[Expr] = set()
    for node in postorder(expr):
        own = node is index or (isinstance(node, Symbol) and index in node.indices)
        below = any(child in holding for child in node.children)
        if own or (below and not _binds(node, index)):
            holding.add(node)
    return expr in holding


def reindex(body: Expr, index: Symbol, to: Expr) -> Expr:
    """The term of a sum for another index: i replaced by k, also as a subscript."""

    def change(node: Expr) -> Expr | None:
        if node is index:
            return to
        if isinstance(node, Symbol) and index in node.indices:
            indices = tuple(to if i is index else i for i in node.indices)
            return Symbol(node.name, node.shape, node.properties, indices)
        return None

    closed: dict[Expr, Expr] = {node: node for node in postorder(body) if _binds(node, index)}
    return transform(body, change, closed)


def fresh_index(*beside: Expr) -> Symbol:
    """An index of a letter that none of these expressions uses, for a symbol or for a size."""
    nodes = postorder(*beside)
    taken = {node.name for node in nodes if isinstance(node, Symbol)}
    taken |= {node.index.name for node in nodes if isinstance(node, IndexedSum)}
    taken |= {i.name for n in nodes if isinstance(n, Symbol) for i in n.indices
              if isinstance(i, Symbol)}  # fmt: skip
    taken |= {letter for node in nodes for size in node.shape for letter in size.letters()}
    names = (*_LETTERS, *(f"i{number}" for number in range(1, len(taken) + 2)))
    return Symbol(next(name for name in names if name not in taken), properties=("index",))


def apart(sum_: IndexedSum, beside: Expr) -> IndexedSum:
    """The sum with another index where what comes to stand in it mentions its own."""
    if not depends_on(beside, sum_.index):
        return sum_
    index = fresh_index(sum_, beside)
    return IndexedSum(index, sum_.upper, reindex(sum_.body, sum_.index, index))


def _binds(node: Expr, index: Symbol) -> bool:
    return isinstance(node, IndexedSum) and node.index is index
