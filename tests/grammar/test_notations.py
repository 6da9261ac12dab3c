"""The same expression in five notations reads to the same typed expression."""

from pathlib import Path

import pytest

from matcalc_cli.notation import Notation
from matcalc_cli.questions import Reader

BLOCKS = [
    [line for line in block.splitlines() if not line.startswith("#")]
    for block in (Path(__file__).parent / "notations.txt").read_text("utf-8").split("\n\n")
]
BLOCKS = [block for block in BLOCKS if block]


def read(line, variable):
    language, text = line.split(maxsplit=1)
    (question,) = Reader((), (variable,), Notation(language)).questions(text)
    return question


def test_there_are_enough():
    assert len(BLOCKS) >= 40
    assert sum(len(block) - 1 for block in BLOCKS) >= 200
    languages = {line.split()[0] for block in BLOCKS for line in block[1:]}
    assert languages == {"auto", "numpy", "matlab"}


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[1].split(maxsplit=1)[1])
def test_spellings_read_to_one_expression(block):
    variable, first, *others = block
    expected = read(first, variable)
    for line in others:
        found = read(line, variable)
        assert found.function is expected.function, line
        assert found.variables == expected.variables, line
