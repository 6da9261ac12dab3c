"""What a name is: a symbol, an entry, a member of a family, an index, a size."""

from __future__ import annotations

import pytest

from matcalc_cli.expressions import (
    Add,
    IndexedSum,
    Number,
    Power,
    Product,
    SizeNumber,
    Symbol,
    multiply,
)  # fmt: skip
from matcalc_cli.functions.norms import SQUARED_NORM
from matcalc_cli.functions.structure import UNIT, t
from matcalc_cli.functions.unknown import entrywise_function, gradient_function, scalar_function
from matcalc_cli.sizes import ONE, Size

from .asking import ask, claimed, function, problem, shapes

m, n, p = Size.letter("m"), Size.letter("n"), Size.letter("p")
i, k = Symbol("i", properties=("index",)), Symbol("k", properties=("index",))
x = Symbol("x", (n, ONE))


def member(name: str, index: Symbol, size: Size = n) -> Symbol:
    return Symbol(name, (size, ONE), (), (index,))


def test_a_subscript_of_a_bare_array_is_an_entry() -> None:
    assert function("d/dx x_i^2") is Power(multiply(t(UNIT(i, sizes=(n,))), x), Number(2))
    assert function("d/dx x_2") is multiply(t(UNIT(Number(2), sizes=(n,))), x)


def test_a_subscript_under_a_sum_is_a_member() -> None:
    found = function("d/dμ sum_i ||x_i - μ||^2")
    mu = Symbol("mu", (n, ONE))
    difference = Add((member("x", i), multiply(Number(-1), mu)))
    assert found is IndexedSum(i, None, SQUARED_NORM(difference))


def test_a_declared_family_is_one_though_its_base_is_bare() -> None:
    found = function("x_i in R^p; d/dx sum_i ||x_i - x||^2")
    difference = Add((member("x", i, p), multiply(Number(-1), Symbol("x", (p, ONE)))))
    assert found is IndexedSum(i, None, SQUARED_NORM(difference))


def test_any_other_subscript_makes_a_name_of_its_own() -> None:
    fisher = shapes(ask("d/dw (w^T S_b w) / (w^T S_w w)"))
    assert fisher == {"w": "n", "S_b": "n x n", "S_w": "n x n"}
    assert shapes(ask("d/dx ||x - x_0||^2")) == {"x": "n", "x_0": "n"}
    assert shapes(ask("d/dA_1 tr(A_1 B)")) == {"A_1": "m x n", "B": "n x m"}
    assert shapes(ask("d/dx_{max} x_{max}^T y")) == {"x_max": "n", "y": "n"}
    assert shapes(ask("d/dX tr(A_{12} X)")) == {"X": "m x n", "A_12": "n x m"}


def test_two_digits_pick_a_member_of_a_family_with_two_indices() -> None:
    text = "x_{ij} in R^p; d/dx_{12} sum_{i=1}^n sum_{j=1}^m x_{ij}^T x_{ij}"
    assert ask(text).variables == ask(text.replace("12", "1,2")).variables
    (one,) = ask("x_i in R^p; d/dx_{12} sum_{i=1}^n x_i^T x_i").variables
    assert one.indices == (Number(12),)


def test_one_member_as_the_variable() -> None:
    question = ask("d/dx_k sum_i ||x_i||^2")
    assert question.variables == (member("x", k),)
    assert question.function is IndexedSum(i, None, SQUARED_NORM(member("x", i)))
    assert [fact.symbol for fact in question.facts] == [member("x", k)]


def test_one_of_several_parameters_as_the_variable() -> None:
    question = ask("f: R^{m x n} -> R; X depends on θ; d/dθ_k f(X)")
    theta = Symbol("theta", indices=(k,))
    X = Symbol("X", (m, n))
    assert question.variables == (theta,)
    assert dict(question.dependences) == {X: theta}
    assert question.function is scalar_function("f")(X)


@pytest.mark.parametrize("text", ["d/dt tr(X(t))", "X depends on t; d/dt tr(X)"])
def test_dependence(text: str) -> None:
    question = ask(text)
    assert [(a.name, b.name) for a, b in question.dependences.items()] == [("X", "t")]


def test_a_dependence_that_does_not_matter_is_left_out() -> None:
    assert not ask("X depends on t; d/dA tr(A X)").dependences


def test_bounds_of_sums() -> None:
    def upper(text: str) -> object:
        found = function(text)
        assert isinstance(found, IndexedSum)
        return found.upper

    assert upper("d/dx sum_{i=1}^N a_i^T x") is SizeNumber(Size.letter("N"))
    assert upper("d/dx sum_{i=1}^5 a_i^T x") is Number(5)
    assert upper("d/dx sum_{i=1}^{2 n} a_i^T x") is SizeNumber(Size.number(2) * n)
    assert upper("d/dx sum_{i=1}^N a_i^T x where N in R") is Symbol("N", properties=("whole",))
    assert upper("d/dx sum_i a_i^T x") is None
    assert upper("d/dx sum_i x_i") is SizeNumber(n)


