"""f(A) = A^T
df/dA = K(m,n)

Layout: numerator. Derived from:
    d/dA A^T where A in R^{m x n}
"""
import numpy as np
def commutation(m, n):
    """The matrix that takes vec A to vec A.T, for A of m by n."""
    order = np.arange(m * n).reshape(n, m).T.ravel()
    return np.eye(m * n)[order]
def f(A):
    """The value.
    A: (m, n)
    """
    return A.T
def jacobian(A):
    """The jacobian.
    m = A.shape[0]
    n = A.shape[1]
    return commutation(m, n)
def check_gradient(seed=0):
    """Compare with central differences on random inputs; the largest relative error."""
    rng = np.random.default_rng(seed)
    def draw(*shape):
        z = rng.standard_normal(shape)
        return (z, 1 + np.tanh(z) / 2, 0.5 + 0.4 * np.tanh(z), 2 + np.tanh(z) / 2)[attempt // 2 % 4]
    for attempt in range(99):
        m, n = (2, 3) if attempt % 2 else (3, 2)
        A = draw(m, n)
        try:
            slope = jacobian(A)
        except np.linalg.LinAlgError:
            continue
        value = f(A)
        if np.max(np.abs(value)) < 1e4 and np.max(np.abs(slope)) < 1e4:
            break
    else:
        raise ValueError("no random input was found where it is defined")
    steps = [draw(m, n)]
    def moved(step1):
        return f(A + step1 * steps[0])
    truth = (moved(1e-6) - moved(-1e-6)) / 2e-6
    found = slope @ steps[0].T.ravel()
    truth = truth.T.ravel()
    error = np.max(np.abs(found - truth)) / (1 + np.max(np.abs(truth)))
    assert error < 1e-5, f"the derivative is off by {error}"
    return float(error)
if __name__ == "__main__":
    print(f"largest relative error: {check_gradient():.1e}")
"""f(A) = sum(A^T .* A^T)
df/dA = 2 A
    d/dA sum(A^T .* A^T) where A in R^{m x n}
    return np.vdot(A, A)
def f_and_grad(A):
    """The value and the gradient.
    return np.vdot(A, A), 2 * A
            value, slope = f_and_grad(A)
    found = np.sum(slope * steps[0])
"""f(A) = A .* B
df/dA = diag(vec(B))
    d/dA A .* B where A in R^{r x c}, B in R^{r x c}
def f(A, B):
    A: (r, c)
    B: (r, c)
    return B * A
def jacobian(A, B):
    return np.diag(B.T.ravel())
        r, c = (2, 3) if attempt % 2 else (3, 2)
        A = draw(r, c)
        B = draw(r, c)
            slope = jacobian(A, B)
        value = f(A, B)
    steps = [draw(r, c)]
        return f(A + step1 * steps[0], B)
"""f(A) = sum(A .* B .* A .* B)
df/dA = 2 (A .* B.^2)
    d/dA sum(A .* B .* A .* B) where A in R^{r x c}, B in R^{r x c}
    return np.sum(A * A * B * B)
def f_and_grad(A, B):
    return np.sum(A * A * B * B), 2 * (A * B ** 2)
            value, slope = f_and_grad(A, B)
"""f(A) = A^-1
df/dA = -kron(A^-T, A^-1)
    d/dA A^-1 where A in R^{n x n}
    A: (n, n)
    return np.linalg.inv(A)
    t1 = np.linalg.inv(A)
    return -np.kron(t1.T, t1)
        n = 2
        A = draw(n, n)
    steps = [draw(n, n)]
"""f(A) = sum(A^-1 .* A^-1)
df/dA = -2 A^-T A^-1 A^-T
    d/dA sum(A^-1 .* A^-1) where A in R^{n x n}
from scipy import linalg
    return np.vdot(t1, t1)
    t1 = linalg.lu_factor(A)
    t2 = linalg.lu_solve(t1, np.eye(len(t1[0])))
    return np.vdot(t2, t2), -2 * linalg.lu_solve(t1, linalg.lu_solve(t1, t2.T), trans=1)
"""f(A) = diag(A)
df/dA = diag_matrix(n)
    d/dA diag(A) where A in R^n
def diag_matrix(n):
    """The matrix that takes v to vec of the diagonal matrix of v."""
    unit = np.eye(n)
    return (unit[:, :, None] * unit[:, None, :]).reshape(n * n, n)
    A: (n,)
    return np.diag(A)
    n = A.shape[0]
    return diag_matrix(n)
        A = draw(n)
    steps = [draw(n)]
    found = slope @ steps[0]
"""f(A) = sum(diag(A) .* diag(A))
    d/dA sum(diag(A) .* diag(A)) where A in R^n
    t1 = np.diag(A)
    return np.vdot(t1, t1), 2 * A
df/dA = 2 diag(diag(A))
    d/dA sum(diag(A) .* diag(A)) where A in R^{n x n}
    return t1 @ t1
    return t1 @ t1, 2 * np.diag(t1)
"""f(A) = sum(tril(A) .* tril(A))
df/dA = tril(2 tril(A))
    d/dA sum(tril(A) .* tril(A)) where A in R^{n x n}
    t1 = np.tril(A)
    return np.vdot(t1, t1), np.tril(2 * t1)
"""f(A) = sum(triu(A) .* triu(A))
df/dA = triu(2 triu(A))
    d/dA sum(triu(A) .* triu(A)) where A in R^{n x n}
    t1 = np.triu(A)
    return np.vdot(t1, t1), np.triu(2 * t1)
"""f(A) = sum(vec(A) .* vec(A))
    d/dA sum(vec(A) .* vec(A)) where A in R^{m x n}
    t1 = A.T.ravel()
    return t1 @ t1, 2 * A
"""f(A) = unvec(A, m, n)
df/dA = I(m*n)
    d/dA unvec(A, m, n) where A in R^{m*n}
def f(A, m, n):
    A: (m*n,)
    m: a size
    n: a size
    return A.reshape(n, m).T
def jacobian(A, m, n):
    return np.eye(m * n)
        A = draw(m * n)
            slope = jacobian(A, m, n)
        value = f(A, m, n)
    steps = [draw(m * n)]
        return f(A + step1 * steps[0], m, n)
"""f(A) = sum(unvec(A, m, n) .* unvec(A, m, n))
    d/dA sum(unvec(A, m, n) .* unvec(A, m, n)) where A in R^{m*n}
    t1 = A.reshape(n, m).T
def f_and_grad(A, m, n):
            value, slope = f_and_grad(A, m, n)
"""f(A) = sum(A.^B .* A.^B)
df/dA = 2 B A.^(2 B - 1)
    d/dA sum(A.^B .* A.^B) where A in R^{m x n}, B in R
    B: a number
    t1 = A ** B
    return np.vdot(t1, t1), 2 * B * A ** (2 * B - 1)
        B = draw()
"""f(A) = sum(exp(A) .* exp(A))
df/dA = 2 exp(A).^2
    d/dA sum(exp(A) .* exp(A)) where A in R^{r x c}
    t1 = np.exp(A)
    return np.vdot(t1, t1), 2 * t1 ** 2
"""f(A) = sum(log(A) .* log(A))
df/dA = 2 (log(A) ./ A)
    d/dA sum(log(A) .* log(A)) where A in R^{r x c}
    t1 = np.log(A)
    return np.vdot(t1, t1), 2 * (t1 / A)
"""f(A) = sum(sqrt(A) .* sqrt(A))
df/dA = ones(r,c)
    d/dA sum(sqrt(A) .* sqrt(A)) where A in R^{r x c}
    t1 = np.sqrt(A)
    r = A.shape[0]
    c = A.shape[1]
    return np.vdot(t1, t1), np.ones((r, c))
"""f(A) = sum(abs(A) .* abs(A))
    d/dA sum(abs(A) .* abs(A)) where A in R^{r x c}
    t1 = np.abs(A)
"""f(A) = sum(sign(A) .* sign(A))
df/dA = zeros(r,c)
    d/dA sum(sign(A) .* sign(A)) where A in R^{r x c}
    t1 = np.sign(A)
    return np.vdot(t1, t1), np.zeros((r, c))
"""f(A) = sum(relu(A) .* relu(A))
df/dA = 2 relu(A)
    d/dA sum(relu(A) .* relu(A)) where A in R^{r x c}
    t1 = np.maximum(A, 0)
    return np.vdot(t1, t1), 2 * t1
"""f(A) = sum(step(A) .* step(A))
    d/dA sum(step(A) .* step(A)) where A in R^{r x c}
    t1 = np.heaviside(A, 0.5)
"""f(A) = sum(sin(A) .* sin(A))
df/dA = 2 (cos(A) .* sin(A))
    d/dA sum(sin(A) .* sin(A)) where A in R^{r x c}
    t1 = np.sin(A)
    return np.vdot(t1, t1), 2 * (np.cos(A) * t1)
"""f(A) = sum(cos(A) .* cos(A))
df/dA = -2 (cos(A) .* sin(A))
    d/dA sum(cos(A) .* cos(A)) where A in R^{r x c}
    t1 = np.cos(A)
    return np.vdot(t1, t1), -2 * (t1 * np.sin(A))
"""f(A) = sum(tan(A) .* tan(A))
df/dA = 2 (tan(A).^3 + tan(A))
    d/dA sum(tan(A) .* tan(A)) where A in R^{r x c}
    t1 = np.tan(A)
    return np.vdot(t1, t1), 2 * (t1 + t1 ** 3)
"""f(A) = sum(asin(A) .* asin(A))
df/dA = 2 (asin(A) ./ sqrt(1 - A.^2))
    d/dA sum(asin(A) .* asin(A)) where A in R^{r x c}
    t1 = np.arcsin(A)
    return np.vdot(t1, t1), 2 * (t1 / np.sqrt(1 - A ** 2))
"""f(A) = sum(acos(A) .* acos(A))
df/dA = -2 (acos(A) ./ sqrt(1 - A.^2))
    d/dA sum(acos(A) .* acos(A)) where A in R^{r x c}
    t1 = np.arccos(A)
    return np.vdot(t1, t1), -2 * (t1 / np.sqrt(1 - A ** 2))
"""f(A) = sum(atan(A) .* atan(A))
df/dA = 2 (atan(A) ./ (1 + A.^2))
    d/dA sum(atan(A) .* atan(A)) where A in R^{r x c}
    t1 = np.arctan(A)
    return np.vdot(t1, t1), 2 * (t1 / (1 + A ** 2))
"""f(A) = sum(sinh(A) .* sinh(A))
df/dA = 2 (cosh(A) .* sinh(A))
    d/dA sum(sinh(A) .* sinh(A)) where A in R^{r x c}
    t1 = np.sinh(A)
    return np.vdot(t1, t1), 2 * (np.cosh(A) * t1)
"""f(A) = sum(cosh(A) .* cosh(A))
    d/dA sum(cosh(A) .* cosh(A)) where A in R^{r x c}
    t1 = np.cosh(A)
    return np.vdot(t1, t1), 2 * (t1 * np.sinh(A))
"""f(A) = sum(tanh(A) .* tanh(A))
df/dA = 2 (tanh(A) - tanh(A).^3)
    d/dA sum(tanh(A) .* tanh(A)) where A in R^{r x c}
    t1 = np.tanh(A)
    return np.vdot(t1, t1), 2 * (t1 - t1 ** 3)
"""f(A) = sum(asinh(A) .* asinh(A))
df/dA = 2 (asinh(A) ./ sqrt(1 + A.^2))
    d/dA sum(asinh(A) .* asinh(A)) where A in R^{r x c}
    t1 = np.arcsinh(A)
    return np.vdot(t1, t1), 2 * (t1 / np.sqrt(1 + A ** 2))
"""f(A) = sum(acosh(A) .* acosh(A))
df/dA = 2 (acosh(A) ./ sqrt(A.^2 - 1))
    d/dA sum(acosh(A) .* acosh(A)) where A in R^{r x c}
    t1 = np.arccosh(A)
    return np.vdot(t1, t1), 2 * (t1 / np.sqrt(A ** 2 - 1))
"""f(A) = sum(atanh(A) .* atanh(A))
df/dA = 2 (atanh(A) ./ (1 - A.^2))
    d/dA sum(atanh(A) .* atanh(A)) where A in R^{r x c}
    t1 = np.arctanh(A)
    return np.vdot(t1, t1), 2 * (t1 / (1 - A ** 2))
"""f(A) = sum(sigmoid(A) .* sigmoid(A))
df/dA = 2 ((1 - sigmoid(A)) .* sigmoid(A).^2)
    d/dA sum(sigmoid(A) .* sigmoid(A)) where A in R^{r x c}
def sigmoid(x):
    """1 / (1 + exp(-x)), without overflow."""
    return 0.5 * (1 + np.tanh(0.5 * x))
    t1 = sigmoid(A)
    return np.vdot(t1, t1), -2 * (t1 * t1 * (t1 - 1))
"""f(A) = sum(softplus(A) .* softplus(A))
df/dA = 2 (sigmoid(A) .* softplus(A))
    d/dA sum(softplus(A) .* softplus(A)) where A in R^{r x c}
    t1 = np.logaddexp(0, A)
    return np.vdot(t1, t1), 2 * (sigmoid(A) * t1)
"""f(A) = sum(expm1(A) .* expm1(A))
df/dA = 2 (exp(A) .* expm1(A))
    d/dA sum(expm1(A) .* expm1(A)) where A in R^{r x c}
    t1 = np.expm1(A)
    return np.vdot(t1, t1), 2 * (np.exp(A) * t1)
"""f(A) = sum(log1p(A) .* log1p(A))
df/dA = 2 (log1p(A) ./ (1 + A))
    d/dA sum(log1p(A) .* log1p(A)) where A in R^{r x c}
    t1 = np.log1p(A)
    return np.vdot(t1, t1), 2 * (t1 / (1 + A))
"""f(A) = sum(erf(A) .* erf(A))
df/dA = 4 (erf(A) .* exp(-A.^2)) / sqrt(pi)
    d/dA sum(erf(A) .* erf(A)) where A in R^{r x c}
from scipy import special
    t1 = special.erf(A)
    return np.vdot(t1, t1), 4 * (t1 * np.exp(-A ** 2) / np.sqrt(np.pi))
"""f(A) = sum(erfc(A) .* erfc(A))
df/dA = -4 (erfc(A) .* exp(-A.^2)) / sqrt(pi)
    d/dA sum(erfc(A) .* erfc(A)) where A in R^{r x c}
    t1 = special.erfc(A)
    return np.vdot(t1, t1), -4 * (t1 * np.exp(-A ** 2) / np.sqrt(np.pi))
"""f(A) = sum(lgamma(A) .* lgamma(A))
df/dA = 2 (digamma(A) .* lgamma(A))
    d/dA sum(lgamma(A) .* lgamma(A)) where A in R^{r x c}
    t1 = special.gammaln(A)
    return np.vdot(t1, t1), 2 * (special.digamma(A) * t1)
"""f(A) = sum(digamma(A) .* digamma(A))
df/dA = 2 (digamma(A) .* trigamma(A))
    d/dA sum(digamma(A) .* digamma(A)) where A in R^{r x c}
    t1 = special.digamma(A)
    return np.vdot(t1, t1), 2 * (t1 * special.polygamma(1, A))
"""f(A) = sum(trigamma(A) .* trigamma(A))
df/dA = 2 (polygamma(2, A) .* trigamma(A))
    d/dA sum(trigamma(A) .* trigamma(A)) where A in R^{r x c}
    t1 = special.polygamma(1, A)
    return np.vdot(t1, t1), 2 * (special.polygamma(2, A) * t1)
"""f(B) = polygamma(A, B)
df/dB = diag(vec(polygamma(1 + A, B)))
    d/dB polygamma(A, B) where A in R, B in R^{m x n}
    A: a number
    B: (m, n)
    return special.polygamma(A, B)
    return np.diag(special.polygamma(1 + A, B).T.ravel())
        A = 3
        B = draw(m, n)
        return f(A, B + step1 * steps[0])
"""f(B) = sum(polygamma(A, B) .* polygamma(A, B))
df/dB = 2 (polygamma(1 + A, B) .* polygamma(A, B))
    d/dB sum(polygamma(A, B) .* polygamma(A, B)) where A in R, B in R^{m x n}
    t1 = special.polygamma(A, B)
    return np.vdot(t1, t1), 2 * (special.polygamma(1 + A, B) * t1)
"""f(A) = sum(silu(A) .* silu(A))
df/dA = 2 (((1 - sigmoid(A)) .* A .* sigmoid(A) + sigmoid(A)) .* silu(A))
    d/dA sum(silu(A) .* silu(A)) where A in R^{r x c}
    t1 = A * sigmoid(A)
    t2 = A * sigmoid(A)
    return np.vdot(t2, t2), 2 * ((t1 + A * t1 * (1 - t1)) * t2)
"""f(A) = sum(logit(A) .* logit(A))
df/dA = 2 (logit(A) ./ ((1 - A) .* A))
    d/dA sum(logit(A) .* logit(A)) where A in R^{r x c}
    t1 = np.log(A / (1 - A))
    return np.vdot(t1, t1), 2 * (t1 / (A * (1 - A)))
"""f(A) = sum(logsigmoid(A) .* logsigmoid(A))
df/dA = 2 ((1 - sigmoid(A)) .* logsigmoid(A))
    d/dA sum(logsigmoid(A) .* logsigmoid(A)) where A in R^{r x c}
    t1 = -np.logaddexp(0, -A)
    return np.vdot(t1, t1), 2 * ((1 - sigmoid(A)) * t1)
"""f(A) = sum(sec(A) .* sec(A))
df/dA = 2 (sec(A).^2 .* tan(A))
    d/dA sum(sec(A) .* sec(A)) where A in R^{r x c}
    t1 = 1 / np.cos(A)
    return np.vdot(t1, t1), 2 * (t1 * t1 * np.tan(A))
"""f(A) = sum(csc(A) .* csc(A))
df/dA = -2 (cot(A) .* csc(A).^2)
    d/dA sum(csc(A) .* csc(A)) where A in R^{r x c}
    t1 = 1 / np.sin(A)
    return np.vdot(t1, t1), -2 * (t1 * t1 * (1 / np.tan(A)))
"""f(A) = sum(cot(A) .* cot(A))
df/dA = -2 (cot(A) + cot(A).^3)
    d/dA sum(cot(A) .* cot(A)) where A in R^{r x c}
    t1 = 1 / np.tan(A)
    return np.vdot(t1, t1), -2 * (t1 + t1 ** 3)
"""f(A) = sum(maximum(A, B) .* maximum(A, B))
df/dA = 2 (maximum(A, B) .* step(A - B))
    d/dA sum(maximum(A, B) .* maximum(A, B)) where A in R^{r x c}, B in R^{r x c}
    t1 = np.maximum(A, B)
    return np.vdot(t1, t1), 2 * (t1 * np.heaviside(A - B, 0.5))
"""f(A) = sum(minimum(A, B) .* minimum(A, B))
df/dA = 2 (minimum(A, B) .* step(B - A))
    d/dA sum(minimum(A, B) .* minimum(A, B)) where A in R^{r x c}, B in R^{r x c}
    t1 = np.minimum(A, B)
    return np.vdot(t1, t1), 2 * (t1 * np.heaviside(B - A, 0.5))
"""f(A) = sum(kron(A, B) .* kron(A, B))
df/dA = 2 ||B||_F^2 A
    d/dA sum(kron(A, B) .* kron(A, B)) where A in R^{m x n}, B in R^{p x q}
    B: (p, q)
    t1 = np.kron(A, B)
    return np.vdot(t1, t1), 2 * np.vdot(B, B) * A
        m, n, p, q = (2, 3, 4, 5) if attempt % 2 else (5, 4, 3, 2)
        B = draw(p, q)
"""f(B) = sum(frechet_expm(A, B) .* frechet_expm(A, B))
df/dB = 2 frechet_expm(A^T, frechet_expm(A, B))
    d/dB sum(frechet_expm(A, B) .* frechet_expm(A, B)) where A in R^{n x n}, B in R^{n x n}
def frechet_expm(A, E):
    """The derivative of expm at A along E."""
    return linalg.expm_frechet(A, E, compute_expm=False)
    B: (n, n)
    t1 = frechet_expm(A, B)
    return np.vdot(t1, t1), 2 * frechet_expm(A.T, t1)
        B = draw(n, n)
"""f(A) = sum(expm(A) .* expm(A))
df/dA = 2 frechet_expm(A^T, expm(A))
    d/dA sum(expm(A) .* expm(A)) where A in R^{n x n}
    t1 = linalg.expm(A)
"""f(B) = sum(frechet_logm(A, B) .* frechet_logm(A, B))
df/dB = 2 frechet_logm(A^T, frechet_logm(A, B))
    d/dB sum(frechet_logm(A, B) .* frechet_logm(A, B)) where A in R^{n x n}, B in R^{n x n}
def frechet_logm(A, E):
    """The derivative of logm at A along E: the upper right block of logm([[A, E], [0, A]])."""
    n = len(A)
    return linalg.logm(np.block([[A, E], [np.zeros((n, n)), A]]))[:n, n:]
    t1 = frechet_logm(A, B)
    return np.vdot(t1, t1), 2 * frechet_logm(A.T, t1)
"""f(A) = sum(logm(A) .* logm(A))
df/dA = 2 frechet_logm(A^T, logm(A))
    d/dA sum(logm(A) .* logm(A)) where A in R^{n x n}
    t1 = linalg.logm(A)
