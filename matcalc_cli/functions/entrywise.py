"""Functions applied entry by entry: one line each, derivative and value of one number.

Each takes a scalar, vector or matrix and keeps its shape. In the derivatives `one(A)` is the 1 of
A's shape, `had` the entrywise product and `epow` the entrywise power; all are plain for scalars.
"""

from __future__ import annotations

from typing import Any

from matcalc_cli.expressions import Expr, Number, multiply
from matcalc_cli.functions import values
from matcalc_cli.functions.function import Function, Notation, Partial, call, define
from matcalc_cli.functions.structure import had, ones, zeros
from matcalc_cli.rationals import Rational, ratio

# From so far left, and so often differentiated, a gamma function is the sum of thousands of terms.
_FARTHEST_LEFT, _MOST_TIMES = -1000, 1000


def entrywise(
    name: str, summary: str, derivative: Partial, value: Any, **fields: Any
) -> Function:
    """Enter a function of one number that acts on each entry: d f(A) = f'(A) ∘ dA."""
    fields.setdefault("notation", call(name))
    fields.setdefault("example", f"{name}(x)")
    return define(
        name, summary, signature="*->*", entrywise=derivative,
        partials=(lambda A, dA: had(derivative(A), dA),),
        evaluate=lambda mp, A: values.each(lambda number: value(mp, number), A),
        **fields,
    )  # fmt: skip


def one(A: Expr) -> Expr:
    """The ones of A's shape."""
    return ones(A.rows, A.cols)


def _entrywise_power(mp: Any, A: Any, exponent: Any) -> Any:
    return values.each(lambda entry: values.raised(mp, entry, exponent), A)


POWER: Function = define(
    "epow", "The power of each entry.",
    signature="(m,n),()->(m,n)",
    partials=(
        lambda A, p, dA: had(multiply(p, epow(A, p - 1)), dA),
        lambda A, p, dp: multiply(dp, had(epow(A, p), log(A))),
    ),
    evaluate=_entrywise_power,
    notation=Notation("infix", ".^", ".^", r"\circ"),
    example="x.^2",
    code={"numpy": "{0} ** {1}", "torch": "{0} ** {1}", "julia": "{0} .^ {1}",
          "matlab": "{0} .^ {1}", "sympy": "sp.HadamardPower({0}, {1})"},
)  # fmt: skip


def epow(A: Expr, exponent: Expr | Rational) -> Expr:
    """A to a scalar power, entry by entry; a plain power for a scalar."""
    power = exponent if isinstance(exponent, Expr) else Number(exponent)
    if power is Number(1):
        return A
    return A**power if A.is_scalar else POWER(A, power)


def _scaled(c: Rational, A: Expr) -> Expr:
    return multiply(Number(c), A)


exp: Function = entrywise("exp", "The exponential.", lambda A: exp(A), lambda mp, t: mp.exp(t),
    notation=call("exp", latex=r"\exp"))  # fmt: skip
log: Function = entrywise("log", "The natural logarithm.", lambda A: epow(A, -1), lambda mp, t: mp.log(t),
    notation=call("log", latex=r"\log"), condition="{0} > 0", aliases=("ln",))  # fmt: skip
sqrt: Function = entrywise("sqrt", "The square root.", lambda A: _scaled(ratio(1, 2), epow(sqrt(A), -1)),
    lambda mp, t: mp.sqrt(t), notation=Notation("call", "sqrt", "√", r"\sqrt"),
    condition="{0} > 0")  # fmt: skip
absolute: Function = entrywise("abs", "The absolute value.", lambda A: sign(A), lambda mp, t: abs(t),
    condition="no entry of {0} is 0 (there: a subgradient)", aliases=("absolute",),
    code={"torch": "torch.abs({0})", "sympy": "sp.Abs({0})"})  # fmt: skip
sign: Function = entrywise("sign", "The sign: -1, 0 or 1.", lambda A: zeros(A.rows, A.cols),
    lambda mp, t: mp.sign(t), condition="no entry of {0} is 0", aliases=("sgn",))  # fmt: skip
relu: Function = entrywise("relu", "The positive part, max(t, 0).", lambda A: step(A),
    lambda mp, t: max(t, mp.mpf(0)), condition="no entry of {0} is 0 (there: a subgradient)",
    aliases=("ReLU",),
    code={"numpy": "np.maximum({0}, 0)", "torch": "torch.relu({0})", "julia": "max.({0}, 0)",
          "matlab": "max({0}, 0)", "sympy": "sp.Max({0}, 0)"})  # fmt: skip
