"""Lines to records, as they come: a record is handed on as soon as it is complete."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from matcalc_grammar.frozen import Frozen
from matcalc_grammar.patterns import Pattern

# A line that begins so goes on the one before, if a bracket is open there.
_CONTINUES = Pattern(r"[ \t]|[+*/@^'.:,=<>|)\]}·∘⊙⊗⊘−-]|\\(?:right|cdot|odot|otimes|circ)")
_OPENING, _CLOSING = "([{", ")]}"
_PARTS = Pattern(r"\\.|[;#()\[\]{}]", re.DOTALL)


class Record(Frozen):
    """The text of one statement, with the line and column (from 1) where it begins."""

    text: str
    line: int
    column: int = 1


class _Pending:
    """A record that is not complete; a bracket is open in it, or a backslash ended its line."""

    def __init__(self, line: int, column: int) -> None:
        self.text = ""
        self.line = line
        self.column = column
        self.depth = 0
        self.joined = False

    def record(self) -> Record | None:
        """The record, if there is anything in it."""
        stripped = self.text.lstrip(" \t\ufeff")
        if not stripped.strip():
            return None
        lead = len(self.text) - len(stripped)
        return Record(stripped.rstrip(), self.line, self.column + lead)


def records(lines: Iterable[str]) -> Iterator[Record]:
    """The statements of some lines; comments and blank lines yield nothing.

    A line goes on after a backslash, and in an open bracket if the next line is indented or begins
    with an operator or a closing bracket.
    """
    pending: _Pending | None = None
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip("\r\n")
        if pending is not None and not (pending.joined or _CONTINUES.match(line)):
            yield from _complete(pending)
            pending = None
        if pending is None:
            pending = _Pending(number, 1)
        else:
            pending.text += "\n"
        pending.joined = False
        done, pending = _scan(line, number, pending)
        yield from done
        if pending.depth <= 0 and not pending.joined:
            yield from _complete(pending)
            pending = None
    if pending is not None:
        yield from _complete(pending)


def _complete(pending: _Pending) -> Iterator[Record]:
    record = pending.record()
    if record is not None:
        yield record


def _is_parameter(line: str, place: int) -> bool:
    """Is the sign before this place the `#` of `#1` in the definition of a macro?"""
    return line[place : place + 1].isdigit() and ("\\def" in line or "command" in line)


def _scan(line: str, number: int, pending: _Pending) -> tuple[list[Record], _Pending]:
    """Cut a line at its semicolons and its comment, and count its brackets."""
    done: list[Record] = []
    start = 0
    square = 0
    end = len(line)
    for found in _PARTS.finditer(line):
        sign = found.group()
        if sign == "#" and _is_parameter(line, found.end()):
            continue
        if sign == "#":
            end = found.start()
            break
        if sign == ";" and square > 0 and "]" in line[found.end() :]:
            continue  # it parts the rows of a matrix, which is refused as a whole
        if sign == ";":
            pending.text += line[start : found.start()]
            done.extend(_complete(pending))
            start = found.end()
            pending = _Pending(number, start + 1)
        elif sign in _OPENING:
            pending.depth += 1
            square += sign == "["
        elif sign in _CLOSING:
            pending.depth -= 1
            square -= sign == "]"
    kept = line[start:end]
    bare = kept.rstrip()
    if bare.endswith("\\") and end == len(line):
        # The break itself stays in the text, as white space, so that offsets stay right.
        kept = bare.rstrip("\\") + " " * (len(bare) - len(bare.rstrip("\\")))
        pending.joined = True
    pending.text += kept
    return done, pending
