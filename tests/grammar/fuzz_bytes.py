"""Random text thrown at the parser and at the reader: each is read, or refused by name.

    python -m tests.grammar.fuzz_bytes --seconds 3600 --seed 1
    python -m tests.grammar.fuzz_bytes --seconds 3600 --seed 1 --guided

Texts are statements of the tests with pieces cut out, doubled, swapped and spoilt by bytes, and
runs of signs of the language. `--guided`, which needs atheris (Python 3.11), starts from the same
statements, and goes on from those texts that reach lines not reached before. A failure prints the
text and ends the run.
"""

from __future__ import annotations

import argparse
import tempfile
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


def tried(text: str, count: int) -> None:
    """Read a text, and tell of the one that fails or takes too long."""
    began = time.process_time()
    try:
        read(text)
    except BaseException:
        print(f"after {count} texts: {text!r}", flush=True)
        raise
    if time.process_time() - began > _SLOW:
        raise SystemExit(f"after {count} texts, too slow: {text!r}")


def blind(seconds: float, seed: int) -> int:
    """How many random texts were tried."""
    random, texts = Random(seed), sources()
    until, count = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        tried(spoilt(random, texts), count)
        count += 1
    return count


def guided(seconds: float, seed: int) -> None:
    """Let atheris choose the texts by the lines that they reach. Ends the process."""
    import atheris

    count = 0

    def one(data: bytes) -> None:
        nonlocal count
        tried(data.decode("utf-8", "surrogateescape"), count)
        count += 1

    with tempfile.TemporaryDirectory() as corpus, tempfile.NamedTemporaryFile("w") as words:
        for place, text in enumerate(sources()):
            (Path(corpus) / str(place)).write_text(text, "utf-8", "surrogateescape")
        plain = [sign for sign in _SIGNS if sign.isascii() and sign.isprintable()]
        signs = [sign.replace("\\", r"\\") for sign in plain if '"' not in sign]
        words.writelines(f'"{sign}"\n' for sign in signs)
        words.flush()
        atheris.instrument_all()
        atheris.Setup(["fuzz_bytes", corpus, f"-seed={seed}", f"-max_total_time={int(seconds)}",
                       f"-dict={words.name}", "-max_len=2000", "-timeout=120"], one)  # fmt: skip
        atheris.Fuzz()


def main() -> None:
    """Run until the time is over or a text fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--guided", action="store_true", help="with atheris")
    options = parser.parse_args()
    if options.guided:
        guided(options.seconds, options.seed)
    print(f"{blind(options.seconds, options.seed)} texts, none failed")


if __name__ == "__main__":
    main()
