"""Sums in normal form: like terms collected, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable

from matcalc_cli.expressions import INDEXED_SUMS, Add, Call, Expr, Number
from matcalc_cli.functions.function import Function
from matcalc_cli.functions.structure import ZEROS, zeros
from matcalc_cli.interning import remembered
from matcalc_cli.normal_form.registry import CALLS, LIKE, ONE_OPERAND
from matcalc_cli.normal_form.terms import terms_of, times, without_coefficient
from matcalc_cli.rationals import Rational, greatest_measure, ratio
from matcalc_cli.sizes import Shape


def is_zero(expr: Expr) -> bool:
    """Whether it is the number 0 or a matrix of zeros, in normal form."""
    if isinstance(expr, Number):
        return not expr.value
    return isinstance(expr, Call) and expr.function is ZEROS


def total(terms: Iterable[Expr]) -> Expr:
    """The sum, like terms collected, in the fixed order. 2 A + 3 A = 5 A."""
    first, *others = terms
    if not others:
        return first
    coefficients: dict[Expr, Rational] = {}
    for term in (first, *others):
        for part in terms_of(term):
            coefficient, core = without_coefficient(part)
            coefficients[core] = coefficients.get(core, 0) + coefficient
    if sum(core.holds & INDEXED_SUMS for core in coefficients) > INDEXED_SUMS:
        for identity in LIKE:
            coefficients = identity(coefficients)
    kept = [core for core, c in coefficients.items() if c and not is_zero(core)]
    if len(kept) < 2:
        return times(coefficients[kept[0]], kept[0]) if kept else zeros(*first.shape)
    if sum(map(_has_one_operand, kept)) > 1:
        found = _gathered([times(coefficients[core], core) for core in kept])
        found.sort(key=term_order)
    else:
        kept.sort(key=_order)
        found = [times(coefficients[core], core) for core in kept]
    return found[0] if len(found) == 1 else Add(tuple(found))


def _order(expr: Expr) -> tuple[str, int]:
    return expr.order


def _has_one_operand(core: Expr) -> bool:
    return isinstance(core, Call) and core.function in ONE_OPERAND


def _gathered(terms: list[Expr]) -> list[Expr]:
    """diag u + 2 diag v = diag(u + 2 v), and so for vec."""
    found: dict[tuple[Function, Shape], list[Expr]] = {}
    for term in terms:
        core = without_coefficient(term)[1]
        if isinstance(core, Call) and core.function in ONE_OPERAND:
            found.setdefault((core.function, core.children[0].shape), []).append(term)
    for (function, _), together in found.items():
        if len(together) > 1:
            pairs = map(without_coefficient, together)
            inside = total([distributed(c, core.children[0]) for c, core in pairs])
            terms = [term for term in terms if term not in together]
            terms.append(CALLS[function](function(inside)))
    return [term for term in terms if not is_zero(term)] or terms[:1]


def term_order(term: Expr) -> tuple[str, int]:
    """The fixed order of terms: that of the term without its coefficient."""
    return without_coefficient(term)[1].order


@remembered
def content(sum_: Add) -> tuple[Rational, Expr]:
    """A sum as number · primitive sum, whose first term is positive: (-2, A - B) of -2 A + 2 B."""
    coefficients = [without_coefficient(term)[0] for term in sum_.children]
    common = greatest_measure(coefficients)
    if coefficients[0] < 0:
        common = -common
    if common == 1:
        return 1, sum_
    parts = [without_coefficient(term) for term in sum_.children]
    return common, Add(tuple(times(ratio(c, common), core) for c, core in parts))


def distributed(coefficient: Rational, core: Expr) -> Expr:
    """A number times a sum alone goes into the sum, so that -(A - B) and B - A are one."""
    if isinstance(core, Add) and coefficient != 1:
        parts = map(without_coefficient, core.children)
        return total([times(coefficient * c, part) for c, part in parts])
    return times(coefficient, core)
