"""What stands under a name: indices, numbers, words, sizes, and accents typed as endings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from matcalc_grammar.alphabet import DECORATIONS
from matcalc_grammar.errors import GrammarError
from matcalc_grammar.names import Scope, canonical, is_one_letter
from matcalc_grammar.patterns import Pattern
from matcalc_grammar.plain import Plain
from matcalc_grammar.summation import Under, under
from matcalc_grammar.syntax import Expression, Name, Number, Product, Span
from matcalc_grammar.tokens import ALNUM, SUFFIX

Reader: TypeAlias = Callable[[int, int], Expression]

_SUFFIX = Pattern(SUFFIX)
_ALNUM = Pattern(rf"{ALNUM}+\Z")
_NUMBERED = Pattern(r"[ijkl][0-9]\Z")
_BETWEEN = Pattern(r"[^,×]+")
_INDEX_LETTERS = frozenset("ijklmnpqrst")


class Subscripts:
    """Reads subscripts of the plain text; `read` parses a range of it as an expression."""

    def __init__(self, plain: Plain, scope: Scope, read: Reader) -> None:
        self.plain = plain
        self.span: Callable[[int, int], Span] = Span if plain.starts is None else plain.span
        self.scope = scope
        self.read = read

    def subscripts(self, start: int, end: int) -> tuple[str, tuple[Expression, ...]]:
        """The decoration ("_hat") and the subscripts in plain[start:end]."""
        ending = ""
        found: list[Expression] = []
        for match in _SUFFIX.finditer(self.plain.text, start, end):
            first, last = match.start() + 1, match.end()
            if self.plain.text[first] == "{":
                first, last = first + 1, last - 1
            if self.plain.text[first:last] in DECORATIONS and not found:
                ending += "_" + self.plain.text[first:last]
            else:
                found.extend(self._listed(first, last))
        return ending, tuple(found)

    def sizes(self, start: int, end: int) -> tuple[Expression, ...]:
        """The sizes in `_{m n, p}`: letters side by side between commas are one product."""
        text = self.plain.text[start:end]
        if "," not in text:
            return tuple(rejoined(self.subscripts(start, end)[1]))
        first = start + len(text) - len(text.lstrip("_{ "))
        found: list[Expression] = []
        for match in _BETWEEN.finditer(self.plain.text, first, start + len(text.rstrip(" }"))):
            found.append(product(self._listed(match.start(), match.end())))
        return tuple(found)

    def _listed(self, start: int, end: int) -> list[Expression]:
        """Subscripts separated by commas (or by × when they are sizes)."""
        found: list[Expression] = []
        for match in _BETWEEN.finditer(self.plain.text[start:end]):
            text = match.group()
            first = start + match.start() + len(text) - len(text.lstrip())
            found.extend(self._subscript(text.strip(), first))
        if not found:
            raise GrammarError("syntax", "the subscript is empty", self.plain.span(start - 1, end))
        return found

    def _subscript(self, text: str, start: int) -> list[Expression]:
        span = self.plain.span(start, start + len(text))
        if text.isascii() and text.isdigit():
            return [Number(text, span)]
        if _ALNUM.match(text):
            return self._subscript_word(text, start, span)
        if not text:
            raise GrammarError("syntax", "the subscript is empty", span)
        tree = self.read(start, start + len(text))
        if isinstance(tree, Product) and all(op == "" for op, _ in tree.factors):
            return [factor for _, factor in tree.factors]
        return [tree]

    def _subscript_word(self, text: str, start: int, span: Span) -> list[Expression]:
        """`ij` and `i2` are two indices, `max` is one word, and `n1` a size."""
        if _NUMBERED.match(text) and text not in self.scope.words and not self.scope.knows(text):
            digits = Span(span.start + 1, span.end)
            return [Name(text[0], (), Span(span.start, span.start + 1)), Number(text[1:], digits)]
        if is_one_letter(text) or text in self.scope.words:
            return [Name(canonical(text), (), span)]
        if len(text) > 2 and text.isalpha() and not _INDEX_LETTERS.issuperset(text):
            return [Name(canonical(text), (), span)]
        found: list[Expression] = []
        for piece in self.scope.split(text):
            place = self.plain.span(start + piece.offset, start + piece.offset + len(piece.text))
            is_number = piece.kind == "number"
            found.append(
                Number(piece.text, place) if is_number else Name(piece.canonical, (), place)
            )
        return found

    def indices(self, start: int, end: int) -> Under:
        """The indices of `sum_{i=1}`, and the number at which they start, or their order."""
        text = self.plain.text[start:end]
        return under(text, start, self.plain.span(start, end), self._listed)


def rejoined(found: tuple[Expression, ...]) -> list[Expression]:
    """Subscripts as sizes, where `k1` is one name and not the indices k and 1."""
    match found:
        case (Name() as letter, Number() as number) if letter.span.end == number.span.start:
            return [Name(letter.base + number.text, (), letter.span.to(number.span))]
    return list(found)


def product(factors: list[Expression]) -> Expression:
    """Factors side by side, or the only one."""
    if len(factors) == 1:
        return factors[0]
    span = factors[0].span.to(factors[-1].span)
    return Product(tuple(("", factor) for factor in factors), span)
