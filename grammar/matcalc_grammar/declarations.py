"""Declarations: the pyparsing grammar of their forms, and the nodes made of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pyparsing as pp

from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.forms import (
    BY,
    IS,
    KIND,
    NAMED,
    NUMBER,
    PROPERTY,
    At,
    Form,
    Space,
    form_of,
)  # fmt: skip
from matcalc_grammar.items import Resolver
from matcalc_grammar.names import Piece, canonical, edits_apart
from matcalc_grammar.patterns import Pattern
from matcalc_grammar.properties import PROPERTIES
from matcalc_grammar.reading import Reading
from matcalc_grammar.sentences import (
    Assumption,
    Declaration,
    Definition,
    Dependence,
    Domain,
    FunctionDeclaration,
)
from matcalc_grammar.syntax import Expression, Name, Negative, Span, Transpose  # fmt: skip
from matcalc_grammar.tokens import ALNUM, NESTING, WORD, Token

_BARE = Pattern(rf"\s*(?!{PROPERTY}){NAMED}\s*\Z")
_ONLY_PROPERTIES = Pattern(
    rf"\s*(?:(?:{IS}|and)\s+)?{PROPERTY}(?:[\s,]+{PROPERTY})*\s*(?:{KIND}\s*)?\Z"
)
_SAID_FIRST = Pattern(rf"\s*{PROPERTY}\s+(?:and\s+)?(?:(?:{PROPERTY}|{KIND})\s+)*{NAMED}\s*(?:,|and\b|\Z)")
_LOOKS = Pattern(
    rf"\s*(?!{PROPERTY}){NAMED}(?:\s*,\s*(?!{PROPERTY}){NAMED})*\s*"
    rf"(?:\bin\b|∈|(?:\b{IS}\s+)?{PROPERTY}|(?:\(\s*{NAMED}\s*\)\s*)?\bdepends?\b"
    rf"|:?\s*\b{NUMBER}|{IS}\s*{BY}"
    rf"|:\s*(?:[RSℝ𝕊](?!{ALNUM})|[^:=]*?(?:×|\bx\b|\bby\b|->|[0-9a-z]x[0-9a-z]|{PROPERTY})|(?:[0-9]+|[a-z])\s*\Z))"
)
_DEFINED = Pattern(rf"\s*({NAMED})\s*(?:\(\s*({NAMED}(?:\s*,\s*{NAMED})*)\s*\)\s*)?\Z")
# What a name no longer means when it is declared.
_MEANINGS = {
    "T": "`^T` is still the transpose", "I": "it is not the identity here",
    "d": "`dX` is d times X here", "e": "`e^x` is a power of it here",
    "K": "K(m,n) is not the commutation matrix here",
}  # fmt: skip


def looks_declared(text: str) -> bool:
    """Does a statement begin as a declaration does?"""
    return _LOOKS.match(text) is not None or _SAID_FIRST.match(text) is not None


def chunks(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """The assumptions in plain[start:end]: commas part them, but for lists of names."""
    found: list[tuple[int, int]] = []
    pending: int | None = None
    text = reading.plain.text
    for first, last in _parted(reading.tokens(start, end), start, end):
        piece = text[first:last]
        if found and pending is None and _ONLY_PROPERTIES.match(piece):
            found[-1] = (found[-1][0], last)
        elif _BARE.match(piece):
            pending = first if pending is None else pending
        elif piece.strip(" .\n\t"):
            found.append((first if pending is None else pending, last))
            pending = None
    if pending is not None:
        while text[pending].isspace():
            pending += 1
        span = reading.plain.span(pending, end)
        raise GrammarError(
            "syntax", "a name stands here with nothing said of it", span, "write `x in R^n`"
        )
    return found


def _parted(found: list[Token], start: int, end: int) -> list[tuple[int, int]]:
    """The ranges between the commas (and the `and`s) that stand in no bracket."""
    ranges = []
    depth = 0
    for token in found:
        text = token.text
        if text in NESTING:
            depth += NESTING[text]
        elif depth <= 0 and text in (",", "and"):
            ranges.append((start, token.start))
            start = token.end
    ranges.append((start, end))
    return ranges


class Declarer:
    """Makes nodes of the assumptions of one text; names are learned before anything is read."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.resolver = Resolver(reading.plain, reading.scope, reading.range)

    def read(self, start: int, end: int) -> list[Assumption]:
        """All assumptions in plain[start:end], their names declared in the scope of the reading."""
        ready: list[Callable[[], Assumption]] = []
        if not self.reading.plain.text[start:end].strip(" .,\n\t"):
            span = self.reading.plain.span(start, start)
            message = "nothing is said after `where`"
            raise GrammarError("unexpected-end", message, span, "write `where x in R^n`")
        for first, last in chunks(self.reading, start, end):
            equals = self.equals(first, last)
            tied = self._tied(first, last)
            if tied is not None:
                ready.append(partial(_same, tied))
            elif equals is not None:
                self._learn_definition(first, equals[0])
                ready.append(partial(self.definition, first, last, *equals))
            else:
                form = self._form(first, last)
                self._learn(form, first)
                ready.append(partial(self._assumption, form, first, last))
        return [make() for make in ready]

    def equals(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the sign of a definition stands, if plain[start:end] is one."""
        if self.reading.plain.text.find("=", start, end) < 0:
            return None
        depth = 0
        for token in self.reading.tokens(start, end):
            depth += NESTING.get(token.text, 0)
            if depth == 0 and token.text in ("=", ":="):
                found = _DEFINED.match(self.reading.plain.text[start : token.start])
                if found and self._defines(found, token.end, end):
                    return token.start, token.end
                return None
        return None

    # Definitions

    def _defines(self, found: re.Match[str], body: int, end: int) -> bool:
        """Is this left side defined by the body, and not the left side of an equation?

        An equation holds an unknown on its left; and `kron(S, T) = Z` does not say what `kron`
        is, as `relu(t) = max(t, 0)` does: all that is in its brackets stands on the right.
        """
        scope = self.reading.scope
        left = self._pieces(found.group())
        if not scope.unknowns.isdisjoint(left):
            return False
        if found.group(2) is None or found.group(1) not in scope.functions:
            return True
        right = self._pieces(self.reading.plain.text[body:end])
        return self._pieces(found.group(2)) <= right and found.group(1) not in right

    def _tied(self, start: int, end: int) -> Declaration | None:
        """`A^T = A`: that A is symmetric."""
        sign = self.reading.plain.text.find("=", start, end)
        if sign < 0:
            return None
        left, right = self.reading.tokens(start, sign), self.reading.tokens(sign + 1, end)
        if len(left) < 2 or not right or left[1].text not in ("^", "'", ".T"):
            return None
        transposed, plain = self.reading.expression(left), self.reading.expression(right)
        negative = isinstance(plain, Negative)
        name = plain.operand if isinstance(plain, Negative) else plain
        if not isinstance(name, Name) or symmetry(name, transposed) != "symmetric":
            return None
        self._declare(name, "name")
        said = "skew" if negative else "symmetric"
        return Declaration((name,), None, (said,), transposed.span.to(plain.span))

    def _pieces(self, text: str) -> set[str]:
        """All names and functions in a text, by their bases."""
        words = re.findall(WORD, text)
        runs = [word.partition("_")[0] for word in words]
        return {*runs, *(piece.canonical for run in runs for piece in self.reading.scope.split(run))}

    def _learn_definition(self, start: int, equals: int) -> None:
        found = _DEFINED.match(self.reading.plain.text[start:equals])
        assert found is not None
        role = "name" if found.group(2) is None else "function"
        if found.group(1) in self.reading.scope.functions:
            self.reading.note(f"{found.group(1)} is defined here, and means that from here on")
        self._declare(self.name(At(found.group(1), start + found.start(1))), role)

    def definition(
        self, start: int, end: int, equals: int, body: int
    ) -> Definition | Declaration:
        """`r = y - X b`, `f(X) = tr(A X)`; but `A = A^T` says that A is symmetric."""
        plain = self.reading.plain
        found = _DEFINED.match(plain.text[start:equals])
        assert found is not None
        name = self.name(At(found.group(1), start + found.start(1)))
        parameters = tuple(
            self.name(At(word.group(), start + found.start(2) + word.start()))
            for word in re.finditer(NAMED, found.group(2) or "")
        )
        scope = self.reading.scope.child()
        for parameter in parameters:
            scope.declare(parameter.base, "name")
        read = self.reading.tokens(body, end)
        if not read:
            span = plain.span(equals, body)
            raise GrammarError("unexpected-end", "expected an expression after `=`", span)
        tree = self.reading.within(scope).expression(read)
        self._learn_definition(start, equals)
        span = name.span.to(tree.span)
        said = None if parameters else symmetry(name, tree)
        if said is not None:
            return Declaration((name,), None, (said,), span)
        return Definition(name, parameters, tree, span)

    # Declarations

    def _form(self, start: int, end: int) -> Form:
        """The parts of a declaration or a dependence. Raises GrammarError."""
        text = self.reading.plain.text[start:end].rstrip(" .\t\n")
        try:
            return form_of(text)
        except pp.ParseBaseException as wrong:
            raise self._unread(start, text, wrong.loc, str(wrong.parser_element)) from None

    def _unread(self, start: int, text: str, place: int, expected: str) -> GrammarError:
        """The error for a declaration that is not read from a place of its text on."""
        rest = text[place:]
        first, last = start + len(text) - len(rest), start + len(text)
        span = self.reading.plain.span(first, last)
        if rest.startswith("^"):
            message, name = "expected a size after `^`", "unexpected-end"
            return GrammarError(name, message, span, "write `R^n` or `R^{m x n}`")
        found = f", found {shown(self.reading.typed[span.start : span.end])}" if rest else ""
        close = [said for said in PROPERTIES if edits_apart(rest.strip(), said)]
        offer = f"did you mean `{close[0]}`?" if close else None
        return GrammarError("syntax", f"expected {expected}{found}", span, offer)

    def _learn(self, form: Form, start: int) -> None:
        role = "function" if form.result else "scalar" if form.is_scalar else "name"
        for at in form.names:
            self._declare(self.name(At(at.text, start + at.start)), role)

    def _declare(self, name: Name, role: str) -> None:
        """Learn a name, and warn of those that mean something else when they are not declared."""
        meaning = _MEANINGS.get(name.base)
        if meaning and name.base not in self.reading.scope.roles:
            self.reading.note(f"{name.base} is a declared name: {meaning}")
        self.reading.scope.declare(name.base, "name" if name.subscripts else role)

    def name(self, at: At) -> Name:
        """A name typed whole, with its subscripts."""
        if at.text.isalnum():
            span = self.reading.plain.span(at.start, at.start + len(at.text))
            return Name(canonical(at.text), (), span)
        word = at.text.rstrip("'")
        head = word.partition("_")[0]
        piece = Piece(head, 0, "name", canonical(head))
        name = self.resolver.name(piece, at.start, at.start + len(word))
        if word == at.text:
            return name
        span = self.reading.plain.span(at.start, at.start + len(at.text))
        return Name(name.base + "_prime", name.subscripts, span)

    def _assumption(self, form: Form, start: int, end: int) -> Assumption:
        names = tuple([self.name(At(at.text, start + at.start)) for at in form.names])
        last = start + len(self.reading.plain.text[start:end].rstrip(" .\t\n"))
        span = names[0].span.to(self.reading.plain.span(start, last))
        if form.on is not None:
            on = self.name(At(form.on.text, start + form.on.start))
            return Dependence(names, on, span)
        if form.result is not None:
            arguments = tuple([self._domain(space, start) for space in form.arguments])
            return FunctionDeclaration(names[0], arguments, self._domain(form.result, start), span)
        domain = None if form.domain is None else self._domain(form.domain, start)
        self._check_comparison(form, names, span)
        if domain is None and form.is_scalar:
            domain = Domain((), (), span)
        return Declaration(names, domain, form.said, span)

    def _check_comparison(self, form: Form, names: tuple[Name, ...], span: Span) -> None:
        """`S > 0` may say of a matrix that it is definite, or that each of its entries is."""
        if form.domain is None and form.compared:
            for name in names:
                if name.base[:1].isupper() and not name.subscripts:
                    message = f"`{name.base} {form.compared}` of a matrix reads two ways"
                    offer = f"write `{name.base} pd` or `{name.base} positive`, or `in R`"
                    raise GrammarError("syntax", message, span, offer)

    def _domain(self, space: Space, start: int) -> Domain:
        """The set, with its sizes read."""
        first = start + space.at.start
        span = self.reading.plain.span(first, first + len(space.at.text))
        if space.said and len(space.sizes) != 1:
            message = "expected a size after `S`" if not space.sizes else "`S^n` takes one size"
            raise GrammarError("syntax", message, span, "write `S^n`")
        sizes = tuple([self._size(at.text, start + at.start) for at in space.sizes])
        return Domain(sizes * 2 if space.said else sizes, space.said, span)

    def _size(self, text: str, start: int) -> Expression:
        if not text:
            raise GrammarError("syntax", "expected a size", self.reading.plain.span(start, start))
        return self.reading.range(start, start + len(text))


def _same(assumption: Assumption) -> Assumption:
    return assumption


def symmetry(left: Expression, right: Expression) -> str | None:
    """What `A = A^T`, `A = -A^T` say of A."""
    said, inside = "symmetric", right
    if isinstance(right, Negative):
        said, inside = "skew", right.operand
    is_own = isinstance(inside, Transpose) and not inside.inverse and inside.operand == left
    return said if is_own else None
