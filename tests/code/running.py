"""Emitted code, run at points of the certificate, beside the values that are certified there."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

import numpy as np

from matcalc_cli.derivation import Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.functions.unknown import DERIVATIVE
from matcalc_cli.numeric import FAMILY, Evaluation, mp
from matcalc_cli.printers.code.dialect import Dialect
from matcalc_cli.printers.code.module import Module, extra_sizes, planned
from matcalc_cli.printers.code.names import Argument
from matcalc_cli.printers.code.python_modules import python_module
from matcalc_cli.questions import Reader
from matcalc_cli.sampling.points import Point
from matcalc_cli.sampling.sampler import Sampler


@cache
def derived(query: str, layout: str = "numerator") -> Derivation:
    """The derivation of the last query of a text."""
    reader = Reader()
    for part in query.split("; "):
        questions = reader.questions(part)
    return derive_question(questions[-1], Options(layout=layout, check=False, steps="none"))


def point_of(derivation: Derivation) -> Point:
    """A point where value and derivative are defined."""
    question = derivation.question
    sampler = Sampler(question.function, question.variables, question.dependences)
    return sampler.point(Random(3), [question.function, derivation.answer])


def loaded(module: Module, dialect: Dialect) -> dict[str, Any]:
    """What the text of the module defines."""
    namespace: dict[str, Any] = {"__name__": "emitted"}
    exec(compile(python_module(module, dialect), "emitted", "exec"), namespace)
    return namespace


def compared(
    derivation: Derivation, dialect: Dialect, sizes: dict[str, int], signed: bool = True
) -> dict[str, Any]:
    """Run the module, and assert that value and derivative are what the engine evaluates.

    Where they are not `signed`, as singular vectors are not, only sizes are compared.
    """
    module = planned(derivation, dialect, sizes)
    namespace = loaded(module, dialect)
    point = point_of(derivation)
    at = point.evaluation({})
    given = [value_of(argument, at, point.sizes) for argument in module.arguments]
    given += [point.sizes.get(letter, FAMILY) for letter in extra_sizes(module)]
    value = namespace[module.function.name](*given)
    slope = namespace[module.derivative.name](*given)
    if not signed:
        agree(np.abs(value), np.abs(numbers(at.value(derivation.question.function))))
        return namespace
    agree(value, at.value(derivation.question.function))
    if derivation.kind == "gradient":
        agree(slope[0], at.value(derivation.question.function))
        slope = slope[1]
    agree(slope, at.value(derivation.answer))
    return namespace


def agree(found: Any, truth: Any) -> None:
    """Equal to 9 digits, in the same shape: rows and columns are one-dimensional."""
    expected = numbers(truth)
    if expected.ndim == 2 and 1 in expected.shape and np.ndim(found) == 1:
        expected = expected.ravel()
    assert np.shape(found) == expected.shape
    near = 1e-9 * (1 + np.max(np.abs(expected)))
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=near)


def numbers(value: Any) -> Any:
    """A value of the engine as an array."""
    return np.array(value, dtype=float)


def value_of(argument: Argument, at: Evaluation, sizes: dict[str, int]) -> Any:
    """What an argument is at a point."""
    of: Any = argument.of
    if argument.kind == "function":
        return lambda X: flattened(of.function.evaluate(mp, rows(X)), X)
    if argument.kind == "index":
        return at.bound[of]
    if getattr(of, "function", None) is DERIVATIVE:
        return shaped(at.given[of], argument)
    if not of.indices:
        value = shaped(at.given[of], argument)
        return np.asarray(value, dtype=int)[()] if "whole" in argument.properties else value
    return members(argument, at, sizes)


def members(argument: Argument, at: Evaluation, sizes: dict[str, int]) -> Any:
    """All members of a family, as one array."""
    of: Any = argument.of
    counts = [_count(size, sizes, at) for size in argument.dims[: len(of.indices)]]
    found = [at.members[of.name, tuple(i + 1 for i in place)] for place in np.ndindex(*counts)]
    own = [size.at(sizes) for size in argument.dims[len(of.indices) :]]
    return numbers(found).reshape(*counts, *own)


def _count(size: Any, sizes: dict[str, int], at: Evaluation) -> int:
    letters = size.letters()
    if all(letter in sizes for letter in letters):
        return int(size.at(sizes))
    return FAMILY


def shaped(value: Any, argument: Argument) -> Any:
    """An array with as many dimensions as the argument has sizes."""
    array = numbers(value)
    return array.ravel() if len(argument.dims) == 1 else array


def rows(X: Any) -> Any:
    """An array as the engine takes it."""
    array = np.asarray(X)
    if array.ndim == 0:
        return mp.mpf(float(array))
    listed = array.reshape(-1, 1) if array.ndim == 1 else array
    return [[mp.mpf(float(entry)) for entry in row] for row in listed]


def flattened(value: Any, like: Any) -> Any:
    """A value of the engine in the form of an array that it is a function of."""
    array = numbers(value)
    column = array.ndim == 2 and array.shape[1] == 1
    return array.ravel() if column and np.ndim(like) == 1 else array
