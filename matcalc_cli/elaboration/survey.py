"""One pass over the syntax of a query: which names it uses, where, and in what positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable
from typing import Any

from matcalc_cli.elaboration.assumptions import Assumptions, canonical, size_or_none
from matcalc_cli.elaboration.coefficients import is_bracket, is_halved, name_in
from matcalc_grammar import syntax
from matcalc_grammar.frozen import Frozen
from matcalc_grammar.syntax import Expression, Name

_SIZED = {"ones": 0, "zeros": 0, "I": 0, "K": 0, "unvec": 1}  # function to its first size
# Functions whose last argument is an index.
_INDEXED = frozenset({"e", "eigval", "eigvec", "singval", "left_singular", "right_singular"})
_ORDERED = frozenset({"multigammaln", "gamma of"})
_NONE: frozenset[str] = frozenset()


class Use(Frozen):
    """A name where it stands, and the indices of sums that its subscripts mention."""

    name: Name
    indices: frozenset[str]


class Survey:
    """What a query mentions.

    uses          the names in order of appearance, definitions written out; each once, but for
                  those with subscripts
    bare          bases that stand without subscripts
    letters       letters that are sizes (`ones(n)`) or bounds of sums
    indices       indices of sums
    transposed    names directly under ^T
    exponents     names that an exponent is made of
    coefficients  names directly before a call, a norm, a sum or a bracket
    halved        names that are divided by a number, or divide one, before such: `N/2 log x`
    words         every base and letter of a place, to keep new letters apart from them
    rates         the dX/dt that are typed
    """

    def __init__(self, known: Assumptions) -> None:
        self.known = known
        self.uses: list[Use] = []
        self.bare: set[str] = set()
        self.letters: set[str] = set()
        self.indices: set[str] = set()
        self.transposed: set[str] = set()
        self.exponents: set[str] = set()
        self.coefficients: set[str] = set()
        self.halved: set[str] = set()
        self._seen: Counter[str] = Counter()
        self._before: Counter[str] = Counter()
        self.words: set[str] = set()
        self.rates: list[syntax.Call] = []
        self._written: set[str] = set()

    def variable(self, name: Name) -> None:
        """Take note of a variable of differentiation."""
        self._use(name, _NONE)

    def expression(self, root: Expression) -> None:
        """Take note of all that an expression mentions."""
        stack: list[tuple[Expression, frozenset[str]]] = [(root, _NONE)]
        while stack:
            node, bound = stack.pop()
            if type(node) is Name:
                body = self._name(node, bound)
                if body is not None:
                    stack.append(body)
                continue
            visit = _VISITS.get(type(node))
            parts = parts_of(node) if visit is None else visit(self, node)
            if type(node) is syntax.IndexedSum:
                bound = bound | {node.index.base}
            elif type(node) is syntax.Call and node.function in self.known.definitions:
                self._body(node.function, stack)
            if len(parts) == 1:
                stack.append((parts[0], bound))
            else:
                stack.extend([(part, bound) for part in reversed(parts)])

    def _name(self, name: Name, bound: frozenset[str]) -> tuple[Expression, frozenset[str]] | None:
        """Note a name; the body to survey next when it is defined and not yet written out."""
        key = canonical(name)
        if not name.subscripts and key in bound:
            return None
        self._seen[key] += 1
        defined = self.known.definitions.get(key)
        if defined is None or defined.parameters:
            self._use(name, bound and frozenset(
                index for index in bound if any(_holds(part, index) for part in name.subscripts)
            ))  # fmt: skip
            return None
        if key in self._written:
            return None
        self._written.add(key)
        return defined.body, bound

    def _use(self, name: Name, indices: frozenset[str]) -> None:
        if not name.subscripts:
            if name.base in self.bare:
                return
            self.bare.add(name.base)
        self.words.add(name.base)
        self._places(name.subscripts)
        self.uses.append(Use(name, indices))

    def _places(self, subscripts: Iterable[Expression]) -> None:
        """Keep the letters of sizes apart from those of places: X_{mn} of X in R^{m x n}."""
        self.words.update([name.base for name in names_below(subscripts)])

    def _body(self, function: str, stack: list[tuple[Expression, frozenset[str]]]) -> None:
        """Survey the body of a defined function once, its parameters left out."""
        if function not in self._written:
            self._written.add(function)
            defined = self.known.definitions[function]
            stack.append((defined.body, frozenset(defined.parameters)))

    # What is noted of a node, and its parts to survey next

    def visit_call(self, node: syntax.Call) -> tuple[Expression, ...]:
        """The sizes among the arguments; orders are numbers, and indices no names."""
        if node.function == "deriv" and len(node.arguments) == 2:
            self.rates.append(node)
        if node.function in _ORDERED:  # the p of Γ_p is a number
            order = node.subscripts or node.arguments[1:2]
            if node.function == "multigammaln" or node.subscripts:
                self.exponents.update(map(canonical, names_below(order)))
        self._places(node.subscripts)
        if node.function in _INDEXED:
            self._places(node.arguments[-1:])
            return node.arguments[:-1]
        first = _SIZED.get(node.function)
        if first is None:
            return node.arguments if len(node.arguments) == 1 else _without_axis(node)
        for size in node.arguments[first:]:
            self._size(size)
        return node.arguments[:first]

    def visit_sum(self, node: syntax.IndexedSum) -> tuple[Expression, ...]:
        """The index, and the size that it runs to, or the bound that another index gives."""
        moving = node.upper is not None and changes_with(node.upper, self.indices)
        self.indices.add(node.index.base)
        self.words.add(node.index.base)
        if node.upper is None:
            return (node.body,)
        if moving:
            return (node.body, node.upper)
        self._size(node.upper)
        return (node.body,)

    def visit_gradient(self, node: syntax.Gradient) -> tuple[Expression, ...]:
        """The function."""
        self.words.add(node.function.base)
        return node.arguments

    def _size(self, node: Expression) -> None:
        """The letters of a size, unless they are declared to be something else."""
        size = size_or_none(node)
        if size is not None:
            self.letters.update(set(size.letters()) - self.known.shapes.keys())

    def visit_power(self, node: syntax.Power) -> tuple[Expression, ...]:
        """The names of an exponent made of names and numbers."""
        names: list[Name] = []
        if _is_plain(node.exponent, names):
            self.exponents.update(map(canonical, names))
        if is_euler(node.base, self.known):
            return (node.exponent,)
        return node.base, node.exponent

    def visit_norm(self, node: syntax.Norm) -> tuple[Expression, ...]:
        """The p of ‖x‖_p, which is a number; the A of ‖x‖_A is a capital."""
        if type(node.kind) is Name and not node.kind.base[:1].isupper():
            self.exponents.add(canonical(node.kind))
        return parts_of(node)

    def visit_transpose(self, node: syntax.Transpose) -> tuple[Expression, ...]:
        """A name directly under a transpose."""
        operand = ungrouped(node.operand)
        if type(operand) is Name:
            self.transposed.add(canonical(operand))
        return (node.operand,)

    def visit_product(self, node: syntax.Product) -> tuple[Expression, ...]:
        """The names that stand before a call, a norm, a sum or a bracket, numbers between."""
        waiting: list[Name] = []
        for place, (_, factor) in enumerate(node.factors):
            name = name_in(factor)
            if name is not None:
                if is_halved(node.factors, place):
                    self.halved.add(canonical(name))
                waiting.append(name)
            elif type(factor) is not syntax.Number:
                if waiting and is_bracket(factor):
                    self.coefficients.update(map(canonical, waiting))
                    self._before.update(map(canonical, waiting))
                waiting = []
        return parts_of(node)

    def counts(self, key: str) -> bool:
        """Whether a capital is a number by all its uses: N/2 log x, 1/N ∑ᵢ xᵢ, N log det A."""
        return key in self.halved and self._seen[key] == self._before[key]


_VISITS: dict[type, Callable[[Survey, Any], tuple[Expression, ...]]] = {
    syntax.Call: Survey.visit_call,
    syntax.IndexedSum: Survey.visit_sum,
    syntax.Gradient: Survey.visit_gradient,
    syntax.Norm: Survey.visit_norm,
    syntax.Power: Survey.visit_power,
    syntax.Transpose: Survey.visit_transpose,
    syntax.Product: Survey.visit_product,
}


def is_euler(base: Expression, known: Assumptions) -> bool:
    """Whether this is the undeclared e of `e^x`."""
    return (
        type(base) is Name and base.base == "e" and not base.subscripts
        and not ("e" in known.shapes or "e" in known.properties or "e" in known.definitions)
    )  # fmt: skip


def _holds(part: Expression, index: str) -> bool:
    if type(part) is Name:
        return part.base == index and not part.subscripts
    return any(_holds(inner, index) for inner in parts_of(part))


def _without_axis(call: syntax.Call) -> tuple[Expression, ...]:
    """The arguments of a call, `rows` and `cols` left out."""
    return tuple(
        argument for argument in call.arguments
        if not (type(argument) is Name and argument.base in ("rows", "cols"))
    )  # fmt: skip


def _is_plain(node: Expression, names: list[Name]) -> bool:
    """Whether an exponent is made of names, numbers and brackets alone; collects the names."""
    if type(node) is Name:
        if not node.base[:1].isupper():
            names.append(node)
        return True
    if isinstance(node, syntax.Sum | syntax.Product | syntax.Group | syntax.Negative):
        plain = [_is_plain(part, names) for part in parts_of(node)]
        return False not in plain
    return type(node) is syntax.Number


def ungrouped(node: Expression) -> Expression:
    """The expression inside any brackets around it."""
    while type(node) is syntax.Group:
        node = node.inside
    return node


_NO_PARTS: tuple[Expression, ...] = ()
_PARTS: dict[type, Callable[[Any], tuple[Expression, ...]]] = {
    syntax.Sum: lambda node: tuple([term for _, term in node.terms]),
    syntax.Product: lambda node: tuple([factor for _, factor in node.factors]),
    syntax.Entrywise: lambda node: tuple([operand for _, operand in node.operands]),
    syntax.Power: lambda node: (node.base, node.exponent),
    syntax.Group: lambda node: (node.inside,),
    **dict.fromkeys(
        (syntax.Transpose, syntax.Negative, syntax.Bars, syntax.Differential),
        lambda node: (node.operand,),
    ),
    syntax.Norm: lambda node: (
        (node.operand,) if isinstance(node.kind, str) else (node.operand, node.kind)
    ),
    **dict.fromkeys((syntax.Call, syntax.Gradient), lambda node: node.arguments),
    syntax.Inner: lambda node: (node.left, node.right),
    syntax.IndexedSum: lambda node: (node.body,),
}


def parts_of(node: Expression) -> tuple[Expression, ...]:
    """The operands of a node, in the order they were typed."""
    parts = _PARTS.get(type(node))
    return _NO_PARTS if parts is None else parts(node)


def rates_in(node: Expression | None) -> list[syntax.Call]:
    """The dX/dt that an expression mentions."""
    stack = [] if node is None else [node]
    found: list[syntax.Call] = []
    while stack:
        part = stack.pop()
        if type(part) is syntax.Call and part.function == "deriv" and len(part.arguments) == 2:
            found.append(part)
        stack.extend(parts_of(part))
    return found


def names_below(nodes: Iterable[Expression]) -> list[Name]:
    """The names that some expressions mention, in no order."""
    stack = list(nodes)
    found: list[Name] = []
    while stack:
        node = stack.pop()
        if type(node) is Name:
            found.append(node)
        else:
            stack.extend(parts_of(node))
    return found


def changes_with(bound: Expression, indices: Container[str]) -> bool:
    """Whether the bound of a sum mentions an index, as a number or as a subscript: i - 1, nᵢ."""
    names = names_below([bound])
    names += names_below([part for name in names for part in name.subscripts])
    return any(not name.subscripts and name.base in indices for name in names)
