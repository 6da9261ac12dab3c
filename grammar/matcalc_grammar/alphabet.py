"""The letters: Greek names, scripts, accents, and the LaTeX commands that stand for one sign."""

from __future__ import annotations

from matcalc_grammar.operators import OPERATORS

GREEK: dict[str, str] = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ",
    "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Alpha": "Α", "Beta": "Β", "Gamma": "Γ", "Delta": "Δ", "Epsilon": "Ε", "Zeta": "Ζ",
    "Eta": "Η", "Theta": "Θ", "Iota": "Ι", "Kappa": "Κ", "Lambda": "Λ", "Mu": "Μ", "Nu": "Ν",
    "Xi": "Ξ", "Omicron": "Ο", "Pi": "Π", "Rho": "Ρ", "Sigma": "Σ", "Tau": "Τ",
    "Upsilon": "Υ", "Phi": "Φ", "Chi": "Χ", "Psi": "Ψ", "Omega": "Ω",
    "ell": "ℓ",
}  # fmt: skip

# Letter of the common alphabet to the name that the tree holds.
LETTER_NAMES: dict[str, str] = {letter: name for name, letter in GREEK.items()}

# Forms of a letter that are the letter itself: variants, the micro sign, \var… commands.
VARIANTS: dict[str, str] = {
    "ϵ": "ε", "ϑ": "θ", "ϰ": "κ", "ϖ": "π", "ϱ": "ρ", "ς": "σ", "ϕ": "φ", "µ": "μ",
    "Ω": "Ω", "∆": "Δ",
}  # fmt: skip
VARIANT_COMMANDS: dict[str, str] = {
    "varepsilon": "ε", "vartheta": "θ", "varkappa": "κ", "varpi": "π", "varrho": "ρ",
    "varsigma": "σ", "varphi": "φ", "varGamma": "Γ", "varDelta": "Δ", "varTheta": "Θ",
    "varLambda": "Λ", "varXi": "Ξ", "varPi": "Π", "varSigma": "Σ", "varPhi": "Φ", "varPsi": "Ψ",
    "varOmega": "Ω",
}  # fmt: skip

SUPERSCRIPTS: dict[str, str] = dict(
    zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵝᵞᵟᶿ",
        "0123456789+-=()abcdefghijklmnoprstuvwxyzβγδθ", strict=True)
)  # fmt: skip
TRANSPOSES = "ᵀ"  # never part of a longer exponent: A⁻¹ᵀ is (A⁻¹)ᵀ
SUBSCRIPTS: dict[str, str] = dict(
    zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        "0123456789+-=()aehijklmnoprstuvxβγρφχ", strict=True)
)  # fmt: skip

# Accent to the ending that the name takes.
COMBINING: dict[str, str] = {
    "\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0303": "tilde", "\u0307": "dot",
    "\u030c": "check", "\u0308": "ddot",
}  # fmt: skip
ACCENT_COMMANDS: dict[str, str] = {
    "hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar", "tilde": "tilde",
    "widetilde": "tilde", "dot": "dot", "ddot": "ddot", "check": "check",
}  # fmt: skip
DECORATIONS = frozenset(COMBINING.values()) | {"prime"}

