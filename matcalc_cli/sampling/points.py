"""A point of the domain of a function: sizes, values and directions, and evaluations there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from matcalc_cli.expressions import Differential, Entry, Expr, Number, SizeNumber, Symbol
from matcalc_cli.functions.structure import entry_unit
from matcalc_cli.functions.unknown import DERIVATIVES, derivative_of
from matcalc_cli.indices import whole
from matcalc_cli.numeric import FAMILY, Evaluation, Value, step
from matcalc_cli.sampling.drawing import MOST_WHOLE, Draw, moved
from matcalc_cli.sampling.variates import Variates
from matcalc_grammar.frozen import Frozen


class Move(Frozen):
    """A variable moved by `h` times a direction."""

    variable: Symbol
    direction: Value
    h: Any


class Point:
    """A point, and two directions for each variable: `directions`, and `others` for second moves.

    `evaluation(moves)` is the evaluation with variables moved; `along(v)` is the one at the point
    itself in which d(…) is the difference along the direction of v.
    """

    def __init__(
        self, variates: Variates, sizes: Mapping[str, int], draw: Draw, tied: bool = False
    ) -> None:  # fmt: skip
        self.sizes = sizes
        self._variates = variates
        self._given: dict[Expr, Value] = {s: draw.symbol(s) for s in variates.symbols}
        families = any(v.indices and not isinstance(v, Entry) for v in variates.variables)
        free = variates.free_indices
        self._bound = (
            draw.members(free, min(self._counts()), variates.named) if families
            else draw.indices(free)
        )
        self._members = {
            (member.name, numbers): draw.symbol(member)
            for member in variates.members
            for numbers in product(self._range(member), repeat=len(member.indices))
        }
        direction = draw.tied if tied else draw.signed
        self.directions = {v: direction(v) for v in variates.variables}
        self.others = {v: direction(v) for v in variates.variables}
        self._units = {v: self._unit(v) for v in variates.variables if isinstance(v, Entry)}
        self._paths = {
            s: [draw.tied(s) for _ in range(DERIVATIVES)] for s in variates.dependences
        }
        self._centre = self.evaluation(())
        self._along: dict[Symbol, Evaluation] = {}

    def _unit(self, variable: Entry) -> Value:
        return Evaluation(self.sizes, {}, {}, self._bound).value(entry_unit(variable))

    def _range(self, member: Symbol) -> range:
        """The numbers of the members: those summed over, and more where subscripts are shifted."""
        shift = self._variates.shifts.get(member.name, 0)
        return range(1 - shift, max(self._counts()) + 1 + shift)

    def _counts(self) -> list[int]:
        """How many terms the sums have."""
        uppers = self._variates.uppers
        plain = [FAMILY, *[n for node in uppers if (n := self._upper(node)) is not None]]
        beyond = [part.value for node in uppers for part in node.children
                  if isinstance(part, Number)]  # fmt: skip
        return [*plain, max(plain) + max([0, *map(int, beyond)])]

    def _upper(self, node: Expr) -> int | None:
        if isinstance(node, SizeNumber):
            return node.size.at(self.sizes)
        if isinstance(node, Symbol) and "whole" in node.properties:
            return MOST_WHOLE
        value = self._given.get(node, getattr(node, "value", None))
        return None if value is None else int(value)

    def evaluation(self, moves: Sequence[Move]) -> Evaluation:
        """The evaluation at the point with variables moved."""
        given, members = dict(self._given), dict(self._members)
        travelled: dict[Symbol, Any] = {}
        for variable, direction, h in moves:
            if variable.is_scalar:
                travelled[variable] = travelled.get(variable, 0) + h * direction
            if isinstance(variable, Entry):
                given[variable.array] = moved(
                    given[variable.array], self._units[variable], h * direction
                )
            elif variable.indices:
                numbers = tuple(whole(i, self._bound, self.sizes) for i in variable.indices)
                old = members[variable.name, numbers]
                members[variable.name, numbers] = moved(old, direction, h)
            else:
                given[variable] = moved(given[variable], direction, h)
        for symbol, path in self._paths.items():
            on = self._variates.dependences[symbol]
            given.update(_along_path(symbol, on, (given[symbol], *path), travelled.get(on, 0)))
        return Evaluation(self.sizes, given, members, self._bound)

    def along(self, variable: Symbol) -> Evaluation:
        """The evaluation at the point in which d is the difference along a variable."""
        if variable not in self._along:
            direction = self.directions[variable]
            around = [self.evaluation([Move(variable, direction, h)]) for h in (-step(), step())]
            given, members = self._centre.given, self._centre.members
            self._along[variable] = Evaluation(
                self.sizes, given, members, self._bound, lambda: around
            )
        return self._along[variable]

    def moving(self, directions: Mapping[Symbol, Value]) -> Evaluation:
        """The evaluation at the point in which each dX is a direction."""
        settled: dict[Expr, Value] = {Differential(v): by for v, by in directions.items()}
        centre = self._centre
        return Evaluation(self.sizes, {**centre.given, **settled}, centre.members, self._bound)


def _along_path(
    symbol: Symbol, on: Symbol, path: Sequence[Value], h: Any
) -> Iterator[tuple[Expr, Value]]:
    """X = C₀ + C₁ h + C₂ h² + …, and its derivatives, at a place of its path."""
    moving: Expr | None = None
    while path:
        moving = symbol if moving is None else derivative_of(moving, on)
        value = path[-1]
        for coefficient in reversed(path[:-1]):
            value = moved(coefficient, value, h)
        yield moving, value
        path = [moved(each, each, power) for power, each in enumerate(path[1:])]
