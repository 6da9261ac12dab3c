"""A short run of what `python -m tests.grammar.fuzz_bytes` does for an hour."""

from __future__ import annotations

from random import Random

import pytest

from .fuzz_bytes import read, sources, spoilt

TEXTS = sources()


@pytest.mark.parametrize("seed", range(20))
def test_spoilt_text_is_read_or_refused(seed: int) -> None:
    random = Random(seed)
    for _ in range(15):
        read(spoilt(random, TEXTS))
