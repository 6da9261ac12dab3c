"""Functions of likelihoods: gamma and its kin, the standard normal, other scales and activations.

Each acts entry by entry unless its record says otherwise.
"""

from __future__ import annotations

from typing import Any

from matcalc_cli.expressions import Expr, IndexedSum, Number, add, multiply
from matcalc_cli.functions.entrywise import (
    PI,
    digamma,
    entrywise,
    epow,
    exp,
    log,
    one,
    plain,
    tanh,
)
from matcalc_cli.functions.entrywise import absolute as magnitude
from matcalc_cli.functions.function import Function, call, define
from matcalc_cli.functions.scalars_of_matrices import inner
from matcalc_cli.functions.structure import had
from matcalc_cli.indices import fresh_index
from matcalc_cli.rationals import Rational, ratio

_MOST_GAMMAS = 1000  # that are multiplied for a value


def _half(A: Expr) -> Expr:
    return multiply(Number(ratio(1, 2)), A)


def _log_of(number: Rational, A: Expr) -> Expr:
    """1 ⊘ (A log c), the derivative of a logarithm to another base."""
    return multiply(log(Number(number)) ** -1, epow(A, -1))


gammafn: Function = entrywise("gammafn", "The gamma function.",
    lambda A: had(gammafn(A), digamma(A)), lambda mp, t: mp.gamma(t), condition="{0} > 0",
    code={"numpy": "special.gamma({0})", "torch": "torch.exp(torch.lgamma({0}))",
          "julia": "gamma.({0})", "matlab": "gamma({0})", "sympy": "sp.gamma({0})"})  # fmt: skip


def _log_beta(mp: Any, A: Any, B: Any) -> Any:
    def value(a: Any, b: Any) -> Any:
        if a <= 0 or b <= 0:
            raise ValueError("the beta function takes positive numbers")
        if max(a, b) > mp.mpf(2) ** (mp.prec // 4):
            raise ValueError("little more is left of a + b than the larger of them")
        return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)

    if not isinstance(A, list):
        return value(A, B)
    return [[value(a, b) for a, b in zip(*rows, strict=True)] for rows in zip(A, B, strict=True)]


LOG_BETA: Function = define(
    "lbeta", "The logarithm of the beta function, entry by entry.",
    signature="*,*->*",
    partials=(
        lambda A, B, dA: had(digamma(A) - digamma(A + B), dA),
        lambda A, B, dB: had(digamma(B) - digamma(A + B), dB),
    ),
    evaluate=_log_beta, notation=call("lbeta"), condition="{0} > 0 and {1} > 0",
    example="lbeta(x, y)", aliases=("betaln", "logbeta"),
    code={"numpy": "special.betaln({0}, {1})",
          "torch": "torch.lgamma({0}) + torch.lgamma({1}) - torch.lgamma({0} + {1})",
          "julia": "logbeta.({0}, {1})", "matlab": "betaln({0}, {1})", "sympy": ""},
)  # fmt: skip


def _shifted(a: Expr, j: Expr) -> Expr:
    """a + (1 - j)/2."""
    return add(a, _half(add(Number(1), -j)))


def _multivariate(mp: Any, a: Any, p: Any) -> Any:
    if p < 1 or a <= (p - 1) / 2:
        raise ValueError("the multivariate gamma function takes a number above (p - 1)/2")
    if p > _MOST_GAMMAS:
        raise ValueError("the multivariate gamma function is one of too many dimensions")
    start = p * (p - 1) / 4 * mp.log(mp.pi)
    return start + mp.fsum(mp.loggamma(a + mp.mpf(1 - j) / 2) for j in range(1, int(p) + 1))


def _by_its_terms(a: Expr, p: Expr, da: Expr) -> Expr:
    """d log Γ_p(a) = ∑ⱼ₌₁ᵖ ψ(a + (1 - j)/2) da."""
    j = fresh_index(a, p, da)
    return multiply(IndexedSum(j, p, digamma(_shifted(a, j))), da)


MULTIVARIATE: Function = define(
    "multigammaln", "The logarithm of the multivariate gamma function, log Γ_p(a).",
    signature="(),()->()",
    partials=(_by_its_terms, None),
    evaluate=_multivariate, notation=call("multigammaln"),
    condition="{0} > ({1} - 1)/2", example="multigammaln(a, p)", aliases=("mvlgamma", "lmvgamma"),
    code={"numpy": "special.multigammaln({0}, {1})",
          "torch": "torch.special.multigammaln({0}, {1})", "julia": "logmvgamma({1}, {0})",
          "matlab": "", "sympy": ""},
)  # fmt: skip

normpdf: Function = entrywise("normpdf", "The density of the standard normal.",
    lambda A: -had(A, normpdf(A)), lambda mp, t: mp.npdf(t),
    code=plain("np.exp(-({0}) ** 2 / 2) / (2 * np.pi) ** 0.5",
               "exp.(-abs2.({0}) ./ 2) ./ sqrt(2pi)",
               "exp(-({0}) .^ 2 / 2) / sqrt(2 * pi)"))  # fmt: skip
normcdf: Function = entrywise("normcdf", "The distribution function of the standard normal.",
    lambda A: normpdf(A), lambda mp, t: mp.ncdf(t), aliases=("Phi_cdf",),
    code={"numpy": "special.ndtr({0})", "torch": "torch.special.ndtr({0})",
          "julia": "erfc.(-{0} ./ sqrt(2)) ./ 2", "matlab": "erfc(-{0} / sqrt(2)) / 2",
          "sympy": ""})  # fmt: skip
