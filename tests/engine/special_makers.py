"""Makers of rarer pieces: functions of likelihoods, spectra, entries, symbolic powers."""

from __future__ import annotations

from matcalc_cli.numeric import mp

from . import arrays
from .function_makers import TABLES, positive, positive_definite
from .makers import LETTERS, Maker
from .pieces import ATOM, ONE, POSTFIX, SCALAR, Piece, Shape, World, made

WHOLE = "k"  # stands for a whole number


def _beta(maker: Maker, shape: Shape, budget: int) -> Piece:
    first, second = maker.split(budget)
    A, B = positive(maker, shape, first), positive(maker, shape, second)

    def value(a: object, b: object) -> object:
        if max(a, b) > 1e20:
            raise arrays.Outside  # of a + b little more is left than b
        return mp.log(mp.beta(a, b))

    return made(f"lbeta({A.text}, {B.text})", shape, ATOM,
                lambda v, w: arrays.each(value, v, w), A, B)  # fmt: skip


def _of_polygamma(maker: Maker, shape: Shape, budget: int) -> Piece:
    order = maker.random.choice([1, 2])
    A = positive(maker, shape, budget)
    return made(f"polygamma({order}, {A.text})", shape, ATOM,
                lambda v: arrays.each(lambda t: mp.psi(order, t), v), A)  # fmt: skip


def _multigamma(maker: Maker, shape: Shape, budget: int) -> Piece:
    """log Γ₃(2 + eᵃ), by the product of gamma functions that defines it."""
    a = maker.make(SCALAR, budget)

    def value(v: arrays.Array) -> arrays.Array:
        at = 2 + mp.exp(v[0][0])
        gammas = mp.fprod(arrays.gamma(at - mp.mpf(j) / 2) for j in range(3))
        return arrays.scalar(mp.log(mp.pi ** mp.mpf("1.5") * gammas))

    return made(f"multigammaln(2 + exp({a.text}), 3)", SCALAR, ATOM, value, a, nodes=4)


def _norm(order: int) -> object:
    def build(maker: Maker, shape: Shape, budget: int) -> Piece:
        x = maker.make((maker.size(), ONE), budget)

        def value(v: arrays.Array) -> arrays.Array:
            arrays.norm(v)  # it has a kink at zero too
            powers = mp.fsum(abs(t) ** order for t in arrays.entries(v))
            return arrays.scalar(powers ** (mp.mpf(1) / order))

        return made(f"||{x.apart}||_{order}", SCALAR, ATOM, value, x)

    return build


def _largest(maker: Maker, shape: Shape, budget: int) -> Piece:
    x = maker.make((maker.size(), ONE), budget)
    return made(f"||{x.apart}||_inf", SCALAR, ATOM, lambda v: arrays.scalar(
        arrays.outermost([abs(t) for t in arrays.entries(v)], -1)), x)  # fmt: skip


def _product_of_entries(maker: Maker, shape: Shape, budget: int) -> Piece:
    inside = maker.size(), maker.random.choice([ONE, maker.size()])
    A = maker.make(inside, budget)

    def value(v: arrays.Array) -> arrays.Array:
        if any(abs(entry) < 1e-9 for entry in arrays.entries(v)):
            raise arrays.Outside  # the program has none there either
        return arrays.scalar(mp.fprod(arrays.entries(v)))

    return made(f"prod({A.text})", SCALAR, ATOM, value, A)


def _second_value(maker: Maker, shape: Shape, budget: int) -> Piece | None:
    """The second largest eigenvalue or singular value."""
    if maker.second:
        return None
    rows, cols = maker.random.choice(LETTERS), maker.random.choice(LETTERS)
    if maker.random.random() < 0.5:
        A = positive_definite(maker, (rows, rows), budget)
        return made(f"eigval({A.text}, 2)", SCALAR, ATOM, lambda v: arrays.scalar(
            arrays.second_from_above(arrays.eigenvalues(v))), A)  # fmt: skip
    A = maker.make((rows, cols), budget)
    return made(f"singval({A.text}, 2)", SCALAR, ATOM, lambda v: arrays.scalar(
        arrays.second_from_above(arrays.singular_values(v))), A)  # fmt: skip


def _entry(maker: Maker, shape: Shape, budget: int) -> Piece:
    """An entry of an array, in one of two spellings; every size is at least 2."""
    i, j = maker.random.randint(1, 2), maker.random.randint(1, 2)
    if maker.random.random() < 0.4:
        x = maker.make((maker.size(), ONE), budget)
        return made(f"(({x.text})_{i})", SCALAR, ATOM, lambda v: [v[i - 1]], x)
    A = maker.make((maker.size(), maker.size()), budget)
    spelled = maker.random.choice([f"(({A.text})_{{{i},{j}}})", f"(e_{i}^T {A.factor} e_{j})"])
    return made(spelled, SCALAR, ATOM, lambda v: [[v[i - 1][j - 1]]], A)


TABLES["scalars"].update({
    "lbeta": (1, _beta), "polygamma": (1, _of_polygamma), "multigammaln": (1, _multigamma),
    "third norm": (1, _norm(3)), "largest": (1, _largest), "prod": (1, _product_of_entries),
    "second value": (1, _second_value), "entry": (3, _entry),
})  # fmt: skip


def _commutation(maker: Maker, shape: Shape, budget: int) -> Piece | None:
    """K(m, n) A, with K by its definition: K vec B is vec Bᵀ."""
    if len(shape[0]) != 2:
        return None
    rows, cols = shape[0]
    A = maker.make(shape, budget)

    def value(world: World) -> arrays.Array:
        columns = arrays.turned(A.value(world))
        swapped = [arrays.turned(arrays.unstacked([[a] for a in column], world.sizes[rows]))
                   for column in columns]  # fmt: skip
        return arrays.turned([arrays.entries(B) for B in swapped])

    return Piece(f"K({rows},{cols}) {A.factor}", shape, POSTFIX - 1, A.nodes + 1, A.names, value)


TABLES["arrays"].update({
    "lbeta": (1, _beta), "polygamma": (1, _of_polygamma), "commutation": (20, _commutation),
})  # fmt: skip


def _symbolic_power(maker: Maker, shape: Shape, budget: int) -> Piece:
    """X^k, X^-k, X^(k + 1) with k whole."""
    maker.whole.add(WHOLE)
    A = maker.make(shape, budget)
    text, sign, more = maker.random.choice([("k", 1, 0), ("k", 1, 0), ("-k", -1, 0),
                                            ("(k + 1)", 1, 1)])  # fmt: skip

    def value(world: World) -> arrays.Array:
        base = A.value(world) if sign > 0 else arrays.inverse(A.value(world))
        return arrays.power(base, int(world.values[WHOLE][0][0]) + more)

    return Piece(f"{A.atom}^{text}", shape, POSTFIX, A.nodes + 2, A.names, value)


TABLES["squares"].update({"symbolic power": (2, _symbolic_power)})
__all__ = ["TABLES"]
