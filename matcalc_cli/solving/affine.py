"""Equations that are affine in one unknown: move, collect, multiply by the inverse."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.collect import jacobian
from matcalc_cli.definite import definiteness, is_invertible
from matcalc_cli.derivation import Condition
from matcalc_cli.differentials import differential, motion
from matcalc_cli.errors import Unsupported
from matcalc_cli.expressions import Add, Differential, Expr, Number, Symbol, multiply
from matcalc_cli.functions.structure import INVERSE, TRANSPOSE, eye, inv, unvec_like, vec_vector
from matcalc_cli.normal_form.products import product
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.sums import content, is_zero, total
from matcalc_cli.normal_form.terms import join, split, terms_of, without_coefficient
from matcalc_cli.normal_form.transposition import transposed
from matcalc_cli.presentation.presenter import Presenter
from matcalc_cli.rules import Rule
from matcalc_cli.solving.entries import by_entries
from matcalc_cli.solving.equations import Equation, Isolated, Move
from matcalc_cli.solving.moves import (
    COLLECT_UNKNOWN,
    DIVIDE,
    MOVE_TERMS,
    MULTIPLY_BY_INVERSE,
    TRANSPOSE_BOTH,
    VEC_BOTH,
    bears,
    identity_last,
    shown_product,
)
from matcalc_cli.solving.opening import opened
from matcalc_cli.traversal import substitute
from matcalc_grammar.frozen import Frozen


class Affine(Frozen):
    """G(X) = linear(X) + constant, with `form` the linear part of dX instead; all normal."""

    linear: Expr
    constant: Expr
    form: Expr


class Sided(Frozen):
    """The linear part as left · X · right, or · Xᵀ ·; both sides in normal form."""

    left: Expr
    right: Expr
    turned: bool


def affine_parts(G: Expr, unknown: Symbol) -> Affine | None:
    """The parts of G where it is affine in the unknown, else None."""
    try:
        form = normal(differential(G, motion(G, unknown, {})))
    except Unsupported:
        return None
    new = marker(unknown)
    moved = opened(normal(substitute(form, {Differential(unknown): new})), (unknown, new))
    if bears(moved, unknown):
        return None
    linear = normal(substitute(moved, {new: unknown}))
    constant = total([opened(G, (unknown,)), product_minus(linear)])
    if bears(constant, unknown):
        return None
    return Affine(linear, constant, form)


def product_minus(A: Expr) -> Expr:
    """-A in normal form."""
    return normal(-A)


def marker(unknown: Symbol) -> Symbol:
    """A symbol like the unknown that is another one."""
    return Symbol(f"{unknown.name}_new", unknown.shape, unknown.properties)


def solve_affine(parts: Affine, unknown: Symbol, show: Presenter) -> Isolated | None:
    """The unknown alone, for linear(X) = -constant; None where the system is not square."""
    b = product_minus(parts.constant)
    if unknown.is_scalar:
        return _scalar(parts, b, unknown, show)
    entries = by_entries(parts.linear, b, unknown, show)
    if entries is not None:
        return entries
    if unknown.cols == unknown.rows or not unknown.is_vector:
        sided = one_sided(parts.linear, unknown)
        if sided is not None:
            return _with_sides(sided, b, unknown, show, parts.linear)
        return _by_vec(parts, b, unknown, show)
    return _vector(parts, b, unknown, show)


def _moved(linear: Expr, b: Expr, show: Presenter) -> Move:
    return Move(Equation(show(linear), show(b)), MOVE_TERMS)


def _scalar(parts: Affine, b: Expr, s: Symbol, show: Presenter) -> Isolated | None:
    """a s = b, all numbers (or both sides one multiple of an array, which is not solved)."""
    if not parts.linear.is_scalar:
        return None
    a = normal(substitute(parts.form, {Differential(s): eye(s.rows)}))
    if _is_negative(a):
        a, b = product_minus(a), product_minus(b)
    value = normal(multiply(b, a**-1))
    moves = [Move(Equation(shown_product(show, a, s), show(b)), MOVE_TERMS)]
    return _ended(moves, s, value, show, DIVIDE, _nonzero(a))


def _nonzero(a: Expr) -> tuple[Condition, ...]:
    sign = definiteness(a)
    if sign is not None and sign.strict:
        return ()
    core = content(a)[1] if isinstance(a, Add) else without_coefficient(a)[1]
    return (Condition("{0} ≠ 0", core),)


def _vector(parts: Affine, b: Expr, x: Symbol, show: Presenter) -> Isolated | None:
    """A x = b with A from the engine's Jacobian."""
    A = normal(jacobian(parts.form, x))
    if not A.is_square:
        return None
    return _with_sides(Sided(A, eye(x.cols), False), b, x, show, parts.linear)


def one_sided(linear: Expr, X: Symbol) -> Sided | None:
    """linear(X) as L X R, where the terms share one of the two sides; else None."""
    lefts: list[Expr] = []
    rights: list[Expr] = []
    turns: set[bool] = set()
    for term in terms_of(linear):
        parts = split(term)
        places = [k for k, factor in enumerate(parts.chain) if bears(factor, X)]
        scalars = join(parts.coefficient, parts.scalars, ())
        if len(places) != 1 or bears(scalars, X):
            return None
        (k,) = places
        turned = _turn_of(parts.chain[k], X)
        if turned is None:
            return None
        turns.add(turned)
        rows, cols = parts.chain[k].shape
        lefts.append(product([scalars, *(parts.chain[:k] or (eye(rows),))]))
        rights.append(product(parts.chain[k + 1 :] or (eye(cols),)))
    if len(turns) != 1:
        return None
    if all(right is rights[0] for right in rights):
        return Sided(total(lefts), rights[0], turns.pop())
    return _one_left(linear, X, turns.pop())


