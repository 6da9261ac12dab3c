"""The report of a derivation for a terminal, and the same text without decoration for a pipe.

`rows` decides what stands where, as segments of text and style. Only `coloured` knows rich, and
loads it when colour is wanted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from matcalc_cli.derivation import Derivation, Line
from matcalc_cli.printers import facts
from matcalc_cli.printers.columns import broken, filled, width
from matcalc_cli.printers.layout import Layout
from matcalc_cli.printers.text import TextStyle, text

Segment: TypeAlias = tuple[str, str]
Row: TypeAlias = list[Segment]

IDENTIFICATION = "identification"
_GAP = 3
_LABELS = 8
_RULES_AT_MOST = 72  # columns before the names of the rules, however long a line is
_STYLES = {
    "phase": "bold",
    "changed": "bold",
    "rule": "dim italic",
    "label": "cyan",
    "where": "dim",
    "answer": "bold green",
    "good": "green",
    "bad": "bold red",
    "note": "yellow",
}


def report(derivation: Derivation, *, unicode: bool, columns: int | None, colour: bool) -> str:
    """The whole report; `columns` is the width of the terminal, None for a pipe."""
    written = list(rows(derivation, unicode, columns))
    return coloured(written) if colour else plain(written)


def plain(written: Iterable[Row]) -> str:
    """The rows as they stand."""
    return "".join("".join(part for part, _ in row).rstrip() + "\n" for row in written)


def coloured(written: Iterable[Row]) -> str:
    """The rows with rich's colours; markup, emoji and links in the text mean nothing."""
    from rich.console import Console
    from rich.text import Text

    console = Console(
        markup=False, highlight=False, emoji=False, force_terminal=True, color_system="standard",
        soft_wrap=True, legacy_windows=False, no_color=False,
    )  # fmt: skip
    with console.capture() as captured:
        for row in written:
            console.print(Text.assemble(*[(part, _STYLES.get(style, "")) for part, style in row]))
    return captured.get()


def rows(derivation: Derivation, unicode: bool, columns: int | None) -> Iterator[Row]:
    """The report, row by row."""
    phases = _phases(derivation, unicode)
    rules_at = _rules_at([line for _, lines in phases for line in lines], columns)
    yield from heading(derivation, unicode, rules_at, columns)
    yield []
    yield from _working(phases, rules_at, columns)
    if phases:
        yield [("answer", "phase")]
    yield from _answer(derivation, unicode, rules_at, columns)
    yield []
    yield from certificate(derivation, unicode, columns)


Step: TypeAlias = tuple[str, str, str]


def working(derivation: Derivation, unicode: bool, columns: int | None) -> Iterator[Row]:
    """The steps alone, phase by phase."""
    phases = _phases(derivation, unicode)
    rules_at = _rules_at([line for _, lines in phases for line in lines], columns)
    yield from _working(phases, rules_at, columns)


def _working(
    phases: list[tuple[str, list[Step]]], rules_at: int, columns: int | None
) -> Iterator[Row]:
    before = ""
    for phase, lines in phases:
        yield [(phase, "phase")]
        for start, body, rule in lines:
            rows_ = list(broken_line(start, body, rule, rules_at, columns))
            if len(rows_) == 1 and before:
                rows_[0][1:2] = _changed(before, body)
            yield from rows_
            before = body


def _changed(before: str, after: str) -> Row:
    """A line with the place apart where it differs from the line before it."""
    old, new = before.split(" "), after.split(" ")
    shortest = min(len(old), len(new))
    head = next((k for k in range(shortest) if old[k] != new[k]), shortest)
    rest = shortest - head
    tail = next((k for k in range(rest) if old[-1 - k] != new[-1 - k]), rest)
    parts = new[:head], new[head : len(new) - tail], new[len(new) - tail :]
    segments: Row = []
    for words, style in zip(parts, ("", "changed", ""), strict=True):
        if words:
            segments.append(((" " if segments else "") + " ".join(words), style))
    return segments


def _phases(derivation: Derivation, unicode: bool) -> list[tuple[str, list[Step]]]:
    """Each phase with its steps: what stands before the expression, the expression, the rule."""
    layout = Layout(TextStyle(unicode))
    indent = max((width(line.left) for line in derivation.lines), default=0)
    phases: list[tuple[str, list[Step]]] = []
    lines = derivation.lines
    if lines and lines[-1].phase == IDENTIFICATION:
        lines = lines[:-1]  # shown as the answer
    for line in lines:
        if not phases or phases[-1][0] != line.phase:
            phases.append((line.phase, []))
        phases[-1][1].append(_one_step(line, layout, indent, unicode))
    return phases


def _one_step(line: Line, layout: Layout, indent: int, unicode: bool) -> Step:
    left = facts.said(line.left, unicode)
    start = f"  {left}{' ' * (indent - width(left))} = "
    return start, layout.text(line.expression), facts.said(line.rule, unicode)


def _rules_at(steps: list[Step], columns: int | None) -> int:
    """The column of the rules' names: right of all lines but the few that are very long."""
    lengths = [width(start) + width(body) for start, body, _ in steps]
    rule = max((width(rule) for _, _, rule in steps), default=0)
    most = _RULES_AT_MOST if columns is None else min(_RULES_AT_MOST, columns - rule)
    return max([length + _GAP for length in lengths if length + _GAP <= most], default=0)


