"""What passes between the stages: the question understood, and the derivation that answers it.

The engine prints nothing and the printers compute nothing: every form of output is a function of a
`Derivation`.
"""

from __future__ import annotations

from collections.abc import Mapping

from matcalc_cli.expressions import Expr, Symbol
from matcalc_grammar.frozen import Frozen


class SymbolFact(Frozen):
    """A symbol of the question, and whether its shape was declared (else it was inferred)."""

    symbol: Symbol
    declared: bool


class Condition(Frozen):
    """A condition of validity: `template`, with {0} for `subject` and {1} for `other`, if any."""

    template: str
    subject: Expr | None
    other: Expr | None = None


class Question(Frozen):
    """A query, elaborated.

    function     the typed function, as typed, not simplified
    variables    what to differentiate by, outermost first ((x, x) for a Hessian)
    name         the letter the report calls the function by ("f", or "F" for an array)
    facts        the symbols in order of appearance, the variables first
    dependences  symbol to the scalar it depends on (`X depends on t`)
    conditions   conditions that reading gave rise to (`k a whole number`)
    notes        what a reader should know of the reading, in order
    """

    function: Expr
    variables: tuple[Symbol, ...]
    name: str
    facts: tuple[SymbolFact, ...]
    dependences: Mapping[Symbol, Symbol]
    conditions: tuple[Condition, ...]
    notes: tuple[str, ...]


class Line(Frozen):
    """One line of a derivation: what the differential equals by now, and the rule that led here.

    phase is "differential", "rearrangement" or "identification"; `left` is what stands before the
    equals sign (`df`), or "" where the line continues the one before; `rule` names the rule used,
    and `reference` where it stands in the literature, or "".
    """

    phase: str
    left: str
    expression: Expr
    rule: str
    reference: str


class Checks(Frozen):
    """What was verified: the shape, the value at `points` points to `digits` digits, each line.

    `reason` says why there is no point to verify the value at, or is "".
    """

    shape: bool
    value: bool
    digits: int
    points: int
    steps: bool
    reason: str = ""


class Derivation(Frozen):
    """A question answered.

    kind      "gradient", "tangent", "jacobian" or "hessian"
    layout    the canonical layout name
    answer    the derivative laid out; `expanded` options are already applied
    lines     the steps, in order, as many as `--steps` asked for
    checks    None when `--no-check` was given
    readable  dF = … dX … beside a Jacobian of matrices, d²f = … dX … dX … beside a Hessian, or None
    short     the answer with names for what it repeats, or None; `where` says what they stand for
    """

    question: Question
    kind: str
    layout: str
    answer: Expr
    lines: tuple[Line, ...]
    conditions: tuple[Condition, ...]
    notes: tuple[str, ...]
    checks: Checks | None
    readable: Line | None = None
    short: Expr | None = None
    where: tuple[tuple[Symbol, Expr], ...] = ()
