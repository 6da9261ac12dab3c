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
    slope = 2 * B * A .^ (2 * B - 1);
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
    slope = 2 * (t1 .* ((sign(B - A) + 1) / 2));
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
    slope = 2 * sum_over(@(i_) (A' ^ (i_ - 1) * (t1 * A' ^ (B - i_))), B);
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
% f(X) = tr(X^T A X)
% df/dX = (A + A^T) X
%     d/dX tr(X^T A X) where X in R^{m x n}, A in R^{m x m}
function value = f(X, A)
    % X: (m, n)
    % A: (m, m)
    value = sum(sum(X .* (A * X)));
function [value, slope] = f_and_grad(X, A)
    slope = (A + A') * X;
        X = draw(attempt, m, n);
        A = draw(attempt, m, m);
            [~, slope] = f_and_grad(X, A);
        value = f(X, A);
    moved = @(step1) f(X + step1 * D1, A);
% f(X) = tr(A X B X^T)
% df/dX = A X B + A^T X B^T
%     d/dX tr(A X B X^T) where X in R^{m x n}, A in R^{m x m}, B in R^{n x n}
function value = f(X, A, B)
    value = sum(sum(X .* (A' * (X * B'))));
function [value, slope] = f_and_grad(X, A, B)
    t1 = A' * (X * B');
    value = sum(sum(X .* t1));
    slope = A * (X * B) + t1;
            [~, slope] = f_and_grad(X, A, B);
        value = f(X, A, B);
    moved = @(step1) f(X + step1 * D1, A, B);
% f(b) = ||y - X b||^2
% df/db = 2 X^T (X b - y)
%     d/db ||y - X b||^2 where b in R^n, y in R^m, X in R^{m x n}
function value = f(b, y, X)
    % b: (n,)
    % y: (m,)
    t1 = X * b - y;
function [value, slope] = f_and_grad(b, y, X)
    slope = 2 * (X' * t1);
        m = sizes(2);
        b = draw(attempt, n);
        y = draw(attempt, m);
            [~, slope] = f_and_grad(b, y, X);
        value = f(b, y, X);
    moved = @(step1) f(b + step1 * D1, y, X);
% f(b) = ||y - X b||^2 + lambda ||b||^2
% df/db = 2 (X^T (X b - y) + lambda b)
%     d/db ||y - X b||^2 + lambda ||b||^2 where b in R^n, y in R^m, X in R^{m x n}, lambda in
%         R
function value = f(b, y, X, lambda)
    % lambda: a number
    value = t1' * t1 + lambda * (b' * b);
