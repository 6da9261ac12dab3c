function module = matcalc_code()
% f(w) = sum(log(1 + exp((-y) .* (X w))))
% df/dw = -X^T (sigmoid(-((X w) .* y)) .* y)
%
% Layout: numerator. Derived from:
%     d/dw sum(log(1 + exp((-y) .* (X w)))) where w in R^n, y in R^m, X in R^{m x n}
%
% Save as matcalc_code.m, then:
%     module = matcalc_code(); module.check_gradient()
    module.f = @f;
    module.f_and_grad = @f_and_grad;
    module.check_gradient = @check_gradient;
end

function value = f(w, y, X)
    % w: (n,)
    % y: (m,)
    % X: (m, n)
    value = sum(sum(softplus(-(X * w .* y))));
end

function [value, slope] = f_and_grad(w, y, X)
    % w: (n,)
    % y: (m,)
    % X: (m, n)
    t1 = -(X * w .* y);
    value = sum(sum(softplus(t1)));
    slope = -(X' * (y .* sigmoid(t1)));
end

function error = check_gradient()
    % Compare with central differences on random inputs; the relative error.
    randn('state', 1);
    for attempt = 1:99
        sizes = [2, 3];
        if mod(attempt, 2)
            sizes = [3, 2];
        end
        n = sizes(1);
        m = sizes(2);
        w = draw(attempt, n);
        y = draw(attempt, m);
        X = draw(attempt, m, n);
        try
            [~, slope] = f_and_grad(w, y, X);
        catch
            continue
        end
        value = f(w, y, X);
        if max(abs(value(:))) < 1e4 && max(abs(slope(:))) < 1e4 && isreal(value)
            break
        end
    end
    D1 = draw(attempt, n);
    moved = @(step1) f(w + step1 * D1, y, X);
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

function y = sigmoid(x)
    y = (1 + tanh(x / 2)) / 2;
end

function y = softplus(x)
    y = max(x, 0) + log1p(exp(-abs(x)));
end
