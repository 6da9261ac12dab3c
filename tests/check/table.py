"""Claims with their verdicts. The right ones are from textbooks, the others are slips in them."""

from __future__ import annotations

EQUAL = r"""
d/dX tr(A X) = A^T
d/dX tr(X A) = A^T
d/dX tr(A X B) = A^T B^T
d/dX tr(A X^T B) = B A
d/dX tr(X^T A) = A
d/dX tr(A X^T) = A
d/dX tr(X^2) = 2 X^T
d/dX tr(X^3) = 3 (X^2)^T
d/dX tr(X^T B X) = B X + B^T X
d/dX tr(X B X^T) = X B^T + X B
d/dX tr(A X B X) = A^T X^T B^T + B^T X^T A^T
d/dX tr(X^T X) = 2 X
d/dX tr(B^T X^T C X B) = C^T X B B^T + C X B B^T
d/dX tr(A X B X^T C) = A^T C^T X B^T + C A X B
d/dX tr((A X B + C) (A X B + C)^T) = 2 A^T (A X B + C) B^T
d/dX tr(kron(X, X)) = 2 tr(X) I where X in R^{n x n}
d/dX det X = det(X) X^-T
d/dX det(A X B) = det(A X B) X^-T where A, X, B in R^{n x n}
d/dX log det X = X^-T
d/dX log det X = X^-1 where X symmetric
d/dX log |det(X)| = X^-T
d/dX log det(X^T X) = 2 pinv(X)^T
d/dX log det(X^T X) = 2 X (X^T X)^-1
d/dt A^T = dA/dt where A depends on t, A symmetric
d/dt tr(B A) = tr(B^T dA/dt) where A depends on t, A symmetric
d/dt tr(B A) = -tr(B^T dA/dt) where A depends on t, A skew
d/dX det(X^3) = 3 det(X)^3 X^-T
d/dX tr(A X^-1 B) = -(X^-1 B A X^-1)^T
d/dX a^T X^-1 b = -X^-T a b^T X^-T
d/dX tr(X^-1) = -(X^-2)^T
d/dX a^T X b = a b^T
d/dX a^T X^T b = b a^T
d/dX b^T X^T X c = X (b c^T + c b^T)
d/dX (X b + c)^T D (X b + c) = (D + D^T) (X b + c) b^T
d/dx x^T B x = (B + B^T) x
d/dx x^T A x = 2 A x where A symmetric
d/dx (x - s)^T W (x - s) = 2 W (x - s) where W symmetric
d/ds (x - A s)^T W (x - A s) = -2 A^T W (x - A s) where W symmetric
d/dA (x - A s)^T W (x - A s) = -2 W (x - A s) s^T where W symmetric
d/dx ||x - a|| = (x - a) / ||x - a||
d/dx ||x||^2 = 2 x
d/dX ||X||_F^2 = 2 X
d/dX ||X||_F = X / ||X||_F
d/dx ||A x - b||^2 = 2 A^T (A x - b)
d/dβ ||y - X β||^2 = -2 X^T (y - X β)
d/db ||y - X b||^2 + λ ||b||^2 = 2 X^T (X b - y) + 2 λ b
d/dx (A x + b)^T C (D x + e) = A^T C (D x + e) + D^T C^T (A x + b) where e in R^k
d/dx A x = A
d/dx x^T A = A^T
d/dX A X B = kron(B^T, A)
d/dX X^-1 = -kron(X^-T, X^-1)
d/dx x .* x = 2 diag(x)
d/dx exp(x) = diag(exp(x))
d/dx softmax(x) = diag(softmax(x)) - softmax(x) softmax(x)^T
d/dx logsumexp(x) = softmax(x)
d/dx sum(x) = 1_n where x in R^n
d/dx sum(log(x)) = 1 ./ x
d/dx sum(sigmoid(x)) = sigmoid(x) .* (1 - sigmoid(x))
d/dx ||x||_1 = sign(x)
d/dw sum(log(1 + exp(-y .* (X w)))) = -X^T (y .* sigmoid(-y .* (X w)))
d/dt log det(A + t B) = tr((A + t B)^-1 B)
d/dt (A + t B)^-1 = -(A + t B)^-1 B (A + t B)^-1
d/dt exp(t^2) = 2 t exp(t^2)
d^2/dx^2 x^T A x = A + A^T
d^2/dx^2 ||A x - b||^2 = 2 A^T A
d^2/dx dy x^T A y = A
d/dμ sum_{i=1}^n ||x_i - μ||^2 = 2 n μ - 2 sum_{i=1}^n x_i
d/dΣ (-n/2 log det Σ) = -n/2 Σ^-1 where Σ pd, n in R
d/dX tr(expm(X)) = expm(X)^T
d/dx (a^T x)^3 = 3 (a^T x)^2 a
d/dx (x^T A x) / (x^T x) = 2 (A x - (x^T A x)/(x^T x) x) / (x^T x) where A symmetric
f: R^n -> R; d/dx f(A x) = A^T grad(f)(A x)
d/dX sum(X) = ones(m, n) where X in R^{m x n}
d/dX log det(A X B) = A^T (A X B)^-T B^T
d/dx log(x^T A x) = 2 A x / (x^T A x) where A pd
d/dx x^T y = y
d/dx (x^T x) x = (x^T x) I + 2 x x^T
d/dX tr(A .* X) = diag(diag(A))
d/dt relu(t - 5) = step(t - 5)
d/dx sum(abs(asin(x))) = sign(asin(x)) ./ sqrt(1 - x.^2) where x in R^n
""".strip().splitlines()

