"""One equation G = 0 and one unknown: moves until the unknown stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.definite import entries_sign, is_invertible
from matcalc_cli.derivation import Condition
from matcalc_cli.divisors import divisors
from matcalc_cli.expressions import Call, Expr, Number, Symbol, multiply
from matcalc_cli.functions.entrywise import POWER, exp, log, one, sigmoid
from matcalc_cli.functions.function import Function
from matcalc_cli.functions.structure import HADAMARD, INVERSE, TRANSPOSE, had, ones, zeros
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.sums import is_zero, total
from matcalc_cli.normal_form.terms import join, split, terms_of, without_coefficient
from matcalc_cli.normal_form.transposition import transposed
from matcalc_cli.presentation.presenter import Presenter
from matcalc_cli.rules import Rule
from matcalc_cli.solving.affine import affine_parts, product_minus, solve_affine
from matcalc_cli.solving.equations import Equation, Isolated, Move
from matcalc_cli.solving.factors import cancelled, cleared
from matcalc_cli.solving.moves import (
    APPLY_INVERSE,
    CANCEL,
    DIVIDE,
    INVERT_BOTH,
    MOVE_TERMS,
    MULTIPLY_OUT,
    ROOTS,
    TIMES_UNKNOWN,
    TRANSPOSE_BOTH,
    bears,
    identity_last,
    shown_terms,
)
from matcalc_cli.solving.opening import opened
from matcalc_cli.solving.roots import roots


class Simplified:
    """An equation G = 0 on its way: the moves so far, G, and the conditions met."""

    def __init__(self, G: Expr, unknowns: Sequence[Symbol], show: Presenter) -> None:
        self.moves: list[Move] = []
        self.conditions: list[Condition] = []
        self.show = show
        self.unknowns = unknowns
        self.residual = G

    def become(self, G: Expr, rule: Rule, equation: Equation | None = None) -> None:
        """Take G for what is zero; a line of its own where it looks different."""
        if G is not self.residual:
            self.moves.append(Move(equation or Equation(self.show(G), zeros(*G.shape)), rule))
        self.residual = G

    def shorten(self) -> None:
        """Cancel what all terms share."""
        shorter = cancelled(self.residual, self.unknowns)
        self.conditions += shorter.conditions
        self.become(shorter.residual, CANCEL)


def simplified(G: Expr, unknowns: Sequence[Symbol], show: Presenter) -> Simplified:
    """G = 0 with what its terms share cancelled."""
    state = Simplified(G, unknowns, show)
    state.shorten()
    return state


def isolate(
    G: Expr, unknown: Symbol, unknowns: Sequence[Symbol], show: Presenter
) -> Isolated | None:
    """The unknown alone, for G = 0 in normal form; None where no move leads there."""
    state = simplified(G, unknowns, show)
    without = cleared(state.residual, unknown)
    found = None
    if without is not None and affine_parts(without[0], unknown) is not None:
        state.become(without[0], TIMES_UNKNOWN)
        state.shorten()
        found = _solved(state, unknown)
    if found is None:
        state = simplified(G, unknowns, show)
        found = _solved(state, unknown) or _undone(state, unknown) or _roots(state, unknown)
    if found is not None and not found.values:
        return found._replace(moves=_distinct([*state.moves, *found.moves]))
    if found is None or any(bears(value, unknown) for value in found.values):
        return None
    conditions = dict.fromkeys([*state.conditions, *found.conditions])
    return Isolated(_distinct([*state.moves, *found.moves]), found.values, tuple(conditions))


def _distinct(moves: Sequence[Move]) -> tuple[Move, ...]:
    """Without lines that repeat the line before."""
    kept: list[Move] = []
    for move in moves:
        if not kept or kept[-1].equation != move.equation:
            kept.append(move)
    return tuple(kept)


def _solved(state: Simplified, unknown: Symbol) -> Isolated | None:
    """The affine case, after products are multiplied out."""
    G = state.residual
    parts = affine_parts(G, unknown)
    if parts is None or is_zero(parts.linear):
        return None
    found = solve_affine(parts, unknown, state.show)
    if found is None:
        return None
    out = opened(G, (unknown,))
    if out is not G and not is_zero(parts.constant):
        line = Equation(shown_terms(state.show, out), zeros(*G.shape))
        if line.left is not state.show(G):
            state.become(out, MULTIPLY_OUT, line)
    return found


def _undone(state: Simplified, unknown: Symbol) -> Isolated | None:
    """f(X) = b for an f that can be undone: X⁻¹, exp or log of the unknown alone."""
    terms = terms_of(opened(state.residual, (unknown,)))
    bearing = [term for term in terms if bears(term, unknown)]
    if len(bearing) != 1:
        return None
    parts = split(bearing[0])
    scale, core = join(parts.coefficient, parts.scalars, ()), join(1, {}, parts.chain)
    if not parts.chain or bears(scale, unknown):
        number, core = without_coefficient(bearing[0])
        scale = Number(number)
    rest = [term for term in terms if term is not bearing[0]] or [zeros(*core.shape)]
    b = normal(product_minus(total(rest)) * scale ** -1)
    moves = [Move(Equation(state.show(core), state.show(b)), MOVE_TERMS)]
    found = _undo(core, b, unknown, moves, state.show)
    return found and found._replace(conditions=(*divisors(scale, Number(-1)), *found.conditions))


def _undo(
    core: Expr, b: Expr, X: Symbol, moves: list[Move], show: Presenter
) -> Isolated | None:
    conditions: tuple[Condition, ...] = ()
    while core is not X:
        if not isinstance(core, Call):
            return None
        function, inside = core.function, core.children[0]
        if function is TRANSPOSE:
            b, rule = transposed(b), TRANSPOSE_BOTH
        elif function is INVERSE:
            if not is_invertible(b):
                conditions += (Condition("{0} invertible", identity_last(show(b))),)
            b, rule = normal(INVERSE(b)), INVERT_BOTH
        elif function is log:
            b, rule = _of_entries(exp, b), APPLY_INVERSE
        elif function is exp:
            conditions += (Condition("{0} > 0", show(b)),)
            b, rule = _of_entries(log, b), APPLY_INVERSE
        elif function is sigmoid and not b.is_scalar:
            rest = normal(one(b) - b)
            b, rule = normal(log(had(b, POWER(rest, Number(-1))))), APPLY_INVERSE
        elif function is POWER and core.children[1] is Number(-1):
            conditions += _without_zeros(b, show)
            b, rule = normal(POWER(b, Number(-1))), APPLY_INVERSE
        elif function is HADAMARD:
            bearing = [factor for factor in core.children if bears(factor, X)]
            if len(bearing) != 1:
                return None
            others = had(*[factor for factor in core.children if factor is not bearing[0]])
            conditions += _without_zeros(others, show)
            b, rule, inside = normal(had(b, POWER(others, Number(-1)))), DIVIDE, bearing[0]
        else:
            return None
        core = inside
        moves.append(Move(Equation(core, show(b)), rule))
    return Isolated(tuple(moves), (b,), conditions)


def _without_zeros(divisor: Expr, show: Presenter) -> tuple[Condition, ...]:
    """The condition for dividing by an array entry by entry."""
    sign = entries_sign(divisor)
    if sign is not None and sign.strict:
        return ()
    return (Condition("no entry of {0} is 0", show(divisor)),)


def _of_entries(function: Function, b: Expr) -> Expr:
    """f(b) entry by entry, as f(s) 1 where b is s 1."""
    every = ones(*b.shape)
    terms = [split(term) for term in terms_of(b)]
    if b.is_scalar or any(term.chain != (every,) for term in terms):
        return normal(function(b))
    scale = total([join(term.coefficient, term.scalars, ()) for term in terms])
    return normal(multiply(function(scale), every))


def _roots(state: Simplified, unknown: Symbol) -> Isolated | None:
    """A scalar equation in a scalar, by SymPy."""
    if not (unknown.is_scalar and state.residual.is_scalar):
        return None
    found = roots(state.residual, unknown)
    if not found:
        return None
    moves = tuple(Move(Equation(unknown, state.show(root)), ROOTS) for root in found)
    return Isolated(moves, tuple(found), ())
