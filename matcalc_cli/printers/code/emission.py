"""Operations as statements of a language: what is used again gets a name, the rest stays inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from matcalc_cli.errors import Unsupported
from matcalc_cli.functions import scalars_of_matrices, structure
from matcalc_cli.functions.function import TABLE, Function
from matcalc_cli.printers.code.dialect import ATOM, PRODUCT, SUM, UNARY, Dialect, code_of
from matcalc_cli.printers.code.names import Names
from matcalc_cli.printers.code.ops import FACTORED, Graph, Op
from matcalc_cli.printers.code.texts import Text, filled, number_text, tight
from matcalc_cli.rationals import Rational
from matcalc_cli.sizes import Size
from matcalc_grammar.frozen import Frozen

_LONG = 64  # characters of a formula above which its operands get names
_LINE = 84  # characters of a formula that is returned as it is
_LEAVES = frozenset(["name", "number", "size"])
_LOOPS = frozenset(["loop", "loop_from"])
_VIEWS = frozenset(["column", "row"])


class Body(Frozen):
    """Statements, name and value, and the texts of what was asked for."""

    statements: list[tuple[str, str]]
    results: list[str]


class Emission:
    """Writes operations of one graph in one language."""

    def __init__(self, graph: Graph, dialect: Dialect, names: Names) -> None:
        self.graph = graph
        self.dialect = dialect
        self.names = names
        self.letters: dict[str, None] = {}
        self._uses: Counter[int] = Counter()
        self._roots: frozenset[int] = frozenset()
        self._texts: dict[int, Text] = {}
        self._statements: list[tuple[str, str]] = []
        self._names: list[str] = []  # names of results, the same in every body
        self._named_so_far = 0

    def body(self, roots: Iterable[int]) -> Body:
        """The statements that compute the roots, and what to return."""
        roots = list(roots)
        needed = self.graph.reachable(roots)
        self._uses = self._counted(needed, roots)
        self._roots = frozenset(roots)
        self._texts, self._statements, self.letters = {}, [], {}
        self._named_so_far = 0
        for number in needed:
            op = self.graph[number]
            if op.rank == FACTORED and op.name == "factor" and not self._kept(number):
                continue
            text = self._write(op, number)
            self._texts[number] = self._placed(number, op, text)
        return Body(self._statements, [self._texts[root].text for root in roots])

    def _counted(self, needed: Iterable[int], roots: Iterable[int]) -> Counter[int]:
        """How often each operation is used; a fixed one inside a loop counts twice."""
        uses: Counter[int] = Counter(roots)
        for number in needed:
            op = self.graph[number]
            for arg in op.args:
                again = op.bound and not self.graph[arg].bound
                uses[arg] += 2 if again or (op.name in _LOOPS and not self.graph[arg].bound) else 1
        return uses

    def _kept(self, factor: int) -> bool:
        """Whether a factorisation is worth a name: it serves twice, or is Cholesky's."""
        op = self.graph[factor]
        if f"factor_{op.payload}" not in self.dialect.operations:
            return False
        return not op.bound and (self._uses[factor] > 1 or op.payload == "cholesky")

    def _placed(self, number: int, op: Op, text: Text) -> Text:
        if op.bound or op.name in _LEAVES or (op.name in _VIEWS and len(text.text) < _LONG):
            return text
        limit = _LINE if number in self._roots else _LONG
        once = self._uses[number] < 2 and len(text.text) < limit and op.name != "factor"
        if once or self._is_turned_leaf(op):
            return text
        if self._named_so_far == len(self._names):
            self._names.append(self.names.free(f"t{len(self._names) + 1}"))
        name = self._names[self._named_so_far]
        self._named_so_far += 1
        self._statements.append((name, text.text))
        return Text(name, ATOM)

    def _is_turned_leaf(self, op: Op) -> bool:
        called = op.name == "call" and op.payload[0] is structure.TRANSPOSE
        return called and self.graph[op.args[0]].name in _LEAVES

    # One operation.

    def _write(self, op: Op, number: int) -> Text:
        match op.name:
            case "name":
                return Text(op.payload, ATOM)
            case "number":
                return number_text(op.payload)
            case "size":
                return self.size(op.payload)
            case "scale":
                return self._multiple(op)
            case "add":
                return self._sum(op)
            case "multiply":
                return self._product(op)
            case "call":
                return self._call(op)
            case "part":
                return self._part(op)
            case "solve" | "solve_transposed" | "inverse" | "logdet":
                return self._solved(op)
            case "factor":
                return self._filled(f"factor_{op.payload}", [self._texts[op.args[0]]])
            case "loop" | "loop_from":
                texts = [self._texts[arg] for arg in op.args]
                return self._filled(op.name, [*texts, Text(op.payload, ATOM)])
            case "divide" | "power":
                ranked = any(self.graph[arg].rank for arg in op.args)
                name = op.name if ranked else f"{op.name}_scalars"
                return self._filled(name, [self._texts[arg] for arg in op.args])
            case "member":
                name = f"member{len(op.args) - 1}_{op.rank}"
                return self._filled(name, [self._texts[arg] for arg in op.args])
        return self._filled(op.name, [self._texts[arg] for arg in op.args])

    def _filled(self, name: str, operands: list[Text]) -> Text:
        return filled(self.dialect.operations[name], operands)

    def size(self, size: Size) -> Text:
        """A size in terms of the letters, which the caller has to define."""
        self.letters.update(dict.fromkeys(size.letters()))
        terms = []
        for monomial, coefficient in size.terms:
            factors = [self._letter(letter) for letter in monomial]
            if coefficient != 1 or not factors:
                factors.insert(0, str(coefficient))
            terms.append(" * ".join(factors))
        level = SUM if len(terms) > 1 else PRODUCT if " " in terms[0] else ATOM
        return Text(" + ".join(terms).replace("+ -", "- "), level)

    def _letter(self, letter: str) -> str:
        return self.names.size(letter)

    def _scaled(self, coefficient: Rational, text: Text) -> Text:
        if coefficient == -1:
            return Text(f"-{tight(text, UNARY)}", UNARY)
        above, below = coefficient.numerator, coefficient.denominator
        if above == 1:
            return Text(f"{tight(text, PRODUCT)} / {below}", PRODUCT)
        number = f"{above}" if below == 1 else f"{above} / {below}"
        return Text(f"{number} * {tight(text, UNARY)}", PRODUCT)

    def _multiple(self, op: Op) -> Text:
        """A number times an array; a scalar factor that the array has takes the number first."""
        inner, text = self.graph[op.args[0]], self._texts[op.args[0]]
        if op.payload == -1 and inner.name == "add" and text.level == SUM:  # it has no name
            return self._negated_sum(inner) or self._scaled(-1, text)
        scalar = inner.name == "multiply" and inner.rank and not self.graph[inner.args[0]].rank
        if scalar and text.level == PRODUCT and op.payload.denominator == 1 and op.payload != -1:
            return Text(f"{op.payload} * {text.text}", PRODUCT)
        return self._scaled(op.payload, text)

    def _negated_sum(self, op: Op) -> Text | None:
        """-(1 - k) as k - 1, where a term is subtracted."""
        terms = sorted(zip(op.args, op.payload), key=lambda term: term[1] > 0)
        if terms[0][1] > 0:
            return None
        args, payload = zip(*terms)
        return self._sum(op._replace(args=args, payload=tuple(-number for number in payload)))

    def _sum(self, op: Op) -> Text:
        return self._diagonal_sum(op) or self._plain_sum(op)

    def _diagonal_sum(self, op: Op) -> Text | None:
        """M + diag(v) without the matrix of zeros, where M is no value of its own."""
        if op.rank < 2 or "plus_diagonal" not in self.dialect.operations:
            return None
        for place, (arg, coefficient) in enumerate(zip(op.args, op.payload)):
            diagonal = self._diagonal_of(arg)
            others = op.args[:place] + op.args[place + 1 :]
            beside = [self.graph[other] for other in others]
            whole = any(part.rank == 2 and part.name not in _VIEWS for part in beside)
            if diagonal is not None and whole and (len(others) > 1 or self._is_fresh(others[0])):
                payload = op.payload[:place] + op.payload[place + 1 :]
                rest = self._plain_sum(op._replace(args=others, payload=payload))
                v = diagonal if coefficient == 1 else self._scaled(coefficient, diagonal)
                return self._filled("plus_diagonal", [rest, v])
        return None

    def _is_fresh(self, number: int) -> bool:
        """Whether an array is made here and used nowhere else."""
        made = self.graph[number].name in ("outer", "mm", "multiply", "divide", "scale", "add")
        return made and self._uses[number] < 2

    def _diagonal_of(self, number: int) -> Text | None:
        """The entries of a diagonal matrix that is used only here."""
        op = self.graph[number]
        if self._uses[number] > 1:
            return None
        if op.name == "divide" and not self.graph[op.args[1]].rank:
            entries = self._diagonal_of(op.args[0])
            above = None if entries is None else [entries, self._texts[op.args[1]]]
            return None if above is None else filled("{0} / {1}", above)
        if op.name == "multiply" and sum(self.graph[arg].rank > 0 for arg in op.args) == 1:
            made = self._diagonal_of(op.args[-1])
            scalars = [self._texts[arg] for arg in op.args[:-1]]
            if made is None:
                return None
            for text in reversed(scalars):
                made = text if made.text == "1" else filled("{0} * {1}", [text, made])
            return made
        if op.name == "call" and op.payload[0] is structure.IDENTITY:
            return number_text(1)
        if op.name == "call" and op.payload[0] is structure.DIAG and op.rank == 2:
            return self._texts[op.args[0]]
        return None

    def _plain_sum(self, op: Op) -> Text:
        mixed = any(
            self.graph[arg].rank != op.rank or self.graph[arg].name in _VIEWS for arg in op.args
        )
        plus, minus = self.dialect.operations["plus_mixed" if mixed else "plus"].split()
        parts: list[str] = []
        for arg, coefficient in zip(op.args, op.payload):
            sign, size = ("-", -coefficient) if coefficient < 0 else ("+", coefficient)
            text = self._texts[arg]
            if self.graph[arg].name == "number":
                size, text = size * self.graph[arg].payload, number_text(size)
            elif size != 1:
                text = self._scaled(size, text)
            if parts:
                parts.append(f" {plus if sign == '+' else minus} {tight(text, PRODUCT)}")
            else:
                parts.append(tight(text, SUM) if sign == "+" else f"-{tight(text, UNARY)}")
        return Text("".join(parts), SUM)

    def _product(self, op: Op) -> Text:
        """Scalars first; arrays entry by entry, as the record of that product says."""
        texts = [self._texts[arg] for arg in op.args]
        entry = code_of(structure.HADAMARD, self.dialect, 2)
        made = texts[0]
        for arg, text, before in zip(op.args[1:], texts[1:], op.args):
            both = self.graph[arg].rank and self.graph[before].rank
            made = filled(entry if both else "{0} * {1}", [made, text])
        return made

    def _call(self, op: Op) -> Text:
        function, sizes = op.payload
        assert isinstance(function, Function)
        operands = [*[self._texts[arg] for arg in op.args], *map(self.size, sizes)]
        if function.name not in TABLE:
            return filled(f"{self.names.arguments[function].name}({{0}})", operands)
        rank = self.graph[op.args[0]].rank if op.args else op.rank
        code = code_of(function, self.dialect, rank)
        if not code:
            raise Unsupported("not-expressible", f"{self.dialect.key} has no {function.name}")
        wrap = self.dialect.operations.get("wrap_number")
        if wrap and function.entrywise is not None and self.graph[op.args[0]].plain:
            operands[0] = filled(wrap, operands)
        return filled(code, operands)

    def _part(self, op: Op) -> Text:
        """From a decomposition that serves more than once, else the function's own code."""
        factor, function = self.graph[op.args[0]], op.payload
        if self._kept(op.args[0]):
            name = f"{function.name}_{factor.payload}"
            return self._filled(name, [self._texts[op.args[0]]])
        code = code_of(function, self.dialect, self.graph[factor.args[0]].rank)
        if not code:
            raise Unsupported("not-expressible", f"{self.dialect.key} has no {function.name}")
        return filled(code, [self._texts[factor.args[0]]])

    def _solved(self, op: Op) -> Text:
        """By a factorisation that serves more than once, else straight from the matrix."""
        factor = self.graph[op.args[0]]
        kept = self._kept(op.args[0])
        first = self._texts[op.args[0] if kept else factor.args[0]]
        others = [self._texts[arg] for arg in op.args[1:]]
        kind = factor.payload if kept else "direct"
        if op.name == "solve_transposed" and kind == "cholesky":
            return self._filled("solve_cholesky", [first, *others])
        if not kept and op.name in ("inverse", "logdet"):
            functions = {"inverse": structure.INVERSE, "logdet": scalars_of_matrices.LOGDET}
            return filled(code_of(functions[op.name], self.dialect, 2), [first])
        rank = "" if not others else f"_{self.graph[op.args[1]].rank}"
        key = f"{op.name}_{kind}"
        return self._filled(key + rank if key + rank in self.dialect.operations else key,
                            [first, *others])  # fmt: skip


