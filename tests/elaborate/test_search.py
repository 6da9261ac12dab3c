"""The search against all readings, and inferred declarations pasted back."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from matcalc_cli.derivation import Question
from matcalc_cli.elaboration.assumptions import Assumptions
from matcalc_cli.elaboration.conflicts import Reading
from matcalc_cli.elaboration.misfits import Misfit
from matcalc_cli.elaboration.readings import Ambiguous, Search
from matcalc_cli.elaboration.session import Elaboration
from matcalc_cli.errors import Problem
from matcalc_cli.expressions import Symbol
from matcalc_cli.sizes import ONE
from matcalc_grammar import sentences
from matcalc_grammar.errors import GrammarError

from .asking import ask, parsed

FEW = settings(
    max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)

ATOMS = st.sampled_from([
    "x", "x", "a", "b", "c", "A", "B", "α", "β", "x^T", "a^T", "b^T", "A^T", "||x||^2", "2",
])  # fmt: skip


def joined(parts: st.SearchStrategy[str], operator: str) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=2, max_size=3).map(operator.join)


def larger(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        joined(inside, " "), joined(inside, " + "), joined(inside, " .* ").map("({})".format),
        inside.map("({})".format), inside.map("||{}||^2".format), inside.map("exp({})".format),
        inside.map("sum({})".format), inside.map("({})^T".format), inside.map("tr({})".format),
        inside.map("log det({})".format), inside.map("({})^2".format),
    )  # fmt: skip


EXPRESSIONS = st.recursive(ATOMS, larger, max_leaves=7)


def elaboration(text: str) -> Elaboration:
    query = parsed(text)[-1]
    assert isinstance(query, sentences.Query)
    return Elaboration(Assumptions(), query)


def every_reading(search: Search) -> list[tuple[tuple[int, ...], Reading]]:
    """All readings that fit, with their place in the order of preference."""
    found = []
    choices = {each.key: each for each in search.candidates}
    fixed = {key for key, each in choices.items()
             if each.group == "upper" and key in search.variables}  # fmt: skip
    options = [each.kinds[:1] if key in fixed else each.kinds for key, each in choices.items()]
    for kinds in product(*options):
        changed = [
            "variable" if each.group == "latin" and key in search.variables else each.group
            for (key, each), kind in zip(choices.items(), kinds, strict=True)
            if kind != each.kinds[0]
        ]  # fmt: skip
        try:
            reading = search._read(dict(zip(choices, kinds, strict=True)))
        except (Misfit, Problem):
            continue
        counts = [changed.count(group) for group in ("upper", "variable", "latin", "scalar")]
        found.append(((*counts[:2], 1 - reading.is_scalar, *counts[2:]), reading))
    return found


@FEW
@given(EXPRESSIONS)
def test_the_search_finds_what_trying_everything_finds(expression: str) -> None:
    try:
        each = elaboration(f"d/dx {expression}")
    except GrammarError:
        assume(False)
    search = Search(each.scope, each.variables, each._read)
    everything = every_reading(search)
    try:
        chosen = [search.best().kinds]
    except Ambiguous as several:
        chosen = [reading.kinds for reading in several.readings]
    except Misfit as misfit:
        assert misfit.name == "ambiguous-operation" or not everything
        return
    least = min(cost for cost, _ in everything)
    best = [reading.kinds for cost, reading in everything if cost == least]
    if len(chosen) == 1:
        assert chosen == best
    else:
        assert all(kinds in chosen for kinds in best)
        assert all(kinds in best or kinds == search.plain for kinds in chosen)


def declarations(question: Question) -> str:
    return ", ".join(declaration(fact.symbol) for fact in question.facts)


def declaration(symbol: Symbol) -> str:
    if symbol.is_scalar:
        return f"{symbol.name} in R"
    columns = "" if symbol.cols == ONE else f" x {symbol.cols}"
    return f"{symbol.name} in R^{{{symbol.rows}{columns}}}"


@FEW
@given(EXPRESSIONS)
def test_what_was_inferred_can_be_pasted_back(expression: str) -> None:
    text = f"d/dx {expression}"
    try:
        question = ask(text)
    except (Problem, GrammarError):
        assume(False)
    again = ask(f"{text} where {declarations(question)}")
    assert again.function is question.function
    assert again.variables == question.variables
    assert [fact.symbol for fact in again.facts] == [fact.symbol for fact in question.facts]


@FEW
@given(EXPRESSIONS)
def test_a_size_letter_can_be_any_number(expression: str) -> None:
    try:
        question = ask(f"d/dx {expression}")
    except (Problem, GrammarError):
        assume(False)
    letters = {
        letter for fact in question.facts for size in fact.symbol.shape for letter in size.letters()
    }
    text = declarations(question)
    for letter in letters:
        merged = text.replace(f"{{{letter}}}", "{7}").replace(f"{letter} x", "7 x")
        merged = merged.replace(f"x {letter}}}", "x 7}")
        ask(f"d/dx {expression} where {merged}")


@pytest.mark.parametrize("text", [
    "d/dX tr(X^T A X B)", "d/dβ ||y - X β||^2", "d/dX A ⊗ X", "d/dX vec(A X B)",
    "d/dx A x / (x^T x)", "d/dt log det(A + t B)", "d/dX X^2 A", "d/dx unvec(x, m, n)",
])  # fmt: skip
def test_known_texts_pasted_back(text: str) -> None:
    question = ask(text)
    assert ask(f"{text} where {declarations(question)}").function is question.function
