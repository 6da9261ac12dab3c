"""Tokens to items: names cut out of runs of letters, constants and functions told apart."""

from __future__ import annotations

from typing import TypeAlias

from matcalc_grammar import doubts
from matcalc_grammar.alphabet import LETTER_NAMES
from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.names import Piece, Scope, canonical
from matcalc_grammar.operators import INFIX, POSTFIXES
from matcalc_grammar.plain import Plain
from matcalc_grammar.subscripts import Reader, Subscripts, product, rejoined
from matcalc_grammar.syntax import Call, Differential, Expression, Name, Number, Span
from matcalc_grammar.tokens import Token

_RUN = 1000
_SPECIAL = frozenset("dIeπ")
_ORDERS = frozenset(("d2", "d^2", "d{2}", "d^{2}"))
# Signs, with the kind and the value of the marks that they make.
_SIGNS: dict[str, tuple[str, str]] = {
    **{text: ("op", text) for text in (*INFIX, *POSTFIXES)},
    "×": ("op", "*"), ".'": ("op", "'"), ",": ("comma", ","), "||": ("bracket", "||"),
}  # fmt: skip
_GRADIENTS = {"grad": 1, "hess": 2}


class Mark:
    """An item that is no operand yet; `text` is its value where that is a text.

    Kinds: "op" (value: the plain operator), "bracket", "comma", "function" (canonical name),
    "sum" (an `Under`), "frac", "d" and "grad" (order), "suffix" (its Token), "transpose", "pinv".
    """

    __slots__ = ("kind", "value", "text", "span")

    def __init__(self, kind: str, value: object, span: Span) -> None:
        self.kind = kind
        self.value = value
        self.text = value if isinstance(value, str) else ""
        self.span = span


Item: TypeAlias = Expression | Mark


