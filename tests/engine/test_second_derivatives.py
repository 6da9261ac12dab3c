"""Second derivatives and Jacobians by matrices: of every function, in every layout, read back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module

import pytest

from matcalc_cli.derivation import Derivation, Line
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.errors import Unsupported
from matcalc_cli.expressions import Expr, Symbol, add, multiply
from matcalc_cli.functions.function import Function
from matcalc_cli.functions.scalars_of_matrices import inner
from matcalc_cli.functions.structure import t
from matcalc_cli.layouts import LAYOUTS
from matcalc_cli.normal_form import normal
from matcalc_cli.printers.record import Source
from matcalc_cli.printers.record import derived as derived_record
from matcalc_cli.questions import Reader
from matcalc_cli.sizes import SCALAR, Size
from tests.printers.test_reading_back import read, text

from . import samples
from .test_random_problems import asked

N = Size.letter("n")
# Their first derivatives hold eigenvectors, singular vectors or Fréchet derivatives, which are not
# differentiated further.
BEYOND = frozenset([
    "expm", "logm", "sqrtm", "lambda_max", "lambda_min", "spectral", "nuclear", "eigval", "singval",
])  # fmt: skip
# Take an index, and a symbol that depends on another; the last two are derivatives of digamma whose
# values take seconds.
OTHERS = frozenset(["e", "deriv", "trigamma", "polygamma"])


def of_matrices() -> Iterator[tuple[str, Function, Expr, Symbol]]:
    """Every function of P X R + C, in each of its arguments."""
    for name, function, signature in samples.cases():
        if function.name in OTHERS or not signature.arguments:
            continue
        arguments, sizes = samples.arguments(function, signature)
        for k, argument in enumerate(arguments):
            whole = isinstance(argument, Symbol) and "whole" in argument.properties
            if whole or not function.is_differentiable_in(k):
                continue
            X = Symbol("X", (N, N))
            P, R = Symbol("P", (argument.rows, N)), Symbol("R", (N, argument.cols))
            moved = add(multiply(P, X, R), Symbol("C", argument.shape))
            value = function(*arguments[:k], moved, *arguments[k + 1 :], sizes=sizes)
            yield f"{name}-{k}", function, value, X


TABLE_CASES = [pytest.param(f, value, X, id=name) for name, f, value, X in of_matrices()]


def certified(derivation: Derivation) -> bool:
    """Whether answer and lines agree with differences of the input, where a point was found."""
    checks = derivation.checks
    return checks is not None and (checks.points == 0 or (checks.value and checks.steps))


@pytest.mark.parametrize(("function", "value", "variable"), TABLE_CASES)
def test_hessian_of_every_function(function: Function, value: Expr, variable: Symbol) -> None:
    """∂²f/∂X² against second differences of the input along two directions, and d²f too."""
    weight = Symbol("G", value.shape)
    scalar = multiply(weight, value) if value.is_scalar else inner(weight, value)
    try:
        derivation = derive_question(asked(scalar, variable, variable), Options())
    except Unsupported as refusal:
        assert (refusal.name, function.name in BEYOND) == ("not-supported", True)
        return
    assert derivation.kind == "hessian" and derivation.answer.shape == (N * N, N * N)
    assert derivation.readable is not None and derivation.readable.left == "d²f"
    assert certified(derivation)


@pytest.mark.parametrize(("function", "value", "variable"), [
    case for case in TABLE_CASES if not case.values[0].entrywise  # type: ignore[union-attr]
])  # fmt: skip
def test_jacobian_of_every_function(function: Function, value: Expr, variable: Symbol) -> None:
    if value.is_scalar:
        return
    derivation = derive_question(asked(value, variable), Options())
    assert derivation.kind == "jacobian" and derivation.readable is not None
    assert derivation.answer.shape == (value.rows * value.cols, N * N)
    assert certified(derivation)


# Each with its answer, and with d²f or dF where matrices are involved.
ANSWERS = [
    ("d^2/dX^2 logdet(X)", "-K(n,n) kron(X^-T, X^-1)", "-tr(X^-1 dX X^-1 dX)"),
    ("hess_X det(X)", "det(X) (vec(X^-T) vec(X^-T)^T - K(n,n) kron(X^-T, X^-1))",
     "det(X) (tr(X^-1 dX)^2 - tr(X^-1 dX X^-1 dX))"),
    ("d/dX d/dX tr(X^T A X)", "kron(I(n), A + A^T)", "2 tr((dX)^T A dX)"),
    ("d^2/dX^2 tr(A X B X)", "K(n,m) (kron(A^T, B) + kron(B^T, A))", "2 tr(A dX B dX)"),
    ("d^2/dX^2 tr(A X B X^T)", "kron(B, A^T) + kron(B^T, A)", "2 tr(B (dX)^T A dX)"),
    ("d^2/dX^2 tr(X^3)", "3 K(n,n) (kron(I(n), X) + kron(X^T, I(n)))", "6 tr(X (dX)^2)"),
    ("d^2/dX^2 tr(X^-1 A)",
     "K(n,n) (kron(X^-T, X^-1 A X^-1) + kron(X^-T A^T X^-T, X^-1))",
     "2 tr(X^-1 A X^-1 dX X^-1 dX)"),
    ("d^2/dX^2 ||A X - B||_F^2", "2 kron(I(n), A^T A)", "2 ||A dX||_F^2"),
    ("d^2/dX^2 sum(exp(X))", "diag(vec(exp(X)))", "sum((dX).^2 .* exp(X))"),
    ("d^2/dX^2 (a^T X b)^2", "2 kron(b b^T, a a^T)", "2 (a^T dX b)^2"),
    ("d^2/dX dY tr(X^T A Y B)", "kron(B^T, A)", "tr(B (dX)^T A dY)"),
    ("d^2/dX dx a^T X x", "kron(I(n), a)", "a^T dX dx"),
    ("d^2/dx dX a^T X x", "kron(I(n), a^T)", "a^T dX dx"),
    ("d^2/dX dt logdet(X + t A)", "-(X + t A)^-T A^T (X + t A)^-T", None),
    ("d^2/dt dX logdet(X + t A)", "-(X + t A)^-T A^T (X + t A)^-T", None),
    ("d^2/dx dt t x^T A x", "(A + A^T) x", None),
    ("d^2/dt dx t x^T A x", "x^T (A + A^T)", None),
    ("d^2/dx dt sin(t) A x", "cos(t) A", None),
    ("d^2/dt dx sin(t) A x", "cos(t) A", None),
    ("f: R^n -> R; d^2/dx^2 f(A x)", "A^T hess(f)(A x) A", None),
    ("f: R^n -> R; d^2/dX^2 f(X a)", "kron(a a^T, hess(f)(X a))",
     "a^T (dX)^T hess(f)(X a) dX a"),
    ("f: R^{m x n} -> R; hess_X f(X)", "hess(f)(X)", "vec(dX)^T hess(f)(X) vec(dX)"),
    ("f: R^{m x n} -> R; hess_X f(A X B)", "kron(B, A^T) hess(f)(A X B) kron(B^T, A)",
     "vec(A dX B)^T hess(f)(A X B) vec(A dX B)"),
    ("f: R^{m x n} -> R; hess_x f(a x^T)", "kron(I(n), a^T) hess(f)(a x^T) kron(I(n), a)", None),
    ("f: R -> R; d^2/dX^2 sum(f(X))", "diag(vec(f''(X)))", "sum((dX).^2 .* f''(X))"),
    ("f: R -> R; d^2/dX^2 f(tr(A X))", "f''(tr(A X)) vec(A^T) vec(A^T)^T",
     "f''(tr(A X)) tr(A dX)^2"),
    ("f: R^n -> R; g: R^n -> R; d^2/dx^2 f(x) g(x)",
     "grad(f)(x) grad(g)(x)^T + grad(g)(x) grad(f)(x)^T + f(x) hess(g)(x) + g(x) hess(f)(x)",
     None),
    ("d/dX A X B", "kron(B^T, A)", "A dX B"),
    ("d/dX X^T", "K(m,n)", "(dX)^T"),
    ("d/dX A .* X", "diag(vec(A))", "A .* dX"),
    ("d/dX X a", "kron(a^T, I(m))", "dX a"),
    ("d/dX (A X) B (A X)", None, "A X B A dX + A dX B A X"),
    ("d/dX X X^T", "(I + K(m,m)) kron(X, I(m))", "X (dX)^T + dX X^T"),
    ("d/dX X^-1", "-kron(X^-T, X^-1)", "-X^-1 dX X^-1"),
    ("d/dx x x^T", "kron(I(n), x) + kron(x, I(n))", "dx x^T + x (dx)^T"),
    ("d/dX sigmoid(X a)", "kron(a^T, diag((1 - sigmoid(X a)) .* sigmoid(X a)))",
     "(1 - sigmoid(X a)) .* (dX a) .* sigmoid(X a)"),
]  # fmt: skip


def derived(statement: str, options: Options | None = None) -> Derivation:
    (question,) = [q for line in [statement] for q in Reader().questions(line)]
    return derive_question(question, options or Options())


@pytest.mark.parametrize(("statement", "answer", "by_hand"), ANSWERS)
def test_answers(statement: str, answer: str | None, by_hand: str | None) -> None:
    """The forms of the textbooks, each line and both forms read back in ASCII and Unicode."""
    derivation = derived(statement)
    assert certified(derivation)
    if answer is not None:
        assert text(derivation.answer, unicode=False) == answer
    readable = derivation.readable
    written = None if readable is None else text(readable.expression, unicode=False)
    assert written == by_hand
    beside: list[Line] = [] if readable is None else [readable]
    for expr in (derivation.answer, *[line.expression for line in (*derivation.lines, *beside)]):
        assert is_read_back(expr)


def is_read_back(expr: Expr) -> bool:
    forms = [text(expr, unicode=unicode) for unicode in (False, True)]
    return all(normal(read(form, expr)) is normal(expr) for form in forms)


@pytest.mark.parametrize("statement", [
    "d^2/dX^2 logdet(X)", "d^2/dX dx a^T X x", "d^2/dt dx t x^T A x", "d^2/dx^2 a^T x x^T x",
])  # fmt: skip
def test_hessians_are_the_same_in_every_layout(statement: str) -> None:
    answers = {derived(statement, Options(layout=name)).answer for name in LAYOUTS}
    assert len(answers) == 1


def test_jacobian_by_number_and_array_is_laid_out() -> None:
    turned = derived("d^2/dx dt t A x", Options(layout="wikipedia-denominator"))
    assert turned.answer is normal(t(derived("d^2/dx dt t A x").answer))


@pytest.mark.parametrize(("statement", "kind"), [
    ("d^2/dt^2 expm(t A)", "tangent"), ("d^2/dt^2 t^2 x^T x", "hessian"),
    ("d^2/dX dt tr(X) t", "hessian"), ("d^2/dx dt t A x", "jacobian"),
])  # fmt: skip
def test_kinds(statement: str, kind: str) -> None:
    assert derived(statement).kind == kind


@pytest.mark.parametrize("statement", [
    "d^3/dx^3 (x^T x)^2", "d/dX d/dX d/dX tr(X^3)", "d^2/dx^2 A x", "d^2/dX dx X x",
    "f: R -> R; d/dx sum(f''(x))", "f: R^n -> R; d/dx a^T hess(f)(x) a",
    "d^2/dX^2 lambda_max(X) where X symmetric",
])  # fmt: skip
def test_refused(statement: str) -> None:
    with pytest.raises(Unsupported) as refusal:
        derived(statement)
    assert refusal.value.name == "not-supported"


BROKEN = {
    "sign": lambda form: -form,
    "factor": lambda form: form + form,
    "transposed": lambda form: multiply(form, t(form)),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_wrong_quadratic_form_is_noticed(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = import_module("matcalc_cli.derive")
    honest = pipeline.readable

    def wrong(*given: object) -> Line | None:
        line = honest(*given)  # type: ignore[arg-type]
        return line and line._replace(expression=BROKEN[broken](line.expression))

    monkeypatch.setattr(pipeline, "readable", wrong)
    with pytest.raises(Unsupported) as refusal:
        derived("d^2/dX^2 tr(X^T A X)")
    assert refusal.value.name == "failed-check"


def test_json_holds_the_readable_form() -> None:
    source = Source(None, 1)
    record = json.loads(derived_record(derived("hess_X logdet(X)"), "hess_X logdet(X)", source))
    assert record["kind"] == "hessian" and list(record)[-1] == "error"
    assert record["differential"]["text"] == "-tr(X^-1 dX X^-1 dX)"
    assert record["differential"]["left"] == "d^2f"
    assert record["steps"][-2]["text"] == record["differential"]["text"]
    plain = json.loads(derived_record(derived("d/dX logdet(X)"), "d/dX logdet(X)", source))
    assert "differential" not in plain


def test_differential_is_of_the_variables() -> None:
    readable = derived("d^2/dX dY tr(X^T A Y B)").readable
    assert readable is not None and readable.left == "d_X d_Y f"
    assert readable.expression.shape == SCALAR
