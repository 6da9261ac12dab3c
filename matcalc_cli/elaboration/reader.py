"""One reading of an expression: syntax, with a kind for every name, to a draft with shapes.

The reader holds what a reading knows; each type of node is read by the function that `reads` it,
in the module of its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar

from matcalc_cli.derivation import Condition
from matcalc_cli.elaboration.drafts import Draft
from matcalc_cli.elaboration.kinds import SQUARE, Kind
from matcalc_cli.elaboration.scope import Scope
from matcalc_cli.elaboration.unify import Unifier
from matcalc_cli.elaboration.wording import text_of
from matcalc_cli.errors import InputProblem, Mark
from matcalc_cli.expressions import Expr, Number, Product, Symbol, multiply
from matcalc_cli.functions.structure import ones
from matcalc_cli.rationals import Rational
from matcalc_cli.sizes import ONE, SCALAR, Shape, Size
from matcalc_grammar import syntax
from matcalc_grammar.syntax import Expression, Span

_STEPS = 1_000_000
_R = TypeVar("_R", bound=Callable[..., Draft])
Shared: TypeAlias = tuple[Draft, int]  # a draft used more than once, and what reading it cost
Range: TypeAlias = tuple[Size, int]  # i + shift runs up to a size
Read: TypeAlias = Callable[["Reader", Any], Draft]
READERS: dict[type, Read] = {}


def reads(*types: type) -> Callable[[_R], _R]:
    """Enter a function as the one that reads these types of nodes."""

    def enter(function: _R) -> _R:
        for node_type in types:
            READERS[node_type] = function
        return function

    return enter


class Reader:
    """The state of one reading.

    kinds       the kind of each name whose shape nobody declared
    instead     nodes to be read as others, to try a repair
    bound       indices of the sums around, each with the sizes it runs over
    uppers      indices of the sums around, each with the bound that was typed
    arguments   parameters of the defined functions being applied
    names       the drafts of symbols without subscripts, each read once
    logarithm   what stands in the log that is being read
    entrywise   whether the body of a scalar function is being applied to each entry
    place       where to point when what is being read was typed elsewhere

    `ones_as_vectors`: whether the 1 of X 1 is the vector of ones, and no number.
    """

    def __init__(
        self, scope: Scope, kinds: Mapping[str, Kind],
        instead: Mapping[int, Expression] | None = None,
    ) -> None:  # fmt: skip
        self.scope = scope
        self.kinds = kinds
        self.instead = instead or {}
        self.sizes = Unifier()
        self.shapes: dict[str, Shape] = {}
        self.whole: set[str] = set()
        self.notes: dict[str, None] = {}
        self.conditions: dict[Condition, None] = {}
        self.bound: dict[str, list[Range]] = {}
        self.uppers: dict[str, Expression | None] = {}
        self.arguments: dict[str, Shared] = {}
        self.active: list[str] = []
        self.entrywise = False
        self.place: Span | None = None
        self.in_steps = False
        self.ones_as_vectors = True
        self.ranges: list[tuple[Size, Size]] = []
        self.mentioned: set[str] = set()
        self.names: dict[str, Draft] = {}
        self.constants: list[tuple[Expression, Size]] = []
        self.written: dict[str, Shared] = {}
        self.logarithm: Expression | None = None
        self.root: Expression | None = None
        self.steps = 0
        self._symbols: dict[tuple[str, tuple[Expr, ...]], Symbol] = {}
        self._first: dict[str, Symbol] = {}  # of each key, in the order they were built

    def read(self, node: Expression) -> Draft:
        """The draft of a node. Raises Misfit where shapes do not fit, InputProblem for the rest."""
        if self.instead and id(node) in self.instead:
            return self._read_instead(self.instead[id(node)])
        self.steps += 1
        if self.steps > _STEPS:
            self.spend(0, node)
        return READERS[type(node)](self, node)

    def spend(self, steps: int, node: Expression) -> None:
        """Count the nodes read, shared ones as often as they are used. Raises InputProblem."""
        self.steps += steps
        if self.steps > _STEPS:
            message = "the expression is too large, definitions written out"
            raise InputProblem("too-large", message, (Mark(self.span(node), ""),))

    def _read_instead(self, node: Expression) -> Draft:
        """Read the mended node, in which the one that it replaces may occur."""
        instead, self.instead = self.instead, {}
        try:
            return self.read(node)
        finally:
            self.instead = instead

    def span(self, node: Expression) -> Span:
        """Where to point for a node."""
        return self.place or node.span

    def note(self, text: str) -> None:
        """Say once how something was read."""
        self.notes[text] = None

    # Sizes

    def unify(self, left: Draft, right: Draft) -> bool:
        """Make two shapes equal; False when they cannot be."""
        return self.sizes.unify(left.rows, right.rows) and self.sizes.unify(left.cols, right.cols)

    def final(self, size: Size) -> Size:
        """A size with all that is known of it by now."""
        return self.sizes.resolve(size)

    def ones(self, like: Draft) -> Expr:
        """The ones of the draft's shape."""
        return ones(self.final(like.rows), self.final(like.cols))

    def shape(self, key: str) -> Shape:
        """The shape of a symbol in this reading."""
        shape = self.shapes.get(key)
        if shape is None:
            shape = self.shapes[key] = self._new_shape(key)
        return shape

    def _new_shape(self, key: str) -> Shape:
        declared = self.scope.declared(key)
        if declared is not None:
            return declared
        kind = self.kinds.get(key) or self.scope.fixed_kind(key)
        if kind == "vector":
            return self.sizes.fresh(), ONE
        if kind == "matrix":
            rows = self.sizes.fresh()
            square = self.scope.properties(key) & SQUARE
            return rows, rows if square else self.sizes.fresh()
        return SCALAR

    def constant(self, node: Expression) -> Size:
        """A size for a constant that was written without one."""
        size = self.sizes.fresh()
        self.constants.append((node, size))
        return size

    def check_constants(self) -> None:
        """Every constant has found its size. Raises InputProblem."""
        for node, size in self.constants:
            if not self.final(size).is_known:
                text = text_of(node)
                raise InputProblem(
                    "unknown-size", f"the size of {text} cannot be told from the expression",
                    (Mark(self.span(node), "of what size?"),), help=f"write it: {text}(n)",
                )  # fmt: skip

    def first_symbol(self, key: str) -> Symbol | None:
        """The symbol of a key as it was first built, or None."""
        return self._first.get(key)

    def symbol(self, key: str, indices: tuple[Expr, ...] = ()) -> Symbol:
        """The symbol of a key, once sizes are settled."""
        found = self._symbols.get((key, indices))
        if found is None:
            rows, cols = self.shape(key)
            properties = self.scope.properties(key)
            if key in self.whole:
                properties |= {"whole"}
            if key == "const":
                properties |= {"constant"}
            shape = self.final(rows), self.final(cols)
            found = Symbol(key.removesuffix("[]"), shape, properties, indices)
            self._symbols[key, indices] = found
            self._first.setdefault(key, found)
        return found


def literal(value: Rational) -> Draft:
    """The draft of a literal number."""
    return Draft(ONE, ONE, lambda: Number(value), value=value)


def index_symbol(base: str) -> Symbol:
    """The symbol of an index of a sum or of an entry."""
    return Symbol(base, SCALAR, ("index",))


def negated(value: Expr) -> Expr:
    """-E, folded into a leading number."""
    if isinstance(value, Number):
        return Number(-value.value)
    first = value.children[0] if isinstance(value, Product) else None
    if isinstance(first, Number) and first.value not in (-1, 1):
        return multiply(Number(-first.value), *value.children[1:])
    return multiply(Number(-1), value)


def signed(sign: int, value: Expr, term: Expression) -> Expr:
    """A term with its sign; `- x^T y` is one flat product, as it is at the beginning."""
    if sign > 0:
        return value
    typed_flat = type(term) is syntax.Product and isinstance(value, Product)
    if typed_flat and not isinstance(value.children[0], Number):
        return Product((Number(-1), *value.children))
    return negated(value)
