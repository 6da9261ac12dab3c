"""Functions of eigenvalues and singular values, the pseudo-inverse and the adjugate.

Extreme eigenvalues and singular values are differentiated where they are simple; the vectors that
appear are read and evaluated, and not differentiated further.
"""

from __future__ import annotations

from typing import Any

from matcalc_cli.expressions import Expr, add, multiply
from matcalc_cli.functions import values
from matcalc_cli.functions.function import Function, Notation, call, define
from matcalc_cli.functions.scalars_of_matrices import DET, tr
from matcalc_cli.functions.structure import eye, inv, t


def _turned(A: Any) -> Any:
    return [list(row) for row in zip(*A, strict=True)]


def eigen(mp: Any, A: Any) -> tuple[list[Any], list[Any]]:
    """Eigenvalues and eigenvectors of the symmetric part, in rising order. Raises Singular."""
    symmetric = [[(a + b) / 2 for a, b in zip(*rows, strict=True)]
                 for rows in zip(A, _turned(A), strict=True)]  # fmt: skip
    try:
        found, vectors = mp.eigsy(mp.matrix(symmetric))
    except RuntimeError:  # mpmath's word for an iteration that does not converge
        raise values.Singular from None
    columns = _turned(vectors.tolist())
    order = sorted(range(len(A)), key=lambda k: found[k])
    return [found[k] for k in order], [columns[k] for k in order]


