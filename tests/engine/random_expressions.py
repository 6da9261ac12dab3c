"""Random typed expressions of a wanted shape, over a few unsymmetric and structured symbols."""

from __future__ import annotations

from random import Random

from matcalc_cli.expressions import Expr, Number, SizeNumber, Symbol, add, multiply
from matcalc_cli.functions.entrywise import exp, sigmoid, sin, tanh
from matcalc_cli.functions.norms import squared_norm
from matcalc_cli.functions.reductions import SUM, softmax
from matcalc_cli.functions.scalars_of_matrices import inner, tr
from matcalc_cli.functions.structure import diag, eye, had, inv, ones, t, zeros
from matcalc_cli.rationals import ratio
from matcalc_cli.sizes import ONE, Size

M, N = Size.letter("m"), Size.letter("n")
SYMBOLS = [
    Symbol("X", (M, N)), Symbol("Y", (M, N)), Symbol("A", (M, M)), Symbol("B", (N, N)),
    Symbol("S", (N, N), ("symmetric",)), Symbol("P", (M, M), ("pd", "psd", "symmetric")),
    Symbol("D", (N, N), ("diagonal", "symmetric")),
    Symbol("Q", (M, M), ("orthogonal", "invertible")),
    Symbol("W", (N, N), ("skew",)), Symbol("x", (N, ONE)), Symbol("y", (M, ONE)),
    Symbol("z", (N, ONE)), Symbol("a"), Symbol("b", properties=("positive",)),
]  # fmt: skip


class Maker:
    """Makes expressions; every choice comes from one seeded source."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def make(self, rows: Size, cols: Size, depth: int) -> Expr:
        """An expression of rows×cols."""
        if rows == ONE and cols == ONE:
            return self._scalar(depth)
        if depth <= 0:
            return self._leaf(rows, cols)
        kinds = ["sum", "difference", "product", "scaled", "hadamard", "transpose", "entrywise"]
        if rows == cols:
            kinds += ["inverse", "identity", "diagonal"]
        if cols == ONE:
            kinds += ["softmax", "diag"]
        return self._of_kind(self.random.choice(kinds), rows, cols, depth - 1)

    def _of_kind(self, kind: str, rows: Size, cols: Size, depth: int) -> Expr:
        make = self.make
        match kind:
            case "sum":
                return add(make(rows, cols, depth), make(rows, cols, depth))
            case "difference":
                return make(rows, cols, depth) - make(rows, cols, depth)
            case "product":
                inside = self.random.choice([M, N, ONE])
                return multiply(make(rows, inside, depth), make(inside, cols, depth))
            case "scaled":
                return multiply(self._scalar(depth), make(rows, cols, depth))
            case "hadamard":
                return had(make(rows, cols, depth), make(rows, cols, depth))
            case "transpose":
                return t(make(cols, rows, depth))
            case "entrywise":
                function = self.random.choice([sin, tanh, sigmoid])
                return function(make(rows, cols, depth))
            case "inverse":
                # The shift keeps random arguments away from singular ones.
                return inv(add(multiply(Number(5), eye(rows)), self._leaf(rows, rows)))
            case "identity":
                return eye(rows)
            case "diagonal":
                return diag(make(rows, ONE, depth))
            case "softmax":
                return softmax(self._leaf(rows, cols))
            case "diag":
                return diag(self._leaf(rows, rows))
        return self._leaf(rows, cols)

    def _scalar(self, depth: int) -> Expr:
        size = self.random.choice([M, N])
        other = self.random.choice([M, N])
        match self.random.randrange(11 if depth > 0 else 4):
            case 0:
                return Number(ratio(self.random.randint(-3, 3), self.random.randint(1, 3)))
            case 1 | 2:
                return self.random.choice([Symbol("a"), Symbol("b", properties=("positive",))])
            case 3:
                return SizeNumber(size)
            case 4:
                return tr(self.make(size, size, depth - 1))
            case 5:
                return inner(self.make(size, ONE, depth - 1), self.make(size, ONE, depth - 1))
            case 6:
                return squared_norm(self.make(size, other, depth - 1))
            case 7:
                return SUM(self.make(size, other, depth - 1))
            case 8:
                return exp(sin(self._scalar(depth - 1)))
            case 9:
                return add(self._scalar(depth - 1), self._scalar(depth - 1))
            case _:
                shifted = add(Number(2), exp(sin(self._scalar(depth - 1))))
                return shifted ** Number(self.random.choice([-2, -1, 2, ratio(1, 2)]))

    def _leaf(self, rows: Size, cols: Size) -> Expr:
        fits = [s for s in SYMBOLS if s.shape == (rows, cols)]
        fits += [t(s) for s in SYMBOLS if s.shape == (cols, rows)]
        fits += [ones(rows, cols)] if self.random.random() < 0.2 else []
        fits += [zeros(rows, cols)] if self.random.random() < 0.05 else []
        return self.random.choice(fits)


