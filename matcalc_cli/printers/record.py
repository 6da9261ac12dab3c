"""Derivations and problems as JSON records, one object a line."""

from __future__ import annotations

from typing import Any

from matcalc_cli.checking.judgement import Array, Judgement
from matcalc_cli.derivation import Checks, Derivation, Question
from matcalc_cli.errors import Problem
from matcalc_cli.expressions import Expr
from matcalc_cli.printers import facts, verdict
from matcalc_cli.printers import solved as solution
from matcalc_cli.printers.alone import needs_names
from matcalc_cli.printers.latex import latex
from matcalc_cli.printers.layout import Layout
from matcalc_cli.printers.text import TextStyle, text
from matcalc_cli.sizes import shape_list
from matcalc_cli.solving.equations import Solved
from matcalc_grammar.frozen import Frozen

SCHEMA = 1


class Source(Frozen):
    """Where a record was read: the file (None for arguments and pipes) and its first line."""

    file: str | None
    line: int


def derived(derivation: Derivation, typed: str, source: Source) -> str:
    """The record of an answer."""
    return _line(typed, source, _answer(derivation))


def judged(judgement: Judgement, typed: str, source: Source) -> str:
    """The record of a claim: the right answer, and what is to be said of the claim."""
    claim = judgement.claim.expression
    read = {} if claim is None else _written(claim, unicode=True)
    example = judgement.counterexample
    return _line(typed, source, {
        **_answer(judgement.derivation),
        "claim": {"typed": judgement.claim.typed, **read},
        "verdict": judgement.verdict,
        "reason": verdict.reason(judgement, True) or None,
        "counterexample": None if example is None else {
            "sizes": dict(example.sizes),
            "values": {text(symbol, unicode=False): _array(array)
                       for symbol, array in example.given},
            "derivative": _array(example.right),
            "claim": _array(example.claimed),
        },
    })  # fmt: skip


def solved(answer: Solved, typed: str, source: Source) -> str:
    """The record of a solved system; `derivative` is the gradient where there is one."""
    gradients, question = answer.gradients, answer.system.question
    known = _answer(gradients[0]._replace(question=question)) if gradients else {
        "read_as": facts.read_as(question), "status": "ok",
        "function": _written(question.function, unicode=False),
        "symbols": _symbols(question),
    }  # fmt: skip
    steps = [step for gradient in gradients for step in _steps(gradient)[:-1]]
    return _line(typed, source, {
        **known,
        "kind": "equation" if answer.system.direct else "gradient",
        "wrt": [facts.spelled(unknown, typed) for unknown in answer.system.unknowns],
        "derivative": known.get("derivative") if len(gradients) == 1 else None,
        "steps": [*steps, *solution.steps(answer)],
        "conditions": [facts.condition(c, False) for c in solution.conditions(answer)],
        "notes": solution.notes(answer, True),
        "checks": None if answer.vanishes is None else {
            "value": {"ok": answer.vanishes, "digits": 30, "points": 3},
        },
        **solution.fields(answer, typed),
    })  # fmt: skip


def _array(array: Array) -> Any:
    """A number, a list for a vector, or a list of rows."""
    if not isinstance(array, list):
        return array if isinstance(array, (int, float)) else float(array)
    if array and all(len(row) == 1 for row in array):
        return [_array(row[0]) for row in array]
    return [[_array(entry) for entry in row] for row in array]


def _answer(derivation: Derivation) -> dict[str, Any]:
    question = derivation.question
    function = question.function
    return {
        "read_as": facts.read_as(question),
        "status": "ok",
        "kind": derivation.kind,
        "function": _written(function, unicode=False),
        "wrt": [text(variable, unicode=False) for variable in question.variables],
        "layout": derivation.layout,
        "derivative": {**_alone(derivation), **_short(derivation)},
        **_differential(derivation),
        "symbols": _symbols(question),
        "steps": _steps(derivation),
        "conditions": [facts.condition(stated, False) for stated in derivation.conditions],
        "notes": facts.notes(derivation, True),
        "checks": None if derivation.checks is None else _checks(derivation.checks),
    }


