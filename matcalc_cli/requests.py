"""What a command was asked to do, and the text that it was given to read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import BinaryIO

from matcalc_cli.outcomes import Origin
from matcalc_grammar.frozen import Frozen

ARGUMENTS = Origin("argument", None, "arguments")
_LONGEST = 4_000_100  # bytes: more than the characters that a record may have
_SKIPPED = 20  # of these


class Request(Frozen):
    """The options of a command that reads expressions, as the manual names them."""

    expressions: tuple[str, ...]
    files: tuple[str, ...]
    wrt: tuple[str, ...]
    where: tuple[str, ...]
    layout: str | None
    layout_flagged: bool
    format_: str
    quiet: bool
    steps: str
    notation: str
    expand: bool
    structured: bool
    no_check: bool
    ascii_: bool
    color: str
    fail_fast: bool
    sizes: tuple[tuple[str, int], ...] = ()
    code: bool = False
    page: bool = False
    language: str = "auto"
    preamble: str = ""
    jobs: int = 1


class Source(Frozen):
    """A text to read: where it comes from, and its lines as they come."""

    origin: Origin
    lines: Iterator[str]


def sources(request: Request) -> Iterator[Source]:
    """The files, then the arguments; standard input for `-` or where there is neither."""
    for path in request.files:
        yield standard_input() if path == "-" else _file(path)
    for expression in request.expressions:
        if expression == "-":
            yield standard_input()
        else:
            yield Source(ARGUMENTS, iter(expression.splitlines()))
    if not (request.files or request.expressions):
        yield standard_input()


def reads_pipe(request: Request) -> bool:
    """Whether any of what is asked for comes from where it can be read only once."""
    given = (*request.files, *request.expressions)
    return not given or "-" in given or not all(map(os.path.isfile, request.files))


def standard_input() -> Source:
    """The lines of the pipe or the terminal as they come."""
    return Source(Origin("stdin", None, "stdin"), _decoded(sys.stdin.buffer))


def _file(path: str) -> Source:
    return Source(Origin(path, path, path), _read(path))


def _read(path: str) -> Iterator[str]:
    with open(path, "rb") as file:
        yield from _decoded(file)


def _decoded(stream: BinaryIO) -> Iterator[str]:
    """Lines as they arrive; bytes that are no UTF-8 are kept apart for the reader to refuse.

    Of a line that is too long to be read enough is kept to be refused; one that does not end ends
    the stream.
    """
    while line := stream.readline(_LONGEST):
        yield line.decode("utf-8", "surrogateescape")
        skipped = 0
        while len(line) == _LONGEST and not line.endswith(b"\n"):
            line = stream.readline(_LONGEST)
            skipped += 1
            if skipped > _SKIPPED:
                return
