"""Statements that random problems found to go wrong once, and what they come to."""

from __future__ import annotations

import time

import pytest

from matcalc_cli import derive
from matcalc_cli.certificate import Stage, certify
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.errors import Problem
from matcalc_cli.expressions import Number, multiply
from matcalc_cli.questions import Reader

FOUND = {
    "A in R^{n x m}; d/dA d/dA min(A.^2)": "2 diag(vec(argmin(A.^2)))",
    "A in R^{n x n}; d/dA d/dA tr((A^-1)^2)": None,
    "P in R^{m x m} diagonal; d^2/dP^2 tr(P P)": "2 K(m,m)",
    "P in R^{m x m} symmetric; d^2/dP^2 logdet(P)": None,
    "u in R^m; d/du sum(maximum(u, u))": None,
    "u in R^m; d/du sum(maximum(ones(m) .* u, u).^2)": None,
    "A in R^{n x p}; d/dA min(A^T A)": None,
    "Z in R^{m x m}; d/dZ min(ones(n, m) Z^T)": None,
    "v in R^n; a in R; d/dv (2 + exp(a))^||v||_1": None,
    "A in R^{n x n}; d/dA tr(A^-9)": "-9 (A^T)^-10",
    "X in R^{n x n}; d/dX tr(X^900)": "900 (X^T)^899",
    "c in R; z in R^m; A in R^{m x m}; d/dz ((c z^T)^T)^T A (c z^T)^T": "c^2 (A + A^T) z",
    "c in R; z in R^m; A in R^{m x m}; d/dz z^T A (c z^T)^T / c": "(A + A^T) z",
    "L in R^{p x n}; d/dL logit(sigmoid(2 sum(L.^2) + 120))": None,
    "X in R^{28 x 28}; d/dX tr(X^-1)": "-(X^T)^-2",
    "W in R^{784 x 10}; X in R^{60 x 784}; d/dW ||X W||_F^2": "2 X^T X W",
    "x in R^n; d/dx sum_{i=1}^{100000000} x_i^2": None,
    "Y in R^{m x p}; w in R^m; d/dY sum(sum_{i=1}^m exp(Y w_i + Y))": None,
    "c in R; B in R^{m x p}; v in R^p; d/dc log det("
    "(sum_{i=1}^p (v_i B + c B)) (sum_{i=1}^p (v_i B + c B))^T)": None,
    "x in R^n; d/dx ||2 x||": "2 x / ||x||",
    "L in R^{n x p}; Y in R^{n*p x n*p}; d^2/dY^2 (vec(L)^T log_softmax(Y) vec(L))": None,
    "C in R^{p x m}; S in R^{m x p}; B in R^{m x m}; Z in R^{p x p}; d/dZ d/dZ "
    "det(C unvec(vec(cot(S)) .* diag(kron(B^T, Z)), m, p))": None,
    "z in R^n; d/dz tr(sqrtm((z - z) z^T + I))": None,
    "a in R; z in R^p; Y in R^{p x p} upper; d/dz d/dz tr(adj(csc(adj((softmax(diag("
    "softmax(z).^3)).^3) ./ cosh(cosh(Y).^(-3/2)))^-T / (2 + exp(a)))))": None,
    "B in R^{n x n} pd; B depends on t; d/dt d/dt ||B||_F^2":
        "2 (||deriv(B, t)||_F^2 + tr(B deriv(deriv(B, t), t)))",
    "B in R^{m x m} skew; d/dB log(abs(det(log_softmax((B^T)^-1))))": None,
    "C in R^{n x n}; d^2/dC^2 tr((C^-k)^k)": None,
    "C in R^{n x n}; d^2/dC^2 tr(C .* (C^-k))": None,
    "X in R^{999999999 x 999999999}; d/dX tr(X^-1)": None,
    "C in R^{n x n}; d/dC sum(lbeta(1 + exp(C), cosh(expm(5 (C + I)))))": None,
    "Q in R^{p x p} diagonal; z in R^{m}; d/dQ d/dQ (min(Q) + logsumexp(z - z))":
        "zeros(p*p,p*p)",
    "S in R^{m*p x p}; A in R^{n x p}; d/dS det(||S||_* A A^T)": None,
    "x in R^n; d/dx log(exp(exp(exp(1.7 + x^T x)) + sum(x)) - exp(exp(exp(1.7 + x^T x))))": None,
    "X in R^{n x n}; d/dX tr(expm(10000000000 X))": "10000000000 expm(10000000000 X^T)",
    "u, v in R^p; c, t in R; d/dt t tan(c (u ./ (1 + v.^2))_2)": "tan(c u_2 / (1 + v.^2)_2)",
    "A in R^{p x p} diagonal; x in R^{p}; d/dA (((A^T) .* abs(A)) x)": None,
    "x in R^n; d/dx sum(polygamma(k, exp(x)))": "exp(x) .* polygamma(1 + k, exp(x))",
    "x in R^n; d/dx sum(polygamma(2, -exp(exp(exp(4 x)))))": None,
    "n in R; s in R; a, x in R^n; d/ds (s^n)^(1/2) a^T x": "n s^(n - 1) a^T x / (2 sqrt(s^n))",
    "x_i in R^p; d/dx_k sum_i ||x_i - x_2||^2": "2 (x_k - x_2)",
    "w_{ij} in R; d/dw_{kl} sum_{i=1}^n sum_{j=1}^m w_{ij}^2 w_{12}": "2 w_{12} w_{kl}",
    "S in R^{n x m}; A, W in R^{m x m}; y in R^m; v in R^n; P in R^{m x n}; Theta in R^{n x n}; "
    "d/dS (sum(S) A y)^T ((((ones(m, n) v)^T A ones(m, n) v) W)^-1 - diag((P Theta^T - P) (1 + (v"
    " + v).^2).^n)) sum(S) A y": None,
}  # fmt: skip


