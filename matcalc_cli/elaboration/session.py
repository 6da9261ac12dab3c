"""Statements to questions: what earlier ones declare, and the elaboration of a query."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from matcalc_cli.derivation import Condition, Question, SymbolFact
from matcalc_cli.elaboration import (
    atoms,
    brackets,
    by_argument,
    calls,
    denominators,
    differentials,
    powers,
    products,
    sums,
)
from matcalc_cli.elaboration.assumptions import Assumptions, canonical
from matcalc_cli.elaboration.complaints import complaint, question_back, unsolved
from matcalc_cli.elaboration.conflicts import Reading
from matcalc_cli.elaboration.definitions import of_its_parameters
from matcalc_cli.elaboration.further import read_back
from matcalc_cli.elaboration.lettering import settle
from matcalc_cli.elaboration.misfits import Misfit
from matcalc_cli.elaboration.provenance import sources
from matcalc_cli.elaboration.reader import Reader
from matcalc_cli.elaboration.readings import Ambiguous, Search
from matcalc_cli.elaboration.scope import Scope, places
from matcalc_cli.elaboration.search import Kinds
from matcalc_cli.elaboration.survey import Survey, rates_in
from matcalc_cli.elaboration.wording import name_text
from matcalc_cli.errors import InputProblem, Mark, Unsupported
from matcalc_cli.expressions import Call, Entry, Expr, Number, Symbol
from matcalc_cli.functions.structure import array_of
from matcalc_cli.indices import plain, subscripts, unlike
from matcalc_cli.sizes import ONE, Shape
from matcalc_cli.traversal import postorder
from matcalc_grammar import sentences, syntax
from matcalc_grammar.syntax import Expression, Name

_FRAMES = 60_000
_USUAL = {"upper": "matrix", "latin": "vector"}
# They enter their readers.
_NODES = atoms, brackets, by_argument, calls, differentials, powers, products, sums
_T = TypeVar("_T")


class Session:
    """What declarations and definitions of earlier records hold."""

    def __init__(self) -> None:
        self._known = Assumptions()

    def assume(self, statement: sentences.Assumption) -> None:
        """Learn a declaration, a dependence, a function or a definition. Raises InputProblem."""
        self._known.add(statement)

    def question(
        self, query: sentences.Query, extra: Sequence[sentences.Assumption] = ()
    ) -> Question:
        """The query elaborated, without its claim; `extra` is assumed for it alone.

        Raises InputProblem for what cannot be read, Unsupported for what is not supported.
        """
        known = self._known.copy()
        for statement in extra:
            known.add(statement)
        for statement in query.where:
            known.add(statement, here=True)
        return deeply(lambda: Elaboration(known, query).question(), query.expression)

    def expression(
        self, node: Expression, known: Mapping[str, Symbol],
        extra: Sequence[sentences.Assumption] = (), shape: Shape | None = None,
    ) -> Expr:  # fmt: skip
        """A further expression over the symbols of a question, by name; `shape` it may have.

        Sizes that it leaves open are fitted to the shape or its transpose. Raises InputProblem.
        """
        assumed = self._known.copy()
        for statement in extra:
            assumed.add(statement)
        return deeply(
            lambda: denominators.checked(read_back(assumed, node, known, shape), node), node
        )


def deeply(work: Callable[[], _T], node: Expression) -> _T:
    """Do work that recurses as deep as brackets are nested."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _FRAMES))
    try:
        return work()
    except RecursionError:
        message = "the expression is nested too deeply"
        raise InputProblem("too-deep", message, (Mark(node.span, ""),)) from None
    finally:
        sys.setrecursionlimit(limit)


