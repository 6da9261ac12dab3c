"""The faults that are put into a source, and that each is taken out again."""

from __future__ import annotations

import ast

import pytest

from tests.mutation.blocks import block, mark, whole
from tests.mutation.changes import changes

CHANGES = [
    ("a - 1", {"a + 1", "1 - a", "a", "1", "a - 2"}),
    ("t(A) @ B", {"B @ t(A)", "t(A)", "B", "A @ B"}),
    ("-x", {"x"}),
    ("not p and q", {"not p or q", "p and q"}),
    ("n <= m", {"n > m", "n < m"}),
    ("A if c else B", {"A", "B"}),
    ("multiply(A, B)", {"multiply(B, A)", "multiply(B)", "multiply(A)", "pass"}),
    ("[k for k in ks if k]", {"[k for k in ks]"}),
    ("[a, b]", {"[b]", "[a]"}),
    ("x[k:]", {"x[:]"}),
    ("True", {"False"}),
    ("sign = 'cdot'", {"sign = 'cdot~'"}),
]
SOURCE = """
def f(A: Expr) -> Expr:
    match A:
        case Call():
            return t(A)
        case Power():
            return inv(A)
    if big(A):
        return A
    return g(A, lambda x: x)

f(0)
"""


def found(source: str) -> list[str]:
    tree = ast.parse(source)
    texts = []
    for change, _ in changes(tree, texts=True):
        change.apply()
        texts.append(ast.unparse(tree))
        change.undo()
        assert ast.dump(tree, include_attributes=True) == ast.dump(
            ast.parse(source), include_attributes=True
        )
    return texts


@pytest.mark.parametrize(("source", "expected"), CHANGES)
def test_changes_of_an_expression(source: str, expected: set[str]) -> None:
    assert set(found(source)) == expected


def test_changes_of_a_function() -> None:
    texts = found(SOURCE)
    assert any("Call" not in text and "Power" in text for text in texts)  # a rule removed
    assert sum("return A\n" in text.replace("if big(A):\n        return A", "") for text in texts)
    assert any("if not big(A)" in text for text in texts)


def test_blocks_run_or_not_as_a_whole() -> None:
    """The marks are set where the block of a change says that they are."""
    tree = ast.parse(SOURCE)
    blocks = {block("f.py", (*around, change.node)) for change, around in changes(tree, False)}
    mark("f.py", tree)
    marks = [node.lineno for node in ast.walk(tree)
             if isinstance(node, ast.Name) and node.id == "mark_of_a_block"]  # fmt: skip
    assert sorted(marks) == [3, 5, 7, 8, 9, 10, 10]
    assert {line for _, line, _ in blocks - {whole("f.py")}} <= set(marks)
