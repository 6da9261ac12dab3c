"""Expressions of NumPy, PyTorch and JAX in the plain alphabet.

Python's own parser reads them; nothing is evaluated. `*`, `/` and `**` act entry by entry, as they
do there, so they become `.*`, `./` and `.^` unless an operand is a number for certain.
"""

from __future__ import annotations

import ast
import re
import warnings

from matcalc_grammar import numpy_functions as known
from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.names import edits_apart
from matcalc_grammar.operators import ATOM, ENTRYWISE, NEGATIVE, POSTFIX, PRODUCT, SUM
from matcalc_grammar.plain import Plain
from matcalc_grammar.program_names import Names
from matcalc_grammar.statements import expressions
from matcalc_grammar.syntax import Span
from matcalc_grammar.translated import Text, Written
from matcalc_grammar.writer import Writer

_BRACKETS = re.compile(r"[()\[\]{}]|'[^'\n]*'|\"[^\"\n]*\"")
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_LONGEST = 20_000  # Python's parser recurses; ours is for what people type


def numpy_text(typed: str) -> Plain:
    """The record with its expressions brought to the plain alphabet.

    Raises GrammarError.
    """
    writer = Writer(typed)
    names = Names()
    place = 0
    for start, end in expressions(typed):
        writer.copy(place, start)
        _put(writer, Translator(typed, start, end, names).whole())
        place = end
    writer.copy(place, len(typed))
    return writer.written(names.words())


def _put(writer: Writer, text: Text) -> None:
    """Write a tree of texts, without recursion."""
    todo: list[Text] = [text]
    while todo:
        item = todo.pop()
        if isinstance(item, tuple):
            writer.write(item[0], item[1].start, item[1].end)
        else:
            todo.extend(reversed(item))