"""f(B) = sum(frechet_sqrtm(A, B) .* frechet_sqrtm(A, B))
df/dB = 2 frechet_sqrtm(A^T, frechet_sqrtm(A, B))
    d/dB sum(frechet_sqrtm(A, B) .* frechet_sqrtm(A, B)) where A in R^{n x n}, B in R^{n x
        n}
def frechet_sqrtm(A, E):
    """The derivative L of sqrtm at A along E: R L + L R = E for the root R of A."""
    R = linalg.sqrtm(A)
    return linalg.solve_sylvester(R, R, E)
    t1 = frechet_sqrtm(A, B)
    return np.vdot(t1, t1), 2 * frechet_sqrtm(A.T, t1)
"""f(A) = sum(sqrtm(A) .* sqrtm(A))
df/dA = 2 frechet_sqrtm(A^T, sqrtm(A))
    d/dA sum(sqrtm(A) .* sqrtm(A)) where A in R^{n x n}
    t1 = linalg.sqrtm(A)
"""f(A) = lambda_max(A)
df/dA = top_eigenvector(A) top_eigenvector(A)^T
    d/dA lambda_max(A) where A in R^{n x n} symmetric
def top_pair(A):
    """The largest eigenvalue of a symmetric matrix, and a unit eigenvector."""
    values, vectors = linalg.eigh(A, subset_by_index=[len(A) - 1, len(A) - 1])
    return values[-1], vectors[:, -1]
    A: (n, n), symmetric
    return np.linalg.eigvalsh(A)[-1]
    t1 = top_pair(A)
    t2 = t1[1]
    return t1[0], np.outer(t2, t2)
        A = A + A.T
    steps = [(lambda D: D + D.T)(draw(n, n))]
"""f(A) = sum(pinv(A) .* pinv(A))
df/dA = 2 ((pinv(A)^T - A pinv(A) pinv(A)^T) pinv(A) pinv(A)^T - pinv(A)^T pinv(A) pinv(A)^T
    pinv(A) A)
    d/dA sum(pinv(A) .* pinv(A)) where A in R^{m x n}
    t1 = np.linalg.pinv(A)
    t2 = t1.T
    t3 = t1 @ t2
    return np.vdot(t1, t1), 2 * ((t2 - A @ t3) @ t3 - t2 @ (t3 @ (t1 @ A)))
"""f(A) = sum(adj(A) .* adj(A))
df/dA = 2 det(A)^2 (||A^-1||_F^2 A^-T - A^-T A^-1 A^-T)
    d/dA sum(adj(A) .* adj(A)) where A in R^{n x n}
    t1 = np.linalg.det(A) * np.linalg.inv(A)
    t3 = t2.T
    t4 = np.vdot(t2, t2) * t3 - linalg.lu_solve(t1, linalg.lu_solve(t1, t3), trans=1)
    t5 = np.linalg.det(A) * np.linalg.inv(A)
    return np.vdot(t5, t5), 2 * np.linalg.det(A) ** 2 * t4
"""f(A) = sum(softmax(A) .* softmax(A))
df/dA = 2 (softmax(A).^2 - diag(softmax(A).^2 ones(n)) softmax(A))
    d/dA sum(softmax(A) .* softmax(A)) where A in R^{m x n}
def softmax(x):
    """exp(x) / sum(exp(x)) over the last axis, without overflow."""
    shifted = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return shifted / np.sum(shifted, axis=-1, keepdims=True)
    t1 = softmax(A)
    t2 = t1 ** 2
    return np.vdot(t1, t1), 2 * (t2 - t1 * np.sum(t2, axis=1)[:, None])
"""f(A) = sum(logsumexp(A) .* logsumexp(A))
df/dA = 2 diag(logsumexp(A)) softmax(A)
    d/dA sum(logsumexp(A) .* logsumexp(A)) where A in R^{m x n}
def softmax_parts(x):
    """softmax and logsumexp over the last axis, without overflow."""
    top = np.max(x, axis=-1, keepdims=True)
    shares = np.exp(x - top)
    total = np.sum(shares, axis=-1, keepdims=True)
    return shares / total, (np.log(total) + top)[..., 0]
def logsumexp(x):
    """log(sum(exp(x))) over the last axis, without overflow."""
    return np.log(np.sum(np.exp(x - top), axis=-1)) + top[..., 0]
    t1 = logsumexp(A)
    t1 = softmax_parts(A)
    return t2 @ t2, 2 * (t1[0] * t2[:, None])
"""f(A) = sum(log_softmax(A) .* log_softmax(A))
df/dA = 2 (log_softmax(A) - diag(log_softmax(A) ones(n)) softmax(A))
    d/dA sum(log_softmax(A) .* log_softmax(A)) where A in R^{m x n}
    t1 = A - special.logsumexp(A, axis=-1, keepdims=True)
    return np.vdot(t1, t1), 2 * (t1 - softmax(A) * np.sum(t1, axis=1)[:, None])
"""f(A) = sum(argmax(A) .* argmax(A))
df/dA = zeros(m,n)
    d/dA sum(argmax(A) .* argmax(A)) where A in R^{m x n}
    t1 = (A == np.max(A)) / np.sum(A == np.max(A))
    return np.vdot(t1, t1), np.zeros((m, n))
"""f(A) = sum(argmin(A) .* argmin(A))
    d/dA sum(argmin(A) .* argmin(A)) where A in R^{m x n}
    t1 = (A == np.min(A)) / np.sum(A == np.min(A))
"""f(A) = sum(A^B .* A^B)
df/dA = 2 sum_{i=1}^B ((A^T)^(i - 1) A^B (A^T)^(B - i))
    d/dA sum(A^B .* A^B) where A in R^{n x n}, B in R
    t1 = np.linalg.matrix_power(A, B)
    t2 = sum((np.linalg.matrix_power(A.T, i - 1) @ (t1 @ np.linalg.matrix_power(A.T, B - i))) for i in range(1, B + 1))
    return np.vdot(t1, t1), 2 * t2
        B = 3
"""f(A) = sum(gammafn(A) .* gammafn(A))
df/dA = 2 (digamma(A) .* gammafn(A).^2)
    d/dA sum(gammafn(A) .* gammafn(A)) where A in R^{r x c}
    t1 = special.gamma(A)
    return np.vdot(t1, t1), 2 * (t1 * t1 * special.digamma(A))
"""f(A) = sum(lbeta(A, B) .* lbeta(A, B))
df/dA = 2 ((digamma(A) - digamma(A + B)) .* lbeta(A, B))
    d/dA sum(lbeta(A, B) .* lbeta(A, B)) where A in R^{r x c}, B in R^{r x c}
    t1 = special.betaln(A, B)
    return np.vdot(t1, t1), 2 * ((special.digamma(A) - special.digamma(A + B)) * t1)
"""f(A) = multigammaln(A, B)
df/dA = sum_{i=1}^B digamma(1/2 (1 + 2 A - i))
    d/dA multigammaln(A, B) where A in R, B in R
    return special.multigammaln(A, B)
    return special.multigammaln(A, B), sum((special.digamma((1 + 2 * A - i) / 2)) for i in range(1, B + 1))
        A = draw()
    steps = [draw()]
"""f(A) = sum(normpdf(A) .* normpdf(A))
df/dA = -2 (A .* normpdf(A).^2)
    d/dA sum(normpdf(A) .* normpdf(A)) where A in R^{r x c}
    t1 = np.exp(-(A) ** 2 / 2) / (2 * np.pi) ** 0.5
    return np.vdot(t1, t1), -2 * (A * (t1 * t1))
"""f(A) = sum(normcdf(A) .* normcdf(A))
df/dA = 2 (normcdf(A) .* normpdf(A))
    d/dA sum(normcdf(A) .* normcdf(A)) where A in R^{r x c}
    t1 = special.ndtr(A)
    return np.vdot(t1, t1), 2 * (t1 * (np.exp(-(A) ** 2 / 2) / (2 * np.pi) ** 0.5))
"""f(A) = sum(erfinv(A) .* erfinv(A))
df/dA = sqrt(pi) (erfinv(A) .* exp(erfinv(A).^2))
    d/dA sum(erfinv(A) .* erfinv(A)) where A in R^{r x c}
    t1 = special.erfinv(A)
    return np.vdot(t1, t1), np.sqrt(np.pi) * t1 * np.exp(t1 ** 2)
"""f(A) = sum(norminv(A) .* norminv(A))
df/dA = 2 (norminv(A) ./ normpdf(norminv(A)))
    d/dA sum(norminv(A) .* norminv(A)) where A in R^{r x c}
    t1 = special.ndtri(A)
    return np.vdot(t1, t1), 2 * (t1 / (np.exp(-(t1) ** 2 / 2) / (2 * np.pi) ** 0.5))
"""f(A) = sum(log2(A) .* log2(A))
df/dA = 2 (log2(A) ./ A) / log(2)
    d/dA sum(log2(A) .* log2(A)) where A in R^{r x c}
    t1 = np.log2(A)
    return np.vdot(t1, t1), 2 * (t1 / A / np.log(2))
"""f(A) = sum(log10(A) .* log10(A))
df/dA = 2 (log10(A) ./ A) / log(10)
    d/dA sum(log10(A) .* log10(A)) where A in R^{r x c}
    t1 = np.log10(A)
    return np.vdot(t1, t1), 2 * (t1 / A / np.log(10))
"""f(A) = sum(exp2(A) .* exp2(A))
df/dA = 2 log(2) exp2(A).^2
    d/dA sum(exp2(A) .* exp2(A)) where A in R^{r x c}
    t1 = np.exp2(A)
    return np.vdot(t1, t1), 2 * np.log(2) * t1 ** 2
"""f(A) = sum(sech(A) .* sech(A))
df/dA = -2 (sech(A).^2 .* tanh(A))
    d/dA sum(sech(A) .* sech(A)) where A in R^{r x c}
    t1 = 1 / np.cosh(A)
    return np.vdot(t1, t1), -2 * (t1 * t1 * np.tanh(A))
"""f(A) = sum(csch(A) .* csch(A))
df/dA = -2 (coth(A) .* csch(A).^2)
    d/dA sum(csch(A) .* csch(A)) where A in R^{r x c}
    t1 = 1 / np.sinh(A)
    return np.vdot(t1, t1), -2 * (t1 * t1 * (1 / np.tanh(A)))
"""f(A) = sum(coth(A) .* coth(A))
df/dA = 2 (coth(A) - coth(A).^3)
    d/dA sum(coth(A) .* coth(A)) where A in R^{r x c}
    t1 = 1 / np.tanh(A)
"""f(A) = sum(gelu(A) .* gelu(A))
df/dA = 2 ((A .* normpdf(A) + normcdf(A)) .* gelu(A))
    d/dA sum(gelu(A) .* gelu(A)) where A in R^{r x c}
    t1 = A * special.ndtr(A)
    t1 = A * (np.exp(-(A) ** 2 / 2) / (2 * np.pi) ** 0.5) + special.ndtr(A)
    t2 = A * special.ndtr(A)
    return np.vdot(t2, t2), 2 * (t1 * t2)
"""f(A) = sum(softsign(A) .* softsign(A))
df/dA = 2 (softsign(A) ./ (1 + abs(A)).^2)
    d/dA sum(softsign(A) .* softsign(A)) where A in R^{r x c}
    t1 = A / (1 + np.abs(A))
    return np.vdot(t1, t1), 2 * (t1 / (1 + np.abs(A)) ** 2)
"""f(A) = sum(elu(A) .* elu(A))
df/dA = 2 (elu(A) .* exp(1/2 (A - abs(A))))
    d/dA sum(elu(A) .* elu(A)) where A in R^{r x c}
    t1 = np.maximum(A, 0) + np.expm1(np.minimum(A, 0))
    return np.vdot(t1, t1), 2 * (t1 * np.exp((A - np.abs(A)) / 2))
"""f(X) = tr(X^T A X)
df/dX = (A + A^T) X
    d/dX tr(X^T A X) where X in R^{m x n}, A in R^{m x m}
def f(X, A):
    X: (m, n)
    A: (m, m)
    return np.vdot(X, A @ X)
def f_and_grad(X, A):
    return np.vdot(X, A @ X), (A + A.T) @ X
        X = draw(m, n)
        A = draw(m, m)
            value, slope = f_and_grad(X, A)
        value = f(X, A)
        return f(X + step1 * steps[0], A)
"""f(X) = tr(A X B X^T)
df/dX = A X B + A^T X B^T
    d/dX tr(A X B X^T) where X in R^{m x n}, A in R^{m x m}, B in R^{n x n}
def f(X, A, B):
    return np.vdot(X, A.T @ (X @ B.T))
def f_and_grad(X, A, B):
    t1 = A.T @ (X @ B.T)
    return np.vdot(X, t1), A @ (X @ B) + t1
            value, slope = f_and_grad(X, A, B)
        value = f(X, A, B)
        return f(X + step1 * steps[0], A, B)
"""f(b) = ||y - X b||^2
df/db = 2 X^T (X b - y)
    d/db ||y - X b||^2 where b in R^n, y in R^m, X in R^{m x n}
def f(b, y, X):
    b: (n,)
    y: (m,)
    t1 = X @ b - y
def f_and_grad(b, y, X):
    return t1 @ t1, 2 * (t1 @ X)
        n, m = (2, 3) if attempt % 2 else (3, 2)
        b = draw(n)
        y = draw(m)
            value, slope = f_and_grad(b, y, X)
        value = f(b, y, X)
        return f(b + step1 * steps[0], y, X)
"""f(b) = ||y - X b||^2 + lambda ||b||^2
df/db = 2 (X^T (X b - y) + lambda b)
    d/db ||y - X b||^2 + lambda ||b||^2 where b in R^n, y in R^m, X in R^{m x n}, lambda in
        R
def f(b, y, X, lambda_):
    lambda_: a number
    return t1 @ t1 + lambda_ * (b @ b)
def f_and_grad(b, y, X, lambda_):
    return t1 @ t1 + lambda_ * (b @ b), 2 * (t1 @ X + lambda_ * b)
        lambda_ = draw()
            value, slope = f_and_grad(b, y, X, lambda_)
        value = f(b, y, X, lambda_)
        return f(b + step1 * steps[0], y, X, lambda_)
"""f(x) = x^T A x
df/dx = (A + A^T) x
    d/dx x^T A x where x in R^n, A in R^{n x n}
def f(x, A):
    x: (n,)
    return x @ (A @ x)
def f_and_grad(x, A):
    t1 = A @ x
    return x @ t1, t1 + x @ A
        x = draw(n)
            value, slope = f_and_grad(x, A)
        value = f(x, A)
        return f(x + step1 * steps[0], A)
df/dx = 2 A x
    d/dx x^T A x where x in R^n, A in R^{n x n} symmetric
    return x @ t1, 2 * t1
"""f(X) = logdet(X)
df/dX = X^-T
    d/dX logdet(X) where X in R^{n x n}
def f(X):
    X: (n, n)
    return np.linalg.slogdet(X)[1]
def f_and_grad(X):
    t1 = linalg.lu_factor(X)
    return np.sum(np.log(np.abs(np.diag(t1[0])))), linalg.lu_solve(t1, np.eye(len(t1[0]))).T
        X = draw(n, n)
            value, slope = f_and_grad(X)
        value = f(X)
        return f(X + step1 * steps[0])
"""f(X) = a^T X^-1 b
df/dX = -X^-T a b^T X^-T
    d/dX a^T X^-1 b where X in R^{n x n}, a in R^n, b in R^n
def f(X, a, b):
    a: (n,)
    return a @ np.linalg.solve(X, b)
def f_and_grad(X, a, b):
    t2 = linalg.lu_solve(t1, b)
    return a @ t2, np.outer(-linalg.lu_solve(t1, a, trans=1), t2)
        a = draw(n)
            value, slope = f_and_grad(X, a, b)
        value = f(X, a, b)
        return f(X + step1 * steps[0], a, b)
"""f(X) = tr(A X^-1 B)
df/dX = -X^-T A^T B^T X^-T
    d/dX tr(A X^-1 B) where X in R^{n x n}, A in R^{m x n}, B in R^{n x m}
    B: (n, m)
    return np.vdot(A.T, np.linalg.solve(X, B))
    t2 = linalg.lu_solve(t1, B)
    return np.vdot(A.T, t2), -linalg.lu_solve(t1, A.T @ t2.T, trans=1)
        B = draw(n, m)
"""f(X) = logdet(X) + tr(S X^-1)
df/dX = X^-1 - X^-1 S X^-1
    d/dX logdet(X) + tr(S X^-1) where X in R^{n x n} pd, S in R^{n x n} symmetric
def f(X, S):
    X: (n, n), pd, psd, symmetric
    S: (n, n), symmetric
    t1 = linalg.cho_factor(X, lower=True)
    return 2 * np.sum(np.log(np.diag(t1[0]))) + np.trace(linalg.cho_solve(t1, S).T)
def f_and_grad(X, S):
    t2 = linalg.cho_solve(t1, S).T
    return 2 * np.sum(np.log(np.diag(t1[0]))) + np.trace(t2), linalg.cho_solve(t1, np.eye(len(t1[0]))) - linalg.cho_solve(t1, t2)
        X = X @ X.T + np.eye(len(X))
        S = draw(n, n)
        S = S + S.T
            value, slope = f_and_grad(X, S)
        value = f(X, S)
        return f(X + step1 * steps[0], S)
"""f(w) = sum_{i=1}^n log(1 + exp(-y_i w^T x_i))
df/dw = -sum_{i=1}^n (y_i sigmoid(-y_i w^T x_i) x_i)
    d/dw sum_{i=1}^n log(1 + exp(-y_i w^T x_i)) where w in R^p, y_i in R, x_i in R^p
def f(w, y, X):
    w: (p,)
    y: (n,)
    X: (n, p)
    return np.sum(np.logaddexp(0, -(y * (X @ w))))
def f_and_grad(w, y, X):
    t1 = -(y * (X @ w))
    return np.sum(np.logaddexp(0, t1)), -(y * sigmoid(t1) @ X)
        p, n = (2, 3) if attempt % 2 else (3, 2)
        w = draw(p)
        y = draw(n)
        X = draw(n, p)
            value, slope = f_and_grad(w, y, X)
        value = f(w, y, X)
    steps = [draw(p)]
        return f(w + step1 * steps[0], y, X)
"""f(mu) = sum_i (||x_i - mu||^2)
df/dmu = 2 sum_i (mu - x_i)
    d/dmu sum_i (||x_i - mu||^2) where mu in R^n, x_i in R^n
def f(mu, X):
    mu: (n,)
    X: (observations, n)
    t1 = X - mu
    return np.sum(np.sum(t1 * t1, axis=1))
def f_and_grad(mu, X):
    observations = X.shape[0]
    return np.sum(np.sum(t1 * t1, axis=1)), 2 * (observations * mu - np.sum(X.T, axis=1))
        n, observations = (2, 3) if attempt % 2 else (3, 2)
        mu = draw(n)
        X = draw(observations, n)
            value, slope = f_and_grad(mu, X)
        value = f(mu, X)
        return f(mu + step1 * steps[0], X)
"""f(X) = -n/2 logdet(X) - 1/2 sum_{i=1}^n ((x_i - mu)^T X^-1 (x_i - mu))
df/dX = 1/2 (X^-1 (sum_{i=1}^n ((x_i - mu) (x_i - mu)^T)) X^-1 - n X^-1)
    d/dX -n/2 logdet(X) - (1/2) sum_{i=1}^n ((x_i - mu)^T X^-1 (x_i - mu)) where X in R^{m x
        m} pd, x_i in R^m, mu in R^m
def f(X, x, mu):
    X: (m, m), pd, psd, symmetric
    x: (n, m)
    mu: (m,)
    n = x.shape[0]
    t2 = (x - mu) * (linalg.cho_solve(t1, x.T).T - linalg.cho_solve(t1, mu))
    t3 = n * (2 * np.sum(np.log(np.diag(t1[0])))) / 2 + np.sum(np.sum(t2, axis=1)) / 2
    return -t3
def f_and_grad(X, x, mu):
    t1 = x - mu
    t3 = linalg.cho_factor(X, lower=True)
    t4 = linalg.cho_solve(t3, (t2 @ x - np.outer(np.sum(t2, axis=1), mu)).T)
    t5 = linalg.cho_solve(t3, t4.T) - n * linalg.cho_solve(t3, np.eye(len(t3[0])))
    t6 = np.sum(t1 * (linalg.cho_solve(t3, x.T).T - linalg.cho_solve(t3, mu)), axis=1)
    return -(n * (2 * np.sum(np.log(np.diag(t3[0])))) / 2 + np.sum(t6) / 2), t5 / 2
        X = draw(m, m)
        x = draw(n, m)
        mu = draw(m)
            value, slope = f_and_grad(X, x, mu)
        value = f(X, x, mu)
    steps = [(lambda D: D + D.T)(draw(m, m))]
        return f(X + step1 * steps[0], x, mu)
"""f(w) = sum(log(1 + exp((-y) .* (X w))))
df/dw = -X^T (sigmoid(-((X w) .* y)) .* y)
    d/dw sum(log(1 + exp((-y) .* (X w)))) where w in R^n, y in R^m, X in R^{m x n}
    w: (n,)
    return np.sum(np.logaddexp(0, -(X @ w * y)))
    t1 = -(X @ w * y)
        w = draw(n)
