# f(w) = sum(log(1 + exp((-y) .* (X w))))
# df/dw = -X^T (sigmoid(-((X w) .* y)) .* y)
#
# Layout: numerator. Derived from:
#     d/dw sum(log(1 + exp((-y) .* (X w)))) where w in R^n, y in R^m, X in R^{m x n}

using LinearAlgebra
using Random

sigmoid(t) = (1 + tanh(t / 2)) / 2

softplus(t) = max(t, zero(t)) + log1p(exp(-abs(t)))

function f(w, y, X)
    # w: (n,)
    # y: (m,)
    # X: (m, n)
    return sum(softplus.(-(X * w .* y)))
end

function f_and_grad(w, y, X)
    # w: (n,)
    # y: (m,)
    # X: (m, n)
    t1 = -(X * w .* y)
    return sum(softplus.(t1)), -(X' * (y .* sigmoid.(t1)))
end

# Compare with central differences on random inputs; the relative error.
function check_gradient(; seed = 1)
    Random.seed!(seed)
    for attempt in 1:99
        draw(dims...) = (z = randn(dims...); [z, 1 .+ tanh.(z) ./ 2, 0.5 .+ 0.4 .* tanh.(z), 2 .+ tanh.(z) ./ 2][div(attempt, 2) % 4 + 1])
        n, m = isodd(attempt) ? (2, 3,) : (3, 2,)
        w = draw(n)
        y = draw(m)
        X = draw(m, n)
        local value, slope
        try
            slope = f_and_grad(w, y, X)
            value = f(w, y, X)
        catch problem
            singular = problem isa Union{SingularException, PosDefException}
            singular || problem isa DomainError || rethrow()
            continue
        end
        slope = slope[2]
        maximum(abs, value) < 1e4 && maximum(abs, slope) < 1e4 || continue
        D1 = draw(n)
        moved(step1) = f(w + step1 * D1, y, X)
        truth = (moved(1e-6) - moved(-1e-6)) / 2e-6
        found = sum(vec(slope .* D1))
        error = maximum(abs, found - truth) / (1 + maximum(abs, truth))
        @assert error < 1e-5
        return error
    end
    error("no random input was found where it is defined")
end

