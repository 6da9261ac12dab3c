"""What is built and installed elsewhere works: green tests of the sources prove nothing of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.cli.running import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("build")
    pytest.importorskip("hatchling")
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place, ROOT],
        check=True, capture_output=True,
    )  # fmt: skip
    (built,) = place.glob("*.whl")
    return built


def built(source: Path, place: Path) -> dict[str, bytes]:
    """The wheel and the source archive of a tree, by name."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--sdist", "--no-isolation", "--outdir", place,
         source],
        check=True, capture_output=True,
    )  # fmt: skip
    return {path.name: path.read_bytes() for path in place.iterdir()}


def test_the_same_bytes_are_built_elsewhere_and_later(tmp_path: Path) -> None:
    pytest.importorskip("build")
    pytest.importorskip("hatchling")
    copy = tmp_path / "elsewhere"
    left_out = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, copy, ignore=left_out, copy_function=shutil.copy)
    for path in copy.rglob("*"):
        os.utime(path, (2_000_000_000, 2_000_000_000))
    first, second = built(ROOT, tmp_path / "one"), built(copy, tmp_path / "two")
    assert sorted(map(str, first)) == sorted(map(str, second))
    assert first == second, [name for name in first if first[name] != second[name]]


def test_what_the_wheel_holds(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert wheel.name.startswith("matcalc_cli-0.1.0-")
    for path in ("matcalc_cli/cli.py", "matcalc_grammar/parser.py", "matcalc_grammar/matcalc.ebnf"):
        assert path in names
    assert any(name.endswith("data/share/man/man1/matcalc.1") for name in names)
    assert not any(name.startswith("tests") for name in names)


def test_the_installed_command(wheel: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", new], check=True)
    python = new / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--quiet",
         "--disable-pip-version-check", wheel],
        check=True,
    )  # fmt: skip
    (packages,) = new.glob("lib/python*/site-packages")
    # The dependencies are those of the environment that runs the tests; the wheel comes first.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    done = subprocess.run(
        [new / "bin" / "matcalc", "derive", "-q", "--ascii", "d/dX tr(X^T A X)"], cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "(A + A^T) X\n"
    assert (new / "share" / "man" / "man1" / "matcalc.1").exists()
