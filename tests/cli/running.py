"""The command as a user runs it: a process of its own, with pipes or a terminal."""

from __future__ import annotations

import os
import pty
import struct
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "matcalc_cli"]
_LEFT_OUT = (
    "NO_COLOR", "FORCE_COLOR", "MATCALC_LAYOUT", "COLUMNS", "PYTHONIOENCODING",
    "PYTHONDONTWRITEBYTECODE",  # every process would compile all modules
)


def environment(**changes: str) -> dict[str, str]:
    """The environment of a user, with changes; the sources are found wherever tests run."""
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    path = os.pathsep.join([str(ROOT), str(ROOT / "grammar")])
    return {**kept, "PYTHONPATH": path, "TERM": "xterm", "LC_ALL": "C.UTF-8", **changes}


def run(*args: str, given: str | bytes = b"", **changes: str) -> subprocess.CompletedProcess[str]:
    """Run with pipes; `given` is standard input."""
    data = given.encode() if isinstance(given, str) else given
    done = subprocess.run(
        [*COMMAND, *args], input=data, capture_output=True, env=environment(**changes), timeout=180,
    )  # fmt: skip
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8", "replace"),
        done.stderr.decode("utf-8", "replace"),
    )  # fmt: skip


def at_terminal(*args: str, columns: int = 80, **changes: str) -> tuple[int, str]:
    """Run at a terminal of so many columns; the exit status and everything shown."""
    import fcntl
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [*COMMAND, *args], stdin=theirs, stdout=theirs, stderr=theirs, env=environment(**changes),
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says EIO where the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    return process.wait(60), shown.decode().replace("\r\n", "\n")
