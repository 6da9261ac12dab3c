"""Problems as people read them: the message, the line, carets under what it is about."""

from __future__ import annotations

from collections.abc import Iterator

from matcalc_cli.errors import Mark, Problem
from matcalc_cli.printers.columns import width
from matcalc_cli.printers.names import plain, visible
from matcalc_grammar.frozen import Frozen

_WINDOW = 100  # columns of a very long line that are shown around the mark


class Place(Frozen):
    """Where a record begins: what the source is called, the line and the column from 1."""

    source: str
    line: int = 1
    column: int = 1


def rendered(problem: Problem, typed: str, place: Place, *, unicode: bool) -> str:
    """`error[name]: message`, the place, the line with carets, and the help if there is one."""
    rows = [f"error[{problem.name}]: {problem.message}"]
    marks = [mark for mark in problem.marks if mark[0].start <= len(typed)]
    if marks:
        rows += _marked(marks, typed, place)
    else:
        rows.append(f"  --> {place.source}:{place.line}")
    if problem.help:
        first, *more = problem.help.splitlines()
        margin = " " * _margin(marks, typed, place.line)
        rows.append(f"{margin}= help: {first}")
        rows += [f"{margin}        {line}" for line in more]
    whole = "\n".join(visible(row) for row in rows) + "\n"
    return whole if unicode else "\n".join(map(_plain_row, whole.split("\n")))


def position(problem: Problem, typed: str, place: Place) -> dict[str, int | None]:
    """Line of the source, column and end column of the main mark, all counted from 1."""
    if not problem.marks:
        return {"line": place.line, "column": None, "end_column": None}
    span = problem.marks[0][0]
    start = min(span.start, len(typed))
    begin = typed.rfind("\n", 0, start) + 1
    end = max(min(span.end, len(typed)), start)
    first = 1 if begin else place.column
    return {
        "line": place.line + typed.count("\n", 0, start),
        "column": start - begin + first,
        "end_column": end - begin + first,
    }


def _plain_row(row: str) -> str:
    return row if row.isascii() else plain(row)


def _margin(marks: list[Mark], typed: str, first_line: int) -> int:
    last = max((mark[0].start for mark in marks), default=0)
    return len(str(first_line + typed.count("\n", 0, last))) + 1


def _marked(marks: list[Mark], typed: str, place: Place) -> Iterator[str]:
    main = marks[0][0].start
    begin = typed.rfind("\n", 0, main) + 1
    line = place.line + typed.count("\n", 0, main)
    column = main - begin + (1 if begin else place.column)
    margin = " " * _margin(marks, typed, place.line)
    yield f"{margin[:-1]} --> {place.source}:{line}:{column}"
    yield f"{margin}|"
    shown: dict[int, list[Mark]] = {}
    for mark in marks:
        shown.setdefault(typed.rfind("\n", 0, mark[0].start) + 1, []).append(mark)
    for begin, here in shown.items():
        number = str(place.line + typed.count("\n", 0, begin)).rjust(len(margin) - 1)
        row, offset = _window(typed[begin:].partition("\n")[0], here[0][0].start - begin)
        yield f"{number} | {row}"
        for span, words in here:
            carets = _carets(row, span.start - begin - offset, span.end - begin - offset)
            yield f"{margin}| {carets} {words}".rstrip()


def _carets(row: str, start: int, end: int) -> str:
    """Carets under row[start:end], by the columns that the characters take."""
    start, end = max(start, 0), min(max(end, start), len(row))
    return " " * width(row[:start]) + "^" * max(width(row[start:end]), 1)


def _window(row: str, start: int) -> tuple[str, int]:
    """The part of a long row around `start`, and how many characters were left out before it."""
    row = visible(row)
    if len(row) <= _WINDOW:
        return row, 0
    first = max(start - _WINDOW // 2, 0)
    part = row[first : first + _WINDOW]
    if first:
        part = "…" + part[1:]
    return (part[:-1] + "…" if first + _WINDOW < len(row) else part), first
