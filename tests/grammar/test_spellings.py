# ruff: noqa: E501
"""One expression, many spellings: all of a row are one tree."""

import pytest

SAME = [
    ("X^T", "X'", "X.T", "Xᵀ", "X^⊤", r"X^\top", r"X^{\top}", r"X^{\mathsf T}", r"X^\mathsf{T}", r"X^\intercal", r"\mathbf{X}^\top", "X^{T}", "𝐗ᵀ"),
    ("X^-1", "X^{-1}", "X⁻¹", "X^(-1)"),
    ("X^-T", r"X^{-\top}", "X⁻ᵀ", "X^{-T}", "X^(-T)"),
    ("A^-1^T", "A⁻¹ᵀ", "A^{-1}^T"),
    ("x^2", "x²", "x^{2}", "x^(2)"),
    ("A .* B", "A ∘ B", "A ⊙ B", r"A \odot B", r"A \circ B"),
    ("A ./ B", "A ⊘ B", r"A \oslash B"),
    ("kron(A, B)", "A ⊗ B", r"A \otimes B"),
    ("A * B", "A · B", r"A \cdot B", "A × B", r"A\times B"),
    ("A - B", "A − B"),
    ("<A, B>", "⟨A,B⟩", r"\langle A, B\rangle", "A : B", r"\left\langle A, B \right\rangle"),
    ("tr(A X)", "trace(A X)", "Tr(A X)", r"\operatorname{tr}(A X)", r"\mathrm{tr}(A X)", r"\tr(AX)", r"\operatorname{tr}\left(\mathbf{A}\mathbf{X}\right)", "tr(AX)", "$\\mathrm{tr}(A X)$.", r"\( \text{tr}(A\,X) \)"),
    ("log det X", r"\log\det X", "logdet X", "ln det X"),
    ("||x||", "‖x‖", r"\|x\|", r"\lVert x\rVert", r"\left\|\mathbf x\right\|", r"\Vert x \Vert"),
    ("||x||_2^2", "‖x‖₂²", "|x|_2^2", r"\|x\|_2^2", r"\lVert x \rVert_{2}^{2}", "||x||^2_2"),
    ("||X||_F^2", "‖X‖_F²", r"\|X\|_{F}^2", r"\lVert\mathbf{X}\rVert_\mathrm{F}^2"),
    ("||x||_inf", r"\|x\|_\infty", "‖x‖_∞", "||x||_{inf}"),
    ("||X||_*", "‖X‖_*", r"\|X\|_{*}"),
    ("|X|", r"\lvert X \rvert", r"\left|X\right|", r"\vert X\vert"),
    ("sum_{i=1}^n x_i", "∑_{i=1}^n x_i", r"\sum_{i=1}^{n} x_i", "∑ᵢ₌₁ⁿ xᵢ", r"\sum\limits_{i=1}^n x_{i}"),
    ("sum_i x_i y_i", "∑_i x_i y_i", "∑ᵢ xᵢ yᵢ", r"\sum_i x_iy_i"),
    ("1/2 x^T x", r"\frac12 x^T x", r"\tfrac12\mathbf{x}^\top\mathbf{x}", r"\frac{1}{2} x^T x", "½ xᵀ x", r"\frac 1 2 x^T x"),
    ("(a/b)^2", r"\frac{a}{b}^2"),
    ("x + a/b", r"x + {a \over b}"),
    ("x^{1/2} y", r"x^{1 \over 2} y"),
    ("(a/b)/c", r"\frac{a \over b}{c}"),
    ("d/dX tr(X)", r"{\partial \over \partial \mathbf{X}} \mathrm{tr}(\mathbf{X})"),
    ("a_i^T x", r"a^\top_i x", "aᵢᵀ x", "a_i' x  # a remark"),
    ("x_hat", r"\hat{x}", r"\hat x", "x̂", "x\u0302", r"\widehat{x}", r"\hat{\mathbf{x}}", r"\mathbf{\hat{x}}"),
    ("y_hat_i", r"\hat{y}_i", "ŷᵢ", "y\u0302_i"),
    ("x_bar", r"\bar{x}", "x̄", r"\overline{x}"),
    ("beta_tilde", r"\tilde\beta", r"\tilde{\boldsymbol\beta}", "β̃"),
    ("Sigma", "Σ", r"\Sigma", r"\boldsymbol{\Sigma}", r"\bm\Sigma", "𝚺"),
    ("epsilon", "ε", "ϵ", r"\varepsilon", r"\epsilon"),
    ("X beta", "Xbeta", "Xβ", r"X\beta", r"\mathbf{X}\boldsymbol{\beta}"),
    ("X_{ij}", "X_{i,j}", "Xᵢⱼ", "X_ij", "X_{i j}"),
    ("A_{12}", "A₁₂", "A_12"),
    ("ones(n)", "1_n", r"\mathbf{1}_n", "𝟏ₙ", r"\boldsymbol 1_{n}", "1ₙ"),
    ("𝟏", r"\mathbf{1}", r"\mathbb{1}"),
    ("I(n)", "I_n", "eye(n)", "Iₙ"),
    ("pi", "π", r"\pi"),
    ("lambda_max(X)", r"\lambda_{\max}(X)", "λ_max(X)"),
    ("sin(x)^2", "sin^2(x)", r"\sin^2(x)", "sin²(x)"),
    ("2 A x", "2Ax"),
    ("dX", r"\mathrm{d}X", r"d\mathbf{X}", r"\mathrm{d}\mathbf{X}"),
    ("d2X", "d^2X", "d²X"),
    ("hess(f)(x) where f: R^n -> R", "∇²f(x) where f: R^n -> R", "f''(x) where f: R^n -> R",
     r"\nabla^2 f(x) where f: R^n -> R", r"\nabla^{2} f(x) where f: R^n -> R",
     "f″(x) where f: R^n -> R", r"f^{\prime\prime}(x) where f: R^n -> R"),
    ("grad(f)(x) where f: R^n -> R", "∇f(x) where f: R^n -> R", "f'(x) where f: R^n -> R", r"\nabla f(x) where f: R^n -> R"),
    ("sqrt(x)", r"\sqrt{x}"),
    ("a (x^{1/3})^2", r"a\sqrt[3]{x}^2", r"a \sqrt [ 3 ] {x}^2", r"a\sqrt[3]x^2"),
    ("x^{1/k} / y^{1/3}", r"\frac{\sqrt[k]{x}}{\sqrt[3]{\mathbf{y}}}"),
    ("x.^2", r"x^{\circ 2}", r"x^{\odot 2}"),
    ("const", r"\text{const}"),
    ("exp(x)", r"\exp(x)", r"\exp\left(x\right)", r"\exp\{x\}", "exp (x)"),
    ("A X", r"A \, X", r"A\; X", r"A & X", r"A \\ X", "A\u00a0X", r"A\quad X"),
]  # fmt: skip

