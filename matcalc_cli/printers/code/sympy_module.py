"""SymPy: code that builds the value and the derivative as expressions of matrix symbols."""

from __future__ import annotations

import keyword
from collections import Counter
from collections.abc import Iterable, Sequence

from matcalc_cli.derivation import Derivation
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
)
from matcalc_cli.functions import structure
from matcalc_cli.functions.function import TABLE
from matcalc_cli.functions.unknown import DERIVATIVE
from matcalc_cli.printers.code.batches import FAMILY, flipped, vectorised
from matcalc_cli.printers.code.dialect import ATOM, POWER, PRODUCT, SUM, UNARY, Dialect, code_of
from matcalc_cli.printers.code.names import Argument, Names
from matcalc_cli.printers.code.texts import Text, filled, tight
from matcalc_cli.printers.code.wording import heading
from matcalc_cli.sizes import ONE, Size
from matcalc_cli.traversal import postorder

KINDS = {"gradient": "gradient", "jacobian": "jacobian", "hessian": "hessian",
          "tangent": "derivative"}  # fmt: skip
SYMPY = Dialect(
    key="sympy", base="", translate=(), default="sp.{name}({0})", operations={}, imports={},
    helpers={}, reserved=frozenset([*keyword.kwlist, "sp", "f", "entry_sum", *KINDS.values()]),
)  # fmt: skip
_ENTRY_SUM = '''\
def entry_sum(M):
    """The sum of all entries of M, as a trace."""
    return sp.Trace(M * sp.OneMatrix(M.cols, M.rows))


'''


def sympy_module(derivation: Derivation) -> str:
    """The text of a module. Raises Unsupported for what SymPy cannot express."""
    writer = _Writer(Names(derivation.question, SYMPY.reserved))
    flat = [_flat(root, writer.names) for root in (derivation.question.function, derivation.answer)]
    lines = writer.lines(flat, ["f", KINDS[derivation.kind]])
    body = "\n".join([*writer.declarations(), "", *lines])
    helper = _ENTRY_SUM if "entry_sum(" in body else ""
    gap = "\n\n\n" if helper else "\n\n"
    return f"{heading(derivation)}\n\nimport sympy as sp{gap}{helper}{body}\n"


def _flat(root: Expr, names: Names) -> Expr:
    """The expression with sums over members of families as products of arrays."""
    became: dict[Expr, Expr] = {}
    for node in postorder(root):
        children = [became[child] for child in node.children]
        same = all(new is old for new, old in zip(children, node.children))
        rebuilt = node if same else node.rebuild(children)
        found = vectorised(rebuilt, names.uneven) if isinstance(rebuilt, IndexedSum) else None
        became[node] = rebuilt if found is None else found
    return became[root]


def _refused(what: str) -> Unsupported:
    return Unsupported("not-expressible", f"SymPy has no expression for {what}")


