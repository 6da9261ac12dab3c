"""Spellings that read two ways, or no way: errors that offer both, never a guess."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matcalc_grammar.errors import GrammarError, shown
from matcalc_grammar.names import Piece, Scope, edits_apart
from matcalc_grammar.properties import PROPERTIES
from matcalc_grammar.syntax import Span
from matcalc_grammar.tokens import Token

# Letters that are functions more often than not when a bracket follows.
FUNCTION_LETTERS = {
    "f": "f: R^m -> R", "g": "g: R^m -> R", "h": "h: R^m -> R", "sigma": "sigmoid",
    "phi": "phi: R^m -> R", "psi": "psi: R^m -> R", "ell": "ell: R^m -> R",
}  # fmt: skip


EXTREME = "`matcalc solve` sets a gradient to zero: `matcalc solve 'd/dx ... = 0'`"
_DERIVATIVES = frozenset("diff derivative gradient jacobian hessian differentiate".split())
_EXTREMES = frozenset("minimize minimise maximize maximise argmin argmax".split())


def check_run(
    head: str, pieces: Sequence[Piece], after: Token | None, end: int, scope: Scope, span: Span
) -> None:
    """Refuse a run of letters whose cutting into names is no more than a guess."""
    if len(pieces) == 1 and pieces[0].kind == "function":
        return
    called = after is not None and after.text == "("
    if called:
        _check_called(head, pieces, scope, span)
        _check_stretch(head, pieces, called, scope, span)
        if after is not None and after.start == end:
            _check_letter(pieces[-1], scope, span)
    _check_transpose(pieces, scope, span)
    _check_stretch(head, pieces, called, scope, span)


def _check_called(head: str, pieces: Sequence[Piece], scope: Scope, span: Span) -> None:
    """`trc(`: one slip away from a function; `TR(`: one in capitals."""
    meant = scope.functions.get(head.lower()) if len(pieces) > 1 and head.isupper() else None
    if meant is not None and not all(scope.knows(piece.canonical) for piece in pieces):
        offer = f"did you mean `{head.lower()}(…)`?"
        raise GrammarError("unknown-function", f"there is no function `{head}`", span, offer)
    if len(head) < 3 or len(pieces) == 1 or not head.isascii():
        return
    if pieces[-1].kind == "function" and all(
        piece.text[0].isupper() or scope.knows(piece.canonical) for piece in pieces[:-1]
    ):
        return
    close = sorted(name for name in scope.functions if edits_apart(head, name))
    if close:
        meant = min(close, key=lambda name: (name[0] != head[0], -len(name)))
        raise GrammarError(
            "unknown-function",
            f"there is no function `{head}`",
            span,
            f"did you mean `{meant}(…)`?",
        )


def _check_letter(piece: Piece, scope: Scope, span: Span) -> None:
    """`f(x)` with f undeclared: a function nobody defined, or a factor?"""
    declaration = FUNCTION_LETTERS.get(piece.canonical)
    if declaration is None or scope.knows(piece.canonical):
        return
    text = piece.text
    if declaration == "sigmoid":
        first = f"write `sigmoid(…)` or declare `{text}: R -> R`"
    else:
        first = f"declare `{declaration}`"
    raise GrammarError(
        "unknown-function",
        f"`{text}(…)` reads as a function, but `{text}` is not declared",
        span,
        f"{first}, or write `{text} * (…)` for a product",
    )


def _check_transpose(pieces: Sequence[Piece], scope: Scope, span: Span) -> None:
    """`xTx` with T undeclared."""
    if scope.knows("T"):
        return
    for place in range(1, len(pieces)):
        before = pieces[place - 1]
        if pieces[place].text == "T" and before.kind == "name":
            rest = " ".join(piece.text for piece in pieces[place + 1 :])
            power = f"{before.text}^T {rest}".rstrip()
            factors = f"{before.text} T {rest}".rstrip()
            raise GrammarError(
                "reads-two-ways",
                f"{shown(before.text + 'T' + rest.replace(' ', ''))} is a transpose or a product",
                span,
                f"write `{power}` for the transpose, or `{factors}` with spaces for a product",
            )


def _check_stretch(
    head: str, pieces: Sequence[Piece], called: bool, scope: Scope, span: Span
) -> None:
    """`loss`: three or more lower-case Latin letters that are no known names."""
    stretch: list[Piece] = []
    for piece in [*pieces, None]:
        single = piece is not None and piece.kind == "name" and len(piece.text) == 1
        if piece is not None and single and "a" <= piece.text <= "z":
            stretch.append(piece)
            continue
        if len(stretch) >= 3 and not all(letter.canonical in scope.roles for letter in stretch):
            raise _unknown_word(head, called, scope, span)
        stretch = []


def _unknown_word(head: str, called: bool, scope: Scope, span: Span) -> GrammarError:
    letters = " ".join(head)
    if head in _DERIVATIVES:
        offer = "write `hess_x f`" if head == "hessian" else "write `d/dx f`, or `f wrt x`"
        return GrammarError("unknown-name", f"{shown(head)} is no known name", span, offer)
    if head in _EXTREMES:
        return GrammarError("unknown-name", f"{shown(head)} is no known name", span, EXTREME)
    meant = _meant(head, scope)
    if meant is not None and not called:
        return GrammarError(
            "unknown-name", f"{shown(head)} is no known name", span, f"did you mean `{meant}`?"
        )
    if called:
        return GrammarError(
            "unknown-function",
            f"there is no function {shown(head)}",
            span,
            f"declare it (`{head}: R^n -> R`), or write `{letters}` for a product"
            if len(head) <= 40
            else None,
        )
    return GrammarError(
        "unknown-name",
        f"{shown(head)} is no known name",
        span,
        f"declare it (`{head} in R`), or write `{letters}` for a product"
        if len(head) <= 40
        else "declare the name, or put spaces between the factors",
    )


def _meant(word: str, scope: Scope) -> str | None:
    """A known word or property one slip away from a word of some length."""
    known = [*scope.words, *PROPERTIES] if len(word) > 3 else []
    return min(
        (name for name in known if edits_apart(word, name)), key=_by_beginning(word), default=None
    )


def _by_beginning(word: str) -> Callable[[str], tuple[bool, str]]:
    """Words with the same first letter come first."""
    return lambda name: (name[0] != word[0], name)


def sigma(suffix: str, span: Span) -> GrammarError:
    """`Σ_i` where a sum was meant."""
    return GrammarError(
        "sigma-is-a-matrix",
        "`Σ` is the name of a matrix, `∑` is the sign of a sum",
        span,
        f"write `∑{suffix}` or `sum{suffix}` for the sum" if len(suffix) <= 40 else None,
    )


def no_command(text: str, span: Span) -> GrammarError:
    """A LaTeX command that nobody knows."""
    return GrammarError(
        "unknown-command",
        f"there is no command {shown(text)}",
        span,
        "define it with \\newcommand, in a file that --preamble names",
    )


def number_behind(number: str, span: Span) -> GrammarError:
    """`||x||2`: a sign is missing."""
    return GrammarError(
        "reads-two-ways",
        "a number stands right behind a bracket",
        span,
        f"write `^{number}` for a power, `_{number}` for the kind of a norm, or a space for a "
        "product",
    )


def entries(span: Span) -> GrammarError:
    """A matrix written out, as in `[1 2; 3 4]`."""
    return GrammarError(
        "matrix-of-entries",
        "a matrix cannot be written out entry by entry",
        span,
        "give it a name and a shape: `A in R^{2 x 2}`",
    )


def lost_power(text: str, span: Span) -> GrammarError:
    """`X−1`, copied from where the -1 was raised."""
    name, rest = text[0], text[2:]
    return GrammarError(
        "reads-two-ways",
        f"{shown(text)} is a power that has come down, or a difference",
        span,
        f"write `{name}^-{rest}` for the power, or `{name} - {rest}` with spaces",
    )


def primed(name: str, by: str, span: Span) -> GrammarError:
    """`A'(t)` under d/dt."""
    return GrammarError(
        "reads-two-ways",
        f"{shown(name + chr(39) + '(' + by + ')')} is a transpose, or the derivative by {by}",
        span,
        f"write `{name}({by})^T` for the transpose, or `d{name}/d{by}` for the derivative",
    )


def by_vec(name: str, span: Span) -> GrammarError:
    """`d/dvec(X)` of what may be a number."""
    return GrammarError(
        "syntax",
        "by vec(…) only what is written as vec(…) is differentiated",
        span,
        f"write `d/d{name}`: of a number that gives the gradient, of a matrix F the derivative of "
        "vec(F)",
    )


def stray_in(span: Span) -> GrammarError:
    """`in` after what is no name."""
    return GrammarError(
        "syntax",
        "`in` declares what stands before it, and that is no name",
        span,
        "write `x in R^n`, or `i n` with a space for a product",
    )


def nameless(span: Span) -> GrammarError:
    """`lambda x: …`, as Python writes a function without a name."""
    return GrammarError(
        "reads-two-ways",
        "this is a function of Python, or an inner product with λ",
        span,
        "write `f(x) = …` for the function, and `d/dx f(x)`; `<lambda x, y>` for the product",
    )


def left_division(span: Span) -> GrammarError:
    """MATLAB's `A \\ b`."""
    return GrammarError(
        "syntax",
        "there is no division from the left",
        span,
        "write `inv(A) b` for the solution of A x = b",
    )


def unknown_sign(text: str, span: Span) -> GrammarError:
    """A sign that is no operator of an expression."""
    if text == "**":
        return GrammarError(
            "syntax",
            "`**` is not an operator here",
            span,
            "write `^` for a power, or `.^` for powers of the entries",
        )
    if text == "...":
        return GrammarError(
            "syntax",
            "an ellipsis says too little",
            span,
            "write the sum with an index: `sum_{i=1}^n x_i`",
        )
    if text in ("=", "=>", "==", ":="):
        return GrammarError(
            "syntax",
            f"{shown(text)} cannot stand inside an expression",
            span,
            "close the brackets before it; a claim is `d/dX ... = ...`",
        )
    return GrammarError("syntax", f"{shown(text)} has no meaning in an expression", span)
