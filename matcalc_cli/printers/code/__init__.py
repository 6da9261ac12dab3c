"""Derivations as code: functions for the value and the derivative that share their work."""

from __future__ import annotations

from collections.abc import Mapping

from matcalc_cli.derivation import Derivation
from matcalc_cli.printers.code.module import planned
from matcalc_cli.printers.code.python_dialects import JAX, NUMPY, TORCH
from matcalc_cli.printers.code.python_modules import python_module

_PYTHON = {"numpy": NUMPY, "jax": JAX, "torch": TORCH}


def code(derivation: Derivation, language: str, sizes: Mapping[str, int]) -> str:
    """The module of a derivation in a language; `sizes` are those to be fast for.

    Raises Unsupported where the language cannot express it.
    """
    if language == "sympy":
        from matcalc_cli.printers.code.sympy_module import sympy_module

        return sympy_module(derivation)
    if language in ("julia", "matlab"):
        from matcalc_cli.printers.code import column_dialects, column_modules

        if language == "julia":
            module = planned(derivation, column_dialects.JULIA, sizes)
            return column_modules.julia_module(module, column_dialects.JULIA)
        module = planned(derivation, column_dialects.MATLAB, sizes)
        return column_modules.matlab_module(module, column_dialects.MATLAB)
    dialect = _PYTHON[language]
    return python_module(planned(derivation, dialect, sizes), dialect)
