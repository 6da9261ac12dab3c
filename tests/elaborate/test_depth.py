"""Each part of a text is read once, however deep it stands: twice would double with each depth."""

from __future__ import annotations

from contextlib import suppress

import pytest

from matcalc_cli.elaboration import reader
from matcalc_cli.errors import Problem
from matcalc_cli.functions import TABLE
from matcalc_cli.questions import Reader
from matcalc_grammar.syntax import Expression

SHALLOW, DEEP = 6, 12
FORMS = [
    "({})", "|{}|", "||{}||", "||{}||^2", "||{}||_F", "||{}||_1", "||{}||_A^2", "||x||_{{{}}}",
    "({})^T", "({})'", "({})^-1", "({})^2", "({})^k", "({}).^2", "({}).^(1/2)", "X^({})",
    "X^(-{})", "X^(-tr({}))", "x^(-({}))", "e^({})", "-({})", "A ({})", "({}) A", "x^T ({}) x",
    "({}) + 1", "({}) - A", "({}) / 2", "2 / ({})", "({}) ./ x", "1 ./ ({})", "A .* ({})",
    "({}) ⊗ A", "kron(A, {})", "<A, {}>", "max(0, {})", "maximum({}, A)", "sum({}, rows)",
    "sum_i ({})", "sum_{{i=1}}^n ({})", "log det({})", "log(abs(det({})))", "log |{}|",
    "λ_1({})", "λ_1({}) X", "λ_max({})", "Γ({})", "Γ_2({})", "log Γ({})", "abs({})", "inv({})",
    "transpose({})", "norm({})", "({})_i", "unvec(vec({}), m, n)", r"\frac{{1}}{{{}}}",
    r"\sqrt{{{}}}", r"\sqrt[3]{{{}}}", "colsum({})", "colsum({}, 2)", "colmean({})", "colmax({})",
]  # fmt: skip
FORMS += [form for form in (f"{name}({{}})" for name in TABLE) if form not in FORMS]


@pytest.mark.parametrize("inside", ["X", "x^T x"])
@pytest.mark.parametrize("form", FORMS)
def test_the_nodes_read_grow_with_the_depth(
    form: str, inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = 0
    spend = reader.Reader.spend

    def counted(self: reader.Reader, steps: int, node: Expression) -> None:
        nonlocal read
        read += steps
        spend(self, steps, node)

    def nodes_read(depth: int) -> int:
        nonlocal read
        read, text = 0, inside
        for _ in range(depth):
            text = form.format(text)
        with suppress(Problem):  # is also an outcome of reading
            Reader().questions(f"d/dX ({text})")
        return read

    monkeypatch.setattr(reader.Reader, "spend", counted)
    assert nodes_read(DEEP) <= 5 * nodes_read(SHALLOW) + 50


def test_scalar_products_in_a_long_chain_are_bracketed_at_once() -> None:
    """Whether one way fits is counted along the chain: trying them all doubles with each row."""
    chain = "x^T B^T A " * 60 + "A x"
    with pytest.raises(Problem):
        Reader().questions("d/dx " + chain)
