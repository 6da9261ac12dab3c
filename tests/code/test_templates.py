"""What a text of code asks of the operands put into it, and how tightly the whole is held."""

from __future__ import annotations

import pytest

from matcalc_cli.printers.code.dialect import (
    ANY,
    ATOM,
    POWER,
    PRODUCT,
    SUM,
    UNARY,
    Hole,
    template,
)

TEMPLATES = [
    ("{0}", [ATOM], ATOM),
    ("({0})", [ANY], ATOM),
    ("[{0}]", [ANY], ATOM),
    ("[{0} {1}]", [ATOM, ATOM], ATOM),
    ("np.trace({0})", [ANY], ATOM),
    ("f({0}, {1})", [ANY, ANY], ATOM),
    ("{0}.T", [ATOM], ATOM),
    ("{0}'", [ATOM], ATOM),
    ("f({0}')", [ATOM], ATOM),
    ("{0}(1)", [ATOM], ATOM),
    ("{0}[{1}]", [ATOM, ANY], ATOM),
    ("f(x)[{0}]", [ANY], ATOM),
    ("{0} @ {1}", [PRODUCT, UNARY], PRODUCT),
    ("{0} * {1}", [PRODUCT, UNARY], PRODUCT),
    ("{0} / {1}", [PRODUCT, UNARY], PRODUCT),
    ("{0} .* {1}", [PRODUCT, UNARY], PRODUCT),
    ("{0} ./ {1}", [PRODUCT, UNARY], PRODUCT),
    ("{0} \\ {1}", [PRODUCT, UNARY], PRODUCT),
    ("2 * {0}", [UNARY], PRODUCT),
    ("{0} + {1}", [SUM, PRODUCT], SUM),
    ("{0} - {1}", [SUM, PRODUCT], SUM),
    ("{0} .- {1}", [SUM, PRODUCT], SUM),
    ("-{0}", [POWER], UNARY),
    ("{0} ** {1}", [ATOM, ATOM], POWER),
    ("{0} ^ {1}", [ATOM, ATOM], POWER),
    ("{0} .^ {1}", [ATOM, ATOM], POWER),
    ("{0}.^{1}", [ATOM, ATOM], ATOM),
    ("{0} > 0", [ANY], ANY),
    ("x > {0}", [SUM], ANY),
    ("sum({0} .== {1})", [ANY, SUM], ATOM),
    ("f({0} * 2)", [PRODUCT], ATOM),
    ("f(2 * {0}, x)", [UNARY], ATOM),
    ("f(x, {0} * {1})", [PRODUCT, UNARY], ATOM),
    ("f({0} + {1})", [SUM, PRODUCT], ATOM),
    ("f(x, {0} + 1) * 2", [SUM], PRODUCT),
    ("{0} * f({1} + 1)", [PRODUCT, SUM], PRODUCT),
    ("f({0}) - g({1}) * 2", [ANY, ANY], SUM),
    ("x + f({0} .^ 2)", [ATOM], SUM),
]


@pytest.mark.parametrize(("text", "needed", "level"), TEMPLATES)
def test_template(text: str, needed: list[int], level: int) -> None:
    found = template(text)
    assert found.level == level
    holes = [piece for piece in found.pieces if isinstance(piece, Hole)]
    assert [hole.level for hole in holes] == needed
    assert "".join(f"{{{p.operand}}}" if isinstance(p, Hole) else p for p in found.pieces) == text
