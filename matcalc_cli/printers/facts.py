"""The facts of a derivation in words, shared by every form of output."""

from __future__ import annotations

from collections.abc import Iterator

from matcalc_cli.derivation import Condition, Derivation, Question
from matcalc_cli.expressions import Call, Expr, Symbol
from matcalc_cli.functions.function import TABLE
from matcalc_cli.functions.structure import array_of
from matcalc_cli.functions.unknown import declared_name
from matcalc_cli.layouts import LAYOUTS
from matcalc_cli.printers.layout import Layout
from matcalc_cli.printers.names import plain, visible
from matcalc_cli.printers.text import TextStyle, text
from matcalc_cli.sizes import ONE, SCALAR, Shape
from matcalc_cli.traversal import postorder
from matcalc_grammar.alphabet import GREEK
from matcalc_grammar.operators import POSTFIX

# A property, and those that follow from it and go without saying.
_IMPLIED = {
    "pd": ("psd", "symmetric", "invertible"),
    "psd": ("symmetric",),
    "diagonal": ("symmetric", "lower", "upper"),
    "orthogonal": ("invertible",),
    "positive": ("nonnegative",),
}
_HIDDEN = frozenset(["index", "whole"])


def domain(shape: Shape, unicode: bool) -> str:
    """`R`, `R^n`, `R^{m×n}`: the set that arrays of this shape form."""
    if shape == SCALAR:
        return "R"
    rows, columns = map(str, shape)
    if columns == "1":
        return f"R^{rows}" if rows.isalnum() and len(rows) == 1 else f"R^{{{rows}}}"
    return f"R^{{{rows}{'×' if unicode else ' x '}{columns}}}"


def properties(symbol: Symbol) -> list[str]:
    """The properties of a symbol, without those that follow from others."""
    implied = {p for having in symbol.properties for p in _IMPLIED.get(having, ())}
    return sorted(symbol.properties - implied - _HIDDEN)


def spelled(symbol: Symbol, typed: str) -> str:
    """The name as it stands in what was typed: `β` there, else `beta`."""
    name = text(symbol, unicode=True)
    return name if name in typed else text(symbol, unicode=False)


def shown(symbol: Symbol) -> bool:
    """Whether a symbol is one to declare; a bound index and the unnamed constant are not."""
    return "index" not in symbol.properties and symbol.name != "const"


def assumptions(question: Question, unicode: bool) -> list[str]:
    """What the question takes for granted, each as it can be typed."""
    sign = "∈" if unicode else "in"
    said: dict[str, None] = {}
    for fact in question.facts:
        if not shown(fact.symbol):
            continue
        words = [text(fact.symbol, unicode=unicode), sign, domain(fact.symbol.shape, unicode)]
        said.setdefault(" ".join([*words, *properties(fact.symbol)]))
    for name, shapes in unknown_functions(question.function):
        called = GREEK.get(name, name) if unicode else name
        said.setdefault(f"{called}: {', '.join(domain(s, unicode) for s in shapes)} -> R")
    for symbol, on in question.dependences.items():
        said.setdefault(f"{text(symbol, unicode=unicode)} depends on {text(on, unicode=unicode)}")
    return list(said)


def unknown_functions(function: Expr) -> Iterator[tuple[str, list[Shape]]]:
    """The functions that are only named, each with the shapes of its arguments.

    Their derivatives stand for them; what acts entry by entry takes a number.
    """
    for node in postorder(function):
        if not isinstance(node, Call) or node.function.name in TABLE:
            continue
        name, by_entry = declared_name(node.function), node.function.signature == "*->*"
        if node.function.partials or name != node.function.name:
            yield name, [SCALAR] if by_entry else [child.shape for child in node.children]


def where(question: Question, unicode: bool) -> str:
    """`where X ∈ R^{m×n}, A ∈ R^{m×m} symmetric`: a line that can be typed back."""
    said = assumptions(question, unicode)
    return f"where {', '.join(said)}" if said else ""


def read_as(question: Question) -> str:
    """The whole query as it was read, fully bracketed, in ASCII."""
    variables = [text(variable, unicode=False) for variable in question.variables]
    taken = " ".join(f"d/d{variable}" for variable in variables)
    body = text(question.function, unicode=False, brackets=True)
    return f"{taken} {body} {where(question, False)}".rstrip()


def function_name(question: Question, unicode: bool) -> str:
    """`f(X)`, `f(x, y)`."""
    arrays = map(array_of, question.variables)
    names = dict.fromkeys(text(variable, unicode=unicode) for variable in arrays)
    return f"{question.name}({', '.join(names)})"