step: Function = entrywise("step", "1 where positive, 0 where negative, 1/2 at 0.",
    lambda A: zeros(A.rows, A.cols), lambda mp, t: (mp.sign(t) + 1) / 2,
    condition="no entry of {0} is 0", aliases=("heaviside",),
    code={"numpy": "np.heaviside({0}, 0.5)", "torch": "(torch.sign({0}) + 1) / 2",
          "julia": "(sign.({0}) .+ 1) ./ 2", "matlab": "(sign({0}) + 1) / 2",
          "sympy": "sp.Heaviside({0}, sp.Rational(1, 2))"})  # fmt: skip

sin: Function = entrywise("sin", "The sine.", lambda A: cos(A), lambda mp, t: mp.sin(t),
    notation=call("sin", latex=r"\sin"))  # fmt: skip
cos: Function = entrywise("cos", "The cosine.", lambda A: -sin(A), lambda mp, t: mp.cos(t),
    notation=call("cos", latex=r"\cos"))  # fmt: skip
tan: Function = entrywise("tan", "The tangent.", lambda A: one(A) + epow(tan(A), 2),
    lambda mp, t: mp.tan(t), notation=call("tan", latex=r"\tan"))  # fmt: skip
asin: Function = entrywise("asin", "The inverse sine.",
    lambda A: epow(one(A) - epow(A, 2), ratio(-1, 2)), lambda mp, t: mp.asin(t),
    notation=call("asin", latex=r"\arcsin"), condition="-1 < {0} < 1", aliases=("arcsin",),
    code={"numpy": "np.arcsin({0})"})  # fmt: skip
acos: Function = entrywise("acos", "The inverse cosine.",
    lambda A: -epow(one(A) - epow(A, 2), ratio(-1, 2)), lambda mp, t: mp.acos(t),
    notation=call("acos", latex=r"\arccos"), condition="-1 < {0} < 1", aliases=("arccos",),
    code={"numpy": "np.arccos({0})"})  # fmt: skip
atan: Function = entrywise("atan", "The inverse tangent.", lambda A: epow(one(A) + epow(A, 2), -1),
    lambda mp, t: mp.atan(t), notation=call("atan", latex=r"\arctan"),
    aliases=("arctan",),
    code={"numpy": "np.arctan({0})"})  # fmt: skip
sinh: Function = entrywise("sinh", "The hyperbolic sine.", lambda A: cosh(A), lambda mp, t: mp.sinh(t),
    notation=call("sinh", latex=r"\sinh"))  # fmt: skip
cosh: Function = entrywise("cosh", "The hyperbolic cosine.", lambda A: sinh(A), lambda mp, t: mp.cosh(t),
    notation=call("cosh", latex=r"\cosh"))  # fmt: skip
tanh: Function = entrywise("tanh", "The hyperbolic tangent.", lambda A: one(A) - epow(tanh(A), 2),
    lambda mp, t: mp.tanh(t), notation=call("tanh", latex=r"\tanh"))  # fmt: skip
asinh: Function = entrywise("asinh", "The inverse hyperbolic sine.",
    lambda A: epow(one(A) + epow(A, 2), ratio(-1, 2)), lambda mp, t: mp.asinh(t),
    aliases=("arcsinh",),
    code={"numpy": "np.arcsinh({0})"})  # fmt: skip
acosh: Function = entrywise("acosh", "The inverse hyperbolic cosine.",
    lambda A: epow(epow(A, 2) - one(A), ratio(-1, 2)), lambda mp, t: mp.acosh(t),
    condition="{0} > 1", aliases=("arccosh",),
    code={"numpy": "np.arccosh({0})"})  # fmt: skip
atanh: Function = entrywise("atanh", "The inverse hyperbolic tangent.",
    lambda A: epow(one(A) - epow(A, 2), -1), lambda mp, t: mp.atanh(t),
    condition="-1 < {0} < 1", aliases=("arctanh",),
    code={"numpy": "np.arctanh({0})"})  # fmt: skip

