"""The function table. Importing this package enters every family."""

from __future__ import annotations

from matcalc_cli.functions import (
    entrywise,
    kronecker,
    matrix_functions,
    named_spectrum,
    norms,
    reductions,
    scalars_of_matrices,
    special,
    spectral,
    structure,
    unknown,
)
from matcalc_cli.functions.function import TABLE, Function

__all__ = [
    "TABLE", "Function", "entrywise", "kronecker", "matrix_functions", "named_spectrum", "norms", "reductions",
    "scalars_of_matrices", "special", "spectral", "spellings", "structure", "unknown",
]  # fmt: skip


def spellings() -> dict[str, str]:
    """Every spelling of every function, aliases too, to its canonical name; no constants."""
    return {
        spelling: function.name
        for function in TABLE.values() if function.notation.form != "constant"
        for spelling in (function.name, *function.notation.aliases)
    }  # fmt: skip
