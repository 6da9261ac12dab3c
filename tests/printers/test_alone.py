"""The answer alone: written out, but for one that is too long without names."""

from __future__ import annotations

import pytest

from matcalc_cli.derive import Options, derive_question
from matcalc_cli.printers.alone import in_one_line, needs_names
from matcalc_cli.printers.text import text
from matcalc_cli.questions import Reader


# How many layers; whether there are names for the answer, and whether it needs them.
@pytest.mark.parametrize(("layers", "names", "needed"), [
    (2, False, False), (4, True, False), (20, True, False), (40, True, False), (60, True, True),
])  # fmt: skip
def test_only_a_long_answer_is_written_in_names(layers: int, names: bool, needed: bool) -> None:
    (question,) = Reader().questions(f"d/dx sum({'tanh(W ' * layers}x{')' * layers})")
    derivation = derive_question(question, Options(steps="none", check=False))
    assert (derivation.short is not None) is names
    assert needs_names(derivation) is needed

    line = in_one_line(derivation, lambda expr: text(expr, unicode=False), " with ")
    if not needed:
        assert line == text(derivation.answer, unicode=False)
        assert len(line) <= 10_000
    else:
        answer, _, meanings = line.partition(" with ")
        assert derivation.short is not None
        assert answer == text(derivation.short, unicode=False)
        assert meanings == ", ".join(
            f"{text(name, unicode=False)} = {text(meaning, unicode=False)}"
            for name, meaning in derivation.where
        )
