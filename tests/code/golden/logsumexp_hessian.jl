# f(x) = log(sum(exp(x)))
# d^2f/dx^2 = diag(softmax(x)) - softmax(x) softmax(x)^T
#
# Layout: numerator. Derived from:
#     d/dx d/dx log(sum(exp(x))) where x in R^n

using LinearAlgebra
using Random

softmax(x::AbstractVector) = (e = exp.(x .- maximum(x)); e / sum(e))
softmax(X::AbstractMatrix) = mapslices(softmax, X, dims=2)

logsumexp(x::AbstractVector) = (top = maximum(x); top + log(sum(exp.(x .- top))))
logsumexp(X::AbstractMatrix) = vec(mapslices(logsumexp, X, dims=2))

function f(x)
    # x: (n,)
    return logsumexp(x)
end

function hessian(x)
    # x: (n,)
    t1 = softmax(x)
    return diagm(t1) - t1 * t1'
end

# Compare with central differences on random inputs; the relative error.
function check_gradient(; seed = 1)
    Random.seed!(seed)
    for attempt in 1:99
        draw(dims...) = (z = randn(dims...); [z, 1 .+ tanh.(z) ./ 2, 0.5 .+ 0.4 .* tanh.(z), 2 .+ tanh.(z) ./ 2][div(attempt, 2) % 4 + 1])
        n, = isodd(attempt) ? (2,) : (2,)
        x = draw(n)
        local value, slope
        try
            slope = hessian(x)
            value = f(x)
        catch problem
            singular = problem isa Union{SingularException, PosDefException}
            singular || problem isa DomainError || rethrow()
            continue
        end
        maximum(abs, value) < 1e4 && maximum(abs, slope) < 1e4 || continue
        D1 = draw(n)
        D2 = draw(n)
        moved(step1, step2) = f(x + step1 * D1 + step2 * D2)
        truth = (moved(1e-4, 1e-4) - moved(1e-4, -1e-4) - moved(-1e-4, 1e-4) + moved(-1e-4, -1e-4)) / 4e-8
        found = D1' * slope * D2
        error = maximum(abs, found - truth) / (1 + maximum(abs, truth))
        @assert error < 1e-5
        return error
    end
    error("no random input was found where it is defined")
end

