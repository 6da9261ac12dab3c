"""Emitted code beside the autodiff of JAX and PyTorch and beside NumPy written by hand.

    PYTHONPATH=.:grammar python tests/benchmarks/bench_code.py > tests/benchmarks/code.md

prints a table in Markdown; words after the command choose the problems whose names hold them. It
needs the extra `bench`.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import inspect
import platform
import random
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import jax
import numpy as np
import scipy
import torch
from code_problems import GRADIENTS, HESSIANS, Problem

from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.printers.code import code
from matcalc_cli.questions import Reader

_SECONDS = 2  # at most, for the rounds of one comparison
_ROUNDS = range(1, 301)


def _derivation(query: str) -> Derivation:
    (question,) = Reader().questions(query)
    return derive_question(question, Options(check=False, steps="none"))


def _loaded(derivation: Derivation, language: str) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "emitted"}
    exec(compile(code(derivation, language, {}), "emitted", "exec"), namespace)
    return namespace


def _times(*functions: Callable[[], Any]) -> list[float]:
    """The mean processor time of each in milliseconds, taken by turns after a warm-up."""
    for function in functions:
        function()
    spent = [0.0] * len(functions)
    turns = list(enumerate(functions))
    start = time.perf_counter()
    for done in _ROUNDS:
        random.shuffle(turns)
        for k, function in turns:
            function()  # for its arguments to be as near as those of the others
            before = time.process_time()
            function()
            spent[k] += time.process_time() - before
        if done >= 7 and time.perf_counter() - start > _SECONDS:
            break
    return [1000 * seconds / (done - _ROUNDS.start + 1) for seconds in spent]


def _ordered(problem: Problem, text: dict[str, Any]) -> list[Any]:
    drawn = problem.drawn()
    return [drawn[name] for name in inspect.signature(text["f"]).parameters]


def _variables(problem: Problem) -> int | tuple[int, int]:
    return (0, 1) if "d/dU d/dV" in problem.query else 0


def _jax(problem: Problem, text: dict[str, Any], second: bool) -> tuple[Any, Any]:
    """The emitted function and the one of autodiff, compiled, as calls without arguments."""
    arguments = [jax.numpy.asarray(value) for value in _ordered(problem, text)]
    if second:
        places = _variables(problem)
        emitted, autodiff = text["hessian"], jax.hessian(text["f"], 0)
        if isinstance(places, tuple):
            autodiff = jax.jacfwd(jax.grad(text["f"], 0), 1)
    else:
        emitted, autodiff = text["f_and_grad"], jax.value_and_grad(text["f"])
    first, other = jax.jit(emitted), jax.jit(autodiff)
    return (lambda: jax.block_until_ready(first(*arguments)),
            lambda: jax.block_until_ready(other(*arguments)))  # fmt: skip


def _jax_as_typed(problem: Problem, text: dict[str, Any]) -> list[Any]:
    """The autodiff of JAX of the function as the query has it, where that is told."""
    if problem.typed is None:
        return []
    names = list(inspect.signature(text["f"]).parameters)
    arguments = [jax.numpy.asarray(value) for value in _ordered(problem, text)]

    def typed(*given: Any) -> Any:
        return problem.typed(jax.numpy, **dict(zip(names, given)))  # type: ignore[misc]

    autodiff = jax.jit(jax.value_and_grad(typed))
    return [lambda: jax.block_until_ready(autodiff(*arguments))]


def _torch(problem: Problem, text: dict[str, Any], second: bool) -> tuple[Any, Any]:
    """The same for PyTorch, run eagerly."""
    arguments = [torch.as_tensor(value) for value in _ordered(problem, text)]
    variable = arguments[0].clone().requires_grad_()

    def gradient() -> Any:
        value = text["f"](variable, *arguments[1:])
        return value, torch.autograd.grad(value, variable)

    def emitted() -> Any:
        with torch.no_grad():
            return text["hessian" if second else "f_and_grad"](*arguments)

    if not second:
        return emitted, gradient
    autodiff = torch.func.hessian(text["f"], 0)
    if isinstance(_variables(problem), tuple):
        autodiff = torch.func.jacfwd(torch.func.grad(text["f"], 0), 1)
    return emitted, lambda: autodiff(*arguments)


def _row(problem: Problem, second: bool) -> str:
    derivation = _derivation(problem.query)
    arguments = problem.drawn()
    numpy = _loaded(derivation, "numpy")["hessian" if second else "f_and_grad"]
    for found, best in zip(_listed(numpy(**arguments)), _listed(problem.by_hand(**arguments))):
        np.testing.assert_allclose(found, best, rtol=1e-8, atol=1e-9)
    in_jax = _loaded(derivation, "jax")
    jax_calls = _jax(problem, in_jax, second)
    torch_calls = _torch(problem, _loaded(derivation, "torch"), second)
    by_numpy = lambda: numpy(**arguments)  # noqa: E731
    by_hand = lambda: problem.by_hand(**arguments)  # noqa: E731
    mine, hand, jax_mine, jax_auto, torch_mine, torch_auto, *typed = _times(
        by_numpy, by_hand, *jax_calls, *torch_calls, *_jax_as_typed(problem, in_jax)
    )
    cells = [problem.name, f"`{problem.query}`", problem.sizes(),
             f"{mine:.3g}", f"{hand / mine:.2f}", f"{jax_mine:.3g}", _ratio(jax_auto / jax_mine),
             f"{torch_mine:.3g}", _ratio(torch_auto / torch_mine)]  # fmt: skip
    if second:
        cells.append(_ratio(min(jax_auto, torch_auto) / mine))
    else:
        cells.append(_ratio(typed[0] / jax_mine) if typed else "")
    return "| " + " | ".join(cells).replace("||", r"\|\|") + " |"


def _ratio(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def _listed(result: Any) -> tuple[Any, ...]:
    return result if isinstance(result, tuple) else (result,)


def _head(*last: str) -> str:
    titles = ["problem", "query", "arguments", "NumPy, ms", "by hand / NumPy", "JAX, ms",
              "its autodiff / JAX", "PyTorch, ms", "its autodiff / PyTorch", *last]  # fmt: skip
    rule = "|".join(["---"] * 3 + ["--:"] * (len(titles) - 3))
    return f"| {' | '.join(titles)} |\n|{rule}|"


def _processor() -> str:
    with open("/proc/cpuinfo") as lines:
        return next(line.split(": ")[1].strip() for line in lines if line.startswith("model name"))


def _about() -> str:
    versions = ", ".join([
        f"Python {platform.python_version()}", f"NumPy {np.__version__}",
        f"SciPy {scipy.__version__}", f"JAX {jax.__version__}", f"PyTorch {torch.__version__}",
    ])  # fmt: skip
    return f"""\
