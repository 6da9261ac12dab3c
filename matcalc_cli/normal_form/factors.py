"""Factors that several terms share: at the ends of the chain, scalar, entrywise, diag and vec."""

from __future__ import annotations

from matcalc_cli.expressions import SUMS, Add, Call, Expr, IndexedSum, Power, Product
from matcalc_cli.functions.kronecker import KRON
from matcalc_cli.functions.structure import DIAG, TRANSPOSE, UNIT, VEC, eye, had, ones
from matcalc_cli.interning import remembered
from matcalc_cli.normal_form.chains import is_diagonal, met
from matcalc_cli.normal_form.entrywise import entry_factors
from matcalc_cli.normal_form.terms import (
    ONE_NUMBER,
    Term,
    is_chain,
    join,
    split,
    times,
    without_coefficient,
)
from matcalc_cli.sizes import ONE

MARK = ONE_NUMBER  # stands for the factor where the place says all, as under diag
# Under vec, ones of the shape stand for the factor: columns of different shapes are not added.


@remembered
def outer_factors(term: Expr) -> tuple[tuple[str, Expr], ...]:
    """What could be taken out of a term, leaving something: (place, factor), each once."""
    parts = split(term)
    found = [("scalar", base if p is ONE_NUMBER else Power(base, p))
             for base, p in parts.scalars.items()]  # fmt: skip
    summed = _only(parts)
    if isinstance(summed, IndexedSum):
        found.append(("sum", IndexedSum(summed.index, summed.upper, MARK)))
    elif isinstance(summed, Product) and is_chain(summed):
        found.append(("head", summed.children[0]))
        if not _is_entry_of_vector(summed):  # xᵢ - xⱼ stays as it is, and is no (eᵢᵀ - eⱼᵀ) x
            found.append(("tail", summed.children[-1]))
    elif len(parts.chain) > 1:
        found += [("left", parts.chain[0]), ("right", parts.chain[-1])]
    elif parts.chain:
        inside = parts.chain[0]
        if isinstance(inside, Call) and inside.function is KRON:
            A, B = inside.children
            found += [("right", inside), ("kron left", A), ("kron right", B)]  # (K + I) (A ⊗ B)
        if len(entry_factors(inside)) > 1:
            found += [("entries", factor) for factor in entry_factors(inside)]
        if isinstance(inside, Call) and inside.function is DIAG and inside.cols != ONE:
            found.append(("diag", MARK))
        if isinstance(inside, Call) and inside.function is VEC:
            found.append(("vec", ones(*inside.children[0].shape)))
    elif len(parts.scalars) == 1 and parts.coefficient == 1:
        return ()
    return tuple(dict.fromkeys(found))


def _is_entry_of_vector(product: Product) -> bool:
    """Whether it is eᵢᵀ x, which is written xᵢ."""
    row, *others = product.children
    turned = isinstance(row, Call) and row.function is TRANSPOSE
    unit = row.children[0] if turned else row
    return len(others) == 1 and isinstance(unit, Call) and unit.function is UNIT


def is_factored(expr: Expr) -> bool:
    """Whether it is L S R with a plain sum S, which multiplying out would not make any shorter.

    No term of S meets L or R, nor shares with another what could be taken out: all that the terms
    of the sum of products have in common is L and R, and taking these out leads back here.
    """
    coefficient, scalars, chain, _ = split(expr)
    sums = [k for k, factor in enumerate(chain) if isinstance(factor, Add)]
    if len(chain) < 2 or len(sums) != 1 or coefficient.denominator != 1:
        return False  # 1/2 A (2 B + C) has one number more than A (B + 1/2 C)
    (k,) = sums
    found: set[tuple[str, Expr]] = set()
    count = 0
    for term in chain[k].children:
        _, within, links, _ = split(term)
        lone = [("left", links[0]), ("right", links[0])] if len(links) == 1 else []
        shared = {*outer_factors(term), *lone}
        found |= shared
        count += len(shared)
        whole = *chain[:k], *links, *chain[k + 1 :]
        if any(base.holds & SUMS for base in (*scalars, *within)):
            return False
        if not scalars.keys().isdisjoint(within) or not _stays(whole):
            return False
    return len(found) == count


def _stays(chain: tuple[Expr, ...]) -> bool:
    """Whether a chain is one in which no two factors meet, and none is I or a sum."""
    for k, factor in enumerate(chain):
        if factor.holds & SUMS or is_diagonal(factor) or factor is eye(factor.rows):
            return False
        if k and (factor.rows is ONE or met(chain[k - 1], factor) is not None):
            return False
    return True


def _only(parts: Term) -> Expr | None:
    """The one factor beside a number, where there is one: a sum over i, or a chain xᵀ A y."""
    if parts.chain:
        return parts.chain[0] if len(parts.chain) == 1 and not parts.scalars else None
    bases = [base for base, p in parts.scalars.items() if p is ONE_NUMBER]
    return bases[0] if len(bases) == len(parts.scalars) == 1 else None


def without_factor(term: Expr, place: str, factor: Expr) -> Expr:
    """The term with the factor taken out."""
    parts = split(term)
    scalars, chain = dict(parts.scalars), parts.chain
    match place:
        case "scalar":
            del scalars[factor if scalars.get(factor) is ONE_NUMBER else factor.children[0]]
        case "left":
            chain = chain[1:]
        case "right":
            chain = chain[:-1] or (eye(factor.rows),)
        case "entries":
            others = list(entry_factors(chain[0]))
            others.remove(factor)
            chain = (had(*others),)
        case "diag" | "vec":
            chain = chain[0].children
        case "kron left":
            chain = chain[0].children[1:]
        case "kron right":
            chain = chain[0].children[:1]
        case "sum" | "head" | "tail":
            whole = _only(parts)
            assert whole is not None
            kept = {"sum": (0, 1), "head": (1, None), "tail": (0, -1)}[place]
            return times(parts.coefficient, _product(whole.children[slice(*kept)]))
    return join(parts.coefficient, scalars, chain)


def with_factor(inside: Expr, place: str, factor: Expr) -> Expr:
    """What is inside with the factor put back."""
    number, core = without_coefficient(inside)
    if place == "sum":
        return times(number, factor.rebuild((core,)))
    if place in ("head", "tail"):
        rest = core.children if isinstance(core, Product) else (core,)
        return times(number, Product((factor, *rest) if place == "head" else (*rest, factor)))
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
        case "kron left":
            chain = (KRON(factor, join(1, {}, chain)),)
        case "kron right":
            chain = (KRON(join(1, {}, chain), factor),)
        case "vec":
            chain = (VEC(join(1, {}, chain) if chain else factor),)
    return join(number, parts.scalars, chain)


def _product(factors: tuple[Expr, ...]) -> Expr:
    return factors[0] if len(factors) == 1 else Product(factors)
