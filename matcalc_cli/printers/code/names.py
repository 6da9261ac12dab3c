"""The arguments of generated code: a name for each symbol, array, index and function."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from matcalc_cli.derivation import Question
from matcalc_cli.errors import Unsupported
from matcalc_cli.expressions import Call, Expr, IndexedSum, SizeNumber, Symbol
from matcalc_cli.functions.unknown import DERIVATIVE, KEPT
from matcalc_cli.printers.code.batches import FAMILY, observations, uneven
from matcalc_cli.sizes import ONE, Size
from matcalc_cli.traversal import postorder
from matcalc_grammar.frozen import Frozen

_UNTOLD = "count "  # how the letter of a size begins that no sum has told yet


class Argument(Frozen):
    """An argument: its name, what it is, its sizes without those that are 1, and its properties.

    `kind`: "array" (numbers among them), "index" or "function"; `of` is what it stands for.
    """

    name: str
    kind: str
    dims: tuple[Size, ...]
    properties: frozenset[str]
    of: object
    row: bool = False


class Names:
    """Gives names, and keeps the list of arguments in order: variables first, then as they appear.

    Indices of sums become names inside the code, all other symbols become arguments.
    """

    def __init__(self, question: Question, reserved: Iterable[str]) -> None:
        self.arguments: dict[object, Argument] = {}
        self.bound: dict[Symbol, str] = {}
        self.letters: dict[str, str] = {}
        self.uneven = uneven(question.function)
        self._taken = set(reserved)
        self._single = {fact.symbol.name for fact in question.facts}
        for fact in question.facts:
            if "index" not in fact.symbol.properties and not fact.symbol.indices:
                self.symbol(fact.symbol)
            elif fact.symbol.indices:
                self._family(fact.symbol, None)

    def free(self, wanted: str) -> str:
        """A name like the one wanted that nothing else has."""
        wanted = re.sub(r"\W", "_", wanted, flags=re.ASCII) or "_"
        if wanted[0] == "_" or wanted[0].isdigit():
            wanted = f"v{wanted}"
        while wanted in self._taken:
            wanted += "_"
        self._taken.add(wanted)
        return wanted

    def symbol(self, node: Symbol) -> str:
        """The argument for a symbol; for a member of a family, the array of all of it."""
        if node.indices or FAMILY in node.properties:
            return self._family(node, node.rows if FAMILY in node.properties else None)
        dims = tuple(size for size in node.shape if size != ONE)
        row = node.rows == ONE and node.cols != ONE
        argument = Argument("", "array", dims, node.properties, node, row)
        return self._argument(node, node.name, argument)

    def _family(self, node: Symbol, count: Size | None) -> str:
        key = ("family", node.name)
        if key in self.arguments:
            found = self.arguments[key]
            if count is not None:
                self.arguments[key] = found._replace(dims=(count, *found.dims[1:]))
            return found.name
        dims = [size for size in node.shape if size != ONE]
        unknown = [Size.letter(f"{_UNTOLD}{node.name} {k}") for k in range(len(node.indices))]
        upper = node.name.upper()
        plain = len(node.name) == 1 and upper not in self._single and len(dims) == 1
        wanted = upper if plain and dims else node.name
        argument = Argument("", "array", (*unknown, *dims), node.properties - {"index"}, node)
        return self._argument(key, wanted, argument)

    def counted(self, node: Symbol, index: Symbol, count: Size) -> None:
        """Note how many members a family has along an index: as the sum that goes furthest tells.

        Raises Unsupported where it is not known which of two does.
        """
        found = self.arguments[("family", node.name)]
        dims = list(found.dims)
        for place, subscript in enumerate(node.indices):
            if index in postorder(subscript):
                dims[place] = _further(dims[place], count, node)
        self.arguments[("family", node.name)] = found._replace(dims=tuple(dims))

    def _argument(self, key: object, wanted: str, argument: Argument) -> str:
        if key not in self.arguments:
            self.arguments[key] = argument._replace(name=self.free(wanted))
        return self.arguments[key].name

    def index(self, node: Symbol) -> str:
        """The name of an index: that of its sum, or an argument for one that is free."""
        if node in self.bound:
            return self.bound[node]
        return self._argument(node, node.name, Argument("", "index", (), frozenset(), node))

    def bind(self, node: IndexedSum) -> str:
        """The name of the index of a sum that stays a loop."""
        if node.index not in self.bound:
            self.bound[node.index] = self.free(node.index.name)
        return self.bound[node.index]

    def upper(self, node: IndexedSum) -> Expr:
        """The bound of a sum; where it is not given, the number of observations."""
        return SizeNumber(observations(node)) if node.upper is None else node.upper

    def derivative(self, node: Call) -> str:
        """The argument for dX/dt."""
        inner, by = node.children
        order, base = 1, inner
        while isinstance(base, Call) and base.function is DERIVATIVE:
            order, base = order + 1, base.children[0]
        assert isinstance(base, Symbol) and isinstance(by, Symbol)
        power = "" if order == 1 else str(order)
        dims = tuple(size for size in node.shape if size != ONE)
        wanted = f"d{power}{base.name}_d{by.name}{power}"
        kept = base.properties & KEPT
        return self._argument(node, wanted, Argument("", "array", dims, kept, node))

    def unknown(self, node: Call) -> str:
        """The argument for a function that is only named, its gradient or its derivative."""
        function = node.function
        argument = Argument("", "function", (), frozenset(), node)
        wanted = function.name.replace("(", "_").replace(")", "")
        order = wanted.count("'")
        if order:
            wanted = f"d{order if order > 1 else ''}{wanted.rstrip(chr(39))}"
        return self._argument(function, wanted, argument)

    def size(self, letter: str) -> str:
        """The name of a size."""
        if letter not in self.letters:
            self.letters[letter] = self.free(letter.replace(" ", "_"))
        return self.letters[letter]

    def ordered(self) -> list[Argument]:
        """All arguments in order."""
        return list(self.arguments.values())


def _further(told: Size, count: Size, node: Symbol) -> Size:
    if any(letter.startswith(_UNTOLD) for letter in told.letters()):
        return count
    more = (count + told * Size.number(-1)).whole()
    if more is None:
        raise Unsupported(
            "not-expressible",
            f"{node.name} is summed up to {told} and up to {count}: which is more is not known",
        )
    return count if more > 0 else told


def sizes_told(arguments: Iterable[Argument]) -> Mapping[str, tuple[str, int]]:
    """Each letter that is a whole size of an argument: its name, and which size of it."""
    told: dict[str, tuple[str, int]] = {}
    for argument in arguments:
        for place, size in enumerate(argument.dims):
            letters = size.letters()
            if len(letters) == 1 and size == Size.letter(letters[0]):
                told.setdefault(letters[0], (argument.name, place))
    return told
