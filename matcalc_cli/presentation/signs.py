"""Signs of differences: the sums in a factor that may be turned, and what is left of a minus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from matcalc_cli.expressions import Add, Call, Expr, IndexedSum, Number, Power, Product, add
from matcalc_cli.functions.entrywise import POWER
from matcalc_cli.functions.reductions import SUM
from matcalc_cli.functions.scalars_of_matrices import TRACE
from matcalc_cli.functions.structure import DIAG, HADAMARD, INVERSE, ONES, TRANSPOSE
from matcalc_cli.normal_form.terms import split, terms_of, times, without_coefficient

_DEPTH = 4  # so deep a sum is looked for: what is nested in a network is not read through
_ODD = frozenset({INVERSE, TRANSPOSE, TRACE, SUM, DIAG})  # a sign in the argument comes out


def has_minus(sum_: Expr) -> bool:
    """Whether a term of the sum is subtracted."""
    return any(without_coefficient(part)[0] < 0 for part in terms_of(sum_))


def sums_in(
    factor: Expr, depth: int = _DEPTH
) -> Iterator[tuple[Expr, Callable[[Expr], Expr]]]:  # fmt: skip
    """The sums not far within a factor that may be turned, and what puts a sum back there."""
    if isinstance(factor, Add):
        yield factor, lambda sum_: sum_
    elif depth:
        for k in _odd_places(factor):
            for sum_, dress in sums_in(factor.children[k], depth - 1):
                yield sum_, _dressed(factor, k, dress)


def _dressed(factor: Expr, k: int, dress: Callable[[Expr], Expr]) -> Callable[[Expr], Expr]:
    before, after = factor.children[:k], factor.children[k + 1 :]
    return lambda sum_: factor.rebuild((*before, dress(sum_), *after))


def _odd_places(factor: Expr) -> Sequence[int]:
    """The operands of which a sign comes out: of ∑, tr, ⁻¹, ∘, products, and of odd powers."""
    match factor:
        case IndexedSum():
            return (0,)
        case Call(function=function) if function in _ODD:
            return (0,)
        case Product():
            return range(len(factor.children))
        case Call(function=function) if function is HADAMARD:
            return range(len(factor.children))
        case Power(children=(_, Number(value=int() as p))) if p % 2:
            return (0,)
        case Call(function=function, children=(_, Number(value=int() as p))) if (
            function is POWER and p % 2
        ):
            return (0,)
    return ()


def negated(sum_: Expr) -> Expr:
    """-(a - b) as b - a."""
    negative = [times(-c, core) for c, core in map(without_coefficient, terms_of(sum_))]
    return add(*in_order(negative, [without_coefficient(term)[1] for term in terms_of(sum_)]))


def in_order(terms: Sequence[Expr], typed: Sequence[Expr]) -> list[Expr]:
    """As typed, or constants first and longer products before shorter; the positive ones first."""
    place = {core: k for k, core in enumerate(typed)}

    def key(term: Expr) -> tuple[bool, int, bool, int, tuple[str, int]]:
        number, core = without_coefficient(term)
        constant = isinstance(core, Number) or (isinstance(core, Call) and core.function is ONES)
        return number < 0, place.get(core, 0), not constant, -len(split(core).chain), core.order

    return sorted(terms, key=key)
