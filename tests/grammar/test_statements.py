"""Queries, claims, declarations, definitions: what each form becomes."""

import pytest

from matcalc_grammar.parser import Parser
from matcalc_grammar.sentences import (
    Declaration,
    Definition,
    Dependence,
    FunctionDeclaration,
    Query,
    Setting,
)

from .conftest import FUNCTIONS

HEADS = [
    ("d/dX f", "X"), ("∂/∂X f", "X"), ("d/dX_{ij} f", "X_ij"), ("d/dx_k f", "x_k"),
    ("d/dx d/dy f", "x y"), ("d^2/dx^2 f", "x x"), ("d²/dx² f", "x x"), ("d^2/dx dy f", "x y"),
    ("d^2/dxdy f", "x y"), ("∂²/∂x∂y f", "x y"), ("∂^2/∂x∂x^T f", "x x"), ("d^3/dx^3 f", "x x x"),
    ("grad_X f", "X"), ("grad_{X} f", "X"), ("∇_X f", "X"), ("hess_x f", "x x"), ("∇²_x f", "x x"),
    (r"\nabla_{X} f", "X"), (r"\nabla_x^2 f", "x x"), (r"\frac{\partial}{\partial X} f", "X"),
    (r"\frac{d}{d\mathbf{X}} f", "X"), (r"\frac{\partial f}{\partial X}", "X"),
    (r"\frac{\partial^2 f}{\partial x \partial x^T}", "x x"), (r"\frac{d^2}{dx^2} f", "x x"),
    (r"\frac{\mathrm{d}f}{\mathrm{d}x}", "x"), ("d f/dX", "X"), ("∂f/∂x", "x"),
    ("d/dT1 f", "T1"), ("d/dβ f", "beta"), ("d/d beta f", "beta"), ("d/dbeta f", "beta"),
    ("d/dSigma f", "Sigma"), ("d/dΣ f", "Sigma"), (r"d/d\hat{x} f", "x_hat"), ("d/d x f", "x"),
    ("d/d{x} f", "x"), ("d^2/(dx dy) f", "x y"),
]  # fmt: skip


def written(name):
    return name.base + ("_" if name.subscripts else "") + "".join(s.base for s in name.subscripts)


@pytest.mark.parametrize(("text", "variables"), HEADS)
def test_heads(parse, text, variables):
    (query,) = parse(text)
    assert " ".join(map(written, query.wrt)) == variables
    assert repr(query.expression) == "Name('f', ())"


def test_the_function_may_stand_in_the_numerator(parse):
    expected = parse("d/dX tr(A X) = A^T")
    assert parse(r"\frac{\partial \operatorname{tr}(A X)}{\partial X} = A^T") == expected
    assert parse("d tr(AX)/dX = A^T") == expected
    assert parse("∂tr(AX)/∂X = A^T") == expected


@pytest.mark.parametrize("text", ["dX/dt X + X dX/dt", "dX/dt ∘ X", "dx/dt + dy/dt"])
def test_what_begins_with_a_rate_has_no_head(parse, text):
    (query,) = parse(text)
    assert query.wrt == () and "deriv" in repr(query.expression)


@pytest.mark.parametrize("sign", ["=", "==", "=>", r"\Rightarrow", "⇒"])
def test_claims(parse, sign):
    (query,) = parse(f"d/dX tr(A X) {sign} A^T")
    assert repr(query.claim) == "Transpose(Name('A', ()), False)"


