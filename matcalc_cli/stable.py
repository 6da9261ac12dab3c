"""A number for a text that is the same in every run, as `hash` of a text is not."""

from __future__ import annotations


def stable_hash(text: str) -> int:
    """A whole number of 64 bits, by Python's hash of the bytes as a tuple of numbers."""
    return hash(tuple(text.encode()))
