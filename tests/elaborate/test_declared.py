"""Declared problems of the kind that textbooks and papers pose, each with its claimed answer."""

from __future__ import annotations

import pytest

from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.sizes import Size, shape_list
from matcalc_grammar.errors import GrammarError

from .asking import ask, claimed

N = "A, B, C in R^{n x n}, S in R^{n x n} pd, a, b, x, y in R^n"
M = "X in R^{m x n}, W in R^{n x p}, Y in R^{m x p}, y in R^m, w in R^n, c in R positive"

PROBLEMS = [
    ("d/dx (a^T x)", "a", N), ("d/dx (x^T A x)", "(A + A^T) x", N),
    ("d/dx (1/2 x^T S x - b^T x + 3)", "S x - b", N), ("d/dx (A x)", "A", N),
    ("d/dx ||A x - b||^2", "2 A^T (A x - b)", N), ("d/dx ||x - a||", "(x - a) / ||x - a||", N),
    ("d/dx ||x||_1", "sign(x)", N), ("d/dx exp(a^T x)", "exp(a^T x) a", N),
    ("d/dx log(sum(exp(x)))", "exp(x) / sum(exp(x))", N),
    ("d/dx logsumexp(A x + b)", "A^T softmax(A x + b)", N),
    ("d/dx softmax(x)", "diag(softmax(x)) - softmax(x) softmax(x)^T", N),
    ("d/dx (x .* y)", "diag(y)", N), ("d/dx (x ./ y)", "diag(1 ./ y)", N),
    ("d/dx sum(x .* log(x))", "log(x) + 1", N), ("d/dx sin(x)", "diag(cos(x))", N),
    ("d/dx (x^T A x) / (x^T x)", "2 A x / (x^T x) - 2 (x^T A x) x / (x^T x)^2", N),
    ("d/dx (x^T x)^(3/2)", "3 ||x|| x", N), ("d/dx (x x^T a)", "x a^T + (x^T a) I", N),
    ("d/dA tr(A)", "I", N), ("d/dA tr(A B C)", "(B C)^T", N), ("d/dA det(A)", "det(A) A^-T", N),
    ("d/dA log det(A)", "A^-T", N), ("d/dA log|det A|", "A^-T", N),
    ("d/dA tr(A^-1 B)", "-(A^-1 B A^-1)^T", N), ("d/dA a^T A^-1 b", "-A^-T a b^T A^-T", N),
    ("d/dA tr(A^3)", "3 (A^2)^T", N), ("d/dA tr(B^T A^T C A)", "C A B^T + C^T A B", N),
    ("d/dA <A, B>", "B", N), ("d/dA sum(A .* A)", "2 A", N), ("d/dA (A x)", "x^T ⊗ I(n)", N),
    ("d/dA tr(diag(x) A)", "diag(x)", N), ("d/dx tr(diag(x) A)", "diag(A)", N),
    ("d/dS -1/2 log det S - 1/2 x^T S^-1 x", "-1/2 S^-1 + 1/2 S^-1 x x^T S^-1", N),
    ("d/dX ||X W - Y||_F^2", "2 (X W - Y) W^T", M), ("d/dW ||X W - Y||_F^2", "2 X^T (X W - Y)", M),
    ("d/dw (||X w - y||^2 + c ||w||^2)", "2 X^T (X w - y) + 2 c w", M),
    ("d/dw sum(log(1 + exp(-y .* (X w))))", "-X^T (y ./ (1 + exp(y .* (X w))))", M),
    ("d/dw 1/(2 m) ||X w - y||^2", "1/m X^T (X w - y)", M),
    ("d/dc c ||w||^2", "||w||^2", M), ("d/dX tr(X^T X)", "2 X", M),
    ("d/dX ||X||_F", "X / ||X||_F", M), ("d/dX sum(X)", "ones(m,n)", M),
    ("d/dX (X w)", "w^T ⊗ I_m", M), ("d/dX X^T", "K(m,n)", M),
    ("d/dX log det(I + X^T X)", "2 X (I + X^T X)^-1", M),
    ("d^2/dw^2 ||X w - y||^2", "2 X^T X", M), ("d^2/dx^2 x^T A x", "A + A^T", N),
    ("d/dx d/dy x^T A y", "A", N), ("d^2/dx dy x^T A y", "A", N),
]  # fmt: skip


@pytest.mark.parametrize(("query", "claim", "where"), PROBLEMS)
def test_problem(query: str, claim: str, where: str) -> None:
    typed = f"{query} = {claim} where {where}"
    question = ask(typed)
    assert all(fact.declared for fact in question.facts)
    assert _letters(question.function) | _letters(claimed(typed)) <= {"m", "n", "p"}


def _letters(found: Expr) -> set[str]:
    sizes: list[Size] = [found.rows, found.cols]
    return {letter for size in sizes for letter in size.letters()}


def test_variables_of_second_derivatives() -> None:
    assert [v.name for v in ask("d/dx d/dy x^T A y").variables] == ["x", "y"]
    assert [v.name for v in ask("d^2/dx^2 x^T A x").variables] == ["x", "x"]
    assert all(isinstance(v, Symbol) for v in ask("hess_x x^T A x").variables)


@pytest.mark.parametrize(("text", "shape"), [
    ("d/dX tr(A X) = I", ["n", "n"]), ("d/dX tr(X) = I", ["n", "n"]),
    ("d^2/dx^2 ||x||^2 = 2 I", ["n", "n"]), ("d/dX tr(A) = 0", ["m", "n"]),
    ("d/dx A x = 0", ["m", "n"]), ("d/dx a^T x = 𝟏", ["n"]), ("d/dx a^T x = 𝟏^T", ["1", "n"]),
])  # fmt: skip
def test_sizes_of_claims(text: str, shape: list[str]) -> None:
    where = " where X, A in R^{n x n}" if "tr(A X)" in text else ""
    assert shape_list(claimed(text + where).shape) == shape


@pytest.mark.parametrize(("said", "name", "meant"), [
    ("t > 0", "t", {"positive"}), ("t>=0", "t", {"nonnegative"}),
    ("s, t ≥ 0", "s", {"nonnegative"}), (r"\lambda \ge 0", "lambda", {"nonnegative"}),
    ("w in R^n > 0", "w", {"positive"}),
    (r"S \succ 0", "S", {"pd"}), ("S ⪰ 0", "S", {"psd"}), (r"\Sigma \succeq 0", "Sigma", {"psd"}),
])  # fmt: skip
def test_properties_said_by_a_sign(said: str, name: str, meant: set[str]) -> None:
    question = ask(f"d/dt t s w^T w lambda log det(S Sigma) where {said}")
    (symbol,) = [fact.symbol for fact in question.facts if fact.symbol.name == name]
    assert symbol.properties >= meant


def test_a_matrix_greater_than_zero_reads_two_ways() -> None:
    with pytest.raises(GrammarError, match="of a matrix reads two ways"):
        ask("d/dS log det S where S > 0")
