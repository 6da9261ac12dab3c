"""The typed expression: a closed set of nodes, each with its shape and no trace of its spelling.

Every value is a matrix: a scalar is 1×1, a vector n×1. Constructors check shapes and flatten; they
never simplify, so that a derivation shows every move. Nodes are interned: equal is identical, and a
pass can be memoised by node. No pass recurses over an expression; see `traversal`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from matcalc_cli.interning import LEFT, NODES, exhausted
from matcalc_cli.mismatch import ShapeMismatch, cannot_add, chain_shape
from matcalc_cli.ordering import Order, ordered
from matcalc_cli.rationals import Rational, bounded, lowest
from matcalc_cli.sizes import ONE, SCALAR, Shape, Size, shape_text

if TYPE_CHECKING:
    from matcalc_cli.functions.function import Function

_N = TypeVar("_N", bound="Expr")

# What stands in an expression, a bit each, so that a pass can leave alone what does not concern it.
ATOMS, SUMS, PRODUCTS, INDEXED_SUMS = 1, 2, 4, 8
POWERS, DIFFERENTIALS, SCALAR_CALLS, ARRAY_CALLS = 16, 32, 64, 128


class Expr:
    """A node: `shape` its `rows` and `cols`, `children` its operands.

    `is_scalar` tells whether it is 1×1, `holds` which types of nodes stand in it, as bits, and
    `weight` how many nodes it has when written out.
    """

    __slots__ = (
        "children", "cols", "holds", "is_scalar", "known_order", "rows", "shape", "weight",
    )  # fmt: skip
    shape: Shape
    rows: Size
    cols: Size
    is_scalar: bool
    holds: int
    weight: int
    children: tuple[Expr, ...]
    known_order: Order | None

    @property
    def order(self) -> Order:
        """A sort key that reads alphabetically and is the same in every run.

        Few nodes are ever sorted: it is found when first asked for, O(1) a node.
        """
        return self.known_order or ordered(self, _LABELS)

    @property
    def is_vector(self) -> bool:
        """Whether it is n×1 with n other than 1."""
        return self.cols == ONE and self.rows != ONE

    @property
    def is_square(self) -> bool:
        """Whether it has as many rows as columns."""
        return self.rows == self.cols

    def rebuild(self, children: Sequence[Expr]) -> Expr:
        """The same node over other children."""
        raise TypeError(f"{type(self).__name__} has no children to replace")

    def __repr__(self) -> str:
        return self.order[0]

    def __add__(self, other: Expr | int) -> Expr:
        return add(self, _expr(other))

    def __radd__(self, other: int) -> Expr:
        return add(_expr(other), self)

    def __sub__(self, other: Expr | int) -> Expr:
        return add(self, -_expr(other))

    def __rsub__(self, other: int) -> Expr:
        return add(_expr(other), -self)

    def __neg__(self) -> Expr:
        return multiply(Number(-1), self)

    def __matmul__(self, other: Expr) -> Expr:
        return multiply(self, other)

    def __mul__(self, other: Expr | int) -> Expr:
        return multiply(self, _expr(other))

    def __rmul__(self, other: Expr | int) -> Expr:
        return multiply(_expr(other), self)

    def __truediv__(self, other: Expr | int) -> Expr:
        return multiply(self, Power(_expr(other), Number(-1)))

    def __rtruediv__(self, other: int) -> Expr:
        return multiply(_expr(other), Power(self, Number(-1)))

    def __pow__(self, exponent: Expr | int) -> Expr:
        return Power(self, _expr(exponent))


def _expr(value: Expr | int) -> Expr:
    return Number(value) if isinstance(value, int) else value


def _new(cls: type[_N], key: tuple[Any, ...], shape: Shape, bit: int,
         children: tuple[Expr, ...] = ()) -> _N:  # fmt: skip
    """A node that is not in the table yet, entered; its class sets the further fields.

    Nothing may fail in between: the next record would find half a node. Raises Unsupported.
    """
    node = object.__new__(cls)
    node.shape = shape
    rows, cols = node.rows, node.cols = shape
    node.is_scalar = rows is ONE and cols is ONE
    node.children = children
    node.known_order = None
    weight = 1
    for child in children:
        bit |= child.holds
        weight += child.weight
    node.holds = bit
    node.weight = weight
    LEFT[0] -= 1 + len(children)
    if LEFT[0] < 0:
        raise exhausted()
    NODES[key] = node
    return node


class Symbol(Expr):
    """A name with a shape, properties, and, for a member of a family (`x_i`), its indices.

    `name` is canonical ASCII (`Sigma`, `x_hat`, `A_12`); a bound index is a Symbol as well.
    """

    __slots__ = ("indices", "name", "properties")
    name: str
    properties: frozenset[str]
    indices: tuple[Expr, ...]

    def __new__(
        cls, name: str, shape: Shape = SCALAR, properties: Iterable[str] = (),
        indices: tuple[Expr, ...] = (),
    ) -> Symbol:  # fmt: skip
        """The one node of these parts; it is made when first asked for."""
        having = frozenset(properties)
        key = (cls, name, shape, having, indices)
        found: Symbol | None = NODES.get(key)
        if found is not None:
            return found
        node = _new(cls, key, shape, ATOMS)
        node.name, node.properties, node.indices = name, having, indices
        return node


class Entry(Symbol):
    """One entry of an array as a variable; `indices` are one of a vector, two of a matrix."""

    __slots__ = ("array",)
    array: Symbol

    def __new__(cls, array: Symbol, indices: tuple[Expr, ...]) -> Entry:
        """The one node of these parts; it is made when first asked for."""
        key = (cls, array, indices)
        found: Entry | None = NODES.get(key)
        if found is not None:
            return found
        node = _new(cls, key, SCALAR, ATOMS)
        node.name, node.properties, node.indices = array.name, frozenset(), indices
        node.array = array
        return node


class Number(Expr):
    """An exact number."""

    __slots__ = ("value",)
    value: Rational

    def __new__(cls, value: Rational) -> Number:
        """The one node of these parts; it is made when first asked for."""
        key = (cls, value)
        found: Number | None = NODES.get(key)
        if found is not None:
            return found
        node = _new(cls, (cls, bounded(value)), SCALAR, ATOMS)
        node.value = lowest(value)
        return node


class SizeNumber(Expr):
    """A size used as a number: the n of `n/2`."""

    __slots__ = ("size",)
    size: Size

    def __new__(cls, size: Size) -> SizeNumber:
        """The one node of these parts; it is made when first asked for."""
        key = (cls, size)
        found: SizeNumber | None = NODES.get(key)
        if found is not None:
            return found
        node = _new(cls, key, SCALAR, ATOMS)
        node.size = size
        return node


class Add(Expr):
    """A sum of two or more terms of one shape; made by `add`."""

    __slots__ = ()

    def __new__(cls, terms: tuple[Expr, ...]) -> Add:
        """The one node of these parts; it is made when first asked for."""
        key = (cls, *terms)
        found: Add | None = NODES.get(key)
        if found is not None:
            return found
        shape = rows, cols = terms[0].shape
        for term in terms:
            if term.rows is not rows or term.cols is not cols:
                raise ShapeMismatch(cannot_add(terms[0], term), (terms[0], term))
        return _new(cls, key, shape, SUMS, terms)

    def rebuild(self, children: Sequence[Expr]) -> Expr:
        """The sum of other terms."""
        return add(*children)


class Product(Expr):
    """Two or more factors in order; scalars stand anywhere and do not take part in the chain.

    The other factors form a chain of matrices with matching inner sizes. Made by `multiply`.
    """

    __slots__ = ()

    def __new__(cls, factors: tuple[Expr, ...]) -> Product:
        """The one node of these parts; it is made when first asked for."""
        key = (cls, *factors)
        found: Product | None = NODES.get(key)
        if found is not None:
            return found
        return _new(cls, key, chain_shape(factors), PRODUCTS, factors)

    def rebuild(self, children: Sequence[Expr]) -> Expr:
        """The product of other factors."""
        return multiply(*children)


class Power(Expr):
    """A scalar to a scalar power; division is a power of -1."""

    __slots__ = ()

    def __new__(cls, base: Expr, exponent: Expr) -> Power:
        """The one node of these parts; it is made when first asked for."""
        key = (cls, base, exponent)
        found: Power | None = NODES.get(key)
        if found is not None:
            return found
        for part in (base, exponent):
            if not part.is_scalar:
                raise ShapeMismatch(f"a power needs scalars, not {shape_text(part.shape)}", (part,))
        return _new(cls, key, SCALAR, POWERS, (base, exponent))

    @property
    def base(self) -> Expr:
        """What is raised."""
        return self.children[0]

    @property
    def exponent(self) -> Expr:
        """To what it is raised."""
        return self.children[1]

    def rebuild(self, children: Sequence[Expr]) -> Expr:
        """The power over another base and exponent."""
        return Power(children[0], children[1])


class Call(Expr):
    """A function of the table applied to arguments; `sizes` are those of ones(n), I(n), K(m,n)."""

    __slots__ = ("function", "sizes")
    function: Function
    sizes: tuple[Size, ...]

    def __new__(
        cls, function: Function, arguments: tuple[Expr, ...], sizes: tuple[Size, ...] = ()
    ) -> Call:
        """The one node of these parts; it is made when first asked for."""
        key = (cls, function, sizes, *arguments)
        found: Call | None = NODES.get(key)
        if found is not None:
            return found
        shape = function.shape_of(arguments, sizes)
        bit = SCALAR_CALLS if shape == SCALAR else ARRAY_CALLS
        node = _new(cls, key, shape, bit, arguments)
        node.function, node.sizes = function, sizes
        return node

    def rebuild(self, children: Sequence[Expr]) -> Expr:
        """The same function of other arguments."""
        return Call(self.function, tuple(children), self.sizes)


class IndexedSum(Expr):
    """The sum of `body` over `index` from 1 to `upper` (None: over all of them).

    `upper` is an atom: a number, a size as a number, or a scalar symbol.
    """

    __slots__ = ("index", "upper")
    index: Symbol
    upper: Expr | None

    def __new__(cls, index: Symbol, upper: Expr | None, body: Expr) -> IndexedSum:
        """The one node of these parts; it is made when first asked for."""
        key = (cls, index, upper, body)
        found: IndexedSum | None = NODES.get(key)
        if found is not None:
            return found
        node = _new(cls, key, body.shape, INDEXED_SUMS, (body,))
        node.index, node.upper = index, upper
        return node

    @property
    def body(self) -> Expr:
        """The term summed."""
        return self.children[0]

    def rebuild(self, children: Sequence[Expr]) -> IndexedSum:
        """The sum of another body."""
        return IndexedSum(self.index, self.upper, children[0])


class Differential(Expr):
    """d(operand): settled when the operand is the variable itself, pending otherwise."""

    __slots__ = ()

    def __new__(cls, operand: Expr) -> Differential:
        """The one node of these parts; it is made when first asked for."""
        key = (cls, operand)
        found: Differential | None = NODES.get(key)
        if found is not None:
            return found
        return _new(cls, key, operand.shape, DIFFERENTIALS, (operand,))

    @property
    def operand(self) -> Expr:
        """What is differentiated."""
        return self.children[0]

    def rebuild(self, children: Sequence[Expr]) -> Expr:
        """The differential of another operand."""
        return Differential(children[0])


def add(*terms: Expr) -> Expr:
    """The sum of the terms, flattened; of one term, the term. Raises ShapeMismatch."""
    flat: list[Expr] = []
    for term in terms:
        flat.extend(term.children if isinstance(term, Add) else (term,))
    return flat[0] if len(flat) == 1 else Add(tuple(flat))


def multiply(*factors: Expr) -> Expr:
    """The product of the factors, flattened where that keeps the chain; of one factor, the factor.

    A scalar product of vectors or matrices (xᵀy) stays one factor of what holds it. Raises
    ShapeMismatch.
    """
    if len(factors) == 1:
        return factors[0]
    if Product not in set(map(type, factors)):
        return Product(factors)
    flat: list[Expr] = []
    for factor in factors:
        if isinstance(factor, Product) and (
            not factor.is_scalar or all(child.is_scalar for child in factor.children)
        ):
            flat += factor.children
        else:
            flat.append(factor)
    return Product(tuple(flat))


# What stands for a node itself in its order.
_LABELS: dict[type[Expr], Callable[[Any], str]] = {
    Symbol: lambda node: node.name + "".join(map(repr, node.indices)),
    Entry: lambda node: node.name + "".join(map(repr, node.indices)),
    Number: lambda node: str(node.value),
    SizeNumber: lambda node: str(node.size),
    Add: lambda _: "+",
    Product: lambda _: "",
    Power: lambda _: "^",
    Call: lambda node: node.function.name + ",".join(map(str, node.sizes)),
    IndexedSum: lambda node: f"sum_{node.index.name}{node.upper}",
    Differential: lambda _: "d",
}
