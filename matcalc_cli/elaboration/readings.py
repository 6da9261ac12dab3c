"""The search for the reading: which kinds the undeclared names have.

Readings are tried in the order of preference: capitals as matrices, a Latin variable as a vector,
a scalar function of a vector or matrix variable, few Latin scalars, few Greek vectors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product
from typing import NamedTuple, TypeAlias

from matcalc_cli.elaboration.drafts import Draft, Misfit
from matcalc_cli.elaboration.kinds import Kind
from matcalc_cli.elaboration.reader import Reader
from matcalc_cli.elaboration.scope import Candidate, Scope
from matcalc_cli.elaboration.survey import names_below
from matcalc_cli.errors import InputProblem
from matcalc_grammar.syntax import Expression

MOST_READ = 3_000
MOST_SEEN = 60_000
Kinds: TypeAlias = dict[str, Kind]
Read: TypeAlias = Callable[[Kinds], "Reading"]


class Reading(NamedTuple):
    """A reading that fits; `is_scalar` is set, too, where the variable is a scalar."""

    reader: Reader
    draft: Draft
    kinds: Kinds
    is_scalar: bool


class Ambiguous(Exception):
    """Several readings are equally good, or one was gained by a doubtful step."""

    def __init__(self, readings: list[Reading]) -> None:
        super().__init__()
        self.readings = readings


class Search:
    """One search; `read` reads the expression with given kinds or raises Misfit."""

    def __init__(self, scope: Scope, variables: tuple[str, ...], read: Read) -> None:
        self.scope = scope
        self.read = read
        self.variables = variables
        self.candidates = scope.candidates()
        self.plain: Kinds = {each.key: each.kinds[0] for each in self.candidates}
        self._conflicts: list[dict[str, Kind]] = []
        self._read_count = 0
        self._seen = 0

    def best(self) -> Reading:
        """The preferred reading.

        Raises the Misfit of the reading by convention when none fits, Ambiguous when several are
        left, and InputProblem when there are too many to try.
        """
        plain = self._attempt(self.plain)
        assert plain is not None
        if isinstance(plain, Reading) and (plain.is_scalar or not self._others()):
            return plain
        if isinstance(plain, Misfit) and self._is_a_choice(plain):
            raise plain
        found = self._search()
        if found:
            return self._decided(found, plain if isinstance(plain, Reading) else None)
        if isinstance(plain, Misfit):
            raise plain
        return plain

    def _is_a_choice(self, misfit: Misfit) -> bool:
        """Whether an operation on a matrix reads two ways: that is asked, and not got around."""
        if misfit.name != "ambiguous-operation":
            return False
        bases = {name.base for part in misfit.parts for name in names_below([part.node])}
        uppers = [each.key for each in self.candidates if each.group == "upper"]
        return any(self.scope.keys[key] in bases for key in uppers)

    def _others(self) -> bool:
        """Whether a scalar function could be had by another kind of some lower-case name."""
        return any(
            len(each.kinds) > 1 and each.group != "upper" and each.key not in self.variables
            for each in self.candidates
        )

    def _decided(self, found: list[Reading], plain: Reading | None) -> Reading:
        """The one reading, unless it has to be asked for."""
        if len(found) > 1:
            raise Ambiguous([*found, plain] if plain and plain not in found else found)
        (best,) = found
        if plain is not None and best.kinds != plain.kinds and best.is_scalar:
            vectors = [each.key for each in self._group("latin")]
            demoted = {key for key in vectors if best.kinds[key] == "scalar"}
            if demoted - self.scope.coefficients:
                raise Ambiguous([best, plain])
        return best

    def _group(self, group: str, variable: bool | None = None) -> list[Candidate]:
        return [
            each for each in self.candidates
            if each.group == group and len(each.kinds) > 1
            and (group != "upper" or each.key not in self.variables)
            and (variable is None or variable == (each.key in self.variables))
        ]  # fmt: skip

    # The search

    def _search(self) -> list[Reading]:
        """The best readings, all equally good."""
        uppers, variables = self._group("upper"), self._group("latin", variable=True)
        for changed in range(len(uppers) + 1):
            for scalar_variables in range(len(variables) + 1):
                bases = [
                    {**upper, **latin}
                    for upper in _changes(uppers, changed)
                    for latin in _changes(variables, scalar_variables)
                ]
                found = self._within(bases)
                if found:
                    return found
        return []

    def _within(self, bases: list[Kinds]) -> list[Reading]:
        """The best readings with the capitals and the variables settled."""
        latins, greeks = self._group("latin", variable=False), self._group("scalar")
        arrays: list[Reading] = []
        for demoted in range(len(latins) + 1):
            for promoted in range(len(greeks) + 1):
                found = self._level(bases, latins, demoted, greeks, promoted)
                scalars = [reading for reading in found if reading.is_scalar]
                if scalars:
                    return scalars
                arrays = arrays or found
        return arrays

    def _level(
        self, bases: list[Kinds], latins: list[Candidate], demoted: int,
        greeks: list[Candidate], promoted: int,
    ) -> list[Reading]:  # fmt: skip
        """The readings that fit and differ from convention in so many names."""
        found = []
        for base in bases:
            for latin in _changes(latins, demoted):
                for greek in _changes(greeks, promoted):
                    reading = self._attempt({**self.plain, **base, **latin, **greek})
                    if isinstance(reading, Reading):
                        found.append(reading)
        return found

    def _attempt(self, kinds: Kinds) -> Reading | Misfit | None:
        """The reading with these kinds, or why it fails; None when it must fail as others did."""
        self._seen += 1
        if any(_within_kinds(conflict, kinds) for conflict in self._conflicts):
            if self._seen > MOST_SEEN:
                raise _too_many(self.candidates)
            return None
        self._read_count += 1
        if self._read_count > MOST_READ:
            raise _too_many(self.candidates)
        try:
            return self.read(kinds)
        except Misfit as misfit:
            if misfit.local:
                nodes = [part.node for part in misfit.parts]
                self._conflicts.append(self._conflict(nodes, kinds))
            return misfit

    def _conflict(self, nodes: list[Expression], kinds: Mapping[str, Kind]) -> dict[str, Kind]:
        """The kinds that suffice for a failure at these nodes."""
        bases = {name.base for name in names_below(nodes)}
        if not bases.isdisjoint(self._written()):
            return dict(kinds)
        return {
            each.key: kinds[each.key] for each in self.candidates
            if self.scope.keys[each.key] in bases
        }  # fmt: skip

    def _written(self) -> set[str]:
        """The bases of names that stand for expressions with names of their own."""
        return {key.partition("_")[0] for key in self.scope.known.definitions}


def _changes(candidates: list[Candidate], count: int) -> Iterator[Kinds]:
    """Every way to give `count` of the names another kind than by convention."""
    for chosen in combinations(candidates, count):
        for kinds in product(*[each.kinds[1:] for each in chosen]):
            yield {each.key: kind for each, kind in zip(chosen, kinds, strict=True)}


def _within_kinds(conflict: Mapping[str, Kind], kinds: Mapping[str, Kind]) -> bool:
    return all(kinds[key] == kind for key, kind in conflict.items())


def _too_many(candidates: list[Candidate]) -> InputProblem:
    names = ", ".join(each.key.removesuffix("[]") for each in candidates)
    return InputProblem(
        "too-ambiguous", "there are too many ways to read the names that are not declared",
        help=f"declare some of {names}: `where x in R^n, A in R^{{m x n}}`",
    )  # fmt: skip
