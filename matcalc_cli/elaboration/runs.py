"""Where a chain of arrays holds scalar products: a xᵀ y b is (xᵀ y) a b."""

from __future__ import annotations

from matcalc_cli.elaboration.drafts import Draft
from matcalc_grammar.frozen import Frozen
from matcalc_grammar.syntax import Expression


class Factor(Frozen):
    """A factor: its draft, its node, and its place in the product as typed."""

    draft: Draft
    node: Expression
    place: int


class Run(Frozen):
    """Factors `first` to `last` (both counted in) make one scalar."""

    first: int
    last: int


def scalar_runs(factors: list[Factor], arrays: list[int]) -> tuple[list[Run], list[int]] | int:
    """The scalar runs and the rest, by kinds alone; else the array at which the chain breaks.

    Strictly left to right where that fits; else the one way to bracket scalar products within.
    """
    runs: list[Run] = []
    chain: list[int] = []
    for count, place in enumerate(arrays):
        draft = factors[place].draft
        if chain and factors[chain[-1]].draft.one_col != draft.one_row:
            return _bracketed(factors, arrays) or count
        chain.append(place)
        if factors[chain[0]].draft.one_row and draft.one_col:
            runs.append(Run(chain[0], place))
            chain = []
    return runs, chain


def _bracketed(factors: list[Factor], arrays: list[int]) -> tuple[list[Run], list[int]] | None:
    """The one way to read scalar products inside a chain so that it fits, if there is one.

    Ways are counted from the end, for each array and each `last`: whether the array of the chain
    before it has one column, or None where there is none before.
    """
    drafts = [factors[place].draft for place in arrays]
    ends = [_scalar_run(factors, arrays, at) for at in range(len(arrays))]
    ways: list[dict[bool | None, int]] = [dict.fromkeys((None, False, True), 1)]
    ways *= len(arrays) + 1

    def chained(at: int, last: bool | None) -> int:
        """The ways in which the array joins the chain."""
        return ways[at + 1][drafts[at].one_col] if last in (None, drafts[at].one_row) else 0

    for at in reversed(range(len(arrays))):
        ways[at] = {
            last: min(2, chained(at, last) + (ways[ends[at] + 1][last] if ends[at] else 0))
            for last in (None, False, True)
        }
    if ways[0][None] != 1:
        return None
    runs: list[Run] = []
    chain: list[int] = []
    at, last = 0, None
    while at < len(arrays):
        if chained(at, last):
            chain.append(arrays[at])
            at, last = at + 1, drafts[at].one_col
        else:
            runs.append(Run(arrays[at], arrays[ends[at]]))
            at = ends[at] + 1
    return runs, chain


def _scalar_run(factors: list[Factor], arrays: list[int], at: int) -> int:
    """Where the scalar product that begins here ends, or 0."""
    if not factors[arrays[at]].draft.one_row:
        return 0
    for place in range(at + 1, len(arrays)):
        if factors[arrays[place - 1]].draft.one_col != factors[arrays[place]].draft.one_row:
            return 0
        if factors[arrays[place]].draft.one_col:
            return place
    return 0
