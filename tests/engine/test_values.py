"""Numbers made from whole numbers, against mpmath's own."""

from __future__ import annotations

import time
from random import Random
from typing import Any

import pytest

from matcalc_cli import derive
from matcalc_cli.functions.function import TABLE
from matcalc_cli.functions.values import product, rounded
from matcalc_cli.numeric import mp


def test_whole_numbers_times_powers_of_2_are_those_of_mpmath() -> None:
    random = Random(3)
    for _ in range(2000):
        number = random.choice([-1, 1]) * random.getrandbits(random.choice([1, 40, 266, 700]))
        power = random.randint(-900, 300)
        found = mp.make_mpf(rounded(number, power, mp.prec))
        assert (+found)._mpf_ == found._mpf_  # an odd mantissa, no longer than it may be
        exact = mp.mpf((number, power))
        assert abs(found - exact) <= abs(exact) * mp.mpf(2) ** (1 - mp.prec)


def test_a_product_that_cancels_is_exact() -> None:
    big, small = mp.mpf(2) ** 300, mp.mpf(2) ** -300
    assert product([[big, small, -big]], [[big], [small], [big]]) == [[small * small]]
    assert product([[mp.mpf(3), 2]], [[mp.mpf(0)], [mp.mpf(0)]]) == [[0]]


assert derive  # which fills the table
_TWO = mp.mpf(2)
_EXTREME = [_TWO**19999, -(_TWO**19999), _TWO**-19999, mp.mpf(10) ** 20, mp.mpf("-999999.5")]


def _forms(number: Any) -> list[tuple[Any, ...]]:
    """One or two arguments: a number, a vector, a square matrix, and a number beside them."""
    matrix = [[number, mp.mpf(3)], [1 / mp.mpf(3), number]]
    alone = [number, [[number], [mp.mpf(1)]], matrix]
    return [
        *[(A,) for A in alone], *[(A, A) for A in alone], *[(A, mp.mpf(3)) for A in alone],
        *[(mp.mpf(3), A) for A in alone], (matrix, _EXTREME[0]), (mp.mpf(3), _EXTREME[0]),
    ]  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_a_value_far_out_is_found_or_refused_at_once(name: str) -> None:
    """By the errors that searches for points expect; a value of the wrong shape is no matter."""
    began = time.process_time()
    for arguments in [form for number in _EXTREME for form in _forms(number)]:
        try:
            TABLE[name].evaluate(mp, *arguments)
        except (ArithmeticError, ValueError, mp.NoConvergence):
            pass
        except (TypeError, IndexError, AttributeError):  # of arguments that do not fit
            pass
    assert time.process_time() - began < 10


_ROWS = [[mp.mpf(entry) for entry in row] for row in ([1, 2, 5], [3, 4, -1])]
_SQUARE = [[mp.mpf(entry) for entry in row] for row in ([2, 1], [1, 3])]


@pytest.mark.parametrize("X", [_ROWS, [list(row) for row in zip(*_ROWS)]], ids=["wide", "tall"])
@pytest.mark.parametrize("name", ["singval", "left_singular", "right_singular"])
def test_a_matrix_has_as_many_singular_values_as_its_smaller_side(name: str, X: object) -> None:
    evaluate = TABLE[name].evaluate
    assert evaluate(mp, X, 1) != evaluate(mp, X, 2)
    for place in (0, 3):
        with pytest.raises(ValueError):
            evaluate(mp, X, place)


@pytest.mark.parametrize("name", ["eigval", "eigvec"])
def test_a_matrix_has_as_many_eigenvalues_as_rows(name: str) -> None:
    evaluate = TABLE[name].evaluate
    assert evaluate(mp, _SQUARE, 1) != evaluate(mp, _SQUARE, 2)
    for place in (0, 3):
        with pytest.raises(ValueError):
            evaluate(mp, _SQUARE, place)
