"""Every way to write an operation, and the record that it becomes."""

from __future__ import annotations

import pytest

from matcalc_cli.derivation import Condition
from matcalc_cli.expressions import (
    Add,
    Call,
    Expr,
    IndexedSum,
    Number,
    Power,
    Product,
    SizeNumber,
    Symbol,
    add,
    multiply,
)
from matcalc_cli.functions import TABLE, Function
from matcalc_cli.functions.entrywise import PI, absolute, epow, exp, log, relu, sigmoid, sign
from matcalc_cli.functions.kronecker import KRON
from matcalc_cli.functions.norms import (
    FROBENIUS,
    NORM,
    NORM1,
    SQUARED_FROBENIUS,
    SQUARED_NORM,
)  # fmt: skip
from matcalc_cli.functions.reductions import LOGSUMEXP, MATRIX_POWER, SUM, softmax
from matcalc_cli.functions.scalars_of_matrices import DET, INNER, LOGDET, SLOGDET, TRACE
from matcalc_cli.functions.structure import (
    DIAG,
    UNIT,
    UNVEC,
    VEC,
    commutation,
    eye,
    had,
    inv,
    ones,
    t,
    zeros,
)  # fmt: skip
from matcalc_cli.rationals import ratio
from matcalc_cli.sizes import ONE, Size
from matcalc_cli.traversal import postorder  # fmt: skip

from .asking import ask, function

m, n = Size.letter("m"), Size.letter("n")
A, B, X = (Symbol(name, (n, n)) for name in "ABX")
M = Symbol("M", (m, n))
x, y = Symbol("x", (n, ONE)), Symbol("y", (n, ONE))
c, s = Symbol("c"), Symbol("s")
i, j = Symbol("i", properties=("index",)), Symbol("j", properties=("index",))
WHERE = " where A, B, X in R^{n x n}, M in R^{m x n}, x, y in R^n, c, s in R"


def number(value: int, below: int = 1) -> Expr:
    return Number(ratio(value, below))