class Elaboration:
    """One query being elaborated."""

    def __init__(self, known: Assumptions, query: sentences.Query) -> None:
        self.known = known
        self.query = query
        self.expression = of_its_parameters(query.expression, known)
        self.notes: dict[str, None] = {}
        self._check_variables()
        survey = Survey(known)
        for name in query.wrt:
            survey.variable(name)
        survey.expression(self.expression)
        self._depend(survey.rates)
        self._depend(rates_in(query.claim))
        self._enter(Scope(known, survey, query.wrt))

    def _enter(self, scope: Scope) -> None:
        self.scope = scope
        self.variables = tuple(self._variable_key(name) for name in self.query.wrt)
        scope.variables = self.variables

    def _depend(self, rates: Iterable[syntax.Call]) -> None:
        """Who differentiates by t what holds dX/dt says that X depends on t."""
        for rate in rates:
            of, by = rate.arguments
            if isinstance(of, Name) and isinstance(by, Name) and by in self.query.wrt:
                key = canonical(of)
                if of != by and key not in self.known.depends and not of.subscripts:
                    self.known.depends[key] = by
                    said = f"{name_text(of)} depends on {name_text(by)}, by its derivative"
                    self.notes[said] = None

    def _check_variables(self) -> None:
        """One or two variables; a defined one is treated as free."""
        wrt = self.query.wrt
        if not wrt:
            raise _no_variable(self.query, self.known)
        if len(wrt) > 2:
            message = "derivatives of third and higher order are not supported"
            raise Unsupported("not-supported", message, (Mark(self.query.span, ""),))
        for name in wrt:
            if self.known.definitions.pop(canonical(name), None) is not None:
                self.notes[f"{name_text(name)} is differentiated by, and so treated as free"] = None

    def _variable_key(self, name: Name) -> str:
        role = self.scope.role(name, frozenset())
        if self.scope.is_size(name):
            message = f"{name_text(name)} is a size and cannot be differentiated by"
            raise InputProblem("bad-variable", message, (Mark(name.span, "a size"),))
        return role.key

    def question(self) -> Question:
        """The question. Raises InputProblem or Unsupported."""
        reading = self._reading()
        reader = reading.reader
        variables = tuple(self._symbol(reader, name) for name in self.query.wrt)
        # In d/dx_k ∑ₖ f(xₖ) the k of the sum is another one.
        function = unlike(reading.draft.build(), [i for v in variables for i in subscripts(v)])
        denominators.checked(function, self.expression)
        facts = self._facts(reader, variables)
        dependences = self._dependences(reader, variables)
        return Question(
            function, variables, self._letter(function), facts, dependences,
            tuple(reader.conditions), self._all_notes(reading),
        )  # fmt: skip

    def _reading(self) -> Reading:
        """The preferred reading, its sizes lettered."""
        reading = self._best()
        torn = self.scope.torn(reading.kinds)
        if torn:
            self._enter(Scope(self.known, self.scope.survey, self.query.wrt, arrays=torn))
            reading = self._best()
        if not settle(reading.reader, self.variables, self.scope.keys):
            raise unsolved(reading.reader, self.expression)
        reading.reader.check_constants()
        return reading

    def _best(self) -> Reading:
        search = Search(self.scope, self.variables, self._read)
        try:
            return search.best()
        except Ambiguous as several:
            raise question_back(several.readings, self.expression) from None
        except Misfit as misfit:
            raise self._complaint(misfit, search.plain) from None

    def _read(self, kinds: Kinds, instead: Mapping[int, Expression] | None = None) -> Reading:
        reader = Reader(self.scope, kinds, instead)
        reader.root = self.expression
        try:
            draft = reader.read(self.expression)
        except Misfit as misfit:
            misfit.reader = reader
            raise
        by_array = any(
            not (rows.whole() == 1 and cols.whole() == 1)
            for rows, cols in map(reader.shape, self.variables)
        )
        return Reading(reader, draft, kinds, draft.scalar or not (by_array or draft.is_row))

    def _complaint(self, misfit: Misfit, kinds: Kinds) -> InputProblem:
        def retry(instead: Mapping[int, Expression]) -> bool | None:
            try:
                return self._read(kinds, instead).draft.scalar
            except (Misfit, InputProblem, Unsupported):
                return None

        problem = complaint(misfit, retry)
        told = sources(self.scope, kinds, self.expression, misfit)
        return InputProblem(
            problem.name, problem.message, (*problem.marks, *told), help=problem.help
        )

    def _symbol(self, reader: Reader, name: Name) -> Symbol:
        role = self.scope.role(name, frozenset())
        if role.form == "symbol":
            return reader.symbol(role.key)
        if role.form == "entry":
            return self._entry(reader, name, reader.symbol(role.key))
        parts = self.scope.member_places(name, role.key)
        return reader.symbol(role.key, tuple(atoms.index(reader, part).build() for part in parts))

    def _entry(self, reader: Reader, name: Name, array: Symbol) -> Entry:
        """One entry as a variable, with the condition that there is such an entry."""
        parts = places(name.subscripts, array.cols != ONE)
        indices = tuple(atoms.index(reader, part).build() for part in parts)
        for part, index, size in zip(parts, indices, array.shape, strict=False):
            atoms.check_place(reader, part, index, size)
            if not isinstance(index, Number):
                reader.conditions[Condition(f"{{0}} in 1..{size}", index)] = None
            elif size.whole() is None and index.value > 1:
                reader.conditions[Condition(f"{size} ≥ {index.value}", None)] = None
        return Entry(array, indices)

    def _facts(self, reader: Reader, variables: Iterable[Symbol]) -> tuple[SymbolFact, ...]:
        """The symbols, variables first, then in order of appearance."""
        found: dict[str, Symbol] = dict(zip(self.variables, map(array_of, variables), strict=True))
        for key in self.scope.keys:
            symbol = reader.first_symbol(key)
            if symbol is not None:
                found.setdefault(key, plain(symbol))
        declared = self.scope.declared
        return tuple([
            SymbolFact(symbol, declared(key) is not None) for key, symbol in found.items()
        ])  # fmt: skip

    def _dependences(self, reader: Reader, variables: Sequence[Symbol]) -> dict[Symbol, Symbol]:
        """Which symbols depend on a variable. Raises Unsupported when that is no scalar."""
        found: dict[Symbol, Symbol] = {}
        for variable in dict.fromkeys(variables):
            for name, on in self.known.depends.items():
                found |= {symbol: variable for symbol in self._depending(reader, name)
                          if symbol is not variable and variable.name == canonical(on)}
                if variable in found.values() and not variable.is_scalar:
                    message = f"{name} can depend on a scalar only, and {variable.name} is none"
                    raise Unsupported("not-supported", message, (Mark(on.span, ""),))
        return found

    def _depending(self, reader: Reader, name: str) -> Iterator[Symbol]:
        """The symbols that a name stands for. Raises Unsupported for members of a family."""
        for key in sorted(self.scope.meant(name)):
            symbol = reader.first_symbol(key)
            if symbol is not None and symbol.indices:
                raise Unsupported(
                    "not-supported", f"the members of the family {name} cannot depend on a scalar",
                    (Mark(self.expression.span, ""),),
                    help="give each a name of its own, as in x_1(t) + x_2(t)",
                )  # fmt: skip
            if symbol is not None:
                yield symbol

    def _letter(self, function: Expr) -> str:
        """f for a scalar or a vector, F for a matrix, or the next letter that is no name."""
        letters = "fghuvw" if function.is_scalar or function.is_vector else "FGHUVW"
        taken = self.scope.survey.words
        if self.known.functions:
            nodes = postorder(function)
            taken = taken | {node.function.name for node in nodes if isinstance(node, Call)}
        return next((letter for letter in letters if letter not in taken), letters[0])

    def _check_members(self, variable: Name) -> None:
        """Where w_k occur and w does not, w is no variable. Raises InputProblem."""
        base = variable.base
        if variable.subscripts or base not in self.scope.families:
            return
        message = f"{base} itself does not occur, only members {base}_i of a family of that name"
        raise InputProblem(
            "bad-variable", message, (Mark(variable.span, ""),),
            help=f"differentiate by one of them, or declare {base} as an array",
        )  # fmt: skip

    def _all_notes(self, reading: Reading) -> tuple[str, ...]:
        notes = dict(self.notes)
        for name in ("T", "I", "d", "e", "K") if self.known.shapes else ():
            if name in self.scope.keys and name in self.known.shapes:
                notes[f"{name} is read as the name that was declared"] = None
        for each in self.scope.candidates:
            kind = reading.kinds[each.key]
            usual = "matrix" if self.scope.is_count(each.key) else _USUAL.get(each.group, kind)
            if kind != usual:
                notes[f"{self.scope.spelling(each.key)} is read as a {kind}"] = None
        for variable, key in zip(self.query.wrt, self.variables, strict=True):
            if not self._occurs(reading.reader, key):
                self._check_members(variable)
                notes[f"{name_text(variable)} does not occur in the function"] = None
                notes |= self._numbered(variable)
        return (*notes, *reading.reader.notes)

    def _numbered(self, variable: Name) -> dict[str, None]:
        """That `x1`, which does occur, is not an entry of x."""
        own = [key for key in self.scope.keys if key[:-1] == variable.base and key[-1].isdigit()]
        return {f"{key} is a name of its own; {key[:-1]}_{key[-1]} is an entry": None
                for key in own[:1]}  # fmt: skip

    def _occurs(self, reader: Reader, key: str) -> bool:
        """Whether the function mentions a variable, or a symbol that depends on it."""
        if any(canonical(on) == key.removesuffix("[]") for on in self.known.depends.values()):
            return True
        return key in reader.mentioned


def _no_variable(query: sentences.Query, known: Assumptions) -> InputProblem:
    """The error for a bare expression or equation; it lists what could be differentiated by."""
    survey = Survey(known)
    survey.expression(query.expression)
    names = [key.removesuffix("[]") for key in Scope(known, survey, ()).keys]
    listed = ", ".join(names) or "none"
    message = f"differentiate by what? The names are {listed}"
    offer = ""
    if names and query.claim is None:
        offer = f"write `d/d{names[0]} ...` or give `--wrt {names[0]}`"
    elif names:
        message = f"this is an equation, and no derivative. The names are {listed}"
        offer = f"write `d/d{names[0]} ... = ...` for a claim; to solve it: solve --wrt {names[0]}"
    return InputProblem("no-variable", message, (Mark(query.expression.span, ""),), help=offer)
