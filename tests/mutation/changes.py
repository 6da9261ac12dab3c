"""The single faults that are put into a syntax tree: what a slip of the pen would do to a rule."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Calls that change the type or the order of what is written, never the mathematics.
_WRAPPERS = frozenset("""
    abs all any bool cast dict enumerate filter float frozenset hash id int isinstance issubclass
    iter len list map max min next print range repr reversed set sorted str sum tuple type zip
""".split())
# Decorators that only keep or present a value.
_KEEPERS = frozenset("""
    abstractmethod cache cached_property classmethod contextmanager dataclass final lru_cache
    overload property remembered staticmethod wraps
""".split())
_VARIADIC = frozenset("add had inner kron multiply product total".split())
_OPERATORS: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(), ast.Sub: ast.Add(), ast.Mult: ast.Div(), ast.Div: ast.Mult(),
    ast.FloorDiv: ast.Mult(), ast.Mod: ast.FloorDiv(), ast.Pow: ast.Mult(),
    ast.BitAnd: ast.BitOr(), ast.BitOr: ast.BitAnd(),
}  # fmt: skip
_COMPARISONS: dict[type[ast.cmpop], list[ast.cmpop]] = {
    ast.Eq: [ast.NotEq()], ast.NotEq: [ast.Eq()], ast.Is: [ast.IsNot()], ast.IsNot: [ast.Is()],
    ast.In: [ast.NotIn()], ast.NotIn: [ast.In()], ast.Lt: [ast.GtE(), ast.LtE()],
    ast.LtE: [ast.Gt(), ast.Lt()], ast.Gt: [ast.LtE(), ast.GtE()], ast.GtE: [ast.Lt(), ast.Gt()],
}  # fmt: skip
# Refusals, checks of the type checker and imports are no mathematics.
_SKIPPED = (ast.Raise, ast.Assert, ast.Import, ast.ImportFrom, ast.Global, ast.ExceptHandler)
_SKIPPED_FIELDS = frozenset("annotation returns type_params keywords_of_class bases".split())
_SKIPPED_NAMES = frozenset({"__all__", "__slots__", "__match_args__"})


@dataclass(frozen=True)
class Change:
    """A node in its place (`parent.field[index]`), what replaces it, and the name of the fault.

    A node that is replaced by None is taken out of its list.
    """

    fault: str
    node: ast.AST
    parent: ast.AST
    field: str
    index: int | None
    new: ast.AST | None

    def apply(self) -> None:
        """Put the new node in the place of the old."""
        self._put(self.new)

    def undo(self) -> None:
        """Put the old node back."""
        if self.index is not None and self.new is None:
            getattr(self.parent, self.field).insert(self.index, self.node)
        else:
            self._put(self.node)

    def _put(self, node: ast.AST | None) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        elif node is None:
            del getattr(self.parent, self.field)[self.index]
        else:
            getattr(self.parent, self.field)[self.index] = node


@dataclass(frozen=True)
class Place:
    """A node, where it stands, and the functions, classes and statements around it."""

    node: ast.AST
    parent: ast.AST
    field: str
    index: int | None
    around: tuple[ast.AST, ...]


def places(tree: ast.Module) -> Iterator[Place]:
    """Every node that may be changed."""
    pending = [Place(tree, tree, "", None, ())]
    while pending:
        place = pending.pop()
        yield place
        node = place.node
        around = (*place.around, node)
        for field, value in ast.iter_fields(node):
            if field in _SKIPPED_FIELDS:
                continue
            listed = isinstance(value, list)
            for k, child in enumerate(value if listed else [value]):
                if isinstance(child, ast.AST) and not _is_skipped(child, node):
                    pending.append(Place(child, node, field, k if listed else None, around))


def _is_skipped(node: ast.AST, parent: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant(value=str())):
            return True  # a docstring
        case ast.Assign(targets=[ast.Name(id=name)]) if name in _SKIPPED_NAMES:
            return True
        case ast.AnnAssign(value=None) | ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Call(func=ast.Name(id="TypeVar" | "cast" | "ParamSpec")):
            return True
        case ast.keyword(arg="strict" | "reference" | "hint" | "help"):
            return True  # a check of ours, and what is there to be read
    return isinstance(node, _SKIPPED) or (
        isinstance(parent, ast.FormattedValue) and isinstance(node, ast.JoinedStr)
    )


def changes(tree: ast.Module, texts: bool) -> Iterator[tuple[Change, tuple[ast.AST, ...]]]:
    """All changes of a module, each with what stands around it; with `texts` those of strings."""
    for place in places(tree):
        node = place.node
        for fault, new in _alternatives(place, texts):
            if new is not None and ast.unparse(new) == ast.unparse(node):
                continue  # both operands are one
            if new is not None and not hasattr(new, "lineno"):
                ast.fix_missing_locations(ast.copy_location(new, node))
            change = Change(fault, node, place.parent, place.field, place.index, new)
            yield change, place.around


def _alternatives(place: Place, texts: bool) -> Iterator[tuple[str, ast.AST | None]]:
    node = place.node
    yield from _of_lists(place)
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            yield from _of_operation(left, op, right, texts)
        case ast.UnaryOp(op=ast.USub() | ast.Not(), operand=operand):
            yield "sign or negation dropped", operand
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            for other in _COMPARISONS[type(op)]:
                yield "comparison", ast.Compare(left=left, ops=[other], comparators=[right])
        case ast.BoolOp(op=op, values=values):
            other_op = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield "and, or", ast.BoolOp(op=other_op, values=values)
        case ast.IfExp(body=body, orelse=orelse):
            yield "condition always met", body
            yield "condition never met", orelse
        case ast.If(test=test, body=body, orelse=orelse):
            never = ast.Constant(value=False)
            yield "condition negated", ast.If(test=_negated(test), body=body, orelse=orelse)
            yield "condition never met", ast.If(test=never, body=body, orelse=orelse)
        case ast.Call():
            yield from _of_call(node)
        case ast.Slice(lower=lower, upper=upper, step=step):
            if lower is not None:
                yield "start of slice dropped", ast.Slice(lower=None, upper=upper, step=step)
            if upper is not None:
                yield "end of slice dropped", ast.Slice(lower=lower, upper=None, step=step)
        case ast.Constant(value=value):
            yield from _of_constant(value, texts)
        case ast.Return(value=value) if value is not None:
            yield from _of_return(value, place.around)


def _negated(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(op=ast.Not(), operand=test)


def _of_operation(
    left: ast.expr, op: ast.operator, right: ast.expr, texts: bool
) -> Iterator[tuple[str, ast.AST]]:
    other = _OPERATORS.get(type(op))
    if other is not None:
        yield "operator", ast.BinOp(left=left, op=other, right=right)
    if isinstance(op, ast.Sub | ast.Div | ast.MatMult | ast.Pow) or (
        texts and isinstance(op, ast.Add)  # of texts
    ):
        yield "operands swapped", ast.BinOp(left=right, op=op, right=left)
    yield "right operand dropped", left
    yield "left operand dropped", right


def _of_call(node: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in _WRAPPERS or any(isinstance(a, ast.Starred) for a in node.args[:2]):
        return
    match node.args:
        case [ast.expr() as only] if name and not node.keywords and not name[0].isupper():
            yield f"{name} dropped", only
        case [first, second, *rest]:
            swapped = [second, first, *rest]
            yield "operands swapped", ast.Call(node.func, swapped, node.keywords)
            if name in _VARIADIC:
                for k in range(len(node.args)):
                    fewer = node.args[:k] + node.args[k + 1 :]
                    yield "operand dropped", ast.Call(node.func, fewer, node.keywords)


def _of_constant(value: Any, texts: bool) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(value, bool):
        yield "truth value", ast.Constant(value=not value)
    elif isinstance(value, int):
        yield "number", ast.Constant(value=value + 1)
    elif isinstance(value, str) and texts:
        yield "text", ast.Constant(value=value + "~")


def _of_return(
    value: ast.expr, around: tuple[ast.AST, ...]
) -> Iterator[tuple[str, ast.AST]]:
    function = next((n for n in reversed(around) if isinstance(n, ast.FunctionDef)), None)
    if function is None or function.returns is None:
        return
    returned = ast.unparse(function.returns)
    given = [a for a in function.args.args if a.annotation]
    if given and ast.unparse(given[0].annotation or value) == returned:
        unchanged = ast.Name(id=given[0].arg, ctx=ast.Load())
        if ast.unparse(value) != given[0].arg:
            yield "input returned", ast.Return(value=unchanged)
    constant = isinstance(value, ast.Constant)
    if returned.endswith("| None") and not constant:
        yield "nothing returned", ast.Return(value=ast.Constant(value=None))
    if returned == "bool" and not constant:
        for truth in (True, False):
            yield f"{truth} returned", ast.Return(value=ast.Constant(value=truth))


def _of_lists(place: Place) -> Iterator[tuple[str, ast.AST | None]]:
    """What can be taken out of the list in which it stands."""
    node, parent, field = place.node, place.parent, place.field
    if place.index is None:
        return
    several = len(getattr(parent, field)) > 1
    match parent, field:
        case ast.List() | ast.Set() | ast.Tuple(), "elts" if several and not isinstance(
            getattr(parent, "ctx", None), ast.Store
        ):
            yield "element dropped", None
        case ast.BoolOp(), "values" if len(parent.values) > 2:
            yield "part of condition dropped", None
        case ast.Match(), "cases" if several:
            yield "case dropped", None
        case ast.comprehension(), "ifs":
            yield "filter dropped", None
        case (ast.FunctionDef() | ast.ClassDef()), "decorator_list" if _registers(node):
            yield "registration dropped", None
    match node:
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Assign(targets=[ast.Subscript()]):
            yield "statement dropped", ast.Pass()
        case ast.Continue() | ast.Break():
            yield "statement dropped", ast.Pass()


def _registers(decorator: ast.AST) -> bool:
    name = ast.unparse(decorator).partition("(")[0].rpartition(".")[2]
    return name not in _KEEPERS
