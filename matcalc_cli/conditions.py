"""Where a derivation holds: the conditions of the functions that the question uses."""

from __future__ import annotations

from matcalc_cli.derivation import Condition, Question
from matcalc_cli.expressions import Add, Call, Entry, Expr, Number, Power, Product, Symbol
from matcalc_cli.functions.entrywise import PI, cosh, exp, sigmoid
from matcalc_cli.functions.norms import P_NORM
from matcalc_cli.functions.reductions import MATRIX_POWER, softmax
from matcalc_cli.functions.structure import INVERSE, ONES, zeros
from matcalc_cli.indices import depends_on, subscripts
from matcalc_cli.traversal import nodes_of

_POSITIVE = frozenset({exp, sigmoid, softmax, cosh, ONES, PI})
_OF_INVERTIBLE = frozenset({"{0} invertible", "{0} of full rank", "{0} ≠ 0"})
# The conditions that hold for what has a property.
_GRANTED = {
    "invertible": _OF_INVERTIBLE,
    "orthogonal": _OF_INVERTIBLE,
    "pd": _OF_INVERTIBLE | {
        "det {0} > 0", "{0} has no eigenvalue on the negative real axis or 0",
    },
    "positive": frozenset({
        "{0} > 0", "{0} > -1", "{0} ≠ 0", "no entry of {0} is 0",
        "no entry of {0} is 0 (there: a subgradient)",
    }),
    "nonnegative": frozenset({"{0} > -1"}),
}  # fmt: skip


def conditions(question: Question) -> tuple[Condition, ...]:
    """What must hold for the function to be differentiable, by the records it uses."""
    found = list(question.conditions)
    twice = len(question.variables) == 2
    for node in nodes_of(question.function):
        match node:
            case Call():
                call = _call_with_condition(node)
                if call is not None and not is_granted(call):
                    found.append(_stated(call))
                if twice and node.function is P_NORM and not _is_smooth(node):
                    found.append(Condition("no entry of {0} is 0", node.children[0]))
            case Power(children=(base, Number(value=value))) if value.denominator != 1:
                found.append(Condition("{0} > 0", base))
    found += _other_members(question)
    positive = {c.subject for c in found if c.template == "det {0} > 0"}
    return tuple(
        c for c in dict.fromkeys(found)
        if not (c.template == "{0} invertible" and c.subject in positive)
    )  # fmt: skip


def _is_smooth(norm: Call) -> bool:
    """Whether a p-norm has second derivatives where an entry is 0."""
    p = norm.children[1]
    return isinstance(p, Number) and p.value >= 2


def _stated(call: Call) -> Condition:
    """The condition of a call; two arguments that must differ do so where no difference is 0."""
    template, subject = call.function.condition, call.children[0]
    if "{value}" in template:
        return Condition(template.replace("{value}", "{0}"), call)
    if "{0} - {1}" in template:
        other = call.children[1]
        difference = other if is_zero(subject) else subject
        if not (is_zero(subject) or is_zero(other)):
            difference = subject - other
        template, subject = template.replace("{0} - {1}", "{0}"), difference
    elif "{1}" in template:
        return Condition(template, *call.children[:2])
    if subject.is_scalar:
        template = template.replace("no entry of {0} is 0", "{0} ≠ 0")
    return Condition(template, subject)


def is_zero(expr: Expr) -> bool:
    """Whether it is a zero as it stands."""
    return expr is zeros(*expr.shape) or (
        isinstance(expr, Product) and expr.children[0] is Number(0)
    )


def _other_members(question: Question) -> list[Condition]:
    """That x_j is another member than the x_k differentiated by, where no sum runs over j."""
    families = {v.name: v for v in question.variables if v.indices and not isinstance(v, Entry)}
    return [
        Condition("{0} another member than {1}", node, families[node.name])
        for node in nodes_of(question.function)
        if isinstance(node, Symbol) and families.get(node.name, node) is not node
        and any(depends_on(question.function, index) for index in subscripts(node))
    ]  # fmt: skip


def _call_with_condition(node: Call) -> Call | None:
    """A call whose function has a condition; A⁻² has that of A⁻¹."""
    if node.function is MATRIX_POWER:
        A, power = node.children
        if isinstance(power, Number) and power.value < 0:
            return INVERSE(A)
    return node if node.function.condition else None


def is_granted(node: Call) -> bool:
    """Whether the condition of a call holds by declaration or by the form of its argument."""
    argument, template = node.children[0], node.function.condition
    having = argument.properties if isinstance(argument, Symbol) else frozenset()
    if any(template in _GRANTED.get(name, ()) for name in having):
        return True
    if template in ("{0} > 0", "{0} > -1"):
        return is_positive(argument)
    return template in ("{1} > 0", "{0} > 0 and {1} > 0") and all(map(is_positive, node.children))


def is_positive(expr: Expr) -> bool:
    """Whether every entry is greater than 0, by declaration or by form; False where not known."""
    match expr:
        case Number(value=value):
            return value > 0
        case Symbol(properties=properties):
            return "positive" in properties
        case Call(function=function):
            return function in _POSITIVE
        case Add(children=children) | Product(children=children):
            chain = [child for child in children if not child.is_scalar]
            lone = isinstance(expr, Add) or len(chain) < 2
            return lone and all(map(is_positive, children))
    return False
