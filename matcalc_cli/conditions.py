"""Where a derivation holds: the conditions of the functions that the question uses."""

from __future__ import annotations

from matcalc_cli.derivation import Condition, Question
from matcalc_cli.divisors import above_zero, divisors
from matcalc_cli.expressions import Call, Entry, Expr, Number, Power, Product, Symbol
from matcalc_cli.functions.entrywise import POWER, sign, step
from matcalc_cli.functions.norms import P_NORM
from matcalc_cli.functions.reductions import MATRIX_POWER
from matcalc_cli.functions.scalars_of_matrices import DET
from matcalc_cli.functions.special import PRODUCT
from matcalc_cli.functions.spectral import ADJUGATE
from matcalc_cli.functions.structure import INVERSE, zeros
from matcalc_cli.indices import depends_on, subscripts
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.sums import is_zero as is_zero_normal
from matcalc_cli.signs import is_definite, is_positive, unscaled
from matcalc_cli.sizes import ONE
from matcalc_cli.traversal import mentions, nodes_of, postorder

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
    moving = _moving(question)
    twice = len(question.variables) == 2
    for node in nodes_of(question.function):
        match node:
            case Call():
                found += _of_call(node, node in moving)
                if twice and node.function is P_NORM and not _is_smooth(node):
                    found.append(Condition("no entry of {0} is 0", node.children[0]))
            case Power(children=(base, Number(value=value))) if value.denominator != 1:
                found += above_zero(base)
            case Power(children=(base, exponent)):
                found += divisors(base, exponent)
    found += _other_members(question)
    return _without_weaker(found)


def _moving(question: Question) -> set[Expr]:
    """The nodes of the function that change with a variable."""
    named = [*question.variables, *question.dependences]
    names = {
        node.name for variable in named for node in nodes_of(variable)
        if isinstance(node, Symbol) and "index" not in node.properties
    }  # fmt: skip
    return mentions(question.function, lambda n: isinstance(n, Symbol) and n.name in names)


def _of_call(node: Call, moves: bool) -> list[Condition]:
    """The conditions of a call, those of being differentiable only where it moves."""
    if node.function is POWER:
        return divisors(*node.children)
    call = _call_with_condition(node)
    if call is None or is_granted(call):
        return []
    stated = _stated(call)
    if stated.template == "{0} > 0" and stated.subject is not None and not stated.other:
        (stated,) = above_zero(stated.subject)
    if not _is_of_differential(call):
        return [stated]
    fixed = stated.subject is not None and is_zero_normal(normal(stated.subject))  # |x_j - x_j|
    return [stated] if moves and not fixed else []


_DEFINED_EVERYWHERE = frozenset({DET, ADJUGATE, PRODUCT, sign, step})
_OF_DIFFERENTIAL = ("subgradient", "simple", "of full rank", "{0} ≠ 0")


def _is_of_differential(call: Call) -> bool:
    """Whether the value needs no condition, and only its differential does."""
    function = call.function
    return function in _DEFINED_EVERYWHERE or any(p in function.condition for p in _OF_DIFFERENTIAL)


def _without_weaker(found: list[Condition]) -> tuple[Condition, ...]:
    """Each condition once; none that another one, said of the same, makes needless."""
    positive = {c.subject for c in found if c.template in ("det {0} > 0", "{0} > 0", "{0} > 1")}
    weaker = ("{0} invertible", "{0} ≠ 0", "no entry of {0} is 0")
    inverses = {
        INVERSE(c.subject) for c in found
        if c.template == "{0} invertible" and c.subject is not None and c.subject.cols != ONE
    }  # fmt: skip
    return tuple(
        c for c in dict.fromkeys(found)
        if not (c.template in weaker and c.subject in positive)
        and not (c.template == "{0} invertible" and c.subject in inverses)
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
        and _may_be(node, families[node.name], question.function)
    ]  # fmt: skip


def _may_be(member: Symbol, variable: Symbol, function: Expr) -> bool:
    """Whether a member that no sum runs over may be the variable: x_j and x_2 may be x_k.

    Under a sum over k, w_kj is w_ij once, and w_kl so only where l is j.
    """
    if not subscripts(member):
        return bool(subscripts(variable))
    return any(
        index is not other and any(depends_on(function, part) for part in postorder(index)
                                   if isinstance(part, Symbol))
        for index, other in zip(member.indices, variable.indices, strict=False)
    )  # fmt: skip


def _call_with_condition(node: Call) -> Call | None:
    """A call whose function has a condition; A⁻² has that of A⁻¹."""
    if node.function is MATRIX_POWER:
        A, power = node.children
        if isinstance(power, Number) and power.value < 0:
            return INVERSE(A)
    return node if node.function.condition else None


def is_granted(node: Call) -> bool:
    """Whether the condition of a call holds by declaration or by the form of its argument."""
    argument, template = unscaled(node.children[0]), node.function.condition
    having = argument.properties if isinstance(argument, Symbol) else frozenset()
    if any(template in _GRANTED.get(name, ()) for name in having):
        return True
    if template in _GRANTED["pd"]:
        return is_definite(argument)
    if template in ("{0} > 0", "{0} > -1"):
        return is_positive(argument)
    return template in ("{1} > 0", "{0} > 0 and {1} > 0") and all(map(is_positive, node.children))