sigmoid: Function = entrywise("sigmoid", "The logistic function 1/(1 + exp(-t)).",
    lambda A: had(sigmoid(A), one(A) - sigmoid(A)), lambda mp, t: 1 / (1 + mp.exp(-t)),
    aliases=("logistic",),
    code={"numpy": "sigmoid({0})", "jax": "jax.nn.sigmoid({0})", "torch": "torch.sigmoid({0})",
          "julia": "sigmoid.({0})", "matlab": "sigmoid({0})",
          "sympy": "1 / (1 + sp.exp(-{0}))"})  # fmt: skip
softplus: Function = entrywise("softplus", "log(1 + exp(t)).", lambda A: sigmoid(A),
    lambda mp, t: mp.log(1 + mp.exp(t)),
    code={"numpy": "np.logaddexp(0, {0})",
          "torch": "torch.logaddexp(torch.zeros_like({0}), {0})", "julia": "softplus.({0})",
          "matlab": "softplus({0})", "sympy": "sp.log(1 + sp.exp({0}))"})  # fmt: skip
expm1: Function = entrywise("expm1", "exp(t) - 1.", lambda A: exp(A), lambda mp, t: mp.expm1(t),
    code={"sympy": "sp.exp({0}) - 1"})  # fmt: skip
log1p: Function = entrywise("log1p", "log(1 + t).", lambda A: epow(one(A) + A, -1),
    lambda mp, t: mp.log1p(t), condition="{0} > -1",
    code={"sympy": "sp.log(1 + {0})"})  # fmt: skip


def _pi(power: Rational, coefficient: Rational) -> Expr:
    return multiply(Number(coefficient), PI() ** Number(power))


PI: Function = define(
    "pi", "The circle constant.",
    signature="->()",
    evaluate=lambda mp: +mp.pi,
    notation=Notation("constant", "pi", "π", r"\pi"),
    example="pi",
    code={"numpy": "np.pi", "torch": "torch.pi", "julia": "pi", "matlab": "pi",
          "sympy": "sp.pi"},
)  # fmt: skip

erf: Function = entrywise("erf", "The error function.",
    lambda A: multiply(_pi(ratio(-1, 2), 2), exp(-epow(A, 2))), lambda mp, t: mp.erf(t),
    code={"numpy": "special.erf({0})", "torch": "torch.erf({0})"})  # fmt: skip
erfc: Function = entrywise("erfc", "The complementary error function.",
    lambda A: multiply(_pi(ratio(-1, 2), -2), exp(-epow(A, 2))), lambda mp, t: mp.erfc(t),
    code={"numpy": "special.erfc({0})", "torch": "torch.erfc({0})"})  # fmt: skip


def _psi(mp: Any, order: Any, t: Any) -> Any:
    """The polygamma function. Raises ValueError where it is found term by term, and by too many."""
    if not 0 <= order <= _MOST_TIMES or order != int(order):
        raise ValueError("the order of a polygamma function is a small whole number")
    if t < _FARTHEST_LEFT:
        raise ValueError("the polygamma functions take positive numbers")
    return mp.psi(int(order), t)


lgamma: Function = entrywise("lgamma", "The logarithm of the gamma function.", lambda A: digamma(A),
    lambda mp, t: mp.loggamma(t), condition="{0} > 0", aliases=("gammaln", "loggamma"),
    code={"numpy": "special.gammaln({0})", "julia": "loggamma.({0})", "matlab": "gammaln({0})",
          "sympy": "sp.loggamma({0})"})  # fmt: skip
digamma: Function = entrywise("digamma", "The derivative of lgamma.", lambda A: trigamma(A),
    lambda mp, t: _psi(mp, 0, t), condition="{0} > 0",
    code={"numpy": "special.digamma({0})", "matlab": "psi({0})"})  # fmt: skip
trigamma: Function = entrywise("trigamma", "The derivative of digamma.",
    lambda A: POLYGAMMA(Number(2), A), lambda mp, t: _psi(mp, 1, t), condition="{0} > 0",
    code={"numpy": "special.polygamma(1, {0})", "torch": "torch.polygamma(1, {0})",
          "matlab": "psi(1, {0})"})  # fmt: skip
POLYGAMMA: Function = define(
    "polygamma", "The k-th derivative of digamma, entry by entry.",
    signature="(),(m,n)->(m,n)",
    partials=(None, lambda k, A, dA: had(POLYGAMMA(k + 1, A), dA)),
    evaluate=lambda mp, k, A: values.each(lambda number: _psi(mp, k, number), A),
    notation=call("polygamma"), condition="{1} > 0", example="polygamma(2, x)",
    code={"numpy": "special.polygamma({0}, {1})", "torch": "torch.polygamma({0}, {1})",
          "julia": "polygamma.({0}, {1})", "matlab": "psi({0}, {1})",
          "sympy": "sp.polygamma({0}, {1})"},
)  # fmt: skip


