"""Makers of calls of the functions of the table, over arguments of their domain."""

from __future__ import annotations

from matcalc_cli.numeric import mp

from . import arrays
from .makers import LETTERS, TABLES, Build, Maker, Table
from .pieces import (
    ATOM,
    ENTRYWISE,
    ONE,
    POSTFIX,
    PRODUCT,
    SCALAR,
    SUM,
    Piece,
    Shape,
    made,
    size_text,
)


def positive(maker: Maker, shape: Shape, budget: int) -> Piece:
    """A piece whose entries are positive."""
    A = maker.make(shape, max(1, budget - 2))
    way = maker.random.randrange(3)
    if way == 0:
        return made(f"2 + exp({A.text})", shape, SUM,
                    lambda v: arrays.each(lambda t: 2 + mp.exp(t), v), A, nodes=3)  # fmt: skip
    if way == 1:
        square = f"{A.atom}^2" if shape == SCALAR else f"{A.atom}.^2"
        return made(f"1 + {square}", shape, SUM,
                    lambda v: arrays.each(lambda t: 1 + t * t, v), A, nodes=3)  # fmt: skip
    return made(f"cosh({A.text})", shape, ATOM, lambda v: arrays.each(mp.cosh, v), A)


def positive_definite(maker: Maker, shape: Shape, budget: int) -> Piece:
    """B Bᵀ + I, which has no eigenvalue on the negative axis."""
    B = maker.make((shape[0], maker.random.choice(LETTERS)), max(1, budget - 3))
    return made(f"{B.atom} {B.atom}^T + I", shape, SUM,
                lambda v: arrays.added(arrays.product(v, arrays.turned(v)),
                                       arrays.identity(len(v))), B, nodes=4)  # fmt: skip


def _entrywise(maker: Maker, shape: Shape, budget: int) -> Piece:
    kind = maker.random.random()
    if kind < 0.7:
        name = maker.random.choice(list(arrays.EVERYWHERE))
        A, function = maker.make(shape, budget), arrays.EVERYWHERE[name]
        return made(f"{name}({A.text})", shape, ATOM, lambda v: arrays.each(function, v), A)
    if kind < 0.9:
        name = maker.random.choice(list(arrays.POSITIVE))
        A, function = positive(maker, shape, budget), arrays.POSITIVE[name]
        text = f"acosh(1 + {A.factor})" if name == "acosh" else f"{name}({A.text})"
        return made(text, shape, ATOM, lambda v: arrays.each(function, v), A)
    name = maker.random.choice(list(arrays.INSIDE))
    A, function = maker.make(shape, max(1, budget - 1)), arrays.INSIDE[name]
    return made(f"{name}(sigmoid({A.text}))", shape, ATOM, lambda v: arrays.each(
        lambda t: function(1 / (1 + mp.exp(-t))), v), A, nodes=2)  # fmt: skip


def _power(maker: Maker, shape: Shape, budget: int) -> Piece:
    dot = "" if shape == SCALAR else "."
    if maker.random.random() < 0.6:
        whole = maker.random.choice([2, 2, 3])
        A = maker.make(shape, budget)
        return made(f"{A.atom}{dot}^{whole}", shape, POSTFIX,
                    lambda v: arrays.each(lambda t: t**whole, v), A)  # fmt: skip
    text, exponent = maker.random.choice([
        ("(1/2)", mp.mpf(1) / 2), ("(-1)", mp.mpf(-1)), ("(-3/2)", mp.mpf(-3) / 2),
        ("(2/3)", mp.mpf(2) / 3),
    ])  # fmt: skip
    A = positive(maker, shape, budget)
    return made(f"{A.atom}{dot}^{text}", shape, POSTFIX,
                lambda v: arrays.each(lambda t: mp.power(t, exponent), v), A)  # fmt: skip


