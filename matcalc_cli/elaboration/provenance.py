"""Where the sizes of two operands that do not fit came from: what was read before them."""

from __future__ import annotations

from collections.abc import Mapping

from matcalc_cli.elaboration.complaints import dimensions
from matcalc_cli.elaboration.drafts import Draft
from matcalc_cli.elaboration.kinds import Kind
from matcalc_cli.elaboration.misfits import Misfit
from matcalc_cli.elaboration.reader import Reader
from matcalc_cli.elaboration.scope import Scope
from matcalc_cli.elaboration.survey import names_below
from matcalc_cli.elaboration.unify import Unifier
from matcalc_cli.elaboration.wording import name_text
from matcalc_cli.errors import Mark
from matcalc_cli.sizes import Size
from matcalc_grammar.syntax import Expression, Span


class _Sizes(Unifier):
    """Sizes that remember what was being read when each turned out."""

    __slots__ = ("found", "reading")

    def __init__(self) -> None:
        super().__init__()
        self.reading: list[Expression] = []
        self.found: list[tuple[frozenset[str], Expression]] = []

    def _bind(self, letter: str, value: Size) -> bool:
        bound = super()._bind(letter, value)
        if bound and self.reading:
            self.found.append((frozenset({letter, *value.letters()}), self.reading[-1]))
        return bound


class _Tracing(Reader):
    """A reading that knows which node it is at."""

    def __init__(self, scope: Scope, kinds: Mapping[str, Kind]) -> None:
        super().__init__(scope, kinds)
        self.sizes: _Sizes = _Sizes()

    def read(self, node: Expression) -> Draft:
        self.sizes.reading.append(node)
        try:
            return super().read(node)
        finally:
            self.sizes.reading.pop()


def sources(
    scope: Scope, kinds: Mapping[str, Kind], root: Expression, misfit: Misfit
) -> list[Mark]:
    """A mark for each undeclared name in a misfit whose size was told by what stands elsewhere.

    The expression is read once more, with a trace that no ordinary reading pays for.
    """
    tracing = _Tracing(scope, kinds)
    try:
        tracing.read(root)
    except Misfit as again:
        clash = [part.node for part in again.parts]
        if not misfit.place and clash == [part.node for part in misfit.parts]:
            return _sources(tracing, misfit, [node.span for node in clash])
    return []


def _sources(tracing: _Tracing, misfit: Misfit, clash: list[Span]) -> list[Mark]:
    assert misfit.reader is not None
    marks = []
    said = set()
    for name in names_below([part.node for part in misfit.parts]):
        key = tracing.scope.role(name, frozenset()).key
        if key in said or tracing.scope.declared(key) is not None:
            continue
        said.add(key)
        letters = {letter for size in tracing.shape(key) for letter in size.letters()}
        for touched, node in tracing.sizes.found:
            apart = not any(node.span.start < s.end and s.start < node.span.end for s in clash)
            if letters & touched and apart:
                shape = dimensions(misfit.reader, misfit.reader.shape(key))
                marks.append(Mark(node.span, f"here {name_text(name)} is {shape}"))
                break
    return sorted(marks, key=lambda mark: mark[0].start)
