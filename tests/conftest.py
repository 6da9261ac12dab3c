"""Options of the test suite."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rewrite` writes what was found over what was expected, in the tests that keep text."""
    parser.addoption("--rewrite", action="store_true", help="rewrite the expected outputs")
