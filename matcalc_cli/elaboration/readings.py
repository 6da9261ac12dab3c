"""The search for the reading: which kinds the undeclared names have.

In the order of preference: capitals as matrices, a Latin variable as a vector, a scalar function of
a vector or matrix variable, few Latin scalars, few Greek vectors.
"""

from __future__ import annotations

from itertools import combinations

from matcalc_cli.elaboration.conflicts import Reading
from matcalc_cli.elaboration.kinds import Kind
from matcalc_cli.elaboration.misfits import Misfit
from matcalc_cli.elaboration.scope import Scope
from matcalc_cli.elaboration.search import Attempts, Cost, Found, Kinds, Level, Read
from matcalc_cli.elaboration.survey import names_below


class Ambiguous(Exception):
    """Several readings are equally good, or one was gained by a doubtful step."""

    def __init__(self, readings: list[Reading]) -> None:
        super().__init__()
        self.readings = readings


class Search:
    """One search; `read` reads the expression with given kinds or raises Misfit."""

    def __init__(self, scope: Scope, variables: tuple[str, ...], read: Read) -> None:
        self.scope = scope
        self.variables = variables
        self.candidates = scope.candidates
        self.plain: Kinds = {each.key: each.kinds[0] for each in self.candidates}
        self._read = read

    def best(self) -> Reading:
        """The preferred reading.

        Raises the Misfit of the reading by convention when none fits, Ambiguous when several are
        left, and InputProblem when there are too many to try.
        """
        plain: Reading | Misfit
        try:
            plain = self._read(self.plain)
        except Misfit as misfit:
            plain = misfit.with_traceback(None)  # whose frames hold it
        if isinstance(plain, Reading) and plain.is_scalar:
            return plain if plain.draft.scalar else self._with_numbers() or plain
        if isinstance(plain, Misfit) and self._is_a_choice(plain):
            raise plain
        found = self._search(plain)
        if not found and isinstance(plain, Misfit):
            raise plain
        return self._decided(found, plain if isinstance(plain, Reading) else None)

    def _with_numbers(self) -> Reading | None:
        """The reading by a scalar where coefficients of arrays are numbers: c log det(A + t B)."""
        numbers = {
            each.key for each in self.candidates
            if each.group == "latin" and each.key in self.scope.coefficients
        } - set(self.variables)  # fmt: skip
        arrays = [key for key, kind in self.plain.items() if kind != "scalar"]
        if not numbers or not set(arrays) - numbers:
            return None
        try:
            reading = self._read({**self.plain, **dict.fromkeys(numbers, "scalar")})
        except Misfit:
            return None
        return reading if reading.draft.scalar else None

    def _is_a_choice(self, misfit: Misfit) -> bool:
        """Whether an operation on a matrix reads two ways: that is asked, and not got around."""
        if misfit.name != "ambiguous-operation":
            return False
        bases = {name.base for part in misfit.parts for name in names_below([part.node])}
        uppers = [each.key for each in self.candidates if each.group == "upper"]
        return any(self.scope.keys[key] in bases for key in uppers)

    def _decided(self, found: list[Reading], plain: Reading | None) -> Reading:
        """The one reading, unless it has to be asked for."""
        if len(found) > 1:
            raise Ambiguous([*found, plain] if plain and plain not in found else found)
        (best,) = found
        if plain is not None and best.is_scalar:
            vectors = [each.key for each in self.candidates if each.group == "latin"]
            demoted = {key for key in vectors if best.kinds[key] != self.plain[key]}
            if demoted - self.scope.coefficients:
                raise Ambiguous([best, plain])
        return best

    def _search(self, plain: Reading | Misfit) -> list[Reading]:
        """The best readings, all equally good."""
        choices = {
            each.key: each for each in self.candidates
            if len(each.kinds) > 1 and (each.group != "upper" or each.key not in self.variables)
        }  # fmt: skip
        lower = {key: each for key, each in choices.items() if each.group != "upper"}
        latin = {key for key, each in lower.items() if each.group == "latin"}
        variables = [key for key in dict.fromkeys(self.variables) if key in latin]
        for key in variables:
            del lower[key]
        attempts = Attempts(self.scope, self._read, self.plain, plain)
        for number in range(len(variables) + 1):
            found: list[Found] = []
            for chosen in combinations(variables, number):
                base: dict[str, Kind] = dict.fromkeys(chosen, "scalar")
                found += Level(attempts, base, lower).run()
            if found:
                return _cheapest(found)
        if len(lower) + len(variables) == len(choices):
            return []
        return _cheapest(Level(attempts, {}, choices, variables).run())


def _cheapest(found: list[Found]) -> list[Reading]:
    least: Cost = min((cost for cost, _ in found), default=(0, 0, 0, 0, 0))
    return [reading for cost, reading in found if cost == least]
