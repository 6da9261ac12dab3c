"""Functions whose reading hangs on their argument: eigenvalues of symmetric matrices, Γ, Γ_p."""

from __future__ import annotations

from collections.abc import Sequence

from matcalc_cli.elaboration.atoms import index, runs_over
from matcalc_cli.elaboration.calls import SPECIAL
from matcalc_cli.elaboration.definitions import wrong_arity
from matcalc_cli.elaboration.drafts import Draft, scalar
from matcalc_cli.elaboration.fitting import fitted, general
from matcalc_cli.elaboration.misfits import Part
from matcalc_cli.elaboration.powers import at_least_one, whole_letters
from matcalc_cli.elaboration.products import side_by_side
from matcalc_cli.elaboration.reader import Reader
from matcalc_cli.elaboration.survey import ungrouped
from matcalc_cli.elaboration.wording import text_of
from matcalc_cli.errors import InputProblem, Mark
from matcalc_cli.expressions import Expr
from matcalc_cli.functions import TABLE
from matcalc_cli.functions.entrywise import exp, lgamma
from matcalc_cli.functions.special import gammafn
from matcalc_cli.functions.structure import t
from matcalc_cli.normal_form import normal
from matcalc_cli.signatures import signatures
from matcalc_grammar import syntax
from matcalc_grammar.applications import EIGENVALUE, GAMMA
from matcalc_grammar.syntax import Expression


def _symmetric(reader: Reader, node: syntax.Call) -> Draft:
    """An extreme eigenvalue, which is only that of a symmetric matrix. Raises InputProblem."""
    draft = general(reader, node, TABLE[node.function])
    return _of_symmetric(reader, node, draft)


def _of_symmetric(reader: Reader, node: syntax.Call, draft: Draft) -> Draft:
    """The call, refused when it is made of a matrix that is not symmetric."""

    def make() -> Expr:
        made = draft.build()
        for argument in made.children[:1]:
            if normal(t(argument)) is not normal(argument):
                message = f"{node.function} takes a symmetric matrix"
                raise InputProblem(
                    "not-symmetric", message, (Mark(reader.span(node.arguments[0]), ""),),
                    help=_made_symmetric(node.arguments[0]),
                )
        return made

    return Draft(draft.rows, draft.cols, make)


def _made_symmetric(node: Expression) -> str:
    """What to do about a matrix that is not symmetric."""
    typed = text_of(node)
    if isinstance(node, syntax.Name):
        return f"declare `{typed} symmetric`, or write it as ({typed} + {typed}^T)/2"
    return f"write it as ({typed} + ({typed})^T)/2"


def _numbered(reader: Reader, node: syntax.Call) -> Draft:
    """eigval(S, k), singval(X, k) and their vectors: k is an index, counted from the largest."""
    if len(node.arguments) != 2:
        raise wrong_arity(reader, node, "2")
    return _at_place(reader, node, reader.read(node.arguments[0]))


def _at_place(reader: Reader, node: syntax.Call, array: Draft) -> Draft:
    function = TABLE[node.function]
    place = index(reader, node.arguments[1])
    runs_over(reader, node.arguments[1], array.rows)
    parts = tuple(map(Part, node.arguments, (array, place)))
    draft = fitted(reader, function, signatures(function.signature), parts)
    squared = function.signature.startswith("(n,n)")
    return _of_symmetric(reader, node, draft) if squared else draft


def _named_eigenvalue(reader: Reader, node: syntax.Call) -> Draft:
    """`λ_k(S)`: of a matrix its k-th largest eigenvalue, before anything else a factor."""
    name, group = node.arguments
    array = reader.read(group)
    if not array.is_matrix:
        return _factors(reader, node, array)
    matrix = ungrouped(group)
    reader.note(f"{text_of(name)}({text_of(matrix)}) is read as an eigenvalue, the largest first")
    parts = (matrix, *node.subscripts)
    numbered = syntax.Call("eigval", parts, (), True, node.function_span, node.span)
    return _at_place(reader, numbered, array)


def _factors(reader: Reader, node: syntax.Call, group: Draft) -> Draft:
    """The name as a factor of what stands in brackets after it, which has been read."""
    name, _ = node.arguments
    product = syntax.Product((("", name), ("", node.arguments[1])), node.span)
    return side_by_side(reader, product, [reader.read(name), group])


def _gamma(reader: Reader, node: syntax.Call) -> Draft:
    """`Γ(a)` and `Γ_p(a)` of a number, and under log; before an array else Γ is a factor."""
    group = node.arguments[1]
    found = reader.read(group)
    if not found.scalar and node is not reader.logarithm:
        return _factors(reader, node, found)
    reader.note(f"{text_of(node)} is read as the gamma function")
    if not node.subscripts:
        logarithm = Draft(found.rows, found.cols, lambda: lgamma(found.build()))
        make = lambda: gammafn(found.build())  # noqa: E731
        return Draft(found.rows, found.cols, make, form="gamma", inner=logarithm)
    parts = (group, *node.subscripts)
    of_order = syntax.Call("multigammaln", parts, (), True, node.function_span, node.span)
    logarithm = _multigamma(reader, of_order, [found])
    return scalar(lambda: exp(logarithm.build()), form="gamma", inner=logarithm)


def _multigamma(reader: Reader, node: syntax.Call, first: Sequence[Draft] = ()) -> Draft:
    """log Γ_p(a), whose p is a whole number."""
    return _with_whole(reader, node, 1, first)


def _polygamma(reader: Reader, node: syntax.Call) -> Draft:
    """ψ⁽ᵏ⁾(A), whose k is a whole number."""
    return _with_whole(reader, node, 0)


def _with_whole(
    reader: Reader, node: syntax.Call, place: int, first: Sequence[Draft] = ()
) -> Draft:
    """A call in which the names of one argument stand for whole numbers."""
    draft = general(reader, node, TABLE[node.function], first)
    free = whole_letters(reader, node.arguments[place])

    def make() -> Expr:
        made = draft.build()
        if free:
            reader.conditions[at_least_one(made.children[place])] = None
        return made

    return Draft(draft.rows, draft.cols, make)


SPECIAL.update({
    "lambda_max": _symmetric, "lambda_min": _symmetric,
    "eigval": _numbered, "eigvec": _numbered, "singval": _numbered, "left_singular": _numbered,
    "right_singular": _numbered, EIGENVALUE: _named_eigenvalue,
    GAMMA: _gamma, "multigammaln": _multigamma, "polygamma": _polygamma,
})  # fmt: skip
