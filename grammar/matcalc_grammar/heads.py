r"""What stands before the function of a query: `d/dX`, `∂²/∂x∂y`, `grad_X`, `\frac{∂ f}{∂ X}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.items import Resolver
from matcalc_grammar.patterns import Pattern
from matcalc_grammar.reading import Reading
from matcalc_grammar.syntax import Name
from matcalc_grammar.tokens import SUFFIX, WORD

_ORDER = 20
_POWER = r"(?:\s*\^\s*(?:([0-9]+)|\{\s*([0-9]+)\s*\}))?"
_OPERATOR = Pattern(rf"\s*[d∂]{_POWER}\s*/\s*(?=\(?\s*[d∂])")
_FRACTION = Pattern(rf"\s*\\frac\s*\{{\s*[d∂]{_POWER}\s*")
_NUMERATOR = Pattern(rf"\s*[d∂]{_POWER}\s*")
_NABLA = Pattern(
    rf"\s*(grad|hess|∇|∂)(?:\^(?:2|\{{2\}}))?({SUFFIX})(?:\^(?:2(?![0-9])|\{{2\}}))?\s*"
)
_WORD = Pattern(WORD)
_RAISED = Pattern(r"\^\s*(?:([0-9])|\{\s*([0-9]+)\s*\}|\{?T\}?)")
_VEC = Pattern(r"\s*(\()?\s*vec(?:\s*(\()\s*|\s+)(?=[^\W\d])")
_OPENING = Pattern(r"\s*\(")
_DIFFERENTIAL = Pattern(r"\s*[d∂]\s*")
_NAMED = Pattern(rf"{WORD}\s*(?:\(\s*\w+\s*\)\s*)?\Z")
_BARS = Pattern(r"[/()\[\]{}⟨⟩]")


if TYPE_CHECKING:
    from re import Match


class Head(NamedTuple):
    """The variables of a query, and where its function stands in the plain text."""

    wrt: tuple[Name, ...]
    start: int
    end: int


def read_head(reading: Reading, start: int, end: int) -> Head:
    """All heads at plain[start:end], one after the other; no variables if there are none.

    Raises GrammarError for a head that names no variable, or the wrong number of them.
    """
    wrt: list[Name] = []
    while True:
        found = _one_head(reading, start, end)
        if found is None:
            break
        wrt.extend(found.wrt)
        if len(wrt) > _ORDER:
            message = f"a derivative of an order above {_ORDER}"
            raise GrammarError("too-deep", message, reading.plain.span(start, found.start))
        if found.end != end:  # the function stood in the numerator
            _nothing_after(reading, found, end)
            return Head(tuple(wrt), found.start, found.end)
        start = _after_of(reading, found.start, end)
    return Head(tuple(wrt), start, end)


def _after_of(reading: Reading, start: int, end: int) -> int:
    """Where the function begins in `d/dx of f`."""
    place = _after_space(reading.plain.text, start)
    said = reading.plain.text.startswith("of ", place, end)
    return place + 3 if said and "of" not in reading.scope.words else start


def _nothing_after(reading: Reading, head: Head, end: int) -> None:
    """A numerator holds the whole function, and so nothing may follow the fraction."""
    text = reading.plain.text
    rest = text[head.end : end]
    closing = _closing_brace(text, text.index("{", head.end)) + 1 if rest[:1] == "}" else end
    if text[closing:end].strip():
        raise GrammarError(
            "syntax",
            "the function stands both in the fraction and after it",
            reading.plain.span(_after_space(text, closing), end),
        )


def _one_head(reading: Reading, start: int, end: int) -> Head | None:
    text = reading.plain.text
    place = _after_space(text, start)
    first = text[place] if place < end else ""
    if not first:
        return None
    if first in "gh∇∂" and (found := _NABLA.match(text, start, end)):
        return _nabla(reading, found, end)
    if first == "\\" and (found := _FRACTION.match(text, start, end)):
        return _fraction(reading, found, end)
    if first not in "d∂":
        return None
    if found := _OPERATOR.match(text, start, end):
        wrt, after = _variables(reading, found.end(), end, _order(found))
        return Head(wrt, after, end)
    return _slash(reading, start, end)


def _nabla(reading: Reading, found: Match[str], end: int) -> Head:
    """`grad_X`, `∇_X`, `hess_x`, `∇^2_x`."""
    resolver = Resolver(reading.plain, reading.scope, reading.range)
    subscripts = resolver.subscripts(found.start(2), found.end(2))[1]
    names = tuple(name for name in subscripts if isinstance(name, Name))
    if not names or len(names) != len(subscripts):
        span = reading.plain.span(found.start(2), found.end(2))
        raise GrammarError("syntax", f"expected a variable under `{found.group(1)}`", span)
    second = found.group(1) == "hess" or "^" in found.group().replace(found.group(2), "")
    if second and len(names) == 1:
        names *= 2
    return Head(names, found.end(), end)


def _fraction(reading: Reading, found: Match[str], end: int) -> Head | None:
    r"""`\frac{∂}{∂ X}`, or with the function in the numerator."""
    text = reading.plain.text
    opening = text.index("{", found.start())
    closing = _closing_brace(text, opening)
    below = _after_space(text, closing + 1)
    if closing >= end or text[below : below + 1] != "{":
        return None
    last = _closing_brace(text, below)
    if _DIFFERENTIAL.match(text, below + 1, last) is None:
        return None
    wrt, after = _variables(reading, below + 1, last, _order(found))
    if text[after:last].strip():
        _unread(reading, after, last)
    if text[found.end() : closing].strip():
        if text[last + 1 : end].strip() and _NAMED.match(text, found.end(), closing):
            return None  # a rate, `\\frac{dx}{dt}^T P x`
        return Head(wrt, found.end(), closing)
    return Head(wrt, last + 1, end)


def _slash(reading: Reading, start: int, end: int) -> Head | None:
    """`∂f/∂X`, `d tr(A X)/dX`: the function between the d and the slash before the next d.

    What goes on after that, such as `dX/dt X + X dX/dt`, has no head, but begins with a rate.
    """
    text = reading.plain.text
    found = _NUMERATOR.match(text, start, end)
    if found is None or text[found.end() : found.end() + 1] == "/":
        return None
    if text[found.start() : found.end()].strip()[0] == "d" and reading.scope.knows("d"):
        return None
    slash = _first_bar(text, found.end(), end)
    if slash < 0:
        return None
    wrt, after = _variables(reading, slash + 1, end, _order(found))
    if text[after:end].strip():
        return None
    return Head(wrt, found.end(), slash)


def _first_bar(text: str, start: int, end: int) -> int:
    """The first slash before a differential that stands in no bracket; -1 if there is none."""
    depth = 0
    for found in _BARS.finditer(text, start, end):
        depth += (found.group() in "([{⟨") - (found.group() in ")]}⟩")
        if depth <= 0 and found.group() == "/" and _DIFFERENTIAL.match(text, found.end(), end):
            return found.start()
    return -1


def _order(found: Match[str]) -> int:
    return int((found.group(1) or found.group(2) or "1")[:4])


def _after_space(text: str, place: int) -> int:
    """The first place from here on that is no white space."""
    while text[place : place + 1].isspace():
        place += 1
    return place


def _closing_brace(text: str, opening: int) -> int:
    """Where the curly bracket opened at a place closes; the end of the text if it does not."""
    depth = 0
    for place in range(opening, len(text)):
        if text[place] == "{":
            depth += 1
        elif text[place] == "}":
            depth -= 1
            if depth == 0:
                return place
    return len(text)


def _variables(reading: Reading, start: int, end: int, order: int) -> tuple[tuple[Name, ...], int]:
    """The variables below the bar: `dx^2`, `dx dy`, `∂x∂y`, as many as the order says."""
    text = reading.plain.text
    opened = _OPENING.match(text, start, end)
    place = opened.end() if opened else start
    wrt: list[Name] = []
    while len(wrt) < order:
        sign = _DIFFERENTIAL.match(text, place, end)
        if sign is None:
            break
        stacked = _VEC.match(text, sign.end(), end)
        start_of_name = stacked.end() if stacked else sign.end()
        name, place = _variable(reading, start_of_name, end, len(wrt) + 1 < order)
        if stacked:
            place = _after_vec(reading, stacked, place, end)
        raised = _RAISED.match(text, place, end)
        times = 1
        if raised is not None and (order > 1 or "T" in raised.group()):
            times = int((raised.group(1) or raised.group(2) or "1")[:4])
            place = raised.end()
        elif raised is not None:
            raise GrammarError(
                "syntax", "a derivative by a power is not taken",
                reading.plain.span(sign.start(), raised.end()),
                "give the power a name of its own: `v` for it, and `d/dv`",
            )  # fmt: skip
        wrt.extend([name] * min(times, order + 1))
    if len(wrt) != order:
        below = f"{len(wrt) or 'no'} variable{'' if len(wrt) == 1 else 's'} below"
        message = f"order {order} above, but {below}"
        raise GrammarError("syntax", message, reading.plain.span(start, max(place, start + 1)))
    if opened:
        place = _after_space(text, place)
        if text[place : place + 1] != ")":
            _unread(reading, place, end)
        place += 1
    return tuple(wrt), place


def _after_vec(reading: Reading, stacked: Match[str], place: int, end: int) -> int:
    """Where `vec(X)` below the bar ends; what is differentiated by it must be stacked, too."""
    text = reading.plain.text
    for _ in filter(None, stacked.groups()):
        place = _after_space(text, place)
        if text[place : place + 1] != ")":
            _unread(reading, place, end)
        place += 1
    reading.stacked = reading.plain.span(stacked.start(), place)
    return place + (text[place : place + 1] == "'")


def _variable(reading: Reading, start: int, end: int, more: bool) -> tuple[Name, int]:
    """The longest known name here; in `dxdy` the second d begins the next variable."""
    plain, text = reading.plain, reading.plain.text
    braced = text[start : start + 1] == "{"
    found = _WORD.match(text, start + braced, end)
    if found is None:
        at = plain.span(start, min(start + 1, end))
        name = "syntax" if start < len(text.rstrip()) else "unexpected-end"
        raise GrammarError(name, "expected a variable after `d/d`", at, "write `d/dX`")
    head = found.group().partition("_")[0]
    piece = reading.scope.split(head)[0]
    rest = head[len(piece.text) :]
    if piece.kind != "name" or (rest and not (more and rest[0] == "d")):
        raise GrammarError(
            "unknown-name",
            f"{shown(head)} is no known name",
            plain.span(found.start(), found.start() + len(head)),
            f"declare it (`{head} in R`), or put a space after the variable"
            if len(head) <= 40
            else None,
        )
    stop = found.start() + len(piece.text) if rest else found.end()
    resolver = Resolver(plain, reading.scope, reading.range)
    return resolver.name(piece, found.start(), stop), stop + braced


def _unread(reading: Reading, start: int, end: int) -> None:
    span = reading.plain.span(start, max(end, start + 1))
    what = shown(reading.typed[span.start : span.end])
    raise GrammarError("syntax", f"{what} cannot stand below the bar of a derivative", span)
