"""Functions that are only named: `f: R^n -> R`, their gradients, and dX/dt of a dependent X."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from matcalc_cli.errors import Unsupported
from matcalc_cli.expressions import Call, Expr, multiply
from matcalc_cli.functions.function import Function, Notation, call, define
from matcalc_cli.functions.scalars_of_matrices import inner
from matcalc_cli.functions.structure import had, unvec_like, vec_vector
from matcalc_cli.stable import stable_hash
from matcalc_grammar.alphabet import GREEK

DERIVATIVES = 4  # of what depends on a scalar: two that are typed, and two that are asked for
_COMMANDS = frozenset(
    [*(name for name in GREEK if name[0].islower() and name != "omicron"),
     *"Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split()]
)  # fmt: skip
# What dX/dt has where X has it all along, as sums and multiples keep it.
KEPT = frozenset({"diagonal", "symmetric", "skew", "lower", "upper"})

DERIVATIVE: Function = define(
    "deriv", "The derivative of a symbol that depends on a scalar: dX/dt.",
    signature="(m,n),()->(m,n)",
    evaluate=lambda mp, X, t: X,
    notation=call("deriv"),
    example="deriv(X, t)",
    code={"numpy": "{0}", "torch": "{0}", "julia": "{0}", "matlab": "{0}", "sympy": "{0}"},
)  # fmt: skip


def _coefficient(mp: Any, name: str, i: int, j: int) -> Any:
    """A fixed number in (0.2, 1.2) for each entry, the same in every run."""
    return mp.mpf(stable_hash(f"{name} {i} {j}") % 9973) / 9973 + mp.mpf(1) / 5


def _phase(mp: Any, name: str, X: Any) -> Any:
    rows = X if isinstance(X, list) else [[X]]
    return mp.fsum(
        _coefficient(mp, name, i, j) * entry
        for i, row in enumerate(rows) for j, entry in enumerate(row)
    )  # fmt: skip


def _instance(mp: Any, name: str, X: Any) -> Any:
    """A smooth stand-in for an unknown scalar function: sin u + u²/2 of u = ⟨C, X⟩."""
    u = _phase(mp, name, X)
    return mp.sin(u) + u * u / 2


def _instance_gradient(mp: Any, name: str, X: Any) -> Any:
    u = _phase(mp, name, X)
    slope = mp.cos(u) + u
    if not isinstance(X, list):
        return slope * _coefficient(mp, name, 0, 0)
    return [[slope * _coefficient(mp, name, i, j) for j in range(len(row))]
            for i, row in enumerate(X)]  # fmt: skip


def _instance_hessian(mp: Any, name: str, X: Any) -> Any:
    """(1 - sin u) vec C (vec C)ᵀ."""
    u = _phase(mp, name, X)
    rows = X if isinstance(X, list) else [[X]]
    c = [_coefficient(mp, name, i, j) for j in range(len(rows[0])) for i in range(len(rows))]
    return [[(1 - mp.sin(u)) * a * b for b in c] for a in c]


def _notation(ascii_name: str, unicode: str, latex: str, name: str) -> Notation:
    """A derivative of a named function, with the letter of a Greek name in the two templates."""
    command = rf"\{name}" if name in _COMMANDS else GREEK.get(name, name)
    return Notation(
        "call", ascii_name, unicode.format(GREEK.get(name, name)), latex.format(command)
    )


def _called(name: str) -> Notation:
    return _notation(name, "{0}", "{0}", name) if name in GREEK else call(name)


class Hessian(Function):
    """The Hessian of an unknown function, a symmetric matrix."""


@lru_cache(maxsize=256)
def hessian_function(name: str) -> Hessian:
    """The record of the Hessian of an unknown scalar function: d vec ∇f(X) = ∇²f(X) vec dX."""
    return Hessian(
        f"hess({name})", f"The Hessian of the unknown function {name}, by vec X for a matrix X.",
        signature="(m,n)->(m*n,m*n)",
        evaluate=lambda mp, X: _instance_hessian(mp, name, X),
        notation=_notation(f"hess({name})", "∇²{0}", r"\nabla^2 {0}", name),
        example=f"hess({name})(X)",
    )  # fmt: skip


@lru_cache(maxsize=256)
def gradient_function(name: str) -> Function:
    """The record of the gradient of an unknown scalar function."""

    def differential(X: Expr, dX: Expr) -> Expr:
        return unvec_like(multiply(hessian_function(name)(X), vec_vector(dX)), X)

    return Function(
        f"grad({name})", f"The gradient of the unknown function {name}.",
        signature="(m,n)->(m,n)",
        partials=(differential,),
        evaluate=lambda mp, X: _instance_gradient(mp, name, X),
        notation=_notation(f"grad({name})", "∇{0}", r"\nabla {0}", name),
        example=f"grad({name})(X)",
    )  # fmt: skip


def _instance_second(mp: Any, name: str, x: Any) -> Any:
    return (1 - mp.sin(_phase(mp, name, x))) * _coefficient(mp, name, 0, 0) ** 2


@lru_cache(maxsize=256)
def scalar_function(name: str) -> Function:
    """The record of an unknown scalar function of one scalar, vector or matrix."""
    gradient = gradient_function(name)
    return Function(
        name, f"The unknown function {name}.",
        signature="(m,n)->()",
        partials=(lambda X, dX: inner(gradient(X), dX),),
        evaluate=lambda mp, X: _instance(mp, name, X),
        notation=_called(name), example=f"{name}(X)",
    )  # fmt: skip


@lru_cache(maxsize=256)
def entrywise_function(name: str) -> Function:
    """The record of an unknown function of one number, applied entry by entry."""

    def on_each(value: Any) -> Any:
        def evaluate(mp: Any, A: Any) -> Any:
            if isinstance(A, list):
                return [[value(mp, name, entry) for entry in row] for row in A]
            return value(mp, name, A)

        return evaluate

    second = Function(
        f"{name}''", f"The second derivative of the unknown function {name}.",
        signature="*->*",
        evaluate=on_each(_instance_second),
        notation=_notation(f"{name}''", "{0}″", "{0}''", name),
        example=f"{name}''(x)",
    )  # fmt: skip
    derivative = Function(
        f"{name}'", f"The derivative of the unknown function {name}.",
        signature="*->*",
        entrywise=lambda A: second(A), partials=(lambda A, dA: had(second(A), dA),),
        evaluate=on_each(_instance_gradient),
        notation=_notation(f"{name}'", "{0}′", "{0}'", name),
        example=f"{name}'(x)",
    )  # fmt: skip
    return Function(
        name, f"The unknown function {name}, entry by entry.",
        signature="*->*",
        entrywise=lambda A: derivative(A),
        partials=(lambda A, dA: had(derivative(A), dA),),
        evaluate=on_each(_instance),
        notation=_called(name), example=f"{name}(x)",
    )  # fmt: skip


def declared_name(function: Function) -> str:
    """The name that was declared, f, of f, ∇f, ∇²f, f′ and f″."""
    return function.name.removeprefix("grad(").removeprefix("hess(").rstrip("')")


def derivative_of(X: Expr, t: Expr) -> Expr:
    """dX/dt as a symbol of its own. Raises Unsupported beyond DERIVATIVES of one symbol."""
    order, node = 1, X
    while isinstance(node, Call) and node.function is DERIVATIVE:
        order, node = order + 1, node.children[0]
    if order > DERIVATIVES:
        message = f"derivatives of dX/dt beyond the order {DERIVATIVES} are not supported"
        raise Unsupported("not-supported", message)
    return DERIVATIVE(X, t)
