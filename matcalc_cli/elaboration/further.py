"""Further expressions over the symbols of a question: claims, answers and steps read back."""

from __future__ import annotations

from collections.abc import Mapping

from matcalc_cli.derivation import Question
from matcalc_cli.elaboration.assumptions import Assumptions
from matcalc_cli.elaboration.complaints import complaint, unsolved
from matcalc_cli.elaboration.drafts import Draft
from matcalc_cli.elaboration.lettering import settle
from matcalc_cli.elaboration.misfits import Misfit
from matcalc_cli.elaboration.reader import Reader
from matcalc_cli.elaboration.scope import Scope
from matcalc_cli.elaboration.survey import Survey
from matcalc_cli.elaboration.wording import name_text
from matcalc_cli.errors import InputProblem, Mark
from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.functions.structure import zeros
from matcalc_cli.layouts import hessian_shape
from matcalc_cli.sizes import Shape, Size
from matcalc_grammar.syntax import Expression


def claimed_shape(question: Question) -> Shape:
    """The shape of the derivative in numerator layout."""
    function, variables = question.function, question.variables
    if len(variables) == 2 and function.is_scalar:
        return hessian_shape(*variables)
    arrays = [variable for variable in variables if not variable.is_scalar]
    if not arrays:
        return function.shape
    variable = arrays[0]
    if function.is_scalar:
        return variable.shape
    return function.rows * function.cols, variable.rows * variable.cols


def read_back(
    known: Assumptions, node: Expression, symbols: Mapping[str, Symbol], shape: Shape | None
) -> Expr:
    """The expression over these symbols; nothing about them is inferred. Raises InputProblem.

    A 1 beside arrays is the number in our own lines; where that does not fit, the vector of ones.
    """
    try:
        found = _read_back(known, node, symbols, shape, False)
    except InputProblem as problem:
        try:
            return _read_back(known, node, symbols, shape, True)
        except InputProblem:
            raise problem from None
    if shape is None or found.shape in (shape, shape[::-1]):
        return found
    try:
        other = _read_back(known, node, symbols, shape, True)
    except InputProblem:
        return found
    return other if other.shape in (shape, shape[::-1]) else found


def _read_back(
    known: Assumptions, node: Expression, symbols: Mapping[str, Symbol], shape: Shape | None,
    ones_as_vectors: bool,
) -> Expr:  # fmt: skip
    known = known.copy()
    families = _learn(known, symbols)
    survey = Survey(known)
    survey.expression(node)
    scope = Scope(known, survey, (), families)
    _check_names(scope)
    reader = Reader(scope, {})
    reader.in_steps = True
    reader.ones_as_vectors = ones_as_vectors
    try:
        draft = reader.read(node)
    except Misfit as misfit:
        misfit.reader = reader
        raise complaint(misfit, lambda instead: None) from None
    if draft.value == 0 and shape is not None:
        return zeros(*shape)
    _fit(reader, draft, shape)
    if not settle(reader, (), scope.keys):
        raise unsolved(reader, node)
    reader.check_constants()
    return draft.build()


def _learn(known: Assumptions, symbols: Mapping[str, Symbol]) -> set[str]:
    """Declare the symbols as they are; the bases of those that are members of families."""
    families = set()
    for symbol in symbols.values():
        key = f"{symbol.name}[]" if symbol.indices else symbol.name
        known.shapes[key] = symbol.shape
        known.properties[key] = symbol.properties
        known.letters |= set(symbol.rows.letters()) | set(symbol.cols.letters())
        known.definitions.pop(key, None)
        if symbol.indices:
            families.add(symbol.name)
    return families


def _check_names(scope: Scope) -> None:
    """Every name is a symbol of the question. Raises InputProblem."""
    for use in scope.survey.uses:
        key = scope.role(use.name, use.indices).key
        if key in scope.keys and scope.declared(key) is None:
            message = f"{name_text(use.name)} is no name of the function"
            raise InputProblem("unknown-name", message, (Mark(use.name.span, ""),))


def _fit(reader: Reader, draft: Draft, shape: Shape | None) -> None:
    """Fit sizes left open to the shape expected, or to its transpose where only that fits."""
    if shape is None or _settled(reader, draft.rows, draft.cols):
        return
    before = dict(reader.sizes.bound)
    for rows, cols in (shape, shape[::-1]):
        if reader.sizes.unify(draft.rows, rows) and reader.sizes.unify(draft.cols, cols):
            return
        reader.sizes.bound = dict(before)


def _settled(reader: Reader, *sizes: Size) -> bool:
    return all(reader.final(size).is_known for size in sizes)