def _one_left(linear: Expr, X: Symbol, turned: bool) -> Sided | None:
    """L X R where all terms share L, their numbers and scalars put to the right."""
    lefts, rights = [], []
    for term in terms_of(linear):
        parts = split(term)
        k = next(k for k, factor in enumerate(parts.chain) if bears(factor, X))
        rows, cols = parts.chain[k].shape
        lefts.append(product(parts.chain[:k] or (eye(rows),)))
        scalars = join(parts.coefficient, parts.scalars, ())
        rights.append(product([scalars, *(parts.chain[k + 1 :] or (eye(cols),))]))
    if any(left is not lefts[0] for left in lefts):
        return None
    return Sided(lefts[0], total(rights), turned)


def _turn_of(factor: Expr, X: Symbol) -> bool | None:
    if factor is X:
        return False
    return True if factor is TRANSPOSE(X) else None


def _is_negative(A: Expr) -> bool:
    """Whether A is negative by its form, or has no more positive terms than negative ones."""
    sign = definiteness(A)
    if sign is not None:
        return sign.direction < 0
    signs = [1 if split(term).coefficient > 0 else -1 for term in terms_of(A)]
    return sum(signs) < 0 or (sum(signs) == 0 and signs[0] < 0)


def _with_sides(
    sided: Sided, b: Expr, X: Symbol, show: Presenter, linear: Expr
) -> Isolated | None:
    """L X R = b: X = L⁻¹ b R⁻¹."""
    left, right, turned = sided
    if _is_negative(left):
        left, b, linear = product_minus(left), product_minus(b), product_minus(linear)
    if not left.is_square or not right.is_square:
        return None
    bare = transposed(X) if turned else X
    moves = [_moved(linear, b, show)]
    scalar = scalar_multiple(left), scalar_multiple(right)
    whole = shown_product(show, scalar[0] or left, bare, scalar[1] or right)
    if moves[0].equation.left is not whole:
        moves.append(Move(Equation(whole, moves[0].equation.right), COLLECT_UNKNOWN))
    value = normal(multiply(_inverse(left, scalar[0]), b, _inverse(right, scalar[1])))
    rule = DIVIDE if None not in scalar else MULTIPLY_BY_INVERSE
    conditions = [c for side, s in zip((left, right), scalar, strict=True)
                  for c in _conditions(side, s, show)]  # fmt: skip
    if turned:
        moves.append(Move(Equation(bare, show(value)), rule))
        value, rule = transposed(value), TRANSPOSE_BOTH
    return _ended(moves, X, value, show, rule, conditions)


def scalar_multiple(A: Expr) -> Expr | None:
    """s where A is s I, else None."""
    if A.is_scalar:
        return A
    parts = [split(term) for term in terms_of(A)]
    every = eye(A.rows)
    if not A.is_square or any(part.chain != (every,) for part in parts):
        return None
    return total([join(part.coefficient, part.scalars, ()) for part in parts])


def _inverse(A: Expr, scalar: Expr | None) -> Expr:
    return inv(A) if scalar is None else scalar**-1


def _conditions(A: Expr, scalar: Expr | None, show: Presenter) -> tuple[Condition, ...]:
    if scalar is not None:
        return _nonzero(scalar)
    if is_invertible(A):
        return ()
    factors = invertible_factors(A)
    return tuple(Condition("{0} invertible", identity_last(show(factor))) for factor in factors)


def invertible_factors(A: Expr) -> list[Expr]:
    """What has to be invertible for A to be: its square factors that are not known to be."""
    inverse = normal(INVERSE(A))
    found = []
    for factor in split(inverse).chain:
        inside = factor
        while getattr(inside, "function", None) in (INVERSE, TRANSPOSE):
            inside = inside.children[0]
        if not is_invertible(inside):
            found.append(inside)
    return list(dict.fromkeys(found)) or [A]


def _by_vec(parts: Affine, b: Expr, X: Symbol, show: Presenter) -> Isolated | None:
    """J vec X = vec b, for terms that share neither side: a Sylvester equation."""
    if is_zero(b):
        return None  # X = 0 alone, and only where J is invertible
    try:
        J = normal(jacobian(parts.form, X))
    except Unsupported:
        return None
    if _is_negative(J):
        J, b, linear = product_minus(J), product_minus(b), product_minus(parts.linear)
    else:
        linear = parts.linear
    moves = [_moved(linear, b, show)]
    whole, right = show(J), normal(vec_vector(b))
    if whole is eye(J.rows):
        value = unvec_like(right, X)
        return Isolated((*moves, Move(Equation(X, value), VEC_BOTH)), (value,), ())
    moves.append(Move(Equation(multiply(whole, vec_vector(X)), right), VEC_BOTH))
    if not J.is_square:
        return Isolated(tuple(moves), (), ())
    number, core = without_coefficient(right)
    sign = () if number == 1 else (Number(number),)
    solved = multiply(*sign, INVERSE(whole), core)
    moves.append(Move(Equation(vec_vector(X), solved), MULTIPLY_BY_INVERSE))
    conditions = () if is_invertible(J) else (Condition("{0} invertible", whole),)
    return Isolated(tuple(moves), (unvec_like(solved, X),), conditions)


def _ended(
    moves: Sequence[Move], X: Symbol, value: Expr, show: Presenter, rule: Rule,
    conditions: Sequence[Condition],
) -> Isolated:  # fmt: skip
    """The moves with the last one, X = value, unless they end with it already."""
    alone = Equation(X, show(value))
    kept = list(moves)
    if not kept or kept[-1].equation != alone:
        kept.append(Move(alone, rule))
    return Isolated(tuple(kept), (value,), tuple(conditions))