def _raised(maker: Maker, shape: Shape, budget: int) -> Piece:
    """A scalar exponent that may hold the variable."""
    first, second = maker.split(budget)
    A, k = positive(maker, shape, first), maker.make(SCALAR, min(second, 3))
    dot = "" if shape == SCALAR else "."
    return made(f"{A.atom}{dot}^{k.atom}", shape, POSTFIX,
                lambda v, w: arrays.each(lambda t: mp.power(t, w[0][0]), v), A, k)  # fmt: skip


def _divided(maker: Maker, shape: Shape, budget: int) -> Piece:
    first, second = maker.split(budget)
    A, B = maker.make(shape, first), positive(maker, shape, second)
    sign, level = ("/", PRODUCT) if shape == SCALAR else ("./", ENTRYWISE)
    return made(f"{A.atom} {sign} {B.atom}", shape, level,
                lambda v, w: arrays.each(lambda s, t: s / t, v, w), A, B)  # fmt: skip


def _larger(maker: Maker, shape: Shape, budget: int) -> Piece:
    first, second = maker.split(budget)
    A, B = maker.make(shape, first), maker.make(shape, second)
    name, function = maker.random.choice([("maximum", max), ("minimum", min)])
    return made(f"{name}({A.text}, {B.text})", shape, ATOM,
                lambda v, w: arrays.each(function, v, w), A, B)  # fmt: skip


def _unknown_of_number(maker: Maker, shape: Shape, budget: int) -> Piece:
    """An unknown function of one number, entry by entry."""
    maker.unknown["g"] = SCALAR
    A = maker.make(shape, budget)
    return made(f"g({A.text})", shape, ATOM,
                lambda v: arrays.each(lambda t: arrays.unknown("g", [[t]]), v), A)  # fmt: skip


def _unknown(maker: Maker, shape: Shape, budget: int) -> Piece | None:
    """An unknown scalar function of a vector or a matrix."""
    cols = ONE if maker.second or maker.random.random() < 0.6 else maker.random.choice(LETTERS)
    inside = maker.unknown.setdefault("f", (maker.random.choice(LETTERS), cols))
    A = maker.make(inside, budget)
    return made(f"f({A.text})", SCALAR, ATOM,
                lambda v: arrays.scalar(arrays.unknown("f", v)), A)  # fmt: skip


def _of_array(template: str, value: object, rows: str = "any", second: bool = True) -> Build:
    """A scalar of an array: "square", "vector", or any; `second`: it has a second derivative."""

    def build(maker: Maker, shape: Shape, budget: int) -> Piece | None:
        if maker.second and not second:
            return None
        size = maker.size()
        cols = {"square": size, "vector": ONE}.get(rows, maker.size())
        A = maker.make((size, cols), budget)
        level = POSTFIX if template.endswith("^2") else ATOM
        inside = A.apart if template.startswith("||") else A.text
        return made(template.format(inside), SCALAR, level, value, A)

    return build


def _inner(maker: Maker, shape: Shape, budget: int) -> Piece:
    first, second = maker.split(budget)
    inside = maker.size(), maker.random.choice([ONE, maker.size()])
    A, B = maker.make(inside, first), maker.make(inside, second)
    if inside[1] == ONE and maker.random.random() < 0.8:
        return made(f"{A.atom}^T {B.factor}", SCALAR, PRODUCT, arrays.dot, A, B)
    return made(f"<{A.text}, {B.text}>", SCALAR, ATOM, arrays.dot, A, B)


