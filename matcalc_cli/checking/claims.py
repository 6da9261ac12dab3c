"""Text to claims: the derivative asked for, and what is claimed to equal it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from matcalc_cli.derivation import Question
from matcalc_cli.elaboration.further import claimed_shape
from matcalc_cli.errors import InputProblem, Mark, Problem
from matcalc_cli.expressions import Differential, Expr
from matcalc_cli.notation import USUAL, Notation
from matcalc_cli.statements import StatementReader, of_gradient
from matcalc_cli.traversal import postorder
from matcalc_grammar import sentences, syntax
from matcalc_grammar.frozen import Frozen
from matcalc_grammar.syntax import Span

# What cannot be read for its shapes alone: a verdict and not an error.
_MISFITS = frozenset(["shape-mismatch", "not-square", "not-a-scalar"])
_DERIVATIVE = re.compile(
    r"\\frac\s*\{\s*(?:\\partial|∂|d|\\mathrm\s*\{?d\}?)|(?:\\partial|[∂d])\s*[\w^{}()]*\s*/\s*"
    r"(?:\\partial|[∂d])\s*[^\W\d]|(?:\\nabla|∇|grad|hess)\s*(?:\^\s*\{?2\}?\s*)?_"
)
_OPENING, _CLOSING = "([{⟨", ")]}⟩"


class Claim(Frozen):
    """A claim, elaborated.

    question    the derivative that it speaks of
    expression  what it says of it, or None where its shapes do not fit (`misfit` tells why)
    typed       the right-hand side as typed
    assuming    the same claim with more known of some names, each a name and a property; it raises
                errors.Problem where that cannot be
    turned      the same claim, with sizes that it leaves open fitted to the derivative transposed
    """

    question: Question
    expression: Expr | None
    misfit: InputProblem | None
    typed: str
    assuming: Callable[[Sequence[tuple[str, str]]], Claim]
    turned: Callable[[], Claim]


class ClaimReader(StatementReader):
    """Reads the claims of one source.

    `where`: assumptions that hold for all of it; `wrt`: variables for claims that name none.
    """

    def __init__(
        self, where: Sequence[str] = (), wrt: Sequence[str] = (), notation: Notation = USUAL
    ) -> None:
        super().__init__(notation, where, wrt)

    def claims(self, text: str) -> list[Claim]:
        """The claims of one record; none for declarations. Raises errors.Problem."""
        found: list[Claim] = []
        for statement in self._parse(text):
            match statement:
                case sentences.Query(claim=None):
                    raise _no_claim(statement)
                case sentences.Query():
                    for query in self._with_variable(statement):
                        found.append(self._claim(query, text))
                case _:
                    self._take(statement)
        return found

    def learn(self, text: str) -> bool:
        """Take declarations and definitions in; whether there were any. Raises errors.Problem."""
        return not self.claims(text)

    def _parse(self, text: str) -> list[sentences.Statement]:
        try:
            return super()._parse(text)
        except InputProblem:
            _check_right_side(text)
            raise

    def _with_variable(self, query: sentences.Query) -> list[sentences.Query]:
        if query.wrt or not self._wrt:
            return [query if query.wrt else of_gradient(query)]
        return [_changed(query, (name,), query.where) for name in self._wrt]

    def _claim(self, query: sentences.Query, text: str) -> Claim:
        return self._elaborated(query, text, tuple(self._parser.notes), False)

    def _elaborated(
        self, query: sentences.Query, text: str, notes: tuple[str, ...], turned: bool
    ) -> Claim:
        """The claim; where it is `turned`, open sizes are those of the derivative transposed."""

        def assuming(known: Sequence[tuple[str, str]]) -> Claim:
            more = [_having(name, having, query.span) for name, having in known]
            changed = _changed(query, query.wrt, (*query.where, *more))
            return self._elaborated(changed, text, notes, turned)

        again = partial(self._elaborated, query, text, notes, not turned)
        node = query.claim
        assert node is not None
        question = self._session.question(query)
        question = question._replace(notes=(*notes, *question.notes))
        typed = text[node.span.start : node.span.end]
        known = {fact.symbol.name: fact.symbol for fact in question.facts}
        try:
            shape = claimed_shape(question)
            shape = shape[::-1] if turned else shape
            expression = self._session.expression(node, known, query.where, shape)
        except InputProblem as problem:
            if problem.name not in _MISFITS:
                _check_right_side(text)
                raise
            return Claim(question, None, problem, typed, assuming, again)
        if any(isinstance(part, Differential) for part in postorder(expression)):
            raise _derivative_inside(node.span)
        return Claim(question, expression, None, typed, assuming, again)


def _changed(
    query: sentences.Query, wrt: tuple[syntax.Name, ...], where: Iterable[sentences.Assumption]
) -> sentences.Query:
    return sentences.Query(
        wrt, query.expression, query.claim, query.constraints, tuple(where), query.span
    )


def _having(name: str, having: str, span: Span) -> sentences.Declaration:
    return sentences.Declaration((syntax.Name(name, (), span),), None, (having,), span)


def _no_claim(query: sentences.Query) -> Problem:
    return InputProblem(
        "no-claim", "there is no claim to check: it has no equals sign", (Mark(query.span, ""),),
        help="write what the derivative is said to be: `d/dX tr(A X) = A^T`",
    )  # fmt: skip


def _check_right_side(text: str) -> None:
    """Refuse a derivative to the right of the equals sign. Raises InputProblem."""
    start = right_side(text)
    found = _DERIVATIVE.search(text, start) if start is not None else None
    if found:
        raise _derivative_inside(Span(found.start(), found.end()))


def _derivative_inside(span: Span) -> InputProblem:
    return InputProblem(
        "derivative-in-claim", "the right-hand side of a claim holds a derivative",
        (Mark(span, ""),), help="write the derivative out, or check the two in two claims",
    )  # fmt: skip


def right_side(text: str) -> int | None:
    """Where the right-hand side begins: after the first equals sign outside brackets, or None."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character in _OPENING) - (character in _CLOSING)
        if character == "=" and depth == 0:
            return place + 1
    return None
