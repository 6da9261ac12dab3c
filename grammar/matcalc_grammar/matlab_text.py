"""Expressions of MATLAB and matrixcalculus.org in the plain alphabet.

`.*` and `*` bind alike there, from left to right; names are whole words; `A \\ b` divides from the
left.
"""

from __future__ import annotations

import re

from matcalc_grammar import doubts
from matcalc_grammar.alphabet import GREEK
from matcalc_grammar.brackets import too_deep
from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.names import is_one_letter
from matcalc_grammar.plain import Plain
from matcalc_grammar.program_names import Names
from matcalc_grammar.statements import expressions
from matcalc_grammar.syntax import Span
from matcalc_grammar.writer import Writer

_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+|\.\.\.[^\n]*\n)|(?P<comment>%[^\n]*)"
    r"|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?![\w]))"
    r"|(?P<word>[^\W\d]\w*)|(?P<sign>\.\*|\./|\.\\|\.\^|\.'|[-+*/\\^',])"
    r"|(?P<open>\()|(?P<close>\))|(?P<other>.)",
    re.DOTALL,
)
_FACTORS = frozenset(("*", "/", "\\", ".*", "./"))
_KINDS = {"": "_2", "1": "_1", "2": "_2", "inf": "_inf", "Inf": "_inf", "'fro'": "_F"}
_ALL = re.compile(r"[ \t]*([^\W\d]\w*)\(:\)[ \t]*\)")
_EVERY = re.compile(r"'all'|\"all\"")
_COLON = re.compile(r"[ \t]*\([ \t]*:[ \t]*\)")
_PLACE = r"[ \t]*([0-9]+|[a-z])[ \t]*"
_PLACES = re.compile(rf"[ \t]*\({_PLACE}(?:,{_PLACE})?\)")
_PLAIN_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?(/[0-9]+)?")
_WHOLE = frozenset("sum mean prod max min norm".split())
_BY_COLUMN = {word: "col" + word for word in ("sum", "mean", "prod", "max", "min")}
# Names before a bracket that are read as functions, and not as arrays.
_NO_ARRAYS = frozenset("I K e f g h beta gamma zeta".split())
_DEPTH = 200
_CALLED = re.compile(r"[ \t]*\(")


def matlab_text(typed: str) -> Plain:
    """The record with its expressions brought to the plain alphabet. Raises GrammarError."""
    writer = Writer(typed)
    names = Names()
    place = 0
    for start, end in expressions(typed):
        writer.copy(place, start)
        _Expression(writer, names, start, end).write()
        place = end
    writer.copy(place, len(typed))
    return writer.written(names.words())


class _Chain:
    """The factors since the last sign of a sum: where they begin, and how they are joined."""

    def __init__(self, begin: int) -> None:
        self.begin = begin  # place in the output of the first factor
        self.entrywise: bool | None = None


