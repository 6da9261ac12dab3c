"""Notations of functions taken apart, for scripts that set each sign as an element of its own."""

from __future__ import annotations

import re
from typing import NamedTuple

from matcalc_cli.functions.function import Function

_WORDS = re.compile(r"∇²?|[^\W_]+|[′″]")
_FENCED = re.compile(r"(?:_(\w|\*))?(?:\^(\d))?$")
_LEFT, _RIGHT = {"||": "‖", "<": "⟨"}, {"||": "‖", ">": "⟩"}
_INFIX = {"∘": "⊙"}  # as it is printed in books; ∘ is for typing


class Fence(NamedTuple):
    """Two signs around an argument, and what stands below and above behind the right one."""

    left: str
    right: str
    below: str = ""
    above: str = ""


def fence(function: Function) -> Fence | None:
    """The signs of a function written around its argument; None where they are a name's."""
    left, _, right = function.notation.ascii.partition(" ")
    sign = right[: len(left)]
    ending = _FENCED.match(right, len(left))
    if left not in _LEFT or ending is None:
        return None
    return Fence(_LEFT[left], _RIGHT[sign], ending[1] or "", ending[2] or "")


def name(function: Function) -> tuple[list[str], str]:
    """The words of a name, and what stands below the last of them: `log det`, `λ` and `max`."""
    base, _, under = function.notation.unicode.partition("_")
    return _WORDS.findall(base), under.replace("_", ",")


def ending(function: Function) -> str:
    """What is raised after an operand: `⊤`, `-1`."""
    return function.notation.ascii.removeprefix("^").replace("T", "⊤")


def sign(function: Function) -> str:
    """The sign between operands."""
    return _INFIX.get(function.notation.unicode, function.notation.unicode)
