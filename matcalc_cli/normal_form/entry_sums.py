"""Sums over the entries of a vector, turned back into vectors: ∑ᵢ xᵢ yᵢ = xᵀy, ∑ᵢ eᵢ f(xᵢ) = f(x).

An entry xᵢ is eᵢᵀx. A scalar built from entries at i becomes the vector of its values over i.
"""

from __future__ import annotations

from matcalc_cli.expressions import Add, Call, Expr, IndexedSum, Power, Product, SizeNumber, Symbol
from matcalc_cli.functions.structure import DIAG, ONES, TRANSPOSE, UNIT
from matcalc_cli.indices import depends_on
from matcalc_cli.normal_form.chains import entry_sum
from matcalc_cli.normal_form.entrywise import entrywise_power, hadamard
from matcalc_cli.normal_form.rewriting import CALLS, SUMS, normal, product, total
from matcalc_cli.normal_form.terms import is_chain, join, split
from matcalc_cli.normal_form.transposition import transposed
from matcalc_cli.sizes import Size


def over_entries(node: IndexedSum) -> Expr | None:
    """The sum as an expression of vectors, or None where it is no sum over entries of vectors."""
    index = node.index
    if not isinstance(node.upper, SizeNumber):
        return None
    n = node.upper.size
    term = split(node.body)
    scalar = join(term.coefficient, term.scalars, ())
    unit = UNIT(index, sizes=(n,))
    if not term.chain:
        values = _values(scalar, index, n)
        return None if values is None else entry_sum(values)
    values = _values(scalar, index, n)
    if values is None:
        return None
    if term.chain == (unit,):
        return values
    if term.chain == (TRANSPOSE(unit),):
        return transposed(values)
    if term.chain == (unit, TRANSPOSE(unit)):
        return normal(DIAG(values))
    if len(term.chain) > 1 and term.chain[0] is unit and not depends_on(
        rest := product(term.chain[1:]), index
    ):
        return product((values, rest))
    if len(term.chain) > 1 and term.chain[-1] is TRANSPOSE(unit) and not depends_on(
        rest := product(term.chain[:-1]), index
    ):
        return product((rest, transposed(values)))
    return None


def _values(scalar: Expr, index: Symbol, n: Size) -> Expr | None:
    """The vector of the values of a scalar for i = 1, …, n; None where it is not one of entries."""
    if not depends_on(scalar, index):
        return product((scalar, ONES(sizes=(n,))))
    match scalar:
        case Add(children=terms):
            parts = [_values(term, index, n) for term in terms]
            return total([p for p in parts if p is not None]) if None not in parts else None
        case Product(children=factors) if is_chain(scalar):
            return _entries(factors, index, n)
        case Product(children=factors):
            parts = [_values(factor, index, n) for factor in factors]
            return hadamard([p for p in parts if p is not None]) if None not in parts else None
        case Power(base=base, exponent=exponent) if not depends_on(exponent, index):
            inside = _values(base, index, n)
            return None if inside is None else entrywise_power(inside, exponent)
        case Call(function=function, children=(argument,)) if function.entrywise is not None:
            inside = _values(argument, index, n)
            if inside is None:
                return None
            raised = function(inside)
            return CALLS[function](raised) if function in CALLS else raised
    return None


def _entries(chain: tuple[Expr, ...], index: Symbol, n: Size) -> Expr | None:
    """eᵢᵀ v for all i is v; vᵀ eᵢ is v as well; eᵢᵀ A eᵢ is diag(A)."""
    unit = UNIT(index, sizes=(n,))
    starts, ends = chain[0] is TRANSPOSE(unit), chain[-1] is unit
    middle = chain[int(starts) : len(chain) - int(ends)]
    if not middle or any(depends_on(factor, index) for factor in middle):
        return None
    inside = product(middle)
    if starts and ends:
        return normal(DIAG(inside))
    if starts:
        return inside
    return transposed(inside) if ends else None


SUMS.append(over_entries)
