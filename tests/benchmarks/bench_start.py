"""Whole processes of the command as multiples of `python -c pass`.

    python tests/benchmarks/bench_start.py > tests/benchmarks/start.md

Run it with the interpreter of the environment where the wheel is installed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from measuring import command_ms, facts, pass_ms, table

MATCALC = str(Path(sys.executable).parent / "matcalc")
QUERY = "d/dX tr(X^T A X)"
CASES = {
    "`python -c 'import click, pyparsing'`": [sys.executable, "-c", "import click, pyparsing"],
    "`matcalc --version`": [MATCALC, "--version"],
    "`matcalc --help`": [MATCALC, "--help"],
    "`matcalc derive -q --no-check`": [MATCALC, "derive", "-q", "--no-check", QUERY],
    "`matcalc derive`": [MATCALC, "derive", QUERY],
}


def main() -> None:
    """Print the table."""
    unit = pass_ms()
    print("# Start\n")
    print(facts("python tests/benchmarks/bench_start.py"))
    rows = [[name, f"{command_ms(command) / unit:.1f}"] for name, command in CASES.items()]
    print(table(["", "× `python -c pass`"], rows), end="")


if __name__ == "__main__":
    main()
