"""Whole exponents as polynomials: what cancels in them, and whether they are negative."""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

from matcalc_cli.expressions import Add, Expr, Number, Product, SizeNumber, Symbol, add, multiply
from matcalc_cli.traversal import postorder

Polynomial: TypeAlias = dict[tuple[Expr, ...], int]  # whole coefficients by sorted factors


def polynomial(k: Expr) -> Polynomial | None:
    """An exponent multiplied out; None where it is more than sums and products of wholes."""
    found: Counter[tuple[Expr, ...]] = Counter()
    match k:
        case Number(value=int() as value):
            found[()] = value
        case Symbol() | SizeNumber():
            found[k,] = 1
        case Add(children=terms):
            for term in map(polynomial, terms):
                if term is None:
                    return None
                found.update(term)
        case Product(children=factors):
            found[()] = 1
            for factor in map(polynomial, factors):
                if factor is None:
                    return None
                found = Counter(_times(found, factor))
        case _:
            return None
    return {factors: count for factors, count in found.items() if count}


def _times(left: Polynomial, right: Polynomial) -> Polynomial:
    found: Counter[tuple[Expr, ...]] = Counter()
    for some, a in left.items():
        for others, b in right.items():
            found[tuple(sorted((*some, *others), key=repr))] += a * b
    return found


def expression(terms: Polynomial) -> Expr:
    """The sum of the terms, the number last."""
    ordered = sorted(terms.items(), key=lambda term: not term[0])
    return add(*[
        multiply(*([Number(count)] if count != 1 or not factors else []), *factors)
        for factors, count in ordered
    ]) if terms else Number(0)  # fmt: skip


def simplified(k: Expr) -> Expr:
    """The exponent with what cancels left out; itself where nothing does."""
    terms = polynomial(k)
    if terms is None or len(postorder(k)) < 4:
        return k
    mentioned = sum(map(len, terms))
    return expression(terms) if mentioned < _mentions(k) else k


def _mentions(k: Expr) -> int:
    """How many symbols are written in an exponent, each as often as it stands there."""
    return sum(map(_mentions, k.children)) if k.children else not isinstance(k, Number)


def opposite(k: Expr) -> Expr | None:
    """-k where k is negative for all its letters, which are 1 at least; else None.

    An index runs up to a letter: in i - k it is no larger than k.
    """
    terms = polynomial(k)
    if terms is None:
        return None
    turned = {factors: -count for factors, count in terms.items()}
    return expression(turned) if _is_positive(turned) else None


def _is_positive(terms: Polynomial) -> bool:
    """Whether a value is 1 or more: the least is that of letters that are 1, indices as letters."""
    if any(count < 0 and factors and not _is_index(factors) for factors, count in terms.items()):
        return False
    letters = sum(count for factors, count in terms.items() if factors and not _is_index(factors))
    indices = sum(count for factors, count in terms.items() if _is_index(factors) and count < 0)
    return letters + indices >= 0 and sum(terms.values()) >= 1


def _is_index(factors: tuple[Expr, ...]) -> bool:
    return len(factors) == 1 and isinstance(factors[0], Symbol) and "index" in factors[0].properties
