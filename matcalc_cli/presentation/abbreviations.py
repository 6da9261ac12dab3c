"""Names for what a long answer repeats: 2 Xᵀ R where R = X W - Y.

A name is what a person would choose: r or R for a residual, p or P for softmax and sigmoid, P for
an inverse, else the first free letter of its kind. It is never one that the question uses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from matcalc_cli.expressions import Add, Call, Expr, Number, Symbol
from matcalc_cli.functions.entrywise import sigmoid
from matcalc_cli.functions.held import HELD
from matcalc_cli.functions.norms import SQUARED_FROBENIUS, SQUARED_NORM
from matcalc_cli.functions.reductions import softmax
from matcalc_cli.functions.structure import INVERSE, TRANSPOSE
from matcalc_cli.normal_form.terms import without_coefficient
from matcalc_cli.traversal import postorder, substitute
from matcalc_grammar.frozen import Frozen

_LONG = 30  # an answer of fewer nodes is read as it stands
_WORTH = 6  # nodes that a name has to save
_FEWEST = 4  # nodes of what has a name in a long derivation
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
    symbols = [symbol for symbol, _ in named]
    bodies = list(zip(symbols, map(_opened, parts[1:]), strict=True))
    return Abbreviated(parts[0], tuple(bodies)) if named else None


class Shared(Frozen):
    """What each part is shown as, and what each name stands for, made of the names before it."""

    shown: dict[Expr, Expr]
    where: tuple[tuple[Symbol, Expr], ...]


def shared(roots: Sequence[Expr], taken: Collection[str]) -> Shared | None:
    """Names for the parts of the roots that are used again; None where nothing is.

    With them all that is written is in proportion to the distinct nodes. The first root has none.
    """
    nodes = postorder(*roots)
    chosen = _used_again(nodes, roots)
    if not chosen:
        return None
    names = _Numbered(taken)
    shown: dict[Expr, Expr] = {}
    where: list[tuple[Symbol, Expr]] = []
    for node in nodes:
        children = tuple([shown[child] for child in node.children])
        body = node if children == node.children else node.rebuild(children)
        if node in chosen:
            symbol = Symbol(names(node), node.shape)
            where.append((symbol, _opened(body)))
            body = symbol
        shown[node] = body
    return Shared(shown, tuple(where))


def _used_again(nodes: Sequence[Expr], roots: Sequence[Expr]) -> set[Expr]:
    """The nodes that stand in several places, where a name makes that shorter."""
    counts: dict[Expr, int] = dict.fromkeys(nodes, 0)
    for node in nodes:
        for child in node.children:
            counts[child] += 1
    for root in roots:
        counts[root] += 1
    indexed = _indexed(nodes)
    chosen: set[Expr] = set()
    size: dict[Expr, int] = {}  # when written, with the names chosen so far
    for node in nodes:
        size[node] = 1 + sum([1 if child in chosen else size[child] for child in node.children])
        gain = _gain(counts[node], size[node]) if size[node] >= _FEWEST else 0
        long = gain >= _WORTH or (_is_held(node) and counts[node] > 1)
        if long and node is not roots[0] and node not in indexed and _nameable(node):
            chosen.add(node)
    return chosen


def _gain(count: int, size: int) -> int:
    """How many nodes fewer are written where a name stands for so many nodes so many times."""
    return (count - 1) * (size - 1) - 2


def _is_held(node: Expr) -> bool:
    return isinstance(node, Call) and node.function is HELD


def _opened(body: Expr) -> Expr:
    """What a name stands for: a product needs no bracket to hold it together."""
    return body.children[0] if _is_held(body) else body


class _Numbered:
    """Names P_1, P_2, … for matrices, and so for vectors and scalars."""

    def __init__(self, taken: Collection[str]) -> None:
        self._bases = {name.partition("_")[0].rstrip("0123456789") for name in taken}
        self._counts: dict[str, int] = {}

    def __call__(self, node: Expr) -> str:
        """The next name for such a node."""
        letters = "scqa" if node.is_scalar else "huvzw" if node.is_vector else "PMGHLNUVZ"
        base = next((one for one in letters if one not in self._bases), letters[0] * 2)
        self._counts[base] = self._counts.get(base, 0) + 1
        return f"{base}_{self._counts[base]}"


def _indexed(nodes: Iterable[Expr]) -> set[Expr]:
    """The nodes that hold members of families, which have no meaning outside of their sum."""
    found: set[Expr] = set()
    for node in nodes:
        member = isinstance(node, Symbol) and bool(node.indices)
        if member or not found.isdisjoint(node.children):
            found.add(node)
    return found


def _most_repeated(parts: Sequence[Expr]) -> Expr | None:
    """The subexpression whose naming saves most, if that is worth a name."""
    nodes = postorder(*parts)
    counts: dict[Expr, int] = dict.fromkeys(nodes, 0)
    for part in parts:
        counts[part] += 1
    for node in reversed(nodes):
        for child in node.children:
            counts[child] += counts[node]
    indexed = _indexed(nodes)
    best, most = None, _WORTH - 1
    for node, count in counts.items():
        gain = _gain(count, node.weight)
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
