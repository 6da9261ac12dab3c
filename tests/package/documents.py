"""README, manual and tutorial as they must stand: with the output of every command they show."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
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


def put_files(text: str, place: Path) -> None:
    """Write the files that a document shows."""
    for part in text.split(f"{_FILE}\n# ")[1:]:
        name, _, rest = part.partition("\n")
        (place / name).write_text(rest.partition(".Ed\n")[0], "utf-8")


def shell(command: str, where: Path) -> str:
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


def again(path: Path) -> str:
    """The document anew: its commands run, the lists of the manual written from the tables."""
    text = path.read_text("utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        put_files(text, Path(scratch))
        return _with_outputs(path, renewed(text) if path == MANUAL else text, Path(scratch))


def _with_outputs(path: Path, text: str, where: Path) -> str:
    opening, closing = _FENCES[path]
    rows: list[str] = []
    inside = False
    for line in text.splitlines():
        if line in (opening, closing):
            inside = line == opening
        if not inside or line == opening or line.startswith("$ "):
            rows.append(line)
        if inside and line.startswith("$ "):
            shown = shell(plain(path, line[2:]), where).splitlines()
            assert not any(part.startswith("Traceback") for part in shown), [line, *shown]
            rows += [written(path, part) for part in shown]
    return "\n".join(rows) + "\n"
