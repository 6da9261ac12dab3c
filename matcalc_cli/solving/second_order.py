"""The second-order test: what the Hessians say of a stationary point."""

from __future__ import annotations

from collections.abc import Mapping

from matcalc_cli.definite import Sign, definite_word, definiteness
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.errors import Unsupported
from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.functions.structure import COMMUTATION, zeros
from matcalc_cli.normal_form.products import product
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.sums import total
from matcalc_cli.normal_form.terms import join, split, terms_of
from matcalc_cli.solving.convexity import (
    has_convex_domain,
    is_affine,
    is_positive_by_domain,
    joint_sign,
)
from matcalc_cli.solving.equations import Saying, SecondOrder, Solution, System
from matcalc_cli.solving.moves import bears
from matcalc_cli.traversal import postorder, substitute

_SILENT = Options(steps="none", check=False)
UNDECIDED = "not decided"
_Hessians = list[tuple[Symbol, Expr]]


def second_order(
    system: System, solution: Solution | None, own: Mapping[Symbol, Expr]
) -> SecondOrder | None:
    """The verdict on one solution, with a sentence that says why.

    `own` holds what is zero for each unknown, with common factors cancelled.
    Without a solution, what holds of any; None where that is nothing.
    """
    hessians = [(unknown, H) for unknown in system.unknowns
                if (H := hessian(system, unknown)) is not None]  # fmt: skip
    f = system.question.function
    signs = [(u, H, definiteness(_in_domain(H, u, f))) for u, H in hessians]
    shown = tuple((u, H, definite_word(sign)) for u, H, sign in signs)
    if solution is None and (len(signs) != 1 or system.constraints):
        return None
    if len(hessians) < len(system.unknowns):
        return _undecided("a Hessian has no closed form here", shown)
    sides = [normal(c.left - c.right) for c in system.constraints]
    if not all(is_affine(c, system.unknowns) for c in sides):
        return _undecided("the constraints are not linear", shown)
    if len(signs) > 1 and solution is not None:
        return _of_several(system, hessians, solution, own)
    unknown, H, sign = signs[0]
    convex = has_convex_domain(system.question.function, unknown)
    assumed, supposed = (sign, ()) if sign is not None else _supposing_positive(H, unknown)
    if assumed is not None and convex:
        judged = _everywhere(assumed, bool(system.constraints), shown, supposed)
        return judged if solution is not None else _wherever(judged)
    if solution is None:
        return None
    there = None if system.constraints else _sign_there(H, unknown, solution)
    if there is None or not there.strict:
        return _undecided("the Hessian was not shown to be definite", shown)
    return _local(there, ((unknown, H, f"{definite_word(there)} there"),))


def _undecided(why: str, shown: tuple[tuple[Symbol, Expr, str], ...]) -> SecondOrder:
    return SecondOrder(UNDECIDED, Saying(f"{UNDECIDED}: {why}"), shown)


def hessian(system: System, unknown: Symbol) -> Expr | None:
    """The Hessian of the function as it is shown, or None where the engine has none.

    That of a symmetric unknown is one of many that agree along symmetric dX: the one without K.
    """
    once = system.question._replace(variables=(unknown,))
    twice = once._replace(variables=(unknown, unknown))
    try:
        if not bears(derive_question(once, _SILENT).answer, unknown):
            return zeros(unknown.rows * unknown.cols, unknown.rows * unknown.cols)
        return _on_symmetric(derive_question(twice, _SILENT).answer, unknown)
    except Unsupported:
        return None


def _everywhere(
    sign: Sign, constrained: bool, shown: tuple[tuple[Symbol, Expr, str], ...],
    subjects: tuple[Symbol, ...] = (),
) -> SecondOrder:  # fmt: skip
    side, shape = ("minimum", "convex") if sign.direction > 0 else ("maximum", "concave")
    strictly = "strictly " if sign.strict else ""
    only = ", and the only one" if sign.strict else ""
    also = " and the constraints are linear" if constrained else ""
    more = f" if {', '.join(f'{{{k}}} > 0' for k in range(len(subjects)))}" if subjects else ""
    sentence = f"a global {side}{only}, since f is {strictly}{shape}{also}"
    return SecondOrder(f"global {side}", Saying(sentence + more, subjects), shown)


def _wherever(judged: SecondOrder) -> SecondOrder:
    """The verdict on a solution that is not known."""
    template, subjects = judged.sentence
    return judged._replace(sentence=Saying(f"where the gradient is 0, {template}", subjects))


def _local(sign: Sign, shown: tuple[tuple[Symbol, Expr, str], ...]) -> SecondOrder:
    side, word = ("minimum", "positive") if sign.direction > 0 else ("maximum", "negative")
    sentence = f"a local {side}, since the Hessian there is {word} definite"
    return SecondOrder(f"local {side}", Saying(sentence), shown)