def failed(problem: Problem, typed: str, source: Source, place: dict[str, int | None]) -> str:
    """The record of a problem; `place` holds its line, column and end_column."""
    error = {"name": problem.name, "message": problem.message, **place,
             "help": problem.help or None}  # fmt: skip
    return _line(typed, source, {"status": "error", "error": error})


_KEYS = (
    "schema", "input", "read_as", "source", "status", "kind", "function", "wrt", "layout",
    "derivative", "symbols", "steps", "conditions", "notes", "checks", "error",
)  # fmt: skip
_OF_CLAIMS = ("claim", "verdict", "reason", "counterexample")
_OF_SYSTEMS = ("equations", "solutions", "answered", "statement", "newton", "second_order")
_LISTS = frozenset(["wrt", "steps", "conditions", "notes"])


def _line(typed: str, source: Source, known: dict[str, Any]) -> str:
    import json  # only this format needs it, and it is slow to load

    known |= {"schema": SCHEMA, "input": typed, "source": source._asdict()}
    empty: dict[str, Any] = {key: [] for key in _LISTS} | {"symbols": {}}
    more = _OF_CLAIMS if "verdict" in known else _OF_SYSTEMS if "solutions" in known else ()
    beside = ("differential",) if "differential" in known else ()
    keys = (*_KEYS[:-1], *beside, *more, _KEYS[-1])
    record = {key: known.get(key, empty.get(key)) for key in keys}
    return json.dumps(record, ensure_ascii=False) + "\n"


def fields(line: str) -> dict[str, Any]:
    """What a record says, without where it was read."""
    import json

    known: dict[str, Any] = json.loads(line)
    return {key: value for key, value in known.items() if key not in ("source", "input")}


def _written(expr: Expr, unicode: bool) -> dict[str, Any]:
    forms = {"text": text(expr, unicode=False)}
    if unicode:
        forms["unicode"] = text(expr, unicode=True)
    return {**forms, "latex": latex(expr), "shape": shape_list(expr.shape)}


def _alone(derivation: Derivation) -> dict[str, Any]:
    """The answer written out; null where that is too long and its short form says it."""
    shape = shape_list(derivation.answer.shape)
    if needs_names(derivation):
        return {"text": None, "unicode": None, "latex": None, "shape": shape}
    return _written(derivation.answer, unicode=True)


def _differential(derivation: Derivation) -> dict[str, Any]:
    """dF or d²f in its readable form, beside a Jacobian or Hessian of matrices."""
    by_hand = derivation.readable
    if by_hand is None:
        return {}
    written = _written(by_hand.expression, unicode=True)
    return {"differential": {"left": facts.said(by_hand.left, False), **written}}


def _short(derivation: Derivation) -> dict[str, Any]:
    """The form with names for what the answer repeats, where it is shown so."""
    if derivation.short is None:
        return {}
    where = [{"name": text(symbol, unicode=False), "text": text(body, unicode=False)}
             for symbol, body in derivation.where]  # fmt: skip
    return {"abbreviated": text(derivation.short, unicode=False), "where": where}


def _symbols(question: Question) -> dict[str, Any]:
    return {
        text(symbol, unicode=False): {
            "shape": shape_list(symbol.shape),
            "properties": facts.properties(symbol),
            "declared": declared,
        }
        for symbol, declared in question.facts
        if facts.shown(symbol)
    }


def _steps(derivation: Derivation) -> list[dict[str, str]]:
    layout = Layout(TextStyle(unicode=False))
    return [
        {"phase": line.phase, "rule": line.rule, "text": layout.text(line.expression),
         "latex": latex(line.expression)}
        for line in derivation.lines
    ]  # fmt: skip


def _checks(checks: Checks) -> dict[str, Any]:
    value: dict[str, Any] = {
        "ok": checks.value, "digits": checks.digits, "points": checks.points
    }  # fmt: skip
    if checks.reason:
        value["reason"] = checks.reason
    return {"shape": checks.shape, "value": value, "steps": checks.steps}
