"""What the parser takes: for a token of each kind of text, and as texts grow.

    PYTHONPATH=.:grammar python tests/benchmarks/bench_parser.py > tests/benchmarks/parser.md

Tokens are counted as they were typed, by a regular expression; how long that alone takes is the
unit of the last column. A declaration that was met before is read by what is remembered of it.
"""

from __future__ import annotations

import gc
import math
import re
from collections.abc import Callable
from functools import partial

from measuring import facts, ms, table

from matcalc_cli.elaboration import vocabulary
from matcalc_grammar.forms import form_of
from matcalc_grammar.parser import Parser
from matcalc_grammar.sentences import Statement

TIMES = 20  # a short text is parsed so often to be timed once
DECLARED = "d/dx x^T A x where A in R^{n x n} symmetric, x in R^n"
KINDS: dict[str, tuple[str, str]] = {
    "plain": ("auto", "d/dX tr(X^T A X)"),
    "norms": ("auto", "d/dx (1/2 ||A x - b||_2^2 + c/2 ||x||^2)"),
    "nested calls": (
        "auto",
        "d/dw (-c/2 w^T w + sum(u .* (y .* log(sigmoid(X w)) + (1 - y) .* log(X w))))",
    ),
    "Unicode": ("auto", "∂/∂β ½ ‖y − X β‖² + λ ∑ᵢ βᵢ² + tr(Σ⁻¹ X ᵀ Ω)"),
    "LaTeX": (
        "auto",
        r"\frac{\partial}{\partial \mathbf{X}} \operatorname{tr}(\mathbf{X}^\top \mathbf{A})",
    ),
    "NumPy": ("numpy", "d/dw np.sum((X @ w - y)**2) / 2 + lam * np.linalg.norm(w)**2"),
    "MATLAB": ("matlab", "d/dw sum((X * w - y).^2) / 2 + lam * norm(w)^2"),
    "with declarations": ("auto", DECLARED),
}
FAMILIES: dict[str, tuple[Callable[[int], str], tuple[int, ...]]] = {
    "terms of a sum": (lambda n: " + ".join(["x"] * n), (100, 1000, 10_000, 100_000)),
    "nested brackets": (lambda n: "(A + " * n + "x" + ")" * n, (10, 100, 1000)),
    "norms": (lambda n: " - ".join(["||A x - b||^2"] * n), (10, 100, 1000)),
    "nested calls": (lambda n: "sin(x + " * n + "x" + ")" * n, (10, 100)),
    "declarations": (lambda n: ", ".join(f"A{i} in R^n" for i in range(n)), (10, 100, 1000)),
}  # fmt: skip


def count(text: str) -> int:
    """The tokens of a text as it was typed."""
    return len(re.findall(r"\w+|[^\w\s]", text))


def cost(parse: Callable[[str], list[Statement]], text: str, times: int,
         before: Callable[[], object] = lambda: None) -> list[str]:  # fmt: skip
    """The tokens of a text, the µs that parsing takes for each, and how often `findall`."""

    def parsed() -> None:
        for _ in range(times):
            before()
            parse(text)

    taken = ms(parsed, 15) / times
    cut = ms(lambda: [count(text) for _ in range(times)], 15) / times
    return [f"{count(text)}", f"{taken / count(text) * 1e3:.1f}", f"{taken / cut:.0f}"]


def kinds() -> str:
    """A line a kind of text; the last one again, as if it had never been met."""
    rows = []
    for name, (language, text) in KINDS.items():
        parser = Parser(vocabulary(), language)
        rows.append([name, *cost(parser.parse, text, TIMES)])
    first = cost(parser.parse, DECLARED, TIMES, form_of.cache_clear)
    rows.append(["with declarations, for the first time", *first])
    return table(["", "tokens", "µs a token", "× findall"], rows)


def growth() -> str:
    """Time by size, with the exponent from the last two sizes."""
    rows = []
    parser = Parser(vocabulary())
    for name, (text, sizes) in FAMILIES.items():
        taken = [ms(partial(parser.parse, text(size)), 5) for size in sizes]
        exponent = math.log(taken[-1] / taken[-2]) / math.log(sizes[-1] / sizes[-2])
        cells = "; ".join(f"{n:,}: {t:.1f}" for n, t in zip(sizes, taken, strict=True))
        each = f"{taken[-1] / count(text(sizes[-1])) * 1e3:.1f}"
        rows.append([name, cells, f"{exponent:.2f}", each])
    return table(["", "ms by size", "exponent at the end", "µs a token"], rows)


def main() -> None:
    """Print the tables."""
    gc.disable()
    print("# Parsing\n")
    print(facts("PYTHONPATH=.:grammar python tests/benchmarks/bench_parser.py"))
    for title, made in (("Kinds of text", kinds), ("Growth", growth)):
        print(f"## {title}\n\n{made()}", flush=True)


if __name__ == "__main__":
    main()
