# f(X) = logdet(X) + tr(S X^-1)
# df/dX = X^-1 - X^-1 S X^-1
#
# Layout: numerator. Derived from:
#     d/dX logdet(X) + tr(S X^-1) where X in R^{n x n} pd, S in R^{n x n} symmetric

using LinearAlgebra
using Random

function f(X, S)
    # X: (n, n), pd, psd, symmetric
    # S: (n, n), symmetric
    t1 = cholesky(Symmetric(X))
    return logdet(t1) + tr((t1 \ S)')
end

function f_and_grad(X, S)
    # X: (n, n), pd, psd, symmetric
    # S: (n, n), symmetric
    t1 = cholesky(Symmetric(X))
    t2 = (t1 \ S)'
    return logdet(t1) + tr(t2), inv(t1) - t1 \ t2
end

# Compare with central differences on random inputs; the relative error.
function check_gradient(; seed = 1)
    Random.seed!(seed)
    for attempt in 1:99
        draw(dims...) = (z = randn(dims...); [z, 1 .+ tanh.(z) ./ 2, 0.5 .+ 0.4 .* tanh.(z), 2 .+ tanh.(z) ./ 2][div(attempt, 2) % 4 + 1])
        n, = isodd(attempt) ? (2,) : (2,)
        X = draw(n, n)
        X = X * X' + I
        S = draw(n, n)
        S = S + S'
        local value, slope
        try
            slope = f_and_grad(X, S)
            value = f(X, S)
        catch problem
            singular = problem isa Union{SingularException, PosDefException}
            singular || problem isa DomainError || rethrow()
            continue
        end
        slope = slope[2]
        maximum(abs, value) < 1e4 && maximum(abs, slope) < 1e4 || continue
        D1 = draw(n, n)
        D1 = D1 + D1'
        moved(step1) = f(X + step1 * D1, S)
        truth = (moved(1e-6) - moved(-1e-6)) / 2e-6
        found = sum(vec(slope .* D1))
        error = maximum(abs, found - truth) / (1 + maximum(abs, truth))
        @assert error < 1e-5
        return error
    end
    error("no random input was found where it is defined")
end

