"""Several equations and unknowns: each solved for its own, then put into the others."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.derivation import Condition
from matcalc_cli.expressions import Call, Expr, IndexedSum, Number, Symbol, add, multiply
from matcalc_cli.functions.entrywise import exp, log
from matcalc_cli.functions.structure import zeros
from matcalc_cli.indices import reindex
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.terms import terms_of, without_coefficient
from matcalc_cli.presentation.presenter import Presenter
from matcalc_cli.sizes import Size
from matcalc_cli.solving.equations import Equation, Isolated, Move, Solution
from matcalc_cli.solving.isolate import isolate
from matcalc_cli.solving.moves import SUBSTITUTE, bears
from matcalc_cli.traversal import mentions, postorder, substitute, transform
from matcalc_grammar.frozen import Frozen

_MOST_ROOTS = 8
_LETTERS = "jklmrs"


class Start(Frozen):
    """The equation G = 0 that belongs to an unknown."""

    unknown: Symbol
    residual: Expr


class Branch(Frozen):
    """One way through: what is solved so far, in order, and what is left."""

    solved: tuple[tuple[Symbol, Expr], ...]
    conditions: tuple[Condition, ...]
    left: tuple[Start, ...]


class Eliminated(Frozen):
    """All moves, and a solution for each way through; `stuck`: what could not be solved."""

    moves: tuple[Move, ...]
    solutions: tuple[Solution, ...]
    stuck: tuple[Start, ...]


def eliminate(
    starts: Sequence[Start], multipliers: Sequence[Symbol], show: Presenter
) -> Eliminated:
    """Solve the equations one after the other; several roots make several ways through."""
    branches = [Branch((), (), tuple(starts))]
    moves: list[Move] = []
    done: list[Branch] = []
    while branches:
        branch = branches.pop(0)
        if not branch.left:
            done.append(branch)
            continue
        step = _next(branch, multipliers, show)
        if step is None:
            return Eliminated(tuple(moves), (), branch.left)
        start, before, found = step
        moves += [*before, *found.moves]
        if len(found.values) * (len(branches) + 1) > _MOST_ROOTS:
            return Eliminated(tuple(moves), (), branch.left)
        branches += [_with(branch, start, value, found) for value in found.values]
    return Eliminated(tuple(moves), tuple(_finished(each, show) for each in done), ())


def _next(
    branch: Branch, multipliers: Sequence[Symbol], show: Presenter
) -> tuple[Start, list[Move], Isolated] | None:
    """The first unknown that one of the equations can be solved for."""
    unknowns = [start.unknown for start in branch.left]
    for start in branch.left:
        for other in (start, *[each for each in branch.left if each is not start]):
            if _count(start.unknown) != _count(other.residual):
                continue
            G, before = _put_in(branch, other.residual, start.unknown, multipliers, show)
            if not bears(G, start.unknown):
                continue
            found = isolate(G, start.unknown, unknowns, show)
            if found is not None and found.values:
                return Start(start.unknown, other.residual), before, found
    return None


def _count(expr: Expr) -> Size:
    return expr.rows * expr.cols


def _put_in(
    branch: Branch, G: Expr, unknown: Symbol, multipliers: Sequence[Symbol], show: Presenter
) -> tuple[Expr, list[Move]]:
    """The equation with solved unknowns put in, where their values lead back to this unknown."""
    circular = [(symbol, value) for symbol, value in branch.solved
                if symbol in multipliers or _leads_to(value, unknown, branch.solved)]  # fmt: skip
    before: list[Move] = []
    while present := [each for each in circular if bears(G, each[0])]:
        for symbol, value in present:
            G = normal(put(G, symbol, value))
        before = [Move(Equation(show(G), zeros(*G.shape)), SUBSTITUTE)]
    return G, before


def _leads_to(value: Expr, unknown: Symbol, solved: Sequence[tuple[Symbol, Expr]]) -> bool:
    """Whether a value mentions the unknown, itself or by way of other values."""
    waiting, seen = [value], set()
    known: dict[Expr, Expr] = dict(solved)
    while waiting:
        for node in postorder(waiting.pop()):
            if node is unknown:
                return True
            if node in known and node not in seen:
                seen.add(node)
                waiting.append(known[node])
    return False


def put(G: Expr, symbol: Symbol, value: Expr) -> Expr:
    """G with the value for the symbol, the indices of its sums renamed out of the way."""
    return substitute(G, {symbol: renamed(value, G)})


def renamed(value: Expr, beside: Expr) -> Expr:
    """The value with the bound indices renamed that occur in `beside` as well."""
    taken = {node.index.name for node in postorder(beside, value) if isinstance(node, IndexedSum)}

    def change(node: Expr) -> Expr | None:
        if not isinstance(node, IndexedSum):
            return None
        free = next((letter for letter in _LETTERS if letter not in taken), None)
        if free is None or not _bound_in(beside, node.index):
            return None
        index = Symbol(free, node.index.shape, node.index.properties)
        return IndexedSum(index, node.upper, reindex(node.body, node.index, index))

    return transform(value, change)


def _bound_in(expr: Expr, index: Symbol) -> bool:
    return bool(mentions(expr, lambda node: isinstance(node, IndexedSum) and node.index is index))


def _with(branch: Branch, start: Start, value: Expr, found: Isolated) -> Branch:
    left = _without(branch.left, start)
    solved = (*branch.solved, (start.unknown, value))
    return Branch(solved, (*branch.conditions, *found.conditions), left)


def _without(left: Sequence[Start], start: Start) -> tuple[Start, ...]:
    """The unknowns and equations left; an unknown whose equation was used gets the spare one."""
    unknowns = [each.unknown for each in left if each.unknown is not start.unknown]
    residuals = [each.residual for each in left]
    residuals.remove(start.residual)
    own = {each.unknown: each.residual for each in left}
    ordered: list[Start] = []
    spare = [r for r in residuals if r not in [own[u] for u in unknowns]]
    for unknown in unknowns:
        fits = own[unknown] in residuals
        ordered.append(Start(unknown, own[unknown] if fits else spare.pop()))
    return tuple(ordered)


def _finished(branch: Branch, show: Presenter) -> Solution:
    """Values worked out from the last to the first: each mentions none but those before it."""
    known: dict[Symbol, Expr] = {}
    for symbol, value in reversed(branch.solved):
        for later, its_value in known.items():
            if bears(value, later):
                value = normal(logs_out(normal(put(value, later, its_value))))
        known[symbol] = value
    values = {symbol: show(known[symbol]) for symbol, _ in branch.solved}
    return Solution(values, _unique(branch.conditions))


def _unique(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    return tuple(dict.fromkeys(conditions))


def logs_out(root: Expr) -> Expr:
    """exp(a + c log b) of numbers as bᶜ exp(a)."""

    def change(node: Expr) -> Expr | None:
        if not (isinstance(node, Call) and node.function is exp and node.is_scalar):
            return None
        rest, factors = [], []
        for term in terms_of(node.children[0]):
            number, core = without_coefficient(term)
            if isinstance(core, Call) and core.function is log:
                factors.append(core.children[0] ** Number(number))
            else:
                rest.append(term)
        if not factors:
            return None
        return multiply(*factors, *([exp(add(*rest))] if rest else []))

    return transform(root, change)
