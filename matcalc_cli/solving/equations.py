"""What passes between the stages of `solve`: the system, its equations, the moves, the answer."""

from __future__ import annotations

from collections.abc import Mapping

from matcalc_cli.derivation import Condition, Derivation, Question
from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.rules import Rule
from matcalc_grammar.frozen import Frozen


class Constraint(Frozen):
    """`left = right`, the shape of both, and the multiplier that enters the Lagrangian with it."""

    left: Expr
    right: Expr
    multiplier: Symbol


class System(Frozen):
    """What was asked.

    question     the function as read, with all symbols of the constraints among its facts
    unknowns     what to solve for, in the order asked
    target       what the gradient is to equal; None for zero
    constraints  the equations that hold at the solution
    direct       whether the function itself, an array, is to equal its target
    domain       a scalar that mentions every symbol: where it is defined, points are drawn
    """

    question: Question
    unknowns: tuple[Symbol, ...]
    target: Expr | None
    constraints: tuple[Constraint, ...]
    direct: bool
    domain: Expr


class Saying(Frozen):
    """A sentence about expressions: {0}, {1}, … stand for the subjects."""

    template: str
    subjects: tuple[Expr, ...] = ()


class Equation(Frozen):
    """`left = right`, as it is shown."""

    left: Expr
    right: Expr


class Move(Frozen):
    """An equation, and the rule that led to it from the one before."""

    equation: Equation
    rule: Rule


class Isolated(Frozen):
    """An unknown that stands alone: the moves, its values (several roots), what they rest on."""

    moves: tuple[Move, ...]
    values: tuple[Expr, ...]
    conditions: tuple[Condition, ...]


class Solution(Frozen):
    """A value for each unknown and multiplier, in an order in which they can be worked out.

    A value may mention unknowns that come before it.
    """

    values: Mapping[Symbol, Expr]
    conditions: tuple[Condition, ...]


class SecondOrder(Frozen):
    """The second-order test: the verdict in a word, the sentence, the Hessians looked at.

    Each Hessian comes with its unknown and what was shown of it, "" for nothing.
    """

    verdict: str
    sentence: Saying
    hessians: tuple[tuple[Symbol, Expr, str], ...]


class Solved(Frozen):
    """A problem answered, as far as it goes.

    gradients   the derivation of each stationary equation's left side
    unknowns    those asked for, then the multipliers
    lagrangian  the function, less the constraints with their multipliers
    full        whether the steps of the gradients are to be shown as well
    equations   the stationary equations and constraints, simplified
    moves       the named moves, in order
    solutions   one for each root; none where there is no closed form
    statement   a solution in words (an eigenproblem), or why there is none
    answered    whether the statement or the solutions answer the problem
    vanishes    whether the solution, put back, makes every equation vanish; None: not tried
    second_order  a verdict on each solution, or on any where none is known
    newton      the step of Newton's method, where there is no closed form
    """

    system: System
    gradients: tuple[Derivation, ...]
    unknowns: tuple[Symbol, ...]
    lagrangian: Expr
    full: bool
    equations: tuple[Equation, ...]
    moves: tuple[Move, ...]
    solutions: tuple[Solution, ...]
    statement: Saying | None
    answered: bool
    vanishes: bool | None
    second_order: tuple[SecondOrder, ...]
    newton: Expr | None
    notes: tuple[str, ...]
