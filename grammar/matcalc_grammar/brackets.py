"""Which bracket closes which, and whether a bar opens or closes, before anything is parsed.

The result is a `shape`: one character an item, brackets as themselves and everything else a dot.
The shape is read by `pieces`, to which a flat run of any length is one match.
"""

from __future__ import annotations

from matcalc_grammar.errors import GrammarError
from matcalc_grammar.items import Item, Mark
from matcalc_grammar.patterns import Pattern
from matcalc_grammar.plain import Plain
from matcalc_grammar.syntax import Node, Span

DEPTH = 1100  # brackets in one another; a network of a thousand layers is read
LEVELS = 2 * DEPTH  # of the tree, where a bracket with a power on it, (A + …)^-1, makes two

_ANY = Pattern(r"[()\[\]{}]")
_POSTFIXED = Pattern(r"[()\[\]{}]|'+|(?:\^[A-Za-z0-9])+")
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_SURELY = DEPTH + DEPTH // 4  # brackets that hold one atom may vanish; these do not hold that many
_CLOSERS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_ANGLES = {"⟨": "<", "⟩": ">"}
# Bars look alike on both sides; the shape tells them apart.
_BARS = {"|": ("B", "b"), "‖": ("N", "n")}
_SHOWN = {"B": "|", "N": "||"}


class Shape:
    """The items of one expression with their brackets matched."""

    def __init__(self, items: list[Item]) -> None:
        self.items: list[Item] = []
        self._characters: list[str] = []
        self.ends: dict[int, int] = {}  # place of an opening bracket to that of its closing one
        self._open: list[tuple[str, Span, int]] = []
        self._operand = False  # does what stands before end an operand?
        for item in items:
            if isinstance(item, Node):
                self.items.append(item)
                self._characters.append(".")
                self._operand = True
            elif item.kind == "bracket":
                self._bracket(item, _ANGLES.get(item.text, item.text))
            elif item.kind == "comma":
                self._put(item, ",", False)
            else:
                ends = item.kind in ("suffix", "transpose", "pinv") or item.text == "'"
                self._put(item, ".", ends)
        if self._open:
            raise _unclosed(*self._open[-1][:2])
        self.text = "".join(self._characters)

    def _put(self, item: Item, character: str, operand: bool) -> None:
        self.items.append(item)
        self._characters.append(character)
        self._operand = operand

    def _bracket(self, mark: Mark, text: str) -> None:
        if text in _CLOSERS:
            self._opens(mark, text)
        elif text in ("|", "||", "‖"):
            self._bar(mark, text)
        else:
            self._closes(mark, text)

    def _opens(self, mark: Mark, character: str) -> None:
        self._open.append((character, mark.span, len(self.items)))
        if len(self._open) > DEPTH:
            raise too_deep(mark.span)
        self._put(mark, character, False)

    def _closes(self, mark: Mark, character: str) -> None:
        if not self._open:
            offer = "what is assumed stands after `where`, as `where t > 0`"
            raise GrammarError(
                "unopened-bracket", f"`{character}` closes no bracket", mark.span,
                offer if character == ">" else None,
            )  # fmt: skip
        opened, span, place = self._open.pop()
        if _CLOSERS.get(opened) != character:
            wrong = _unclosed(opened, span)
            if opened == "B" and len(self._open) > 0:  # log p(x | θ)
                wrong.help = f"{wrong.help}; for a density p(x | θ), write its formula"
            raise wrong
        self.ends[place] = len(self.items)
        self._put(mark, character, True)

    def _bar(self, mark: Mark, text: str) -> None:
        """A bar closes if one is open and an operand stands before it; else it opens."""
        top = self._open[-1][0] if self._open else ""
        if text == "||" and top == "B" and self._operand:
            middle = (mark.span.start + mark.span.end) // 2
            self._bar(Mark("bracket", "|", Span(mark.span.start, middle)), "|")
            self._bar(Mark("bracket", "|", Span(middle, mark.span.end)), "|")
            return
        opening, closing = _BARS["|" if text == "|" else "‖"]
        if top == opening and self._operand:
            self.ends[self._open.pop()[2]] = len(self.items)
            self._put(mark, closing, True)
        else:
            self._opens(mark, opening)


def check_depth(plain: Plain) -> None:
    """Refuse a text whose brackets go too deep before anything else is made of it.

    Raises GrammarError.
    """
    if len(plain.text) <= DEPTH:
        return
    depth = 0
    for found in _ANY.finditer(plain.text):
        depth = depth + 1 if found.group() in "([{" else max(depth - 1, 0)
        if depth > DEPTH:
            raise too_deep(plain.span(*found.span()))
    _check_postfixes(plain)


def _check_postfixes(plain: Plain) -> None:
    """Refuse primes and towers of powers that go too deep together with the brackets they are on.

    A bracket with k primes after it holds what is in it k levels deeper, so this goes backwards.
    """
    depth = 0
    levels: list[int] = []
    after, added = -1, 0  # where the postfix operators begin that were met last, and their levels
    for found in reversed(list(_POSTFIXED.finditer(plain.text))):
        text = found.group()
        if text in _CLOSING:
            levels.append(1 + (added if found.end() == after else 0))
            depth += levels[-1]
        elif text in _OPENING:
            depth -= levels.pop() if levels else 0
        else:
            tower = len(text) // 2 if text[0] == "^" else 0
            after, added = found.start(), 1 if tower else len(text)
            if depth + tower > _SURELY:
                raise too_deep(plain.span(*found.span()))
        if depth > _SURELY:
            raise too_deep(plain.span(*found.span()))


def _unclosed(character: str, span: Span) -> GrammarError:
    sign = _SHOWN.get(character, character)
    closer = _CLOSERS.get(character, sign)
    return GrammarError(
        "unclosed-bracket", f"`{sign}` is never closed", span, f"add the `{closer}` that closes it"
    )


def too_deep(span: Span) -> GrammarError:
    """The error for brackets, powers or functions inside one another more than `DEPTH` times."""
    return GrammarError("too-deep", f"nested more than {DEPTH} levels deep", span)
