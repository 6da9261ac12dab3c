"""The table of nodes, and what is remembered of them.

Equal is identical: a node is made once, and found again for as long as somebody holds it. The table
holds its nodes itself, which costs less than weak references; when it has grown by a certain number
between two records, the nodes that nobody else holds are let go, and what was remembered of any.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import cache
from sys import getrefcount, maxsize
from typing import Any, Final, ParamSpec, TypeVar, cast

from matcalc_cli.errors import Unsupported

NODES: Final[dict[Hashable, Any]] = {}
LEFT: Final[list[int]] = [maxsize]  # how much may still be made, in nodes and operands
_GROWTH = 20_000  # nodes between two clearances
_memories: list[Callable[[], None]] = []
_most = [_GROWTH]
_P = ParamSpec("_P")
_R = TypeVar("_R")


@contextmanager
def at_most(made: int) -> Iterator[None]:
    """Within it no more nodes and operands than so many are made. Raises Unsupported.

    Some rules work on what is inside first; what is nested deeper than that allows is refused.

    What is counted is work, and not time: it is the same on every machine.
    """
    before = LEFT[0]
    LEFT[0] = made
    try:
        yield
    except RecursionError:
        raise too_deep() from None
    finally:
        LEFT[0] = before


def exhausted() -> Unsupported:
    """The problem of an expression that would become too large."""
    return Unsupported(
        "too-large", "the derivation becomes too large",
        help="derive it in parts, with names for some of them",
    )  # fmt: skip


def too_deep() -> Unsupported:
    """The problem of an expression with too many levels."""
    return Unsupported(
        "too-deep", "functions are nested too deeply here to be worked on",
        help="derive it in parts, with names for some of them",
    )  # fmt: skip


def remembered(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """The function of one or more nodes, its values kept until the next clearance."""
    known = cache(function)
    _memories.append(known.cache_clear)
    return cast(Callable[_P, _R], known)


def memory() -> dict[Any, Any]:
    """A new dictionary by node, emptied with each clearance."""
    known: dict[Any, Any] = {}
    _memories.append(known.clear)
    return known


def make_room() -> None:
    """Clear, if the table has grown enough; to be called between records, when no pass runs."""
    if len(NODES) > _most[0]:
        clear()


def clear() -> None:
    """Let go of what was remembered, and of the nodes that only the table holds."""
    for forget in _memories:
        forget()
    keys = list(NODES)
    while keys:  # what holds a node was made after it; its key, which holds its operands, goes too
        key = keys.pop()
        if _holders(NODES, key) == _ALONE:
            del NODES[key]
    _most[0] = len(NODES) + _GROWTH


def _holders(table: dict[Hashable, Any], key: Hashable) -> int:
    """How many hold an entry of a table, and a constant number that the looking itself adds."""
    return getrefcount(table[key])


_ALONE = _holders({"": object()}, "")
