"""Shapes in quotes, as jaxtyping writes them: `X: "m n"`, `X: Float[Array, "m n"]`."""

from __future__ import annotations

import re

from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.names import is_one_letter
from matcalc_grammar.plain import Plain
from matcalc_grammar.syntax import Span
from matcalc_grammar.writer import Writer

_QUOTED = re.compile(r"(:\s*)(?:[\w.]+\[\s*[\w.]+\s*,\s*\"([^\"\n]*)\"\s*\]|\"([^\"\n]*)\")")
_WORD = re.compile(r"\S+")
_SIZE = re.compile(r"[A-Za-z][A-Za-z0-9]*\Z|[0-9]+\Z")


def shapes(typed: str) -> Plain:
    """The text with `R^{m x n}` in the place of `"m n"`.

    Raises GrammarError for a shape of more than two sizes, or with a size that is no name.
    """
    writer = Writer(typed)
    names: set[str] = set()
    place = 0
    for found in _QUOTED.finditer(typed):
        writer.copy(place, found.end(1))
        group = 2 if found.group(2) is not None else 3
        _domain(writer, found.start(group), found.end(group), found.end(), names)
        place = found.end()
    writer.copy(place, len(typed))
    return writer.written(frozenset(names))


def _domain(writer: Writer, start: int, end: int, last: int, names: set[str]) -> None:
    """The domain that the sizes in typed[start:end] make."""
    sizes = list(_WORD.finditer(writer.typed, start, end))
    if len(sizes) > 2:
        raise GrammarError(
            "bad-size", "an array here has two sizes at most", Span(start, end),
            "matrices have two sizes, vectors one, scalars none",
        )  # fmt: skip
    writer.write("R^{" if sizes else "R", start - 1, start)
    for count, size in enumerate(sizes):
        if not _SIZE.match(size.group()):
            raise GrammarError("bad-size", f"{shown(size.group())} is no size", Span(*size.span()),
                               "write a letter, a word or a number")  # fmt: skip
        if count:
            writer.write(" x ", size.start() - 1, size.start())
        if not is_one_letter(size.group()) and not size.group().isdigit():
            names.add(size.group())
        writer.copy(*size.span())
    if sizes:
        writer.put("}", end, last)
