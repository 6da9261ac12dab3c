function module = matcalc_code()
% f(X) = tr(X^T A X)
% df/dX = (A + A^T) X
%
% Layout: numerator. Derived from:
%     d/dX tr(X^T A X) where X in R^{m x n}, A in R^{m x m}
%
% Save as matcalc_code.m, then:
%     module = matcalc_code(); module.check_gradient()
    module.f = @f;
    module.f_and_grad = @f_and_grad;
    module.check_gradient = @check_gradient;
end

function value = f(X, A)
    % X: (m, n)
    % A: (m, m)
    value = sum(sum(X .* (A * X)));
end

function [value, slope] = f_and_grad(X, A)
    % X: (m, n)
    % A: (m, m)
    value = sum(sum(X .* (A * X)));
    slope = (A + A') * X;
end

function error = check_gradient()
    % Compare with central differences on random inputs; the relative error.
    randn('state', 1);
    for attempt = 1:99
        sizes = [2, 3];
        if mod(attempt, 2)
            sizes = [3, 2];
        end
        m = sizes(1);
        n = sizes(2);
        X = draw(attempt, m, n);
        A = draw(attempt, m, m);
        try
            [~, slope] = f_and_grad(X, A);
        catch
            continue
        end
        value = f(X, A);
        if max(abs(value(:))) < 1e4 && max(abs(slope(:))) < 1e4 && isreal(value)
            break
        end
    end
    D1 = draw(attempt, m, n);
    moved = @(step1) f(X + step1 * D1, A);
    truth = (moved(1e-6) - moved(-1e-6)) / 2e-6;
    found = sum(reshape(slope .* D1, [], 1));
    error = max(abs(found(:) - truth(:))) / (1 + max(abs(truth(:))));
    assert(error < 1e-5);
end

function z = draw(attempt, varargin)
    z = randn(varargin{:}, 1);
    switch mod(floor(attempt / 2), 4)
        case 1
            z = 1 + tanh(z) / 2;
        case 2
            z = 0.5 + 0.4 * tanh(z);
        case 3
            z = 2 + tanh(z) / 2;
    end
end