class Resolver(Subscripts):
    """Reads the tokens of one expression; `read` parses a range of the plain text (a subscript)."""

    def __init__(self, plain: Plain, scope: Scope, read: Reader) -> None:
        super().__init__(plain, scope, read)
        self.items: list[Item] = []
        self.chain = 0  # functions and sums that stand one right after the other

    def resolve(self, tokens: list[Token]) -> list[Item]:
        """All items, in order."""
        place = 0
        count = len(tokens)
        items, span_of = self.items, self.span
        while place < count:
            token = tokens[place]
            kind, text, start, end = token
            if kind == "word" and (len(text) > 1 or self._is_more(tokens, place)):
                place = self._word(tokens, place)
                continue
            span = span_of(start, end)
            if kind == "word":
                items.append(Name(LETTER_NAMES.get(text, text), (), span))
            elif kind == "sign" and text in _SIGNS:
                items.append(Mark(*_SIGNS[text], span))
            elif kind == "bracket":
                items.append(Mark("bracket", text, span))
            elif kind == "number":
                items.append(Number(text.rstrip("."), span))
            else:
                self._other(token, span)
            place += 1
        return items

    @staticmethod
    def _is_more(tokens: list[Token], place: int) -> bool:
        """Could a letter be more than a name: by what it is, or by what stands after it?"""
        if tokens[place].text in _SPECIAL:
            return True
        return place + 1 < len(tokens) and tokens[place + 1].text in ("'", "(")

    def _other(self, token: Token, span: Span) -> None:
        match token.kind:
            case "sign":
                raise doubts.unknown_sign(token.text, span)
            case "ones":
                name = "zeros" if token.text[0] == "𝟎" else "ones"
                sizes = self.sizes(token.start + 1, token.end)
                self.items.append(Call(name, sizes, (), bool(sizes), span, span))
            case "frac" | "transpose" | "pinv" | "suffix":
                self.items.append(Mark(token.kind, token, span))
            case _ if token.text == "∇":
                self.items.append(Mark("grad", 1, span))
            case _ if token.text == "∂":
                self.items.append(Mark("d", 1, span))
            case _:
                raise GrammarError("syntax", f"{shown(token.text)} has no meaning here", span)

    # Words

    def _word(self, tokens: list[Token], place: int) -> int:
        """One run of letters; returns the place of the next token to read."""
        token = tokens[place]
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        head = token.text.partition("_")[0]
        start = token.start
        if head[0] == "T" and len(head) > 1 and place and self._is_power(tokens, place - 1):
            self.items.append(Name("T", (), self.plain.span(start, start + 1)))
            head, start = head[1:], start + 1
            if head[0].isdigit():
                self._number(head, start)
                return place + 1
        if head == "in" and place and "in" not in self.scope.words:
            span = self.plain.span(start, token.end)
            raise doubts.stray_in(span)
        if head[0] == "d" and not self.scope.knows("d"):
            used = self._differential(tokens, place, head, start)
            if used:
                return place + used
        self._run(head, start, token.end, after)
        if after is not None and after.text == "'" and self._primed(after):
            return place + 2
        return place + 1

    @staticmethod
    def _is_power(tokens: list[Token], place: int) -> bool:
        """Does `^`, `^{`, `^-` or `^{-` end here? Then a T is the transpose."""
        if tokens[place].text == "-" and place:
            place -= 1
        if tokens[place].text in "{(" and place:
            place -= 1
        return tokens[place].text == "^"

    def _number(self, text: str, start: int) -> None:
        self.items.append(Number(text, self.plain.span(start, start + len(text))))

    def _primed(self, prime: Token) -> bool:
        """Make the name just read the declared primed one, if there is one."""
        last = self.items[-1]
        if not isinstance(last, Name) or not self.scope.knows(last.base + "_prime"):
            return False
        whole = last.span.to(self.plain.span(prime.start, prime.end))
        self.items[-1] = Name(last.base + "_prime", last.subscripts, whole)
        return True

    def _differential(self, tokens: list[Token], place: int, head: str, start: int) -> int:
        """`dX`, `d2X`, `d^2X`, `d(…)`: the number of tokens read, 0 when `d` is no differential."""
        end, text, used = tokens[place].end, tokens[place].text, 1
        if text == "d":
            while used < 5 and place + used < len(tokens) and tokens[place + used].start == end:
                if tokens[place + used].text not in ("^", "2", "{", "}"):
                    break
                end = tokens[place + used].end
                text += tokens[place + used].text
                used += 1
        order = 2 if text in _ORDERS else 1
        after = tokens[place + used] if place + used < len(tokens) else None
        if (text == "d" or order == 2) and after is not None and after.start == end:
            if after.text == "(" or (after.kind == "word" and self._one_name(after.text)):
                self.items.append(Mark("d", order, self.plain.span(start, end)))
                return used
            return 0
        return self._joined_differential(tokens[place], head, start)

    def _joined_differential(self, token: Token, head: str, start: int) -> int:
        order = 2 if head.startswith("d2") and len(head) > 2 else 1
        rest = head[order:]
        if not rest or head in self.scope.words or not self._one_name(rest):
            return 0
        if token.text in self.scope.functions:
            return 0
        name = self.name(self.scope.split(rest)[0], start + order, token.end)
        span = self.plain.span(start, token.end)
        self.items.append(Differential(name, order, span))
        return 1

    def _one_name(self, text: str) -> bool:
        pieces = self.scope.split(text.partition("_")[0])
        return len(pieces) == 1 and pieces[0].kind == "name"

    def _run(self, head: str, start: int, end: int, after: Token | None) -> None:
        """A run of letters with what is subscribed to its last name."""
        if len(head) > _RUN:
            message = f"more than {_RUN} letters stand in a row"
            raise GrammarError("too-long", message, self.plain.span(start, end))
        scope = self.scope
        if start + len(head) < end and self._whole_function(head, start, end):
            return
        pieces = scope.split(head)
        if len(pieces) > 1 or (after is not None and after.text == "("):
            doubts.check_run(head, pieces, after, end, scope, self.plain.span(start, end))
        for piece in pieces:
            last = piece is pieces[-1]
            at = start + piece.offset
            stop = end if last else at + len(piece.text)
            if last and len(pieces) > 1 and self._whole_function(piece.text, at, end):
                return
            self._emit(piece, at, stop)

    def _whole_function(self, head: str, start: int, end: int) -> bool:
        """`lambda_max`, `λ_{max}`: the subscript is part of a function's name."""
        suffix = self.plain.text[start + len(head) : end].replace("{", "").replace("}", "")
        word = canonical(head) + suffix.replace(" ", "")
        if not suffix or word not in self.scope.functions:
            return False
        self.items.append(Mark("function", self.scope.functions[word], self.plain.span(start, end)))
        return True

    def _emit(self, piece: Piece, start: int, end: int) -> None:
        span = self.plain.span(start, end)
        if piece.kind == "number":
            self.items.append(Number(piece.text, span))
        elif piece.kind == "function":
            self._function(piece, start, end, span)
        else:
            self.items.append(self._constant(self.name(piece, start, end)))

    def _function(self, piece: Piece, start: int, end: int, span: Span) -> None:
        suffix = start + len(piece.text)
        if suffix == end:
            order = _GRADIENTS.get(piece.canonical)
            known = Mark("function", piece.canonical, span)
            self._nest(known if order is None else Mark("grad", order, span))
        elif piece.canonical == "sum":
            self._nest(Mark("sum", self.indices(suffix, end), span))
        elif piece.canonical in ("ones", "zeros", "I"):
            sizes = self.sizes(suffix, end)
            self.items.append(Call(piece.canonical, sizes, (), True, span, span))
        else:
            offer = f"write `{piece.text}(...)` without one"
            if piece.canonical in ("min", "max"):
                offer = f"{offer}; {doubts.EXTREME}"
            message = f"the function `{piece.text}` takes no subscript"
            raise GrammarError("syntax", message, span, offer)

    def _nest(self, mark: Mark) -> None:
        """A function or sum, which holds the one that stands right after it."""
        last = self.items[-1] if self.items else None
        self.chain = self.chain + 1 if type(last) is Mark and last.kind == mark.kind else 1
        if self.chain > _RUN:
            raise GrammarError("too-deep", f"nested more than {_RUN} levels deep", mark.span)
        self.items.append(mark)

    def _constant(self, name: Name) -> Expression:
        """An undeclared I, e_i or π is a constant."""
        base, subscripts, span = name.base, name.subscripts, name.span
        if base not in ("I", "e", "pi") or self.scope.knows(base):
            return name
        if base == "pi" and not subscripts:
            return Call("pi", (), (), False, span, span)
        if base == "I" and subscripts:
            return Call(base, (product(rejoined(subscripts)),), (), True, span, span)
        if base == "I" or (base == "e" and len(subscripts) == 1):
            return Call(base, subscripts, (), bool(subscripts), span, span)
        return name

    def name(self, piece: Piece, start: int, end: int) -> Name:
        """The name that a piece and the subscripts after it make."""
        suffix = start + len(piece.text)
        span = self.plain.span(start, end)
        if suffix == end:
            return Name(piece.canonical, (), span)
        if piece.text in ("Sigma", "Σ") and "=" in self.plain.text[suffix:end]:
            raise doubts.sigma(self.plain.text[suffix:end], span)
        ending, subscripts = self.subscripts(suffix, end)
        return Name(piece.canonical + ending, subscripts, span)
