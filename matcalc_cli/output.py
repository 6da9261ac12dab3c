"""Writing to standard output and standard error: encodings, colour, width, closed pipes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO, TypeAlias

Write: TypeAlias = Callable[[bool], str]
_USAGE = 2
CLOSED_PIPE = 141  # as a shell reports a program that SIGPIPE ended


class Unwritable(Exception):
    """What is written to is full, or gone, but no pipe."""


def put(write: Write, stream: TextIO, ascii_only: bool = False) -> None:
    """Write and flush `write(unicode)`: in Unicode, or in ASCII where that cannot be encoded."""
    put_bytes(encoded(write, stream, ascii_only), stream)


def encoded(write: Write, stream: TextIO, ascii_only: bool = False) -> bytes:
    """`write(unicode)` as the stream takes it: in Unicode if it can be, else in ASCII."""
    encoding = getattr(stream, "encoding", None) or "ascii"
    try:
        return write(not ascii_only).encode(encoding)
    except UnicodeEncodeError:
        return write(False).encode(encoding, "backslashreplace")


def finished(write: Write, ascii_only: bool) -> int:
    """Put all of a command's output; the exit status."""
    try:
        put(write, sys.stdout, ascii_only)
    except BrokenPipeError:
        discard()
        return CLOSED_PIPE
    except Unwritable as problem:
        return unwritable(problem)
    return 0


def unwritable(problem: OSError | Unwritable) -> int:
    """Say that standard output cannot be written; the exit status."""
    discard()
    reason = _reason(problem) if isinstance(problem, OSError) else problem
    tell(f"error[file]: cannot write the output: {reason}\n")
    return _USAGE


def tell(said: str | bytes) -> None:
    """Write to standard error. Where that is full or gone nobody can be told; a pipe is silent."""
    with suppress(Unwritable):
        put_bytes(said.encode("utf-8", "backslashreplace") if isinstance(said, str) else said,
                  sys.stderr)  # fmt: skip


def put_bytes(data: bytes, stream: TextIO) -> None:
    """Write bytes past the stream's own encoding, and flush."""
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(data.decode("utf-8", "backslashreplace"))
        stream.flush()
    else:
        try:
            buffer.write(data)
            buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as problem:
            raise Unwritable(_reason(problem)) from None


def _reason(problem: OSError) -> str:
    return (problem.strerror or str(problem)).lower()


def coloured(choice: str) -> bool:
    """Whether to colour standard output: `always`, `never`, or what the terminal is fit for."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return os.environ.get("TERM") not in ("dumb", None) and sys.stdout.isatty()


def columns() -> int | None:
    """The width of the terminal; None in a pipe, where lines are never broken."""
    if not sys.stdout.isatty():
        return None
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isdigit() and int(wanted) > 0:
        return int(wanted)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except OSError:
        return 80


def discard() -> None:
    """After the reader has gone: let what is still buffered fall, in silence."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
