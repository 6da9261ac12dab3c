"""What comes out of a check: the verdict, its reason, the right answer, a counterexample."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, TypeAlias

from matcalc_cli.checking.claims import Claim
from matcalc_cli.derivation import Derivation
from matcalc_cli.expressions import Expr
from matcalc_grammar.frozen import Frozen

Verdict: TypeAlias = Literal[
    "equal", "tied-entries", "sign", "factor", "transposed", "conditional", "shape", "different",
    "undecided",
]  # fmt: skip
Entry: TypeAlias = int | Fraction | float
Array: TypeAlias = Entry | list[list[Entry]]  # a number for a scalar, a list of rows else


class Reason(Frozen):
    """A sentence, with {0}, {1} … standing for expressions."""

    template: str
    subjects: tuple[Expr, ...] = ()


class Counterexample(Frozen):
    """A point at which the derivative and the claim differ.

    `sizes` of the letters, `given` the values of the symbols, then those of derivative and claim.
    """

    sizes: Mapping[str, int]
    given: tuple[tuple[Expr, Array], ...]
    right: Array
    claimed: Array


class Judgement(Frozen):
    """A claim judged.

    `derivation` is the right answer; `points` how many points decided; `confirmed` whether the
    normal form says the same as the values; `properties` what would have to hold of one symbol.
    """

    claim: Claim
    verdict: Verdict
    reason: Reason
    derivation: Derivation
    counterexample: Counterexample | None
    points: int
    confirmed: bool
    properties: tuple[str, ...] = ()