TIED = r"""
d/dX log det X = 2 X^-1 - diag(diag(X^-1)) where X symmetric
d/dX log det X = 2 X^-1 - X^-1 .* I where X symmetric
d/dX tr(A X) = A + A^T - diag(diag(A)) where X symmetric
d/dX tr(A X) = (A + A^T)/2 where X symmetric
d/dX tr(A X) = A^T - A where X skew
d/dX tr(A X) = diag(diag(A)) where X diagonal
d/dX a^T X b = a b^T + b a^T - diag(a .* b) where X symmetric
d/dX tr(X^2) = 4 X - 2 diag(diag(X)) where X symmetric
d/dX tr(X A) = 2 A - diag(diag(A)) where X, A symmetric
d/dX det X = det(X) (2 X^-1 - diag(diag(X^-1))) where X symmetric
d/dS tr(S^-1 A) = diag(diag(S^-1 A S^-1)) - 2 S^-1 A S^-1 where S, A symmetric
d/dX a^T X b = diag(a .* b) where X diagonal
d/dX ||X||_F^2 = 4 X - 2 diag(diag(X)) where X symmetric
""".strip().splitlines()

SIGN = r"""
d/dX tr(A X) = -A^T
d/dX tr(X^-1) = (X^-2)^T
d/dX a^T X^-1 b = X^-T a b^T X^-T
d/dX log det X = -X^-T
d/dβ ||y - X β||^2 = 2 X^T (y - X β)
d/dx ||A x - b||^2 = 2 A^T (b - A x)
d/dX X^-1 = kron(X^-T, X^-1)
d/dt (A + t B)^-1 = (A + t B)^-1 B (A + t B)^-1
d/dx sum(cos(x)) = sin(x)
d/dw sum(log(1 + exp(-y .* (X w)))) = X^T (y .* sigmoid(-y .* (X w)))
d/dμ sum_i ||x_i - μ||^2 = 2 sum_i (x_i - μ)
d/dx ||x - a|| = (a - x) / ||x - a||
""".strip().splitlines()

FACTOR = r"""
d/dx ||x||^2 = x | 1/2
d/dX ||X||_F^2 = X | 1/2
d/dx ||A x - b||^2 = A^T (A x - b) | 1/2
d/dX tr(X^3) = (X^2)^T | 1/3
d/dX tr(X^T X) = 4 X | 2
d/dx mean((A x - b).^2) = 2 A^T (A x - b) where A in R^{m x n} | m
d/dx mean(x) = 1_n where x in R^n | n
d/dx sum_{i=1}^n (c^T x) = c | 1 / n
d/dX det(X)^2 = det(X)^2 X^-T | 1/2
d/dx (x^T x)^2 = 2 (x^T x) x | 1/2
d^2/dx^2 ||A x - b||^2 = A^T A | 1/2
d/dx sum(max(x, 0).^2) = 4 max(x, 0) where x in R^n | 2
d/dx relu(a^T x) = 3 step(a^T x) a | 3
d/dx x^T A x = A x where A symmetric | 1/2
d/dx ||x|| = 2 x / ||x|| | 2
d/dx 3 a^T x = 2 a | 2/3
""".strip().splitlines()

