"""Products multiplied out as far as unknowns are concerned; what is free of them stays whole."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.expressions import Add, Expr, IndexedSum, Symbol
from matcalc_cli.normal_form.expansion import expand
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.transposition import transposed
from matcalc_cli.traversal import mentions, postorder, substitute


def opened(G: Expr, unknowns: Sequence[Symbol]) -> Expr:
    """G in normal form as a sum of products, sums without any of the unknowns kept whole."""
    holding = mentions(G, lambda node: isinstance(node, Symbol) and node in unknowns)
    kept: dict[Expr, Expr] = {}
    for node in _outermost(G, holding):
        kept[node] = _placeholder(node, len(kept))
    back = {symbol: node for node, symbol in kept.items()}
    return normal(substitute(expand(normal(substitute(G, kept))), back))


def _outermost(G: Expr, holding: set[Expr]) -> list[Expr]:
    """The largest sums below G in which no unknown occurs."""
    found: dict[Expr, None] = {}
    stack, seen = [G], set()
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        if node not in holding and isinstance(node, (Add, IndexedSum)):
            found[node] = None
        else:
            stack.extend(node.children)
    return list(found)


def _placeholder(node: Expr, number: int) -> Symbol:
    symmetric = not node.is_scalar and transposed(node) is node
    having = ("symmetric",) if symmetric else ()
    return Symbol(f"part_{number}", node.shape, having, _free_indices(node))


def _free_indices(node: Expr) -> tuple[Expr, ...]:
    """The indices of sums around the node that it mentions."""
    inside = list(postorder(node))
    bound = {part.index for part in inside if isinstance(part, IndexedSum)}
    used = {i for part in inside if isinstance(part, Symbol) for i in part.indices}
    used |= {p for p in inside if isinstance(p, Symbol) and "index" in p.properties}
    free = [i for i in used if isinstance(i, Symbol) and "index" in i.properties and i not in bound]
    return tuple(sorted(free, key=lambda index: index.name))
