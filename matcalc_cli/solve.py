"""The pipeline of `solve`: a system in, its stationary points out, put back and judged."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from matcalc_cli.definite import Sign, definiteness, entries_sign, form_sign
from matcalc_cli.derivation import Condition
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.expressions import Call, Expr, Number, Power, add, multiply
from matcalc_cli.functions.entrywise import log
from matcalc_cli.functions.structure import INVERSE
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.sums import is_zero
from matcalc_cli.normal_form.terms import times, without_coefficient
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
from matcalc_cli.solving.isolate import isolate
from matcalc_cli.solving.moves import ISOLATING, ROOTS, bears
from matcalc_cli.solving.posed import Posed
from matcalc_cli.solving.second_order import hessian, second_order
from matcalc_cli.solving.special import eigenproblem, eigenspace, orthogonal_factor
from matcalc_cli.traversal import postorder


def solve_system(system: System, options: Options) -> Solved:
    """The stationary points of a system, as far as named moves lead. Raises Unsupported."""
    return _Solving(system, options).solved()


class _Solving(Posed):
    """A system on its way to an answer."""

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
        vanishes = None if not self.options.check else bool(eigenvectors_vanish(
            self.system, problem.P, problem.N, problem.vector, problem.value, residuals, constraint
        ))  # fmt: skip
        words = "{0} is an eigenvector, scaled to meet the constraint, and {1} its eigenvalue"
        statement = Saying(words, (problem.vector, problem.eigenvalue))
        sign = definiteness(problem.N)
        judged = () if sign != Sign(1, True) else (SecondOrder(
            "at the ends of the spectrum",
            Saying("the minimum is at the smallest eigenvalue, the maximum at the largest"), (),
        ),)  # fmt: skip
        return self._answer(problem.moves, statement=statement, vanishes=vanishes, judged=judged,
                            equations=(problem.moves[0].equation,), answered=True)  # fmt: skip

    def _polar(self) -> Solved | None:
        if len(self.system.constraints) != 1 or self.system.target is not None:
            return None
        question = self.system.question._replace(variables=self.system.unknowns[:1])
        if self.system.unknowns[0].is_scalar or self.system.unknowns[0].is_vector:
            return None
        plain = derive_question(question, Options(steps="none", check=False))
        found = orthogonal_factor(self.system, normal(plain.answer), self.show)
        if found is None:
            return self._eigenspace(normal(plain.answer))
        solution = Solution(found.values, found.conditions)
        about = self.system.unknowns[0], self.show(found.M)
        factor = "positive" if found.verdict.endswith("maximum") else "negative"
        why = (f"a {found.verdict}, since f is a {factor} multiple of ⟨{{1}}, {{0}}⟩ but for a "
               "constant, and U Vᵀ makes that product as large as can be")  # fmt: skip
        judged = SecondOrder(found.verdict, Saying(why, about), ())
        words = Saying("{0} = U Vᵀ for {1} = U S Vᵀ, its singular value decomposition", about)
        return self._answer(found.moves, solutions=(solution,), statement=words, judged=(judged,))

    def _eigenspace(self, gradient: Expr) -> Solved | None:
        problem = eigenspace(self.system, gradient, self.show)
        if problem is None:
            return None
        from matcalc_cli.solving.putback import eigenspaces_vanish

        residuals = [start.residual for start in self.starts]
        vanishes = None if not self.options.check else bool(
            eigenspaces_vanish(self.system, problem.P, problem.N, residuals)
        )
        words = ("the columns of {0} are eigenvectors, {1} the diagonal of their eigenvalues; any "
                 "rotation of the columns among themselves is a solution too")  # fmt: skip
        most = "the minimum is at the smallest eigenvalues, the maximum at the largest"
        definite = definiteness(problem.N) == Sign(1, True)
        judged = SecondOrder("at the ends of the spectrum", Saying(most), ()) if definite else None
        return self._answer(problem.moves, statement=Saying(words, self.unknowns), judged=(judged,),
                            vanishes=vanishes, equations=(problem.moves[0].equation,),
                            answered=True)  # fmt: skip

    def _eliminated(self) -> Solved:
        multipliers = [c.multiplier for c in self.system.constraints]
        found = eliminate(self.starts, multipliers, self.show)
        if not found.solutions:
            return self._stuck(found)
        inside = [solution for solution in found.solutions if not self._is_outside(solution)]
        solutions = [self._with_domain(solution) for solution in inside or found.solutions]
        return self._answer(found.moves, solutions=solutions)

    def _is_outside(self, solution: Solution) -> bool:
        """Whether a value is negative where its unknown was declared not to be."""
        declared = [u for u in self.system.unknowns if u.properties & {"positive", "nonnegative"}]
        return any(entries_sign(normal(solution.values[u])) == Sign(-1, True)
                   or form_sign(normal(solution.values[u])) == Sign(-1, True)
                   for u in declared)  # fmt: skip

    def _with_domain(self, solution: Solution) -> Solution:
        """The solution with the condition that it has the properties declared of the unknown."""
        more = [c for value in solution.values.values() for c in domain_conditions(normal(value))]
        for unknown in self.system.unknowns:
            value = normal(solution.values[unknown])
            sure = definiteness(value) == Sign(1, True) or entries_sign(value) == Sign(1, True)
            if "pd" in unknown.properties and not sure:
                more.append(Condition("{0} positive definite", solution.values[unknown]))
            elif "positive" in unknown.properties and not sure:
                more.append(Condition("{0} > 0", solution.values[unknown]))
        return solution._replace(conditions=tuple(dict.fromkeys(
            [*solution.conditions, *more]
        )))  # fmt: skip

    def _stuck(self, found: Eliminated) -> Solved:
        if len(self.starts) == 1:
            alone = isolate(self.starts[0].residual, self.unknowns[0], self.unknowns, self.show)
            if alone is not None and not alone.values:
                short = "there are not as many equations as entries of {0}: there is no inverse"
                return self._answer(alone.moves, statement=Saying(short, self.unknowns[:1]))
        subjects = tuple(start.unknown for start in found.stuck)
        names = " and ".join(f"{{{k}}}" for k in range(len(subjects)))
        words = Saying(f"no closed form for {names} was found", subjects)
        plain = not self.system.direct and self.system.target is None
        judged = (second_order(self.system, None, self.own()),) if plain else ()
        return self._answer(found.moves, statement=words, judged=judged, newton=self._newton())

    def _newton(self) -> Expr | None:
        """x - H⁻¹ g for one vector or scalar without constraints, where that has a value."""
        if len(self.unknowns) != 1 or self.system.direct:
            return None
        (x,), gradient = self.unknowns, self.show(self.starts[0].residual)
        if not (x.is_vector or x.is_scalar):
            return None
        H = hessian(self.system, x)
        if H is None or is_zero(normal(H)):
            return None
        inverse = H**-1 if x.is_scalar else INVERSE(H)
        number, core = without_coefficient(self.show(normal(multiply(inverse, gradient))))
        step = add(x, times(-number, core))
        if self.options.check:
            from matcalc_cli.solving.putback import has_value  # mpmath is loaded only for this

            return step if has_value(self.system, step) else None
        return step

    def _answer(
        self, moves: Sequence[Move], *, solutions: Sequence[Solution] = (),
        statement: Saying | None = None, vanishes: bool | None = None,
        judged: Sequence[SecondOrder | None] = (),
        equations: Sequence[Equation] = (), answered: bool = False, newton: Expr | None = None,
    ) -> Solved:  # fmt: skip
        good, vanishes = self._tested(solutions, vanishes)
        if good and not judged and not self.system.direct and self.system.target is None:
            judged = [second_order(self.system, each, self.own()) for each in good]
        if solutions and not good:
            judged = ()
            statement = Saying("the moves led to a solution, but nowhere was it seen to hold")
        return Solved(
            self.system, self.gradients, self.unknowns, self.function,
            self.options.steps == "full", tuple(equations) or self.equations(),
            self._shown_moves(moves, solutions, good), tuple(good), statement,
            bool(good) or answered, vanishes,
            tuple(each for each in judged if each is not None), newton,
            self.system.question.notes,
        )  # fmt: skip

    def _shown_moves(
        self, moves: Sequence[Move], found: Sequence[Solution], good: Sequence[Solution]
    ) -> tuple[Move, ...]:
        """The moves without repeats, and without what does not hold: a root, a value with A⁻¹."""
        if self.options.steps == "none":
            return ()
        kept = _without_repeats([*self.first, *moves])
        if found and not good:
            kept = list(takewhile(lambda move: move.rule not in ISOLATING, kept))
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

        if not all(g.checks is not None and g.checks.value for g in self.gradients):
            return [], False
        residuals = [start.residual for start in self.starts]
        defined = [] if self.system.direct else [self.system.question.function]
        verdicts = [put_back(self.system, s.values, residuals, defined) for s in solutions]
        good = [s for s, verdict in zip(solutions, verdicts, strict=True) if verdict]
        return good, bool(good)


def domain_conditions(value: Expr) -> list[Condition]:
    """Where a value is real: what its roots and logarithms are of must be positive."""
    found = []
    for node in postorder(value):
        match node:
            case Power(base=base, exponent=Number(value=p)) if p.denominator != 1:
                sure = form_sign(base)
            case Call(function=function, children=(base,)) if function is log:
                sure = entries_sign(base)
            case _:
                continue
        if sure is None or sure.direction < 0:
            found.append(Condition("{0} > 0", base))
    return found


def _without_repeats(moves: Sequence[Move]) -> list[Move]:
    kept: list[Move] = []
    for move in moves:
        if not any(move.equation == other.equation for other in kept):
            kept.append(move)
    return kept

