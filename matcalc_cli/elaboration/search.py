"""Best-first search for readings that differ as little as possible from convention.

A reading that fails says which names made it fail; at least one of them must have another kind, and
the search goes on from there, the cheapest change first. What is found is thus a cheapest set of
changes that meets every conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from heapq import heappop, heappush
from itertools import count, islice
from typing import TypeAlias

from matcalc_cli.elaboration.conflicts import Reading, of_array, of_misfit
from matcalc_cli.elaboration.kinds import Kind
from matcalc_cli.elaboration.misfits import Misfit
from matcalc_cli.elaboration.scope import Candidate, Scope
from matcalc_cli.errors import InputProblem, Problem

MOST_ASKED = 6_000
MOST_READ = 2_000
MOST_NODES = 100_000
_READING = 30  # what a reading costs, in nodes, before it has read any
MOST_QUEUED = 20_000
_MOST_NAMED = 12  # names in the help of an error
_SETS = {"scalar": "R", "vector": "R^n", "matrix": "R^{m x n}"}
Kinds: TypeAlias = dict[str, Kind]
Read: TypeAlias = Callable[[Kinds], Reading]
Cost: TypeAlias = tuple[int, int, int, int, int]  # in the order of preference
Found: TypeAlias = tuple[Cost, Reading]
_Changes: TypeAlias = tuple[int, int, int, int]  # capitals, variables, Latin, others


class Attempts:
    """Tries readings, remembers why they failed, and stops when they are too many."""

    def __init__(self, scope: Scope, read: Read, plain: Kinds, first: Reading | Misfit) -> None:
        self.scope = scope
        self.plain = plain
        self._read = read
        self._first = first
        self._conflicts: list[tuple[int, Kinds]] = []  # with their bits
        self._bits: dict[tuple[str, Kind], int] = {}
        self._queued = 0
        self._asked = 0
        self._count = 0
        self._nodes = 0

    def __call__(self, kinds: Kinds) -> Reading | Kinds:
        """The reading with these kinds, or kinds that suffice for it to fail."""
        self._asked += 1
        if self._asked > MOST_ASKED:
            raise _too_many(self.plain)
        having = self._as_bits(kinds)
        for bits, conflict in self._conflicts:
            if bits & having == bits:
                return conflict
        outcome = self._first if kinds == self.plain else self._attempt(kinds)
        if isinstance(outcome, Reading):
            return outcome
        conflict = dict(kinds) if outcome is None else of_misfit(self.scope, outcome, kinds)
        self._conflicts.append((self._as_bits(conflict), conflict))
        return conflict

    def queue(self) -> None:
        """Count what is to be tried later. Raises InputProblem."""
        self._queued += 1
        if self._queued > MOST_QUEUED:
            raise _too_many(self.plain)

    def _as_bits(self, kinds: Kinds) -> int:
        """A bit for each name with its kind."""
        found = 0
        for item in kinds.items():
            bit = self._bits.get(item)
            if bit is None:
                bit = self._bits[item] = 1 << len(self._bits)
            found |= bit
        return found

    def _attempt(self, kinds: Kinds) -> Reading | Misfit | None:
        self._count += 1
        if self._count > MOST_READ or self._nodes > MOST_NODES:
            raise _too_many(self.plain)
        self._nodes += _READING
        try:
            reading = self._read(kinds)
        except Misfit as misfit:
            self._nodes += misfit.reader.steps if misfit.reader else 0
            return misfit.with_traceback(None)
        except Problem:
            return None
        self._nodes += reading.reader.steps
        return reading


def _too_many(plain: Kinds) -> InputProblem:
    names = [key.removesuffix("[]") for key in islice(plain, _MOST_NAMED)]
    example = ", ".join(f"{key.removesuffix('[]')} in {_SETS[plain[key]]}" for key in [*plain][:2])
    return InputProblem(
        "too-ambiguous", "there are too many ways to read the names that are not declared",
        help=f"declare some of {', '.join(names)}, as in `where {example}`",
    )


class Level:
    """The search among changes of some names, on top of changes that are settled.

    `forced` are changes that every reading of the level needs.
    """

    def __init__(
        self, attempts: Attempts, base: Kinds, choices: Mapping[str, Candidate],
        variables: Collection[str] = (),
    ) -> None:  # fmt: skip
        self.attempts = attempts
        self.base = base
        self.choices = choices
        self.variables = variables
        self.forced: Kinds = {}
        self._queue: list[tuple[_Changes, int, Kinds]] = []
        self._serial = count()
        self._seen: set[frozenset[tuple[str, Kind]]] = set()

    def run(self) -> list[Found]:
        """The readings that no other of the level is preferred to (and perhaps some worse)."""
        found: list[Found] = []
        self._push({})
        while self._queue:
            cost, _, changes = heappop(self._queue)
            if found and _is_beaten(cost, min(each for each, _ in found)):
                break
            if not changes.keys() >= self.forced.keys():
                self._push({**changes, **self.forced})
                continue
            outcome = self.attempts({**self.attempts.plain, **self.base, **changes})
            if isinstance(outcome, Reading):
                found.append(((*cost[:2], 1 - outcome.is_scalar, *cost[2:]), outcome))
                if not outcome.is_scalar:
                    self._branch(changes, of_array(self.attempts.scope, outcome), False)
            else:
                self._branch(changes, outcome, True)
        return found

    def _branch(self, changes: Kinds, conflict: Kinds, fails: bool) -> None:
        """Queue every change of one name that gets rid of a conflict."""
        names = [key for key in conflict if key in self.choices and key not in changes]
        further = list(self._further(names))
        if fails and len(further) == 1 and changes.keys().isdisjoint(conflict):
            self.forced |= further[0]
        for change in further:
            self._push({**changes, **change})

    def _further(self, names: list[str]) -> Iterator[Kinds]:
        for key in names:
            for kind in self.choices[key].kinds[1:]:
                yield {key: kind}

    def _push(self, changes: Kinds) -> None:
        key = frozenset(changes.items())
        if key not in self._seen:
            self.attempts.queue()
            self._seen.add(key)
            heappush(self._queue, (self._cost(changes), next(self._serial), changes))

    def _cost(self, changes: Kinds) -> _Changes:
        """How many capitals, Latin variables, other Latin names and other names are changed."""
        groups = [
            "variable" if key in self.variables else self.choices[key].group for key in changes
        ]
        kinds = "upper", "variable", "latin", "scalar"
        uppers, variables, latins, others = (groups.count(kind) for kind in kinds)
        return uppers, variables, latins, others


def _is_beaten(cost: _Changes, best: Cost) -> bool:
    """Whether nothing at this cost or above can be preferred to, or as good as, the best."""
    if cost[:2] != best[:2]:
        return cost[:2] > best[:2]
    return best[2] == 0 and cost[2:] > best[3:]
