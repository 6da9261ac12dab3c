"""Making operations: sums, products and broadcasts in one canonical form, so that equals meet.

Everything here takes and gives terms, rational multiples of operations.
"""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.functions import entrywise, scalars_of_matrices, structure
from matcalc_cli.functions.function import Function
from matcalc_cli.printers.code.ops import Graph, Op, Term
from matcalc_cli.rationals import Rational, lowest, ratio
from matcalc_cli.sizes import ONE, Shape, Size


def rank_of(shape: Shape) -> int:
    """0 for a scalar, 1 for a row or column, 2 for a matrix."""
    return sum(size != ONE for size in shape)


def _raised(value: Rational, exponent: int) -> Rational:
    raised: Rational = 1
    for _ in range(exponent):
        raised = lowest(raised * value)
    return raised


# Where an operation has an operand smaller than its value, which takes a number in its place.
_SMALL_OPERANDS = {"outer": 0, "kron_eye": 0, "eye_kron": 1, "turned_kron": 0,
                   "kron_eye_between": 0, "eye_kron_between": 0}  # fmt: skip


class Builder:
    """Puts operations into a graph."""

    def __init__(self) -> None:
        self.graph = Graph()
        self.one = self.graph.put("number", payload=1)
        self.symmetric: set[int] = set()  # operations that equal their transposes

    def op(self, term: Term) -> Op:
        """The operation of a term."""
        return self.graph[term.op]

    def rank(self, term: Term) -> int:
        """The rank of a term's value."""
        return self.graph[term.op].rank

    def number(self, value: Rational) -> Term:
        """A number."""
        return Term(value, self.one)

    def size(self, size: Size) -> Term:
        """A size as a number."""
        whole = size.whole()
        return self.number(whole) if whole is not None else self.make("size", (), 0, size)

    def make(self, name: str, args: Sequence[int] = (), rank: int = 0,
             payload: object = None) -> Term:  # fmt: skip
        """An operation of its own."""
        return Term(1, self.graph.put(name, args, rank, payload))

    def call(self, function: Function, args: Sequence[int], rank: int,
             sizes: Sequence[Size] = ()) -> Term:  # fmt: skip
        """A call of a function of the table."""
        return self.make("call", args, rank, (function, tuple(sizes)))

    def is_call(self, op: Op, function: Function) -> bool:
        """Whether an operation calls this function."""
        return op.name == "call" and op.payload[0] is function

    def whole(self, term: Term) -> int:
        """The operation whose value is that of the term, its number included."""
        if term.coefficient == 1:
            return term.op
        if term.op == self.one:
            return self.graph.put("number", payload=term.coefficient)
        op = self.op(term)
        if op.name in _SMALL_OPERANDS:
            place = _SMALL_OPERANDS[op.name]
            scaled = self.whole(Term(term.coefficient, op.args[place]))
            args = (*op.args[:place], scaled, *op.args[place + 1 :])
            return self.graph.put(op.name, args, op.rank, op.payload)
        return self.graph.put("scale", (term.op,), self.rank(term), term.coefficient)

    def scaled(self, term: Term, by: Rational) -> Term:
        """A rational multiple."""
        return Term(lowest(term.coefficient * by), term.op)

    # Sums.

    def add(self, terms: Sequence[Term]) -> Term:
        """The sum, like terms together; the first has a positive number, the sign moves out."""
        like: dict[int, Rational] = {}
        for term in self._with_outers_joined(terms):
            like[term.op] = lowest(like.get(term.op, 0) + term.coefficient)
        listed = sorted((op, c) for op, c in like.items() if c)
        if not listed:
            return Term(0, terms[0].op)
        if len(listed) == 1:
            return Term(listed[0][1], listed[0][0])
        sign = -1 if listed[0][1] < 0 else 1
        rank = max(self.graph[op].rank for op, _ in listed)
        spread = self._spread([Term(lowest(sign * c), op) for op, c in listed], rank)
        coefficients = tuple(term.coefficient for term in spread)
        made = self.graph.put("add", [t.op for t in spread], rank, coefficients)
        if all(op in self.symmetric for op, _ in listed):
            self.symmetric.add(made)
        return Term(sign, made)

    def _with_outers_joined(self, terms: Sequence[Term]) -> Sequence[Term]:
        """u wᵀ + v wᵀ = (u + v) wᵀ, and the same on the other side."""
        for same in (1, 0):
            groups: dict[int, list[Term]] = {}
            for term in terms:
                if self.op(term).name == "outer":
                    groups.setdefault(self.op(term).args[same], []).append(term)
            for side, members in groups.items():
                if len(members) == 1:
                    continue
                parts = [Term(m.coefficient, self.op(m).args[1 - same]) for m in members]
                pair = [Term(1, side), Term(1, side)]
                pair[1 - same] = self.add(parts)
                terms = [*[term for term in terms if term not in members], self.outer(*pair)]
        return terms

    def _spread(self, terms: Sequence[Term], rank: int) -> list[Term]:
        """Terms with repeated rows, columns or numbers as what is repeated, where one is whole."""
        spread = [self._repeated(term) for term in terms]
        full = any(new is old for new, old in zip(spread, terms))
        names = {self.op(term).name for term in spread if self.rank(term)}
        return spread if full or (rank == 2 and {"column", "row"} <= names) else list(terms)

    def _repeated(self, term: Term) -> Term:
        op = self.op(term)
        if self.is_call(op, structure.ONES):
            return self.number(term.coefficient)
        if op.name == "multiply" and self.is_call(self.graph[op.args[-1]], structure.ONES):
            scalars = [Term(1, arg) for arg in op.args[:-1]]
            return self.scaled(self.times(scalars), term.coefficient)
        if op.name == "outer":
            for place, name in ((1, "column"), (0, "row")):
                if self.is_call(self.graph[op.args[place]], structure.ONES):
                    beside = self._repeated(Term(term.coefficient, op.args[1 - place]))
                    if not self.rank(beside):
                        return beside
                    return Term(term.coefficient, self.graph.put(name, (op.args[1 - place],), 2))
        return term

    # Products entry by entry, and with scalars.

    def times(self, terms: Sequence[Term]) -> Term:
        """The product entry by entry; scalars multiply what is not."""
        coefficient: Rational = 1
        args: list[int] = []
        for term in terms:
            coefficient = lowest(coefficient * term.coefficient)
            nested = self.op(term).name == "multiply"
            args.extend(self.op(term).args if nested else (term.op,))
        args = [arg for arg in args if arg != self.one]
        if not args:
            return self.number(coefficient)
        scalars = sorted(arg for arg in args if not self.graph[arg].rank)
        arrays = sorted(arg for arg in args if self.graph[arg].rank)
        if len(arrays) > 1:
            arrays = self._spread_factors(arrays)
        return self.scaled(self._multiplied(scalars, arrays), coefficient)

    def _spread_factors(self, arrays: list[int]) -> list[int]:
        rank = max(self.graph[arg].rank for arg in arrays)
        spread = [term.op for term in self._spread([Term(1, arg) for arg in arrays], rank)]
        return [arg for arg in spread if arg != self.one]

    def _multiplied(self, scalars: list[int], arrays: list[int]) -> Term:
        if len(scalars) + len(arrays) == 1:
            return Term(1, (scalars or arrays)[0])
        if scalars and len(arrays) == 1 and self.graph[arrays[0]].name == "outer":
            left, right = self.graph[arrays[0]].args  # the vector is scaled, not the matrix
            first = self.times([*[Term(1, s) for s in scalars], Term(1, left)])
            return self.scaled(self.outer(Term(1, first.op), Term(1, right)), first.coefficient)
        rank = max((self.graph[arg].rank for arg in arrays), default=0)
        return Term(1, self.graph.put("multiply", [*scalars, *arrays], rank))

    def _repeats(self, number: int) -> tuple[list[Term], Term | None]:
        """The scalars that an array of equal numbers is made of, and its ones."""
        op = self.graph[number]
        args = op.args if op.name == "multiply" else (number,)
        if op.rank and self.is_call(self.graph[args[-1]], structure.ONES):
            return [Term(1, arg) for arg in args[:-1]], Term(1, args[-1])
        return [], None

    def over(self, above: Term, below: Term) -> Term:
        """The quotient entry by entry."""
        coefficient = ratio(above.coefficient, below.coefficient)
        if below.op == self.one:
            return Term(coefficient, above.op)
        rank = max(self.rank(above), self.rank(below))
        scalars, ones = self._repeats(above.op)
        if ones is not None and not self.rank(below):
            share = self.over(self.times([self.number(1), *scalars]), Term(1, below.op))
            return self.scaled(self.times([share, ones]), coefficient)
        if rank and self.is_call(self.op(above), structure.ONES):
            above = self.number(1)
        if self.rank(below) == 0 and rank and self.op(above).name == "outer":
            left, right = self.op(above).args
            part = self.over(Term(1, left), Term(1, below.op))
            return self.scaled(self.outer(part, Term(1, right)), coefficient)
        return Term(coefficient, self.graph.put("divide", (above.op, below.op), rank))

    def power(self, base: Term, exponent: Term) -> Term:
        """The power entry by entry; by a number below zero it is a quotient."""
        rank = self.rank(base)
        value = exponent.coefficient if exponent.op == self.one else None
        if value is None:
            args = self.whole(base), self.whole(exponent)
            return self.make("power", args, rank)
        if value < 0:
            return self.over(self.number(1), self.power(base, self.number(-value)))
        if base.op == self.one and value.denominator == 1:
            return self.number(_raised(base.coefficient, value.numerator))
        if value == ratio(1, 2):
            return self.call(entrywise.sqrt, (self.whole(base),), rank)
        if value == 1:
            return base
        if value.denominator != 1:
            return self.make("power", (self.whole(base), self.whole(exponent)), rank)
        raised = self.make("power", (base.op, self.whole(exponent)), rank)
        return self.scaled(raised, _raised(base.coefficient, value.numerator))

    # Products of matrices and vectors.

    def matmul(self, left: Term, right: Term) -> Term:
        """Matrix times matrix or vector, or vector times matrix."""
        coefficient = lowest(left.coefficient * right.coefficient)
        ranks = self.rank(left), self.rank(right)
        name = {(2, 2): "mm", (2, 1): "mv", (1, 2): "vm"}[ranks]
        matrix, vector = (left.op, right.op) if name == "mv" else (right.op, left.op)
        turned = self.graph[matrix]
        if name != "mm" and self.is_call(turned, structure.TRANSPOSE):
            name, matrix = {"mv": "vm", "vm": "mv"}[name], turned.args[0]
        if name == "mm":
            return Term(coefficient, self._product(left.op, right.op))
        if name == "vm" and matrix in self.symmetric:
            name = "mv"
        args = (matrix, vector) if name == "mv" else (vector, matrix)
        return Term(coefficient, self.graph.put(name, args, 1))

    def _product(self, left: int, right: int) -> int:
        made = self.graph.put("mm", (left, right), 2)
        if self.transposed(Term(1, left)).op == right:
            self.symmetric.add(made)
        return made

    def outer(self, left: Term, right: Term) -> Term:
        """u vᵀ."""
        coefficient = lowest(left.coefficient * right.coefficient)
        return Term(coefficient, self.graph.put("outer", (left.op, right.op), 2))

    def inner(self, left: Term, right: Term) -> Term:
        """The sum of the products of the entries, of two arrays of one shape."""
        both = [self.op(left), self.op(right)]
        if all(self.is_call(op, structure.TRANSPOSE) for op in both):
            args = sorted(op.args[0] for op in both)
        else:
            args = sorted((left.op, right.op))
        coefficient = lowest(left.coefficient * right.coefficient)
        return self.scaled(self.call(scalars_of_matrices.INNER, args, 0), coefficient)

    def transposed(self, term: Term) -> Term:
        """The transpose; vectors have no orientation."""
        op = self.op(term)
        if op.rank < 2 or term.op in self.symmetric:
            return term
        if self.is_call(op, structure.TRANSPOSE):
            return Term(term.coefficient, op.args[0])
        if op.name == "outer":
            return Term(term.coefficient, self.graph.put("outer", op.args[::-1], 2))
        return self.scaled(self.call(structure.TRANSPOSE, (term.op,), 2), term.coefficient)

    def total(self, term: Term) -> Term:
        """The sum of all entries; of a product, the inner product."""
        op = self.op(term)
        ranks = [self.graph[arg].rank for arg in op.args]
        plain = not {"column", "row"} & {self.graph[arg].name for arg in op.args}
        if op.rank and op.name == "multiply" and plain:
            arrays = [arg for arg, rank in zip(op.args, ranks) if rank == op.rank]
            scalars = [Term(1, arg) for arg, rank in zip(op.args, ranks) if not rank]
            if len(arrays) == 2 and len(scalars) == len(op.args) - 2:
                value = self.inner(Term(1, arrays[0]), Term(1, arrays[1]))
                return self.scaled(self.times([*scalars, value]), term.coefficient)
        if op.rank and op.name == "power" and self.graph[op.args[1]].payload == 2:
            square = self.inner(Term(1, op.args[0]), Term(1, op.args[0]))
            return self.scaled(square, term.coefficient)
        return self.scaled(self.make("sum", (term.op,)), term.coefficient) if op.rank else term

    def sums(self, term: Term, name: str) -> Term:
        """`sum_rows`, the vector of the sums of rows (M 1), or `sum_columns` (Mᵀ 1)."""
        return self.scaled(self.make(name, (term.op,), 1), term.coefficient)
