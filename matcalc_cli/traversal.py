"""Passes over expressions: each distinct node once, children first, however deep they are."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping

from matcalc_cli.expressions import DIFFERENTIALS, Expr
from matcalc_cli.interning import remembered

ALL = -1  # bits of `Expr.holds`: no node is left out
LIGHT = 100  # an expression of fewer nodes is no deeper, and walked by recursion, which is faster


def postorder(
    *roots: Expr, within: int = ALL, known: Container[Expr] = frozenset()
) -> list[Expr]:
    """Each distinct node below the roots once, children before parents.

    Only nodes that hold one of the bits `within`, and are not `known`, are looked at.
    """
    seen: set[Expr] = set()
    order: list[Expr] = []
    if all(root.weight < LIGHT for root in roots):
        for root in roots:
            _light_postorder(root, within, known, seen, order)
        return order
    stack: list[Expr | None] = [*reversed(roots)]
    while stack:
        node = stack.pop()
        if node is None:  # the mark above a node whose children are done
            finished = stack.pop()
            assert finished is not None
            order.append(finished)
        elif node.holds & within and node not in seen and node not in known:
            seen.add(node)
            if node.children:
                stack += (node, None)
                stack += node.children[::-1]
            else:
                order.append(node)
    return order


def _light_postorder(
    node: Expr, within: int, known: Container[Expr], seen: set[Expr], order: list[Expr]
) -> None:
    """What `postorder` does, by recursion."""
    if node.holds & within and node not in seen and node not in known:
        seen.add(node)
        for child in node.children:
            _light_postorder(child, within, known, seen, order)
        order.append(node)


@remembered
def nodes_of(root: Expr) -> tuple[Expr, ...]:
    """The nodes of an expression, children before parents; found once."""
    return tuple(postorder(root))


def transform(root: Expr, change: Callable[[Expr], Expr | None],
              done: dict[Expr, Expr] | None = None, within: int = ALL) -> Expr:  # fmt: skip
    """The expression with each node, children first, replaced by `change(node)` unless None.

    `done` remembers what each node became; given by the caller, it is shared between calls. Nodes
    that hold none of the bits `within` stay as they are.
    """
    became: dict[Expr, Expr] = {} if done is None else done
    if root.weight < LIGHT:
        return _light_transform(root, change, became, within)
    stack: list[Expr | None] = [root]
    while stack:
        node = stack.pop()
        if node is None:  # the mark above a node whose children are done
            node = stack.pop()
            assert node is not None
            children = tuple([became.get(child, child) for child in node.children])
            rebuilt = node if children == node.children else node.rebuild(children)
        elif node in became or not node.holds & within:
            continue
        elif node.children:
            stack += (node, None)
            stack += node.children[::-1]
            continue
        else:
            rebuilt = node
        changed = change(rebuilt)
        became[node] = rebuilt if changed is None else changed
    return became.get(root, root)


def _light_transform(
    node: Expr, change: Callable[[Expr], Expr | None], became: dict[Expr, Expr], within: int
) -> Expr:
    """What `transform` does, by recursion."""
    found = became.get(node)
    if found is not None:
        return found
    if not node.holds & within:
        return node
    rebuilt = node
    if node.children:
        children = tuple([
            _light_transform(child, change, became, within) for child in node.children
        ])
        if children != node.children:
            rebuilt = node.rebuild(children)
    changed = change(rebuilt)
    became[node] = found = rebuilt if changed is None else changed
    return found


def substitute(root: Expr, values: Mapping[Expr, Expr]) -> Expr:
    """The expression with every occurrence of the keys replaced; what is put in is not searched."""
    if not values or root in values:
        return values.get(root, root)
    bits = [key.holds & DIFFERENTIALS for key in values]
    within = DIFFERENTIALS if all(bits) else ALL
    return transform(root, lambda node: None, dict(values), within)


def mentions(root: Expr, wanted: Callable[[Expr], bool], within: int = ALL) -> set[Expr]:
    """The nodes below `root` (itself included) that are or hold a node `wanted` accepts."""
    nodes = nodes_of(root) if within == ALL else postorder(root, within=within)
    return holders(nodes, wanted)


def holders(nodes: Iterable[Expr], wanted: Callable[[Expr], bool]) -> set[Expr]:
    """Those of some nodes, children first, that are or hold one that `wanted` accepts."""
    found: set[Expr] = set()
    for node in nodes:
        if wanted(node) or not found.isdisjoint(node.children):
            found.add(node)
    return found
