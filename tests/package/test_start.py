"""Start-up times, as multiples of `python -c pass` on the same machine."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from tests.cli.running import COMMAND, environment

QUERY = "d/dX tr(X^T A X)"
LIMITS = [
    (("--help",), 5),
    (("derive", "-q", "--no-check", QUERY), 9),
    (("derive", QUERY), 14),
]


def fastest(command: list[str], runs: int = 9) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, env=environment(), check=True)
        times.append(time.perf_counter() - start)
    return min(times)


@pytest.mark.skipif(not os.environ.get("MATCALC_TIMING"), reason="set MATCALC_TIMING=1 to measure")
@pytest.mark.parametrize(("args", "limit"), LIMITS, ids=[" ".join(args) for args, _ in LIMITS])
def test_start(args: tuple[str, ...], limit: float) -> None:
    assert fastest([*COMMAND, *args]) <= limit * fastest([sys.executable, "-c", "pass"])
