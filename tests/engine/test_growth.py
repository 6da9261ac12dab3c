"""Work and size grow in proportion to the question, and what nobody holds is let go.

Work is counted in calls of Python functions, which no other load of the machine disturbs.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from math import log
from random import Random
from types import FrameType
from typing import TypeVar

import pytest

from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.differentials import motion, push
from matcalc_cli.errors import Unsupported
from matcalc_cli.expressions import Call, Differential, Expr, Symbol
from matcalc_cli.functions.held import HELD
from matcalc_cli.functions.structure import HADAMARD
from matcalc_cli.interning import NODES, clear
from matcalc_cli.normal_form import normal
from matcalc_cli.printers.code import code
from matcalc_cli.printers.record import Source, derived
from matcalc_cli.printers.text import text
from matcalc_cli.questions import Reader
from matcalc_cli.sampling import sampler
from matcalc_cli.sampling.effort import effort
from matcalc_cli.sizes import ONE, Size
from matcalc_cli.traversal import postorder, substitute, transform

T = TypeVar("T")
QUIET = Options(steps="none", check=False)
SMALL, LARGE = 40, 160
FAMILIES: dict[str, Callable[[int], str]] = {
    "linear terms": lambda k: "d/dx (" + " + ".join(f"a{i}^T x" for i in range(k)) + ")",
    "quadratic terms": lambda k: "d/dx (" + " + ".join(f"x^T A{i} x" for i in range(k)) + ")",
    "nested inverses": lambda k: "d/dX tr(" + "(A + " * k + "X" + ")^-1" * k + ")",
    "products": lambda k: (
        "d/dX tr(" + " ".join(f"A{i} X" for i in range(k)) + ") where X in R^{n x n}, "
        + ", ".join(f"A{i} in R^{{n x n}}" for i in range(k))
    ),
    "network": lambda k: "d/dx sum(" + "tanh(W " * k + "x" + ")" * k + ")",
}


def calls_of(work: Callable[[], T]) -> tuple[int, T]:
    """How many functions are called for some work, and what comes of it."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        found = work()
    finally:
        sys.setprofile(None)
    return calls, found


def counted(statement: str) -> tuple[int, Derivation]:
    """How many functions are called for a derivation, and the derivation."""
    (question,) = Reader().questions(statement)
    derive_question(question, QUIET)  # what is loaded late is loaded now
    clear()
    return calls_of(lambda: derive_question(question, QUIET))


def exponent(few: int, many: int) -> float:
    """The power of the size with which a count grows."""
    return log(many / few) / log(LARGE / SMALL)


@pytest.mark.parametrize("family", FAMILIES)
def test_work_grows_in_proportion(family: str) -> None:
    few, _ = counted(FAMILIES[family](SMALL))
    many, derivation = counted(FAMILIES[family](LARGE))
    assert exponent(few, many) < 1.15
    nodes = len(postorder(derivation.question.function))
    assert len(postorder(derivation.answer)) <= 4 * nodes


@pytest.mark.parametrize("family", FAMILIES)
def test_reading_grows_in_proportion(family: str) -> None:
    def calls(size: int) -> int:
        return calls_of(lambda: Reader().questions(FAMILIES[family](size)))[0]

    Reader().questions(FAMILIES[family](2))  # what is loaded late is loaded now
    assert exponent(calls(SMALL), calls(LARGE)) < 1.15


def test_steps_of_a_deep_network_share_what_it_shares() -> None:
    (question,) = Reader().questions(FAMILIES["network"](LARGE))
    lines = derive_question(question, Options(check=False)).lines
    nodes = len(postorder(*[line.expression for line in lines]))
    assert nodes <= 12 * len(postorder(question.function))


def opened(expr: Expr) -> Expr:
    """The expression with all products flat."""
    return transform(expr, lambda node: node.children[0] if is_held(node) else None)


def is_held(node: Expr) -> bool:
    return isinstance(node, Call) and node.function is HELD


@pytest.mark.parametrize("family", ["products", "network", "nested inverses"])
def test_what_is_written_grows_in_proportion(family: str) -> None:
    """With names for what is used again, which together say the same as the answer."""
    lengths = []
    for size in (SMALL, LARGE):
        (question,) = Reader().questions(FAMILIES[family](size))
        derivation = derive_question(question, Options(check=False))
        lengths.append(len(derived(derivation, "", Source(None, 1))))
        assert derivation.short is not None
        told = derivation.short
        for symbol, meaning in reversed(derivation.where):
            told = substitute(told, {symbol: meaning})
        assert normal(opened(told)) is normal(opened(derivation.answer))
    assert exponent(*lengths) < 1.15


