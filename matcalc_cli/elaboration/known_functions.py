"""What functions of arrays are on a scalar, and functions that are known by name only."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from matcalc_cli.expressions import Expr, Number
from matcalc_cli.functions import entrywise as entry
from matcalc_cli.functions import spellings
from matcalc_grammar.names import Vocabulary

# Understood, and not answered: canonical name to what it is.
BEYOND: dict[str, str] = {
    "rank": "the rank",
    "svd": "the singular value decomposition",
    "eig": "the eigenvalue decomposition",
    "cumsum": "the cumulative sum",
    "var": "the variance",
    "std": "the standard deviation",
    "cof": "the cofactor matrix",
    "cross": "the cross product",
    "conj": "the complex conjugate",
}
_MORE_SPELLINGS = {"slogdet": "slogdet", "cofactor": "cof", "dot": "inner"}


@cache
def vocabulary() -> Vocabulary:
    """Every spelling that is read as a function, with its canonical name."""
    return Vocabulary({name: name for name in BEYOND} | _MORE_SPELLINGS | spellings())


@cache
def of_scalar(name: str) -> Callable[[Expr], Expr] | None:
    """What a function of arrays makes of one number, or None where its record tells."""
    meanings: dict[str, Callable[[Expr], Expr]] = {
        "tr": _itself, "logdet": entry.log, "logabsdet": lambda s: entry.log(entry.absolute(s)),
        "sum": _itself, "mean": _itself, "diag": _itself, "vec": _itself, "logsumexp": _itself,
        "max": _itself, "min": _itself, "softmax": lambda s: Number(1),
        "adj": lambda s: Number(1),
        "argmax": lambda s: Number(1), "argmin": lambda s: Number(1),
        "expm": entry.exp, "logm": entry.log, "sqrtm": entry.sqrt,
    }  # fmt: skip
    return meanings.get(name)


def _itself(value: Expr) -> Expr:
    return value
