"""Julia and MATLAB: vectors are columns, entries count from 1, matrices multiply by `*`."""

from __future__ import annotations

from matcalc_cli.printers.code.dialect import Dialect

_SHARED = {
    "mm": "{0} * {1}", "mv": "{0} * {1}", "vm": "{1}' * {0}", "outer": "{0} * {1}'",
    "divide": "{0} ./ {1}", "divide_scalars": "{0} / {1}",
    "power": "{0} .^ {1}", "power_scalars": "{0} ^ {1}",
    "column": "{0}", "row": "{0}'",
    "solve_direct": "{0} \\ {1}", "solve_transposed_direct": "{0}' \\ {1}",
    "row_result": "{0}'",
}  # fmt: skip

JULIA = Dialect(
    key="julia", base="", translate=(), default="{name}.({0})",
    operations=_SHARED | {
        "plus": "+ -", "plus_mixed": ".+ .-",
        "as_column": "reshape({0}, :, 1)", "as_row": "reshape({0}, 1, :)",
        "sum": "sum({0})", "trace": "tr({0})",
        "sum_rows": "vec(sum({0}, dims=2))", "sum_columns": "vec(sum({0}, dims=1))",
        "entry": "{0}[{1}]", "column_at": "{0}[:, {1}]", "row_at": "{0}[{1}, :]",
        "member1_0": "{0}[{1}]", "member1_1": "{0}[{1}, :]", "member1_2": "{0}[{1}, :, :]",
        "member2_0": "{0}[{1}, {2}]", "member2_1": "{0}[{1}, {2}, :]",
        "member2_2": "{0}[{1}, {2}, :, :]",
        "loop": "sum(({0}) for {2} in 1:{1})",
        "factor_lu": "lu({0})", "factor_cholesky": "cholesky(Symmetric({0}))",
        "solve_lu": "{0} \\ {1}", "solve_transposed_lu": "{0}' \\ {1}",
        "solve_cholesky": "{0} \\ {1}",
        "inverse_lu": "inv({0})", "inverse_cholesky": "inv({0})",
        "logdet_lu": "logabsdet({0})[1]", "logdet_cholesky": "logdet({0})",
    },
    imports={
        "gamma": "using SpecialFunctions", "erf": "using SpecialFunctions",
        "mean(": "using Statistics",
    },
    helpers={
        "sigmoid": "sigmoid(t) = (1 + tanh(t / 2)) / 2",
        "softplus": "softplus(t) = max(t, zero(t)) + log1p(exp(-abs(t)))",
        "softmax": "softmax(x::AbstractVector) = (e = exp.(x .- maximum(x)); e / sum(e))\n"
                   "softmax(X::AbstractMatrix) = mapslices(softmax, X, dims=2)",
        "logsumexp": "logsumexp(x::AbstractVector) = "
                     "(top = maximum(x); top + log(sum(exp.(x .- top))))\n"
                     "logsumexp(X::AbstractMatrix) = vec(mapslices(logsumexp, X, dims=2))",
        "commutation": "commutation(m, n) = "
                       "Matrix(1.0I, m * n, m * n)[vec(reshape(1:m*n, m, n)'), :]",
        "frechet_expm": "frechet_expm(A, E) = (n = size(A, 1); "
                        "exp([A E; zero(A) A])[1:n, n+1:end])",
    },
    reserved=frozenset(
        "I abs begin break catch const continue det diag diagm do dot draw else elseif end error"
        " eval exp export f f_and_grad evaluate false finally for found function global hessian if"
        " import in inv isa jacobian kron let local log macro maximum module moved norm ones pi"
        " quote return seed size slope step1 step2 D1 D2 struct sum tr true truth try using value"
        " value_and_grad vec while zeros attempt derivative sigmoid softplus softmax logsumexp"
        " commutation frechet_expm".split()
    ),
)  # fmt: skip