@pytest.mark.parametrize("typed", FOUND)
def test_statement(typed: str) -> None:
    began = time.process_time()
    found = derive(typed)
    checks = found.checks
    assert checks is not None
    assert checks.points == 3 and checks.value and checks.steps
    assert FOUND[typed] in (None, found.text)
    assert time.process_time() - began < 20


_CHAIN = " ".join(f"A{k} X" for k in range(700))


@pytest.mark.parametrize(("typed", "reason"), [
    # Singular values come in pairs; there are jumps at entries that are 0; no number can hold it.
    ("X in R^{m x m} skew; d/dX lambda_max(X X^T + I)", "no point was found"),
    ("X in R^{m x m} upper; d/dX sum(step(X))", "no point was found"),
    ("x in R^n; d/dx (2 + x^T x)^exp(exp(exp(2 + x^T x)))", "no point was found"),
    # step(0)^2 is but a subgradient; several entries are the smallest.
    ("X in R^{n x n} skew; d/dX sum(relu(relu(X)))", "at a kink or a jump"),
    ("X in R^{3 x 3} diagonal; d/dX min(exp(X) + abs(X))", "at a kink or a jump"),
    (f"d/dX tr({_CHAIN}) where X in R^{{n x n}}", "too much work"),
])  # fmt: skip
def test_what_is_not_certified_says_why(typed: str, reason: str) -> None:
    found = derive(typed)
    assert found.checks is not None and found.checks.points == 0
    assert reason in found.checks.reason


@pytest.mark.parametrize("function", [
    "exp(x^T x)", "exp(300 + x^T x)",  # too large a value for fewer than a thousand digits
    "relu(relu(sum(x))) + ||A x||",
])  # fmt: skip
def test_a_wrong_answer_is_found_to_be_wrong(function: str) -> None:
    (question,) = Reader().questions(f"d/dx {function}")
    (variable,) = question.variables
    right = derive_question(question, Options(check=False)).answer
    for answer, holds in ((right, True), (multiply(Number(2), right), False)):
        assert certify(question, [Stage(question.function, variable, (), answer)]).value is holds


@pytest.mark.parametrize("typed", [
    "d/dx x^T x / (x^T x - x^T x)", "d/dx 0^-1 x where x in R", "d/dx x^T x / tr(A - A)",
    "d/dX tr(X) / (tr(I_n) - n)", "d/dX sqrt(tr(X X^T - I)) where X orthogonal",
])  # fmt: skip
def test_what_is_divided_by_is_found_to_be_zero(typed: str) -> None:
    with pytest.raises(Problem, match="what is divided by is always") as raised:
        derive(typed)
    assert raised.value.name == "division-by-zero"
