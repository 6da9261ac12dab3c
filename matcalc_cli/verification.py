"""What is said of a derivation after its certificate, at sizes that can be evaluated."""

from __future__ import annotations

from collections.abc import Callable

from matcalc_cli.certificate import Stage, Verdict, certify
from matcalc_cli.derivation import Checks, Line, Question
from matcalc_cli.errors import Unsupported
from matcalc_cli.expressions import Expr
from matcalc_cli.general_sizes import Change, lettered, resized
from matcalc_cli.normal_form import normal
from matcalc_cli.numeric import DIGITS, POINTS
from matcalc_cli.sampling.no_point import NoPoint, TooLarge
from matcalc_cli.structured import Structure
from matcalc_grammar.frozen import Frozen


class Claim(Frozen):
    """What is to be certified: the stages, `readable`, dF or d²f, and `turned`; see `certify`."""

    stages: tuple[Stage, ...]
    structure: Structure | None
    readable: Line | None
    turned: Expr | None


Retaken = Callable[[Question], Claim]


def verified(question: Question, claim: Claim, retaken: Retaken) -> Checks:
    """The certificate of a claim. Raises Unsupported where the numbers disagree.

    Where declared sizes are too large, it is that of what `retaken` derives for letters.
    """
    verdict: Verdict | None = None
    reason = ""
    try:
        verdict = certify(question, *claim)
    except TooLarge as missing:
        verdict = None if claim.structure is not None else _in_letters(question, claim, retaken)
        reason = missing.reason
    except NoPoint as missing:
        reason = missing.reason
    if verdict is None:
        return Checks(True, False, DIGITS, 0, False, reason)
    if not (verdict.value and verdict.steps):
        raise Unsupported(
            "failed-check",
            "the derivation found does not agree with the numerical derivative of the input, "
            "so it is not shown",
            help="this is a fault of matcalc: please report it, with the input",
        )  # fmt: skip
    return Checks(True, verdict.value, DIGITS, POINTS, verdict.steps)


def _in_letters(question: Question, claim: Claim, retaken: Retaken) -> Verdict | None:
    """The certificate of the derivation for letters, if the claim is an instance of it."""
    found = lettered(question)
    if found is None:
        return None
    general, back = found
    wider = retaken(general)
    if _forms(wider, back) != _forms(claim, lambda size: size):
        return None
    try:
        return certify(general, *wider)
    except NoPoint:
        return None


def _forms(claim: Claim, change: Change) -> list[Expr]:
    """The normal forms of the results and of the lines, with their sizes changed."""
    lines = [line for stage in claim.stages for line in stage.lines]
    lines += [] if claim.readable is None else [claim.readable]
    results = [stage.result for stage in claim.stages]
    results += [] if claim.turned is None else [claim.turned]
    return [normal(resized(expr, change))
            for expr in (*results, *[line.expression for line in lines])]  # fmt: skip
