function module = matcalc_code()
% f(x) = softmax(x)
% df/dx = diag(softmax(x)) - softmax(x) softmax(x)^T
%
% Layout: numerator. Derived from:
%     d/dx softmax(x) where x in R^n
%
% Save as matcalc_code.m, then:
%     module = matcalc_code(); module.check_gradient()
    module.f = @f;
    module.jacobian = @jacobian;
    module.check_gradient = @check_gradient;
end

function value = f(x)
    % x: (n,)
    value = softmax(x);
end

function value = jacobian(x)
    % x: (n,)
    t1 = softmax(x);
    value = diag(t1) - t1 * t1';
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
        x = draw(attempt, n);
        try
            slope = jacobian(x);
        catch
            continue
        end
        value = f(x);
        if max(abs(value(:))) < 1e4 && max(abs(slope(:))) < 1e4 && isreal(value)
            break
        end
    end
    D1 = draw(attempt, n);
    moved = @(step1) f(x + step1 * D1);
    truth = (moved(1e-6) - moved(-1e-6)) / 2e-6;
    found = slope * D1;
    truth = reshape(truth, [], 1);
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

function y = softmax(x)
    e = exp(x - max(x));
    y = e / sum(e);
end
