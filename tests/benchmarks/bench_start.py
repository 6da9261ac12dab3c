"""Whole processes of the command as multiples of `python -c pass`.

    python tests/benchmarks/bench_start.py > tests/benchmarks/start.md

Run it with the interpreter of the environment where the wheel is installed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from measuring import command_ms, facts, table

MATCALC = str(Path(sys.executable).parent / "matcalc")
QUERY = "d/dX tr(X^T A X)"
ROUNDS = 25
CASES = {
    "`python -c 'import click, pyparsing'`": [sys.executable, "-c", "import click, pyparsing"],
    "`matcalc --version`": [MATCALC, "--version"],
    "`matcalc --help`": [MATCALC, "--help"],
    "`matcalc derive -q --no-check`": [MATCALC, "derive", "-q", "--no-check", QUERY],
    "`matcalc derive`": [MATCALC, "derive", QUERY],
}


def main() -> None:
    """Print the table."""
    print("# Start\n")
    print(facts("python tests/benchmarks/bench_start.py"))
    print(f"Medians of {ROUNDS} rounds; a round times `pass` beside each command.\n")
    ratios: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(ROUNDS):  # a processor that changes its pace does so for both sides of a ratio
        for name, command in CASES.items():
            unit = command_ms([sys.executable, "-c", "pass"], 2)
            ratios[name].append(command_ms(command, 2) / unit)
    rows = [[name, f"{median(found):.1f}"] for name, found in ratios.items()]
    print(table(["", "× `python -c pass`"], rows), end="")


if __name__ == "__main__":
    main()
