"""Statements made of anything thrown at the commands: each is answered, or refused by name.

    python -m tests.engine.fuzz_statements --seconds 600 --seed 1

Unlike the random problems, which are well shaped, these take any function of any number of
arguments. Most are refused; what is answered is written in one of the formats. What is looked for
is a fault: an error of the program itself, or an answer that its own check withholds.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from random import Random

import click
from click.testing import CliRunner

from matcalc_cli import interning
from matcalc_cli.cli import matcalc
from matcalc_cli.elaboration.known_functions import vocabulary

FUNCTIONS = sorted(vocabulary().functions)
_ATOMS = [
    "X", "A", "B", "Σ", "K", "x", "y", "a", "t", "s", "λ", "n", "k", "0", "1", "2", "-1", "3",
    "1/2", "1e-3", "π", "I", "I(2)", "ones(n)", "ones(n,n)", "ones(2,2)", "zeros(n)", "zeros(2,2)",
    "e_1", "e_i", "x_i", "x_1", "w_i", "n_i", "X_{12}", "X_{ij}", "\\frac{1}{2}",
]  # fmt: skip
_BETWEEN = [
    " + ", " - ", " ", " ", " ", "*", " .* ", " ./ ", "/", " ∘ ", " ⊗ ", ".^", "^", "^T ", "'", "@",
    ":",
]  # fmt: skip
_AFTER = [
    "", "^T", "^-1", "^2", "^-T", "^{-2}", "^{1/2}", "'", ".^2", "^k", "^0", "^{-1/2}", "^+",
    "_{ij}", "_i", "_{11}",
]  # fmt: skip
_AROUND = [
    "||{}||", "||{}||^2", "||{}||_1", "||{}||_F^2", "||{}||_*", "||{}||_{{3}}", "|{}|", "-{}",
    "sum_i ({})", "sum_{{i=1}}^n ({})", "sum_{{i<j}} ({})", "tr({})", "log det({})", "sum({})",
    "exp({})", "<{}, A>", "d/dt {}", "sqrt({})", "\\sqrt{{{}}}",
]  # fmt: skip
_BY = [
    "d/dX ", "d/dX ", "d/dx ", "d/dx ", "d/dt ", "d/dλ ", "d/dΣ ", "d/dx_i ", "d/dx_k ",
    "d/dX_{ij} ", "d/dX_{12} ",
    "d^2/dx^2 ", "d^2/dX^2 ", "d^2/dt^2 ", "d^2/dxdy ", "grad_x ",
]  # fmt: skip
_WHERE = [
    "", "", "", "", " where X symmetric", " where X in R^{2 x 2}", " where x in R", " where Σ pd",
    " where X diagonal", " where n in R", " where x in R^3", " where A invertible, X in R^{m x n}",
    " where X orthogonal", " where t positive",
]  # fmt: skip
_FORMATS = [
    "text", "text", "text", "ascii", "latex", "markdown", "html", "typst", "json", "numpy", "jax",
    "torch", "julia", "matlab", "sympy",
]  # fmt: skip
_OPTIONS: list[list[str]] = [
    [], [], ["--layout", "denominator"], ["--expand"], ["--steps", "full"], ["--structured"],
]  # fmt: skip
_FAULTS = ("error[internal]", "error[failed-check]")


def expression(random: Random, depth: int) -> str:
    """An expression of operators and functions, most of them with one argument."""
    kind = random.random()
    if depth == 0 or kind < 0.22:
        return random.choice(_ATOMS)
    if kind < 0.5:
        count = random.choice([1, 1, 1, 1, 1, 2, 2, 3, 0])
        inside = ", ".join(expression(random, depth - 1) for _ in range(count))
        return f"{random.choice(FUNCTIONS)}({inside})"
    inside = expression(random, depth - 1)
    if kind < 0.75:
        return inside + random.choice(_BETWEEN) + expression(random, depth - 1)
    if kind < 0.9:
        return f"({inside})" + random.choice(_AFTER)
    return random.choice(_AROUND).format(inside)


def arguments(random: Random) -> list[str]:
    """A command line: mostly derive, at times check or solve."""
    depth = random.choice([1, 2, 2, 3, 3, 4])
    by, what, where = random.choice(_BY), expression(random, depth), random.choice(_WHERE)
    command = random.choice(["derive"] * 8 + ["check", "solve"])
    if command == "derive":
        format_ = ["--format", random.choice(_FORMATS), *random.choice(_OPTIONS)]
        return [command, *format_, "--", f"{by}{what}{where}"]
    right = "0" if command == "solve" else expression(random, 2)
    return [command, "--", f"{by}({what}) = {right}{where}"]


def fault(line: list[str]) -> str:
    """What is at fault in the answer to a command line, or nothing."""
    met = CliRunner().invoke(matcalc, line, standalone_mode=False)
    interning.make_room()
    if isinstance(met.exception, click.ClickException):
        return ""
    if met.exception is not None:
        return repr(met.exception)
    said = next((text for text in met.stderr.splitlines() if text.startswith(_FAULTS)), "")
    return said or ("" if met.return_value in (None, 0, 1, 2, 3) else str(met.return_value))


def main() -> None:
    """Run until the time is over; tell of every fault, and of what takes long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slow", type=float, default=5, help="seconds of the processor to tell of")
    options = parser.parse_args()
    random, until = Random(options.seed), time.monotonic() + options.seconds
    counts: Counter[str] = Counter()
    while time.monotonic() < until:
        line = arguments(random)
        began = time.process_time()
        found = fault(line)
        taken = time.process_time() - began
        counts["faults" if found else "without fault"] += 1
        if found:
            print(f"{found}: {line!r}", flush=True)
        if taken > options.slow:
            print(f"{taken:.1f} s: {line!r}", flush=True)
    print(f"seed {options.seed}: {dict(counts)}")
    sys.exit(bool(counts["faults"]))


if __name__ == "__main__":
    main()
