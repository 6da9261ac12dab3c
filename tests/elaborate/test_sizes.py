"""Inferred sizes, their letters, and the unification that finds them."""

from __future__ import annotations

import pytest

from matcalc_cli.elaboration.unify import Unifier
from matcalc_cli.sizes import ONE, Size

from .asking import ask, problem, shapes

m, n, p = Size.letter("m"), Size.letter("n"), Size.letter("p")

LETTERS = [
    # the variable first: m×n, n×n or n; then the others in order
    ("d/dX tr(A X)", {"X": "m x n", "A": "n x m"}),
    ("d/dX A ⊗ X", {"X": "m x n", "A": "p x q"}),
    ("d/dX X A", {"X": "m x n", "A": "n x p"}),
    ("d/dX log det X", {"X": "n x n"}),
    ("d/dX tr(X^T A X B)", {"X": "m x n", "A": "m x m", "B": "n x n"}),
    ("d/dx A x", {"x": "n", "A": "m x n"}),
    ("d/dt t A", {"t": "", "A": "m x n"}),
    ("d/dA a^T A b", {"A": "m x n", "a": "m", "b": "n"}),
    # no letter that is a name, and none that is a size already
    ("d/dx m^T x + n^T x", {"x": "p", "m": "p", "n": "p"}),
    ("d/dX X A where A in R^{m x n}", {"X": "p x m", "A": "m x n"}),
    ("d/dΣ n/2 log det Σ + sum_{i=1}^n x_i^T Σ x_i", {"Sigma": "m x m", "x": "m"}),
    ("d/dx ||x - ones(n)||^2", {"x": "n"}),
    ("d/dx A x where A in R^{2 x 3}", {"x": "3", "A": "2 x 3"}),
    # products of sizes
    ("d/dX B vec(X)", {"X": "m x n", "B": "p x m*n"}),
    ("d/dx unvec(x, m, n)", {"x": "m*n"}),
    ("d/dx (A ⊗ B) x", {"x": "m*n", "A": "p x n", "B": "q x m"}),
    ("d/dx A (x ⊗ x) where x in R^n", {"x": "n", "A": "m x n*n"}),
    ("d/dX K(m,n) vec(X) where X in R^{m x n}", {"X": "m x n"}),
    ("d/dX X^T vec(B) where X in R^{m*p x q}, B in R^{m x k}", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LETTERS)
def test_letters(text: str, expected: dict[str, str] | None) -> None:
    if expected is None:
        assert problem(text).name == "shape-mismatch"
    else:
        assert shapes(ask(text)) == expected


def test_more_symbols_than_letters() -> None:
    text = "d/dx " + " + ".join(f"||A{k} B{k} x||^2" for k in range(60))
    found = shapes(ask(text))
    assert len(set(found.values())) == 121


def test_a_size_is_never_set_to_one() -> None:
    assert problem("d/dX X + x where x in R^n").name == "shape-mismatch"
    assert problem("d/dX tr(X x) where x in R^n").name == "shape-mismatch"


def test_a_size_declared_as_one_is_one() -> None:
    assert shapes(ask("d/dX X^T X where X in R^{n x 1}")) == {"X": "n"}


@pytest.mark.parametrize(("text", "of"), [
    ("d/dX tr(X) + tr(I)", "I"), ("d/dX tr(X) + sum(𝟏)", "ones"),
])  # fmt: skip
def test_a_size_that_cannot_be_told(text: str, of: str) -> None:
    met = problem(text)
    assert met.name == "unknown-size"
    assert of in met.message


def test_sizes_that_cannot_be_solved() -> None:
    assert problem("d/dX K(m,n) vec(X)").name == "unknown-size"


class TestUnifier:
    def test_unknown_sizes(self) -> None:
        sizes = Unifier()
        one, two = sizes.fresh(), sizes.fresh()
        assert sizes.unify(one, two)
        assert sizes.unify(two, n)
        assert sizes.resolve(one) == n

    def test_known_sizes_are_what_they_are(self) -> None:
        sizes = Unifier()
        assert sizes.unify(m * n, n * m)
        assert not sizes.unify(m, n)
        assert not sizes.unify(m * n, m * p)

    def test_never_one(self) -> None:
        sizes = Unifier()
        assert not sizes.unify(sizes.fresh(), ONE)
        assert not sizes.unify(sizes.fresh() + ONE, Size.number(2))

    def test_no_size_holds_itself(self) -> None:
        sizes = Unifier()
        one = sizes.fresh()
        assert not sizes.unify(one, one * n)

    def test_an_unknown_factor(self) -> None:
        sizes = Unifier()
        one, two = sizes.fresh(), sizes.fresh()
        assert sizes.unify(m * one, m * n * p)
        assert sizes.resolve(one) == n * p
        assert sizes.unify(Size.number(3) * two, Size.number(6))
        assert sizes.resolve(two) == Size.number(2)

    def test_an_unknown_summand(self) -> None:
        sizes = Unifier()
        one = sizes.fresh()
        assert sizes.unify(one + ONE, n + Size.number(3))
        assert sizes.resolve(one) == n + Size.number(2)

    def test_an_equation_waits_until_it_can_be_solved(self) -> None:
        sizes = Unifier()
        one, two = sizes.fresh(), sizes.fresh()
        assert sizes.unify(one * two, m * n)
        assert sizes.unify(one, m)
        assert sizes.settle()
        assert sizes.resolve(two) == n

    def test_an_equation_that_stays_open(self) -> None:
        sizes = Unifier()
        assert sizes.unify(sizes.fresh() * sizes.fresh(), m * n)
        assert not sizes.settle()

    def test_an_equation_that_turns_out_wrong(self) -> None:
        sizes = Unifier()
        one, two = sizes.fresh(), sizes.fresh()
        assert sizes.unify(one * two, m * n)
        assert sizes.unify(one, m)
        assert sizes.unify(two, p)
        assert not sizes.settle()
