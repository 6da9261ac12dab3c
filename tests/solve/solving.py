"""Problems solved in this process."""

from __future__ import annotations

from functools import cache

from matcalc_cli.derive import Options
from matcalc_cli.expressions import Expr
from matcalc_cli.normal_form import normal
from matcalc_cli.notation import Notation
from matcalc_cli.questions import Reader
from matcalc_cli.solve import solve_system
from matcalc_cli.solving.equations import Solved
from matcalc_cli.solving.reading import SystemReader
from tests.solve.problems import PROBLEMS


@cache
def solved(name: str) -> Solved:
    """The answer to a problem of the table."""
    problem = PROBLEMS[name]
    return answer(problem.text, *problem.wrt)


def answer(text: str, *wrt: str) -> Solved:
    """The answer to the one problem in a text."""
    (system,) = SystemReader((), wrt).systems(text)
    return solve_system(system, Options())


def expression(text: str) -> Expr:
    """An expression without t, in normal form."""
    (question,) = Reader((), ("t",), Notation("auto")).questions(text)
    return normal(question.function)
