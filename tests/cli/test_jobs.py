"""Batches in several processes: the same bytes, statuses and manners as in one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from matcalc_cli import processes
from matcalc_cli.answering import Answering
from matcalc_cli.outcomes import Origin, Outcome, Task
from matcalc_grammar.records import Record
from tests.cli.running import COMMAND, environment, run

LINES = """\
A symmetric
d/dx x^T A x
layout: denominator
d/dX tr(B X)
\\newcommand{\\loss}{\\|y - X b\\|^2}
d/db \\loss
d/dx x^T x +
r = y - X b; d/db ||r||^2
f: R^m -> R
d/dw f(C w)
d/dx |x|^
layout: numerator
d/dX tr(B X)
d/dX logdet(X) = X^-1
"""
SLOW = "d/dX " + " + ".join(f"tr(X^T A_{{{k}}} X B_{{{k}}} X^-1)" for k in range(8))


@pytest.mark.parametrize("args", [
    ("derive",), ("derive", "-o", "json"), ("derive", "-o", "html"), ("derive", "-o", "svg"),
    ("derive", "-q", "--fail-fast"), ("derive", "-q", "-w", "x x"), ("derive", "-o", "numpy"),
    ("derive", "-q", "--wrt", "x", "--wrt", "A"), ("check",), ("check", "-o", "latex"),
    ("solve", "-q"),
], ids=" ".join)  # fmt: skip
def test_the_same_comes_as_from_one_process(args: tuple[str, ...]) -> None:
    one = run(*args, "--no-check", given=LINES)
    several = run(*args, "--no-check", "-j", "3", given=LINES)
    assert one.stdout or one.stderr
    assert (several.stdout, several.stderr) == (one.stdout, one.stderr)
    assert several.returncode == one.returncode


def test_files_documents_and_arguments(tmp_path: Path) -> None:
    (tmp_path / "a.mc").write_text(LINES)
    (tmp_path / "b.md").write_text("Let $A \\in \\mathbb{R}^{n \\times n}$ be symmetric.\n\n"
                                   "$$\\nabla_x x^T A x = 2 A x$$\n")  # fmt: skip
    files = [f"-f{tmp_path / name}" for name in ("a.mc", "b.md", "none.mc", "b.md")]
    asked = ("check", *files, "--no-check", "d/dx b^T x = b", "y in R^n")
    one, two = run(*asked), run(*asked, "-j", "2")
    assert (two.stdout, two.stderr, two.returncode) == (one.stdout, one.stderr, one.returncode)
    assert "error[file]" in two.stderr


def test_the_first_answer_does_not_wait_for_the_last() -> None:
    process = subprocess.Popen([*COMMAND, "derive", "-o", "json", "-j", "2"], env=environment(),
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip
    assert process.stdin is not None and process.stdout is not None
    for query, answer in (("d/dx x^T x", "2 x"), ("d/dX tr(A X)", "A^T")):
        process.stdin.write(f"{query}\n".encode())
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["derivative"]["text"] == answer
    process.stdin.close()
    assert process.wait(60) == 0


def _started(*args: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, "derive", "-q", "-j", "2", *args], env=environment(), stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def _gone(group: int) -> bool:
    """Whether every process of the group ends within a minute; most do at once."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_interruption_ends_all_processes() -> None:
    process = _started()
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    process.stdin.write(f"d/dx x^T x\n{SLOW}\n{SLOW}\n".encode())
    process.stdin.flush()
    assert process.stdout.readline() == b"2 x\n"
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(60) == 130
    assert process.stderr.read().strip() == b""
    assert _gone(process.pid)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_signal_to_one_ends_all_processes(number: signal.Signals) -> None:
    """Whatever they are working at, and though nobody has asked them to end."""
    process = _started()
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    process.stdin.write(f"d/dx x^T x\n{SLOW}\n{SLOW}\n".encode())
    process.stdin.flush()
    assert process.stdout.readline() == b"2 x\n"
    os.kill(process.pid, number)
    assert process.wait(60) == -number
    gone = _gone(process.pid)
    if not gone:
        os.killpg(process.pid, signal.SIGKILL)
    assert gone and process.stderr.read() == b""


def test_a_closed_pipe_ends_all_processes_in_silence() -> None:
    process = _started("--no-check")
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    process.stdin.write(b"d/dx x^T x\n" * 300)
    process.stdin.flush()
    assert process.stdout.readline() == b"2 x\n"
    process.stdout.close()
    process.stdin.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 141
    assert _gone(process.pid)


def test_a_process_that_dies_is_told_of() -> None:
    process = _started()
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    process.stdin.write(b"d/dx x^T x\n")
    process.stdin.flush()
    assert process.stdout.readline() == b"2 x\n"
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        pytest.skip("the system does not list children")
    for child in children.read_text().split():
        os.kill(int(child), signal.SIGKILL)
    assert process.wait(60) == 3
    assert b"error[internal]" in process.stderr.read()


class _Sleepers:
    """Answers a record by what it says, late where that is `slow`."""

    def outcomes(self, task: Task) -> Iterator[Outcome]:
        time.sleep(0.5 if task.record.text == "slow" else 0)
        yield Outcome(task.record.text.encode())

    def follow(self, task: Task) -> None:
        """Nothing is declared."""


def test_no_more_than_so_many_records_wait_for_a_slow_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_BEYOND", 6)
    texts = ["slow", *map(str, range(40)), "slow", *map(str, range(40))]
    waiting: list[int] = []
    written: list[str] = []

    def tasks() -> Iterator[Task]:
        for read, text in enumerate(texts):
            waiting.append(read - len(written))
            yield Task(Origin("stdin", None, "stdin"), Record(text, read + 1))

    answering = cast(Answering[Any, Any], _Sleepers())
    for outcome in processes.shared(answering, tasks(), 2):
        if outcome is not None:
            written.append(outcome.body.decode())
    assert written == texts
    assert 4 < max(waiting) <= 7


def test_a_wrong_number_of_jobs() -> None:
    assert run("derive", "-j", "-1", "d/dx x^T x").returncode == 2
    assert run("derive", "-q", "-j", "0", "d/dx x^T x").stdout == "2 x\n"
