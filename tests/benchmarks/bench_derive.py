"""Time of one derivation in process, against SymPy's `.diff` where SymPy has the problem.

    python tests/benchmarks/bench_derive.py

Prints reading, deriving without and with steps, certificate, and the growth with size.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from matcalc_cli.derive import Options, derive_question
from matcalc_cli.questions import Reader

PROBLEMS = [
    "d/dX tr(X^T A X)", "d/dβ ||y - Xβ||^2", "d/dx x^T A x where A symmetric", "d/dX log det X",
    "d/dX tr(A X^-1)", "d/dX tr(A X B)", "d/dw sum(log(1 + exp(-y .* (X w))))", "d/dz softmax(z)",
    "d/dx (||A x - b||^2 + λ ||x||^2)", "d/dX a^T X b",
]  # fmt: skip

QUIET = Options(steps="none", check=False)


def ms(action: Callable[[], object], runs: int = 20) -> float:
    """The least time of several runs, in milliseconds."""
    action()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times) * 1e3


def table() -> None:
    """A line a problem."""
    print(f"{'':42} {'read':>6} {'-q':>6} {'steps':>6} {'check':>6}   ms")
    for problem in PROBLEMS:
        (question,) = Reader().questions(problem)
        columns = [
            ms(lambda problem=problem: Reader().questions(problem)),
            ms(lambda q=question: derive_question(q, QUIET)),
            ms(lambda q=question: derive_question(q, Options(check=False))),
            ms(lambda q=question: derive_question(q, Options()), 5),
        ]
        print(f"{problem:42} " + " ".join(f"{column:6.2f}" for column in columns))


def growth() -> None:
    """Chains of k factors X A, sums of m terms, networks of depth k."""
    families = {
        "tr((X A)^k)": lambda k: "d/dX tr(" + "X A " * k + ") where A, X in R^{n x n}",
        "sum of m terms": lambda k: "d/dx (" + " + ".join(["a^T x"] * k) + ")",
        "tanh network": lambda k: "d/dx sum(" + "tanh(W " * k + "x" + ")" * k + ")",
    }
    for name, statement in families.items():
        times = []
        for k in (8, 16, 32, 64):
            (question,) = Reader().questions(statement(k))
            times.append(ms(lambda q=question: derive_question(q, QUIET), 3))
        print(f"{name:24} " + "  ".join(f"{t:8.2f}" for t in times) + "   ms at 8, 16, 32, 64")


def against_sympy() -> None:
    """SymPy's time for tr(Xᵀ A X), which it gets right."""
    import sympy

    n = sympy.Symbol("n")
    X, A = sympy.MatrixSymbol("X", n, n), sympy.MatrixSymbol("A", n, n)
    theirs = ms(lambda: sympy.Trace(X.T * A * X).diff(X), 5)
    (question,) = Reader().questions(PROBLEMS[0])
    ours = ms(lambda: derive_question(question, Options(check=False)))
    print(f"tr(Xᵀ A X): SymPy {theirs:.2f} ms, here with steps {ours:.2f} ms, {theirs / ours:.1f}×")


if __name__ == "__main__":
    table()
    growth()
    against_sympy()
