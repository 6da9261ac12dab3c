"""dX and d2X, as the steps of a derivation hold them."""

from __future__ import annotations

from matcalc_cli.elaboration.drafts import Draft
from matcalc_cli.elaboration.reader import Reader, reads
from matcalc_cli.elaboration.wording import text_of
from matcalc_cli.errors import InputProblem, Mark
from matcalc_cli.expressions import Differential, Expr
from matcalc_grammar import syntax


@reads(syntax.Differential)
def differential(reader: Reader, node: syntax.Differential) -> Draft:
    """d of an expression; it stands in steps and not in what is differentiated."""
    if not reader.in_steps:
        message = f"{text_of(node)} is a differential and cannot be differentiated"
        raise InputProblem("unexpected-differential", message, (Mark(reader.span(node), ""),),
                           help="put a space after d, and declare it, if it is a name")  # fmt: skip
    draft = reader.read(node.operand)

    def make() -> Expr:
        value = draft.build()
        for _ in range(node.order):
            value = Differential(value)
        return value

    return Draft(draft.rows, draft.cols, make)
