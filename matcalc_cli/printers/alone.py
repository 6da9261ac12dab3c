"""The answer on its own: written out, or, where that is too long, with its names behind it."""

from __future__ import annotations

from collections.abc import Callable

from matcalc_cli.derivation import Derivation
from matcalc_cli.expressions import Expr
from matcalc_cli.printers.text import text

_MOST = 10_000  # characters of an answer that is written out although names would shorten it


def needs_names(derivation: Derivation) -> bool:
    """Whether the answer is too long to be written out, and names are at hand."""
    answer = derivation.answer
    # Each node is a character or more, so that what is far too long need not be written to be seen.
    return derivation.short is not None and (
        answer.weight > _MOST or len(text(answer, unicode=False)) > _MOST
    )


def in_one_line(
    derivation: Derivation, write: Callable[[Expr], str], where: str = " where "
) -> str:
    """The answer, or `P_1 X where P_1 = …, P_2 = …`."""
    if derivation.short is None or not needs_names(derivation):
        return write(derivation.answer)
    named = [f"{write(symbol)} = {write(meaning)}" for symbol, meaning in derivation.where]
    return f"{write(derivation.short)}{where}{', '.join(named)}"
