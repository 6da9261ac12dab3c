"""Every function with any number of arguments of any kind: it is read, or refused by name."""

from __future__ import annotations

import pytest

from matcalc_cli import derive
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.elaboration.known_functions import vocabulary
from matcalc_cli.errors import Problem
from matcalc_cli.functions import TABLE
from matcalc_cli.questions import Reader
from matcalc_cli.signatures import ANY, signatures

ARGUMENTS = [
    "()", "(X)", "(x)", "(0)", "(1/2)", "(n)", "(X, X)", "(X, 2)", "(2, X)", "(x, x)", "(x_i, X)",
    "(X, X, X)", "(X, X, X, X, X)", "(,)", "_1()", "_{1,2}(X)", "^2()", "", "()'", "([])", "(X; X)",
    "(X, axis=0)", "(X, [], 2)", "(X_{12})", "(dX)", "(X = 2)",
]  # fmt: skip
NUMBERS = {  # what a function of arrays takes one number from
    "arccosh": "3", "atanh": "1/3", "acosh": "3", "logm": "3", "erfinv": "1/3",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(vocabulary().functions))
def test_any_arguments_are_read_or_refused(name):
    for arguments in ARGUMENTS:
        for statement in (f"d/dX {name}{arguments} X", f"d/dx {name}{arguments}"):
            try:
                for question in Reader().questions(statement):
                    derive_question(question, Options(check=False))
            except Problem as problem:
                assert problem.name != "internal"


def _takes_array(name: str) -> bool:
    patterns = signatures(TABLE[name].signature)[0].arguments
    return bool(patterns) and patterns[0] not in (("1", "1"), ANY)


@pytest.mark.parametrize("name", [name for name in TABLE if _takes_array(name)])
def test_an_array_may_be_one_number(name):
    """The certificate evaluates what it is given: a matrix of one entry is a matrix."""
    others = "".join(f", {other}" for other in _others(name))
    try:
        derivation = derive(f"d/dt {name}(1/2 + t{others}) where t positive")
    except Problem as problem:
        assert problem.name not in ("internal", "failed-check"), problem.message
    else:
        assert derivation.checks.value or not derivation.checks.points


def _others(name: str) -> list[str]:
    return ["t"] * (len(signatures(TABLE[name].signature)[0].arguments) - 1)


@pytest.mark.parametrize("divided", [
    "t/(t - t)", "t 0^-1", "t/(1 - 1)", "inv(0) t", "t/tr(zeros(2,2))", "(0 t)^(-1/2)",
    "tr(inv(X - X)) t", "tr((X - X)^-2) t", "sum((x - x).^-1) t", "t/(a^T x - x^T a)",
])  # fmt: skip
def test_what_is_always_zero_is_not_divided_by(divided):
    with pytest.raises(Problem) as raised:
        derive(f"d/dt {divided} where X in R^{{n x n}}")
    assert raised.value.name == "division-by-zero"


@pytest.mark.parametrize(("statement", "answer"), [
    ("d/dt t deriv(t, t)", "1"), ("d/dt adj(t^2)", "0"), ("d/dt t^2 adj(t)", "2 t"),
    ("d/dt sum_{i=1}^n t^2 where n in R", "2 n t"),
    ("d/dX_{12} sum_i X_{ij}", "0"), ("d/dX tr(eye(m - n) X)", "I(m-n)"),
    ("d/dt x^2 dx/dt", "x² d²x/dt² + 2 x (dx/dt)²"),
    ("d^2/dt^2 tr(deriv(B, t))", "tr(deriv(d²B/dt², t))"),
    ("d/dx ones(n - m)^T A x", "Aᵀ ones(-m+n)"),
    ("d/dX_{ij} X^k", "∑ₗ₌₁ᵏ (X^(l - 1) eᵢ eⱼᵀ X^(k - l))"),
])  # fmt: skip
def test_what_was_found_by_throwing_anything_at_it(statement, answer):
    derivation = derive(statement)
    assert str(derivation) == answer
    assert derivation.checks.value and derivation.checks.steps


@pytest.mark.parametrize("statement", [
    "d/dn sum_{i=1}^n t^2 where n in R", "d/dn_k sum_{i=1}^m sum_{j=1}^{n_i} x_{ij}^2",
    "X depends on t; d/dX tr(deriv(X, t))",
])  # fmt: skip
def test_no_derivative_by_the_bound_of_a_sum(statement):
    with pytest.raises(Problem) as raised:
        derive(statement)
    assert raised.value.name == "not-supported"
