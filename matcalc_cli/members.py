"""Members of families: what moves in sums over a family when one member does, as x_k in ∑ᵢ f(xᵢ).

A sum over i that holds xᵢ moves with x_k by its k-th term; ∑ᵢ f(xᵢ, ∑ⱼ xⱼ), which holds other sums
of the family as well, moves by its k-th term and by each of its terms.
"""

from __future__ import annotations

from matcalc_cli.errors import Unsupported
from matcalc_cli.expressions import Expr, IndexedSum, Number, Symbol
from matcalc_cli.indices import closed, reindex
from matcalc_cli.traversal import postorder, transform

_MARK = "*"  # in no name that can be typed


def sums_of_members(function: Expr, variable: Symbol) -> set[Expr]:
    """The sums whose terms run over all members, the variable among them. Raises Unsupported."""
    if not variable.indices:
        return set()
    found_in: set[Expr] = set()
    waiting: dict[Expr, set[frozenset[Expr]]] = {}  # indices that sums further out are to bind
    for node in postorder(function):
        found = {free for child in node.children for free in waiting[child]}
        if _is_other_member(node, variable):
            found.add(_differing(node, variable))
        if isinstance(node, IndexedSum):
            if frozenset([node.index]) in found:
                _check_runs_over_all(node, variable)
                found_in.add(node)
            found = {free - {node.index} for free in found} - {frozenset()}
        waiting[node] = found
    return found_in


def _check_runs_over_all(node: IndexedSum, variable: Symbol) -> None:
    """Refuse ∑ⱼ₌₁ⁱ f(xⱼ), in which not every i has the k-th term. Raises Unsupported."""
    upper = node.upper
    if upper is not None and any("index" in part.properties for part in postorder(upper)
                                 if isinstance(part, Symbol)):  # fmt: skip
        raise Unsupported(
            "not-supported", f"the derivative by one {variable.name} is not supported where the "
            "bound of a sum over them is another index",
        )  # fmt: skip


def _is_other_member(node: Expr, variable: Symbol) -> bool:
    return (
        isinstance(node, Symbol) and node.name == variable.name and node is not variable
        and len(node.indices) == len(variable.indices)
    )  # fmt: skip


def _differing(member: Expr, variable: Symbol) -> frozenset[Expr]:
    """The indices of a member that are not those of the variable."""
    assert isinstance(member, Symbol)
    pairs = zip(member.indices, variable.indices, strict=True)
    found = frozenset(i for i, k in pairs if i is not k)
    if not all(isinstance(i, (Symbol, Number)) for i in found):
        raise Unsupported(
            "not-supported", f"the derivative by one {variable.name} is not supported where its "
            "index is shifted",
        )  # fmt: skip
    return found


def member_terms(node: IndexedSum, variable: Symbol) -> list[tuple[Expr, Symbol]]:
    """The k-th term of a sum, once for each place where its index stands in the members.

    The members concerned are those of a family of its own, given with the variable of that family:
    whatever else the term holds of the variable counts as constant.
    """
    found = []
    for place, k in enumerate(variable.indices):
        body = _marked(node.body, variable, node.index, place)
        if body is not node.body:
            marked = Symbol(variable.name + _MARK, variable.shape, variable.properties,
                            variable.indices)  # fmt: skip
            found.append((reindex(body, node.index, k), marked))
    return found


def _marked(body: Expr, variable: Symbol, index: Symbol, place: int) -> Expr:
    def change(node: Expr) -> Expr | None:
        if not isinstance(node, Symbol) or not _is_other_member(node, variable):
            return None
        if node.indices[place] is not index:
            return None
        return Symbol(node.name + _MARK, node.shape, node.properties, node.indices)

    return transform(body, change, closed(body, index))


def unmarked(form: Expr) -> Expr:
    """What was found for the family of its own, said of the family itself."""

    def change(node: Expr) -> Expr | None:
        if not isinstance(node, Symbol) or not node.name.endswith(_MARK):
            return None
        return Symbol(node.name[: -len(_MARK)], node.shape, node.properties, node.indices)

    return transform(form, change)
