"""Terms that differ in the letter of an index alone: ∑ᵢ f(i) + ∑ⱼ f(j) = 2 ∑ᵢ f(i)."""

from __future__ import annotations

from collections.abc import Iterable

from matcalc_cli.expressions import Expr, IndexedSum, Product, Symbol
from matcalc_cli.indices import depends_on, reindex, unlike
from matcalc_cli.normal_form.registry import LIKE
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.rationals import Rational


def same_letters(coefficients: dict[Expr, Rational]) -> dict[Expr, Rational]:
    """The terms and their coefficients, those alike but for a letter made one."""
    found: dict[Expr, Rational] = {}
    for core, coefficient in coefficients.items():
        instead = core if core in found else _relettered(core, found)
        found[instead] = found.get(instead, 0) + coefficient
    return found


def _relettered(core: Expr, among: Iterable[Expr]) -> Expr:
    """The one of these that the term becomes with another index, or the term."""
    own = _sum(core)
    if own is None:
        return core
    tried: set[Symbol] = {own.index}
    for other in among:
        its = _sum(other)
        if its is None or other.weight != core.weight or its.index in tried:
            continue
        tried.add(its.index)
        if not depends_on(core, its.index) and _with_index(core, own, its.index) is other:
            return other
    return core


def _sum(core: Expr) -> IndexedSum | None:
    """The sum that a term is, or that is one of its factors."""
    factors = core.children if isinstance(core, Product) else (core,)
    return next((factor for factor in factors if isinstance(factor, IndexedSum)), None)


def _with_index(core: Expr, own: IndexedSum, index: Symbol) -> Expr:
    """The term with another index of its sum."""
    body = reindex(unlike(own.body, (index,)), own.index, index)
    instead = IndexedSum(index, own.upper, body)
    factors = core.children if isinstance(core, Product) else (core,)
    changed = [instead if factor is own else factor for factor in factors]
    return normal(Product(tuple(changed)) if len(changed) > 1 else instead)


LIKE.append(same_letters)
