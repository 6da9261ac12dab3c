"""Calls of NumPy, PyTorch and JAX functions and methods, in the plain alphabet."""

from __future__ import annotations

import ast
from collections.abc import Callable

from matcalc_grammar import numpy_functions as known
from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.operators import ATOM, NEGATIVE, POSTFIX, PRODUCT, SUM
from matcalc_grammar.syntax import Span
from matcalc_grammar.translated import Text, Translates, Written


class Called:
    """A call taken apart: the name, its place, the operands (of a method, the object is one)."""

    def __init__(self, reader: Translates, node: ast.Call) -> None:
        self.reader = reader
        self.node = node
        self.span = reader.span(node)
        self.arguments = list(node.args)
        self.keywords = {word.arg: word.value for word in node.keywords if word.arg}
        function = node.func
        if isinstance(function, ast.Attribute):
            self.name = function.attr
            end = reader.span(function).end
            self.place = Span(end - len(self.name), end)
            self.is_ours = True
            if not _is_module(function.value):
                self.arguments.insert(0, function.value)
        elif isinstance(function, ast.Name):
            self.name = function.id
            self.place = reader.span(function)
            self.is_ours = function.id in _SPECIAL or function.id in known.CALLS
        else:
            raise reader.refuse(node, "only functions can be called")

    def takes(self, count: int, *keywords: str) -> list[ast.expr]:
        """The operands, if they are so many and no other keywords are given."""
        extra = sorted(set(self.keywords) - set(keywords))
        if extra:
            message = f"the option {shown(extra[0])} of {shown(self.name)} has no meaning here"
            raise self.reader.refuse(self.keywords[extra[0]], message)
        if len(self.arguments) != count:
            message = f"{shown(self.name)} takes {count} here, not {len(self.arguments)}"
            raise self.reader.refuse(self.node, message)
        return self.arguments

    def applied(self, name: str, *operands: Written, tail: str = "") -> Written:
        """`name(a, b)`."""
        parts: list[Text] = [(name + "(", self.place)]
        for count, operand in enumerate(operands):
            parts += [(", ", self.place), operand.text] if count else [operand.text]
        parts.append((tail + ")", Span(self.span.end - 1, self.span.end)))
        return Written(parts, ATOM, name in known.NUMBERS and not tail)


def call(reader: Translates, node: ast.Call) -> Written:
    """The translation of a call. Raises GrammarError."""
    called = Called(reader, node)
    special = _SPECIAL.get(called.name)
    if not called.is_ours:
        name = reader.names.written(called.name, called.place)
        return called.applied(name, *map(reader.read, called.arguments))
    if special is not None:
        return special(called)
    if called.name in known.OPERATORS:
        return _operator(called)
    if called.name in known.CALLS:
        return _plain(called)
    like = reader.like(called.name)
    raise GrammarError(
        "unknown-function",
        f"the function {shown(called.name)} is not known",
        called.place,
        f"did you mean `{like}`?" if like else None,
    )


def slogdet(reader: Translates, node: ast.Call) -> Written:
    """The second part of what slogdet gives."""
    (matrix,) = Called(reader, node).takes(1)
    end = Span(reader.span(node).end - 1, reader.span(node).end)
    place = reader.span(node.func)
    return Written([("log(abs(det(", place), reader.read(matrix).text, (")))", end)], ATOM, True)


def _is_module(node: ast.expr) -> bool:
    """Is this `np`, `np.linalg`, `jax.scipy.linalg`?"""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in known.ROOTS


_ROWS = ("softmax", "logsumexp")


def _plain(called: Called) -> Written:
    """A function of one array; sums may go along an axis."""
    name = known.CALLS[called.name]
    if name == "sum" and len(called.arguments) == 2:
        called.keywords["axis"] = called.arguments.pop()
    (operand,) = called.takes(1, *(("axis", "dim") if name in ("sum", *_ROWS) else ()))
    inside = called.reader.read(operand)
    axis = called.keywords.get("axis") or called.keywords.get("dim")
    if axis is None:
        return called.applied(name, inside)
    if name in _ROWS:
        return _by_rows(called, name, axis, inside)
    along = {"0": ", cols", "1": ", rows", "-1": ", rows"}.get(ast.unparse(axis))
    if along is None:
        raise called.reader.refuse(axis, "the axis of a sum is 0 or 1")
    return called.applied(name, inside, tail=along)