"""f(x) = log(sum(exp(x)))
df/dx = softmax(x)
    d/dx log(sum(exp(x))) where x in R^n
def f(x):
    return logsumexp(x)
def f_and_grad(x):
    t1 = softmax_parts(x)
    return t1[1], t1[0]
            value, slope = f_and_grad(x)
        value = f(x)
        return f(x + step1 * steps[0])
"""f(x) = logsumexp(A x + b)
df/dx = A^T softmax(A x + b)
    d/dx logsumexp(A x + b) where x in R^n, A in R^{m x n}, b in R^m
def f(x, A, b):
    b: (m,)
    return logsumexp(A @ x + b)
def f_and_grad(x, A, b):
    t1 = softmax_parts(A @ x + b)
    return t1[1], t1[0] @ A
        b = draw(m)
            value, slope = f_and_grad(x, A, b)
        value = f(x, A, b)
        return f(x + step1 * steps[0], A, b)
"""f(x) = ||A x - b||
df/dx = A^T (A x - b) / ||A x - b||
    d/dx ||A x - b|| where x in R^n, A in R^{m x n}, b in R^m
    return np.linalg.norm(A @ x - b)
    t1 = A @ x - b
    return np.linalg.norm(t1), t1 @ A / np.sqrt(t1 @ t1)
"""f(x) = ||A x - b||_1
df/dx = A^T sign(A x - b)
    d/dx ||A x - b||_1 where x in R^n, A in R^{m x n}, b in R^m
    return np.sum(np.abs(A @ x - b))
    return np.sum(np.abs(t1)), np.sign(t1) @ A
"""f(X) = ||A X - B||_F^2 + c ||X||_F^2
df/dX = 2 (A^T (A X - B) + c X)
    d/dX ||A X - B||_F^2 + c ||X||_F^2 where X in R^{m x n}, A in R^{p x m}, B in R^{p x n},
        c in R
def f(X, A, B, c):
    A: (p, m)
    B: (p, n)
    c: a number
    t1 = A @ X - B
    return np.vdot(t1, t1) + c * np.vdot(X, X)
def f_and_grad(X, A, B, c):
    return np.vdot(t1, t1) + c * np.vdot(X, X), 2 * (A.T @ t1 + c * X)
        m, n, p = (2, 3, 4) if attempt % 2 else (4, 3, 2)
        A = draw(p, m)
        B = draw(p, n)
        c = draw()
            value, slope = f_and_grad(X, A, B, c)
        value = f(X, A, B, c)
        return f(X + step1 * steps[0], A, B, c)
"""f(X) = ||X||_F
df/dX = X / ||X||_F
    d/dX ||X||_F where X in R^{m x n}
    return np.linalg.norm(X)
    return np.linalg.norm(X), X / np.sqrt(np.vdot(X, X))
"""f(X) = tr(X^3)
df/dX = 3 (X^T)^2
    d/dX tr(X^3) where X in R^{n x n}
    return np.trace(np.linalg.matrix_power(X, 3))
    return np.trace(np.linalg.matrix_power(X, 3)), 3 * np.linalg.matrix_power(X.T, 2)
"""f(X) = tr(X^k)
df/dX = k (X^T)^(k - 1)
    d/dX tr(X^k) where X in R^{n x n}, k in R
def f(X, k):
    k: a number
    return np.trace(np.linalg.matrix_power(X, k))
def f_and_grad(X, k):
    return np.trace(np.linalg.matrix_power(X, k)), k * np.linalg.matrix_power(X.T, k - 1)
        k = 3
            value, slope = f_and_grad(X, k)
        value = f(X, k)
        return f(X + step1 * steps[0], k)
"""f(x) = sum_{i=1}^n (sum_{j=1}^{i - 1} ((x_i - x_j)^2))
df/dx = 2 sum_{i=1}^n ((sum_{j=1}^{i - 1} (x_i - x_j)) e_i + sum_{j=1}^{i - 1} ((x_j - x_i)
    e_j))
    d/dx sum_{i=1}^n (sum_{j=1}^{i - 1} ((x_i - x_j)^2)) where x in R^n
    t1 = sum((sum((((x[i - 1] - x[j - 1]) ** 2) for j in range(1, i)), 0)) for i in range(1, n + 1))
    return t1
    t1 = np.zeros(n)
    t2 = sum((sum(((x[i - 1] - x[j - 1]) for j in range(1, i)), 0) * np.eye(n)[i - 1] + sum(((-((x[i - 1] - x[j - 1]) * np.eye(n)[j - 1])) for j in range(1, i)), t1)) for i in range(1, n + 1))
    t3 = sum((sum((((x[i - 1] - x[j - 1]) ** 2) for j in range(1, i)), 0)) for i in range(1, n + 1))
    return t3, 2 * t2
"""f(X) = a^T X X^T b
df/dX = (a b^T + b a^T) X
    d/dX a^T X X^T b where X in R^{m x n}, a in R^m, b in R^m
    a: (m,)
    return b @ X @ (a @ X)
    t1 = b @ X
    t2 = a @ X
    return t1 @ t2, np.outer(a, t1) + np.outer(b, t2)
        a = draw(m)
"""f(X) = det(X)^2
df/dX = 2 det(X)^2 X^-T
    d/dX det(X)^2 where X in R^{n x n}
    return np.linalg.det(X) ** 2
    t1 = np.linalg.det(X) ** 2
    return t1, 2 * t1 * np.linalg.inv(X).T
"""f(X) = det(X^T X)
df/dX = 2 det(X^T X) X (X^T X)^-1
    d/dX det(X^T X) where X in R^{m x n}
    return np.linalg.det(X.T @ X)
    t1 = X.T @ X
    t2 = np.linalg.det(t1)
    t3 = linalg.cho_factor(t1, lower=True)
    return t2, 2 * t2 * linalg.cho_solve(t3, X.T).T
"""f(X) = logdet(X^T X)
df/dX = 2 X (X^T X)^-1
    d/dX logdet(X^T X) where X in R^{m x n}
    t1 = linalg.cho_factor(X.T @ X, lower=True)
    return 2 * np.sum(np.log(np.diag(t1[0])))
    return 2 * np.sum(np.log(np.diag(t1[0]))), 2 * linalg.cho_solve(t1, X.T).T
"""f(X) = tr(expm(X))
df/dX = expm(X)^T
    d/dX tr(expm(X)) where X in R^{n x n}
    return np.trace(linalg.expm(X))
    t1 = linalg.expm(X)
    return np.trace(t1), t1.T
"""f(x) = sum(tanh(A x))
df/dx = A^T (1 - tanh(A x).^2)
    d/dx sum(tanh(A x)) where x in R^n, A in R^{m x n}
    return np.sum(np.tanh(A @ x))
    t1 = np.tanh(A @ x)
    return np.sum(t1), (1 - t1 ** 2) @ A
"""f(x) = a^T sigmoid(B x)
df/dx = B^T ((1 - sigmoid(B x)) .* a .* sigmoid(B x))
    d/dx a^T sigmoid(B x) where x in R^n, a in R^m, B in R^{m x n}
def f(x, a, B):
    return sigmoid(B @ x) @ a
def f_and_grad(x, a, B):
    t1 = sigmoid(B @ x)
    return t1 @ a, t1 * (1 - t1) * a @ B
            value, slope = f_and_grad(x, a, B)
        value = f(x, a, B)
        return f(x + step1 * steps[0], a, B)
"""f(x) = tr(diag(x) A diag(x) B)
df/dx = diag(A diag(x) B + B diag(x) A)
    d/dx tr(diag(x) A diag(x) B) where x in R^n, A in R^{n x n}, B in R^{n x n}
def f(x, A, B):
    return np.vdot(A @ (B * x[:, None]), np.diag(x).T)
def f_and_grad(x, A, B):
    t1 = A @ (B * x[:, None])
    return np.vdot(t1, np.diag(x).T), np.diag(t1 + B @ (A * x[:, None]))
            value, slope = f_and_grad(x, A, B)
        value = f(x, A, B)
        return f(x + step1 * steps[0], A, B)
"""f(X) = sum(log(X))
df/dX = 1 ./ X
    d/dX sum(log(X)) where X in R^{m x n}
    return np.sum(np.log(X))
    return np.sum(np.log(X)), 1 / X
"""f(X) = tr(kron(A, X) B)
df/dX = unvec(kron(vec(A)^T, I(m*n)) kron(kron(I(q), K(p,n)), I(m)) vec(B^T), m, n)
    d/dX tr(kron(A, X) B) where X in R^{m x n}, A in R^{p x q}, B in R^{n*q x m*p}
def eye_kron(n, B):
    """kron(I, B) for the identity of size n."""
    each = np.arange(n)
    blocks = np.zeros((n, B.shape[0], n, B.shape[1]), dtype=B.dtype)
    blocks[each, :, each, :] = B
    return blocks.reshape(n * B.shape[0], n * B.shape[1])
def kron_eye_mv(A, x, n):
    """kron(A, I) @ x for the identity of size n."""
    return (A @ x.reshape(A.shape[1], n)).reshape(-1)
    A: (p, q)
    B: (n*q, m*p)
    return np.vdot(B, np.kron(A, X).T)
    m = X.shape[0]
    n = X.shape[1]
    p = A.shape[0]
    q = A.shape[1]
    t1 = np.kron(A.T.ravel()[None, :], np.eye(m * n)) @ kron_eye_mv(eye_kron(q, commutation(p, n)), B.T.T.ravel(), m)
    return np.vdot(B, np.kron(A, X).T), t1.reshape(n, m).T
        A = draw(p, q)
        B = draw(n * q, m * p)
"""f(x) = x_2^2
df/dx = 2 x_2 e_2
    d/dx x_2^2 where x in R^n
    return x[1] ** 2
    t1 = x[1]
    return t1 ** 2, 2 * t1 * np.eye(n)[1]
"""f(x_k) = sum_i (||x_i||^2)
df/dx_k = 2 x_k
    d/dx_k sum_i (||x_i||^2) where x_k in R^n
    k: an index, counted from 1
    return np.sum(np.sum(X * X, axis=1))
    return np.sum(np.sum(X * X, axis=1)), 2 * X[k - 1]
        observations, n = (2, 3) if attempt % 2 else (3, 2)
        k = 2
        return f(X + np.eye(X.shape[0])[k - 1][..., None] * (step1 * steps[0]), k)
"""f(x_1) = x_1^T A x_1 + sum_{i=1}^n (x_i^T x_i)
df/dx_1 = (A + A^T) x_1 + 2 x_1
    d/dx_1 x_1^T A x_1 + sum_{i=1}^n (x_i^T x_i) where x_1 in R^m, A in R^{m x m}
    X: (n, m)
    t1 = X[0]
    return t1 @ (A @ t1) + np.sum(np.sum(X * X, axis=1))
    t2 = A @ t1
    return t1 @ t2 + np.sum(np.sum(X * X, axis=1)), 2 * t1 + (t2 + t1 @ A)
        X = draw(n, m)
    steps = [draw(m)]
        return f(X + np.eye(X.shape[0])[1 - 1][..., None] * (step1 * steps[0]), A)
"""f(x_{kl}) = sum_{i=1}^n (sum_{j=1}^m (x_{ij}^T A x_{ij}))
df/dx_{kl} = (A + A^T) x_{kl}
    d/dx_{kl} sum_{i=1}^n (sum_{j=1}^m (x_{ij}^T A x_{ij})) where x_{kl} in R^p, A in R^{p x
        p}
def f(X, A, k, l):
    X: (n, m, p)
    A: (p, p)
    l: an index, counted from 1
    m = X.shape[1]
    n = X.shape[0]
    t1 = sum((sum((X[i - 1, j - 1] @ (A @ X[i - 1, j - 1])) for j in range(1, m + 1))) for i in range(1, n + 1))
def f_and_grad(X, A, k, l):
    t1 = X[k - 1, l - 1]
    t2 = sum((sum((X[i - 1, j - 1] @ (A @ X[i - 1, j - 1])) for j in range(1, m + 1))) for i in range(1, n + 1))
    return t2, A @ t1 + t1 @ A
        n, m, p = (2, 3, 4) if attempt % 2 else (4, 3, 2)
        X = draw(n, m, p)
        A = draw(p, p)
        l = 1
            value, slope = f_and_grad(X, A, k, l)
        value = f(X, A, k, l)
        return f(X + np.outer(np.eye(X.shape[0])[k - 1], np.eye(X.shape[1])[l - 1])[..., None] * (step1 * steps[0]), A, k, l)
"""f(w_{12}) = sum_{i=1}^n (sum_{j=1}^m (w_{ij}^3))
df/dw_{12} = 3 w_{12}^2
    d/dw_{12} sum_{i=1}^n (sum_{j=1}^m (w_{ij}^3)) where w_{12} in R
def f(w):
    w: (n, m)
    m = w.shape[1]
    n = w.shape[0]
    t1 = sum((sum((w[i - 1, j - 1] ** 3) for j in range(1, m + 1))) for i in range(1, n + 1))
def f_and_grad(w):
    return t1, 3 * w[0, 1] ** 2
        w = draw(n, m)
            value, slope = f_and_grad(w)
        value = f(w)
        return f(w + np.outer(np.eye(w.shape[0])[1 - 1], np.eye(w.shape[1])[2 - 1]) * (step1 * steps[0]))
"""f(X_3) = sum_{i=1}^n tr(X_i^T A X_i)
df/dX_3 = (A + A^T) X_3
    d/dX_3 sum_{i=1}^n tr(X_i^T A X_i) where X_3 in R^{m x p}, A in R^{m x m}
    return sum((np.vdot(X[i - 1], A @ X[i - 1])) for i in range(1, n + 1))
    return sum((np.vdot(X[i - 1], A @ X[i - 1])) for i in range(1, n + 1)), (A + A.T) @ X[2]
        n, m, p = (3, 4, 5) if attempt % 2 else (5, 4, 3)
    steps = [draw(m, p)]
        return f(X + np.eye(X.shape[0])[3 - 1][..., None, None] * (step1 * steps[0]), A)
"""f(X_{kl}) = sum_{i=1}^n (sum_{j=1}^q tr(X_{ij}^T A X_{ij}))
df/dX_{kl} = (A + A^T) X_{kl}
    d/dX_{kl} sum_{i=1}^n (sum_{j=1}^q tr(X_{ij}^T A X_{ij})) where X_{kl} in R^{m x p}, A
        in R^{m x m}
    X: (n, q, m, p)
    q = X.shape[1]
    t1 = sum((sum((np.vdot(X[i - 1, j - 1], A @ X[i - 1, j - 1])) for j in range(1, q + 1))) for i in range(1, n + 1))
    return t1, (A + A.T) @ X[k - 1, l - 1]
        n, q, m, p = (2, 3, 4, 5) if attempt % 2 else (5, 4, 3, 2)
        X = draw(n, q, m, p)
        return f(X + np.outer(np.eye(X.shape[0])[k - 1], np.eye(X.shape[1])[l - 1])[..., None, None] * (step1 * steps[0]), A, k, l)
"""f(x) = sum_{i=1}^n (i x_i^3)
df/dx = 3 sum_{i=1}^n (i x_i^2 e_i)
    d/dx sum_{i=1}^n (i x_i^3) where x in R^n
    return sum((i * x[i - 1] ** 3) for i in range(1, n + 1))
    t1 = sum((i * x[i - 1] ** 2 * np.eye(n)[i - 1]) for i in range(1, n + 1))
    return sum((i * x[i - 1] ** 3) for i in range(1, n + 1)), 3 * t1
"""g(theta) = f(A theta)
dg/dtheta = A^T grad(f)(A theta)
    d/dtheta f(A theta) where theta in R^n, A in R^{m x n}, f: R^m -> R
def evaluate(theta, A, grad_f, f):
    theta: (n,)
    grad_f: a function of one array
    f: a function of one array
    return f(A @ theta)
def value_and_grad(theta, A, grad_f, f):
    t1 = A @ theta
    return f(t1), grad_f(t1) @ A
        theta = draw(n)
        grad_f = np.cos
        f = lambda Z: np.sum(np.sin(Z))
            value, slope = value_and_grad(theta, A, grad_f, f)
        value = evaluate(theta, A, grad_f, f)
        return evaluate(theta + step1 * steps[0], A, grad_f, f)
"""g(x) = sum(f(A x))
dg/dx = A^T f'(A x)
    d/dx sum(f(A x)) where x in R^n, A in R^{m x n}, f: R -> R
def evaluate(x, A, df, f):
    df: a function of one array
    return np.sum(f(A @ x))
def value_and_grad(x, A, df, f):
    return np.sum(f(t1)), df(t1) @ A
        df = np.cos
        f = np.sin
            value, slope = value_and_grad(x, A, df, f)
        value = evaluate(x, A, df, f)
        return evaluate(x + step1 * steps[0], A, df, f)
"""f(t) = logdet(A + t B)
df/dt = tr(B (A + t B)^-1)
    d/dt logdet(A + t B) where t in R, A in R^{m x m}, B in R^{m x m}
def f(t, A, B):
    t: a number
    B: (m, m)
    return np.linalg.slogdet(A + t * B)[1]
def f_and_grad(t, A, B):
    t1 = linalg.lu_factor(A + t * B)
    return np.sum(np.log(np.abs(np.diag(t1[0])))), np.trace(linalg.lu_solve(t1, B.T, trans=1).T)
        m = 2
        t = draw()
        B = draw(m, m)
            value, slope = f_and_grad(t, A, B)
        value = f(t, A, B)
        return f(t + step1 * steps[0], A, B)
"""f(t) = tr(expm(t A))
df/dt = tr(A expm(t A))
    d/dt tr(expm(t A)) where t in R, A in R^{m x m}
def f(t, A):
    return np.trace(linalg.expm(t * A))
def f_and_grad(t, A):
    t1 = linalg.expm(t * A)
    return np.trace(t1), np.vdot(t1, A.T)
            value, slope = f_and_grad(t, A)
        value = f(t, A)
        return f(t + step1 * steps[0], A)
"""f(t) = tr(X^T A X)
df/dt = tr(X^T A deriv(X, t) + deriv(X, t)^T A X)
    d/dt tr(X^T A X) where t in R, X in R^{m x n}, A in R^{m x m}, X depends on t
def f(t, X, A, dX_dt):
    dX_dt: (m, n)
def f_and_grad(t, X, A, dX_dt):
    t1 = A @ X
    return np.vdot(X, t1), np.trace(X.T @ (A @ dX_dt) + dX_dt.T @ t1)
        dX_dt = draw(m, n)
            value, slope = f_and_grad(t, X, A, dX_dt)
        value = f(t, X, A, dX_dt)
        return f(t + step1 * steps[0], X + step1 * steps[0] * dX_dt, A, dX_dt)
"""f(x) = mean(x.^2)
df/dx = 2 x / n
    d/dx mean(x.^2) where x in R^n
    return np.mean(x ** 2)
    return np.mean(x ** 2), 2 * (x / n)
"""f(x) = a^T x + tr(I(p))
df/dx = a
    d/dx a^T x + tr(I(p)) where x in R^n, a in R^n
def f(x, a, p):
    p: a size
    return a @ x + np.trace(np.eye(p))
def f_and_grad(x, a, p):
    return a @ x + np.trace(np.eye(p)), a
        n, p = (2, 3) if attempt % 2 else (3, 2)
            value, slope = f_and_grad(x, a, p)
        value = f(x, a, p)
        return f(x + step1 * steps[0], a, p)
"""f(x) = sum(erf(x) + lgamma(x.^2))
df/dx = 2 (exp(-x.^2) / sqrt(pi) + digamma(x.^2) .* x)
    d/dx sum(erf(x) + lgamma(x.^2)) where x in R^n
    return np.sum(special.erf(x) + special.gammaln(x ** 2))
    t1 = x ** 2
    return np.sum(special.erf(x) + special.gammaln(t1)), 2 * (np.exp(-t1) / np.sqrt(np.pi) + x * special.digamma(t1))
"""f(X) = sum(softmax(X) .* Y)
df/dX = Y .* softmax(X) - diag((Y .* softmax(X)) ones(n)) softmax(X)
    d/dX sum(softmax(X) .* Y) where X in R^{m x n}, Y in R^{m x n}
def f(X, Y):
    Y: (m, n)
    return np.vdot(Y, softmax(X))
def f_and_grad(X, Y):
    t1 = softmax(X)
    t2 = Y * t1
    return np.vdot(Y, t1), t2 - t1 * np.sum(t2, axis=1)[:, None]
        Y = draw(m, n)
            value, slope = f_and_grad(X, Y)
        value = f(X, Y)
        return f(X + step1 * steps[0], Y)
"""f(X) = sum(logsumexp(X))
df/dX = softmax(X)
    d/dX sum(logsumexp(X)) where X in R^{m x n}
    return np.sum(logsumexp(X))
    t1 = softmax_parts(X)
    return np.sum(t1[1]), t1[0]
"""f(lambda) = lambda^2 + 2 lambda
df/dlambda = 2 (1 + lambda)
    d/dlambda lambda^2 + 2 lambda where lambda in R
def f(lambda_):
    return 2 * lambda_ + lambda_ ** 2
def f_and_grad(lambda_):
    return 2 * lambda_ + lambda_ ** 2, 2 * (1 + lambda_)
            value, slope = f_and_grad(lambda_)
        value = f(lambda_)
        return f(lambda_ + step1 * steps[0])
