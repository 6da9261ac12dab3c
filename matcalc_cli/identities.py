"""The normal form with every identity entered: what all who take it import.

The families of identities enter themselves into `normal` when they are imported, as the families of
functions enter the table; here they all are.
"""

from __future__ import annotations

from matcalc_cli import chains, entry_sums, entrywise_form, record_form
from matcalc_cli.normal import normal

FAMILIES = (chains, entrywise_form, record_form, entry_sums)

__all__ = ["FAMILIES", "normal"]
