"""Numbers made from whole numbers, against mpmath's own."""

from __future__ import annotations

from random import Random

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