TRANSPOSED = r"""
d/dX tr(A X) = A | denominator
d/dX tr(A X B) = B A | denominator
d/dX log det X = X^-1 | denominator
d/dX tr(X^2) = 2 X | denominator
d/dX a^T X b = b a^T | denominator
d/dx a^T x = a^T | denominator
d/dx x^T x = 2 x^T | denominator
d/dx ||A x - b||^2 = 2 (A x - b)^T A | denominator
d/dx A x = A^T | wikipedia-denominator
d/dX ||X||_F^2 = 2 X^T | denominator
d/dX tr(X^-1) = -X^-2 | denominator
d/dX A X B = kron(B, A^T) | wikipedia-denominator
d^2/dx dy x^T A y = A^T | transpose
d/dt t A = A^T | transpose
""".strip().splitlines()

CONDITIONAL = r"""
d/dx x^T A x = 2 A x | A is symmetric
d/dX tr(X^T A X) = 2 A X | A is symmetric
d/dx x^T A x = 0 | A is skew-symmetric
d/dX tr(X^T X A) = 2 X A | A is symmetric
d^2/dx^2 x^T A x = 2 A | A is symmetric
d/dX log det(X^T X) = 2 X^-T | X is invertible
d/dx ||x||_1 = 1_n where x in R^n | x is positive
d/dt |t| = 1 | t is positive
d/dx ||A x||^2 = 2 x where A in R^{n x n} | A is orthogonal
d/dX tr(X^T X) = X + X^T where X in R^{n x n} | X is symmetric
d/dx sum(relu(x)) = 1_n where x in R^n | x is positive
d/dA x^T A^-1 y = -A^-1 x y^T A^-1 | A is symmetric
d/dX det(A X B) = det(A X B) X^-T | square
d/dX log det X = 2 X^-1 - diag(diag(X^-1)) | entries are tied
d/dx (A x)^T (A x) = x + x where A in R^{n x n} | A is orthogonal
""".strip().splitlines()

SHAPE = r"""
d/dX tr(A X) = A X
d/dX tr(A X) = A A
d/dX tr(X) = 1
d/dX tr(X^T X) = X + X^T
d/dx x^T A x = x^T A x
d/dx ||A x - b||^2 = 2 A (A x - b)
d/dx a^T x = 1
d/dX tr(A X B) = A^T B
d/dX a^T X b = a^T b
d/dX a^T X b = a + b
d/dβ ||y - X β||^2 = 2 (y - X β) where X in R^{n x p}
d/dx A x = x where A in R^{m x n}
d/dX ||X||_F^2 = 2 tr(X^T X)
d/dX X^-1 = -X^-2
d/dx exp(x) = exp(x)
""".strip().splitlines()

DIFFERENT = r"""
d/dx (||A x - b||^2 + λ ||x||^2) = 2 A^T (A x - b) | the term 2 λ x is missing
d/dx ||A x - b||^2 = 2 A^T A x | the term -2 Aᵀ b is missing
d/dX tr(A X B X) = A^T X^T B^T | is missing
d/dx a^T x + b^T x = a | the term b is missing
d/dx x^T A x = A x | is missing
d/dx a^T x = a + x | the term x is too much
d/dx (||x||^2 + c^T x) = 2 x - c | the sign of
d/dx (||x||^2 + c^T x) = x + c | the coefficient of x
d/dx a^T x = b where a, b in R^n | b stands where a belongs
d/dX tr(A X) = zeros(m, n) where X in R^{m x n}, A in R^{n x m} | not zero
d/dX tr(A) = X | zero
d/dx ||x||^4 = 4 x
d/dX a^T X b = a b^T + b a^T where X in R^{n x n} | too much
d/dx log(1 + exp(a^T x)) = exp(a^T x) a
d/dx softmax(x) = diag(softmax(x)) | is missing
d/dx sum(exp(x)) = x .* exp(x)
d/dX det X = X^-T
d/dt relu(t - 5) = 0 | not zero
d/dt |t - 30| = -1 | -1 stands where sign(t - 30) belongs
d/dt relu(500 - t) = -1 | -1 stands where
d/dx ||x - 4||_1 = -1_n where x in R^n | stands where
d/dt A^-1 = -A^-1 A^T A^-1 where A depends on t
d/dt A = A where A depends on t | A stands where dA/dt belongs
d/dx relu(||x||^2 - 9) = 0 where x in R^n | not zero
""".strip("\n").splitlines()