def eigenvector(mp: Any, A: Any, place: int) -> Any:
    """A unit eigenvector, its largest entry positive so that it moves smoothly with A.

    Raises Singular where its eigenvalue is not simple, and any vector of a plane is as good.
    """
    found, columns = eigen(mp, A)
    column, value = columns[place], found[place]
    near = max(map(abs, found)) * mp.mpf(10) ** (-mp.dps // 3)
    if sum(abs(other - value) <= near for other in found) > 1:
        raise values.Singular
    sign = mp.sign(max(column, key=abs))
    return [[sign * entry] for entry in column]


def gram(X: Any) -> Any:
    """XᵀX."""
    return values.product(_turned(X), X)


def _right(mp: Any, X: Any) -> Any:
    return eigenvector(mp, gram(X), -1)


def _left(mp: Any, X: Any) -> Any:
    image = values.product(X, _right(mp, X))
    return values.scaled(1 / mp.sqrt(mp.fsum(row[0] ** 2 for row in image)), image)


def _extreme(name: str, words: str, place: int, vector_name: str) -> Function:
    """Enter an extreme eigenvalue of a symmetric matrix, with its eigenvector."""
    vector: Function = define(
        vector_name, f"A unit eigenvector of the {words} eigenvalue of a symmetric matrix.",
        signature="(n,n)->(n)",
        evaluate=lambda mp, A: eigenvector(mp, A, place),
        notation=call(vector_name), example=f"{vector_name}(S)",
        code={"numpy": f"np.linalg.eigh({{0}})[1][:, {place}]",
              "torch": f"torch.linalg.eigh({{0}})[1][:, {place}]",
              "julia": f"eigvecs(Symmetric({{0}}))[:, {'begin' if place == 0 else 'end'}]",
              "matlab": f"{vector_name}({{0}})", "sympy": ""},
    )  # fmt: skip
    return define(
        name, f"The {words} eigenvalue of a symmetric matrix.",
        signature="(n,n)->()",
        partials=(lambda A, dA: multiply(t(vector(A)), dA, vector(A)),),
        evaluate=lambda mp, A: eigen(mp, A)[0][place],
        notation=Notation("call", name, f"λ_{name[7:]}", rf"\lambda_{{\{name[7:]}}}"),
        condition=f"the {words} eigenvalue of {{0}} is simple", example=f"{name}(X^T X)",
        reference="Matrix Cookbook 67",
        code={"numpy": f"np.linalg.eigvalsh({{0}})[{place}]",
              "torch": f"torch.linalg.eigvalsh({{0}})[{place}]",
              "julia": f"eig{name[7:]}(Symmetric({{0}}))", "matlab": f"{name[7:]}(eig({{0}}))",
              "sympy": ""},
    )  # fmt: skip


LAMBDA_MAX = _extreme("lambda_max", "largest", -1, "top_eigenvector")
LAMBDA_MIN = _extreme("lambda_min", "smallest", 0, "bottom_eigenvector")

TOP_LEFT: Function = define(
    "top_left", "A unit left singular vector of the largest singular value.",
    signature="(m,n)->(m)",
    evaluate=_left, notation=call("top_left"), example="top_left(X)",
    code={"numpy": "np.linalg.svd({0}, full_matrices=False)[0][:, 0]",
          "torch": "torch.linalg.svd({0}, full_matrices=False)[0][:, 0]",
          "julia": "svd({0}).U[:, 1]", "matlab": "top_left({0})", "sympy": ""},
)  # fmt: skip
TOP_RIGHT: Function = define(
    "top_right", "The unit right singular vector that goes with top_left.",
    signature="(m,n)->(n)",
    evaluate=_right, notation=call("top_right"), example="top_right(X)",
    code={"numpy": "np.linalg.svd({0}, full_matrices=False)[2][0]",
          "torch": "torch.linalg.svd({0}, full_matrices=False)[2][0]",
          "julia": "svd({0}).V[:, 1]", "matlab": "top_right({0})", "sympy": ""},
)  # fmt: skip
SPECTRAL: Function = define(
    "spectral", "The spectral norm of a matrix: its largest singular value.",
    signature="(m,n)->()",
    partials=(lambda X, dX: multiply(t(TOP_LEFT(X)), dX, TOP_RIGHT(X)),),
    evaluate=lambda mp, X: mp.sqrt(eigen(mp, gram(X))[0][-1]),
    notation=Notation("around", "|| ||_2", "‖ ‖₂", r"\lVert \rVert_2"),
    condition="the largest singular value of {0} is simple", example="||X||_2",
    aliases=("sigma_max",), reference="Magnus & Neudecker 8.9",
    code={"numpy": "np.linalg.norm({0}, 2)", "torch": "torch.linalg.matrix_norm({0}, 2)",
          "julia": "opnorm({0})", "matlab": "norm({0})", "sympy": ""},
)  # fmt: skip


def _check_rank(mp: Any, found: Any) -> None:
    """Raises Singular where an eigenvalue of XᵀX is 0, and the nuclear norm has a kink."""
    if min(found) <= max(found) * mp.mpf(10) ** (-mp.dps // 3):
        raise values.Singular


def _polar(mp: Any, X: Any) -> Any:
    """U Vᵀ of the singular value decomposition, through the smaller of XᵀX and XXᵀ."""
    if len(X) < len(X[0]):
        return _turned(_polar(mp, _turned(X)))
    found, vectors = eigen(mp, gram(X))
    _check_rank(mp, found)
    scaled = [[entry / mp.sqrt(value) for entry in vector]
              for value, vector in zip(found, vectors, strict=True)]  # fmt: skip
    return values.product(X, values.product(_turned(scaled), vectors))


def _nuclear(mp: Any, X: Any) -> Any:
    small = X if len(X) >= len(X[0]) else _turned(X)
    found = eigen(mp, gram(small))[0]
    _check_rank(mp, found)
    return mp.fsum(mp.sqrt(value) for value in found)


POLAR: Function = define(
    "polar", "The factor U Vᵀ of the singular value decomposition U S Vᵀ.",
    signature="(m,n)->(m,n)",
    evaluate=_polar, notation=call("polar"), example="polar(X)",
    condition="{0} of full rank",
    code={"numpy": "polar({0})", "torch": "polar({0})", "julia": "polar({0})",
          "matlab": "polar({0})", "sympy": ""},
)  # fmt: skip
NUCLEAR: Function = define(
    "nuclear", "The nuclear norm of a matrix: the sum of its singular values.",
    signature="(m,n)->()",
    partials=(lambda X, dX: tr(multiply(t(POLAR(X)), dX)),),
    evaluate=_nuclear,
    notation=Notation("around", "|| ||_*", "‖ ‖_*", r"\lVert \rVert_*"),
    condition="{0} of full rank", example="||X||_*", aliases=("nuc",),
    code={"numpy": "np.linalg.norm({0}, 'nuc')", "torch": "torch.linalg.matrix_norm({0}, 'nuc')",
          "julia": "sum(svdvals({0}))", "matlab": "sum(svd({0}))", "sympy": ""},
)  # fmt: skip


def _pseudo_inverse(mp: Any, A: Any) -> Any:
    """(AᵀA)⁻¹Aᵀ for a tall matrix of full rank, Aᵀ(AAᵀ)⁻¹ for a wide one."""
    turned = _turned(A)
    if len(A) >= len(A[0]):
        return values.product(values.inverse(mp, values.product(turned, A)), turned)
    return values.product(turned, values.inverse(mp, values.product(A, turned)))


def _pseudo_inverse_differential(A: Expr, dA: Expr) -> Expr:
    """-A⁺ dA A⁺ + A⁺A⁺ᵀ dAᵀ (I - A A⁺) + (I - A⁺A) dAᵀ A⁺ᵀA⁺ at constant rank."""
    P = PINV(A)
    left = add(eye(A.rows), -multiply(A, P))
    right = add(eye(A.cols), -multiply(P, A))
    return add(
        -multiply(P, dA, P), multiply(P, t(P), t(dA), left), multiply(right, t(dA), t(P), P)
    )


PINV: Function = define(
    "pinv", "The Moore-Penrose pseudo-inverse.",
    signature="(m,n)->(n,m)",
    partials=(_pseudo_inverse_differential,),
    evaluate=_pseudo_inverse,
    notation=call("pinv"),
    condition="{0} of full rank", example="pinv(X)", reference="Magnus & Neudecker 8.5",
    code={"numpy": "np.linalg.pinv({0})", "torch": "torch.linalg.pinv({0})",
          "julia": "pinv({0})", "matlab": "pinv({0})", "sympy": ""},
)  # fmt: skip


def _adjugate_differential(A: Expr, dA: Expr) -> Expr:
    """d(det A A⁻¹) = det A (tr(A⁻¹ dA) A⁻¹ - A⁻¹ dA A⁻¹)."""
    B = inv(A)
    return multiply(DET(A), add(multiply(tr(multiply(B, dA)), B), -multiply(B, dA, B)))


ADJUGATE: Function = define(
    "adj", "The adjugate: det(A) A⁻¹, the transposed matrix of cofactors.",
    signature="(n,n)->(n,n)",
    partials=(_adjugate_differential,),
    evaluate=lambda mp, A: values.scaled(values.determinant(mp, A), values.inverse(mp, A)),
    notation=call("adj"),
    condition="{0} invertible", example="adj(X)", reference="Magnus & Neudecker 8.6",
    aliases=("adjugate",),
    code={"numpy": "np.linalg.det({0}) * np.linalg.inv({0})",
          "torch": "torch.linalg.det({0}) * torch.linalg.inv({0})",
          "julia": "det({0}) * inv({0})", "matlab": "det({0}) * inv({0})", "sympy": ""},
)  # fmt: skip
