"""The tests nearest to each part of the sources: where a mutant is tried without a record.

They run in this process, and most of them compare whole results with what was read by eye. What
they do not notice is tried on all tests of the folders that have to do with the part.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tests.mutation.mutants import AREAS, PACKAGE, ROOT

_FORMS = (
    "tests/engine/test_identities.py",
    "tests/engine/test_presented.py",
    "tests/engine/test_normal.py::test_normal_forms_stay_as_they_were_read",
    "tests/engine/test_normal.py::test_what_could_be_shorter_multiplied_out_is_not_factored",
    "tests/golden/test_golden.py",
    "tests/problems/test_problems.py::test_derivations_stay_as_they_were_read",
    "tests/engine/test_entries.py",
    "tests/engine/test_held.py",
    "tests/engine/test_indices.py",
    "tests/engine/test_abridged.py",
    "tests/engine/test_conditions.py",
    "tests/engine/test_named.py",
    "tests/engine/test_named_results.py",
    "tests/engine/test_options.py",
    "tests/engine/test_kronecker_gradients.py",
    "tests/engine/test_second_derivatives.py",
    "tests/engine/test_compositions.py::test_answers_stay_as_they_were_read",
    "tests/printers/test_facts.py",
)
_TABLE = (
    "tests/engine/test_misfits.py",
    "tests/engine/test_values.py",
    "tests/engine/test_special.py",
    "tests/engine/test_table.py",
    *_FORMS,
)
_PRINTED = (
    "tests/printers/test_expressions.py",
    "tests/printers/test_golden.py",
    "tests/printers/test_subjects.py",
    "tests/printers/test_facts.py",
    "tests/printers/test_sheets.py",
    "tests/printers/test_svg.py",
    "tests/printers/test_problems.py",
    "tests/errors/test_errors.py",
    "tests/printers/test_documents.py::test_pictures_are_drawn",
)
NEAREST: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(AREAS, _FORMS),
    "functions": _TABLE,
    "solving": (
        "tests/solve/test_elimination.py",
        "tests/solve/test_opening.py",
        "tests/solve/test_signs.py",
        "tests/solve/test_convexity.py",
        "tests/solve/test_reading.py",
        "tests/solve/test_definite.py",
        "tests/solve/test_golden.py",
        "tests/solve/test_putback.py",
        "tests/printers/test_subjects.py",
        "tests/errors/test_errors.py",
    ),
    "checking": (
        "tests/check/test_comparison.py",
        "tests/solve/test_reading.py",
        "tests/check/test_reports.py",
        "tests/check/test_table.py",
        "tests/errors/test_errors.py",
    ),
    "printers": _PRINTED,
    "printers/code": (
        "tests/code/test_templates.py",
        "tests/code/test_text.py",
        "tests/code/test_columns.py",
        "tests/code/test_sympy.py",
        "tests/code/test_numpy.py",
    ),
}


# The folders whose tests are tried where the nearest notice nothing; the engine's notice most of
# what concerns mathematics, the command's what only it prints.
_ENGINE = "engine", "golden", "problems", "check/test_table.py", "solve/test_golden.py"
_SHOWN = (
    "printers", "check", "solve", "package/test_documents.py", "cli/test_commands.py",
    "cli/test_streams.py",
)  # fmt: skip
_WIDER: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(AREAS, _ENGINE),
    "functions": (
        *_ENGINE, "errors", "elaborate", "code/test_numpy.py", "package/test_documents.py",
    ),
    "solving": ("solve", "printers/test_subjects.py"),
    "checking": (
        "check", "printers/test_subjects.py", "engine/test_related.py",
        "engine/test_metamorphic.py",
    ),
    "printers": _SHOWN,
    "printers/code": ("code", "printers", "engine/test_growth.py"),
}
_STARTING = "tests.cli.running"


def nearest(path: str) -> tuple[str, ...]:
    """The tests nearest to a module."""
    return _of_area(NEAREST, path)


def wider(path: str) -> tuple[str, ...]:
    """The files of tests in the folders that have to do with a module.

    Those that start processes are the last, and those that start other programs are left out:
    these fail for want of memory.
    """
    found = [name for folder in _of_area(_WIDER, path) for name in _files(folder)
             if name != "tests/printers/test_forms.py"]  # fmt: skip
    return tuple(sorted(found, key=is_starting))


@cache
def is_starting(file: str) -> bool:
    """Whether some tests of a file run the command in processes of its own."""
    return _STARTING in (ROOT / file).read_text("utf-8")


def nearest_to(paths: Iterable[str]) -> list[str]:
    """The nearest and the wider tests of some modules, by file where a whole file is named."""
    names = dict.fromkeys(name for path in paths for name in (*nearest(path), *wider(path)))
    return [name for name in names if name.partition("::")[0] == name
            or name.partition("::")[0] not in names]  # fmt: skip


def _of_area(table: dict[str, tuple[str, ...]], path: str) -> tuple[str, ...]:
    inside = path.removeprefix(f"{PACKAGE}/")
    return table[max((area for area in table if inside.startswith(area)), key=len)]


def _files(folder: str) -> list[str]:
    top = ROOT / "tests" / folder
    paths = [top] if top.suffix else sorted(top.glob("test_*.py"))
    return [path.relative_to(ROOT).as_posix() for path in paths]