# Emitted code beside autodiff and beside NumPy written by hand

    pip install -e '.[bench]'
    PYTHONPATH=.:grammar python tests/benchmarks/bench_code.py > tests/benchmarks/code.md

{_processor()}, one thread of each library, double precision; {versions}.
Times are the mean processor time of 7 to 300 rounds in which all functions take turns in random
order, each once to warm up and once timed; the machine was shared, which disturbs them by some
percent. A ratio above 1 means that the emitted code is the faster one. JAX is compiled by
`jax.jit`, PyTorch runs eagerly; autodiff (`jax.value_and_grad`, `jax.hessian`,
`torch.autograd.grad`, `torch.func.hessian`) is given the emitted function, whose products are in
the cheapest order already and which solves where the query inverts; "as typed" it is given what a
user types. Emitted code is derived without `--size`.
"""


def _rows(problems: list[Problem], second: bool) -> Iterator[str]:
    for problem in problems:
        if not sys.argv[1:] or any(word in problem.name for word in sys.argv[1:]):
            yield _row(problem, second)


def main() -> None:
    """Print the tables."""
    jax.config.update("jax_enable_x64", True)
    torch.set_num_threads(1)
    print(_about())
    print("## Value and gradient\n\n" + _head("JAX as typed / JAX"))
    for row in _rows(GRADIENTS, False):
        print(row, flush=True)
    print("\n## Hessian\n\n" + _head("best autodiff / NumPy"))
    for row in _rows(HESSIANS, True):
        print(row, flush=True)


if __name__ == "__main__":
    main()