# Unicode signs and LaTeX commands for what is no letter and no operator.
SIGNS: dict[str, str] = {
    "‖": "‖", "∥": "‖", "∣": "|", "⟨": "⟨", "〈": "⟨", "⟩": "⟩", "〉": "⟩",
    "∂": "∂", "∇": "∇", "∈": "∈", "∞": "∞", "⊤": "T", "⊺": "T", "𝟏": "𝟏", "𝟙": "𝟏", "𝟎": "𝟎",
    "→": "->", "⟶": "->", "⇒": "=>", "⟹": "=>", "×": "×", "ℝ": "ℝ", "𝕊": "𝕊", "√": "sqrt",
    "½": r"\frac{1}{2}", "¼": r"\frac{1}{4}", "¾": r"\frac{3}{4}", "⅓": r"\frac{1}{3}",
    "≤": "≤", "≥": "≥", "≠": "≠", "⩽": "≤", "⩾": "≥", "≻": "≻", "⪰": "⪰", "≽": "⪰",
    "†": "{+}", "…": "...", "≔": "=", "″": "''", "\u00a0": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ",
    "\u2002": " ", "\u2003": " ", "\u2005": " ", "\u3000": " ", "\u200b": "", "\u2060": "",
    "\ufeff": "", "\u2061": "", "\u2062": " ",
}  # fmt: skip
WORD_SIGNS: dict[str, str] = {"∑": "sum", "√": "sqrt"}
COMMAND_SIGNS: dict[str, str] = {
    "partial": "∂", "nabla": "∇", "in": "∈", "infty": "∞", "top": "T", "intercal": "T",
    "times": "×", "to": "->", "rightarrow": "->", "longrightarrow": "->", "Rightarrow": "=>",
    "implies": "=>", "langle": "⟨", "rangle": "⟩", "|": "‖", "Vert": "‖", "lVert": "‖",
    "rVert": "‖", "vert": "|", "lvert": "|", "rvert": "|", "mid": "|", "R": "ℝ", "Reals": "ℝ",
    "{": "(", "}": ")", "lbrace": "(", "rbrace": ")", "lbrack": "[", "rbrack": "]",
    "frac": r"\frac", "dfrac": r"\frac", "tfrac": r"\frac", "cfrac": r"\frac",
    "le": "≤", "leq": "≤", "leqslant": "≤", "ge": "≥", "geq": "≥", "geqslant": "≥", "ne": "≠",
    "neq": "≠", "lt": "<", "gt": ">", "succ": "≻", "succeq": "⪰", "succcurlyeq": "⪰",
    "dagger": "{+}", "dag": "{+}", "_": "_", "#": "#", "%": "%", "&": " ", "$": " ", "coloneqq": "=", "equiv": "==",
}  # fmt: skip

# Commands that change how a thing looks and not what it is.
FONTS = frozenset(
    "mathbf mathrm mathit mathsf mathtt mathcal mathfrak mathbb mathscr mathnormal boldsymbol bm "
    "pmb symbf symbfup symup symbfit text textbf textit textrm textsf textnormal mbox vec "
    "underline bold mathstrut ensuremath bs".split()
)
# Environments that only wrap a formula, and those that lay out entries.
WRAPPERS = frozenset(
    "align aligned alignat alignedat flalign equation gather gathered multline split eqnarray math "
    "displaymath dmath IEEEeqnarray".split()
)
TABLES = frozenset(
    "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array cases dcases".split()
)
WORDS = frozenset("operatorname DeclareMathOperator mathop".split())
IGNORED = frozenset(
    "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm "
    "limits nolimits displaystyle textstyle scriptstyle quad qquad thinspace medspace thickspace "
    "negthinspace arg enspace nonumber notag bf rm it sf cal allowbreak hspace".split()
)
SPACES = frozenset(", ; : ! > / \\ ( ) [ ]".split()) | {" "}


def operator_signs() -> dict[str, str]:
    """Unicode synonym to plain spelling, from the operator table."""
    pairs = ((s, o.plain) for o in OPERATORS for s in (o.plain, *o.synonyms))
    return {s: p for s, p in pairs if s and not s.isascii() and s not in SIGNS}


def operator_commands() -> dict[str, str]:
    """LaTeX command (without its backslash) to plain spelling, from the operator table."""
    pairs = ((s[1:], o.plain) for o in OPERATORS for s in o.synonyms if s.startswith("\\"))
    return {s: plain for s, plain in pairs if s not in COMMAND_SIGNS}


UNICODE: dict[str, str] = (
    operator_signs() | SIGNS | VARIANTS | {letter: letter for letter in LETTER_NAMES}
)
COMMANDS: dict[str, str] = operator_commands() | COMMAND_SIGNS | VARIANT_COMMANDS | GREEK
