"""What more would have to be known of one symbol for a claim to be right; the weakest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from matcalc_cli.checking.claims import Claim
from matcalc_cli.checking.comparison import equal, trials
from matcalc_cli.checking.judgement import Reason
from matcalc_cli.checking.verdicts import Compared, tied
from matcalc_cli.derivation import Derivation, Question
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.elaboration.kinds import closure
from matcalc_cli.errors import Problem
from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.sampling import NoPoint
from matcalc_cli.traversal import postorder, substitute

# Weaker ones first.
_OF_SQUARES = "symmetric skew lower upper orthogonal pd diagonal".split()
_OF_ENTRIES = ["positive"]
_WORDS = {"pd": "positive definite", "lower": "lower triangular", "upper": "upper triangular",
          "skew": "skew-symmetric"}  # fmt: skip

Found: TypeAlias = tuple[str, Reason]


def condition(claim: Claim, derivation: Derivation) -> Found | None:
    """The property, and the sentence that says so; None where no one property suffices."""
    options = Options(derivation.layout, steps="none", check=False)
    return (
        _tied_if(claim, derivation)
        or _by_value(claim, derivation)
        or _by_reading(claim, options)
        or _all_square(claim, options)
    )


# Properties of symbols that can have them as they are


def _by_value(claim: Claim, derivation: Derivation) -> Found | None:
    """Try each property at points drawn with it."""
    question, claimed = claim.question, claim.expression
    if claimed is None or claimed.shape != derivation.answer.shape:
        return None
    for symbol in _symbols(question):
        for name in _candidates(symbol):
            if _holds_with(question, derivation, claimed, symbol, name):
                return name, _sentence(symbol, name)
    return None


def _candidates(symbol: Symbol) -> Iterator[str]:
    square = symbol.is_square and not symbol.is_scalar
    for name in [*(_OF_SQUARES if square else ()), *_OF_ENTRIES]:
        if name not in symbol.properties:
            yield name


def _holds_with(
    question: Question, derivation: Derivation, claimed: Expr, symbol: Symbol, name: str
) -> bool:
    more = closure({*symbol.properties, name})
    changed = _changed(symbol, more, [question.function, derivation.answer, claimed])
    function, right, said = changed
    variables = tuple(_with(v, more) if v.name == symbol.name else v for v in question.variables)
    asked = question._replace(function=function, variables=variables)
    try:
        return all(equal(trial.claimed, trial.right) for trial in trials(asked, right, said))
    except NoPoint:
        return False


def _with(symbol: Symbol, properties: frozenset[str]) -> Symbol:
    return Symbol(symbol.name, symbol.shape, properties, symbol.indices)


def _changed(symbol: Symbol, properties: frozenset[str], given: Sequence[Expr]) -> list[Expr]:
    """The expressions with a symbol, or all members of its family, given these properties."""
    found: dict[Expr, Expr] = {
        node: _with(node, properties)
        for node in postorder(*given)
        if isinstance(node, Symbol) and node.name == symbol.name
    }
    return [substitute(expr, found) for expr in given]


def _tied_if(claim: Claim, derivation: Derivation) -> Found | None:
    """The variable structured, and its entries tied."""
    question, claimed = claim.question, claim.expression
    variable = question.variables[0]
    if claimed is None or claimed.shape != derivation.answer.shape:
        return None
    if not variable.is_square or variable.is_scalar:
        return None
    for name in ("symmetric", "skew", "lower", "upper", "diagonal"):
        more = closure({*variable.properties, name})
        function, right, said = _changed(
            variable, more, [question.function, derivation.answer, claimed]
        )
        asked = question._replace(function=function, variables=(_with(variable, more),))
        try:
            compared = Compared(derivation, list(trials(asked, right, said)))
        except NoPoint:
            continue
        if tied(compared, frozenset([name])):
            words = f"right if {{0}} is {_WORDS.get(name, name)} and its entries are tied"
            return name, Reason(words, (variable,))
    return None


# Properties that make an undeclared matrix square, so that more can be written of it


def _by_reading(claim: Claim, options: Options) -> Found | None:
    """Read the claim anew with a matrix that was not declared taken to be square.

    A random square matrix is invertible, so that is the one property that this can show.
    """
    for symbol in _could_be_square(claim.question):
        if _right_when(claim, options, [(symbol.name, "invertible")]):
            return "invertible", _sentence(symbol, "invertible")
    return None


def _all_square(claim: Claim, options: Options) -> Found | None:
    symbols = list(_could_be_square(claim.question))
    if len(symbols) < 2:
        return None
    if not _right_when(claim, options, [(symbol.name, "invertible") for symbol in symbols]):
        return None
    *others, last = (f"{{{place}}}" for place in range(len(symbols)))
    words = f"right if {', '.join(others)} and {last} are square and invertible"
    return "invertible", Reason(words, tuple(symbols))


def _right_when(claim: Claim, options: Options, known: Sequence[tuple[str, str]]) -> bool:
    try:
        again = claim.assuming(known)
        if again.expression is None:
            return False
        right = derive_question(again.question, options).answer
        given = trials(again.question, right, again.expression)
        return all(equal(trial.claimed, trial.right) for trial in given)
    except (Problem, NoPoint):
        return False


def _could_be_square(question: Question) -> Iterator[Symbol]:
    for symbol, declared in question.facts:
        if not declared and not symbol.is_square and not symbol.is_vector and not symbol.indices:
            yield symbol


def _symbols(question: Question) -> Iterator[Symbol]:
    for symbol, _ in question.facts:
        if not symbol.properties & {"index", "whole", "constant"}:
            yield symbol


def _sentence(symbol: Symbol, name: str) -> Reason:
    words = _WORDS.get(name, name)
    if name == "positive" and not symbol.is_scalar:
        words = "positive in every entry"
    return Reason(f"right if {{0}} is {words}", (symbol,))
