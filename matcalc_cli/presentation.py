"""The choice of form: of the forms near the normal form, the one a person would write.

Common factors are taken out where that makes the expression shorter, a leading minus is moved into
a difference, the positive term comes first, and a sum that the user typed keeps the user's order.
The result has the value of its operand but is not in normal form; it is for reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from matcalc_cli.expressions import (
    Add,
    Call,
    Expr,
    Number,
    Power,
    Product,
    add,
    postorder,
    transform,
)
from matcalc_cli.functions.structure import ONES
from matcalc_cli.normal import content
from matcalc_cli.rationals import Rational
from matcalc_cli.terms import join, split, terms_of, times, without_coefficient

Orders: TypeAlias = Mapping[frozenset[Expr], Sequence[Expr]]
_MANY = 200  # a sum of more terms is not searched for common factors


def user_orders(function: Expr, became: Mapping[Expr, Expr]) -> Orders:
    """The order in which the terms of each sum were typed, by the set of their normal forms."""
    orders: dict[frozenset[Expr], Sequence[Expr]] = {}
    for node in postorder(function):
        if isinstance(node, Add) and isinstance(became[node], Add):
            typed = [
                without_coefficient(part)[1]
                for term in node.children for part in terms_of(became[term])
            ]  # fmt: skip
            orders.setdefault(frozenset(typed), typed)
    return orders


class Presenter:
    """Writes normal forms for reading; remembers what it has written."""

    def __init__(self, orders: Orders, expand: bool = False) -> None:
        self._orders = orders
        self._expand = expand
        self._done: dict[Expr, Expr] = {}
        self._weights: dict[Expr, int] = {}

    def __call__(self, expr: Expr) -> Expr:
        """The form to show of an expression in normal form."""
        return self._signed(transform(expr, self._node, self._done))

    def _node(self, node: Expr) -> Expr | None:
        if isinstance(node, Add):
            return self._sum(node.children)
        if isinstance(node, (Call, Power)):
            signed = [self._signed(child) for child in node.children]
            return node.rebuild(signed)
        return None

    def _sum(self, terms: Sequence[Expr]) -> Expr:
        """A sum with common factors taken out, its terms in order."""
        key = frozenset(without_coefficient(term)[1] for term in terms)
        groups = list(terms) if self._expand else self._grouped(list(terms))
        if len(groups) == 1:
            return groups[0]
        typed = self._orders.get(key, ()) if len(groups) == len(terms) else ()
        ordered = Add(tuple(_in_order(groups, typed)))
        number, core = content(ordered)
        if abs(number) == 1 or self._expand:
            return ordered
        return _scaled(abs(number), _negated(core) if number < 0 else core)

    def _grouped(self, terms: list[Expr]) -> list[Expr]:
        """Terms that share a factor at one end, or a scalar, put together; the longest first."""
        while 1 < len(terms) <= _MANY:
            best = self._best_factor(terms)
            if best is None:
                return terms
            place, factor, members = best
            rests = [_without(term, place, factor) for term in members]
            inside = self._sum(rests)
            grouped = _with(inside, place, factor)
            kept = [term for term in terms if term not in members]
            terms = [*kept, grouped]
        return terms

    def _best_factor(self, terms: list[Expr]) -> tuple[str, Expr, list[Expr]] | None:
        shared: dict[tuple[str, Expr], list[Expr]] = {}
        for term in terms:
            for place, factor in _outer_factors(term):
                shared.setdefault((place, factor), []).append(term)
        best, best_gain = None, 0
        for (place, factor), members in shared.items():
            gain = (len(members) - 1) * self._weight(factor)
            if len(members) > 1 and gain > best_gain:
                best, best_gain = (place, factor, members), gain
        return best

    def _weight(self, expr: Expr) -> int:
        for node in postorder(expr):
            if node not in self._weights:
                self._weights[node] = 1 + sum(self._weights[child] for child in node.children)
        return self._weights[expr]

    def _signed(self, expr: Expr) -> Expr:
        """-2 Xᵀ (y - X b) as 2 Xᵀ (X b - y): a minus in front goes into a difference."""
        number, core = without_coefficient(expr)
        if number >= 0 or not isinstance(core, (Product, Add)) or self._expand:
            return expr
        factors = core.children if isinstance(core, Product) else (core,)
        for k, factor in enumerate(factors):
            if isinstance(factor, Add) and any(without_coefficient(p)[0] < 0 for p in factor.children):
                flipped = (*factors[:k], _negated(factor), *factors[k + 1 :])
                flat = flipped[0] if len(flipped) == 1 else Product(flipped)
                return times(-number, flat)
        return expr


def _scaled(number: Rational, core: Expr) -> Expr:
    return times(number, core)


def _negated(sum_: Expr) -> Expr:
    negative = [times(-c, core) for c, core in map(without_coefficient, terms_of(sum_))]
    return add(*_in_order(negative, [without_coefficient(term)[1] for term in terms_of(sum_)]))


def _in_order(terms: Sequence[Expr], typed: Sequence[Expr]) -> list[Expr]:
    """As typed, or constants first and longer products before shorter; the positive ones first."""
    place = {core: k for k, core in enumerate(typed)}

    def key(term: Expr) -> tuple[bool, int, bool, int, tuple[str, int]]:
        number, core = without_coefficient(term)
        constant = isinstance(core, Number) or (isinstance(core, Call) and core.function is ONES)
        length = len(core.children) if isinstance(core, Product) else 1
        return number < 0, place.get(core, 0), not constant, -length, core.order

    return sorted(terms, key=key)


def _outer_factors(term: Expr) -> list[tuple[str, Expr]]:
    """What could be taken out of a term, leaving something: its ends, or a scalar factor."""
    parts = split(term)
    found = [("scalar", join(1, {base: p}, ())) for base, p in parts.scalars.items()]
    if len(parts.chain) > 1:
        found += [("left", parts.chain[0]), ("right", parts.chain[-1])]
    elif not parts.chain and len(parts.scalars) < 2 and parts.coefficient == 1:
        return []
    return found


def _without(term: Expr, place: str, factor: Expr) -> Expr:
    parts = split(term)
    scalars, chain = dict(parts.scalars), parts.chain
    if place == "scalar":
        for base in split(factor).scalars:
            del scalars[base]
    else:
        chain = chain[1:] if place == "left" else chain[:-1]
    return join(parts.coefficient, scalars, chain)


def _with(inside: Expr, place: str, factor: Expr) -> Expr:
    number, core = without_coefficient(inside)
    if place == "scalar":
        rest = (core,) if isinstance(core, Add) or not isinstance(core, Product) else core.children
        return times(number, Product((factor, *rest)))
    parts = split(core)
    chain = (factor, *parts.chain) if place == "left" else (*parts.chain, factor)
    return join(number, parts.scalars, chain)
