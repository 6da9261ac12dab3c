"""The bar of a batch that lasts: on standard error, where somebody looks, and nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import threading

from tests.cli.running import COMMAND, environment

LINES = b"d/dx x^T x\n" * 40 + b"d/dx (\n" + b"d/dX tr(X^T A X)\n" * 300


def watched(*args: str, **changes: str) -> tuple[bytes, bytes, int]:
    """What comes on standard output, a pipe, and what a terminal on standard error is sent."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([*COMMAND, "derive", "-q", *args], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=theirs,
                               env=environment(**changes))  # fmt: skip
    os.close(theirs)
    shown: list[bytes] = []
    looking = threading.Thread(target=look, args=(ours, shown))
    looking.start()
    answers, _ = process.communicate(LINES, timeout=120)
    looking.join()
    os.close(ours)
    return answers, b"".join(shown), process.returncode


def look(terminal: int, shown: list[bytes]) -> None:
    """Read what the terminal is sent until the other end is closed."""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # so Linux says that it is closed
            return
        if not part:
            return
        shown.append(part)


def test_a_bar_is_shown_and_cleared() -> None:
    answers, shown, status = watched("-j", "2")
    assert answers.count(b"\n") == 340 and b"\x1b" not in answers
    assert status == 2 and b"error[unclosed-bracket]" in shown
    if b"\xe2\x94\x81" in shown:  # a machine that is done within a second shows none
        assert shown.rstrip().endswith(b"\x1b[2K"), shown[-80:]


def test_no_bar_where_the_terminal_is_dumb() -> None:
    assert b"\x1b" not in watched("--no-check", TERM="dumb")[1]