def label(derivation: Derivation, unicode: bool) -> str:
    """`∂f/∂X`, `df/dt`, `∂²f/∂x∂y`: what the answer is the value of."""
    question = derivation.question
    variables = [text(variable, unicode=unicode) for variable in question.variables]
    alone = all(fact.symbol is question.variables[0] for fact in question.facts)
    partial = unicode and not (alone and question.variables[0].is_scalar)
    d = "∂" if partial else "d"
    if len(variables) == 1:
        return f"{d}{question.name}/{d}{variables[0]}"
    power = "²" if unicode else "^2"
    first, second = variables
    below = f"{first}{power}" if first == second else f"{first}{d}{second}"
    return f"{d}{power}{question.name}/{d}{below}"


def shape(shape: Shape, unicode: bool) -> str:
    """`m×n`, `n×1`, `a number`."""
    if shape == SCALAR:
        return "a number"
    return f"{shape[0]}{'×' if unicode else ' x '}{shape[1]}"


def shape_line(derivation: Derivation, unicode: bool) -> str:
    """The shape found and what it is the shape of."""
    question = derivation.question
    found = derivation.answer.shape
    wording = shape(found, unicode)
    if found == SCALAR:
        return f"{wording}, as {question.name} and the variable are"
    of = function_name(question, unicode).partition("(")[0]
    by = text(question.variables[0], unicode=unicode)
    turned = "ᵀ" if unicode else "^T"
    match derivation.kind:
        case "gradient":
            same = found == question.variables[0].shape
            return f"{wording}, the shape of {by}{'' if same else turned}"
        case "tangent":
            same = found == question.function.shape
            return f"{wording}, the shape of {of}{'' if same else turned}"
        case "hessian":
            array = next((v for v in question.variables if v.shape == found), None)
            if array is not None:
                return f"{wording}, the shape of {text(array, unicode=unicode)}"
            second = text(question.variables[-1], unicode=unicode)
            return f"{wording}, {_size_of(question.variables[0], by)} by " + _size_of(
                question.variables[-1], second
            )
    sizes = [_size_of(question.function, of), _size_of(question.variables[0], by)]
    if derivation.layout == "wikipedia-denominator":
        sizes.reverse()
    return f"{wording}, {' by '.join(sizes)}"


def _size_of(expr: Expr, name: str) -> str:
    return f"the size of {name if expr.cols == ONE else f'vec {name}'}"


_JACOBIAN = {
    "numerator": "one row an entry of the function; Wikipedia calls it numerator layout",
    "denominator": "one row an entry of the function; Wikipedia calls it numerator layout",
    "wikipedia-numerator": "one row an entry of the function",
    "wikipedia-denominator": "one row an entry of the variable",
}
_VECTOR_TANGENT = {
    "numerator": "a column; Wikipedia calls it numerator layout",
    "denominator": "a column; Wikipedia calls it numerator layout",
    "wikipedia-numerator": "a column",
    "wikipedia-denominator": "a row",
}


def layout_line(derivation: Derivation) -> str:
    """The layout by its name here, and what Wikipedia calls it."""
    layout, question = derivation.layout, derivation.question
    if derivation.kind == "gradient" and not question.variables[0].is_scalar:
        return LAYOUTS[layout].text
    remark = "the same in every layout"
    if derivation.kind == "jacobian":
        remark = _JACOBIAN[layout]
    elif derivation.kind == "tangent" and question.function.is_vector:
        remark = _VECTOR_TANGENT[layout]
    return f"{layout} ({remark})"


def condition(stated: Condition, unicode: bool) -> str:
    """A condition of validity, its subject bracketed where a word stands before it."""
    if stated.subject is None:
        return said(stated.template, unicode)
    layout = Layout(TextStyle(unicode))
    subject = layout.text(stated.subject)
    before = stated.template.partition("{0}")[0].split()
    if before and before[-1] == "det" and layout.piece(stated.subject).level < POSTFIX:
        subject = f"({subject})"
    other = "" if stated.other is None else layout.text(stated.other)
    return said(stated.template, unicode).format(subject, other)


def said(sentence: str, unicode: bool) -> str:
    """A sentence, in ASCII where asked for."""
    return sentence if unicode else plain(sentence)


def typed(text: str, unicode: bool) -> str:
    """What somebody typed, or named a file, in one row; in ASCII where asked for."""
    return said(visible(" ".join(text.split())), unicode)


def notes(derivation: Derivation, unicode: bool) -> list[str]:
    """The notes, with Greek symbols of the question as letters where those can be written."""
    if not unicode:
        return [said(note, False) for note in derivation.notes]
    letters = {fact.symbol.name: text(fact.symbol, unicode=True)
               for fact in derivation.question.facts if fact.symbol.name in GREEK}  # fmt: skip
    return [
        " ".join(letters.get(word, word) for word in note.split(" ")) for note in derivation.notes
    ]
