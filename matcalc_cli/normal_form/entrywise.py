"""Identities of entrywise products and powers, and of diag.

Registered with the normal form; each takes and returns normal forms.
"""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.expressions import Add, Call, Expr, Number, Power, Product
from matcalc_cli.functions.entrywise import (
    MAXIMUM,
    POWER,
    absolute,
    cos,
    cosh,
    epow,
    exp,
    relu,
    sigmoid,
    sign,
    sin,
    sinh,
    step,
    tan,
    tanh,
)
from matcalc_cli.functions.structure import (
    DIAG,
    HADAMARD,
    IDENTITY,
    ONES,
    UNIT,
    VEC,
    ZEROS,
    eye,
    had,
    ones,
    zeros,
)
from matcalc_cli.normal_form.products import product, scalar_power
from matcalc_cli.normal_form.registry import CALLS, FACTORS
from matcalc_cli.normal_form.sums import content, is_zero, total
from matcalc_cli.normal_form.terms import ONE_NUMBER, join, outside, split, without_coefficient
from matcalc_cli.normal_form.transposition import transposed, turned_weight
from matcalc_cli.sizes import ONE


def hadamard(factors: Sequence[Expr]) -> Expr:
    """The entrywise product: scalars out, ones dropped, powers of one base added, fixed order."""
    shape = factors[0].shape
    if shape[0] == ONE and shape[1] != ONE:
        return transposed(hadamard([transposed(factor) for factor in factors]))
    before: list[Expr] = []
    powers: dict[Expr, Expr] = {}
    for factor in factors:
        number, core = content(factor) if isinstance(factor, Add) else (1, factor)
        coefficient, scalars, chain, _ = split(core)
        before += outside(number * coefficient, scalars)
        for part in entry_factors(join(1, {}, chain)):
            _entrywise_power_in(powers, part)
    _name_quotients(powers)
    nought, one, none = zeros(*shape), ones(*shape), Number(0)
    if nought in powers:
        return nought
    kept = [base if power is ONE_NUMBER else POWER(base, power) for base, power in powers.items()
            if power is not none and base is not one]  # fmt: skip
    kept = _in_one_vec(kept)
    kept.sort(key=lambda factor: factor.order)
    columns = _in_one_column(kept)
    if columns is not None:
        return product([*before, *columns])
    for k, factor in enumerate(kept):
        units = _units(factor)
        if units and len(kept) > 1:
            picks = [_entry(part, units) for part in (*kept[:k], *kept[k + 1 :])]
            return product([*before, *picks, factor])
        spread = _spread(factor)
        if spread is not None and len(kept) > 1:
            rest = hadamard([*kept[:k], *kept[k + 1 :]])
            return product([*before, *spread[0], rest, *spread[1]])
    result = had(*kept) if kept else ones(*shape)
    return product([*before, result])


def _in_one_vec(factors: list[Expr]) -> list[Expr]:
    """vec A ∘ vec B = vec(A ∘ B), for A and B of one shape."""
    first = next((inside for factor in factors if (inside := _inside_vec(factor))), None)
    if first is None or len(factors) == 1 or factors[0].cols != ONE:
        return factors
    insides = [(factor, _inside_vec(factor)) for factor in factors]
    within = [inside for _, inside in insides if inside is not None and inside.shape == first.shape]
    if len(within) < 2:
        return factors
    apart = [factor for factor, inside in insides if inside is None or inside.shape != first.shape]
    return [CALLS[VEC](VEC(hadamard(within))), *apart]


def _inside_vec(factor: Expr) -> Expr | None:
    """A of vec A, and A.^p of (vec A).^p."""
    match factor:
        case Call(function=function, children=(A,)) if function is VEC:
            return A
        case Call(function=function, children=(Call(children=(A,)) as base, p)) if (
            function is POWER and base.function is VEC
        ):
            return entrywise_power(A, p)
    return None


def _in_one_column(factors: list[Expr]) -> tuple[Expr, ...] | None:
    """(A e) ∘ (B e) = (A ∘ B) e, of one unit vector e."""
    arrays: list[Expr] = []
    units: set[Expr] = set()
    for factor in factors:
        base, *power = factor.children if _is_power(factor) else (factor,)
        match base:
            case Product(children=(*left, Call(function=function) as e)) if (
                function is UNIT and left
            ):
                arrays.append(POWER(product(left), *power) if power else product(left))
                units.add(e)
            case _:
                return None
    if len(arrays) < 2 or len(units) > 1 or any(ONE in array.shape for array in arrays):
        return None
    return hadamard(arrays), *units


def _is_power(factor: Expr) -> bool:
    return isinstance(factor, Call) and factor.function is POWER


