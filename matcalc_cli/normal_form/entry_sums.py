"""Sums over the entries of arrays, turned back into arrays: ∑ᵢ xᵢ yᵢ = xᵀy, ∑ᵢ eᵢ f(xᵢ) = f(x).

An entry xᵢ is eᵢᵀx. A scalar built from entries at i becomes the vector of its values over i, a
vector such as the row Xᵀeᵢ the matrix of its values.
"""

from __future__ import annotations

from collections.abc import Callable

from matcalc_cli.expressions import (
    Add,
    Call,
    Expr,
    IndexedSum,
    Number,
    Power,
    Product,
    SizeNumber,
    Symbol,
)
from matcalc_cli.functions.entrywise import POWER
from matcalc_cli.functions.function import Function
from matcalc_cli.functions.norms import SQUARED_NORM
from matcalc_cli.functions.reductions import LOGSUMEXP, SUM, softmax
from matcalc_cli.functions.structure import DIAG, HADAMARD, ONES, TRANSPOSE, UNIT, eye, ones
from matcalc_cli.indices import depends_on
from matcalc_cli.normal_form.entrywise import entrywise_power, hadamard
from matcalc_cli.normal_form.expansion import expand
from matcalc_cli.normal_form.products import product
from matcalc_cli.normal_form.registry import CALLS, SUMS
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.scalar_chains import entry_sum
from matcalc_cli.normal_form.sums import total
from matcalc_cli.normal_form.terms import is_chain, join, split, terms_of
from matcalc_cli.normal_form.transposition import transposed
from matcalc_cli.sizes import ONE, Size


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
        return None if values is None else _all_entries(values)
    values = _values(scalar, index, n)
    if values is None:
        return None
    if term.chain == (unit,):
        return values
    if term.chain == (TRANSPOSE(unit),):
        return transposed(values)
    if term.chain == (unit, TRANSPOSE(unit)):
        return normal(DIAG(values))
    return _outer_products(term.chain, values, index, n)


def _outer_products(
    chain: tuple[Expr, ...], values: Expr, index: Symbol, n: Size
) -> Expr | None:
    """∑ᵢ sᵢ uᵢ vᵢᵀ = Uᵀ diag(s) V, and ∑ᵢ sᵢ uᵢ = Uᵀ s, where the rows of U are the uᵢᵀ."""
    k = next((k for k, factor in enumerate(chain) if factor.rows == ONE), len(chain))
    column, row = chain[:k], chain[k:]
    U = rows(product(column), index, n) if column else ONES(sizes=(n,))
    V = rows(transposed(product(row)), index, n) if row else ONES(sizes=(n,))
    if U is None or V is None:
        return None
    weighted = values if not row else product((normal(DIAG(values)), V))
    return product((transposed(U), weighted))


def _values(scalar: Expr, index: Symbol, n: Size) -> Expr | None:
    """The vector of the values of a scalar for i = 1, …, n; None where it is not one of entries."""
    if not depends_on(scalar, index):
        return product((scalar, ONES(sizes=(n,))))
    match scalar:
        case Call(function=function, children=(argument,)) if function in _OF_ROWS:
            V = rows(argument, index, n) if argument.cols == ONE else None
            return None if V is None else _OF_ROWS[function](V)
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
    if not middle:
        return None
    if any(depends_on(factor, index) for factor in middle):
        U = rows(transposed(chain[0]), index, n)
        V = rows(product(chain[1:]), index, n)
        if U is None or V is None:
            return None
        for picks, others in ((U, V), (V, U)):
            if picks is eye(n):
                return total([normal(DIAG(part)) for part in terms_of(expand(others))])
        return _row_sums(hadamard([U, V]))
    inside = product(middle)
    if starts and ends:
        return normal(DIAG(inside))
    return inside if starts else transposed(inside)


def rows(vector: Expr, index: Symbol, n: Size) -> Expr | None:
    """The matrix of the vᵢᵀ for i = 1, …, n; None where vᵢ is no column built from entries at i."""
    if vector.cols != ONE:
        return None
    if not depends_on(vector, index):
        return product((ONES(sizes=(n,)), transposed(vector)))
    if vector is UNIT(index, sizes=(n,)):
        return eye(n)
    match vector:
        case Add(children=terms):
            parts = [rows(term, index, n) for term in terms]
            return total([p for p in parts if p is not None]) if None not in parts else None
        case Product():
            return _rows_of_product(vector, index, n)
        case Call(function=function, children=factors) if function is HADAMARD:
            parts = [rows(factor, index, n) for factor in factors]
            return hadamard([p for p in parts if p is not None]) if None not in parts else None
        case Call(function=function, children=(base, exponent)) if function is POWER:
            inside = None if depends_on(exponent, index) else rows(base, index, n)
            return None if inside is None else entrywise_power(inside, exponent)
        case Call(function=function, children=(argument,)) if (
            function.entrywise is not None or function is softmax
        ):
            inside = rows(argument, index, n)
            return None if inside is None else normal(function(inside))
    return None


def _rows_of_product(vector: Product, index: Symbol, n: Size) -> Expr | None:
    """The rows of sᵢ A vᵢ: diag(s) V Aᵀ."""
    term = split(vector)
    values = _values(join(term.coefficient, term.scalars, ()), index, n)
    left = term.chain[:-1]
    if values is None or any(depends_on(factor, index) for factor in left):
        return None
    inside = rows(term.chain[-1], index, n)
    if inside is None:
        return None
    return product((normal(DIAG(values)), inside, *([transposed(product(left))] if left else [])))


def _all_entries(vector: Expr) -> Expr:
    """The sum of the values, of row sums that of the matrix: sum(A 1) = sum(A)."""
    parts = []
    for part in terms_of(vector):
        term = split(part)
        last = term.chain[-1] if len(term.chain) > 1 else None
        if last is not None and last is ones(last.rows):
            part = join(term.coefficient, term.scalars, term.chain[:-1])
        parts.append(entry_sum(part))
    return total(parts)


def _row_sums(A: Expr) -> Expr:
    return product((A, ones(A.cols)))


_OF_ROWS: dict[Function, Callable[[Expr], Expr]] = {
    SUM: _row_sums,
    SQUARED_NORM: lambda V: _row_sums(entrywise_power(V, Number(2))),
    LOGSUMEXP: lambda V: normal(LOGSUMEXP(V)),
}
SUMS.append(over_entries)
