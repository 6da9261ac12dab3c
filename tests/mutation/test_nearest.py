"""The tests that are named as nearest are there, and every module has some."""

from __future__ import annotations

from tests.mutation.mutants import ROOT, modules
from tests.mutation.nearest import NEAREST, nearest, nearest_to


def test_they_are_there() -> None:
    for name in {name for tests in NEAREST.values() for name in tests}:
        path, _, function = name.partition("::")
        assert function.partition("[")[0] in (ROOT / path).read_text("utf-8")


def test_every_module_has_some() -> None:
    assert all(nearest(module.path) for module in modules())
    assert "tests/check/test_reports.py" in nearest("matcalc_cli/checking/claims.py")
    assert "tests/code/test_text.py" in nearest("matcalc_cli/printers/code/names.py")
    assert "tests/printers/test_golden.py" in nearest("matcalc_cli/printers/names.py")


def test_a_file_that_is_named_is_not_named_again_for_a_part_of_it() -> None:
    names = nearest_to(module.path for module in modules())
    assert len(names) == len(set(names))
    assert not {n for n in names if "::" in n and n.partition("::")[0] in names}
