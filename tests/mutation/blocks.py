"""The blocks of a source: statements that all run when the first does, as long as none fails.

A mark at the head of each block tells which tests run it.
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Block = tuple[str, int, int]  # the path, and the line and column of the first statement
PROCESS: Block = "", 0, 0  # stands for what runs in another process
_MARK = "mark_of_a_block"
_COMPOUND = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match, ast.Return)
_known = [PROCESS]
_seen: set[int] = set()


def whole(path: str) -> Block:
    """What runs when the module is imported."""
    return path, 0, 0


def block(path: str, around: Sequence[ast.AST]) -> Block:
    """The block of the last of some nodes that stand each in the one before."""
    for outer, inner in reversed(list(zip(around, around[1:]))):
        match outer:
            case ast.Lambda() if inner is outer.body:
                return path, inner.lineno, inner.col_offset
            case ast.ClassDef() | ast.Module():
                break
        for body in _bodies(outer):
            if inner in body:
                head = body[max(k for k in _heads(body) if k <= body.index(inner))]
                return path, head.lineno, head.col_offset
    return whole(path)


def _bodies(node: ast.AST) -> Iterator[list[Any]]:
    for field in ("body", "orelse", "finalbody"):
        body = getattr(node, field, None)
        if isinstance(body, list) and body and isinstance(body[0], ast.stmt):
            yield body


def _heads(body: Sequence[ast.stmt]) -> list[int]:
    return [k for k in range(len(body)) if k == 0 or isinstance(body[k - 1], _COMPOUND)]


def mark(path: str, tree: ast.Module) -> None:
    """Set a mark at the head of each block inside a function."""
    done: set[int] = set()
    for function in ast.walk(tree):
        match function:
            case ast.Lambda(body=value):
                function.body = ast.BoolOp(ast.Or(), [_mark(path, value), value])
            case ast.FunctionDef():
                for node in ast.walk(function):
                    for body in [] if isinstance(node, ast.ClassDef) else _bodies(node):
                        if id(body) not in done:
                            done.add(id(body))
                            _mark_body(path, body)
    ast.fix_missing_locations(tree)


def _mark_body(path: str, body: list[ast.stmt]) -> None:
    for k in reversed(_heads(body)):
        head = body[k]
        docstring = isinstance(head, ast.Expr) and isinstance(head.value, ast.Constant)
        set_mark = ast.copy_location(ast.Expr(_mark(path, head)), head)
        body.insert(k + 1 if docstring else k, set_mark)


def _mark(path: str, node: ast.stmt | ast.expr) -> ast.expr:
    _known.append((path, node.lineno, node.col_offset))
    name = ast.Name(_MARK, ast.Load())
    return ast.copy_location(ast.Call(name, [ast.Constant(len(_known) - 1)], []), node)


def running(action: Callable[[], Any]) -> list[Block]:
    """The marked blocks that an action runs, and `PROCESS` if it starts any."""

    def heard(event: str, details: object) -> None:
        if event == "subprocess.Popen":
            _seen.add(0)

    setattr(builtins, _MARK, _seen.add)
    sys.addaudithook(heard)
    _seen.clear()
    action()
    return sorted({_known[k] for k in _seen})