"""f(U) = ||A - U V^T||_F^2
df/dU = 2 (U V^T - A) V
    d/dU ||A - U V^T||_F^2 where U in R^{m x n}, A in R^{m x p}, V in R^{p x n}
def f(U, A, V):
    U: (m, n)
    A: (m, p)
    V: (p, n)
    t1 = U @ V.T - A
def f_and_grad(U, A, V):
    return np.vdot(t1, t1), 2 * (t1 @ V)
        U = draw(m, n)
        A = draw(m, p)
        V = draw(p, n)
            value, slope = f_and_grad(U, A, V)
        value = f(U, A, V)
        return f(U + step1 * steps[0], A, V)
"""f(x) = x^T A x / (x^T x)
df/dx = (A + A^T) x / (x^T x) - 2 (x^T A x) x / (x^T x)^2
    d/dx (x^T A x) / (x^T x) where x in R^n, A in R^{n x n}
    return x @ (A @ x) / (x @ x)
    t1 = x @ x
    t2 = A @ x
    t3 = x @ t2
    return t3 / t1, t2 / t1 + x @ A / t1 - 2 * (t3 * x / t1 ** 2)
"""f(K) = tr((A + B K)^T P (A + B K))
df/dK = B^T (P + P^T) (A + B K)
    d/dK tr((A + B K)^T P (A + B K)) where K in R^{m x n}, A in R^{p x n}, B in R^{p x m}, P
        in R^{p x p}
def f(K, A, B, P):
    K: (m, n)
    A: (p, n)
    B: (p, m)
    P: (p, p)
    t1 = A + B @ K
    return np.vdot(t1, P @ t1)
def f_and_grad(K, A, B, P):
    return np.vdot(t1, P @ t1), B.T @ ((P + P.T) @ t1)
        K = draw(m, n)
        A = draw(p, n)
        B = draw(p, m)
        P = draw(p, p)
            value, slope = f_and_grad(K, A, B, P)
        value = f(K, A, B, P)
        return f(K + step1 * steps[0], A, B, P)
"""f(x) = ||kron(A, B) x - y||^2
df/dx = 2 kron(A^T, B^T) (kron(A, B) x - y)
    d/dx ||kron(A, B) x - y||^2 where x in R^{m*n}, A in R^{p x n}, B in R^{q x m}, y in
        R^{p*q}
def kron_mv(A, B, x):
    """kron(A, B) @ x."""
    return (A @ x.reshape(A.shape[1], B.shape[1]) @ B.T).reshape(-1)
def f(x, A, B, y):
    x: (m*n,)
    B: (q, m)
    y: (p*q,)
    t1 = kron_mv(A, B, x) - y
def f_and_grad(x, A, B, y):
    return t1 @ t1, 2 * kron_mv(A.T, B.T, t1)
        x = draw(m * n)
        B = draw(q, m)
        y = draw(p * q)
            value, slope = f_and_grad(x, A, B, y)
        value = f(x, A, B, y)
        return f(x + step1 * steps[0], A, B, y)
"""f(x) = y^T K(2,3) x
df/dx = K(3,2) y
    d/dx y^T K(2,3) x where x in R^6, y in R^6
def commuted(M, m, n):
    """K M, where K takes vec A to vec A.T for A of m by n; M may be a vector."""
    rest = tuple(M.shape[1:])
    return M.reshape((n, m) + rest).swapaxes(0, 1).reshape((m * n,) + rest)
def f(x, y):
    x: (6,)
    y: (6,)
    return commuted(y, 3, 2) @ x
def f_and_grad(x, y):
    t1 = commuted(y, 3, 2)
    return t1 @ x, t1
        x = draw(6)
        y = draw(6)
            value, slope = f_and_grad(x, y)
        value = f(x, y)
    steps = [draw(6)]
        return f(x + step1 * steps[0], y)
"""f(X) = b^T X^T A X b
df/dX = (A + A^T) X b b^T
    d/dX b^T X^T A X b where X in R^{m x n}, b in R^n, A in R^{m x m}
def f(X, b, A):
    t1 = X @ b
    return t1 @ (A @ t1)
def f_and_grad(X, b, A):
    return t1 @ t2, np.outer(t2 + t1 @ A, b)
            value, slope = f_and_grad(X, b, A)
        value = f(X, b, A)
        return f(X + step1 * steps[0], b, A)
"""f(x) = ||x - (A^T A + c I) x||^2
df/dx = 2 (A^T A (A^T A x + 2 c x - 2 x) + c^2 x + x - 2 c x)
    d/dx ||x - (A^T A + c I) x||^2 where x in R^n, A in R^{m x n}, c in R
def f(x, A, c):
    t1 = x - (A @ x @ A + c * x)
def f_and_grad(x, A, c):
    t1 = A @ x @ A
    t2 = c * x
    t3 = x - (t1 + t2)
    return t3 @ t3, 2 * (x - 2 * t2 - A @ (2 * x - t1 - 2 * t2) @ A + c ** 2 * x)
            value, slope = f_and_grad(x, A, c)
        value = f(x, A, c)
        return f(x + step1 * steps[0], A, c)
"""f(X) = ||X||_2
df/dX = top_left(X) top_right(X)^T
    d/dX ||X||_2 where X in R^{m x n}
    return np.linalg.norm(X, 2)
    t1 = np.linalg.svd(X, full_matrices=False)
    return t1[1][0], np.outer(t1[0][:, 0], t1[2][0])
"""f(X) = ||X||_*
df/dX = polar(X)
    d/dX ||X||_* where X in R^{m x n}
    return np.linalg.norm(X, 'nuc')
    return np.sum(t1[1]), t1[0] @ t1[2]
"""f(X) = lambda_max(X) + lambda_min(X)
df/dX = bottom_eigenvector(X) bottom_eigenvector(X)^T + top_eigenvector(X)
    top_eigenvector(X)^T
    d/dX lambda_max(X) + lambda_min(X) where X in R^{n x n} symmetric
def bottom_pair(A):
    """The smallest eigenvalue of a symmetric matrix, and a unit eigenvector."""
    values, vectors = linalg.eigh(A, subset_by_index=[0, 0])
    return values[0], vectors[:, 0]
    X: (n, n), symmetric
    return np.linalg.eigvalsh(X)[-1] + np.linalg.eigvalsh(X)[0]
    t1 = bottom_pair(X)
    t3 = top_pair(X)
    t4 = t3[1]
    return t3[0] + t1[0], np.outer(t2, t2) + np.outer(t4, t4)
        X = X + X.T
"""f(x) = A x
df/dx = A
    d/dx A x where x in R^n, A in R^{m x n}
    return A @ x
def jacobian(x, A):
    return A
            slope = jacobian(x, A)
"""f(x) = softmax(x)
df/dx = diag(softmax(x)) - softmax(x) softmax(x)^T
    d/dx softmax(x) where x in R^n
def plus_diagonal(M, v):
    """M + diag(v), written over M."""
    M = np.asarray(M, np.result_type(M, v))
    M.flat[:: len(M) + 1] += v
    return M
    return softmax(x)
def jacobian(x):
    t1 = softmax(x)
    return plus_diagonal(-np.outer(t1, t1), t1)
            slope = jacobian(x)
"""F(X) = A X B
dF/dX = kron(B^T, A)
    d/dX A X B where X in R^{m x n}, A in R^{p x m}, B in R^{n x q}
    B: (n, q)
    return A @ (X @ B)
def jacobian(X, A, B):
    return np.kron(B.T, A)
        B = draw(n, q)
            slope = jacobian(X, A, B)
"""f(x) = tanh(A x + b)
df/dx = A - diag(tanh(A x + b).^2) A
    d/dx tanh(A x + b) where x in R^n, A in R^{m x n}, b in R^m
    return np.tanh(A @ x + b)
def jacobian(x, A, b):
    return A - A * (np.tanh(A @ x + b) ** 2)[:, None]
            slope = jacobian(x, A, b)
"""f(x) = (x^T x) x
df/dx = 2 x x^T + (x^T x) I
    d/dx (x^T x) x where x in R^n
    return x @ x * x
    return plus_diagonal(2 * np.outer(x, x), x @ x)
"""F(X) = X^-1
dF/dX = -kron(X^-T, X^-1)
    d/dX X^-1 where X in R^{n x n}
    return np.linalg.inv(X)
def jacobian(X):
    t1 = np.linalg.inv(X)
            slope = jacobian(X)
"""F(X) = X^T A
dF/dX = K(p,n) kron(I(n), A^T)
    d/dX X^T A where X in R^{m x n}, A in R^{m x p}
def turned_kron(A, B):
    """K kron(A, B), where K takes vec of a matrix to vec of its transpose."""
    entries = A[None, :, :, None] * B[:, None, None, :]
    return entries.reshape(A.shape[0] * B.shape[0], A.shape[1] * B.shape[1])
    return X.T @ A
def jacobian(X, A):
    return turned_kron(np.eye(n), A.T)
            slope = jacobian(X, A)
"""f(X) = X a
df/dX = kron(a^T, I(m))
    d/dX X a where X in R^{m x n}, a in R^n
def f(X, a):
    return X @ a
def jacobian(X, a):
    return np.kron(a[None, :], np.eye(m))
            slope = jacobian(X, a)
        value = f(X, a)
        return f(X + step1 * steps[0], a)
"""f(x) = A x x^T b
df/dx = A x b^T + (b^T x) A
    d/dx A x x^T b where x in R^n, A in R^{m x n}, b in R^n
    return x @ b * (A @ x)
    return np.outer(A @ x, b) + x @ b * A
"""f(x) = x .* x
df/dx = 2 diag(x)
    d/dx x .* x where x in R^n
    return x * x
    return 2 * np.diag(x)
"""F(X) = X^T X
dF/dX = (I + K(n,n)) kron(I(n), X^T)
    d/dX X^T X where X in R^{m x n}
    return X.T @ X
    return eye_kron(n, X.T) + turned_kron(np.eye(n), X.T)
"""F(X) = A X^-1 B
dF/dX = -kron(B^T X^-T, A X^-1)
    d/dX A X^-1 B where X in R^{n x n}, A in R^{m x n}, B in R^{n x p}
    B: (n, p)
    return A @ np.linalg.solve(X, B)
    t2 = np.kron(linalg.lu_solve(t1, B).T, linalg.lu_solve(t1, A.T, trans=1).T)
    return -t2
        B = draw(n, p)
"""F(X) = kron(A, X)
dF/dX = kron(kron(I(q), K(n,p)), I(m)) kron(vec(A), I(m*n))
    d/dX kron(A, X) where X in R^{m x n}, A in R^{p x q}
def kron_eye_mm(A, M, n):
    """kron(A, I) @ M for the identity of size n."""
    return (A @ M.reshape(A.shape[1], n * M.shape[1])).reshape(A.shape[0] * n, M.shape[1])
    return np.kron(A, X)
    t1 = kron_eye_mm(eye_kron(q, commutation(n, p)), np.kron(A.T.ravel()[:, None], np.eye(m * n)), m)
"""f(x) = (x - ones(n) (ones(n)^T x) / n) / ||x - ones(n) (ones(n)^T x) / n||
df/dx = (I - ones(n) ones(n)^T / n) / ||x - sum(x) ones(n) / n|| + (sum(x) (ones(n) x^T + x
    ones(n)^T) / n - sum(x)^2 ones(n) ones(n)^T / n^2 - x x^T) / ||x - sum(x) ones(n) /
    n||^3
    d/dx (x - (ones(n) (ones(n)^T x)) / n) / ||x - (ones(n) (ones(n)^T x)) / n|| where x in
        R^n
    t1 = x - np.sum(x) / n
    return t1 / np.linalg.norm(t1)
    t1 = np.sum(x)
    t2 = x - t1 / n
    t3 = t2 @ t2
    t4 = (t1 * (x + x[:, None]) / n - t1 ** 2 / n ** 2 - np.outer(x, x)) / t3 ** 1.5
    return (np.eye(n) - 1 / n) / np.sqrt(t3) + t4
"""f(x, t) = sin(t) A x
d^2f/dxdt = cos(t) A
    d/dx d/dt sin(t) A x where x in R^n, t in R, A in R^{m x n}
def f(x, t, A):
    return np.sin(t) * (A @ x)
def jacobian(x, t, A):
    return np.cos(t) * A
            slope = jacobian(x, t, A)
        value = f(x, t, A)
    steps = [draw(n), draw()]
    def moved(step1, step2):
        return f(x + step1 * steps[0], t + step2 * steps[1], A)
    truth = (moved(1e-4, 1e-4) - moved(1e-4, -1e-4) - moved(-1e-4, 1e-4) + moved(-1e-4, -1e-4)) / 4e-8
    found = slope @ steps[0] * steps[1]
"""F(t, X) = sin(t) A X
d^2F/dtdX = cos(t) kron(I(n), A)
    d/dt d/dX sin(t) A X where t in R, X in R^{m x n}, A in R^{p x m}
def f(t, X, A):
    return np.sin(t) * (A @ X)
def jacobian(t, X, A):
    return np.cos(t) * eye_kron(n, A)
            slope = jacobian(t, X, A)
        value = f(t, X, A)
    steps = [draw(), draw(m, n)]
        return f(t + step1 * steps[0], X + step2 * steps[1], A)
    found = slope @ steps[1].T.ravel() * steps[0]
"""f(X) = tr(A X^k)
d^2f/dX^2 = sum_{i=1}^k (K(n,n) (kron(I(n), X^(k - i) A) sum_{j=1}^{i - 1} kron((X^T)^(j -
    1), X^(i - 1 - j)) + kron((X^T)^(i - 1) A^T, I(n)) sum_{j=1}^{k - i} kron((X^T)^(j - 1),
    X^(k - i - j))))
    d/dX d/dX tr(A X^k) where X in R^{n x n}, A in R^{n x n}, k in R
def eye_kron_mm(B, M, n):
    """kron(I, B) @ M for the identity of size n."""
    return (B @ M.reshape(n, B.shape[1], M.shape[1])).reshape(n * B.shape[0], M.shape[1])
def f(X, A, k):
    return np.vdot(A.T, np.linalg.matrix_power(X, k))
def hessian(X, A, k):
    """The hessian.
    t1 = np.zeros((n * n, n * n))
    t2 = sum((commuted(eye_kron_mm(np.linalg.matrix_power(X, k - i) @ A, sum(((np.kron(np.linalg.matrix_power(X.T, j - 1), np.linalg.matrix_power(X, i - 1 - j))) for j in range(1, i)), t1), n) + kron_eye_mm(np.linalg.matrix_power(X.T, i - 1) @ A.T, sum(((np.kron(np.linalg.matrix_power(X.T, j - 1), np.linalg.matrix_power(X, k - i - j))) for j in range(1, k - i + 1)), t1), n), n, n)) for i in range(1, k + 1))
    return t2
            slope = hessian(X, A, k)
        value = f(X, A, k)
    steps = [draw(n, n), draw(n, n)]
        return f(X + step1 * steps[0] + step2 * steps[1], A, k)
    found = steps[0].T.ravel() @ slope @ steps[1].T.ravel()
d^2f/dx^2 = A + A^T
    d/dx d/dx x^T A x where x in R^n, A in R^{n x n}
def hessian(x, A):
    return A + A.T
            slope = hessian(x, A)
    steps = [draw(n), draw(n)]
        return f(x + step1 * steps[0] + step2 * steps[1], A)
    found = steps[0] @ slope @ steps[1]
d^2f/dx^2 = diag(softmax(x)) - softmax(x) softmax(x)^T
    d/dx d/dx log(sum(exp(x))) where x in R^n
def hessian(x):
            slope = hessian(x)
        return f(x + step1 * steps[0] + step2 * steps[1])
"""f(x) = sum(log(1 + exp(A x)))
d^2f/dx^2 = A^T diag((1 - sigmoid(A x)) .* sigmoid(A x)) A
    d/dx d/dx sum(log(1 + exp(A x))) where x in R^n, A in R^{m x n}
    return np.sum(np.logaddexp(0, A @ x))
    t1 = sigmoid(A @ x)
    t2 = A * np.sqrt(t1 * (1 - t1))[:, None]
    return t2.T @ t2
d^2f/dX^2 = kron(I(n), A + A^T)
    d/dX d/dX tr(X^T A X) where X in R^{m x n}, A in R^{m x m}
def hessian(X, A):
    return eye_kron(n, A + A.T)
            slope = hessian(X, A)
    steps = [draw(m, n), draw(m, n)]
        return f(X + step1 * steps[0] + step2 * steps[1], A)
d^2f/dX^2 = -K(n,n) kron(X^-T, X^-1)
    d/dX d/dX logdet(X) where X in R^{n x n}
def hessian(X):
    return turned_kron(-t1.T, t1)
            slope = hessian(X)
        return f(X + step1 * steps[0] + step2 * steps[1])
"""f(x, y) = x^T A y
d^2f/dxdy = A
    d/dx d/dy x^T A y where x in R^n, y in R^m, A in R^{n x m}
def f(x, y, A):
    A: (n, m)
    return x @ (A @ y)
def hessian(x, y, A):
        A = draw(n, m)
            slope = hessian(x, y, A)
        value = f(x, y, A)
    steps = [draw(n), draw(m)]
        return f(x + step1 * steps[0], y + step2 * steps[1], A)
"""f(x) = ||x||
d^2f/dx^2 = I / ||x|| - x x^T / ||x||^3
    d/dx d/dx ||x|| where x in R^n
    return np.linalg.norm(x)
    return plus_diagonal(-np.outer(x / t1 ** 1.5, x), 1 / np.sqrt(t1))
d^2f/dU^2 = 2 kron(V^T V, I(m))
    d/dU d/dU ||A - U V^T||_F^2 where U in R^{m x n}, A in R^{m x p}, V in R^{p x n}
def kron_eye(A, n):
    """kron(A, I) for the identity of size n."""
    blocks = np.zeros((A.shape[0], n, A.shape[1], n), dtype=A.dtype)
    blocks[:, each, :, each] = A
    return blocks.reshape(A.shape[0] * n, A.shape[1] * n)
    t1 = A - U @ V.T
def hessian(U, A, V):
    m = U.shape[0]
    return kron_eye(2 * (V.T @ V), m)
            slope = hessian(U, A, V)
        return f(U + step1 * steps[0] + step2 * steps[1], A, V)
"""f(U) = ||W .* (Y - U V^T)||_F^2
d^2f/dU^2 = 2 kron(V^T, I(m)) diag(vec(W.^2)) kron(V, I(m))
    d/dU d/dU ||W .* (Y - U V^T)||_F^2 where U in R^{m x n}, W in R^{m x p}, Y in R^{m x p},
        V in R^{p x n}
def kron_eye_between(P, w, Q, n):
    """kron(P, I) @ diag(w) @ kron(Q, I) for the identity of size n."""
    small = (P * w.reshape(Q.shape[0], n).T[:, None, :]) @ Q
    blocks = np.zeros((P.shape[0], n, Q.shape[1], n), dtype=small.dtype)
    blocks[:, each, :, each] = small
    return blocks.reshape(P.shape[0] * n, Q.shape[1] * n)
def f(U, W, Y, V):
    W: (m, p)
    Y: (m, p)
    t1 = W * (Y - U @ V.T)
def hessian(U, W, Y, V):
    return kron_eye_between(2 * V.T, (W ** 2).T.ravel(), V, m)
        W = draw(m, p)
        Y = draw(m, p)
            slope = hessian(U, W, Y, V)
        value = f(U, W, Y, V)
        return f(U + step1 * steps[0] + step2 * steps[1], W, Y, V)
"""f(V) = ||W .* (Y - U V)||_F^2
d^2f/dV^2 = 2 kron(I(n), U^T) diag(vec(W.^2)) kron(I(n), U)
    d/dV d/dV ||W .* (Y - U V)||_F^2 where V in R^{m x n}, W in R^{p x n}, Y in R^{p x n}, U
        in R^{p x m}
def eye_kron_between(P, w, Q, n):
    """kron(I, P) @ diag(w) @ kron(I, Q) for the identity of size n."""
    small = (P * w.reshape(n, 1, Q.shape[0])) @ Q
    blocks = np.zeros((n, P.shape[0], n, Q.shape[1]), dtype=small.dtype)
    blocks[each, :, each, :] = small
    return blocks.reshape(n * P.shape[0], n * Q.shape[1])
def f(V, W, Y, U):
    V: (m, n)
    W: (p, n)
    Y: (p, n)
    U: (p, m)
    t1 = W * (Y - U @ V)
def hessian(V, W, Y, U):
    n = V.shape[1]
    return eye_kron_between(2 * U.T, (W ** 2).T.ravel(), U, n)
        V = draw(m, n)
        W = draw(p, n)
        Y = draw(p, n)
        U = draw(p, m)
            slope = hessian(V, W, Y, U)
        value = f(V, W, Y, U)
        return f(V + step1 * steps[0] + step2 * steps[1], W, Y, U)
"""f(U, V) = ||Y - U V^T||_F^2
d^2f/dUdV = 2 (K(n,m) kron(U, V^T) + kron(I(n), U V^T - Y))
    d/dU d/dV ||Y - U V^T||_F^2 where U in R^{m x n}, V in R^{p x n}, Y in R^{m x p}
def f(U, V, Y):
    t1 = U @ V.T - Y
def hessian(U, V, Y):
    n = U.shape[1]
    return 2 * (turned_kron(U, V.T) + eye_kron(n, U @ V.T - Y))
            slope = hessian(U, V, Y)
        value = f(U, V, Y)
    steps = [draw(m, n), draw(p, n)]
        return f(U + step1 * steps[0], V + step2 * steps[1], Y)
