"""The commands that README and manual show, with their output.

    python -m tests.package.documents

runs them all and writes their output into the two documents.
"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from matcalc_cli.printers.manual import renewed
from tests.cli.running import ROOT, environment

README, MANUAL = ROOT / "README.md", ROOT / "man" / "matcalc.1"
TUTORIAL = ROOT / "man" / "matcalc-tutorial.7"
_MDOC = (".Bd -literal -offset indent", ".Ed")
_FENCES = {README: ("```console", "```"), MANUAL: _MDOC, TUTORIAL: _MDOC}
_FILE = ".Bd -literal -offset 3n"  # a file that commands after it use; `# NAME` comes first


def plain(path: Path, line: str) -> str:
    """A line of a document as it is read: mdoc's escapes undone."""
    return line if path == README else line.replace("\\&", "").replace("\\e", "\\")


def written(path: Path, line: str) -> str:
    """A line of output as the document must write it."""
    if path == README:
        return line
    line = line.replace("\\", "\\e")
    return f"\\&{line}" if line.startswith((".", "'")) else line


def commands(path: Path) -> list[tuple[str, str]]:
    """Each command line that the document shows, and the output it gives for it."""
    found: list[tuple[str, list[str]]] = []
    opening, closing = _FENCES[path]
    inside = False
    for line in path.read_text("utf-8").splitlines():
        if line in (opening, closing):
            inside = line == opening
        elif inside and line.startswith("$ "):
            found.append((plain(path, line[2:]), []))
        elif inside:
            found[-1][1].append(plain(path, line))
    return [(command, "".join(f"{line}\n" for line in lines)) for command, lines in found]


def put_files(path: Path, place: Path) -> None:
    """Write the files that the document shows."""
    for part in path.read_text("utf-8").split(f"{_FILE}\n# ")[1:]:
        name, _, rest = part.partition("\n")
        (place / name).write_text(rest.partition(".Ed\n")[0], "utf-8")


def shell(command: str, where: Path | None = None) -> str:
    """What a shell shows for the command, with `matcalc` being these sources."""
    with tempfile.TemporaryDirectory() as place:
        for name, arguments in (("matcalc", "-m matcalc_cli"), ("python3", "")):
            program = Path(place) / name
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n')
            program.chmod(program.stat().st_mode | stat.S_IXUSR)
        path = os.pathsep.join([place, os.environ["PATH"]])
        done = subprocess.run(
            ["sh", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=where,
            stdin=subprocess.DEVNULL, env=environment(PATH=path), timeout=120,
        )  # fmt: skip
    return done.stdout.decode()


def rewritten(path: Path, run: Callable[[str], str]) -> str:
    """The document with the output of every command put in anew."""
    opening, closing = _FENCES[path]
    rows: list[str] = []
    inside = False
    for line in path.read_text("utf-8").splitlines():
        if line in (opening, closing):
            inside = line == opening
        if not inside or line == opening or line.startswith("$ "):
            rows.append(line)
        if inside and line.startswith("$ "):
            shown = run(plain(path, line[2:])).splitlines()
            if any(part.startswith("Traceback") for part in shown):
                raise RuntimeError("\n".join([line, *shown]))
            rows += [written(path, part) for part in shown]
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    for document in (README, MANUAL, TUTORIAL):
        with tempfile.TemporaryDirectory() as scratch:
            put_files(document, Path(scratch))
            again = rewritten(document, lambda command: shell(command, Path(scratch)))
        document.write_text(again, "utf-8")
    MANUAL.write_text(renewed(MANUAL.read_text("utf-8")), "utf-8")
