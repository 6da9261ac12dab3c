"""The errors a user can meet.

    Problem                     anything that stops one record
    ├── InputProblem            exit 2: the input cannot be read as it stands
    └── Unsupported             exit 3: understood, but not to be answered with certainty

Each has a stable name, listed in the manual; a span into the record's text where there is one.
"""

from __future__ import annotations

from typing import ClassVar

from matcalc_grammar.syntax import Span


class Mark(tuple[Span, str]):
    """A place to point at, and what stands there."""

    __slots__ = ()

    def __new__(cls, span: Span, text: str) -> Mark:
        """A mark at a span, with its text."""
        return super().__new__(cls, (span, text))


class Problem(Exception):
    """A record that cannot be answered: `name`, `message`, `marks` (first the main one), `help`."""

    status: ClassVar[int] = 2

    def __init__(
        self, name: str, message: str, marks: tuple[Mark, ...] = (), help: str = ""
    ) -> None:
        super().__init__(message)
        self.name = name
        self.message = message
        self.marks = marks
        self.help = help


class InputProblem(Problem):
    """The input cannot be read: syntax, names, shapes."""

    status = 2


class Unsupported(Problem):
    """Understood, but beyond what can be answered with certainty."""

    status = 3
