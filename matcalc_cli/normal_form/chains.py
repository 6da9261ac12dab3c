"""Identities of chains of matrices: transposes, inverses, powers, and scalars within a chain.

Registered with the normal form for the records concerned; each takes and returns normal forms.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matcalc_cli.expressions import Add, Call, Expr, Number, Product, Symbol
from matcalc_cli.functions.entrywise import POWER
from matcalc_cli.functions.function import Function
from matcalc_cli.functions.kronecker import KRON
from matcalc_cli.functions.reductions import MATRIX_POWER
from matcalc_cli.functions.structure import DIAG, HADAMARD, IDENTITY, INVERSE, TRANSPOSE, eye
from matcalc_cli.interning import remembered
from matcalc_cli.normal_form.entrywise import hadamard
from matcalc_cli.normal_form.products import product, scalar_power
from matcalc_cli.normal_form.registry import CALLS, CHAINS, Chain
from matcalc_cli.normal_form.scalar_chains import primitive, scalar_chain
from matcalc_cli.normal_form.sums import content, total
from matcalc_cli.normal_form.terms import is_chain, join, split
from matcalc_cli.normal_form.transposition import transposed, turned_weight
from matcalc_cli.rationals import Rational
from matcalc_cli.sizes import ONE

# Identities of two neighbours, by the record of the left one, and by that of the right one.
PAIRS: dict[Function, Callable[[Call, Expr], Expr | None]] = {}
PAIRS_BEHIND: dict[Function, Callable[[Expr, Call], Expr | None]] = {}


def inverted(A: Expr) -> Expr:
    """A⁻¹: (A B)⁻¹ = B⁻¹ A⁻¹ for square factors, (s A)⁻¹ = s⁻¹ A⁻¹, Q⁻¹ = Qᵀ for orthogonal Q."""
    if A.is_scalar:
        return scalar_power(A, Number(-1))
    number, core = content(A) if isinstance(A, Add) else (1, A)
    term = split(core)
    coefficient = number * term.coefficient
    parts = [join(coefficient, term.scalars, ())]
    scale = scalar_power(product(parts), Number(-1))
    if all(factor.is_square for factor in term.chain):
        return product([scale, *[_inverted_atom(factor) for factor in reversed(term.chain)]])
    return product([scale, _inverted_atom(join(1, {}, term.chain))])


def _inverted_atom(A: Expr) -> Expr:
    match A:
        case Call(function=function) if function is INVERSE:
            return A.children[0]
        case Call(function=function) if function is IDENTITY:
            return A
        case Call(function=function) if function is TRANSPOSE:
            return transposed(_inverted_atom(A.children[0]))
        case Call(function=function, children=(v,)) if function is DIAG:
            return DIAG(hadamard([POWER(v, Number(-1))]))
        case Call(function=function, children=(B, C)) if function is KRON and B.is_square:
            return CALLS[KRON](KRON(inverted(B), inverted(C)))
        case Call(function=function, children=(base, k)) if function is MATRIX_POWER:
            return matrix_power(base, product((Number(-1), k)))
        case Symbol(properties=properties) if "orthogonal" in properties:
            return transposed(A)
    (number,), (flipped,) = primitive([transposed(A)])
    if turned_weight(flipped) < turned_weight(A):
        return product((Number(number), TRANSPOSE(INVERSE(flipped))))
    return INVERSE(A)


def chain_product(factors: Chain, seams: list[int]) -> tuple[Rational, dict[Expr, Expr], Chain]:
    """A chain cleaned: identities dropped, A A⁻¹ = I, A A = A², scalars within it taken out.

    Neighbours are looked at where clean chains meet, at `seams`; all of them once two are one.
    """
    chain = _without_diagonals(_cancelled(factors) if _meets(factors, seams) else factors)
    if not chain:
        return 1, {}, [eye(factors[0].rows)]
    if chain is not factors:
        scaled = [split(factor) for factor in chain]
        if any(term.coefficient != 1 or term.scalars for term in scaled):
            whole = split(product(chain))
            return whole.coefficient, whole.scalars, list(whole.chain)
    cuts = [k for k, factor in enumerate(chain) if k and factor.rows is ONE]
    if not cuts and not (chain[0].rows is ONE and chain[-1].cols is ONE):
        return 1, {}, chain
    coefficient: Rational = 1
    scalars: dict[Expr, Expr] = {}
    rest: Chain = []
    for piece in _pieces(chain, cuts):
        if piece[0].rows is ONE and piece[-1].cols is ONE:
            value = split(scalar_chain(piece))
            coefficient = coefficient * value.coefficient
            for base, exponent in value.scalars.items():
                scalars[base] = total((scalars[base], exponent)) if base in scalars else exponent
        else:
            rest.extend(piece)
    return coefficient, scalars, rest


def _meets(factors: Chain, seams: list[int]) -> bool:
    """Whether some neighbours at the seams are one factor."""
    return any(k and met(factors[k - 1], factors[k]) is not None for k in seams)


def _pieces(chain: Chain, cuts: list[int]) -> list[Chain]:
    """The chain cut where it is one wide: A x xᵀ b is A x and the scalar xᵀ b."""
    return [chain[k:end] for k, end in zip([0, *cuts], [*cuts, len(chain)], strict=True)]


def _without_diagonals(chain: Chain) -> Chain:
    """diag(u) v as u ∘ v where the chain ends in a vector, and vᵀ diag(u) as (u ∘ v)ᵀ.

    Within a chain this is done only where u and v become one: diag(1 ⊘ u) u wᵀ = 1 wᵀ.
    """
    if not any(map(is_diagonal, chain)):
        return chain
    for k in range(len(chain) - 2, -1, -1):
        if chain[-1].cols == ONE and is_diagonal(chain[k]):
            tail = product(chain[k + 1 :])
            return _without_diagonals([*chain[:k], hadamard([*chain[k].children, tail])])
    for k in range(1, len(chain)):
        if chain[0].rows == ONE and is_diagonal(chain[k]):
            head = transposed(product(chain[:k]))
            turned = transposed(hadamard([*chain[k].children, head]))
            return _without_diagonals([turned, *chain[k + 1 :]])
    for k in range(len(chain) - 2):
        if is_diagonal(chain[k]) and chain[k + 1].cols == ONE:
            entries = hadamard([*chain[k].children, chain[k + 1]])
            if not isinstance(entries, Call) or entries.function is not HADAMARD:
                return _without_diagonals([*chain[:k], entries, *chain[k + 2 :]])
    return chain


def is_diagonal(factor: Expr) -> bool:
    """Whether it is diag(v) of a vector."""
    return isinstance(factor, Call) and factor.function is DIAG and factor.cols != ONE


def _cancelled(factors: Sequence[Expr]) -> Chain:
    """The chain with neighbours merged; what they became is merged with its neighbours in turn."""
    chain: Chain = []
    waiting = list(reversed(factors))
    while waiting:
        factor = waiting.pop()
        if isinstance(factor, Call) and factor.function is IDENTITY:
            continue
        merged = None if not chain else met(chain[-1], factor)
        if merged is None:
            chain.append(factor)
        else:
            chain.pop()
            whole = isinstance(merged, Product) and is_chain(merged)
            waiting.extend(reversed(merged.children) if whole else (merged,))
    return chain


@remembered
def met(left: Expr, right: Expr) -> Expr | None:
    """Two neighbours as one factor, else None: Aᵖ A^q = Aᵖ⁺q, Q Qᵀ = I for orthogonal Q."""
    if isinstance(left, Call) and left.function in PAIRS:
        found = PAIRS[left.function](left, right)
        if found is not None:
            return found
    if isinstance(right, Call) and right.function in PAIRS_BEHIND:
        found = PAIRS_BEHIND[right.function](left, right)
        if found is not None:
            return found
    if is_diagonal(left) and is_diagonal(right):
        return CALLS[DIAG](DIAG(hadamard([*left.children, *right.children])))
    if not left.is_square or not right.is_square:
        return None
    a, p = _base_and_power(left)
    b, q = _base_and_power(right)
    if a is b:
        return matrix_power(a, total((p, q)))
    if isinstance(a, Symbol) and "orthogonal" in a.properties and transposed(a) is b and p is q:
        return eye(a.rows)
    if isinstance(b, Symbol) and "orthogonal" in b.properties and transposed(b) is a and p is q:
        return eye(b.rows)
    return None


def _base_and_power(A: Expr) -> tuple[Expr, Expr]:
    match A:
        case Call(function=function, children=(base,)) if function is INVERSE:
            return base, Number(-1)
        case Call(function=function, children=(base, k)) if function is MATRIX_POWER:
            return base, k
        case Call(function=function, children=(inside,)) if function is TRANSPOSE:
            base, k = _base_and_power(inside)
            return transposed(base), k
    return A, Number(1)


def _is_reflection(A: Expr) -> bool:
    return isinstance(A, Symbol) and A.properties >= {"orthogonal", "symmetric"}


def matrix_power(A: Expr, k: Expr) -> Expr:
    """Aᵏ: A⁰ = I, A¹ = A, A⁻¹ the inverse, Iᵏ = I; H² = I for a reflection H = Hᵀ = H⁻¹."""
    if A.is_scalar:
        return scalar_power(A, k)
    if isinstance(k, Number):
        if k.value == 0:
            return eye(A.rows)
        if k.value == 1:
            return A
        if k.value == -1:
            return inverted(A)
        if _is_reflection(A) and isinstance(k.value, int):
            return A if k.value % 2 else eye(A.rows)
    base, power = _base_and_power(A)
    if isinstance(A, Call) and A.function is IDENTITY:
        return A
    if base is not A and not (isinstance(A, Call) and A.function is TRANSPOSE):
        return matrix_power(base, product((power, k)))
    term = split(A)
    if term.coefficient != 1 or term.scalars:
        scale = scalar_power(join(term.coefficient, term.scalars, ()), k)
        return product((scale, matrix_power(join(1, {}, term.chain), k)))
    return MATRIX_POWER(A, k)


CHAINS.append(chain_product)
CALLS.update({
    TRANSPOSE: lambda node: transposed(node.children[0]),
    INVERSE: lambda node: inverted(node.children[0]),
    MATRIX_POWER: lambda node: matrix_power(*node.children),
})  # fmt: skip
