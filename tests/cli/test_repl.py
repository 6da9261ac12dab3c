"""`matcalc repl` as somebody types at it: through a terminal, and through a pipe."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, environment, run

_WHERE = "\x1b[6n"  # the question where the cursor is, which a terminal answers
CTRL_C, CTRL_D, TAB, UP = "\x03", "\x04", "\t", "\x1b[A"


class Terminal:
    """The command at a terminal of its own."""

    def __init__(self, home: Path, *args: str) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        self.process = subprocess.Popen(
            [*COMMAND, "repl", *args], stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            env=environment(XDG_STATE_HOME=str(home), NO_COLOR="1"),
        )  # fmt: skip
        os.close(theirs)
        self.shown = ""

    def type(self, text: str) -> None:
        os.write(self.ours, text.encode())

    def wait_for(self, text: str, seconds: float = 60) -> None:
        """Read on until the text is shown after what was waited for before."""
        end = time.monotonic() + seconds
        while text not in self.shown:
            left = end - time.monotonic()
            assert left > 0, f"{text!r} is not in {self.shown!r}"
            if select.select([self.ours], [], [], left)[0]:
                part = os.read(self.ours, 65536).decode("utf-8", "replace")
                if _WHERE in part:
                    self.type("\x1b[1;1R")
                self.shown += part
        self.shown = self.shown.partition(text)[2]

    def close(self) -> None:
        self.process.kill()
        self.process.wait(30)
        os.close(self.ours)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    pytest.importorskip("prompt_toolkit")
    started = Terminal(tmp_path)
    yield started
    started.close()


def test_a_conversation(terminal: Terminal, tmp_path: Path) -> None:
    terminal.wait_for("matcalc>")
    terminal.type("A symmetric\r")
    terminal.wait_for("matcalc>")
    terminal.type("d/dx x^T A x")
    terminal.wait_for("where x ∈ R^n, A ∈ R^{n×n} symmetric")  # the shapes, before it is sent
    terminal.type("\r")
    terminal.wait_for("∂f/∂x = 2 A x")
    terminal.wait_for("matcalc>")
    terminal.type(":tex\r")
    terminal.wait_for("2 A x\r\n")
    terminal.wait_for("matcalc>")
    terminal.type("d/dx x^T ans\r")
    terminal.wait_for("∂f/∂x = 4 A x")
    terminal.wait_for("matcalc>")
    terminal.type(f":layout den{TAB}")
    terminal.wait_for("ominator")
    terminal.type("\r")
    terminal.wait_for("layout denominator\r\n")
    terminal.wait_for("matcalc>")
    terminal.type("d/d\\bet" + TAB)
    terminal.wait_for("β")
    terminal.type(" log" + TAB)
    terminal.wait_for("log")
    terminal.type(CTRL_C)
    terminal.wait_for("matcalc>")
    terminal.type("d/dx (\r")
    terminal.wait_for("error[")
    terminal.wait_for("matcalc>")
    terminal.type(CTRL_D)
    assert terminal.process.wait(30) == 0
    assert "d/dx x^T A x" in (tmp_path / "matcalc" / "history").read_text()


def test_the_history_goes_on(tmp_path: Path) -> None:
    pytest.importorskip("prompt_toolkit")
    for keys in ("d/dx x^T x\r", f"{UP}\r"):
        terminal = Terminal(tmp_path)
        try:
            terminal.wait_for("matcalc>")
            terminal.type(keys)
            terminal.wait_for("∂f/∂x = 2 x")
            terminal.wait_for("matcalc>")
            terminal.type(CTRL_D)
            assert terminal.process.wait(30) == 0
        finally:
            terminal.close()


def test_interruption_ends_the_work_at_hand(terminal: Terminal) -> None:
    terminal.wait_for("matcalc>")
    terms = " + ".join(f"tr(X^T A_{{{k}}} X B_{{{k}}} X^-1)" for k in range(60))
    terminal.type(f"d/dX {terms}\r")
    time.sleep(1.0)
    terminal.type(CTRL_C)
    terminal.wait_for("matcalc>")
    terminal.type("d/dy y^T y\r")
    terminal.wait_for("∂f/∂y = 2 y")


def test_from_a_pipe() -> None:
    done = run("repl", given="A symmetric\nd/dx x^T A x\nd/dx x^T ans\n:where\n:tex\n:quit\nd/dx y")
    assert done.returncode == 0 and not done.stderr
    assert done.stdout.count("∂f/∂x = ") == 2 and "4 A x" in done.stdout
    assert done.stdout.endswith("A symmetric\n4 A x\n")


def test_bytes_and_long_lines_from_a_pipe() -> None:
    given = b"d/dx x^T x\n\xff\xfe\n" + b"x" * 5_000_000 + b"\nd/dy y^T y\n"
    done = run("repl", given=given, PYTHONIOENCODING="utf-8:strict")
    assert done.returncode == 0 and "= 2 x" in done.stdout and "= 2 y" in done.stdout
    assert "error[encoding]" in done.stderr and "error[too-long]" in done.stderr


def test_a_history_that_is_none(tmp_path: Path) -> None:
    """A folder where the history should be, or a state folder that cannot be: nothing is kept."""
    pytest.importorskip("prompt_toolkit")
    (tmp_path / "matcalc" / "history").mkdir(parents=True)
    (tmp_path / "file").write_text("")
    for home in (tmp_path, tmp_path / "file"):
        terminal = Terminal(home)
        try:
            terminal.wait_for("the history is not kept")
            terminal.wait_for("matcalc>")
            terminal.type("d/dx x^T x\r")
            terminal.wait_for("∂f/∂x = 2 x")
            terminal.wait_for("matcalc>")
            terminal.type(CTRL_D)
            assert terminal.process.wait(30) == 0
        finally:
            terminal.close()


@pytest.mark.parametrize(("typed", "name"), [
    (":nothing", "bad-option"), (":tex", "unknown-name"), ("d/dx ans", "unknown-name"),
    (":steps many", "bad-option"), (":layout upright", "unknown-layout"), ("d/dx (", "unclosed"),
])  # fmt: skip
def test_what_goes_wrong_is_said(typed: str, name: str) -> None:
    done = run("repl", given=f"{typed}\nd/dx x^T x\n")
    assert f"error[{name}" in done.stderr
    assert "2 x" in done.stdout


def test_places_are_shown_and_what_to_type() -> None:
    said = run("repl", given="d/dx trc(x)\nd/dx x^T x\n  d/dx ans + trc(x)\n").stderr
    assert "1 | d/dx trc(x)\n  |      ^^^\n  = help: did you mean `tr(…)`?\n" in said
    assert "1 | d/dx (2 x) + trc(x)\n  |              ^^^\n" in said


def test_claims_are_judged() -> None:
    assert "transposed" in run("repl", given="d/dX tr(A X) = A\n").stdout


def test_without_prompt_toolkit(tmp_path: Path) -> None:
    (tmp_path / "prompt_toolkit.py").write_text("raise ImportError\n")
    path = os.pathsep.join([str(tmp_path), environment()["PYTHONPATH"]])
    from tests.cli.running import at_terminal

    status, shown = at_terminal("repl", PYTHONPATH=path)
    assert status == 3 and "matcalc-cli[repl]" in shown and "Traceback" not in shown
