"""The fixed order of nodes: alphabetical as far as can be seen, and the same in every run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Protocol, TypeAlias, TypeVar

from matcalc_cli.stable import stable_hash

Order: TypeAlias = "tuple[str, int]"
_N = TypeVar("_N", bound="Node")


class Node(Protocol):
    """A node with operands, and its order once that is known."""

    children: Any
    known_order: Order | None


def ordered(root: _N, labels: Mapping[type[_N], Callable[[Any], str]]) -> Order:
    """The order of a node, found after those of its children; a label stands for a node alone."""
    order = "", 0
    stack = [root]
    while stack:
        node = stack[-1]
        waiting = [child for child in node.children if child.known_order is None]
        if waiting:
            stack += waiting
            continue
        stack.pop()
        label = labels[type(node)](node)
        found = [child.known_order for child in node.children]
        prefix = label + "".join([prefix for prefix, _ in found[:4]])
        number = _label_number(type(node).__name__, label)
        order = node.known_order = prefix[:40], hash((number, *[digest for _, digest in found]))
    return order


@lru_cache(maxsize=4096)
def _label_number(kind: str, label: str) -> int:
    return stable_hash(f"{kind} {label}")