def _by_rows(called: Called, name: str, axis: ast.expr, inside: Written) -> Written:
    """softmax and logsumexp, which take rows here: along the columns, those of the transpose."""
    along = ast.unparse(axis)
    if along in ("1", "-1"):
        return called.applied(name, inside)
    if along != "0":
        raise called.reader.refuse(axis, f"the axis of {name} is 0 or 1")
    start, end = called.place, Span(called.span.end - 1, called.span.end)
    back = ")^T" if name == "softmax" else ")"
    parts = [(name + "(transpose(", start), inside.text, (")" + back, end)]
    return Written(parts, ATOM)


def _operator(called: Called) -> Written:
    left, right = called.takes(2)
    signs: dict[str, ast.operator] = {
        "@": ast.MatMult(), ".*": ast.Mult(), "./": ast.Div(), "+": ast.Add(), "-": ast.Sub(),
    }  # fmt: skip
    sign = signs[known.OPERATORS[called.name]]
    read = called.reader.read
    written = called.reader.operation(sign, read(left), left, read(right), right)
    return _bracketed(called, written)


def _bracketed(called: Called, written: Written) -> Written:
    start, end = called.place, Span(called.span.end - 1, called.span.end)
    return Written([("(", start), written.text, (")", end)], ATOM, written.number)


def _norm(called: Called) -> Written:
    """`norm(x)`, `norm(x, 1)`, `norm(X, 'fro')`, `norm(x, ord=2)`."""
    if len(called.arguments) == 2:
        called.keywords["ord"] = called.arguments.pop()
    (operand,) = called.takes(1, "ord", "p")
    kind = called.keywords.get("ord") or called.keywords.get("p")
    which = "None" if kind is None else ast.unparse(kind).rpartition(".")[2]
    number = kind is not None and isinstance(kind, ast.Constant | ast.Name)
    below = known.NORMS.get(which, f"_{{{which}}}" if number and "'" not in which else None)
    if below is None:
        raise called.reader.refuse(kind or operand, f"there is no norm {shown(which)} here")
    start, end = called.place, Span(called.span.end - 1, called.span.end)
    inside = called.reader.read(operand).text
    return Written([("||", start), inside, ("||" + below, end)], ATOM, True)


def _transpose(called: Called) -> Written:
    operand = called.arguments[0] if called.arguments else called.takes(1)[0]
    inside = called.reader.read(operand)
    end = Span(called.span.end - 1, called.span.end)
    return Written([called.reader.within(inside, POSTFIX, operand), ("^T", end)], POSTFIX)


def _powered(exponent: str) -> Callable[[Called], Written]:
    """The function that raises each entry to a power; without one, to its second operand."""

    def powered(called: Called) -> Written:
        operands = called.takes(1 if exponent else 2)
        reader = called.reader
        base = reader.within(reader.read(operands[0]), ATOM, operands[0])
        end = Span(called.span.end - 1, called.span.end)
        if exponent:
            return Written([base, (f".^{exponent}", end)], POSTFIX)
        raised = reader.within(reader.read(operands[1]), POSTFIX, operands[1])
        return Written([base, (".^", end), raised], POSTFIX)

    return powered


def _matrix_power(called: Called) -> Written:
    base, exponent = called.takes(2)
    read, within = called.reader.read, called.reader.within
    raised = within(read(exponent), ATOM, exponent)
    return Written([within(read(base), ATOM, base), ("^", called.place), raised], POSTFIX)


def _two(name: str) -> Callable[[Called], Written]:
    """A function of two operands."""
    return lambda called: called.applied(name, *map(called.reader.read, called.takes(2)))


def _logaddexp(called: Called) -> Written:
    """`logaddexp(a, b)` is log(exp(a) + exp(b)), and softplus where a number is 0."""
    operands = called.takes(2)
    read = called.reader.read
    for one, other in (operands, operands[::-1]):
        if isinstance(one, ast.Constant) and one.value == 0:
            return called.applied("softplus", read(other))
    end = Span(called.span.end - 1, called.span.end)
    first, second = (called.applied("exp", read(operand)).text for operand in operands)
    return Written([("log(", called.place), first, (" + ", called.place), second, (")", end)], ATOM)


def _clip(called: Called) -> Written:
    """`clip(x, a, b)` is min(max(x, a), b)."""
    inside, least, most = map(called.reader.read, called.takes(3))
    return called.applied("min", called.applied("max", inside, least), most)


def _outer(called: Called) -> Written:
    left, right = called.takes(2)
    read, within = called.reader.read, called.reader.within
    end = Span(called.span.end - 1, called.span.end)
    parts = [within(read(left), POSTFIX, left), (" ", called.place),
             within(read(right), POSTFIX, right), ("^T", end)]  # fmt: skip
    return Written(parts, PRODUCT)


