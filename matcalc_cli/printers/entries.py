"""Functions and rules as entries of a reference: each prints what its record says."""

from __future__ import annotations

from collections.abc import Iterator

from matcalc_cli.expressions import Call, Differential, Expr, Symbol, add
from matcalc_cli.functions.function import Function
from matcalc_cli.functions.structure import UNIT
from matcalc_cli.printers.names import plain
from matcalc_cli.printers.text import text
from matcalc_cli.rules import Rule
from matcalc_cli.signatures import Pattern, pattern_size, signatures
from matcalc_cli.sizes import Size
from matcalc_grammar.frozen import Frozen

_SCALARS, _VECTORS, _MATRICES = "spq", "xyz", "XYZ"


class Entry(Frozen):
    """What the reference says of a function or a rule; "" where there is nothing to say."""

    name: str
    statement: str
    summary: str
    because: str
    condition: str
    reference: str
    spellings: str
    example: str


def of_rule(rule: Rule, unicode: bool) -> Entry:
    """The entry of a rule of the engine."""
    write = str if unicode else plain
    return Entry(write(rule.name), write(rule.statement), "", write(rule.proof),
                 write(rule.condition), rule.reference, "", "")  # fmt: skip


def of_function(function: Function, unicode: bool) -> Entry:
    """The entry of a function, its differential taken of fresh symbols."""
    applied = _applied(function)
    left = text(Differential(applied), unicode=unicode)
    statement = ", ".join(f"{left} = {right}" for right in _differentials(applied, unicode))
    condition = _condition(applied, unicode)
    spellings = ", ".join((function.name, *function.notation.aliases))
    summary = function.summary if unicode else plain(function.summary)
    condition = condition if unicode else plain(condition)
    return Entry(function.name, statement, summary, "", condition, function.reference, spellings,
                 function.example)  # fmt: skip


def _condition(applied: Call, unicode: bool) -> str:
    """The condition with the arguments in it, and the value where it speaks of that."""
    said = applied.function.condition.replace("{value}", text(applied, unicode=unicode))
    for k, argument in enumerate(applied.children):
        said = said.replace(f"{{{k}}}", text(argument, unicode=unicode))
    return said


def _differentials(applied: Call, unicode: bool) -> Iterator[str]:
    """The total differential where all arguments move; nothing for constants."""
    function, arguments = applied.function, applied.children
    partials = [k for k in range(len(arguments)) if function.is_differentiable_in(k)]
    if not arguments or not partials or function is UNIT:  # an index does not move
        return
    moved = [_moved(applied, k) for k in partials]
    yield text(add(*moved), unicode=unicode)


def _moved(applied: Call, k: int) -> Expr:
    """The differential where argument k alone moves."""
    arguments = applied.children
    moved = Differential(arguments[k])
    if applied.function.is_linear_in(k):
        return applied.rebuild([*arguments[:k], moved, *arguments[k + 1 :]])
    return applied.function.differential(arguments, k, moved)


def _applied(function: Function) -> Call:
    """The function of fresh symbols, by the first of its signatures."""
    signature = signatures(function.signature)[0]
    letters = {"scalar": iter(_SCALARS), "vector": iter(_VECTORS), "matrix": iter(_MATRICES)}
    patterns = signature.arity(2 if signature.repeats else len(signature.arguments))
    sizes = tuple(Size.letter(letter) for letter in signature.sizes)
    arguments = tuple(_fresh(pattern, letters) for pattern in patterns or ())
    return function(*arguments, sizes=sizes)


def _fresh(pattern: Pattern, letters: dict[str, Iterator[str]]) -> Expr:
    if "any" in pattern[0]:
        pattern = ("n", "1")
    rows, cols = (pattern_size(part, _Letters()) for part in pattern)
    kind = "scalar" if pattern == ("1", "1") else "vector" if pattern[1] == "1" else "matrix"
    return Symbol(next(letters[kind]), (rows, cols))


class _Letters(dict[str, Size]):
    """Each letter stands for the size of that name."""

    def __missing__(self, letter: str) -> Size:
        return Size.letter(letter)
