"""The lines of a derivation: phase 1 by applying rules to what is still pending, phase 2 the moves
from there to tr(Gᵀ dX). Every line is an expression of the same value as the line before.
"""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.derivation import Line
from matcalc_cli.differentials import Motion, finished, pending, push
from matcalc_cli.expressions import (
    DIFFERENTIALS,
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
from matcalc_cli.functions.scalars_of_matrices import INNER, TRACE, tr
from matcalc_cli.functions.structure import TRANSPOSE, VEC, t
from matcalc_cli.interning import memory
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.sums import is_zero
from matcalc_cli.normal_form.terms import ONE_NUMBER, Term, join, split, without_coefficient
from matcalc_cli.normal_form.transposition import transposed
from matcalc_cli.presentation.presenter import Presenter
from matcalc_cli.rationals import Rational
from matcalc_cli.rules import (
    ADJOINTS,
    COLLECT,
    CYCLIC,
    JACOBIAN,
    ONE_ENTRY,
    SCALAR_TRANSPOSE,
    TANGENT,
    TRANSPOSED_TRACE,
    VECTORISE,
    Rule,
)
from matcalc_cli.sizes import ONE
from matcalc_cli.traversal import nodes_of, postorder, substitute, transform
from matcalc_grammar.frozen import Frozen

_BRIEF_LINES = 8  # of phase 1; what is left then is done in one line
_FULL_LINES = 60
_MANY_TERMS = 6  # more contributions than this are collected without a line of their own


class Detail(Frozen):
    """How many lines to show: one rule at a time, or obvious moves merged."""

    merge_obvious: bool
    limit: int


DETAIL = {"brief": Detail(True, _BRIEF_LINES), "full": Detail(False, _FULL_LINES)}


def differential_lines(function: Expr, m: Motion, left: str, detail: Detail) -> list[Line]:
    """Phase 1, from d(function) to a line in which only dX is left."""
    lines: list[Line] = []
    current: Expr = Differential(function)
    moves = _Moves(m, detail.merge_obvious)
    waiting = pending(current, m)
    while waiting:
        last = len(lines) + 1 >= detail.limit
        rule = moves(waiting[0].operand)[0]
        if last:
            current = substitute(current, {node: finished(m, node.operand) for node in waiting})
        else:
            found = [(node, *moves(node.operand)) for node in waiting]
            current = substitute(current, {
                node: moved for node, used, moved in found if used.name == rule.name
            })  # fmt: skip
        waiting = pending(current, m)
        lines.append(Line(
            "differential", "" if lines else left, _tidy(current),
            "the same rules" if last and lines else rule.name, rule.reference,
        ))  # fmt: skip
    return lines


class _Moves:
    """The rule for d of each node, and what it makes of it, found once.

    Where obvious moves are merged, they are done as well in what a rule leaves.
    """

    def __init__(self, m: Motion, merge_obvious: bool) -> None:
        self._motion = m
        self._merge_obvious = merge_obvious
        self._known: dict[Expr, tuple[Rule, Expr]] = {}
        self._whole: set[Expr] = {m.variable}  # those of which a line shows the whole differential

    def __call__(self, node: Expr) -> tuple[Rule, Expr]:
        known, m = self._known, self._motion
        if node not in known:
            parts = nodes_of(node) if self._merge_obvious else (node,)
            for part in parts:  # children first, however deep they are
                if part not in known and m.moves(part) and not m.settled(part):
                    known[part] = self._moved(part)
        return known[node]

    def _moved(self, node: Expr) -> tuple[Rule, Expr]:
        m = self._motion
        waiting = [part for part in node.children if part in m.nodes and part not in self._whole]
        if waiting or node in m.sums or node not in m.rules:
            return push(node, m, self._put)
        rule = m.rules[node]
        if self._merge_obvious and rule.obvious:
            self._whole.add(node)
        return rule, m.whole[node]

    def _put(self, operand: Expr) -> Expr:
        """d of an operand as the line shows it: pending, or with the obvious moves done."""
        if self._merge_obvious and not self._motion.settled(operand):
            rule, moved = self(operand)
            if rule.obvious:
                return moved
        return Differential(operand)


def _tidy(line: Expr) -> Expr:
    """The line with the numbers of each product, also those under ∑, ᵀ and tr, as one in front."""
    return transform(line, _numbers_in_front, _tidied)


_tidied = memory()


def _numbers_in_front(node: Expr) -> Expr | None:
    if isinstance(node, IndexedSum):
        number, core = without_coefficient(node.body)
        return None if number == 1 else multiply(Number(number), node.rebuild((core,)))
    if isinstance(node, Call) and node.function in (TRANSPOSE, TRACE):
        number, core = without_coefficient(node.children[0])
        return None if number == 1 else multiply(Number(number), node.rebuild((core,)))
    if not isinstance(node, Product):
        return None
    value: Rational = 1
    rest: list[Expr] = []
    moved = False
    for factor in node.children:
        number, core = without_coefficient(factor)
        if core is not factor:
            value = value * number
            moved = True
        if core is not ONE_NUMBER:
            rest.append(core)
    if not moved and len(rest) == len(node.children):
        return None
    return multiply(*([] if value == 1 and rest else [Number(value)]), *rest)


def gradient_lines(
    form: Expr, parts: Sequence[Expr], gradient: Expr, variable: Symbol, show: Presenter,
    inner: bool = False,
) -> list[Line]:  # fmt: skip
    """Phase 2 for a scalar function: the terms brought to tr(Mₖ dX), then collected.

    With `inner` they are written ⟨Gₖ, dX⟩.
    """
    settled = Differential(variable)
    given = _tidy(form)
    parts = [part for part in parts if not is_zero(show(part))] or parts
    lines = []
    if 0 < len(parts) <= _MANY_TERMS:
        write = _inner_term if inner else _moved_term
        moved = add(*[write(part, settled, show) for part in parts])
        if not _look_alike(moved, given):
            rule = ADJOINTS if inner else _rearrangement(form, variable)
            lines.append(_line(moved, rule, _symbols(moved) != _symbols(given)))
    collected = INNER(gradient, settled) if inner else tr(multiply(t(gradient), settled))
    before = lines[-1].expression if lines else given
    symmetric = len(parts) == 1 and transposed(parts[0]) is parts[0]
    if (inner or not symmetric) and not _look_alike(collected, before):
        lines.append(_line(collected, COLLECT))
    return lines


def _moved_term(part: Expr, settled: Differential, show: Presenter) -> Expr:
    """tr(Gᵀ dX) with the factors of Gᵀ in their turned order, sums kept whole: (X β - y)ᵀ X dβ."""
    term = split(show(part))
    turned = [
        t(factor) if isinstance(factor, Add) else transposed(normal(factor))
        for factor in reversed(term.chain)
    ]
    inside = tr(multiply(*map(show, turned), settled))
    return multiply(*split_front(term), inside)


def _inner_term(part: Expr, settled: Differential, show: Presenter) -> Expr:
    """⟨G, dX⟩, its number and scalars in front."""
    term = split(show(part))
    return multiply(*split_front(term), INNER(show(join(1, {}, term.chain)), settled))


def split_front(term: Term) -> list[Expr]:
    """The number and the scalar factors of a term, what stands before its trace."""
    front = join(term.coefficient, term.scalars, ())
    return [] if front is ONE_NUMBER else [front]


def _look_alike(one: Expr, other: Expr) -> bool:
    """Whether two lines differ only in the order of terms and in where scalar factors stand."""
    return _terms_as_leaves(one) == _terms_as_leaves(other)


def _terms_as_leaves(expr: Expr) -> list[list[int]]:
    """The terms of a line, each as the nodes that it multiplies, in an order of no meaning."""
    terms = expr.children if isinstance(expr, Add) else (expr,)
    return sorted([sorted(map(id, _leaves(term))) for term in terms])


def _leaves(expr: Expr) -> list[Expr]:
    if not isinstance(expr, Product):
        return [normal(expr) if isinstance(expr, Power) else expr]
    return [leaf for factor in expr.children for leaf in _leaves(factor)]


def _symbols(expr: Expr) -> dict[str, int]:
    """How often each symbol stands in an expression, to see whether more was done than moving."""
    nodes = nodes_of(expr)
    counts = dict.fromkeys(nodes, 0)
    counts[expr] = 1
    names: dict[str, int] = {}
    for node in reversed(nodes):
        if isinstance(node, Symbol):
            names[node.name] = names.get(node.name, 0) + counts[node]
        for child in node.children:
            counts[child] += counts[node]
    return names


def _rearrangement(form: Expr, variable: Symbol) -> Rule:
    """The name of what brings a form to ∑ tr(Mₖ dX), by the operations that hold dX in it."""
    nodes = postorder(form, within=DIFFERENTIALS)
    calls = {node.function for node in nodes if isinstance(node, Call)}
    if calls - {TRACE, TRANSPOSE}:
        return ADJOINTS
    if variable.cols == ONE:
        return SCALAR_TRANSPOSE if TRANSPOSE in calls else CYCLIC
    return TRANSPOSED_TRACE if TRANSPOSE in calls else CYCLIC


def jacobian_lines(form: Expr, jacobian: Expr, variable: Symbol) -> list[Line]:
    """Phase 2 for an array by an array: dy = J dx, or vec dF = J vec dX."""
    settled = Differential(variable)
    if form.cols == ONE and variable.cols == ONE:
        collected = multiply(jacobian, settled)
        return [] if _look_alike(collected, _tidy(form)) else [_line(collected, JACOBIAN)]
    moved = settled if settled.cols == ONE else VEC(settled)
    return [Line("rearrangement", "vec", multiply(jacobian, moved), VECTORISE.name,
                 VECTORISE.reference)]  # fmt: skip


def tangent_lines(form: Expr, derivative: Expr, variable: Symbol) -> list[Line]:
    """Phase 2 for anything by a scalar: dF = F′ dt."""
    collected = multiply(derivative, Differential(variable))
    return [] if _look_alike(collected, _tidy(form)) else [_line(collected, TANGENT)]


def entry_line(moved: Expr) -> Line:
    """What a differential is where one entry alone moves."""
    return _line(_tidy(moved), ONE_ENTRY)


def _line(expression: Expr, rule: Rule, simplified: bool = False) -> Line:
    name = f"{rule.name}, simplified" if simplified else rule.name
    return Line("rearrangement", "", expression, name, rule.reference)