_LU = """\
function F = lu_factor(A)
    [F.L, F.U, F.P] = lu(A);
end"""
_LU_SOLVE = """\
function X = lu_solve(F, B)
    X = F.U \\ (F.L \\ (F.P * B));
end"""
_LU_SOLVE_TRANSPOSED = """\
function X = lu_solve_transposed(F, B)
    X = F.P' * (F.L' \\ (F.U' \\ B));
end"""
_MATLAB_HELPERS = {
    "lu_factor": _LU, "lu_solve": _LU_SOLVE, "lu_solve_transposed": _LU_SOLVE_TRANSPOSED,
    "logabsdet": "function value = logabsdet(A)\n    [~, U] = lu(A);\n"
                 "    value = sum(log(abs(diag(U))));\nend",
    "pick": "function part = pick(A, i, j)\n    part = A(i, j);\nend",
    "sum_over": "function total = sum_over(term, n)\n    total = term(1);\n"
                "    for i = 2:n\n        total = total + term(i);\n    end\nend",
    "sigmoid": "function y = sigmoid(x)\n    y = (1 + tanh(x / 2)) / 2;\nend",
    "softplus": "function y = softplus(x)\n    y = max(x, 0) + log1p(exp(-abs(x)));\nend",
    "softmax": "function y = softmax(x)\n    e = exp(x - max(x));\n    y = e / sum(e);\nend",
    "softmax_rows": "function Y = softmax_rows(X)\n    E = exp(X - max(X, [], 2));\n"
                    "    Y = E ./ sum(E, 2);\nend",
    "logsumexp": "function y = logsumexp(x)\n    y = max(x) + log(sum(exp(x - max(x))));\nend",
    "logsumexp_rows": "function y = logsumexp_rows(X)\n    top = max(X, [], 2);\n"
                      "    y = top + log(sum(exp(X - top), 2));\nend",
    "commutation": "function K = commutation(m, n)\n    order = reshape(1:m * n, m, n)';\n"
                   "    K = eye(m * n);\n    K = K(order(:), :);\nend",
    "frechet_expm": "function L = frechet_expm(A, E)\n    n = size(A, 1);\n"
                    "    block = expm([A, E; zeros(n), A]);\n    L = block(1:n, n + 1:end);\nend",
}  # fmt: skip

MATLAB = Dialect(
    key="matlab", base="", translate=(), default="{name}({0})",
    operations=_SHARED | {
        "plus": "+ -", "plus_mixed": "+ -", "as_column": "{0}", "as_row": "{0}'",
        "sum": "sum(sum({0}))", "sum_rows": "sum({0}, 2)", "sum_columns": "sum({0}, 1)'",
        "trace": "trace({0})",
        "entry": "pick({0}, {1}, 1)", "column_at": "pick({0}, ':', {1})",
        "row_at": "pick({0}, {1}, ':')'",
        "member1_0": "{0}({1})", "member1_1": "{0}({1}, :)'",
        "member1_2": "squeeze({0}({1}, :, :))", "member2_0": "{0}({1}, {2})",
        "member2_1": "squeeze({0}({1}, {2}, :))", "member2_2": "squeeze({0}({1}, {2}, :, :))",
        "loop": "sum_over(@({2}) {0}, {1})",
        "factor_lu": "lu_factor({0})", "factor_cholesky": "chol({0}, 'lower')",
        "solve_lu": "lu_solve({0}, {1})", "solve_transposed_lu": "lu_solve_transposed({0}, {1})",
        "solve_cholesky": "{0}' \\ ({0} \\ {1})",
        "inverse_lu": "lu_solve({0}, eye(size({0}.U)))",
        "inverse_cholesky": "{0}' \\ ({0} \\ eye(size({0})))",
        "logdet_lu": "sum(log(abs(diag({0}.U))))",
        "logdet_cholesky": "2 * sum(log(diag({0})))",
    },
    imports={},
    helpers=_MATLAB_HELPERS,
    reserved=frozenset(
        "abs break case catch continue det diag else elseif end error exp eye f f_and_grad evaluate"
        " for found function global hessian if inv jacobian kron log max module moved norm ones"
        " otherwise parfor persistent pi return seed size slope step1 step2 D1 D2 sum switch trace"
        " truth try value value_and_grad while zeros attempt derivative draw i j".split()
    ) | set(_MATLAB_HELPERS),
)  # fmt: skip
