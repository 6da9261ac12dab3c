"""From expressions to operations: what is computed, once, in which order and by which means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from matcalc_cli.errors import Unsupported
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
    multiply,
)
from matcalc_cli.functions import kronecker, reductions, scalars_of_matrices, structure
from matcalc_cli.functions.function import TABLE
from matcalc_cli.indices import in_bound, indexed_by, shift
from matcalc_cli.printers.code.batches import observations, vectorised
from matcalc_cli.printers.code.building import Builder, rank_of
from matcalc_cli.printers.code.calls import SPECIAL
from matcalc_cli.printers.code.chains import Chains
from matcalc_cli.printers.code.forms import definite, distributed, halved
from matcalc_cli.printers.code.names import Names
from matcalc_cli.printers.code.ops import FACTORED, Term
from matcalc_cli.printers.code.parts import Part
from matcalc_cli.printers.code.stable import stable
from matcalc_cli.rationals import Rational
from matcalc_cli.sizes import ONE, Size
from matcalc_cli.traversal import postorder

_UNFOLDED = 3  # matrix powers up to this may be taken apart for a cheaper product
_WHOLE_CHAIN = frozenset(
    [scalars_of_matrices.TRACE, reductions.SUM, structure.DIAG, structure.INVERSE]
)


class Planner:
    """Plans the expressions of one module into one graph."""

    def __init__(self, names: Names, sizes: Mapping[str, int]) -> None:
        self.names = names
        self.build = Builder()
        self.chains = Chains(self.build, sizes)
        self.terms: dict[Expr, Term] = {}
        self._stable: dict[Expr, Expr] = {}
        self._instead: dict[Expr, list[Expr] | None] = {}
        self._shared: set[Expr] = set()

    def share(self, *roots: Expr) -> None:
        """Note which parts of these expressions have more than one use."""
        uses: Counter[Expr] = Counter()
        for node in postorder(*[stable(root, self._stable) for root in roots]):
            uses.update(set(node.children))
        self._shared = {node for node, count in uses.items() if count > 1}

    def plan(self, expr: Expr) -> int:
        """The operation whose value is the expression's. Raises Unsupported."""
        return self.build.whole(self.term(stable(expr, self._stable)))

    def term(self, root: Expr) -> Term:
        """The value of an expression in stable form."""
        for node in self._needed(root):
            if node not in self.terms:
                self.terms[node] = self._node(node)
        return self.terms[root]

    def _needed(self, root: Expr) -> Iterator[Expr]:
        """Nodes, operands first; not the body of a sum, nor a chain that its holder takes whole."""
        seen: set[Expr] = set()
        stack: list[tuple[Expr, bool]] = [(root, False)]
        while stack:
            node, ready = stack.pop()
            if ready:
                yield node
            elif node not in seen and node not in self.terms:
                seen.add(node)
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(self._operands(node)))

    def _operands(self, node: Expr) -> Sequence[Expr]:
        if isinstance(node, IndexedSum):
            return ()
        if isinstance(node, Call) and node.function in (*_WHOLE_CHAIN, structure.TRANSPOSE):
            inner = node.children[0]
            taken = isinstance(inner, Product) and node.function is not structure.TRANSPOSE
            return [c for child in node.children for c in (child.children if taken else (child,))]
        if isinstance(node, Product):
            terms = self._terms(node)
            if terms is not None:
                return terms
            return [part for factor in node.children for part in self._inside(factor)]
        return node.children

    def _inside(self, factor: Expr) -> Sequence[Expr]:
        """A factor, or what it is made of where the chain needs no value of its own for it."""
        inner = factor
        while isinstance(inner, Call) and inner.function in (
            structure.TRANSPOSE, structure.INVERSE, structure.DIAG
        ):  # fmt: skip
            inner = inner.children[0]
        return (inner,) if not inner.is_scalar or inner is factor else (factor,)

    def _node(self, node: Expr) -> Term:
        match node:
            case Number(value=value):
                return self.build.number(value)
            case SizeNumber(size=size):
                return self.build.size(size)
            case Symbol():
                return self._symbol(node)
            case Add(children=terms):
                return self.build.add([self.term(term) for term in terms])
            case Power(base=base, exponent=exponent):
                return self.build.power(self.term(base), self.term(exponent))
            case Product():
                return self._product(node)
            case IndexedSum():
                return self._sum(node)
            case Call():
                return self._call(node)
        raise Unsupported("not-expressible", f"{node!r} cannot be written as code")

    def _symbol(self, node: Symbol) -> Term:
        build, rank = self.build, rank_of(node.shape)
        if "index" in node.properties and not node.indices:
            name = self.names.index(node)
            bound = frozenset([name] if node in self.names.bound else ())
            return Term(1, build.graph.put("name", (), 0, name, bound))
        made = build.make("name", (), rank + len(node.indices), self.names.symbol(node))
        if "symmetric" in node.properties and rank == 2 and not node.indices:
            build.symmetric.add(made.op)
        if node.indices:
            numbers = [build.whole(self.term(index)) for index in node.indices]
            made = build.make("member", (made.op, *numbers), rank)
        return made

    # Products.

    def _terms(self, node: Product) -> list[Expr] | None:
        """The terms to be added for a product, or None where it is taken as it is."""
        if node not in self._instead:
            half = halved(node.children)
            made = distributed(node.children, self._shared) if half is None else [multiply(*half)]
            self._instead[node] = made
        return self._instead[node]

    def _product(self, node: Product) -> Term:
        """Scalars above, scalars below, and the chain."""
        build, factors = self.build, node.children
        terms = self._terms(node)
        if terms is not None:
            return build.add([self.term(term) for term in terms])
        above, below = [], []
        for factor in factors:
            negative = isinstance(factor, Power) and isinstance(factor.exponent, Number) and (
                factor.exponent.value < 0
            )  # fmt: skip
            if negative and isinstance(factor, Power) and isinstance(factor.exponent, Number):
                power = build.number(-factor.exponent.value)
                below.append(build.power(self.term(factor.base), power))
            elif factor.is_scalar:
                above.append(self.term(factor))
        chain = [factor for factor in factors if not factor.is_scalar]
        coefficient, parts = self._parts(chain)
        value = self.chains.product(parts) if parts else build.number(1)
        scalar = build.scaled(build.times(above), coefficient)
        if build.is_call(build.op(value), structure.ONES) and below:
            return build.times([build.over(scalar, build.times(below)), value])
        product = build.times([scalar, value])
        return build.over(product, build.times(below)) if below else product

    def _parts(self, chain: Sequence[Expr]) -> tuple[Rational, list[Part]]:
        """The factors as parts of a chain, and the number that stands before them all."""
        coefficient = self.build.number(1)
        parts: list[Part] = []
        for factor in chain:
            for part in self._split(factor, len(chain) > 1):
                if part.form != "unit":
                    coefficient = self.build.scaled(coefficient, part.term.coefficient)
                    part = part._replace(term=Term(1, part.term.op))
                parts.append(part)
        return coefficient.coefficient, [p for p in parts if p.form != "identity"] or parts[:1]

    def _split(self, factor: Expr, among: bool) -> list[Part]:
        """A factor as a part, or as several where it is a product in disguise."""
        build = self.build
        inner, turned = factor, False
        if isinstance(factor, Call) and factor.function is structure.TRANSPOSE:
            inner, turned = factor.children[0], True
        if isinstance(inner, Call):
            made = self._special_part(inner, turned, factor, among)
            if made is not None:
                return made
        term = self.term(inner)
        return [Part("plain", build.transposed(term) if turned else term, *factor.shape)]

    def _special_part(
        self, inner: Call, turned: bool, factor: Expr, among: bool
    ) -> list[Part] | None:
        build, (rows, cols) = self.build, factor.shape
        function = inner.function
        vector = inner.is_vector
        if function is structure.INVERSE:
            return [self.inverse_part(inner, turned)]
        if function is structure.DIAG and not vector:
            return [Part("diagonal", self.term(inner.children[0]), rows, cols)]
        if function is structure.ONES and vector:
            return [Part("ones", build.call(function, (), 1, (inner.rows,)), rows, cols)]
        if function is structure.ONES and among:
            first = Part("ones", build.call(function, (), 1, (rows,)), rows, ONE)
            return [first, Part("ones", build.call(function, (), 1, (cols,)), ONE, cols)]
        if function is kronecker.KRON and all(rank_of(f.shape) == 2 for f in inner.children):
            return [self._kron_part(inner, turned)]
        if function is structure.COMMUTATION:
            made = Part("commutation", build.call(function, (), 2, inner.sizes), *inner.shape)
            return [self.chains.krons.transposed(made) if turned else made]
        if function is structure.UNIT:
            return [Part("unit", self.term(inner.children[0]), rows, cols)]
        if function is structure.IDENTITY and among:
            return [Part("identity", build.number(1), rows, cols)]
        if function is reductions.MATRIX_POWER and among:
            base, k = inner.children
            times = k.value if isinstance(k, Number) and isinstance(k.value, int) else 0
            if 1 < abs(times) <= _UNFOLDED:
                base = structure.inv(base) if times < 0 else base
                return self._split(structure.t(base) if turned else base, True) * abs(times)
        return None

    def _kron_part(self, node: Call, turned: bool) -> Part:
        A, B = node.children
        shapes = (A.rows, A.cols), (B.rows, B.cols)
        part = self.chains.krons.kron(self.term(A), self.term(B), shapes)
        return self.chains.krons.transposed(part) if turned else part

    def inverse_part(self, inverse: Expr, turned: bool) -> Part:
        """An inverse, or its transpose, as a part that solves."""
        matrix = inverse.children[0]
        if isinstance(matrix, Call) and matrix.function is structure.DIAG:
            entries = self.build.over(self.build.number(1), self.term(matrix.children[0]))
            return Part("diagonal", entries, *inverse.shape)
        if isinstance(matrix, Call) and matrix.function is structure.TRANSPOSE:
            matrix, turned = matrix.children[0], not turned
        factor, coefficient = self.factorisation(matrix)
        turned = turned and self.build.graph[factor].payload != "cholesky"
        form = "inverse_transposed" if turned else "inverse"
        one_over = self.build.over(self.build.number(1), coefficient).coefficient
        return Part(form, Term(one_over, factor), *inverse.shape)

    def factorisation(self, matrix: Expr) -> tuple[int, Term]:
        """The factorisation of a matrix without its number, and the number."""
        term = self.term(matrix)
        kind = "cholesky" if definite(matrix) else "lu"
        if kind == "cholesky" and term.coefficient < 0:
            kind = "lu"
        factor = self.build.graph.put("factor", (term.op,), FACTORED, kind)
        return factor, self.build.number(term.coefficient)

    # Sums over an index.

    def _sum(self, node: IndexedSum) -> Term:
        flat = vectorised(node, self.names.uneven)
        if flat is not None:
            return self.term(stable(flat, self._stable))
        name = self.names.bind(node)
        body = self.build.whole(self.term(node.body))
        upper = self.build.whole(self.term(self.names.upper(node)))
        for part, more in _members(node):
            self.names.counted(part, node.index, observations(node) + Size.number(more))
        bound = self.build.graph[body].bound | self.build.graph[upper].bound
        args: tuple[int, ...] = (body, upper)
        if in_bound(node):  # for some index it may have no terms
            args = (*args, self.build.whole(self.term(structure.zeros(*node.shape))))
        kind = "loop_from" if len(args) > 2 else "loop"
        return Term(1, self.build.graph.put(
            kind, args, rank_of(node.shape), name, bound - {name}
        ))  # fmt: skip

    # Calls.

    def _call(self, node: Call) -> Term:
        build, function = self.build, node.function
        special = SPECIAL.get(function)
        if special is not None:
            return special(self, node)
        if function.name not in TABLE:
            self.names.unknown(node)
        args = [build.whole(self.term(child)) for child in node.children]
        if node.function is kronecker.KRON:
            if all(rank_of(child.shape) == 2 for child in node.children):
                return self.chains.value(self._kron_part(node, False))
            args = [self._oriented(child, arg, node) for child, arg in zip(node.children, args)]
        return build.call(function, args, rank_of(node.shape), node.sizes)

    def _oriented(self, child: Expr, arg: int, node: Expr) -> int:
        """A row or column beside a matrix needs to be one."""
        if rank_of(child.shape) != 1 or rank_of(node.shape) == 1:
            return arg
        return self.build.graph.put("as_column" if child.cols == ONE else "as_row", (arg,), 2)

    def chain_of(self, node: Expr) -> tuple[list[Term], list[Part]]:
        """The scalars and the chain of an argument, which may be one factor."""
        factors = node.children if isinstance(node, Product) else (node,)
        scalars = [self.term(f) for f in factors if f.is_scalar]
        coefficient, parts = self._parts([f for f in factors if not f.is_scalar])
        return [*scalars, self.build.scaled(self.build.number(1), coefficient)], parts


def _members(node: IndexedSum) -> list[tuple[Symbol, int]]:
    """The members in a sum and by how much subscripts pass its bound, those furthest first.

    Raises Unsupported for x_{i-1}, which has no place in an array that starts at the first.
    """
    found: list[tuple[Symbol, int]] = []
    upper = node.upper
    if isinstance(upper, Symbol) and upper.indices:
        raise Unsupported("not-expressible", f"a sum up to {upper!r} cannot be written as code")
    for part in postorder(node.body):
        if isinstance(part, Symbol) and indexed_by(part, node.index):
            more = shift(part, node.index)
            if more is None or more < 0 or in_bound(node):
                raise Unsupported("not-expressible", f"{part!r} cannot be written as code")
            found.append((part, more))
    return sorted(found, key=lambda member: -member[1])
