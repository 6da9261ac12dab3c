"""The forms that are shown, as kept in presented.txt, with the values beside them.

A line of presented.txt is an expression, perhaps after `|` the function in which sums were typed in
another order. Below it stand, as `--rewrite` writes them, its form as it is shown, the form that
`--expand` shows where that is another, and the form with names for what a long one repeats.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from matcalc_cli.expressions import Expr
from matcalc_cli.normal_form import normal
from matcalc_cli.notation import Notation
from matcalc_cli.presentation.abbreviations import Abbreviated, abbreviated, shared
from matcalc_cli.presentation.presenter import presenter
from matcalc_cli.printers.text import text
from matcalc_cli.questions import Reader
from matcalc_cli.sampling.sampler import Sampler
from matcalc_cli.traversal import substitute

from . import samples

PATH = Path(__file__).parent / "presented.txt"
TAKEN = set("xyzabcuvsktABCDXYSQmnpqdefIKT")


def read(typed: str) -> Expr:
    (question,) = Reader((), ("t",), Notation("auto")).questions(typed)
    return question.function


def forms(line: str) -> Iterator[tuple[str, Expr]]:
    """What is shown of a line, each with what it is once its names are put back."""
    asked, _, where = line.partition(" where ")
    expr, _, typed = asked.partition(" | ")
    given = f" where {where}" if where else ""
    function, form = read(f"{typed or expr}{given}"), normal(read(expr + given))
    shown = presenter(function)(form)
    yield written(shown), shown
    expanded = presenter(function, True)(form)
    if expanded is not shown:
        yield f"expanded: {written(expanded)}", expanded
    few = abbreviated(shown, TAKEN)
    if few is not None:
        yield f"named: {in_names(few)}", put_back(few)
    every = shared([shown], TAKEN)
    if every is not None:
        named = Abbreviated(every.shown[shown], every.where)
        yield f"shared: {in_names(named)}", put_back(named)


def written(expr: Expr) -> str:
    return text(expr, unicode=False)


def in_names(short: Abbreviated) -> str:
    meanings = [f"{symbol.name} = {written(meaning)}" for symbol, meaning in short.where]
    return f"{written(short.answer)} where {', '.join(meanings)}"


def put_back(short: Abbreviated) -> Expr:
    """The answer without names, which may stand in one another."""
    found = short.answer
    for _ in short.where:
        found = substitute(found, dict(short.where))
    return found


def lines() -> Iterator[str]:
    """The file as it ought to be; each form has the value of its expression."""
    for line in PATH.read_text("utf-8").splitlines():
        if line.startswith("    "):
            continue
        yield line
        if line.startswith("#"):
            continue
        asked, _, where = line.partition(" where ")
        function = read(asked.partition(" | ")[0] + (f" where {where}" if where else ""))
        sampler = Sampler(function, (), {})
        for attempt in range(60):
            try:
                at = sampler.drawn(Random(attempt), attempt).evaluation(())
                value = at.value(function)
                for shown, form in forms(line):
                    assert samples.close(value, at.value(form)), (line, shown)
            except (ArithmeticError, ValueError):  # outside the domain
                continue
            break
        else:
            pytest.fail(f"no point for {line}")
        yield from (f"    {shown}" for shown, _ in forms(line))


def test_presented(request: pytest.FixtureRequest) -> None:
    found = "\n".join(lines()) + "\n"
    if request.config.getoption("--rewrite"):
        PATH.write_text(found, "utf-8")
    assert found == PATH.read_text("utf-8")
