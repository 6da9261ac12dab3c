"""The named rules of a derivation: statement, one-line proof, condition, reference.

The differential of a function of the table is a rule too; its text is made from the record.
"""

from __future__ import annotations

from matcalc_cli.functions.function import Function
from matcalc_cli.interning import remembered
from matcalc_grammar.frozen import Frozen


class Rule(Frozen):
    """A move of a derivation. `obvious` moves are merged into a neighbouring line when brief."""

    name: str
    statement: str
    proof: str
    condition: str
    reference: str
    obvious: bool = False


RULES: dict[str, Rule] = {}


def _rule(name: str, statement: str, proof: str, reference: str = "", *, condition: str = "",
          obvious: bool = False) -> Rule:  # fmt: skip
    RULES[name] = Rule(name, statement, proof, condition, reference, obvious)
    return RULES[name]


SUM_RULE = _rule(
    "sum rule", "d(A + B) = dA + dB",
    "the differential is linear", "Matrix Cookbook 35", obvious=True,
)  # fmt: skip
CONSTANT_FACTOR = _rule(
    "constant factor", "d(A X B) = A dX B for constant A, B",
    "X ↦ A X B is linear, and a linear map is its own differential",
    "Magnus & Neudecker 8.2", obvious=True,
)  # fmt: skip
PRODUCT_RULE = _rule(
    "product rule", "d(A B) = dA B + A dB",
    "(A + dA)(B + dB) - A B = dA B + A dB + dA dB, and the last term is of second order",
    "Matrix Cookbook 37",
)  # fmt: skip
POWER_RULE = _rule(
    "power rule", "d(sᵖ) = p sᵖ⁻¹ ds for a constant p",
    "the derivative of a power of one number", condition="s > 0 unless p is a whole number",
)  # fmt: skip
QUOTIENT_RULE = _rule(
    "quotient rule", "d(1/s) = -ds/s²",
    "0 = d(s · 1/s) = ds/s + s d(1/s)", condition="s ≠ 0",
)  # fmt: skip
EXPONENT_RULE = _rule(
    "exponent rule", "d(sᵖ) = p sᵖ⁻¹ ds + sᵖ log s dp",
    "sᵖ = exp(p log s)", condition="s > 0",
)  # fmt: skip
SUM_OVER_INDEX = _rule(
    "sum over an index", "d ∑ᵢ Aᵢ = ∑ᵢ dAᵢ",
    "the differential of a finite sum is the sum of the differentials", obvious=True,
)  # fmt: skip
ONE_MEMBER = _rule(
    "one member of a sum", "d ∑ᵢ f(xᵢ) = d f(xₖ) where only xₖ moves",
    "every other term is constant",
)  # fmt: skip
DEPENDENCE = _rule(
    "chain rule", "dX = (dX/dt) dt where X depends on t",
    "the definition of the derivative dX/dt", "Matrix Cookbook 137",
)  # fmt: skip
ONE_ENTRY = _rule(
    "one entry", "dX = eᵢ eⱼᵀ dXᵢⱼ where Xᵢⱼ alone moves",
    "every other entry is constant; so tr(Gᵀ dX) = (eᵢᵀ G eⱼ) dXᵢⱼ", "Matrix Cookbook 32",
)  # fmt: skip
TRANSPOSED_TRACE = _rule(
    "tr(M) = tr(Mᵀ)", "tr(M) = tr(Mᵀ)",
    "a matrix and its transpose have one diagonal", "Matrix Cookbook 13",
)  # fmt: skip
CYCLIC = _rule(
    "cyclic property of the trace", "tr(A B) = tr(B A)",
    "both are ∑ᵢⱼ aᵢⱼ bⱼᵢ", "Matrix Cookbook 14",
)  # fmt: skip
SCALAR_TRANSPOSE = _rule(
    "a scalar is its own transpose", "xᵀy = yᵀx",
    "a 1×1 matrix equals its transpose", "",
)  # fmt: skip
ADJOINTS = _rule(
    "adjoint", "⟨G, L(dX)⟩ = ⟨L*(G), dX⟩ for a linear L",
    "the definition of the adjoint; e.g. ⟨G, B ∘ dX⟩ = ⟨B ∘ G, dX⟩ and ⟨g, diag(dX)⟩ = "
    "⟨diag(g), dX⟩", "Magnus & Neudecker 9.2",
)  # fmt: skip
COLLECT = _rule(
    "collect", "df = tr(G₁ᵀ dX) + tr(G₂ᵀ dX) = tr((G₁ + G₂)ᵀ dX)",
    "the trace and the transpose are linear", "Magnus & Neudecker 9.3",
)  # fmt: skip
JACOBIAN = _rule(
    "collect to J dx", "dy = J dx",
    "every term is a matrix times dx", "Magnus & Neudecker 9.3",
)  # fmt: skip
VECTORISE = _rule(
    "vec", "vec(A X B) = (Bᵀ ⊗ A) vec X",
    "column j of A X B is ∑ₖ bₖⱼ A xₖ", "Magnus & Neudecker 2.4",
)  # fmt: skip
TANGENT = _rule(
    "collect to F′ dt", "dF = F′ dt",
    "dt is a number and stands before or behind any factor",
)  # fmt: skip
SIMPLIFY = _rule(
    "simplify", "the same value, written shorter",
    "like terms, common factors, A A⁻¹ = I, and Sᵀ = S for symmetric S",
)  # fmt: skip
SECOND_DIFFERENTIAL = _rule(
    "second differential", "d²f = tr((d∇f)ᵀ dX)",
    "d of df = tr(∇fᵀ dX), in which dX is constant", "Magnus & Neudecker 10",
)  # fmt: skip
IDENTIFY = _rule(
    "read off", "df = tr(Gᵀ dX) for every dX gives ∂f/∂X = G",
    "the inner product ⟨G, dX⟩ determines G", "Magnus & Neudecker 9.3",
)  # fmt: skip


@remembered
def rule_of(function: Function) -> Rule:
    """The rule by which d passes a function of the table."""
    if function.linear is not None:
        return Rule(
            f"{_title(function)} is linear", f"d {function.name}(X) = {function.name}(dX)",
            "a linear map is its own differential", "", function.reference, True,
        )  # fmt: skip
    return Rule(f"differential of {function.notation.unicode}", "", "", function.condition,
                function.reference)  # fmt: skip


def _title(function: Function) -> str:
    return {"tr": "trace", "transpose": "transposition"}.get(function.name, function.name)
