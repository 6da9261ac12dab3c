"""Whole-process times of the command as multiples of `python -c pass`, median of paired runs.

    python tests/benchmarks/bench_start.py [RUNS]

Run it with the interpreter of the environment where the wheel is installed, on a machine that does
nothing else: the runs come in pairs, so that the ratio holds when the machine's speed drifts.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

MATCALC = str(Path(sys.executable).parent / "matcalc")
QUERY = "d/dX tr(X^T A X)"
CASES = {
    "import click, pyparsing": [sys.executable, "-c", "import click, pyparsing"],
    "--version": [MATCALC, "--version"],
    "--help": [MATCALC, "--help"],
    "derive -q --no-check": [MATCALC, "derive", "-q", "--no-check", QUERY],
    "derive": [MATCALC, "derive", QUERY],
}


def seconds(command: list[str]) -> float:
    """The wall time of one run."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Print the table."""
    base = [sys.executable, "-c", "pass"]
    print(f"{'':24} {'ms':>6} {'× pass':>7}")
    for name, command in CASES.items():
        seconds(command)
        pairs = [(seconds(command), seconds(base)) for _ in range(runs)]
        took = median(first for first, _ in pairs)
        ratio = median(first / second for first, second in pairs)
        print(f"{name:24} {took * 1e3:6.0f} {ratio:7.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
