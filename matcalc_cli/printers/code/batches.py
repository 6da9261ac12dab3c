"""Sums over observations as matrix algebra: ∑ᵢ of terms in xᵢ becomes products with X, rows xᵢᵀ.

A term that varies with i and is a scalar becomes the vector of its values; a vector becomes the
matrix with one row an observation. What has no such form stays a loop.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence

from matcalc_cli.expressions import (
    Add,
    Call,
    Expr,
    IndexedSum,
    Number,
    Power,
    Product,
    SizeNumber,
    Symbol,
    add,
    multiply,
)
from matcalc_cli.functions import entrywise, norms, reductions, structure
from matcalc_cli.functions.structure import diag, had, ones, t
from matcalc_cli.indices import in_bound, indexed_by, shift
from matcalc_cli.sizes import ONE, Size
from matcalc_cli.traversal import mentions, postorder

FAMILY = "family"  # the property of the array that holds a family


def observations(node: IndexedSum) -> Size:
    """How many terms the sum has: a size, with a letter of its own where it is given no other."""
    if isinstance(node.upper, SizeNumber):
        return node.upper.size
    if isinstance(node.upper, Number) and isinstance(node.upper.value, int):
        return Size.number(node.upper.value)
    return Size.letter(node.upper.name if isinstance(node.upper, Symbol) else "observations")


def whole_family(member: Symbol, count: Size) -> Symbol:
    """The array of all members: one row, or one entry, an observation."""
    return Symbol(member.name, (count, member.rows), (FAMILY,))


def uneven(function: Expr) -> frozenset[str]:
    """The families whose members some sums leave out: there an array of all is none of a sum."""
    told: dict[tuple[str, int], set[Size]] = defaultdict(set)
    for node in postorder(function):
        if isinstance(node, IndexedSum):
            furthest: dict[tuple[str, int], int] = {}
            for part in postorder(node.body):
                if isinstance(part, Symbol) and indexed_by(part, node.index):
                    for place, subscript in enumerate(part.indices):
                        if node.index in postorder(subscript):
                            key, more = (part.name, place), shift(part, node.index) or 0
                            furthest[key] = max(furthest.get(key, more), more)
            for key, more in furthest.items():
                told[key].add(observations(node) + Size.number(more))
    return frozenset(name for (name, _), counts in told.items() if len(counts) > 1)


def vectorised(node: IndexedSum, uneven: Container[str]) -> Expr | None:
    """The sum without an index, or None where no simple form is known."""
    if in_bound(node) or any(
        isinstance(part, Symbol) and part.name in uneven and indexed_by(part, node.index)
        for part in postorder(node.body)
    ):
        return None
    batch = _Batch(node)
    body = _linear(node.body)
    found = [batch.total(term) for term in body]
    terms = [term for term in found if term is not None]
    return add(*terms) if len(terms) == len(found) else None


def _linear(body: Expr) -> Sequence[Expr]:
    return body.children if isinstance(body, Add) else (body,)


class _Batch:
    """The terms of one sum, turned into arrays over all its observations."""

    def __init__(self, node: IndexedSum) -> None:
        self.index = node.index
        self.count = observations(node)
        self.varying = mentions(node.body, self._varies)
        self.rows: dict[Expr, Expr | None] = {}

    def _varies(self, node: Expr) -> bool:
        bounded = isinstance(node, IndexedSum) and self.index in in_bound(node)
        return node is self.index or indexed_by(node, self.index) or bounded

    def total(self, term: Expr) -> Expr | None:
        """∑ᵢ of one term: as a product, without its array of values where that is possible."""
        if term not in self.varying:
            return multiply(_number(self.count), term)
        if isinstance(term, Product):
            return self._total_product(term)
        all_rows = self.over(term)
        if all_rows is None:
            return None
        if term.is_scalar:
            return reductions.SUM(all_rows)
        return multiply(t(all_rows), ones(self.count)) if term.is_vector else None

    def _total_product(self, term: Product) -> Expr | None:
        """∑ᵢ sᵢ L uᵢ vᵢᵀ R = L Uᵀ diag(s) V R: constants on either side stay outside."""
        scalars = [f for f in term.children if f.is_scalar]
        chain = [f for f in term.children if not f.is_scalar]
        fixed = [f for f in scalars if f not in self.varying]
        moving = [self.over(f) for f in scalars if f in self.varying]
        first = next((k for k, f in enumerate(chain) if f in self.varying), 0)
        last = len(chain) - next((k for k, f in enumerate(chain[::-1]) if f in self.varying), 0)
        middle = self._middle(chain[first:last], moving)
        if middle is None:
            return None
        return multiply(*fixed, *chain[:first], middle, *chain[last:])

    def _middle(self, chain: Sequence[Expr], moving: Sequence[Expr | None]) -> Expr | None:
        weights = [weight for weight in moving if weight is not None]
        if len(weights) < len(moving):
            return None
        s = had(*weights) if weights else None
        if not chain:
            return None if s is None else reductions.SUM(s)
        cut = next((k for k, f in enumerate(chain) if f.cols == ONE), len(chain) - 1) + 1
        left = self._over_chain(chain[:cut])
        if left is None or chain[cut - 1].cols != ONE:
            return None
        if cut == len(chain):
            if chain[0].rows == ONE:
                return reductions.SUM(left if s is None else had(left, s))
            return multiply(t(left), ones(self.count) if s is None else s)
        right = self._over_chain([flipped(f) for f in chain[: cut - 1 : -1]])
        if right is None or chain[cut].rows != ONE:
            return None
        return multiply(t(left), *(() if s is None else (diag(s),)), right)

    def over(self, node: Expr) -> Expr | None:
        """The values of a scalar or column over all observations; None where there is no form."""
        for part in postorder(node):
            if part not in self.rows:
                self.rows[part] = self._node(part)
        return self.rows[node]

    def _node(self, node: Expr) -> Expr | None:
        if node not in self.varying:
            return self._repeated(node)
        if not (node.is_scalar or node.is_vector):
            return None
        match node:
            case Symbol():
                whole = node is not self.index and node.indices == (self.index,)
                return whole_family(node, self.count) if whole else None
            case Add(children=terms):
                rows = [self.rows[term] for term in terms]
                return None if None in rows else add(*[row for row in rows if row is not None])
            case Power(base=base, exponent=exponent):
                row = self.rows[base]
                fixed = exponent not in self.varying and row is not None
                return entrywise.POWER(row, exponent) if fixed and row is not None else None
            case Product(children=factors):
                return self._product(factors)
            case Call():
                return self._call(node)
        return None

    def _repeated(self, node: Expr) -> Expr | None:
        if node.is_scalar:
            return multiply(node, ones(self.count))
        return multiply(ones(self.count), t(node)) if node.is_vector else None

    def _call(self, node: Call) -> Expr | None:
        argument = self.rows[node.children[0]] if node.children else None
        if argument is None:
            return None
        if node.function.entrywise is not None:
            return node.function(argument)
        if node.function is norms.SQUARED_NORM:
            return multiply(had(argument, argument), ones(argument.cols))
        if node.function is norms.NORM:
            return entrywise.sqrt(multiply(had(argument, argument), ones(argument.cols)))
        if node.function in (reductions.LOGSUMEXP, reductions.softmax) and not (
            node.children[0].is_scalar
        ):
            return node.function(argument)
        if node.function is reductions.SUM and node.children[0].is_vector:
            return multiply(argument, ones(argument.cols))
        if node.function is structure.HADAMARD:
            rows = [self.rows[child] for child in node.children]
            return None if None in rows else had(*[row for row in rows if row is not None])
        return None

    def _product(self, factors: Sequence[Expr]) -> Expr | None:
        """The constant scalars times the rest, observation by observation."""
        fixed = [f for f in factors if f.is_scalar and f not in self.varying]
        weights = [self.rows[f] for f in factors if f.is_scalar and f in self.varying]
        chain = [f for f in factors if not f.is_scalar]
        values = [weight for weight in weights if weight is not None]
        rows = self._over_chain(chain) if chain else None
        if len(values) < len(weights) or (chain and rows is None):
            return None
        if rows is None:
            return multiply(*fixed, had(*values))
        if values:
            scalar = rows.cols == ONE
            rows = had(*values, rows) if scalar else multiply(diag(had(*values)), rows)
        return multiply(*fixed, rows)

    def _over_chain(self, chain: Sequence[Expr]) -> Expr | None:
        """The values of a chain that ends in a column: those of the column, moved by the rest."""
        if not chain or chain[-1].cols != ONE:
            return None
        if chain[0].rows == ONE:
            return self._inner(chain)
        rows = self.over(chain[-1]) if chain[-1] in self.varying else None
        if rows is None or any(f in self.varying for f in chain[:-1]):
            return None
        return multiply(rows, *[flipped(f) for f in chain[-2::-1]])

    def _inner(self, chain: Sequence[Expr]) -> Expr | None:
        """uᵢᵀ M vᵢ is row i of (U M) ∘ V, summed; with a constant end it is a product."""
        moving = [k for k, f in enumerate(chain) if f in self.varying]
        last = len(chain) - 1
        if moving == [last]:
            rows = self.over(chain[last])
            turned = [flipped(f) for f in chain[last - 1 :: -1]]
            return None if rows is None else multiply(rows, *turned)
        first = self.over(flipped(chain[0])) if 0 in moving else None
        if first is None or moving == [0]:
            return None if first is None else multiply(first, *chain[1:])
        rows = self.over(chain[last]) if moving == [0, last] else None
        if rows is None:
            return None
        return multiply(had(multiply(first, *chain[1:last]), rows), ones(rows.cols))


def flipped(node: Expr) -> Expr:
    """The transpose, without one on top of another."""
    if isinstance(node, Call) and node.function is structure.TRANSPOSE:
        return node.children[0]
    return t(node)


def _number(count: Size) -> Expr:
    whole = count.whole()
    return SizeNumber(count) if whole is None else Number(whole)