"""f(U) = ||Y - U U^T||_F^2
d^2f/dU^2 = 2 (2 K(n,m) kron(U, U^T) + kron(I(n), 2 U U^T - Y - Y^T) + 2 kron(U^T U, I(m)))
    d/dU d/dU ||Y - U U^T||_F^2 where U in R^{m x n}, Y in R^{m x m}
def f(U, Y):
    Y: (m, m)
    t1 = U @ U.T - Y
def hessian(U, Y):
    t1 = 2 * turned_kron(U, U.T) + eye_kron(n, 2 * (U @ U.T) - Y - Y.T) + 2 * kron_eye(U.T @ U, m)
    return 2 * t1
        Y = draw(m, m)
            slope = hessian(U, Y)
        value = f(U, Y)
        return f(U + step1 * steps[0] + step2 * steps[1], Y)
"""f(X) = tr(A X^-1)
d^2f/dX^2 = K(n,n) (kron(X^-T, X^-1 A X^-1) + kron(X^-T A^T X^-T, X^-1))
    d/dX d/dX tr(A X^-1) where X in R^{n x n}, A in R^{n x n}
    return np.trace(np.linalg.solve(X.T, A.T).T)
    t3 = linalg.lu_solve(t1, linalg.lu_solve(t1, A.T, trans=1).T)
    return commuted(np.kron(t2.T, t3) + np.kron(t3.T, t2), n, n)
"""f(W) = sum(logsumexp(X W))
d^2f/dW^2 = kron(I(n), X^T) diag(vec(softmax(X W))) (I - kron(ones(n) ones(n)^T, I(p))
    diag(vec(softmax(X W)))) kron(I(n), X)
    d/dW d/dW sum(logsumexp(X W)) where W in R^{m x n}, X in R^{p x m}
def f(W, X):
    W: (m, n)
    X: (p, m)
    return np.sum(logsumexp(X @ W))
def hessian(W, X):
    n = W.shape[1]
    p = X.shape[0]
    t1 = softmax(X @ W).T.ravel()
    t2 = np.ones(n)
    t3 = t1[:, None] * kron_eye_mm(np.outer(t2, t2), eye_kron(n, X) * t1[:, None], p)
    return eye_kron_between(X.T, t1, X, n) - eye_kron_mm(X.T, t3, n)
        W = draw(m, n)
        X = draw(p, m)
            slope = hessian(W, X)
        value = f(W, X)
        return f(W + step1 * steps[0] + step2 * steps[1], X)
"""f(X) = sum(tanh(A X B))
d^2f/dX^2 = 2 kron(B, A^T) diag(vec(tanh(A X B).^3 - tanh(A X B))) kron(B^T, A)
    d/dX d/dX sum(tanh(A X B)) where X in R^{m x n}, A in R^{p x m}, B in R^{n x q}
def kron_mm(A, B, M):
    """kron(A, B) @ M."""
    return kron_eye_mm(A, eye_kron_mm(B, M, A.shape[1]), B.shape[0])
    return np.sum(np.tanh(A @ (X @ B)))
def hessian(X, A, B):
    t1 = np.tanh(A @ (X @ B))
    t2 = kron_mm(B, A.T, np.kron(B.T, A) * (t1 ** 3 - t1).T.ravel()[:, None])
    return 2 * t2
            slope = hessian(X, A, B)
        return f(X + step1 * steps[0] + step2 * steps[1], A, B)
"""f(x) = log(sum(exp(A x)))
d^2f/dx^2 = A^T (diag(softmax(A x)) - softmax(A x) softmax(A x)^T) A
    d/dx d/dx log(sum(exp(A x))) where x in R^n, A in R^{m x n}
    return logsumexp(A @ x)
    t1 = softmax(A @ x)
    t2 = A * np.sqrt(t1)[:, None]
    t3 = t1 @ A
    return t2.T @ t2 - np.outer(t3, t3)
"""f(x) = ||A x - b||^2 + c ||x||^2
d^2f/dx^2 = 2 (A^T A + c I)
    d/dx d/dx ||A x - b||^2 + c ||x||^2 where x in R^n, A in R^{m x n}, b in R^m, c in R
def f(x, A, b, c):
    return t1 @ t1 + c * (x @ x)
def hessian(x, A, b, c):
    return 2 * plus_diagonal(A.T @ A, c)
            slope = hessian(x, A, b, c)
        value = f(x, A, b, c)
        return f(x + step1 * steps[0] + step2 * steps[1], A, b, c)
d^2f/dX^2 = 2 (kron((X^T X)^-1, I - X (X^T X)^-1 X^T) - K(n,m) kron(X (X^T X)^-1, (X^T X)^-1
    X^T))
    d/dX d/dX logdet(X^T X) where X in R^{m x n}
    t2 = linalg.cho_solve(t1, X.T)
    t3 = np.kron(linalg.cho_solve(t1, np.eye(len(t1[0]))), plus_diagonal(-(X @ t2), 1))
    return 2 * (t3 - turned_kron(t2.T, t2))
"""f(X, x) = x^T X x
d^2f/dXdx = kron(I(n), x) + kron(x, I(n))
    d/dX d/dx x^T X x where X in R^{n x n}, x in R^n
def f(X, x):
    return x @ (X @ x)
def hessian(X, x):
    t1 = np.eye(n)
    t2 = x[:, None]
    return np.kron(t1, t2) + np.kron(t2, t1)
            slope = hessian(X, x)
        value = f(X, x)
    steps = [draw(n, n), draw(n)]
        return f(X + step1 * steps[0], x + step2 * steps[1])
    found = steps[0].T.ravel() @ slope @ steps[1]
"""f(X) = sum(exp(A X))
d^2f/dX^2 = kron(I(n), A^T) diag(vec(exp(A X))) kron(I(n), A)
    d/dX d/dX sum(exp(A X)) where X in R^{m x n}, A in R^{p x m}
    return np.sum(np.exp(A @ X))
    return eye_kron_between(A.T, np.exp(A @ X).T.ravel(), A, n)
"""f(X) = sum(exp(A X b))
d^2f/dX^2 = kron(b b^T, A^T diag(exp(A X b)) A)
    d/dX d/dX sum(exp(A X b)) where X in R^{m x n}, A in R^{p x m}, b in R^n
def f(X, A, b):
    return np.sum(np.exp(A @ (X @ b)))
def hessian(X, A, b):
    t1 = A * np.sqrt(np.exp(A @ (X @ b)))[:, None]
    return np.kron(np.outer(b, b), t1.T @ t1)
            slope = hessian(X, A, b)
        value = f(X, A, b)
        return f(X + step1 * steps[0] + step2 * steps[1], A, b)
"""f(t, x) = t x^T A x
d^2f/dtdx = x^T (A + A^T)
    d/dt d/dx t x^T A x where t in R, x in R^n, A in R^{n x n}
def f(t, x, A):
    return t * (x @ (A @ x))
def hessian(t, x, A):
    return x @ A + A @ x
            slope = hessian(t, x, A)
        value = f(t, x, A)
    steps = [draw(), draw(n)]
        return f(t + step1 * steps[0], x + step2 * steps[1], A)
    found = steps[0] * slope @ steps[1]
"""f(X, t) = t tr(X^T A X)
d^2f/dXdt = (A + A^T) X
    d/dX d/dt t tr(X^T A X) where X in R^{m x n}, t in R, A in R^{m x m}
def f(X, t, A):
    return t * np.vdot(X, A @ X)
def hessian(X, t, A):
    return (A + A.T) @ X
            slope = hessian(X, t, A)
        value = f(X, t, A)
    steps = [draw(m, n), draw()]
        return f(X + step1 * steps[0], t + step2 * steps[1], A)
    found = np.sum(slope * steps[0]) * steps[1]
"""f(t, X) = t tr(X^T A X)
d^2f/dtdX = (A + A^T) X
    d/dt d/dX t tr(X^T A X) where t in R, X in R^{m x n}, A in R^{m x m}
def hessian(t, X, A):
            slope = hessian(t, X, A)
    found = np.sum(slope * steps[1]) * steps[0]
"""g(X) = f(A X)
d^2g/dX^2 = kron(I(n), A^T) hess(f)(A X) kron(I(n), A)
    d/dX d/dX f(A X) where X in R^{p x n}, A in R^{m x p}, f: R^{m x n} -> R
def evaluate(X, A, hess_f, f):
    X: (p, n)
    hess_f: a function of one array
    return f(A @ X)
def hessian(X, A, hess_f, f):
    return eye_kron_mm(A.T, eye_kron_mm(A.T, hess_f(A @ X).T, n).T, n)
        p, n, m = (2, 3, 4) if attempt % 2 else (4, 3, 2)
        X = draw(p, n)
        hess_f = lambda Z: -np.diag(np.sin(Z.T.reshape(-1)))
            slope = hessian(X, A, hess_f, f)
        value = evaluate(X, A, hess_f, f)
    steps = [draw(p, n), draw(p, n)]
        return evaluate(X + step1 * steps[0] + step2 * steps[1], A, hess_f, f)
"""g(X) = f(X a)
d^2g/dX^2 = kron(a a^T, hess(f)(X a))
    d/dX d/dX f(X a) where X in R^{n x m}, a in R^m, f: R^n -> R
def evaluate(X, a, hess_f, f):
    return f(X @ a)
def hessian(X, a, hess_f, f):
    return np.kron(np.outer(a, a), hess_f(X @ a))
            slope = hessian(X, a, hess_f, f)
        value = evaluate(X, a, hess_f, f)
    steps = [draw(n, m), draw(n, m)]
        return evaluate(X + step1 * steps[0] + step2 * steps[1], a, hess_f, f)
"""g(X) = sum(f(X))
d^2g/dX^2 = diag(vec(f''(X)))
    d/dX d/dX sum(f(X)) where X in R^{m x n}, f: R -> R
def evaluate(X, d2f, f):
    d2f: a function of one array
    return np.sum(f(X))
def hessian(X, d2f, f):
    return np.diag(d2f(X).T.ravel())
        d2f = lambda Z: -np.sin(Z)
            slope = hessian(X, d2f, f)
        value = evaluate(X, d2f, f)
        return evaluate(X + step1 * steps[0] + step2 * steps[1], d2f, f)
"""F(t) = A t + B t^2
dF/dt = A + 2 t B
    d/dt A t + B t^2 where t in R, A in R^{m x n}, B in R^{m x n}
    return t * A + t ** 2 * B
def derivative(t, A, B):
    """The tangent.
    return A + 2 * (t * B)
            slope = derivative(t, A, B)
    found = slope * steps[0]
"""F(t) = expm(t A)
dF/dt = A expm(t A)
    d/dt expm(t A) where t in R, A in R^{m x m}
    return linalg.expm(t * A)
def derivative(t, A):
    return A @ linalg.expm(t * A)
            slope = derivative(t, A)
"""F(t) = (A + t B)^-1
dF/dt = -(A + t B)^-1 B (A + t B)^-1
    d/dt (A + t B)^-1 where t in R, A in R^{m x m}, B in R^{m x m}
    return np.linalg.inv(A + t * B)
    return -linalg.lu_solve(t1, linalg.lu_solve(t1, B.T, trans=1).T)
"""f(t) = a t^3
d^2f/dt^2 = 6 t a
    d/dt d/dt a t^3 where t in R, a in R^m
def f(t, a):
    return t ** 3 * a
def derivative(t, a):
    return 6 * t * a
            slope = derivative(t, a)
        value = f(t, a)
    steps = [draw(), draw()]
        return f(t + step1 * steps[0] + step2 * steps[1], a)
    found = slope * steps[0] * steps[1]
"""f(t) = exp(t) x
df/dt = exp(t) x
    d/dt exp(t) x where t in R, x in R^m
def f(t, x):
    x: (m,)
    return np.exp(t) * x
def derivative(t, x):
        x = draw(m)
            slope = derivative(t, x)
        value = f(t, x)
        return f(t + step1 * steps[0], x)
"""f(x) = sum(log1p(exp(x)))
df/dx = sigmoid(x)
    d/dx sum(log1p(exp(x))) where x in R^n
    return np.sum(np.logaddexp(0, x))
    return np.sum(np.logaddexp(0, x)), sigmoid(x)
"""f(x) = a^T log(sigmoid(B x))
df/dx = B^T ((1 - sigmoid(B x)) .* a)
    d/dx a^T log(sigmoid(B x)) where x in R^n, a in R^m, B in R^{m x n}
    return -(a @ np.logaddexp(0, -(B @ x)))
    t1 = B @ x
    return -(a @ np.logaddexp(0, -t1)), (1 - sigmoid(t1)) * a @ B
"""f(x) = a^T log(softmax(x))
df/dx = a - sum(a) softmax(x)
    d/dx a^T log(softmax(x)) where x in R^n, a in R^n
def f(x, a):
    return a @ (x - logsumexp(x))
def f_and_grad(x, a):
    return a @ (x - t1[1]), a - np.sum(a) * t1[0]
            value, slope = f_and_grad(x, a)
        value = f(x, a)
        return f(x + step1 * steps[0], a)
"""f(X) = sum(Y .* log(softmax(X)))
df/dX = Y - diag(Y ones(n)) softmax(X)
    d/dX sum(Y .* log(softmax(X))) where X in R^{m x n}, Y in R^{m x n}
    return np.vdot(Y, np.log(softmax(X)))
    return np.vdot(Y, np.log(t1)), Y - t1 * np.sum(Y, axis=1)[:, None]
"""f(x) = sum(log(1 + x.^2))
df/dx = 2 (x ./ (1 + x.^2))
    d/dx sum(log(1 + x.^2)) where x in R^n
    return np.sum(np.log1p(x ** 2))
    return np.sum(np.log1p(t1)), 2 * (x / (1 + t1))
"""f(X) = logabsdet(X)
    d/dX logabsdet(X) where X in R^{n x n}
"""f(x) = sum(exp(x) ./ (1 + exp(x)))
df/dx = sigmoid(x) - sigmoid(x).^2
    d/dx sum(exp(x) ./ (1 + exp(x))) where x in R^n
    return np.exp(x) @ sigmoid(-x)
    t1 = sigmoid(x)
    return np.exp(x) @ sigmoid(-x), t1 - t1 ** 2
"""f(x) = a^T (1 ./ (1 + exp(-B x)))
df/dx = B^T (a .* sigmoid(-B x) .* sigmoid(B x))
    d/dx a^T (1 ./ (1 + exp(-B x))) where x in R^n, a in R^m, B in R^{m x n}
    return a @ sigmoid(B @ x)
    t2 = sigmoid(t1)
    return a @ t2, a * sigmoid(-t1) * t2 @ B
"""f(t) = exp(t) / (1 + exp(t))^2
df/dt = exp(t) sigmoid(-t)^2 - 2 exp(t)^2 sigmoid(-t)^3
    d/dt exp(t) / (1 + exp(t))^2 where t in R
def f(t):
    t1 = np.exp(t)
    return t1 / (1 + t1) ** 2
def f_and_grad(t):
    t2 = sigmoid(-t)
    return t1 / (1 + t1) ** 2, t1 * t2 ** 2 - 2 * (t1 ** 2 * t2 ** 3)
            value, slope = f_and_grad(t)
        value = f(t)
        return f(t + step1 * steps[0])
"""f(x) = a^T exp(x) / sum(exp(x))
df/dx = a .* softmax(x) - (a^T exp(x)) softmax(x) / sum(exp(x))
    d/dx (a^T exp(x)) / sum(exp(x)) where x in R^n, a in R^n
    return a @ softmax(x)
    t2 = np.exp(x)
    return a @ t1, a * t1 - a @ t2 * t1 / np.sum(t2)
"""f(x) = exp(x) / sum(exp(x))
df/dx = diag(exp(x)) / sum(exp(x)) - softmax(x) softmax(x)^T
    d/dx exp(x) / sum(exp(x)) where x in R^n
"""f(x) = exp(x)^T A exp(x) / sum(exp(x))^2
df/dx = ((A + A^T) softmax(x) / sum(exp(x)) - 2 (exp(x)^T A exp(x)) ones(n) / sum(exp(x))^3)
    .* exp(x)
    d/dx (exp(x)^T A exp(x)) / sum(exp(x))^2 where x in R^n, A in R^{n x n}
    t1 = np.exp(x)
    return t1 @ (A @ t1) / np.sum(t1) ** 2
    t2 = np.sum(t1)
    t3 = softmax(x)
    t4 = t1 @ (A @ t1)
    return t4 / t2 ** 2, t1 * (A @ t3 / t2 + t3 @ A / t2 - 2 * (t4 / t2 ** 3))
"""f(x) = ||K(2,3) x - y||^2
df/dx = 2 (x - K(3,2) y)
    d/dx ||K(2,3) x - y||^2 where x in R^6, y in R^6
    t1 = y - commuted(x, 2, 3)
    return t1 @ t1, 2 * (x - commuted(y, 3, 2))
"""f(x) = y^T K(2,3) kron(A, B) x
df/dx = kron(A^T, B^T) K(3,2) y
    d/dx y^T K(2,3) kron(A, B) x where x in R^6, y in R^6, A in R^{2 x 2}, B in R^{3 x 3}
def f(x, y, A, B):
    A: (2, 2)
    B: (3, 3)
    return kron_mv(A.T, B.T, commuted(y, 3, 2)) @ x
def f_and_grad(x, y, A, B):
    t1 = kron_mv(A.T, B.T, commuted(y, 3, 2))
        A = draw(2, 2)
        B = draw(3, 3)
            value, slope = f_and_grad(x, y, A, B)
        value = f(x, y, A, B)
        return f(x + step1 * steps[0], y, A, B)
"""f(x) = y^T kron(A, B) K(3,2) x
df/dx = K(2,3) kron(A^T, B^T) y
    d/dx y^T kron(A, B) K(3,2) x where x in R^6, y in R^6, A in R^{2 x 2}, B in R^{3 x 3}
    return commuted(kron_mv(A.T, B.T, y), 2, 3) @ x
    t1 = commuted(kron_mv(A.T, B.T, y), 2, 3)
"""f(x) = ||K(2,3) kron(A, B) x||^2
df/dx = 2 kron(A^T A, B^T B) x
    d/dx ||K(2,3) kron(A, B) x||^2 where x in R^6, A in R^{3 x 3}, B in R^{2 x 2}
    A: (3, 3)
    B: (2, 2)
    t1 = commuted(kron_mv(A, B, x), 2, 3)
    return t1 @ t1, 2 * kron_mv(A.T @ A, B.T @ B, x)
        A = draw(3, 3)
        B = draw(2, 2)
"""f(x) = ||kron(A, B) K(2,3) kron(C, D) x||^2
df/dx = 2 kron(C^T, D^T) K(3,2) kron(A^T A, B^T B) K(2,3) kron(C, D) x
    d/dx ||kron(A, B) K(2,3) kron(C, D) x||^2 where x in R^6, A in R^{3 x 3}, B in R^{2 x
        2}, C in R^{2 x 2}, D in R^{3 x 3}
def f(x, A, B, C, D):
    C: (2, 2)
    D: (3, 3)
    t1 = kron_mv(A, B, commuted(kron_mv(C, D, x), 2, 3))
def f_and_grad(x, A, B, C, D):
    t1 = commuted(kron_mv(C, D, x), 2, 3)
    t2 = kron_mv(C.T, D.T, commuted(kron_mv(A.T @ A, B.T @ B, t1), 3, 2))
    t3 = kron_mv(A, B, t1)
    return t3 @ t3, 2 * t2
        C = draw(2, 2)
        D = draw(3, 3)
            value, slope = f_and_grad(x, A, B, C, D)
        value = f(x, A, B, C, D)
        return f(x + step1 * steps[0], A, B, C, D)
"""f(x) = ||kron(I(2), B) kron(C, I(3)) x||^2
df/dx = 2 kron(C^T C, B^T B) x
    d/dx ||kron(I(2), B) kron(C, I(3)) x||^2 where x in R^6, B in R^{3 x 3}, C in R^{2 x 2}
def eye_kron_mv(B, x, n):
    """kron(I, B) @ x for the identity of size n."""
    return (x.reshape(n, B.shape[1]) @ B.T).reshape(-1)
def f(x, B, C):
    t1 = eye_kron_mv(B, kron_eye_mv(C, x, 3), 2)
def f_and_grad(x, B, C):
    return t1 @ t1, 2 * kron_mv(C.T @ C, B.T @ B, x)
            value, slope = f_and_grad(x, B, C)
        value = f(x, B, C)
        return f(x + step1 * steps[0], B, C)
"""f(x) = ||kron(A, B) kron(C, D) x||^2
df/dx = 2 kron(C^T A^T A C, D^T B^T B D) x
    d/dx ||kron(A, B) kron(C, D) x||^2 where x in R^4, A in R^{2 x 3}, B in R^{2 x 3}, C in
        R^{3 x 2}, D in R^{3 x 2}
    x: (4,)
    A: (2, 3)
    B: (2, 3)
    C: (3, 2)
    D: (3, 2)
    t1 = kron_mv(A @ C, B @ D, x)
    t1 = A @ C
    t2 = B @ D
    t3 = kron_mv(t1, t2, x)
    return t3 @ t3, 2 * kron_mv(t1.T @ t1, t2.T @ t2, x)
        x = draw(4)
        A = draw(2, 3)
        B = draw(2, 3)
        C = draw(3, 2)
        D = draw(3, 2)
    steps = [draw(4)]
df/dx = 2 kron(C^T, D^T) kron(A^T A, B^T B) kron(C, D) x
    d/dx ||kron(A, B) kron(C, D) x||^2 where x in R^4, A in R^{2 x 3}, B in R^{2 x 2}, C in
        R^{2 x 2}, D in R^{3 x 2}
    t1 = kron_mm(A, B, np.kron(C, D)) @ x
    t1 = np.kron(C, D)
    t2 = kron_mm(A, B, t1) @ x
    return t2 @ t2, 2 * kron_mv(C.T, D.T, kron_mm(A.T @ A, B.T @ B, t1) @ x)
