"""Wrong inputs, and what is said of each: a file a case.

A case is what was typed, a line of dashes, and what is then written to standard error. A first
line `#! matlab` names the language; `#! check` and `#! solve x y` the command and its --wrt.
`--rewrite` writes what comes anew: then read the difference.
"""

import re
import subprocess
from pathlib import Path

import pytest

from matcalc_cli.checking.claims import ClaimReader
from matcalc_cli.diagnostics import MEANINGS
from matcalc_cli.errors import Problem
from matcalc_cli.notation import Notation
from matcalc_cli.printers.problems import Place, rendered
from matcalc_cli.questions import Reader
from matcalc_cli.solving.reading import SystemReader
from matcalc_grammar.records import records
from tests.cli.running import COMMAND, environment

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
RULE = "-" * 10


def parts(path):
    """The language, the input and the output of a case."""
    typed, _, expected = path.read_bytes().decode("utf-8", "surrogateescape").partition(f"{RULE}\n")
    language = "auto"
    if typed.startswith("#!"):
        first, _, typed = typed.partition("\n")
        language = first[2:].strip()
    return language, typed, expected


def reading(first, *wrt):
    """What reads a record, of a command or in a language."""
    match first:
        case "check":
            return ClaimReader((), wrt).claims
        case "solve":
            return SystemReader((), wrt).systems
    return Reader((), (), Notation(first)).questions


def written(language, typed):
    """What is written to standard error for a file `input.mc`."""
    read = reading(*language.split())
    said = []
    for record in records(typed.splitlines(keepends=True)):
        try:
            read(record.text)
        except Problem as problem:
            place = Place("input.mc", record.line, record.column)
            said.append(rendered(problem, record.text, place, unicode=True))
    return "".join(said)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_said(path, request):
    language, typed, expected = parts(path)
    said = written(language, typed)
    if request.config.getoption("--rewrite"):
        head = f"#! {language}\n" if language != "auto" else ""
        whole = f"{head}{typed}{RULE}\n{said}"
        path.write_bytes(whole.encode("utf-8", "surrogateescape"))
        expected = said
    assert said == expected
    assert said


def test_there_are_enough():
    assert len(CASES) >= 60


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_form(path):
    """Names are in the table; editors can read the place; nothing invisible is written."""
    _, _, expected = parts(path)
    names = re.findall(r"^error\[([a-z-]+)\]: ", expected, re.MULTILINE)
    assert names and set(names) <= set(MEANINGS)
    assert re.search(r"^ *--> input\.mc:\d+", expected, re.MULTILINE)
    assert all(line.isprintable() for line in expected.splitlines())
    assert not any(word in expected for word in ("Traceback", "Regex", "None", "star(", "matmul("))


def test_every_name_in_the_code_is_in_the_table():
    root = Path(__file__).parents[2]
    sources = [*root.glob("matcalc_cli/**/*.py"), *root.glob("grammar/**/*.py")]
    call = r"\b(?:InputProblem|Unsupported|GrammarError|Misfit)\(\s*\"([a-z-]+)\""
    names = {name for path in sources for name in re.findall(call, path.read_text("utf-8"))}
    assert names <= set(MEANINGS), names - set(MEANINGS)


def test_the_command_writes_the_same(tmp_path):
    path = next(path for path in CASES if path.stem == "shape-clash")
    _, typed, expected = parts(path)
    (tmp_path / "input.mc").write_text(typed, "utf-8")
    done = subprocess.run(
        [*COMMAND, "derive", "-f", "input.mc"], cwd=tmp_path, capture_output=True, text=True,
        encoding="utf-8", env=environment() | {"PYTHONIOENCODING": "utf-8"}, check=False,
    )  # fmt: skip
    assert done.stderr == expected
    assert done.returncode == 2
