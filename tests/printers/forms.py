"""Further expressions, which are compared in every format with what was read by eye."""

from __future__ import annotations

from matcalc_cli.expressions import (
    Differential,
    Expr,
    IndexedSum,
    Number,
    SizeNumber,
    Symbol,
    multiply,
)
from matcalc_cli.functions import TABLE, unknown
from matcalc_cli.functions.entrywise import epow, exp
from matcalc_cli.functions.kronecker import kron
from matcalc_cli.functions.norms import NORM, SQUARED_NORM
from matcalc_cli.functions.reductions import power
from matcalc_cli.functions.scalars_of_matrices import INNER, LOGDET, TRACE
from matcalc_cli.functions.structure import UNIT, diag, eye, had, inv, ones, t
from matcalc_cli.rationals import ratio
from matcalc_cli.sizes import ONE, SCALAR
from tests.printers.symbols import A, B, X, b, half, i, j, k, m, mu, n, s, sigma, x, x_i, y

two, c = Number(2), Symbol("c", properties=("positive",))
three_halves = Number(ratio(3, 2))
e_i, e_j, e_2 = (UNIT(index, sizes=(n,)) for index in (i, j, two))
sum_x = IndexedSum(i, SizeNumber(n), x_i)

SAMPLES: list[Expr] = [
    multiply(Number(0), A), SizeNumber(n + n) * s, SizeNumber(n + n), SizeNumber(n + n) * A / s,
    Differential(Differential(X)), Differential(Differential(Symbol("loss"))),
    Differential(Differential(t(X))), Differential(Differential(Differential(X))), t(e_i) @ A @ e_j,
    t(e_i) @ x, t(x) @ e_2, t(e_i) @ A @ B @ e_j, two * (t(e_i) @ A @ x), t(e_i) @ inv(A) @ e_j,
    t(e_i) @ t(A) @ e_2, t(e_i) @ exp(x), t(e_i) @ e_j, t(e_i) @ (A + B) @ e_j, t(e_i) @ (-A) @ e_j,
    t(UNIT(i + 1, sizes=(n,))) @ x, Symbol("x", (n, ONE), (), (i + 1,)),
    Symbol("x_hat", SCALAR, (), (i,)), t(e_i) @ Symbol("x_hat", (n, ONE)),
    unknown.derivative_of(unknown.derivative_of(X, s), s), unknown.derivative_of(Symbol("loss"), s),
    multiply(Number(-1), -A), multiply(Number(-1), Number(-2) * A), Number(-2) * A,
    A + Number(-2) * B, Number(ratio(-1, 2)) * A,
    A @ Number(-2), three_halves * A, three_halves * s * A, three_halves * SizeNumber(n) * A,
    A / (2 * s), A / two / s, -(A / s), -(x / s**2), three_halves * A / s, Number(ratio(-3,2)) / s,
    half / s, s / k, s * k / (c * sigma), 1 / (s * k), s**-1 * k**-2, (s + k) / (s - k),
    -(s + k) / k, (s + k)**2, (-s)**2, s**(k + 1), s**-k, s**three_halves, s**Number(ratio(1,3)),
    (s + 1)**half, Number(ratio(1,2))**k, two**half, Number(-2)**k, SizeNumber(n)**half,
    SizeNumber(n * m) * s, SizeNumber(n + m) * s, SizeNumber(n + m)**-1 * A,
    SizeNumber(n) * SizeNumber(m), s * SizeNumber(n), exp(s) * exp(k), exp(s)**2, exp(-s),
    exp(-(t(x) @ A @ x) / two), -exp(s), TRACE(A)**2, TRACE(A) * x, x @ TRACE(A),
    t(x) @ A @ x * TRACE(A), (t(x) @ x) * (t(y) @ y), (t(x) @ x) / (t(y) @ y),
    2 * (t(x) @ x) / (3 * (t(y) @ y)), (t(x) @ x)**-1, LOGDET(A + B), LOGDET(A) + s, s * LOGDET(A),
    LOGDET(A) * s, LOGDET(inv(A)), -LOGDET(A), NORM(x)**3, NORM(A @ x - b), SQUARED_NORM(-x),
    SQUARED_NORM(x)**2, SQUARED_NORM(x)**-1 * x, -SQUARED_NORM(x), INNER(A + B, -A),
    INNER(NORM(x) * A, B), had(A + B, A - B), had(-A, B), had(A @ B, t(A)), had(had(x, y), b),
    had(x, y) + b, s * had(x, y), A @ had(x, y), t(had(x, y)), had(x, y) / s, epow(x + y, 2),
    epow(-x, 3), epow(x, k), epow(x, k + 1), epow(x, half), epow(x, -half),
    epow(x, Number(ratio(3,2))), epow(epow(x, 2), 3), epow(A @ x, -1), had(exp(x), epow(x + y, -2)),
    -epow(x, -1), had(epow(x, -1), epow(y, -1)), two * epow(x, -1), x - epow(y, -1), ones(n) + x,
    -ones(n) - x, x - two * ones(n), x + half * ones(n), s * ones(n) + x, two * s * ones(n) + x,
    ones(n, m) - X, t(ones(n)) @ x, ones(n) @ t(x), two * ones(n), ones(n) @ t(ones(n)) + A,
    A - eye(n), two * eye(n) - A, A + half * eye(n), -eye(n), eye(n) @ A, kron(A + B, -A),
    t(kron(A, B)), kron(kron(A, B), A), s * kron(A, B), inv(kron(A, B)), diag(x) @ A, diag(x + y),
    diag(diag(A)), power(A + B, two), power(A, two) @ x, t(power(A, k)), power(t(A), k),
    inv(power(A, two)), power(inv(A), two), power(A, k + 1) @ B, t(A @ B), t(t(A)), t(-A), inv(-A),
    inv(s * A), inv(A @ B), inv(inv(A)), t(inv(A + B)), t(diag(x)), (A + B) @ (A - B),
    A @ (A + B) @ t(A), x @ t(y), (x + y) @ t(x + y), (t(x) @ y) * x, x @ t(y) @ b,
    IndexedSum(i, SizeNumber(n), s * x_i), IndexedSum(i, SizeNumber(n), s) + k, s * sum_x,
    sum_x @ s, -IndexedSum(i, None, x_i), sum_x / SizeNumber(n),
    IndexedSum(i, SizeNumber(n * m), x_i), IndexedSum(i, Number(3), x_i), IndexedSum(i, k, x_i),
    IndexedSum(i, None, IndexedSum(j, None, s)), IndexedSum(i, None, x_i + mu),
    t(IndexedSum(i, None, x_i)), A @ IndexedSum(i, None, x_i) @ t(x), x + IndexedSum(i, None, -x_i),
    sigma * (s + k), Symbol("f") * (s + k), Symbol("K", (n, n)) @ (A + B), s @ (A + B),
    Symbol("phi") * (s + 1)**2, Symbol("alpha_12"), Symbol("A_hat_1", (n, n)),
    Symbol("x_dot", (n, ONE)), Symbol("x_bar", (n, ONE)), Symbol("x_tilde", (n, ONE)),
    Symbol("x_prime", (n, ONE)), Symbol("x_max"), Symbol("Omega_ij"),
    t(Symbol("x_1", (n, ONE))) @ A, Symbol("x_1", (n, ONE)), unknown.scalar_function("f")(A @ x),
    unknown.scalar_function("f")(-s), -unknown.gradient_function("f")(x),
    A @ unknown.hessian_function("f")(A @ x) @ A, TABLE["epow"](x, s), TABLE["abs"](x - y),
    TABLE["spectral"](X), TABLE["nuclear"](X), TABLE["norm1"](x)**2, TABLE["det"](A)**2,
    TABLE["det"](-A), TABLE["pinv"](X) @ x, t(TABLE["pinv"](X)), TABLE["vec"](X @ t(X)),
    TABLE["expm"](s * A), TABLE["sum"](had(x, y)), TABLE["logsumexp"](-x),
    TABLE["softmax"](A @ x) @ t(x), TABLE["mean"](x)**2, Number(ratio(-1, 2)) * s,
    Number(ratio(-1, 2)) * SizeNumber(n) * LOGDET(A), Number(ratio(-1, 2)) * x / s,
    Number(ratio(-1, 2)) * s * LOGDET(A) / SizeNumber(n), Number(ratio(-1, 2)) / s,
]  # fmt: skip