"""f(x) = x^T A^T diag(exp(u)) A x
d^2f/dx^2 = 2 A^T diag(exp(u)) A
    d/dx d/dx x^T A^T diag(exp(u)) A x where x in R^n, A in R^{m x n}, u in R^m
def f(x, A, u):
    u: (m,)
    return x @ (np.exp(u) * (A @ x) @ A)
def hessian(x, A, u):
    t1 = A * np.sqrt(np.exp(u))[:, None]
    return 2 * (t1.T @ t1)
        u = draw(m)
            slope = hessian(x, A, u)
        value = f(x, A, u)
        return f(x + step1 * steps[0] + step2 * steps[1], A, u)
"""f(x) = x^T A^T diag(u .* u) A x
d^2f/dx^2 = 2 A^T diag(u.^2) A
    d/dx d/dx x^T A^T diag(u .* u) A x where x in R^n, A in R^{m x n}, u in R^m
    return x @ (u * u * (A @ x) @ A)
    t1 = A * np.sqrt(u ** 2)[:, None]
"""f(x) = x^T A^T diag(u.^4) A x
d^2f/dx^2 = 2 A^T diag(u.^4) A
    d/dx d/dx x^T A^T diag(u.^4) A x where x in R^n, A in R^{m x n}, u in R^m
    return x @ (u ** 4 * (A @ x) @ A)
    t1 = A * np.sqrt(u ** 4)[:, None]
"""f(x) = x^T A^T diag(p + q) A x
d^2f/dx^2 = 2 A^T diag(p + q) A
    d/dx d/dx x^T A^T diag(p + q) A x where x in R^n, A in R^{m x n}, p in R^m positive, q
        in R^m nonnegative
def f(x, A, p, q):
    p: (m,), nonnegative, positive
    q: (m,), nonnegative
    return x @ ((p + q) * (A @ x) @ A)
def hessian(x, A, p, q):
    t1 = A * np.sqrt(p + q)[:, None]
        p = draw(m)
        p = np.abs(p) + 0.1
        q = draw(m)
        q = np.abs(q)
            slope = hessian(x, A, p, q)
        value = f(x, A, p, q)
        return f(x + step1 * steps[0] + step2 * steps[1], A, p, q)
"""f(x) = x^T A^T diag(1 - sigmoid(u)) A x
d^2f/dx^2 = 2 A^T diag(1 - sigmoid(u)) A
    d/dx d/dx x^T A^T diag(1 - sigmoid(u)) A x where x in R^n, A in R^{m x n}, u in R^m
    return x @ ((1 - sigmoid(u)) * (A @ x) @ A)
    t1 = A * np.sqrt(1 - sigmoid(u))[:, None]
"""f(x) = x^T A^T diag(1 - softmax(u)) A x
d^2f/dx^2 = 2 A^T diag(1 - softmax(u)) A
    d/dx d/dx x^T A^T diag(1 - softmax(u)) A x where x in R^n, A in R^{m x n}, u in R^m
    return x @ ((1 - softmax(u)) * (A @ x) @ A)
    t1 = A * np.sqrt(1 - softmax(u))[:, None]
"""f(x) = x^T A^T diag(2 p) A x
d^2f/dx^2 = 4 A^T diag(p) A
    d/dx d/dx x^T A^T diag(2 p) A x where x in R^n, A in R^{m x n}, p in R^m positive
def f(x, A, p):
    return 2 * (x @ (p * (A @ x) @ A))
def hessian(x, A, p):
    t1 = A * np.sqrt(p)[:, None]
    return 4 * (t1.T @ t1)
            slope = hessian(x, A, p)
        value = f(x, A, p)
        return f(x + step1 * steps[0] + step2 * steps[1], A, p)
"""f(x) = x^T A^T diag(-p) A x
d^2f/dx^2 = -2 A^T diag(p) A
    d/dx d/dx x^T A^T diag(-p) A x where x in R^n, A in R^{m x n}, p in R^m positive
    return -(x @ (p * (A @ x) @ A))
    return -2 * (t1.T @ t1)
"""f(x) = x^T A^T diag(u) A x
d^2f/dx^2 = 2 A^T diag(u) A
    d/dx d/dx x^T A^T diag(u) A x where x in R^n, A in R^{m x n}, u in R^m
    return x @ (x @ (A.T @ (A * u[:, None])))
    return 2 * (A.T @ (A * u[:, None]))
"""f(x) = x^T A^T diag(p .* q .* q) A x
d^2f/dx^2 = 2 A^T diag(q.^2 .* p) A
    d/dx d/dx x^T A^T diag(p .* q .* q) A x where x in R^n, A in R^{m x n}, p in R^m
        positive, q in R^m
    q: (m,)
    return x @ (q * q * p * (A @ x) @ A)
    t1 = A * np.sqrt(q ** 2 * p)[:, None]
"""f(x) = x^T A^T diag(c^2 p) A x
d^2f/dx^2 = 2 c^2 A^T diag(p) A
    d/dx d/dx x^T A^T diag(c^2 p) A x where x in R^n, A in R^{m x n}, c in R, p in R^m
        positive
def f(x, A, c, p):
    return x @ (c ** 2 * p * (A @ x) @ A)
def hessian(x, A, c, p):
    return 2 * c ** 2 * (t1.T @ t1)
            slope = hessian(x, A, c, p)
        value = f(x, A, c, p)
        return f(x + step1 * steps[0] + step2 * steps[1], A, c, p)
"""f(x) = x^T A^T diag(n p) A x
d^2f/dx^2 = 2 n A^T diag(p) A
    d/dx d/dx x^T A^T diag(n p) A x where x in R^n, A in R^{m x n}, p in R^m positive
    return x @ (n * p * (A @ x) @ A)
    return 2 * n * (t1.T @ t1)
"""f(x) = x^T A^T diag(B p) A x
d^2f/dx^2 = 2 A^T diag(B p) A
    d/dx d/dx x^T A^T diag(B p) A x where x in R^n, A in R^{m x n}, B in R^{m x q}, p in R^q
def f(x, A, B, p):
    B: (m, q)
    p: (q,), nonnegative, positive
    return x @ (x @ (A.T @ (A * (B @ p)[:, None])))
def hessian(x, A, B, p):
    return 2 * (A.T @ (A * (B @ p)[:, None]))
        n, m, q = (2, 3, 4) if attempt % 2 else (4, 3, 2)
        B = draw(m, q)
        p = draw(q)
            slope = hessian(x, A, B, p)
        value = f(x, A, B, p)
        return f(x + step1 * steps[0] + step2 * steps[1], A, B, p)
"""f(x) = x^T A^T diag(sqrt(u)) A x
d^2f/dx^2 = 2 A^T diag(sqrt(u)) A
    d/dx d/dx x^T A^T diag(sqrt(u)) A x where x in R^n, A in R^{m x n}, u in R^m
    return x @ (x @ (A.T @ (A * np.sqrt(u)[:, None])))
    return 2 * (A.T @ (A * np.sqrt(u)[:, None]))
"""f(X) = logdet(X^T X + lambda I)
df/dX = 2 X (X^T X + lambda I)^-1
    d/dX logdet(X^T X + lambda I) where X in R^{m x n}, lambda in R positive
def f(X, lambda_):
    lambda_: a number, nonnegative, positive
    t1 = linalg.cho_factor(plus_diagonal(X.T @ X, lambda_), lower=True)
def f_and_grad(X, lambda_):
        lambda_ = np.abs(lambda_) + 0.1
            value, slope = f_and_grad(X, lambda_)
        value = f(X, lambda_)
        return f(X + step1 * steps[0], lambda_)
"""f(X) = a^T (A S A^T + X X^T)^-1 a
df/dX = -2 (A S A^T + X X^T)^-1 a a^T (A S A^T + X X^T)^-1 X
    d/dX a^T (A S A^T + X X^T)^-1 a where X in R^{m x n}, a in R^m, A in R^{m x p}, S in
        R^{p x p} psd
def f(X, a, A, S):
    S: (p, p), psd, symmetric
    t1 = linalg.cho_factor(A @ (S @ A.T) + X @ X.T, lower=True)
    return a @ linalg.cho_solve(t1, a)
def f_and_grad(X, a, A, S):
    t2 = linalg.cho_solve(t1, a)
    return a @ t2, np.outer(-2 * t2, t2 @ X)
        S = draw(p, p)
        S = S @ S.T
            value, slope = f_and_grad(X, a, A, S)
        value = f(X, a, A, S)
        return f(X + step1 * steps[0], a, A, S)
"""f(X) = logdet(c I + X X^T)
df/dX = 2 (c I + X X^T)^-1 X
    d/dX logdet(c I + X X^T) where X in R^{m x n}, c in R
def f(X, c):
    return np.linalg.slogdet(plus_diagonal(X @ X.T, c))[1]
def f_and_grad(X, c):
    t1 = linalg.lu_factor(plus_diagonal(X @ X.T, c))
    return np.sum(np.log(np.abs(np.diag(t1[0])))), 2 * linalg.lu_solve(t1, X)
            value, slope = f_and_grad(X, c)
        value = f(X, c)
        return f(X + step1 * steps[0], c)
"""f(X) = logdet(X^T S X)
df/dX = 2 S X (X^T S X)^-1
    d/dX logdet(X^T S X) where X in R^{m x n}, S in R^{m x m} pd
    S: (m, m), pd, psd, symmetric
    t1 = linalg.cho_factor(X.T @ (S @ X), lower=True)
    t1 = S @ X
    t2 = linalg.cho_factor(X.T @ t1, lower=True)
    return 2 * np.sum(np.log(np.diag(t2[0]))), 2 * linalg.cho_solve(t2, t1.T).T
        S = draw(m, m)
        S = S @ S.T + np.eye(len(S))
"""f(X) = a^T diag(X A)
df/dX = diag(a) A^T
    d/dX a^T diag(X A) where X in R^{m x n}, a in R^m, A in R^{n x m}
def f(X, a, A):
    return a @ np.sum(A.T * X, axis=1)
def f_and_grad(X, a, A):
    return a @ np.sum(A.T * X, axis=1), A.T * a[:, None]
            value, slope = f_and_grad(X, a, A)
        value = f(X, a, A)
        return f(X + step1 * steps[0], a, A)
"""f(X) = a^T diag(2 A X B)
df/dX = 2 A^T diag(a) B^T
    d/dX a^T diag(2 A X B) where X in R^{m x n}, a in R^p, A in R^{p x m}, B in R^{n x p}
def f(X, a, A, B):
    a: (p,)
    return 2 * (a @ np.sum(B.T * (A @ X), axis=1))
def f_and_grad(X, a, A, B):
    return 2 * (a @ np.sum(B.T * (A @ X), axis=1)), 2 * (A.T @ (B.T * a[:, None]))
        a = draw(p)
            value, slope = f_and_grad(X, a, A, B)
        value = f(X, a, A, B)
        return f(X + step1 * steps[0], a, A, B)
"""f(x) = a^T diag(x b^T)
df/dx = a .* b
    d/dx a^T diag(x b^T) where x in R^n, a in R^n, b in R^n
def f(x, a, b):
    return a @ (b * x)
def f_and_grad(x, a, b):
    return a @ (b * x), a * b
            value, slope = f_and_grad(x, a, b)
        value = f(x, a, b)
        return f(x + step1 * steps[0], a, b)
"""f(X) = sum(A X)
df/dX = A^T ones(p,n)
    d/dX sum(A X) where X in R^{m x n}, A in R^{p x m}
    return np.sum(X, axis=1) @ np.sum(A, axis=0)
    t1 = np.sum(A, axis=0)
    return np.sum(X, axis=1) @ t1, np.outer(t1, np.ones(n))
"""f(X) = sum(A X B)
df/dX = A^T ones(p,q) B^T
    d/dX sum(A X B) where X in R^{m x n}, A in R^{p x m}, B in R^{n x q}
    return X @ np.sum(B, axis=1) @ np.sum(A, axis=0)
    t1 = np.sum(B, axis=1)
    t2 = np.sum(A, axis=0)
    return X @ t1 @ t2, np.outer(t2, t1)
"""f(x) = sum(c A x)
df/dx = c A^T ones(m)
    d/dx sum(c A x) where x in R^n, c in R, A in R^{m x n}
def f(x, c, A):
    return c * (x @ np.sum(A, axis=0))
def f_and_grad(x, c, A):
    return c * (x @ t1), c * t1
            value, slope = f_and_grad(x, c, A)
        value = f(x, c, A)
        return f(x + step1 * steps[0], c, A)
"""f(mu) = sum_{i=1}^n ||x_i - mu||
df/dmu = sum_{i=1}^n ((mu - x_i) / ||x_i - mu||)
    d/dmu sum_{i=1}^n ||x_i - mu|| where mu in R^p, x_i in R^p
    mu: (p,)
    t1 = mu - X
    return np.sum(np.sqrt(np.sum(t1 * t1, axis=1)))
    t2 = np.sqrt(np.sum(t1 * t1, axis=1))
    return np.sum(t2), 1 / t2 @ t1
        mu = draw(p)
"""f(w) = sum_{i=1}^n (a^T softmax(x_i .* w))
df/dw = sum_{i=1}^n (softmax(w .* x_i) .* (a .* x_i - (a^T softmax(w .* x_i)) x_i))
    d/dw sum_{i=1}^n (a^T softmax(x_i .* w)) where w in R^p, a in R^p, x_i in R^p
def f(w, a, X):
    return np.sum(softmax(w * X) @ a)
def f_and_grad(w, a, X):
    t1 = softmax(w * X)
    t2 = t1 @ a
    return np.sum(t2), np.sum((t1 * (X * a - X * t2[:, None])).T, axis=1)
            value, slope = f_and_grad(w, a, X)
        value = f(w, a, X)
        return f(w + step1 * steps[0], a, X)
"""f(w) = sum_{i=1}^n logsumexp(x_i + w)
df/dw = sum_{i=1}^n softmax(x_i + w)
    d/dw sum_{i=1}^n logsumexp(x_i + w) where w in R^p, x_i in R^p
def f(w, X):
    return np.sum(logsumexp(X + w))
def f_and_grad(w, X):
    t1 = softmax_parts(X + w)
    return np.sum(t1[1]), np.sum(t1[0].T, axis=1)
            value, slope = f_and_grad(w, X)
        value = f(w, X)
        return f(w + step1 * steps[0], X)
"""f(w) = sum_{i=1}^n ((w^T x_i)^2 / (1 + x_i^T x_i))
df/dw = 2 sum_{i=1}^n ((w^T x_i) x_i / (1 + x_i^T x_i))
    d/dw sum_{i=1}^n ((w^T x_i)^2 / (1 + x_i^T x_i)) where w in R^p, x_i in R^p
    return np.sum((X @ w) ** 2 / (1 + np.sum(X * X, axis=1)))
    t1 = 1 + np.sum(X * X, axis=1)
    t2 = X @ w
    return np.sum(t2 ** 2 / t1), 2 * (t2 / t1 @ X)
"""f(w) = sum_{i=1}^3 exp(w^T x_i)
df/dw = sum_{i=1}^3 (exp(w^T x_i) x_i)
    d/dw sum_{i=1}^3 exp(w^T x_i) where w in R^p, x_i in R^p
    X: (3, p)
    return np.sum(np.exp(X @ w))
    t1 = np.exp(X @ w)
    return np.sum(t1), t1 @ X
        p = 2
        X = draw(3, p)
"""f(A) = sum_{i=1}^n (x_i^T A x_i)
df/dA = sum_{i=1}^n (x_i x_i^T)
    d/dA sum_{i=1}^n (x_i^T A x_i) where A in R^{p x p}, x_i in R^p
def f(A, X):
    return np.sum(np.sum(X * (X @ A), axis=1))
def f_and_grad(A, X):
    return np.sum(np.sum(X * (X @ A), axis=1)), X.T @ X
            value, slope = f_and_grad(A, X)
        value = f(A, X)
    steps = [draw(p, p)]
        return f(A + step1 * steps[0], X)
"""f(A) = sum_{i=1}^n log(1 + x_i^T A x_i)
df/dA = sum_{i=1}^n (x_i x_i^T / (1 + x_i^T A x_i))
    d/dA sum_{i=1}^n log(1 + x_i^T A x_i) where A in R^{p x p}, x_i in R^p
    return np.sum(np.log1p(np.sum(X * (X @ A), axis=1)))
    t1 = np.sum(X * (X @ A), axis=1)
    return np.sum(np.log1p(t1)), X.T @ (X * (1 / (1 + t1))[:, None])
"""f(w) = sum_{i=1}^n sum(w .* x_i .* x_i)
df/dw = sum_{i=1}^n (x_i.^2)
    d/dw sum_{i=1}^n sum(w .* x_i .* x_i) where w in R^p, x_i in R^p
    return np.sum(np.sum(X * X * w, axis=1))
    return np.sum(np.sum(X * X * w, axis=1)), sum((X[i - 1] ** 2) for i in range(1, n + 1))
"""f(w) = sum_{i=1}^n (y_i ||w||^2)
df/dw = 2 (sum_{i=1}^n y_i) w
    d/dw sum_{i=1}^n (y_i ||w||^2) where w in R^m, y_i in R
def f(w, y):
    w: (m,)
    return np.sum(y) * (w @ w)
def f_and_grad(w, y):
    t1 = np.sum(y)
    return t1 * (w @ w), 2 * t1 * w
        w = draw(m)
            value, slope = f_and_grad(w, y)
        value = f(w, y)
        return f(w + step1 * steps[0], y)
"""f(w) = sum_{i=1}^n (y_i^2 w^T x_i)
df/dw = sum_{i=1}^n (y_i^2 x_i)
    d/dw sum_{i=1}^n (y_i^2 (w^T x_i)) where w in R^p, y_i in R, x_i in R^p
    return y ** 2 @ (X @ w)
    t1 = y ** 2
    return t1 @ (X @ w), t1 @ X
"""f(B) = sum_{i=1}^n (||B x_i - x_i||^2)
df/dB = 2 sum_{i=1}^n ((B x_i - x_i) x_i^T)
    d/dB sum_{i=1}^n (||B x_i - x_i||^2) where B in R^{p x p}, x_i in R^p
def f(B, X):
    B: (p, p)
    t1 = X - X @ B.T
def f_and_grad(B, X):
    return np.sum(np.sum(t1 * t1, axis=1)), -2 * (t1.T @ X)
        B = draw(p, p)
            value, slope = f_and_grad(B, X)
        value = f(B, X)
        return f(B + step1 * steps[0], X)
"""f(B) = sum_{i=1}^n (a^T tanh(B x_i))
df/dB = sum_{i=1}^n (((1 - tanh(B x_i).^2) .* a) x_i^T)
    d/dB sum_{i=1}^n (a^T tanh(B x_i)) where B in R^{m x p}, a in R^m, x_i in R^p
def f(B, a, X):
    B: (m, p)
    return a @ np.sum(np.tanh(X @ B.T).T, axis=1)
def f_and_grad(B, a, X):
    t1 = sum((np.outer((1 - np.tanh(B @ X[i - 1]) ** 2) * a, X[i - 1])) for i in range(1, n + 1))
    return a @ np.sum(np.tanh(X @ B.T).T, axis=1), t1
        m, p, n = (2, 3, 4) if attempt % 2 else (4, 3, 2)
        B = draw(m, p)
            value, slope = f_and_grad(B, a, X)
        value = f(B, a, X)
        return f(B + step1 * steps[0], a, X)
"""f(w) = sum_{i=1}^n exp(w^T x_i)
d^2f/dw^2 = sum_{i=1}^n (exp(w^T x_i) x_i x_i^T)
    d/dw d/dw sum_{i=1}^n exp(w^T x_i) where w in R^p, x_i in R^p
def hessian(w, X):
    t1 = X * np.sqrt(np.exp(X @ w))[:, None]
    return t1.T @ t1
            slope = hessian(w, X)
    steps = [draw(p), draw(p)]
        return f(w + step1 * steps[0] + step2 * steps[1], X)
"""f(w) = sum_{i=1}^n tr(w x_i^T A)
df/dw = A^T sum_{i=1}^n x_i
    d/dw sum_{i=1}^n tr(w x_i^T A) where w in R^m, x_i in R^p, A in R^{p x m}
def f(w, X, A):
    t1 = A @ w
    return sum((X[i - 1] @ t1) for i in range(1, n + 1))
def f_and_grad(w, X, A):
    return sum((X[i - 1] @ t1) for i in range(1, n + 1)), np.sum(X.T, axis=1) @ A
            value, slope = f_and_grad(w, X, A)
        value = f(w, X, A)
        return f(w + step1 * steps[0], X, A)
"""f(x) = y^T K(2,3)^T A x
df/dx = A^T K(2,3) y
    d/dx y^T K(2,3)^T A x where x in R^n, y in R^6, A in R^{6 x n}
    A: (6, n)
    return commuted(y, 2, 3) @ A @ x
def f_and_grad(x, y, A):
    t1 = commuted(y, 2, 3) @ A
        A = draw(6, n)
            value, slope = f_and_grad(x, y, A)
        return f(x + step1 * steps[0], y, A)
"""f(x) = ||A K(3,2) x||^2
df/dx = 2 K(2,3) A^T A K(3,2) x
    d/dx ||A K(3,2) x||^2 where x in R^6, A in R^{m x 6}
    A: (m, 6)
    t1 = A @ commuted(x, 3, 2)
    return t1 @ t1, 2 * commuted(t1 @ A, 2, 3)
        A = draw(m, 6)
