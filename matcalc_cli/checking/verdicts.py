"""The slips that values show, in the order in which they are looked for; the first that holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any, TypeAlias

from matcalc_cli.checking.comparison import Trial, all_equal, equal, flat, shape, times, turned
from matcalc_cli.checking.judgement import Reason, Verdict
from matcalc_cli.derivation import Derivation
from matcalc_cli.expressions import Expr, Number, Power, SizeNumber, Symbol, multiply
from matcalc_cli.functions.structure import t
from matcalc_cli.layouts import LAYOUTS, laid_out
from matcalc_cli.numeric import DIGITS, Value, mp
from matcalc_cli.rationals import ratio
from matcalc_cli.sizes import Size
from matcalc_grammar.frozen import Frozen

_LARGEST = 10_000  # of the numerator and the denominator of a factor


class Compared(Frozen):
    """The right answer, and its values and those of the claim at some points.

    `structured`: the entries of the variable are tied in the answer already.
    """

    derivation: Derivation
    trials: Sequence[Trial]
    structured: bool = False


Finding: TypeAlias = tuple[Verdict, Reason]
Test: TypeAlias = Callable[[Compared], Finding | None]


def found(compared: Compared) -> Finding | None:
    """The first verdict that values alone show, or None."""
    for test in (_equal, _tied_entries, _sign, _factor, _transposed):
        finding = test(compared)
        if finding is not None:
            return finding
    return None


def _equal(compared: Compared) -> Finding | None:
    if all_equal(compared.trials, lambda right: right):
        return "equal", Reason("")
    return None


# Tied entries


def _diagonal(G: Value) -> Value:
    return [[g if i == j else mp.mpf(0) for j, g in enumerate(row)] for i, row in enumerate(G)]


def _plus(A: Value, B: Value, sign: Any = 1) -> Value:
    return [[a + sign * b for a, b in zip(*rows, strict=True)] for rows in zip(A, B, strict=True)]


def _triangle(keep: Callable[[int, int], bool]) -> Callable[[Value], Value]:
    return lambda G: [[g if keep(i, j) else mp.mpf(0) for j, g in enumerate(row)]
                      for i, row in enumerate(G)]  # fmt: skip


# The gradient G with the entries of a structured variable tied, and what it is in words.
TIED: Mapping[str, tuple[tuple[Callable[[Value], Value], str], ...]] = {
    "diagonal": ((_diagonal, "diag(diag(G))"),),
    "symmetric": (
        (lambda G: _plus(_plus(G, turned(G)), _diagonal(G), -1), "G + Gᵀ - diag(diag(G))"),
        (lambda G: times(mp.mpf(1) / 2, _plus(G, turned(G))), "the symmetric part of G"),
    ),
    "skew": (
        (lambda G: _plus(G, turned(G), -1), "G - Gᵀ"),
        (lambda G: times(mp.mpf(1) / 2, _plus(G, turned(G), -1)), "the skew part of G"),
    ),
    "lower": ((_triangle(lambda i, j: i >= j), "the lower triangle of G"),),
    "upper": ((_triangle(lambda i, j: i <= j), "the upper triangle of G"),),
}  # fmt: skip


def tied(compared: Compared, properties: frozenset[str]) -> tuple[str, str] | None:
    """The structure whose tied entries the claim is the gradient for, and the formula; or None."""
    if compared.structured or compared.derivation.kind != "gradient":
        return None
    for name, forms in TIED.items():
        for form, words in forms if name in properties else ():
            if all_equal(compared.trials, form):
                return name, words
    return None


def _tied_entries(compared: Compared) -> Finding | None:
    variable = compared.derivation.question.variables[0]
    fits = tied(compared, variable.properties)
    if fits is None:
        return None
    name, words = fits
    how = f"right where the entries of {{0}} are tied, as {{0}} is {name}: it is {words} of the "
    return "tied-entries", Reason(f"{how}gradient G with free entries", (variable,))


# Signs and factors


def _sign(compared: Compared) -> Finding | None:
    if all_equal(compared.trials, lambda right: times(-1, right)):
        return "sign", Reason("the sign is wrong")
    return None


def _factor(compared: Compared) -> Finding | None:
    factor = factor_between([(at.sizes, at.right, at.claimed) for at in compared.trials])
    if factor is None:
        return None
    return "factor", Reason("it is {0} times the derivative", (factor,))


def factor_between(pairs: Sequence[tuple[Mapping[str, int], Value, Value]]) -> Expr | None:
    """The number or size by which the second values are multiples of the first, or None."""
    ratios = []
    for sizes, right, claimed in pairs:
        if shape(right) != shape(claimed):
            return None
        largest = max(zip(flat(right), flat(claimed), strict=True), key=lambda pair: abs(pair[0]))
        if not largest[0] and not any(flat(claimed)):
            continue  # on this piece of a relu both are zero, which says nothing of a factor
        if not largest[0]:
            return None
        ratios.append((sizes, largest[1] / largest[0]))
        if not ratios[-1][1] or not equal(times(ratios[-1][1], right), claimed):
            return None
    return (_as_number(ratios) or _as_size(ratios)) if len(ratios) > 1 else None


def _as_number(ratios: Sequence[tuple[Mapping[str, int], Any]]) -> Expr | None:
    """The one number that all ratios are: a fraction, or a square root, or a multiple of π."""
    first = ratios[0][1]
    if not all(equal(first, other) for _, other in ratios):
        return None
    known = _fraction(first)
    if known is not None:
        return Number(known)
    square = _fraction(first * first)
    if square is not None and square > 0:
        root = Power(Number(square), Number(ratio(1, 2)))
        return root if first > 0 else multiply(Number(-1), root)
    return None


def _as_size(ratios: Sequence[tuple[Mapping[str, int], Any]]) -> Expr | None:
    """A number times powers of sizes that gives the ratio at every point."""
    letters = sorted(ratios[0][0])[:4]
    tried = product((0, 1, -1, 2, -2), repeat=len(letters))
    for powers in sorted(tried, key=lambda powers: sum(map(abs, powers))):
        rest = []
        for sizes, value in ratios:
            for letter, power in zip(letters, powers, strict=True):
                value = value / mp.mpf(sizes[letter]) ** power
            rest.append(value)
        number = _fraction(rest[0])
        if any(powers) and number is not None and all(equal(rest[0], other) for other in rest):
            parts: list[Expr] = [] if number == 1 else [Number(number)]
            for letter, power in zip(letters, powers, strict=True):
                size = SizeNumber(Size.letter(letter))
                if power:
                    parts.append(size if power == 1 else Power(size, Number(power)))
            return multiply(*parts)
    return None


def _fraction(value: Any) -> int | Any:
    """The small fraction that a number is to 30 digits, or None."""
    scaled = int(mp.nint(value * mp.mpf(10) ** (DIGITS + 10)))
    near = Fraction(scaled, 10 ** (DIGITS + 10)).limit_denominator(_LARGEST)
    if not near or abs(near.numerator) > _LARGEST:
        return None
    exact = mp.mpf(near.numerator) / near.denominator
    return ratio(near.numerator, near.denominator) if equal(value, exact) else None


# Transposition and layouts


def _transposed(compared: Compared) -> Finding | None:
    if not all_equal(compared.trials, turned):
        return None
    names = list(other_layouts(compared.derivation))
    if not names:
        return "transposed", Reason("it is the transpose of the derivative")
    return "transposed", Reason(f"right in the layout {' or '.join(names)}, but not in "
                                f"{compared.derivation.layout}")  # fmt: skip


def other_layouts(derivation: Derivation) -> Iterator[str]:
    """The layouts in which this derivative is written transposed."""
    here = _turned_in(derivation, derivation.layout)
    for name in LAYOUTS:
        if _turned_in(derivation, name) != here:
            yield name


def _turned_in(derivation: Derivation, layout: str) -> bool:
    """Whether a layout writes the transpose of what numerator layout writes."""
    probe = Symbol("probe", derivation.answer.shape)
    if derivation.kind == "tangent":
        probe = Symbol("probe", derivation.question.function.shape)
    return laid_out(probe, derivation.kind, LAYOUTS[layout], lambda expr: expr) is t(probe)


def turned_multiple(compared: Compared) -> Expr | None:
    """The number or size by which the claim is a multiple of the transpose, or None."""
    return factor_between([
        (trial.sizes, turned(trial.right), trial.claimed) for trial in compared.trials
    ])  # fmt: skip
