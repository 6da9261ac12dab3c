"""The work grows as the text does; ratios only, since machines differ.

What is compared is timed in turns, and the quickest of each is taken; a ratio that is too large is
taken again, since other processes disturb even the time of the processor.
"""

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


def quickest(turns, *works):
    """The least time of the processor that each takes, in turns."""
    times = [[] for _ in works]
    for _ in range(turns):
        for work, taken in zip(works, times, strict=True):
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
    return [min(taken) for taken in times]


def ratios(turns, small, large, extra=0.0, rounds=4):
    """How many times as long the large work takes, less `extra` seconds, round after round."""
    for _ in range(rounds):
        least, most = quickest(turns, small, large)
        yield (most - extra) / least


def parsing(text):
    parser = Parser(FUNCTIONS)
    parser.parse("x")
    return lambda: parser.parse(text)


@pytest.mark.parametrize("family", GROWING)
def test_time_is_linear(family):
    small, large = (parsing(GROWING[family](length)) for length in (1000, 8000))
    assert any(ratio < 8 * 4 for ratio in ratios(3, small, large, extra=0.05))


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
        r"\frac{\partial}{\partial \mathbf{X}} \operatorname{tr}(\mathbf{X}^\top \mathbf{A})",
        "d/dx x^T A x where A in R^{n x n} symmetric, x in R^n",
        " + ".join(["A x"] * 5000),
    ],
    ids=["norm", "nested calls", "LaTeX", "with declarations", "long sum"],
)
def test_a_token_costs_little(text):
    """At most as much as this many tokens cut by a regular expression alone.

    One is cut in a fifth of a microsecond, so that this is about nine.
    """

    cut = lambda: re.findall(r"\w+|[^\w\s]", text)  # noqa: E731
    assert any(ratio < 45 for ratio in ratios(15, cut, parsing(text)))