READ_AS = [
    ("tr(AXB)", "tr(A X B)"),
    ("trX", "tr X"),
    ("x^TAx", "x^T A x"),
    ("-x^2", "-(x^2)"),
    ("2^3^2", "2^(3^2)"),
    ("sin x cos y", "(sin x) (cos y)"),
    ("log det X^T X", "logdet(X^T X)"),
    ("tr A B + C", "(tr (A B)) + C"),
    ("sum_i x_i + y", "(sum_i x_i) + y"),
    ("1/n sum_i x_i", "1 / n (sum_i x_i)"),
    ("y .* X w", "y .* (X w)"),
    ("a ||x|| b", "a (||x||) b"),
    ("|A||B|", "(|A|) (|B|)"),
    ("sum_{i,j} A_{ij}", "sum_i (sum_j (A_{ij}))"),
    ("A'*B'", "(A') * (B')"),
    ("x'y", "x^T y"),
    ("a * -b", "a * (-b)"),
]


def bare(tree):
    """The tree without the brackets that were only typed, and without how a call was typed."""
    from matcalc_grammar.syntax import Call, Group, Node

    if isinstance(tree, Group):
        return bare(tree.inside)
    if isinstance(tree, Call):
        return ("Call", tree.function, bare(tree.arguments), bare(tree.subscripts))
    if isinstance(tree, Node):
        return (type(tree).__name__, *map(bare, tree.values()))
    if isinstance(tree, tuple):
        return tuple(map(bare, tree))
    return tree


@pytest.mark.parametrize("spellings", SAME, ids=lambda row: row[0])
def test_spellings_of_a_row_are_one_tree(tree, spellings):
    first = bare(tree(spellings[0]))
    for spelling in spellings[1:]:
        assert bare(tree(spelling)) == first, spelling


@pytest.mark.parametrize(("typed", "meant"), READ_AS)
def test_reading_agrees_with_the_bracketed_form(tree, typed, meant):
    assert bare(tree(typed)) == bare(tree(meant))


@pytest.mark.parametrize("text", ["X - A", "X -A", "X-A"])
def test_a_juxtaposed_factor_is_never_signed(tree, text):
    assert repr(tree(text)) == "Sum(((1, Name('X', ())), (-1, Name('A', ()))))"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("tr A B", "tr A B is read as tr(A B)"),
        ("y .* X w", "y .* X w is read as y .* (X w)"),
        ("a / 2 b", "a / 2 b is read as (a / 2) b"),
        ("log det A B", "log det A B is read as log det(A B)"),
        ("T in R^{n x n}", "T is a declared name: `^T` is still the transpose"),
    ],
)
def test_doubtful_readings_are_noted(notes, text, note):
    assert notes(text) == [note]


@pytest.mark.parametrize("text", ["1/2 x^T x", "tr(A B)", "2 x .* y", "tr A", "c/2 w^T w"])
def test_plain_readings_are_not_noted(notes, text):
    assert notes(text) == []


def test_bytes_that_a_shell_made_of_latex_are_repaired(tree, notes):
    assert tree("\x0crac{a}{b}") == tree(r"\frac{a}{b}")
    assert tree("X \x08eta") == tree(r"X \beta")
    assert notes("\x0crac{a}{b}") == [r"a shell turned \f into a control byte; read as \frac"]
