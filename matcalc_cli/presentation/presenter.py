"""The choice of form: of the forms near the normal form, the one a person would write.

Common factors are taken out where that makes the expression shorter, products are multiplied out
where that does, a leading minus is moved into a difference, the positive term comes first, and a
sum that the user typed keeps the user's order and sign. The result has the value of its operand but
is not in normal form; it is for reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from matcalc_cli.expressions import (
    ARRAY_CALLS,
    INDEXED_SUMS,
    POWERS,
    PRODUCTS,
    SCALAR_CALLS,
    SUMS,
    Add,
    Call,
    Expr,
    IndexedSum,
    Number,
    Power,
    Product,
    Symbol,
)
from matcalc_cli.functions.entrywise import POWER, absolute, cos, cosh
from matcalc_cli.functions.kronecker import KRON
from matcalc_cli.functions.norms import NORMS, SQUARED_FROBENIUS, SQUARED_NORM
from matcalc_cli.functions.reductions import MATRIX_POWER
from matcalc_cli.functions.structure import TRANSPOSE
from matcalc_cli.interning import memory, remembered
from matcalc_cli.normal_form.expansion import expand
from matcalc_cli.normal_form.factors import (
    MARK,
    is_factored,
    outer_factors,
    with_factor,
    without_factor,
)
from matcalc_cli.normal_form.kronecker import kronecker, unmixed
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.sums import content
from matcalc_cli.normal_form.terms import ONE_NUMBER, split, terms_of, times, without_coefficient
from matcalc_cli.normal_form.transposition import transposed
from matcalc_cli.presentation.naming import named
from matcalc_cli.presentation.signs import has_minus, in_order, negated, sums_in
from matcalc_cli.rationals import Rational
from matcalc_cli.sizes import ONE
from matcalc_cli.traversal import nodes_of, postorder, transform

Typed: TypeAlias = tuple[tuple[Rational, Expr], ...]
Orders: TypeAlias = Mapping[frozenset[Expr], Typed]
_ADDED = SUMS | INDEXED_SUMS
_CHOICE = SUMS | INDEXED_SUMS | POWERS | SCALAR_CALLS  # where none stands, nothing is chosen
_KRONECKER = SUMS | PRODUCTS | ARRAY_CALLS  # what (A ⊗ B) (C ⊗ D + K) holds
_UNMIXED = 20  # what a product of Kronecker products that could be one weighs more
_LONG = 300  # an expression of more nodes, written out, is not multiplied out to compare
_WORTH = 3  # nor one that comes to weigh so many times as much on the way
_MANY = 200  # a sum of more terms is not searched for common factors
_EVEN = frozenset({SQUARED_NORM, SQUARED_FROBENIUS, cos, cosh, absolute})  # of any sign alike


def user_orders(function: Expr) -> Orders:
    """The terms of each sum as typed, coefficients apart, by the set of their normal forms."""
    orders: dict[frozenset[Expr], Typed] = {}
    for node in postorder(function, within=SUMS):
        if isinstance(node, Add) and isinstance(normal(node), Add):
            parts = [part for term in node.children for part in terms_of(normal(term))]
            typed = [without_coefficient(part) for part in parts]
            orders.setdefault(frozenset(core for _, core in typed), tuple(typed))
    return orders


@remembered
def presenter(function: Expr, expand: bool = False) -> Presenter:
    """The presenter for what is derived of a function, as the function is typed.

    Functions that are typed alike, as most without sums are, share one, and what it has written.
    """
    norms = any(isinstance(node, Call) and node.function in NORMS for node in nodes_of(function))
    return _shared(tuple(user_orders(function).items()), expand, norms)


@remembered
def _shared(
    orders: tuple[tuple[frozenset[Expr], Typed], ...], expand: bool, norms: bool
) -> Presenter:
    return Presenter(dict(orders), expand, norms)


class Presenter:
    """Writes normal forms for reading; remembers what it has written."""

    def __init__(self, orders: Orders, expand: bool = False, norms: bool = True) -> None:
        """`norms`: whether ‖x‖² may stand for xᵀx, as it does where norms were typed."""
        self._orders = orders
        self._norms = norms
        self._expand = expand
        self._done: dict[Expr, Expr] = {}
        self._stood: dict[Expr, Expr] = {}
        self._known: dict[Expr, Expr] = {}

    def __call__(self, expr: Expr) -> Expr:
        """The form to show of an expression in normal form."""
        if not expr.holds & _CHOICE:
            return named(expr)
        found = self._known.get(expr)
        if found is None:
            found = self._known[expr] = self._chosen(expr)
        return found

    def _chosen(self, expr: Expr) -> Expr:
        if self._expand:
            return self._shown(expand(expr))
        shown = self._shown(expr)
        if expr.weight >= _LONG or not expr.holds & SUMS:
            return shown
        if shown.weight <= expr.weight and is_factored(expr):
            return shown
        opened = expand(expr, _WORTH * expr.weight)
        return shown if opened is expr else min(shown, self._shown(opened), key=_weight)

    def _shown(self, expr: Expr) -> Expr:
        upright = self._upright(named(expr))
        shown = self._positive(transform(upright, self._node, self._done, _CHOICE))
        number, core = without_coefficient(shown)
        if number == -1 and isinstance(core, Add):
            return negated(core)
        return shown

    def _upright(self, expr: Expr) -> Expr:
        """xᵀ - yᵀ as (x - y)ᵀ, and the transpose of a sum that was typed.

        The whole is turned only with a sum within it.
        """
        if self._expand or not expr.holds & _ADDED:
            return expr
        parts = tuple([transform(part, self._stood_up, self._stood, _ADDED)
                       for part in expr.children])  # fmt: skip
        if parts == expr.children:
            return expr
        rebuilt = expr.rebuild(parts)
        return self._stood_up(rebuilt) or rebuilt

    def _stood_up(self, node: Expr) -> Expr | None:
        if node.is_scalar:
            return None
        match node:
            case Call(function=function, children=(A, k)) if function is MATRIX_POWER:
                short = all(len(split(term).chain) < 2 for term in terms_of(_flat(A)))
                return node.rebuild((_flat(A), k)) if short and _flat(A) is not A else None
        if isinstance(node, IndexedSum):
            body = node.body
            turned = isinstance(body, Call) and body.function is TRANSPOSE
            return TRANSPOSE(node.rebuild(body.children)) if turned else None
        if not isinstance(node, Add) or node.cols == ONE or self._cores(node) in self._orders:
            return None
        flat = transposed(node)
        row = node.rows == ONE and _weight(flat) + 1 < _weight(node)
        return TRANSPOSE(flat) if row or self._cores(flat) in self._orders else None

    def _cores(self, sum_: Expr) -> frozenset[Expr]:
        return frozenset(without_coefficient(term)[1] for term in terms_of(sum_))

    def _node(self, node: Expr) -> Expr | None:
        match node:
            case Add():
                return self._sum(node.children)
            case Product():
                return self._oriented(node)
            case IndexedSum():
                number, core = without_coefficient(node.body)
                return times(-1, node.rebuild((times(-number, core),))) if number < 0 else node
            case Call(function=function, children=(Symbol() as x,)) if (
                function is SQUARED_NORM and not self._norms
            ):
                return Product((TRANSPOSE(x), x))
            case Power(children=(Product(children=(_, x)), Number(value=value))) if (
                value.denominator == 2 and node.base is Product((TRANSPOSE(x), x))
            ):
                return Power(SQUARED_NORM(x), node.exponent)  # ‖x‖ is shorter than (xᵀx)^(1/2)
            case Call(function=function, children=(A, Call(function=within) as B)) if (
                function is KRON and within is KRON
            ):
                return kronecker(A, B)  # u ⊗ (vᵀ ⊗ C) = u vᵀ ⊗ C, where a sum hid it
            case Call() | Power():
                return self._turned_back(node.rebuild(list(map(self._positive, node.children))))
        return None

    def _sum(self, terms: Sequence[Expr]) -> Expr:
        """A sum with common factors taken out, its terms in order."""
        groups = list(terms)
        if not self._expand:
            groups = [self._positive(term) for term in self._grouped(groups)]
        if len(groups) == 1:
            return groups[0]
        typed = self._as_typed(terms) if len(groups) == len(terms) else ()
        ordered = Add(tuple(in_order(groups, typed)))
        number, core = content(ordered)
        if number.denominator > 1 and _numbers_in(ordered) < 1 + _numbers_in(core):
            return ordered  # 1/2 A x + b is no 1/2 (A x + 2 b)
        if self._expand or number == 1 or not isinstance(core, Add):
            return ordered
        if number < 0 and any(c < 0 for c, _ in map(without_coefficient, core.children)):
            number, core = -number, negated(core)
        return times(number, core)

    def _as_typed(self, terms: Sequence[Expr]) -> Sequence[Expr]:
        """The terms, coefficients apart, in the order typed of the sum or of its transpose."""
        cores = [without_coefficient(term)[1] for term in terms]
        typed = self._orders.get(frozenset(cores))
        if typed is not None or not self._orders or ONE in terms[0].shape:
            return [core for _, core in typed or ()]
        turned = self._orders.get(frozenset(map(transposed, cores)), ())
        return [transposed(core) for _, core in turned]

    def _grouped(self, terms: list[Expr]) -> list[Expr]:
        """Terms that share a factor at one end, or a scalar, put together; the longest first."""
        while 1 < len(terms) <= _MANY:
            best = self._best_factor(terms)
            if best is None:
                return terms
            place, factor, members = best
            rests = [without_factor(term, place, factor) for term in members]
            inside = self._sum(_opened([part for rest in rests for part in terms_of(rest)]))
            number, core = without_coefficient(inside)
            inside = times(number, self._stood_up(core) or core)
            kept = [term for term in terms if term not in members]
            terms = [*kept, with_factor(inside, place, factor)]
        return terms

    def _best_factor(self, terms: list[Expr]) -> tuple[str, Expr, list[Expr]] | None:
        shared: dict[tuple[str, Expr], list[Expr]] = {}
        for term in terms:
            for place, factor in outer_factors(term):
                shared.setdefault((place, factor), []).append(term)
        best, best_gain = None, 0
        for (place, factor), members in shared.items():
            gain = (len(members) - 1) * (1 if factor is MARK else _weight(factor))
            if len(members) > 1 and gain > best_gain:
                best, best_gain = (place, factor, members), gain
        return best

    def _oriented(self, product: Product) -> Expr:
        """Differences turned as they were typed, with the sign that this leaves in front."""
        sign = 1
        factors = _merged(product.children)
        for k, factor in enumerate(factors):
            turned = [each for each in sums_in(factor) if self._is_turned(each[0])]
            for sum_, dress in turned[:1]:
                factors[k] = dress(negated(sum_))
                sign = -sign
        number: Rational = sign
        parts: list[Expr] = []
        for factor in factors:  # a scalar product within may have been turned, and left its sign
            inside, core = without_coefficient(factor)
            number = number * inside
            parts += [] if core is ONE_NUMBER else [core]
        return times(number, Product(tuple(parts)) if len(parts) > 1 else parts[0])

    def _turned_back(self, node: Expr) -> Expr:
        """The argument of an even function as it was typed: ‖x - a‖², not ‖a - x‖²."""
        if not _is_even(node):
            return node
        argument, *others = node.children
        for sum_, dress in sums_in(argument):
            if self._is_turned(sum_):
                return node.rebuild((dress(negated(sum_)), *others))
        return node

    def _is_turned(self, sum_: Expr) -> bool:
        parts = [without_coefficient(term) for term in terms_of(sum_)]
        typed = {core: c for c, core in self._orders.get(self._cores(sum_), ())}
        return bool(typed) and all(typed[core] == -number for number, core in parts)

    def _positive(self, expr: Expr) -> Expr:
        """-2 Xᵀ (y - X b) as 2 Xᵀ (X b - y): a minus in front goes into a difference."""
        number, core = without_coefficient(expr)
        if number >= 0 or self._expand:
            return expr
        factors = core.children if isinstance(core, Product) else (core,)
        within = [(k, *each) for k, factor in enumerate(factors) for each in sums_in(factor)]
        sums = [sum_ for _, sum_, _ in within]
        # Of (x - m)ᵀ S (x - m) neither is turned alone.
        found = [each for each in within if sums.count(each[1]) == 1 and has_minus(each[1])]
        if not found:
            return expr
        k, sum_, dress = min(found, key=lambda each: self._cores(each[1]) in self._orders)
        flipped = _merged([*factors[:k], dress(negated(sum_)), *factors[k + 1 :]])
        return times(-number, flipped[0] if len(flipped) == 1 else Product(tuple(flipped)))


def _merged(factors: Sequence[Expr]) -> list[Expr]:
    """The factors, scalars that occur twice as powers: c c A as c² A, c⁻¹ c A as A.

    A sum within a product may have left a scalar that the product has too.
    """
    exponents: dict[Expr, Rational] = {}
    for factor in factors:
        base, exponent = _raised(factor)
        if exponent is not None:
            exponents[base] = exponents.get(base, 0) + exponent
    if len(exponents) == sum(_raised(factor)[1] is not None for factor in factors):
        return list(factors)
    merged = []
    for factor in factors:
        base, exponent = _raised(factor)
        if exponent is None:
            merged.append(factor)
        elif whole := exponents.pop(base, 0):
            merged.append(base if whole == 1 else Power(base, Number(whole)))
    return merged or [ONE_NUMBER]


def _is_even(node: Expr) -> bool:
    """Whether the sign of its argument is lost: ‖x‖², |t|, t², x.^2."""
    match node:
        case Call(function=function) if function in _EVEN:
            return True
        case Power(children=(_, Number(value=int() as p))):
            return p % 2 == 0
        case Call(function=function, children=(_, Number(value=int() as p))):
            return function is POWER and p % 2 == 0
    return False


def _flat(A: Expr) -> Expr:
    """(A + B)ᵀ of matrices as Aᵀ + Bᵀ; anything else as it is."""
    if not isinstance(A, Call) or A.function is not TRANSPOSE or ONE in A.shape:
        return A
    return transposed(A.children[0]) if isinstance(A.children[0], Add) else A


def _opened(terms: list[Expr]) -> list[Expr]:
    """Terms with transposes of sums written out, and like ones put together: I + (I - A)ᵀ."""
    pairs = list(map(without_coefficient, terms))
    if all(_flat(core) is core for _, core in pairs):
        return terms
    found: dict[Expr, Rational] = {}
    for number, core in pairs:
        for inner, part in map(without_coefficient, terms_of(_flat(core))):
            found[part] = found.get(part, 0) + number * inner
    return [times(number, part) for part, number in found.items() if number] or terms


def _raised(factor: Expr) -> tuple[Expr, Rational | None]:
    """The base and the exponent of a scalar that is no number; None for any other factor."""
    match factor:
        case Power(children=(base, Number(value=exponent))):
            return base, exponent
    return factor, 1 if factor.is_scalar and not isinstance(factor, Number) else None


_mixed: dict[Expr, int] = memory()  # the weights of what may hold products of Kronecker products


def _weight(expr: Expr) -> int:
    """The number of nodes when written out; more for what could be one Kronecker product."""
    if expr.holds & _KRONECKER != _KRONECKER:
        return expr.weight
    for node in postorder(expr, known=_mixed):
        within = sum([_mixed[child] for child in node.children])
        _mixed[node] = 1 + within + _UNMIXED * unmixed(node)
    return _mixed[expr]


def _numbers_in(sum_: Expr) -> int:
    """How many terms have a number in front."""
    return sum(abs(without_coefficient(term)[0]) != 1 for term in terms_of(sum_))


