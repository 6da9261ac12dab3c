"""Identities of chains of matrices: transposes, inverses, traces, and scalars within a chain.

Registered with the normal form for the records concerned; each takes and returns normal forms.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matcalc_cli.expressions import Add, Call, Expr, Number, Product, Symbol
from matcalc_cli.functions.entrywise import POWER
from matcalc_cli.functions.function import Function
from matcalc_cli.functions.kronecker import KRON
from matcalc_cli.functions.norms import SQUARED_FROBENIUS, SQUARED_NORM
from matcalc_cli.functions.reductions import MATRIX_POWER, SUM
from matcalc_cli.functions.scalars_of_matrices import INNER, TRACE
from matcalc_cli.functions.structure import (
    DIAG,
    HADAMARD,
    IDENTITY,
    INVERSE,
    ONES,
    TRANSPOSE,
    UNIT,
    UNVEC,
    VEC,
    eye,
    ones,
)
from matcalc_cli.interning import remembered
from matcalc_cli.normal_form.entrywise import entry_factors, hadamard
from matcalc_cli.normal_form.rewriting import (
    CALLS,
    CHAINS,
    Chain,
    content,
    product,
    scalar_power,
    size_number,
    total,
)
from matcalc_cli.normal_form.terms import is_chain, join, outside, split, without_coefficient
from matcalc_cli.normal_form.transposition import is_moved, transposed, turned_weight
from matcalc_cli.rationals import Rational
from matcalc_cli.sizes import ONE
from matcalc_cli.traversal import postorder

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
    (number,), (flipped,) = _primitive([transposed(A)])
    if turned_weight(flipped) < turned_weight(A):
        return product((Number(number), TRANSPOSE(INVERSE(flipped))))
    return INVERSE(A)


def _primitive(factors: Sequence[Expr]) -> tuple[list[Rational], Chain]:
    """The numbers of factors, those of sums too, and what is left of each factor."""
    pairs = [content(f) if isinstance(f, Add) else without_coefficient(f) for f in factors]
    return [number for number, _ in pairs], [factor for _, factor in pairs]


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


def matrix_power(A: Expr, k: Expr) -> Expr:
    """Aᵏ: A⁰ = I, A¹ = A, A⁻¹ the inverse, Iᵏ = I."""
    if A.is_scalar:
        return scalar_power(A, k)
    if isinstance(k, Number):
        if k.value == 0:
            return eye(A.rows)
        if k.value == 1:
            return A
        if k.value == -1:
            return inverted(A)
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
    numbers, turned = _primitive(flipped)
    if [turned_weight(f) for f in turned] < [turned_weight(f) for f in piece]:
        return product([*map(Number, numbers), Product(tuple(turned))])
    return Product(tuple(piece))


def _numberless(factor: Expr) -> Expr:
    return (content(factor) if isinstance(factor, Add) else without_coefficient(factor))[1]


def _is_entrywise(factor: Expr) -> bool:
    return isinstance(factor, Call) and factor.function in (HADAMARD, POWER)


def squared_norm(v: Expr) -> Expr:
    """‖v‖², numbers and scalars taken out; of ones, the number of entries."""
    term = split(v)
    squares = {base: product((Number(2), power)) for base, power in term.scalars.items()}
    core = join(1, {}, term.chain)
    record = SQUARED_NORM if core.cols == ONE else SQUARED_FROBENIUS
    if isinstance(core, Add):
        number, core = content(core)
        squares[Number(number)] = Number(2)
    is_ones = isinstance(core, Call) and core.function is ONES
    square = size_number(v.rows * v.cols) if is_ones else record(core)
    return product([*outside(term.coefficient**2, squares), square])


def entry_sum(A: Expr) -> Expr:
    """The sum of the entries: sum(c A) = c sum(A), sum(u ∘ v) = uᵀv for vectors, sum(1) = n.

    The sum of a unit vector is 1.
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
        case Call(function=function, children=(u, v)) if function is HADAMARD and u.cols == ONE:
            return product([*before, transposed(u), v])
        case Call(function=function, children=(u, Number(value=2))) if function is POWER:
            return product([*before, squared_norm(u)])
    return product([*before, SUM(inside)])


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
    numbers, flipped = _primitive([transposed(factor) for factor in reversed(chain)])
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


CHAINS.append(chain_product)
CALLS.update({
    TRANSPOSE: lambda node: transposed(node.children[0]),
    INVERSE: lambda node: inverted(node.children[0]),
    MATRIX_POWER: lambda node: matrix_power(*node.children),
    TRACE: lambda node: traced(node.children[0]),
    SUM: lambda node: entry_sum(node.children[0]),
    INNER: lambda node: traced(product((transposed(node.children[0]), node.children[1]))),
    SQUARED_NORM: lambda node: squared_norm(node.children[0]),
    SQUARED_FROBENIUS: lambda node: squared_norm(node.children[0]),
})  # fmt: skip
