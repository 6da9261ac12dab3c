"""The record of a function: everything the program knows of it, in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeAlias

from matcalc_cli.expressions import Call, Expr
from matcalc_cli.mismatch import ShapeMismatch
from matcalc_cli.signatures import result_shape
from matcalc_cli.sizes import Shape, Size, shape_text
from matcalc_grammar.frozen import Frozen

Partial: TypeAlias = Callable[..., Expr]
Evaluate: TypeAlias = Callable[..., Any]


_shape = attrgetter("shape")


class Notation(Frozen):
    """How a function is written.

    `form` is "call" (`name(x)`), "postfix" (`x^T`), "around" (`||x||_1`: `left|right`), "below" (a
    further argument under those, `||x||_p`), "infix" or "constant" (`I`). `ascii`, `unicode` and
    `latex` hold the name, the ending, or the two sides separated by a space; `aliases` are read
    for the name, and never written.
    """

    form: str
    ascii: str
    unicode: str
    latex: str
    aliases: tuple[str, ...] = ()


class Linear(Frozen):
    """What transposition needs of a function linear in each of its arguments, or in `places`.

    `adjoint(k, G, *arguments)` is H with ⟨G, f(…E…)⟩ = ⟨H, E⟩ for E in place of argument k.
    `matrix(k, J, *arguments)` is the matrix of vec f(…E…) where vec E = J v; where the value is a
    scalar, there is none, since the adjoint says all.
    """

    adjoint: Callable[..., Expr]
    matrix: Callable[..., Expr] | None = None
    places: tuple[int, ...] | None = None


class Function:
    """One entry of the table.

    name          canonical ASCII name, unique
    summary       one sentence, for help and manual
    signature     shape rule, see `signatures`
    partials      per argument k: (arguments…, dₖ) to the differential when only argument k moves,
                  None where that is not known; () for a linear function, its own differential
    evaluate      (mp, arguments or sizes…) to the value: numbers for scalars, lists of rows else
    notation      how it is written, and its other spellings
    linear        set for functions linear in each argument
    entrywise     the derivative of a function applied entry by entry, else None
    condition     where it is differentiable, with {0} and {1} for the arguments and {value} for the
                  value, or ""
    reference     where its differential stands in the literature
    example       an expression that uses it, in the language
    code          dialect to the code of a call, {0}, {1} for arguments, then sizes; "x.v" and "x.m"
                  are for a vector or matrix as the first argument (or the result, of a constant);
                  "" where the dialect has none
    """

    __slots__ = (
        "code", "condition", "entrywise", "evaluate", "example", "linear", "name",
        "notation", "partials", "reference", "signature", "summary",
    )  # fmt: skip

    def __init__(
        self, name: str, summary: str, *, signature: str, evaluate: Evaluate, notation: Notation,
        example: str, partials: tuple[Partial | None, ...] = (), linear: Linear | None = None,
        entrywise: Partial | None = None, condition: str = "", reference: str = "",
        code: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.name = name
        self.summary = summary
        self.signature = signature
        self.evaluate = evaluate
        self.notation = notation
        self.example = example
        self.partials = partials
        self.linear = linear
        self.entrywise = entrywise
        self.condition = condition
        self.reference = reference
        self.code = {} if code is None else code

    def __call__(self, *arguments: Expr, sizes: tuple[Size, ...] = ()) -> Call:
        """The function applied. Raises ShapeMismatch."""
        return Call(self, arguments, sizes)

    def __repr__(self) -> str:
        return self.name

    def shape_of(self, arguments: tuple[Expr, ...], sizes: tuple[Size, ...] = ()) -> Shape:
        """The shape of the result. Raises ShapeMismatch when no signature fits."""
        shapes = tuple(map(_shape, arguments))
        shape = result_shape(self.signature, shapes, sizes)
        if shape is None:
            raise ShapeMismatch(self._misfit(shapes), arguments)
        return shape

    def is_linear_in(self, k: int) -> bool:
        """Whether it is linear in argument k."""
        places = self.linear.places if self.linear is not None else ()
        return places is None or k in places

    def is_differentiable_in(self, k: int) -> bool:
        """Whether its differential is known when argument k moves."""
        known = k < len(self.partials) and self.partials[k] is not None
        return self.is_linear_in(k) or known

    def differential(
        self, arguments: tuple[Expr, ...], k: int, moved: Expr, sizes: tuple[Size, ...] = ()
    ) -> Expr:
        """The differential of the value when argument k moves by `moved`."""
        if self.is_linear_in(k):
            return self(*arguments[:k], moved, *arguments[k + 1 :], sizes=sizes)
        partial = self.partials[k]
        assert partial is not None, f"{self.name} is not differentiable in argument {k}"
        return partial(*arguments, moved)

    def _misfit(self, shapes: Sequence[Shape]) -> str:
        found = ", ".join(shape_text(shape) for shape in shapes)
        return f"{self.name} takes {self.signature.partition('->')[0]}, not {found}"


TABLE: dict[str, Function] = {}


def define(
    name: str, summary: str, *, notation: Notation, aliases: tuple[str, ...] = (), **fields: Any
) -> Function:  # fmt: skip
    """Enter a function into the table and return it."""
    spelled = notation._replace(aliases=aliases)
    function = Function(name, summary, notation=spelled, **fields)
    TABLE[name] = function
    return function


def call(ascii_name: str, unicode: str = "", latex: str = "") -> Notation:
    """Written as a name before its bracketed arguments; in LaTeX, `a_b` has b below."""
    base, _, under = ascii_name.partition("_")
    below = rf"_{{\mathrm{{{under.replace('_', ',')}}}}}" if under else ""
    command = latex or rf"\mathrm{{{base}}}{below}"
    return Notation("call", ascii_name, unicode or ascii_name, command)
