"""matcalc: matrix gradients, derived step by step and checked.

`derive`, `check` and `solve` answer one question a call; `%load_ext matcalc_cli` brings
`%%matcalc` to a notebook.
"""

from __future__ import annotations

import sys
from types import ModuleType

TYPE_CHECKING = False  # as in __main__: `matcalc --version` comes by here
if TYPE_CHECKING:
    from typing import Any

    from matcalc_cli.api import Derived as Derived
    from matcalc_cli.api import Judged as Judged
    from matcalc_cli.api import Solved as Solved
    from matcalc_cli.api import check as check
    from matcalc_cli.api import derive as derive
    from matcalc_cli.api import solve as solve
    from matcalc_cli.errors import Problem as Problem
    from matcalc_cli.interactive.notebook import load_ipython_extension as load_ipython_extension

__version__ = "0.1.0"
__all__ = ["Derived", "Judged", "Problem", "Solved", "check", "derive", "solve"]


def _of(home: str, name: str) -> property:
    """A name that loads its home when it is first looked at."""

    def load(self: ModuleType) -> Any:
        from importlib import import_module

        return getattr(import_module(f"matcalc_cli.{home}"), name)

    def keep(self: ModuleType, submodule: ModuleType) -> None:
        """Loading the module of the same name must not put it in the place of the function."""

    return property(load, keep)


class _Package(ModuleType):
    """The package: importing it loads nothing of what its functions need."""

    Derived = _of("api", "Derived")
    Judged = _of("api", "Judged")
    Solved = _of("api", "Solved")
    check = _of("api", "check")
    derive = _of("api", "derive")
    solve = _of("api", "solve")
    Problem = _of("errors", "Problem")
    load_ipython_extension = _of("interactive.notebook", "load_ipython_extension")


sys.modules[__name__].__class__ = _Package
