"""A flat run of operands and operators folded into a tree by the operator table.

One list of operands is open at each infix level; an operator closes the lists of the tighter
levels and goes into its own. A run of any length is one loop; only functions without brackets,
sums and powers of powers go deeper.
"""

from __future__ import annotations

from typing import TypeAlias

from matcalc_grammar import programs
from matcalc_grammar.applications import Applications
from matcalc_grammar.brackets import DEPTH, too_deep
from matcalc_grammar.derivatives import primes
from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.items import Mark
from matcalc_grammar.operators import ENTRYWISE, INFIX, PRODUCT, SUM
from matcalc_grammar.runs import Bracket, RunItem
from matcalc_grammar.syntax import (
    Bars,
    Call,
    Entrywise,
    Expression,
    Group,
    Inner,
    Name,
    Negative,
    Node,
    Norm,
    Number,
    Power,
    Product,
    Span,
    Sum,
    Transpose,
)  # fmt: skip

_POWER = 1000
_Operands: TypeAlias = list[tuple[str, Expression]]


class Fold(Applications):
    """The reading of one run; `place` is the item to read next."""

    def whole(self) -> Expression:
        """The tree of all items."""
        tree = self.level(SUM)
        if self.place < len(self.items):
            raise self.unexpected()
        return tree

    def level(self, loosest: int) -> Expression:
        """What stands here, up to an infix operator looser than `loosest`."""
        items, count = self.items, len(self.items)
        lists: dict[int, _Operands] = {SUM: [], ENTRYWISE: [], PRODUCT: []}
        pending = {SUM: "+", ENTRYWISE: "", PRODUCT: ""}
        products = lists[PRODUCT]
        while True:
            products.append((pending[PRODUCT], self.signed()))
            if self.place >= count:
                break
            item = items[self.place]
            if type(item) is not Mark or item.kind != "op":
                pending[PRODUCT] = ""
                continue
            operator = INFIX.get(item.text)
            if operator is None:
                raise self.unexpected()
            level = operator.level
            if level < loosest:
                break
            self.before = item
            self.place += 1
            if level < PRODUCT:
                self._close(level, lists, pending)
            pending[level] = operator.symbol
        self._close(SUM, lists, pending)
        return self._terms(lists[SUM])

    def _close(self, level: int, lists: dict[int, _Operands], pending: dict[int, str]) -> None:
        """Make one operand out of each open list that is tighter than a level."""
        if level < PRODUCT:
            factors = lists[PRODUCT]
            tree = factors[0][1] if len(factors) == 1 else self.product(factors)
            lists[ENTRYWISE].append((pending[ENTRYWISE], tree))
            factors.clear()
            pending[PRODUCT] = ""
        if level < ENTRYWISE:
            operands = lists[ENTRYWISE]
            tree = operands[0][1] if len(operands) == 1 else self._entrywise(operands)
            lists[SUM].append((pending[SUM], tree))
            operands.clear()
            pending[ENTRYWISE] = ""

    def _terms(self, terms: _Operands) -> Expression:
        if len(terms) == 1:
            return terms[0][1]
        signed = tuple((1 if sign == "+" else -1, term) for sign, term in terms)
        return Sum(signed, terms[0][1].span.to(terms[-1][1].span))

    def product(self, factors: _Operands) -> Expression:
        """Factors of one level; a fraction at the start joins them, as 1/2 does."""
        reading = self.reading
        if reading.has_quotient:
            factors = programs.rate(factors)
            if len(factors) > 2:
                self._note_division(factors)
        first = factors[0][1]
        if len(factors) == 1:
            return first
        factors = programs.numbers_behind(factors, reading)
        if reading.fractions and id(first) in reading.fractions:
            assert isinstance(first, Group)
            inside = first.inside
            assert isinstance(inside, Product)
            factors = [*inside.factors, *factors[1:]]
        if reading.has_sigma:
            self._check_sigma(factors)
        has_at = reading.has_at and any(symbol == "@" for symbol, _ in factors)
        if has_at or reading.in_program:
            return programs.product(factors, reading)
        return Product(tuple(factors), first.span.to(factors[-1][1].span))

    def _note_division(self, factors: _Operands) -> None:
        """`a / 2 b` is (a / 2) b: said unless the spacing says so already."""
        for place in range(2, len(factors)):
            if factors[place][0] != "" or factors[place - 1][0] != "/":
                continue
            top, bottom = factors[place - 2][1], factors[place - 1][1]
            after = factors[place][1]
            tight = bottom.span.start - top.span.end <= 1 < after.span.start - bottom.span.end + 1
            numbers = isinstance(top, Number) and isinstance(bottom, Number)
            if not tight and not (numbers and after.span.start > bottom.span.end):
                head = self.source(factors[0][1].span.to(bottom.span))
                tail = self.source(after.span)
                self.note(f"{head} {tail} is read as ({head}) {tail}")
            return

    def _check_sigma(self, factors: _Operands) -> None:
        """`Σ_i x_i` with Σ undeclared is a sum typed with the wrong letter."""
        for place, (_, factor) in enumerate(factors[:-1]):
            if not isinstance(factor, Name) or factor.base != "Sigma" or not factor.subscripts:
                continue
            if not self.reading.scope.knows("Sigma"):
                self.reading.check_sigma(factor, [tree for _, tree in factors[place + 1 :]])

    def _entrywise(self, operands: _Operands) -> Expression:
        span = operands[0][1].span.to(operands[-1][1].span)
        symbols = {symbol for symbol, _ in operands[1:]}
        for _, tree in operands:
            self._check_mixture(tree, symbols, span)
        if ":" in symbols:
            if len(operands) > 2:
                message = "`:` takes one operand on each side"
                raise GrammarError("reads-two-ways", message, span, "put brackets around one pair")
            return Inner(operands[0][1], operands[1][1], span)
        self._note_mixture(operands, span)
        return Entrywise(tuple(operands), span)

    def _check_mixture(self, tree: Expression, symbols: set[str], span: Span) -> None:
        """`A .* B * C` means one thing here and another in MATLAB."""
        if isinstance(tree, Product) and any(symbol == "*" for symbol, _ in tree.factors):
            other = sorted(symbols & {".*", "./", "kron"})
            if other:
                raise GrammarError(
                    "mixed-operators",
                    f"`{other[0]}` and `*` stand side by side without brackets",
                    span,
                    "put brackets around the product that comes first",
                )

    def _note_mixture(self, operands: list[tuple[str, Expression]], span: Span) -> None:
        """`y .* X w` is y .* (X w)."""
        if not any(self._is_mixed(tree) for _, tree in operands):
            return
        parts = []
        for symbol, tree in operands:
            text = self.source(tree.span)
            text = f"({text})" if isinstance(tree, Product) else text
            parts.append(f"{symbol} {text}" if symbol else text)
        written = " ".join(parts)
        if len(written) <= 200:
            self.note(f"{self.source(span)} is read as {written}")

    @staticmethod
    def _is_mixed(tree: Expression) -> bool:
        if not isinstance(tree, Product):
            return False
        return sum(not isinstance(factor, Number) for _, factor in tree.factors) > 1

    # Operands

    def signed(self) -> Expression:
        """An operand with the signs before it; only an operator or a beginning lets a sign in."""
        items, place = self.items, self.place
        if place < len(items):
            item = items[place]
            if isinstance(item, Node):
                after = items[place + 1] if place + 1 < len(items) else None
                lone = after is None or isinstance(after, Node) or after.text in INFIX
                if lone and not self.reading.has_dots:
                    self.place = place + 1  # nothing that follows belongs to it
                    return item
            if type(item) is not Mark:
                return self.powers(self.primary())
        signs = self._signs()
        tree = self.powers(self.primary())
        for span in reversed(signs):
            tree = Negative(tree, span.to(tree.span))
        return tree

    def _signs(self) -> list[Span]:
        """The places of the minus signs that stand here."""
        signs: list[Span] = []
        while self.place < len(self.items):
            item = self.items[self.place]
            if not isinstance(item, Mark) or item.kind != "op" or item.value not in ("-", "+"):
                break
            self.before = item
            if item.value == "-":
                signs.append(item.span)
            self.place += 1
        if len(signs) > DEPTH:
            raise too_deep(signs[0])
        return signs

    def powers(self, tree: Expression) -> Expression:
        """Postfix operators left to right; a power of a power is taken from the right."""
        count = 0
        while self.place < len(self.items):
            item = self.items[self.place]
            if type(item) is not Mark:
                break
            if item.kind == "suffix":
                tree = self.suffixed(tree, item)
            elif item.kind == "transpose" or primes(item):
                for _ in range(primes(item) or 1):
                    tree = Transpose(tree, False, tree.span.to(item.span))
            elif item.kind == "op" and item.value in ("^", ".^"):
                self.before = item
                self.place += 1
                tree = self._power(tree, item.value == ".^")
                self.place -= 1
            elif item.kind == "pinv":
                tree = Call("pinv", (tree,), (), True, item.span, tree.span.to(item.span))
            else:
                break
            self.place += 1
            count += 1
            if count > DEPTH:
                raise too_deep(item.span)
        if self.depth + count > self.reach:
            self.reach = self.depth + count
        return tree

    def _power(self, base: Expression, entrywise: bool) -> Expression:
        """base ^ exponent, where ^T is the transpose."""
        exponent = self._exponent()
        span = base.span.to(Span(exponent.span.start, self.items[self.place - 1].span.end))
        bare = _unwrapped(exponent)
        if isinstance(base, Name) and isinstance(bare, (Name, Number)) and self._is_index(exponent):
            member = Name(base.base, (*base.subscripts, bare), span)
            self.note(f"{self.source(span)} is read with its index below, and as no power")
            return member
        if isinstance(bare, Name) and bare.base == "T":
            if bare.subscripts and isinstance(base, Name) and not base.subscripts:
                base = Name(base.base, bare.subscripts, span)  # a^T_i is the transpose of a_i
            elif bare.subscripts:
                raise GrammarError("syntax", "`T` takes no subscript here", bare.span)
            return Transpose(base, False, span)
        if isinstance(bare, Name) and bare.base in ("t", "H") and not bare.subscripts:
            self._check_letter(base, bare, span)
        if isinstance(bare, Name) and bare.base == "prime" and not bare.subscripts:
            return Transpose(base, False, span)
        if isinstance(bare, Negative):
            inside = _unwrapped(bare.operand)
            if isinstance(inside, Name) and inside.base == "T" and not inside.subscripts:
                return Transpose(base, True, span)
        _check_size(bare)
        return Power(base, bare, entrywise, span)

    def _check_letter(self, base: Expression, exponent: Name, span: Span) -> None:
        """Refuse `x^t` and `x^H`, which are no powers more often than not."""
        scope = self.reading.scope
        if scope.knows(exponent.base) or isinstance(base, Number):
            return
        text = self.source(base.span)
        raise GrammarError(
            "reads-two-ways",
            f"{shown(self.source(span))} is a power or a transpose",
            span,
            f"write `{text}^T` for the transpose, or declare the exponent: `{exponent.base} in R`"
            if len(text) <= 40
            else None,
        )

    def _is_index(self, exponent: Expression) -> bool:
        """Is this the index of `x^{(i)}`, `W^{[2]}`: one name or number in two brackets?"""
        twice = isinstance(exponent, Group) and isinstance(exponent.inside, Group)
        inside = _unwrapped(exponent)
        if isinstance(inside, Name):
            plain = not inside.subscripts and inside.base in "ijklmnpqrst"
        else:
            plain = isinstance(inside, Number) and inside.text.isdigit()
        return twice and plain and self.source(exponent.span)[:1] == "{"

    def _exponent(self) -> Expression:
        """A signed atom, and what it is itself raised to."""
        self.deeper()
        if self.here("op", "'"):  # x^\prime
            self.place += 1
            self.depth -= 1
            return Name("prime", (), self.items[self.place - 1].span)
        signs = self._signs()
        tree = self.primary()
        mark = self.items[self.place] if self.place < len(self.items) else None
        if type(mark) is Mark and mark.kind == "suffix" and isinstance(tree, (Norm, Bars)):
            tree = self.suffixed(tree, mark)
            self.place += 1
        if self._raised() and not _is_transpose(tree):
            entrywise = self.here("op", ".^")
            self.before = self.items[self.place]
            self.place += 1
            tree = self._power(tree, entrywise)
        for span in reversed(signs):
            tree = Negative(tree, span.to(tree.span))
        self.depth -= 1
        return tree

    def _raised(self) -> bool:
        """Does a power follow that is not a transpose?"""
        if self.place + 1 >= len(self.items):
            return False
        item, after = self.items[self.place], self.items[self.place + 1]
        if not isinstance(item, Mark) or item.kind != "op" or item.value not in ("^", ".^"):
            return False
        if isinstance(after, Mark) and after.value == "-" and self.place + 2 < len(self.items):
            after = self.items[self.place + 2]
        if isinstance(after, Bracket):
            return len(after.parts) != 1 or not _is_transpose(after.parts[0])
        return not _is_transpose(after)

    def unexpected(self) -> GrammarError:
        """The error for an item that cannot stand here."""
        item = self.items[self.place]
        return GrammarError(
            "syntax", f"{shown(self.source(item.span))} cannot stand here", item.span
        )


def _check_size(exponent: Expression) -> None:
    """Refuse a power that nobody could multiply out."""
    number = _unwrapped(exponent.operand) if isinstance(exponent, Negative) else exponent
    if not isinstance(number, Number):
        return
    whole, _, power = number.text.lower().partition("e")
    if len(whole.partition(".")[0]) > 4 or int(power[-6:] or 0) > 3 or float(number.text) > _POWER:
        message = f"exponents go up to {_POWER:,}"
        raise GrammarError("too-large", message, number.span)


def _unwrapped(tree: Expression) -> Expression:
    """The inside of an exponent's brackets: the power itself binds it."""
    while isinstance(tree, Group):
        tree = tree.inside
    return tree


def _is_transpose(item: RunItem) -> bool:
    if isinstance(item, Negative):
        item = item.operand
    return isinstance(item, Name) and item.base == "T" and not item.subscripts