erfinv: Function = entrywise("erfinv", "The inverse of the error function.",
    lambda A: multiply(Number(ratio(1, 2)), PI() ** Number(ratio(1, 2)), exp(epow(erfinv(A), 2))),
    lambda mp, t: mp.erfinv(t), condition="-1 < {0} < 1",
    code={"numpy": "special.erfinv({0})", "torch": "torch.erfinv({0})"})  # fmt: skip
norminv: Function = entrywise("norminv", "The inverse of normcdf, also called probit.",
    lambda A: epow(normpdf(norminv(A)), -1),
    lambda mp, t: mp.sqrt(2) * mp.erfinv(2 * t - 1), condition="0 < {0} < 1",
    aliases=("probit", "norminvcdf"),
    code={"numpy": "special.ndtri({0})", "torch": "torch.special.ndtri({0})",
          "julia": "sqrt(2) .* erfinv.(2 .* {0} .- 1)",
          "matlab": "sqrt(2) * erfinv(2 * {0} - 1)", "sympy": ""})  # fmt: skip

log2: Function = entrywise("log2", "The logarithm to the base 2.", lambda A: _log_of(2, A),
    lambda mp, t: mp.log(t) / mp.log(2), condition="{0} > 0", aliases=("log_2",),
    code={"sympy": "sp.log({0}, 2)"})  # fmt: skip
log10: Function = entrywise("log10", "The logarithm to the base 10.", lambda A: _log_of(10, A),
    lambda mp, t: mp.log10(t), condition="{0} > 0", aliases=("log_10",),
    code={"sympy": "sp.log({0}, 10)"})  # fmt: skip
exp2: Function = entrywise("exp2", "2 to a power.",
    lambda A: multiply(log(Number(2)), exp2(A)), lambda mp, t: mp.power(2, t),
    code={"matlab": "2 .^ ({0})", "sympy": "2 ** {0}"})  # fmt: skip
sech: Function = entrywise("sech", "The hyperbolic secant, 1 / cosh t.",
    lambda A: -had(sech(A), tanh(A)), lambda mp, t: mp.sech(t),
    code=plain("1 / np.cosh({0})", "sech.({0})", "sech({0})"))  # fmt: skip
csch: Function = entrywise("csch", "The hyperbolic cosecant, 1 / sinh t.",
    lambda A: -had(csch(A), coth(A)), lambda mp, t: mp.csch(t), condition="no entry of {0} is 0",
    code=plain("1 / np.sinh({0})", "csch.({0})", "csch({0})"))  # fmt: skip
coth: Function = entrywise("coth", "The hyperbolic cotangent, cosh t / sinh t.",
    lambda A: one(A) - epow(coth(A), 2), lambda mp, t: mp.coth(t),
    condition="no entry of {0} is 0",
    code=plain("1 / np.tanh({0})", "coth.({0})", "coth({0})"))  # fmt: skip

gelu: Function = entrywise("gelu", "t Φ(t), Φ the distribution function of the standard normal.",
    lambda A: normcdf(A) + had(A, normpdf(A)), lambda mp, t: t * mp.ncdf(t),
    code={"numpy": "{0} * special.ndtr({0})", "torch": "torch.nn.functional.gelu({0})",
          "julia": "{0} .* erfc.(-{0} ./ sqrt(2)) ./ 2",
          "matlab": "{0} .* erfc(-{0} / sqrt(2)) / 2", "sympy": ""})  # fmt: skip
softsign: Function = entrywise("softsign", "t / (1 + |t|).",
    lambda A: epow(one(A) + magnitude(A), -2), lambda mp, t: t / (1 + abs(t)),
    code=plain("{0} / (1 + np.abs({0}))", "{0} ./ (1 .+ abs.({0}))",
               "{0} ./ (1 + abs({0}))"))  # fmt: skip
elu: Function = entrywise("elu", "t where positive, else exp(t) - 1.",
    lambda A: exp(multiply(Number(ratio(1, 2)), A - magnitude(A))),
    lambda mp, t: t if t > 0 else mp.expm1(t),
    code={"numpy": "np.maximum({0}, 0) + np.expm1(np.minimum({0}, 0))",
          "torch": "torch.nn.functional.elu({0})",
          "julia": "max.({0}, 0) .+ expm1.(min.({0}, 0))",
          "matlab": "max({0}, 0) + expm1(min({0}, 0))", "sympy": ""})  # fmt: skip


def _product(A: Any) -> Any:
    value = A[0][0]
    for entry in [entry for row in A for entry in row][1:]:
        value = value * entry
    return value


PRODUCT: Function = define(
    "prod", "The product of all entries.",
    signature="(m,n)->()",
    partials=(lambda A, dA: multiply(PRODUCT(A), inner(epow(A, -1), dA)),),
    evaluate=lambda mp, A: _product(A),
    notation=call("prod"), condition="no entry of {0} is 0", example="prod(x)",
    code={"numpy": "np.prod({0})", "torch": "torch.prod({0})", "julia": "prod({0})",
          "matlab": "prod({0}(:))", "sympy": ""},
)  # fmt: skip