def test_an_index_used_as_a_number() -> None:
    assert function("d/dt sum_{i=1}^4 i t") is IndexedSum(i, Number(4), multiply(i, Symbol("t")))


def test_neighbouring_entries() -> None:
    question = ask("d/dx sum_{i=1}^{n-1} (x_{i+1} - x_i)^2")
    assert shapes(question) == {"x": "n"}


def test_a_size_as_a_number() -> None:
    question = ask("d/dΣ n/2 log det Σ where Σ in R^{n x n} pd")
    assert shapes(question) == {"Sigma": "n x n"}
    assert SizeNumber(n) in question.function.children
    found = function("d/dx n x^T x where n in R, x in R^n")
    assert found is Product((SizeNumber(n), t(x), x))


def test_unknown_functions() -> None:
    a = Symbol("a", (n, ONE))
    assert function("f: R^n -> R; d/dx f(x)") is scalar_function("f")(x)
    assert function("f: R -> R; d/dx f(a^T x)") is entrywise_function("f")(multiply(t(a), x))
    assert shapes(ask("f: R^m -> R; d/dθ f(A θ)")) == {"theta": "n", "A": "m x n"}
    claim = claimed("f: R^n -> R; d/dx f(x) = ∇f(x)")
    assert claim is gradient_function("f")(x)
    claim = claimed("f: R -> R; d/dx sum(f(x)) = f'(x)")
    slope = entrywise_function("f").entrywise
    assert slope is not None and claim is slope(x)


def test_properties() -> None:
    question = ask("d/dX tr(A X B) where X in R^{n x n} pd, A orthogonal, B diagonal")
    having = {fact.symbol.name: set(fact.symbol.properties) for fact in question.facts}
    assert having == {
        "X": {"pd", "psd", "symmetric"}, "A": {"orthogonal", "invertible"},
        "B": {"diagonal", "symmetric"},
    }  # fmt: skip
    assert {fact.symbol.name: fact.declared for fact in question.facts} == {
        "X": True, "A": False, "B": False,
    }  # fmt: skip


def test_square_properties_make_a_matrix_square() -> None:
    assert shapes(ask("d/dX tr(X^T A X) where A symmetric"))["A"] == "m x m"
    assert shapes(ask("d/dΣ a^T Σ b where Σ pd")) == {"Sigma": "n x n", "a": "n", "b": "n"}


def test_declarations_hold_from_record_to_record() -> None:
    text = "A in R^{n x n}; A symmetric; x in R^n; d/dx x^T A x"
    (first, second) = ask(text).facts
    assert first.symbol.name == "x"
    assert "symmetric" in second.symbol.properties
    replaced = ask("x in R^n; x in R^m; d/dx x^T x")
    assert shapes(replaced) == {"x": "m"}


def test_facts_are_in_order_of_appearance() -> None:
    question = ask("d/dB tr(C B A) where A, B, C in R^{n x n}")
    assert [fact.symbol.name for fact in question.facts] == ["B", "C", "A"]


ERRORS = [
    ("d/dn n x^T x where x in R^n", "bad-variable"),
    ("d/dX X_i where X in R^{m x n}", None),
    ("d/dX sum_i X_i where X in R^{m x n}", "bad-subscript"),
    ("d/dx sum_i (x_{i+1} - x_i)^2", "sum-bounds"),
    ("f: R^n -> R; d/dx f + x", "unknown-name"),
    ("X depends on x; d/dx tr(X) where x in R^n", "not-supported"),
    ("f: R^n -> R^m; d/dx f(x)", "not-supported"),
]


@pytest.mark.parametrize(("text", "name"), ERRORS)
def test_error(text: str, name: str | None) -> None:
    if name is None:
        ask(text)
    else:
        assert problem(text).name == name


@pytest.mark.parametrize("written, from_one", [
    ("d/dφ sum_{t=2}^n (x_t - φ x_{t-1})^2", "d/dφ sum_{t=1}^{n-1} (x_{t+1} - φ x_t)^2"),
    ("d/dw sum_{i=0}^n w^T x_i", "d/dw sum_{i=1}^{n+1} w^T x_{i-1}"),
    ("x in R^n; d/dx sum_{i=3}^n i x_i", "x in R^n; d/dx sum_{i=1}^{n-2} (i + 2) x_{i+2}"),
    ("d/dw sum_{i=2}^5 w^T x_i", "d/dw sum_{i=1}^4 w^T x_{i+1}"),
])  # fmt: skip
def test_a_sum_counts_from_one(written: str, from_one: str) -> None:
    assert function(written) is function(from_one)
