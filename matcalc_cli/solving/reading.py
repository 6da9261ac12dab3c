"""Text to systems: what `solve` is asked, with constraints read in one go with the function."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.derivation import Question, SymbolFact
from matcalc_cli.elaboration.assumptions import canonical
from matcalc_cli.elaboration.survey import names_below
from matcalc_cli.elaboration.wording import name_text
from matcalc_cli.errors import InputProblem, Mark, Unsupported
from matcalc_cli.expressions import Add, Call, Expr, Product, Symbol, add, multiply
from matcalc_cli.functions.structure import TRANSPOSE, eye, t, zeros
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.transposition import transposed
from matcalc_cli.notation import USUAL, Notation
from matcalc_cli.solving.equations import Constraint, System
from matcalc_cli.solving.moves import bears
from matcalc_cli.statements import StatementReader
from matcalc_cli.traversal import substitute
from matcalc_grammar import sentences, syntax

_SMALL = ("lambda", "nu", "kappa", "rho", "tau", "omega")
_LARGE = ("Lambda", "Gamma", "Omega", "Theta")


class SystemReader(StatementReader):
    """Reads the systems of one source; `wrt`: the unknowns of bare expressions, together one."""

    _asked_by = "an unknown"

    def __init__(
        self, where: Sequence[str] = (), wrt: Sequence[str] = (), notation: Notation = USUAL
    ) -> None:
        super().__init__(notation, where, wrt)
        self._parser.solve_for(self._wrt)

    def learn(self, text: str) -> bool:
        """Take declarations and definitions in; whether there were any. Raises errors.Problem."""
        return not self.systems(text)

    def systems(self, text: str) -> list[System]:
        """The systems of one record; none for declarations. Raises errors.Problem."""
        found = []
        for statement in self._parse(text):
            if isinstance(statement, sentences.Query):
                found.append(self._system(statement))
            else:
                self._take(statement)
        return found

    def _system(self, query: sentences.Query) -> System:
        direct = not query.wrt and query.claim is not None
        names = query.wrt or self._wrt
        if direct and not names:
            raise _no_unknown_named(query)
        if len(query.wrt) > 1:
            message = "solve sets first derivatives to zero, and this is a second one"
            raise InputProblem("bad-equation", message, (Mark(query.span, ""),),
                               help="for a system in several unknowns, repeat --wrt")  # fmt: skip
        question = self._question(query, names, direct)
        question = question._replace(notes=(*self._parser.notes, *question.notes))
        has_target = not direct and not is_nought(query.claim)
        system = _taken_apart(question, len(query.constraints), has_target, direct)
        system = system._replace(unknowns=_unknowns(system.question, names))
        _check(system, query)
        return _with_orthogonal(_with_multipliers(system))

    def _question(
        self, query: sentences.Query, names: tuple[syntax.Name, ...], direct: bool
    ) -> Question:
        """The function and all constraints as one: f + ⟨c, c⟩ + …, so that sizes and kinds fit."""
        span = query.span
        terms: list[tuple[int, syntax.Expression]] = []
        if direct and query.claim is not None:
            terms.append((1, _difference(query.expression, query.claim)))
        else:
            terms.append((1, syntax.Group(query.expression, span)))
            if not is_nought(query.claim) and query.claim is not None and names:
                terms.append((1, syntax.Inner(query.claim, names[0], query.claim.span)))
        for left, right in query.constraints:
            c = _difference(left, right)
            terms.append((1, syntax.Inner(c, c, c.span)))
        whole = terms[0][1] if len(terms) == 1 else syntax.Sum(tuple(terms), span)
        if len(terms) == 1 and not direct:
            whole = query.expression
        related = sentences.Query(names[:2], whole, None, (), query.where, span)
        return self._session.question(related)


def is_nought(node: syntax.Expression | None) -> bool:
    """Whether a right side is 0 or left out."""
    return node is None or (isinstance(node, syntax.Number) and node.text in ("0", "0.0"))


def _difference(left: syntax.Expression, right: syntax.Expression) -> syntax.Expression:
    """left - right, or left alone where the right side is 0."""
    if is_nought(right):
        return left
    span = left.span.to(right.span)
    sides = syntax.Group(left, left.span), syntax.Group(right, right.span)
    return syntax.Group(syntax.Sum(((1, sides[0]), (-1, sides[1])), span), span)


def _taken_apart(question: Question, count: int, has_target: bool, direct: bool) -> System:
    """The function, the right side and the constraints out of f + ⟨B, X⟩ + ⟨c, c⟩ + …."""
    whole = question.function
    constraints: list[Constraint] = []
    target = None
    if count + has_target:
        assert isinstance(whole, Add)
        terms = list(whole.children)
        constraints = [_constraint(squared) for squared in terms[len(terms) - count :]]
        terms = terms[: len(terms) - count]
        target = _first_factor(terms.pop()) if has_target else None
        question = question._replace(function=add(*terms))
    return System(question, question.variables, target, tuple(constraints), direct, whole)


def _first_factor(product: Expr) -> Expr:
    """B out of ⟨B, X⟩ for a symbol X."""
    if isinstance(product, Call):
        return product.children[0]
    assert isinstance(product, Product)
    first = product.children[0]
    if isinstance(first, Call) and first.function is TRANSPOSE and not first.is_scalar:
        return first.children[0]
    return multiply(*product.children[:-1])


def _constraint(squared: Expr) -> Constraint:
    """The two sides of c = 0, out of ⟨c, c⟩; the multiplier is named later."""
    c = _root(squared)
    terms = c.children if isinstance(c, Add) else (c,)
    left, right = list(terms), zeros(*c.shape)
    if len(terms) > 1:
        last = normal(-terms[-1])
        left, right = list(terms[:-1]), last
    return Constraint(add(*left), right, Symbol("lambda", c.shape))


def _root(squared: Expr) -> Expr:
    if isinstance(squared, Call):
        return squared.children[0]
    assert isinstance(squared, Product)
    first = squared.children[0]
    if isinstance(first, Call) and first.function is TRANSPOSE and not first.is_scalar:
        return first.children[0]
    return multiply(*squared.children[: len(squared.children) // 2])


def _no_unknown_named(query: sentences.Query) -> InputProblem:
    """The error for an equation alone; it offers the last name in the alphabet of the left side."""
    sides = (query.expression,), (query.claim,) if query.claim is not None else ()
    typed = next(filter(None, map(names_below, sides)), [])
    names = sorted(map(name_text, typed), key=str.lower)
    message = "solve this equation for what?"
    offer = f"name the unknown: --wrt {names[-1]}" if names else ""
    return InputProblem("no-variable", message, (Mark(query.span, ""),), help=offer)


def _unknowns(question: Question, names: tuple[syntax.Name, ...]) -> tuple[Symbol, ...]:
    """The symbols to solve for. Raises InputProblem for a name that does not occur."""
    found = list(question.variables)
    by_name = {fact.symbol.name: fact.symbol for fact in question.facts}
    for name in names[2:]:
        symbol = by_name.get(canonical(name))
        if symbol is None:
            message = f"there is no {canonical(name)} in the equations"
            raise InputProblem("no-unknown", message, (Mark(name.span, ""),))
        found.append(symbol)
    return tuple(dict.fromkeys(found))


def _check(system: System, query: sentences.Query) -> None:
    """Raises InputProblem for what is no equation, Unsupported for what cannot be solved."""
    mark = (Mark(query.expression.span, ""),)
    if any(unknown.indices for unknown in system.unknowns):
        message = "solving for one entry or one member of a family is not supported"
        raise Unsupported("not-supported", message, mark)
    if not system.direct and not system.question.function.is_scalar:
        message = "the derivative of an array is a Jacobian; solve takes the gradient of a scalar"
        offer = "to solve an equation as it stands, type: --wrt X 'A X = B'"
        raise InputProblem("bad-equation", message, mark, help=offer)
    if system.direct and (len(system.unknowns) > 1 or query.constraints):
        message = "one equation is solved for one unknown"
        offer = "for a system, give the function whose gradients are to be 0"
        raise InputProblem("bad-equation", message, mark, help=offer)
    for unknown in system.unknowns:
        tied = unknown.properties & {"skew", "diagonal", "lower", "upper"}
        if tied and not unknown.is_scalar:
            message = f"solving for a matrix that is {min(tied)} is not supported"
            raise Unsupported("not-supported", message, mark)
        if system.direct and "orthogonal" in unknown.properties:
            message = "solving an equation as it stands for an orthogonal matrix is not supported"
            raise Unsupported("not-supported", message, mark)
        if not bears(system.domain, unknown):
            message = f"{unknown.name} does not occur: there is nothing to solve for"
            raise InputProblem("no-unknown", message, mark)


def _with_multipliers(system: System) -> System:
    """Each constraint with a multiplier of its shape, named so that no name is used twice."""
    taken = {fact.symbol.name for fact in system.question.facts}
    named = []
    for constraint in system.constraints:
        c = normal(constraint.left - constraint.right)
        names: Sequence[str]
        if c.is_square and not c.is_scalar:
            having = ("symmetric",) if transposed(c) is c else ()
            names = _LARGE
        else:
            having, names = (), _SMALL if c.is_scalar or c.is_vector else _LARGE
        name = next((name for name in names if name not in taken), f"{names[0]}_{len(taken)}")
        taken.add(name)
        named.append(constraint._replace(multiplier=Symbol(name, c.shape, having)))
    return system._replace(constraints=tuple(named))


def _with_orthogonal(system: System) -> System:
    """Orthogonal unknowns as free ones under the constraint QᵀQ = I."""
    for Q in system.unknowns:
        if "orthogonal" not in Q.properties:
            continue
        free = Symbol(Q.name, Q.shape, Q.properties - {"orthogonal", "invertible"})
        system = _replaced(system, Q, free)
        taken = {c.multiplier.name for c in system.constraints} | {
            fact.symbol.name for fact in system.question.facts
        }
        name = next(name for name in _LARGE if name not in taken)
        multiplier = Symbol(name, Q.shape, ("symmetric",))
        more = Constraint(multiply(t(free), free), eye(Q.rows), multiplier)
        system = system._replace(constraints=(*system.constraints, more))
    return system


def _replaced(system: System, old: Symbol, new: Symbol) -> System:
    values: dict[Expr, Expr] = {old: new}
    question = system.question
    question = question._replace(
        function=substitute(question.function, values),
        variables=tuple(new if v is old else v for v in question.variables),
        facts=tuple(SymbolFact(new, f.declared) if f.symbol is old else f for f in question.facts),
    )
    target = None if system.target is None else substitute(system.target, values)
    constraints = tuple(
        Constraint(substitute(c.left, values), substitute(c.right, values), c.multiplier)
        for c in system.constraints
    )
    return System(
        question, tuple(new if u is old else u for u in system.unknowns), target,
        constraints, system.direct, substitute(system.domain, values),
    )  # fmt: skip

