"""A system posed: the Lagrangian, its gradients, and what is to be zero."""

from __future__ import annotations

from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.expressions import Add, Expr, Number, Symbol, add, multiply
from matcalc_cli.functions.scalars_of_matrices import inner
from matcalc_cli.functions.structure import zeros
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.sums import is_zero, total
from matcalc_cli.normal_form.terms import terms_of, without_coefficient
from matcalc_cli.normal_form.transposition import transposed
from matcalc_cli.presentation.presenter import Presenter, user_orders
from matcalc_cli.solving.elimination import Start
from matcalc_cli.solving.equations import Equation, Move, System
from matcalc_cli.solving.factors import cleared
from matcalc_cli.solving.isolate import simplified
from matcalc_cli.solving.moves import CONSTRAINT, GIVEN, LAGRANGIAN, SET_EQUAL, TIE, bears
from matcalc_cli.solving.opening import opened


def lagrangian(system: System) -> Expr:
    """f - ⟨Λ₁, C₁⟩ - …, as it is shown."""
    terms = [system.question.function]
    for left, right, multiplier in system.constraints:
        c = left if is_zero(normal(right)) else add(left, -right)
        inside = multiply(multiplier, c) if c.is_scalar else inner(multiplier, c)
        terms.append(multiply(Number(-1), inside))
    return add(*terms)


class Posed:
    """A system with its gradients, what is to be zero, and the form in which things are shown."""

    def __init__(self, system: System, options: Options) -> None:
        self.system = system
        self.options = options
        self.function = lagrangian(system)
        self.show = Presenter(user_orders(self.function), options.expand)
        self.gradients = () if system.direct else tuple(map(self._gradient, system.unknowns))
        self.unknowns = (*system.unknowns, *(c.multiplier for c in system.constraints))
        self.starts = [Start(*each) for each in zip(self.unknowns, self._residuals(), strict=True)]
        self.first = self._first_moves()

    def _gradient(self, unknown: Symbol) -> Derivation:
        name = "L" if self.system.constraints else self.system.question.name
        question = self.system.question._replace(
            function=self.function, variables=(unknown,), name=name
        )
        return derive_question(question, self.options._replace(layout="numerator"))

    def _residuals(self) -> list[Expr]:
        system = self.system
        if system.direct:
            return [normal(system.question.function)]
        found = [normal(gradient.answer) for gradient in self.gradients]
        target = system.target
        if target is not None:
            found = [normal(found[0] - target)]
        found = [_tied(G, X) for G, X in zip(found, system.unknowns, strict=True)]
        return [*found, *(normal(c.left - c.right) for c in system.constraints)]

    def _first_moves(self) -> list[Move]:
        """The equations before anything is moved."""
        moves = []
        for derivation, start in zip(self.gradients, self.starts, strict=False):
            target = self.system.target
            right = zeros(*derivation.answer.shape) if target is None else target
            rule = SET_EQUAL if target is None else GIVEN
            rule = LAGRANGIAN if self.system.constraints else rule
            moves.append(Move(Equation(derivation.answer, right), rule))
            G = start.residual
            if G is not normal(derivation.answer - right):
                moves.append(Move(Equation(self.show(G), zeros(*G.shape)), TIE))
        for left, right, _ in self.system.constraints:
            moves.append(Move(Equation(left, right), CONSTRAINT))
        if self.system.direct:
            moves.append(Move(self._given(), GIVEN))
        return moves

    def _given(self) -> Equation:
        """An equation that is solved as it stands: the last term is its right side."""
        whole = self.system.question.function
        if not isinstance(whole, Add):
            return Equation(whole, zeros(*whole.shape))
        return Equation(add(*whole.children[:-1]), self.show(normal(-whole.children[-1])))

    def own(self) -> dict[Symbol, Expr]:
        """What is zero for each unknown, common factors cancelled."""
        return {start.unknown: simplified(start.residual, self.unknowns, self.show).residual
                for start in self.starts}  # fmt: skip

    def equations(self) -> tuple[Equation, ...]:
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


def _tied(G: Expr, X: Symbol) -> Expr:
    """What is zero where X moves within its structure: G + Gᵀ for a symmetric X."""
    if "symmetric" not in X.properties or transposed(G) is G:
        return G
    return total([G, transposed(G)])


def _leads_negative(term: Expr) -> bool:
    return without_coefficient(term)[0] < 0
