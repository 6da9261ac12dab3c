"""Which kinds undeclared names have: the order of preference, and when to ask."""

import pytest

from .asking import ask, problem, shapes

READ = [
    # Greek letters become vectors where they must
    ("d/dβ ||y - Xβ||^2", {"beta": "n", "y": "m", "X": "m x n"}),
    ("d/dμ sum_i ||x_i - μ||^2", {"mu": "n", "x": "n"}),
    ("f: R^m -> R; d/dθ f(A θ)", {"theta": "n", "A": "m x n"}),
    ("d/dα α^T K α", {"alpha": "n", "K": "n x n"}),
    # β_j of a vector β is its entry, where β_j is asked for, or β has to be a vector
    ("d/dβ_j ||y - X β||^2", {"beta": "n", "y": "m", "X": "m x n"}),
    ("d^2/dβ_j dβ_k ||y - X β||^2", {"beta": "n", "y": "m", "X": "m x n"}),
    ("d/dβ_j (β_j^2 + y^T β)", {"beta": "n", "y": "n"}),
    ("d/dβ (β_1^2 + β^T y)", {"beta": "n", "y": "n"}),
    ("d/dx (λ_1 ||x||_1 + λ ||x||^2)", {"lambda_1": "", "x": "n", "lambda": ""}),
    # what is transposed under a sum is a member, and no entry
    ("d/dv -log sigmoid(u^T v) - sum_k log sigmoid(-u_k^T v)", {"v": "n", "u": "n"}),
    # coefficients are scalars
    ("d/dX c log det X", {"X": "n x n", "c": ""}),
    ("d/dt log det(A + t B)", {"t": "", "A": "m x m", "B": "m x m"}),
    ("d/dx (||A x - b||_1 + λ ||x||^2)", {"x": "n", "A": "m x n", "b": "m", "lambda": ""}),
    ("d/dt t x", {"t": "", "x": "m"}),
    ("d/dX c/2 ||X||_F^2", {"X": "m x n", "c": ""}),
    ("d/dx c (x^T x)^2", {"x": "n", "c": ""}),
    ("d/dw c sum(log(1 + exp(-X w)))", {"w": "n", "c": "", "X": "m x n"}),
    ("d/dt c log det(A + t B)", {"t": "", "c": "", "A": "m x m", "B": "m x m"}),
    ("d/dσ n (x^T x) / σ^2", {"sigma": "", "n": "", "x": "m"}),
    ("d/dt x sin(t)", {"t": "", "x": "m"}),
    # and so are capitals that count
    ("d/dΣ -N/2 log det Σ - 1/2 sum_i (x_i - μ)^T Σ^-1 (x_i - μ)",
     {"Sigma": "n x n", "N": "", "x": "n", "mu": "n"}),
    ("d/dλ (N/2 log λ - λ/2 ||r||^2)", {"lambda": "", "N": "", "r": "m"}),
    ("d/dw 1/(2 N) ||y - X w||^2", {"w": "n", "N": "", "y": "m", "X": "m x n"}),
    ("d/dx N/2 log(N x)", {"x": "n", "N": "n x n"}),
    ("d/dx A/2 log(x)", {"x": "n", "A": "m x n"}),
    ("d/dx K/2 (x - a)", {"x": "n", "K": "m x n", "a": "n"}),
    # Jacobians: nothing is demoted
    ("d/dx A x", {"x": "n", "A": "m x n"}),
    ("d/dz softmax(z)", {"z": "n"}),
    ("d/dX A X B", {"X": "m x n", "A": "p x m", "B": "n x q"}),
    ("d/dx (x^T x) x", {"x": "n"}),
    ("d/dx A x .* b .* c", {"x": "n", "A": "m x n", "b": "m", "c": "m"}),
    # the textbook form of the Gaussian
    (
        "d/dΣ -n/2 log det Σ - 1/2 sum_{i=1}^n (x_i - μ)^T Σ^-1 (x_i - μ)",
        {"Sigma": "m x m", "x": "m", "mu": "m"},
    ),
    # demotion where nothing else fits
    ("d/dx 2 a x^T x + b x^T c x where b, c in R", {"x": "n", "a": "", "b": "", "c": ""}),
    ("d/dx x^2", {"x": ""}),
    ("d/dx x^T x / y", {"x": "n", "y": ""}),
    ("d/dσ -n log σ - 1/(2 σ^2) sum_i (x_i - μ)^2", {"sigma": "", "n": "", "x": "", "mu": ""}),
    ("d/dw -sum_i (y_i log(sigmoid(w^T x_i)) + (1 - y_i) log(1 - sigmoid(w^T x_i)))",
     {"w": "n", "y": "", "x": "n"}),
    # capitals give way last, and never as the variable
    ("d/dw (1/2 ||w||^2 + C sum_i log(1 + exp(w^T x_i)))", {"w": "n", "C": "", "x": "n"}),
    ("d/dx ||x - Y||^2", {"x": "n", "Y": "n"}),
    ("d/dt e^(-λ t)", {"t": "", "lambda": ""}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ)
def test_reading(text: str, expected: dict[str, str]) -> None:
    assert shapes(ask(text)) == expected


ASKED = [
    ("d/dx x^T y z", 3, ["y in R, z in R^n", "y in R^n, z in R", "y in R^n, z in R^m"]),
    ("d/dx b^T x a", 2, ["a in R`", "a in R^m`"]),
    ("d/dw sum_i log(1 + exp(-y_i w^T x_i))", 2, ["y_i in R`", "y_i in R^m`"]),
    ("d/dx (a^T x) b", 2, ["b in R`", "b in R^m`"]),
]


@pytest.mark.parametrize(("text", "ways", "declarations"), ASKED)
def test_asks(text: str, ways: int, declarations: list[str]) -> None:
    asked = problem(text)
    assert (asked.name, asked.status) == ("ambiguous-reading", 2)
    assert f"in {ways} ways" in asked.message
    assert all(f"where {each}" in asked.help for each in declarations)
    assert asked.marks


@pytest.mark.parametrize(("text", "ways", "declarations"), ASKED)
def test_each_declaration_offered_is_an_answer(
    text: str, ways: int, declarations: list[str]
) -> None:
    offers = problem(text).help.split("`")[1::2]
    assert len(offers) == ways
    functions = {ask(f"{text} {offer}").function for offer in offers}
    assert len(functions) == ways


def test_shape_error_where_nothing_fits() -> None:
    met = problem("d/dx x^T x + c x")
    assert met.name == "shape-mismatch"
    assert met.help == "did you mean c^T x?"


def test_demoted_names_are_noted() -> None:
    assert ask("d/dX c log det X").notes == ("c is read as a scalar",)
    assert ask("d/dx ||x - Y||^2").notes == ("Y is read as a vector",)
    assert ask("d/dX tr X where X in R^{n x n}").notes == ()


def test_too_many_readings() -> None:
    text = "d/dx " + " + ".join(f"(A{k} - x)" for k in range(14))
    met = problem(text)
    assert met.name == "too-ambiguous"
    assert "declare some of" in met.help


MANY = "a b c g h p q r u v w y z".split()


@pytest.mark.parametrize("text", [
    "d/dx " + " + ".join(f"{name} x" for name in MANY),
    "d/dx " + " + ".join(f"{one} {two} x" for one, two in zip(MANY, MANY[1:])),
    "d/dx " + " ".join(MANY) + " exp(x)",
    "d/dx " + " + ".join(f"A{k} x .* {name}" for k, name in enumerate(MANY)),
    "d/dx " + " + ".join(f"(A{k} α{k} - x)" for k in range(14)),
])  # fmt: skip
def test_many_names_are_no_obstacle(text: str) -> None:
    assert ask(text)
