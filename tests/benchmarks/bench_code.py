"""Emitted NumPy beside hand-written best forms, and emitted JAX and PyTorch beside their autodiff.

Run as `PYTHONPATH=.:grammar python tests/benchmarks/bench_code.py`; where a ratio is above 1, the
emitted code is the slower one.
"""

from __future__ import annotations

import importlib.util
import statistics
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.printers.code import code
from matcalc_cli.questions import Reader

_ROUNDS = 15
N, M = 400, 2000


class Case(NamedTuple):
    """A problem, the arguments of its emitted function, and the best form known by hand."""

    query: str
    arguments: tuple[Any, ...]
    by_hand: Callable[..., Any]


def _cases() -> list[Case]:
    rng = np.random.default_rng(0)
    A, X, S = (rng.standard_normal((N, N)) for _ in range(3))
    tall, b, y = rng.standard_normal((M, N)), rng.standard_normal(N), rng.standard_normal(M)
    U, V = rng.standard_normal((M, 10)), rng.standard_normal((N, 10))
    definite, sides = X @ X.T + N * np.eye(N), np.sign(y)
    return [
        Case("d/dX tr(X^T A X)", (X, A), _quadratic),
        Case("d/db ||y - X b||^2", (b, y, tall), _least_squares),
        Case("d/dw sum(log(1 + exp(-y .* (X w))))", (b / N, sides, tall), _logistic),
        Case("d/dX a^T X X^T b", (X, b, b[::-1].copy()), _low_rank),
        Case("d/dX logdet(X) + tr(S X^-1) where X pd, S symmetric", (definite, S + S.T), _gauss),
        Case("d/dU ||A - U V^T||_F^2", (U, tall, V), _factors),
        Case("d/dx log(sum(exp(A x)))", (b / N, A), _log_sum_exp),
        Case("d/dX a^T X^-1 b", (definite, b, b[::-1].copy()), _inverse),
    ]


def _quadratic(X: Any, A: Any) -> Any:
    AX = A @ X
    return np.vdot(X, AX), AX + A.T @ X


def _least_squares(b: Any, y: Any, X: Any) -> Any:
    r = X @ b - y
    return r @ r, 2 * (r @ X)


def _logistic(w: Any, y: Any, X: Any) -> Any:
    z = y * (X @ w)
    return np.sum(np.logaddexp(0, -z)), -(y * 0.5 * (1 - np.tanh(0.5 * z))) @ X


def _low_rank(X: Any, a: Any, b: Any) -> Any:
    p, q = a @ X, b @ X
    return p @ q, a[:, None] * q + b[:, None] * p


def _gauss(X: Any, S: Any) -> Any:
    from scipy import linalg

    factor = linalg.cho_factor(X, lower=True)
    inverse = linalg.cho_solve(factor, np.eye(len(X)))
    T = linalg.cho_solve(factor, S)
    value = 2 * np.sum(np.log(np.diag(factor[0]))) + np.trace(T)
    return value, inverse - linalg.cho_solve(factor, T.T)


def _factors(U: Any, A: Any, V: Any) -> Any:
    R = U @ V.T - A
    return np.vdot(R, R), 2 * (R @ V)


def _log_sum_exp(x: Any, A: Any) -> Any:
    z = A @ x
    e = np.exp(z - np.max(z))
    total = np.sum(e)
    return np.log(total) + np.max(z), (e / total) @ A


def _inverse(X: Any, a: Any, b: Any) -> Any:
    from scipy import linalg

    factor = linalg.lu_factor(X)
    u, v = linalg.lu_solve(factor, b), linalg.lu_solve(factor, a, trans=1)
    return a @ u, np.outer(-v, u)


def _derivation(query: str) -> Derivation:
    (question,) = Reader().questions(query)
    return derive_question(question, Options(check=False, steps="none"))


def _loaded(derivation: Derivation, language: str) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "emitted"}
    exec(compile(code(derivation, language, {}), "emitted", "exec"), namespace)
    return namespace


def _times(*functions: Callable[[], Any]) -> list[float]:
    """The median of several rounds in turn, after one to warm up."""
    for function in functions:
        function()
    taken: list[list[float]] = [[] for _ in functions]
    for _ in range(_ROUNDS):
        for function, times in zip(functions, taken):
            start = time.perf_counter()
            function()
            times.append(time.perf_counter() - start)
    return [statistics.median(times) for times in taken]


def _numpy(case: Case, derivation: Derivation) -> tuple[float, float]:
    emitted = _loaded(derivation, "numpy")["f_and_grad"]
    value, slope = emitted(*case.arguments)
    known, best = case.by_hand(*case.arguments)
    assert np.allclose(value, known) and np.allclose(slope, best)
    mine, hand = _times(lambda: emitted(*case.arguments), lambda: case.by_hand(*case.arguments))
    return mine, mine / hand


def _jax(case: Case, derivation: Derivation) -> float:
    import jax

    jax.config.update("jax_enable_x64", True)
    namespace = _loaded(derivation, "jax")
    arguments = [jax.numpy.asarray(value) for value in case.arguments]
    emitted = jax.jit(namespace["f_and_grad"])
    autodiff = jax.jit(jax.value_and_grad(namespace["f"]))
    mine, theirs = _times(
        lambda: jax.block_until_ready(emitted(*arguments)),
        lambda: jax.block_until_ready(autodiff(*arguments)),
    )
    return mine / theirs


def _torch(case: Case, derivation: Derivation) -> float:
    import torch

    namespace = _loaded(derivation, "torch")
    arguments = [torch.as_tensor(value) for value in case.arguments]
    variable = arguments[0].clone().requires_grad_()

    def autodiff() -> Any:
        value = namespace["f"](variable, *arguments[1:])
        return value, torch.autograd.grad(value, variable)

    def emitted() -> Any:
        with torch.no_grad():
            return namespace["f_and_grad"](*arguments)

    mine, theirs = _times(emitted, autodiff)
    return mine / theirs


def main() -> None:
    """Print the table."""
    frameworks = {"jax": _jax, "torch": _torch}
    present = [name for name in frameworks if importlib.util.find_spec(name)]
    print(f"n = {N}, m = {M}, rank 10; median of {_ROUNDS}; emitted / other")
    others = "".join(f"{'/ ' + name:>9}" for name in present)
    print(f"{'problem':56}{'numpy ms':>9}{'/ hand':>8}{others}")
    for case in _cases():
        derivation = _derivation(case.query)
        mine, ratio = _numpy(case, derivation)
        line = f"{case.query:56}{1000 * mine:9.2f}{ratio:8.2f}"
        for name in present:
            line += f"{frameworks[name](case, derivation):9.2f}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
