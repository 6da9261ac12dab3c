"""Readers that learn: declarations and definitions hold from their line on."""

from __future__ import annotations

import pytest

from matcalc_cli.checking.claims import ClaimReader
from matcalc_cli.solving.reading import SystemReader

Reader = ClaimReader | SystemReader


@pytest.mark.parametrize("make", [ClaimReader, SystemReader])
def test_learning(make: type[Reader]) -> None:
    reader = make()
    assert reader.learn("A: n x n symmetric")
    assert reader.learn("r = A x - b")
    assert not reader.learn("d/dx ||r||^2 = 2 A r")


def test_what_was_learnt_holds() -> None:
    reader = SystemReader()
    reader.learn("A: n x n pd; r = A x - b")
    (system,) = reader.systems("d/dx ||r||^2 = 0")
    known = {fact.symbol.name: fact.symbol for fact in system.question.facts}
    assert set(known) == {"A", "x", "b"}
    assert known["A"].properties >= {"pd", "symmetric"}
    claims = ClaimReader()
    claims.learn("A: n x n pd")
    (claim,) = claims.claims("d/dx x^T A x = 2 A x")
    assert any("pd" in fact.symbol.properties for fact in claim.question.facts)


def test_statements_of_one_record() -> None:
    (system,) = SystemReader().systems("A pd; d/dx x^T A x = 0")
    assert any("pd" in fact.symbol.properties for fact in system.question.facts)
    (claim,) = ClaimReader((), ("x",)).claims("A pd; x^T A x = 2 A x")
    assert [variable.name for variable in claim.question.variables] == ["x"]
    both = ClaimReader((), ("x", "y")).claims("x^T A y = A y")
    assert [claim.question.variables[0].name for claim in both] == ["x", "y"]
    (named,) = ClaimReader((), ("x",)).claims("d/dy x^T A y = A^T x")
    assert named.question.variables[0].name == "y"
