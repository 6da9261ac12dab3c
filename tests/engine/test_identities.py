"""The normal form identity by identity, as kept in identities.txt, with the values beside it.

A line of identities.txt is an expression; the line below it, which `--rewrite` writes, its form.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from matcalc_cli.normal_form import normal
from matcalc_cli.notation import Notation
from matcalc_cli.printers.text import text
from matcalc_cli.questions import Reader
from matcalc_cli.sampling.sampler import Sampler

from . import samples

PATH = Path(__file__).parent / "identities.txt"


def expressions() -> list[str]:
    """The lines that are no forms."""
    return [line for line in PATH.read_text("utf-8").splitlines() if not line.startswith("    ")]


def forms() -> Iterator[str]:
    """The file as it ought to be; each form has the value of its expression."""
    for line in expressions():
        yield line
        if line.startswith("#"):
            continue
        (question,) = Reader((), ("t",), Notation("auto")).questions(line)
        form = normal(question.function)
        sampler = Sampler(question.function, (), {})
        for attempt in range(60):
            try:
                at = sampler.drawn(Random(attempt), attempt).evaluation(())
                values = at.value(question.function), at.value(form)
            except (ArithmeticError, ValueError):  # outside the domain
                continue
            assert samples.close(*values), line
            break
        else:
            pytest.fail(f"no point for {line}")
        yield f"    {text(form, unicode=False)}"


def test_identities(request: pytest.FixtureRequest) -> None:
    found = "\n".join(forms()) + "\n"
    if request.config.getoption("--rewrite"):
        PATH.write_text(found, "utf-8")
    assert found == PATH.read_text("utf-8")
