"""Lines to records, as they come: a record is handed on as soon as it is complete."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from matcalc_grammar.frozen import Frozen
from matcalc_grammar.patterns import Pattern

_OPERATOR = r"[+*/@^'.:,=<>|)\]}·∘⊙⊗⊘−-]|\\(?:right|cdot|odot|otimes|circ)"
# A line that begins so goes on the one before, if a bracket is open there,
_CONTINUES = Pattern(rf"[ \t]|{_OPERATOR}")
# and one that begins so, if `\\` ended the one before; in LaTeX all lines may be indented.
_NEXT_ROW = Pattern(rf"[ \t]*+(?:&|{_OPERATOR})")
_OPENING, _CLOSING = "([{", ")]}"
LENGTH = 1_000_000  # characters that a record may have
_SKIPPED = 20  # of these
_PARTS = Pattern(r"\\.|;+|[#()\[\]{}]", re.DOTALL)


class Record(Frozen):
    """The text of one statement, with the line and column (from 1) where it begins."""

    text: str
    line: int
    column: int = 1


class _Pending:
    """A record that may go on: a bracket is open in it, or backslashes ended its line."""

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.depth = 0
        self.joined = False  # by a backslash
        self.row_ended = False  # by `\\`
        self.told = False  # was it handed on, as what is too long goes on?
        self._parts: list[str] = []
        self._length = 0

    def add(self, text: str) -> None:
        """More of it; what is beyond the length that can be read is dropped."""
        if self._length <= LENGTH:
            self._parts.append(text)
        self._length += len(text)

    @property
    def may_go_on(self) -> bool:
        """Whether the next line may belong to it."""
        return self.depth > 0 or self.joined or self.row_ended

    def goes_on(self, line: str) -> bool:
        """Whether this next line belongs to it."""
        if self.joined or (self.row_ended and _NEXT_ROW.match(line)):
            return True
        return self.depth > 0 and _CONTINUES.match(line) is not None

    @property
    def is_too_long(self) -> bool:
        """Whether it is longer than any that can be read."""
        return self._length > LENGTH

    @property
    def has_no_end(self) -> bool:
        """Whether so much was dropped that there may be no end to it."""
        return self._length > _SKIPPED * LENGTH

    def record(self) -> Record | None:
        """The record, if there is anything in it that was not handed on."""
        if self.told:
            return None
        text = "".join(self._parts)
        if self.is_too_long:
            self.told = True
            return Record(text, self.line, self.column)
        stripped = text.lstrip(" \t\ufeff")
        if not stripped.strip():
            return None
        lead = len(text) - len(stripped)
        return Record(stripped.rstrip(), self.line, self.column + lead)


def records(lines: Iterable[str]) -> Iterator[Record]:
    """The statements of some lines; comments and blank lines yield nothing.

    A line goes on after a backslash, in an open bracket if the next line is indented or begins with
    an operator or a closing bracket, and after `\\\\` if that begins with an operator or `&`. Of a
    record that is too long to be read enough is kept to be refused; one without an end ends them.
    """
    pending: _Pending | None = None
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip("\r\n")
        if pending is not None and not pending.goes_on(line):
            yield from _complete(pending)
            pending = None
        if pending is None:
            pending = _Pending(number, 1)
        else:
            pending.add("\n")
        pending.joined = pending.row_ended = False
        done, pending = _scan(line, number, pending)
        yield from done
        if not pending.may_go_on:
            yield from _complete(pending)
            pending = None
        elif pending.is_too_long:
            yield from _complete(pending)
            if pending.has_no_end:
                return
    if pending is not None:
        yield from _complete(pending)


def _complete(pending: _Pending) -> Iterator[Record]:
    record = pending.record()
    if record is not None:
        yield record


def _scan(line: str, number: int, pending: _Pending) -> tuple[list[Record], _Pending]:
    """Cut a line at its semicolons and its comment, and count its brackets."""
    done: list[Record] = []
    start = 0
    square = 0
    end = len(line)
    last_closed = line.rfind("]")
    defines = "\\def" in line or "command" in line  # a macro, with its parameters #1, #2, …
    for found in _PARTS.finditer(line):
        sign = found.group()
        if sign == "#" and defines and line[found.end() : found.end() + 1].isdigit():
            continue
        if sign == "#":
            end = found.start()
            break
        if sign[0] == ";" and square > 0 and last_closed > found.start():
            continue  # it parts the rows of a matrix, which is refused as a whole
        if sign[0] == ";":
            pending.add(line[start : found.start()])
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
        whole = bare.rstrip("\\")
        count = len(bare) - len(whole)
        kept = whole + " " * count
        pending.joined, pending.row_ended = count % 2 == 1, count % 2 == 0
    pending.add(kept)
    return done, pending