"""f(X) = ||K(m,n) vec(X)||^2
df/dX = 2 X
    d/dX ||K(m,n) vec(X)||^2 where X in R^{m x n}
    t1 = commuted(X.T.ravel(), m, n)
    return t1 @ t1, 2 * X
"""f(x) = ||kron(A, B) K(2,3) kron(C, D) K(3,2) x||^2
df/dx = 2 K(2,3) kron(C^T, D^T) K(3,2) kron(A^T A, B^T B) K(2,3) kron(C, D) K(3,2) x
    d/dx ||kron(A, B) K(2,3) kron(C, D) K(3,2) x||^2 where x in R^6, A in R^{3 x 3}, B in
        R^{2 x 2}, C in R^{2 x 2}, D in R^{3 x 3}
    t1 = kron_mv(A, B, commuted(kron_mv(C, D, commuted(x, 3, 2)), 2, 3))
    t1 = commuted(kron_mv(C, D, commuted(x, 3, 2)), 2, 3)
    return t3 @ t3, 2 * commuted(t2, 2, 3)
"""f(x) = ||K(2,3) kron(A, B) K(3,2) kron(C, D) x||^2
df/dx = 2 kron(C^T, D^T) kron(B^T B, A^T A) kron(C, D) x
    d/dx ||K(2,3) kron(A, B) K(3,2) kron(C, D) x||^2 where x in R^6, A in R^{3 x 3}, B in
        R^{2 x 2}, C in R^{3 x 3}, D in R^{2 x 2}
    C: (3, 3)
    D: (2, 2)
    t1 = commuted(kron_mv(A, B, commuted(kron_mv(C, D, x), 3, 2)), 2, 3)
    t1 = kron_mv(C, D, x)
    t2 = commuted(kron_mv(A, B, commuted(t1, 3, 2)), 2, 3)
    return t2 @ t2, 2 * (kron_mm(C.T, D.T, np.kron(B.T @ B, A.T @ A)) @ t1)
        C = draw(3, 3)
        D = draw(2, 2)
"""f(X) = tr(K(2,3) X kron(A, B))
df/dX = K(3,2) kron(A^T, B^T)
    d/dX tr(K(2,3) X kron(A, B)) where X in R^{6 x 6}, A in R^{2 x 2}, B in R^{3 x 3}
    X: (6, 6)
    return np.vdot(X.T, turned_kron(B, A))
    return np.vdot(X.T, turned_kron(B, A)), turned_kron(A.T, B.T)
        X = draw(6, 6)
    steps = [draw(6, 6)]
"""f(X) = tr(kron(2 A, I(3)) X)
df/dX = 2 kron(A^T, I(3))
    d/dX tr(kron(2 A, I(3)) X) where X in R^{6 x 6}, A in R^{2 x 2}
    return 2 * np.vdot(X, kron_eye(A, 3).T)
    return 2 * np.vdot(X, kron_eye(A, 3).T), kron_eye(2 * A.T, 3)
"""f(X) = logdet(2 X^T X)
    d/dX logdet(2 X^T X) where X in R^{m x n}
    return np.linalg.slogdet(2 * (X.T @ X))[1]
    t2 = linalg.cho_factor(t1, lower=True)
    return np.linalg.slogdet(2 * t1)[1], 2 * linalg.cho_solve(t2, X.T).T
"""f(X) = logdet(3 X)
    d/dX logdet(3 X) where X in R^{n x n}
    return np.linalg.slogdet(3 * X)[1]
    return np.linalg.slogdet(3 * X)[1], np.linalg.inv(X).T
"""f(X) = logdet(A X) + tr(A^k)
    d/dX d/dX logdet(A X) + tr(A^k) where X in R^{n x n}, A in R^{n x n}, k in R
    return np.linalg.slogdet(A @ X)[1] + np.trace(np.linalg.matrix_power(A, k))
"""f(t) = polygamma(x_1, t)
df/dt = polygamma(1 + x_1, t)
    d/dt polygamma(x_1, t) where t in R, x in R^3
    x: (3,)
    return special.polygamma(x[0], t)
def f_and_grad(t, x):
    t1 = x[0]
    return special.polygamma(t1, t), special.polygamma(1 + t1, t)
        x = np.full((3,), 3)
            value, slope = f_and_grad(t, x)
"""f(A) = tr(A^(x_1))
df/dA = x_1 (A^T)^(x_1 - 1)
    d/dA tr(A^(x_1)) where A in R^{m x m}, x in R^3
def f(A, x):
    return np.trace(np.linalg.matrix_power(A, x[0]))
def f_and_grad(A, x):
    return np.trace(np.linalg.matrix_power(A, t1)), t1 * np.linalg.matrix_power(A.T, t1 - 1)
            value, slope = f_and_grad(A, x)
        value = f(A, x)
    steps = [draw(m, m)]
        return f(A + step1 * steps[0], x)
"""f(x) = (a^T x) x^T (b - b)
df/dx = zeros(n)
    d/dx (a^T x) (x^T (b - b)) where x in R^n, a in R^n, b in R^n
    return 0 * (a @ x * (x @ b))
    return 0 * (a @ x * (x @ b)), np.zeros(n)
"""f(x) = sum((2 A x) .* (B x) .* x)
df/dx = 2 (A^T ((B x) .* x) + B^T ((A x) .* x) + (A x) .* (B x))
    d/dx sum((2 A x) .* (B x) .* x) where x in R^n, A in R^{n x n}, B in R^{n x n}
    return 2 * (x * (B @ x) @ (A @ x))
    t2 = x * t1
    t3 = A @ x
    return 2 * (t2 @ t3), 2 * (t2 @ A + x * t3 @ B + t1 * t3)
"""f(x) = sum(c (x .* y))
df/dx = c y
    d/dx sum(c (x .* y)) where x in R^n, c in R, y in R^n
def f(x, c, y):
    return c * (y @ x)
def f_and_grad(x, c, y):
    return c * (y @ x), c * y
            value, slope = f_and_grad(x, c, y)
        value = f(x, c, y)
        return f(x + step1 * steps[0], c, y)
"""f(x) = 1 / (3 x^T x)
df/dx = -2 x / (3 (x^T x)^2)
    d/dx 1 / (3 x^T x) where x in R^n
    return 1 / (x @ x) / 3
    return 1 / t1 / 3, -2 / 3 * (x / t1 ** 2)
"""f(x) = ones(n)^T x / (7 x^T x)
df/dx = 1/7 (ones(n) / (x^T x) - 2 sum(x) x / (x^T x)^2)
    d/dx (ones(n)^T x) / (7 x^T x) where x in R^n
    return np.sum(x) / (x @ x) / 7
    t2 = np.sum(x)
    return t2 / t1 / 7, (1 / t1 - 2 * (t2 * x / t1 ** 2)) / 7
"""f(t) = tr(A^-1 + t A^-2)
df/dt = tr(A^-2)
    d/dt tr(A^-1 + t A^-2) where t in R, A in R^{m x m}
    return np.trace(np.linalg.inv(A) + t * np.linalg.matrix_power(A, -2))
    t1 = np.linalg.matrix_power(A, -2)
    return np.trace(np.linalg.inv(A) + t * t1), np.trace(t1)
"""f(x) = x^T diag(a)^-1 diag(b) x
df/dx = 2 (b .* x ./ a)
    d/dx x^T diag(a)^-1 diag(b) x where x in R^n, a in R^n, b in R^n
    return x @ (b * (1 / a) * x)
    return x @ (b * (1 / a) * x), 2 * (b * x / a)
"""f(X) = tr(diag(a) X diag(b) diag(a))
df/dX = diag(b .* a.^2)
    d/dX tr(diag(a) X diag(b) diag(a)) where X in R^{n x n}, a in R^n, b in R^n
    return np.vdot(np.diag(a).T, X * b * a)
    return np.vdot(np.diag(a).T, X * b * a), np.diag(b * a ** 2)
"""f(X) = a^T diag(b)^-1 X a
df/dX = diag(1 ./ b) a a^T
    d/dX a^T diag(b)^-1 X a where X in R^{n x n}, a in R^n, b in R^n
    return 1 / b * a @ (X @ a)
    t1 = 1 / b * a
    return t1 @ (X @ a), np.outer(t1, a)
"""f(X) = X_{23}
df/dX = e_2 e_3^T
    d/dX X_{23} where X in R^{m x n}
    return X[:, 2][1]
    return X[:, 2][1], np.outer(np.eye(m)[1], np.eye(n)[2])
        m, n = (3, 4) if attempt % 2 else (4, 3)
"""f(X) = (X A)_{ij}
df/dX = e_i e_j^T A^T
    d/dX (X A)_{ij} where X in R^{m x n}, A in R^{n x p}
def f(X, A, i, j):
    A: (n, p)
    i: an index, counted from 1
    j: an index, counted from 1
    return A[:, j - 1] @ X[i - 1]
def f_and_grad(X, A, i, j):
    t1 = A[:, j - 1]
    return t1 @ X[i - 1], np.outer(np.eye(m)[i - 1], t1)
        A = draw(n, p)
        i = 2
        j = 1
            value, slope = f_and_grad(X, A, i, j)
        value = f(X, A, i, j)
        return f(X + step1 * steps[0], A, i, j)
"""f(x) = (A^-1 x)_2
df/dx = A^-T e_2
    d/dx (A^-1 x)_2 where x in R^n, A in R^{n x n}
    return np.linalg.solve(A.T, np.eye(n)[1]) @ x
    t1 = np.linalg.solve(A.T, np.eye(n)[1])
"""f(X) = ones(m)^T X ones(n)
df/dX = ones(m) ones(n)^T
    d/dX ones(m)^T X ones(n) where X in R^{m x n}
    return np.sum(np.sum(X, axis=1))
    return np.sum(np.sum(X, axis=1)), np.outer(np.ones(m), np.ones(n))
"""f(X) = tr(ones(m) ones(m)^T X)
df/dX = ones(m) ones(m)^T
    d/dX tr(ones(m) ones(m)^T X) where X in R^{m x m}
    X: (m, m)
    t1 = np.ones(m)
    return np.sum(np.sum(X, axis=1)), np.outer(t1, t1)
"""f(X) = tr(ones(n,m) X)
df/dX = ones(m,n)
    d/dX tr(ones(n,m) X) where X in R^{m x n}
    return np.sum(np.sum(X, axis=1)), np.ones((m, n))
"""f(X) = tr(X^2 A^-2)
df/dX = (A^T)^-2 X^T + X^T (A^T)^-2
    d/dX tr(X^2 A^-2) where X in R^{n x n}, A in R^{n x n}
    return np.vdot(X, linalg.lu_solve(t1, linalg.lu_solve(t1, X.T, trans=1), trans=1))
    t2 = linalg.lu_solve(t1, linalg.lu_solve(t1, X.T, trans=1), trans=1)
    return np.vdot(X, t2), t2 + linalg.lu_solve(t1, linalg.lu_solve(t1, X)).T
df/dx_i = ((A + A^T) x)_i
    d/dx_i x^T A x where x in R^n, A in R^{n x n}
def f(x, A, i):
def f_and_grad(x, A, i):
    return x @ t1, t1[i - 1] + x @ A.T[i - 1]
            value, slope = f_and_grad(x, A, i)
        value = f(x, A, i)
        return f(x + np.eye(x.shape[0])[i - 1] * (step1 * steps[0]), A, i)
"""f(X) = tr(X A X^T)
df/dX_{ij} = (X (A + A^T))_{ij}
    d/dX_{ij} tr(X A X^T) where X in R^{m x n}, A in R^{n x n}
    return np.vdot(X.T, A @ X.T)
    t1 = A @ X.T
    return np.vdot(X.T, t1), A[:, j - 1] @ X[i - 1] + t1.T[:, j - 1][i - 1]
        return f(X + np.outer(np.eye(X.shape[0])[i - 1], np.eye(X.shape[1])[j - 1]) * (step1 * steps[0]), A, i, j)
"""f(w) = sum_{i=1}^n ((x_i^T A w) w^T x_i)
df/dw = A^T sum_{i=1}^n ((w^T x_i) x_i) + sum_{i=1}^n ((w^T A^T x_i) x_i)
    d/dw sum_{i=1}^n ((x_i^T A w) (w^T x_i)) where w in R^p, x_i in R^p, A in R^{p x p}
    return X @ w @ (X @ (A @ w))
    t1 = X @ w
    t2 = X @ (A @ w)
    return t1 @ t2, t1 @ X @ A + t2 @ X
"""f(w) = sum_{i=1}^{n-1} (||x_i - w||^2)
df/dw = 2 sum_{i=1}^{n-1} (w - x_i)
    d/dw sum_{i=1}^{n-1} (||x_i - w||^2) where w in R^p, x_i in R^p
def f(w, X, n):
    X: (n-1, p)
    t1 = X - w
def f_and_grad(w, X, n):
    return np.sum(np.sum(t1 * t1, axis=1)), 2 * ((-1 + n) * w - np.sum(X.T, axis=1))
        X = draw(-1 + n, p)
            value, slope = f_and_grad(w, X, n)
        value = f(w, X, n)
        return f(w + step1 * steps[0], X, n)
"""f(w) = sum_{i=1}^{n-1} ((x_{i+1} - w x_i)^2)
df/dw = 2 sum_{i=1}^{n-1} (x_i (w x_i - x_{i+1}))
    d/dw sum_{i=1}^{n-1} ((x_{i+1} - w x_i)^2) where w in R, x_i in R
def f(w, x):
    w: a number
    return sum(((x[i - 1] * w - x[1 + i - 1]) ** 2) for i in range(1, -1 + n + 1))
def f_and_grad(w, x):
    t1 = sum((x[i - 1] * (x[i - 1] * w - x[1 + i - 1])) for i in range(1, -1 + n + 1))
    return sum(((x[i - 1] * w - x[1 + i - 1]) ** 2) for i in range(1, -1 + n + 1)), 2 * t1
        w = draw()
            value, slope = f_and_grad(w, x)
        value = f(w, x)
        return f(w + step1 * steps[0], x)
"""f(w) = sum_{i=1}^{n-1} ((x_{i+1} - w)^T (x_i - w))
df/dw = sum_{i=1}^{n-1} (w + w - x_{i+1} - x_i)
    d/dw sum_{i=1}^{n-1} ((x_{i+1} - w)^T (x_i - w)) where w in R^p, x_i in R^p
    return sum(((w - X[1 + i - 1]) @ (w - X[i - 1])) for i in range(1, -1 + n + 1))
    return sum(((w - X[1 + i - 1]) @ (w - X[i - 1])) for i in range(1, -1 + n + 1)), sum((2 * w - X[1 + i - 1] - X[i - 1]) for i in range(1, -1 + n + 1))
"""f(A) = sum_{i=1}^n (x_i^T A^-1 z_i)
df/dA = -A^-T (sum_{i=1}^n (x_i z_i^T)) A^-T
    d/dA sum_{i=1}^n (x_i^T A^-1 z_i) where A in R^{p x p}, x_i in R^p, z_i in R^p
def f(A, X, Z):
    Z: (n, p)
    return np.sum(np.sum(Z * np.linalg.solve(A.T, X.T).T, axis=1))
def f_and_grad(A, X, Z):
    t2 = linalg.lu_solve(t1, linalg.lu_solve(t1, (X.T @ Z).T).T, trans=1)
    return np.sum(np.sum(Z * linalg.lu_solve(t1, X.T, trans=1).T, axis=1)), -t2
        Z = draw(n, p)
            value, slope = f_and_grad(A, X, Z)
        value = f(A, X, Z)
        return f(A + step1 * steps[0], X, Z)
"""f(w) = sum_{i=1}^n tr(diag(x_i) w w^T)
df/dw = 2 sum_{i=1}^n (w .* x_i)
    d/dw sum_{i=1}^n tr(diag(x_i) w w^T) where w in R^p, x_i in R^p
    return sum((w @ (w * X[i - 1])) for i in range(1, n + 1))
    return sum((w @ (w * X[i - 1])) for i in range(1, n + 1)), 2 * np.sum((w * X).T, axis=1)
"""f(x) = sum_{i=1}^n (sum_{j=1}^n (x_i x_j A_{ij}))
    d/dx sum_{i=1}^n (sum_{j=1}^n (x_i x_j A_{ij})) where x in R^n, A in R^{n x n}
    t1 = sum((sum((x[i - 1] * x[j - 1] * A[:, j - 1][i - 1]) for j in range(1, n + 1))) for i in range(1, n + 1))
    return t1, A @ x + x @ A
"""f(x) = sum_{i=1}^n (x_i^3)
df/dx = 3 x.^2
    d/dx sum_{i=1}^n (x_i^3) where x in R^n
    return sum((x[i - 1] ** 3) for i in range(1, n + 1))
    return sum((x[i - 1] ** 3) for i in range(1, n + 1)), 3 * x ** 2
"""f(w) = sum_{i=1}^n (w_i log(w_i))
df/dw = 1 + log(w)
    d/dw sum_{i=1}^n (w_i log(w_i)) where w in R^n
    return sum((w[i - 1] * np.log(w[i - 1])) for i in range(1, n + 1))
    return sum((w[i - 1] * np.log(w[i - 1])) for i in range(1, n + 1)), 1 + np.log(w)
        return f(w + step1 * steps[0])
"""f(x) = sum_{i=1}^{n-1} ((x_{i+1} - x_i)^2)
df/dx = 2 sum_{i=1}^{n-1} ((x_{i+1} - x_i) (e_{i+1} - e_i))
    d/dx sum_{i=1}^{n-1} ((x_{i+1} - x_i)^2) where x in R^n
    return sum(((x[1 + i - 1] - x[i - 1]) ** 2) for i in range(1, -1 + n + 1))
    t1 = sum(((x[1 + i - 1] - x[i - 1]) * (np.eye(n)[1 + i - 1] - np.eye(n)[i - 1])) for i in range(1, -1 + n + 1))
    return sum(((x[1 + i - 1] - x[i - 1]) ** 2) for i in range(1, -1 + n + 1)), 2 * t1
"""f(x) = ||A^-1 x||^2
df/dx = 2 A^-2 x
    d/dx ||A^-1 x||^2 where x in R^n, A in R^{n x n} symmetric
    t1 = np.linalg.solve(A, x)
    t2 = linalg.lu_solve(t1, x)
    return t2 @ t2, 2 * linalg.lu_solve(t1, t2)
"""f(x) = ||A (B + A) x||^2
df/dx = 2 (B + A)^T A^2 (B + A) x
    d/dx ||A (B + A) x||^2 where x in R^n, A in R^{n x n} symmetric, B in R^{n x n}
    t1 = A @ ((B + A) @ x)
    t1 = B + A
    t2 = A @ (t1 @ x)
    return t2 @ t2, 2 * (A @ t2 @ t1)
"""f(x) = x^T A^-T b
df/dx = A^-T b
    d/dx x^T A^-T b where x in R^n, A in R^{n x n}, b in R^n
    return np.linalg.solve(A.T, b) @ x
    t1 = np.linalg.solve(A.T, b)
df/dx = A^-1 b
    d/dx x^T A^-T b where x in R^n, A in R^{n x n} pd, b in R^n
    A: (n, n), pd, psd, symmetric
    t1 = linalg.cho_factor(A, lower=True)
    return linalg.cho_solve(t1, b) @ x
    t2 = linalg.cho_solve(t1, b)
    return t2 @ x, t2
        A = A @ A.T + np.eye(len(A))
"""f(x) = (a^T x)^(3/2)
df/dx = 3/2 sqrt(a^T x) a
    d/dx (a^T x)^(3/2) where x in R^n, a in R^n
    return (a @ x) ** 1.5
    t1 = a @ x
    return t1 ** 1.5, 3 / 2 * (np.sqrt(t1) * a)
"""f(x) = sum(x.^(3/2))
df/dx = 3/2 sqrt(x)
    d/dx sum(x.^(3/2)) where x in R^n positive
    x: (n,), nonnegative, positive
    return np.sum(x ** 1.5)
    return np.sum(x ** 1.5), 3 / 2 * np.sqrt(x)
        x = np.abs(x) + 0.1
"""f(x) = sum(x.^k)
df/dx = k x.^(k - 1)
    d/dx sum(x.^k) where x in R^n, k in R
def f(x, k):
    return np.sum(x ** k)
def f_and_grad(x, k):
    return np.sum(x ** k), k * x ** (k - 1)
        k = draw()
            value, slope = f_and_grad(x, k)
        value = f(x, k)
        return f(x + step1 * steps[0], k)
"""f(x) = 2^(a^T x)
df/dx = 2^(a^T x) log(2) a
    d/dx 2^(a^T x) where x in R^n, a in R^n
    return 2 ** (a @ x)
    t1 = 2 ** (a @ x)
    return t1, t1 * np.log(2) * a
"""f(t) = x^T A x
d^2f/dt^2 = 2 deriv(x, t)^T A deriv(x, t) + x^T (A + A^T) deriv(deriv(x, t), t)
    d/dt d/dt x^T A x where t in R, x in R^m, A in R^{m x m}, x depends on t
def f(t, x, A, dx_dt, d2x_dt2):
    dx_dt: (m,)
    d2x_dt2: (m,)
def hessian(t, x, A, dx_dt, d2x_dt2):
    return 2 * (dx_dt @ (A @ dx_dt)) + (x @ (A @ d2x_dt2) + A @ x @ d2x_dt2)
        dx_dt = draw(m)
        d2x_dt2 = draw(m)
            slope = hessian(t, x, A, dx_dt, d2x_dt2)
        value = f(t, x, A, dx_dt, d2x_dt2)
        return f(t + step1 * steps[0] + step2 * steps[1], x + step1 * steps[0] * dx_dt + step2 * steps[1] * dx_dt + step1 * steps[0] * step2 * steps[1] * d2x_dt2, A, dx_dt + step1 * steps[0] * d2x_dt2 + step2 * steps[1] * d2x_dt2, d2x_dt2)
    found = steps[0] * slope * steps[1]
"""f(t) = logdet(X)
df/dt = tr(X^-1 deriv(X, t))
    d/dt logdet(X) where t in R, X in R^{m x m}, X depends on t