def _units(factor: Expr) -> tuple[Expr, ...]:
    """The unit vectors that a factor is made of: e, or e and the f of e fᵀ; () where it is not."""
    match factor:
        case Call(function=function) if function is UNIT:
            return (factor,)
        case Product(children=(Call() as left, Call(children=(Call() as right,)))) if (
            left.function is UNIT and right.function is UNIT
        ):
            return left, right
    return ()


def _entry(A: Expr, units: tuple[Expr, ...]) -> Expr:
    """eᵀ A, or eᵀ A f, of a power the power of the entry: e ∘ A = (eᵀ A) e."""
    if isinstance(A, Call) and A.function is POWER:
        base, power = A.children
        return scalar_power(_entry(base, units), power)
    return product((transposed(units[0]), A, *units[1:]))


def _name_quotients(powers: dict[Expr, Expr]) -> None:
    """sinh u ⊘ cosh u = tanh u and sin u ⊘ cos u = tan u."""
    sigmoids = any(isinstance(part, Call) and part.function is sigmoid for part in powers)
    for part, power in list(powers.items()):
        if isinstance(part, Add) and isinstance(power, Number) and power.value < 0:
            _name_logistic(powers, part, power)
            sigmoids = True  # perhaps
        if not isinstance(part, Call) or len(powers) < 2:
            continue
        if part.function is exp:
            if sigmoids:
                _name_mirrored(powers, part, power)
        elif part.function is step or part.function is sign:
            _name_part(powers, part, power)
        names = _QUOTIENTS.get(part.function)
        below = names[0](*part.children) if names else None
        if names and below in powers and powers[below] is product((Number(-1), power)):
            del powers[part], powers[below]
            _entrywise_power_in(powers, epow(names[1](*part.children), power))


def _name_logistic(powers: dict[Expr, Expr], below: Add, power: Number) -> None:
    """exp u ⊘ (1 + exp u) = σ(u), and 1 ⊘ (1 + exp u) = σ(-u)."""
    one, *others = sorted(below.children, key=lambda term: term is not ones(*below.shape))
    u = others[0].children[0] if len(others) == 1 and is_exponential(others[0]) else None
    if one is not ones(*below.shape) or u is None:
        return
    del powers[below]
    above = powers.get(others[0])
    raised = Number(-power.value)
    if above is raised:
        del powers[others[0]]
        _entrywise_power_in(powers, epow(sigmoid(u), raised))
    else:
        _entrywise_power_in(powers, epow(sigmoid(product((Number(-1), u))), raised))


def _name_mirrored(powers: dict[Expr, Expr], part: Call, power: Expr) -> None:
    """exp u ∘ σ(-u) = σ(u), also where σ(-u) stands to a higher power."""
    (u,) = part.children
    mirrored = sigmoid(product((Number(-1), u)))
    have = powers.get(mirrored)
    if not (isinstance(power, Number) and isinstance(have, Number)) or have.value < power.value:
        return
    if power.value > 0 or have is power:
        del powers[part], powers[mirrored]
        _entrywise_power_in(powers, epow(sigmoid(u), power))
        if have is not power:
            _entrywise_power_in(powers, epow(mirrored, Number(have.value - power.value)))


def _name_part(powers: dict[Expr, Expr], part: Call, power: Expr) -> None:
    """relu(u) ∘ step(u) = relu(u), u ∘ sign(u) = |u|, |u| ∘ sign(u) = u.

    |u|.^p ∘ sign(u).^2 = |u|.^p wherever that is defined.
    """
    (u,) = part.children
    even = isinstance(power, Number) and power.value % 2 == 0 and power.value > 0
    if part.function is sign and even and absolute(u) in powers:
        del powers[part]
        return
    if power is not Number(1) or powers.get(part) is not power:
        return
    if part.function is step and relu(u) in powers:
        del powers[part]
    elif part.function is sign and powers.get(u) is power:
        del powers[part], powers[u]
        _entrywise_power_in(powers, absolute(u))
    elif part.function is sign and powers.get(absolute(u)) is power:
        del powers[part], powers[absolute(u)]
        for factor in entry_factors(u):
            _entrywise_power_in(powers, factor)


def is_exponential(term: Expr) -> bool:
    """Whether it is exp of something."""
    return isinstance(term, Call) and term.function is exp


_QUOTIENTS = {sin: (cos, tan), sinh: (cosh, tanh)}


def entry_factors(expr: Expr) -> tuple[Expr, ...]:
    """The factors of an entrywise product; of anything else, itself."""
    is_product = isinstance(expr, Call) and expr.function is HADAMARD
    return expr.children if is_product else (expr,)


