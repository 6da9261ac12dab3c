"""What is said with expressions: questions, claims, assumptions and settings, as syntax."""

from __future__ import annotations

from typing import TypeAlias

from matcalc_grammar.syntax import Expression, Name, Node, Span


class Domain(Node):
    """What a declared name ranges over: `R`, `R^n`, `R^{m x n}`, `S^n_{++}`, `m x n`.

    `sizes` is () for a scalar, one size for a vector, two for a matrix; `properties` are those that
    the set itself carries (S^n: symmetric; S^n_{+}: psd; S^n_{++}: pd).
    """

    __slots__ = ("sizes", "properties")
    fields = ("sizes", "properties")

    def __init__(
        self, sizes: tuple[Expression, ...], properties: tuple[str, ...], span: Span
    ) -> None:
        self.sizes = sizes
        self.properties = properties
        self.span = span


class Declaration(Node):
    """`A, B in R^{n x n} symmetric`, `A symmetric`, `x_i in R^p`: names, domain or None, properties."""

    __slots__ = ("names", "domain", "properties")
    fields = ("names", "domain", "properties")

    def __init__(
        self,
        names: tuple[Name, ...],
        domain: Domain | None,
        properties: tuple[str, ...],
        span: Span,
    ) -> None:
        self.names = names
        self.domain = domain
        self.properties = properties
        self.span = span


class Dependence(Node):
    """`X depends on t`."""

    __slots__ = ("names", "on")
    fields = ("names", "on")

    def __init__(self, names: tuple[Name, ...], on: Name, span: Span) -> None:
        self.names = names
        self.on = on
        self.span = span


class FunctionDeclaration(Node):
    """`f: R^n -> R`: an unknown function; `arguments` are the domains before the arrow."""

    __slots__ = ("name", "arguments", "result")
    fields = ("name", "arguments", "result")

    def __init__(
        self, name: Name, arguments: tuple[Domain, ...], result: Domain, span: Span
    ) -> None:
        self.name = name
        self.arguments = arguments
        self.result = result
        self.span = span


class Definition(Node):
    """`r = y - X b`, `f(X) = tr(A X)`, `s(t) = t/(1+exp(-t))`."""

    __slots__ = ("name", "parameters", "body")
    fields = ("name", "parameters", "body")

    def __init__(
        self, name: Name, parameters: tuple[Name, ...], body: Expression, span: Span
    ) -> None:
        self.name = name
        self.parameters = parameters
        self.body = body
        self.span = span


Assumption: TypeAlias = Declaration | Dependence | FunctionDeclaration | Definition


class Query(Node):
    """A derivative to take, a claim to check, or a bare expression.

    `wrt`: names of the variables, outermost first (`d/dx d/dy f` and `d^2/dx dy f` are (x, y),
    `hess_x f` and `d^2/dx^2 f` are (x, x)); () for a bare expression. `claim`: the right-hand side
    after `=`, or None. `constraints`: (left, right) of each `subject to`. `where`: its assumptions.
    """

    __slots__ = ("wrt", "expression", "claim", "constraints", "where")
    fields = ("wrt", "expression", "claim", "constraints", "where")

    def __init__(
        self,
        wrt: tuple[Name, ...],
        expression: Expression,
        claim: Expression | None,
        constraints: tuple[tuple[Expression, Expression], ...],
        where: tuple[Assumption, ...],
        span: Span,
    ) -> None:
        self.wrt = wrt
        self.expression = expression
        self.claim = claim
        self.constraints = constraints
        self.where = where
        self.span = span


class Setting(Node):
    """`layout: denominator` in a file: a name and its value."""

    __slots__ = ("name", "value")
    fields = ("name", "value")

    def __init__(self, name: str, value: str, span: Span) -> None:
        self.name = name
        self.value = value
        self.span = span


Statement: TypeAlias = Query | Assumption | Setting