class _Expression:
    """Writes one expression, typed[start:end]; brackets go in where `.*` and `*` meet."""

    def __init__(self, writer: Writer, names: Names, start: int, end: int, depth: int = 0) -> None:
        if depth > _DEPTH:
            raise too_deep(Span(start, start + 1))
        self.depth = depth
        self.turns = 0
        self.writer = writer
        self.names = names
        self.start = start
        self.end = end
        self.chains = [_Chain(len(writer.out))]
        self.operand = False

    def write(self) -> None:
        """All of it."""
        place = self.start
        while place < self.end:
            found = _TOKEN.match(self.writer.typed, place, self.end)
            assert found is not None
            place = found.end()
            kind = found.lastgroup
            if kind in ("space", "comment"):
                self.writer.write(" ", found.start(), found.start() + 1)
            elif kind == "word":
                place = self._word(found)
            elif every := _EVERY.match(self.writer.typed, found.start(), self.end):
                self.writer.write("rows, cols", *every.span())
                self.operand, place = True, every.end()
            elif kind == "sign":
                self._sign(found)
            elif kind == "other":
                self._other(found)
            else:
                self._bracket_or_number(found)

    def _bracket_or_number(self, found: re.Match[str]) -> None:
        self.writer.copy(*found.span())
        if found.lastgroup == "open":
            self.chains.append(_Chain(len(self.writer.out)))
        elif found.lastgroup == "close" and len(self.chains) > 1:
            self.chains.pop()
        self.operand = found.lastgroup != "open"

    def _word(self, found: re.Match[str]) -> int:
        """A name or a function: functions stand before a bracket. The place after it."""
        word, span = found.group(), Span(*found.span())
        called = _CALLED.match(self.writer.typed, found.end(), self.end)
        self.operand = not called
        if called and word in _WHOLE and _ALL.match(self.writer.typed, called.end(), self.end):
            return self._vectorized(found, called.end())
        if not called:
            self.writer.write(self.names.written(word, span), *found.span())
        elif word == "norm":
            return self._norm(found.start(), called.end())
        elif (colon := _COLON.match(self.writer.typed, found.end(), self.end)) is not None:
            return self._stacked(word, span, colon.end())
        elif (places := self._places(word, found.end())) is not None:
            return self._entry(word, span, places)
        else:
            self.writer.write(_BY_COLUMN.get(word, word), *found.span())
        return found.end()

    def _places(self, word: str, place: int) -> re.Match[str] | None:
        """What stands in the bracket after the name of an array, where it counts entries."""
        is_array = is_one_letter(word) or word.rstrip("0123456789") in GREEK
        if not is_array or word in _NO_ARRAYS:
            return None
        return _PLACES.match(self.writer.typed, place, self.end)

    def _stacked(self, word: str, span: Span, end: int) -> int:
        """`X(:)` is vec(X): the place after it."""
        self.writer.write("vec(", span.start, span.start)
        self.writer.write(self.names.written(word, span), span.start, span.end)
        self.writer.put(")", end - 1, end)
        self.operand = True
        return end

    def _entry(self, word: str, span: Span, places: re.Match[str]) -> int:
        """`x(1)` and `X(i,j)` are entries: the place after them."""
        under = ",".join(filter(None, places.groups()))
        self.writer.write("(", span.start, span.start)
        self.writer.write(self.names.written(word, span), span.start, span.end)
        self.writer.write(f")_{{{under}}}", span.end, places.end())
        self.operand = True
        return places.end()

    def _vectorized(self, found: re.Match[str], inside: int) -> int:
        """`sum(X(:))`: of all entries, as `sum(X)` is here."""
        name = _ALL.match(self.writer.typed, inside, self.end)
        assert name is not None
        span = Span(*name.span(1))
        self.writer.copy(found.start(), inside)
        self.writer.write(self.names.written(name.group(1), span), span.start, span.end)
        self.writer.put(")", name.end() - 1, name.end())
        self.operand = True
        return name.end()

    def _norm(self, start: int, inside: int) -> int:
        """`norm(x)`, `norm(x, 1)`, `norm(X, 'fro')`: of a matrix, the first is the spectral one."""
        typed, depth, comma = self.writer.typed, 1, 0
        for place in range(inside, self.end):
            depth += (typed[place] in "([") - (typed[place] in ")]")
            if depth == 0:
                break
            if depth == 1 and typed[place] == "," and not comma:
                comma = place
        else:
            raise GrammarError("unclosed-bracket", "this bracket is never closed",
                               Span(inside - 1, inside), "add the `)` that closes it")  # fmt: skip
        under = typed[comma + 1 : place].strip() if comma else ""
        kind = _KINDS.get(under, f"_{{{under}}}" if _PLAIN_NUMBER.fullmatch(under) else None)
        if kind is None:
            first = comma + 1
            while self.writer.typed[first].isspace():
                first += 1
            raise GrammarError("unknown-norm", "there is no such norm", Span(first, place),
                               "write 1, 2, inf or 'fro'")  # fmt: skip
        self.writer.write("||", start, inside)
        _Expression(self.writer, self.names, inside, comma or place, self.depth + 1).write()
        self.writer.write("||" + kind, comma or place, place + 1)
        self.operand = True
        return place + 1

    def _sign(self, found: re.Match[str]) -> None:
        sign = found.group()
        if sign in ("'", ".'"):
            if not self.operand:
                raise GrammarError(
                    "syntax", "text in quotes has no meaning here", Span(*found.span())
                )
            self.writer.write("'", *found.span())
            return
        if sign in _FACTORS:
            self._factor(sign, *found.span())
        else:
            self.writer.copy(*found.span())
            if sign in "+-," and (self.operand or sign == ","):
                self.chains[-1] = _Chain(len(self.writer.out))
        self.operand = False

    def _factor(self, sign: str, start: int, end: int) -> None:
        """Close a bracket around what came before, where the next operator is of the other kind."""
        chain = self.chains[-1]
        entrywise = sign[0] == "."
        if chain.entrywise not in (None, entrywise):
            self.turns += 1
            if self.turns > _DEPTH:
                raise too_deep(Span(start, end))
            self._around(chain.begin, start)
        if sign == "\\":
            self._insert("inv(", chain.begin)
            self.writer.write(") *", start, end)
        else:
            self.writer.copy(start, end)
        chain.entrywise = entrywise

    def _around(self, begin: int, end: int) -> None:
        self._insert("(", begin)
        self.writer.put(")", end, end)

    def _insert(self, text: str, begin: int) -> None:
        """Write before what is there already."""
        out = self.writer
        while begin < len(out.out) and out.out[begin] == " ":
            begin += 1
        start = out.starts[begin] if begin < len(out.starts) else 0
        out.out[begin:begin] = text
        out.starts[begin:begin] = [start] * len(text)
        out.ends[begin:begin] = [start] * len(text)

    def _other(self, found: re.Match[str]) -> None:
        span = Span(*found.span())
        if found.group() == "[":
            raise doubts.entries(span)
        if found.group() in "∂∇|‖":
            self.writer.copy(*found.span())
            return
        raise GrammarError("syntax", f"{shown(found.group())} has no meaning here", span)