DECLARATIONS = [
    ("x in R^n", "x", "n", ""), ("X in R^{n x p}", "X", "n p", ""), ("X: n x p", "X", "n p", ""),
    ("X ∈ R^{m×n}", "X", "m n", ""), (r"X \in \mathbb{R}^{m \times n}", "X", "m n", ""),
    ("X ∈ ℝⁿˣᵐ", "X", "n m", ""), ("X in R^{nxn}", "X", "n n", ""), ("X: 3x4", "X", "3 4", ""),
    ("X in R^(n x p)", "X", "n p", ""), ("X in R^{n by p}", "X", "n p", ""),
    ("c in R", "c", "", ""),
    ("S in S^n", "S", "n n", "symmetric"), ("S in S^n_+", "S", "n n", "psd"),
    ("S in S^n_{++}", "S", "n n", "pd"), ("S in S_{++}^n", "S", "n n", "pd"),
    ("A: n x n symmetric", "A", "n n", "symmetric"), ("A, B symmetric", "A B", None, "symmetric"),
    ("A, B in R^{n x n} symmetric", "A B", "n n", "symmetric"), ("A spd", "A", None, "pd"),
    ("A positive definite", "A", None, "pd"), ("A positive semidefinite", "A", None, "psd"),
    ("A skew-symmetric", "A", None, "skew"), ("A is lower triangular", "A", None, "lower"),
    ("A nonsingular", "A", None, "invertible"), ("x in R^n positive", "x", "n", "positive"),
    ("loss in R", "loss", "", ""), ("where x in R^n", "x", "n", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names", "sizes", "properties"), DECLARATIONS)
def test_declarations(parse, text, names, sizes, properties):
    (node,) = parse(text)
    assert isinstance(node, Declaration)
    assert [name.base for name in node.names] == names.split()
    said = list(node.properties) + list(node.domain.properties if node.domain else ())
    assert said == properties.split()
    if sizes is None:
        assert node.domain is None
    else:
        found = [getattr(size, "base", None) or size.text for size in node.domain.sizes]
        assert found == sizes.split()


def test_commas_part_assumptions_and_join_names(parse):
    (query,) = parse("x^T A x where A, B symmetric, x in R^n, f: R^n -> R, X depends on t")
    kinds = [type(node) for node in query.where]
    assert kinds == [Declaration, Declaration, FunctionDeclaration, Dependence]
    assert len(query.where[0].names) == 2


QUERIES_IN_WORDS = [
    "find the derivative of x^T A x with respect to x where A symmetric",
    "differentiate x^T A x wrt x, A symmetric", "the gradient of x^T A x w.r.t. x for symmetric A",
    "d/dx of x^T A x with A = A^T", "d/dx x^T A x where A^T = A",
    "How do I differentiate x^T A x with respect to x, A symmetric?",
    "Compute d/dx x^T A x assuming A is a symmetric matrix", "x^T A x wrt x given A' = A",
]  # fmt: skip


@pytest.mark.parametrize("text", QUERIES_IN_WORDS)
def test_queries_in_words(parse, text):
    assert parse(text) == parse("d/dx x^T A x where A symmetric")


def test_a_derivative_right_of_the_sign_is_asked_for(parse):
    assert parse("g = d/dx x^T x") == parse("d/dx x^T x")
    assert parse("A^T = d/dX tr(A X)") == parse("d/dX tr(A X) = A^T")
    assert isinstance(parse("v = dx/dt")[0], Definition)


def test_definitions_may_follow_a_comma(parse):
    assert parse("d/dx f(x), f(x) = x^T x") == parse("d/dx f(x) where f(x) = x^T x")
    (query,) = parse("d/dx x^T x subject to A x = b, c = d")
    assert len(query.constraints) == 2


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("x^{(i)}", "x_i"), ("W^{(2)}", "W_2"), ("W^{[1]} x", "W_1 x"), ("x^{(i)}_j", "x_{ij}"),
        ("X^{(-1)}", "X^-1"), ("x^((2))", "x^2"), ("x^{2}", "x^2"), ("X^{(T)}", "X^T"),
    ],
)  # fmt: skip
def test_an_index_in_two_brackets_is_no_power(tree, typed, meant):
    assert tree(typed) == tree(meant)


def test_words_in_other_places_are_what_they_are(parse):
    assert parse("Hessian of x^T x wrt x") == parse("d^2/dx^2 x^T x")
    assert [query.wrt[0].base for query in parse("x^T y wrt x and y")] == ["x", "y"]
    assert len(parse("of, wrt in R; of wrt")[-1].expression.factors) == 2
    assert parse("x^T x s.t. A x = b")[0].constraints
    assert repr(parse("d/dx <A, x>")[0].expression).startswith("Inner")


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("A is 3x3", "A in R^{3 x 3}"), ("A is an m x n matrix", "A in R^{m x n}"),
        ("a, b are scalars", "a, b in R"), ("c scalar", "c in R"), ("A = -A^T", "A skew"),
        ("A is a symmetric positive definite matrix", "A symmetric pd"),
        ("symmetric positive definite A", "A symmetric pd"), ("A is n by n, symmetric",
        "A in R^{n x n} symmetric"),
    ],
)  # fmt: skip
def test_declarations_in_words(parse, said, plain):
    assert parse(said) == parse(plain)