# Read in the reports only: other symbols in counterexamples, other factors, other words.
OTHERS = r"""
d/dX tr(A X) = A where A skew, X in R^{n x n}
d/dx x^T D x = D x where D diagonal
d/dx x^T P x = P x where P pd
d/dx x^T P x = 3 P x where P psd
d/dx ||Q x||^2 = x where Q orthogonal
d/dx x^T L x = L x where L lower
d/dx a^T Q x = Q a where Q orthogonal
d/dx x^T U x = U x where U upper
d/dx x^T K x = K x where K skew, K in R^{n x n}
d/dx a^T x = -2 a where a in R^n positive
d/dx a^T x = -a where a in R^n nonnegative
d/dt log(c t) = 1 / (c t) where c in R positive
d/dt t^3 = t^2 where t in R
d/dX tr(X^k) = X^k where X in R^{n x n}
d/dX tr(X^k) = k (X^k)^T where X in R^{n x n}
X depends on t; d/dt tr(A X) = tr(A)
X depends on t; d/dt tr(X) = 2 tr(deriv(X, t))
f: R^n -> R; d/dx f(A x) = A grad(f)(A x) where A in R^{n x n}
f: R^n -> R; d/dx f(A x) = 2 A^T grad(f)(A x)
d/dx ||x||^2 = sqrt(2) x
d/dx ||x||^2 = -sqrt(8) x
d/dx ||x||^2 = pi x
d/dx ||x||^2 = -4 x
d/dx mean(x)^2 = sum(x) 1_n where x in R^n
d/dX mean(X) = ones(m, n) where X in R^{m x n}
d/dX mean(X) = 2 ones(m, n) / n where X in R^{m x n}
d/dx sum(x) = n^2 / 2 * 1_n where x in R^n, n in R
d/dX tr(A X) = -A
d/dX tr(A X) = 2 A
d/dX tr(A X) = n A where A in R^{n x n}, n in R
d/dx ||A x - b||_1 = A^T (A x - b)
d/dx (||A x - b||^2 + c^T x + λ ||x||^2) = 2 A^T (A x - b)
d/dx (a^T x + b^T x - b^T x) = a + b + x
d/dx (||x||^2 + 3 c^T x) = 2 x + c
d/dx (||x||^2 - 3 c^T x) = 2 x - 5 c
d/dx (c^T x - ||x||^2) = c + 2 x
d/dx log(a^T x + exp(b^T x)) = (b + exp(a^T x) a) / (b^T x)
d/dx (a^T x)^2 (b^T x)^2 = sin(a^T x) a + cos(b^T x) b + x
d/dx (||x||^2 + c^T x + a^T x) = x + c - 2 a
d/dx x^T A x = 2 diag(diag(A)) x
d/dx x^T A x = A x + diag(diag(A)) x
d/dx ||A x||^2 = A^T A^T x + A A x where A in R^{n x n}
d/dx x^T A B x = 2 A B x where A, B in R^{n x n}
d/dX tr(A X) = tril(A^T) where X lower
d/dX tr(A X) = triu(A^T) where X upper
d/dX tr(A X) = (A^T - A) / 2 where X skew
d/dX tr(A X) = diag(diag(A)) where X in R^{n x n}
d/dX tr(A X) = tril(A^T) where X in R^{n x n}
d/dX tr(A X) = triu(A^T) where X in R^{n x n}
d/dX tr(A X) = A^T - A where X in R^{n x n}
d/dX tr(X^-1) = 0 where X in R^{n x n}
d/dx a^T x = zeros(n, 1) where x in R^n
d/dx a^T x = (x x^T)^-1 x where x in R^n
d/dx_k sum_{i=1}^n x_i^2 = x_k where x_i in R
d/dμ sum_{i=1}^n (x_{i+1} - μ x_i)^2 = 2 sum_{i=1}^n (x_{i+1} - μ x_i) where x_i, μ in R
d/dμ sum_{i=1}^n ||x_i - μ||^2 = 2 μ - 2 sum_{i=1}^n x_i
d/dx sum_{i=1}^3 (a_i^T x)^2 = 2 sum_{i=1}^3 (a_i^T x)
d/dx_i x^T A x = 2 A x
d/dx_i ||x||^2 = x_i where x in R^n
d/dX_{ij} tr(A X) = A_{ij} where A in R^{n x n}
d/dx sum(asin(x)) = 1 ./ sqrt(1 + x.^2) where x in R^n
d/dx x^T A^-1 x = 2 A x where A symmetric
d/dX log det(A X B) = X^-1 where A in R^{n x n}
d/dX log det(X^T X) = 2 X^-T where X in R^{m x n}
d/dx ||x||^2 = 2 x + sum_i y_i where x, y_i in R^n
d/dx ||x||^2 = 2 x + c where x, c in R^n
d/dx (||x||^2 + x^T A x) = 2 x
""".strip().splitlines()
