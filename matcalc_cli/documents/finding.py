"""The claims of a document in their order, and the declarations on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from matcalc_cli.documents import equations, prose
from matcalc_cli.documents.equations import Definition
from matcalc_cli.documents.mapped import Mapped, line_and_column
from matcalc_cli.documents.passages import Passage, of_latex, of_markdown
from matcalc_grammar.frozen import Frozen

_KINDS: dict[str, Callable[[str], Iterator[Passage]]] = {
    ".tex": of_latex, ".ltx": of_latex, ".md": of_markdown, ".markdown": of_markdown,
}  # fmt: skip


class Equation(Frozen):
    """A claim as typed, and with the definitions of its function put in.

    `problem` says why it cannot be read, or is empty.
    """

    typed: str
    text: str
    line: int
    column: int
    problem: str = ""


def is_document(path: str) -> bool:
    """Whether a file is one whose equations are to be searched for claims."""
    return _kind(path) is not None


def _kind(path: str) -> Callable[[str], Iterator[Passage]] | None:
    return next((read for end, read in _KINDS.items() if path.lower().endswith(end)), None)


class Document:
    """A document being read; `learn` is handed each declaration as it comes."""

    def __init__(self, path: str, text: str, learn: Callable[[str], None]) -> None:
        self._read = _kind(path) or of_latex
        self._text = text
        self._learn = learn
        self._defined: dict[str, Definition] = {}

    def mentions(self, name: str) -> bool:
        """Whether the document anywhere says something that could mean a property."""
        return prose.mentioned(name, self._text)

    def equations(self) -> Iterator[Equation]:
        """The claims in their order."""
        passages = list(self._read(self._text))
        for place, passage in enumerate(passages):
            if passage.is_mathematics:
                before = passages[place - 1].body.text if place else ""
                after = passages[place + 1].body.text if place + 1 < len(passages) else ""
                self._declared(passage.body.text, before, after)
                yield from self._equations(passage.body)

    def _declared(self, mathematics: str, before: str, after: str) -> None:
        for declaration in prose.declarations(mathematics):
            self._learn(declaration)
        names = prose.names_in(mathematics)
        if names is not None:
            for name in prose.properties(before, after):
                self._learn(f"{names} {name}")

    def _equations(self, body: Mapped) -> Iterator[Equation]:
        left: Mapped | None = None
        for row in equations.rows(body):
            parts = equations.sides(row)
            if parts[0].text:
                left = None
            for part in parts:
                if left is not None and part.text:
                    yield self._claim(left, part)
                elif equations.is_derivative(part.text):
                    left = part
            self._defines(parts)

    def _defines(self, parts: list[Mapped]) -> None:
        if len(parts) > 1:
            found = equations.definition(parts[0].text, parts[1].text)
            if found is not None:
                self._defined[found[0]] = found[1]

    def _claim(self, left: Mapped, right: Mapped) -> Equation:
        line, column = line_and_column(self._text, right.start)
        typed = " ".join(f"{left.text} = {right.text}".split())
        if equations.is_derivative(right.text):
            problem = "the right-hand side is a derivative as well"
            return Equation(typed, typed, line, column, problem)
        if not (equations.is_equation(left.text) and equations.is_equation(right.text)):
            return Equation(typed, typed, line, column, "it is more than an equation")
        beyond = equations.beyond(left.text) or equations.beyond(right.text)
        if beyond:
            return Equation(typed, typed, line, column, f"`{beyond}` is not understood")
        whole = equations.with_body(left.text, self._defined)
        return Equation(typed, f"{whole or left.text} = {right.text}", line, column)

    def with_names(self, text: str, names: Iterable[str]) -> str:
        """A claim with names that nothing declares replaced by what they were defined as."""
        for name in names:
            for typed in (name, f"\\{name}"):
                defined = self._defined.get(typed)
                if defined is not None and defined.parameter is None:
                    pattern = rf"(?<![A-Za-z\\]){re.escape(typed)}(?![A-Za-z])"
                    body = f"({defined.body})".replace("\\", r"\\")
                    text = re.sub(pattern, body, text)
        return text