def test_sizes_are_expressions(parse):
    assert repr(parse("A in R^{n x n*n}")[0].domain.sizes[1]).startswith("Product")
    assert repr(parse("A in R^{n+1 x m p}")[0].domain.sizes[0]).startswith("Sum")


def test_unknown_functions(parse):
    assert repr(parse("f: R^m x R^n -> R")[0].arguments) == repr(
        (parse("x in R^m")[0].domain, parse("x in R^n")[0].domain)
    )
    query = parse("f: R^n -> R; d/dx f(A x)")[1]
    assert query.expression.function == "f" and query.expression.bracketed


def test_definitions(parse):
    (node,) = parse("r = y - X b")
    assert node.name.base == "r" and node.parameters == ()
    (node,) = parse("s(t) = t/(1+exp(-t))")
    assert [name.base for name in node.parameters] == ["t"]
    assert isinstance(parse("resid = y - X b; d/db resid^T resid")[1], Query)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("f(x, y) = x^T y", Definition), ("s ( t ) = t^2", Definition),
        ("relu(t) = max(t, 0)", Definition), ("kron(S, T) = Z", Query), ("tr(X) = c", Query),
        ("tr(A X) = c", Query), ("det(X) = det(X^-1)", Query), ("Ax = b", Definition),
    ],
)  # fmt: skip
def test_a_function_of_the_table_left_of_the_sign_is_an_equation(parse, text, node):
    (found,) = parse(text)
    assert isinstance(found, node)


@pytest.mark.parametrize("text", ["Ax = b", "x = A^-1 b", "f(2) x = b", "vec(x) = b", "x - b = A"])
def test_what_has_the_unknown_on_its_left_is_an_equation(text):
    parser = Parser(FUNCTIONS)
    (unknown,) = parser.parse("x")
    parser.parse("f: R -> R")
    parser.solve_for((unknown.expression,))
    (found,) = parser.parse(text)
    assert isinstance(found, Query) and found.claim is not None
    assert isinstance(parser.parse("y = b")[0], Definition)


def test_dependence(parse):
    (query,) = parse("d/dt log det X(t)")
    assert query.where == (parse("X depends on t")[0],)
    assert repr(parse("X(t) depends on t")) == repr(parse("X depends on t"))
    assert repr(parse("A, B: symmetric, pd")) == repr(parse("A, B symmetric, pd"))
    assert repr(query.expression.arguments) == "(Name('X', ()),)"
    assert parse("d/dx a(x)")[0].where == ()


def test_constraints_and_settings(parse):
    (query,) = parse("d/dx x^T x subject to A x = b, c^T x = 1 where x in R^n")
    assert len(query.constraints) == 2 and len(query.where) == 1
    assert parse("layout: denominator") == [Setting("layout", "denominator", query.span)]


def test_declared_names_are_known_from_their_line_on():
    parser = Parser(FUNCTIONS)
    parser.parse("loss in R")
    assert repr(parser.parse("2 loss")[0].expression) == (
        "Product((('', Number('2')), ('', Name('loss', ()))))"
    )
    parser.parse("d in R^n")
    assert repr(parser.parse("dX")[0].expression).startswith("Product")


def test_assumptions_of_a_query_hold_for_it_alone():
    parser = Parser(FUNCTIONS)
    parser.parse("d/dX (d^T X d) where d in R^n")
    assert repr(parser.parse("dX")[0].expression).startswith("Differential")


def test_constants_give_way_to_declared_names(tree):
    assert repr(tree("e_i")) == "Call('e', (Name('i', ()),), (), True)"
    assert repr(tree("e_i where e in R^n")) == "Name('e', (Name('i', ()),))"
    assert repr(tree("I where I in R^{n x n}")) == "Name('I', ())"
    assert repr(tree("K(m,n)")).startswith("Call('K'")
    assert repr(tree("I (A + B)")).startswith("Product((('', Call('I', (), (), False)), ('', Group")
