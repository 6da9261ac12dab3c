"""Programs, macros, shapes in quotes: what they become, and where errors in them point."""

import ast
from pathlib import Path

import pytest

import matcalc_grammar
from matcalc_grammar.errors import GrammarError
from matcalc_grammar.habits import Habits, habits
from matcalc_grammar.languages import language_of, translated
from matcalc_grammar.macros import macros
from matcalc_grammar.parser import Parser

from .conftest import FUNCTIONS

NUMPY = [
    ("x * y + z / 2", "x .* y + z / 2"),
    ("2 * x @ y", "(2 * x) @ y"),
    ("A * (B @ C)", "A .* (B @ C)"),
    ("-x ** 2", "-x.^2"),
    ("(x + y).T", "(x + y)^T"),
    ("1 / x", "1 ./ x"),
    ("x ** (y + 1)", "x.^(y + 1)"),
    ("(A @ x) ** 2", "(A @ x).^2"),
    ("x - (y - z)", "x - (y - z)"),
    ("np.linalg.norm(x, np.inf)", "||x||_inf"),
    ("np.eye(n) + np.zeros((m, n))", "I(n) + zeros(m, n)"),
    ("np.eye(X.shape[0])", "I"),
    ("np.linalg.multi_dot([A, B, C])", "(A @ B @ C)"),
    ("np.square(x).mean()", "mean(x.^2)"),
    ("np.ones((n, 1))", "ones(n)"),
    ("X_train @ w_hat", "X_{train} @ w_hat"),
    ("d/dX np.trace(A @ X) = A.T", "d/dX tr(A @ X) = A^T"),
    ("np.sum(x) where x in R^n", "sum(x) where x in R^n"),
    ("r = y - X @ b; np.sum(r * r)", "r = y - X @ b; sum(r .* r)"),
    ("np.sum(r * x) where r = A * x, A in R^n", "sum(r .* x) where r = A .* x, A in R^n"),
    ("torch.softmax(x, dim=-1)", "softmax(x)"),
    ("torch.softmax(X, dim=0)", "softmax(transpose(X))^T"),
    ("np.logaddexp(0, -y * z)", "softplus((-y) .* z)"),
    ("np.logaddexp(x, y).sum()", "sum(log(exp(x) + exp(y)))"),
    ("np.clip(x, 0, 1).sum()", "sum(min(max(x, 0), 1))"),
    ("torch.logsumexp(X, dim=0)", "logsumexp(transpose(X))"),
]


@pytest.mark.parametrize(("typed", "plain"), NUMPY)
def test_numpy(typed, plain):
    assert translated(typed, "numpy").text == plain


MATLAB = [
    ("A .* B * x", "(A .* B )* x"),
    ("2*x.*y", "(2*x).*y"),
    ("A \\ x + b", "inv(A ) * x + b"),
    ("x.' * y", "x' * y"),
    ("norm(A*x - b, 1)", "||A*x - b||_1"),
    ("x % a remark", "x  "),
    ("sum(X(:))", "sum(X)"),
    ("X(:)' * b", "vec(X)' * b"),
    ("mean(X, 'all') + max(x)", "colmean(X, rows, cols) + colmax(x)"),
    ("x(1)^2 + x( i )", "(x)_{1}^2 + (x)_{i}"),
    ("X(1, 2)' * theta(2)", "(X)_{1,2}' * (theta)_{2}"),
    ("f(1) + I(3) + gamma(2) + exp(1)", "f(1) + I(3) + gamma(2) + exp(1)"),
]


@pytest.mark.parametrize(("typed", "plain"), MATLAB)
def test_matlab(typed, plain):
    assert translated(typed, "matlab").text == plain


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("np.trace(X)", "numpy"), ("jnp.sum(x)", "numpy"), ("torch.logdet(X)", "numpy"),
        ("x.T @ A @ x", "auto"), ("x np. y", "auto"), (r"\np.x", "auto"), ("exp. np", "auto"),
    ],
)  # fmt: skip
def test_a_module_makes_a_program(typed, language):
    assert language_of(typed, "auto") == language
    assert language_of(typed, "matlab") == "matlab"


def test_nothing_is_evaluated():
    root = Path(matcalc_grammar.__file__).parent
    for path in root.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec", "compile", "__import__"), path


@pytest.mark.parametrize(
    "text", ["np.sum(__import__('os'))", "np.trace((lambda: 1)())", "np.sum([x for x in y])"]
)
def test_other_python_is_refused(text):
    with pytest.raises(GrammarError):
        Parser(FUNCTIONS).parse(text)


