"""The tests nearest to each part of the sources: where a mutant is tried without a record.

They run in this process, and most of them compare whole results with what was read by eye.
"""

from __future__ import annotations

from collections.abc import Iterable

from tests.mutation.mutants import AREAS, PACKAGE

_FORMS = (
    "tests/engine/test_identities.py",
    "tests/engine/test_normal.py::test_normal_forms_stay_as_they_were_read",
    "tests/engine/test_normal.py::test_what_could_be_shorter_multiplied_out_is_not_factored",
    "tests/golden/test_golden.py",
    "tests/problems/test_problems.py::test_derivations_stay_as_they_were_read",
    "tests/engine/test_entries.py",
    "tests/engine/test_named.py",
    "tests/engine/test_options.py",
    "tests/engine/test_kronecker_gradients.py",
    "tests/engine/test_second_derivatives.py",
    "tests/engine/test_compositions.py::test_answers_stay_as_they_were_read",
)
_TABLE = (
    "tests/engine/test_values.py",
    "tests/engine/test_special.py",
    "tests/engine/test_table.py",
    *_FORMS,
)
_PRINTED = (
    "tests/printers/test_expressions.py",
    "tests/printers/test_golden.py",
    "tests/printers/test_subjects.py",
    "tests/printers/test_problems.py",
    "tests/errors/test_errors.py",
    "tests/printers/test_documents.py::test_pictures_are_drawn",
)
NEAREST: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(AREAS, _FORMS),
    "functions": _TABLE,
    "solving": (
        "tests/solve/test_signs.py",
        "tests/solve/test_convexity.py",
        "tests/solve/test_reading.py",
        "tests/solve/test_definite.py",
        "tests/solve/test_golden.py",
        "tests/solve/test_putback.py",
        "tests/printers/test_subjects.py::test_subjects[systems-json]",
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
        "tests/code/test_text.py",
        "tests/code/test_columns.py",
        "tests/code/test_sympy.py",
        "tests/code/test_numpy.py",
    ),
}


def nearest(path: str) -> tuple[str, ...]:
    """The tests nearest to a module."""
    inside = path.removeprefix(f"{PACKAGE}/")
    return NEAREST[max((area for area in NEAREST if inside.startswith(area)), key=len)]


def nearest_to(paths: Iterable[str]) -> list[str]:
    """Those of some modules, by file where some of a file's are among them."""
    names = dict.fromkeys(name for path in paths for name in nearest(path))
    return [name for name in names if name.partition("::")[0] == name
            or name.partition("::")[0] not in names]  # fmt: skip
