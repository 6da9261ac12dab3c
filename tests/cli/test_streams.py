"""Pipes, terminals, encodings, signals: what a Unix shell expects of a command."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from matcalc_cli.printers.columns import width
from tests.cli.running import COMMAND, at_terminal, environment, run

QUERY = "d/dX tr(X^T A X)"
LONG = "d/dx " + " + ".join(f"a_{k}^T x" for k in range(12))


def test_a_pipe_gets_the_same_text_without_decoration() -> None:
    piped = run("derive", QUERY)
    status, shown = at_terminal("derive", QUERY, columns=200, NO_COLOR="1")
    assert piped.returncode == status == 0
    assert shown == piped.stdout
    assert "\x1b" not in piped.stdout
    assert not piped.stderr


def test_a_terminal_gets_colour() -> None:
    assert "\x1b[" in at_terminal("derive", QUERY)[1]


@pytest.mark.parametrize(
    ("args", "changes"),
    [((), {"NO_COLOR": "1"}), ((), {"TERM": "dumb"}), (("--color", "never"), {})],
)
def test_colour_can_be_refused(args: tuple[str, ...], changes: dict[str, str]) -> None:
    assert "\x1b" not in at_terminal("derive", *args, QUERY, **changes)[1]


def test_colour_by_environment() -> None:
    assert "\x1b[" in run("derive", QUERY, FORCE_COLOR="1").stdout
    assert "\x1b[" not in run("derive", QUERY, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b[" not in run("derive", "-q", "-o", "json", QUERY, FORCE_COLOR="1").stdout


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_nothing_is_wider_than_the_terminal(columns: int) -> None:
    likelihood = "-n/2 log det Σ - 1/2 sum_{i=1}^n (x_i - μ)^T Σ^-1 (x_i - μ)"
    _, shown = at_terminal("derive", f"d/dΣ {likelihood}", columns=columns, NO_COLOR="1")
    assert max(map(width, shown.splitlines())) <= columns


@pytest.mark.parametrize("args", [
    ("check", f"{LONG} = " + " + ".join(f"a_{k}" for k in range(11))),
    ("solve", "--wrt", "w", "w^T S w subject to 1^T w = 1 where S pd"),
    ("rules", "logdet"), ("layouts",),
], ids=lambda args: args[0])  # fmt: skip
def test_no_report_is_wider_than_the_terminal(args: tuple[str, ...]) -> None:
    _, shown = at_terminal(*args, columns=60, NO_COLOR="1")
    assert max(map(width, shown.splitlines())) <= 60


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
@pytest.mark.parametrize("args", [
    ("derive", QUERY), ("derive", "-o", "html", QUERY), ("derive", "-j", "2", QUERY), ("rules",),
    ("check", "--help"), ("--version",),
])  # fmt: skip
def test_output_that_cannot_be_written(args: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, *args], stdout=full, stderr=subprocess.PIPE,
                              env=environment(), timeout=60)  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == b"error[file]: cannot write the output: no space left on device\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
@pytest.mark.parametrize("args", [("derive", "-q", QUERY, "x +"), ("derive", "--bogus")])
def test_errors_that_cannot_be_written(args: tuple[str, ...]) -> None:
    """Nobody can be told; the answers come all the same, and the status says what happened."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, *args], stdout=subprocess.PIPE, stderr=full,
                              env=environment(), timeout=60)  # fmt: skip
    assert (done.returncode, bool(done.stdout)) == (2, "-q" in args)


