"""Systems that are recognised as a whole: eigenproblems, and orthogonal factors by the SVD."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matcalc_cli.collect import jacobian
from matcalc_cli.derivation import Condition
from matcalc_cli.expressions import Differential, Expr, Number, Symbol, multiply
from matcalc_cli.functions.matrix_functions import SQRTM
from matcalc_cli.functions.structure import INVERSE, eye, t
from matcalc_cli.normal_form.products import product
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.sums import is_zero, total
from matcalc_cli.normal_form.terms import split, terms_of, times, without_coefficient
from matcalc_cli.normal_form.transposition import transposed
from matcalc_cli.presentation.presenter import Presenter
from matcalc_cli.rationals import greatest_measure
from matcalc_cli.solving.affine import affine_parts, one_sided, scalar_multiple
from matcalc_cli.solving.elimination import Start
from matcalc_cli.solving.equations import Constraint, Equation, Move, System
from matcalc_cli.solving.moves import (
    EIGEN,
    MOVE_TERMS,
    POLAR,
    SYMMETRIC,
    TIMES_TRANSPOSE,
    bears,
    shown_product,
)
from matcalc_cli.traversal import substitute
from matcalc_grammar.frozen import Frozen


class Eigenproblem(Frozen):
    """P w = λ N w with P and N symmetric, under wᵀ N w = r, a constant.

    `eigenvalue` is λ, or s λ where N is s I.
    """

    P: Expr
    N: Expr
    vector: Symbol
    value: Symbol
    eigenvalue: Expr
    moves: tuple[Move, ...]


def eigenproblem(system: System, starts: Sequence[Start], show: Presenter) -> Eigenproblem | None:
    """The system as an eigenproblem: linear and homogeneous in a vector, with one multiplier."""
    if len(system.unknowns) != 1 or len(system.constraints) != 1:
        return None
    (w,), (constraint,) = system.unknowns, system.constraints
    multiplier = constraint.multiplier
    if not (w.is_vector and multiplier.is_scalar and _is_sphere(constraint, w)):
        return None
    parts = affine_parts(starts[0].residual, w)
    if parts is None or not is_zero(parts.constant):
        return None
    A = normal(jacobian(parts.form, w))
    by = affine_parts(A, multiplier)
    if by is None or is_zero(by.linear):
        return None
    P, N = by.constant, normal(-substitute(by.form, {Differential(multiplier): Number(1)}))
    P, N = _lightened(P, N)
    s = scalar_multiple(N)
    eigenvalue = multiplier if s is None else show(normal(multiply(s, multiplier)))
    number, body = without_coefficient(w if s is not None else shown_product(show, N, w))
    right = times(number, multiply(eigenvalue, body))
    equation = Equation(shown_product(show, P, w), right)
    return Eigenproblem(P, N, w, multiplier, eigenvalue, (Move(equation, EIGEN),))


def _is_sphere(constraint: Constraint, w: Symbol) -> bool:
    """Whether the constraint is quadratic in w without a linear term: wᵀ N w = r."""
    c = normal(constraint.left - constraint.right)
    gradient = normal(substitute(c, {w: normal(-w)}))
    return bears(c, w) and gradient is c and not bears(normal(constraint.right), w)


def _lightened(P: Expr, N: Expr) -> tuple[Expr, Expr]:
    """Both sides without the number that their terms share: 2 S w = 2 λ w as S w = λ w."""
    terms = [*terms_of(P), *terms_of(N)]
    part = Number(greatest_measure([without_coefficient(term)[0] for term in terms])) ** -1
    return normal(multiply(part, P)), normal(multiply(part, N))


class Eigenspace(Frozen):
    """P W = N W Λ with P and N symmetric, under Wᵀ N W = I."""

    P: Expr
    N: Expr
    moves: tuple[Move, ...]


def eigenspace(system: System, gradient: Expr, show: Presenter) -> Eigenspace | None:
    """The system as an eigenproblem in several columns; `gradient` is that of f alone."""
    if len(system.unknowns) != 1 or len(system.constraints) != 1:
        return None
    (W,), (constraint,) = system.unknowns, system.constraints
    N = _metric(normal(constraint.left - constraint.right), W)
    parts = affine_parts(gradient, W)
    if N is None or parts is None or not is_zero(parts.constant):
        return None
    sided = one_sided(parts.linear, W)
    if sided is None or sided.turned or sided.right is not eye(W.cols):
        return None
    P = normal(multiply(Number(2) ** -1, sided.left))
    if transposed(P) is not P:
        return None
    right = multiply(shown_product(show, N, W), constraint.multiplier)
    return Eigenspace(P, N, (Move(Equation(shown_product(show, P, W), right), EIGEN),))


def _metric(c: Expr, W: Symbol) -> Expr | None:
    """N where c is Wᵀ N W - I, else None."""
    term = split(total([c, eye(W.cols)])) if c.shape == (W.cols, W.cols) else None
    if term is None or term.coefficient != 1 or term.scalars or len(term.chain) < 2:
        return None
    first, *inside, last = term.chain
    if first is not transposed(W) or last is not W or any(bears(f, W) for f in inside):
        return None
    N = product(inside or [eye(W.rows)])
    return N if transposed(N) is N else None


class Polar(Frozen):
    """Q = U Vᵀ for M = U S Vᵀ: the matrix M, the values, the moves, what they rest on."""

    M: Expr
    values: Mapping[Symbol, Expr]
    moves: tuple[Move, ...]
    conditions: tuple[Condition, ...]
    verdict: str


def orthogonal_factor(
    system: System, gradient: Expr, show: Presenter
) -> Polar | None:
    """Of a linear or quadratic function of Q under QᵀQ = I; `gradient` is that of f alone."""
    if len(system.unknowns) != 1 or len(system.constraints) != 1:
        return None
    (Q,), (constraint,) = system.unknowns, system.constraints
    c = normal(constraint.left - constraint.right)
    if Q.is_scalar or Q.is_vector or c is not normal(multiply(t(Q), Q) - eye(Q.cols)):
        return None
    parts = affine_parts(gradient, Q)
    if parts is None or is_zero(parts.constant) or not _constant_on(parts.linear, Q):
        return None
    number, M = _direction(parts.constant)
    factor = multiply(show(M), INVERSE(SQRTM(show(normal(multiply(t(M), M))))))
    multiplier = normal(multiply(Number(2) ** -1, t(Q), gradient))
    values = {Q: factor, constraint.multiplier: multiplier}
    words = "{0} invertible" if M.is_square else "{0} of full column rank"
    condition = Condition(words, show(M))
    verdict = "global maximum" if number > 0 else "global minimum"
    return Polar(M, values, _polar_moves(Q, constraint, gradient, M, factor, show),
                 (condition,), verdict)  # fmt: skip


def _polar_moves(
    Q: Symbol, constraint: Constraint, gradient: Expr, M: Expr, factor: Expr, show: Presenter
) -> tuple[Move, ...]:
    Lambda = constraint.multiplier
    alone = Equation(show(gradient), multiply(Number(2), Q, Lambda))
    turned = Equation(normal(multiply(Number(2), Lambda)), show(normal(multiply(t(Q), gradient))))
    symmetric = Equation(show(normal(multiply(t(Q), M))), show(normal(multiply(t(M), Q))))
    last = Equation(Q, factor)
    return (Move(alone, MOVE_TERMS), Move(turned, TIMES_TRANSPOSE), Move(symmetric, SYMMETRIC),
            Move(last, POLAR))  # fmt: skip


def _constant_on(linear: Expr, Q: Symbol) -> bool:
    """Whether ⟨Q, linear(Q)⟩ is constant where QᵀQ = I: c Q, Q R, or P Q for a square Q."""
    for term in terms_of(linear):
        if is_zero(term):
            continue
        chain = split(term).chain
        places = [k for k, factor in enumerate(chain) if factor is Q]
        if len(places) != 1 or any(bears(f, Q) for f in chain if f is not Q):
            return False
        (k,) = places
        if k and (not Q.is_square or k < len(chain) - 1):
            return False
        side = [*chain[:k], *chain[k + 1 :]]
        turned = [transposed(factor) for factor in reversed(side)]
        if turned != side:
            return False
    return True


def _direction(constant: Expr) -> tuple[Any, Expr]:
    """The constant part as number · M, the first term of M positive and without a number."""
    numbers = [without_coefficient(term)[0] for term in terms_of(constant)]
    number = numbers[0]
    return number, total([normal(multiply(Number(number) ** -1, constant))])