def _inner(called: Called) -> Written:
    """`<a, b>`; np.inner of two matrices is something else."""
    left, right = called.takes(2)
    names = [node.id for node in (left, right) if isinstance(node, ast.Name)]
    if called.name == "inner" and any(name[0].isupper() for name in names):
        message = "np.inner of matrices is no inner product"
        offer = "write `A @ B.T`, or np.vdot(A, B) for the sum of the products of entries"
        raise called.reader.refuse(called.node, message, offer)
    read, end = called.reader.read, Span(called.span.end - 1, called.span.end)
    parts = [
        ("<", called.place),
        read(left).text,
        (", ", called.place),
        read(right).text,
        (">", end),
    ]
    return Written(parts, ATOM, True)


def _solve(called: Called) -> Written:
    """`solve(A, b)` is A⁻¹ b."""
    matrix, right = called.takes(2)
    read, end = called.reader.read, Span(called.span.end - 1, called.span.end)
    parts = [("inv(", called.place), read(matrix).text, (") @ ", end),
             called.reader.within(read(right), POSTFIX, right)]  # fmt: skip
    return Written(parts, PRODUCT)


def _negative(called: Called) -> Written:
    (operand,) = called.takes(1)
    inside = called.reader.read(operand)
    return Written([("-", called.place), called.reader.within(inside, NEGATIVE, operand)], NEGATIVE)


def _reciprocal(called: Called) -> Written:
    (operand,) = called.takes(1)
    inside = called.reader.within(called.reader.read(operand), POSTFIX, operand)
    return _bracketed(called, Written([("1 ./ ", called.place), inside], SUM))


def _shaped(called: Called) -> Written:
    """`np.eye(n)`, `np.ones((m, n))`; a size taken from an array is left to be inferred."""
    name = known.SHAPES[called.name]
    sizes = called.arguments
    if len(sizes) == 1 and isinstance(sizes[0], (ast.Tuple, ast.List)):
        sizes = list(sizes[0].elts)
    if sizes and any(isinstance(node, (ast.Subscript, ast.Call, ast.Attribute)) for node in sizes):
        if len(sizes) == 1 and name != "zeros":
            return Written(("I" if name == "I" else "𝟏", called.span), ATOM)
        raise called.reader.refuse(called.node, "expected sizes that are names or numbers")
    if name != "I" and len(sizes) == 2 and ast.unparse(sizes[1]) == "1":
        sizes = sizes[:1]
    called.arguments = sizes
    if name == "I" and len(sizes) == 2 and ast.unparse(sizes[0]) == ast.unparse(sizes[1]):
        called.arguments = sizes[:1]
    if len(called.arguments) not in ((1,) if name == "I" else (1, 2)):
        raise called.reader.refuse(called.node, f"{shown(called.name)} takes the sizes of a matrix")
    return called.applied(name, *map(called.reader.read, called.arguments))


def _chain(called: Called) -> Written:
    """`multi_dot([A, B, C])`."""
    (factors,) = called.takes(1)
    if not isinstance(factors, (ast.List, ast.Tuple)) or not factors.elts:
        raise called.reader.refuse(factors, "expected a list of matrices")
    reader, left = called.reader, called.reader.read(factors.elts[0])
    at: ast.expr = factors.elts[0]
    for factor in factors.elts[1:]:
        left = reader.operation(ast.MatMult(), left, at, reader.read(factor), factor)
        at = ast.copy_location(ast.BinOp(at, ast.MatMult(), factor), factor)
    return _bracketed(called, left)


def _einsum(called: Called) -> Written:
    raise called.reader.refuse(
        called.node, "sums over letters are not read", "write it with `@`, `.T` and np.sum"
    )


def _pair(called: Called) -> Written:
    raise called.reader.refuse(
        called.node,
        "slogdet gives a sign and a logarithm",
        "write `slogdet(X)[1]` for the logarithm",
    )


_SPECIAL: dict[str, Callable[[Called], Written]] = {
    "norm": _norm, "vector_norm": _norm, "matrix_norm": _norm, "transpose": _transpose,
    "t": _transpose, "square": _powered("2"), "power": _powered(""), "pow": _powered(""),
    "float_power": _powered(""), "matrix_power": _matrix_power, "kron": _two("kron"),
    "maximum": _two("max"), "minimum": _two("min"), "logaddexp": _logaddexp,
    "clip": _clip, "clamp": _clip, "outer": _outer, "ger": _outer,
    "inner": _inner, "vdot": _inner, "solve": _solve, "negative": _negative, "neg": _negative,
    "reciprocal": _reciprocal, "eye": _shaped, "identity": _shaped, "ones": _shaped,
    "zeros": _shaped, "multi_dot": _chain, "chain_matmul": _chain, "einsum": _einsum,
    "slogdet": _pair,
}  # fmt: skip
