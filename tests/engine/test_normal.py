"""Properties of the normal form and of the choice of form, on random expressions."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from matcalc_cli.collect import contributions, jacobian
from matcalc_cli.differentials import differential, motion
from matcalc_cli.expressions import Add, Differential, Expr, Number, Symbol, add, multiply
from matcalc_cli.functions.function import TABLE
from matcalc_cli.functions.scalars_of_matrices import tr
from matcalc_cli.functions.structure import inv, t, vec_vector
from matcalc_cli.interning import clear
from matcalc_cli.normal_form.expansion import expand
from matcalc_cli.normal_form.factors import is_factored
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.normal_form.sums import total
from matcalc_cli.presentation.presenter import Presenter, user_orders
from matcalc_cli.printers.text import text
from matcalc_cli.rationals import ratio
from matcalc_cli.sizes import ONE
from matcalc_cli.traversal import postorder, transform

from . import samples
from .random_expressions import M, Maker, N

SHAPES = [(ONE, ONE), (N, ONE), (M, N), (N, N), (ONE, M)]
SEEDS = range(100)
T = Symbol("t")


def made(seed: int) -> list[Expr]:
    maker = Maker(seed)
    return [maker.make(*shape, depth) for shape in SHAPES for depth in (2, 4)]


def shuffled(expr: Expr, random: Random) -> Expr:
    """The expression with the operands of sums and entrywise products in other orders."""

    def change(node: Expr) -> Expr | None:
        if isinstance(node, Add) or getattr(node, "function", None) is TABLE["hadamard"]:
            return node.rebuild(random.sample(node.children, len(node.children)))
        return None

    return transform(expr, change)


@pytest.mark.parametrize("seed", SEEDS)
def test_normal_form_is_idempotent_and_keeps_shape(seed: int) -> None:
    for expr in made(seed):
        once = normal(expr)
        assert once.shape == expr.shape
        clear()  # or it would be remembered
        assert normal(once) is once


@pytest.mark.parametrize("seed", SEEDS)
def test_normal_form_does_not_see_the_order(seed: int) -> None:
    random = Random(seed)
    for expr in made(seed):
        assert normal(shuffled(expr, random)) is normal(expr)


@pytest.mark.parametrize("seed", SEEDS)
def test_forms_have_the_value_of_the_input(seed: int) -> None:
    for expr in made(seed):
        form = normal(expr)
        shown = Presenter(user_orders(expr))(form)
        expanded = Presenter({}, expand=True)(form)
        (point,) = samples.points(add(expr, expr), T, 1)
        at = point.along(T)
        truth = at.value(expr)
        for other in (form, shown, expanded):
            assert samples.close(at.value(other), truth), other


@pytest.mark.parametrize("seed", SEEDS)
def test_derivatives_agree_with_numbers(seed: int) -> None:
    for expr in made(seed):
        for variable in [node for node in postorder(expr) if isinstance(node, Symbol)][:3]:
            if variable.properties:
                continue
            form = differential(expr, motion(expr, variable, {}))
            (point,) = samples.points(expr, variable, 1)
            at = point.along(variable)
            truth = at.value(Differential(expr))
            assert samples.close(at.value(form), truth)
            if variable.is_scalar:
                continue
            if expr.is_scalar:
                parts = contributions(form, variable)
                G = total(parts) if parts else None
                if G is not None:
                    found = at.value(tr(multiply(t(G), Differential(variable))))
                    assert samples.close(found, truth)
            elif not any(getattr(n, "function", None) is TABLE["diag"] for n in postorder(expr)):
                J = jacobian(form, variable)
                found = at.value(multiply(J, vec_vector(Differential(variable))))
                assert samples.close(found, [[entry] for entry in samples.flat(truth)])


A, B, X, y = Symbol("A", (M, M)), Symbol("B", (M, M)), Symbol("X", (M, N)), Symbol("y", (M, ONE))


@pytest.mark.parametrize(("expr", "factored"), [
    (multiply(add(A, t(A)), X), True),
    (multiply(t(X), add(multiply(A, X), B @ X)), False),  # X is in both
    (multiply(t(X), add(A, t(A)), y), True),
    (multiply(inv(A), add(A, B), X), False),  # A meets its inverse
    (multiply(A, A - B), False),
    (multiply(t(y), add(A, B), X), True),
    (multiply(add(A, multiply(A, y, t(y), A)), X), False),  # A (I + y yᵀ A) X
    (multiply(T, add(multiply(T, A), B), X), False),
    (multiply(t(X), add(multiply(A, y), Number(ratio(1, 2)) * y)), False),  # 1/2 Xᵀ (2 A y + y)
    (multiply(add(A, B), A @ add(A, B)), False),
])  # fmt: skip
def test_what_could_be_shorter_multiplied_out_is_not_factored(expr: Expr, factored: bool) -> None:
    assert is_factored(normal(expr)) is factored


def test_multiplying_out_what_is_factored_saves_nothing() -> None:
    found = 0
    for seed in range(150):
        maker = Maker(seed)
        left, inside = maker.make(M, N, 1), maker.make(N, N, 2)
        expr = normal(multiply(left, inside, maker.make(N, maker.random.choice([M, ONE]), 1)))
        show = Presenter({})
        shown = show(expr)
        if is_factored(expr) and shown.weight <= expr.weight:
            found += 1
            assert show(expand(expr)).weight >= shown.weight, expr
    assert found > 5


def test_normal_forms_stay_as_they_were_read(request: pytest.FixtureRequest) -> None:
    """Those of random expressions, as kept in normal_forms.txt by `--rewrite`."""
    found = "".join(
        f"{text(expr, unicode=False)}\n    {text(normal(expr), unicode=False)}\n"
        for seed in SEEDS[:40] for expr in made(seed)
    )  # fmt: skip
    path = Path(__file__).parent / "normal_forms.txt"
    if request.config.getoption("--rewrite"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")
