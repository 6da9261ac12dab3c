"""Declared sizes such as 784 turned into letters, for a check at sizes that can be evaluated.

A derivation for letters that holds at small sizes, and whose instance at the declared sizes is the
derivation at hand, certifies that one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from matcalc_cli.derivation import Question
from matcalc_cli.expressions import (
    Call,
    Entry,
    Expr,
    IndexedSum,
    Number,
    SizeNumber,
    Symbol,
)
from matcalc_cli.mismatch import ShapeMismatch
from matcalc_cli.sizes import Size
from matcalc_cli.traversal import postorder

_SMALL = 6  # sizes up to this are left as they are
Change = Callable[[Size], Size]


def lettered(question: Question) -> tuple[Question, Change] | None:
    """The question with letters for its large sizes, and what turns them back.

    None where there are none, or where the shapes then do not fit: a 784 that is 28 times 28.
    """
    roots = (question.function, *question.variables)
    numbers = dict.fromkeys(
        whole for node in postorder(*roots) for size in _sizes(node)
        if (whole := size.whole()) is not None and whole > _SMALL
    )  # fmt: skip
    letters = {number: Size.letter(f"size{number}") for number in numbers}
    if not letters:
        return None

    def general(size: Size) -> Size:
        whole = size.whole()
        return size if whole is None else letters.get(whole, size)

    try:
        function = resized(question.function, general)
        variables = tuple(resized(variable, general) for variable in question.variables)
    except ShapeMismatch:
        return None
    given = {str(letter): Size.number(number) for number, letter in letters.items()}
    changed = question._replace(function=function, variables=variables)
    return changed, lambda size: size.substitute(given)


def _sizes(node: Expr) -> Iterable[Size]:
    """The sizes that a node names: those of a symbol, of a call, of the bound of a sum."""
    match node:
        case Symbol():
            return node.shape
        case Call(sizes=sizes):
            return sizes
        case IndexedSum(upper=Number(value=value)):
            return (Size.number(int(value)),)
    return ()


def resized(root: Expr, change: Change) -> Expr:
    """The expression with every size changed. Raises ShapeMismatch."""
    became: dict[Expr, Expr] = {}
    for node in postorder(root):
        became[node] = _resized(node, tuple(became[child] for child in node.children), change)
    return became[root]


def _resized(node: Expr, children: tuple[Expr, ...], change: Change) -> Expr:
    rows, cols = node.shape
    match node:
        case Entry(array=array, indices=indices):
            changed = _resized(array, (), change)
            assert isinstance(changed, Symbol)
            return Entry(changed, indices)
        case Symbol(name=name, properties=properties, indices=indices):
            return Symbol(name, (change(rows), change(cols)), properties, indices)
        case SizeNumber(size=size):
            return SizeNumber(change(size))
        case Call(function=function, sizes=sizes):
            return Call(function, children, tuple(map(change, sizes)))
        case IndexedSum(index=index, upper=upper):
            return IndexedSum(index, _bound(upper, change), children[0])
    return node.rebuild(children) if children else node


def _bound(upper: Expr | None, change: Change) -> Expr | None:
    match upper:
        case Number(value=value):
            changed = change(Size.number(int(value)))
            return upper if changed.whole() is not None else SizeNumber(changed)
        case SizeNumber(size=size):
            changed = change(size)
            whole = changed.whole()
            return SizeNumber(changed) if whole is None else Number(whole)
    return upper
