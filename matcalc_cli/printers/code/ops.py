"""The operations of generated code: a graph in which equal operations are one, free of language.

Values have a rank: 0 for numbers, 1 for vectors, 2 for matrices. A vector has no orientation, so a
row and a column are the same value; what multiplies it says on which side it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from matcalc_cli.rationals import Rational
from matcalc_grammar.frozen import Frozen

FACTORED = 3  # the rank of a factorisation, which is no array


class Op(Frozen):
    """One operation: its name in the tables of the dialects, its operands and its rank.

    `bound` holds the indices of sums that it varies with; `plain` tells that it is computed from
    numbers and sizes alone.
    """

    name: str
    args: tuple[int, ...] = ()
    rank: int = 0
    payload: Any = None
    bound: frozenset[str] = frozenset()
    plain: bool = False


class Term(Frozen):
    """A rational multiple of an operation; numbers travel outwards until something stops them."""

    coefficient: Rational
    op: int


class Graph:
    """Operations, numbered in the order of their making; an operand comes before its use."""

    def __init__(self) -> None:
        self.ops: list[Op] = []
        self._numbers: dict[tuple[Any, ...], int] = {}

    def __getitem__(self, number: int) -> Op:
        return self.ops[number]

    def put(
        self, name: str, args: Iterable[int] = (), rank: int = 0, payload: Any = None,
        bound: frozenset[str] | None = None,
    ) -> int:  # fmt: skip
        """The number of this operation, new only if there is none like it."""
        args = tuple(args)
        key = (name, args, rank, payload)
        if key not in self._numbers:
            if bound is None:
                bound = frozenset().union(*[self.ops[arg].bound for arg in args])
            numeric = name in _NUMERIC or (name == "call" and not args)
            plain = rank == 0 and numeric and all(self.ops[arg].plain for arg in args)
            self._numbers[key] = len(self.ops)
            self.ops.append(Op(name, args, rank, payload, bound, plain))
        return self._numbers[key]

    def known(self, name: str, args: Iterable[int], rank: int) -> int | None:
        """The number of an operation without a payload, None where there is none yet."""
        return self._numbers.get((name, tuple(args), rank, None))

    def reachable(self, roots: Iterable[int]) -> list[int]:
        """What the roots are computed from, themselves included, operands first."""
        needed: set[int] = set()
        stack = list(roots)
        while stack:
            number = stack.pop()
            if number not in needed:
                needed.add(number)
                stack.extend(self.ops[number].args)
        return sorted(needed)

    def below(self, number: int) -> Iterator[Op]:
        """The operations that one is computed from."""
        return (self.ops[other] for other in self.reachable([number]))


_NUMERIC = frozenset(["number", "size", "add", "multiply", "divide", "power", "scale"])
