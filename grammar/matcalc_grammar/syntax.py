"""The syntax tree: what was typed, with its place, and no idea of shapes.

Runs of operators of one level are held flat (`Sum`, `Product`, `Entrywise`), so that a sum of
100,000 terms is one node and no pass needs 100,000 frames. Every node carries a `Span` into the
text as typed, before any spelling was brought to the common alphabet.

Names are canonical ASCII: `Σ`, `Sigma` and `\\Sigma` are all `Sigma`; a hat, bar or tilde is an
ending (`x_hat`); digits and multi-letter or numeric subscripts stay part of `Name.subscripts`.
"""

from __future__ import annotations

from typing import ClassVar, TypeAlias


class Span:
    """Half-open range of character offsets into the text as typed."""

    __slots__ = ("start", "end")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"{self.start}:{self.end}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and (self.start, self.end) == (other.start, other.end)

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def to(self, other: Span) -> Span:
        """The range from the start of this one to the end of the other."""
        return Span(self.start, other.end)


class Node:
    """A frozen record: its fields, named by `fields`, then `span`. Equality ignores spans."""

    __slots__ = ("span",)
    fields: ClassVar[tuple[str, ...]] = ()
    span: Span

    def values(self) -> tuple[object, ...]:
        """The fields in their order."""
        return tuple(getattr(self, name) for name in self.fields)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.values() == other.values()

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.values()))

    def __repr__(self) -> str:
        inside = ", ".join(repr(value) for value in self.values())
        return f"{type(self).__name__}({inside})"


class Number(Node):
    """A literal number, as typed: `2`, `0.5`, `1e-3`."""

    __slots__ = ("text",)
    fields = ("text",)

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.span = span


class Name(Node):
    """A name: base letter (with digits and decoration) and its subscripts.

    `x_i` is Name("x", (Name("i"),)); `X_{ij}` has two subscripts; `A1` has the base "A1" and none;
    `A_{12}` has the one subscript Number("12"); `x_max` has the one subscript Name("max").
    """

    __slots__ = ("base", "subscripts")
    fields = ("base", "subscripts")

    def __init__(self, base: str, subscripts: tuple[Expression, ...], span: Span) -> None:
        self.base = base
        self.subscripts = subscripts
        self.span = span


class Sum(Node):
    """Signed terms: ((1, a), (-1, b)) is a - b. A leading unary minus is Negative, not a sum."""

    __slots__ = ("terms",)
    fields = ("terms",)

    def __init__(self, terms: tuple[tuple[int, Expression], ...], span: Span) -> None:
        self.terms = terms
        self.span = span


class Product(Node):
    """Factors of one level, left to right; the operator of the first is "".

    Operators: "" (juxtaposition), "*", "@", "/".
    """

    __slots__ = ("factors",)
    fields = ("factors",)

    def __init__(self, factors: tuple[tuple[str, Expression], ...], span: Span) -> None:
        self.factors = factors
        self.span = span


class Entrywise(Node):
    """Operands of one level, left to right; the operator of the first is "".

    Operators: ".*", "./", "kron" (for ⊗ and its kin).
    """

    __slots__ = ("operands",)
    fields = ("operands",)

    def __init__(self, operands: tuple[tuple[str, Expression], ...], span: Span) -> None:
        self.operands = operands
        self.span = span


class Negative(Node):
    """Unary minus."""

    __slots__ = ("operand",)
    fields = ("operand",)

    def __init__(self, operand: Expression, span: Span) -> None:
        self.operand = operand
        self.span = span


class Power(Node):
    """`base ^ exponent`, or `base .^ exponent` when `entrywise`."""

    __slots__ = ("base", "exponent", "entrywise")
    fields = ("base", "exponent", "entrywise")

    def __init__(
        self, base: Expression, exponent: Expression, entrywise: bool, span: Span
    ) -> None:
        self.base = base
        self.exponent = exponent
        self.entrywise = entrywise
        self.span = span


