"""Sums over i ≠ j: over all i, less the term with i = j."""

from __future__ import annotations

from matcalc_cli.conditions import is_granted
from matcalc_cli.elaboration.reader import Reader, index_symbol
from matcalc_cli.errors import InputProblem, Mark, Unsupported
from matcalc_cli.expressions import Call, Expr, IndexedSum, Number, Power, Symbol
from matcalc_cli.indices import depends_on, reindex
from matcalc_cli.traversal import nodes_of
from matcalc_grammar import syntax
from matcalc_grammar.syntax import Expression, Name


def is_fixed(reader: Reader, index: str) -> bool:
    """Whether j is given where i ≠ j stands: by a sum around, or as the k of d/dx_k."""
    own = (part for name in reader.scope.wrt for part in name.subscripts)
    return index in reader.bound or any(
        isinstance(part, Name) and part.base == index for part in own
    )  # fmt: skip


def upper_of(reader: Reader, node: syntax.IndexedSum) -> Expression | None:
    """The bound of a sum over i ≠ j, which is that of the sum over j. Raises InputProblem."""
    other = node.without
    if other is None or other.base not in reader.uppers:
        return node.upper
    outer = reader.uppers[other.base]
    if node.upper not in (None, outer):
        raise InputProblem(
            "sum-bounds", f"the sums over {node.index.base} and {other.base} have two bounds",
            (Mark(reader.span(node), ""),), help="give both sums the same bound",
        )  # fmt: skip
    return outer


def same_range(reader: Reader, node: syntax.IndexedSum) -> None:
    """i and j run over the same: the sizes of their entries are equal. Raises InputProblem."""
    if node.without is None or node.upper is not None:
        return
    base, other = node.index.base, node.without.base
    mine, theirs = reader.bound[base], reader.bound.get(other)
    if theirs and mine:
        reader.ranges.append((mine[0][0], theirs[0][0]))
    elif theirs is not None and bool(theirs) != bool(mine):
        raise InputProblem(
            "sum-bounds", f"the sum over {base} and {other} needs its bound",
            (Mark(reader.span(node), ""),), help=f"write `sum_{{{base} != {other}}}^n ...`",
        )  # fmt: skip


def term_of_both(reader: Reader, node: syntax.IndexedSum, body: Expr) -> Expr:
    """The term with i = j, where it is defined. Raises Unsupported."""
    assert node.without is not None
    index, other = index_symbol(node.index.base), index_symbol(node.without.base)
    for part in nodes_of(body):
        if depends_on(part, index) and _may_fail(part, other):
            raise Unsupported(
                "not-supported",
                f"a sum over {index} ≠ {other} of terms that need not exist for {index} = {other} "
                "is not supported", (Mark(reader.span(node), ""),),
                help=f"write two sums: `sum_{{{index}<{other}}}` of the terms, and of those with "
                f"{index} and {other} exchanged",
            )  # fmt: skip
    return reindex(body, index, other)


def _may_fail(node: Expr, other: Symbol) -> bool:
    """Whether a node needs a condition to exist, or binds the letter that is put in."""
    match node:
        case IndexedSum(index=index):
            return index is other
        case Call():
            condition = node.function.condition
            return bool(condition) and "subgradient" not in condition and not is_granted(node)
        case Power(children=(_, exponent)):
            return not (isinstance(exponent, Number) and exponent.value > 0
                        and exponent.value.denominator == 1)  # fmt: skip
    return False
