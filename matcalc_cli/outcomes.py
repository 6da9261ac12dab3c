"""What a record comes to, on its way from where it is worked out to where it is written."""

from __future__ import annotations

from matcalc_grammar.frozen import Frozen
from matcalc_grammar.records import Record


class Outcome(Frozen):
    """One answer or one complaint, written but not yet put out.

    body       the text, encoded
    status     the exit status that it asks for
    fails      whether --fail-fast ends the run here
    complaint  whether it is for standard error
    opening    what stands before the first answer of a document
    between    what stands before every other answer
    instead    what takes its place after another answer, where only one can be written
    mark       for a sheet of claims: how this one is counted
    """

    body: bytes
    status: int = 0
    fails: bool = False
    complaint: bool = False
    opening: bytes = b""
    between: bytes = b""
    instead: Outcome | None = None
    mark: str = ""


class Origin(Frozen):
    """Where a text comes from: what errors call it, and the file if it is one.

    Sources with the same `session` share their declarations: the arguments of one command do.
    """

    name: str
    file: str | None
    session: str


class Task(Frozen):
    """A record to answer; `unreadable` says why there is none."""

    origin: Origin
    record: Record
    unreadable: str = ""
