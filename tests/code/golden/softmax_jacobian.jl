# f(x) = softmax(x)
# df/dx = diag(softmax(x)) - softmax(x) softmax(x)^T
#
# Layout: numerator. Derived from:
#     d/dx softmax(x) where x in R^n

using LinearAlgebra
using Random

softmax(x::AbstractVector) = (e = exp.(x .- maximum(x)); e / sum(e))
softmax(X::AbstractMatrix) = mapslices(softmax, X, dims=2)

function f(x)
    # x: (n,)
    return softmax(x)
end

function jacobian(x)
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
            slope = jacobian(x)
            value = f(x)
        catch problem
            singular = problem isa Union{SingularException, PosDefException}
            singular || problem isa DomainError || rethrow()
            continue
        end
        maximum(abs, value) < 1e4 && maximum(abs, slope) < 1e4 || continue
        D1 = draw(n)
        moved(step1) = f(x + step1 * D1)
        truth = (moved(1e-6) - moved(-1e-6)) / 2e-6
        found = slope * D1
        truth = vec(truth)
        error = maximum(abs, found - truth) / (1 + maximum(abs, truth))
        @assert error < 1e-5
        return error
    end
    error("no random input was found where it is defined")
end

