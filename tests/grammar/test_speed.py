"""The work grows as the text does; ratios only, since machines differ."""

import re
import time

import pytest

from matcalc_grammar.parser import Parser

from .conftest import FUNCTIONS

GROWING = {
    "terms": lambda n: " + ".join(["A x"] * n),
    "norms": lambda n: " - ".join(["||A x - b||^2"] * (n // 4)),
    "calls": lambda n: " + ".join(["sin(cos(x))"] * (n // 4)),
    "entrywise": lambda n: " .* ".join(["x"] * n),
    "factors": lambda n: "A " * n,
    "fractions": lambda n: r"\frac{x}{y} " * (n // 4),
    "declarations": lambda n: ", ".join(f"A{i} in R^n" for i in range(n // 20)),
    "spaces": lambda n: "x" + " " * (20 * n) + "y",
    "subscripts": lambda n: "x_{" + "i," * n + "i}",
}


def seconds(text):
    best = float("inf")
    for _ in range(3):
        parser = Parser(FUNCTIONS)
        parser.parse("x")
        start = time.process_time()
        parser.parse(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("family", GROWING)
def test_time_is_linear(family):
    small, large = GROWING[family](1000), GROWING[family](8_000)
    assert seconds(large) < 8 * 4 * seconds(small) + 0.05


@pytest.mark.parametrize(
    "text",
    [
        "(" * 1000 + "x" + ")" * 1000,
        "sin(" * 100 + "x" + ")" * 100,
        "sin(1 + 2 * " * 900 + "x" + ")" * 900,
        " - ".join(["||x||"] * 100),
        r"\frac{" * 300 + "x" + "}{y}" * 300,
        " + ".join(["x"] * 100_000),
    ],
    ids=["brackets", "calls", "deep calls", "norms", "fractions", "terms"],
)
def test_deep_and_long_texts_are_read(text):
    assert Parser(FUNCTIONS).parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "d/dx (1/2 ||A x - b||_2^2 + c/2 ||x||^2)",
        "d/dw (-c/2 w^T w + sum(u .* (y .* log(sigmoid(X w)) + (1 - y) .* log(X w))))",
        " + ".join(["A x"] * 5000),
    ],
    ids=["norm", "nested calls", "long sum"],
)
def test_a_token_costs_little(text):
    """At most as much as this many tokens cut by a regular expression alone."""

    def best(work):
        times = []
        for _ in range(15):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
        return min(times)

    parser = Parser(FUNCTIONS)
    parser.parse("x")
    cut = best(lambda: re.findall(r"\w+|[^\w\s]", text))
    assert best(lambda: parser.parse(text)) < 60 * cut
