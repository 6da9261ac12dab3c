"""The pipeline: a question in, a derivation out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from matcalc_cli.collect import contributions, jacobian, tangent
from matcalc_cli.conditions import conditions
from matcalc_cli.derivation import Checks, Derivation, Line, Question
from matcalc_cli.differentials import differential, motion
from matcalc_cli.errors import Unsupported
from matcalc_cli.expressions import Call, Differential, Entry, Expr, Symbol, multiply
from matcalc_cli.functions.scalars_of_matrices import LOGDET
from matcalc_cli.functions.structure import (
    INVERSE,
    TRANSPOSE,
    UNIT,
    array_of,
    entry,
    entry_unit,
    t,
    zeros,
)
from matcalc_cli.indices import unlike
from matcalc_cli.interning import at_most
from matcalc_cli.layouts import LAYOUTS, expected_shape, laid_out
from matcalc_cli.normal_form import normal
from matcalc_cli.normal_form.sums import total
from matcalc_cli.normal_form.terms import terms_of
from matcalc_cli.presentation.abridgement import abridged
from matcalc_cli.presentation.named_results import named_results
from matcalc_cli.presentation.presenter import Presenter, presenter, user_orders
from matcalc_cli.readable import readable
from matcalc_cli.rules import IDENTIFY
from matcalc_cli.steps import (
    DETAIL,
    differential_lines,
    entry_line,
    gradient_lines,
    jacobian_lines,
    tangent_lines,
)
from matcalc_cli.structured import Structure, note, structure_of, tied
from matcalc_cli.traversal import nodes_of, substitute
from matcalc_grammar.frozen import Frozen

_MOST_MADE = 3_000_000  # nodes and operands; ten thousand terms xᵀ A x take a tenth of them
_TIES = {"symmetric", "skew", "diagonal", "lower", "upper", "psd", "pd", "orthogonal"}


class Options(Frozen):
    """What the command line asks of a derivation."""

    layout: str = "numerator"
    steps: str = "brief"
    expand: bool = False
    check: bool = True
    structured: bool = False
    notation: str = "trace"


class Taken(Frozen):
    """One derivative: of which function, by which variable, its differential, lines and result."""

    function: Expr
    variable: Symbol
    form: Expr
    lines: tuple[Line, ...]
    result: Expr


def derive_question(question: Question, options: Options) -> Derivation:
    """Derive, lay out, and certify. Raises Unsupported."""
    with at_most(_MOST_MADE):
        return abridged(_derived(question, options))


def _derived(question: Question, options: Options) -> Derivation:
    if len(question.variables) > 2:
        raise Unsupported("not-supported", "derivatives of third or higher order are not supported")
    show = presenter(question.function, options.expand)
    kind = _kind(question)
    stages = _taken(question, options, show)
    structure = _structure(question, kind) if options.structured else None
    if structure is not None:
        last = stages[-1]
        result = tied(last.result, kind, last.variable, structure, show)
        stages = [*stages[:-1], last._replace(result=result)]
    layout = LAYOUTS[options.layout]
    answer = laid_out(_by_size(stages, kind, show), kind, layout, show)
    lines = [line for stage in stages for line in stage.lines]
    by_hand = readable(question, kind, stages[-1].form, show)
    if options.steps != "none":
        lines += [by_hand] if by_hand is not None and kind == "hessian" else []
        lines.append(Line("identification", "", answer, IDENTIFY.name, IDENTIFY.reference))
    shape = expected_shape(question.function, question.variables, kind, layout)
    if answer.shape != shape:
        raise Unsupported("not-certified", f"the answer has the shape {answer.shape}, not {shape}")
    return Derivation(
        question, kind, layout.name, answer, tuple(lines), conditions(question),
        (*_notes(question, stages, structure), *named_results(question, kind, answer)),
        _checks(question, stages, structure, options, by_hand, answer) if options.check else None,
        by_hand,
    )  # fmt: skip


def _taken(question: Question, options: Options, show: Presenter) -> list[Taken]:
    """The derivatives one after the other.

    The properties of a matrix do not hold for its differential, nor for dX/dt: before a second
    derivative they must not simplify the first, so they are laid aside until both are taken.
    """
    moving = () if len(question.variables) < 2 else (*question.variables, *question.dependences)
    free: dict[Expr, Symbol] = {
        v: Symbol(v.name, v.shape, v.properties - _TIES, v.indices)
        for v in moving if not v.is_scalar and v.properties & _TIES
    }  # fmt: skip
    work = question
    if free:
        work = question._replace(
            function=substitute(question.function, {**free}),
            dependences={free.get(s, s): on for s, on in question.dependences.items()},
        )
    stages: list[Taken] = []
    function = work.function
    for variable in question.variables:
        stages.append(_take(function, free.get(variable, variable), work, options, show))
        function = stages[-1].result
    held: dict[Expr, Symbol] = {symbol: v for v, symbol in free.items() if isinstance(v, Symbol)}
    return _restored(stages, held, show)


def _restored(stages: list[Taken], held: dict[Expr, Symbol], show: Presenter) -> list[Taken]:
    """The derivatives over the variables with their properties, which simplify the last one."""
    if not held:
        return stages
    back = partial(substitute, values=held)
    restored = [
        Taken(
            back(stage.function), held.get(stage.variable, stage.variable), back(stage.form),
            tuple(line._replace(expression=back(line.expression)) for line in stage.lines),
            back(stage.result),
        )
        for stage in stages
    ]
    return [*restored[:-1], restored[-1]._replace(result=show(normal(restored[-1].result)))]


def _take(
    function: Expr, variable: Symbol, question: Question, options: Options, show: Presenter
) -> Taken:
    """One derivative with its lines: of a scalar, of an array by an array, or by a scalar."""
    m = motion(function, array_of(variable), question.dependences)
    form = differential(function, m)
    result, rearranged = _collected(form, variable, show, options.notation)
    detail = DETAIL.get(options.steps)
    if detail is None or not m.moves(function):
        return Taken(function, variable, form, (), result)
    lines = differential_lines(function, m, f"d{_letter(function, question)}", detail)
    return Taken(function, variable, form, (*lines, *rearranged()), result)


def _letter(function: Expr, question: Question) -> str:
    """What a function is called before its steps: f, and ∇f, F′ or J for its derivative."""
    if function is question.function:
        return question.name
    if question.function.is_scalar:
        return f"∇{question.name}"
    return f"{question.name}′" if question.variables[0].is_scalar else "J"


def _collected(
    form: Expr, variable: Symbol, show: Presenter, notation: str
) -> tuple[Expr, Callable[[], list[Line]]]:
    """What a form linear in dX is read off as, and what writes the lines that lead there."""
    if isinstance(variable, Entry):
        return _of_entry(form, variable, show, notation)
    if variable.is_scalar:
        result = show(tangent(form, variable))
        return result, lambda: tangent_lines(form, result, variable)
    if form.is_scalar:
        parts = contributions(form, variable)
        result = show(total([*parts, zeros(*variable.shape)]))
        inner = notation == "inner"
        return result, lambda: gradient_lines(form, parts, result, variable, show, inner)
    result = show(jacobian(form, variable))
    return result, lambda: jacobian_lines(form, result, variable)


def _of_entry(
    form: Expr, variable: Entry, show: Presenter, notation: str
) -> tuple[Expr, Callable[[], list[Line]]]:
    """By one entry: that entry of the gradient of a scalar, or what the form is where it moves."""
    unit, by_all = entry_unit(variable), Differential(variable.array)
    places = [i for i in variable.indices if isinstance(i, Symbol)]
    if form.is_scalar:
        gradient, lines = _collected(form, variable.array, show, notation)
        gradient = unlike(gradient, places)
        # Term by term where a term picks places itself: (eₖ eₗᵀ)ᵢⱼ is a number.
        picks = any(isinstance(n, Call) and n.function is UNIT for n in nodes_of(gradient))
        terms = terms_of(normal(gradient)) if picks else [gradient]
        result = show(total([normal(entry(term, variable.indices)) for term in terms]))
        return result, lambda: [*lines(), entry_line(multiply(result, Differential(variable)))]
    alone = substitute(unlike(form, places), {by_all: multiply(unit, Differential(variable))})
    result = show(tangent(alone, variable))
    return result, lambda: [entry_line(alone), *tangent_lines(alone, result, variable)]


def _kind(question: Question) -> str:
    variables = question.variables
    if question.function.is_scalar:
        return "hessian" if len(variables) == 2 else "gradient"
    if all(variable.is_scalar for variable in variables):
        return "tangent"
    if len(variables) == 2 and not any(variable.is_scalar for variable in variables):
        raise Unsupported(
            "not-supported", "second derivatives of arrays by two arrays are not supported",
            help="a second derivative of an array is by a scalar, and by one array at most",
        )  # fmt: skip
    return "jacobian"


def _by_size(stages: Sequence[Taken], kind: str, show: Presenter) -> Expr:
    """The last result, sized as the variables: ∂²f/∂t∂x is a row, as t has one entry."""
    result = stages[-1].result
    first, last = stages[0].variable, stages[-1].variable
    row = kind == "hessian" and first.is_scalar and last.is_vector
    return show(normal(t(result))) if row else result


def _notes(
    question: Question, stages: Sequence[Taken], structure: Structure | None
) -> tuple[str, ...]:
    notes = list(question.notes)
    if structure is not None:
        return (*notes, note(_kind(question), question.variables[0], structure))
    for variable in dict.fromkeys(map(array_of, question.variables)):
        tied = variable.properties & {"symmetric", "skew", "diagonal", "lower", "upper"}
        if tied and not variable.is_scalar:
            notes.append(
                f"the entries of {variable.name} are treated as free; the answer is then "
                f"simplified with what is known of {variable.name}"
            )
        elif (
            stages[-1].variable is variable and variable.is_square and not variable.is_scalar
            and _is_likelihood(question.function, variable)
            and _holds_turned(stages[-1].result, variable)
        ):
            notes.append(
                f"{variable.name} is not taken to be symmetric; `where {variable.name} symmetric` "
                "(or `pd`) gives the form without transposes"
            )
    return tuple(notes)


def _is_likelihood(function: Expr, variable: Symbol) -> bool:
    """Whether log det X and X⁻¹ both stand in it, as in a Gaussian log-likelihood in Σ."""
    calls = [node for node in nodes_of(function) if isinstance(node, Call)]
    return {LOGDET, INVERSE} <= {call.function for call in calls if variable in call.children}


def _holds_turned(result: Expr, variable: Symbol) -> bool:
    """Whether Xᵀ or X⁻ᵀ stands in a result, which would be X and X⁻¹ for a symmetric X."""
    turned = {TRANSPOSE(variable), TRANSPOSE(INVERSE(variable))}
    return not turned.isdisjoint(nodes_of(result))


def _structure(question: Question, kind: str) -> Structure | None:
    """The structure of the variable, whose entries are to be tied. Raises Unsupported."""
    found = [structure_of(array_of(variable)) for variable in question.variables]
    structure = next((one for one in found if one is not None), None)
    single = isinstance(question.variables[0], Entry)
    if structure is not None and (single or len(set(question.variables)) > 1):
        raise Unsupported("not-supported", "tied entries are supported for one matrix variable")
    return structure


def _checks(
    question: Question, stages: Sequence[Taken], structure: Structure | None, options: Options,
    by_hand: Line | None, answer: Expr,
) -> Checks:  # fmt: skip
    from matcalc_cli.certificate import Stage  # mpmath is loaded only for a certificate
    from matcalc_cli.verification import Claim, verified

    def claim(taken: Sequence[Taken], line: Line | None, answer: Expr) -> Claim:
        stages = tuple(Stage(s.function, s.variable, s.lines, s.result) for s in taken)
        turned = None if answer is stages[-1].result else answer
        return Claim(stages, structure, line, turned)

    def retaken(general: Question) -> Claim:
        show = Presenter(user_orders(general.function))
        taken, kind = _taken(general, options, show), _kind(general)
        laid = laid_out(_by_size(taken, kind, show), kind, LAYOUTS[options.layout], show)
        return claim(taken, readable(general, kind, taken[-1].form, show), laid)

    return verified(question, claim(stages, by_hand, answer), retaken)
