"""Names that read two ways: what each is, what is asked, and what is said."""

import pytest

from matcalc_cli.errors import InputProblem
from matcalc_cli.printers.text import text
from matcalc_cli.questions import Reader

READ_AS = [
    ("d/dβ Xbeta", "X beta"),
    ("d/dX trX", "tr(X)"),
    ("d/dX log det X^T X", "logdet(X^T X)"),
    ("d/dX tr A X", "tr(A X)"),
    ("d/dx sin x y where x, y in R", "sin(x y)"),
    ("d/dX tr(AXB)", "tr(A X B)"),
    ("d/dx 2Ax", "2 A x"),
    ("d/dx x' A x", "x^T A x"),
    ("x' in R^n; d/dx x^T x'", "x^T x_prime"),
    ("d/dx e^x where x in R", "exp(x)"),
    ("d/dx e^x where e, x in R", "e^x"),
    ("d/dX tr(I X)", "tr(I X)"),
    ("d/dX tr(I X) where I in R^{n x n}", "tr(I X)"),
    ("d/dx d^T x where d in R^n", "d^T x"),
    ("d/dX tr(T^T X) where T in R^{n x n}", "tr(T^T X)"),
    ("d/dx a^T x + x_1", "a^T x + x_1"),
    ("d/dx b^T x + c_i where c_i in R", "b^T x + c_i"),
    ("d/dx |a^T x|", "abs(a^T x)"),
    ("d/dX |X|", "det(X)"),
    ("d/dx sum(c^2) x^T x where c in R", "c^2 x^T x"),
    ("x_i in R^p; d/dx_i sum(x_i)", "sum(x_i)"),
    ("d/dt sum(t^2)", "t^2"),
    ("f(x) = x^T A x; ∇f(x)", "x^T A x"),
    ("f(x) = x^T A x; f'(x)", "x^T A x"),
    ("J(θ) = ||X θ - y||^2; d/dθ J(θ)", "||X theta - y||^2"),
    ("s(α) = α^2; d/dx sum(s(A x))", "sum((A x).^2)"),
    ("s(t) = t exp(t); d/dx s(x)", "x .* exp(x)"),
    ("d/dt a^t where a in R", "a^t"),
    ("d/dx x^T 1", "x^T ones(n)"),
    ("d/dX 1^T X 1", "ones(m)^T X ones(n)"),
    ("d/dx 2 x 3", "2 x * 3"),
    ("d/dx dot(a, x)", "a^T x"),
    ("T, R in R^{2 x 2}; d/dX TR(A X)", "T R A X"),
    ("d/dw ∑_i (y_i - w^T x_i)^2", "sum_i ((y_i - w^T x_i)^2)"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), READ_AS)
def test_what_a_name_is(typed, meant):
    question = Reader().questions(typed)[-1]
    assert text(question.function, unicode=False) == meant


ASKED = [
    ("d/dx xTx", "reads-two-ways", "x^T x"),
    ("d/dx loss", "unknown-name", "loss in R"),
    ("d/dX trc(X)", "unknown-function", "tr("),
    ("d/dw Σ_i (y_i - w^T x_i)^2", "sigma-is-a-matrix", "∑_i"),
    ("d/dx ∑ x_i^2", "reads-two-ways", "sum_i"),
    ("d/dx sum(x_k^2)", "reads-two-ways", "sum_k"),
    ("d/dw sum (y_i - w^T x_i)^2", "shape-mismatch", "sum_i"),
    ("d/dx sum(x^2)", "ambiguous-operation", ".^"),
    ("d/dx |x| where x in R^n", "ambiguous-operation", "||x||"),
    ("d/dx σ(x)", "unknown-function", "sigmoid"),
    ("d/dx x^T y z", "ambiguous-reading", "where y in R"),
    ("d/dx b^T x a", "ambiguous-reading", "where a in R"),
    ("d/dx x^T x + c x", "shape-mismatch", "c^T x"),
]


@pytest.mark.parametrize(("typed", "name", "offer"), ASKED)
def test_what_is_asked(typed, name, offer):
    with pytest.raises(InputProblem) as caught:
        Reader().questions(typed)
    assert caught.value.name == name
    assert offer in caught.value.help


SAID = [
    ("d/dX tr A X", "tr A X is read as tr(A X)"),
    ("d/dx y .* A x", "y .* A x is read as y .* (A x)"),
    ("T in R^{n x n}", "T is a declared name: `^T` is still the transpose"),
    ("e in R", "e is a declared name: `e^x` is a power of it here"),
    ("relu(t) = max(t, 0)", "relu is defined here, and means that from here on"),
    ("d in R^n", "d is a declared name: `dX` is d times X here"),
    ("I in R^{n x n}", "I is a declared name: it is not the identity here"),
    ("d/dX tr(Α X)", "`Α` is the Greek Alpha, not the Latin A"),
]


@pytest.mark.parametrize(("typed", "note"), SAID)
def test_what_is_said(notes, typed, note):
    assert note in notes(typed)
