"""README and manual tell the truth."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from matcalc_cli import Problem, check, derive, solve
from matcalc_cli.cli import matcalc
from matcalc_cli.printers import record
from tests.cli.running import ROOT
from tests.package.documents import MANUAL, README, TUTORIAL, again

_NAMED = re.compile(r"\b(?:InputProblem|Unsupported|GrammarError|Misfit)\(\s*\"([a-z-]+)\"")


@pytest.mark.parametrize("path", [README, MANUAL, TUTORIAL], ids=lambda path: path.name)
def test_what_is_shown_is_what_comes(path: Path, request: pytest.FixtureRequest) -> None:
    """The output of every command, and the manual's lists of functions and of errors."""
    pytest.importorskip("numpy")
    found = again(path)
    if request.config.getoption("--rewrite"):
        path.write_text(found, "utf-8")
    assert path.read_text("utf-8").splitlines() == found.splitlines()


def test_the_manual_names_every_command_and_option() -> None:
    page = MANUAL.read_text("utf-8").replace("\\-", "-")
    for name, command in matcalc.commands.items():
        assert f".Cm {name}" in page
        for parameter in command.params:
            for option in (o for o in parameter.opts if o.startswith("-")):
                assert f"Fl {option[1:]}" in page, f"{name} {option}"


def test_the_manual_names_every_error() -> None:
    page = MANUAL.read_text("utf-8")
    sources = [*ROOT.glob("matcalc_cli/**/*.py"), *ROOT.glob("grammar/**/*.py")]
    names = {name for path in sources for name in _NAMED.findall(path.read_text("utf-8"))}
    missing = sorted(name for name in names if f".It Li {name}\n" not in page)
    assert names and not missing


def test_the_manual_names_every_field_of_a_record() -> None:
    _, _, page = MANUAL.read_text("utf-8").partition(".Sh JSON RECORDS\n")
    named = set(re.findall(r"\w+", page.partition(".Sh")[0]))
    source = record.Source(None, 1)
    records = [
        record.derived(derive("d/dX tr(A X)").derivation, "", source),
        record.judged(check("d/dX tr(A X) = A").judgement, "", source),
        record.solved(solve("d/db ||y - X b||^2 = 0").solved, "", source),
        record.failed(Problem("syntax", ""), "", source, {"line": 1}),
    ]
    assert {field for line in records for field in json.loads(line)} <= named


def test_the_manual_is_sound_mdoc() -> None:
    if not shutil.which("mandoc"):
        pytest.skip("mandoc is not installed")
    done = subprocess.run(["mandoc", "-Tlint", "-Wwarning", MANUAL, TUTORIAL], capture_output=True,
                          text=True)  # fmt: skip
    assert not done.stdout


def test_readme_begins_with_the_two_commands() -> None:
    opening = README.read_text("utf-8").partition("```")[0]
    first, second = (line.strip() for line in opening.splitlines() if line.startswith("    "))
    assert first.startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert second.endswith("pytest -q -n auto")


def test_paths_in_the_readme_exist() -> None:
    for path in re.findall(r"\]\(([^)#]+)\)", README.read_text("utf-8")):
        assert Path(ROOT / path).exists(), path
