"""What was declared and defined: shapes, properties, functions, dependences, definitions."""

from __future__ import annotations

from matcalc_cli.elaboration.kinds import SQUARE, closure
from matcalc_cli.elaboration.wording import name_text
from matcalc_cli.errors import InputProblem, Mark
from matcalc_cli.sizes import ONE, Shape, Size
from matcalc_grammar import sentences, syntax
from matcalc_grammar.frozen import Frozen
from matcalc_grammar.syntax import Expression, Name, Span

_LARGEST = 10**9


class Defined(Frozen):
    """A definition; `here` tells that it was typed with the query, so that its places are known."""

    parameters: tuple[str, ...]
    body: Expression
    here: bool
    name: Name


class Assumptions:
    """All that is known before a query is read; keys are canonical names such as `x_1`."""

    __slots__ = ("definitions", "depends", "functions", "letters", "properties", "shapes")

    def __init__(self) -> None:
        self.shapes: dict[str, Shape] = {}
        self.properties: dict[str, frozenset[str]] = {}
        self.functions: dict[str, sentences.FunctionDeclaration] = {}
        self.definitions: dict[str, Defined] = {}
        self.depends: dict[str, Name] = {}
        self.letters: frozenset[str] = frozenset()

    def copy(self) -> Assumptions:
        """The same assumptions, to be added to."""
        other = Assumptions()
        other.shapes = self.shapes.copy()
        other.properties = self.properties.copy()
        other.functions = self.functions.copy()
        other.definitions = self.definitions.copy()
        other.depends = self.depends.copy()
        other.letters = self.letters
        return other

    def add(self, statement: sentences.Assumption, here: bool = False) -> None:
        """Learn a statement; `here` when it stands in the text of the query itself."""
        match statement:
            case sentences.Declaration():
                for name in statement.names:
                    self._declare(name, statement)
            case sentences.Dependence():
                for name in statement.names:
                    self.depends[canonical(name)] = statement.on
            case sentences.FunctionDeclaration():
                self._function(statement)
            case sentences.Definition():
                self._define(statement, here)

    def _declare(self, name: Name, statement: sentences.Declaration) -> None:
        key = canonical(name)
        properties = set(statement.properties)
        domain = statement.domain
        if domain is None or key not in self.shapes:
            properties |= self.properties.get(key, frozenset())  # said before the shape was
        if domain is not None:
            properties |= set(domain.properties)
            self.shapes[key] = self.shape(domain)
        self.definitions.pop(key, None)
        self.functions.pop(key, None)
        having = closure(properties)
        rows, cols = self.shapes.get(key, (ONE, ONE))
        if having & SQUARE and rows != cols:
            said = sorted(properties & SQUARE) or sorted(having & SQUARE)
            raise _not_square(name, said[0], (rows, cols))
        self.properties[key] = having

    def shape(self, domain: sentences.Domain) -> Shape:
        """The shape of a declared set; its size letters are known from now on."""
        sizes = [size_of(size) for size in domain.sizes]
        for size in sizes:
            self.letters |= set(size.letters())
        rows, cols = [*sizes, ONE, ONE][:2]
        return rows, cols

    def _function(self, statement: sentences.FunctionDeclaration) -> None:
        key = canonical(statement.name)
        for domain in (*statement.arguments, statement.result):
            self.shape(domain)
        self.definitions.pop(key, None)
        self.functions[key] = statement

    def _define(self, statement: sentences.Definition, here: bool) -> None:
        key = canonical(statement.name)
        self.functions.pop(key, None)
        parameters = tuple(canonical(name) for name in statement.parameters)
        self.definitions[key] = Defined(parameters, statement.body, here, statement.name)


def _not_square(name: Name, property: str, shape: Shape) -> InputProblem:
    text = name_text(name)
    return InputProblem(
        "not-square", f"{text} is {shape[0]}×{shape[1]} and cannot be {property}",
        (Mark(name.span, f"{shape[0]}×{shape[1]}"),),
    )  # fmt: skip


def canonical(name: Name) -> str:
    """The ASCII name: `x_i`, `A_12`, `X_i_j` for two subscripts."""
    if not name.subscripts:
        return name.base
    return "_".join([name.base, *(_subscript(part) for part in name.subscripts)])


def _subscript(part: Expression) -> str:
    match part:
        case Name():
            return canonical(part)
        case syntax.Number():
            return part.text
        case _:
            return "?"


def size_of(node: Expression) -> Size:
    """The size an expression stands for. Raises InputProblem when it is none."""
    size = size_or_none(node)
    if size is None or (size.whole() is not None and not 0 < (size.whole() or 0) < _LARGEST):
        raise bad_size(node.span)
    return size


def bad_size(span: Span) -> InputProblem:
    """The error for what cannot be a size."""
    return InputProblem(
        "bad-size", "a size is a whole number from 1 on, a letter, or a sum or product of sizes",
        (Mark(span, "not a size"),),
    )  # fmt: skip


def size_or_none(node: Expression) -> Size | None:
    """The size an expression stands for, or None."""
    match node:
        case syntax.Number():
            whole = node.text.isdigit() and len(node.text) < 10
            return Size.number(int(node.text)) if whole else None
        case Name():
            return None if "?" in canonical(node) else Size.letter(canonical(node))
        case syntax.Group():
            return size_or_none(node.inside)
        case syntax.Sum():
            return _size_sum(node)
        case syntax.Product():
            return _size_product(node)
        case syntax.Power(exponent=syntax.Number(text="2" | "3" as exponent)):
            base = size_or_none(node.base)
            return None if base is None else _modest([base] * int(exponent))
        case _:
            return None


def _size_sum(node: syntax.Sum) -> Size | None:
    total = Size({})
    for sign, term in node.terms:
        size = size_or_none(term)
        if size is None:
            return None
        total = total + size * Size.number(sign)
    return total


def _size_product(node: syntax.Product) -> Size | None:
    sizes = [size_or_none(factor) for _, factor in node.factors]
    if any(operator not in ("", "*") for operator, _ in node.factors):
        return None
    known = [size for size in sizes if size is not None]
    return _modest(known) if len(known) == len(sizes) else None


def _modest(factors: list[Size]) -> Size | None:
    """The product of sizes, unless it grows beyond all use."""
    total = ONE
    for factor in factors:
        total = total * factor
        if len(total.terms) > 100 or any(len(monomial) > 20 for monomial, _ in total.terms):
            return None
    return total
