"""Time a token of the parser takes, beside what cutting the text by a regular expression takes.

Run it: `PYTHONPATH=grammar python tests/benchmarks/bench_parser.py`.
"""

import re
import time
from collections.abc import Callable

from matcalc_grammar.names import Vocabulary
from matcalc_grammar.parser import Parser
from matcalc_grammar.spelling import plain
from matcalc_grammar.tokens import tokens

FUNCTIONS = Vocabulary({name: name for name in "tr det logdet log exp sum sigmoid sin".split()})

TEXTS = {
    "trace": "d/dX tr(X^T A X)",
    "norm": "d/dx (1/2 ||A x - b||_2^2 + c/2 ||x||^2)",
    "nested calls": "d/dw (-c/2 w^T w + sum(u .* (y .* log(sigmoid(X w)) + (1 - y) .* log(X w))))",
    "with declarations": "d/dx x^T A x where A in R^{n x n} symmetric, x in R^n",
    "latex": r"\frac{\partial}{\partial \mathbf{X}} \operatorname{tr}(\mathbf{X}^\top \mathbf{A})",
    "long sum": " + ".join(["A x"] * 5000),
    "many norms": " - ".join(["||A x - b||^2"] * 500),
}


def best(work: Callable[[], object], times: int = 15) -> float:
    """The shortest of some runs, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def main() -> None:
    """Print a line a text."""
    parser = Parser(FUNCTIONS)
    parser.parse("x")
    print(f"{'text':<20} {'tokens':>7} {'µs a token':>11} {'× findall':>10}")
    for name, text in TEXTS.items():
        count = len(tokens(plain(text)))
        parsed = best(lambda text=text: parser.parse(text))
        cut = best(lambda text=text: re.findall(r"\w+|[^\w\s]", text))
        print(f"{name:<20} {count:>7} {parsed / count * 1e6:>11.1f} {parsed / cut:>10.1f}")


if __name__ == "__main__":
    main()
