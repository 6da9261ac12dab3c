"""The pipeline of `solve`: a system in, its stationary points out, put back and judged."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.expressions import Expr, Number, Symbol, add, multiply
from matcalc_cli.functions.scalars_of_matrices import inner
from matcalc_cli.functions.structure import INVERSE, zeros
from matcalc_cli.normal import is_zero, normal
from matcalc_cli.presentation import Presenter, user_orders
from matcalc_cli.solving.elimination import Eliminated, Start, eliminate
from matcalc_cli.solving.equations import (
    Equation,
    Move,
    Saying,
    SecondOrder,
    Solution,
    Solved,
    System,
)
from matcalc_cli.solving.factors import cleared
from matcalc_cli.solving.isolate import simplified
from matcalc_cli.solving.moves import CONSTRAINT, GIVEN, ROOTS, SET_EQUAL, bears
from matcalc_cli.solving.opening import opened
from matcalc_cli.solving.second_order import hessian, second_order
from matcalc_cli.solving.special import eigenproblem, orthogonal_factor
from matcalc_cli.terms import terms_of, without_coefficient


def solve_system(system: System, options: Options) -> Solved:
    """The stationary points of a system, as far as named moves lead. Raises Unsupported."""
    return _Solving(system, options).solved()


def lagrangian(system: System) -> Expr:
    """f - ⟨Λ₁, C₁⟩ - …, as it is shown."""
    terms = [system.question.function]
    for left, right, multiplier in system.constraints:
        c = left if is_zero(normal(right)) else add(left, -right)
        inside = multiply(multiplier, c) if c.is_scalar else inner(multiplier, c)
        terms.append(multiply(Number(-1), inside))
    return add(*terms)


class _Solving:
    """One system on its way: its gradients, residuals and the form in which things are shown."""

    def __init__(self, system: System, options: Options) -> None:
        self.system = system
        self.options = options
        self.function = lagrangian(system)
        became: dict[Expr, Expr] = {}
        normal(self.function, became)
        self.show = Presenter(user_orders(self.function, became), options.expand)
        self.gradients = () if system.direct else tuple(map(self._gradient, system.unknowns))
        self.unknowns = (*system.unknowns, *(c.multiplier for c in system.constraints))
        self.starts = [Start(*each) for each in zip(self.unknowns, self._residuals(), strict=True)]
        self.first = self._first_moves()

    def _gradient(self, unknown: Symbol) -> Derivation:
        name = "L" if self.system.constraints else self.system.question.name
        question = self.system.question._replace(
            function=self.function, variables=(unknown,), claim=None, name=name
        )
        return derive_question(question, self.options._replace(layout="numerator"))

    def _residuals(self) -> list[Expr]:
        system = self.system
        if system.direct:
            return [normal(system.question.function)]
        found = [normal(gradient.answer) for gradient in self.gradients]
        target = system.targets[0]
        if target is not None:
            found = [normal(found[0] - target)]
        return [*found, *(normal(c.left - c.right) for c in system.constraints)]

    def _first_moves(self) -> list[Move]:
        """The equations before anything is moved."""
        moves = []
        for derivation in self.gradients:
            target = self.system.targets[0]
            right = zeros(*derivation.answer.shape) if target is None else target
            moves.append(Move(Equation(derivation.answer, right), SET_EQUAL))
        for left, right, _ in self.system.constraints:
            moves.append(Move(Equation(left, right), CONSTRAINT))
        if self.system.direct:
            whole = self.system.question.function
            moves.append(Move(Equation(whole, zeros(*whole.shape)), GIVEN))
        return moves

    def solved(self) -> Solved:
        """The answer, or how far it goes."""
        free = [s for s in self.starts if not bears(s.residual, s.unknown)]
        if free and not self.system.constraints and len(self.starts) == 1:
            return self._constant(free[0])
        return self._eigen() or self._polar() or self._eliminated()

    def _constant(self, start: Start) -> Solved:
        words = "{0} does not occur in the equation: no {0} makes it hold unless every {0} does"
        if is_zero(start.residual):
            words = "the gradient is 0 for every {0}: every {0} is a stationary point"
        return self._answer((), statement=Saying(words, (start.unknown,)))

    def _eigen(self) -> Solved | None:
        problem = eigenproblem(self.system, self.starts, self.show)
        if problem is None:
            return None
        from matcalc_cli.solving.putback import eigenvectors_vanish

        constraint = self.starts[-1].residual
        residuals = [start.residual for start in self.starts]
        vanishes = None if not self.options.check else eigenvectors_vanish(
            self.system, problem.P, problem.N, problem.vector, problem.value, residuals, constraint
        )  # fmt: skip
        words = "{0} is an eigenvector, scaled to meet the constraint, and {1} its eigenvalue"
        statement = Saying(words, (problem.vector, problem.value))
        judged = SecondOrder(
            "extremes at the ends of the spectrum",
            Saying("the minimum is at the smallest eigenvalue, the maximum at the largest"), (),
        )  # fmt: skip
        return self._answer(problem.moves, statement=statement, vanishes=vanishes, judged=judged,
                            equations=(problem.moves[0].equation,), answered=True)  # fmt: skip

    def _polar(self) -> Solved | None:
        if len(self.system.constraints) != 1 or self.system.direct:
            return None
        question = self.system.question._replace(variables=self.system.unknowns[:1], claim=None)
        if self.system.unknowns[0].is_scalar or self.system.unknowns[0].is_vector:
            return None
        plain = derive_question(question, Options(steps="none", check=False))
        found = orthogonal_factor(self.system, normal(plain.answer), self.show)
        if found is None:
            return None
        solution = Solution(found.values, found.conditions)
        judged = SecondOrder(
            found.verdict,
            Saying(
                f"a {found.verdict}, since f is ⟨{{0}}, {{1}}⟩ but for a factor and a constant, "
                "and U Vᵀ makes that as large as can be", (found.M, self.system.unknowns[0]),
            ), (),
        )  # fmt: skip
        words = Saying("{0} = U Vᵀ for {1} = U S Vᵀ, its singular value decomposition",
                       (self.system.unknowns[0], self.show(found.M)))  # fmt: skip
        return self._answer(found.moves, solutions=(solution,), statement=words, judged=judged)

    def _eliminated(self) -> Solved:
        multipliers = [c.multiplier for c in self.system.constraints]
        found = eliminate(self.starts, multipliers, self.show)
        if not found.solutions:
            return self._stuck(found)
        return self._answer(found.moves, solutions=found.solutions)

    def _stuck(self, found: Eliminated) -> Solved:
        subjects = tuple(start.unknown for start in found.stuck)
        names = " and ".join(f"{{{k}}}" for k in range(len(subjects)))
        words = Saying(f"no closed form for {names} was found", subjects)
        judged = None if self.system.direct else second_order(self.system, None)
        return self._answer(found.moves, statement=words, judged=judged, newton=self._newton())

    def _newton(self) -> Expr | None:
        """x - H⁻¹ g for one vector or scalar without constraints."""
        if len(self.unknowns) != 1 or self.system.direct:
            return None
        (x,), (gradient,) = self.unknowns, self.gradients
        if not (x.is_vector or x.is_scalar):
            return None
        H = hessian(self.system, x)
        if H is None or is_zero(normal(H)):
            return None
        step = multiply(H**-1 if x.is_scalar else INVERSE(H), gradient.answer)
        return self.show(normal(add(x, multiply(Number(-1), step))))

    def _answer(
        self, moves: Sequence[Move], *, solutions: Sequence[Solution] = (), statement: Saying | None = None,
        vanishes: bool | None = None, judged: SecondOrder | None = None,
        equations: Sequence[Equation] = (), answered: bool = False, newton: Expr | None = None,
    ) -> Solved:  # fmt: skip
        good, vanishes = self._tested(solutions, vanishes)
        if good and judged is None and not self.system.direct:
            judged = second_order(self.system, good[0])
        if solutions and not good:
            judged = None
            statement = Saying("the moves led to a solution that does not hold when it is put back")
        return Solved(
            self.system, self.gradients, self.unknowns, self.function,
            self.options.steps == "full", tuple(equations) or self._equations(),
            self._shown_moves(moves, solutions, good), tuple(good), statement,
            bool(good) or answered, vanishes, judged, newton, self._notes(),
        )  # fmt: skip

    def _shown_moves(
        self, moves: Sequence[Move], found: Sequence[Solution], good: Sequence[Solution]
    ) -> tuple[Move, ...]:
        """The moves without repeats, and without roots that do not hold."""
        if self.options.steps == "none":
            return ()
        kept = _without_repeats([*self.first, *moves])
        bad = {value for s in found if s not in good for value in s.values.values()}
        bad -= {value for s in good for value in s.values.values()}
        return tuple(m for m in kept if m.rule is not ROOTS or m.equation.right not in bad)

    def _tested(
        self, solutions: Sequence[Solution], before: bool | None
    ) -> tuple[list[Solution], bool | None]:
        """The solutions that hold when they are put back, and whether that was tried."""
        if not solutions or not self.options.check:
            return list(solutions), before
        from matcalc_cli.solving.putback import put_back  # mpmath is loaded only for this

        residuals = [start.residual for start in self.starts]
        defined = [] if self.system.direct else [self.system.question.function]
        verdicts = [put_back(self.system, s.values, residuals, defined) for s in solutions]
        good = [s for s, verdict in zip(solutions, verdicts, strict=True) if verdict]
        return good, bool(good)

    def _equations(self) -> tuple[Equation, ...]:
        """The equations simplified, what holds an unknown on the left."""
        return tuple(self._standing(start) for start in self.starts)

    def _standing(self, start: Start) -> Equation:
        G = simplified(start.residual, self.unknowns, self.show).residual
        own = (start.unknown, *(c.multiplier for c in self.system.constraints))
        if start.unknown not in self.system.unknowns:
            own = self.system.unknowns
        without = cleared(G, start.unknown)
        G = G if without is None else without[0]
        terms = terms_of(opened(G, own))
        bearing = [t for t in terms if any(bears(t, u) for u in own)]
        rest = [t for t in terms if t not in bearing]
        if not rest or not bearing:
            return Equation(self.show(G), zeros(*G.shape))
        left, right = add(*bearing), normal(-add(*rest))
        if sum(1 for t in bearing if _leads_negative(t)) > len(bearing) / 2:
            left, right = normal(-left), normal(-right)
        return Equation(self.show(left), self.show(right))

    def _notes(self) -> tuple[str, ...]:
        found = [note for gradient in self.gradients for note in gradient.notes]
        return tuple(dict.fromkeys([*self.system.question.notes, *found]))


def _leads_negative(term: Expr) -> bool:
    return without_coefficient(term)[0] < 0


def _without_repeats(moves: Sequence[Move]) -> list[Move]:
    kept: list[Move] = []
    for move in moves:
        if not any(move.equation == other.equation for other in kept):
            kept.append(move)
    return kept