class Translator:
    """One expression, typed[start:end]."""

    def __init__(self, typed: str, start: int, end: int, names: Names) -> None:
        self.typed = typed
        self.start = start
        self.end = end
        self.names = names
        self.is_ascii = typed.isascii()
        self.lines = [start]
        for place, character in enumerate(typed[start:end], start + 1):
            if character == "\n":
                self.lines.append(place)

    def whole(self) -> Text:
        """The translation of all of it. Raises GrammarError."""
        source = self.typed[self.start : self.end]
        if len(source) > _LONGEST:
            message = f"a program's expression is longer than {_LONGEST:,} characters"
            raise GrammarError("too-long", message, Span(self.start, self.start + 1))
        self._check_brackets(source)
        try:
            with warnings.catch_warnings(action="ignore"):  # of Python, on `1if x`
                tree = ast.parse(f"({source}\n)", mode="eval").body
            return self.read(tree).text
        except SyntaxError as wrong:
            raise self._syntax(wrong) from None
        except (RecursionError, MemoryError):
            raise GrammarError(
                "too-deep", "the expression is nested too deeply", Span(self.start, self.start + 1)
            ) from None
        except ValueError:
            place = self.typed.find("\0", self.start)
            raise GrammarError("syntax", "a NUL character has no meaning here",
                               Span(max(place, self.start), max(place, self.start) + 1), "remove it",
                               ) from None  # fmt: skip

    def _check_brackets(self, source: str) -> None:
        """Refuse brackets that do not match, at their place."""
        stack: list[int] = []
        for found in _BRACKETS.finditer(source):
            sign = found.group()
            place = Span(self.start + found.start(), self.start + found.start() + 1)
            if sign in _CLOSERS:
                stack.append(found.start())
            elif sign in ")]}" and not stack:
                raise GrammarError("unopened-bracket", f"`{sign}` closes no bracket", place)
            elif sign in ")]}" and _CLOSERS[source[stack.pop()]] != sign:
                message = f"`{sign}` closes a bracket of another kind"
                raise GrammarError("unclosed-bracket", message, place)
        if stack:
            sign, start = source[stack[-1]], self.start + stack[-1]
            raise GrammarError(
                "unclosed-bracket", f"`{sign}` is never closed", Span(start, start + 1),
                f"add the `{_CLOSERS[sign]}` that closes it",
            )  # fmt: skip

    def _syntax(self, wrong: SyntaxError) -> GrammarError:
        """What Python's parser has to say, at its place."""
        line = min(max((wrong.lineno or 1) - 1, 0), len(self.lines) - 1)
        column = (wrong.offset or 1) - 1 - (line == 0)
        place = min(max(self.lines[line] + column, self.start), self.end)
        if "too many nested" in wrong.msg:
            return GrammarError(
                "too-deep", "the expression is nested too deeply", Span(place, place)
            )
        found = shown(self.typed[place : place + 1])
        name, what = "syntax", f"{found} cannot stand here in an expression of Python"
        if place >= self.end:
            name, what = "unexpected-end", "the expression is not complete"
        end = min(place + 1, self.end)
        return GrammarError(name, what, Span(place, end), "--from plain reads the plain notation")

    # Places

    def span(self, node: ast.expr) -> Span:
        """Where a node was typed."""
        return Span(
            self._offset(node.lineno, node.col_offset),
            self._offset(node.end_lineno or node.lineno, node.end_col_offset or node.col_offset),
        )

    def _offset(self, lineno: int, column: int) -> int:
        """The offset of a place that Python counts in bytes of UTF-8, a bracket before them."""
        if lineno > len(self.lines):
            return self.end
        start = self.lines[lineno - 1]
        column -= lineno == 1
        if self.is_ascii:
            return min(start + column, self.end)
        line = self.typed[start : start + column]
        return min(start + len(line.encode()[:column].decode("utf-8", "ignore")), self.end)

    def refuse(self, node: ast.expr, message: str, help: str | None = None) -> GrammarError:
        """The error for something that has no reading."""
        return GrammarError("syntax", message, self.span(node), help)

    # Expressions

    def read(self, node: ast.expr) -> Written:
        """The translation of a node."""
        match node:
            case ast.BinOp():
                return self._binary(node)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
                inside = self.read(operand)
                sign = "-" if isinstance(node.op, ast.USub) else ""
                text = [self._sign(sign, node), self.within(inside, NEGATIVE, operand)]
                return Written(text, NEGATIVE, inside.number)
            case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
                return self._number(node)
            case ast.Name():
                span = self.span(node)
                return Written((self.names.written(node.id, span), span), ATOM)
            case ast.Attribute():
                return self._attribute(node)
            case ast.Subscript():
                return self._subscript(node)
            case ast.Call():
                from matcalc_grammar.numpy_calls import call

                return call(self, node)
        what = shown(self.typed[self.span(node).start : self.span(node).end])
        raise self.refuse(node, f"{what} is no expression of arrays")

    def _number(self, node: ast.Constant) -> Written:
        span = self.span(node)
        text = self.typed[span.start : span.end].replace("_", "")
        if (
            not text.lower()
            .replace("e", "")
            .replace(".", "")
            .replace("-", "")
            .replace("+", "")
            .isdigit()
        ):
            raise self.refuse(node, f"{shown(text)} is no number here")
        return Written((text.removesuffix("."), span), ATOM, True)

    def _sign(self, sign: str, node: ast.expr) -> Text:
        start = self.span(node).start
        return (sign, Span(start, start + 1))

    def within(self, written: Written, least: int, node: ast.expr) -> Text:
        """The text, in brackets unless it binds tightly enough."""
        if written.level >= least:
            return written.text
        span = self.span(node)
        return [("(", Span(span.start, span.start)), written.text, (")", Span(span.end, span.end))]

    def _binary(self, node: ast.BinOp) -> Written:
        """A chain of operators that leans to the left, in a loop."""
        chain = [node]
        while isinstance(chain[-1].left, ast.BinOp):
            chain.append(chain[-1].left)
        left = self.read(chain[-1].left)
        for each in reversed(chain):
            left = self.operation(each.op, left, each.left, self.read(each.right), each.right)
        return left

    def operation(
        self, op: ast.operator, left: Written, at: ast.expr, right: Written, to: ast.expr
    ) -> Written:
        """One operator between two translations."""
        numbers = left.number and right.number
        between = Span(self.span(at).end, self.span(to).start)
        if isinstance(op, ast.Pow):
            exponent = self.within(right, POSTFIX, to)
            sign = "^" if left.number else ".^"
            return Written(
                [self.within(left, ATOM, at), (sign, between), exponent], POSTFIX, numbers
            )
        if isinstance(op, (ast.Add, ast.Sub)):
            sign = " + " if isinstance(op, ast.Add) else " - "
            text = [left.text, (sign, between), self.within(right, ENTRYWISE, to)]
            return Written(text, SUM, numbers)
        if isinstance(op, ast.MatMult):
            # Only a chain of `@` goes without brackets: whether x @ y is a number hangs on it.
            flat = isinstance(at, ast.BinOp) and isinstance(at.op, ast.MatMult)
            first = left.text if flat else self.within(left, POSTFIX, at)
            return Written([first, (" @ ", between), self.within(right, POSTFIX, to)], PRODUCT)
        if isinstance(op, (ast.Mult, ast.Div)):
            return self._entrywise(isinstance(op, ast.Mult), left, at, right, to)
        sign = self.typed[between.start : between.end].strip()
        raise GrammarError("syntax", f"{shown(sign)} has no meaning for arrays", between)

    def _entrywise(
        self, times: bool, left: Written, at: ast.expr, right: Written, to: ast.expr
    ) -> Written:
        between = Span(self.span(at).end, self.span(to).start)
        if right.number or (left.number and times):
            sign = " * " if times else " / "
            first = self.within(left, PRODUCT if left.level != SUM else POSTFIX, at)
            text = [first, (sign, between), self.within(right, POSTFIX, to)]
            return Written(text, PRODUCT, left.number and right.number)
        sign = " .* " if times else " ./ "
        chained = left.level == ENTRYWISE
        first = left.text if chained else self.within(left, POSTFIX, at)
        return Written([first, (sign, between), self.within(right, POSTFIX, to)], ENTRYWISE)

    def _attribute(self, node: ast.Attribute) -> Written:
        """`X.T`, `np.pi`, `slogdet(S).logabsdet`."""
        if node.attr in ("T", "mT", "H", "mH"):
            inside = self.read(node.value)
            end = self.span(node).end
            tail = ("^T", Span(end - len(node.attr) - 1, end))
            return Written([self.within(inside, POSTFIX, node.value), tail], POSTFIX, inside.number)
        if isinstance(node.value, ast.Name) and node.value.id in known.ROOTS:
            constant = known.CONSTANTS.get(node.attr)
            if constant is not None:
                return Written((constant, self.span(node)), ATOM, True)
        if node.attr in ("logabsdet", "logdet") and isinstance(node.value, ast.Call):
            from matcalc_grammar.numpy_calls import slogdet

            return slogdet(self, node.value)
        what = shown(node.attr)
        raise self.refuse(node, f"the attribute {what} has no meaning here", "write `X.T`")

    def _subscript(self, node: ast.Subscript) -> Written:
        """`slogdet(S)[1]`; entries are counted from 0 there and from 1 here."""
        inner = node.value
        if isinstance(inner, ast.Call) and isinstance(inner.func, (ast.Attribute, ast.Name)):
            name = inner.func.attr if isinstance(inner.func, ast.Attribute) else inner.func.id
            index = node.slice.value if isinstance(node.slice, ast.Constant) else None
            if name == "slogdet" and index == 1:
                from matcalc_grammar.numpy_calls import slogdet

                return slogdet(self, inner)
        raise self.refuse(
            node, "an index in brackets counts from 0, subscripts from 1",
            "write the entry as a subscript: `x_i`, `X_{ij}`",
        )  # fmt: skip

    def like(self, name: str) -> str | None:
        """A known function one slip away from a name."""
        table = {*known.CALLS, *known.OPERATORS, *known.SHAPES, "norm", "slogdet", "kron", "outer"}
        return next((word for word in sorted(table) if edits_apart(word, name)), None)
