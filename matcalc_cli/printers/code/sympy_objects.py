"""SymPy's objects: the code of a derivation folded over its syntax tree; nothing is executed."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

import sympy

from matcalc_cli.derivation import Derivation
from matcalc_cli.errors import Unsupported
from matcalc_cli.printers.code.sympy_module import KINDS, sympy_module

_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
    ast.Div: operator.truediv, ast.Pow: operator.pow,
}  # fmt: skip


def sympy_object(derivation: Derivation) -> Any:
    """The answer as an expression of matrix symbols. Raises Unsupported where SymPy has none."""
    names: dict[str, Any] = {"sp": sympy, "entry_sum": _entry_sum}
    try:
        for statement in ast.parse(sympy_module(derivation)).body:
            _assign(statement, names)
    except (RecursionError, MemoryError, SyntaxError):
        raise Unsupported("not-expressible", "this is nested too deeply for SymPy") from None
    return names[KINDS[derivation.kind]]


def _entry_sum(M: Any) -> Any:
    """The sum of all entries of M, as a trace."""
    return sympy.Trace(M * sympy.OneMatrix(M.cols, M.rows))


def _assign(statement: ast.stmt, names: dict[str, Any]) -> None:
    """Take one statement of the module; its docstring, import and helper are known here."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            names[name] = _folded(value, names)
        case ast.Assign(targets=[ast.Tuple(elts=several)], value=value):
            for target, made in zip(several, _folded(value, names), strict=True):
                assert isinstance(target, ast.Name)
                names[target.id] = made


def _folded(node: ast.expr, names: dict[str, Any]) -> Any:
    """What an expression comes to over these names."""
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return names[name]
        case ast.Attribute(value=of, attr=name) if not name.startswith("_"):
            return getattr(_folded(of, names), name)
        case ast.UnaryOp(op=ast.USub(), operand=of):
            return -_folded(of, names)
        case ast.BinOp(left=left, op=sign, right=right):
            return _BINARY[type(sign)](_folded(left, names), _folded(right, names))
        case ast.Tuple(elts=parts):
            return tuple(_folded(part, names) for part in parts)
        case ast.Subscript(value=of, slice=place):
            return _folded(of, names)[_folded(place, names)]
        case ast.Call(func=function, args=given, keywords=named):
            options = {str(word.arg): _folded(word.value, names) for word in named}
            return _folded(function, names)(*[_folded(arg, names) for arg in given], **options)
        case ast.Lambda(args=ast.arguments(args=[ast.arg(arg=name)]), body=body):
            return lambda value: _folded(body, {**names, name: value})
    raise TypeError(ast.dump(node))
