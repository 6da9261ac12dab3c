"""Text to statements."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from matcalc_grammar import doubts
from matcalc_grammar.alphabet import GREEK
from matcalc_grammar.brackets import check_depth, too_deep
from matcalc_grammar.clauses import Ranges, after_request, asks, clauses, variables
from matcalc_grammar.derivatives import is_stacked
from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.heads import read_head
from matcalc_grammar.names import Scope, Vocabulary
from matcalc_grammar.patterns import Pattern
from matcalc_grammar.properties import DECLARING
from matcalc_grammar.reading import Reading
from matcalc_grammar.records import LENGTH
from matcalc_grammar.sentences import Assumption, Dependence, Query, Setting, Statement
from matcalc_grammar.sources import Sources
from matcalc_grammar.syntax import Expression, Name, Span
from matcalc_grammar.tokens import NESTING, Token

if TYPE_CHECKING:
    from matcalc_grammar.declarations import Declarer
    from matcalc_grammar.macros import Macro

WORDS = 250_000  # and signs; a sum of 100,000 names has two hundred thousand
_WORD_LENGTH = 100_000
# A level of brackets takes about ten frames, and there are little more than a thousand.
_FRAMES = 40_000

_WORD = Pattern(r"\w+|[^\w\s]")
_SETTING = Pattern(r"\s*(layout)\s*:\s*([A-Za-z-]+)\s*\Z")
_TRAILING = Pattern(r"(?<![\s.,?])[\s.,?]+(?=;|\Z)")
_LAMBDA = Pattern(r"\s*(lambda\s+\w+\s*:)")
_EQUALS = ("=", "==", "=>", ":=")


def _check_length(text: str) -> None:
    """Raises GrammarError for what is too long, before anything of it is read."""
    if len(text) <= WORDS:
        return
    if len(text) > LENGTH:
        message = f"the text is longer than {LENGTH:,} characters"
        raise GrammarError("too-long", message, Span(0, 1))
    for count, word in enumerate(_WORD.finditer(text)):
        if count == WORDS:
            message = f"the text has more than {WORDS:,} words and signs"
            raise GrammarError("too-long", message, Span(0, 1))
        if word.end() - word.start() > _WORD_LENGTH:
            message = f"more than {_WORD_LENGTH:,} letters or digits stand in a row"
            raise GrammarError("too-long", message, Span(*word.span()))


class Parser:
    """Reads records one after the other; what one declares, the next ones know.

    `vocabulary` holds the functions; `language` is one of `languages.LANGUAGES`; `preamble` is LaTeX
    whose macros are known from the beginning.
    """

    def __init__(
        self, vocabulary: Vocabulary, language: str = "auto", preamble: str = ""
    ) -> None:
        self._scope = Scope(vocabulary)
        self._speller = Sources(language, preamble)
        self.notes: list[str] = []

    @property
    def macros(self) -> Mapping[str, Macro]:
        """The macros that the preamble and the texts so far have defined."""
        return self._speller.macros

    def solve_for(self, names: Iterable[Name]) -> None:
        """From here on, take what has one of these names left of `=` for an equation."""
        self._scope = self._scope.child()
        self._scope.unknowns = frozenset(name.base for name in names)

    def parse(self, text: str) -> list[Statement]:
        """The statements of one record; `notes` then says how doubtful spellings were read.

        Raises GrammarError, and nothing else, for any text that is not in the language.
        """
        self.notes = []
        _check_length(text)
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(limit, _FRAMES))
        collecting = gc.isenabled()
        gc.disable()  # a tree has no cycles, and nothing of it dies while it grows
        try:
            return self._statements(text)
        except RecursionError:
            raise too_deep(Span(0, 1)) from None
        finally:
            sys.setrecursionlimit(limit)
            if collecting:
                gc.enable()

    def _statements(self, text: str) -> list[Statement]:
        spelled = self._speller.spelled(text)
        check_depth(spelled)
        reading = Reading(text, spelled, self._scope.child())
        for name in spelled.names:
            if name not in reading.scope.roles:
                reading.scope.declare(name, "name")
        reading.notes.extend(self._speller.notes)
        self.notes = reading.notes
        statements: list[Statement] = []
        try:
            for start, end in _parts(reading):
                statements.extend(_Statement(reading, start, end).read())
        except GrammarError as wrong:
            raise _of_command(wrong, text) from None
        self._scope = reading.scope
        return statements


def _of_command(wrong: GrammarError, text: str) -> GrammarError:
    """The error again; a name that was typed as a command is no name to declare."""
    typed = text[wrong.span.start : wrong.span.end]
    is_command = typed.startswith("\\") and typed[1:].isalpha() and typed[1:] not in GREEK
    guessed = (wrong.help or "").startswith("did you mean")
    if wrong.name in ("unknown-name", "unknown-function") and is_command and not guessed:
        return doubts.no_command(typed, wrong.span)
    return wrong


def _parts(reading: Reading) -> list[tuple[int, int]]:
    """The ranges between semicolons, with trailing dots and commas left out."""
    spelled = reading.plain
    if ";" in spelled.text or spelled.text[-1:] in ". ,?\t\r\n":
        spelled.text = _TRAILING.sub(lambda found: " " * len(found.group()), spelled.text)
    parts = []
    start = 0
    closing = spelled.text.rfind("]")
    for piece in reading.plain.text.split(";"):
        end = start + len(piece.rstrip())
        if end < closing and piece.count("[") > piece.count("]"):
            last = reading.plain.text.index("]", end) + 1
            raise doubts.entries(reading.plain.span(start + piece.rindex("["), last))
        if piece.strip():
            parts.append((start, end))
        start += len(piece) + 1
    return parts


def _declarer(reading: Reading) -> Declarer:
    """The reader of declarations, which is loaded when there is one."""
    from matcalc_grammar.declarations import Declarer

    return Declarer(reading)


class _Statement:
    """One statement: plain[start:end]."""

    def __init__(self, reading: Reading, start: int, end: int) -> None:
        self.reading = reading
        self.start = start
        self.end = end

    def read(self) -> list[Statement]:
        """Its node; a list of declarations is several."""
        plain = self.reading.plain
        text = plain.text[self.start : self.end]
        setting = _SETTING.match(text) if text.lstrip().startswith("layout") else None
        if setting:
            at = self.start + setting.start(1)
            return [Setting(setting.group(1), setting.group(2), plain.span(at, self.end))]
        words = self.reading.tokens(self.start, self.end)
        if words[0].text == "where":
            return [*_declarer(self.reading).read(words[0].end, self.end)]
        if not DECLARING.isdisjoint(self.reading.words):
            from matcalc_grammar.declarations import looks_declared

            if looks_declared(text):
                return [*_declarer(self.reading).read(self.start, self.end)]
        return self._main(*clauses(self.reading, words, self.end))

    def _main(self, end: int, ranges: Ranges) -> list[Statement]:
        """A query or definition that ends before its clauses."""
        outer = self.reading
        clause = ranges.get("where")
        if "=" in outer.plain.text[self.start : end]:
            declarer = _declarer(outer)
            equals = declarer.equals(self.start, end)
            if equals is not None and asks(outer, equals[1], end):
                outer.note(f"{outer.source(self.start, equals[0])} names the derivative asked for")
                self.start, equals = equals[1], None
            if equals is not None:
                assumed = declarer.read(*clause) if clause else []
                return [*assumed, declarer.definition(self.start, end, *equals)]
        reading = outer.within(outer.scope.child())
        reading.dependences = {}
        where = _declarer(reading).read(*clause) if clause else []
        by = ranges.get("wrt")
        if by is None:
            return [self._query(reading, end, ranges.get("subject to"), where, ())]
        return [
            self._query(reading, end, ranges.get("subject to"), where, (name,))
            for name in variables(reading, *by)
        ]

    def _query(
        self,
        reading: Reading,
        end: int,
        subject: tuple[int, int] | None,
        where: list[Assumption],
        by: tuple[Name, ...],
    ) -> Query:
        left, right = self._claim(reading, self.start, end)
        start, order = after_request(reading, *left)
        reading.stacked = None
        head = read_head(reading, start, left[1])
        if by and head.wrt:
            message = "the variable stands both before the function and after `wrt`"
            raise GrammarError("syntax", message, by[0].span)
        wrt = head.wrt or by * order
        reading.scope.variables = frozenset(name.base for name in wrt)
        if found := _LAMBDA.match(reading.plain.text, head.start, head.end):
            raise doubts.nameless(reading.plain.span(*found.span(1)))
        tree = self._expression(reading, head.start, head.end, self.start)
        if reading.stacked and len(wrt) == 1 and not is_stacked(tree):
            raise doubts.by_vec(wrt[0].base, reading.stacked)
        claim = self._expression(reading, *right, min(left[1], right[0])) if right else None
        constraints = self._constraints(reading, subject)
        assumed = [Dependence((n,), on, n.span) for n, on in reading.dependences.values()]
        span = reading.plain.span(self.start, self.end)
        return Query(wrt, tree, claim, constraints, (*where, *assumed), span)

    def _claim(
        self, reading: Reading, start: int, end: int
    ) -> tuple[tuple[int, int], tuple[int, int] | None]:
        """The sides of the first equals sign that stands in no bracket."""
        depth = 0
        found: Token | None = None
        has_equals = reading.plain.text.find("=", start, end) >= 0
        for token in reading.tokens(start, end) if has_equals else ():
            depth += NESTING.get(token.text, 0)
            if depth == 0 and token.text in _EQUALS:
                if found is not None:
                    span = reading.plain.span(token.start, token.end)
                    raise GrammarError("syntax", "a statement has one equals sign", span)
                found = token
        if found is None:
            return (start, end), None
        left, right = (start, found.start), (found.end, end)
        if asks(reading, *right) and not read_head(reading, *left).wrt:
            return right, left
        return left, right

    def _expression(self, reading: Reading, start: int, end: int, before: int) -> Expression:
        """The expression at plain[start:end], after what stands at plain[before:start]."""
        words = reading.tokens(start, end)
        while words and words[-1].text == ",":
            words.pop()
        if not words:
            span = reading.plain.span(end, end)
            head = reading.plain.span(before, max(start, before))
            typed = reading.typed[head.start : head.end].strip()
            what = f" after {shown(typed)}" if typed else ""
            raise GrammarError("unexpected-end", f"expected an expression{what}", span)
        return reading.expression(words)

    def _constraints(
        self, reading: Reading, subject: tuple[int, int] | None
    ) -> tuple[tuple[Expression, Expression], ...]:
        """The equations after `subject to`."""
        if subject is None:
            return ()
        found = []
        start, end = subject
        cuts = []
        depth = 0
        first = start
        for token in reading.tokens(start, end):
            depth += NESTING.get(token.text, 0)
            if depth == 0 and token.text in (",", "and"):
                cuts.append((first, token.start))
                first = token.end
        cuts.append((first, end))
        for first, last in cuts:
            if not reading.plain.text[first:last].strip(" ,.") and len(cuts) > 1:
                continue
            left, right = self._claim(reading, first, last)
            if right is None:
                span = reading.plain.span(first, last)
                raise GrammarError("syntax", "expected an equation after `subject to`", span)
            sides = self._expression(reading, *left, start), self._expression(reading, *right, left[1])
            found.append(sides)
        return tuple(found)
