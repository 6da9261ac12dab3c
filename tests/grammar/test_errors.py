"""Every error has a stable name, a place, and where possible a way out; nothing else is raised."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcalc_grammar.errors import GrammarError
from matcalc_grammar.parser import Parser

from .conftest import FUNCTIONS

ERRORS = [
    ("loss", "unknown-name", "loss", "loss in R"),
    ("d/dx Loss", "unknown-name", "Loss", "L o s s"),
    ("xTx", "reads-two-ways", "xTx", "x^T x"),
    ("tr(ATB)", "reads-two-ways", "ATB", "A^T B"),
    ("trc(X)", "unknown-function", "trc", "tr(…)"),
    ("logdt(X)", "unknown-function", "logdt", "logdet(…)"),
    ("f(x)", "unknown-function", "f", "f: R^m -> R"),
    ("σ(x)", "unknown-function", "σ", "sigmoid"),
    (r"\phi(x)", "unknown-function", r"\phi", "phi: R^m -> R"),
    ("foo(x)", "unknown-function", "foo", "foo: R^n -> R"),
    ("Σ_i x_i", "sigma-is-a-matrix", "Σ_i", "∑_i"),
    (r"\Sigma_{i=1}^n x_i", "sigma-is-a-matrix", r"\Sigma_{i=1}", "∑_{i=1}"),
    ("x^T (A", "unclosed-bracket", "(", "`)`"),
    ("‖x", "unclosed-bracket", "‖", None),
    (r"\mathbf{x", "unclosed-bracket", "{", None),
    ("(A]", "unclosed-bracket", "(", None),
    ("A)", "unopened-bracket", ")", None),
    ("x +", "unexpected-end", "", None),
    ("d/dX", "unexpected-end", "", None),
    ("d/dX tr(A X) =", "unexpected-end", "", None),
    ("(x + )", "syntax", "", None),
    ("A * / B", "syntax", "/", None),
    ("tr(,A)", "syntax", ",", None),
    ("x, y", "syntax", ",", None),
    ("A .* B * C", "mixed-operators", "A .* B * C", "brackets"),
    ("X**2", "syntax", "**", "`.^`"),
    (r"A \ b", "syntax", "\\", "inv(A) b"),
    (r"A\b", "syntax", "\\", "inv(A) b"),
    ("sum_{i=a}^n x_i", "sum-bounds", None, None),
    ("||x||_{p q}", "unknown-norm", "_{p q}", None),
    ("x é", "syntax", "é", None),
    ("x \u202e y", "syntax", "\u202e", "remove"),
    ("x \x00 y", "syntax", "\x00", "remove"),
    ("x \udc80 y", "encoding", "\udc80", None),
    ("d^2/dx f", "syntax", None, None),
    ("A : B : C", "reads-two-ways", None, None),
    ("sin^-1 x", "reads-two-ways", None, "asin"),
    ("A in", "syntax", "", None),
    ("x^T x where A symetric", "syntax", "symetric", "symmetric"),
    ("d/dx x^T x wrt x", "syntax", "x", None),
    ("x^2 in R^n", "syntax", "in", "x in R^n"),
    (r"\min_x ||x||", "syntax", r"\min_x", "solve"),
    ("minimize ||x||", "unknown-name", "minimize", "solve"),
    ("x^t A x", "reads-two-ways", "x^t", "x^T"),
    ("x^H A x", "reads-two-ways", "x^H", "x^T"),
    ("||x||2^2", "reads-two-ways", "||x||2", "_2"),
    ("(a^T x)2", "reads-two-ways", "(a^T x)2", "^2"),
    ("TR(A X)", "unknown-function", "TR", "tr("),
    ("d/dσ² log σ", "syntax", "dσ²", "d/dv"),
    ("a . x", "syntax", ".", "a^T x"),
    ("d/dx x where", "unexpected-end", "", "where x in R^n"),
    ("[1 2; 3 4] x", "matrix-of-entries", "[1 2; 3 4]", "A in R^{2 x 2}"),
    ("diff(x^T x, x)", "unknown-name", "diff", "d/dx"),
    ("tr(A X−1)", "reads-two-ways", "X−1", "X^-1"),
    ("Σ−T x", "reads-two-ways", "Σ−T", "Σ^-T"),
    ("x.dot(y)", "syntax", ".", "--from numpy"),
    ("x^T x wrt", "unexpected-end", "", None),
    ("x^T x wrt x + 1", "syntax", "x + 1", None),
    ("x where A", "syntax", None, None),
    ("S in S^{n x m}", "syntax", "S^{n x m}", "S^n"),
    ("S in S^", "syntax", "S^", "S^n"),
    ("log p(x|θ)", "unclosed-bracket", "|", "density"),
    ("d/dx lambda x: x^T x", "reads-two-ways", "lambda x:", "f(x)"),
    (r"{a \over b \over c}", "unknown-command", None, None),
    (r"x + \over b", "unknown-command", None, None),
    ("x" * 2000, "too-long", None, None),
    ("X[1]", "syntax", "X[1]", "X_{ij}"),
    ("X^T_i A^T_j B_k^T_i", "syntax", "T_i", None),
]  # fmt: skip


def error(text):
    with pytest.raises(GrammarError) as caught:
        Parser(FUNCTIONS).parse(text)
    return caught.value


@pytest.mark.parametrize(("text", "name", "place", "help"), ERRORS, ids=lambda v: str(v)[:20])
def test_errors(text, name, place, help):
    wrong = error(text)
    assert wrong.name == name, wrong.message
    if place is not None:
        assert text[wrong.span.start : wrong.span.end] == place or place == ""
    if help is not None:
        assert help in (wrong.help or "")


@pytest.mark.parametrize("text", [row[0] for row in ERRORS])
def test_messages_never_show_the_inside(text):
    wrong = error(text)
    said = wrong.message + (wrong.help or "")
    assert all(c.isprintable() for c in said)
    assert not any(word in said for word in ("Regex", "Forward", "StringEnd", "Suppress", "{{"))
    assert wrong.message[0].islower() or not wrong.message[0].isalpha()


def test_expected_after():
    assert error("x + ").message == "expected an expression after `+`"
    assert error("d/dX").message == "expected an expression after `d/dX`"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("(" * 1101 + "x" + ")" * 1101, "too-deep"),
        ("(" * 200_000, "too-deep"),
        ("x" + "^x" * 5000, "too-deep"),
        ("sin " * 5000 + "x", "too-deep"),
        ("x" + "'" * 5000, "too-deep"),
        ("-" * 5000 + "x", "too-deep"),
        ("sum_i " * 5000 + "x", "too-deep"),
        ("(" * 1000 + "x" + "'" * 1300 + ")" * 1000, "too-deep"),
        ("x" * 1_000_001, "too-long"),
        ("x + " * 130_000 + "x", "too-long"),
    ],
    ids=str,
)
def test_limits(text, name):
    assert error(text).name == name


PIECES = r"""d/dX tr( ) X A x_i _ ^ T ' || | < > , \frac { } sum_{i=1} ^n where in R^ : = ; -> f( ∈
symmetric depends on \hat \mathbf \left ⊗ ∘ Σ_i 1_n e^ 2 .* ./ .^ * / - + @ ∇ ∂ d2X log det [ ] ‖
⟨ ⟩ grad(
x̂ \sum_ \tfrac12 subject to \ $ & ∑ᵢ₌₁ⁿ ᵀ ⁻¹ 𝐱 \operatorname{tr} \text{ layout: grad_ hess_x
d^2/dx^2 \frac{\partial }{\partial K(m,n) pi \lambda_{\max} == => S^n_{++} x by 3x3
wrt w.r.t. s.t. and for with of find gradient is a scalar ^{( )} ⊤ dX/dt = A^T 1""".split() + [
    "derivative of ", " with respect to ",
    "\x0crac", "\t", "\x1b[31m", "\u202e", "\x00",
]  # fmt: skip


def survives(text):
    """Statements or an error of ours whose place lies in the text."""
    try:
        Parser(FUNCTIONS).parse(text)
    except GrammarError as wrong:
        assert 0 <= wrong.span.start <= wrong.span.end <= max(len(text), 1)
        assert wrong.message.isprintable()


calm = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@calm
@given(st.text())
def test_any_text(text):
    survives(text)


@calm
@given(st.binary())
def test_any_bytes(data):
    survives(data.decode("utf-8", "surrogateescape"))


@calm
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["", " "]))
def test_any_pieces_of_the_language(pieces, between):
    survives(between.join(pieces))


@calm
@given(st.text(alphabet="dXxTf()[]{}|<>^_'.,;:=+-*/ \\19in∂∇Σ⊗ᵀ₁‖"))
def test_any_signs(text):
    survives(text)
