"""What a result is called: normal equations, softmax minus the target, score, projection."""

from __future__ import annotations

from collections.abc import Iterator

from matcalc_cli.derivation import Question
from matcalc_cli.expressions import Add, Call, Expr, Product, Symbol
from matcalc_cli.functions.reductions import softmax
from matcalc_cli.functions.structure import INVERSE, TRANSPOSE, t
from matcalc_cli.normal_form.products import product
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.terms import split, terms_of, without_coefficient
from matcalc_cli.traversal import mentions, nodes_of


def named_results(question: Question, kind: str, answer: Expr) -> Iterator[str]:
    """A note for each name that the answer, or a part of it, goes by."""
    nodes = nodes_of(answer)
    sums = [node for node in nodes if isinstance(node, Add)]
    products = [node for node in nodes if isinstance(node, Product)]
    if kind == "gradient" and _normal_equations(answer, question.variables[0]):
        yield "set to zero, these are the normal equations"
    if any(map(_softmax_residual, sums)):
        yield "softmax minus the target"
    if kind == "gradient" and any(_is_unnamed_constant(n) for n in nodes_of(question.function)):
        yield "the gradient of a log-likelihood is called the score"
    for base in dict.fromkeys(filter(None, map(_projection, products))):
        yield f"{base} is the projection on the column space"


def _normal_equations(answer: Expr, variable: Symbol) -> bool:
    """Whether it is c Aᵀ (… A x …): the gradient of a squared residual that is linear in x."""
    term = split(without_coefficient(answer)[1])
    if term.scalars or len(term.chain) < 2 or variable.cols != answer.cols:
        return False
    residual = terms_of(term.chain[-1])
    holding = [part for part in residual if mentions(part, lambda n: n is variable)]
    if any(mentions(factor, lambda n: n is variable) for factor in term.chain[:-1]):
        return False
    linear = [split(part).chain for part in holding]
    if len(linear) != 1 or len(linear[0]) < 2 or linear[0][-1] is not variable:
        return False
    return normal(t(term.chain[0])) is linear[0][0]


def _softmax_residual(sum_: Add) -> bool:
    if len(sum_.children) != 2:
        return False
    (a, first), (b, second) = map(without_coefficient, sum_.children)
    shares = isinstance(first, Call) and first.function is softmax
    return shares and (a, b) == (1, -1) and isinstance(second, Symbol)


def _is_unnamed_constant(node: Expr) -> bool:
    return isinstance(node, Symbol) and node.name == "const"


def _projection(node: Product) -> str | None:
    """X (XᵀX)⁻¹ Xᵀ, with X a symbol; how it is written, or None."""
    chain = split(node).chain
    for X, inverse, turned in zip(chain, chain[1:], chain[2:], strict=False):
        if isinstance(X, Symbol) and turned is TRANSPOSE(X) and (
            inverse is INVERSE(product((turned, X)))
        ):
            return f"{X.name} ({X.name}ᵀ {X.name})⁻¹ {X.name}ᵀ"
    return None


