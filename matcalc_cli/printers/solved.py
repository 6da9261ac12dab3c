"""What is said of a solved system: as a report, as lines, as LaTeX, as fields of a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from matcalc_cli.derivation import Condition
from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.functions.structure import ZEROS
from matcalc_cli.printers import facts
from matcalc_cli.printers.columns import broken, width
from matcalc_cli.printers.latex import latex
from matcalc_cli.printers.layout import Layout
from matcalc_cli.printers.text import TextStyle, text
from matcalc_cli.sizes import shape_list
from matcalc_cli.solving.equations import Equation, Saying, SecondOrder, Solution, Solved
from matcalc_cli.solving.moves import NEWTON

if TYPE_CHECKING:
    from matcalc_cli.printers.report import Row

_GAP = 3
_RULES_AT_MOST = 72


def equation(shown: Equation, unicode: bool) -> str:
    """`X^T X β = X^T y`; zeros on the right are written 0."""
    right = "0" if is_zeros(shown.right) else text(shown.right, unicode=unicode)
    return f"{text(shown.left, unicode=unicode)} = {right}"


def is_zeros(expr: Expr) -> bool:
    """Whether it is an array of zeros, which is written 0 on its own."""
    return getattr(expr, "function", None) is ZEROS


def saying(said: Saying, unicode: bool) -> str:
    """A sentence with its subjects written."""
    layout = Layout(TextStyle(unicode))
    template = facts.said(said.template, unicode)
    return template.format(*map(layout.text, said.subjects)) if said.subjects else template


def report(solved: Solved, *, unicode: bool, columns: int | None, colour: bool) -> str:
    """The whole report; `columns` is the width of the terminal, None for a pipe."""
    from matcalc_cli.printers.report import coloured, plain

    written = list(_rows(solved, unicode, columns))
    return coloured(written) if colour else plain(written)


def _rows(solved: Solved, unicode: bool, columns: int | None) -> Iterator[Row]:
    from matcalc_cli.printers.report import working

    yield from _heading(solved, unicode, columns)
    yield []
    if solved.full:
        for gradient in solved.gradients:
            yield from working(gradient, unicode, columns)
    if solved.moves:
        yield [("solution", "phase")]
        yield from _moves(solved, unicode, columns)
    if solved.solutions and len(solved.unknowns) > 1:
        yield [("equations", "phase")]
        for shown in solved.equations:
            yield from _broken("  ", equation(shown, unicode), columns, "")
    yield [("answer", "phase")]
    yield from _answer(solved, unicode, columns)
    yield []
    yield from _certificate(solved, unicode, columns)


def _heading(solved: Solved, unicode: bool, columns: int | None) -> Iterator[Row]:
    system = solved.system
    question = system.question
    if not system.direct:
        names = ", ".join(text(unknown, unicode=unicode) for unknown in system.unknowns)
        start = f"{question.name}({names}) = "
        yield from _broken(start, text(question.function, unicode=unicode, brackets=True), columns)
    if system.constraints:
        names = ", ".join(text(unknown, unicode=unicode) for unknown in solved.unknowns)
        yield from _broken(f"L({names}) = ", text(solved.lagrangian, unicode=unicode), columns)
    where = facts.where(question, unicode)
    if where:
        room = width(where) if columns is None else columns - 2
        yield from ([("  ", ""), (part, "where")] for part in broken(where, room))


def _broken(start: str, body: str, columns: int | None, style: str = "answer") -> Iterator[Row]:
    lines = [body] if columns is None else broken(body, max(columns - width(start), 20))
    for place, part in enumerate(lines):
        yield [(start if place == 0 else " " * width(start), ""), (part, style)]


def _moves(solved: Solved, unicode: bool, columns: int | None) -> Iterator[Row]:
    """The equations, each with the move that led to it."""
    lines = [equation(move.equation, unicode) for move in solved.moves]
    rules = [facts.said(move.rule.name, unicode) for move in solved.moves]
    most = _RULES_AT_MOST
    if columns is not None:
        most = min(most, columns - max(map(width, rules)))
    lengths = [width(line) + 2 + _GAP for line in lines]
    rules_at = max([length for length in lengths if length <= most], default=0)
    for line, rule in zip(lines, rules, strict=True):
        *above, last = _broken("  ", line, columns, "")
        yield from above
        used = sum(width(part) for part, _ in last)
        gap = max(rules_at - used, _GAP)
        if columns is not None and used + gap + width(rule) > columns:
            yield last
            last, gap = [], max(columns - width(rule), 0)
        yield [*last, (" " * gap, ""), (rule, "rule")]


def _answer(solved: Solved, unicode: bool, columns: int | None) -> Iterator[Row]:
    for place, solution in enumerate(solved.solutions):
        if place:
            yield [("or", "phase")]
        for symbol, value in asked(solved, solution):
            start = f"  {text(symbol, unicode=unicode)} = "
            body = "0" if is_zeros(value) else text(value, unicode=unicode)
            yield from _broken(start, body, columns)
    if not solved.solutions:
        for shown in solved.equations:
            yield from _broken("  ", equation(shown, unicode), columns)
    if solved.statement is not None:
        yield from _broken("  ", saying(solved.statement, unicode), columns, "")
    if solved.newton is not None:
        arrow = "←" if unicode else "<-"
        start = f"  {text(solved.unknowns[0], unicode=unicode)} {arrow} "
        yield from _broken(start, text(solved.newton, unicode=unicode), columns)
        yield [(f"  {NEWTON.name}: take this step again and again", "")]


def asked(solved: Solved, solution: Solution) -> list[tuple[Symbol, Expr]]:
    """The values of the unknowns asked for, in the order asked, then those of multipliers."""
    return [(symbol, solution.values[symbol]) for symbol in solved.unknowns
            if symbol in solution.values]  # fmt: skip


def _certificate(solved: Solved, unicode: bool, columns: int | None) -> Iterator[Row]:
    from matcalc_cli.printers.report import labelled, mark

    for place, judged in enumerate(solved.second_order):
        if place == 0:
            for row in hessian_lines(solved, judged, unicode):
                yield from labelled("second", row, columns)
        name = "or" if place else "" if judged.hessians else "second"
        yield from labelled(name, saying(judged.sentence, unicode), columns)
    if solved.vanishes is not None:
        words = ("put back, every equation holds to 30 digits at 3 random points"
                 if solved.vanishes else "not certified")  # fmt: skip
        style = "good" if solved.vanishes else "bad"
        yield from labelled("value", words, columns, "", mark(solved.vanishes, unicode), style)
    elif solved.solutions:
        yield from labelled("value", "not checked", columns)
    for condition in conditions(solved):
        yield from labelled("if", facts.condition(condition, unicode), columns, "note")
    for note in notes(solved, unicode):
        yield from labelled("note", note, columns)


def hessian_lines(solved: Solved, judged: SecondOrder, unicode: bool) -> list[str]:
    """`∂²f/∂β² = 2 Xᵀ X, positive semidefinite`; of a symmetric unknown, along symmetric dX."""
    d, two = ("∂", "²") if unicode else ("d", "^2")
    name = solved.system.question.name
    lines = []
    for unknown, H, word in judged.hessians:
        body = "0" if is_zeros(H) else text(H, unicode=unicode)
        by = text(unknown, unicode=unicode)
        along = f" along symmetric d{by}" if "symmetric" in unknown.properties else ""
        said = f", {word}{along}" if word else ""
        lines.append(f"{d}{two}{name}/{d}{by}{two} = {body}{said}")
    return lines


def conditions(solved: Solved) -> list[Condition]:
    """Those of the function and those of the solutions."""
    found = [c for gradient in solved.gradients for c in gradient.conditions]
    found += [c for solution in solved.solutions for c in solution.conditions]
    return list(dict.fromkeys(found))


def notes(solved: Solved, unicode: bool) -> list[str]:
    """The notes, with Greek symbols as letters where those can be written."""
    if not solved.gradients:
        return [facts.said(note, unicode) for note in solved.notes]
    return facts.notes(solved.gradients[0]._replace(notes=solved.notes), unicode)


def line(solved: Solved, unicode: bool) -> str:
    """The solutions, one a line; what is left of the equations where there are none."""
    rows: list[str] = []
    for solution in solved.solutions:
        for symbol, value in asked(solved, solution):
            if symbol in solved.system.unknowns:
                rows.append(equation(Equation(symbol, value), unicode))
    return "\n".join(rows or [equation(shown, unicode) for shown in solved.equations]) + "\n"


def document(solved: Solved, quiet: bool) -> str:
    r"""One `align*` with the moves and the names of their rules, or the solutions alone."""
    from matcalc_cli.printers.document import aligned, given, remarks, words

    if quiet:
        found = [_latex(Equation(symbol, value)) for solution in solved.solutions
                 for symbol, value in asked(solved, solution)
                 if symbol in solved.system.unknowns]  # fmt: skip
        found = found or [_latex(shown) for shown in solved.equations]
        return "\n".join(found).replace("&", "") + "\n"
    rows = [f"{_latex(move.equation)} && {words(move.rule.name)}" for move in solved.moves]
    for solution in solved.solutions:
        rows += [_latex(Equation(symbol, value)) for symbol, value in asked(solved, solution)]
    rows = rows or [_latex(shown) for shown in solved.equations]
    if not solved.system.direct:
        rows.insert(0, given(solved.system.question, solved.system.unknowns))
    said = [] if solved.statement is None else [saying(solved.statement, False)]
    said += [saying(judged.sentence, False) for judged in solved.second_order]
    return aligned(dict.fromkeys(rows)) + remarks(
        conditions(solved), [*said, *notes(solved, False)]
    )


def _latex(shown: Equation) -> str:
    right = "0" if is_zeros(shown.right) else latex(shown.right)
    return f"{latex(shown.left)} &= {right}"


def fields(solved: Solved, typed: str) -> dict[str, Any]:
    """The fields of a record that only `solve` has; the unknowns are called as in `typed`."""
    first, *others = solved.solutions or (None,)
    return {
        "equations": [_equation_fields(shown) for shown in solved.equations],
        "solutions": {} if first is None else _values(solved, first, others, typed),
        "answered": solved.answered,
        "statement": None if solved.statement is None else saying(solved.statement, False),
        "newton": None if solved.newton is None else _written(solved.newton),
        "second_order": _second_order(solved),
    }


def steps(solved: Solved) -> list[dict[str, str]]:
    """The moves as steps of a record."""
    return [
        {"phase": "solution", "rule": move.rule.name, **_equation_fields(move.equation)}
        for move in solved.moves
    ]


def _equation_fields(shown: Equation) -> dict[str, str]:
    return {
        "text": equation(shown, False), "unicode": equation(shown, True),
        "latex": _latex(shown).replace("&", ""),
    }  # fmt: skip


def _written(expr: Expr) -> dict[str, Any]:
    return {
        "text": text(expr, unicode=False), "unicode": text(expr, unicode=True),
        "latex": latex(expr), "shape": shape_list(expr.shape),
    }  # fmt: skip


def _values(
    solved: Solved, first: Solution, others: Sequence[Solution], typed: str
) -> dict[str, Any]:
    """Each symbol's value and conditions; with several roots, the others beside the first."""
    found: dict[str, Any] = {}
    for symbol, value in asked(solved, first):
        stated = [facts.condition(c, False) for c in first.conditions]
        more = [_written(other.values[symbol]) for other in others]
        found[facts.spelled(symbol, typed)] = {
            **_written(value), "conditions": stated, **({"others": more} if more else {}),
        }  # fmt: skip
    return found


def _second_order(solved: Solved) -> dict[str, Any] | None:
    if not solved.second_order:
        return None
    first, *others = map(_judged, solved.second_order)
    return {**first, "others": others} if others else first


def _judged(judged: SecondOrder) -> dict[str, Any]:
    return {
        "verdict": judged.verdict,
        "reason": saying(judged.sentence, False),
        "hessians": [
            {"wrt": text(unknown, unicode=False), **_written(H), "definite": word or None}
            for unknown, H, word in judged.hessians
        ],
    }