@pytest.mark.parametrize("args", ["--help", "--version", "rules"])
def test_a_reader_that_has_gone(args: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as closed:
        done = subprocess.run([*COMMAND, args], stdout=closed, stderr=subprocess.PIPE,
                              env=environment(), timeout=60)  # fmt: skip
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream(closed: str) -> None:
    """Nothing can be written to what is closed, and nothing is in it; neither is a fault."""
    done = subprocess.run(["sh", "-c", f"{' '.join(COMMAND)} derive -q 'd/dx x^T x' {closed}"],
                          capture_output=True, env=environment(), timeout=60)  # fmt: skip
    told = b"error[file]: cannot write the output" in done.stderr
    assert (done.returncode, told) == ((2, True) if closed == ">&-" else (0, False))
    assert b"Traceback" not in done.stderr


_COMPLETING = {
    "bash": "source {script}; COMP_WORDS=(matcalc der); COMP_CWORD=1; _matcalc_completion matcalc;"
            " echo ${{COMPREPLY[@]}}",
    "zsh": "autoload -Uz compinit; compinit -u -d {dump}; source {script}; echo $_comps[matcalc]",
    "fish": "source {script}; complete -C 'matcalc der'",
}  # fmt: skip


@pytest.mark.parametrize(("shell", "shown"), [
    ("bash", "derive"), ("zsh", "_matcalc_completion"), ("fish", "derive"),
])  # fmt: skip
def test_shells_complete(shell: str, shown: str, tmp_path: Path) -> None:
    """Each shell takes its script, and completes by it; only bash and fish can be asked to."""
    script = tmp_path / f"completion.{shell}"
    script.write_text(run(_MATCALC_COMPLETE=f"{shell}_source").stdout)
    assert "_MATCALC_COMPLETE" in script.read_text()
    place = "der" if shell == "fish" else "1"  # fish tells the word, the others its number
    found = run(_MATCALC_COMPLETE=f"{shell}_complete", COMP_WORDS="matcalc der", COMP_CWORD=place)
    assert "derive" in found.stdout
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    program = tmp_path / "matcalc"
    program.write_text(f'#!/bin/sh\nexec {" ".join(COMMAND)} "$@"\n')
    program.chmod(0o755)
    env = environment(PATH=f"{tmp_path}:{os.environ['PATH']}", HOME=str(tmp_path))
    typed = _COMPLETING[shell].format(script=script, dump=tmp_path / "dump")
    done = subprocess.run([shell, "-c", typed], env=env, capture_output=True, timeout=60)
    assert shown in done.stdout.decode(), done.stderr


def test_colour_can_be_forced_into_a_pipe() -> None:
    coloured = run("derive", "--color", "always", QUERY).stdout
    assert "\x1b[" in coloured
    bare = coloured
    while "\x1b[" in bare:
        before, _, after = bare.partition("\x1b[")
        bare = before + after.partition("m")[2]
    assert bare == run("derive", QUERY).stdout


def test_long_lines_break_at_a_terminal_only() -> None:
    _, shown = at_terminal("derive", LONG, columns=60, NO_COLOR="1")
    assert max(map(len, shown.splitlines())) <= 60
    answer = [line for line in shown.splitlines() if line.startswith("  ∂f/∂x = ")]
    following = shown.splitlines()[shown.splitlines().index(answer[0]) + 1]
    assert following.startswith(" " * len("  ∂f/∂x = ") + "+ ")
    assert " + a₁₁" in run("derive", "-q", LONG).stdout


def test_ascii_is_ascii() -> None:
    for args in (["--ascii"], ["-o", "ascii"]):
        done = run("derive", *args, QUERY)
        assert done.stdout.isascii()
        assert "df/dX = (A + A^T) X" in done.stdout


def test_an_encoding_without_the_glyphs_gets_ascii() -> None:
    done = run("derive", "-q", QUERY, PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stdout) == (0, "(A + A^T) X\n")
    assert run("derive", "A x + \u00d7", PYTHONIOENCODING="ascii").returncode == 2


def test_json_is_utf_8_whatever_the_locale() -> None:
    done = run("derive", "-o", "json", QUERY, PYTHONIOENCODING="latin-1")
    assert json.loads(done.stdout)["derivative"]["unicode"] == "(A + Aᵀ) X"


def test_at_a_terminal_with_nothing_to_read_there_is_help() -> None:
    status, shown = at_terminal("derive")
    assert status == 2
    assert "Usage: matcalc derive" in shown


def test_a_closed_pipe_is_silent() -> None:
    lines = "\n".join(["d/dx x^T A x"] * 300)
    process = subprocess.Popen(
        [*COMMAND, "derive", "-q", "--no-check"], env=environment(), stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    process.stdin.write(b"d/dx x^T x\n")
    process.stdin.flush()
    assert process.stdout.readline() == b"2 x\n"
    process.stdout.close()
    try:
        process.stdin.write(lines.encode())
        process.stdin.close()
    except BrokenPipeError:
        pass
    assert process.stderr.read() == b""
    assert process.wait(60) == 141


def test_records_are_answered_as_they_arrive() -> None:
    process = subprocess.Popen(
        [*COMMAND, "derive", "-o", "json", "--no-check"], env=environment(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None and process.stdout is not None
    for query, answer in (("d/dx x^T x", "2 x"), ("d/dX tr(A X)", "A^T")):
        process.stdin.write(f"{query}\n".encode())
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["derivative"]["text"] == answer
    process.stdin.close()
    assert process.wait(60) == 0


def test_interruption_is_130() -> None:
    process = subprocess.Popen(
        [*COMMAND, "derive", "-q"], env=environment(), stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    process.stdin.write(b"d/dx x^T x\n")
    process.stdin.flush()
    process.stdout.readline()
    time.sleep(0.1)
    os.kill(process.pid, signal.SIGINT)
    assert process.wait(60) == 130
    assert b"Traceback" not in process.stderr.read()


def test_files_and_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "problems.mc"
    path.write_text("A symmetric\nd/dx x^T A x\n# a comment\nd/dX tr(A X)\n")
    assert run("derive", "-q", "-f", str(path)).stdout == "2 A x\nA\n"
    assert run("derive", "-q", "-", given="d/dx x^T x").stdout == "2 x\n"
    assert run("derive", "-q", given="d/dx x^T x").stdout == "2 x\n"
    missing = run("derive", "-q", "-f", str(tmp_path / "none"), "d/dx x^T x")
    assert (missing.returncode, missing.stdout) == (2, "2 x\n")
    assert "error[file]" in missing.stderr


def test_bytes_that_are_no_utf_8() -> None:
    done = run("derive", "-o", "json", given=b"d/dx \xff x\nd/dx x^T x\n")
    first, second = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 2
    assert first["status"] == "error"
    assert second["derivative"]["text"] == "2 x"


def test_nothing_typed_reaches_the_terminal_as_an_escape() -> None:
    done = run("derive", given="d/dx \x1b[31m x^T x\n")
    assert done.returncode == 2
    assert "\x1b" not in done.stdout + done.stderr
