function module = matcalc_code()
% f(A) = A^T
% df/dA = K(m,n)
%
% Layout: numerator. Derived from:
%     d/dA A^T where A in R^{m x n}
% Save as matcalc_code.m, then:
%     module = matcalc_code(); module.check_gradient()
    module.f = @f;
    module.jacobian = @jacobian;
    module.check_gradient = @check_gradient;
end

function value = f(A)
    % A: (m, n)
    value = A';
function value = jacobian(A)
    m = size(A, 1);
    n = size(A, 2);
    value = commutation(m, n);
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
        A = draw(attempt, m, n);
        try
            slope = jacobian(A);
        catch
            continue
        value = f(A);
        if max(abs(value(:))) < 1e4 && max(abs(slope(:))) < 1e4 && isreal(value)
            break
    end
    D1 = draw(attempt, m, n);
    moved = @(step1) f(A + step1 * D1);
    truth = (moved(1e-6) - moved(-1e-6)) / 2e-6;
    found = slope * reshape(D1, [], 1);
    truth = reshape(truth, [], 1);
    error = max(abs(found(:) - truth(:))) / (1 + max(abs(truth(:))));
    assert(error < 1e-5);
function z = draw(attempt, varargin)
    z = randn(varargin{:}, 1);
    switch mod(floor(attempt / 2), 4)
        case 1
            z = 1 + tanh(z) / 2;
        case 2
            z = 0.5 + 0.4 * tanh(z);
        case 3
            z = 2 + tanh(z) / 2;
function K = commutation(m, n)
    order = reshape(1:m * n, m, n)';
    K = eye(m * n);
    K = K(order(:), :);
% f(A) = sum(A^T .* A^T)
% df/dA = 2 A
%     d/dA sum(A^T .* A^T) where A in R^{m x n}
    module.f_and_grad = @f_and_grad;
    value = sum(sum(A .* A));
function [value, slope] = f_and_grad(A)
    slope = 2 * A;
            [~, slope] = f_and_grad(A);
    found = sum(reshape(slope .* D1, [], 1));
% f(A) = A .* B
% df/dA = diag(vec(B))
%     d/dA A .* B where A in R^{r x c}, B in R^{r x c}
function value = f(A, B)
    % A: (r, c)
    % B: (r, c)
    value = B .* A;
function value = jacobian(A, B)
    value = diag(reshape(B, [], 1));
        r = sizes(1);
        c = sizes(2);
        A = draw(attempt, r, c);
        B = draw(attempt, r, c);
            slope = jacobian(A, B);
        value = f(A, B);
    D1 = draw(attempt, r, c);
    moved = @(step1) f(A + step1 * D1, B);
% f(A) = sum(A .* B .* A .* B)
% df/dA = 2 (A .* B.^2)
%     d/dA sum(A .* B .* A .* B) where A in R^{r x c}, B in R^{r x c}
    value = sum(sum(A .* A .* B .* B));
function [value, slope] = f_and_grad(A, B)
    slope = 2 * (A .* B .^ 2);
            [~, slope] = f_and_grad(A, B);
