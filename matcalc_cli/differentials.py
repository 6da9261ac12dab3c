"""Phase 1: d is pushed inwards by named rules until only dX is left.

`push` applies the one rule that fits a node. The whole differential and every line of the
derivation come from it: the first with the finished differentials of the operands put in, the
second with d(operand) left pending, so that what is shown is what was computed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from matcalc_cli.errors import Unsupported
from matcalc_cli.expressions import (
    DIFFERENTIALS,
    INDEXED_SUMS,
    Add,
    Call,
    Differential,
    Expr,
    IndexedSum,
    Number,
    Power,
    Product,
    Symbol,
    add,
    multiply,
)
from matcalc_cli.functions.entrywise import log
from matcalc_cli.functions.function import TABLE
from matcalc_cli.functions.held import beginnings, endings, in_one_piece
from matcalc_cli.functions.structure import zeros
from matcalc_cli.functions.unknown import DERIVATIVE, derivative_of
from matcalc_cli.members import member_terms, sums_of_members, unmarked
from matcalc_cli.rules import (
    CONSTANT_FACTOR,
    DEPENDENCE,
    EXPONENT_RULE,
    ONE_MEMBER,
    POWER_RULE,
    PRODUCT_RULE,
    QUOTIENT_RULE,
    SUM_OVER_INDEX,
    SUM_RULE,
    Rule,
    rule_of,
)
from matcalc_cli.traversal import mentions, nodes_of, postorder
from matcalc_grammar.frozen import Frozen

Put: TypeAlias = Callable[[Expr], Expr]
_MOST_FLAT = 12  # factors that move, in a product whose differential is written out in full
_MOST_WRITTEN = 250_000  # operands in the terms of one product rule entry by entry


class Motion(Frozen):
    """What moves with the variable.

    nodes  every node whose value changes
    sums   those of them that are sums over the family of the variable (∑ᵢ f(xᵢ), for x_k)
    whole  the whole differentials of the nodes worked on so far
    rules  the rules by which they were found
    """

    variable: Symbol
    dependences: Mapping[Symbol, Symbol]
    nodes: set[Expr]
    sums: set[Expr]
    whole: dict[Expr, Expr]
    rules: dict[Expr, Rule]

    def moves(self, node: Expr) -> bool:
        """Whether the value of a node changes with the variable."""
        return node in self.nodes

    def settled(self, node: Expr) -> bool:
        """Whether d(node) is final: the node is the variable itself."""
        return node is self.variable

    def member(self, node: IndexedSum) -> Expr | None:
        """The one term of a sum over a family in which the variable stands.

        None where the sum moves in other ways as well.
        """
        terms = member_terms(node, self.variable)
        if len(terms) > 1 or self.moves(node.body):
            return None
        term = unmarked(terms[0][0])
        inside = motion(term, self.variable, self.dependences)
        self.nodes.update(inside.nodes)
        self.sums.update(inside.sums)
        return term


def motion(function: Expr, variable: Symbol, dependences: Mapping[Symbol, Symbol]) -> Motion:
    """What moves in `function` when `variable` does. Raises Unsupported."""
    sums = sums_of_members(function, variable)

    def moving(node: Expr) -> bool:
        return node is variable or node in sums or (
            isinstance(node, Symbol) and dependences.get(node) is variable
        )  # fmt: skip

    for node in postorder(function, within=INDEXED_SUMS):
        upper = node.upper if isinstance(node, IndexedSum) else None
        if upper is not None and any(
            isinstance(part, Symbol) and (part.name == variable.name or moving(part))
            for part in nodes_of(upper)
        ):
            raise Unsupported("not-supported", f"{variable.name} is the bound of a sum")
    whole: dict[Expr, Expr] = {variable: Differential(variable)}
    return Motion(variable, dependences, mentions(function, moving), sums, whole, {})


def push(node: Expr, m: Motion, d: Put) -> tuple[Rule, Expr]:
    """The rule that fits a moving node, and its differential; `d` gives those of its operands.

    Raises Unsupported where a function has no differential.
    """
    match node:
        case Symbol():
            return DEPENDENCE, multiply(derivative_of(node, m.variable), Differential(m.variable))
        case Call(function=function, children=(_, by)) if function is DERIVATIVE:
            if by is not m.variable:
                message = "the derivative of dX/dt by another variable than t is not supported"
                raise Unsupported("not-supported", message)
            return DEPENDENCE, multiply(derivative_of(node, m.variable), Differential(m.variable))
        case Add(children=terms):
            return SUM_RULE, add(*[d(term) for term in terms if m.moves(term)])
        case Product(children=factors):
            moving = [k for k, factor in enumerate(factors) if m.moves(factor)]
            parts = _product_terms(factors, moving, d)
            return CONSTANT_FACTOR if len(moving) == 1 else PRODUCT_RULE, add(*parts)
        case Power():
            return _push_power(node, m, d)
        case IndexedSum(index=index, upper=upper, body=body):
            if node not in m.sums:
                return SUM_OVER_INDEX, IndexedSum(index, upper, d(body))
            term = m.member(node)
            return ONE_MEMBER, _by_members(node, m) if term is None else d(term)
        case Call():
            return _push_call(node, m, d)
    raise TypeError(f"no rule for {type(node).__name__}")


def _product_terms(factors: Sequence[Expr], moving: Sequence[int], d: Put) -> list[Expr]:
    """The terms of the product rule; those of a long product share what stands before and after."""
    if len(moving) <= _MOST_FLAT:
        return [multiply(*factors[:k], d(factors[k]), *factors[k + 1 :]) for k in moving]
    before, after = beginnings(factors), endings(factors)
    return [multiply(*before[k], d(factors[k]), *after[k]) for k in moving]


def _check_length(moving: Sequence[int], factors: Sequence[Expr]) -> None:
    """Refuse a product whose differential nobody could read. Raises Unsupported."""
    if len(moving) * len(factors) > _MOST_WRITTEN:
        raise Unsupported(
            "not-supported",
            f"a product of {len(factors)} factors, {len(moving)} of which move, is "
            "too long to be differentiated term by term",
            help="write a power, as X^k or x.^k",
        )  # fmt: skip


def _by_members(node: IndexedSum, m: Motion) -> Expr:
    """The differentials of the k-th term, by the members in it, and of each term by the rest.

    They are whole, as neither is what d(…) of the term says.
    """
    parts = [
        unmarked(differential(term, motion(term, variable, {})))
        for term, variable in member_terms(node, m.variable)
    ]
    if m.moves(node.body):
        parts.append(IndexedSum(node.index, node.upper, differential(node.body, m)))
    return add(*parts)


def _push_power(node: Power, m: Motion, d: Put) -> tuple[Rule, Expr]:
    base, p = node.base, node.exponent
    by_base = None
    if m.moves(base):
        lower = p.value - 1 if isinstance(p, Number) else None
        slope = Power(base, p - 1 if lower is None else Number(lower))
        by_base = multiply(p, base if lower == 1 else slope, d(base))
    if not m.moves(p):
        assert by_base is not None
        return QUOTIENT_RULE if p is Number(-1) else POWER_RULE, by_base
    by_exponent = multiply(node, log(base), d(p))
    return EXPONENT_RULE, by_exponent if by_base is None else add(by_base, by_exponent)


def _push_call(node: Call, m: Motion, d: Put) -> tuple[Rule, Expr]:
    function, arguments = node.function, node.children
    moving = [k for k, argument in enumerate(arguments) if m.moves(argument)]
    _check_length(moving, arguments)
    if not all(map(function.is_differentiable_in, moving)):
        name = function.name
        known = f"matcalc rules {name} shows what is known of it" if name in TABLE else ""
        message = f"the derivative of {name} is not supported"
        raise Unsupported("not-supported", message, help=known)
    parts = [function.differential(arguments, k, d(arguments[k]), node.sizes) for k in moving]
    rule = PRODUCT_RULE if function.linear and len(moving) > 1 else rule_of(function)
    return rule, add(*parts)


def differential(function: Expr, m: Motion) -> Expr:
    """The whole differential, linear in dX; zero of the function's shape where nothing moves."""
    return finished(m, function) if m.moves(function) else zeros(*function.shape)


def finished(m: Motion, node: Expr) -> Expr:
    """The whole differential of a node that moves.

    Every node is worked on once, so the result shares what the function shares.
    """
    if node not in m.whole:
        for part in nodes_of(node):
            if part not in m.whole and part in m.nodes:
                m.rules[part], moved = push(part, m, partial(finished, m))
                m.whole[part] = in_one_piece(moved)
    return m.whole[node]


def pending(line: Expr, m: Motion) -> list[Differential]:
    """The differentials of a line that still wait for a rule, in the order they are met."""
    return [
        node for node in postorder(line, within=DIFFERENTIALS)
        if isinstance(node, Differential) and not m.settled(node.operand)
    ]  # fmt: skip
