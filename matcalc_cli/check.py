"""The check: a claim in, a judgement out."""

from __future__ import annotations

from matcalc_cli.checking.assumed import Search, condition
from matcalc_cli.checking.claims import Claim
from matcalc_cli.checking.comparison import equal, trials
from matcalc_cli.checking.counterexample import counterexample
from matcalc_cli.checking.differences import difference, explained
from matcalc_cli.checking.judgement import Counterexample, Judgement, Reason, Verdict
from matcalc_cli.checking.verdicts import Compared, Finding, found, turned_multiple
from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.elaboration.further import claimed_shape
from matcalc_cli.expressions import Expr, Number
from matcalc_cli.normal_form.sums import is_zero
from matcalc_cli.sampling.no_point import NoPoint
from matcalc_cli.sizes import shape_text

_NOT_ALL = "not every property that could make so long a claim right was tried"


def check_claim(claim: Claim, options: Options) -> Judgement:
    """Derive what the claim speaks of, and compare. Raises Unsupported."""
    derivation = derive_question(claim.question, options)
    checks = derivation.checks
    if checks is not None and not (checks.value and checks.shape):
        words = f"the right answer could not be certified: {checks.reason}"
        return _undecided(claim, derivation, words)
    if derivation.answer.shape != claimed_shape(claim.question):
        claim = claim.turned()
    judgement = _judged(claim, derivation, options)
    if judgement.verdict not in ("shape", "different"):
        return judgement
    other = claim.turned()  # e_j e_iᵀ, of sizes that only the layout tells
    if other.expression is None or other.expression is claim.expression:
        return judgement
    turned = _judged(other, derivation, options)
    return turned if turned.verdict == "transposed" else judgement


def _judged(claim: Claim, derivation: Derivation, options: Options) -> Judgement:
    """The verdict on a claim with the sizes that it has been given."""
    if claim.expression is None:
        return _unreadable(claim, derivation)
    if claim.expression.shape not in (derivation.answer.shape, derivation.answer.shape[::-1]):
        return _misshapen(claim, claim.expression, derivation)
    try:
        given = list(trials(claim.question, derivation.answer, claim.expression))
    except NoPoint:
        words = "no point was found at which both sides are defined"
        return _undecided(claim, derivation, words)
    compared = Compared(derivation, given, options.structured)
    return _compared(claim, claim.expression, compared, options)


def _compared(claim: Claim, claimed: Expr, compared: Compared, options: Options) -> Judgement:
    """The verdict by value, held against the normal form."""
    derivation, given = compared.derivation, compared.trials
    right = derivation.answer
    rest = difference(right, claimed)
    same = rest is not None and is_zero(rest)
    finding = found(compared)
    if finding is None and options.structured:
        finding = _free(claim, claimed, options)
    if same and (finding is None or finding[0] != "equal"):
        return _undecided(claim, derivation, "values and normal form disagree")
    if finding is not None and finding[0] == "equal":
        return Judgement(claim, "equal", finding[1], derivation, None, len(given), same)
    example = counterexample(claim.question, right, claimed)
    if finding is not None:
        return Judgement(claim, *finding, derivation, example, len(given), same)
    search = condition(claim, derivation, rest, compared.structured)
    if search.found is not None:
        name, why = search.found
        return Judgement(claim, "conditional", why, derivation, example, len(given), same, (name,))
    verdict, reason = _further(claimed, compared, rest)
    told = _with_note(derivation, search)
    return Judgement(claim, verdict, reason, told, example, len(given), same)


def _with_note(derivation: Derivation, search: Search) -> Derivation:
    """The derivation with a note where not all that could make the claim right was tried."""
    if search.whole:
        return derivation
    return derivation._replace(notes=(*derivation.notes, _NOT_ALL))


def _free(claim: Claim, claimed: Expr, options: Options) -> Finding | None:
    """Where tied entries are asked for: a claim that is right with free ones."""
    free = derive_question(claim.question, options._replace(structured=False, check=False))
    if not all(equal(at.claimed, at.right) for at in trials(claim.question, free.answer, claimed)):
        return None
    words = "right where the entries of {0} are free, but here they are tied"
    return "tied-entries", Reason(words, (claim.question.variables[0],))


def _further(
    claimed: Expr, compared: Compared, rest: Expr | None
) -> tuple[Verdict, Reason]:
    """The verdicts that remain when no slip of the usual kinds explains the claim."""
    right = compared.derivation.answer
    if rest is None:
        return "shape", _shapes(claimed, right)
    factor = turned_multiple(compared)
    if factor is Number(-1):
        return "different", Reason("it is the transpose of the derivative, with the wrong sign")
    if factor is not None:
        return "different", Reason("it is {0} times the transpose of the derivative", (factor,))
    return "different", explained(right, claimed, rest)


def _shapes(claimed: Expr, right: Expr) -> Reason:
    sizes = f"{shape_text(claimed.shape)}, the derivative {shape_text(right.shape)}"
    return Reason(f"the claim is {sizes}".replace("scalar", "a number"))


def _misshapen(claim: Claim, claimed: Expr, derivation: Derivation) -> Judgement:
    """A claim that has a shape, but neither that of the derivative nor of its transpose."""
    example = counterexample(claim.question, derivation.answer, claimed)
    return _under_condition(claim, derivation, _shapes(claimed, derivation.answer), example)


def _unreadable(claim: Claim, derivation: Derivation) -> Judgement:
    """A claim whose own shapes do not fit: right under a condition, or of no shape at all."""
    assert claim.misfit is not None
    reason = Reason(claim.misfit.message.replace("{", "{{").replace("}", "}}"))
    return _under_condition(claim, derivation, reason, None)


def _under_condition(
    claim: Claim, derivation: Derivation, misfit: Reason, example: Counterexample | None
) -> Judgement:
    """What is said of a claim whose shape is wrong, unless a condition makes it right."""
    search = condition(claim, derivation, None)
    if search.found is not None:
        name, why = search.found
        return Judgement(claim, "conditional", why, derivation, example, 0, False, (name,))
    told = _with_note(derivation, search)
    return Judgement(claim, "shape", misfit, told, example, 0, False)


def _undecided(claim: Claim, derivation: Derivation, words: str) -> Judgement:
    return Judgement(claim, "undecided", Reason(words), derivation, None, 0, False)
