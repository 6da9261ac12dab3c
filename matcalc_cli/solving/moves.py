"""The named moves of `solve`, and how sides of an equation are shown."""

from __future__ import annotations

from matcalc_cli.expressions import Add, Expr, Product, Symbol, add, multiply
from matcalc_cli.functions.structure import IDENTITY
from matcalc_cli.normal_form.terms import ONE_NUMBER, terms_of, without_coefficient
from matcalc_cli.presentation.presenter import Presenter
from matcalc_cli.rules import RULES, Rule
from matcalc_cli.traversal import mentions


def _rule(name: str, statement: str, proof: str, condition: str = "", reference: str = "") -> Rule:
    RULES[name] = Rule(name, statement, proof, condition, reference)
    return RULES[name]


SET_EQUAL = _rule(
    "set the gradient to zero", "∂f/∂X = 0 where f has an extremum inside its domain",
    "df = tr((∂f/∂X)ᵀ dX) changes its sign with dX unless ∂f/∂X = 0",
)  # fmt: skip
GIVEN = _rule("the equation given", "A = B", "what was asked")
CONSTRAINT = _rule(
    "constraint", "∂L/∂Λ = 0 gives back the constraint",
    "L = f - ⟨Λ, C⟩ is linear in Λ", reference="Magnus & Neudecker 7.10",
)  # fmt: skip
LAGRANGIAN = _rule(
    "Lagrangian", "L = f - ⟨Λ, C⟩; where f has an extremum subject to C = 0, ∂L/∂X = 0 for some Λ",
    "there ∂f/∂X stands at right angles to every direction that keeps C = 0",
    "the derivative of C has full rank", "Magnus & Neudecker 7.11",
)  # fmt: skip
CANCEL = _rule(
    "cancel a factor", "A B = 0 gives B = 0", "multiply by A⁻¹", "A invertible (a number: not 0)"
)
TIMES_UNKNOWN = _rule(
    "multiply by the unknown", "X⁻¹ A + B = 0 gives A + X B = 0",
    "X is invertible where X⁻¹ is written, and X X⁻¹ = I",
)  # fmt: skip
MULTIPLY_OUT = _rule("multiply out", "A (B + C) = A B + A C", "matrix products are linear")
MOVE_TERMS = _rule("move terms", "A + B = 0 gives A = -B", "subtract B on both sides")
COLLECT_UNKNOWN = _rule(
    "collect the unknown", "A X + B X = (A + B) X", "matrix products are linear"
)
MULTIPLY_BY_INVERSE = _rule(
    "multiply by the inverse", "A X = B gives X = A⁻¹ B, and X A = B gives X = B A⁻¹",
    "A⁻¹ A = I", "A invertible",
)  # fmt: skip
DIVIDE = _rule(
    "divide", "s X = B gives X = B / s for a number s, and A ∘ X = B gives X = B ⊘ A",
    "multiply by 1/s, each entry by its own number", "s ≠ 0, no entry of A is 0",
)  # fmt: skip
INVERT_BOTH = _rule(
    "invert both sides", "X⁻¹ = B gives X = B⁻¹", "(X⁻¹)⁻¹ = X", "B invertible"
)
ISOLATING = (MULTIPLY_BY_INVERSE, DIVIDE, INVERT_BOTH)  # A may have no inverse
TRANSPOSE_BOTH = _rule("transpose both sides", "Xᵀ = B gives X = Bᵀ", "(Xᵀ)ᵀ = X")
APPLY_INVERSE = _rule(
    "apply the inverse function", "log(x) = b gives x = exp(b), entry by entry",
    "exp and log undo each other", "b in the range of the function",
)  # fmt: skip
VEC_BOTH = _rule(
    "vec of both sides", "A X B + C X D = E gives (Bᵀ ⊗ A + Dᵀ ⊗ C) vec X = vec E",
    "vec(A X B) = (Bᵀ ⊗ A) vec X", reference="Magnus & Neudecker 2.4",
)  # fmt: skip
ROOTS = _rule(
    "solve the scalar equation", "p(x) = 0 gives its roots", "SymPy finds them; each is put back"
)
SUBSTITUTE = _rule(
    "substitute", "X = A in F(X) = 0 gives F(A) = 0", "equals may be put for equals"
)
EIGEN = _rule(
    "eigenproblem", "S w = λ w: λ is an eigenvalue of S and w an eigenvector to it",
    "the definition of both", reference="Magnus & Neudecker 1.13",
)  # fmt: skip
POLAR = _rule(
    "orthogonal factor", "Qᵀ M symmetric gives Q = U Vᵀ for M = U S Vᵀ, its singular value "
    "decomposition, up to signs", "Qᵀ M = V S Vᵀ is symmetric", "M of full rank",
    "Golub & Van Loan 6.4.1",
)  # fmt: skip
TIE = _rule(
    "a symmetric unknown", "tr(Gᵀ dX) = 0 for every symmetric dX gives G + Gᵀ = 0",
    "tr(Gᵀ dX) = tr((G + Gᵀ) dX) / 2 for a symmetric dX",
)  # fmt: skip
TIMES_TRANSPOSE = _rule(
    "multiply by Qᵀ", "Q A = B gives A = Qᵀ B where Qᵀ Q = I", "Qᵀ Q A = A"
)
SYMMETRIC = _rule(
    "a symmetric side", "S = A + B with S and A symmetric gives B = Bᵀ",
    "differences of symmetric matrices are symmetric",
)  # fmt: skip
NEWTON = _rule(
    "Newton's method", "x ← x - H⁻¹ g, again and again, with g the gradient and H the Hessian",
    "the step leads to the minimum of the second-order expansion of f at x", "H invertible",
)  # fmt: skip


def bears(expr: Expr, unknown: Symbol) -> bool:
    """Whether an expression mentions the unknown."""
    return bool(mentions(expr, lambda node: node is unknown))


def identity_last(A: Expr) -> Expr:
    """A sum with the multiples of I behind the other terms: Xᵀ X + λ I."""
    if not isinstance(A, Add):
        return A

    def plain(term: Expr) -> bool:
        core = without_coefficient(term)[1]
        last = core.children[-1] if isinstance(core, Product) else core
        return getattr(last, "function", None) is IDENTITY

    return Add(tuple(sorted(A.children, key=lambda term: plain(term))))


def shown_product(show: Presenter, left: Expr, unknown: Expr, right: Expr | None = None) -> Expr:
    """`A X B` with A and B as they are shown."""
    factors = [identity_last(show(left)), unknown]
    if right is not None:
        factors.append(identity_last(show(right)))
    kept = [f for f in factors if f is unknown or not _is_one(f)]
    return multiply(*kept)


def _is_one(factor: Expr) -> bool:
    return factor is ONE_NUMBER or getattr(factor, "function", None) is IDENTITY


def shown_terms(show: Presenter, sum_: Expr) -> Expr:
    """A sum of products as it is, each term as it is shown, the positive ones first."""
    terms = [show(term) for term in terms_of(sum_)]
    return add(*sorted(terms, key=lambda term: without_coefficient(term)[0] < 0))
