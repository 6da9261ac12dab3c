"""Errors as people see them: places, carets, wide characters, nothing that a terminal obeys."""

from __future__ import annotations

import pytest

from matcalc_cli.errors import InputProblem, Mark
from matcalc_cli.printers import columns
from matcalc_cli.printers.columns import broken, width
from matcalc_cli.printers.problems import Place, position, rendered
from matcalc_grammar.syntax import Span


def shown(problem: InputProblem, typed: str, place: Place, unicode: bool = True) -> list[str]:
    return rendered(problem, typed, place, unicode=unicode).splitlines()


def test_two_marks_and_help() -> None:
    marks = (Mark(Span(3, 4), "m×m"), Mark(Span(5, 6), "n×p"))
    problem = InputProblem("shape-mismatch", "cannot multiply", marks, "did you mean A^T X?")
    assert shown(problem, "tr(A X)", Place("loss.mc", 3)) == [
        "error[shape-mismatch]: cannot multiply",
        "  --> loss.mc:3:4",
        "  |",
        "3 | tr(A X)",
        "  |    ^ m×m",
        "  |      ^ n×p",
        "  = help: did you mean A^T X?",
    ]
    assert "  |    ^ m x m" in shown(problem, "tr(A X)", Place("loss.mc", 3), unicode=False)


def test_the_line_and_column_of_the_source() -> None:
    problem = InputProblem("syntax", "no", (Mark(Span(8, 9), ""),))
    assert shown(problem, "tr(A\n + X)", Place("stdin", 9))[1:4] == [
        "   --> stdin:10:4", "   |", "10 |  + X)",
    ]  # fmt: skip
    assert position(problem, "tr(A\n + X)", Place("stdin", 9)) == {
        "line": 10, "column": 4, "end_column": 5,
    }  # fmt: skip
    first = InputProblem("syntax", "no", (Mark(Span(1, 2), ""),))
    assert position(first, "b)", Place("stdin", 1, 4))["column"] == 5


def test_carets_stand_under_wide_and_combined_characters() -> None:
    typed = "x\u0302 + 数 + y"
    place = typed.index("y")
    problem = InputProblem("syntax", "no", (Mark(Span(place, place + 1), "here"),))
    row, carets = shown(problem, typed, Place("stdin"))[3:5]
    assert width(carets[: carets.index("^")]) == width(row[: row.index("y")])


def test_a_long_line_is_shown_in_part() -> None:
    typed = "x + " * 100_000
    problem = InputProblem("syntax", "no", (Mark(Span(200_000, 200_001), ""),))
    rows = shown(problem, typed, Place("stdin"))
    assert max(map(len, rows)) < 120
    caret = rows[4].index("^")
    assert rows[3][caret] == typed[200_000]


def test_the_end_of_a_long_line_is_its_end() -> None:
    typed = "a + " * 200 + "b"
    problem = InputProblem("syntax", "no", (Mark(Span(800, 801), ""),))
    row = shown(problem, typed, Place("input", 1))[3]
    assert row.startswith("1 | …") and row.endswith("a + b") and len(row) < 120


def test_control_characters_are_made_visible() -> None:
    problem = InputProblem("syntax", "bad \x1b[31m", (Mark(Span(0, 1), "\x07"),))
    assert "\x1b" not in "".join(shown(problem, "\x1b[31mx", Place("a\x1bb")))


def test_lines_break_where_brackets_are_fewest() -> None:
    assert broken("A (b + c) + D (e - f)", 14) == ["A (b + c)", "+ D (e - f)"]
    assert broken("abc", 2) == ["abc"]


def test_a_line_is_broken_by_looking_at_each_of_its_characters_once_or_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked, columns_of = 0, columns._columns

    def counted(character: str) -> int:
        nonlocal looked
        looked += 1
        return columns_of(character)

    monkeypatch.setattr(columns, "_columns", counted)
    text = "Aᵀ (B + C) + " * 2000 + "D"
    assert len(broken(text, 60)) > 400
    assert looked <= 2 * len(text)
