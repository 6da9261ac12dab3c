"""What is said of a claim: as a report, as lines of a sheet, as LaTeX."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from matcalc_cli.checking.judgement import Array, Counterexample, Entry, Judgement
from matcalc_cli.printers import facts
from matcalc_cli.printers.alone import in_one_line
from matcalc_cli.printers.document import words as latex_words
from matcalc_cli.printers.latex import WHERE, latex
from matcalc_cli.printers.layout import Layout
from matcalc_cli.printers.names import visible
from matcalc_cli.printers.text import TextStyle, text

if TYPE_CHECKING:
    from matcalc_cli.printers.report import Row

GOOD = frozenset(["equal"])
_INDENT = 7
_SHOWN = 16  # entries of an array that is written out


def reason(judgement: Judgement, unicode: bool) -> str:
    """Why the verdict is what it is, or an empty string."""
    layout = Layout(TextStyle(unicode))
    template, subjects = judgement.reason
    return facts.said(template, unicode).format(*map(layout.text, subjects))


def line(judgement: Judgement, unicode: bool) -> str:
    """`transposed: right in the layout denominator`."""
    why = reason(judgement, unicode)
    return f"{judgement.verdict}: {why}" if why else judgement.verdict


def report(judgement: Judgement, *, unicode: bool, columns: int | None, colour: bool,
           steps: bool) -> str:  # fmt: skip
    """The whole report; `columns` is the width of the terminal, None for a pipe."""
    from matcalc_cli.printers.report import coloured, plain

    written = list(_rows(judgement, unicode, columns, steps))
    return coloured(written) if colour else plain(written)


def _rows(judgement: Judgement, unicode: bool, columns: int | None, steps: bool) -> Iterator[Row]:
    from matcalc_cli.printers.report import (
        broken_line,
        certificate,
        heading,
        labelled,
        mark,
        working,
    )

    derivation = judgement.derivation
    good = judgement.verdict in GOOD
    label = facts.label(derivation, unicode)
    yield from heading(derivation, unicode, 0, columns)
    yield []
    if steps:
        yield from working(derivation, unicode, columns)
    yield [("claim", "phase")]
    claimed = _claimed(judgement, unicode)
    yield from broken_line(f"  {label} = ", claimed, "", 0, columns, "" if good else "bad")
    yield [("answer", "phase")]
    right = in_one_line(derivation, partial(text, unicode=unicode))
    yield from broken_line(f"  {label} = ", right, "", 0, columns, "answer")
    yield []
    sign = "" if judgement.verdict == "undecided" else mark(good, unicode)
    style = "good" if good else "bad"
    yield from labelled("verdict", line(judgement, unicode), columns, "", sign, style)
    if good:
        yield from labelled("claim", _evidence(judgement), columns)
    if judgement.counterexample is not None:
        for place, words in enumerate(example(judgement.counterexample, unicode)):
            yield from labelled("" if place else "example", words, columns)
    yield from certificate(derivation, unicode, columns)


def _claimed(judgement: Judgement, unicode: bool) -> str:
    expression = judgement.claim.expression
    if expression is None:
        return facts.typed(judgement.claim.typed, unicode)
    return text(expression, unicode=unicode)


def _evidence(judgement: Judgement) -> str:
    also = ", and its normal form is the same" if judgement.confirmed else ""
    return f"equals the answer to 30 digits at {judgement.points} random points{also}"


def example(shown: Counterexample, unicode: bool) -> Iterator[str]:
    """The values, then what the two sides come to."""
    given = [f"{text(symbol, unicode=unicode)} = {array(value)}" for symbol, value in shown.given]
    used = {letter for symbol, _ in shown.given for size in symbol.shape
            for letter in size.letters()}  # fmt: skip
    given += [f"{letter} = {n}" for letter, n in shown.sizes.items() if letter not in used]
    if given:
        yield f"for {', '.join(given)}"
    right, claimed = shown.right, shown.claimed
    where = ""
    entry = _first_difference(right, claimed)
    if entry is not None and isinstance(right, list) and isinstance(claimed, list):
        i, j = entry
        where, right, claimed = f"in entry {i + 1},{j + 1} ", right[i][j], claimed[i][j]
    yield f"{where}the derivative is {array(right)}, the claim gives {array(claimed)}"


def _first_difference(right: Array, claimed: Array) -> tuple[int, int] | None:
    """The place of the first entries that differ, of arrays too large to show; else None."""
    if not (isinstance(right, list) and isinstance(claimed, list)):
        return None
    if len(right) * len(right[0]) <= _SHOWN or len(right) != len(claimed):
        return None
    return next(
        ((i, j) for i, rows in enumerate(zip(right, claimed, strict=True))
         for j, (a, b) in enumerate(zip(*rows, strict=False)) if a != b), None,
    )  # fmt: skip


def array(value: Array) -> str:
    """`3`, `[1 2; 3 4]`: entries of a row apart by spaces, rows by semicolons."""
    if not isinstance(value, list):
        return _entry(value)
    if len(value) * len(value[0]) > _SHOWN:
        return f"an array of {len(value)} x {len(value[0])}"
    return "[" + "; ".join(" ".join(map(_entry, row)) for row in value) + "]"


def _entry(value: Entry) -> str:
    return str(value) if isinstance(value, (int, Fraction)) else f"{value:.6g}"


# Sheets


def sheet(judgement: Judgement, mark: str, place: str, typed: str, unicode: bool,
          brief: bool) -> Iterator[Row]:  # fmt: skip
    """The lines of one claim among many: `ok  notes.txt:3:1  …`, and for a slip what is right."""
    good = mark == "ok"
    claim, place = (facts.typed(given, unicode) for given in (typed, place))
    style = "good" if good else "bad" if mark == "wrong" else "note"
    if brief:
        yield [(f"{place}: ", ""), (line(judgement, unicode), style)]
        return
    yield [(f"{mark:<{_INDENT}}", style), (f"{place}  ", "where"), (claim, "")]
    if judgement.verdict == "equal":
        return
    indent = (" " * _INDENT, "")
    yield [indent, (line(judgement, unicode), style)]
    label = facts.label(judgement.derivation, unicode)
    answer = in_one_line(judgement.derivation, partial(text, unicode=unicode))
    yield [indent, (f"{label} = ", ""), (answer, "answer")]
    if mark != "wrong":
        yield [indent, (f"as read: {facts.where(judgement.derivation.question, unicode)}", "where")]
    elif judgement.counterexample is not None:
        yield from ([indent, (words, "")] for words in example(judgement.counterexample, unicode))


def unread(message: str, place: str, typed: str, unicode: bool, brief: bool) -> Iterator[Row]:
    """The lines of an equation that was not understood."""
    message, place, typed = (facts.typed(given, unicode) for given in (message, place, typed))
    if brief:
        yield [(f"{place}: not read: {message}", "note")]
        return
    yield [(f"{'?':<{_INDENT}}", "note"), (f"{place}  ", "where"), (typed, "")]
    yield [(" " * _INDENT, ""), (f"not read: {message}", "note")]


def unread_document(message: str, place: str) -> str:
    """A comment in LaTeX in the place of an equation that was not understood."""
    return f"% {visible(place)}: not read: {visible(' '.join(message.split()))}\n"


def document(judgement: Judgement) -> str:
    r"""The claim, what is said of it, and the right answer, as one `align*` with remarks."""
    from matcalc_cli.printers.document import aligned, given, label, remarks

    derivation = judgement.derivation
    left = label(derivation)
    claim = judgement.claim.expression
    claimed = latex_words(judgement.claim.typed) if claim is None else latex(claim)
    said = latex_words(line(judgement, False))
    question = derivation.question
    rows = [given(question, question.variables)]
    rows.append(rf"{left} &\overset{{?}}{{=}} {claimed} && {said}")
    if judgement.verdict != "equal":
        rows.append(rf"{left} &= {in_one_line(derivation, latex, WHERE)}")
    notes = list(facts.notes(derivation, False))
    if judgement.counterexample is not None:
        notes = [*example(judgement.counterexample, False), *notes]
    return aligned(rows) + remarks(derivation.conditions, notes)