def _spread(factor: Expr) -> tuple[list[Expr], list[Expr]] | None:
    """(u 1ᵀ) ∘ B = diag(u) B and (1 vᵀ) ∘ B = B diag(v): what stands before and behind B.

    Ones in a chain make it such: L 1 1ᵀ R is (L 1) (Rᵀ 1)ᵀ.
    """
    if not isinstance(factor, Product) or ONE in factor.shape:
        return None
    chain = factor.children
    for k, part in enumerate(chain):
        if isinstance(part, Call) and part.function is ONES and ONE not in part.shape:
            u = [*chain[:k], ones(part.rows)]
            v = [ones(ONE, part.cols), *chain[k + 1 :]]
            return _diagonals(u if k else (), v if k + 1 < len(chain) else ())
    for k in range(1, len(chain)):
        if chain[k].rows == ONE:
            u, v = list(chain[:k]), list(chain[k:])
            if v == [ones(ONE, factor.cols)]:
                return _diagonals(u, ())
            return _diagonals((), v) if u == [ones(factor.rows)] else None
    return None


def _diagonals(u: Sequence[Expr], v: Sequence[Expr]) -> tuple[list[Expr], list[Expr]]:
    """diag(u) and diag(vᵀ) of a column and a row, as chains; none of an empty one."""
    before = [_diagonal(product(u))] if u else []
    return before, [_diagonal(transposed(product(v)))] if v else []


def _entrywise_power_in(powers: dict[Expr, Expr], part: Expr) -> None:
    base: Expr = part
    power: Expr = Number(1)
    if isinstance(part, Power) or (isinstance(part, Call) and part.function is POWER):
        base, power = part.children
    powers[base] = total((powers[base], power)) if base in powers else power


def entrywise_power(A: Expr, exponent: Expr) -> Expr:
    """A.^p: numbers out for whole p, (A.^p).^q = A.^(pq) for whole q, ones stay ones."""
    if A.is_scalar:
        return scalar_power(A, exponent)
    if A is ones(*A.shape) or exponent is Number(1):
        return A
    if not (isinstance(exponent, Number) and isinstance(exponent.value, int)):
        return POWER(A, exponent)
    number, core = content(A) if isinstance(A, Add) else (1, A)
    term = split(core)
    scale = scalar_power(join(number * term.coefficient, term.scalars, ()), exponent)
    inside = join(1, {}, term.chain)
    if isinstance(inside, Call) and inside.function is HADAMARD:
        raised = [entrywise_power(part, exponent) for part in inside.children]
        return product((scale, hadamard(raised)))
    if isinstance(inside, Call) and inside.function is POWER:
        base, power = inside.children
        return product((scale, entrywise_power(base, product((power, exponent)))))
    return product((scale, hadamard([POWER(inside, exponent)])))


def _diagonal(A: Expr) -> Expr:
    """diag(c A) = c diag(A), diag(diag(v)) = v, diag(1) = I, diag(I) = 1, diag(u vᵀ) = u ∘ v."""
    number, core = content(A) if isinstance(A, Add) else (1, A)
    term = split(core)
    before = outside(number * term.coefficient, term.scalars)
    inside = join(1, {}, term.chain)
    for k, factor in enumerate(term.chain):
        if factor.rows == ONE:
            u, v = product(term.chain[:k]), transposed(product(term.chain[k:]))
            return product([*before, hadamard([u, v])])
    if isinstance(inside, Call):
        if inside.function is ZEROS:
            return zeros(*DIAG(inside).shape)
        if inside.function is DIAG and inside.cols != ONE:
            return product([*before, inside.children[0]])
        if inside.function is ONES and inside.cols == ONE:
            return product([*before, eye(inside.rows)])
        if inside.function is IDENTITY:
            return product([*before, ones(inside.rows)])
    if inside.cols != ONE:
        number, turned = without_coefficient(transposed(inside))
        if turned_weight(turned) < turned_weight(inside):
            return product([Number(number), *before, DIAG(turned)])
    return product([*before, DIAG(inside)])


FACTORS.append(lambda scalars, chain: _name_quotients(scalars))


def _maximum(node: Call) -> Expr:
    """max(u, 0) = relu(u)."""
    u, v = node.children
    if is_zero(v):
        return relu(u)
    return relu(v) if is_zero(u) else node


CALLS.update({
    MAXIMUM: _maximum,
    HADAMARD: lambda node: hadamard(node.children),
    POWER: lambda node: entrywise_power(*node.children),
    DIAG: lambda node: _diagonal(node.children[0]),
})  # fmt: skip
