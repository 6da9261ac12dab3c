"""The choice of form: of the forms near the normal form, the one a person would write.

Common factors are taken out where that makes the expression shorter, a leading minus is moved into
a difference, the positive term comes first, and a sum that the user typed keeps the user's order.
The result has the value of its operand but is not in normal form; it is for reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from matcalc_cli.expressions import (
    Add,
    Call,
    Expr,
    IndexedSum,
    Number,
    Power,
    Product,
    add,
    postorder,
    transform,
)
from matcalc_cli.chains import transposed
from matcalc_cli.functions.structure import ONES, TRANSPOSE
from matcalc_cli.normal import content
from matcalc_cli.rationals import Rational
from matcalc_cli.terms import join, split, terms_of, times, without_coefficient

Typed: TypeAlias = Sequence[tuple[Rational, Expr]]
Orders: TypeAlias = Mapping[frozenset[Expr], Typed]
_MANY = 200  # a sum of more terms is not searched for common factors


def user_orders(function: Expr, became: Mapping[Expr, Expr]) -> Orders:
    """The terms of each sum as typed, coefficients apart, by the set of their normal forms.

    The transpose of a sum is written as the sum is.
    """
    orders: dict[frozenset[Expr], Typed] = {}
    for node in postorder(function):
        if isinstance(node, Add) and isinstance(became[node], Add):
            parts = [part for term in node.children for part in terms_of(became[term])]
            for terms in (parts, [transposed(part) for part in parts]):
                typed = [without_coefficient(part) for part in terms]
                orders.setdefault(frozenset(core for _, core in typed), typed)
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
        return self._positive(transform(expr, self._node, self._done))

    def _node(self, node: Expr) -> Expr | None:
        match node:
            case Add():
                return self._sum(node.children)
            case Product():
                return self._oriented(node)
            case Call() | Power():
                return node.rebuild([self._positive(child) for child in node.children])
            case IndexedSum():
                return self._upright(node)
        return None

    def _sum(self, terms: Sequence[Expr]) -> Expr:
        """A sum with common factors taken out, its terms in order."""
        key = frozenset(without_coefficient(term)[1] for term in terms)
        groups = list(terms) if self._expand else self._grouped(list(terms))
        if len(groups) == 1:
            return groups[0]
        typed = self._orders.get(key, ()) if len(groups) == len(terms) else ()
        ordered = Add(tuple(_in_order(groups, [core for _, core in typed])))
        number, core = content(ordered)
        if abs(number) == 1 or self._expand:
            return self._upright(ordered)
        inside = _negated(core) if number < 0 and isinstance(core, Add) else core
        return times(abs(number), self._upright(inside))

    def _upright(self, expr: Expr) -> Expr:
        """xᵀ - yᵀ as (x - y)ᵀ: a transpose stands outside where that is shorter."""
        inside = expr.children[0] if isinstance(expr, IndexedSum) else expr
        if isinstance(inside, Call) and inside.function is TRANSPOSE and expr is not inside:
            return TRANSPOSE(expr.rebuild(inside.children))
        if isinstance(inside, Add) and not self._expand:
            turned = [_turned(term) for term in inside.children]
            kept = [term for term in turned if term is not None]
            if len(kept) == len(turned):
                return TRANSPOSE(add(*kept)) if expr is inside else expr
        return expr

    def _oriented(self, product: Product) -> Expr:
        """Differences turned as they were typed, with the sign that this leaves in front."""
        sign = 1
        factors = list(product.children)
        for k, factor in enumerate(factors):
            sum_, dress = _difference_in(factor)
            if sum_ is not None and self._is_turned(sum_):
                factors[k] = dress(_negated(sum_))
                sign = -sign
        if sign == 1 and factors == list(product.children):
            return product
        number, core = without_coefficient(Product(tuple(factors)))
        return times(sign * number, core)

    def _is_turned(self, sum_: Expr) -> bool:
        parts = [without_coefficient(term) for term in terms_of(sum_)]
        typed = dict((core, c) for c, core in self._orders.get(frozenset(c for _, c in parts), ()))
        return bool(typed) and all(typed[core] == -number for number, core in parts)

    def _positive(self, expr: Expr) -> Expr:
        """-2 Xᵀ (y - X b) as 2 Xᵀ (X b - y): a minus in front goes into a difference."""
        number, core = without_coefficient(expr)
        if number >= 0 or self._expand:
            return expr
        factors = core.children if isinstance(core, Product) else (core,)
        for k, factor in enumerate(factors):
            sum_, dress = _difference_in(factor)
            if sum_ is not None and any(without_coefficient(p)[0] < 0 for p in terms_of(sum_)):
                flipped = (*factors[:k], dress(_negated(sum_)), *factors[k + 1 :])
                return times(-number, flipped[0] if len(flipped) == 1 else Product(flipped))
        return expr


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


def _difference_in(factor: Expr) -> tuple[Expr | None, Callable[[Expr], Expr]]:
    """The sum in a factor that may be turned, and what puts a sum back into its place."""
    if isinstance(factor, Add):
        return factor, lambda sum_: sum_
    if isinstance(factor, IndexedSum):
        sum_, dress = _difference_in(factor.body)
        return sum_, lambda inside: factor.rebuild((dress(inside),))
    if isinstance(factor, Call) and factor.function is TRANSPOSE:
        sum_, dress = _difference_in(factor.children[0])
        return sum_, lambda inside: TRANSPOSE(dress(inside))
    return None, lambda sum_: sum_


def _turned(term: Expr) -> Expr | None:
    """Bᵀ Aᵀ x without its transposes where it has one on each factor: the term's transpose."""
    parts = split(term)
    plain = [f.children[0] for f in reversed(parts.chain)
             if isinstance(f, Call) and f.function is TRANSPOSE]  # fmt: skip
    if not parts.chain or len(plain) < len(parts.chain):
        return None
    return join(parts.coefficient, parts.scalars, plain)


def _negated(sum_: Expr) -> Expr:
    """-(a - b) as b - a."""
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
