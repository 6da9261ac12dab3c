"""Derivations in process: the problems of the literature, SymPy's `.diff`, growth, and batches.

    PYTHONPATH=.:grammar python tests/benchmarks/bench_derive.py > tests/benchmarks/derive.md

"Cold" is the first time that a question is asked: nothing is remembered of its expressions.
"""

from __future__ import annotations

import gc
import math
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from typing import Any

from measuring import command_ms, facts, ms, table

from matcalc_cli.derivation import Derivation, Question
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.interning import clear
from matcalc_cli.questions import Reader
from matcalc_cli.traversal import postorder

QUIET = Options(steps="none", check=False)
STEPS = Options(check=False)
_RUNS = 20  # of what takes less than the other processes leave between two interruptions
PROBLEMS = Path(__file__).parent.parent / "problems" / "problems.txt"
PAGE = [
    "d/dX tr(A X)", "d/dX tr(X^T A X)", "d/dX tr(A X B)", "d/dX tr(A X^-1)", "d/dX log det X",
    "d/dx x^T A x", "d/dβ ||y - X β||^2", "d/dX a^T X b", "d/dz softmax(z)",
    "d/dw sum(log(1 + exp(-y .* (X w))))", "d/dx (||A x - b||^2 + λ ||x||^2)",
    "d/dΣ -n/2 log det Σ - 1/2 sum_{i=1}^n (x_i - μ)^T Σ^-1 (x_i - μ)",
]  # fmt: skip
FAMILIES: dict[str, tuple[Callable[[int], str], tuple[int, ...]]] = {
    "tr(A₁ X A₂ X …), k factors": (
        lambda k: "d/dX tr(" + " ".join(f"A{i} X" for i in range(k)) + ") where X in R^{n x n}, "
        + ", ".join(f"A{i} in R^{{n x n}}" for i in range(k)), (8, 32, 128, 512, 1000),
    ),
    "sum of m terms aᵢᵀ x": (
        lambda m: "d/dx (" + " + ".join(f"a{i}^T x" for i in range(m)) + ")",
        (10, 100, 1000, 10_000),
    ),
    "sum of m terms xᵀ Aᵢ x": (
        lambda m: "d/dx (" + " + ".join(f"x^T A{i} x" for i in range(m)) + ")",
        (10, 100, 1000, 10_000),
    ),
    "k nested inverses": (
        lambda k: "d/dX tr(" + "(A + " * k + "X" + ")^-1" * k + ")", (8, 128, 512, 1000),
    ),
    "tanh network of depth k": (
        lambda k: "d/dx sum(" + "tanh(W " * k + "x" + ")" * k + ")", (8, 128, 512, 1000),
    ),
}  # fmt: skip


def question(statement: str) -> Question:
    """The one question of a statement."""
    (asked,) = Reader().questions(statement)
    return asked


def literature() -> list[str]:
    """The problems of the tests, with their assumptions."""
    blocks = [block.strip().splitlines() for block in PROBLEMS.read_text("utf-8").split("\n\n")[1:]]
    return [f"{lines[1]} where {lines[2]}" for lines in blocks if len(lines) == 4]


def derived(asked: Question, options: Options) -> Callable[[], Derivation]:
    """What derives a question, to be timed."""
    return lambda: derive_question(asked, options)


def times(statement: str) -> list[float]:
    """Reading; without steps, with steps, both cold; with steps again; with the certificate."""
    asked = question(statement)
    certified = Options()
    derive_question(asked, certified)  # loads what is loaded late
    return [
        ms(lambda: Reader().questions(statement), _RUNS),
        ms(derived(asked, QUIET), _RUNS, before=clear),
        ms(derived(asked, STEPS), _RUNS, before=clear),
        ms(derived(asked, STEPS), _RUNS),
        ms(derived(asked, certified), before=clear),
    ]


def problems() -> str:
    """A line a problem of the page, and the mean of the literature."""
    rows = [[f"`{text}`".replace("|", "\\|"), *map("{:.2f}".format, times(text))] for text in PAGE]
    found = [times(text) for text in literature()]
    means = [f"{mean(column):.2f}" for column in zip(*found, strict=True)]
    rows.append([f"mean of {len(found)} problems of the literature", *means])
    return table(["ms", "read", "answer", "steps", "again", "certificate"], rows)


def against_sympy() -> str:
    """SymPy's time for what it gets right, both without anything remembered."""
    import sympy as sp
    from sympy.core.cache import clear_cache

    n = sp.Symbol("n", integer=True, positive=True)
    X, A, B = (sp.MatrixSymbol(name, n, n) for name in "XAB")
    a, b, x = (sp.MatrixSymbol(name, n, 1) for name in "abx")
    cases: dict[str, tuple[Any, Any]] = {
        "d/dX tr(A X)": (sp.Trace(A * X), X),
        "d/dX tr(X^T A X)": (sp.Trace(X.T * A * X), X),
        "d/dX tr(A X B)": (sp.Trace(A * X * B), X),
        "d/dX a^T X b": (a.T * X * b, X),
        "d/dx x^T A x": (x.T * A * x, x),
    }
    rows = []
    for text, (function, by) in cases.items():
        theirs = ms(lambda f=function, v=by: f.diff(v), 3, before=clear_cache)
        ours = ms(derived(question(text), STEPS), _RUNS, before=clear)
        rows.append([f"`{text}`", f"{theirs:.1f}", f"{ours:.2f}", f"{theirs / ours:.0f}"])
    return table(["ms", "SymPy", "with steps", "ratio"], rows)


def growth() -> str:
    """Answers without steps, with the exponent from the last two sizes, and the nodes held."""
    rows = []
    for name, (statement, sizes) in FAMILIES.items():
        found = []
        for size in sizes:
            asked = question(statement(size))
            found.append(ms(derived(asked, QUIET), 3, before=clear))
        answer = derive_question(asked, QUIET).answer
        nodes = len(postorder(answer)) / len(postorder(asked.function))
        exponent = math.log(found[-1] / found[-2]) / math.log(sizes[-1] / sizes[-2])
        cells = "; ".join(f"{k}: {t:.1f}" for k, t in zip(sizes, found, strict=True))
        rows.append([name, cells, f"{exponent:.2f}", f"{nodes:.1f}"])
    return table(["", "ms by size", "exponent at the end", "nodes of answer / function"], rows)


def batch() -> str:
    """Lines a second of one process, start included."""
    rows = []
    for name, lines in (
        ("page, 100 times", PAGE * 100), ("page, 1,000 times", PAGE * 1000),
        ("literature, 5 times", literature() * 5),
    ):  # fmt: skip
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
            file.flush()
            command = [sys.executable, "-m", "matcalc_cli", "derive", "-q", "--no-check"]
            taken = command_ms([*command, "-f", file.name], 3)
        rows.append([name, f"{len(lines)}", f"{1000 * len(lines) / taken:.0f}"])
    return table(["", "lines", "lines a second"], rows)


def main() -> None:
    """Print the tables."""
    gc.disable()
    print("# Derivations\n")
    print(facts("PYTHONPATH=.:grammar python tests/benchmarks/bench_derive.py"))
    for title, made in (
        ("Problems", problems), ("SymPy's `.diff`", against_sympy), ("Growth", growth),
        ("Batches", batch),
    ):  # fmt: skip
        print(f"## {title}\n\n{made()}", flush=True)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as problem:
        sys.exit(str(problem))
