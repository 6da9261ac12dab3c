"""The normal form: one expression for all that named identities make equal, children first.

Products are a coefficient, scalar powers and a chain; sums have like terms collected and a fixed
order; transposes and inverses stand at atoms. Products are not multiplied out. Every constructor
here takes operands in normal form and returns one, and none grows its operands, so each pass ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from matcalc_cli.expressions import (
    INDEXED_SUMS,
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
from matcalc_cli.functions.function import Function
from matcalc_cli.functions.structure import IDENTITY, ZEROS, eye, zeros
from matcalc_cli.indices import depends_on
from matcalc_cli.interning import memory, remembered
from matcalc_cli.normal_form.terms import (
    ONE_NUMBER,
    join,
    split,
    terms_of,
    times,
    without_coefficient,
)
from matcalc_cli.rationals import Rational, greatest_measure, power_of, ratio, root_out
from matcalc_cli.sizes import SCALAR, Shape, Size
from matcalc_cli.traversal import transform

Chain: TypeAlias = list[Expr]
# A chain and where it may be unclean, to what comes out of it as scalars and what is left.
ChainIdentity: TypeAlias = Callable[[Chain, list[int]], tuple[Rational, dict[Expr, Expr], Chain]]

# The identities of single records and of chains build on the sums and products of this module and
# are used by them; they enter themselves here when their modules are imported.
CALLS: dict[Function, Callable[[Call], Expr]] = {}
CHAINS: list[ChainIdentity] = []
SUMS: list[Callable[[IndexedSum], Expr | None]] = []
ENTRYWISE: list[Callable[[Call], Expr | None]] = []  # of all that act on each entry
ONE_OPERAND: set[Function] = set()  # linear in one operand, in which sums of them are added
LIKE: list[Callable[[dict[Expr, Rational]], dict[Expr, Rational]]] = []
FACTORS: list[Callable[[dict[Expr, Expr], Chain], None]] = []


_known = memory()  # what each node became; a normal form is its own


def normal(root: Expr) -> Expr:
    """The normal form."""
    found = _known.get(root)
    if found is None:
        found = transform(root, _node, _known)
        _known[found] = found
    return found


def _node(node: Expr) -> Expr | None:
    rule = _RULES.get(type(node))
    return None if rule is None else rule(node)


def _call(node: Call) -> Expr | None:
    if node.function.linear is not None and _holds_zero(node):
        return zeros(*node.shape)
    if node.function.entrywise is not None and not node.is_scalar:
        for turn in ENTRYWISE:
            found = turn(node)
            if found is not None:
                return found
    rule = CALLS.get(node.function)
    return rule(node) if rule else None


def applied(node: Call) -> Expr:
    """A call of operands in normal form, in normal form."""
    found = _call(node)
    return node if found is None else found


def _holds_zero(node: Call) -> bool:
    """Whether an operand in which the function is linear is zero, and so its value."""
    zero = [k for k, child in enumerate(node.children) if is_zero(child)]
    return any(map(node.function.is_linear_in, zero))


def size_number(size: Size) -> Expr:
    """A size as a number, in terms of its letters: m n + 1, not (m*n+1)."""
    if len(size.terms) == 1 and size.terms[0][1] == 1 and len(size.terms[0][0]) == 1:
        return SizeNumber(size)
    parts = [
        product([Number(c), *[SizeNumber(Size.letter(letter)) for letter in monomial]])
        for monomial, c in size.terms
    ]
    return total(parts) if parts else Number(0)


def is_zero(expr: Expr) -> bool:
    """Whether it is the number 0 or a matrix of zeros, in normal form."""
    if isinstance(expr, Number):
        return not expr.value
    return isinstance(expr, Call) and expr.function is ZEROS


def total(terms: Iterable[Expr]) -> Expr:
    """The sum, like terms collected, in the fixed order. 2 A + 3 A = 5 A."""
    first, *others = terms
    if not others:
        return first
    coefficients: dict[Expr, Rational] = {}
    for term in (first, *others):
        for part in terms_of(term):
            coefficient, core = without_coefficient(part)
            coefficients[core] = coefficients.get(core, 0) + coefficient
    if sum(core.holds & INDEXED_SUMS for core in coefficients) > INDEXED_SUMS:
        for identity in LIKE:
            coefficients = identity(coefficients)
    kept = [core for core, c in coefficients.items() if c and not is_zero(core)]
    if len(kept) < 2:
        return times(coefficients[kept[0]], kept[0]) if kept else zeros(*first.shape)
    if sum(map(_has_one_operand, kept)) > 1:
        found = _gathered([times(coefficients[core], core) for core in kept])
        found.sort(key=term_order)
    else:
        kept.sort(key=_order)
        found = [times(coefficients[core], core) for core in kept]
    return found[0] if len(found) == 1 else Add(tuple(found))


def _order(expr: Expr) -> tuple[str, int]:
    return expr.order


def _has_one_operand(core: Expr) -> bool:
    return isinstance(core, Call) and core.function in ONE_OPERAND


def _gathered(terms: list[Expr]) -> list[Expr]:
    """diag u + 2 diag v = diag(u + 2 v), and so for vec."""
    found: dict[tuple[Function, Shape], list[Expr]] = {}
    for term in terms:
        core = without_coefficient(term)[1]
        if isinstance(core, Call) and core.function in ONE_OPERAND:
            found.setdefault((core.function, core.children[0].shape), []).append(term)
    for (function, _), together in found.items():
        if len(together) > 1:
            pairs = map(without_coefficient, together)
            inside = total([_distributed(c, core.children[0]) for c, core in pairs])
            terms = [term for term in terms if term not in together]
            terms.append(CALLS[function](function(inside)))
    return [term for term in terms if not is_zero(term)] or terms[:1]


def term_order(term: Expr) -> tuple[str, int]:
    """The fixed order of terms: that of the term without its coefficient."""
    return without_coefficient(term)[1].order


@remembered
def content(sum_: Add) -> tuple[Rational, Expr]:
    """A sum as number · primitive sum, whose first term is positive: (-2, A - B) of -2 A + 2 B."""
    coefficients = [without_coefficient(term)[0] for term in sum_.children]
    common = greatest_measure(coefficients)
    if coefficients[0] < 0:
        common = -common
    if common == 1:
        return 1, sum_
    parts = [without_coefficient(term) for term in sum_.children]
    return common, Add(tuple(times(ratio(c, common), core) for c, core in parts))


def product(factors: Iterable[Expr]) -> Expr:
    """The product: numbers multiplied, scalar powers added, the chain cleaned and cut at size 1."""
    factors = tuple(factors)
    if len(factors) == 1 and not factors[0].is_scalar:
        return factors[0]
    coefficient: Rational = 1
    scalars: dict[Expr, Expr] = {}
    chain: list[Expr] = []
    seams: list[int] = []  # where factors given meet; between them a chain is clean already
    ends: list[Expr] = []
    zero = False
    for factor in factors:
        if not factor.is_scalar:
            ends.append(factor)
            if isinstance(factor, Call):
                zero = zero or factor.function is ZEROS
                if factor.function is not IDENTITY:
                    seams.append(len(chain))
                    chain.append(factor)
                continue
            if not isinstance(factor, (Add, Product)):
                seams.append(len(chain))
                chain.append(factor)
                continue
        if isinstance(factor, Add):
            number, factor = content(factor)
            if number != 1:
                coefficient = coefficient * number
        number, powers, links, _ = split(factor)
        if number != 1:
            coefficient = coefficient * number
        if powers:
            _multiply_in(scalars, powers)
        if links and not (len(links) == 1 and _is_identity(links[0])):
            seams.append(len(chain))
            chain += links
    shape = (ends[0].rows, ends[-1].cols) if ends else SCALAR
    if not coefficient or zero:
        return zeros(*shape)
    if len(chain) > 1:
        for identity in CHAINS:
            number, found, chain = identity(chain, seams)
            coefficient = coefficient * number
            _multiply_in(scalars, found)
    elif ends and not chain:
        chain = [eye(shape[0])]
    if scalars:
        for name in FACTORS:
            name(scalars, chain)
        coefficient = coefficient * _numbers_out(scalars)
    if not coefficient or (len(chain) == 1 and is_zero(chain[0])):
        return zeros(*shape)
    return _distributed(coefficient, join(1, scalars, chain))


def _is_identity(factor: Expr) -> bool:
    return isinstance(factor, Call) and factor.function is IDENTITY


def _distributed(coefficient: Rational, core: Expr) -> Expr:
    """A number times a sum alone goes into the sum, so that -(A - B) and B - A are one."""
    if isinstance(core, Add) and coefficient != 1:
        parts = map(without_coefficient, core.children)
        return total([times(coefficient * c, part) for c, part in parts])
    return times(coefficient, core)


def _multiply_in(scalars: dict[Expr, Expr], more: dict[Expr, Expr]) -> None:
    """Powers of one base are added: sᵃ sᵇ = sᵃ⁺ᵇ."""
    for base, exponent in more.items():
        known = scalars.get(base)
        scalars[base] = exponent if known is None else total((known, exponent))


def _numbers_out(scalars: dict[Expr, Expr]) -> Rational:
    """Take what is a number out of the scalars: 2², √8 = 2 √2; the product of such."""
    number: Rational = 1
    for base, exponent in list(scalars.items()):
        if isinstance(base, Number) and isinstance(exponent, Number) and base.value > 0:
            power, degree = exponent.value.as_integer_ratio()
            outside, left = root_out(base.value, degree) if degree > 1 else (1, base.value)
            if outside != 1:
                number = number * power_of(outside, power)
                del scalars[base]
                _multiply_in(scalars, {Number(left): exponent})
    for base, exponent in list(scalars.items()):
        if is_zero(exponent) or base is ONE_NUMBER:
            del scalars[base]
        elif isinstance(base, Number) and (whole := _whole(exponent)) is not None:
            del scalars[base]
            number = number * power_of(base.value, whole)
    return number


def _whole(exponent: Expr) -> int | None:
    value = exponent.value if isinstance(exponent, Number) else None
    return value if isinstance(value, int) else None


def scalar_power(base: Expr, exponent: Expr) -> Expr:
    """A scalar power: whole exponents distribute over factors and multiply into powers.

    Others do so only over what is known to be positive, since (s²)^(1/2) is |s|.
    """
    if exponent is ONE_NUMBER or base is ONE_NUMBER:
        return base
    if is_zero(exponent):
        return Number(1)
    whole = _whole(exponent)
    if isinstance(base, Number) and not base.value:
        positive = isinstance(exponent, Number) and exponent.value > 0
        return base if positive else Power(base, exponent)
    number, core = content(base) if isinstance(base, Add) else (1, base)
    term = split(core)
    number = number * term.coefficient
    scalars: dict[Expr, Expr] = {}
    kept: dict[Expr, Expr] = {}
    for part, power in term.scalars.items():
        free = whole is not None or is_positive(part)
        (scalars if free else kept)[part] = product((power, exponent)) if free else power
    coefficient: Rational = 1
    if whole is not None:
        coefficient = power_of(number, whole)
    elif number < 0 or (number != 1 and not kept and not scalars):
        inside = join(number, kept, ())
        _multiply_in(scalars, {inside: exponent})
        kept, number = {}, 1
    elif number != 1:
        _multiply_in(scalars, {Number(number): exponent})
    if kept:
        inside = join(1, kept, ())
        if len(kept) == 1 and isinstance(inside, Power):
            _multiply_in(scalars, _nested(inside, exponent))
        else:
            _multiply_in(scalars, {inside: exponent})
    coefficient = coefficient * _numbers_out(scalars)
    return join(coefficient, scalars, ())


def _nested(inside: Power, exponent: Expr) -> dict[Expr, Expr]:
    """(sᵖ)^q = s^(pq) unless p is even, or a letter that may be: sᵖ could hide a sign."""
    p = inside.exponent
    if not isinstance(p, Number) or (isinstance(p.value, int) and p.value % 2 == 0):
        return {inside: exponent}
    return {inside.base: product((p, exponent))}


def is_positive(scalar: Expr) -> bool:
    """Whether a scalar in normal form is positive by its form or by declaration (0 allowed)."""
    match scalar:
        case Number(value=value):
            return value > 0
        case SizeNumber():
            return True
        case Symbol(properties=properties):
            return bool(properties & {"positive", "nonnegative"})
        case Call(function=function):
            return function.name in _POSITIVE
        case Power(base=base, exponent=Number(value=value)):
            return value.denominator == 2 or is_positive(base)
    return False


_POSITIVE = frozenset({"exp", "sqnorm", "sqfro", "norm", "fro", "norm1", "cosh", "sigmoid", "pi"})


def indexed_sum(node: IndexedSum) -> Expr:
    """∑ over i: what does not depend on i stands before it, or counts: ∑ᵢ₌₁ⁿ c M Aᵢ = c M ∑ᵢ Aᵢ."""
    index, upper, body = node.index, node.upper, node.body
    if is_zero(body):
        return body
    number, core = content(body) if isinstance(body, Add) else (1, body)
    term = split(core)
    outside = {b: p for b, p in term.scalars.items() if not depends_on(Power(b, p), index)}
    inside = {b: p for b, p in term.scalars.items() if b not in outside}
    chain = list(term.chain)
    before: list[Expr] = []
    after: list[Expr] = []
    while chain and not depends_on(chain[0], index):
        before.append(chain.pop(0))
    while chain and not depends_on(chain[-1], index):
        after.insert(0, chain.pop())
    coefficient = number * term.coefficient
    factors: list[Expr] = [join(coefficient, outside, ())]
    if inside or chain:
        summed: Expr = _summed(IndexedSum(index, upper, join(1, inside, chain)))
    elif upper is not None:
        summed = upper
    else:
        summed = IndexedSum(index, upper, ONE_NUMBER)
    return product((*factors, *before, summed, *after))


def _summed(node: IndexedSum) -> Expr:
    for identity in SUMS:
        found = identity(node)
        if found is not None:
            return found
    return node


_RULES: dict[type[Expr], Callable[[Any], Expr | None]] = {
    Add: lambda node: total(node.children),
    Product: lambda node: product(node.children),
    Power: lambda node: scalar_power(*node.children),
    Call: _call,
    IndexedSum: indexed_sum,
    SizeNumber: lambda node: size_number(node.size),
}
