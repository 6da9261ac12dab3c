"""Products of sums multiplied out, as far as that leads to few terms."""

from __future__ import annotations

import pytest

from matcalc_cli.expressions import Expr, Symbol, add, multiply
from matcalc_cli.functions.kronecker import KRON
from matcalc_cli.functions.scalars_of_matrices import tr
from matcalc_cli.normal_form import normal
from matcalc_cli.normal_form.expansion import expand
from matcalc_cli.normal_form.terms import terms_of
from matcalc_cli.sizes import Size

n = Size.letter("n")
MOST = 64  # terms


def plus(name: str, count: int) -> Expr:
    """A sum of so many matrices."""
    return add(*[Symbol(f"{name}{k}", (n, n)) for k in range(count)])


@pytest.mark.parametrize("counts", [(2, 3), (8, 8), (2,) * 6, (5, 13), (2,) * 7, (9, 9), (1, 70)])
def test_only_what_gives_few_terms_is_multiplied_out(counts: tuple[int, ...]) -> None:
    sums = [plus(name, count) if count > 1 else Symbol(name, (n, n))
            for name, count in zip("ABCDEFG", counts, strict=False)]  # fmt: skip
    expected = 1
    for count in counts:
        expected *= count
    for made in (multiply(*sums), tr(multiply(*sums)), KRON(sums[0], multiply(*sums[1:]))):
        opened = expand(normal(made))
        assert len(terms_of(opened)) == (expected if expected <= MOST else 1)


def test_what_comes_to_weigh_too_much_stays() -> None:
    form = normal(multiply(plus("A", 3), plus("B", 3)))
    opened = expand(form)
    assert expand(form, opened.weight) is opened is not form
    assert expand(form, opened.weight - 1) is form
