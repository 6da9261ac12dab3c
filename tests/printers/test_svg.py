"""Rows inside rows are taken apart before they are drawn, but for brackets that must grow."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from matcalc_cli.printers.svg import _depth, _flat

TALL = "<mfrac><mi>a</mi><mi>b</mi></mfrac>"


@pytest.mark.parametrize(
    ("formula", "flat"),
    [
        ("<mrow><mi>x</mi></mrow>", "<mi>x</mi>"),
        ("<mrow><mi>x</mi><mi>y</mi></mrow>", "<mi>x</mi><mi>y</mi>"),
        (f"<mrow><mi>x</mi>{TALL}</mrow>", f"<mi>x</mi>{TALL}"),  # nothing has to grow
        ("<mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow>",
         '<mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo>'),
        (f"<mi>A</mi><mrow><mo>(</mo>{TALL}<mo>)</mo></mrow>",
         f"<mi>A</mi><mrow><mo>(</mo>{TALL}<mo>)</mo></mrow>"),
        (f"<mfrac><mrow><mrow><mi>x</mi><mo>+</mo></mrow><mi>y</mi></mrow>{TALL}</mfrac>",
         f"<mfrac><mrow><mi>x</mi><mo>+</mo><mi>y</mi></mrow>{TALL}</mfrac>"),
        ("<msub><mrow><mi>x</mi></mrow><mn>1</mn></msub>", "<msub><mi>x</mi><mn>1</mn></msub>"),
    ],
)  # fmt: skip
def test_rows(formula: str, flat: str) -> None:
    found = _flat(ElementTree.fromstring(f"<math>{formula}</math>"))
    assert ElementTree.tostring(found, encoding="unicode") == f"<math>{flat}</math>"
    assert _depth(found) == flat.count("<mrow>")