def broken_line(start: str, body: str, rule: str, rules_at: int, columns: int | None,
                style: str = "") -> Iterator[Row]:  # fmt: skip
    """One line of the derivation; at a terminal too long a line goes on below its beginning."""
    indent = width(start)
    lines = [body] if columns is None else broken(body, max(columns - indent, 20))
    for place, part in enumerate(lines):
        row: Row = [(start if place == 0 else " " * indent, ""), (part, style)]
        if place < len(lines) - 1 or not rule:
            yield row
            continue
        used = indent + width(part)
        gap = max(rules_at - used, _GAP)
        if columns is not None and used + gap + width(rule) > columns:
            yield row
            row, gap = [], max(min(rules_at, columns - width(rule)), indent)
        yield [*row, (" " * gap, ""), (rule, "rule")]


def heading(
    derivation: Derivation, unicode: bool, rules_at: int, columns: int | None
) -> Iterator[Row]:
    """The function, and what is assumed of its names: beside it, or below where that is long."""
    question = derivation.question
    start = f"{facts.function_name(question, unicode)} = "
    body = text(question.function, unicode=unicode, brackets=True)
    where = facts.where(question, unicode)
    lines = [body] if columns is None else broken(body, max(columns - width(start), 20))
    for place, part in enumerate(lines):
        row: Row = [(start if place == 0 else " " * width(start), ""), (part, "answer")]
        used = width(start) + width(part)
        gap = max(rules_at - used, _GAP)
        beside = len(lines) == 1 and used + gap + width(where) <= (columns or 100)
        yield [*row, (" " * gap, ""), (where, "where")] if beside else row
    if not beside and where:
        room = len(where) if columns is None else columns - 2
        yield from ([("  ", ""), (part, "where")] for part in broken(where, room))


def _answer(
    derivation: Derivation, unicode: bool, rules_at: int, columns: int | None
) -> Iterator[Row]:
    """The derivative, with the rule by which it was read off."""
    label = facts.label(derivation, unicode)
    by_hand = derivation.readable
    left = "" if by_hand is None else facts.said(by_hand.left, unicode)
    indent = max(width(label), width(left))
    start = f"  {label}{' ' * (indent - width(label))} = "
    lines = derivation.lines[-1:]
    rule = lines[0].rule if lines and lines[0].phase == IDENTIFICATION else ""
    body = text(derivation.short or derivation.answer, unicode=unicode)
    yield from broken_line(start, body, facts.said(rule, unicode), rules_at, columns, "answer")
    if by_hand is not None:
        lead = f"  {' ' * (indent - width(left))}{left} = "
        body = text(by_hand.expression, unicode=unicode)
        yield from broken_line(lead, body, "", rules_at, columns, "answer")
    names = [text(symbol, unicode=unicode) for symbol, _ in derivation.where]
    for place, (name, (_, stands_for)) in enumerate(zip(names, derivation.where, strict=True)):
        lead = f"    {'where' if place == 0 else '     '} {name} = "
        meaning = text(stands_for, unicode=unicode)
        yield from broken_line(lead, meaning, "", rules_at, columns, "answer")


def certificate(derivation: Derivation, unicode: bool, columns: int | None) -> Iterator[Row]:
    """What holds of the answer: shape, layout, value, conditions, notes."""
    for name, words, holds in verdicts(derivation, unicode):
        sign = "" if holds is None else mark(holds, unicode)
        style = "good" if holds else "bad"
        yield from labelled(name, words, columns, "", sign, style)
    for condition in derivation.conditions:
        yield from labelled("if", facts.condition(condition, unicode), columns, "note")
    for note in facts.notes(derivation, unicode):
        yield from labelled("note", note, columns)


def verdicts(derivation: Derivation, unicode: bool) -> Iterator[tuple[str, str, bool | None]]:
    """Shape, layout and certificate in words; whether each holds, None where that is not asked."""
    checks = derivation.checks
    yield "shape", facts.shape_line(derivation, unicode), None if checks is None else checks.shape
    yield "layout", facts.said(facts.layout_line(derivation), unicode), None
    if checks is None:
        yield "value", "not checked", None
    elif checks.value:
        agrees = f"equals the numerical derivative to {checks.digits} digits"
        yield "value", f"{agrees} at {checks.points} random points", True
        if derivation.lines:
            each = f"each equals d{derivation.question.name} at the same points"
            yield "lines", each, checks.steps
    else:
        yield "value", f"not certified: {checks.reason}", False


def mark(holds: bool, unicode: bool) -> str:
    """The sign after what was verified."""
    if unicode:
        return " ✓" if holds else " ✗"
    return " (ok)" if holds else " (failed)"


def labelled(
    name: str, words: str, columns: int | None, style: str = "", mark: str = "", marked: str = ""
) -> Iterator[Row]:
    """`name  words mark`; at a terminal, words that are too long go on below their beginning."""
    indent = _LABELS + 2
    room = None if columns is None else max(columns - indent - width(mark), 20)
    lines = [words] if room is None else filled(words, room)
    for place, part in enumerate(lines):
        head = f"  {name:<{_LABELS}}" if place == 0 else " " * indent
        row: Row = [(head, "label"), (part, style)]
        yield [*row, (mark, marked)] if place == len(lines) - 1 else row