def test_code_of_a_long_product_grows_in_proportion() -> None:
    def calls(size: int) -> int:
        (question,) = Reader().questions(FAMILIES["products"](size))
        derivation = derive_question(question, QUIET)
        return calls_of(lambda: code(derivation, "numpy", {}))[0]

    calls(2)  # what is loaded late is loaded now
    assert exponent(calls(SMALL // 2), calls(LARGE // 2)) < 1.15


def test_a_long_product_is_certified() -> None:
    (question,) = Reader().questions(FAMILIES["products"](SMALL))
    checks = derive_question(question, Options()).checks
    assert checks is not None
    assert checks.value
    assert checks.steps


@pytest.mark.parametrize("family", ["nested inverses", "network", "products"])
def test_a_thousand_levels(family: str) -> None:
    (question,) = Reader().questions(FAMILIES[family](1000))
    derivation = derive_question(question, Options(check=False))
    assert derivation.lines
    assert len(postorder(derivation.answer)) <= 4 * len(postorder(question.function))


def test_a_derivation_past_its_limit_leaves_nothing_half_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is refused by name; where there is room again, the same question is answered."""
    statement = FAMILIES["quadratic terms"](SMALL)
    (question,) = Reader().questions(statement)
    told = text(derive_question(question, QUIET).answer, unicode=False)
    for most in (1, 10, 100):
        clear()
        with monkeypatch.context() as patch:
            patch.setattr(import_module("matcalc_cli.derive"), "_MOST_MADE", most)
            with pytest.raises(Unsupported, match="becomes too large") as met:
                derive_question(question, QUIET)
        assert met.value.name == "too-large"
        assert text(derive_question(question, QUIET).answer, unicode=False) == told


def test_what_is_nested_too_deeply_is_refused() -> None:
    levels = "kron(x, " * 400 + "x" + ")" * 400
    (question,) = Reader().questions(f"d/dx sum({levels}) where x in R^2")
    with pytest.raises(Unsupported) as met:
        derive_question(question, QUIET)
    assert met.value.name == "too-deep"


def test_sizes_are_drawn_with_few_looks_at_what_they_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all letters must be small, not each of a hundred is tried alone."""
    terms = " + ".join(f"||A_{i} x - b_{i}||^2" for i in range(100))
    (question,) = Reader().questions(f"d/dx ({terms})")
    looks = 0

    def counted_effort(roots: object, sizes: Mapping[str, int]) -> int:
        nonlocal looks
        looks += 1
        return 60_000 * max(sizes.values())

    monkeypatch.setattr(sampler, "effort", counted_effort)
    drawing = sampler.Sampler(question.function, question.variables, {})
    found = drawing.sizes(Random(1))
    assert len(found) > 100
    assert set(found.values()) == {2}
    assert looks < 20


@pytest.mark.parametrize(
    ("function", "power"),
    [("tr(inv(X))", 3), ("tr(expm(X))", 3), ("sum(frechet_expm_matrix(X))", 5)],
)
def test_the_work_of_a_value_is_known_beforehand(function: str, power: int) -> None:
    """A Fréchet derivative as a matrix is found column by column, m² times."""
    (question,) = Reader().questions(f"d/dX {function}")
    (letter,) = question.function.children[0].rows.letters()
    small, large = (effort([question.function], {letter: m}) for m in (10, 20))
    assert large / small == pytest.approx(2**power, rel=0.2)


def held() -> int:
    """How many nodes are left when all that can go has gone."""
    gc.collect()  # functions that call themselves hold what they remember
    clear()
    return len(NODES)


def test_what_nobody_holds_is_let_go() -> None:
    before = held()
    _, derivation = counted("d/dX tr(X^T H X)")
    assert held() > before
    again = derive_question(derivation.question, QUIET)
    assert again.answer is derivation.answer  # what somebody holds is found again
    del derivation, again
    assert held() == before


def test_a_product_rule_that_nobody_could_read_is_refused() -> None:
    """So many terms of so many factors; where few factors move, there are few terms."""
    n = Size.letter("n")
    x, a = (Symbol(name, (n, ONE)) for name in "xa")
    few = HADAMARD(*[a] * 600, x)
    assert push(few, motion(few, x, {}), Differential)[1] is HADAMARD(*[a] * 600, Differential(x))
    many = HADAMARD(*[x] * 501)
    with pytest.raises(Unsupported, match="too long to be differentiated"):
        push(many, motion(many, x, {}), Differential)
