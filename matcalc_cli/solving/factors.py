"""Equations G = 0 made shorter before they are solved: factors cancelled, inverses cleared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matcalc_cli.definite import form_sign, is_invertible
from matcalc_cli.derivation import Condition
from matcalc_cli.expressions import Add, Call, Expr, Number, Power, Symbol, multiply
from matcalc_cli.functions.structure import INVERSE, eye, t
from matcalc_cli.normal_form.products import product
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.sums import content, total
from matcalc_cli.normal_form.terms import Term, join, split, terms_of
from matcalc_cli.rationals import magnitude, ratio
from matcalc_cli.solving.moves import bears
from matcalc_cli.solving.opening import opened
from matcalc_cli.traversal import mentions
from matcalc_grammar.frozen import Frozen


class Shorter(Frozen):
    """What G became, and the conditions on what was cancelled."""

    residual: Expr
    conditions: tuple[Condition, ...]


def cancelled(G: Expr, unknowns: Sequence[Symbol]) -> Shorter:
    """G without the numbers, scalars and invertible outer factors that all its terms share."""
    conditions: list[Condition] = []
    number = content(G)[0] if isinstance(G, Add) else split(G).coefficient
    terms = [split(term) for term in terms_of(G)]
    if number:
        share = magnitude(number)  # the sign stays as it is
        terms = [term._replace(coefficient=ratio(term.coefficient, share)) for term in terms]
    terms = _without_scalars(terms, conditions, unknowns)
    while stripped := _strip(terms, 0) or _strip(terms, -1):
        terms = stripped
    return Shorter(total([_joined(term) for term in terms]), tuple(conditions))


def _without_scalars(
    terms: list[Term], conditions: list[Condition], unknowns: Sequence[Symbol]
) -> list[Term]:
    """Without the scalar factors that all terms share and that are not 0, by form or condition."""
    if not any(term.chain for term in terms) and len(terms) == 1:
        return terms
    first = terms[0].scalars
    for base, power in first.items():
        if not all(term.scalars.get(base) is power for term in terms):
            continue
        sign = form_sign(join(1, {base: power}, ()))
        if sign is None or not sign.strict:
            if any(bears(multiply(base, power), unknown) for unknown in unknowns):
                continue
            conditions.append(Condition("{0} ≠ 0", base))
        terms = [
            term._replace(scalars={b: p for b, p in term.scalars.items() if b is not base})
            for term in terms
        ]
    return terms


def _strip(terms: list[Term], end: int) -> list[Term] | None:
    """The terms without the factor at one end that they share and that is invertible, or None."""
    if not all(term.chain for term in terms):
        return None
    factor = terms[0].chain[end]
    same = all(term.chain[end] is factor for term in terms)
    alone = len(terms) == 1 and len(terms[0].chain) == 1
    if not same or alone or not factor.is_square or not is_invertible(factor):
        return None
    kept = slice(1, None) if end == 0 else slice(None, -1)
    return [
        term._replace(chain=term.chain[kept] or (eye(factor.rows),)) for term in terms
    ]  # fmt: skip


def _joined(term: Term) -> Expr:
    return product([Number(term.coefficient), join(1, term.scalars, ()), *term.chain])


def cleared(G: Expr, unknown: Symbol) -> tuple[Expr, str] | None:
    """G multiplied by the unknown until no inverse of it is left, and on which side; or None."""
    if not holds_inverse(G, unknown) or not unknown.is_square:
        return None
    for left, right, words in _multipliers(unknown):
        factors = [side for side in (left, G, right) if side is not None]
        tried = opened(normal(multiply(*factors)), (unknown,))
        if not holds_inverse(tried, unknown):
            return tried, words
    return None


def _multipliers(X: Symbol) -> Iterator[tuple[Expr | None, Expr | None, str]]:
    if X.is_scalar:
        for power in range(1, 5):
            yield X**power, None, ""
        return
    for turned in (X, t(X)):
        yield turned, None, "on the left"
        yield None, turned, "on the right"
        yield turned, turned, "on the left and on the right"


def holds_inverse(G: Expr, unknown: Symbol) -> bool:
    """Whether an inverse or a negative power of the unknown occurs."""

    def inverse(node: Expr) -> bool:
        if isinstance(node, Call):
            return node.function is INVERSE and bears(node, unknown)
        return _negative_power(node, unknown)

    return bool(mentions(G, inverse))


def _negative_power(node: Expr, unknown: Symbol) -> bool:
    """Whether a node is a negative power of the unknown itself."""
    return (
        isinstance(node, Power) and node.base is unknown
        and isinstance(node.exponent, Number) and node.exponent.value < 0
    )  # fmt: skip

