"""Kronecker products and commutation matrices in chains: applied to what is beside, not formed."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.functions import kronecker, structure
from matcalc_cli.printers.code.building import Builder
from matcalc_cli.printers.code.ops import Term
from matcalc_cli.printers.code.parts import Part
from matcalc_cli.rationals import lowest
from matcalc_cli.sizes import Shape, Size

FORMS = frozenset(["kron", "turned", "commutation"])


class KronParts:
    """Joins and values of the parts that are Kronecker products."""

    def __init__(self, build: Builder) -> None:
        self.build = build

    def kron(self, A: Term, B: Term, shapes: tuple[Shape, Shape], form: str = "kron") -> Part:
        """A ⊗ B, or K (A ⊗ B), as a part."""
        (m, n), (p, q) = shapes
        pair = self.build.graph.put("pair", (A.op, B.op), 2, shapes)
        return Part(form, Term(lowest(A.coefficient * B.coefficient), pair), m * p, n * q)

    def transposed(self, part: Part) -> Part:
        """(A ⊗ B)ᵀ = Aᵀ ⊗ Bᵀ, (K (A ⊗ B))ᵀ = K (Bᵀ ⊗ Aᵀ), and K(m,n)ᵀ = K(n,m)."""
        if part.form == "commutation":
            m, n = self.build.op(part.term).payload[1]
            made = self.build.call(structure.COMMUTATION, (), 2, (n, m))
            return Part("commutation", made, part.cols, part.rows)
        A, B, ((m, n), (p, q)) = self._pair(part)
        A, B = self._turned(A), self._turned(B)
        if part.form == "turned":
            return self._scaled(self.kron(B, A, ((q, p), (n, m)), "turned"), part)
        return self._scaled(self.kron(A, B, ((n, m), (q, p))), part)

    def value(self, part: Part) -> Term:
        """The matrix of a part."""
        build = self.build
        if part.form == "commutation":
            return part.term
        A, B, _ = self._pair(part)
        if part.form == "turned":
            made = build.make("turned_kron", (A.op, B.op), 2)
        elif self._is_identity(B) and not self._is_identity(A):
            made = build.make("kron_eye", (A.op, self._size(B)), 2)
        elif self._is_identity(A) and not self._is_identity(B):
            made = build.make("eye_kron", (self._size(A), B.op), 2)
        else:
            made = build.call(kronecker.KRON, (A.op, B.op), 2)
        return build.scaled(made, part.term.coefficient)

    def joined(self, left: Part, right: Part) -> Part | None:
        """The product of two such parts as one again, None where it is not of that form."""
        forms = left.form, right.form
        if forms == ("commutation", "kron"):
            return right._replace(form="turned")
        if forms == ("kron", "commutation"):
            A, B, (a, b) = self._pair(left)
            return self._scaled(self.kron(B, A, (b, a), "turned"), left)
        if "commutation" in forms or forms == ("turned", "turned"):
            return None
        A, B, shapes = self._pair(left)
        if right.form == "turned":
            A, B, shapes = B, A, shapes[::-1]
        C, D, others = self._pair(right)
        if any(one[1] != other[0] for one, other in zip(shapes, others)):
            return None
        outer = (shapes[0][0], others[0][1]), (shapes[1][0], others[1][1])
        form = "turned" if "turned" in forms else "kron"
        made = self.kron(self._product(A, C), self._product(B, D), outer, form)
        return self._scaled(self._scaled(made, left), right)

    def times(self, part: Part, other: Term) -> Term:
        """The part times a matrix or a column, without its own matrix."""
        build = self.build
        rank = build.rank(other)
        if part.form == "commutation":
            sizes = [build.whole(build.size(size)) for size in build.op(part.term).payload[1]]
            made = build.make("commuted", (other.op, *sizes), rank)
            return build.scaled(made, other.coefficient)
        A, B, ((m, _), (p, _)) = self._pair(part)
        way = "mv" if rank == 1 else "mm"
        if self._is_identity(B):
            made = build.make(f"kron_eye_{way}", (A.op, other.op, self._size(B)), rank)
        elif self._is_identity(A):
            made = build.make(f"eye_kron_{way}", (B.op, other.op, self._size(A)), rank)
        else:
            made = build.make(f"kron_{way}", (A.op, B.op, other.op), rank)
        if part.form == "turned":
            sizes = [build.whole(build.size(size)) for size in (p, m)]
            made = build.make("commuted", (made.op, *sizes), rank)
        return build.scaled(made, lowest(other.coefficient * part.term.coefficient))

    def between(self, parts: Sequence[Part]) -> Part | None:
        """(P ⊗ I) diag(w) (Q ⊗ I) and its mirror image, which are made of small products."""
        left, middle, right = parts
        if (left.form, middle.form, right.form) != ("kron", "diagonal", "kron"):
            return None
        (A, B, _), (C, D, _) = self._pair(left), self._pair(right)
        weights = self.build.whole(middle.term)
        if B.op == D.op and self._is_identity(B):
            name, P, Q, size = "kron_eye_between", A, C, self._size(B)
        elif A.op == C.op and self._is_identity(A):
            name, P, Q, size = "eye_kron_between", B, D, self._size(A)
        else:
            return None
        made = self.build.make(name, (P.op, weights, Q.op, size), 2)
        return self._scaled(self._scaled(Part("plain", made, left.rows, right.cols), left), right)

    def work(self, part: Part, columns: int, count: dict[str, int]) -> int:
        """How many operations it takes to apply the part to so many columns."""
        if part.form == "commutation":
            return part.rows.at(count) * columns
        A, B, ((m, n), (p, q)) = self._pair(part)
        by_left = 0 if self._is_identity(A) else 2 * (m * n * p).at(count)
        by_right = 0 if self._is_identity(B) else 2 * (n * p * q).at(count)
        return (by_left + by_right) * columns

    def _pair(self, part: Part) -> tuple[Term, Term, tuple[Shape, Shape]]:
        op = self.build.op(part.term)
        return Term(1, op.args[0]), Term(1, op.args[1]), op.payload

    def _scaled(self, part: Part, by: Part) -> Part:
        return part._replace(term=self.build.scaled(part.term, by.term.coefficient))

    def _is_identity(self, term: Term) -> bool:
        return self.build.is_call(self.build.op(term), structure.IDENTITY)

    def _size(self, identity: Term) -> int:
        size: Size = self.build.op(identity).payload[1][0]
        return self.build.whole(self.build.size(size))

    def _turned(self, term: Term) -> Term:
        return term if self._is_identity(term) else self.build.transposed(term)

    def _product(self, left: Term, right: Term) -> Term:
        if self._is_identity(left):
            return right
        return left if self._is_identity(right) else self.build.matmul(left, right)
