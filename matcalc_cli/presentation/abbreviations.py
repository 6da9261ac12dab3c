"""Names for what a long answer repeats: 2 Xᵀ R where R = X W - Y.

A name is what a person would choose: r or R for a residual, p or P for softmax and sigmoid, P for
an inverse, else the first free letter of its kind. It is never one that the question uses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from matcalc_cli.expressions import Add, Call, Expr, Number, Symbol
from matcalc_cli.functions.entrywise import sigmoid
from matcalc_cli.functions.norms import SQUARED_FROBENIUS, SQUARED_NORM
from matcalc_cli.functions.reductions import softmax
from matcalc_cli.functions.structure import INVERSE, TRANSPOSE
from matcalc_cli.normal_form.terms import without_coefficient
from matcalc_cli.traversal import postorder, substitute
from matcalc_grammar.frozen import Frozen

_LONG = 30  # an answer of fewer nodes is read as it stands
_WORTH = 6  # nodes that a name has to save
_MOST = 4


class Abbreviated(Frozen):
    """The answer with names in it, and what each name stands for, in the order of their use."""

    answer: Expr
    where: tuple[tuple[Symbol, Expr], ...]


def is_short(answer: Expr) -> bool:
    """Whether an answer needs no names."""
    return answer.weight < _LONG


def abbreviated(answer: Expr, taken: Collection[str]) -> Abbreviated | None:
    """The answer with names for what it repeats; None where it is short or repeats nothing."""
    if is_short(answer):
        return None
    used = set(taken)
    parts = [answer]
    named: list[tuple[Symbol, Expr]] = []
    while len(named) < _MOST:
        best = _most_repeated(parts)
        if best is None:
            break
        symbol = Symbol(_name(best, used), best.shape)
        used.add(symbol.name)
        parts = [substitute(part, {best: symbol}) for part in parts]
        parts.append(best)
        named.append((symbol, best))
    bodies = list(zip([symbol for symbol, _ in named], parts[1:], strict=True))
    return Abbreviated(parts[0], tuple(bodies)) if named else None


def _most_repeated(parts: Sequence[Expr]) -> Expr | None:
    """The subexpression whose naming saves most, if that is worth a name."""
    nodes = postorder(*parts)
    counts: dict[Expr, int] = dict.fromkeys(nodes, 0)
    for part in parts:
        counts[part] += 1
    for node in reversed(nodes):
        for child in node.children:
            counts[child] += counts[node]
    indexed: set[Expr] = set()
    for node in nodes:
        member = isinstance(node, Symbol) and bool(node.indices)
        if member or not indexed.isdisjoint(node.children):
            indexed.add(node)
    best, most = None, _WORTH - 1
    for node, count in counts.items():
        gain = (count - 1) * (node.weight - 1) - 2
        if gain > most and node not in indexed and _nameable(node):
            best, most = node, gain
    return best


def _nameable(node: Expr) -> bool:
    plain = isinstance(node, Call) and node.function in (TRANSPOSE, SQUARED_NORM, SQUARED_FROBENIUS)
    return bool(node.children) and not plain and not isinstance(node, Number)


def _name(node: Expr, taken: Collection[str]) -> str:
    letters = "scqa" if node.is_scalar else "uvhzw" if node.is_vector else "MGHLNUVZ"
    first = ""
    match node:
        case Add() if any(without_coefficient(term)[0] < 0 for term in node.children):
            first = "r"
        case Call(function=function) if function in (softmax, sigmoid, INVERSE):
            first = "p"
    first = "" if node.is_scalar else first if node.is_vector else first.upper()
    names: Iterable[str] = [*first, *letters, *(f"{letters[0]}{k}" for k in range(1, 100))]
    return next(name for name in names if name not in taken)