class Transpose(Node):
    """`operand^T`; with `inverse`, `operand^-T`."""

    __slots__ = ("operand", "inverse")
    fields = ("operand", "inverse")

    def __init__(self, operand: Expression, inverse: bool, span: Span) -> None:
        self.operand = operand
        self.inverse = inverse
        self.span = span


class Group(Node):
    """Round, square or curly brackets around one expression, kept because they bind."""

    __slots__ = ("inside",)
    fields = ("inside",)

    def __init__(self, inside: Expression, span: Span) -> None:
        self.inside = inside
        self.span = span


class Call(Node):
    """A known function applied: canonical name, arguments, and whether it was bracketed.

    `subscripts` holds what stood under the name (`I_n`, `e_i`, `1_n`); `function_span` is the name.
    """

    __slots__ = ("function", "arguments", "subscripts", "bracketed", "function_span")
    fields = ("function", "arguments", "subscripts", "bracketed")

    def __init__(
        self,
        function: str,
        arguments: tuple[Expression, ...],
        subscripts: tuple[Expression, ...],
        bracketed: bool,
        function_span: Span,
        span: Span,
    ) -> None:
        self.function = function
        self.arguments = arguments
        self.subscripts = subscripts
        self.bracketed = bracketed
        self.function_span = function_span
        self.span = span


class Norm(Node):
    """`||operand||_kind`, with the p of ‖x‖_p or the A of ‖x‖_A as the kind, or a named one.

    Those are "" (not named), "1", "2", "inf", "F", "*", "max" and "2,1".
    """

    __slots__ = ("operand", "kind")
    fields = ("operand", "kind")

    def __init__(self, operand: Expression, kind: str | Expression, span: Span) -> None:
        self.operand = operand
        self.kind = kind
        self.span = span


class Bars(Node):
    """`|operand|`: absolute value or determinant, by shape."""

    __slots__ = ("operand",)
    fields = ("operand",)

    def __init__(self, operand: Expression, span: Span) -> None:
        self.operand = operand
        self.span = span


class Inner(Node):
    """`<left, right>` or `left : right`."""

    __slots__ = ("left", "right")
    fields = ("left", "right")

    def __init__(self, left: Expression, right: Expression, span: Span) -> None:
        self.left = left
        self.right = right
        self.span = span


class IndexedSum(Node):
    """`sum_{index=first}^upper body`; `upper` is None for a bare `sum_i`.

    `implied` is the sum over j that `sum_{i<j}` means where no sum around it runs over j; `without`
    is the j of `sum_{i≠j}`, `after` the i and the 1 of `sum_{j=i+1}^n`.
    """

    __slots__ = ("index", "upper", "body", "first", "implied", "without", "after")
    fields = ("index", "upper", "body", "first", "implied", "without", "after")

    def __init__(
        self, index: Name, upper: Expression | None, body: Expression, span: Span, first: int = 1,
        implied: bool = False, without: Name | None = None,
        after: tuple[Name, int] | None = None,
    ) -> None:  # fmt: skip
        self.index = index
        self.upper = upper
        self.body = body
        self.span = span
        self.first = first
        self.implied = implied
        self.without = without
        self.after = after


class Differential(Node):
    """`dX` or `d(expression)`, as a derivation prints them; `order` is 2 for `d2X`."""

    __slots__ = ("operand", "order")
    fields = ("operand", "order")

    def __init__(self, operand: Expression, order: int, span: Span) -> None:
        self.operand = operand
        self.order = order
        self.span = span


class Gradient(Node):
    """`grad(f)(x)`: the derivative of an unknown function at a point (`f'(x)` for f: R -> R).

    Of `order` 2 it is the second one, `hess(f)(x)` and `f''(x)`.
    """

    __slots__ = ("function", "order", "arguments")
    fields = ("function", "order", "arguments")

    def __init__(
        self, function: Name, order: int, arguments: tuple[Expression, ...], span: Span
    ) -> None:
        self.function = function
        self.order = order
        self.arguments = arguments
        self.span = span


Expression: TypeAlias = (
    Number | Name | Sum | Product | Entrywise | Negative | Power | Transpose | Group | Call | Norm
    | Bars | Inner | IndexedSum | Differential | Gradient
)  # fmt: skip
