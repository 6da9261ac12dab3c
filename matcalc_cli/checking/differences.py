"""What a wrong claim has too much or too little, where that can be said in a few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matcalc_cli.checking.judgement import Reason
from matcalc_cli.expressions import Expr, Number, add
from matcalc_cli.normal_form.expansion import expand
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.sums import is_zero, total
from matcalc_cli.normal_form.terms import terms_of, times, without_coefficient
from matcalc_cli.presentation.presenter import Presenter
from matcalc_cli.rationals import Rational
from matcalc_cli.traversal import postorder

_SHORT = 24  # nodes of a term or difference that is still worth showing


def difference(right: Expr, claimed: Expr) -> Expr | None:
    """What is missing from the claim, in normal form: right - claimed; None where shapes differ."""
    if right.shape != claimed.shape:
        return None
    gone = [times(-c, core) for c, core in map(without_coefficient, terms_of(_opened(claimed)))]
    return total([*terms_of(_opened(right)), *gone])


def explained(right: Expr, claimed: Expr, rest: Expr) -> Reason:
    """The missing term, the extra term, or the difference; an empty reason where that is long.

    `rest` is the derivative less the claim, in normal form.
    """
    if is_zero(normal(right)):
        return Reason("the derivative is zero")
    if is_zero(normal(claimed)):
        return Reason("the derivative is not zero")
    ours, theirs = _coefficients(right), _coefficients(claimed)
    missing = [core for core in ours if core not in theirs]
    extra = [core for core in theirs if core not in ours]
    other = [core for core in ours if core in theirs and ours[core] != theirs[core]]
    if not other and not extra:
        return _listed("missing", ours, missing)
    if not other and not missing:
        return _listed("too much", theirs, extra)
    if len(other) == 1 and not missing and not extra:
        return _coefficient(other[0], ours[other[0]], theirs[other[0]])
    if len(missing) == len(extra) == 1 and not other:
        here, there = times(theirs[extra[0]], extra[0]), times(ours[missing[0]], missing[0])
        if _is_short(here) and _is_short(there):
            return Reason("{0} stands where {1} belongs", (_shown(here), _shown(there)))
    shown = _shown(rest)
    if not _is_short(shown):
        return Reason("")
    return Reason("the derivative less the claim is {0}", (shown,))


def _opened(expr: Expr) -> Expr:
    return expand(normal(expr))


def _coefficients(expr: Expr) -> dict[Expr, Rational]:
    found = map(without_coefficient, terms_of(_opened(expr)))
    return {core: coefficient for coefficient, core in found}


def _listed(what: str, coefficients: Mapping[Expr, Rational], cores: Sequence[Expr]) -> Reason:
    """`the term 2 λ x is missing`, of several terms their sum."""
    terms = _shown(add(*[times(coefficients[core], core) for core in cores]))
    if not _is_short(terms):
        return Reason("")
    words = "the term {0} is" if len(cores) == 1 else "the terms {0} are"
    return Reason(f"{words} {what}", (terms,))


def _coefficient(core: Expr, ours: Rational, theirs: Rational) -> Reason:
    shown = _shown(core)
    if not _is_short(shown):
        return Reason("")
    if ours == -theirs:
        return Reason("the sign of {0} is wrong", (_shown(times(theirs, core)),))
    return Reason("the coefficient of {0} is {1}, not {2}", (shown, Number(ours), Number(theirs)))


def _shown(expr: Expr) -> Expr:
    """An expression in normal form as it is shown."""
    return Presenter({})(expr)


def _is_short(expr: Expr) -> bool:
    return sum(1 for _ in postorder(expr)) <= _SHORT
