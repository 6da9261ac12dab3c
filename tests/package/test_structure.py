"""What stands where, and which way imports go."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import ROOT, environment

TOP = {"pyproject.toml", "README.md", "matcalc_cli", "grammar", "tests", "man", "CHANGELOG.md",
       "LICENSE"}  # fmt: skip
LONGEST_FILE = 300

# Module to the only files that may import it.
KEEPERS = {
    "rich": {"matcalc_cli/printers/report.py", "matcalc_cli/progress.py"},
    "mpmath": {"matcalc_cli/numeric.py"},
    "click": {"matcalc_cli/cli.py"},
    "json": {"matcalc_cli/printers/record.py"},
    "ziamath": {"matcalc_cli/printers/svg.py"},
    "prompt_toolkit": {"matcalc_cli/interactive/prompt.py"},
    "resvg_py": {"matcalc_cli/printers/png.py"},
    "multiprocessing": {"matcalc_cli/processes.py"},
}
NOT_AT_START = ("sympy", "numpy", "rich", "mpmath", "json", "dataclasses", "prompt_toolkit",
                "multiprocessing")  # fmt: skip


def sources() -> Iterator[Path]:
    yield from sorted(ROOT.glob("matcalc_cli/**/*.py"))
    yield from sorted(ROOT.glob("grammar/matcalc_grammar/**/*.py"))


def imported(path: Path) -> set[str]:
    """The modules that the file imports, at its top or inside."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_nothing_else_at_the_top() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    top = {path.partition("/")[0] for path in listed.stdout.splitlines()}
    assert {name for name in top if not name.startswith(".")} == TOP


@pytest.mark.parametrize("module", KEEPERS)
def test_one_keeper_a_library(module: str) -> None:
    users = {str(path.relative_to(ROOT)) for path in sources()
             if any(name.split(".")[0] == module for name in imported(path))}  # fmt: skip
    assert users == KEEPERS[module]


def test_the_grammar_stands_alone() -> None:
    for path in ROOT.glob("grammar/**/*.py"):
        assert not any(name.startswith("matcalc_cli") for name in imported(path)), path


def test_only_the_grammar_loads_pyparsing() -> None:
    for path in ROOT.glob("matcalc_cli/**/*.py"):
        assert "pyparsing" not in {name.split(".")[0] for name in imported(path)}, path


def test_the_engine_knows_no_printer() -> None:
    above = {"cli", "answering", "api", "notebook", "answers", "check_answers", "solve_answers",
             "reference", "layout_examples", "output", "requests", "repl", "prompt",
             "dialogue", "__main__"}  # fmt: skip
    for path in sources():
        if "printers" in path.parts or path.stem in above:
            continue
        assert not any(name.startswith("matcalc_cli.printers") for name in imported(path)), path


def test_no_file_is_long() -> None:
    for path in sources():
        lines = len(path.read_text("utf-8").splitlines())
        assert lines <= LONGEST_FILE * 1.4, f"{path} has {lines} lines"


def loaded(*args: str) -> set[str]:
    """The modules that a run of the command has loaded."""
    program = (
        "import sys; sys.argv = ['matcalc', *sys.argv[1:]]\n"
        "from matcalc_cli.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('\\n' + ' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program, *args], capture_output=True, text=True,
                          env=environment(), check=True)  # fmt: skip
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("args", [("--help",), ("--version",), ("derive", "--help")])
def test_help_loads_next_to_nothing(args: tuple[str, ...]) -> None:
    modules = loaded(*args)
    assert not modules & {"pyparsing", *NOT_AT_START}
    ours = {name for name in modules if name.startswith(("matcalc_cli.", "matcalc_grammar"))}
    assert ours <= {"matcalc_cli.cli", "matcalc_cli.__main__"}


def test_a_quiet_answer_loads_what_it_needs() -> None:
    modules = loaded("derive", "-q", "--no-check", "d/dX tr(X^T A X)")
    assert not modules & set(NOT_AT_START)


def test_a_whole_answer_loads_neither_sympy_nor_numpy() -> None:
    assert not loaded("derive", "d/dX tr(X^T A X)") & {"sympy", "numpy", "rich"}
