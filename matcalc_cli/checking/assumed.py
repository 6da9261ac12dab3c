"""What more would have to be known of one symbol for a claim to be right; the weakest first.

The work is counted and bounded: of a claim on hundreds of symbols not every property is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TypeAlias

from matcalc_cli.checking.claims import Claim
from matcalc_cli.checking.comparison import equal, trials, work
from matcalc_cli.checking.judgement import Reason
from matcalc_cli.checking.verdicts import Compared, tied
from matcalc_cli.derivation import Derivation, Question
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.elaboration.kinds import closure
from matcalc_cli.errors import Problem
from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.functions.structure import array_of
from matcalc_cli.sampling.no_point import NoPoint
from matcalc_cli.traversal import postorder, substitute
from matcalc_grammar.frozen import Frozen

# Weaker ones first.
_OF_SQUARES = "symmetric skew lower upper orthogonal pd diagonal".split()
_OF_ENTRIES = ["positive"]
_WORDS = {"pd": "positive definite", "lower": "lower triangular", "upper": "upper triangular",
          "skew": "skew-symmetric"}  # fmt: skip

_IN_ALL = 100_000  # multiplications of all points tried together, or what takes as long
_FEWEST = 8  # properties tried at points, however much work each is: those of one symbol
_FEWEST_READ = 2
_READING = 50  # a claim read and derived anew is as much work for each of its nodes

Found: TypeAlias = tuple[str, Reason]


class Search(Frozen):
    """The property found, and the sentence that says so; whether all that could be was tried."""

    found: Found | None
    whole: bool = True


def condition(
    claim: Claim, derivation: Derivation, rest: Expr | None, structured: bool = False
) -> Search:
    """The one property that suffices; `rest` is the derivative less the claim, if it has a shape.

    Where it does not hold a symbol, no property of that symbol makes it zero. `structured`: the
    entries of the variable are tied already.
    """
    names = None if rest is None else _names(rest)
    options = Options(derivation.layout, steps="none", check=False, structured=structured)
    tried = Search(None if structured else _tied_if(claim, derivation))
    for search in (
        partial(_by_value, claim, derivation, names), partial(_by_reading, claim, options, names),
        partial(_all_square, claim, options, names),
    ):  # fmt: skip
        if tried.found is not None:
            break
        more = search()
        tried = Search(more.found, tried.whole and more.whole)
    return tried


def _names(rest: Expr) -> set[str]:
    return {array_of(node).name for node in postorder(rest) if isinstance(node, Symbol)}


def _first(tries: Iterator[Callable[[], Found | None]], fewest: int, cost: int) -> Search:
    """The first that is found, of as many as the work allows; each is so many multiplications."""
    most = max(fewest, _IN_ALL // max(1, cost))
    for attempt in islice(tries, most):
        found = attempt()
        if found is not None:
            return Search(found)
    return Search(None, next(tries, None) is None)


# Properties of symbols that can have them as they are


def _by_value(claim: Claim, derivation: Derivation, names: set[str] | None) -> Search:
    """Try each property at points drawn with it."""
    question, claimed = claim.question, claim.expression
    if claimed is None or claimed.shape != derivation.answer.shape:
        return Search(None)

    def tries() -> Iterator[Callable[[], Found | None]]:
        for symbol in _symbols(question, names):
            for name in _candidates(symbol):
                yield partial(_with_property, question, derivation, claimed, symbol, name)

    return _first(tries(), _FEWEST, work(question, derivation.answer, claimed))


def _with_property(
    question: Question, derivation: Derivation, claimed: Expr, symbol: Symbol, name: str
) -> Found | None:  # fmt: skip
    holds = _holds_with(question, derivation, claimed, symbol, name)
    return (name, _sentence(symbol, name)) if holds else None


def _candidates(symbol: Symbol) -> Iterator[str]:
    """Properties that say more; not those with which it would be 0, or diagonal unsaid."""
    square = symbol.is_square and not symbol.is_scalar
    for name in [*(_OF_SQUARES if square else ()), *_OF_ENTRIES]:
        having = closure({*symbol.properties, name})
        told = name == "diagonal" or "diagonal" in symbol.properties or "diagonal" not in having
        if name not in symbol.properties and told and not having >= {"skew", "symmetric"}:
            yield name


def _holds_with(
    question: Question, derivation: Derivation, claimed: Expr, symbol: Symbol, name: str
) -> bool:
    more = closure({*symbol.properties, name})
    changed = _changed(symbol, more, [question.function, derivation.answer, claimed])
    function, right, said = changed
    variables = tuple(_with(v, more) if v.name == symbol.name else v for v in question.variables)
    moving = {}
    for pair in question.dependences.items():
        dependent, on = (_with(s, more) if s.name == symbol.name else s for s in pair)
        moving[dependent] = on
    asked = question._replace(function=function, variables=variables, dependences=moving)
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
        if name not in (*_candidates(variable), *variable.properties):
            continue
        function, right, said = _changed(
            variable, more, [question.function, derivation.answer, claimed]
        )
        asked = question._replace(function=function, variables=(_with(variable, more),))
        try:
            given = trials(asked, right, said)
            compared = Compared(derivation, [next(given)])
            fits = tied(compared, frozenset([name])) is not None
            compared = compared._replace(trials=[*compared.trials, *(given if fits else ())])
        except NoPoint:
            continue
        if tied(compared, frozenset([name])):
            if all(equal(trial.claimed, trial.right) for trial in compared.trials):
                return name, _sentence(variable, name)  # with free entries, too
            words = f"right if {{0}} is {_WORDS.get(name, name)} and its entries are tied"
            return name, Reason(words, (variable,))
    return None


# Properties that make an undeclared matrix square, so that more can be written of it


def _by_reading(claim: Claim, options: Options, names: set[str] | None) -> Search:
    """Read the claim anew with a matrix that was not declared taken to be square.

    A random square matrix is invertible, so that is the one property that this can show.
    """

    def tries() -> Iterator[Callable[[], Found | None]]:
        for symbol in _could_be_square(claim.question, names):
            yield partial(_as_square, claim, options, symbol)

    return _first(tries(), _FEWEST_READ, _READING * claim.question.function.weight)


def _as_square(claim: Claim, options: Options, symbol: Symbol) -> Found | None:
    holds = _right_when(claim, options, [(symbol.name, "invertible")])
    return ("invertible", _sentence(symbol, "invertible")) if holds else None


def _all_square(claim: Claim, options: Options, names: set[str] | None) -> Search:
    symbols = list(_could_be_square(claim.question, names))
    if len(symbols) < 2:
        return Search(None)
    if not _right_when(claim, options, [(symbol.name, "invertible") for symbol in symbols]):
        return Search(None)
    *others, last = (f"{{{place}}}" for place in range(len(symbols)))
    words = f"right if {', '.join(others)} and {last} are square and invertible"
    return Search(("invertible", Reason(words, tuple(symbols))))


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


def _could_be_square(question: Question, names: set[str] | None) -> Iterator[Symbol]:
    undeclared = {symbol for symbol, declared in question.facts if not declared}
    for symbol in _symbols(question, names):
        square = symbol.is_square or symbol.is_vector
        if symbol in undeclared and not square and not symbol.indices:
            yield symbol


def _symbols(question: Question, names: set[str] | None) -> Iterator[Symbol]:
    """The symbols of which more could be known, of these names if there are any."""
    for symbol, _ in question.facts:
        named = names is None or symbol.name in names
        if named and not symbol.properties & {"index", "whole", "constant"}:
            yield symbol


def _sentence(symbol: Symbol, name: str) -> Reason:
    words = _WORDS.get(name, name)
    if name == "positive" and not symbol.is_scalar:
        words = "positive in every entry"
    return Reason(f"right if {{0}} is {words}", (symbol,))
