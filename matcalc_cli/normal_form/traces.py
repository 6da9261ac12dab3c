"""Traces of chains in normal form: tr(A B) = tr(B A) = tr(Bᵀ Aᵀ), one of them chosen."""

from __future__ import annotations

from matcalc_cli.expressions import Add, Call, Expr, Number, Product
from matcalc_cli.functions.kronecker import KRON
from matcalc_cli.functions.scalars_of_matrices import INNER, TRACE
from matcalc_cli.functions.structure import DIAG, IDENTITY, TRANSPOSE, UNVEC, VEC
from matcalc_cli.normal_form.chains import met
from matcalc_cli.normal_form.entrywise import entry_factors, hadamard
from matcalc_cli.normal_form.products import product, size_number
from matcalc_cli.normal_form.registry import CALLS, Chain
from matcalc_cli.normal_form.scalar_chains import entry_sum, primitive, squared_norm
from matcalc_cli.normal_form.sums import content
from matcalc_cli.normal_form.terms import outside, split
from matcalc_cli.normal_form.transposition import is_moved, transposed, turned_weight
from matcalc_cli.sizes import ONE
from matcalc_cli.traversal import postorder


def traced(A: Expr) -> Expr:
    """tr A: tr(c A) = c tr A, tr(A B) = tr(B A) and tr(A) = tr(Aᵀ) in the fixed order.

    The ends of a chain meet: tr(A X A) = tr(A² X). tr(A ⊗ B) = tr A tr B.
    tr(unvec(v)ᵀ M) = vᵀ vec M, and tr((A ∘ B)ᵀ B) = sum(A ∘ B ∘ B).
    """
    number, core = content(A) if isinstance(A, Add) else (1, A)
    term = split(core)
    before = outside(number * term.coefficient, term.scalars)
    chain = list(term.chain)
    if len(chain) == 1 and isinstance(chain[0], Call):
        if chain[0].function is IDENTITY:
            return product([*before, size_number(chain[0].rows)])
        if chain[0].function is DIAG:
            return product([*before, entry_sum(chain[0].children[0])])
        if chain[0].function is KRON and chain[0].children[0].is_square:
            return product([*before, *map(traced, chain[0].children)])
    if len(chain) > 1 and (merged := met(chain[-1], chain[0])) is not None:
        return product([*before, traced(product([merged, *chain[1:-1]]))])
    for k, factor in enumerate(chain):
        if factor.rows == ONE:
            return product([*before, *chain[k:], *chain[:k]])
        others = chain[k + 1 :] + chain[:k]
        shared = entry_factors(factor)
        if len(shared) > 1 and others and (rest := transposed(product(others))) in shared:
            entries = hadamard([factor, rest])
            upright = min((entries, transposed(entries)), key=_transposes)
            return product([*before, entry_sum(upright)])
        vector, turned = _unvectorised_in(factor)
        if vector is not None and others:
            rest = product(others)
            columns = CALLS[VEC](VEC(rest if turned else transposed(rest)))
            return product([*before, transposed(vector), columns])
    return product([*before, _cycle(chain)])


def _transposes(A: Expr) -> int:
    return sum(isinstance(n, Call) and n.function is TRANSPOSE for n in postorder(A))


def _unvectorised_in(factor: Expr) -> tuple[Expr | None, bool]:
    """The v of unvec(v) or of unvec(v)ᵀ, and whether it is transposed."""
    turned = isinstance(factor, Call) and factor.function is TRANSPOSE
    inside = factor.children[0] if turned else factor
    if isinstance(inside, Call) and inside.function is UNVEC:
        return inside.children[0], turned
    return None, turned


def _cycle(chain: Chain) -> Expr:
    """The first in the fixed order of all rotations of the chain and of its transpose."""
    numbers, flipped = primitive([transposed(factor) for factor in reversed(chain)])
    half = len(chain) // 2
    for turn in range(len(chain)):
        turned = chain[turn:] + chain[:turn]
        back = [transposed(factor) for factor in reversed(turned[half:])]
        if half and not len(chain) % 2 and turned[:half] == back:
            return squared_norm(product(turned[half:]))
    turns = [(c, c is flipped, k) for c in (chain, flipped) for k in range(len(c))]
    best, is_flipped, k = min(turns, key=lambda turn: _cycle_key(_rotated(turn[0], turn[2])))
    rotated = _rotated(best, k)
    before = [Number(number) for number in numbers if is_flipped and number != 1]
    trace = TRACE(rotated[0] if len(rotated) == 1 else Product(tuple(rotated)))
    return product([*before, trace]) if before else trace


def _cycle_key(turned: Chain) -> tuple[bool, list[tuple[bool, int, tuple[str, int]]]]:
    """dX and dX/dt stand last and without a transpose; then what the weights of factors say."""
    return not is_moved(turned[-1]), [turned_weight(factor) for factor in turned]


def _rotated(chain: Chain, k: int) -> Chain:
    return chain[k:] + chain[:k]


CALLS.update({
    TRACE: lambda node: traced(node.children[0]),
    INNER: lambda node: traced(product((transposed(node.children[0]), node.children[1]))),
})  # fmt: skip
