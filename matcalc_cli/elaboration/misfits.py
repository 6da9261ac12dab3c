"""Readings that fail: operands that do not fit, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable

from matcalc_cli.elaboration.drafts import Draft
from matcalc_cli.elaboration.reader import Reader
from matcalc_grammar.syntax import Expression, Span


class Part:
    """An operand of a misfit: where it was typed and its draft."""

    __slots__ = ("draft", "node")

    def __init__(self, node: Expression, draft: Draft) -> None:
        self.node = node
        self.draft = draft


class Misfit(Exception):
    """A reading fails.

    `template` is formatted with {0}, {1} … for the operands with their shapes, {rows0}, {cols0} …
    for their sizes and {text0} … for the operands alone; so is `help`. `local` tells that the kinds
    of the names in `culprits` (by default, in `parts`) suffice for the failure, whatever the sizes.
    `repair` is the operation to try mended: ("multiply" or "add", its node, the places of the two
    operands). `reader` is set by who started the reading, `place` where a definition stands for
    what was typed elsewhere.
    """

    def __init__(
        self, name: str, template: str, parts: tuple[Part, ...], *, help: str = "",
        local: bool = True, repair: tuple[str, Expression, int, int] | None = None,
        culprits: Iterable[Expression] = (),
    ) -> None:  # fmt: skip
        super().__init__(name)
        self.name = name
        self.template = template
        self.parts = parts
        self.help = help
        self.local = local
        self.repair = repair
        self.culprits = tuple(culprits)
        self.reader: Reader | None = None
        self.place: Span | None = None
