function module = matcalc_code()
% f(x) = log(sum(exp(x)))
% d^2f/dx^2 = diag(softmax(x)) - softmax(x) softmax(x)^T
%
% Layout: numerator. Derived from:
%     d/dx d/dx log(sum(exp(x))) where x in R^n
%
% Save as matcalc_code.m, then:
%     module = matcalc_code(); module.check_gradient()
    module.f = @f;
    module.hessian = @hessian;
    module.check_gradient = @check_gradient;
end

function value = f(x)
    % x: (n,)
    value = logsumexp(x);
end

function value = hessian(x)
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
            slope = hessian(x);
        catch
            continue
        end
        value = f(x);
        if max(abs(value(:))) < 1e4 && max(abs(slope(:))) < 1e4 && isreal(value)
            break
        end
    end
    D1 = draw(attempt, n);
    D2 = draw(attempt, n);
    moved = @(step1, step2) f(x + step1 * D1 + step2 * D2);
    truth = (moved(1e-4, 1e-4) - moved(1e-4, -1e-4) - moved(-1e-4, 1e-4) + moved(-1e-4, -1e-4)) / 4e-8;
    found = D1' * slope * D2;
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

function y = logsumexp(x)
    y = max(x) + log(sum(exp(x - max(x))));
end
