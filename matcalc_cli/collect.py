"""Phase 2: a linear form in dX is brought to tr(Gᵀ dX), J dx or F′ dt, and G, J or F′ read off.

Collecting is total: the form is walked from outside with G = 1, asking each linear operation for
its adjoint, ⟨G, L(E)⟩ = ⟨L*(G), E⟩, every node once. Jacobians are built from inside with J = I,
asking each operation for the matrix of its vec form.
"""

from __future__ import annotations

from matcalc_cli.expressions import (
    DIFFERENTIALS,
    Add,
    Call,
    Differential,
    Expr,
    IndexedSum,
    Number,
    Product,
    Symbol,
    add,
    multiply,
)
from matcalc_cli.functions.held import in_one_piece
from matcalc_cli.functions.kronecker import kron
from matcalc_cli.functions.scalars_of_matrices import inner
from matcalc_cli.functions.structure import eye, t, vec_vector, zeros
from matcalc_cli.indices import apart
from matcalc_cli.interning import remembered
from matcalc_cli.normal_form.products import product
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.sums import total
from matcalc_cli.normal_form.transposition import transposed
from matcalc_cli.sizes import ONE
from matcalc_cli.traversal import postorder, substitute


@remembered
def contributions(form: Expr, variable: Symbol) -> tuple[Expr, ...]:
    """The G₁, G₂, … in normal form with form = ∑ ⟨Gₖ, dX⟩, for a scalar form linear in dX."""
    return tuple(_walk(form, Number(1), variable))


def _walk(form: Expr, start: Expr, variable: Symbol) -> list[Expr]:
    leaf = Differential(variable)
    nodes = postorder(form, within=DIFFERENTIALS)
    bearing = set(nodes)  # nothing but dX is differential in a form
    received: dict[Expr, list[Expr]] = {form: [start]}
    inside: list[Expr] = []
    for node in reversed(nodes):
        if node is leaf or node not in received:
            continue
        G = normal(in_one_piece(total(received.pop(node))))
        if isinstance(node, IndexedSum):
            summed = apart(node, G)
            inside += [
                normal(summed.rebuild((part,))) for part in _walk(summed.body, G, variable)
            ]
            continue
        for child, adjoint in _adjoints(node, G, bearing):
            received.setdefault(child, []).append(adjoint)
    return received.get(leaf, []) + inside


def _adjoints(node: Expr, G: Expr, bearing: set[Expr]) -> list[tuple[Expr, Expr]]:
    """Each operand that bears dX, with its adjoint in normal form."""
    match node:
        case Add(children=terms):
            return [(term, G) for term in terms if term in bearing]
        case Product(children=factors):
            (k,) = [k for k, factor in enumerate(factors) if factor in bearing]
            return [(factors[k], _product_adjoint(factors, k, G))]
        case Call(function=function, children=arguments) if function.linear is not None:
            adjoint = function.linear.adjoint
            return [
                (argument, normal(adjoint(k, G, *arguments)))
                for k, argument in enumerate(arguments) if argument in bearing
            ]  # fmt: skip
    raise TypeError(f"{type(node).__name__} is not linear")


def _product_adjoint(factors: tuple[Expr, ...], k: int, G: Expr) -> Expr:
    """⟨G, s L E R⟩ = ⟨s Lᵀ G Rᵀ, E⟩; for a scalar E, ⟨G, E M⟩ = ⟨tr(Gᵀ M), E⟩."""
    if factors[k].is_scalar:
        rest = factors[:k] + factors[k + 1 :]
        others = multiply(*rest) if rest else Number(1)
        return normal(multiply(G, others) if others.is_scalar else inner(G, others))
    scalars: list[Expr] = []
    left: list[Expr] = []
    right: list[Expr] = []
    for place in range(len(factors) - 1, -1, -1):
        factor = factors[place]
        if factor.is_scalar:
            scalars.append(normal(factor))
        elif place != k:
            (left if place < k else right).append(_turned(factor))
    if G.is_scalar and (not left or left[-1].cols != ONE):
        # A scalar G in the middle of an outer product x … yᵀ stands best in front.
        return product([*scalars, G, *left, *right])
    return product([*scalars, *left, G, *right])


@remembered
def _turned(factor: Expr) -> Expr:
    return transposed(normal(factor))


def tangent(form: Expr, variable: Symbol) -> Expr:
    """F′ in normal form with form = F′ dt, for a form linear in the differential of a scalar t."""
    return normal(substitute(form, {Differential(variable): Number(1)}))


def jacobian(form: Expr, variable: Symbol) -> Expr:
    """J in normal form with vec form = J vec dX."""
    leaf = Differential(variable)
    nodes = postorder(form, within=DIFFERENTIALS)
    bearing = set(nodes)  # nothing but dX is differential in a form
    size = variable.rows * variable.cols
    matrices: dict[Expr, Expr] = {leaf: eye(size)}
    for node in nodes:
        if node in bearing and node is not leaf:
            matrices[node] = normal(_matrix(node, matrices, bearing, variable))
    # A form without dX is zero: that of a step function.
    return matrices[form] if form in matrices else zeros(form.rows * form.cols, size)


def _matrix(node: Expr, matrices: dict[Expr, Expr], bearing: set[Expr], variable: Symbol) -> Expr:
    if node.is_scalar:
        G = total(contributions(node, variable))
        return t(vec_vector(G))
    match node:
        case Add(children=terms):
            return add(*[matrices[term] for term in terms if term in bearing])
        case Product(children=factors):
            (k,) = (k for k, factor in enumerate(factors) if factor in bearing)
            return _product_matrix(factors, k, matrices[factors[k]])
        case IndexedSum(index=index, upper=upper, body=body):
            return IndexedSum(index, upper, matrices[body])
        case Call(function=function, children=arguments) if (
            function.linear is not None and function.linear.matrix is not None
        ):
            return add(*[
                function.linear.matrix(k, matrices[argument], *arguments)
                for k, argument in enumerate(arguments) if argument in bearing
            ])  # fmt: skip
    raise TypeError(f"{type(node).__name__} is not linear")


def _product_matrix(factors: tuple[Expr, ...], k: int, J: Expr) -> Expr:
    """vec(s L E R) = s (Rᵀ ⊗ L) vec E; for a scalar E, vec(E M) = vec M · E."""
    if factors[k].is_scalar:
        rest = multiply(*factors[:k], *factors[k + 1 :])
        return multiply(vec_vector(rest), J)
    scalars = [factor for factor in factors if factor.is_scalar]
    left = [factor for factor in factors[:k] if not factor.is_scalar]
    right = [factor for factor in factors[k + 1 :] if not factor.is_scalar]
    L = multiply(*left) if left else eye(factors[k].rows)
    R = t(multiply(*right)) if right else eye(factors[k].cols)
    return multiply(*scalars, kron(R, L), J)