def _quadratic(maker: Maker, shape: Shape, budget: int) -> Piece:
    size = maker.size()
    x, A = maker.make((size, ONE), max(1, budget // 2)), maker.make((size, size), budget // 2)
    return made(f"{x.atom}^T {A.factor} {x.factor}", SCALAR, PRODUCT,
                lambda v, M: arrays.dot(v, arrays.product(M, v)), x, A, nodes=3)  # fmt: skip


def _definite(template: str, value: object, second: bool = True) -> Build:
    def build(maker: Maker, shape: Shape, budget: int) -> Piece | None:
        if maker.second and not second:
            return None
        size = maker.random.choice(LETTERS)
        A = positive_definite(maker, (size, size), budget)
        return made(template.format(A.text), SCALAR, ATOM, value, A)

    return build


def _number(function: object) -> object:
    return lambda v: arrays.scalar(function(v))


_eigen, _singular, _most = arrays.eigenvalues, arrays.singular_values, arrays.outermost
TABLES["scalars"] = {
    "tr": (14, _of_array("tr({})", arrays.trace, "square")),
    "inner": (14, _inner), "quadratic": (10, _quadratic),
    "sqnorm": (7, _of_array("||{}||^2", lambda v: arrays.dot(v, v), "vector")),
    "sqfro": (7, _of_array("||{}||_F^2", lambda v: arrays.dot(v, v))),
    "norm": (4, _of_array("||{}||", arrays.norm, "vector")),
    "fro": (2, _of_array("||{}||_F", arrays.norm)),
    "norm1": (2, _of_array("||{}||_1", lambda v: [[mp.fsum(map(abs, arrays.entries(v)))]],
                           "vector")),
    "spectral": (1, _of_array("||{}||_2", _number(lambda v: _most(_singular(v), -1)),
                              second=False)),
    "nuclear": (1, _of_array("||{}||_*", _number(lambda v: mp.fsum(_singular(v))), second=False)),
    "det": (3, _of_array("det({})", _number(arrays.determinant), "square")),
    "logdet": (4, _definite("log det({})", _number(lambda v: mp.log(arrays.determinant(v))))),
    "logabsdet": (2, _of_array("log(abs(det({})))",
                               _number(lambda v: mp.log(abs(arrays.determinant(v)))), "square")),
    "lambda_max": (1, _definite("lambda_max({})", _number(lambda v: _most(_eigen(v), -1)), False)),
    "lambda_min": (1, _definite("lambda_min({})", _number(lambda v: _most(_eigen(v), 0)), False)),
    "sum": (8, _of_array("sum({})", arrays.total)),
    "mean": (2, _of_array("mean({})", arrays.mean)),
    "max": (1, _of_array("max({})", _number(lambda v: _most(arrays.entries(v), -1)))),
    "min": (1, _of_array("min({})", _number(lambda v: _most(arrays.entries(v), 0)))),
    "logsumexp": (3, _of_array("logsumexp({})", arrays.log_sum_exp, "vector")),
    "function": (10, _entrywise), "power": (8, _power), "raised": (1, _raised),
    "divided": (4, _divided), "larger": (1, _larger), "unknown": (3, _unknown),
    "unknown of number": (1, _unknown_of_number),
}  # fmt: skip


def _by_rows(name: str, value: object) -> Build:
    def build(maker: Maker, shape: Shape, budget: int) -> Piece | None:
        if shape[0] == ONE:
            return None  # a row is read as its column
        A = maker.make(shape, budget)
        return made(f"{name}({A.text})", shape, ATOM, value, A)

    return build


def _pseudo_inverse(maker: Maker, shape: Shape, budget: int) -> Piece | None:
    if ONE in shape or shape[0] == shape[1]:
        return None
    A = maker.make((shape[1], shape[0]), budget)
    return made(f"pinv({A.text})", shape, ATOM, arrays.pseudo_inverse, A)


def _kron(maker: Maker, shape: Shape, budget: int) -> Piece | None:
    if [len(size) for size in shape] != [2, 2]:
        return None
    first, second = maker.split(budget)
    A = maker.make((shape[0][:1], shape[1][:1]), first)
    B = maker.make((shape[0][1:], shape[1][1:]), second)
    return made(f"kron({A.text}, {B.text})", shape, ATOM, arrays.kron, A, B)


def _unvec(maker: Maker, shape: Shape, budget: int) -> Piece | None:
    if len(shape[0]) != 1 or len(shape[1]) != 1 or shape[0] >= shape[1]:
        return None
    v = maker.make(((*shape[0], *shape[1]), ONE), budget)
    text = f"unvec({v.text}, {size_text(shape[0])}, {size_text(shape[1])})"

    def value(world: object) -> arrays.Array:
        return arrays.unstacked(v.value(world), world.size(shape[0]))

    return Piece(text, shape, ATOM, v.nodes + 1, v.names, value)


TABLES["arrays"] = {
    "function": (14, _entrywise), "power": (4, _power), "raised": (1, _raised),
    "divided": (3, _divided), "larger": (1, _larger), "kron": (40, _kron), "unvec": (2, _unvec),
    "unknown of number": (2, _unknown_of_number), "pinv": (2, _pseudo_inverse),
    "softmax": (3, _by_rows("softmax", arrays.softmax)),
    "log_softmax": (1, _by_rows("log_softmax", lambda v: arrays.each(mp.log, arrays.softmax(v)))),
}  # fmt: skip


def _vector(template: str, value: object, turned: bool = False, square: bool = False) -> Build:
    """A vector of a matrix."""

    def build(maker: Maker, shape: Shape, budget: int) -> Piece:
        other = shape[0] if square else maker.random.choice(LETTERS)
        A = maker.make((other, shape[0]) if turned else (shape[0], other), budget)
        return made(template.format(A.text), shape, ATOM, value, A)

    return build


def _stacked(maker: Maker, shape: Shape, budget: int) -> Piece | None:
    if len(shape[0]) != 2:
        return None
    A = maker.make((shape[0][:1], shape[0][1:]), budget)
    return made(f"vec({A.text})", shape, ATOM, arrays.stacked, A)


TABLES["vectors"] = {
    "diag": (2, _vector("diag({})", arrays.diagonal, square=True)),
    "rows": (2, _vector("sum({}, rows)", arrays.row_sums)),
    "cols": (2, _vector("sum({}, cols)", lambda v: arrays.row_sums(arrays.turned(v)), True)),
    "logsumexp": (1, _vector("logsumexp({})", arrays.log_sum_exp)),
    "vec": (60, _stacked),
}  # fmt: skip


def _square(template: str, value: object, second: bool = True) -> Build:
    def build(maker: Maker, shape: Shape, budget: int) -> Piece | None:
        if maker.second and not second:
            return None
        A = maker.make(shape, budget)
        return made(template.format(A.atom), shape, POSTFIX, value, A)

    return build


def _call(name: str, value: object, second: bool = True) -> Build:
    def build(maker: Maker, shape: Shape, budget: int) -> Piece | None:
        if maker.second and not second:
            return None
        safe = name in ("logm", "sqrtm")
        A = positive_definite(maker, shape, budget) if safe else maker.make(shape, budget)
        return made(f"{name}({A.text})", shape, ATOM, value, A)

    return build


def _diagonal(maker: Maker, shape: Shape, budget: int) -> Piece:
    x = maker.make((shape[0], ONE), budget)
    return made(f"diag({x.text})", shape, ATOM, arrays.diagonal, x)


def _matrix_function(name: str) -> Build:
    return _call(name, lambda v: arrays.of_matrix(name, v), second=False)


TABLES["squares"] = {
    "inv": (6, _square("{}^-1", arrays.inverse)),
    "inv of transpose": (2, _square("{}^-T", lambda v: arrays.inverse(arrays.turned(v)))),
    "square": (2, _square("{}^2", lambda v: arrays.power(v, 2))),
    "cube": (1, _square("{}^3", lambda v: arrays.power(v, 3))),
    "diag": (4, _diagonal), "expm": (1, _matrix_function("expm")),
    "logm": (1, _matrix_function("logm")), "sqrtm": (1, _matrix_function("sqrtm")),
    "tril": (1, _call("tril", lambda v: arrays.triangle(v, lambda i, j: i >= j))),
    "triu": (1, _call("triu", lambda v: arrays.triangle(v, lambda i, j: i <= j))),
    "adj": (1, _call("adj", lambda v: arrays.scaled(arrays.determinant(v), arrays.inverse(v)))),
}  # fmt: skip
__all__ = ["TABLES", "Table"]