FORMS: list[tuple[str, Expr]] = [
    # products and sums
    ("A X", multiply(A, X)),
    ("A * X", multiply(A, X)),
    ("A @ X", multiply(A, X)),
    ("A · X", multiply(A, X)),
    ("x^T y", multiply(t(x), y)),
    ("2 x^T y", Product((number(2), t(x), y))),
    ("(x^T y) x", Product((multiply(t(x), y), x))),
    ("x^T y x", Product((multiply(t(x), y), x))),
    ("x x^T y", Product((x, t(x), y))),
    ("A x^T y", Product((A, multiply(t(x), y)))),
    ("x^T A y x^T B y", Product((multiply(t(x), A, y), multiply(t(x), B, y)))),
    ("c x^T s y", Product((c, t(x), s, y))),
    ("x - y", Add((x, multiply(number(-1), y)))),
    ("-x", multiply(number(-1), x)),
    ("x - 2 y", Add((x, multiply(number(-2), y)))),
    ("c - x^T y", Add((c, Product((number(-1), t(x), y))))),
    ("c - (x^T y)", Add((c, Product((number(-1), multiply(t(x), y)))))),
    ("1/2 x^T x", Product((number(1, 2), t(x), x))),
    ("-1/2 x^T x", Product((number(-1, 2), t(x), x))),
    ("0.5 c", multiply(number(1, 2), c)),
    ("x / 2", multiply(x, Power(number(2), number(-1)))),
    ("x / c", multiply(x, Power(c, number(-1)))),
    ("1/c", Power(c, number(-1))),
    ("c / (x^T x)", multiply(c, Power(multiply(t(x), x), number(-1)))),
    ("2 pi A", multiply(number(2), PI(), A)),
    ("c π", multiply(c, PI())),
    # numbers on arrays
    ("x + 1", Add((x, ones(n)))),
    ("1 - x", Add((ones(n), multiply(number(-1), x)))),
    ("M - 2", Add((M, multiply(number(-2), ones(m, n))))),
    ("c + 1", Add((c, number(1)))),
    ("n c", multiply(SizeNumber(n), c)),
    ("c n/2", multiply(c, SizeNumber(n), Power(number(2), number(-1)))),
    # transposes, inverses, powers
    ("A^T", t(A)),
    ("A'", t(A)),
    ("transpose(A)", t(A)),
    ("A^-1", inv(A)),
    ("inv(A)", inv(A)),
    ("A^-T", t(inv(A))),
    ("c^-1", Power(c, number(-1))),
    ("c^T", c),
    ("A^2", MATRIX_POWER(A, number(2))),
    ("A^1", A),
    ("A^0", eye(n)),
    ("A^-2", MATRIX_POWER(A, Number(-2))),
    ("c^2", Power(c, number(2))),
    ("c^s", Power(c, s)),
    ("(x^T x)^(1/2)", Power(multiply(t(x), x), number(1, 2))),
    ("e^c", exp(c)),
    ("e^(-x^T x)", exp(Product((number(-1), t(x), x)))),
    ("x.^2", epow(x, 2)),
    ("M.^c", epow(M, c)),
    ("c.^2", Power(c, number(2))),
    # entry by entry
    ("x .* y", had(x, y)),
    ("x .* y .* x", had(x, y, x)),
    ("c .* x", multiply(c, x)),
    ("x ./ y", had(x, epow(y, -1))),
    ("1 ./ x", epow(x, -1)),
    ("c ./ x", multiply(c, epow(x, -1))),
    ("x ./ c", multiply(x, Power(c, number(-1)))),
    ("sigmoid(x)", sigmoid(x)),
    ("relu(c)", relu(c)),
    ("ln(x)", log(x)),
    ("abs(x)", absolute(x)),
    ("sgn(x)", sign(x)),
    ("x ⊗ y", KRON(x, y)),
    ("kron(A, M)", KRON(A, M)),
    ("c ⊗ x", multiply(c, x)),
    # inner products, traces, determinants
    ("<x, y>", multiply(t(x), y)),
    ("<A, X>", INNER(A, X)),
    ("A : X", INNER(A, X)),
    ("<x^T, y>", multiply(t(x), y)),
    ("<c, s>", multiply(c, s)),
    ("tr(A X)", TRACE(multiply(A, X))),
    ("tr A X", TRACE(multiply(A, X))),
    ("tr(c)", c),
    ("det(A)", DET(A)),
    ("|A|", DET(A)),
    ("|c|", absolute(c)),
    ("abs(c)", absolute(c)),
    ("log det A", LOGDET(A)),
    ("log(det(A))", LOGDET(A)),
    ("log|A|", LOGDET(A)),
    ("logdet(A)", LOGDET(A)),
    ("log(abs(det A))", SLOGDET(A)),
    ("log(|det A|)", SLOGDET(A)),
    ("logabsdet(A)", SLOGDET(A)),
    ("slogdet(A)[1]", SLOGDET(A)),
    ("log(det(c))", log(c)),
    ("logdet(c)", log(c)),
    # norms
    ("||x||", NORM(x)),
    ("||x^T||", NORM(x)),
    ("|x|_2", NORM(x)),
    ("||x||_2^2", SQUARED_NORM(x)),
    ("||x||^2", SQUARED_NORM(x)),
    ("||x||^4", Power(SQUARED_NORM(x), number(2))),
    ("||x||^3", Power(NORM(x), number(3))),
    ("||x||_1", NORM1(x)),
    ("||x||_F", NORM(x)),
    ("norm2(x)^2", SQUARED_NORM(x)),
    ("norm1(x)", NORM1(x)),
    ("||M||_F", FROBENIUS(M)),
    ("||M||_F^2", SQUARED_FROBENIUS(M)),
    ("||M||^2", SQUARED_FROBENIUS(M)),
    ("||c||", absolute(c)),
    ("||x||_A^2", multiply(t(x), A, x)),
    ("||x||_A", Power(multiply(t(x), A, x), number(1, 2))),
    # reductions and structure
    ("sum(M)", SUM(M)),
    ("sum(c)", c),
    ("mean(c)", c),
    ("sum(M, rows)", multiply(M, ones(n))),
    ("sum(M, cols)", multiply(t(M), ones(m))),
    ("softmax(x)", softmax(x)),
    ("logsumexp(M)", LOGSUMEXP(M)),
    ("diag(x)", DIAG(x)),
    ("diag(A)", DIAG(A)),
    ("vec(M)", VEC(M)),
    ("vec(x)", x),
    ("unvec(vec(M), m, n)", UNVEC(VEC(M), sizes=(m, n))),
    ("ones(n)^T x", multiply(t(ones(n)), x)),
    ("1_n^T x", multiply(t(ones(n)), x)),
    ("𝟏^T x", multiply(t(ones(n)), x)),
    ("ones(m,n)", ones(m, n)),
    ("zeros(m,n)", zeros(m, n)),
    ("x + zeros(n)", Add((x, zeros(n)))),
    ("A - I", Add((A, multiply(number(-1), eye(n))))),
    ("I(n) x", multiply(eye(n), x)),
    ("I_n x", multiply(eye(n), x)),
    ("K(m,n) vec(M)", multiply(commutation(m, n), VEC(M))),
    ("e_i^T M e_j", multiply(t(UNIT(i, sizes=(m,))), M, UNIT(j, sizes=(n,)))),
    ("x_i", multiply(t(UNIT(i, sizes=(n,))), x)),
    ("x_3", multiply(t(UNIT(number(3), sizes=(n,))), x)),
    ("M_{ij}", multiply(t(UNIT(i, sizes=(m,))), M, UNIT(j, sizes=(n,)))),
    ("M_{12}", multiply(t(UNIT(number(1), sizes=(m,))), M, UNIT(number(2), sizes=(n,)))),
    ("const c", multiply(Symbol("const", properties=("constant",)), c)),
    # sums
    ("sum_{i=1}^n x_i", IndexedSum(i, SizeNumber(n), multiply(t(UNIT(i, sizes=(n,))), x))),
    ("sum_i x_i", IndexedSum(i, SizeNumber(n), multiply(t(UNIT(i, sizes=(n,))), x))),
    ("sum_{i=1}^3 i c", IndexedSum(i, number(3), multiply(i, c))),
    ("sum_i z_i^T x", IndexedSum(i, None, multiply(t(Symbol("z", (n, ONE), (), (i,))), x))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_form(text: str, expected: Expr) -> None:
    assert function(f"d/dc ({text}){WHERE}") is expected


SIMPLER = {"e", "epow", "I", "K", "pi", "norm", "fro", "sqnorm", "sqfro", "norm1"}  # tested above
EXAMPLES = [record for record in TABLE.values() if record.name not in SIMPLER]


@pytest.mark.parametrize("record", EXAMPLES, ids=[record.name for record in EXAMPLES])
def test_the_example_of_each_record_is_read(record: Function) -> None:
    given = " where A, B, E, S, X in R^{n x n}, x, b in R^n, v in R^{m*n}, s, t in R"
    found = function(f"d/ds ({record.example}){given}")
    called = {each.function for each in postorder(found) if isinstance(each, Call)}
    assert record in called


def test_symbolic_power_of_a_matrix() -> None:
    question = ask("d/dX X^k where X in R^{n x n}")
    k = Symbol("k", properties=("whole",))
    assert question.function is MATRIX_POWER(X, k)
    assert question.conditions == (Condition("{0} a whole number, at least 1", k),)
    assert function("d/dX X^-k where X in R^{n x n}") is inv(MATRIX_POWER(X, k))


def test_no_power_of_a_scalar_needs_a_whole_number() -> None:
    assert ask("d/dx (x^T x)^k").conditions == ()


NOTES = [
    ("d/dX exp(X)", "exp acts entry by entry"),
    ("d/dX log(X)", "log acts entry by entry"),
    ("d/dX softmax(X)", "softmax acts on each row"),
    ("d/dX ||X||^2", "||X|| is read as the Frobenius norm"),
    ("d/dx 1 + exp(x)", "1 is added to each entry"),
    ("d/dx x - 1", "1 is subtracted from each entry"),
    ("d/dT tr(T) where T in R^{n x n}", "T is read as the name that was declared"),
    ("d/dX tr(A) where A in R^{n x n}", "X does not occur in the function"),
]


@pytest.mark.parametrize(("text", "note"), NOTES)
def test_note(text: str, note: str) -> None:
    assert ask(text).notes == (note,)


@pytest.mark.parametrize("text", ["d/dx exp(x)", "d/dX ||X||_F", "d/dx x .* x", "d/dt t + 1"])
def test_no_note(text: str) -> None:
    assert ask(text).notes == ()


def test_letter_of_the_function() -> None:
    assert ask("d/dx x^T x").name == "f"
    assert ask("d/dx A x").name == "f"
    assert ask("d/dX A X").name == "F"
    assert ask("d/dx f^T x").name == "g"
    assert ask("d/dX F X").name == "G"


def test_sum_is_flat() -> None:
    assert function(f"d/dx (x + (y + x)){WHERE}") is add(x, y, x)
