"""What a module of generated code holds, whatever its language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from matcalc_cli.derivation import Derivation, Question
from matcalc_cli.expressions import Add, Call, Entry, Expr, Number, Symbol
from matcalc_cli.functions import structure
from matcalc_cli.layouts import LAYOUTS
from matcalc_cli.printers.code.building import rank_of
from matcalc_cli.printers.code.dialect import ANY, Dialect
from matcalc_cli.printers.code.emission import Body, Emission
from matcalc_cli.printers.code.names import Argument, Names, sizes_told
from matcalc_cli.printers.code.planning import Planner
from matcalc_cli.printers.code.texts import Text, filled
from matcalc_cli.sizes import ONE
from matcalc_grammar.frozen import Frozen

_NAMES = {"gradient": "f_and_grad", "jacobian": "jacobian", "hessian": "hessian",
          "tangent": "derivative"}  # fmt: skip


class Procedure(Frozen):
    """One function of a module: its name, summary, sizes to read off, and its body."""

    name: str
    summary: str
    letters: tuple[tuple[str, str, int], ...]
    body: Body


class Moved(Frozen):
    """A variable of the check: its argument, rank, and what depends on it with its speed.

    `places`: the indices of the one that moves, an entry of an array or a member of a family.
    """

    argument: Argument
    rank: int
    places: tuple[str, ...]
    followers: tuple[tuple[str, str], ...]


class Module(Frozen):
    """A module: what it says of itself, its arguments, its two functions, and what to check."""

    derivation: Derivation
    arguments: tuple[Argument, ...]
    function: Procedure
    derivative: Procedure
    moved: tuple[Moved, ...]
    kind: str
    transposed: bool
    rank: int
    least: int
    names: Names


def planned(derivation: Derivation, dialect: Dialect, sizes: Mapping[str, int]) -> Module:
    """Plan value and derivative together. Raises Unsupported."""
    question = derivation.question
    tried = [_roots(derivation, dialect, sizes, value_first) for value_first in (False, True)]
    planner, value, slope = min(tried, key=_work)
    names = planner.names
    emission = Emission(planner.build.graph, dialect, names)
    shared = derivation.kind == "gradient"
    taken = {argument.name for argument in names.ordered()}
    f, g = "f", _NAMES[derivation.kind]
    if "f" in taken:
        f, g = "evaluate", "value_and_grad" if shared else g
    function = _procedure(f, "The value.", emission, [value])
    summary = f"The value and the {derivation.kind}." if shared else f"The {derivation.kind}."
    derivative = _procedure(g, summary, emission, [value, slope] if shared else [slope])
    answer = derivation.answer
    if answer.rows == ONE != answer.cols and (turned := dialect.operations.get("row_result")):
        last = derivative.body.results
        last[-1] = filled(turned, [Text(last[-1], ANY)]).text
    arguments = tuple(names.ordered())
    moves = {"gradient": "gradient", "jacobian": "jacobian"}.get(derivation.kind)
    return Module(
        derivation, arguments,
        function, derivative, tuple(_moved(v, derivation, names) for v in question.variables),
        derivation.kind, moves is not None and bool(getattr(LAYOUTS[derivation.layout], moves)),
        rank_of(derivation.answer.shape), _least(planner, question), names,
    )  # fmt: skip


def _work(attempt: tuple[Planner, int, int]) -> tuple[int, int]:
    """The operations of all products, and how many statements there are."""
    planner, *roots = attempt
    return planner.chains.spent, len(planner.build.graph.reachable(roots))


def _roots(
    derivation: Derivation, dialect: Dialect, sizes: Mapping[str, int], value_first: bool
) -> tuple[Planner, int, int]:
    """A plan in which one of value and derivative makes do with the products of the other."""
    planner = Planner(Names(derivation.question, dialect.reserved), sizes)
    planner.share(derivation.question.function, derivation.answer)
    value = planner.plan(derivation.question.function) if value_first else 0
    slope = planner.plan(derivation.answer)
    if not value_first:
        value = planner.plan(derivation.question.function)
    return planner, value, slope


def _procedure(name: str, summary: str, emission: Emission, roots: list[int]) -> Procedure:
    body = emission.body(roots)
    told = sizes_told(emission.names.ordered())
    letters = []
    for letter in emission.letters:
        source, place = told.get(letter, ("", 0))
        letters.append((emission.names.size(letter), source, place))
    return Procedure(name, summary, tuple(letters), body)


def _least(planner: Planner, question: Question) -> int:
    """The least size for which every index in the formulas is one."""
    graph, found = planner.build.graph, [2]
    for op in graph.ops:
        unit = op.name == "call" and op.payload[0] is structure.UNIT
        if unit or op.name in ("entry", "column_at", "row_at"):
            index = graph[op.args[-1]]
            found += [int(index.payload)] if index.name == "number" else []
    for variable in question.variables:
        found += [_furthest(index) for index in variable.indices]
    return max(found)


def _furthest(index: Expr) -> int:
    """The largest place that an index has in the check, where a name is 1 or 2."""
    if isinstance(index, Number):
        return int(index.value)
    return sum(map(_furthest, index.children)) if isinstance(index, Add) else 2


def _moved(variable: Symbol, derivation: Derivation, names: Names) -> Moved:
    places = tuple(_place(index, names) for index in variable.indices)
    if isinstance(variable, Entry):
        return Moved(names.arguments[variable.array], 0, places, ())
    key: object = ("family", variable.name) if variable.indices else variable
    followers = []
    for argument in names.ordered():
        held = argument.of.children if isinstance(argument.of, Call) else ()
        if argument.kind == "array" and held[1:] == (variable,) and held[0] in names.arguments:
            followers.append((names.arguments[held[0]].name, argument.name))
    return Moved(names.arguments[key], rank_of(variable.shape), places, tuple(followers))


def _place(index: Expr, names: Names) -> str:
    """An index as code, which is the same in every language."""
    if isinstance(index, Symbol):
        return names.index(index)
    if isinstance(index, Add):
        return " + ".join(_place(term, names) for term in index.children)
    return repr(index)


def bends(module: Module, steps: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What a path x(t) that moves twice has beyond its speed: step · step · d²x/dt²."""
    if len(module.moved) == 2 and module.moved[0].followers == module.moved[1].followers:
        speeds = dict(module.moved[0].followers)
        for follower, speed in speeds.items():
            if speed in speeds:
                yield follower, " * ".join([*steps, speeds[speed]])


def extra_sizes(module: Module) -> list[str]:
    """Sizes that no array tells, which are arguments at the end."""
    both = (*module.function.letters, *module.derivative.letters)
    return list(dict.fromkeys(name for name, source, _ in both if not source))
