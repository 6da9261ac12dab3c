"""What is printed in ASCII and Unicode is read back as the same value."""

from __future__ import annotations

import pytest

from matcalc_cli import derive  # noqa: F401  (registers the identities of the normal form)
from matcalc_cli.elaboration import Session
from matcalc_cli.elaboration.known_functions import vocabulary
from matcalc_cli.expressions import Call, Expr, IndexedSum, Symbol
from matcalc_cli.functions import TABLE
from matcalc_cli.functions.unknown import derivative_of
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.printers.facts import domain
from matcalc_cli.printers.text import text
from matcalc_cli.sizes import ONE, SCALAR
from matcalc_cli.traversal import postorder
from matcalc_grammar.parser import Parser
from matcalc_grammar.sentences import FunctionDeclaration, Query
from tests.engine.random_expressions import M, Maker, N
from tests.printers.test_expressions import FORMS


def read(written: str, expr: Expr) -> Expr:
    """The text, read over the symbols of the expression it was printed from."""
    parser, session = Parser(vocabulary()), Session()
    bound = {node.index for node in postorder(expr) if isinstance(node, IndexedSum)}
    names = {node.name for node in postorder(expr) if isinstance(node, Symbol)}
    # ones(n) may be all that mentions a size; an n that is a number is none.
    symbols = {} if {"m", "n"} & names else {"Z": Symbol("Z", (M, N))}
    for node in postorder(expr):
        if isinstance(node, Symbol) and node not in bound:
            symbols[node.name] = node
            having = " ".join(node.properties - {"index", "whole"})
            name = text(Symbol(node.name, node.shape), unicode=False)
            if not node.indices:
                parser.parse(f"{name} in {domain(node.shape, False)} {having}")
        if isinstance(node, Call) and node.function.name not in TABLE:
            unknown = node.function.name.removeprefix("grad(").removeprefix("hess(").rstrip(")'")
            entrywise = node.function.entrywise or node.function.name.endswith("'")
            shape = SCALAR if entrywise else node.children[0].shape
            declared = f"{unknown}: {domain(shape, False)} -> R"
            for statement in parser.parse(declared):
                assert isinstance(statement, FunctionDeclaration)
                session.assume(statement)
    (query,) = parser.parse(written)
    assert isinstance(query, Query)
    found = session.expression(query.expression, symbols, shape=expr.shape)
    for name in query.wrt:  # dX/dt alone asks for what it is
        found = derivative_of(found, symbols[name.base])
    return found


@pytest.mark.parametrize("unicode", [False, True], ids=["ascii", "unicode"])
@pytest.mark.parametrize("expr", [form[0] for form in FORMS], ids=[form[1] for form in FORMS])
@pytest.mark.parametrize("brackets", [False, True], ids=["plain", "bracketed"])
def test_reading_back(expr: Expr, unicode: bool, brackets: bool) -> None:
    written = text(expr, unicode=unicode, brackets=brackets)
    assert normal(read(written, expr)) is normal(expr), written


@pytest.mark.parametrize("seed", range(150))
def test_reading_back_what_comes(seed: int) -> None:
    rows, cols = [(M, N), (N, ONE), (ONE, ONE)][seed % 3]
    expr = Maker(seed).make(rows, cols, 3)
    for unicode in (False, True):
        for brackets in (False, True):
            written = text(expr, unicode=unicode, brackets=brackets)
            assert normal(read(written, expr)) is normal(expr), written
