"""Calls that become more than a call: what they are computed by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from matcalc_cli.expressions import Call, Expr, Product
from matcalc_cli.functions import (
    entrywise,
    norms,
    reductions,
    scalars_of_matrices,
    spectral,
    structure,
)
from matcalc_cli.functions.function import TABLE, Function
from matcalc_cli.functions.held import HELD
from matcalc_cli.functions.unknown import DERIVATIVE
from matcalc_cli.printers.code.building import Builder, rank_of
from matcalc_cli.printers.code.chains import Chains
from matcalc_cli.printers.code.names import Names
from matcalc_cli.printers.code.ops import FACTORED, Term
from matcalc_cli.printers.code.parts import Part
from matcalc_cli.sizes import ONE


class Plan(Protocol):
    """What is planned by now, and the way to plan more: a planning.Planner."""

    names: Names
    build: Builder
    chains: Chains

    def term(self, root: Expr) -> Term:
        """The value of an expression."""

    def chain_of(self, node: Expr) -> tuple[list[Term], list[Part]]:
        """The scalars and the chain of a product."""

    def inverse_part(self, inverse: Expr, turned: bool) -> Part:
        """An inverse, or its transpose, as a part that solves."""

    def factorisation(self, matrix: Expr) -> tuple[int, Term]:
        """The factorisation of a matrix without its number, and the number."""


def _transpose(plan: Plan, node: Call) -> Term:
    return plan.build.transposed(plan.term(node.children[0]))


def _trace(plan: Plan, node: Call) -> Term:
    scalars, parts = plan.chain_of(node.children[0])
    return plan.build.times([*scalars, plan.chains.trace(parts)])


def _summed(plan: Plan, node: Call) -> Term:
    argument = node.children[0]
    if not isinstance(argument, Product):
        return plan.build.total(plan.term(argument))
    scalars, parts = plan.chain_of(argument)
    ones = plan.build.call(structure.ONES, (), 1, (argument.rows,))
    if argument.rows != ONE:
        parts.insert(0, Part("ones", ones, ONE, argument.rows))
    if argument.cols != ONE:
        ones = plan.build.call(structure.ONES, (), 1, (argument.cols,))
        parts.append(Part("ones", ones, argument.cols, ONE))
    return plan.build.times([*scalars, plan.chains.product(parts)])


def _diagonal(plan: Plan, node: Call) -> Term:
    """diag of a product takes only the entries on the diagonal."""
    argument, build = node.children[0], plan.build
    if argument.is_vector or not isinstance(argument, Product):
        term = plan.term(argument)
        made = build.call(structure.DIAG, (term.op,), rank_of(node.shape))
        return build.scaled(made, term.coefficient)
    scalars, parts = plan.chain_of(argument)
    if len(parts) == 1:
        inner = plan.chains.product(parts)
        return build.times([*scalars, build.call(structure.DIAG, (build.whole(inner),), 1)])
    left = plan.chains.product(parts[:-1])
    right = build.transposed(plan.chains.product(parts[-1:]))
    if build.rank(left) == 1:
        return build.times([*scalars, left, right])
    return build.times([*scalars, build.sums(build.times([left, right]), "sum_rows")])


def _inverse(plan: Plan, node: Call) -> Term:
    part = plan.inverse_part(node, False)
    return plan.build.scaled(plan.chains.value(part), part.term.coefficient) if (
        part.form != "diagonal"
    ) else plan.chains.value(part)  # fmt: skip


def _log_det(plan: Plan, node: Call) -> Term:
    matrix = node.children[0]
    term = plan.term(matrix)
    if term.coefficient != 1:
        return plan.build.call(node.function, (plan.build.whole(term),), 0)
    factor, _ = plan.factorisation(matrix)
    return plan.build.make("logdet", (factor,), 0, node.function)


def _hadamard(plan: Plan, node: Call) -> Term:
    """Quotients where an entrywise power is below zero."""
    build, above, below = plan.build, [], []
    factors = [plan.term(factor) for factor in node.children]
    shared = _with_product_shared(plan, factors)
    if shared is not None:
        return shared
    for term in factors:
        split = build.op(term)
        if split.name == "divide" and split.args[0] == build.one:
            below.append(Term(1, split.args[1]))
            above.append(build.number(term.coefficient))
        else:
            above.append(term)
    top = build.times(above)
    return build.over(top, build.times(below)) if below else top


def _with_product_shared(plan: Plan, factors: list[Term]) -> Term | None:
    """a² ∘ b as a ∘ (a ∘ b) where a ∘ b is there already."""
    build = plan.build
    single: list[int] = []
    for factor in factors:
        op = build.op(factor)
        squared = op.name == "power" and build.graph[op.args[1]].payload == 2
        single += [op.args[0]] * 2 if squared else [factor.op]
    for place, apart in enumerate(single):
        others = sorted(single[:place] + single[place + 1 :])
        known = build.graph.known("multiply", others, build.graph[apart].rank)
        if known is not None and len(single) > 2:
            product = build.graph.put("multiply", (known, apart), build.graph[apart].rank)
            numbers = build.times([build.number(term.coefficient) for term in factors])
            return Term(numbers.coefficient, product)
    return None


def _power(plan: Plan, node: Call) -> Term:
    return plan.build.power(plan.term(node.children[0]), plan.term(node.children[1]))


def _inner(plan: Plan, node: Call) -> Term:
    return plan.build.inner(plan.term(node.children[0]), plan.term(node.children[1]))


def _square(plan: Plan, node: Call) -> Term:
    argument = plan.term(node.children[0])
    return plan.build.inner(argument, argument)


def _derivative(plan: Plan, node: Call) -> Term:
    name = plan.names.derivative(node)
    return plan.build.make("name", (), rank_of(node.shape), name)


def _part(kind: str) -> Callable[[Plan, Call], Term]:
    """A part of a decomposition, which others may share."""

    def plan(plan: Plan, node: Call) -> Term:
        whole = plan.build.whole(plan.term(node.children[0]))
        factor = plan.build.graph.put("factor", (whole,), FACTORED, kind)
        return plan.build.make("part", (factor,), rank_of(node.shape), node.function)

    return plan


SPECIAL: dict[Function, Callable[[Plan, Call], Term]] = {
    HELD: lambda plan, node: plan.term(node.children[0]),
    structure.TRANSPOSE: _transpose,
    structure.INVERSE: _inverse,
    structure.DIAG: _diagonal,
    structure.HADAMARD: _hadamard,
    scalars_of_matrices.TRACE: _trace,
    scalars_of_matrices.INNER: _inner,
    scalars_of_matrices.LOGDET: _log_det,
    scalars_of_matrices.SLOGDET: _log_det,
    reductions.SUM: _summed,
    norms.SQUARED_NORM: _square,
    norms.SQUARED_FROBENIUS: _square,
    entrywise.POWER: _power,
    reductions.softmax: _part("soft"),
    reductions.LOGSUMEXP: _part("soft"),
    spectral.SPECTRAL: _part("svd"),
    spectral.TOP_LEFT: _part("svd"),
    spectral.TOP_RIGHT: _part("svd"),
    spectral.NUCLEAR: _part("svd"),
    spectral.POLAR: _part("svd"),
    spectral.LAMBDA_MAX: _part("top"),
    TABLE["top_eigenvector"]: _part("top"),
    spectral.LAMBDA_MIN: _part("bottom"),
    TABLE["bottom_eigenvector"]: _part("bottom"),
    DERIVATIVE: _derivative,
}
