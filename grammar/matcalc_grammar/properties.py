"""The properties that may be stated of a name."""

# What may be said of a name, and its canonical form.
PROPERTIES: dict[str, str] = {
    "symmetric": "symmetric", "skew-symmetric": "skew", "skew symmetric": "skew",
    "antisymmetric": "skew", "skew": "skew", "diagonal": "diagonal",
    "lower triangular": "lower", "lower-triangular": "lower", "lower": "lower",
    "upper triangular": "upper", "upper-triangular": "upper", "upper": "upper",
    "orthogonal": "orthogonal", "positive semidefinite": "psd", "positive semi-definite": "psd",
    "positive-semidefinite": "psd", "psd": "psd", "positive definite": "pd",
    "positive-definite": "pd", "spd": "pd", "pd": "pd", "invertible": "invertible",
    "nonsingular": "invertible", "non-singular": "invertible", "nonnegative": "nonnegative",
    "non-negative": "nonnegative", "positive": "positive", "constant": "constant",
}  # fmt: skip

# The same by a sign, after the name.
COMPARISONS: dict[str, str] = {
    sign + space + "0": said
    for sign, said in {
        ">": "positive", ">=": "nonnegative", "≥": "nonnegative", "≻": "pd", "⪰": "psd",
    }.items() for space in (" ", "")
}  # fmt: skip

# A statement without any of these words declares nothing and defines nothing.
DECLARING = frozenset("in ∈ : = := depends depend is are non scalar scalars".split()) | {
    said.replace("-", " ").split()[0] for said in PROPERTIES
} | {"≥", "≻", "⪰"}
