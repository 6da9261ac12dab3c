"""Julia and MATLAB: vectors are columns, entries count from 1, matrices multiply by `*`."""

from __future__ import annotations

from matcalc_cli.printers.code.column_helpers import JULIA_HELPERS, MATLAB_HELPERS
from matcalc_cli.printers.code.dialect import Dialect
from matcalc_cli.printers.code.kron_helpers import JULIA_KRON_CALLS, MATLAB_KRON_CALLS

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
    operations=_SHARED | JULIA_KRON_CALLS | {
        "plus": "+ -", "plus_mixed": ".+ .-",
        "as_column": "reshape({0}, :, 1)", "as_row": "reshape({0}, 1, :)",
        "sum": "sum({0})", "trace": "tr({0})",
        "sum_rows": "vec(sum({0}, dims=2))", "sum_columns": "vec(sum({0}, dims=1))",
        "entry": "{0}[{1}]", "column_at": "{0}[:, {1}]", "row_at": "{0}[{1}, :]",
        "member1_0": "{0}[{1}]", "member1_1": "{0}[{1}, :]", "member1_2": "{0}[{1}, :, :]",
        "member2_0": "{0}[{1}, {2}]", "member2_1": "{0}[{1}, {2}, :]",
        "member2_2": "{0}[{1}, {2}, :, :]",
        "loop": "sum(({0}) for {2} in 1:{1})",
        "loop_from": "sum((({0}) for {3} in 1:{1}); init = {2})",
        "factor_lu": "lu({0})", "factor_cholesky": "cholesky(Symmetric({0}))",
        "solve_lu": "{0} \\ {1}", "solve_transposed_lu": "{0}' \\ {1}",
        "solve_cholesky": "{0} \\ {1}",
        "inverse_lu": "inv({0})", "inverse_cholesky": "inv({0})",
        "logdet_lu": "logabsdet({0})[1]", "logdet_cholesky": "logdet({0})",
        "factor_svd": "svd({0})", "spectral_svd": "{0}.S[1]", "nuclear_svd": "sum({0}.S)",
        "polar_svd": "{0}.U * {0}.Vt", "top_left_svd": "{0}.U[:, 1]",
        "top_right_svd": "{0}.V[:, 1]", "factor_top": "eigen(Symmetric({0}))",
        "lambda_max_top": "{0}.values[end]", "top_eigenvector_top": "{0}.vectors[:, end]",
        "factor_bottom": "eigen(Symmetric({0}))",
        "lambda_min_bottom": "{0}.values[1]", "bottom_eigenvector_bottom": "{0}.vectors[:, 1]",
    },
    imports={
        "gamma": "using SpecialFunctions", "erf": "using SpecialFunctions",
        "mean(": "using Statistics",
    },
    helpers=JULIA_HELPERS,
    reserved=frozenset(
        "I abs begin break catch const continue det diag diagm do dot draw else elseif end error"
        " eval exp export f f_and_grad evaluate false finally for found function global hessian if"
        " import in inv isa jacobian kron let local log macro maximum module moved norm ones pi"
        " quote return seed size slope step1 step2 D1 D2 struct sum tr true truth try using value"
        " value_and_grad vec while zeros attempt derivative".split()
    ) | set(JULIA_HELPERS),
)  # fmt: skip

MATLAB = Dialect(
    key="matlab", base="", translate=(), default="{name}({0})",
    operations=_SHARED | MATLAB_KRON_CALLS | {
        "plus": "+ -", "plus_mixed": "+ -", "as_column": "{0}", "as_row": "{0}'",
        "sum": "sum(sum({0}))", "sum_rows": "sum({0}, 2)", "sum_columns": "sum({0}, 1)'",
        "trace": "trace({0})",
        "entry": "pick({0}, {1}, 1)", "column_at": "pick({0}, ':', {1})",
        "row_at": "pick({0}, {1}, ':')'",
        "member1_0": "{0}({1})", "member1_1": "{0}({1}, :)'",
        "member1_2": "squeeze({0}({1}, :, :))", "member2_0": "{0}({1}, {2})",
        "member2_1": "squeeze({0}({1}, {2}, :))", "member2_2": "squeeze({0}({1}, {2}, :, :))",
        "loop": "sum_over(@({2}) {0}, {1})", "loop_from": "sum_from({2}, @({3}) {0}, {1})",
        "factor_lu": "lu_factor({0})", "factor_cholesky": "chol({0}, 'lower')",
        "solve_lu": "lu_solve({0}, {1})", "solve_transposed_lu": "lu_solve_transposed({0}, {1})",
        "solve_cholesky": "{0}' \\ ({0} \\ {1})",
        "inverse_lu": "lu_solve({0}, eye(size({0}.U)))",
        "inverse_cholesky": "{0}' \\ ({0} \\ eye(size({0})))",
        "logdet_lu": "sum(log(abs(diag({0}.U))))",
        "factor_svd": "svd_factor({0})", "spectral_svd": "{0}.S(1)", "nuclear_svd": "trace({0}.S)",
        "polar_svd": "{0}.U * {0}.V'", "top_left_svd": "{0}.U(:, 1)",
        "top_right_svd": "{0}.V(:, 1)",
        "logdet_cholesky": "2 * sum(log(diag({0})))",
    },
    imports={},
    helpers=MATLAB_HELPERS,
    reserved=frozenset(
        "abs break case catch continue det diag else elseif end error exp eye f f_and_grad evaluate"
        " for found function global hessian if inv jacobian kron log max module moved norm ones"
        " otherwise parfor persistent pi return seed size slope step1 step2 D1 D2 sum switch trace"
        " truth try value value_and_grad while zeros attempt derivative draw i j".split()
    ) | set(MATLAB_HELPERS),
)  # fmt: skip
