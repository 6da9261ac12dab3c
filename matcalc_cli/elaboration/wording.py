"""Syntax back to text, for the messages of errors."""

from __future__ import annotations

from collections.abc import Iterable

from matcalc_grammar import syntax
from matcalc_grammar.syntax import Expression

_LONG = 60
_TIGHT = (syntax.Number, syntax.Name, syntax.Group, syntax.Call, syntax.Norm, syntax.Bars,
          syntax.Inner, syntax.Differential, syntax.Gradient, syntax.Transpose,
          syntax.Power)  # fmt: skip


def text_of(node: Expression) -> str:
    """The expression in the language, in plain ASCII; cut short when it is long."""
    text = _text(node, 0)
    return text if len(text) <= _LONG else text[: _LONG - 3] + "..."


def in_template(text: str) -> str:
    """A text for a template of a misfit, where braces hold the place of a shape."""
    return text.replace("{", "{{").replace("}", "}}")


def _text(node: Expression, depth: int) -> str:
    if depth > 20:
        return "..."
    depth += 1
    match node:
        case syntax.Number():
            return node.text
        case syntax.Name():
            return name_text(node)
        case syntax.Sum():
            return _sum(node, depth)
        case syntax.Product():
            return _joined(node.factors, {"": " ", "*": " * ", "@": " @ ", "/": "/"}, depth)
        case syntax.Entrywise():
            operators = {".*": " .* ", "./": " ./ ", "kron": " kron "}
            return _joined(node.operands, operators, depth)
        case syntax.Negative():
            return f"-{_text(node.operand, depth)}"
        case syntax.Group():
            return f"({_text(node.inside, depth)})"
        case syntax.Power():
            return _power(node, depth)
        case syntax.Transpose():
            return f"{_tight(node.operand, depth)}^{'-T' if node.inverse else 'T'}"
        case _:
            return _applied(node, depth)


def _weight(node: Expression, depth: int) -> str:
    return name_text(node) if isinstance(node, syntax.Name) else f"{{{_text(node, depth)}}}"


def _applied(node: Expression, depth: int) -> str:
    match node:
        case syntax.Call(function="entry of"):
            under = ",".join(_text(part, depth) for part in node.subscripts)
            return f"{_tight(node.arguments[0], depth)}_{{{under}}}"
        case syntax.Call(function="eigenvalue of" | "gamma of"):
            return "".join(_text(part, depth) for part in node.arguments)
        case syntax.Call():
            if not node.arguments and not node.bracketed:
                return node.function
            return f"{node.function}({_listed(node.arguments, depth)})"
        case syntax.Norm():
            kind = node.kind if isinstance(node.kind, str) else _weight(node.kind, depth)
            return f"||{_text(node.operand, depth)}||{'_' + kind if kind else ''}"
        case syntax.Bars():
            return f"|{_text(node.operand, depth)}|"
        case syntax.Inner():
            return f"<{_text(node.left, depth)}, {_text(node.right, depth)}>"
        case syntax.IndexedSum():
            bound = "" if node.upper is None else f"^{_tight(node.upper, depth)}"
            under = f"{{{node.index.base}={node.first}}}" if bound else node.index.base
            return f"sum_{under}{bound} {_tight(node.body, depth)}"
        case syntax.Differential():
            operand = _tight(node.operand, depth)
            return f"{'d' if node.order == 1 else 'd2'}{operand}"
        case syntax.Gradient():
            word = "grad" if node.order == 1 else "hess"
            return f"{word}({name_text(node.function)})({_listed(node.arguments, depth)})"
        case _:
            return "..."


def _listed(nodes: Iterable[Expression], depth: int) -> str:
    return ", ".join(_text(node, depth) for node in nodes)


def _tight(node: Expression, depth: int) -> str:
    text = _text(node, depth)
    return text if isinstance(node, _TIGHT) else f"({text})"


def _power(node: syntax.Power, depth: int) -> str:
    exponent = _text(node.exponent, depth)
    if not isinstance(node.exponent, syntax.Number | syntax.Name | syntax.Group):
        exponent = exponent if exponent == "-1" else f"({exponent})"
    return f"{_tight(node.base, depth)}{'.^' if node.entrywise else '^'}{exponent}"


def _sum(node: syntax.Sum, depth: int) -> str:
    text = ""
    for sign, term in node.terms:
        if len(text) > _LONG:
            break
        operator = " + " if sign > 0 else " - "
        text += (operator if text else "-" if sign < 0 else "") + _text(term, depth)
    return text


def _joined(
    operands: tuple[tuple[str, Expression], ...], operators: dict[str, str], depth: int
) -> str:
    text = ""
    for operator, operand in operands:
        if len(text) > _LONG:
            break
        text += (operators[operator] if text else "") + _text(operand, depth)
    return text


def name_text(name: syntax.Name) -> str:
    """A name as it is typed: `x_i`, `A_{12}`."""
    under = ",".join(_text(part, 1) for part in name.subscripts)
    if len(under) > 2 and under.replace(",", "").isalpha() and len(under) == 3:
        under = under.replace(",", "")
    return name.base + (f"_{under}" if len(under) == 1 else f"_{{{under}}}" if under else "")
