"""Arguments fitted to the signature of a function of the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matcalc_cli.elaboration.atoms import size_of_call
from matcalc_cli.elaboration.definitions import wrong_arity
from matcalc_cli.elaboration.drafts import Draft, scalar
from matcalc_cli.elaboration.known_functions import of_scalar
from matcalc_cli.elaboration.misfits import Misfit, Part
from matcalc_cli.elaboration.reader import Reader
from matcalc_cli.elaboration.totals import check_total
from matcalc_cli.expressions import Call, Expr
from matcalc_cli.functions import Function
from matcalc_cli.functions.entrywise import epow
from matcalc_cli.functions.reductions import power as matrix_power
from matcalc_cli.functions.structure import diag, had, t, vec_vector
from matcalc_cli.signatures import Pattern, Signature, pattern_size, signatures
from matcalc_cli.sizes import Size
from matcalc_grammar import syntax


def general(
    reader: Reader, node: syntax.Call, function: Function, first: Sequence[Draft] = ()
) -> Draft:
    """A function of the table, its arguments fitted to the first signature that they can fit.

    `first` are the drafts of the arguments read already: reading them again would take twice as
    long at each depth.
    """
    choices = signatures(function.signature)
    fitting = [s for s in choices if s.arity(len(node.arguments) - len(s.sizes)) is not None]
    if not fitting:
        raise wrong_arity(reader, node, _counts(choices))
    taken = len(node.arguments) - len(fitting[0].sizes)
    # No generator: Python 3.12 lets C call back only so deep, and calls nest in their arguments.
    drafts = [*first, *[reader.read(argument) for argument in node.arguments[len(first) : taken]]]
    sizes = [size_of_call(reader, argument) for argument in node.arguments[taken:]]
    if function.entrywise is not None and drafts[0].is_matrix and not reader.entrywise:
        reader.note(f"{function.name} acts entry by entry")
    if function.signature.startswith("(m,n)") and len(drafts) == 1 and drafts[0].scalar:
        check_total(reader, node, drafts[0])
    simple = of_scalars(function, drafts)
    if simple is not None:
        return simple
    parts = tuple(Part(a, d) for a, d in zip(node.arguments, drafts, strict=False))
    return fitted(reader, function, fitting, parts, sizes)


def _counts(choices: Sequence[Signature]) -> str:
    counts = sorted({len(choice.arguments) + len(choice.sizes) for choice in choices})
    return " or ".join(map(str, counts))


def of_scalars(function: Function, drafts: list[Draft]) -> Draft | None:
    """What a function of arrays is on one scalar, where its record does not say."""
    if len(drafts) != 1 or not drafts[0].scalar or function.signature == "*->*":
        return None
    meaning = of_scalar(function.name)
    return None if meaning is None else scalar(lambda: meaning(drafts[0].build()))


def fitted(
    reader: Reader, function: Function, choices: Sequence[Signature], parts: tuple[Part, ...],
    sizes: Sequence[Size] = (),
) -> Draft:  # fmt: skip
    """The call, with the sizes of the arguments unified as the signature says. Raises Misfit."""
    drafts = [part.draft for part in parts]
    for choice in choices:
        patterns = choice.arity(len(drafts)) or ()
        if _can_fit(patterns, drafts):
            break
    else:
        raise _unfit(function, parts, local=True)
    bound = dict(zip(choice.sizes, sizes, strict=False))
    for pattern, draft in zip(patterns, drafts, strict=True):
        for letter, size in ((pattern[0], draft.rows), (pattern[1], draft.cols)):
            if letter not in bound and not letter.isdigit() and "*" not in letter:
                bound[letter] = size
            elif not reader.sizes.unify(pattern_size(letter, bound), size):
                raise _unfit(function, parts, local=False)
    rows, cols = (pattern_size(letter, bound) for letter in choice.result)
    return Draft(rows, cols, lambda: _constructed(
        function, [draft.build() for draft in drafts], tuple(map(reader.final, sizes))
    ))  # fmt: skip


def _can_fit(patterns: tuple[Pattern, ...], drafts: list[Draft]) -> bool:
    """Whether each size that must be 1 is, and equal letters are all 1 or all not."""
    ones_of: dict[str, bool] = {"1": True}
    for (rows, cols), draft in zip(patterns, drafts, strict=True):
        for letter, is_one in ((rows, draft.one_row), (cols, draft.one_col)):
            if "*" not in letter and ones_of.setdefault(letter, is_one) != is_one:
                return False
    return True


def _unfit(function: Function, parts: tuple[Part, ...], local: bool) -> Misfit:
    before = function.signature.partition("->")[0]
    if before == "(n,n)":
        template = f"{function.name} needs a square matrix, not {{0}}"
    else:
        shapes = ", ".join(f"{{{place}}}" for place in range(len(parts)))
        template = f"{function.name} takes {before.rpartition(':')[2].strip()}, not {shapes}"
    return Misfit("shape-mismatch", template, parts, local=local)


_CONSTRUCTORS: dict[str, Callable[..., Expr]] = {
    "transpose": t, "diag": diag, "vec": vec_vector, "hadamard": had, "epow": epow,
    "matpow": matrix_power,
}  # fmt: skip


def _constructed(function: Function, arguments: list[Expr], sizes: tuple[Size, ...]) -> Expr:
    constructor = _CONSTRUCTORS.get(function.name)
    if constructor is not None:
        return constructor(*arguments)
    return Call(function, tuple(arguments), sizes)
