"""The normal form: one expression for all that named identities make equal.

`rewriting` is the driver; the families of identities enter themselves into it when they are
imported, as the families of functions enter the table. Here they all are, so that whoever imports a
part of this package has the whole of it.
"""

from __future__ import annotations

from matcalc_cli.normal_form import (
    chains,
    diagonals,
    entry_sums,
    entrywise,
    kronecker,
    letters,
    records,
    scalar_chains,
    shares,
    traces,
)
from matcalc_cli.normal_form.rewriting import normal

FAMILIES = (
    scalar_chains, chains, traces, entrywise, records, kronecker, diagonals, entry_sums, letters,
    shares,
)  # fmt: skip

__all__ = ["FAMILIES", "normal"]