class _Writer:
    """Writes each distinct node once; what is used again gets a name."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.texts: dict[Expr, Text] = {}
        self.sizes: dict[str, None] = {}
        self.indices: dict[str, None] = {}

    def lines(self, roots: Sequence[Expr], wanted: Sequence[str]) -> list[str]:
        """Assignments: what is shared, then the results under the names wanted."""
        nodes = list(_used(roots))
        uses = Counter(child for node in nodes for child in set(_parts(node)))
        written: list[str] = []
        for node in nodes:
            text = self._node(node)
            leaf = not node.children or (isinstance(node, Call) and node.function is DERIVATIVE)
            bound = self._bound(node)
            if uses[node] > 1 and not leaf and not bound and text.level < ATOM:
                name = self.names.free(f"t{len(written) + 1}")
                written.append(f"{name} = {text.text}")
                text = Text(name, ATOM)
            self.texts[node] = text
        return [*written, *[f"{name} = {self.texts[root].text}"
                            for name, root in zip(wanted, roots)]]  # fmt: skip

    def _bound(self, node: Expr) -> bool:
        return any(
            isinstance(part, Symbol) and "index" in part.properties for part in postorder(node)
        )

    def declarations(self) -> list[str]:
        """The symbols: sizes, indices, numbers and matrices."""
        arguments = [argument for argument in self.names.ordered() if argument.kind == "array"]
        matrices = [self._declared(argument) for argument in arguments]
        whole = [*self.sizes, *self.indices]
        lines = []
        if whole:
            comma = ", ".join(whole)
            made = "symbol" if len(whole) == 1 else "symbols"
            name = "Symbol" if made == "symbol" else "symbols"
            lines.append(f'{comma} = sp.{name}("{" ".join(whole)}", integer=True, positive=True)')
        return [*lines, *matrices]

    def _declared(self, argument: Argument) -> str:
        of = argument.of
        assert isinstance(of, Expr)
        name = argument.name
        if not argument.dims:
            assumed = "positive=True" if "positive" in argument.properties else "real=True"
            assumed = "integer=True" if "whole" in argument.properties else assumed
            return f'{name} = sp.Symbol("{name}", {assumed})'
        if len(argument.dims) > 2:
            raise _refused(f"the family {name} of matrices")
        dims = [self._size(size).text for size in argument.dims]
        dims = [*dims, "1"] if len(dims) == 1 else dims
        if argument.row:
            dims = dims[::-1]
        return f'{name} = sp.MatrixSymbol("{name}", {dims[0]}, {dims[1]})'

    def _size(self, size: Size) -> Text:
        terms = []
        for monomial, coefficient in size.terms:
            letters = [self.names.size(letter) for letter in monomial]
            self.sizes.update(dict.fromkeys(letters))
            terms.append(" * ".join(
                [str(coefficient), *letters] if coefficient != 1 or not letters else letters
            ))  # fmt: skip
        level = SUM if len(terms) > 1 else PRODUCT if " " in terms[0] else ATOM
        return Text(" + ".join(terms), level)

    # One node.

    def _node(self, node: Expr) -> Text:
        match node:
            case Number(value=value):
                if value.denominator == 1:
                    return Text(str(value), ATOM if value >= 0 else UNARY)
                return Text(f"sp.Rational({value.numerator}, {value.denominator})", ATOM)
            case SizeNumber(size=size):
                return self._size(size)
            case Symbol():
                return self._symbol(node)
            case Add(children=terms):
                return Text(" + ".join(tight(self.texts[t], SUM) for t in terms), SUM)
            case Product():
                return self._product(node)
            case Power(base=base, exponent=exponent):
                whole = isinstance(base, Number) and base.value.denominator == 1
                below = Text(f"sp.Integer({self.texts[base].text})", ATOM) if whole else (
                    self.texts[base])  # fmt: skip
                return Text(f"{tight(below, ATOM)} ** {tight(self.texts[exponent], POWER)}", POWER)
            case IndexedSum():
                return self._sum(node)
            case Call():
                return self._call(node)
        raise _refused(repr(node))

    def _symbol(self, node: Symbol) -> Text:
        if "index" in node.properties:
            return Text(self._index(node), ATOM)
        if not node.indices or FAMILY in node.properties:
            return Text(self.names.symbol(node), ATOM)
        if not node.is_scalar:
            raise _refused(f"a member of the family {node.name}")
        array = self.names.symbol(node)
        at = [self._place(i) for i in node.indices]
        return Text(f"{array}[{', '.join([*at, '0'][:2])}]", ATOM)

    def _index(self, node: Symbol) -> str:
        """The name of an index, which has to be declared."""
        name = self.names.index(node)
        self.indices[name] = None
        return name

    def _place(self, index: Expr) -> str:
        """A subscript counted from 0: i - 1 for i."""
        match index:
            case Symbol():
                return f"{self._index(index)} - 1"
            case Number(value=int() as value):
                return str(value - 1)
            case Add(children=(Symbol() as i, Number(value=int() as value))):
                return f"{self._index(i)} + {value - 1}"
        raise _refused(f"a member with the subscript {index!r}")

    def _product(self, node: Product) -> Text:
        """A product of matrices that is a number is written as a trace, an entry as an entry."""
        scalars = [f for f in node.children if f.is_scalar]
        chain = [f for f in node.children if not f.is_scalar]
        texts = [self.texts[f] for f in scalars]
        if chain and (entry := self._entry(chain)) is not None:
            texts.append(entry)
        elif chain:
            inner = " * ".join(tight(self.texts[f], PRODUCT + 1) for f in chain)
            ends = chain[0].rows == ONE and chain[-1].cols == ONE
            texts.append(Text(f"sp.Trace({inner})", ATOM) if ends else Text(inner, PRODUCT))
        if len(texts) > 1 and texts[0].text == "-1":
            return Text("-" + _times(texts[1:]), UNARY)
        return Text(_times(texts), PRODUCT) if len(texts) > 1 else texts[0]

    def _entry(self, chain: Sequence[Expr]) -> Text | None:
        row, column = _unit(flipped(chain[0])), _unit(chain[-1])
        ends = chain[0].rows == ONE and chain[-1].cols == ONE
        if (row is None and column is None) or not ends:
            return None
        inner = chain[row is not None : len(chain) - (column is not None)]
        if not inner and row is not None and column is not None:  # an entry of the identity
            return Text(f"sp.KroneckerDelta({self._place(row)}, {self._place(column)})", ATOM)
        text = Text(" * ".join(tight(self.texts[f], PRODUCT + 1) for f in inner),
                    PRODUCT if len(inner) > 1 else ATOM)  # fmt: skip
        at = ["0" if index is None else self._place(index) for index in (row, column)]
        return Text(f"{tight(text, ATOM)}[{', '.join(at)}]", ATOM)

    def _sum(self, node: IndexedSum) -> Text:
        if not node.is_scalar:
            raise _refused("a sum of matrices over an index")
        index = self._index(node.index)
        upper = self.names.upper(node)
        bound = self._size(upper.size) if isinstance(upper, SizeNumber) else self.texts[upper]
        return Text(f"sp.Sum({self.texts[node.body].text}, ({index}, 1, {bound.text}))", ATOM)

    def _call(self, node: Call) -> Text:
        function, array = node.function, node.children and not node.children[0].is_scalar
        if function is DERIVATIVE:
            return Text(self.names.derivative(node), ATOM)
        if function.name not in TABLE:
            raise _refused(f"the unknown function {function.name} of an array")
        rank = sum(size != ONE for size in (node.children[0] if node.children else node).shape)
        code = code_of(function, SYMPY, rank)
        if not code:
            raise _refused(function.name)
        operands = [*[self.texts[c] for c in node.children], *map(self._size, node.sizes)]
        if "{*}" in code:
            return Text(code.replace("{*}", ", ".join(text.text for text in operands)), ATOM)
        if function.entrywise is not None and array:
            of = tight(operands[0], ATOM)
            plain = code == f"{code.split('(')[0]}({{0}})"
            inner = code.split("(")[0] if plain else f"lambda z: {code.replace('{0}', 'z')}"
            return Text(f"{of}.applyfunc({inner})", ATOM)
        return filled(code, operands)


def _times(texts: Iterable[Text]) -> str:
    first, *others = texts
    return " * ".join([tight(first, PRODUCT), *[tight(text, PRODUCT) for text in others]])


def _unit(node: Expr) -> Expr | None:
    """The index of a unit vector."""
    if isinstance(node, Call) and node.function is structure.UNIT:
        return node.children[0]
    return None


def _parts(node: Expr) -> Sequence[Expr]:
    """What a node is written from: not the unit vectors that become indices."""
    if isinstance(node, IndexedSum) and not isinstance(node.upper, SizeNumber | None):
        return (node.body, node.upper)
    if not isinstance(node, Product):
        return () if isinstance(node, Call) and node.function is DERIVATIVE else node.children
    if not node.is_scalar:
        return node.children
    return [f for f in node.children if _unit(f) is None and _unit(flipped(f)) is None]


def _used(roots: Sequence[Expr]) -> Iterable[Expr]:
    """The nodes that are written, operands first."""
    seen: set[Expr] = set()
    stack: list[tuple[Expr, bool]] = [(root, False) for root in reversed(roots)]
    while stack:
        node, ready = stack.pop()
        if ready:
            yield node
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack.extend((part, False) for part in reversed(_parts(node)))
