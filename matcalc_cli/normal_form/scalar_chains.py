"""Chains that are numbers: squared norms, sums of entries, and xᵀ A y in the fixed order."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.expressions import Add, Call, Expr, Number, Product
from matcalc_cli.functions.entrywise import POWER
from matcalc_cli.functions.norms import SQUARED_FROBENIUS, SQUARED_NORM
from matcalc_cli.functions.reductions import SUM, softmax
from matcalc_cli.functions.structure import HADAMARD, IDENTITY, ONES, TRANSPOSE, UNIT, ones
from matcalc_cli.normal_form.entrywise import entry_factors, hadamard
from matcalc_cli.normal_form.products import product, size_number
from matcalc_cli.normal_form.registry import CALLS, Chain
from matcalc_cli.normal_form.sums import content
from matcalc_cli.normal_form.terms import join, outside, split, without_coefficient
from matcalc_cli.normal_form.transposition import transposed, turned_weight
from matcalc_cli.rationals import Rational
from matcalc_cli.sizes import ONE


def primitive(factors: Sequence[Expr]) -> tuple[list[Rational], Chain]:
    """The numbers of factors, those of sums too, and what is left of each factor."""
    pairs = [content(f) if isinstance(f, Add) else without_coefficient(f) for f in factors]
    return [number for number, _ in pairs], [factor for _, factor in pairs]


def scalar_chain(piece: Chain) -> Expr:
    """A 1×1 chain: vᵀv = ‖v‖², 1ᵀv = sum(v), xᵀA y = yᵀAᵀx in the fixed order."""
    flipped = [transposed(factor) for factor in reversed(piece)]
    half = len(piece) // 2
    if not len(piece) % 2 and piece[:half] == flipped[:half]:
        return squared_norm(product(piece[half:]))
    if len(piece) == 2 and any(_is_entrywise(f) for f in (flipped[-1], piece[1])):
        pair = flipped[-1], piece[1]
        entries = hadamard(pair)
        factors = entry_factors(without_coefficient(entries)[1])
        # A sum and its transpose may begin with terms of other signs: numbers make no difference.
        if set(map(_numberless, factors)) != set(map(_numberless, pair)):
            return entry_sum(entries)
    for one, rest in ((piece[0], piece[1:]), (flipped[0], flipped[1:])):
        shared = entry_factors(transposed(one))
        if len(shared) > 1 and (tail := product(rest)) in shared:
            return entry_sum(hadamard([transposed(one), tail]))
        if rest and one is ones(ONE, one.cols):
            return entry_sum(product(rest))
    numbers, turned = primitive(flipped)
    if _read_from(turned) < _read_from(piece):
        return product([*map(Number, numbers), Product(tuple(turned))])
    return Product(tuple(piece))


def _read_from(chain: Sequence[Expr]) -> tuple[bool, list[tuple[bool, int, tuple[str, int]]]]:
    """Which of a scalar chain and its transpose is written: eᵢᵀ comes first, as in (Aᵀ x)ᵢ."""
    row = chain[0]
    unit = isinstance(row, Call) and row.function is TRANSPOSE and _is_unit(row.children[0])
    return not unit, [turned_weight(factor) for factor in chain]


def _is_unit(factor: Expr) -> bool:
    return isinstance(factor, Call) and factor.function is UNIT


def _numberless(factor: Expr) -> Expr:
    return (content(factor) if isinstance(factor, Add) else without_coefficient(factor))[1]


def _is_entrywise(factor: Expr) -> bool:
    return isinstance(factor, Call) and factor.function in (HADAMARD, POWER)


def squared_norm(v: Expr) -> Expr:
    """‖v‖², numbers and scalars taken out; of ones, the number of entries; of eᵢ, 1."""
    term = split(v)
    squares = {base: product((Number(2), power)) for base, power in term.scalars.items()}
    core = join(1, {}, term.chain)
    record = SQUARED_NORM if core.cols == ONE else SQUARED_FROBENIUS
    if isinstance(core, Add):
        number, core = content(core)
        squares[Number(number)] = Number(2)
    square: Expr = record(core)
    if isinstance(core, Call) and core.function is ONES:
        square = size_number(v.rows * v.cols)
    elif _is_unit(core):
        square = Number(1)
    return product([*outside(term.coefficient**2, squares), square])


def entry_sum(A: Expr) -> Expr:
    """The sum of the entries: sum(c A) = c sum(A), sum(u ∘ v) = uᵀv for vectors, sum(1) = n.

    The sum of a unit vector is 1, and that of each row of softmax(X).
    """
    number, core = content(A) if isinstance(A, Add) else (1, A)
    term = split(core)
    before = outside(number * term.coefficient, term.scalars)
    if not term.chain:
        return product(before)
    inside = join(1, {}, term.chain)
    if isinstance(inside, Call) and inside.function is TRANSPOSE:
        inside = inside.children[0]
    match inside:
        case Call(function=function) if function is ONES:
            return product([*before, size_number(inside.rows * inside.cols)])
        case Call(function=function) if function is IDENTITY:
            return product([*before, size_number(inside.rows)])
        case Call(function=function) if function is UNIT:
            return product([*before, Number(1)])
        case Call(function=function) if function is softmax:
            return product([*before, size_number(ONE if inside.cols == ONE else inside.rows)])
        case Call(function=function, children=(u, v)) if function is HADAMARD and u.cols == ONE:
            return product([*before, transposed(u), v])
        case Call(function=function, children=(u, Number(value=2))) if function is POWER:
            return product([*before, squared_norm(u)])
    return product([*before, SUM(inside)])


CALLS.update({
    SUM: lambda node: entry_sum(node.children[0]),
    SQUARED_NORM: lambda node: squared_norm(node.children[0]),
    SQUARED_FROBENIUS: lambda node: squared_norm(node.children[0]),
})  # fmt: skip
