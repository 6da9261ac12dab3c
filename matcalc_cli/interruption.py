"""Ctrl-C, remembered.

Python drops a KeyboardInterrupt that is raised within a destructor or within the callback of a weak
reference, and every import runs such a callback; a run must end all the same.
"""

from __future__ import annotations

import signal
from types import FrameType
from typing import NoReturn

_interrupted: list[int] = []  # the signals that came


def watch() -> None:
    """Remember interruptions from here on, unless the caller lets this process ignore them."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)


def heed() -> None:
    """Raise KeyboardInterrupt if one came and was lost; to be called between records."""
    if _interrupted:
        raise KeyboardInterrupt


def _interrupt(number: int, _frame: FrameType | None) -> NoReturn:
    _interrupted.append(number)
    raise KeyboardInterrupt
