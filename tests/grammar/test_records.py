"""Lines to records."""

import time

import pytest

from matcalc_grammar.records import LENGTH, Record, records


def read(text):
    return list(records(text.splitlines(keepends=True)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x\ny\n", [("x", 1, 1), ("y", 2, 1)]),
        ("\n  \n# nothing\nx # said\n", [("x", 4, 1)]),
        ("x in R^n; d/dx x^T x\n", [("x in R^n", 1, 1), ("d/dx x^T x", 1, 11)]),
        ("  x\n", [("x", 1, 3)]),
        ("x + \\\ny\n", [("x +  \ny", 1, 1)]),
        ("x \\\\\ny\n", [("x", 1, 1), ("y", 2, 1)]),
        ("  x &= a \\\\\n  y &= b \\\\\n", [("x &= a", 1, 3), ("y &= b", 2, 3)]),
        ("x \\\\\n  &+ y\nz\n", [("x   \n  &+ y", 1, 1), ("z", 3, 1)]),
        ("tr(A \\\\\n  B)\n", [("tr(A   \n  B)", 1, 1)]),
        ("tr(A\n  B)\n", [("tr(A\n  B)", 1, 1)]),
        ("tr(A\n+ B)\n", [("tr(A\n+ B)", 1, 1)]),
        ("tr(A\n)\nx\n", [("tr(A\n)", 1, 1), ("x", 3, 1)]),
        ("tr(A\nd/dx x\n", [("tr(A", 1, 1), ("d/dx x", 2, 1)]),
        ("tr(A; x\n", [("tr(A", 1, 1), ("x", 1, 7)]),
        (r"x\;y" + "\n", [(r"x\;y", 1, 1)]),
        ("x\r\ny\r\n", [("x", 1, 1), ("y", 2, 1)]),
        ("x", [("x", 1, 1)]),
    ],
)
def test_records(text, expected):
    assert read(text) == [Record(*row) for row in expected]


def test_a_record_is_yielded_before_the_next_line_is_read():
    taken = []

    def lines():
        for line in ("x\n", "y; z\n"):
            taken.append(line)
            yield line

    stream = records(lines())
    assert next(stream).text == "x"
    assert taken == ["x\n"]
    assert next(stream).text == "y"


def test_offsets_of_a_joined_record_are_those_of_the_lines():
    (record,) = read("a + \\\n  b\n")
    assert record.text.index("b") == len("a + \\\n  ")


def test_a_record_that_is_too_long_is_kept_only_to_be_refused():
    long = ["(" + "x" * LENGTH + "\n", *[" " + "x" * 5000 + "\n"] * 2000, ")\n", "y\n"]
    refused, last = records(long)
    assert LENGTH < len(refused.text) < LENGTH + 10_000
    assert last == Record("y", 2003, 1)


def test_a_record_without_an_end_ends_the_lines():
    (refused,) = records(iter(lambda: "x" * 5000 + "\\\n", None))
    assert len(refused.text) > LENGTH


@pytest.mark.parametrize("text", ["[" + ";" * 200_000, "#1" * 200_000 + " command", ";" * 200_000])
def test_signs_in_a_row_take_time_in_proportion(text):
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 1
