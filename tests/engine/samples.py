"""Arguments for every function of the table, made from its signature, and numbers to check with."""

from __future__ import annotations

from random import Random

from matcalc_cli import derive
from matcalc_cli.expressions import Expr, Number, Symbol
from matcalc_cli.functions.function import TABLE, Function
from matcalc_cli.numeric import mp
from matcalc_cli.sampling.points import Point
from matcalc_cli.sampling.sampler import Sampler
from matcalc_cli.signatures import Signature, pattern_size, signatures
from matcalc_cli.sizes import ONE, Size

assert derive

NAMES = "ABCDEF"
# Which argument of a function is a whole number.
WHOLE = {"matpow": 1, "polygamma": 0, "multigammaln": 1}
# Functions whose scalar argument is the place of an eigenvalue or a singular value.
NUMBERED = frozenset("eigval eigvec singval left_singular right_singular".split())


def cases() -> list[tuple[str, Function, Signature]]:
    """Every function with each of its alternatives, named for the test's report."""
    return [
        (f"{function.name}-{k}", function, signature)
        for function in TABLE.values()
        for k, signature in enumerate(signatures(function.signature))
    ]


def letters(signature: Signature) -> list[str]:
    """The letters for sizes in a signature."""
    patterns = signature.arity(_count(signature)) or ()
    found = [letter for pattern in patterns for letter in pattern]
    return [letter for letter in dict.fromkeys([*signature.sizes, *found])
            if not letter.isdigit() and "*" not in letter]  # fmt: skip


def _count(signature: Signature) -> int:
    return len(signature.arguments) + int(signature.repeats)


def arguments(
    function: Function, signature: Signature, thin: str = ""
) -> tuple[tuple[Expr, ...], tuple[Size, ...]]:
    """Symbols of unequal sizes that fit the signature; exponents are whole scalars.

    The size that the letter `thin` stands for is 1.
    """
    bound = {letter: ONE if letter == thin else Size.letter(letter.replace("any ", "")[0])
             for letter in letters(signature)}  # fmt: skip
    made: list[Expr] = []
    for pattern in signature.arity(_count(signature)) or ():
        shape = pattern_size(pattern[0], bound), pattern_size(pattern[1], bound)
        if function.name in NUMBERED and pattern == ("1", "1"):
            made.append(Number(1 if thin else 2))
            continue
        properties = ["whole"] if WHOLE.get(function.name) == len(made) else []
        made.append(Symbol(NAMES[len(made)], shape, properties))
    return tuple(made), tuple(bound[letter] for letter in signature.sizes)


def is_index(function: Function) -> bool:
    """Whether the function's scalar argument is an index and no number."""
    return function.name == "e"


def points(expr: Expr, variable: Symbol, count: int = 2) -> list[Point]:
    """Points of the domain of an expression."""
    random = Random(7)
    sampler = Sampler(expr, [variable], {})
    return [sampler.point(random, [expr]) for _ in range(count)]


def flat(value: object) -> list[object]:
    """Entries column after column."""
    if not isinstance(value, list):
        return [value]
    return [row[j] for j in range(len(value[0])) for row in value]


def close(found: object, truth: object) -> bool:
    """Agreement to 25 digits."""
    a, b = flat(found), flat(truth)
    scale = max(1, *[abs(x) for x in b])
    bound = scale * mp.mpf(10) ** -25
    return len(a) == len(b) and all(abs(x - y) < bound for x, y in zip(a, b, strict=True))


