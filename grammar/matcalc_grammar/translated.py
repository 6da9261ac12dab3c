"""What a translator of programs makes of the parts of an expression, and what it does for calls."""

from __future__ import annotations

import ast
from typing import Protocol, TypeAlias

from matcalc_grammar.errors import GrammarError
from matcalc_grammar.frozen import Frozen
from matcalc_grammar.program_names import Names
from matcalc_grammar.syntax import Span

# A text and the range it was typed as, or several of them.
Text: TypeAlias = "tuple[str, Span] | list[Text]"


class Written(Frozen):
    """An expression in the plain alphabet, how tightly it binds, and whether it is a number."""

    text: Text
    level: int
    number: bool = False


class Translates(Protocol):
    """What the translation of a call asks of the expression around it."""

    names: Names

    def span(self, node: ast.expr) -> Span:
        """Where a node was typed."""

    def read(self, node: ast.expr) -> Written:
        """The translation of a node. Raises GrammarError."""

    def within(self, written: Written, least: int, node: ast.expr) -> Text:
        """The text, in brackets unless it binds tightly enough."""

    def operation(
        self, op: ast.operator, left: Written, at: ast.expr, right: Written, to: ast.expr
    ) -> Written:
        """One operator between two translations."""

    def refuse(self, node: ast.expr, message: str, help: str | None = None) -> GrammarError:
        """The error for something that has no reading."""

    def like(self, name: str) -> str | None:
        """A known function one slip away from a name."""
