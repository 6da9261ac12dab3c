"""What has to be drawn at random to evaluate a function at a point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from matcalc_cli.expressions import Call, Entry, Expr, IndexedSum, Number, SizeNumber, Symbol
from matcalc_cli.functions.structure import UNIT, array_of
from matcalc_cli.indices import depends_on, subscripts
from matcalc_cli.traversal import postorder


class Variates:
    """The letters of sizes, the symbols and the members of families that a function mentions.

    variables     what it is differentiated by
    symbols       those that are arrays or numbers of their own
    members       a member for each family and number of subscripts
    shifts        by how much numbers in subscripts leave the range of the sums, by family
    free_indices  those that no sum binds, and those of the variables
    named         the numbers of members that are named, of the families of the variables
    uppers        the bounds of the sums
    dependences   which symbols move with a scalar variable
    letters       of the sizes, in their order
    least         the least size that every index asks for
    differences   the sizes that are differences, of which none may be 0 or less
    """

    def __init__(
        self, function: Expr, variables: Sequence[Symbol] = (),
        dependences: Mapping[Symbol, Symbol] | None = None,
    ) -> None:  # fmt: skip
        dependences = dependences or {}
        nodes = list(postorder(function, *map(array_of, variables)))
        self.uppers = [n.upper for n in nodes if isinstance(n, IndexedSum) and n.upper is not None]
        in_uppers = postorder(*self.uppers)
        found = [node for node in (*nodes, *in_uppers) if isinstance(node, Symbol)]
        bound = {node.index for node in nodes if isinstance(node, IndexedSum)}
        indices = {i for s in (*found, *variables) for i in subscripts(s)}
        indices |= {s for s in found if "index" in s.properties}
        self.variables = list(dict.fromkeys(variables))
        asked = {i for variable in variables for i in subscripts(variable)}
        asked |= {i for i in indices & bound if depends_on(function, i)}
        self.free_indices = sorted(indices - bound | asked, key=lambda index: index.name)
        names = {v.name for v in variables if v.indices}
        alike = [s for s in (*variables, *found) if s.name in names]
        self.named = {int(i.value) for s in alike for i in s.indices if isinstance(i, Number)}
        self.members = _by_name(s for s in found if s.indices)
        self.shifts = _shifts(found)
        plain = [
            s for s in (*found, *dependences.values())
            if not s.indices and s not in bound | indices
        ]
        self.symbols = list(dict.fromkeys(plain))
        self.dependences = {s: on for s, on in dependences.items() if s in self.symbols}
        drawn = (*nodes, *in_uppers)
        self.letters = sorted({letter for node in drawn for letter in _letters(node)})
        entries = [i for v in variables if isinstance(v, Entry) for i in v.indices]
        self.least = max(2, *map(_place, nodes), *map(_number, entries))
        spans = dict.fromkeys(size for node in drawn for size in node.shape)
        self.differences = [size for size in spans if "-" in str(size)]

    def take_in(self, more: Variates) -> None:
        """Draw what others ask for, too."""
        self.letters = sorted({*self.letters, *more.letters})
        self.least = max(self.least, more.least)
        self.differences = [*self.differences, *more.differences]
        self.uppers = [*self.uppers, *more.uppers]
        self.symbols = list(dict.fromkeys([*self.symbols, *more.symbols]))
        self.members = list(dict.fromkeys([*self.members, *more.members]))
        self.free_indices = list(dict.fromkeys([*self.free_indices, *more.free_indices]))

    def sizes(self, drawn: Sequence[int]) -> dict[str, int]:
        """Numbers for the letters, by letter."""
        return dict(zip(self.letters, drawn, strict=True))

    def has_entries(self, drawn: Sequence[int]) -> bool:
        """Whether no array is empty at these sizes, as one of m - n rows is where m ≤ n."""
        if not self.differences:
            return True
        sizes = self.sizes(drawn)
        return all(size.at(sizes) > 0 for size in self.differences)


def _shifts(found: Iterable[Symbol]) -> dict[str, int]:
    """By how much the numbers in subscripts may leave the range of the sums, by family."""
    shifts: dict[str, int] = {}
    for symbol in found:
        parts = [part for index in symbol.indices for part in postorder(index)]
        numbers = [abs(int(part.value)) for part in parts if isinstance(part, Number)]
        shifts[symbol.name] = max([shifts.get(symbol.name, 0), *numbers])
    return shifts


def _by_name(members: Iterable[Symbol]) -> list[Symbol]:
    return list({(m.name, len(m.indices)): m for m in members}.values())


def _place(node: Expr) -> int:
    """The place of a unit vector that is a number, else 0."""
    unit = isinstance(node, Call) and node.function is UNIT
    return _number(node.children[0]) if unit else 0


def _number(index: Expr) -> int:
    value = index.value if isinstance(index, Number) else 0
    return value if isinstance(value, int) else 0


def _letters(node: Expr) -> set[str]:
    letters = {*node.rows.letters(), *node.cols.letters()}
    if isinstance(node, SizeNumber):
        letters.update(node.size.letters())
    if isinstance(node, Call):
        letters.update(letter for size in node.sizes for letter in size.letters())
    return letters
