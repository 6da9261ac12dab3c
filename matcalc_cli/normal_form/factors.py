"""Factors that several terms may share: at the ends of the chain, scalar, entrywise, under diag."""

from __future__ import annotations

from matcalc_cli.expressions import Add, Call, Expr, Product
from matcalc_cli.functions.structure import DIAG, had, ones
from matcalc_cli.normal_form.entrywise import entry_factors
from matcalc_cli.normal_form.terms import ONE_NUMBER, join, split, times, without_coefficient
from matcalc_cli.sizes import ONE

MARK = ONE_NUMBER  # stands for the factor where the place says all, as under diag


def outer_factors(term: Expr) -> list[tuple[str, Expr]]:
    """What could be taken out of a term, leaving something: (place, factor)."""
    parts = split(term)
    found = [("scalar", join(1, {base: p}, ())) for base, p in parts.scalars.items()]
    if len(parts.chain) > 1:
        return [*found, ("left", parts.chain[0]), ("right", parts.chain[-1])]
    if parts.chain:
        inside = parts.chain[0]
        if len(entry_factors(inside)) > 1:
            found += [("entries", factor) for factor in entry_factors(inside)]
        if isinstance(inside, Call) and inside.function is DIAG and inside.cols != ONE:
            found.append(("diag", MARK))
        return found
    return found if len(parts.scalars) > 1 or parts.coefficient != 1 else []


def without_factor(term: Expr, place: str, factor: Expr) -> Expr:
    """The term with the factor taken out."""
    parts = split(term)
    scalars, chain = dict(parts.scalars), parts.chain
    match place:
        case "scalar":
            for base in split(factor).scalars:
                del scalars[base]
        case "left":
            chain = chain[1:]
        case "right":
            chain = chain[:-1]
        case "entries":
            kept = list(entry_factors(chain[0]))
            kept.remove(factor)
            chain = (had(*kept),)
        case "diag":
            chain = chain[0].children
    return join(parts.coefficient, scalars, chain)


def with_factor(inside: Expr, place: str, factor: Expr) -> Expr:
    """What is inside with the factor put back."""
    number, core = without_coefficient(inside)
    if place == "scalar":
        rest = (core,) if isinstance(core, Add) or not isinstance(core, Product) else core.children
        return times(number, Product((factor, *rest)))
    parts = split(core)
    chain = parts.chain
    match place:
        case "left":
            chain = (factor, *chain)
        case "right":
            chain = (*chain, factor)
        case "entries":
            chain = (had(factor, join(1, {}, chain)),)
        case "diag":
            chain = (DIAG(join(1, {}, chain) if chain else ones(inside.rows)),)
    return join(number, parts.scalars, chain)
