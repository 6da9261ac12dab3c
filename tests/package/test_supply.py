"""What the commands touch: no network, no other program, and no file but those they are given."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.cli.running import environment

QUERY = "A in R^{n x n}; d/dX tr(X^T A X)"
RUNS = [
    ("derive", QUERY), ("derive", "-q", "d/dx softmax(A x)"), ("derive", "d/dx (", "-o", "json"),
    *[("derive", "-o", form, QUERY) for form in (
        "ascii", "latex", "markdown", "html", "typst", "json", "svg", "numpy", "jax", "torch",
        "julia", "matlab", "sympy",
    )],
    ("derive", "--from", "numpy", "--wrt", "X", "np.trace(X.T @ A @ X)"),
    ("derive", "--wrt", "x", "__import__('os').system('true')"),
    ("check", "d/dX tr(A X) = A"), ("solve", "--wrt", "b", "||y - X b||^2"),
    ("rules",), ("rules", "logdet"), ("layouts",), ("--help",), ("--version",),
]  # fmt: skip
WATCHED = """
import json, os, sys
writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
told = []

def hook(event, args):
    if event == "open":
        path, mode, flags = args
        if flags & writing or any(sign in (mode or "") for sign in "wax+"):
            told.append(f"writes {path!r}")
    elif event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn",
                           "os.fork", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "shutil.",
                           "urllib.", "ctypes.dlopen")):
        told.append(event)

sys.addaudithook(hook)
from matcalc_cli import __main__ as command
command._leave = sys.exit  # which is to come back, and not to end the process at once
for args in json.loads(sys.argv[1]):
    sys.argv = ["matcalc", *args]
    try:
        command.main()
    except SystemExit:
        pass
print(json.dumps(sorted(set(told))), file=sys.stderr)
"""
DEEDS = """
import socket, subprocess, tempfile
os.system("true")
open(os.devnull, "w").close()
os.close(os.open(os.devnull, os.O_WRONLY))
socket.socket().close()
subprocess.run(["true"])
os.rmdir(tempfile.mkdtemp())
"""


def watched(program: str, runs: list[tuple[str, ...]]) -> list[str]:
    """What a process that runs the commands did that is told of."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", program, json.dumps(runs)], capture_output=True, text=True,
        env=environment(), stdin=subprocess.DEVNULL, check=True, timeout=180,
    )  # fmt: skip
    return list(json.loads(done.stderr.splitlines()[-1]))


def test_nothing_is_written_sent_or_started() -> None:
    assert watched(WATCHED, RUNS) == []


def test_deeds_are_seen() -> None:
    before, after = WATCHED.split("from matcalc_cli", 1)
    found = watched(f"{before}{DEEDS}from matcalc_cli{after}", [("--version",)])
    assert {event.partition(" ")[0] for event in found} >= {
        "writes", "os.system", "os.mkdir", "socket.__new__", "subprocess.Popen",
    }  # fmt: skip
