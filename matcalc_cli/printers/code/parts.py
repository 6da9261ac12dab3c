"""The factors of a chain of products."""

from __future__ import annotations

from matcalc_cli.printers.code.ops import Term
from matcalc_cli.sizes import Size
from matcalc_grammar.frozen import Frozen


class Part(Frozen):
    """A factor of a chain.

    form   "plain"; "inverse" and "inverse_transposed" of the factorisation in `term`; "diagonal" of
           the vector in `term`; "ones"; "unit", with the index in `term`; "kron" and "turned" of
           the pair in `term`, A ⊗ B and K (A ⊗ B); "commutation", K itself
    """

    form: str
    term: Term
    rows: Size
    cols: Size
