function module = matcalc_code()
% f(X) = logdet(X) + tr(S X^-1)
% df/dX = X^-1 - X^-1 S X^-1
%
% Layout: numerator. Derived from:
%     d/dX logdet(X) + tr(S X^-1) where X in R^{n x n} pd, S in R^{n x n} symmetric
%
% Save as matcalc_code.m, then:
%     module = matcalc_code(); module.check_gradient()
    module.f = @f;
    module.f_and_grad = @f_and_grad;
    module.check_gradient = @check_gradient;
end

function value = f(X, S)
    % X: (n, n), pd, psd, symmetric
    % S: (n, n), symmetric
    t1 = chol(X, 'lower');
    value = 2 * sum(log(diag(t1))) + trace((t1' \ (t1 \ S))');
end

function [value, slope] = f_and_grad(X, S)
    % X: (n, n), pd, psd, symmetric
    % S: (n, n), symmetric
    t1 = chol(X, 'lower');
    t2 = (t1' \ (t1 \ S))';
    value = 2 * sum(log(diag(t1))) + trace(t2);
    slope = t1' \ (t1 \ eye(size(t1))) - t1' \ (t1 \ t2);
end

function error = check_gradient()
    % Compare with central differences on random inputs; the relative error.
    randn('state', 1);
    for attempt = 1:99
        sizes = [2];
        if mod(attempt, 2)
            sizes = [2];
        end
        n = sizes(1);
        X = draw(attempt, n, n);
        X = X * X' + eye(size(X));
        S = draw(attempt, n, n);
        S = S + S';
        try
            [~, slope] = f_and_grad(X, S);
        catch
            continue
        end
        value = f(X, S);
        if max(abs(value(:))) < 1e4 && max(abs(slope(:))) < 1e4 && isreal(value)
            break
        end
    end
    D1 = draw(attempt, n, n);
    D1 = D1 + D1';
    moved = @(step1) f(X + step1 * D1, S);
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
