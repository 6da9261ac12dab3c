"""A short run of what `python -m tests.engine.fuzz_statements` does for longer."""

from __future__ import annotations

from random import Random

import pytest

from .fuzz_statements import arguments, fault


@pytest.mark.parametrize("seed", range(20))
def test_any_statement_is_answered_or_refused(seed: int) -> None:
    random = Random(seed)
    for _ in range(15):
        line = arguments(random)
        assert not fault(line), line
