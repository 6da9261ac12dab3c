"""Convexity in all unknowns together, and whether the domain of a function is convex."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.definite import Sign, entries_sign, form_sign
from matcalc_cli.expressions import Add, Call, Expr, IndexedSum, Number, Power, Symbol
from matcalc_cli.functions.entrywise import POWER, exp, log, sqrt
from matcalc_cli.functions.norms import SQUARED_FROBENIUS, SQUARED_NORM
from matcalc_cli.functions.scalars_of_matrices import DET, LOGDET
from matcalc_cli.functions.structure import INVERSE
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.terms import join, split, terms_of
from matcalc_cli.solving.affine import affine_parts
from matcalc_cli.solving.moves import bears
from matcalc_cli.traversal import postorder

_BARRIERS = frozenset({log, sqrt, LOGDET})  # defined where the argument is positive
_ANYWHERE = frozenset({exp, DET})


def is_affine(expr: Expr, unknowns: Sequence[Symbol]) -> bool:
    """Whether an expression is affine in all unknowns together."""
    for unknown in unknowns:
        if not bears(expr, unknown):
            continue
        parts = affine_parts(normal(expr), unknown)
        if parts is None or any(bears(parts.linear, u) for u in unknowns if u is not unknown):
            return False
    return True


def joint_sign(f: Expr, unknowns: Sequence[Symbol]) -> int | None:
    """1 where f is a sum of squares of affine terms and affine terms; -1 where -f is; else None."""
    directions = set()
    for term in terms_of(normal(f)):
        if is_affine(term, unknowns):
            continue
        direction = _square_sign(term, unknowns)
        if direction is None:
            return None
        directions.add(direction)
    return directions.pop() if len(directions) == 1 else None


def _square_sign(term: Expr, unknowns: Sequence[Symbol]) -> int | None:
    """The sign of c ‖affine‖², c (affine)² or c ∑ of such terms."""
    parts = split(term)
    moving = {base: power for base, power in parts.scalars.items()
              if any(bears(base, unknown) for unknown in unknowns)}  # fmt: skip
    fixed = {base: power for base, power in parts.scalars.items() if base not in moving}
    sign = form_sign(join(parts.coefficient, fixed, ()))
    if parts.chain or len(moving) != 1 or sign is None:
        return None
    ((base, power),) = moving.items()
    inside = _squared(base, power, unknowns)
    return None if inside is None else sign.direction * inside


def _squared(base: Expr, power: Expr, unknowns: Sequence[Symbol]) -> int | None:
    if power is Number(2):
        return 1 if is_affine(base, unknowns) else None
    if power is not Number(1):
        return None
    match base:
        case Call(function=function, children=(inside,)) if function in (
            SQUARED_NORM, SQUARED_FROBENIUS
        ):
            return 1 if is_affine(inside, unknowns) else None
        case IndexedSum(body=body):
            return joint_sign(body, unknowns)
        case Add():
            return joint_sign(base, unknowns)
    return None


def has_convex_domain(f: Expr, unknown: Symbol) -> bool:
    """Whether f is known to be defined on a convex set of the unknown, the others fixed."""
    declared = bool(unknown.properties & {"pd", "psd", "positive", "nonnegative"})
    return all(_is_harmless(node, unknown, declared) for node in postorder(normal(f))
               if bears(node, unknown))  # fmt: skip


def _is_harmless(node: Expr, unknown: Symbol, declared: bool) -> bool:
    match node:
        case Power(base=base, exponent=Number(value=p)):
            entire = p.denominator == 1 and p >= 0
            return entire or (declared and base is unknown) or _is_positive(form_sign(base))
        case Power():
            return not bears(node.exponent, unknown) and _is_positive(form_sign(node.base))
        case Call(function=function, children=(base, Number(value=p))) if function is POWER:
            entire = p.denominator == 1 and p >= 0
            return entire or (declared and base is unknown) or _is_positive(entries_sign(base))
        case Call(function=function, children=(inside, *_)) if function in _BARRIERS:
            if inside is unknown:
                return declared or function is not LOGDET
            half_space = function is not LOGDET and affine_parts(inside, unknown) is not None
            return half_space or _is_positive(entries_sign(inside))
        case Call(function=function, children=(inside, *_)) if function is INVERSE:
            return declared and inside is unknown
        case Call(function=function):
            # A kink is not seen by a Hessian: -|x| has the same one as |x|.
            return function in _ANYWHERE or function.condition in ("", "{0} ≠ 0")
    return True


def is_positive_by_domain(f: Expr, unknown: Symbol) -> bool:
    """Whether f is defined for positive entries of the unknown alone, as log is."""
    return any(isinstance(node, Call) and node.function is log and node.children[0] is unknown
               for node in postorder(f))  # fmt: skip


def _is_positive(sign: Sign | None) -> bool:
    return sign == Sign(1, True)
