"""Passes over expressions: each distinct node once, children first, however deep they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from matcalc_cli.expressions import Expr


def postorder(*roots: Expr) -> list[Expr]:
    """Each distinct node below the roots once, children before parents."""
    seen: set[Expr] = set()
    order: list[Expr] = []
    stack = list(reversed(roots))
    while stack:
        node = stack[-1]
        waiting = [child for child in node.children if child not in seen]
        if waiting:
            waiting.reverse()
            stack.extend(waiting)
            continue
        stack.pop()
        if node not in seen:
            seen.add(node)
            order.append(node)
    return order


def transform(root: Expr, change: Callable[[Expr], Expr | None],
              done: dict[Expr, Expr] | None = None) -> Expr:  # fmt: skip
    """The expression with each node, children first, replaced by `change(node)` unless None.

    `done` remembers what each node became; given by the caller, it is shared between calls.
    """
    became: dict[Expr, Expr] = {} if done is None else done
    stack = [root]
    while stack:
        node = stack[-1]
        if node in became:
            stack.pop()
            continue
        old = node.children
        waiting = [child for child in old if child not in became]
        if waiting:
            waiting.reverse()
            stack += waiting
            continue
        stack.pop()
        children = tuple([became[child] for child in old])
        rebuilt = node if children == old else node.rebuild(children)
        changed = change(rebuilt)
        became[node] = rebuilt if changed is None else changed
    return became[root]


def substitute(root: Expr, values: Mapping[Expr, Expr]) -> Expr:
    """The expression with every occurrence of the keys replaced; what is put in is not searched."""
    became: dict[Expr, Expr] = dict(values)
    return transform(root, lambda node: None, became)


def mentions(root: Expr, wanted: Callable[[Expr], bool]) -> set[Expr]:
    """The nodes below `root` (itself included) that are or hold a node `wanted` accepts."""
    holders: set[Expr] = set()
    for node in postorder(root):
        if wanted(node) or any(child in holders for child in node.children):
            holders.add(node)
    return holders
