# f(X) = tr(X^T A X)
# df/dX = (A + A^T) X
#
# Layout: numerator. Derived from:
#     d/dX tr(X^T A X) where X in R^{m x n}, A in R^{m x m}

using LinearAlgebra
using Random

function f(X, A)
    # X: (m, n)
    # A: (m, m)
    return dot(X, A * X)
end

function f_and_grad(X, A)
    # X: (m, n)
    # A: (m, m)
    return dot(X, A * X), (A + A') * X
end

# Compare with central differences on random inputs; the relative error.
function check_gradient(; seed = 1)
    Random.seed!(seed)
    for attempt in 1:99
        draw(dims...) = (z = randn(dims...); [z, 1 .+ tanh.(z) ./ 2, 0.5 .+ 0.4 .* tanh.(z), 2 .+ tanh.(z) ./ 2][div(attempt, 2) % 4 + 1])
        m, n = isodd(attempt) ? (2, 3,) : (3, 2,)
        X = draw(m, n)
        A = draw(m, m)
        local value, slope
        try
            slope = f_and_grad(X, A)
            value = f(X, A)
        catch problem
            singular = problem isa Union{SingularException, PosDefException}
            singular || problem isa DomainError || rethrow()
            continue
        end
        slope = slope[2]
        maximum(abs, value) < 1e4 && maximum(abs, slope) < 1e4 || continue
        D1 = draw(m, n)
        moved(step1) = f(X + step1 * D1, A)
        truth = (moved(1e-6) - moved(-1e-6)) / 2e-6
        found = sum(vec(slope .* D1))
        error = maximum(abs, found - truth) / (1 + maximum(abs, truth))
        @assert error < 1e-5
        return error
    end
    error("no random input was found where it is defined")
end