function [value, slope] = f_and_grad(b, y, X, lambda)
    slope = 2 * (X' * t1 + lambda * b);
        lambda = draw(attempt);
            [~, slope] = f_and_grad(b, y, X, lambda);
        value = f(b, y, X, lambda);
    moved = @(step1) f(b + step1 * D1, y, X, lambda);
% f(x) = x^T A x
% df/dx = (A + A^T) x
%     d/dx x^T A x where x in R^n, A in R^{n x n}
function value = f(x, A)
    % x: (n,)
    value = x' * (A * x);
function [value, slope] = f_and_grad(x, A)
    t1 = A * x;
    value = x' * t1;
    slope = t1 + A' * x;
        x = draw(attempt, n);
            [~, slope] = f_and_grad(x, A);
        value = f(x, A);
    moved = @(step1) f(x + step1 * D1, A);
% df/dx = 2 A x
%     d/dx x^T A x where x in R^n, A in R^{n x n} symmetric
% f(X) = logdet(X)
% df/dX = X^-T
%     d/dX logdet(X) where X in R^{n x n}
function value = f(X)
    % X: (n, n)
    value = logabsdet(X);
function [value, slope] = f_and_grad(X)
    t1 = lu_factor(X);
    value = sum(log(abs(diag(t1.U))));
    slope = lu_solve(t1, eye(size(t1.U)))';
        X = draw(attempt, n, n);
            [~, slope] = f_and_grad(X);
        value = f(X);
    moved = @(step1) f(X + step1 * D1);
function value = logabsdet(A)
    [~, U] = lu(A);
    value = sum(log(abs(diag(U))));
% f(X) = a^T X^-1 b
% df/dX = -X^-T a b^T X^-T
%     d/dX a^T X^-1 b where X in R^{n x n}, a in R^n, b in R^n
function value = f(X, a, b)
    % a: (n,)
    value = a' * (X \ b);
function [value, slope] = f_and_grad(X, a, b)
    t2 = lu_solve(t1, b);
    value = a' * t2;
    slope = -lu_solve_transposed(t1, a) * t2';
        a = draw(attempt, n);
            [~, slope] = f_and_grad(X, a, b);
        value = f(X, a, b);
    moved = @(step1) f(X + step1 * D1, a, b);
% f(X) = tr(A X^-1 B)
% df/dX = -X^-T A^T B^T X^-T
%     d/dX tr(A X^-1 B) where X in R^{n x n}, A in R^{m x n}, B in R^{n x m}
    % B: (n, m)
    value = sum(sum(A' .* (X \ B)));
    t2 = lu_solve(t1, B);
    value = sum(sum(A' .* t2));
    slope = -lu_solve_transposed(t1, A' * t2');
        B = draw(attempt, n, m);
% f(X) = logdet(X) + tr(S X^-1)
% df/dX = X^-1 - X^-1 S X^-1
%     d/dX logdet(X) + tr(S X^-1) where X in R^{n x n} pd, S in R^{n x n} symmetric
function value = f(X, S)
    % X: (n, n), pd, psd, symmetric
    % S: (n, n), symmetric
    t1 = chol(X, 'lower');
    value = 2 * sum(log(diag(t1))) + trace((t1' \ (t1 \ S))');
function [value, slope] = f_and_grad(X, S)
    t2 = (t1' \ (t1 \ S))';
    value = 2 * sum(log(diag(t1))) + trace(t2);
    slope = t1' \ (t1 \ eye(size(t1))) - t1' \ (t1 \ t2);
        X = X * X' + eye(size(X));
        S = draw(attempt, n, n);
        S = S + S';
            [~, slope] = f_and_grad(X, S);
        value = f(X, S);
    moved = @(step1) f(X + step1 * D1, S);
% f(w) = sum_{i=1}^n log(1 + exp(-y_i w^T x_i))
% df/dw = -sum_{i=1}^n (y_i sigmoid(-y_i w^T x_i) x_i)
%     d/dw sum_{i=1}^n log(1 + exp(-y_i w^T x_i)) where w in R^p, y_i in R, x_i in R^p
function value = f(w, y, X)
    % w: (p,)
    % y: (n,)
    % X: (n, p)
    value = sum(sum(softplus(-(y .* (X * w)))));
function [value, slope] = f_and_grad(w, y, X)
    t1 = -(y .* (X * w));
    value = sum(sum(softplus(t1)));
    slope = -(X' * (y .* sigmoid(t1)));
        p = sizes(1);
        w = draw(attempt, p);
        y = draw(attempt, n);
        X = draw(attempt, n, p);
            [~, slope] = f_and_grad(w, y, X);
        value = f(w, y, X);
    D1 = draw(attempt, p);
    moved = @(step1) f(w + step1 * D1, y, X);
% f(mu) = sum_i (||x_i - mu||^2)
% df/dmu = 2 sum_i (mu - x_i)
%     d/dmu sum_i (||x_i - mu||^2) where mu in R^n, x_i in R^n
function value = f(mu, X)
    % mu: (n,)
    % X: (observations, n)
    t1 = X - mu';
    value = sum(sum(sum(t1 .* t1, 2)));
function [value, slope] = f_and_grad(mu, X)
    observations = size(X, 1);
    slope = 2 * (observations * mu - sum(X', 2));
        observations = sizes(2);
        mu = draw(attempt, n);
        X = draw(attempt, observations, n);
            [~, slope] = f_and_grad(mu, X);
        value = f(mu, X);
    moved = @(step1) f(mu + step1 * D1, X);
% f(X) = -n/2 logdet(X) - 1/2 sum_{i=1}^n ((x_i - mu)^T X^-1 (x_i - mu))
% df/dX = 1/2 (X^-1 (sum_{i=1}^n ((x_i - mu) (x_i - mu)^T)) X^-1 - n X^-1)
%     d/dX -n/2 logdet(X) - (1/2) sum_{i=1}^n ((x_i - mu)^T X^-1 (x_i - mu)) where X in R^{m x
%         m} pd, x_i in R^m, mu in R^m
function value = f(X, x, mu)
    % X: (m, m), pd, psd, symmetric
    % x: (n, m)
    % mu: (m,)
    n = size(x, 1);
    t2 = sum(sum(sum((x - mu') .* ((t1' \ (t1 \ x'))' - (t1' \ (t1 \ mu))'), 2)));
    value = -(n * (2 * sum(log(diag(t1)))) / 2 + t2 / 2);
function [value, slope] = f_and_grad(X, x, mu)
    t1 = x - mu';
    t3 = chol(X, 'lower');
    t4 = t3' \ (t3 \ (t3' \ (t3 \ (t2 * x - sum(t2, 2) * mu')'))') - n * (t3' \ (t3 \ eye(size(t3))));
    t5 = sum(sum(sum(t1 .* ((t3' \ (t3 \ x'))' - (t3' \ (t3 \ mu))'), 2)));
    value = -(n * (2 * sum(log(diag(t3)))) / 2 + t5 / 2);
    slope = t4 / 2;
        X = draw(attempt, m, m);
        x = draw(attempt, n, m);
        mu = draw(attempt, m);
            [~, slope] = f_and_grad(X, x, mu);
        value = f(X, x, mu);
    D1 = draw(attempt, m, m);
    moved = @(step1) f(X + step1 * D1, x, mu);
% f(w) = sum(log(1 + exp((-y) .* (X w))))
% df/dw = -X^T (sigmoid(-((X w) .* y)) .* y)
%     d/dw sum(log(1 + exp((-y) .* (X w)))) where w in R^n, y in R^m, X in R^{m x n}
    % w: (n,)
    value = sum(sum(softplus(-(X * w .* y))));
    t1 = -(X * w .* y);
        w = draw(attempt, n);
% f(x) = log(sum(exp(x)))
% df/dx = softmax(x)
%     d/dx log(sum(exp(x))) where x in R^n
function value = f(x)
    value = logsumexp(x);
function [value, slope] = f_and_grad(x)
    slope = softmax(x);
            [~, slope] = f_and_grad(x);
        value = f(x);
    moved = @(step1) f(x + step1 * D1);
function y = softmax(x)
    e = exp(x - max(x));
    y = e / sum(e);
function y = logsumexp(x)
    y = max(x) + log(sum(exp(x - max(x))));
% f(x) = logsumexp(A x + b)
% df/dx = A^T softmax(A x + b)
%     d/dx logsumexp(A x + b) where x in R^n, A in R^{m x n}, b in R^m
function value = f(x, A, b)
    % b: (m,)
    value = logsumexp(A * x + b);
function [value, slope] = f_and_grad(x, A, b)
    slope = A' * softmax(A * x + b);
        b = draw(attempt, m);
            [~, slope] = f_and_grad(x, A, b);
        value = f(x, A, b);
    moved = @(step1) f(x + step1 * D1, A, b);
% f(x) = ||A x - b||
% df/dx = A^T (A x - b) / ||A x - b||
%     d/dx ||A x - b|| where x in R^n, A in R^{m x n}, b in R^m
    value = norm(A * x - b);
    t1 = A * x - b;
    value = norm(t1);
    slope = A' * t1 ./ sqrt(t1' * t1);
% f(x) = ||A x - b||_1
% df/dx = A^T sign(A x - b)
%     d/dx ||A x - b||_1 where x in R^n, A in R^{m x n}, b in R^m
    value = norm(A * x - b, 1);
    value = norm(t1, 1);
    slope = A' * sign(t1);
% f(X) = ||A X - B||_F^2 + c ||X||_F^2
% df/dX = 2 (A^T (A X - B) + c X)
%     d/dX ||A X - B||_F^2 + c ||X||_F^2 where X in R^{m x n}, A in R^{p x m}, B in R^{p x n},
%         c in R
function value = f(X, A, B, c)
    % A: (p, m)
    % B: (p, n)
    % c: a number
    t1 = A * X - B;
    value = sum(sum(t1 .* t1)) + c * sum(sum(X .* X));
function [value, slope] = f_and_grad(X, A, B, c)
    slope = 2 * (A' * t1 + c * X);
        sizes = [2, 3, 4];
            sizes = [4, 3, 2];
        A = draw(attempt, p, m);
        B = draw(attempt, p, n);
        c = draw(attempt);
            [~, slope] = f_and_grad(X, A, B, c);
        value = f(X, A, B, c);
    moved = @(step1) f(X + step1 * D1, A, B, c);
% f(X) = ||X||_F
% df/dX = X / ||X||_F
%     d/dX ||X||_F where X in R^{m x n}
    value = norm(X, 'fro');
    slope = X ./ sqrt(sum(sum(X .* X)));
% f(X) = tr(X^3)
% df/dX = 3 (X^T)^2
%     d/dX tr(X^3) where X in R^{n x n}
    value = trace(X ^ 3);
    slope = 3 * X' ^ 2;
% f(X) = tr(X^k)
% df/dX = k (X^T)^(k - 1)
%     d/dX tr(X^k) where X in R^{n x n}, k in R
function value = f(X, k)
    % k: a number
    value = trace(X ^ k);
function [value, slope] = f_and_grad(X, k)
    slope = k * X' ^ (k - 1);
        k = 3;
            [~, slope] = f_and_grad(X, k);
        value = f(X, k);
    moved = @(step1) f(X + step1 * D1, k);
% f(x) = sum_{i=1}^n (sum_{j=1}^{i - 1} ((x_i - x_j)^2))
% df/dx = 2 sum_{i=1}^n ((sum_{j=1}^{i - 1} (x_i - x_j)) e_i + sum_{j=1}^{i - 1} ((x_j - x_i)
%     e_j))
%     d/dx sum_{i=1}^n (sum_{j=1}^{i - 1} ((x_i - x_j)^2)) where x in R^n
    t1 = sum_over(@(i_) sum_from(0, @(j_) ((pick(x, i_, 1) - pick(x, j_, 1)) ^ 2), i_ - 1), n);
    value = t1;
    t1 = zeros(n, 1);
    t2 = sum_over(@(i_) (sum_from(0, @(j_) (pick(x, i_, 1) - pick(x, j_, 1)), i_ - 1) * double((1:n)' == i_) + sum_from(t1, @(j_) (-((pick(x, i_, 1) - pick(x, j_, 1)) * double((1:n)' == j_))), i_ - 1)), n);
    t3 = sum_over(@(i_) sum_from(0, @(j_) ((pick(x, i_, 1) - pick(x, j_, 1)) ^ 2), i_ - 1), n);
    value = t3;
    slope = 2 * t2;
function part = pick(A, i, j)
    part = A(i, j);
function total = sum_from(zero, term, n)
    total = zero;
    for i = 1:n
% f(X) = a^T X X^T b
% df/dX = (a b^T + b a^T) X
%     d/dX a^T X X^T b where X in R^{m x n}, a in R^m, b in R^m
    % a: (m,)
    value = (X' * b)' * (X' * a);
    t1 = X' * b;
    t2 = X' * a;
    value = t1' * t2;
    slope = a * t1' + b * t2';
        a = draw(attempt, m);
% f(X) = det(X)^2
% df/dX = 2 det(X)^2 X^-T
%     d/dX det(X)^2 where X in R^{n x n}
    value = det(X) ^ 2;
    t1 = det(X) ^ 2;
    slope = 2 * t1 * inv(X)';
% f(X) = det(X^T X)
% df/dX = 2 det(X^T X) X (X^T X)^-1
%     d/dX det(X^T X) where X in R^{m x n}
    value = det(X' * X);
    t1 = X' * X;
    t2 = det(t1);
    t3 = chol(t1, 'lower');
    value = t2;
    slope = 2 * t2 * (t3' \ (t3 \ X'))';
% f(X) = logdet(X^T X)
% df/dX = 2 X (X^T X)^-1
%     d/dX logdet(X^T X) where X in R^{m x n}
    t1 = chol(X' * X, 'lower');
    value = 2 * sum(log(diag(t1)));
    slope = 2 * (t1' \ (t1 \ X'))';
% f(X) = tr(expm(X))
% df/dX = expm(X)^T
%     d/dX tr(expm(X)) where X in R^{n x n}
    value = trace(expm(X));
    t1 = expm(X);
    value = trace(t1);
    slope = t1';
% f(x) = sum(tanh(A x))
% df/dx = A^T (1 - tanh(A x).^2)
%     d/dx sum(tanh(A x)) where x in R^n, A in R^{m x n}
    value = sum(sum(tanh(A * x)));
    t1 = tanh(A * x);
    value = sum(sum(t1));
    slope = A' * (1 - t1 .^ 2);
% f(x) = a^T sigmoid(B x)
% df/dx = B^T ((1 - sigmoid(B x)) .* a .* sigmoid(B x))
%     d/dx a^T sigmoid(B x) where x in R^n, a in R^m, B in R^{m x n}
function value = f(x, a, B)
    value = sigmoid(B * x)' * a;
function [value, slope] = f_and_grad(x, a, B)
    t1 = sigmoid(B * x);
    value = t1' * a;
    slope = B' * (t1 .* (1 - t1) .* a);
            [~, slope] = f_and_grad(x, a, B);
        value = f(x, a, B);
    moved = @(step1) f(x + step1 * D1, a, B);
% f(x) = tr(diag(x) A diag(x) B)
% df/dx = diag(A diag(x) B + B diag(x) A)
%     d/dx tr(diag(x) A diag(x) B) where x in R^n, A in R^{n x n}, B in R^{n x n}
function value = f(x, A, B)
    value = sum(sum(A * (B .* x) .* diag(x)'));
function [value, slope] = f_and_grad(x, A, B)
    t1 = A * (B .* x);
    value = sum(sum(t1 .* diag(x)'));
    slope = diag(t1 + B * (A .* x));
            [~, slope] = f_and_grad(x, A, B);
        value = f(x, A, B);
    moved = @(step1) f(x + step1 * D1, A, B);
% f(X) = sum(log(X))
% df/dX = 1 ./ X
%     d/dX sum(log(X)) where X in R^{m x n}
    value = sum(sum(log(X)));
    slope = 1 ./ X;
% f(X) = tr(kron(A, X) B)
% df/dX = unvec(kron(vec(A)^T, I(m*n)) kron(kron(I(q), K(p,n)), I(m)) vec(B^T), m, n)
%     d/dX tr(kron(A, X) B) where X in R^{m x n}, A in R^{p x q}, B in R^{n*q x m*p}
    % A: (p, q)
    % B: (n*q, m*p)
    value = sum(sum(B .* kron(A, X)'));
    m = size(X, 1);
    n = size(X, 2);
    p = size(A, 1);
    q = size(A, 2);
    t1 = kron_eye_mv(kron(eye(q, q), commutation(p, n)), reshape(B', [], 1), m);
    slope = reshape(kron(reshape(A, [], 1)', eye(m * n)) * t1, m, n);
        A = draw(attempt, p, q);
        B = draw(attempt, n * q, m * p);
function y = kron_eye_mv(A, x, n)
    y = reshape(reshape(x, n, size(A, 2)) * A', [], 1);
% f(x) = x_2^2
% df/dx = 2 x_2 e_2
%     d/dx x_2^2 where x in R^n
    value = pick(x, 2, 1) ^ 2;
    t1 = pick(x, 2, 1);
    value = t1 ^ 2;
    slope = 2 * t1 * double((1:n)' == 2);
% f(x_k) = sum_i (||x_i||^2)
% df/dx_k = 2 x_k
%     d/dx_k sum_i (||x_i||^2) where x_k in R^n
    % k: an index, counted from 1
    value = sum(sum(sum(X .* X, 2)));
    slope = 2 * X(k, :)';
        observations = sizes(1);
        k = 2;
    moved = @(step1) f(X + ((1:size(X, 1))' == k) * (step1 * D1)', k);
% f(x_1) = x_1^T A x_1 + sum_{i=1}^n (x_i^T x_i)
% df/dx_1 = (A + A^T) x_1 + 2 x_1
%     d/dx_1 x_1^T A x_1 + sum_{i=1}^n (x_i^T x_i) where x_1 in R^m, A in R^{m x m}
    % X: (n, m)
    t1 = X(1, :)';
    value = t1' * (A * t1) + sum(sum(sum(X .* X, 2)));
    t2 = A * t1;
    value = t1' * t2 + sum(sum(sum(X .* X, 2)));
    slope = 2 * t1 + (t2 + A' * t1);
        X = draw(attempt, n, m);
    D1 = draw(attempt, m);
    moved = @(step1) f(X + ((1:size(X, 1))' == 1) * (step1 * D1)', A);
% f(x_{kl}) = sum_{i=1}^n (sum_{j=1}^m (x_{ij}^T A x_{ij}))
% df/dx_{kl} = (A + A^T) x_{kl}
%     d/dx_{kl} sum_{i=1}^n (sum_{j=1}^m (x_{ij}^T A x_{ij})) where x_{kl} in R^p, A in R^{p x
%         p}
function value = f(X, A, k, l)
    % X: (n, m, p)
    % A: (p, p)
    % l: an index, counted from 1
    m = size(X, 2);
    n = size(X, 1);
    t1 = sum_over(@(i_) sum_over(@(j_) (squeeze(X(i_, j_, :))' * (A * squeeze(X(i_, j_, :)))), m), n);
function [value, slope] = f_and_grad(X, A, k, l)
    t1 = squeeze(X(k, l, :));
    t2 = sum_over(@(i_) sum_over(@(j_) (squeeze(X(i_, j_, :))' * (A * squeeze(X(i_, j_, :)))), m), n);
    slope = A * t1 + A' * t1;
        X = draw(attempt, n, m, p);
        A = draw(attempt, p, p);
        l = 1;
            [~, slope] = f_and_grad(X, A, k, l);
        value = f(X, A, k, l);
    moved = @(step1) f(X + ((1:size(X, 1))' == k) .* reshape(((1:size(X, 2))' == l), 1, []) .* reshape(step1 * D1, 1, 1, []), A, k, l);
% f(w_{12}) = sum_{i=1}^n (sum_{j=1}^m (w_{ij}^3))
% df/dw_{12} = 3 w_{12}^2
%     d/dw_{12} sum_{i=1}^n (sum_{j=1}^m (w_{ij}^3)) where w_{12} in R
function value = f(w)
    % w: (n, m)
    m = size(w, 2);
    n = size(w, 1);
    value = sum_over(@(i_) sum_over(@(j_) (w(i_, j_) ^ 3), m), n);
function [value, slope] = f_and_grad(w)
    slope = 3 * w(1, 2) ^ 2;
        w = draw(attempt, n, m);
            [~, slope] = f_and_grad(w);
        value = f(w);
    D1 = draw(attempt);
    moved = @(step1) f(w + ((1:size(w, 1))' == 1) * ((1:size(w, 2))' == 2)' * (step1 * D1));
% f(X_3) = sum_{i=1}^n tr(X_i^T A X_i)
% df/dX_3 = (A + A^T) X_3
%     d/dX_3 sum_{i=1}^n tr(X_i^T A X_i) where X_3 in R^{m x p}, A in R^{m x m}
    value = sum_over(@(i_) sum(sum(squeeze(X(i_, :, :)) .* (A * squeeze(X(i_, :, :))))), n);
    slope = (A + A') * squeeze(X(3, :, :));
        sizes = [3, 4, 5];
            sizes = [5, 4, 3];
    D1 = draw(attempt, m, p);
    moved = @(step1) f(X + ((1:size(X, 1))' == 3) .* reshape(step1 * D1, [1, size(D1)]), A);
% f(X_{kl}) = sum_{i=1}^n (sum_{j=1}^q tr(X_{ij}^T A X_{ij}))
% df/dX_{kl} = (A + A^T) X_{kl}
%     d/dX_{kl} sum_{i=1}^n (sum_{j=1}^q tr(X_{ij}^T A X_{ij})) where X_{kl} in R^{m x p}, A
%         in R^{m x m}
    % X: (n, q, m, p)
    q = size(X, 2);
    t1 = sum_over(@(i_) sum_over(@(j_) sum(sum(squeeze(X(i_, j_, :, :)) .* (A * squeeze(X(i_, j_, :, :))))), q), n);
    slope = (A + A') * squeeze(X(k, l, :, :));
        q = sizes(2);
        m = sizes(3);
        p = sizes(4);
        X = draw(attempt, n, q, m, p);
    moved = @(step1) f(X + ((1:size(X, 1))' == k) .* reshape(((1:size(X, 2))' == l), 1, []) .* reshape(step1 * D1, [1, 1, size(D1)]), A, k, l);
% f(x) = sum_{i=1}^n (i x_i^3)
% df/dx = 3 sum_{i=1}^n (i x_i^2 e_i)
%     d/dx sum_{i=1}^n (i x_i^3) where x in R^n
    value = sum_over(@(i_) (i_ * pick(x, i_, 1) ^ 3), n);
    t1 = sum_over(@(i_) (i_ * pick(x, i_, 1) ^ 2 * double((1:n)' == i_)), n);
    slope = 3 * t1;
% g(theta) = f(A theta)
% dg/dtheta = A^T grad(f)(A theta)
%     d/dtheta f(A theta) where theta in R^n, A in R^{m x n}, f: R^m -> R
function value = f(theta, A, grad_f, f_)
    % theta: (n,)
    % grad_f: a function of one array
    % f_: a function of one array
    value = f_(A * theta);
function [value, slope] = f_and_grad(theta, A, grad_f, f_)
    t1 = A * theta;
    value = f_(t1);
    slope = A' * grad_f(t1);
        theta = draw(attempt, n);
        grad_f = @(Z) cos(Z);
        f_ = @(Z) sum(sum(sin(Z)));
            [~, slope] = f_and_grad(theta, A, grad_f, f_);
        value = f(theta, A, grad_f, f_);
    moved = @(step1) f(theta + step1 * D1, A, grad_f, f_);
% g(x) = sum(f(A x))
% dg/dx = A^T f'(A x)
%     d/dx sum(f(A x)) where x in R^n, A in R^{m x n}, f: R -> R
function value = f(x, A, df, f_)
    % df: a function of one array
    value = sum(sum(f_(A * x)));
function [value, slope] = f_and_grad(x, A, df, f_)
    value = sum(sum(f_(t1)));
    slope = A' * df(t1);
        df = @(Z) cos(Z);
        f_ = @(Z) sin(Z);
            [~, slope] = f_and_grad(x, A, df, f_);
        value = f(x, A, df, f_);
    moved = @(step1) f(x + step1 * D1, A, df, f_);
% f(t) = logdet(A + t B)
% df/dt = tr(B (A + t B)^-1)
%     d/dt logdet(A + t B) where t in R, A in R^{m x m}, B in R^{m x m}
function value = f(t, A, B)
    % t: a number
    % B: (m, m)
    value = logabsdet(A + t * B);
function [value, slope] = f_and_grad(t, A, B)
    t1 = lu_factor(A + t * B);
    slope = trace(lu_solve_transposed(t1, B')');
        t = draw(attempt);
        B = draw(attempt, m, m);
            [~, slope] = f_and_grad(t, A, B);
        value = f(t, A, B);
    moved = @(step1) f(t + step1 * D1, A, B);
% f(t) = tr(expm(t A))
% df/dt = tr(A expm(t A))
%     d/dt tr(expm(t A)) where t in R, A in R^{m x m}
function value = f(t, A)
    value = trace(expm(t * A));
function [value, slope] = f_and_grad(t, A)
    t1 = expm(t * A);
    slope = sum(sum(t1 .* A'));
            [~, slope] = f_and_grad(t, A);
        value = f(t, A);
    moved = @(step1) f(t + step1 * D1, A);
% f(t) = tr(X^T A X)
% df/dt = tr(X^T A deriv(X, t) + deriv(X, t)^T A X)
%     d/dt tr(X^T A X) where t in R, X in R^{m x n}, A in R^{m x m}, X depends on t
function value = f(t, X, A, dX_dt)
    % dX_dt: (m, n)
function [value, slope] = f_and_grad(t, X, A, dX_dt)
    t1 = A * X;
    slope = trace(X' * (A * dX_dt) + dX_dt' * t1);
        dX_dt = draw(attempt, m, n);
            [~, slope] = f_and_grad(t, X, A, dX_dt);
        value = f(t, X, A, dX_dt);
    moved = @(step1) f(t + step1 * D1, X + step1 * D1 * dX_dt, A, dX_dt);
% f(x) = mean(x.^2)
% df/dx = 2 x / n
%     d/dx mean(x.^2) where x in R^n
    value = mean(mean(x .^ 2));
    slope = 2 * (x ./ n);
% f(x) = a^T x + tr(I(p))
% df/dx = a
%     d/dx a^T x + tr(I(p)) where x in R^n, a in R^n
function value = f(x, a, p)
    value = a' * x + trace(eye(p));
function [value, slope] = f_and_grad(x, a, p)
    slope = a;
        p = sizes(2);
            [~, slope] = f_and_grad(x, a, p);
        value = f(x, a, p);
    moved = @(step1) f(x + step1 * D1, a, p);
% f(x) = sum(erf(x) + lgamma(x.^2))
% df/dx = 2 (exp(-x.^2) / sqrt(pi) + digamma(x.^2) .* x)
%     d/dx sum(erf(x) + lgamma(x.^2)) where x in R^n
    value = sum(sum(erf(x) + gammaln(x .^ 2)));
    t1 = x .^ 2;
    value = sum(sum(erf(x) + gammaln(t1)));
    slope = 2 * (exp(-t1) ./ sqrt(pi) + x .* psi(t1));
% f(X) = sum(softmax(X) .* Y)
% df/dX = Y .* softmax(X) - diag((Y .* softmax(X)) ones(n)) softmax(X)
%     d/dX sum(softmax(X) .* Y) where X in R^{m x n}, Y in R^{m x n}
function value = f(X, Y)
    % Y: (m, n)
    value = sum(sum(Y .* softmax_rows(X)));
function [value, slope] = f_and_grad(X, Y)
    t1 = softmax_rows(X);
    t2 = Y .* t1;
    value = sum(sum(Y .* t1));
    slope = t2 - t1 .* sum(t2, 2);
        Y = draw(attempt, m, n);
            [~, slope] = f_and_grad(X, Y);
        value = f(X, Y);
    moved = @(step1) f(X + step1 * D1, Y);
% f(X) = sum(logsumexp(X))
% df/dX = softmax(X)
%     d/dX sum(logsumexp(X)) where X in R^{m x n}
    value = sum(sum(logsumexp_rows(X)));
    slope = softmax_rows(X);
% f(lambda) = lambda^2 + 2 lambda
% df/dlambda = 2 (1 + lambda)
%     d/dlambda lambda^2 + 2 lambda where lambda in R
function value = f(lambda)
    value = 2 * lambda + lambda ^ 2;
function [value, slope] = f_and_grad(lambda)
    slope = 2 * (1 + lambda);
            [~, slope] = f_and_grad(lambda);
        value = f(lambda);
    moved = @(step1) f(lambda + step1 * D1);
% f(U) = ||A - U V^T||_F^2
% df/dU = 2 (U V^T - A) V
%     d/dU ||A - U V^T||_F^2 where U in R^{m x n}, A in R^{m x p}, V in R^{p x n}
function value = f(U, A, V)
    % U: (m, n)
    % A: (m, p)
    % V: (p, n)
    t1 = U * V' - A;
function [value, slope] = f_and_grad(U, A, V)
    slope = 2 * (t1 * V);
        U = draw(attempt, m, n);
        A = draw(attempt, m, p);
        V = draw(attempt, p, n);
            [~, slope] = f_and_grad(U, A, V);
        value = f(U, A, V);
    moved = @(step1) f(U + step1 * D1, A, V);
% f(x) = x^T A x / (x^T x)
% df/dx = (A + A^T) x / (x^T x) - 2 (x^T A x) x / (x^T x)^2
%     d/dx (x^T A x) / (x^T x) where x in R^n, A in R^{n x n}
    value = x' * (A * x) / (x' * x);
    t1 = x' * x;
    t2 = A * x;
    t3 = x' * t2;
    value = t3 / t1;
    slope = t2 ./ t1 + A' * x ./ t1 - 2 * (t3 * x ./ t1 ^ 2);
% f(K) = tr((A + B K)^T P (A + B K))
% df/dK = B^T (P + P^T) (A + B K)
%     d/dK tr((A + B K)^T P (A + B K)) where K in R^{m x n}, A in R^{p x n}, B in R^{p x m}, P
%         in R^{p x p}
function value = f(K, A, B, P)
    % K: (m, n)
    % A: (p, n)
    % B: (p, m)
    % P: (p, p)
    t1 = A + B * K;
    value = sum(sum(t1 .* (P * t1)));
function [value, slope] = f_and_grad(K, A, B, P)
    slope = B' * ((P + P') * t1);
        K = draw(attempt, m, n);
        A = draw(attempt, p, n);
        B = draw(attempt, p, m);
        P = draw(attempt, p, p);
            [~, slope] = f_and_grad(K, A, B, P);
        value = f(K, A, B, P);
    moved = @(step1) f(K + step1 * D1, A, B, P);
% f(x) = ||kron(A, B) x - y||^2
% df/dx = 2 kron(A^T, B^T) (kron(A, B) x - y)
%     d/dx ||kron(A, B) x - y||^2 where x in R^{m*n}, A in R^{p x n}, B in R^{q x m}, y in
%         R^{p*q}
function value = f(x, A, B, y)
    % x: (m*n,)
    % B: (q, m)
    % y: (p*q,)
    t1 = kron_mv(A, B, x) - y;
function [value, slope] = f_and_grad(x, A, B, y)
    slope = 2 * kron_mv(A', B', t1);
        x = draw(attempt, m * n);
        B = draw(attempt, q, m);
        y = draw(attempt, p * q);
            [~, slope] = f_and_grad(x, A, B, y);
        value = f(x, A, B, y);
    moved = @(step1) f(x + step1 * D1, A, B, y);
function y = kron_mv(A, B, x)
    y = reshape(B * reshape(x, size(B, 2), size(A, 2)) * A', [], 1);
% f(x) = y^T K(2,3) x
% df/dx = K(3,2) y
%     d/dx y^T K(2,3) x where x in R^6, y in R^6
function value = f(x, y)
    % x: (6,)
    % y: (6,)
    value = commuted(y, 3, 2)' * x;
function [value, slope] = f_and_grad(x, y)
    t1 = commuted(y, 3, 2);
    value = t1' * x;
    slope = t1;
        x = draw(attempt, 6);
        y = draw(attempt, 6);
            [~, slope] = f_and_grad(x, y);
        value = f(x, y);
    D1 = draw(attempt, 6);
    moved = @(step1) f(x + step1 * D1, y);
function T = commuted(M, m, n)
    T = M(order(:), :);
% f(X) = b^T X^T A X b
% df/dX = (A + A^T) X b b^T
%     d/dX b^T X^T A X b where X in R^{m x n}, b in R^n, A in R^{m x m}
function value = f(X, b, A)
    t1 = X * b;
    value = t1' * (A * t1);
function [value, slope] = f_and_grad(X, b, A)
    slope = (t2 + A' * t1) * b';
            [~, slope] = f_and_grad(X, b, A);
        value = f(X, b, A);
    moved = @(step1) f(X + step1 * D1, b, A);
% f(x) = ||x - (A^T A + c I) x||^2
% df/dx = 2 (A^T A (A^T A x + 2 c x - 2 x) + c^2 x + x - 2 c x)
%     d/dx ||x - (A^T A + c I) x||^2 where x in R^n, A in R^{m x n}, c in R
function value = f(x, A, c)
    t1 = x - (A' * (A * x) + c * x);
function [value, slope] = f_and_grad(x, A, c)
    t1 = A' * (A * x);
    t2 = c * x;
    t3 = x - (t1 + t2);
    value = t3' * t3;
    slope = 2 * (x - 2 * t2 - A' * (A * (2 * x - t1 - 2 * t2)) + c ^ 2 * x);
            [~, slope] = f_and_grad(x, A, c);
        value = f(x, A, c);
    moved = @(step1) f(x + step1 * D1, A, c);
% f(X) = ||X||_2
% df/dX = top_left(X) top_right(X)^T
%     d/dX ||X||_2 where X in R^{m x n}
    value = norm(X);
    t1 = svd_factor(X);
    value = t1.S(1);
    slope = t1.U(:, 1) * t1.V(:, 1)';
function F = svd_factor(X)
    [F.U, F.S, F.V] = svd(X, 'econ');
% f(X) = ||X||_*
% df/dX = polar(X)
%     d/dX ||X||_* where X in R^{m x n}
    value = sum(svd(X));
    value = trace(t1.S);
    slope = t1.U * t1.V';
% f(X) = lambda_max(X) + lambda_min(X)
% df/dX = bottom_eigenvector(X) bottom_eigenvector(X)^T + top_eigenvector(X)
%     top_eigenvector(X)^T
%     d/dX lambda_max(X) + lambda_min(X) where X in R^{n x n} symmetric
    % X: (n, n), symmetric
    value = max(eig(X)) + min(eig(X));
    t1 = bottom_eigenvector(X);
    t2 = top_eigenvector(X);
    slope = t1 * t1' + t2 * t2';
        X = X + X';
function v = bottom_eigenvector(A)
    [~, k] = min(diag(D));
% f(x) = A x
% df/dx = A
%     d/dx A x where x in R^n, A in R^{m x n}
    value = A * x;
function value = jacobian(x, A)
    value = A;
            slope = jacobian(x, A);
% f(x) = softmax(x)
% df/dx = diag(softmax(x)) - softmax(x) softmax(x)^T
%     d/dx softmax(x) where x in R^n
    value = softmax(x);
function value = jacobian(x)
    t1 = softmax(x);
    value = diag(t1) - t1 * t1';
            slope = jacobian(x);
% F(X) = A X B
% dF/dX = kron(B^T, A)
%     d/dX A X B where X in R^{m x n}, A in R^{p x m}, B in R^{n x q}
    % B: (n, q)
    value = A * (X * B);
function value = jacobian(X, A, B)
    value = kron(B', A);
        B = draw(attempt, n, q);
            slope = jacobian(X, A, B);
% f(x) = tanh(A x + b)
% df/dx = A - diag(tanh(A x + b).^2) A
%     d/dx tanh(A x + b) where x in R^n, A in R^{m x n}, b in R^m
    value = tanh(A * x + b);
function value = jacobian(x, A, b)
    value = A - A .* (tanh(A * x + b) .^ 2);
            slope = jacobian(x, A, b);
% f(x) = (x^T x) x
% df/dx = 2 x x^T + (x^T x) I
%     d/dx (x^T x) x where x in R^n
    value = x' * x * x;
    value = 2 * (x * x') + x' * x * eye(n);
% F(X) = X^-1
% dF/dX = -kron(X^-T, X^-1)
%     d/dX X^-1 where X in R^{n x n}
    value = inv(X);
function value = jacobian(X)
    t1 = inv(X);
            slope = jacobian(X);
% F(X) = X^T A
% dF/dX = K(p,n) kron(I(n), A^T)
%     d/dX X^T A where X in R^{m x n}, A in R^{m x p}
    value = X' * A;
function value = jacobian(X, A)
    value = turned_kron(eye(n), A');
            slope = jacobian(X, A);
function T = turned_kron(A, B)
    T = commuted(kron(A, B), size(B, 1), size(A, 1));
% f(X) = X a
% df/dX = kron(a^T, I(m))
%     d/dX X a where X in R^{m x n}, a in R^n
function value = f(X, a)
    value = X * a;
function value = jacobian(X, a)
    value = kron(a', eye(m));
            slope = jacobian(X, a);
        value = f(X, a);
    moved = @(step1) f(X + step1 * D1, a);
% f(x) = A x x^T b
% df/dx = A x b^T + (b^T x) A
%     d/dx A x x^T b where x in R^n, A in R^{m x n}, b in R^n
    value = x' * b * (A * x);
    value = A * x * b' + x' * b * A;
% f(x) = x .* x
% df/dx = 2 diag(x)
%     d/dx x .* x where x in R^n
    value = x .* x;
    value = 2 * diag(x);
% F(X) = X^T X
% dF/dX = (I + K(n,n)) kron(I(n), X^T)
%     d/dX X^T X where X in R^{m x n}
    value = X' * X;
    value = kron(eye(n, n), X') + turned_kron(eye(n), X');
% F(X) = A X^-1 B
% dF/dX = -kron(B^T X^-T, A X^-1)
%     d/dX A X^-1 B where X in R^{n x n}, A in R^{m x n}, B in R^{n x p}
    % B: (n, p)
    value = A * (X \ B);
    value = -kron(lu_solve(t1, B)', lu_solve_transposed(t1, A')');
        B = draw(attempt, n, p);
% F(X) = kron(A, X)
% dF/dX = kron(kron(I(q), K(n,p)), I(m)) kron(vec(A), I(m*n))
%     d/dX kron(A, X) where X in R^{m x n}, A in R^{p x q}
    value = kron(A, X);
    t1 = kron(kron(eye(q, q), commutation(n, p)), eye(m, m)) * kron(reshape(A, [], 1), eye(m * n));
% f(x) = (x - ones(n) (ones(n)^T x) / n) / ||x - ones(n) (ones(n)^T x) / n||
% df/dx = (I - ones(n) ones(n)^T / n) / ||x - sum(x) ones(n) / n|| + (sum(x) (ones(n) x^T + x
%     ones(n)^T) / n - sum(x)^2 ones(n) ones(n)^T / n^2 - x x^T) / ||x - sum(x) ones(n) /
%     n||^3
%     d/dx (x - (ones(n) (ones(n)^T x)) / n) / ||x - (ones(n) (ones(n)^T x)) / n|| where x in
%         R^n
    t1 = x - sum(sum(x)) / n;
    value = t1 ./ norm(t1);
    t1 = sum(sum(x));
    t2 = x - t1 / n;
    t3 = t2' * t2;
    t4 = (eye(n) - 1 / n) ./ sqrt(t3) + (t1 * (x' + x) ./ n - t1 ^ 2 / n ^ 2 - x * x') ./ t3 ^ 1.5;
    value = t4;
% f(x, t) = sin(t) A x
% d^2f/dxdt = cos(t) A
%     d/dx d/dt sin(t) A x where x in R^n, t in R, A in R^{m x n}
function value = f(x, t, A)
    value = sin(t) * (A * x);
function value = jacobian(x, t, A)
    value = cos(t) * A;
            slope = jacobian(x, t, A);
        value = f(x, t, A);
    D2 = draw(attempt);
    moved = @(step1, step2) f(x + step1 * D1, t + step2 * D2, A);
    truth = (moved(1e-4, 1e-4) - moved(1e-4, -1e-4) - moved(-1e-4, 1e-4) + moved(-1e-4, -1e-4)) / 4e-8;
    found = slope * D1 * D2;
% F(t, X) = sin(t) A X
% d^2F/dtdX = cos(t) kron(I(n), A)
%     d/dt d/dX sin(t) A X where t in R, X in R^{m x n}, A in R^{p x m}
function value = f(t, X, A)
    value = sin(t) * (A * X);
function value = jacobian(t, X, A)
    value = cos(t) * kron(eye(n, n), A);
            slope = jacobian(t, X, A);
        value = f(t, X, A);
    D2 = draw(attempt, m, n);
    moved = @(step1, step2) f(t + step1 * D1, X + step2 * D2, A);
    found = slope * reshape(D2, [], 1) * D1;
% f(X) = tr(A X^k)
% d^2f/dX^2 = sum_{i=1}^k (K(n,n) (kron(I(n), X^(k - i) A) sum_{j=1}^{i - 1} kron((X^T)^(j -
%     1), X^(i - 1 - j)) + kron((X^T)^(i - 1) A^T, I(n)) sum_{j=1}^{k - i} kron((X^T)^(j - 1),
%     X^(k - i - j))))
%     d/dX d/dX tr(A X^k) where X in R^{n x n}, A in R^{n x n}, k in R
    module.hessian = @hessian;
function value = f(X, A, k)
    value = sum(sum(A' .* X ^ k));
function value = hessian(X, A, k)
    t1 = zeros(n * n, n * n);
    t2 = sum_over(@(i_) commuted(kron(eye(n, n), X ^ (k - i_) * A) * sum_from(t1, @(j_) kron(X' ^ (j_ - 1), X ^ (i_ - 1 - j_)), i_ - 1) + kron(X' ^ (i_ - 1) * A', eye(n, n)) * sum_from(t1, @(j_) kron(X' ^ (j_ - 1), X ^ (k - i_ - j_)), k - i_), n, n), k);
            slope = hessian(X, A, k);
        value = f(X, A, k);
    D2 = draw(attempt, n, n);
    moved = @(step1, step2) f(X + step1 * D1 + step2 * D2, A, k);
    found = reshape(D1, [], 1)' * slope * reshape(D2, [], 1);
% d^2f/dx^2 = A + A^T
%     d/dx d/dx x^T A x where x in R^n, A in R^{n x n}
function value = hessian(x, A)
    value = A + A';
            slope = hessian(x, A);
    D2 = draw(attempt, n);
    moved = @(step1, step2) f(x + step1 * D1 + step2 * D2, A);
    found = D1' * slope * D2;
% d^2f/dx^2 = diag(softmax(x)) - softmax(x) softmax(x)^T
%     d/dx d/dx log(sum(exp(x))) where x in R^n
function value = hessian(x)
            slope = hessian(x);
    moved = @(step1, step2) f(x + step1 * D1 + step2 * D2);
% f(x) = sum(log(1 + exp(A x)))
% d^2f/dx^2 = A^T diag((1 - sigmoid(A x)) .* sigmoid(A x)) A
%     d/dx d/dx sum(log(1 + exp(A x))) where x in R^n, A in R^{m x n}
    value = sum(sum(softplus(A * x)));
    t1 = sigmoid(A * x);
    t2 = A .* sqrt(t1 .* (1 - t1));
    value = t2' * t2;
% d^2f/dX^2 = kron(I(n), A + A^T)
%     d/dX d/dX tr(X^T A X) where X in R^{m x n}, A in R^{m x m}
function value = hessian(X, A)
    value = kron(eye(n, n), A + A');
            slope = hessian(X, A);
    moved = @(step1, step2) f(X + step1 * D1 + step2 * D2, A);
% d^2f/dX^2 = -K(n,n) kron(X^-T, X^-1)
%     d/dX d/dX logdet(X) where X in R^{n x n}
function value = hessian(X)
    value = turned_kron(-t1', t1);
            slope = hessian(X);
    moved = @(step1, step2) f(X + step1 * D1 + step2 * D2);
% f(x, y) = x^T A y
% d^2f/dxdy = A
%     d/dx d/dy x^T A y where x in R^n, y in R^m, A in R^{n x m}
function value = f(x, y, A)
    % A: (n, m)
    value = x' * (A * y);
function value = hessian(x, y, A)
        A = draw(attempt, n, m);
            slope = hessian(x, y, A);
        value = f(x, y, A);
    D2 = draw(attempt, m);
    moved = @(step1, step2) f(x + step1 * D1, y + step2 * D2, A);
% f(x) = ||x||
% d^2f/dx^2 = I / ||x|| - x x^T / ||x||^3
%     d/dx d/dx ||x|| where x in R^n
    value = norm(x);
    value = eye(n) ./ sqrt(t1) - x ./ t1 ^ 1.5 * x';
% d^2f/dU^2 = 2 kron(V^T V, I(m))
%     d/dU d/dU ||A - U V^T||_F^2 where U in R^{m x n}, A in R^{m x p}, V in R^{p x n}
    t1 = A - U * V';
function value = hessian(U, A, V)
    m = size(U, 1);
    value = kron(2 * (V' * V), eye(m, m));
            slope = hessian(U, A, V);
    moved = @(step1, step2) f(U + step1 * D1 + step2 * D2, A, V);
% f(U) = ||W .* (Y - U V^T)||_F^2
% d^2f/dU^2 = 2 kron(V^T, I(m)) diag(vec(W.^2)) kron(V, I(m))
%     d/dU d/dU ||W .* (Y - U V^T)||_F^2 where U in R^{m x n}, W in R^{m x p}, Y in R^{m x p},
%         V in R^{p x n}
function value = f(U, W, Y, V)
    % W: (m, p)
    % Y: (m, p)
    t1 = W .* (Y - U * V');
function value = hessian(U, W, Y, V)
    value = kron(2 * V', eye(m, m)) * (reshape(W .^ 2, [], 1) .* kron(V, eye(m, m)));
        W = draw(attempt, m, p);
        Y = draw(attempt, m, p);
            slope = hessian(U, W, Y, V);
        value = f(U, W, Y, V);
    moved = @(step1, step2) f(U + step1 * D1 + step2 * D2, W, Y, V);
% f(V) = ||W .* (Y - U V)||_F^2
% d^2f/dV^2 = 2 kron(I(n), U^T) diag(vec(W.^2)) kron(I(n), U)
%     d/dV d/dV ||W .* (Y - U V)||_F^2 where V in R^{m x n}, W in R^{p x n}, Y in R^{p x n}, U
%         in R^{p x m}
function value = f(V, W, Y, U)
    % V: (m, n)
    % W: (p, n)
    % Y: (p, n)
    % U: (p, m)
    t1 = W .* (Y - U * V);
function value = hessian(V, W, Y, U)
    n = size(V, 2);
    value = kron(eye(n, n), 2 * U') * (reshape(W .^ 2, [], 1) .* kron(eye(n, n), U));
        V = draw(attempt, m, n);
        W = draw(attempt, p, n);
        Y = draw(attempt, p, n);
        U = draw(attempt, p, m);
            slope = hessian(V, W, Y, U);
        value = f(V, W, Y, U);
    moved = @(step1, step2) f(V + step1 * D1 + step2 * D2, W, Y, U);
% f(U, V) = ||Y - U V^T||_F^2
% d^2f/dUdV = 2 (K(n,m) kron(U, V^T) + kron(I(n), U V^T - Y))
%     d/dU d/dV ||Y - U V^T||_F^2 where U in R^{m x n}, V in R^{p x n}, Y in R^{m x p}
function value = f(U, V, Y)
    t1 = U * V' - Y;
function value = hessian(U, V, Y)
    n = size(U, 2);
    value = 2 * (turned_kron(U, V') + kron(eye(n, n), U * V' - Y));
            slope = hessian(U, V, Y);
        value = f(U, V, Y);
    D2 = draw(attempt, p, n);
    moved = @(step1, step2) f(U + step1 * D1, V + step2 * D2, Y);
% f(U) = ||Y - U U^T||_F^2
% d^2f/dU^2 = 2 (2 K(n,m) kron(U, U^T) + kron(I(n), 2 U U^T - Y - Y^T) + 2 kron(U^T U, I(m)))
%     d/dU d/dU ||Y - U U^T||_F^2 where U in R^{m x n}, Y in R^{m x m}
function value = f(U, Y)
    % Y: (m, m)
    t1 = U * U' - Y;
function value = hessian(U, Y)
    t1 = 2 * turned_kron(U, U') + kron(eye(n, n), 2 * (U * U') - Y - Y') + 2 * kron(U' * U, eye(m, m));
    value = 2 * t1;
        Y = draw(attempt, m, m);
            slope = hessian(U, Y);
        value = f(U, Y);
    moved = @(step1, step2) f(U + step1 * D1 + step2 * D2, Y);
% f(X) = tr(A X^-1)
% d^2f/dX^2 = K(n,n) (kron(X^-T, X^-1 A X^-1) + kron(X^-T A^T X^-T, X^-1))
%     d/dX d/dX tr(A X^-1) where X in R^{n x n}, A in R^{n x n}
    value = trace((X' \ A')');
    t3 = lu_solve(t1, lu_solve_transposed(t1, A')');
    value = commuted(kron(t2', t3) + kron(t3', t2), n, n);
% f(W) = sum(logsumexp(X W))
% d^2f/dW^2 = kron(I(n), X^T) diag(vec(softmax(X W))) (I - kron(ones(n) ones(n)^T, I(p))
%     diag(vec(softmax(X W)))) kron(I(n), X)
%     d/dW d/dW sum(logsumexp(X W)) where W in R^{m x n}, X in R^{p x m}
function value = f(W, X)
    % W: (m, n)
    % X: (p, m)
    value = sum(sum(logsumexp_rows(X * W)));
function value = hessian(W, X)
    n = size(W, 2);
    p = size(X, 1);
    t1 = reshape(softmax_rows(X * W), [], 1);
    t2 = ones(n, 1);
    t3 = kron(eye(n, n), X') * (t1 .* (kron(t2 * t2', eye(p, p)) * (kron(eye(n, n), X) .* t1)));
    value = kron(eye(n, n), X') * (t1 .* kron(eye(n, n), X)) - t3;
        W = draw(attempt, m, n);
        X = draw(attempt, p, m);
            slope = hessian(W, X);
        value = f(W, X);
    moved = @(step1, step2) f(W + step1 * D1 + step2 * D2, X);
% f(X) = sum(tanh(A X B))
% d^2f/dX^2 = 2 kron(B, A^T) diag(vec(tanh(A X B).^3 - tanh(A X B))) kron(B^T, A)
%     d/dX d/dX sum(tanh(A X B)) where X in R^{m x n}, A in R^{p x m}, B in R^{n x q}
    value = sum(sum(tanh(A * (X * B))));
function value = hessian(X, A, B)
    t1 = tanh(A * (X * B));
    value = 2 * (kron(B, A') * (kron(B', A) .* reshape(t1 .^ 3 - t1, [], 1)));
            slope = hessian(X, A, B);
    moved = @(step1, step2) f(X + step1 * D1 + step2 * D2, A, B);
% f(x) = log(sum(exp(A x)))
% d^2f/dx^2 = A^T (diag(softmax(A x)) - softmax(A x) softmax(A x)^T) A
%     d/dx d/dx log(sum(exp(A x))) where x in R^n, A in R^{m x n}
    value = logsumexp(A * x);
    t1 = softmax(A * x);
    t2 = A .* sqrt(t1);
    t3 = A' * t1;
    value = t2' * t2 - t3 * t3';
% f(x) = ||A x - b||^2 + c ||x||^2
% d^2f/dx^2 = 2 (A^T A + c I)
%     d/dx d/dx ||A x - b||^2 + c ||x||^2 where x in R^n, A in R^{m x n}, b in R^m, c in R
function value = f(x, A, b, c)
    value = t1' * t1 + c * (x' * x);
function value = hessian(x, A, b, c)
    value = 2 * (A' * A + c * eye(n));
            slope = hessian(x, A, b, c);
        value = f(x, A, b, c);
    moved = @(step1, step2) f(x + step1 * D1 + step2 * D2, A, b, c);
% d^2f/dX^2 = 2 (kron((X^T X)^-1, I - X (X^T X)^-1 X^T) - K(n,m) kron(X (X^T X)^-1, (X^T X)^-1
%     X^T))
%     d/dX d/dX logdet(X^T X) where X in R^{m x n}
    t2 = t1' \ (t1 \ X');
    t3 = kron(t1' \ (t1 \ eye(size(t1))), eye(m) - X * t2) - turned_kron(t2', t2);
    value = 2 * t3;
% f(X, x) = x^T X x
% d^2f/dXdx = kron(I(n), x) + kron(x, I(n))
%     d/dX d/dx x^T X x where X in R^{n x n}, x in R^n
function value = f(X, x)
    value = x' * (X * x);
function value = hessian(X, x)
    t1 = eye(n);
    t2 = x;
    value = kron(t1, t2) + kron(t2, t1);
            slope = hessian(X, x);
        value = f(X, x);
    moved = @(step1, step2) f(X + step1 * D1, x + step2 * D2);
    found = reshape(D1, [], 1)' * slope * D2;
% f(X) = sum(exp(A X))
% d^2f/dX^2 = kron(I(n), A^T) diag(vec(exp(A X))) kron(I(n), A)
%     d/dX d/dX sum(exp(A X)) where X in R^{m x n}, A in R^{p x m}
    value = sum(sum(exp(A * X)));
    value = kron(eye(n, n), A') * (reshape(exp(A * X), [], 1) .* kron(eye(n, n), A));
% f(X) = sum(exp(A X b))
% d^2f/dX^2 = kron(b b^T, A^T diag(exp(A X b)) A)
%     d/dX d/dX sum(exp(A X b)) where X in R^{m x n}, A in R^{p x m}, b in R^n
function value = f(X, A, b)
    value = sum(sum(exp(A * (X * b))));
function value = hessian(X, A, b)
    t1 = A .* sqrt(exp(A * (X * b)));
    value = kron(b * b', t1' * t1);
            slope = hessian(X, A, b);
        value = f(X, A, b);
    moved = @(step1, step2) f(X + step1 * D1 + step2 * D2, A, b);
% f(t, x) = t x^T A x
% d^2f/dtdx = x^T (A + A^T)
%     d/dt d/dx t x^T A x where t in R, x in R^n, A in R^{n x n}
function value = f(t, x, A)
    value = t * (x' * (A * x));
function value = hessian(t, x, A)
    value = (A' * x + A * x)';
            slope = hessian(t, x, A);
        value = f(t, x, A);
    moved = @(step1, step2) f(t + step1 * D1, x + step2 * D2, A);
    found = D1 * slope * D2;
% f(X, t) = t tr(X^T A X)
% d^2f/dXdt = (A + A^T) X
%     d/dX d/dt t tr(X^T A X) where X in R^{m x n}, t in R, A in R^{m x m}
function value = f(X, t, A)
    value = t * sum(sum(X .* (A * X)));
function value = hessian(X, t, A)
    value = (A + A') * X;
            slope = hessian(X, t, A);
        value = f(X, t, A);
    moved = @(step1, step2) f(X + step1 * D1, t + step2 * D2, A);
    found = sum(reshape(slope .* D1, [], 1)) * D2;
% f(t, X) = t tr(X^T A X)
% d^2f/dtdX = (A + A^T) X
%     d/dt d/dX t tr(X^T A X) where t in R, X in R^{m x n}, A in R^{m x m}
function value = hessian(t, X, A)
            slope = hessian(t, X, A);
    found = sum(reshape(slope .* D2, [], 1)) * D1;
% g(X) = f(A X)
% d^2g/dX^2 = kron(I(n), A^T) hess(f)(A X) kron(I(n), A)
%     d/dX d/dX f(A X) where X in R^{p x n}, A in R^{m x p}, f: R^{m x n} -> R
function value = f(X, A, hess_f, f_)
    % X: (p, n)
    % hess_f: a function of one array
    value = f_(A * X);
function value = hessian(X, A, hess_f, f_)
    value = kron(eye(n, n), A') * (kron(eye(n, n), A') * hess_f(A * X)')';
        X = draw(attempt, p, n);
        hess_f = @(Z) -diag(reshape(sin(Z), [], 1));
            slope = hessian(X, A, hess_f, f_);
        value = f(X, A, hess_f, f_);
    D1 = draw(attempt, p, n);
    moved = @(step1, step2) f(X + step1 * D1 + step2 * D2, A, hess_f, f_);
% g(X) = f(X a)
% d^2g/dX^2 = kron(a a^T, hess(f)(X a))
%     d/dX d/dX f(X a) where X in R^{n x m}, a in R^m, f: R^n -> R
function value = f(X, a, hess_f, f_)
    value = f_(X * a);
function value = hessian(X, a, hess_f, f_)
    value = kron(a * a', hess_f(X * a));
            slope = hessian(X, a, hess_f, f_);
        value = f(X, a, hess_f, f_);
    D1 = draw(attempt, n, m);
    D2 = draw(attempt, n, m);
    moved = @(step1, step2) f(X + step1 * D1 + step2 * D2, a, hess_f, f_);
% g(X) = sum(f(X))
% d^2g/dX^2 = diag(vec(f''(X)))
%     d/dX d/dX sum(f(X)) where X in R^{m x n}, f: R -> R
function value = f(X, d2f, f_)
    % d2f: a function of one array
    value = sum(sum(f_(X)));
function value = hessian(X, d2f, f_)
    value = diag(reshape(d2f(X), [], 1));
        d2f = @(Z) -sin(Z);
            slope = hessian(X, d2f, f_);
        value = f(X, d2f, f_);
    moved = @(step1, step2) f(X + step1 * D1 + step2 * D2, d2f, f_);
% F(t) = A t + B t^2
% dF/dt = A + 2 t B
%     d/dt A t + B t^2 where t in R, A in R^{m x n}, B in R^{m x n}
    module.derivative = @derivative;
    value = t * A + t ^ 2 * B;
function value = derivative(t, A, B)
    value = A + 2 * (t * B);
            slope = derivative(t, A, B);
% F(t) = expm(t A)
% dF/dt = A expm(t A)
%     d/dt expm(t A) where t in R, A in R^{m x m}
    value = expm(t * A);
function value = derivative(t, A)
    value = A * expm(t * A);
            slope = derivative(t, A);
% F(t) = (A + t B)^-1
% dF/dt = -(A + t B)^-1 B (A + t B)^-1
%     d/dt (A + t B)^-1 where t in R, A in R^{m x m}, B in R^{m x m}
    value = inv(A + t * B);
    value = -lu_solve(t1, lu_solve_transposed(t1, B')');
% f(t) = a t^3
% d^2f/dt^2 = 6 t a
%     d/dt d/dt a t^3 where t in R, a in R^m
function value = f(t, a)
    value = t ^ 3 * a;
function value = derivative(t, a)
    value = 6 * t * a;
            slope = derivative(t, a);
        value = f(t, a);
    moved = @(step1, step2) f(t + step1 * D1 + step2 * D2, a);
% f(t) = exp(t) x
% df/dt = exp(t) x
%     d/dt exp(t) x where t in R, x in R^m
function value = f(t, x)
    % x: (m,)
    value = exp(t) * x;
function value = derivative(t, x)
        x = draw(attempt, m);
            slope = derivative(t, x);
        value = f(t, x);
    moved = @(step1) f(t + step1 * D1, x);
% f(x) = sum(log1p(exp(x)))
% df/dx = sigmoid(x)
%     d/dx sum(log1p(exp(x))) where x in R^n
    value = sum(sum(softplus(x)));
    slope = sigmoid(x);
% f(x) = a^T log(sigmoid(B x))
% df/dx = B^T ((1 - sigmoid(B x)) .* a)
%     d/dx a^T log(sigmoid(B x)) where x in R^n, a in R^m, B in R^{m x n}
    value = -(a' * softplus(-(B * x)));
    t1 = B * x;
    value = -(a' * softplus(-t1));
    slope = B' * ((1 - sigmoid(t1)) .* a);
% f(x) = a^T log(softmax(x))
% df/dx = a - sum(a) softmax(x)
%     d/dx a^T log(softmax(x)) where x in R^n, a in R^n
function value = f(x, a)
    value = a' * (x - logsumexp(x));
function [value, slope] = f_and_grad(x, a)
    slope = a - sum(sum(a)) * softmax(x);
            [~, slope] = f_and_grad(x, a);
        value = f(x, a);
    moved = @(step1) f(x + step1 * D1, a);
% f(X) = sum(Y .* log(softmax(X)))
% df/dX = Y - diag(Y ones(n)) softmax(X)
%     d/dX sum(Y .* log(softmax(X))) where X in R^{m x n}, Y in R^{m x n}
    value = sum(sum(Y .* log(softmax_rows(X))));
    value = sum(sum(Y .* log(t1)));
    slope = Y - t1 .* sum(Y, 2);
% f(x) = sum(log(1 + x.^2))
% df/dx = 2 (x ./ (1 + x.^2))
%     d/dx sum(log(1 + x.^2)) where x in R^n
    value = sum(sum(log1p(x .^ 2)));
    value = sum(sum(log1p(t1)));
    slope = 2 * (x ./ (1 + t1));
% f(X) = logabsdet(X)
%     d/dX logabsdet(X) where X in R^{n x n}
% f(x) = sum(exp(x) ./ (1 + exp(x)))
% df/dx = sigmoid(x) - sigmoid(x).^2
%     d/dx sum(exp(x) ./ (1 + exp(x))) where x in R^n
    value = exp(x)' * sigmoid(-x);
    t1 = sigmoid(x);
    slope = t1 - t1 .^ 2;
% f(x) = a^T (1 ./ (1 + exp(-B x)))
% df/dx = B^T (a .* sigmoid(-B x) .* sigmoid(B x))
%     d/dx a^T (1 ./ (1 + exp(-B x))) where x in R^n, a in R^m, B in R^{m x n}
    value = a' * sigmoid(B * x);
    t2 = sigmoid(t1);
    slope = B' * (a .* sigmoid(-t1) .* t2);
% f(t) = exp(t) / (1 + exp(t))^2
% df/dt = exp(t) sigmoid(-t)^2 - 2 exp(t)^2 sigmoid(-t)^3
%     d/dt exp(t) / (1 + exp(t))^2 where t in R
function value = f(t)
    t1 = exp(t);
    value = t1 / (1 + t1) ^ 2;
function [value, slope] = f_and_grad(t)
    t2 = sigmoid(-t);
    slope = t1 * t2 ^ 2 - 2 * (t1 ^ 2 * t2 ^ 3);
            [~, slope] = f_and_grad(t);
        value = f(t);
    moved = @(step1) f(t + step1 * D1);
% f(x) = a^T exp(x) / sum(exp(x))
% df/dx = a .* softmax(x) - (a^T exp(x)) softmax(x) / sum(exp(x))
%     d/dx (a^T exp(x)) / sum(exp(x)) where x in R^n, a in R^n
    value = a' * softmax(x);
    t2 = exp(x);
    value = a' * t1;
    slope = a .* t1 - a' * t2 * t1 ./ sum(sum(t2));
% f(x) = exp(x) / sum(exp(x))
% df/dx = diag(exp(x)) / sum(exp(x)) - softmax(x) softmax(x)^T
%     d/dx exp(x) / sum(exp(x)) where x in R^n
% f(x) = exp(x)^T A exp(x) / sum(exp(x))^2
% df/dx = ((A + A^T) softmax(x) / sum(exp(x)) - 2 (exp(x)^T A exp(x)) ones(n) / sum(exp(x))^3)
%     .* exp(x)
%     d/dx (exp(x)^T A exp(x)) / sum(exp(x))^2 where x in R^n, A in R^{n x n}
    t1 = exp(x);
    value = t1' * (A * t1) / sum(sum(t1)) ^ 2;
    t2 = sum(sum(t1));
    t3 = softmax(x);
    t4 = t1' * (A * t1);
    value = t4 / t2 ^ 2;
    slope = t1 .* (A * t3 ./ t2 + A' * t3 ./ t2 - 2 * (t4 / t2 ^ 3));
% f(x) = ||K(2,3) x - y||^2
% df/dx = 2 (x - K(3,2) y)
%     d/dx ||K(2,3) x - y||^2 where x in R^6, y in R^6
    t1 = y - commuted(x, 2, 3);
    slope = 2 * (x - commuted(y, 3, 2));
% f(x) = y^T K(2,3) kron(A, B) x
% df/dx = kron(A^T, B^T) K(3,2) y
%     d/dx y^T K(2,3) kron(A, B) x where x in R^6, y in R^6, A in R^{2 x 2}, B in R^{3 x 3}
function value = f(x, y, A, B)
    % A: (2, 2)
    % B: (3, 3)
    value = kron_mv(A', B', commuted(y, 3, 2))' * x;
function [value, slope] = f_and_grad(x, y, A, B)
    t1 = kron_mv(A', B', commuted(y, 3, 2));
        A = draw(attempt, 2, 2);
        B = draw(attempt, 3, 3);
            [~, slope] = f_and_grad(x, y, A, B);
        value = f(x, y, A, B);
    moved = @(step1) f(x + step1 * D1, y, A, B);
% f(x) = y^T kron(A, B) K(3,2) x
% df/dx = K(2,3) kron(A^T, B^T) y
%     d/dx y^T kron(A, B) K(3,2) x where x in R^6, y in R^6, A in R^{2 x 2}, B in R^{3 x 3}
    value = commuted(kron_mv(A', B', y), 2, 3)' * x;
    t1 = commuted(kron_mv(A', B', y), 2, 3);
% f(x) = ||K(2,3) kron(A, B) x||^2
% df/dx = 2 kron(A^T A, B^T B) x
%     d/dx ||K(2,3) kron(A, B) x||^2 where x in R^6, A in R^{3 x 3}, B in R^{2 x 2}
    % A: (3, 3)
    % B: (2, 2)
    t1 = commuted(kron_mv(A, B, x), 2, 3);
    slope = 2 * kron_mv(A' * A, B' * B, x);
        A = draw(attempt, 3, 3);
        B = draw(attempt, 2, 2);
% f(x) = ||kron(A, B) K(2,3) kron(C, D) x||^2
% df/dx = 2 kron(C^T, D^T) K(3,2) kron(A^T A, B^T B) K(2,3) kron(C, D) x
%     d/dx ||kron(A, B) K(2,3) kron(C, D) x||^2 where x in R^6, A in R^{3 x 3}, B in R^{2 x
%         2}, C in R^{2 x 2}, D in R^{3 x 3}
function value = f(x, A, B, C, D)
    % C: (2, 2)
    % D: (3, 3)
    t1 = kron_mv(A, B, commuted(kron_mv(C, D, x), 2, 3));
function [value, slope] = f_and_grad(x, A, B, C, D)
    t1 = commuted(kron_mv(C, D, x), 2, 3);
    t2 = kron_mv(A, B, t1);
    slope = 2 * kron_mv(C', D', commuted(kron_mv(A' * A, B' * B, t1), 3, 2));
        C = draw(attempt, 2, 2);
        D = draw(attempt, 3, 3);
            [~, slope] = f_and_grad(x, A, B, C, D);
        value = f(x, A, B, C, D);
    moved = @(step1) f(x + step1 * D1, A, B, C, D);
% f(x) = ||kron(I(2), B) kron(C, I(3)) x||^2
% df/dx = 2 kron(C^T C, B^T B) x
%     d/dx ||kron(I(2), B) kron(C, I(3)) x||^2 where x in R^6, B in R^{3 x 3}, C in R^{2 x 2}
function value = f(x, B, C)
    t1 = eye_kron_mv(B, kron_eye_mv(C, x, 3), 2);
function [value, slope] = f_and_grad(x, B, C)
    slope = 2 * kron_mv(C' * C, B' * B, x);
            [~, slope] = f_and_grad(x, B, C);
        value = f(x, B, C);
    moved = @(step1) f(x + step1 * D1, B, C);
function y = eye_kron_mv(B, x, n)
    y = reshape(B * reshape(x, size(B, 2), n), [], 1);
% f(x) = ||kron(A, B) kron(C, D) x||^2
% df/dx = 2 kron(C^T A^T A C, D^T B^T B D) x
%     d/dx ||kron(A, B) kron(C, D) x||^2 where x in R^4, A in R^{2 x 3}, B in R^{2 x 3}, C in
%         R^{3 x 2}, D in R^{3 x 2}
    % x: (4,)
    % A: (2, 3)
    % B: (2, 3)
    % C: (3, 2)
    % D: (3, 2)
    t1 = kron_mv(A * C, B * D, x);
    t1 = A * C;
    t2 = B * D;
    t3 = kron_mv(t1, t2, x);
    slope = 2 * kron_mv(t1' * t1, t2' * t2, x);
        x = draw(attempt, 4);
        A = draw(attempt, 2, 3);
        B = draw(attempt, 2, 3);
        C = draw(attempt, 3, 2);
        D = draw(attempt, 3, 2);
    D1 = draw(attempt, 4);
% df/dx = 2 kron(C^T, D^T) kron(A^T A, B^T B) kron(C, D) x
%     d/dx ||kron(A, B) kron(C, D) x||^2 where x in R^4, A in R^{2 x 3}, B in R^{2 x 2}, C in
%         R^{2 x 2}, D in R^{3 x 2}
    t1 = kron(A, B) * kron(C, D) * x;
    t1 = kron(C, D);
    t2 = kron(A, B) * t1 * x;
    slope = 2 * kron_mv(C', D', kron(A' * A, B' * B) * t1 * x);
% f(x) = x^T A^T diag(exp(u)) A x
% d^2f/dx^2 = 2 A^T diag(exp(u)) A
%     d/dx d/dx x^T A^T diag(exp(u)) A x where x in R^n, A in R^{m x n}, u in R^m
function value = f(x, A, u)
    % u: (m,)
    value = x' * (A' * (exp(u) .* (A * x)));
function value = hessian(x, A, u)
    t1 = A .* sqrt(exp(u));
    value = 2 * (t1' * t1);
        u = draw(attempt, m);
            slope = hessian(x, A, u);
        value = f(x, A, u);
    moved = @(step1, step2) f(x + step1 * D1 + step2 * D2, A, u);
% f(x) = x^T A^T diag(u .* u) A x
% d^2f/dx^2 = 2 A^T diag(u.^2) A
%     d/dx d/dx x^T A^T diag(u .* u) A x where x in R^n, A in R^{m x n}, u in R^m
    value = x' * (A' * (u .* u .* (A * x)));
    t1 = A .* sqrt(u .^ 2);
% f(x) = x^T A^T diag(u.^4) A x
% d^2f/dx^2 = 2 A^T diag(u.^4) A
%     d/dx d/dx x^T A^T diag(u.^4) A x where x in R^n, A in R^{m x n}, u in R^m
    value = x' * (A' * (u .^ 4 .* (A * x)));
    t1 = A .* sqrt(u .^ 4);
% f(x) = x^T A^T diag(p + q) A x
% d^2f/dx^2 = 2 A^T diag(p + q) A
%     d/dx d/dx x^T A^T diag(p + q) A x where x in R^n, A in R^{m x n}, p in R^m positive, q
%         in R^m nonnegative
function value = f(x, A, p, q)
    % p: (m,), nonnegative, positive
    % q: (m,), nonnegative
    value = x' * (A' * ((p + q) .* (A * x)));
function value = hessian(x, A, p, q)
    t1 = A .* sqrt(p + q);
        p = draw(attempt, m);
        p = abs(p) + 0.1;
        q = draw(attempt, m);
        q = abs(q);
            slope = hessian(x, A, p, q);
        value = f(x, A, p, q);
    moved = @(step1, step2) f(x + step1 * D1 + step2 * D2, A, p, q);
% f(x) = x^T A^T diag(1 - sigmoid(u)) A x
% d^2f/dx^2 = 2 A^T diag(1 - sigmoid(u)) A
%     d/dx d/dx x^T A^T diag(1 - sigmoid(u)) A x where x in R^n, A in R^{m x n}, u in R^m
    value = x' * (A' * ((1 - sigmoid(u)) .* (A * x)));
    t1 = A .* sqrt(1 - sigmoid(u));
% f(x) = x^T A^T diag(1 - softmax(u)) A x
% d^2f/dx^2 = 2 A^T diag(1 - softmax(u)) A
%     d/dx d/dx x^T A^T diag(1 - softmax(u)) A x where x in R^n, A in R^{m x n}, u in R^m
    value = x' * (A' * ((1 - softmax(u)) .* (A * x)));
    t1 = A .* sqrt(1 - softmax(u));
% f(x) = x^T A^T diag(2 p) A x
% d^2f/dx^2 = 4 A^T diag(p) A
%     d/dx d/dx x^T A^T diag(2 p) A x where x in R^n, A in R^{m x n}, p in R^m positive
function value = f(x, A, p)
    value = 2 * (x' * (A' * (p .* (A * x))));
function value = hessian(x, A, p)
    t1 = A .* sqrt(p);
    value = 4 * (t1' * t1);
            slope = hessian(x, A, p);
        value = f(x, A, p);
    moved = @(step1, step2) f(x + step1 * D1 + step2 * D2, A, p);
% f(x) = x^T A^T diag(-p) A x
% d^2f/dx^2 = -2 A^T diag(p) A
%     d/dx d/dx x^T A^T diag(-p) A x where x in R^n, A in R^{m x n}, p in R^m positive
    value = -(x' * (A' * (p .* (A * x))));
    value = -2 * (t1' * t1);
% f(x) = x^T A^T diag(u) A x
% d^2f/dx^2 = 2 A^T diag(u) A
%     d/dx d/dx x^T A^T diag(u) A x where x in R^n, A in R^{m x n}, u in R^m
    value = x' * ((A' * (A .* u))' * x);
    value = 2 * (A' * (A .* u));
% f(x) = x^T A^T diag(p .* q .* q) A x
% d^2f/dx^2 = 2 A^T diag(q.^2 .* p) A
%     d/dx d/dx x^T A^T diag(p .* q .* q) A x where x in R^n, A in R^{m x n}, p in R^m
%         positive, q in R^m
    % q: (m,)
    value = x' * (A' * (q .* q .* p .* (A * x)));
    t1 = A .* sqrt(q .^ 2 .* p);
% f(x) = x^T A^T diag(c^2 p) A x
% d^2f/dx^2 = 2 c^2 A^T diag(p) A
%     d/dx d/dx x^T A^T diag(c^2 p) A x where x in R^n, A in R^{m x n}, c in R, p in R^m
%         positive
function value = f(x, A, c, p)
    value = x' * (A' * (c ^ 2 * p .* (A * x)));
function value = hessian(x, A, c, p)
    value = 2 * c ^ 2 * (t1' * t1);
            slope = hessian(x, A, c, p);
        value = f(x, A, c, p);
    moved = @(step1, step2) f(x + step1 * D1 + step2 * D2, A, c, p);
% f(x) = x^T A^T diag(n p) A x
% d^2f/dx^2 = 2 n A^T diag(p) A
%     d/dx d/dx x^T A^T diag(n p) A x where x in R^n, A in R^{m x n}, p in R^m positive
    value = x' * (A' * (n * p .* (A * x)));
    value = 2 * n * (t1' * t1);
% f(x) = x^T A^T diag(B p) A x
% d^2f/dx^2 = 2 A^T diag(B p) A
%     d/dx d/dx x^T A^T diag(B p) A x where x in R^n, A in R^{m x n}, B in R^{m x q}, p in R^q
function value = f(x, A, B, p)
    % B: (m, q)
    % p: (q,), nonnegative, positive
    value = x' * ((A' * (A .* (B * p)))' * x);
function value = hessian(x, A, B, p)
    value = 2 * (A' * (A .* (B * p)));
        q = sizes(3);
        B = draw(attempt, m, q);
        p = draw(attempt, q);
            slope = hessian(x, A, B, p);
        value = f(x, A, B, p);
    moved = @(step1, step2) f(x + step1 * D1 + step2 * D2, A, B, p);
% f(x) = x^T A^T diag(sqrt(u)) A x
% d^2f/dx^2 = 2 A^T diag(sqrt(u)) A
%     d/dx d/dx x^T A^T diag(sqrt(u)) A x where x in R^n, A in R^{m x n}, u in R^m
    value = x' * ((A' * (A .* sqrt(u)))' * x);
    value = 2 * (A' * (A .* sqrt(u)));
% f(X) = logdet(X^T X + lambda I)
% df/dX = 2 X (X^T X + lambda I)^-1
%     d/dX logdet(X^T X + lambda I) where X in R^{m x n}, lambda in R positive
function value = f(X, lambda)
    % lambda: a number, nonnegative, positive
    t1 = chol(X' * X + lambda * eye(n), 'lower');
function [value, slope] = f_and_grad(X, lambda)
        lambda = abs(lambda) + 0.1;
            [~, slope] = f_and_grad(X, lambda);
        value = f(X, lambda);
    moved = @(step1) f(X + step1 * D1, lambda);
% f(X) = a^T (A S A^T + X X^T)^-1 a
% df/dX = -2 (A S A^T + X X^T)^-1 a a^T (A S A^T + X X^T)^-1 X
%     d/dX a^T (A S A^T + X X^T)^-1 a where X in R^{m x n}, a in R^m, A in R^{m x p}, S in
%         R^{p x p} psd
function value = f(X, a, A, S)
    % S: (p, p), psd, symmetric
    t1 = chol(A * (S * A') + X * X', 'lower');
    value = a' * (t1' \ (t1 \ a));
function [value, slope] = f_and_grad(X, a, A, S)
    t2 = t1' \ (t1 \ a);
    slope = -2 * t2 * (X' * t2)';
        S = draw(attempt, p, p);
        S = S * S';
            [~, slope] = f_and_grad(X, a, A, S);
        value = f(X, a, A, S);
    moved = @(step1) f(X + step1 * D1, a, A, S);
% f(X) = logdet(c I + X X^T)
% df/dX = 2 (c I + X X^T)^-1 X
%     d/dX logdet(c I + X X^T) where X in R^{m x n}, c in R
function value = f(X, c)
    value = logabsdet(c * eye(m) + X * X');
function [value, slope] = f_and_grad(X, c)
    t1 = lu_factor(c * eye(m) + X * X');
    slope = 2 * lu_solve(t1, X);
            [~, slope] = f_and_grad(X, c);
        value = f(X, c);
    moved = @(step1) f(X + step1 * D1, c);
% f(X) = logdet(X^T S X)
% df/dX = 2 S X (X^T S X)^-1
%     d/dX logdet(X^T S X) where X in R^{m x n}, S in R^{m x m} pd
    % S: (m, m), pd, psd, symmetric
    t1 = chol(X' * (S * X), 'lower');
    t1 = S * X;
    t2 = chol(X' * t1, 'lower');
    value = 2 * sum(log(diag(t2)));
    slope = 2 * (t2' \ (t2 \ t1'))';
        S = draw(attempt, m, m);
        S = S * S' + eye(size(S));
% f(X) = a^T diag(X A)
% df/dX = diag(a) A^T
%     d/dX a^T diag(X A) where X in R^{m x n}, a in R^m, A in R^{n x m}
function value = f(X, a, A)
    value = a' * sum(A' .* X, 2);
function [value, slope] = f_and_grad(X, a, A)
    slope = A' .* a;
            [~, slope] = f_and_grad(X, a, A);
        value = f(X, a, A);
    moved = @(step1) f(X + step1 * D1, a, A);
% f(X) = a^T diag(2 A X B)
% df/dX = 2 A^T diag(a) B^T
%     d/dX a^T diag(2 A X B) where X in R^{m x n}, a in R^p, A in R^{p x m}, B in R^{n x p}
function value = f(X, a, A, B)
    % a: (p,)
    value = 2 * (a' * sum(B' .* (A * X), 2));
function [value, slope] = f_and_grad(X, a, A, B)
    slope = 2 * (A' * (B' .* a));
        a = draw(attempt, p);
            [~, slope] = f_and_grad(X, a, A, B);
        value = f(X, a, A, B);
    moved = @(step1) f(X + step1 * D1, a, A, B);
% f(x) = a^T diag(x b^T)
% df/dx = a .* b
%     d/dx a^T diag(x b^T) where x in R^n, a in R^n, b in R^n
function value = f(x, a, b)
    value = a' * (b .* x);
function [value, slope] = f_and_grad(x, a, b)
    slope = a .* b;
            [~, slope] = f_and_grad(x, a, b);
        value = f(x, a, b);
    moved = @(step1) f(x + step1 * D1, a, b);
% f(X) = sum(A X)
% df/dX = A^T ones(p,n)
%     d/dX sum(A X) where X in R^{m x n}, A in R^{p x m}
    value = sum(X, 2)' * sum(A, 1)';
    t1 = sum(A, 1)';
    value = sum(X, 2)' * t1;
    slope = t1 * ones(n, 1)';
% f(X) = sum(A X B)
% df/dX = A^T ones(p,q) B^T
%     d/dX sum(A X B) where X in R^{m x n}, A in R^{p x m}, B in R^{n x q}
    value = (X * sum(B, 2))' * sum(A, 1)';
    t1 = sum(B, 2);
    t2 = sum(A, 1)';
    value = (X * t1)' * t2;
    slope = t2 * t1';
% f(x) = sum(c A x)
% df/dx = c A^T ones(m)
%     d/dx sum(c A x) where x in R^n, c in R, A in R^{m x n}
function value = f(x, c, A)
    value = c * (x' * sum(A, 1)');
function [value, slope] = f_and_grad(x, c, A)
    value = c * (x' * t1);
    slope = c * t1;
            [~, slope] = f_and_grad(x, c, A);
        value = f(x, c, A);
    moved = @(step1) f(x + step1 * D1, c, A);
% f(mu) = sum_{i=1}^n ||x_i - mu||
% df/dmu = sum_{i=1}^n ((mu - x_i) / ||x_i - mu||)
%     d/dmu sum_{i=1}^n ||x_i - mu|| where mu in R^p, x_i in R^p
    % mu: (p,)
    t1 = mu' - X;
    value = sum(sum(sqrt(sum(t1 .* t1, 2))));
    t2 = sqrt(sum(t1 .* t1, 2));
    value = sum(sum(t2));
    slope = t1' * (1 ./ t2);
        mu = draw(attempt, p);
% f(w) = sum_{i=1}^n (a^T softmax(x_i .* w))
% df/dw = sum_{i=1}^n (softmax(w .* x_i) .* (a .* x_i - (a^T softmax(w .* x_i)) x_i))
%     d/dw sum_{i=1}^n (a^T softmax(x_i .* w)) where w in R^p, a in R^p, x_i in R^p
function value = f(w, a, X)
    value = sum(sum(softmax_rows(w' .* X) * a));
function [value, slope] = f_and_grad(w, a, X)
    t1 = softmax_rows(w' .* X);
    t2 = t1 * a;
    slope = sum((t1 .* (X .* a' - X .* t2))', 2);
            [~, slope] = f_and_grad(w, a, X);
        value = f(w, a, X);
    moved = @(step1) f(w + step1 * D1, a, X);
% f(w) = sum_{i=1}^n logsumexp(x_i + w)
% df/dw = sum_{i=1}^n softmax(x_i + w)
%     d/dw sum_{i=1}^n logsumexp(x_i + w) where w in R^p, x_i in R^p
function value = f(w, X)
    value = sum(sum(logsumexp_rows(X + w')));
function [value, slope] = f_and_grad(w, X)
    slope = sum(softmax_rows(X + w')', 2);
            [~, slope] = f_and_grad(w, X);
        value = f(w, X);
    moved = @(step1) f(w + step1 * D1, X);
% f(w) = sum_{i=1}^n ((w^T x_i)^2 / (1 + x_i^T x_i))
% df/dw = 2 sum_{i=1}^n ((w^T x_i) x_i / (1 + x_i^T x_i))
%     d/dw sum_{i=1}^n ((w^T x_i)^2 / (1 + x_i^T x_i)) where w in R^p, x_i in R^p
    value = sum(sum((X * w) .^ 2 ./ (1 + sum(X .* X, 2))));
    t1 = 1 + sum(X .* X, 2);
    t2 = X * w;
    value = sum(sum(t2 .^ 2 ./ t1));
    slope = 2 * (X' * (t2 ./ t1));
% f(w) = sum_{i=1}^3 exp(w^T x_i)
% df/dw = sum_{i=1}^3 (exp(w^T x_i) x_i)
%     d/dw sum_{i=1}^3 exp(w^T x_i) where w in R^p, x_i in R^p
    % X: (3, p)
    value = sum(sum(exp(X * w)));
    t1 = exp(X * w);
    slope = X' * t1;
        X = draw(attempt, 3, p);
% f(A) = sum_{i=1}^n (x_i^T A x_i)
% df/dA = sum_{i=1}^n (x_i x_i^T)
%     d/dA sum_{i=1}^n (x_i^T A x_i) where A in R^{p x p}, x_i in R^p
function value = f(A, X)
    value = sum(sum(sum(X .* (X * A), 2)));
function [value, slope] = f_and_grad(A, X)
    slope = X' * X;
            [~, slope] = f_and_grad(A, X);
        value = f(A, X);
    D1 = draw(attempt, p, p);
    moved = @(step1) f(A + step1 * D1, X);
% f(A) = sum_{i=1}^n log(1 + x_i^T A x_i)
% df/dA = sum_{i=1}^n (x_i x_i^T / (1 + x_i^T A x_i))
%     d/dA sum_{i=1}^n log(1 + x_i^T A x_i) where A in R^{p x p}, x_i in R^p
    value = sum(sum(log1p(sum(X .* (X * A), 2))));
    t1 = sum(X .* (X * A), 2);
    slope = X' * (X .* (1 ./ (1 + t1)));
% f(w) = sum_{i=1}^n sum(w .* x_i .* x_i)
% df/dw = sum_{i=1}^n (x_i.^2)
%     d/dw sum_{i=1}^n sum(w .* x_i .* x_i) where w in R^p, x_i in R^p
    value = sum(sum(sum(X .* X .* w', 2)));
    slope = sum_over(@(i_) (X(i_, :)' .^ 2), n);
% f(w) = sum_{i=1}^n (y_i ||w||^2)
% df/dw = 2 (sum_{i=1}^n y_i) w
%     d/dw sum_{i=1}^n (y_i ||w||^2) where w in R^m, y_i in R
function value = f(w, y)
    % w: (m,)
    value = sum(sum(y)) * (w' * w);
function [value, slope] = f_and_grad(w, y)
    t1 = sum(sum(y));
    value = t1 * (w' * w);
    slope = 2 * t1 * w;
        w = draw(attempt, m);
            [~, slope] = f_and_grad(w, y);
        value = f(w, y);
    moved = @(step1) f(w + step1 * D1, y);
% f(w) = sum_{i=1}^n (y_i^2 w^T x_i)
% df/dw = sum_{i=1}^n (y_i^2 x_i)
%     d/dw sum_{i=1}^n (y_i^2 (w^T x_i)) where w in R^p, y_i in R, x_i in R^p
    value = (y .^ 2)' * (X * w);
    t1 = y .^ 2;
    value = t1' * (X * w);
% f(B) = sum_{i=1}^n (||B x_i - x_i||^2)
% df/dB = 2 sum_{i=1}^n ((B x_i - x_i) x_i^T)
%     d/dB sum_{i=1}^n (||B x_i - x_i||^2) where B in R^{p x p}, x_i in R^p
function value = f(B, X)
    % B: (p, p)
    t1 = X - X * B';
function [value, slope] = f_and_grad(B, X)
    slope = -2 * (t1' * X);
        B = draw(attempt, p, p);
            [~, slope] = f_and_grad(B, X);
        value = f(B, X);
    moved = @(step1) f(B + step1 * D1, X);
% f(B) = sum_{i=1}^n (a^T tanh(B x_i))
% df/dB = sum_{i=1}^n (((1 - tanh(B x_i).^2) .* a) x_i^T)
%     d/dB sum_{i=1}^n (a^T tanh(B x_i)) where B in R^{m x p}, a in R^m, x_i in R^p
function value = f(B, a, X)
    % B: (m, p)
    value = a' * sum(tanh(X * B')', 2);
function [value, slope] = f_and_grad(B, a, X)
    slope = sum_over(@(i_) ((1 - tanh(B * X(i_, :)') .^ 2) .* a * X(i_, :)''), n);
        n = sizes(3);
        B = draw(attempt, m, p);
            [~, slope] = f_and_grad(B, a, X);
        value = f(B, a, X);
    moved = @(step1) f(B + step1 * D1, a, X);
% f(w) = sum_{i=1}^n exp(w^T x_i)
% d^2f/dw^2 = sum_{i=1}^n (exp(w^T x_i) x_i x_i^T)
%     d/dw d/dw sum_{i=1}^n exp(w^T x_i) where w in R^p, x_i in R^p
function value = hessian(w, X)
    t1 = X .* sqrt(exp(X * w));
            slope = hessian(w, X);
    D2 = draw(attempt, p);
    moved = @(step1, step2) f(w + step1 * D1 + step2 * D2, X);
% f(w) = sum_{i=1}^n tr(w x_i^T A)
% df/dw = A^T sum_{i=1}^n x_i
%     d/dw sum_{i=1}^n tr(w x_i^T A) where w in R^m, x_i in R^p, A in R^{p x m}
function value = f(w, X, A)
    t1 = A * w;
    value = sum_over(@(i_) (X(i_, :)'' * t1), n);
function [value, slope] = f_and_grad(w, X, A)
    slope = A' * sum(X', 2);
            [~, slope] = f_and_grad(w, X, A);
        value = f(w, X, A);
    moved = @(step1) f(w + step1 * D1, X, A);
% f(x) = y^T K(2,3)^T A x
% df/dx = A^T K(2,3) y
%     d/dx y^T K(2,3)^T A x where x in R^n, y in R^6, A in R^{6 x n}
    % A: (6, n)
    value = (A' * commuted(y, 2, 3))' * x;
function [value, slope] = f_and_grad(x, y, A)
    t1 = A' * commuted(y, 2, 3);
        A = draw(attempt, 6, n);
            [~, slope] = f_and_grad(x, y, A);
    moved = @(step1) f(x + step1 * D1, y, A);
% f(x) = ||A K(3,2) x||^2
% df/dx = 2 K(2,3) A^T A K(3,2) x
%     d/dx ||A K(3,2) x||^2 where x in R^6, A in R^{m x 6}
    % A: (m, 6)
    t1 = A * commuted(x, 3, 2);
    slope = 2 * commuted(A' * t1, 2, 3);
        A = draw(attempt, m, 6);
% f(X) = ||K(m,n) vec(X)||^2
% df/dX = 2 X
%     d/dX ||K(m,n) vec(X)||^2 where X in R^{m x n}
    t1 = commuted(reshape(X, [], 1), m, n);
    slope = 2 * X;
% f(x) = ||kron(A, B) K(2,3) kron(C, D) K(3,2) x||^2
% df/dx = 2 K(2,3) kron(C^T, D^T) K(3,2) kron(A^T A, B^T B) K(2,3) kron(C, D) K(3,2) x
%     d/dx ||kron(A, B) K(2,3) kron(C, D) K(3,2) x||^2 where x in R^6, A in R^{3 x 3}, B in
%         R^{2 x 2}, C in R^{2 x 2}, D in R^{3 x 3}
    t1 = kron_mv(A, B, commuted(kron_mv(C, D, commuted(x, 3, 2)), 2, 3));
    t1 = commuted(kron_mv(C, D, commuted(x, 3, 2)), 2, 3);
    t2 = commuted(kron_mv(C', D', commuted(kron_mv(A' * A, B' * B, t1), 3, 2)), 2, 3);
    t3 = kron_mv(A, B, t1);
% f(x) = ||K(2,3) kron(A, B) K(3,2) kron(C, D) x||^2
% df/dx = 2 kron(C^T, D^T) kron(B^T B, A^T A) kron(C, D) x
%     d/dx ||K(2,3) kron(A, B) K(3,2) kron(C, D) x||^2 where x in R^6, A in R^{3 x 3}, B in
%         R^{2 x 2}, C in R^{3 x 3}, D in R^{2 x 2}
    % C: (3, 3)
    % D: (2, 2)
    t1 = commuted(kron_mv(A, B, commuted(kron_mv(C, D, x), 3, 2)), 2, 3);
    t1 = kron_mv(C, D, x);
    t2 = commuted(kron_mv(A, B, commuted(t1, 3, 2)), 2, 3);
    slope = 2 * (kron(C', D') * kron(B' * B, A' * A) * t1);
        C = draw(attempt, 3, 3);
        D = draw(attempt, 2, 2);
% f(X) = tr(K(2,3) X kron(A, B))
% df/dX = K(3,2) kron(A^T, B^T)
%     d/dX tr(K(2,3) X kron(A, B)) where X in R^{6 x 6}, A in R^{2 x 2}, B in R^{3 x 3}
    % X: (6, 6)
    value = sum(sum(X' .* turned_kron(B, A)));
    slope = turned_kron(A', B');
        X = draw(attempt, 6, 6);
    D1 = draw(attempt, 6, 6);
% f(X) = tr(kron(2 A, I(3)) X)
% df/dX = 2 kron(A^T, I(3))
%     d/dX tr(kron(2 A, I(3)) X) where X in R^{6 x 6}, A in R^{2 x 2}
    value = 2 * sum(sum(X .* kron(A, eye(3, 3))'));
    slope = kron(2 * A', eye(3, 3));
% f(X) = logdet(2 X^T X)
%     d/dX logdet(2 X^T X) where X in R^{m x n}
    value = logabsdet(2 * (X' * X));
    t2 = chol(t1, 'lower');
    value = logabsdet(2 * t1);
    slope = 2 * (t2' \ (t2 \ X'))';
% f(X) = logdet(3 X)
%     d/dX logdet(3 X) where X in R^{n x n}
    value = logabsdet(3 * X);
    slope = inv(X)';
% f(X) = logdet(A X) + tr(A^k)
%     d/dX d/dX logdet(A X) + tr(A^k) where X in R^{n x n}, A in R^{n x n}, k in R
    value = logabsdet(A * X) + trace(A ^ k);
% f(t) = polygamma(x_1, t)
% df/dt = polygamma(1 + x_1, t)
%     d/dt polygamma(x_1, t) where t in R, x in R^3
    % x: (3,)
    value = psi(pick(x, 1, 1), t);
function [value, slope] = f_and_grad(t, x)
    t1 = pick(x, 1, 1);
    value = psi(t1, t);
    slope = psi(1 + t1, t);
        x = draw(attempt, 3);
        x = 3 * ones(size(x));
            [~, slope] = f_and_grad(t, x);
% f(A) = tr(A^(x_1))
% df/dA = x_1 (A^T)^(x_1 - 1)
%     d/dA tr(A^(x_1)) where A in R^{m x m}, x in R^3
function value = f(A, x)
    value = trace(A ^ pick(x, 1, 1));
function [value, slope] = f_and_grad(A, x)
    value = trace(A ^ t1);
    slope = t1 * A' ^ (t1 - 1);
            [~, slope] = f_and_grad(A, x);
        value = f(A, x);
    moved = @(step1) f(A + step1 * D1, x);
% f(x) = (a^T x) x^T (b - b)
% df/dx = zeros(n)
%     d/dx (a^T x) (x^T (b - b)) where x in R^n, a in R^n, b in R^n
    value = 0 * (a' * x * (x' * b));
    slope = zeros(n, 1);
% f(x) = sum((2 A x) .* (B x) .* x)
% df/dx = 2 (A^T ((B x) .* x) + B^T ((A x) .* x) + (A x) .* (B x))
%     d/dx sum((2 A x) .* (B x) .* x) where x in R^n, A in R^{n x n}, B in R^{n x n}
    value = 2 * ((x .* (B * x))' * (A * x));
    t2 = x .* t1;
    t3 = A * x;
    value = 2 * (t2' * t3);
    slope = 2 * (A' * t2 + B' * (x .* t3) + t1 .* t3);
% f(x) = sum(c (x .* y))
% df/dx = c y
%     d/dx sum(c (x .* y)) where x in R^n, c in R, y in R^n
function value = f(x, c, y)
    value = c * (y' * x);
function [value, slope] = f_and_grad(x, c, y)
    slope = c * y;
            [~, slope] = f_and_grad(x, c, y);
        value = f(x, c, y);
    moved = @(step1) f(x + step1 * D1, c, y);
% f(x) = 1 / (3 x^T x)
% df/dx = -2 x / (3 (x^T x)^2)
%     d/dx 1 / (3 x^T x) where x in R^n
    value = 1 / (x' * x) / 3;
    value = 1 / t1 / 3;
    slope = -2 / 3 * (x ./ t1 ^ 2);
% f(x) = ones(n)^T x / (7 x^T x)
% df/dx = 1/7 (ones(n) / (x^T x) - 2 sum(x) x / (x^T x)^2)
%     d/dx (ones(n)^T x) / (7 x^T x) where x in R^n
    value = sum(sum(x)) / (x' * x) / 7;
    t2 = sum(sum(x));
    value = t2 / t1 / 7;
    slope = (1 / t1 - 2 * (t2 * x ./ t1 ^ 2)) / 7;
% f(t) = tr(A^-1 + t A^-2)
% df/dt = tr(A^-2)
%     d/dt tr(A^-1 + t A^-2) where t in R, A in R^{m x m}
    value = trace(inv(A) + t * A ^ (-2));
    t1 = A ^ (-2);
    value = trace(inv(A) + t * t1);
    slope = trace(t1);
% f(x) = x^T diag(a)^-1 diag(b) x
% df/dx = 2 (b .* x ./ a)
%     d/dx x^T diag(a)^-1 diag(b) x where x in R^n, a in R^n, b in R^n
    value = x' * (b .* (1 ./ a) .* x);
    slope = 2 * (b .* x ./ a);
% f(X) = tr(diag(a) X diag(b) diag(a))
% df/dX = diag(b .* a.^2)
%     d/dX tr(diag(a) X diag(b) diag(a)) where X in R^{n x n}, a in R^n, b in R^n
    value = sum(sum(diag(a)' .* (X .* b' .* a')));
    slope = diag(b .* a .^ 2);
% f(X) = a^T diag(b)^-1 X a
% df/dX = diag(1 ./ b) a a^T
%     d/dX a^T diag(b)^-1 X a where X in R^{n x n}, a in R^n, b in R^n
    value = (1 ./ b .* a)' * (X * a);
    t1 = 1 ./ b .* a;
    value = t1' * (X * a);
    slope = t1 * a';
% f(X) = X_{23}
% df/dX = e_2 e_3^T
%     d/dX X_{23} where X in R^{m x n}
    value = pick(pick(X, ':', 3), 2, 1);
    slope = double((1:m)' == 2) * double((1:n)' == 3)';
        sizes = [3, 4];
            sizes = [4, 3];
% f(X) = (X A)_{ij}
% df/dX = e_i e_j^T A^T
%     d/dX (X A)_{ij} where X in R^{m x n}, A in R^{n x p}
function value = f(X, A, i_, j_)
    % A: (n, p)
    % i_: an index, counted from 1
    % j_: an index, counted from 1
    value = pick(A, ':', j_)' * pick(X, i_, ':')';
function [value, slope] = f_and_grad(X, A, i_, j_)
    t1 = pick(A, ':', j_);
    value = t1' * pick(X, i_, ':')';
    slope = double((1:m)' == i_) * t1';
        A = draw(attempt, n, p);
        i_ = 2;
        j_ = 1;
            [~, slope] = f_and_grad(X, A, i_, j_);
        value = f(X, A, i_, j_);
    moved = @(step1) f(X + step1 * D1, A, i_, j_);
% f(x) = (A^-1 x)_2
% df/dx = A^-T e_2
%     d/dx (A^-1 x)_2 where x in R^n, A in R^{n x n}
    value = (A' \ double((1:n)' == 2))' * x;
    t1 = A' \ double((1:n)' == 2);
% f(X) = ones(m)^T X ones(n)
% df/dX = ones(m) ones(n)^T
%     d/dX ones(m)^T X ones(n) where X in R^{m x n}
    value = sum(sum(sum(X, 2)));
    slope = ones(m, 1) * ones(n, 1)';
% f(X) = tr(ones(m) ones(m)^T X)
% df/dX = ones(m) ones(m)^T
%     d/dX tr(ones(m) ones(m)^T X) where X in R^{m x m}
    % X: (m, m)
    t1 = ones(m, 1);
% f(X) = tr(ones(n,m) X)
% df/dX = ones(m,n)
%     d/dX tr(ones(n,m) X) where X in R^{m x n}
    slope = ones(m, n);
% f(X) = tr(X^2 A^-2)
% df/dX = (A^T)^-2 X^T + X^T (A^T)^-2
%     d/dX tr(X^2 A^-2) where X in R^{n x n}, A in R^{n x n}
    value = sum(sum(X .* lu_solve_transposed(t1, lu_solve_transposed(t1, X'))));
    t2 = lu_solve_transposed(t1, lu_solve_transposed(t1, X'));
    value = sum(sum(X .* t2));
    slope = t2 + lu_solve(t1, lu_solve(t1, X))';
% df/dx_i = ((A + A^T) x)_i
%     d/dx_i x^T A x where x in R^n, A in R^{n x n}
function value = f(x, A, i_)
function [value, slope] = f_and_grad(x, A, i_)
    slope = pick(t1, i_, 1) + x' * pick(A', i_, ':')';
            [~, slope] = f_and_grad(x, A, i_);
        value = f(x, A, i_);
    moved = @(step1) f(x + ((1:size(x, 1))' == i_) * (step1 * D1), A, i_);
% f(X) = tr(X A X^T)
% df/dX_{ij} = (X (A + A^T))_{ij}
%     d/dX_{ij} tr(X A X^T) where X in R^{m x n}, A in R^{n x n}
    value = sum(sum(X' .* (A * X')));
    t1 = A * X';
    value = sum(sum(X' .* t1));
    slope = pick(A, ':', j_)' * pick(X, i_, ':')' + pick(pick(t1', ':', j_), i_, 1);
    moved = @(step1) f(X + ((1:size(X, 1))' == i_) * ((1:size(X, 2))' == j_)' * (step1 * D1), A, i_, j_);
% f(w) = sum_{i=1}^n ((x_i^T A w) w^T x_i)
% df/dw = A^T sum_{i=1}^n ((w^T x_i) x_i) + sum_{i=1}^n ((w^T A^T x_i) x_i)
%     d/dw sum_{i=1}^n ((x_i^T A w) (w^T x_i)) where w in R^p, x_i in R^p, A in R^{p x p}
    value = (X * w)' * (X * (A * w));
    t1 = X * w;
    t2 = X * (A * w);
    slope = A' * (X' * t1) + X' * t2;
% f(w) = sum_{i=1}^{n-1} (||x_i - w||^2)
% df/dw = 2 sum_{i=1}^{n-1} (w - x_i)
%     d/dw sum_{i=1}^{n-1} (||x_i - w||^2) where w in R^p, x_i in R^p
function value = f(w, X, n)
    % X: (n-1, p)
    t1 = X - w';
function [value, slope] = f_and_grad(w, X, n)
    slope = 2 * ((-1 + n) * w - sum(X', 2));
        X = draw(attempt, -1 + n, p);
            [~, slope] = f_and_grad(w, X, n);
        value = f(w, X, n);
    moved = @(step1) f(w + step1 * D1, X, n);
% f(w) = sum_{i=1}^{n-1} ((x_{i+1} - w x_i)^2)
% df/dw = 2 sum_{i=1}^{n-1} (x_i (w x_i - x_{i+1}))
%     d/dw sum_{i=1}^{n-1} ((x_{i+1} - w x_i)^2) where w in R, x_i in R
function value = f(w, x)
    % w: a number
    value = sum_over(@(i_) ((x(i_) * w - x(1 + i_)) ^ 2), -1 + n);
function [value, slope] = f_and_grad(w, x)
    slope = 2 * sum_over(@(i_) (x(i_) * (x(i_) * w - x(1 + i_))), -1 + n);
        w = draw(attempt);
            [~, slope] = f_and_grad(w, x);
        value = f(w, x);
    moved = @(step1) f(w + step1 * D1, x);
% f(w) = sum_{i=1}^{n-1} ((x_{i+1} - w)^T (x_i - w))
% df/dw = sum_{i=1}^{n-1} (w + w - x_{i+1} - x_i)
%     d/dw sum_{i=1}^{n-1} ((x_{i+1} - w)^T (x_i - w)) where w in R^p, x_i in R^p
    value = sum_over(@(i_) ((w - X(1 + i_, :)')' * (w - X(i_, :)')), -1 + n);
    slope = sum_over(@(i_) (2 * w - X(1 + i_, :)' - X(i_, :)'), -1 + n);
% f(A) = sum_{i=1}^n (x_i^T A^-1 z_i)
% df/dA = -A^-T (sum_{i=1}^n (x_i z_i^T)) A^-T
%     d/dA sum_{i=1}^n (x_i^T A^-1 z_i) where A in R^{p x p}, x_i in R^p, z_i in R^p
function value = f(A, X, Z)
    % Z: (n, p)
    value = sum(sum(sum(Z .* (A' \ X')', 2)));
function [value, slope] = f_and_grad(A, X, Z)
    value = sum(sum(sum(Z .* lu_solve_transposed(t1, X')', 2)));
    slope = -lu_solve_transposed(t1, lu_solve(t1, (X' * Z)')');
        Z = draw(attempt, n, p);
            [~, slope] = f_and_grad(A, X, Z);
        value = f(A, X, Z);
    moved = @(step1) f(A + step1 * D1, X, Z);
% f(w) = sum_{i=1}^n tr(diag(x_i) w w^T)
% df/dw = 2 sum_{i=1}^n (w .* x_i)
%     d/dw sum_{i=1}^n tr(diag(x_i) w w^T) where w in R^p, x_i in R^p
    value = sum_over(@(i_) (w' * (w .* X(i_, :)')), n);
    slope = 2 * sum((w' .* X)', 2);
% f(x) = sum_{i=1}^n (sum_{j=1}^n (x_i x_j A_{ij}))
%     d/dx sum_{i=1}^n (sum_{j=1}^n (x_i x_j A_{ij})) where x in R^n, A in R^{n x n}
    t1 = sum_over(@(i_) sum_over(@(j_) (pick(x, i_, 1) * pick(x, j_, 1) * pick(pick(A, ':', j_), i_, 1)), n), n);
    slope = A * x + A' * x;
% f(x) = sum_{i=1}^n (x_i^3)
% df/dx = 3 x.^2
%     d/dx sum_{i=1}^n (x_i^3) where x in R^n
    value = sum_over(@(i_) (pick(x, i_, 1) ^ 3), n);
    slope = 3 * x .^ 2;
% f(w) = sum_{i=1}^n (w_i log(w_i))
% df/dw = 1 + log(w)
%     d/dw sum_{i=1}^n (w_i log(w_i)) where w in R^n
    value = sum_over(@(i_) (pick(w, i_, 1) * log(pick(w, i_, 1))), n);
    slope = 1 + log(w);
    moved = @(step1) f(w + step1 * D1);
% f(x) = sum_{i=1}^{n-1} ((x_{i+1} - x_i)^2)
% df/dx = 2 sum_{i=1}^{n-1} ((x_{i+1} - x_i) (e_{i+1} - e_i))
%     d/dx sum_{i=1}^{n-1} ((x_{i+1} - x_i)^2) where x in R^n
    value = sum_over(@(i_) ((pick(x, 1 + i_, 1) - pick(x, i_, 1)) ^ 2), -1 + n);
    t1 = sum_over(@(i_) ((pick(x, 1 + i_, 1) - pick(x, i_, 1)) * (double((1:n)' == (1 + i_)) - double((1:n)' == i_))), -1 + n);
% f(x) = ||A^-1 x||^2
% df/dx = 2 A^-2 x
%     d/dx ||A^-1 x||^2 where x in R^n, A in R^{n x n} symmetric
    t1 = A \ x;
    t2 = lu_solve(t1, x);
    slope = 2 * lu_solve(t1, t2);
% f(x) = ||A (B + A) x||^2
% df/dx = 2 (B + A)^T A^2 (B + A) x
%     d/dx ||A (B + A) x||^2 where x in R^n, A in R^{n x n} symmetric, B in R^{n x n}
    t1 = A * ((B + A) * x);
    t1 = B + A;
    t2 = A * (t1 * x);
    slope = 2 * (t1' * (A * t2));
% f(x) = x^T A^-T b
% df/dx = A^-T b
%     d/dx x^T A^-T b where x in R^n, A in R^{n x n}, b in R^n
    value = (A' \ b)' * x;
    t1 = A' \ b;
% df/dx = A^-1 b
%     d/dx x^T A^-T b where x in R^n, A in R^{n x n} pd, b in R^n
    % A: (n, n), pd, psd, symmetric
    t1 = chol(A, 'lower');
    value = (t1' \ (t1 \ b))' * x;
    t2 = t1' \ (t1 \ b);
    value = t2' * x;
    slope = t2;
        A = A * A' + eye(size(A));
% f(x) = (a^T x)^(3/2)
% df/dx = 3/2 sqrt(a^T x) a
%     d/dx (a^T x)^(3/2) where x in R^n, a in R^n
    value = (a' * x) ^ 1.5;
    t1 = a' * x;
    value = t1 ^ 1.5;
    slope = 3 / 2 * (sqrt(t1) * a);
% f(x) = sum(x.^(3/2))
% df/dx = 3/2 sqrt(x)
%     d/dx sum(x.^(3/2)) where x in R^n positive
    % x: (n,), nonnegative, positive
    value = sum(sum(x .^ 1.5));
    slope = 3 / 2 * sqrt(x);
        x = abs(x) + 0.1;
% f(x) = sum(x.^k)
% df/dx = k x.^(k - 1)
%     d/dx sum(x.^k) where x in R^n, k in R
function value = f(x, k)
    value = sum(sum(x .^ k));
function [value, slope] = f_and_grad(x, k)
    slope = k * x .^ (k - 1);
        k = draw(attempt);
            [~, slope] = f_and_grad(x, k);
        value = f(x, k);
    moved = @(step1) f(x + step1 * D1, k);
% f(x) = 2^(a^T x)
% df/dx = 2^(a^T x) log(2) a
%     d/dx 2^(a^T x) where x in R^n, a in R^n
    value = 2 ^ (a' * x);
    t1 = 2 ^ (a' * x);
    slope = t1 * log(2) * a;
% f(t) = x^T A x
% d^2f/dt^2 = 2 deriv(x, t)^T A deriv(x, t) + x^T (A + A^T) deriv(deriv(x, t), t)
%     d/dt d/dt x^T A x where t in R, x in R^m, A in R^{m x m}, x depends on t
function value = f(t, x, A, dx_dt, d2x_dt2)
    % dx_dt: (m,)
    % d2x_dt2: (m,)
function value = hessian(t, x, A, dx_dt, d2x_dt2)
    value = 2 * (dx_dt' * (A * dx_dt)) + (x' * (A * d2x_dt2) + (A * x)' * d2x_dt2);
        dx_dt = draw(attempt, m);
        d2x_dt2 = draw(attempt, m);
            slope = hessian(t, x, A, dx_dt, d2x_dt2);
        value = f(t, x, A, dx_dt, d2x_dt2);
    moved = @(step1, step2) f(t + step1 * D1 + step2 * D2, x + step1 * D1 * dx_dt + step2 * D2 * dx_dt + step1 * D1 * step2 * D2 * d2x_dt2, A, dx_dt + step1 * D1 * d2x_dt2 + step2 * D2 * d2x_dt2, d2x_dt2);
% f(t) = logdet(X)
% df/dt = tr(X^-1 deriv(X, t))
%     d/dt logdet(X) where t in R, X in R^{m x m}, X depends on t
function value = f(t, X, dX_dt)
    % dX_dt: (m, m)
function [value, slope] = f_and_grad(t, X, dX_dt)
    slope = trace(lu_solve(t1, dX_dt));
        dX_dt = draw(attempt, m, m);
            [~, slope] = f_and_grad(t, X, dX_dt);
        value = f(t, X, dX_dt);
    moved = @(step1) f(t + step1 * D1, X + step1 * D1 * dX_dt, dX_dt);
% f(t) = tr(A X^T)
% df/dt = -tr(A deriv(X, t))
%     d/dt tr(A X^T) where t in R, A in R^{m x m}, X in R^{m x m} skew, X depends on t
function value = f(t, A, X, dX_dt)
    % X: (m, m), skew
    % dX_dt: (m, m), skew
    value = sum(sum(A .* X));
function [value, slope] = f_and_grad(t, A, X, dX_dt)
    slope = -sum(sum(dX_dt .* A'));
        X = X - X';
        dX_dt = dX_dt - dX_dt';
            [~, slope] = f_and_grad(t, A, X, dX_dt);
        value = f(t, A, X, dX_dt);
    moved = @(step1) f(t + step1 * D1, A, X + step1 * D1 * dX_dt, dX_dt);
% f(t) = tr(A exp(X))
% df/dt = tr(A (deriv(X, t) .* exp(X)))
%     d/dt tr(A exp(X)) where t in R, A in R^{m x n}, X in R^{n x m}, X depends on t
    % dX_dt: (n, m)
    value = sum(sum(exp(X) .* A'));
    t1 = exp(X);
    value = sum(sum(t1 .* A'));
    slope = sum(sum(dX_dt .* t1 .* A'));
        dX_dt = draw(attempt, n, m);
% g(x) = f(A x)
% d^2g/dx^2 = A^T hess(f)(A x) A
%     d/dx d/dx f(A x) where x in R^m, A in R^{n x m}, f: R^n -> R
function value = f(x, A, hess_f, f_)
    value = f_(A * x);
function value = hessian(x, A, hess_f, f_)
    value = A' * (hess_f(A * x) * A);
            slope = hessian(x, A, hess_f, f_);
        value = f(x, A, hess_f, f_);
    moved = @(step1, step2) f(x + step1 * D1 + step2 * D2, A, hess_f, f_);
% g(t) = f(a t)
% d^2g/dt^2 = a.^2 .* f''(t a)
%     d/dt d/dt f(a t) where t in R, a in R^m, f: R -> R
function value = f(t, a, d2f, f_)
    value = f_(t * a);
function value = derivative(t, a, d2f, f_)
    value = a .^ 2 .* d2f(t * a);
            slope = derivative(t, a, d2f, f_);
        value = f(t, a, d2f, f_);
    moved = @(step1, step2) f(t + step1 * D1 + step2 * D2, a, d2f, f_);
% f(X) = lambda_max(X^T A X)
% df/dX = 2 A X top_eigenvector(X^T A X) top_eigenvector(X^T A X)^T
%     d/dX lambda_max(X^T A X) where X in R^{m x n}, A in R^{m x m} symmetric
    % A: (m, m), symmetric
    value = max(eig(X' * (A * X)));
    t2 = top_eigenvector(X' * t1);
    value = max(eig(X' * t1));
    slope = 2 * (t1 * t2) * t2';
% f(X) = ||X||_2 + ||X||_2^2
% df/dX = (1 + 2 ||X||_2) top_left(X) top_right(X)^T
%     d/dX ||X||_2 + ||X||_2^2 where X in R^{m x n}
    t1 = norm(X);
    value = t1 + t1 ^ 2;
    t2 = t1.S(1);
    value = t2 + t2 ^ 2;
    slope = (1 + 2 * t2) * t1.U(:, 1) * t1.V(:, 1)';
% f(x) = sum(1 ./ (1 + exp(-x)).^2)
% df/dx = 2 ((1 + exp(-x)) .* sigmoid(x).^3 .* sigmoid(-x))
%     d/dx sum(1 ./ (1 + exp(-x)).^2) where x in R^n
    value = sum(sum(1 ./ (1 + exp(-x)) .^ 2));
    t1 = -x;
    t2 = 1 + exp(t1);
    value = sum(sum(1 ./ t2 .^ 2));
    slope = 2 * (t2 .* sigmoid(x) .^ 3 .* sigmoid(t1));
% f(X) = sum(Y ./ (1 + exp(-X)))
% df/dX = Y .* sigmoid(-X) .* sigmoid(X)
%     d/dX sum(Y ./ (1 + exp(-X))) where X in R^{m x n}, Y in R^{m x n}
    value = sum(sum(Y .* sigmoid(X)));
    t1 = sigmoid(X);
    slope = Y .* sigmoid(-X) .* t1;
% f(x) = (exp(x)^T a) exp(x)^T b / sum(exp(x))^2
% df/dx = (((a^T exp(x)) b + (b^T exp(x)) a) / sum(exp(x))^2 - 2 (a^T exp(x)) (b^T exp(x))
%     ones(n) / sum(exp(x))^3) .* exp(x)
%     d/dx ((exp(x)^T a) (exp(x)^T b)) / sum(exp(x))^2 where x in R^n, a in R^n, b in R^n
    value = t1' * a * (t1' * b) / sum(sum(t1)) ^ 2;
    t3 = t2 ^ 2;
    t4 = t1' * a;
    t5 = t1' * b;
    t6 = t4 * t5;
    value = t6 / t3;
    slope = t1 .* ((t4 * b + t5 * a) ./ t3 - 2 * (t6 / t2 ^ 3));
% f(x) = a^T (exp(x) .* exp(x)) / sum(exp(x))
% df/dx = (2 (a .* softmax(x)) - (a^T exp(x).^2) ones(n) / sum(exp(x))^2) .* exp(x)
%     d/dx (a^T (exp(x) .* exp(x))) / sum(exp(x)) where x in R^n, a in R^n
    value = a' * (t1 .* t1) / sum(sum(t1));
    value = a' * (t1 .* t1) / t2;
    slope = t1 .* (2 * (a .* softmax(x)) - a' * t1 .^ 2 / t2 ^ 2);
% f(x) = a^T diag(exp(x)) b / sum(exp(x))
% df/dx = a .* b .* softmax(x) - sum(a .* b .* exp(x)) softmax(x) / sum(exp(x))
%     d/dx (a^T diag(exp(x)) b) / sum(exp(x)) where x in R^n, a in R^n, b in R^n
    value = a' * (b .* softmax(x));
    value = a' * (b .* t1);
    slope = a .* b .* t1 - sum(sum(a .* b .* t2)) * t1 ./ sum(sum(t2));
% f(x) = log(1 + a^T x)
% df/dx = a / (1 + a^T x)
%     d/dx log(1 + a^T x) where x in R^n, a in R^n
    value = log1p(a' * x);
    value = log1p(t1);
    slope = a ./ (1 + t1);
% f(x) = log(1 + exp(a^T x))
% df/dx = sigmoid(a^T x) a
%     d/dx log(1 + exp(a^T x)) where x in R^n, a in R^n
    value = softplus(a' * x);
    value = softplus(t1);
    slope = sigmoid(t1) * a;
% f(x) = max(abs(A x))
% df/dx = A^T (argmax(abs(A x)) .* sign(A x))
%     d/dx max(abs(A x)) where x in R^n, A in R^{m x n}
    value = max(max(abs(A * x)));
    t2 = abs(t1);
    value = max(max(t2));
    slope = A' * ((t2 == max(max(t2))) / nnz(t2 == max(max(t2))) .* sign(t1));
% f(x) = max(x)
% df/dx = argmax(x)
%     d/dx max(x) where x in R^n
    value = max(max(x));
    slope = (x == max(max(x))) / nnz(x == max(max(x)));
% f(x) = sum(maximum(A x, zeros(m)))
% df/dx = A^T step(A x)
%     d/dx sum(maximum(A x, zeros(m))) where x in R^n, A in R^{m x n}
    value = sum(sum(max(A * x, zeros(m, 1))));
    value = sum(sum(max(t1, zeros(m, 1))));
    slope = A' * ((sign(t1) + 1) / 2);
% f(x) = sum(abs(x)) / n
% df/dx = sign(x) / n
%     d/dx sum(abs(x)) / n where x in R^n
    value = sum(sum(abs(x))) / n;
    slope = sign(x) ./ n;
% f(X) = tr(A B X C D E)
% df/dX = B^T A^T E^T D^T C^T
%     d/dX tr(A B X C D E) where X in R^{m x n}, A in R^{2 x 3}, B in R^{3 x m}, C in R^{n x
%         p}, D in R^{p x q}, E in R^{q x 2}
function value = f(X, A, B, C, D, E)
    % B: (3, m)
    % C: (n, p)
    % D: (p, q)
    % E: (q, 2)
    value = sum(sum(B' * A' * (E' * D' * C') .* X));
function [value, slope] = f_and_grad(X, A, B, C, D, E)
    t1 = B' * A' * (E' * D' * C');
    value = sum(sum(t1 .* X));
        B = draw(attempt, 3, m);
        C = draw(attempt, n, p);
        D = draw(attempt, p, q);
        E = draw(attempt, q, 2);
            [~, slope] = f_and_grad(X, A, B, C, D, E);
        value = f(X, A, B, C, D, E);
    moved = @(step1) f(X + step1 * D1, A, B, C, D, E);
% f(x) = A B C D E F G H I J x
% df/dx = A B C D E F G H J
%     d/dx A B C D E F G H I J x where x in R^m, A in R^{p x q}, B in R^{q x r}, C in R^{r x
%         k}, D in R^{k x l}, E in R^{l x s}, F in R^{s x u}, G in R^{u x v}, H in R^{v x n},
%         J in R^{n x m}
function value = f(x, A, B, C, D, E, F, G, H, J)
    % B: (q, r)
    % C: (r, k)
    % D: (k, l)
    % E: (l, s)
    % F: (s, u)
    % G: (u, v)
    % H: (v, n)
    % J: (n, m)
    value = A * (B * (C * (D * (E * (F * (G * (H * J))))))) * x;
function value = jacobian(x, A, B, C, D, E, F, G, H, J)
    value = A * (B * (C * (D * (E * (F * (G * (H * J)))))));
        sizes = [2, 3, 4, 5, 2, 3, 4, 5, 2, 3];
            sizes = [3, 2, 5, 4, 3, 2, 5, 4, 3, 2];
        r = sizes(4);
        k = sizes(5);
        l = sizes(6);
        s = sizes(7);
        u = sizes(8);
        v = sizes(9);
        n = sizes(10);
        B = draw(attempt, q, r);
        C = draw(attempt, r, k);
        D = draw(attempt, k, l);
        E = draw(attempt, l, s);
        F = draw(attempt, s, u);
        G = draw(attempt, u, v);
        H = draw(attempt, v, n);
        J = draw(attempt, n, m);
            slope = jacobian(x, A, B, C, D, E, F, G, H, J);
        value = f(x, A, B, C, D, E, F, G, H, J);
    moved = @(step1) f(x + step1 * D1, A, B, C, D, E, F, G, H, J);
% F(X) = (A X) .* B
% dF/dX = diag(vec(B)) kron(I(n), A)
%     d/dX (A X) .* B where X in R^{m x n}, A in R^{p x m}, B in R^{p x n}
    value = B .* (A * X);
    value = kron(eye(n, n), A) .* reshape(B, [], 1);
% F(X) = kron(X, X)
% dF/dX = kron(kron(I(n), K(n,m)), I(m)) (kron(I(m*n), vec(X)) + kron(vec(X), I(m*n)))
%     d/dX kron(X, X) where X in R^{m x n}
    value = kron(X, X);
    t1 = eye(m * n);
    t2 = reshape(X, [], 1);
    value = kron(kron(eye(n, n), commutation(n, m)), eye(m, m)) * (kron(t1, t2) + kron(t2, t1));
% F(x) = diag(x) A diag(x)
% dF/dx = (kron(I(n), diag(x) A) + kron(diag(x) A^T, I(n))) diag_matrix(n)
%     d/dx diag(x) A diag(x) where x in R^n, A in R^{n x n}
    value = x .* (x .* A')';
    value = (kron(eye(n, n), A .* x) + kron(x .* A', eye(n, n))) * diag_matrix(n);
% F(x) = x x^T
% dF/dx = kron(I(n), x) + kron(x, I(n))
%     d/dx x x^T where x in R^n
    value = x * x';
% f(x) = logsumexp(A x) softmax(A x)
% df/dx = (softmax(A x) softmax(A x)^T + logsumexp(A x) (diag(softmax(A x)) - softmax(A x)
%     softmax(A x)^T)) A
%     d/dx logsumexp(A x) softmax(A x) where x in R^n, A in R^{m x n}
    value = logsumexp(A * x) * softmax(A * x);
    t2 = A' * t1;
    t3 = logsumexp(A * x);
    value = t1 * t2' + (t3 * A .* t1 - t3 * t1 * t2');
% F(X) = (A + X B X^T)^-1
% dF/dX = -K(m,m) kron((A + X B X^T)^-1 X B, (A + X B X^T)^-T) - kron((A + X B X^T)^-T X B^T,
%     (A + X B X^T)^-1)
%     d/dX (A + X B X^T)^-1 where X in R^{m x n}, A in R^{m x m}, B in R^{n x n}
    value = inv(A + X * (B * X'));
    t1 = B * X';
    t2 = lu_factor(A + X * t1);
    t3 = lu_solve(t2, eye(size(t2.U)));
    t4 = turned_kron(lu_solve(t2, X * B), t3') + kron(lu_solve_transposed(t2, t1'), t3);
    value = -t4;
% f(X) = vec(X)^T A vec(X)
% df/dX = unvec((A + A^T) vec(X), m, n)
%     d/dX vec(X)^T A vec(X) where X in R^{m x n}, A in R^{m*n x m*n}
    % A: (m*n, m*n)
    t1 = reshape(X, [], 1);
    slope = reshape(t2 + A' * t1, m, n);
        A = draw(attempt, m * n, m * n);
% F(x) = unvec(x, 2, 3) B
% dF/dx = kron(B^T, I(2))
%     d/dx unvec(x, 2, 3) B where x in R^6, B in R^{3 x m}
function value = f(x, B)
    value = reshape(x, 2, 3) * B;
function value = jacobian(x, B)
    value = kron(B', eye(2, 2));
            slope = jacobian(x, B);
        value = f(x, B);
    moved = @(step1) f(x + step1 * D1, B);
% f(X) = tr(X X^T X X^T)
% df/dX = 4 X X^T X
%     d/dX tr(X X^T X X^T) where X in R^{m x n}
    value = sum(sum(X .* (X * (X' * X))));
    t1 = X * (X' * X);
    slope = 4 * t1;
% d^2f/dX^2 = 4 (K(n,m) kron(X, X^T) + kron(I(n), X X^T) + kron(X^T X, I(m)))
%     d/dX d/dX tr(X X^T X X^T) where X in R^{m x n}
    t1 = X * X';
    value = trace(t1 * t1);
    t1 = turned_kron(X, X') + kron(eye(n, n), X * X') + kron(X' * X, eye(m, m));
    value = 4 * t1;
% f(A) = ||expm(A) - B||_F^2
% df/dA = frechet_expm(A^T, 2 (expm(A) - B))
%     d/dA ||expm(A) - B||_F^2 where A in R^{n x n}, B in R^{n x n}
    t1 = expm(A) - B;
    slope = frechet_expm(A', 2 * t1);
% f(A) = tr(B logm(A))
% df/dA = frechet_logm(A^T, B^T)
%     d/dA tr(B logm(A)) where A in R^{n x n}, B in R^{n x n}
    value = sum(sum(B' .* logm(A)));
    slope = frechet_logm(A', B');
% f(A) = tr(B sqrtm(A))
% df/dA = frechet_sqrtm(A^T, B^T)
%     d/dA tr(B sqrtm(A)) where A in R^{n x n}, B in R^{n x n}
    value = sum(sum(B' .* sqrtm(A)));
    slope = frechet_sqrtm(A', B');
% f(A) = tr(pinv(A) B)
% df/dA = pinv(A)^T pinv(A) B (I - pinv(A) A) + ((I - A pinv(A)) B pinv(A) - pinv(A)^T B^T)
%     pinv(A)^T
%     d/dA tr(pinv(A) B) where A in R^{m x n}, B in R^{m x n}
    value = trace(pinv(A) * B);
    t3 = t1 * B;
    t4 = t2 * t3;
    t5 = B * t1;
    value = trace(t3);
    slope = t4 - t4 * (t1 * A) - (t5' - (t5 - A * (t1 * t5))) * t2;
% f(w) = sum_{i=1}^n (w x_i^2) + sum_{i=1}^{n-1} (w^2 x_i)
% df/dw = sum_{i=1}^n (x_i^2) + 2 w sum_{i=1}^{n-1} x_i
%     d/dw sum_{i=1}^n (w x_i^2) + sum_{i=1}^{n-1} (w^2 x_i) where w in R, x_i in R
    t1 = w ^ 2;
    value = sum_over(@(i_) (x(i_) ^ 2 * w), n) + sum_over(@(i_) (x(i_) * t1), -1 + n);
    slope = sum_over(@(i_) (x(i_) ^ 2), n) + 2 * (w * sum_over(@(i_) x(i_), -1 + n));
% f(w) = sum_{i=1}^{n-1} (w x_i^2) + sum_{i=1}^n (w^2 x_i)
% df/dw = sum_{i=1}^{n-1} (x_i^2) + 2 w sum_{i=1}^n x_i
%     d/dw sum_{i=1}^{n-1} (w x_i^2) + sum_{i=1}^n (w^2 x_i) where w in R, x_i in R
    value = sum_over(@(i_) (x(i_) ^ 2 * w), -1 + n) + sum_over(@(i_) (x(i_) * t1), n);
    slope = sum_over(@(i_) (x(i_) ^ 2), -1 + n) + 2 * (w * sum_over(@(i_) x(i_), n));
% f(w) = sum_{i=1}^{n-1} (w x_{i+1}^2) + sum_{i=1}^n (w^2 x_i)
% df/dw = sum_{i=1}^{n-1} (x_{i+1}^2) + 2 w sum_{i=1}^n x_i
%     d/dw sum_{i=1}^{n-1} (w x_{i+1}^2) + sum_{i=1}^n (w^2 x_i) where w in R, x_i in R
    value = sum_over(@(i_) (x(1 + i_) ^ 2 * w), -1 + n) + sum(sum(x)) * w ^ 2;
    value = sum_over(@(i_) (x(1 + i_) ^ 2 * w), -1 + n) + t1 * w ^ 2;
    slope = sum_over(@(i_) (x(1 + i_) ^ 2), -1 + n) + 2 * (w * t1);
% f(w) = sum_{i=1}^n (w^T x_i) + sum_{i=1}^{n+2} ((w^T x_i)^2)
% df/dw = 2 sum_{i=1}^{n+2} ((w^T x_i) x_i) + sum_{i=1}^n x_i
%     d/dw sum_{i=1}^n (w^T x_i) + sum_{i=1}^{n+2} ((w^T x_i)^2) where w in R^p, x_i in R^p
    % X: (n+2, p)
    value = sum_over(@(i_) (w' * X(i_, :)'), n) + sum_over(@(i_) ((w' * X(i_, :)') ^ 2), 2 + n);
    t1 = 2 * sum_over(@(i_) (w' * X(i_, :)' * X(i_, :)'), 2 + n) + sum_over(@(i_) X(i_, :)', n);
        X = draw(attempt, 2 + n, p);
% f(w) = sum_{i=1}^n (w x_i) + sum_{i=1}^m (w^2 y_i)
% df/dw = sum_{i=1}^n x_i + 2 w sum_{i=1}^m y_i
%     d/dw sum_{i=1}^n (w x_i) + sum_{i=1}^m (w^2 y_i) where w in R, x_i in R, y_i in R
function value = f(w, x, y)
    value = sum(sum(x)) * w + sum(sum(y)) * w ^ 2;
function [value, slope] = f_and_grad(w, x, y)
    t2 = sum(sum(y));
    value = t1 * w + t2 * w ^ 2;
    slope = t1 + 2 * (w * t2);
            [~, slope] = f_and_grad(w, x, y);
        value = f(w, x, y);
    moved = @(step1) f(w + step1 * D1, x, y);