def plain(numpy: str, julia: str, matlab: str) -> dict[str, str]:
    """Code for NumPy and what reads like it, for Julia and for MATLAB."""
    return {"numpy": numpy, "torch": numpy.replace("np.", "torch."), "julia": julia,
            "matlab": matlab, "sympy": ""}  # fmt: skip


silu: Function = entrywise("silu", "t σ(t), also called swish.",
    lambda A: sigmoid(A) + had(A, sigmoid(A), one(A) - sigmoid(A)),
    lambda mp, t: t / (1 + mp.exp(-t)), aliases=("swish",),
    code={**plain("{0} * sigmoid({0})", "{0} .* sigmoid.({0})", "{0} .* sigmoid({0})"),
          "jax": "jax.nn.silu({0})", "torch": "torch.nn.functional.silu({0})"})  # fmt: skip
logit: Function = entrywise("logit", "log(t / (1 - t)).",
    lambda A: had(epow(A, -1), epow(one(A) - A, -1)), lambda mp, t: mp.log(t / (1 - t)),
    condition="0 < {0} < 1",
    code=plain("np.log({0} / (1 - {0}))", "log.({0} ./ (1 .- {0}))",
                "log({0} ./ (1 - {0}))"))  # fmt: skip
logsigmoid: Function = entrywise("logsigmoid", "log σ(t).", lambda A: one(A) - sigmoid(A),
    lambda mp, t: -mp.log(1 + mp.exp(-t)), aliases=("log_sigmoid",),
    code={**plain("-np.logaddexp(0, -{0})", "-softplus.(-{0})", "-softplus(-{0})"),
          "torch": "torch.nn.functional.logsigmoid({0})"})  # fmt: skip
sec: Function = entrywise("sec", "The secant, 1 / cos t.", lambda A: had(sec(A), tan(A)),
    lambda mp, t: mp.sec(t), code=plain("1 / np.cos({0})", "sec.({0})", "sec({0})"))  # fmt: skip
csc: Function = entrywise("csc", "The cosecant, 1 / sin t.", lambda A: -had(csc(A), cot(A)),
    lambda mp, t: mp.csc(t), code=plain("1 / np.sin({0})", "csc.({0})", "csc({0})"))  # fmt: skip
cot: Function = entrywise("cot", "The cotangent, cos t / sin t.",
    lambda A: -(one(A) + epow(cot(A), 2)), lambda mp, t: mp.cot(t),
    code=plain("1 / np.tan({0})", "cot.({0})", "cot({0})"))  # fmt: skip


def _larger(mp: Any, A: Any, B: Any) -> Any:
    if not isinstance(A, list):
        return max(A, B)
    return [[max(pair) for pair in zip(*rows, strict=True)] for rows in zip(A, B, strict=True)]


MAXIMUM: Function = define(
    "maximum", "The larger of two numbers, entry by entry.",
    signature="*,*->*",
    partials=(
        lambda A, B, dA: had(step(A - B), dA),
        lambda A, B, dB: had(step(B - A), dB),
    ),
    evaluate=_larger, notation=call("maximum"),
    condition="no entry of {0} - {1} is 0 (there: a subgradient)",
    example="maximum(x, y)",
    code=plain("np.maximum({0}, {1})", "max.({0}, {1})", "max({0}, {1})"),
)  # fmt: skip
MINIMUM: Function = define(
    "minimum", "The smaller of two numbers, entry by entry.",
    signature="*,*->*",
    partials=(
        lambda A, B, dA: had(step(B - A), dA),
        lambda A, B, dB: had(step(A - B), dB),
    ),
    evaluate=lambda mp, A, B: (
        -max(-A, -B) if not isinstance(A, list) else
        [[min(pair) for pair in zip(*rows, strict=True)] for rows in zip(A, B, strict=True)]
    ),
    notation=call("minimum"),
    condition="no entry of {0} - {1} is 0 (there: a subgradient)",
    example="minimum(x, y)",
    code=plain("np.minimum({0}, {1})", "min.({0}, {1})", "min({0}, {1})"),
)  # fmt: skip