def f(t, X, dX_dt):
    dX_dt: (m, m)
def f_and_grad(t, X, dX_dt):
    return np.sum(np.log(np.abs(np.diag(t1[0])))), np.trace(linalg.lu_solve(t1, dX_dt))
        dX_dt = draw(m, m)
            value, slope = f_and_grad(t, X, dX_dt)
        value = f(t, X, dX_dt)
        return f(t + step1 * steps[0], X + step1 * steps[0] * dX_dt, dX_dt)
"""f(t) = tr(A X^T)
df/dt = -tr(A deriv(X, t))
    d/dt tr(A X^T) where t in R, A in R^{m x m}, X in R^{m x m} skew, X depends on t
def f(t, A, X, dX_dt):
    X: (m, m), skew
    dX_dt: (m, m), skew
    return np.vdot(A, X)
def f_and_grad(t, A, X, dX_dt):
    return np.vdot(A, X), -np.vdot(dX_dt, A.T)
        X = X - X.T
        dX_dt = dX_dt - dX_dt.T
            value, slope = f_and_grad(t, A, X, dX_dt)
        value = f(t, A, X, dX_dt)
        return f(t + step1 * steps[0], A, X + step1 * steps[0] * dX_dt, dX_dt)
"""f(t) = tr(A exp(X))
df/dt = tr(A (deriv(X, t) .* exp(X)))
    d/dt tr(A exp(X)) where t in R, A in R^{m x n}, X in R^{n x m}, X depends on t
    dX_dt: (n, m)
    return np.vdot(np.exp(X), A.T)
    t1 = np.exp(X)
    return np.vdot(t1, A.T), np.vdot(dX_dt * t1, A.T)
        dX_dt = draw(n, m)
"""g(x) = f(A x)
d^2g/dx^2 = A^T hess(f)(A x) A
    d/dx d/dx f(A x) where x in R^m, A in R^{n x m}, f: R^n -> R
def evaluate(x, A, hess_f, f):
    return f(A @ x)
def hessian(x, A, hess_f, f):
    return A.T @ (hess_f(A @ x) @ A)
            slope = hessian(x, A, hess_f, f)
        value = evaluate(x, A, hess_f, f)
    steps = [draw(m), draw(m)]
        return evaluate(x + step1 * steps[0] + step2 * steps[1], A, hess_f, f)
"""g(t) = f(a t)
d^2g/dt^2 = a.^2 .* f''(t a)
    d/dt d/dt f(a t) where t in R, a in R^m, f: R -> R
def evaluate(t, a, d2f, f):
    return f(t * a)
def derivative(t, a, d2f, f):
    return a ** 2 * d2f(t * a)
            slope = derivative(t, a, d2f, f)
        value = evaluate(t, a, d2f, f)
        return evaluate(t + step1 * steps[0] + step2 * steps[1], a, d2f, f)
"""f(X) = lambda_max(X^T A X)
df/dX = 2 A X top_eigenvector(X^T A X) top_eigenvector(X^T A X)^T
    d/dX lambda_max(X^T A X) where X in R^{m x n}, A in R^{m x m} symmetric
    A: (m, m), symmetric
    return np.linalg.eigvalsh(X.T @ (A @ X))[-1]
    t2 = top_pair(X.T @ t1)
    t3 = t2[1]
    return t2[0], np.outer(2 * (t1 @ t3), t3)
"""f(X) = ||X||_2 + ||X||_2^2
df/dX = (1 + 2 ||X||_2) top_left(X) top_right(X)^T
    d/dX ||X||_2 + ||X||_2^2 where X in R^{m x n}
    t1 = np.linalg.norm(X, 2)
    return t1 + t1 ** 2
    t2 = t1[1][0]
    return t2 + t2 ** 2, np.outer((1 + 2 * t2) * t1[0][:, 0], t1[2][0])
"""f(x) = sum(1 ./ (1 + exp(-x)).^2)
df/dx = 2 ((1 + exp(-x)) .* sigmoid(x).^3 .* sigmoid(-x))
    d/dx sum(1 ./ (1 + exp(-x)).^2) where x in R^n
    return np.sum(1 / (1 + np.exp(-x)) ** 2)
    t1 = -x
    t2 = 1 + np.exp(t1)
    return np.sum(1 / t2 ** 2), 2 * (t2 * sigmoid(x) ** 3 * sigmoid(t1))
"""f(X) = sum(Y ./ (1 + exp(-X)))
df/dX = Y .* sigmoid(-X) .* sigmoid(X)
    d/dX sum(Y ./ (1 + exp(-X))) where X in R^{m x n}, Y in R^{m x n}
    return np.vdot(Y, sigmoid(X))
    t1 = sigmoid(X)
    return np.vdot(Y, t1), Y * sigmoid(-X) * t1
"""f(x) = (exp(x)^T a) exp(x)^T b / sum(exp(x))^2
df/dx = (((a^T exp(x)) b + (b^T exp(x)) a) / sum(exp(x))^2 - 2 (a^T exp(x)) (b^T exp(x))
    ones(n) / sum(exp(x))^3) .* exp(x)
    d/dx ((exp(x)^T a) (exp(x)^T b)) / sum(exp(x))^2 where x in R^n, a in R^n, b in R^n
    return t1 @ a * (t1 @ b) / np.sum(t1) ** 2
    t3 = t2 ** 2
    t4 = t1 @ a
    t5 = t1 @ b
    t6 = t4 * t5
    return t6 / t3, t1 * ((t4 * b + t5 * a) / t3 - 2 * (t6 / t2 ** 3))
"""f(x) = a^T (exp(x) .* exp(x)) / sum(exp(x))
df/dx = (2 (a .* softmax(x)) - (a^T exp(x).^2) ones(n) / sum(exp(x))^2) .* exp(x)
    d/dx (a^T (exp(x) .* exp(x))) / sum(exp(x)) where x in R^n, a in R^n
    return a @ (t1 * t1) / np.sum(t1)
    return a @ (t1 * t1) / t2, t1 * (2 * (a * softmax(x)) - a @ t1 ** 2 / t2 ** 2)
"""f(x) = a^T diag(exp(x)) b / sum(exp(x))
df/dx = a .* b .* softmax(x) - sum(a .* b .* exp(x)) softmax(x) / sum(exp(x))
    d/dx (a^T diag(exp(x)) b) / sum(exp(x)) where x in R^n, a in R^n, b in R^n
    return a @ (b * softmax(x))
    return a @ (b * t1), a * b * t1 - np.sum(a * b * t2) * t1 / np.sum(t2)
"""f(x) = log(1 + a^T x)
df/dx = a / (1 + a^T x)
    d/dx log(1 + a^T x) where x in R^n, a in R^n
    return np.log1p(a @ x)
    return np.log1p(t1), a / (1 + t1)
"""f(x) = log(1 + exp(a^T x))
df/dx = sigmoid(a^T x) a
    d/dx log(1 + exp(a^T x)) where x in R^n, a in R^n
    return np.logaddexp(0, a @ x)
    return np.logaddexp(0, t1), sigmoid(t1) * a
"""f(x) = max(abs(A x))
df/dx = A^T (argmax(abs(A x)) .* sign(A x))
    d/dx max(abs(A x)) where x in R^n, A in R^{m x n}
    return np.max(np.abs(A @ x))
    t2 = np.abs(t1)
    return np.max(t2), (t2 == np.max(t2)) / np.sum(t2 == np.max(t2)) * np.sign(t1) @ A
"""f(x) = max(x)
df/dx = argmax(x)
    d/dx max(x) where x in R^n
    return np.max(x)
    return np.max(x), (x == np.max(x)) / np.sum(x == np.max(x))
"""f(x) = sum(maximum(A x, zeros(m)))
df/dx = A^T step(A x)
    d/dx sum(maximum(A x, zeros(m))) where x in R^n, A in R^{m x n}
    return np.sum(np.maximum(A @ x, np.zeros(m)))
    return np.sum(np.maximum(t1, np.zeros(m))), np.heaviside(t1, 0.5) @ A
"""f(x) = sum(abs(x)) / n
df/dx = sign(x) / n
    d/dx sum(abs(x)) / n where x in R^n
    return np.sum(np.abs(x)) / n
    return np.sum(np.abs(x)) / n, np.sign(x) / n
"""f(X) = tr(A B X C D E)
df/dX = B^T A^T E^T D^T C^T
    d/dX tr(A B X C D E) where X in R^{m x n}, A in R^{2 x 3}, B in R^{3 x m}, C in R^{n x
        p}, D in R^{p x q}, E in R^{q x 2}
def f(X, A, B, C, D, E):
    B: (3, m)
    C: (n, p)
    D: (p, q)
    E: (q, 2)
    return np.vdot(B.T @ A.T @ (E.T @ D.T @ C.T), X)
def f_and_grad(X, A, B, C, D, E):
    t1 = B.T @ A.T @ (E.T @ D.T @ C.T)
    return np.vdot(t1, X), t1
        B = draw(3, m)
        C = draw(n, p)
        D = draw(p, q)
        E = draw(q, 2)
            value, slope = f_and_grad(X, A, B, C, D, E)
        value = f(X, A, B, C, D, E)
        return f(X + step1 * steps[0], A, B, C, D, E)
"""f(x) = A B C D E F G H I J x
df/dx = A B C D E F G H J
    d/dx A B C D E F G H I J x where x in R^m, A in R^{p x q}, B in R^{q x r}, C in R^{r x
        k}, D in R^{k x l}, E in R^{l x s}, F in R^{s x u}, G in R^{u x v}, H in R^{v x n},
        J in R^{n x m}
def f(x, A, B, C, D, E, F, G, H, J):
    B: (q, r)
    C: (r, k)
    D: (k, l)
    E: (l, s)
    F: (s, u)
    G: (u, v)
    H: (v, n)
    J: (n, m)
    return A @ (B @ (C @ (D @ (E @ (F @ (G @ (H @ J))))))) @ x
def jacobian(x, A, B, C, D, E, F, G, H, J):
    return A @ (B @ (C @ (D @ (E @ (F @ (G @ (H @ J)))))))
        m, p, q, r, k, l, s, u, v, n = (2, 3, 4, 5, 2, 3, 4, 5, 2, 3) if attempt % 2 else (3, 2, 5, 4, 3, 2, 5, 4, 3, 2)
        B = draw(q, r)
        C = draw(r, k)
        D = draw(k, l)
        E = draw(l, s)
        F = draw(s, u)
        G = draw(u, v)
        H = draw(v, n)
        J = draw(n, m)
            slope = jacobian(x, A, B, C, D, E, F, G, H, J)
        value = f(x, A, B, C, D, E, F, G, H, J)
        return f(x + step1 * steps[0], A, B, C, D, E, F, G, H, J)
"""F(X) = (A X) .* B
dF/dX = diag(vec(B)) kron(I(n), A)
    d/dX (A X) .* B where X in R^{m x n}, A in R^{p x m}, B in R^{p x n}
    return B * (A @ X)
    return eye_kron(n, A) * B.T.ravel()[:, None]
"""F(X) = kron(X, X)
dF/dX = kron(kron(I(n), K(n,m)), I(m)) (kron(I(m*n), vec(X)) + kron(vec(X), I(m*n)))
    d/dX kron(X, X) where X in R^{m x n}
    return np.kron(X, X)
    t1 = np.eye(m * n)
    t2 = X.T.ravel()[:, None]
    return kron_eye_mm(eye_kron(n, commutation(n, m)), np.kron(t1, t2) + np.kron(t2, t1), m)
"""F(x) = diag(x) A diag(x)
dF/dx = (kron(I(n), diag(x) A) + kron(diag(x) A^T, I(n))) diag_matrix(n)
    d/dx diag(x) A diag(x) where x in R^n, A in R^{n x n}
    return x[:, None] * (x[:, None] * A.T).T
    return (eye_kron(n, A * x[:, None]) + kron_eye(x[:, None] * A.T, n)) @ diag_matrix(n)
"""F(x) = x x^T
dF/dx = kron(I(n), x) + kron(x, I(n))
    d/dx x x^T where x in R^n
    return np.outer(x, x)
"""f(x) = logsumexp(A x) softmax(A x)
df/dx = (softmax(A x) softmax(A x)^T + logsumexp(A x) (diag(softmax(A x)) - softmax(A x)
    softmax(A x)^T)) A
    d/dx logsumexp(A x) softmax(A x) where x in R^n, A in R^{m x n}
    t1 = softmax_parts(A @ x)
    return t1[1] * t1[0]
    t2 = t1[0]
    t3 = t2 @ A
    t4 = t1[1]
    return np.outer(t2, t3) + (t4 * A * t2[:, None] - np.outer(t4 * t2, t3))
"""F(X) = (A + X B X^T)^-1
dF/dX = -K(m,m) kron((A + X B X^T)^-1 X B, (A + X B X^T)^-T) - kron((A + X B X^T)^-T X B^T,
    (A + X B X^T)^-1)
    d/dX (A + X B X^T)^-1 where X in R^{m x n}, A in R^{m x m}, B in R^{n x n}
    return np.linalg.inv(A + X @ (B @ X.T))
    t1 = B @ X.T
    t2 = linalg.lu_factor(A + X @ t1)
    t3 = linalg.lu_solve(t2, np.eye(len(t2[0])))
    t4 = turned_kron(linalg.lu_solve(t2, X @ B), t3.T) + np.kron(linalg.lu_solve(t2, t1.T, trans=1), t3)
    return -t4
"""f(X) = vec(X)^T A vec(X)
df/dX = unvec((A + A^T) vec(X), m, n)
    d/dX vec(X)^T A vec(X) where X in R^{m x n}, A in R^{m*n x m*n}
    A: (m*n, m*n)
    t1 = X.T.ravel()
    return t1 @ t2, (t2 + t1 @ A).reshape(n, m).T
        A = draw(m * n, m * n)
"""F(x) = unvec(x, 2, 3) B
dF/dx = kron(B^T, I(2))
    d/dx unvec(x, 2, 3) B where x in R^6, B in R^{3 x m}
def f(x, B):
    return x.reshape(3, 2).T @ B
def jacobian(x, B):
    return kron_eye(B.T, 2)
            slope = jacobian(x, B)
        value = f(x, B)
        return f(x + step1 * steps[0], B)
"""f(X) = tr(X X^T X X^T)
df/dX = 4 X X^T X
    d/dX tr(X X^T X X^T) where X in R^{m x n}
    return np.vdot(X, X @ (X.T @ X))
    t1 = X @ (X.T @ X)
    return np.vdot(X, t1), 4 * t1
d^2f/dX^2 = 4 (K(n,m) kron(X, X^T) + kron(I(n), X X^T) + kron(X^T X, I(m)))
    d/dX d/dX tr(X X^T X X^T) where X in R^{m x n}
    t1 = X @ X.T
    return np.trace(t1 @ t1)
    t1 = turned_kron(X, X.T) + eye_kron(n, X @ X.T) + kron_eye(X.T @ X, m)
    return 4 * t1
"""f(A) = ||expm(A) - B||_F^2
df/dA = frechet_expm(A^T, 2 (expm(A) - B))
    d/dA ||expm(A) - B||_F^2 where A in R^{n x n}, B in R^{n x n}
    t1 = linalg.expm(A) - B
    return np.vdot(t1, t1), frechet_expm(A.T, 2 * t1)
"""f(A) = tr(B logm(A))
df/dA = frechet_logm(A^T, B^T)
    d/dA tr(B logm(A)) where A in R^{n x n}, B in R^{n x n}
    return np.vdot(B.T, linalg.logm(A))
    return np.vdot(B.T, linalg.logm(A)), frechet_logm(A.T, B.T)
"""f(A) = tr(B sqrtm(A))
df/dA = frechet_sqrtm(A^T, B^T)
    d/dA tr(B sqrtm(A)) where A in R^{n x n}, B in R^{n x n}
    return np.vdot(B.T, linalg.sqrtm(A))
    return np.vdot(B.T, linalg.sqrtm(A)), frechet_sqrtm(A.T, B.T)
"""f(A) = tr(pinv(A) B)
df/dA = pinv(A)^T pinv(A) B (I - pinv(A) A) + ((I - A pinv(A)) B pinv(A) - pinv(A)^T B^T)
    pinv(A)^T
    d/dA tr(pinv(A) B) where A in R^{m x n}, B in R^{m x n}
    return np.trace(np.linalg.pinv(A) @ B)
    t3 = t1 @ B
    t4 = t2 @ t3
    t5 = B @ t1
    return np.trace(t3), t4 - t4 @ (t1 @ A) - (t5.T - (t5 - A @ (t1 @ t5))) @ t2
"""f(w) = sum_{i=1}^n (w x_i^2) + sum_{i=1}^{n-1} (w^2 x_i)
df/dw = sum_{i=1}^n (x_i^2) + 2 w sum_{i=1}^{n-1} x_i
    d/dw sum_{i=1}^n (w x_i^2) + sum_{i=1}^{n-1} (w^2 x_i) where w in R, x_i in R
    t1 = w ** 2
    t2 = sum((x[i - 1] ** 2 * w) for i in range(1, n + 1)) + sum((x[i - 1] * t1) for i in range(1, -1 + n + 1))
    t1 = sum((x[i - 1] ** 2) for i in range(1, n + 1)) + 2 * (w * sum((x[i - 1]) for i in range(1, -1 + n + 1)))
    t2 = w ** 2
    t3 = sum((x[i - 1] ** 2 * w) for i in range(1, n + 1)) + sum((x[i - 1] * t2) for i in range(1, -1 + n + 1))
    return t3, t1
"""f(w) = sum_{i=1}^{n-1} (w x_i^2) + sum_{i=1}^n (w^2 x_i)
df/dw = sum_{i=1}^{n-1} (x_i^2) + 2 w sum_{i=1}^n x_i
    d/dw sum_{i=1}^{n-1} (w x_i^2) + sum_{i=1}^n (w^2 x_i) where w in R, x_i in R
    t2 = sum((x[i - 1] ** 2 * w) for i in range(1, -1 + n + 1)) + sum((x[i - 1] * t1) for i in range(1, n + 1))
    t1 = sum((x[i - 1] ** 2) for i in range(1, -1 + n + 1)) + 2 * (w * sum((x[i - 1]) for i in range(1, n + 1)))
    t3 = sum((x[i - 1] ** 2 * w) for i in range(1, -1 + n + 1)) + sum((x[i - 1] * t2) for i in range(1, n + 1))
"""f(w) = sum_{i=1}^{n-1} (w x_{i+1}^2) + sum_{i=1}^n (w^2 x_i)
df/dw = sum_{i=1}^{n-1} (x_{i+1}^2) + 2 w sum_{i=1}^n x_i
    d/dw sum_{i=1}^{n-1} (w x_{i+1}^2) + sum_{i=1}^n (w^2 x_i) where w in R, x_i in R
    return sum((x[1 + i - 1] ** 2 * w) for i in range(1, -1 + n + 1)) + np.sum(x) * w ** 2
    return sum((x[1 + i - 1] ** 2 * w) for i in range(1, -1 + n + 1)) + t1 * w ** 2, sum((x[1 + i - 1] ** 2) for i in range(1, -1 + n + 1)) + 2 * (w * t1)
"""f(w) = sum_{i=1}^n (w^T x_i) + sum_{i=1}^{n+2} ((w^T x_i)^2)
df/dw = 2 sum_{i=1}^{n+2} ((w^T x_i) x_i) + sum_{i=1}^n x_i
    d/dw sum_{i=1}^n (w^T x_i) + sum_{i=1}^{n+2} ((w^T x_i)^2) where w in R^p, x_i in R^p
    X: (n+2, p)
    t1 = sum((w @ X[i - 1]) for i in range(1, n + 1)) + sum(((w @ X[i - 1]) ** 2) for i in range(1, 2 + n + 1))
    t1 = 2 * sum((w @ X[i - 1] * X[i - 1]) for i in range(1, 2 + n + 1)) + sum((X[i - 1]) for i in range(1, n + 1))
    t2 = sum((w @ X[i - 1]) for i in range(1, n + 1)) + sum(((w @ X[i - 1]) ** 2) for i in range(1, 2 + n + 1))
    return t2, t1
        X = draw(2 + n, p)
"""f(w) = sum_{i=1}^n (w x_i) + sum_{i=1}^m (w^2 y_i)
df/dw = sum_{i=1}^n x_i + 2 w sum_{i=1}^m y_i
    d/dw sum_{i=1}^n (w x_i) + sum_{i=1}^m (w^2 y_i) where w in R, x_i in R, y_i in R
def f(w, x, y):
    return np.sum(x) * w + np.sum(y) * w ** 2
def f_and_grad(w, x, y):
    t2 = np.sum(y)
    return t1 * w + t2 * w ** 2, t1 + 2 * (w * t2)
            value, slope = f_and_grad(w, x, y)
        value = f(w, x, y)
        return f(w + step1 * steps[0], x, y)
