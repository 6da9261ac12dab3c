"""Places lead back to the text as typed, through every spelling."""

import pytest

from matcalc_grammar.syntax import Call, Name, Node, Transpose


def nodes(tree):
    todo = [tree]
    while todo:
        item = todo.pop()
        if isinstance(item, Node):
            yield item
            todo.extend(item.values())
        elif isinstance(item, tuple):
            todo.extend(item)


@pytest.mark.parametrize(
    ("text", "kind", "typed"),
    [
        ("tr(A X)", Call, "tr(A X)"),
        (r"\operatorname{tr}(A \mathbf{X})", Call, r"\operatorname{tr}(A \mathbf{X})"),
        (r"2 \Sigma", Name, r"\Sigma"),
        (r"2 \boldsymbol{\Sigma}", Name, r"\boldsymbol{\Sigma}"),
        (r"2 \hat{x}", Name, r"\hat{x}"),
        ("2 x̂", Name, "x̂"),
        ("2 X⁻ᵀ", Transpose, "X⁻ᵀ"),
        ("2 Xᵀ", Transpose, "Xᵀ"),
        (r"2 X^{-\top}", Transpose, r"X^{-\top}"),
        ("2 Xᵢⱼ", Name, "Xᵢⱼ"),
        (r"\frac{1}{2} \alpha", Name, r"\alpha"),
        ("\x0crac{1}{2} x", Name, "x"),
        ("½ 𝐱", Name, "𝐱"),
    ],
)
def test_a_node_knows_what_was_typed(tree, text, kind, typed):
    found = [text[n.span.start : n.span.end] for n in nodes(tree(text)) if isinstance(n, kind)]
    assert typed in found


@pytest.mark.parametrize(
    "text",
    [
        r"d/dX \frac{1}{2} \operatorname{tr}(\mathbf{X}^\top A X) + ‖Xᵀ x̂‖₂² where A psd, x ∈ ℝⁿ",
        "d/dw (-c/2 w^T w + sum(u .* log(sigmoid(X w)))) where X in R^{m x n}, c in R",
    ],
)
def test_children_lie_inside_their_parents(parse, text):
    for statement in parse(text):
        for node in nodes(statement):
            for child in node.values():
                if isinstance(child, Node):
                    assert node.span.start <= child.span.start <= child.span.end <= node.span.end
