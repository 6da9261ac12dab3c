"""Random text thrown at the parser and at the reader: each is read, or refused by name.

    python -m tests.grammar.fuzz_bytes --seconds 3600 --seed 1

Texts are statements of the tests with pieces cut out, doubled, swapped and spoilt by bytes, and
runs of signs of the language. A failure prints the text and ends the run.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from random import Random

from matcalc_cli.errors import Problem
from matcalc_cli.questions import Reader
from matcalc_grammar.records import records

_HERE = Path(__file__).resolve().parent
_SIGNS = [
    *"^_'|<>(){}[]+-*/.,;:=#\\&$%~\"!?@ \t\n0123456789xXAbtTeIdfΣμ∂∇ᵀ⁻¹∘⊗‖·√∑",
    "d/dx ", "tr(", "||", "^T", "^-1", ".*", "sum_{i=1}^n ", "\\frac{", "\\left(", "\\partial ",
    " where ", " in R^{m x n}", " symmetric", "np.", "x_i", "e_i", "->", "f: R^n -> R", "log det ",
    "subject to ", "\\def\\q",
    "\\begin{align}", "\x00", "\ud800", "\udcff", "\u202e", "\ufeff", "é",
]  # fmt: skip
_SLOW = 20  # seconds of the processor for one text


def sources() -> list[str]:
    """Statements to start from."""
    texts = (_HERE / "notations.txt").read_text("utf-8").splitlines()
    texts += (_HERE.parent / "problems" / "problems.txt").read_text("utf-8").splitlines()
    return [text for text in texts if text and not text.startswith("#")]


def spoilt(random: Random, texts: list[str]) -> str:
    """A text made of others."""
    text = random.choice(texts) if random.random() < 0.8 else ""
    for _ in range(random.choice([1, 1, 2, 3, 8, 30])):
        a, b = sorted(random.randint(0, len(text)) for _ in range(2))
        text = text[:5000]
        a, b = min(a, 5000), min(b, 5000)
        match random.randrange(5):
            case 0:
                text = text[:a] + text[b:]
            case 1:
                text = text[:b] + text[a:b] * random.choice([1, 2, 40]) + text[b:]
            case 2:
                other = random.choice(texts)
                cut = random.randint(0, len(other))
                text = text[:a] + other[cut : cut + b - a] + text[b:]
            case _:
                text = text[:a] + random.choice(_SIGNS) + text[a:]
    return text


def read(text: str) -> None:
    """Read all statements of a text as the command does; a problem is an answer."""
    reader = Reader()
    for record in records(iter(text.split("\n"))):
        try:
            reader.questions(record.text)
        except Problem:
            continue


def main() -> None:
    """Run until the time is over or a text fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random, texts = Random(options.seed), sources()
    until, count = time.monotonic() + options.seconds, 0
    while time.monotonic() < until:
        text, began = spoilt(random, texts), time.process_time()
        try:
            read(text)
        except BaseException:
            print(f"after {count} texts: {text!r}")
            raise
        if time.process_time() - began > _SLOW:
            raise SystemExit(f"after {count} texts, too slow: {text!r}")
        count += 1
    print(f"{count} texts, none failed")


if __name__ == "__main__":
    main()
