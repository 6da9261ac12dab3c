"""Equations that are linear in each entry of the unknown alone: W ∘ X = B."""

from __future__ import annotations

from matcalc_cli.definite import entries_sign
from matcalc_cli.derivation import Condition
from matcalc_cli.expressions import Call, Expr, Number, Symbol, multiply
from matcalc_cli.functions.entrywise import POWER
from matcalc_cli.functions.structure import HADAMARD, had, ones
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.sums import total
from matcalc_cli.normal_form.terms import join, split, terms_of
from matcalc_cli.presentation.presenter import Presenter
from matcalc_cli.solving.equations import Equation, Isolated, Move
from matcalc_cli.solving.moves import COLLECT_UNKNOWN, DIVIDE, MOVE_TERMS, bears


def by_entries(linear: Expr, b: Expr, X: Symbol, show: Presenter) -> Isolated | None:
    """X = B ⊘ W for linear(X) = W ∘ X; None where it is another form, or a number times X."""
    W = _weights(linear, X)
    if W is None:
        return None
    moves = [Move(Equation(show(linear), show(b)), MOVE_TERMS)]
    collected = had(show(W), X)
    if show(normal(collected)) is not moves[0].equation.left:
        moves.append(Move(Equation(collected, show(b)), COLLECT_UNKNOWN))
    value = normal(had(b, POWER(W, Number(-1))))
    moves.append(Move(Equation(X, show(value)), DIVIDE))
    return Isolated(tuple(moves), (value,), _without_zeros(W, show))


def _weights(linear: Expr, X: Symbol) -> Expr | None:
    """The W of W ∘ X, in normal form."""
    weights = []
    for term in terms_of(linear):
        parts = split(term)
        if len(parts.chain) != 1:
            return None
        weight = _weight(parts.chain[0], X)
        scalars = join(parts.coefficient, parts.scalars, ())
        if weight is None or bears(scalars, X):
            return None
        weights.append(normal(multiply(scalars, weight)))
    if all(part is X for term in terms_of(linear) for part in split(term).chain):
        return None
    return total(weights)


def _weight(factor: Expr, X: Symbol) -> Expr | None:
    """The others of an entrywise product in which X stands once."""
    if factor is X:
        return ones(*X.shape)
    if not isinstance(factor, Call) or factor.function is not HADAMARD:
        return None
    others = [child for child in factor.children if child is not X]
    if len(others) != len(factor.children) - 1 or any(bears(other, X) for other in others):
        return None
    return had(*others)


def _without_zeros(W: Expr, show: Presenter) -> tuple[Condition, ...]:
    """That no entry of W is 0, said of what powers and products are made of."""
    sign = entries_sign(W)
    if sign is not None and sign.strict:
        return ()
    if isinstance(W, Call) and W.function is POWER:
        return _without_zeros(W.children[0], show)
    if isinstance(W, Call) and W.function is HADAMARD:
        found = [c for child in W.children for c in _without_zeros(child, show)]
        return tuple(dict.fromkeys(found))
    return (Condition("no entry of {0} is 0", show(W)),)
