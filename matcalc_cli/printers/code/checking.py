"""What every language's check needs: sizes to draw, and the derivative applied to directions."""

from __future__ import annotations

from matcalc_cli.expressions import Call
from matcalc_cli.printers.code.module import Module, extra_sizes
from matcalc_cli.printers.code.names import Argument
from matcalc_cli.sizes import Size


def drawn_sizes(module: Module) -> tuple[list[str], list[str], list[str]]:
    """The sizes, and values for them that rise and that fall: some matrices must be tall."""
    found: dict[str, None] = {}
    for argument in module.arguments:
        for size in argument.dims:
            found.update(dict.fromkeys(module.names.size(letter) for letter in size.letters()))
    letters = list(dict.fromkeys([*found, *extra_sizes(module)]))
    rising = [str(module.least + k % 4) for k in range(len(letters))]
    return letters, rising, rising[::-1]


def stand_in(argument: Argument) -> str:
    """What takes the place of an unknown function: the sine, its sum, or their derivatives."""
    assert isinstance(argument.of, Call)
    function = argument.of.function
    if function.name.startswith("hess("):
        return "hessian"
    if function.name.endswith("''"):
        return "second"
    if function.name.startswith("grad(") or function.name.endswith("'"):
        return "first"
    return "scalar" if function.entrywise is None else "entrywise"


def size_text(size: Size, module: Module) -> str:
    """A size in terms of the names of its letters."""
    terms = []
    for monomial, coefficient in size.terms:
        factors = [str(coefficient), *[module.names.size(letter) for letter in monomial]]
        terms.append(" * ".join(factors if coefficient != 1 or len(factors) == 1 else factors[1:]))
    return " + ".join(terms)


def applied(module: Module, vec: str, times: str, entrywise: str) -> str:
    """The derivative along D1 (and D2), by matrix products and products entry by entry."""
    turned = "slope'" if module.transposed and module.rank == 2 else "slope"
    vecs = [
        vec.format(f"D{k + 1}") if moved.rank == 2 else f"D{k + 1}"
        for k, moved in enumerate(module.moved)
    ]
    rows = module.rank == 1 and module.derivation.answer.is_vector is False
    if module.kind == "gradient":
        aligned = "slope'" if rows else turned
        ranked = module.moved[0].rank
        return f"sum({vec.format(f'{aligned} {entrywise} D1')})" if ranked else f"{aligned} * D1"
    if module.kind == "tangent":
        return " * ".join(["slope'" if rows else turned, *vecs])
    ranks = [moved.rank for moved in module.moved]
    if sorted(ranks) == [0, 2] and module.kind == "hessian":  # of the shape of the matrix
        array, number = ranks.index(2) + 1, ranks.index(0) + 1
        return f"sum({vec.format(f'slope {entrywise} D{array}')}) * D{number}"
    if module.kind == "jacobian":
        (along,) = [part for part, rank in zip(vecs, ranks) if rank] or vecs
        return " * ".join([f"{turned} {times} {along}", *[v for v in vecs if v is not along]])
    left = f"{vecs[0]}'" if module.moved[0].rank else vecs[0]
    return f"{left} * slope * {vecs[1]}"
