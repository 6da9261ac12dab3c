"""Defined names and functions, written out where they stand."""

from __future__ import annotations

from matcalc_cli.elaboration.assumptions import Assumptions, Defined, canonical
from matcalc_cli.elaboration.drafts import Draft
from matcalc_cli.elaboration.kinds import convention, is_greek
from matcalc_cli.elaboration.misfits import Misfit, Part
from matcalc_cli.elaboration.reader import Reader, Shared
from matcalc_cli.elaboration.survey import ungrouped
from matcalc_cli.elaboration.wording import name_text
from matcalc_cli.errors import InputProblem, Mark
from matcalc_grammar import syntax
from matcalc_grammar.syntax import Expression, Name

_DEEPEST = 200


def written_out(reader: Reader, node: Name, key: str, defined: Defined) -> Draft:
    """A defined name as what it stands for, read once in each reading."""
    if defined.parameters:
        message = f"{name_text(node)} is a function and stands here without an argument"
        offer = f"write {key}({', '.join(defined.parameters)})"
        raise InputProblem("unknown-name", message, (Mark(reader.span(node), ""),), help=offer)
    found = reader.written.get(key)
    if found is not None:
        reader.spend(found[1], node)
        return found[0]
    before = reader.steps
    draft = _read_body(reader, node, key, defined, {})
    if all(isinstance(part, syntax.Number) for part in node.subscripts):
        reader.written[key] = draft, reader.steps - before
    return draft


def applied(reader: Reader, node: syntax.Call, defined: Defined) -> Draft:
    """A defined function of its arguments."""
    count = len(defined.parameters)
    if len(node.arguments) != count:
        raise wrong_arity(reader, node, str(count))
    parameters: dict[str, Shared] = {}
    for parameter, argument in zip(defined.parameters, node.arguments, strict=True):
        before = reader.steps
        parameters[parameter] = reader.read(argument), reader.steps - before
    arguments = [draft for draft, _ in parameters.values()]
    if count == 1 and not arguments[0].scalar and _is_of_scalar(reader, defined):
        return _entry_by_entry(reader, node, defined, parameters)
    if count != 1 or arguments[0].scalar:
        return _read_body(reader, node, node.function, defined, parameters)
    bound = dict(reader.sizes.bound)
    try:
        return _read_body(reader, node, node.function, defined, parameters)
    except Misfit as misfit:
        reader.sizes.bound = bound
        try:
            return _entry_by_entry(reader, node, defined, parameters)
        except Misfit:
            raise misfit from None


def of_its_parameters(node: Expression, known: Assumptions) -> Expression:
    """f, where f(x) was defined and f alone is asked for, as f(x): ∂f/∂x of the textbooks."""
    bare = ungrouped(node)
    if type(bare) is not Name or bare.subscripts:
        return node
    defined = known.definitions.get(canonical(bare))
    if defined is None or not defined.parameters or "_" in "".join(defined.parameters):
        return node
    arguments = tuple(Name(parameter, (), bare.span) for parameter in defined.parameters)
    return syntax.Call(canonical(bare), arguments, (), True, bare.span, bare.span)


def wrong_arity(reader: Reader, node: syntax.Call, wanted: str) -> InputProblem:
    """The error for a function of too many or too few arguments."""
    found = len(node.arguments)
    plural = "" if wanted == "1" else "s"
    message = f"{node.function} takes {wanted} argument{plural}, not {found}"
    return InputProblem("wrong-arity", message, (Mark(reader.span(node), f"{found} given"),))


def _is_of_scalar(reader: Reader, defined: Defined) -> bool:
    """Whether the one parameter is a scalar by declaration or convention."""
    (parameter,) = defined.parameters
    declared = reader.scope.known.shapes.get(parameter)
    if declared is not None:
        return all(size.whole() == 1 for size in declared)
    # A Greek one, as in J(θ), may be a vector: that is tried first.
    return convention(parameter) == "scalar" and not is_greek(parameter)


def _entry_by_entry(
    reader: Reader, node: syntax.Call, defined: Defined, parameters: dict[str, Shared]
) -> Draft:
    """A scalar function of a scalar on an array: every operation acts on each entry."""
    before, reader.entrywise = reader.entrywise, True
    try:
        draft = _read_body(reader, node, node.function, defined, parameters)
    finally:
        reader.entrywise = before
    ((argument, _),) = parameters.values()
    if argument.one_row != draft.one_row or argument.one_col != draft.one_col:
        template = f"{node.function} does not act on each entry of {{0}}"
        raise Misfit("shape-mismatch", template, (Part(node.arguments[0], argument),))
    if argument.is_matrix:
        reader.note(f"{node.function} acts entry by entry")
    return draft


def _read_body(
    reader: Reader, node: Expression, key: str, defined: Defined, parameters: dict[str, Shared]
) -> Draft:
    """The body with its parameters bound. Raises InputProblem for a circle."""
    if key in reader.active:
        circle = " → ".join([*reader.active[reader.active.index(key) :], key])
        message = f"{name_text(defined.name)} is defined by itself: {circle}"
        raise InputProblem("circular-definition", message, (Mark(reader.span(node), ""),))
    if len(reader.active) > _DEEPEST:
        message = f"definitions refer to one another more than {_DEEPEST} deep"
        raise InputProblem("too-deep", message, (Mark(reader.span(node), ""),))
    saved = reader.arguments, reader.place
    reader.active.append(key)
    reader.arguments = parameters
    if not defined.here:
        reader.place = reader.span(node)
    try:
        return reader.read(defined.body)
    except Misfit as misfit:
        misfit.place = misfit.place or reader.place
        raise
    finally:
        reader.active.pop()
        reader.arguments, reader.place = saved