% f(A) = A^-1
% df/dA = -kron(A^-T, A^-1)
%     d/dA A^-1 where A in R^{n x n}
    % A: (n, n)
    value = inv(A);
    t1 = inv(A);
    value = -kron(t1', t1);
        sizes = [2];
            sizes = [2];
        n = sizes(1);
        A = draw(attempt, n, n);
    D1 = draw(attempt, n, n);
% f(A) = sum(A^-1 .* A^-1)
% df/dA = -2 A^-T A^-1 A^-T
%     d/dA sum(A^-1 .* A^-1) where A in R^{n x n}
    value = sum(sum(t1 .* t1));
    t1 = lu_factor(A);
    t2 = lu_solve(t1, eye(size(t1.U)));
    value = sum(sum(t2 .* t2));
    slope = -2 * lu_solve_transposed(t1, lu_solve(t1, t2'));
function F = lu_factor(A)
    [F.L, F.U, F.P] = lu(A);
function X = lu_solve(F, B)
    X = F.U \ (F.L \ (F.P * B));
function X = lu_solve_transposed(F, B)
    X = F.P' * (F.L' \ (F.U' \ B));
% f(A) = diag(A)
% df/dA = diag_matrix(n)
%     d/dA diag(A) where A in R^n
    % A: (n,)
    value = diag(A);
    n = size(A, 1);
    value = diag_matrix(n);
        A = draw(attempt, n);
    D1 = draw(attempt, n);
    found = slope * D1;
function D = diag_matrix(n)
    D = zeros(n * n, n);
    D(1:n * n + n + 1:end) = 1;
% f(A) = sum(diag(A) .* diag(A))
%     d/dA sum(diag(A) .* diag(A)) where A in R^n
    t1 = diag(A);
% df/dA = 2 diag(diag(A))
%     d/dA sum(diag(A) .* diag(A)) where A in R^{n x n}
    value = t1' * t1;
    slope = 2 * diag(t1);
% f(A) = sum(tril(A) .* tril(A))
% df/dA = tril(2 tril(A))
%     d/dA sum(tril(A) .* tril(A)) where A in R^{n x n}
    t1 = tril(A);
    slope = tril(2 * t1);
% f(A) = sum(triu(A) .* triu(A))
% df/dA = triu(2 triu(A))
%     d/dA sum(triu(A) .* triu(A)) where A in R^{n x n}
    t1 = triu(A);
    slope = triu(2 * t1);
% f(A) = sum(vec(A) .* vec(A))
%     d/dA sum(vec(A) .* vec(A)) where A in R^{m x n}
    t1 = reshape(A, [], 1);
% f(A) = unvec(A, m, n)
% df/dA = I(m*n)
%     d/dA unvec(A, m, n) where A in R^{m*n}
function value = f(A, m, n)
    % A: (m*n,)
    value = reshape(A, m, n);
function value = jacobian(A, m, n)
    value = eye(m * n);
        A = draw(attempt, m * n);
            slope = jacobian(A, m, n);
        value = f(A, m, n);
    D1 = draw(attempt, m * n);
    moved = @(step1) f(A + step1 * D1, m, n);
% f(A) = sum(unvec(A, m, n) .* unvec(A, m, n))
%     d/dA sum(unvec(A, m, n) .* unvec(A, m, n)) where A in R^{m*n}
    t1 = reshape(A, m, n);
function [value, slope] = f_and_grad(A, m, n)
            [~, slope] = f_and_grad(A, m, n);
% f(A) = sum(A.^B .* A.^B)
% df/dA = 2 B A.^(2 B - 1)
%     d/dA sum(A.^B .* A.^B) where A in R^{m x n}, B in R
    % B: a number
    t1 = A .^ B;
    slope = 2 * B * A .^ (-(1 - 2 * B));
        B = draw(attempt);
% f(A) = sum(exp(A) .* exp(A))
% df/dA = 2 exp(A).^2
%     d/dA sum(exp(A) .* exp(A)) where A in R^{r x c}
    t1 = exp(A);
    slope = 2 * t1 .^ 2;
% f(A) = sum(log(A) .* log(A))
% df/dA = 2 (log(A) ./ A)
%     d/dA sum(log(A) .* log(A)) where A in R^{r x c}
    t1 = log(A);
    slope = 2 * (t1 ./ A);
% f(A) = sum(sqrt(A) .* sqrt(A))
% df/dA = ones(r,c)
%     d/dA sum(sqrt(A) .* sqrt(A)) where A in R^{r x c}
    t1 = sqrt(A);
    r = size(A, 1);
    c = size(A, 2);
    slope = ones(r, c);
% f(A) = sum(abs(A) .* abs(A))
%     d/dA sum(abs(A) .* abs(A)) where A in R^{r x c}
    t1 = abs(A);
% f(A) = sum(sign(A) .* sign(A))
% df/dA = zeros(r,c)
%     d/dA sum(sign(A) .* sign(A)) where A in R^{r x c}
    t1 = sign(A);
    slope = zeros(r, c);
% f(A) = sum(relu(A) .* relu(A))
% df/dA = 2 relu(A)
%     d/dA sum(relu(A) .* relu(A)) where A in R^{r x c}
    t1 = max(A, 0);
    slope = 2 * t1;
% f(A) = sum(step(A) .* step(A))
%     d/dA sum(step(A) .* step(A)) where A in R^{r x c}
    t1 = (sign(A) + 1) / 2;
% f(A) = sum(sin(A) .* sin(A))
% df/dA = 2 (cos(A) .* sin(A))
%     d/dA sum(sin(A) .* sin(A)) where A in R^{r x c}
    t1 = sin(A);
    slope = 2 * (cos(A) .* t1);
% f(A) = sum(cos(A) .* cos(A))
% df/dA = -2 (cos(A) .* sin(A))
%     d/dA sum(cos(A) .* cos(A)) where A in R^{r x c}
    t1 = cos(A);
    slope = -2 * (t1 .* sin(A));
% f(A) = sum(tan(A) .* tan(A))
% df/dA = 2 (tan(A).^3 + tan(A))
%     d/dA sum(tan(A) .* tan(A)) where A in R^{r x c}
    t1 = tan(A);
    slope = 2 * (t1 + t1 .^ 3);
% f(A) = sum(asin(A) .* asin(A))
% df/dA = 2 (asin(A) ./ sqrt(1 - A.^2))
%     d/dA sum(asin(A) .* asin(A)) where A in R^{r x c}
    t1 = asin(A);
    slope = 2 * (t1 ./ sqrt(1 - A .^ 2));
% f(A) = sum(acos(A) .* acos(A))
% df/dA = -2 (acos(A) ./ sqrt(1 - A.^2))
%     d/dA sum(acos(A) .* acos(A)) where A in R^{r x c}
    t1 = acos(A);
    slope = -2 * (t1 ./ sqrt(1 - A .^ 2));
% f(A) = sum(atan(A) .* atan(A))
% df/dA = 2 (atan(A) ./ (1 + A.^2))
%     d/dA sum(atan(A) .* atan(A)) where A in R^{r x c}
    t1 = atan(A);
    slope = 2 * (t1 ./ (1 + A .^ 2));
% f(A) = sum(sinh(A) .* sinh(A))
% df/dA = 2 (cosh(A) .* sinh(A))
%     d/dA sum(sinh(A) .* sinh(A)) where A in R^{r x c}
    t1 = sinh(A);
    slope = 2 * (cosh(A) .* t1);
% f(A) = sum(cosh(A) .* cosh(A))
%     d/dA sum(cosh(A) .* cosh(A)) where A in R^{r x c}
    t1 = cosh(A);
    slope = 2 * (t1 .* sinh(A));
% f(A) = sum(tanh(A) .* tanh(A))
% df/dA = 2 (tanh(A) - tanh(A).^3)
%     d/dA sum(tanh(A) .* tanh(A)) where A in R^{r x c}
    t1 = tanh(A);
    slope = 2 * (t1 - t1 .^ 3);
% f(A) = sum(asinh(A) .* asinh(A))
% df/dA = 2 (asinh(A) ./ sqrt(1 + A.^2))
%     d/dA sum(asinh(A) .* asinh(A)) where A in R^{r x c}
    t1 = asinh(A);
    slope = 2 * (t1 ./ sqrt(1 + A .^ 2));
% f(A) = sum(acosh(A) .* acosh(A))
% df/dA = 2 (acosh(A) ./ sqrt(A.^2 - 1))
%     d/dA sum(acosh(A) .* acosh(A)) where A in R^{r x c}
    t1 = acosh(A);
    slope = 2 * (t1 ./ sqrt(A .^ 2 - 1));
% f(A) = sum(atanh(A) .* atanh(A))
% df/dA = 2 (atanh(A) ./ (1 - A.^2))
%     d/dA sum(atanh(A) .* atanh(A)) where A in R^{r x c}
    t1 = atanh(A);
    slope = 2 * (t1 ./ (1 - A .^ 2));
% f(A) = sum(sigmoid(A) .* sigmoid(A))
% df/dA = 2 ((1 - sigmoid(A)) .* sigmoid(A).^2)
%     d/dA sum(sigmoid(A) .* sigmoid(A)) where A in R^{r x c}
    t1 = sigmoid(A);
    slope = -2 * (t1 .* t1 .* (t1 - 1));
function y = sigmoid(x)
    y = (1 + tanh(x / 2)) / 2;
% f(A) = sum(softplus(A) .* softplus(A))
% df/dA = 2 (sigmoid(A) .* softplus(A))
%     d/dA sum(softplus(A) .* softplus(A)) where A in R^{r x c}
    t1 = softplus(A);
    slope = 2 * (sigmoid(A) .* t1);
function y = softplus(x)
    y = max(x, 0) + log1p(exp(-abs(x)));
% f(A) = sum(expm1(A) .* expm1(A))
% df/dA = 2 (exp(A) .* expm1(A))
%     d/dA sum(expm1(A) .* expm1(A)) where A in R^{r x c}
    t1 = expm1(A);
    slope = 2 * (exp(A) .* t1);
% f(A) = sum(log1p(A) .* log1p(A))
% df/dA = 2 (log1p(A) ./ (1 + A))
%     d/dA sum(log1p(A) .* log1p(A)) where A in R^{r x c}
    t1 = log1p(A);
    slope = 2 * (t1 ./ (1 + A));
% f(A) = sum(erf(A) .* erf(A))
% df/dA = 4 (erf(A) .* exp(-A.^2)) / sqrt(pi)
%     d/dA sum(erf(A) .* erf(A)) where A in R^{r x c}
    t1 = erf(A);
    slope = 4 * (t1 .* exp(-A .^ 2) ./ sqrt(pi));
% f(A) = sum(erfc(A) .* erfc(A))
% df/dA = -4 (erfc(A) .* exp(-A.^2)) / sqrt(pi)
%     d/dA sum(erfc(A) .* erfc(A)) where A in R^{r x c}
    t1 = erfc(A);
    slope = -4 * (t1 .* exp(-A .^ 2) ./ sqrt(pi));
% f(A) = sum(lgamma(A) .* lgamma(A))
% df/dA = 2 (digamma(A) .* lgamma(A))
%     d/dA sum(lgamma(A) .* lgamma(A)) where A in R^{r x c}
    t1 = gammaln(A);
    slope = 2 * (psi(A) .* t1);
% f(A) = sum(digamma(A) .* digamma(A))
% df/dA = 2 (digamma(A) .* trigamma(A))
%     d/dA sum(digamma(A) .* digamma(A)) where A in R^{r x c}
    t1 = psi(A);
    slope = 2 * (t1 .* psi(1, A));
% f(A) = sum(trigamma(A) .* trigamma(A))
% df/dA = 2 (polygamma(2, A) .* trigamma(A))
%     d/dA sum(trigamma(A) .* trigamma(A)) where A in R^{r x c}
    t1 = psi(1, A);
    slope = 2 * (psi(2, A) .* t1);
% f(B) = polygamma(A, B)
% df/dB = diag(vec(polygamma(1 + A, B)))
%     d/dB polygamma(A, B) where A in R, B in R^{m x n}
    % A: a number
    % B: (m, n)
    value = psi(A, B);
    value = diag(reshape(psi(1 + A, B), [], 1));
        A = 3;
        B = draw(attempt, m, n);
    moved = @(step1) f(A, B + step1 * D1);
% f(B) = sum(polygamma(A, B) .* polygamma(A, B))
% df/dB = 2 (polygamma(1 + A, B) .* polygamma(A, B))
%     d/dB sum(polygamma(A, B) .* polygamma(A, B)) where A in R, B in R^{m x n}
    t1 = psi(A, B);
    slope = 2 * (psi(1 + A, B) .* t1);
% f(A) = sum(silu(A) .* silu(A))
% df/dA = 2 (((1 - sigmoid(A)) .* A .* sigmoid(A) + sigmoid(A)) .* silu(A))
%     d/dA sum(silu(A) .* silu(A)) where A in R^{r x c}
    t1 = A .* sigmoid(A);
    t2 = A .* sigmoid(A);
    slope = 2 * ((t1 + A .* t1 .* (1 - t1)) .* t2);
% f(A) = sum(logit(A) .* logit(A))
% df/dA = 2 (logit(A) ./ ((1 - A) .* A))
%     d/dA sum(logit(A) .* logit(A)) where A in R^{r x c}
    t1 = log(A ./ (1 - A));
    slope = 2 * (t1 ./ (A .* (1 - A)));
% f(A) = sum(logsigmoid(A) .* logsigmoid(A))
% df/dA = 2 ((1 - sigmoid(A)) .* logsigmoid(A))
%     d/dA sum(logsigmoid(A) .* logsigmoid(A)) where A in R^{r x c}
    t1 = -softplus(-A);
    slope = 2 * ((1 - sigmoid(A)) .* t1);
% f(A) = sum(sec(A) .* sec(A))
% df/dA = 2 (sec(A).^2 .* tan(A))
%     d/dA sum(sec(A) .* sec(A)) where A in R^{r x c}
    t1 = sec(A);
    slope = 2 * (t1 .* t1 .* tan(A));
% f(A) = sum(csc(A) .* csc(A))
% df/dA = -2 (cot(A) .* csc(A).^2)
%     d/dA sum(csc(A) .* csc(A)) where A in R^{r x c}
    t1 = csc(A);
    slope = -2 * (t1 .* t1 .* cot(A));
% f(A) = sum(cot(A) .* cot(A))
% df/dA = -2 (cot(A) + cot(A).^3)
%     d/dA sum(cot(A) .* cot(A)) where A in R^{r x c}
    t1 = cot(A);
    slope = -2 * (t1 + t1 .^ 3);
% f(A) = sum(maximum(A, B) .* maximum(A, B))
% df/dA = 2 (maximum(A, B) .* step(A - B))
%     d/dA sum(maximum(A, B) .* maximum(A, B)) where A in R^{r x c}, B in R^{r x c}
    t1 = max(A, B);
    slope = 2 * (t1 .* ((sign(A - B) + 1) / 2));
% f(A) = sum(minimum(A, B) .* minimum(A, B))
% df/dA = 2 (minimum(A, B) .* step(B - A))
%     d/dA sum(minimum(A, B) .* minimum(A, B)) where A in R^{r x c}, B in R^{r x c}
    t1 = min(A, B);
    slope = 2 * (t1 .* ((sign(-(A - B)) + 1) / 2));
% f(A) = sum(kron(A, B) .* kron(A, B))
% df/dA = 2 ||B||_F^2 A
%     d/dA sum(kron(A, B) .* kron(A, B)) where A in R^{m x n}, B in R^{p x q}
    % B: (p, q)
    t1 = kron(A, B);
    slope = 2 * sum(sum(B .* B)) * A;
        sizes = [2, 3, 4, 5];
            sizes = [5, 4, 3, 2];
        p = sizes(3);
        q = sizes(4);
        B = draw(attempt, p, q);
% f(B) = sum(frechet_expm(A, B) .* frechet_expm(A, B))
% df/dB = 2 frechet_expm(A^T, frechet_expm(A, B))
%     d/dB sum(frechet_expm(A, B) .* frechet_expm(A, B)) where A in R^{n x n}, B in R^{n x n}
    % B: (n, n)
    t1 = frechet_expm(A, B);
    slope = 2 * frechet_expm(A', t1);
        B = draw(attempt, n, n);
function L = frechet_expm(A, E)
    block = expm([A, E; zeros(n), A]);
    L = block(1:n, n + 1:end);
% f(A) = sum(expm(A) .* expm(A))
% df/dA = 2 frechet_expm(A^T, expm(A))
%     d/dA sum(expm(A) .* expm(A)) where A in R^{n x n}
    t1 = expm(A);
% f(B) = sum(frechet_logm(A, B) .* frechet_logm(A, B))
% df/dB = 2 frechet_logm(A^T, frechet_logm(A, B))
%     d/dB sum(frechet_logm(A, B) .* frechet_logm(A, B)) where A in R^{n x n}, B in R^{n x n}
    t1 = frechet_logm(A, B);
    slope = 2 * frechet_logm(A', t1);
function L = frechet_logm(A, E)
    block = logm([A, E; zeros(n), A]);
% f(A) = sum(logm(A) .* logm(A))
% df/dA = 2 frechet_logm(A^T, logm(A))
%     d/dA sum(logm(A) .* logm(A)) where A in R^{n x n}
    t1 = logm(A);
% f(B) = sum(frechet_sqrtm(A, B) .* frechet_sqrtm(A, B))
% df/dB = 2 frechet_sqrtm(A^T, frechet_sqrtm(A, B))
%     d/dB sum(frechet_sqrtm(A, B) .* frechet_sqrtm(A, B)) where A in R^{n x n}, B in R^{n x
%         n}
    t1 = frechet_sqrtm(A, B);
    slope = 2 * frechet_sqrtm(A', t1);
function L = frechet_sqrtm(A, E)
    R = sqrtm(A);
    L = sylvester(R, R, E);
% f(A) = sum(sqrtm(A) .* sqrtm(A))
% df/dA = 2 frechet_sqrtm(A^T, sqrtm(A))
%     d/dA sum(sqrtm(A) .* sqrtm(A)) where A in R^{n x n}
    t1 = sqrtm(A);
% f(A) = lambda_max(A)
% df/dA = top_eigenvector(A) top_eigenvector(A)^T
%     d/dA lambda_max(A) where A in R^{n x n} symmetric
    % A: (n, n), symmetric
    value = max(eig(A));
    t1 = top_eigenvector(A);
    slope = t1 * t1';
        A = A + A';
    D1 = D1 + D1';
function v = top_eigenvector(A)
    [V, D] = eig((A + A') / 2);
    [~, k] = max(diag(D));
    v = V(:, k);
% f(A) = sum(pinv(A) .* pinv(A))
% df/dA = 2 ((pinv(A)^T - A pinv(A) pinv(A)^T) pinv(A) pinv(A)^T - pinv(A)^T pinv(A) pinv(A)^T
%     pinv(A) A)
%     d/dA sum(pinv(A) .* pinv(A)) where A in R^{m x n}
    t1 = pinv(A);
    t2 = t1';
    t3 = t1 * t2;
    slope = 2 * ((t2 - A * t3) * t3 - t2 * (t3 * (t1 * A)));
% f(A) = sum(adj(A) .* adj(A))
% df/dA = 2 det(A)^2 (||A^-1||_F^2 A^-T - A^-T A^-1 A^-T)
%     d/dA sum(adj(A) .* adj(A)) where A in R^{n x n}
    t1 = det(A) * inv(A);
    t3 = t2';
    t4 = sum(sum(t2 .* t2)) * t3 - lu_solve_transposed(t1, lu_solve(t1, t3));
    t5 = det(A) * inv(A);
    value = sum(sum(t5 .* t5));
    slope = 2 * det(A) ^ 2 * t4;
% f(A) = sum(softmax(A) .* softmax(A))
% df/dA = 2 (softmax(A).^2 - diag(softmax(A).^2 ones(n)) softmax(A))
%     d/dA sum(softmax(A) .* softmax(A)) where A in R^{m x n}
    t1 = softmax_rows(A);
    t2 = t1 .^ 2;
    slope = 2 * (t2 - t1 .* sum(t2, 2));
function Y = softmax_rows(X)
    E = exp(X - max(X, [], 2));
    Y = E ./ sum(E, 2);
% f(A) = sum(logsumexp(A) .* logsumexp(A))
% df/dA = 2 diag(logsumexp(A)) softmax(A)
%     d/dA sum(logsumexp(A) .* logsumexp(A)) where A in R^{m x n}
    t1 = logsumexp_rows(A);
    slope = 2 * (softmax_rows(A) .* t1);
function y = logsumexp_rows(X)
    top = max(X, [], 2);
    y = top + log(sum(exp(X - top), 2));
% f(A) = sum(log_softmax(A) .* log_softmax(A))
% df/dA = 2 (log_softmax(A) - diag(log_softmax(A) ones(n)) softmax(A))
%     d/dA sum(log_softmax(A) .* log_softmax(A)) where A in R^{m x n}
    t1 = A - logsumexp_rows(A);
    slope = 2 * (t1 - softmax_rows(A) .* sum(t1, 2));
% f(A) = sum(argmax(A) .* argmax(A))
% df/dA = zeros(m,n)
%     d/dA sum(argmax(A) .* argmax(A)) where A in R^{m x n}
    t1 = (A == max(max(A))) / nnz(A == max(max(A)));
    slope = zeros(m, n);
% f(A) = sum(argmin(A) .* argmin(A))
%     d/dA sum(argmin(A) .* argmin(A)) where A in R^{m x n}
    t1 = (A == min(min(A))) / nnz(A == min(min(A)));
% f(A) = sum(A^B .* A^B)
% df/dA = 2 sum_{i=1}^B ((A^T)^(i - 1) A^B (A^T)^(B - i))
%     d/dA sum(A^B .* A^B) where A in R^{n x n}, B in R
    t1 = A ^ B;
    slope = 2 * sum_over(@(i_) (A' ^ (-(1 - i_)) * (t1 * A' ^ (B - i_))), B);
        B = 3;
function total = sum_over(term, n)
    total = term(1);
    for i = 2:n
        total = total + term(i);
% f(A) = sum(gammafn(A) .* gammafn(A))
% df/dA = 2 (digamma(A) .* gammafn(A).^2)
%     d/dA sum(gammafn(A) .* gammafn(A)) where A in R^{r x c}
    t1 = gamma(A);
    slope = 2 * (t1 .* t1 .* psi(A));
% f(A) = sum(lbeta(A, B) .* lbeta(A, B))
% df/dA = 2 ((digamma(A) - digamma(A + B)) .* lbeta(A, B))
%     d/dA sum(lbeta(A, B) .* lbeta(A, B)) where A in R^{r x c}, B in R^{r x c}
    t1 = betaln(A, B);
    slope = 2 * ((psi(A) - psi(A + B)) .* t1);
% f(A) = sum(normpdf(A) .* normpdf(A))
% df/dA = -2 (A .* normpdf(A).^2)
%     d/dA sum(normpdf(A) .* normpdf(A)) where A in R^{r x c}
    t1 = exp(-(A) .^ 2 / 2) / sqrt(2 * pi);
    slope = -2 * (A .* (t1 .* t1));
% f(A) = sum(normcdf(A) .* normcdf(A))
% df/dA = 2 (normcdf(A) .* normpdf(A))
%     d/dA sum(normcdf(A) .* normcdf(A)) where A in R^{r x c}
    t1 = erfc(-A / sqrt(2)) / 2;
    slope = 2 * (t1 .* (exp(-(A) .^ 2 / 2) / sqrt(2 * pi)));
% f(A) = sum(erfinv(A) .* erfinv(A))
% df/dA = sqrt(pi) (erfinv(A) .* exp(erfinv(A).^2))
%     d/dA sum(erfinv(A) .* erfinv(A)) where A in R^{r x c}
    t1 = erfinv(A);
    slope = sqrt(pi) * t1 .* exp(t1 .^ 2);
% f(A) = sum(norminv(A) .* norminv(A))
% df/dA = 2 (norminv(A) ./ normpdf(norminv(A)))
%     d/dA sum(norminv(A) .* norminv(A)) where A in R^{r x c}
    t1 = sqrt(2) * erfinv(2 * A - 1);
    slope = 2 * (t1 ./ (exp(-(t1) .^ 2 / 2) / sqrt(2 * pi)));
% f(A) = sum(log2(A) .* log2(A))
% df/dA = 2 (log2(A) ./ A) / log(2)
%     d/dA sum(log2(A) .* log2(A)) where A in R^{r x c}
    t1 = log2(A);
    slope = 2 * (t1 ./ A ./ log(2));
% f(A) = sum(log10(A) .* log10(A))
% df/dA = 2 (log10(A) ./ A) / log(10)
%     d/dA sum(log10(A) .* log10(A)) where A in R^{r x c}
    t1 = log10(A);
    slope = 2 * (t1 ./ A ./ log(10));
% f(A) = sum(exp2(A) .* exp2(A))
% df/dA = 2 log(2) exp2(A).^2
%     d/dA sum(exp2(A) .* exp2(A)) where A in R^{r x c}
    t1 = 2 .^ (A);
    slope = 2 * log(2) * t1 .^ 2;
% f(A) = sum(sech(A) .* sech(A))
% df/dA = -2 (sech(A).^2 .* tanh(A))
%     d/dA sum(sech(A) .* sech(A)) where A in R^{r x c}
    t1 = sech(A);
    slope = -2 * (t1 .* t1 .* tanh(A));
% f(A) = sum(csch(A) .* csch(A))
% df/dA = -2 (coth(A) .* csch(A).^2)
%     d/dA sum(csch(A) .* csch(A)) where A in R^{r x c}
    t1 = csch(A);
    slope = -2 * (t1 .* t1 .* coth(A));
% f(A) = sum(coth(A) .* coth(A))
% df/dA = 2 (coth(A) - coth(A).^3)
%     d/dA sum(coth(A) .* coth(A)) where A in R^{r x c}
    t1 = coth(A);
% f(A) = sum(gelu(A) .* gelu(A))
% df/dA = 2 ((A .* normpdf(A) + normcdf(A)) .* gelu(A))
%     d/dA sum(gelu(A) .* gelu(A)) where A in R^{r x c}
    t1 = A .* erfc(-A / sqrt(2)) / 2;
    t1 = A .* (exp(-(A) .^ 2 / 2) / sqrt(2 * pi)) + erfc(-A / sqrt(2)) / 2;
    t2 = A .* erfc(-A / sqrt(2)) / 2;
    slope = 2 * (t1 .* t2);
% f(A) = sum(softsign(A) .* softsign(A))
% df/dA = 2 (softsign(A) ./ (1 + abs(A)).^2)
%     d/dA sum(softsign(A) .* softsign(A)) where A in R^{r x c}
    t1 = A ./ (1 + abs(A));
    slope = 2 * (t1 ./ (1 + abs(A)) .^ 2);
% f(A) = sum(elu(A) .* elu(A))
% df/dA = 2 (elu(A) .* exp(1/2 (A - abs(A))))
%     d/dA sum(elu(A) .* elu(A)) where A in R^{r x c}
    t1 = max(A, 0) + expm1(min(A, 0));
    slope = 2 * (t1 .* exp((A - abs(A)) / 2));