@pytest.mark.parametrize(
    ("text", "language", "typed"),
    [
        ("d/dx np.sum(x * lossé)", "auto", "lossé"),
        ("d/dθ np.sum(θ * θ) + np.foo(θ)", "auto", "foo"),
        ("np.sum(x,\n  y[0])", "auto", "y[0]"),
        ("np.sum(θ +\n θ @ b[1])", "auto", "b[1]"),
        ("x' * [1 2]", "matlab", "["),
        ("norm(x, -1)", "matlab", "-1"),
        ("α + x # y\n + [1]", "matlab", "["),
        (r"\pdv{tr(A X) + lss}{X}", "auto", "lss"),
        ('X: "m n o"', "auto", "m n o"),
        (r"\newcommand{\n}[1]{\|#1\|} \n{x - lss}", "auto", "lss"),
        (r"\newcommand{\n}[1]{\|#1 - lss\|} \n{x}", "auto", r"\n"),
    ],
)
def test_errors_point_at_what_was_typed(text, language, typed):
    with pytest.raises(GrammarError) as caught:
        Parser(FUNCTIONS, language).parse(text)
    span = caught.value.span
    assert text[span.start : span.end] == typed, caught.value.message


def test_macros_of_a_preamble():
    preamble = r"""\newcommand{\X}{\mathbf{X}} \def\T{^\top} \DeclareMathOperator{\Trace}{tr}
        \newcommand{\nrm}[2][2]{\left\lVert #2 \right\rVert_{#1}}"""
    parser = Parser(FUNCTIONS, preamble=preamble)
    plain = Parser(FUNCTIONS)
    for typed, meant in [
        (r"\Trace(\X\T A \X)", "tr(X^T A X)"),
        (r"\nrm{A x - b}^2", "||A x - b||_2^2"),
        (r"\nrm[1]{x}", "||x||_1"),
    ]:
        assert parser.parse(typed) == plain.parse(meant)


def test_macros_hold_from_their_line_on():
    parser = Parser(FUNCTIONS)
    assert parser.parse(r"\newcommand{\vv}[1]{\mathbf{#1}}") == []
    assert parser.parse(r"\vv{x}^\top \vv{x}") == Parser(FUNCTIONS).parse("x^T x")


def test_macros_that_never_end_are_an_error():
    with pytest.raises(GrammarError, match="there is no command"):
        Parser(FUNCTIONS).parse(r"\def\a{\b\b}\def\b{\a\a} \a")


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ('X: "m n"', "X in R^{m x n}"), ('x: Float[Array, "n"]', "x in R^n"), ('c: ""', "c in R"),
        ('A: Float[torch.Tensor, "3 4"]', "A in R^{3 x 4}"),
    ],
)  # fmt: skip
def test_shapes_in_quotes(typed, plain):
    (found,), (expected,) = Parser(FUNCTIONS).parse(typed), Parser(FUNCTIONS).parse(plain)
    assert found == expected


def test_words_of_programs_are_names():
    (query,) = Parser(FUNCTIONS).parse("np.sum(loss * weights)")
    assert "Name('loss', ())" in repr(query) and "Name('weights', ())" in repr(query)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (r"\operatorname{Tr}(\mathbf{X}^\top A)",
         Habits(r"\top", r"\operatorname{Tr}", (("X", r"\mathbf{X}"),))),
        (r"\mathrm{tr}(X^{-T})", Habits("T", r"\mathrm{tr}")),
        (r"\operatorname{tr}(X' A)", Habits("'", r"\operatorname{tr}", (), True)),
        ("tr(X' A)", Habits()),
        (r"\boldsymbol\beta^{\mathsf T} x",
         Habits(r"\mathsf{T}", "", (("beta", r"\boldsymbol{\beta}"),))),
        ("tr(X)", Habits()),
    ],
)  # fmt: skip
def test_habits(typed, found):
    assert habits(typed) == found


OWN = r"""\newcommand{\X}{\mathbf{X}} \newcommand{\vect}[1]{\boldsymbol{#1}} \def\T{^{\top}}
    \DeclareMathOperator{\Trace}{tr} \newcommand{\tp}{{\mathsf{T}}} \newcommand{\bb}{{\bm b}}"""


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (r"\Trace(\X\T A)", Habits(r"\T", r"\Trace", (("X", r"\X"),), True)),
        (r"\vect{x}^\tp \vect\beta",
         Habits(r"\tp", "", (("x", r"\vect{x}"), ("beta", r"\vect{\beta}")))),
        (r"\bb^\top A", Habits(r"\top", "", (("b", r"\bb"),))),
        (r"x^\top y", Habits(r"\top")),
    ],
)  # fmt: skip
def test_habits_by_own_macros(typed, found):
    assert habits(typed, macros(OWN)) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("np.sum(" + "(" * 900 + "x" + ")" * 900 + ")", "too-deep"),
        ("np.sum(" + "x + " * 9000 + "x)", "too-long"),
        ("np.sum(" + "-" * 5000 + "x)", "too-deep"),
        ("(" * 900 + "x" + (")" + "'" * 200) * 900, "too-deep"),
        ("(" * 900 + "x" + (")" + "^2" * 100) * 900, "too-deep"),
        ("d/dx " * 1000 + "x", "too-deep"),
        ("x^" + "9" * 400, "too-large"),
    ],
)
def test_limits(text, name):
    with pytest.raises(GrammarError) as caught:
        Parser(FUNCTIONS).parse(text)
    assert caught.value.name == name


def test_warnings_of_python_about_what_is_typed_are_not_shown(recwarn):
    with pytest.raises(GrammarError):
        Parser(FUNCTIONS).parse("np.sum(1if x)")
    assert not recwarn.list
