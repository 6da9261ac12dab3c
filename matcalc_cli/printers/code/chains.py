"""Products in the cheapest order, with solves for inverses and broadcasts for diagonal factors.

Operations are counted for the sizes declared; a letter without one counts as 100, which puts a
vector at either end of a chain first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from matcalc_cli.functions import structure
from matcalc_cli.printers.code.building import Builder
from matcalc_cli.printers.code.kron_parts import FORMS, KronParts
from matcalc_cli.printers.code.ops import Term
from matcalc_cli.printers.code.parts import Part
from matcalc_cli.rationals import lowest
from matcalc_cli.sizes import ONE, Size

_USUAL = 100
_WHOLE = 20  # parts of a chain that are ordered as one; the work grows with the third power
_TURNED = {"inverse": "inverse_transposed", "inverse_transposed": "inverse"}


class Chains:
    """Plans chains; a product that is already in the graph costs nothing."""

    def __init__(self, build: Builder, sizes: Mapping[str, int]) -> None:
        self.build = build
        self.krons = KronParts(build)
        self.sizes = sizes
        self.known: dict[tuple[Part, ...], Part] = {}
        self.spent = 0  # operations of all products so far
        self._counts: dict[Size, int] = {}

    def count(self, size: Size) -> int:
        """A size as a number to count operations with."""
        found = self._counts.get(size)
        if found is None:
            found = self._counts[size] = size.at(self._usual(size))
        return found

    def _usual(self, *sizes: Size) -> dict[str, int]:
        """The letters of sizes, each with the number it counts as."""
        letters = [letter for size in sizes for letter in size.letters()]
        return {letter: self.sizes.get(letter, _USUAL) for letter in letters}

    def product(self, parts: Sequence[Part]) -> Term:
        """The value of a chain."""
        return self.value(self.joined(self._narrowed(tuple(parts))))

    def _narrowed(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """The chain with (P ⊗ I) diag(w) (Q ⊗ I) as one part."""
        for k in range(len(parts) - 2):
            made = self.krons.between(parts[k : k + 3])
            if made is not None:
                return self._narrowed((*parts[:k], made, *parts[k + 3 :]))
        return parts

    def joined(self, parts: tuple[Part, ...]) -> Part:
        """A chain as one part; the order of a long one is chosen block by block."""
        while len(parts) > _WHOLE:
            parts = tuple(map(self._joined, self._blocks(parts)))
        return self._joined(parts)

    def _blocks(self, parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
        """Pieces of a long chain, cut where it is narrowest, each of half of `_WHOLE` or more."""
        while len(parts) > _WHOLE:
            cut = min(range(_WHOLE // 2, _WHOLE + 1), key=lambda k: (self.count(parts[k].rows), -k))
            yield parts[:cut]
            parts = parts[cut:]
        yield parts

    def _joined(self, parts: tuple[Part, ...]) -> Part:
        """A chain as one part, by dynamic programming over where to split it last."""
        cuts = self._cuts(parts)[1]
        stack = [(0, len(parts) - 1, False)]
        done: dict[tuple[int, int], Part] = {(k, k): part for k, part in enumerate(parts)}
        while stack:
            first, last, ready = stack.pop()
            key = parts[first : last + 1]
            if first == last or (first, last) in done:
                continue
            if key in self.known:
                done[first, last] = self.known[key]
                continue
            cut = cuts[first, last]
            if not ready:
                stack += [(first, last, True), (first, cut, False), (cut + 1, last, False)]
                continue
            made = self._join(done[first, cut], done[cut + 1, last])
            self.spent += self._step(parts, first, cut, last)
            done[first, last] = self.known[key] = made
            if made.form == "plain":
                self.known[self._turned(key)] = self._turned((made,))[0]
        return done[0, len(parts) - 1]

    def _turned(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """The chain of the transpose."""
        return tuple(
            self.krons.transposed(part) if part.form in FORMS else
            Part(_TURNED.get(part.form, part.form), self.build.transposed(part.term)
                 if part.form == "plain" else part.term, part.cols, part.rows)
            for part in reversed(parts)
        )  # fmt: skip

    def cost(self, parts: Sequence[Part]) -> int:
        """How many operations the value of a chain takes."""
        if len(parts) == 1:
            return self._alone(parts[0])
        return self._cuts(tuple(parts))[0]

    def _cuts(self, parts: tuple[Part, ...]) -> tuple[int, dict[tuple[int, int], int]]:
        n = len(parts)
        best = {(k, k): 0 for k in range(n)}
        cuts: dict[tuple[int, int], int] = {}
        for width in range(1, n):
            for first in range(n - width):
                last = first + width
                costs = [
                    (best[first, k] + best[k + 1, last] + self._step(parts, first, k, last), k)
                    for k in range(first, last)
                ]
                cost, cuts[first, last] = min(costs)
                best[first, last] = 0 if parts[first : last + 1] in self.known else cost
        return best[0, n - 1], cuts

    def _step(self, parts: tuple[Part, ...], first: int, cut: int, last: int) -> int:
        """The cost of the last product of an interval."""
        r, k, c = map(self.count, (parts[first].rows, parts[cut].cols, parts[last].cols))
        left = parts[first].form if first == cut else "plain"
        right = parts[last].form if last == cut + 1 else "plain"
        if left == right == "plain":
            return 2 * r * k * c
        cheap = {"diagonal", "ones", "unit"}
        count = self._usual(*[size for part in parts for size in (part.rows, part.cols)])
        if left in FORMS and right in FORMS:
            return r + c
        if left in FORMS and right not in cheap:
            return self.krons.work(parts[first], c, count)
        if right in FORMS and left not in cheap:
            return self.krons.work(parts[last], r, count)
        if left.startswith("inverse") and right.startswith("inverse"):
            return 4 * r * k * c
        if left in cheap and right in cheap:
            return min(r * k, k * c)
        if left in cheap:
            return k * c + (self._alone(parts[last]) if right != "plain" else 0)
        if right in cheap:
            return r * k + (self._alone(parts[first]) if left != "plain" else 0)
        return 2 * r * k * c

    def _alone(self, part: Part) -> int:
        return 2 * self.count(part.rows) ** 3 if part.form.startswith("inverse") else 0

    # The value of a part on its own.

    def value(self, part: Part) -> Term:
        """What a part is when nothing stands beside it."""
        build, term = self.build, part.term
        if part.form in FORMS:
            return self.krons.value(part)
        match part.form:
            case "inverse":
                return build.make("inverse", (term.op,), 2)
            case "inverse_transposed":
                return build.transposed(build.make("inverse", (term.op,), 2))
            case "diagonal":
                return build.scaled(build.call(structure.DIAG, (term.op,), 2), term.coefficient)
            case "unit":
                size = part.rows if part.cols == ONE else part.cols
                return build.call(structure.UNIT, (build.whole(term),), 1, (size,))
        return term

    def _join(self, left: Part, right: Part) -> Part:
        if left.form in FORMS and right.form in FORMS:
            both = self.krons.joined(left, right)
            if both is not None:
                return both
        made = self._special(left, right)
        if made is None:
            made = self._plain(self.value(left), self.value(right), left.cols == ONE)
        form = "plain"
        if left.form == right.form == "diagonal":
            form = "diagonal"
        return Part(form, made, left.rows, right.cols)

    def _plain(self, left: Term, right: Term, apart: bool) -> Term:
        build = self.build
        ranks = build.rank(left), build.rank(right)
        if 0 in ranks:
            return build.times([left, right])
        if apart:
            return build.outer(left, right)
        return build.inner(left, right) if ranks == (1, 1) else build.matmul(left, right)

    def _special(self, left: Part, right: Part) -> Term | None:
        """Products that are no matrix products; None for those that are."""
        if left.cols == ONE:
            return None
        if left.form.startswith("inverse"):
            return self._solve(left, self.value(right))
        if right.form.startswith("inverse"):
            turned = right._replace(form=_TURNED[right.form])
            solved = self._solve(turned, self.build.transposed(self.value(left)))
            return self.build.transposed(solved)
        if "diagonal" in (left.form, right.form):
            return self._diagonal(left, right)
        if "unit" in (left.form, right.form):
            return self._picked(left, right)
        if "ones" in (left.form, right.form):
            return self._summed(left, right)
        if left.form in FORMS:
            return self.krons.times(left, self.value(right))
        if right.form in FORMS:
            beside = self.build.transposed(self.value(left))
            return self.build.transposed(self.krons.times(self.krons.transposed(right), beside))
        return None

    def _solve(self, part: Part, other: Term) -> Term:
        build = self.build
        symmetric = build.op(part.term).payload == "cholesky"
        name = "solve" if symmetric or part.form == "inverse" else "solve_transposed"
        made = build.make(name, (part.term.op, other.op), build.rank(other))
        return build.scaled(made, other.coefficient)

    def _diagonal(self, left: Part, right: Part) -> Term:
        build = self.build
        if left.form == right.form:
            return build.times([left.term, right.term])
        first = left.form == "diagonal"
        u, part = (left.term, right) if first else (right.term, left)
        other = self.value(part)
        if build.rank(other) == 2:
            beside = build.make("column" if first else "row", (u.op,), 2)
            return build.times([build.scaled(beside, u.coefficient), other])
        return build.times([u, other])

    def _picked(self, left: Part, right: Part) -> Term | None:
        """A column, row or entry, with the unit vector on one side."""
        build = self.build
        if left.form == right.form:
            return None
        at_right = right.form == "unit"
        index, other = (right, self.value(left)) if at_right else (left, self.value(right))
        rank = build.rank(other)
        name = "entry" if rank == 1 else "column_at" if at_right else "row_at"
        made = build.make(name, (other.op, build.whole(index.term)), rank - 1)
        return build.scaled(made, other.coefficient)

    def _summed(self, left: Part, right: Part) -> Term:
        build = self.build
        if left.form == right.form:
            return build.size(left.cols)
        at_right = right.form == "ones"
        other = self.value(left if at_right else right)
        if build.rank(other) == 1:
            return build.total(other)
        return build.sums(other, "sum_rows" if at_right else "sum_columns")

    # Traces.

    def trace(self, parts: Sequence[Part]) -> Term:
        """tr of a chain: the entries of one factor times those of the others' product, summed."""
        n = len(parts)
        if n == 1:
            return self._trace_of(self.value(parts[0]))
        for k, part in enumerate(parts):
            if part.rows == ONE:
                return self.product((*parts[k:], *parts[:k]))
        if n > _WHOLE:
            k = min(range(n), key=lambda k: (parts[k].form != "plain", self.count(parts[k].rows)))
            return self._trace_apart((*parts[k:], *parts[:k]))
        rotations = [(*parts[k:], *parts[:k]) for k in range(n)]
        costs = [(self.cost(turn), 0, k) for k, turn in enumerate(rotations)]
        costs += [
            (self._alone(turn[0]) + self.cost(turn[1:]), 1, k) for k, turn in enumerate(rotations)
        ]
        _, apart, k = min(costs)
        if not apart:
            return self._trace_of(self.product(rotations[k]))
        return self._trace_apart(rotations[k])

    def _trace_apart(self, parts: Sequence[Part]) -> Term:
        """tr(A B) as ⟨Aᵀ, B⟩, for the first part and the product of the others."""
        first = self.build.transposed(self.value(parts[0]))
        return self.build.inner(first, self.product(parts[1:]))

    def _trace_of(self, term: Term) -> Term:
        made = self.build.make("trace", (term.op,))
        return Term(lowest(term.coefficient), made.op)