def _of_several(
    system: System, hessians: _Hessians, solution: Solution, own: Mapping[Symbol, Expr]
) -> SecondOrder:
    """All together, or one after the other, each best whatever those after it are."""
    shown, signs, strict = [], [], True
    together = joint_sign(system.question.function, system.unknowns)
    apart = True
    unknowns = list(solution.values)
    for unknown, H in sorted(hessians, key=lambda each: unknowns.index(each[0])):
        later = unknowns[unknowns.index(unknown) + 1 :]
        convex = has_convex_domain(system.question.function, unknown)
        strict = strict and convex
        apart = apart and (convex or not later)
        apart = apart and not any(bears(own[unknown], other) for other in later)
        sign = definiteness(_in_domain(H, unknown, system.question.function))
        there = ""
        if sign is None and not later:
            sign = _sign_there(H, unknown, solution)
            strict, there = False, " there"
        word = definite_word(sign)
        shown.append((unknown, H, word and word + there))
        signs.append(sign)
    if together is not None:
        return _everywhere(Sign(together, False), bool(system.constraints), tuple(shown))
    known = {sign.direction for sign in signs if sign is not None and sign.strict}
    if len(known) != 1 or None in signs or system.constraints or not apart:
        words = Saying("not decided for all unknowns together")
        return SecondOrder(UNDECIDED, words, tuple(shown))
    side = "minimum" if known.pop() > 0 else "maximum"
    first = ", ".join(f"{{{k}}}" for k in range(len(shown) - 1))
    last = f"{{{len(shown) - 1}}}"
    scope = "global" if strict else "local"
    sentence = f"a {scope} {side}: best in {first} whatever {last} is, and then in {last}"
    subjects = tuple(unknown for unknown, *_ in shown)
    return SecondOrder(f"{scope} {side}", Saying(sentence, subjects), tuple(shown))


def _sign_there(H: Expr, unknown: Symbol, solution: Solution) -> Sign | None:
    """The sign of the Hessian at the solution: with X = s B, put s⁻¹ X for B, or s B for X."""
    plain = normal(H)
    value = normal(solution.values[unknown])
    parts = split(value)
    tried = [normal(substitute(plain, {unknown: value}))]
    if len(parts.chain) == 1:
        scale = join(parts.coefficient, parts.scalars, ()) ** -1
        stands = {parts.chain[0]: normal(scale * unknown)}
        if any(node is parts.chain[0] for node in postorder(plain)):
            tried.insert(0, normal(substitute(plain, stands)))
    for there in tried:
        sign = definiteness(_on_symmetric(there, unknown))
        if sign is not None:
            return sign
    return None


def _supposing_positive(H: Expr, unknown: Symbol) -> tuple[Sign | None, tuple[Symbol, ...]]:
    """The sign if the scalars of H that nothing is known of are positive, and which those are."""
    free = [node for node in postorder(H) if isinstance(node, Symbol) and node.is_scalar
            and node is not unknown and not node.indices
            and not node.properties & {"positive", "nonnegative", "index"}]  # fmt: skip
    if not free:
        return None, ()
    better: dict[Expr, Expr] = {
        s: Symbol(s.name, s.shape, s.properties | {"positive", "nonnegative"}) for s in free
    }
    supposed = normal(substitute(H, better))
    return definiteness(_on_symmetric(supposed, unknown)), tuple(free)


def _in_domain(H: Expr, unknown: Symbol, f: Expr) -> Expr:
    """H in normal form as it is in the domain: of a positive unknown, or along symmetric dX."""
    if not is_positive_by_domain(f, unknown):
        return _on_symmetric(normal(H), unknown)
    positive = Symbol(unknown.name, unknown.shape, unknown.properties | {"positive", "nonnegative"})
    return normal(substitute(H, {unknown: positive}))


def _on_symmetric(H: Expr, unknown: Symbol) -> Expr:
    """For a symmetric unknown, H without K: K vec dX = vec dX for a symmetric dX."""
    if "symmetric" not in unknown.properties:
        return H
    terms = []
    for term in terms_of(H):
        parts = split(term)
        chain = list(parts.chain)
        while len(chain) > 1 and _is_commutation(chain[0]):
            chain.pop(0)
        while len(chain) > 1 and _is_commutation(chain[-1]):
            chain.pop()
        terms.append(product([join(parts.coefficient, parts.scalars, ()), *chain]))
    return total(terms)


def _is_commutation(factor: Expr) -> bool:
    return getattr(factor, "function", None) is COMMUTATION
