"""Options of the test suite."""

from __future__ import annotations

import signal

import pytest

# What a script starts with `&` or `nohup` ignores these; the processes that the tests interrupt
# must not inherit that.
for number, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, usual)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rewrite` writes what was found over what was expected, in the tests that keep text."""
    parser.addoption("--rewrite", action="store_true", help="rewrite the expected outputs")
