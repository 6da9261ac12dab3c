"""Input that means harm: a named error in little time and memory, and never a traceback."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, environment, run

MEMORY = 200 << 20  # of addresses; what is really used is far less
SECONDS = 3  # of the processor: two or three times what the slowest takes on a loaded machine
DOUBLED = "; ".join(["a_1 = x", *[f"a_{k + 1} = a_{k} .* a_{k}" for k in range(1, 60)]])

ERRORS = {  # standard input, and the name of the error
    "code in names": ("d/dx __import__('os').system('touch pwned') x", "syntax"),
    "a template": ("d/dx {0.__class__} x^T x", "syntax"),
    "a format": ("d/dx %s%n x^T x", "syntax"),
    "an escape": ("d/dx \x1b]0;title\x07 x^T x", "syntax"),
    "markup": ("d/dx [bold]x[/bold]", None),
    "brackets": ("d/dx " + "(" * 10_000 + "x" + ")" * 10_000, "too-deep"),
    "open brackets": ("d/dx " + "(" * 10_000, "too-deep"),
    "bars": ("d/dx " + "||" * 5_000 + "x" + "||" * 5_000, "too-deep"),
    "signs": ("d/dx " + "-" * 10_000 + "x", "too-deep"),
    "transposes": ("d/dx x" + "^T" * 10_000, "too-deep"),
    "a power": ("d/dX tr(X^999999999)", "too-large"),
    "a number": ("d/dx 1e-400000000 x^T x", "too-large"),
    "digits": ("d/dx " + "9" * 200_000 + " x^T x", "too-large"),
    "a size": ("X in R^{1000000000 x 5}", "bad-size"),
    "no size": ("X in R^{0 x 5}", "bad-size"),
    "a negative size": ("X in R^{-1 x 5}", "bad-size"),
    "a long sum": ("d/dx sum_{i=1}^{1000000000} x_i^2", None),
    "doubled definitions": (f"{DOUBLED}; d/dx sum(a_60)", "too-large"),
    "a circle": ("a = b; b = a; d/dx a x^T x", "circular-definition"),
    "a file": ("d/dx \\input{/etc/passwd} x", "unknown-command"),
    "a macro of itself": ("\\def\\q{\\q\\q} d/dx \\q x", None),
    "a null byte": ("d/dx x^T\0 x", "syntax"),
    "one long line": ("d/dx " + "x^T x + " * 250_000 + "x^T x", "too-long"),
    "long legal text": ("d/dx " + "x^T x + " * 119_000 + "x^T x", "too-long"),
    "many names": ("d/dx " + " ".join(f"a{i}" for i in range(1_500)), "too-ambiguous"),
    "a power of a power": ("d/dx ((((2^99)^99)^99)^99)^99 x^T x", "too-large"),
    "a tower of powers": ("d/dX tr(X^(2^(2^99)))", "too-large"),
    "numbers": ("d/dx " + "99999999 " * 5000 + "x^T x", "too-large"),
    "divisions": ("d/dx x^T x" + " / 7" * 9000, "too-large"),
    "a size of many letters": ("d/dX tr(" + " ⊗ ".join(["X"] * 3000) + ")", "too-large"),
    "Kronecker products": ("d/dx sum(" + "kron(x, " * 300 + "x" + ")" * 301, "too-large"),
    "many readings": (
        "d/dF (+vb((Asl - B F^TP  2/dx^2 (exp(-1  F^T R - mA)) / det(2 pi S)^(d/dx 0/2))F))",
        "too-ambiguous",
    ),
    "many families of readings": (
        "d/dx (" + " + ".join(f"a_{i}^T b_{i} c_{i} x" for i in range(100)) + ")", "too-ambiguous",
    ),
    "semicolons in a bracket": ("[" + ";" * 900_000 + "]", "too-long"),
    "parameters": ("#1" * 450_000 + " command", "too-long"),
    "a long product": ("d/dx sum(" + " .* ".join(["exp(x)"] * 2_000) + ")", "not-supported"),
}  # fmt: skip


def limited() -> None:
    """In the child: the memory and the time that it may have."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def fed(
    given: bytes, *args: str, command: str = "derive"
) -> subprocess.CompletedProcess[bytes]:
    """The command within its limits, with standard input."""
    return subprocess.run(
        [*COMMAND, command, *args], input=given, capture_output=True, env=environment(),
        preexec_fn=limited, timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize("case", ERRORS)
def test_a_named_error_and_the_next_record(case: str, tmp_path: Path) -> None:
    typed, name = ERRORS[case]
    done = fed(f"{typed}\nd/dy y^T y\n".encode(), "-o", "json")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    *before, last = records
    assert last["derivative"]["text"] == "2 y"
    assert done.returncode in (2, 3)
    assert before[-1]["status"] == "error"
    assert name in (None, before[-1]["error"]["name"])
    assert before[-1]["error"]["name"] != "internal"
    assert not done.stderr


UNCERTIFIED = {
    "a tower": "d/dx " + "exp(" * 40 + "x" + ")" * 40 + " where x in R",
    "two hundred sums": "d/dx " + "sum_{i=1}^{9} " * 200 + "x_i^2",
    "exponentials of matrices": "d/dX tr(" + "expm(" * 10 + "X" + ")" * 10 + ")",
    "determinants": "d/dX (" + " + ".join(f"logdet(A_{i} X)" for i in range(300)) + ")",
    "kinks": "d/dX ("
    + " + ".join(f"sum(abs(relu(X .* A_{i})))" for i in range(20)) + ") where X skew",
    "sums in sums": "d/dx sum_{i=1}^{999} sum_{j=1}^{999} sum_{k=1}^{999} x_i x_j x_k",
}


@pytest.mark.parametrize("case", UNCERTIFIED)
def test_what_cannot_be_evaluated_is_not_certified(case: str) -> None:
    done = fed(UNCERTIFIED[case].encode(), "-q")
    assert done.returncode == 3
    assert done.stdout
    assert b"Traceback" not in done.stderr and b"internal" not in done.stderr


def _claimed(count: int, term: str, right: str, last: str) -> str:
    """`d/dx (sum) = sum` of so many numbered terms, of which the last claimed is another one."""
    terms = [term.replace("#", f"{{{k}}}") for k in range(count)]
    claimed = [(right if k < count - 1 else last).replace("#", f"{{{k}}}") for k in range(count)]
    return f"d/dx ({' + '.join(terms)}) = {' + '.join(claimed)}"


WRONG = {  # the claim, its verdict and a part of the reason or of the notes
    "one term missing": (
        _claimed(120, "x^T A_# x", "(A_# + A_#^T) x", "0 x"), "conditional", "A₁₁₉ is skew"),
    "one factor missing": (
        _claimed(100, "||A_# x - b_#||^2", "2 A_#^T (A_# x - b_#)", "A_#^T (A_# x - b_#)"),
        "different", "A₉₉ᵀ (A₉₉ x - b₉₉)"),
    "every transpose missing": (
        _claimed(60, "x^T A_# x", "2 A_# x", "2 A_# x"), "different", "not every property"),
    "no product fits": (
        _claimed(100, "||A_# x - b_#||^2", "A_# (A_# x - b_#)", "x"),
        "shape", "not every property"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_long_claims_are_judged_with_bounded_work(case: str) -> None:
    typed, verdict, part = WRONG[case]
    done = fed(typed.encode(), "-o", "json", command="check")
    judged = json.loads(done.stdout)
    assert (done.returncode, judged["verdict"]) == (1, verdict)
    assert part in " ".join([judged["reason"] or "", *judged["notes"]])


@pytest.mark.parametrize("given", [b"\xff\xfe\x00d\x00/" * 100, bytes(range(256)) * 40])
def test_bytes(given: bytes) -> None:
    done = fed(given + b"\nd/dx x^T x\n", "-q")
    assert done.returncode == 2
    assert done.stdout.endswith(b"2 x\n")
    assert b"Traceback" not in done.stderr and b"\x1b" not in done.stderr


def test_what_is_wrongly_asked_is_told_without_controls() -> None:
    done = run("derive", "--\x1b]0;title\x07\u202e", "x")
    assert done.returncode == 2 and "title" in done.stderr
    assert done.stderr.replace("\n", "").isprintable()


@pytest.mark.parametrize("format_", ["html", "latex", "markdown", "typst", "svg"])
def test_nothing_typed_is_markup(format_: str) -> None:
    typed = "<script>alert(1)</script> \\write18{ls} ](javascript:1) #eval(1)"
    done = run("derive", "-o", format_, f"d/dx x^T x # {typed}")
    for part in ("<script>alert", "\\write18{ls}", "](javascript", "#eval("):
        assert part not in done.stdout


def test_a_line_without_an_end() -> None:
    """`yes | tr -d '\\n' | matcalc derive`: refused when it is too long, not when memory ends."""
    source = subprocess.Popen(["sh", "-c", "yes | tr -d '\\n'"], stdout=subprocess.PIPE)
    assert source.stdout is not None
    try:
        done = subprocess.run(
            [*COMMAND, "derive"], stdin=source.stdout, capture_output=True, env=environment(),
            preexec_fn=limited, timeout=60,
        )  # fmt: skip
    finally:
        source.kill()
        source.stdout.close()
        source.wait()
    assert done.returncode == 2
    assert b"error[too-long]" in done.stderr and b"Traceback" not in done.stderr


@pytest.mark.parametrize("delay", [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5])
def test_interruption_at_every_phase(delay: float) -> None:
    """While Python loads modules it may say so in its own words; from then on nothing is said."""
    process = subprocess.Popen(
        [*COMMAND, "derive", "-q", "-"], env=environment(), stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(b"d/dx x^T x\n" * 1000)
    process.stdin.flush()
    time.sleep(delay)
    os.kill(process.pid, signal.SIGINT)
    shown, errors = process.communicate(timeout=60)
    in_its_words = b"KeyboardInterrupt" in errors
    assert process.returncode in (130, -signal.SIGINT) or in_its_words
    assert set(shown.splitlines(keepends=True)) <= {b"2 x\n"}
    if shown:
        assert in_its_words or not errors.strip()  # click ends the line that ^C stands in


def test_an_interruption_that_python_drops() -> None:
    """A KeyboardInterrupt within a destructor goes no further; the run ends all the same."""
    dropped = """
        import os, signal, sys
        from matcalc_cli import __main__, interruption

        class Interrupts:
            def __del__(self):
                os.kill(os.getpid(), signal.SIGINT)

        interruption.watch()
        Interrupts()
        sys.argv = ["matcalc", "derive", "-q", "d/dx x^T x"]
        __main__.main()
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(dropped)], env=environment(), capture_output=True,
        timeout=60,
    )  # fmt: skip
    assert done.returncode == 130
    assert b"Exception ignored" in done.stderr
    assert b"2 x" not in done.stdout


def test_nothing_is_written_to_the_home(tmp_path: Path) -> None:
    """A home that cannot be written is no hindrance, and nothing is left in one that can."""
    done = run("derive", "-q", "d/dx x^T x", HOME=str(tmp_path), XDG_STATE_HOME=str(tmp_path))
    assert done.stdout == "2 x\n"
    assert not list(tmp_path.iterdir())
    assert run("derive", "-q", "d/dx x^T x", HOME="/nonexistent").stdout == "2 x\n"
