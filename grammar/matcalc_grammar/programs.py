"""Products whose meaning hangs on what their operands are: `@`, `*` beside it, dX/dt."""

from __future__ import annotations

from matcalc_grammar import doubts
from matcalc_grammar.errors import GrammarError
from matcalc_grammar.passage import Passage
from matcalc_grammar.syntax import (
    Bars,
    Call,
    Differential,
    Expression,
    Group,
    Name,
    Negative,
    Norm,
    Number,
    Power,
    Product,
    Sum,
    Transpose,
)

_Factors = list[tuple[str, Expression]]
# Functions whose value is a matrix whatever stands in them.
_MATRICES = frozenset("inv pinv expm logm sqrtm I kron".split())


def product(factors: _Factors, reading: Passage) -> Expression:
    """Factors with `@` between them, or with `*` in a text that also has `@` or `.T`.

    `x @ y` of two vectors is a number to NumPy: a chain that may have a vector on the left of an
    `@` becomes the call `matmul`. A `*` beside `@` becomes the call `star`, which is refused
    between arrays.
    """
    if all(symbol == "@" for symbol, _ in factors[1:]):
        operands = tuple(factor for _, factor in factors)
        if all(map(_is_matrix, operands[:-1])):
            return _plain(factors)
        return _call("matmul", operands)
    if not reading.in_program:
        return _plain(factors)
    done: _Factors = []
    for symbol, factor in factors:
        numbers = isinstance(factor, Number) or all(isinstance(f, Number) for _, f in done)
        if symbol == "*" and not numbers:
            _refuse_matrices(_plain(done), factor, reading)
            done = [("", _call("star", (_plain(done), factor)))]
        else:
            done.append((symbol, factor))
    return _plain(done)


def numbers_behind(factors: _Factors, reading: Passage) -> _Factors:
    """The factors, where a number stands behind another: `X 1` is X times the vector of ones.

    Raises GrammarError for `||x||2`, where a sign was left out.
    """
    for place in range(1, len(factors)):
        symbol, factor = factors[place]
        number = factor.base if type(factor) is Power else factor
        before = factors[place - 1][1]
        if symbol or type(number) is not Number or isinstance(before, Number):
            continue
        if isinstance(before, (Norm, Bars, Group)) and before.span.end == number.span.start:
            raise doubts.number_behind(number.text, before.span.to(number.span))
        if number is factor and number.text == "1" and not isinstance(before, Power):
            reading.note("1 behind an array is read as the vector of ones")
            ones = Call("ones", (), (), False, factor.span, factor.span)
            factors = [*factors[:place], (symbol, ones), *factors[place + 1 :]]
    return factors


def rate(factors: _Factors) -> _Factors:
    """The factors with each quotient of differentials, `dX/dt` and `d^2X/dt^2`, as one."""
    if not any(isinstance(factor, Differential) for _, factor in factors):
        return factors
    done: _Factors = []
    for symbol, factor in factors:
        above = _moved(done[-1][1]) if done else None
        below = _moved(factor) if symbol == "/" else None
        if above is None or below is None or above.order != _times(factor):
            done.append((symbol, factor))
            continue
        span = above.span.to(factor.span)
        found = above.operand
        for _ in range(above.order):
            found = Call("deriv", (found, below.operand), (), True, above.span, span)
        turned = isinstance(factor, Transpose)  # dx/dt^T
        done[-1] = (done[-1][0], Transpose(found, False, span) if turned else found)
    return done


def spaced(tree: Expression) -> Expression:
    r"""The `d X` of `\frac{d X}{d t}` as a differential; Power(d t, 2) likewise."""
    if not isinstance(tree, Product) or len(tree.factors) != 2:
        return tree
    (_, sign), (symbol, operand) = tree.factors
    order = 1
    if isinstance(sign, Power) and isinstance(sign.exponent, Number):
        order, sign = int(sign.exponent.text == "2") + 1, sign.base
    if symbol or not isinstance(sign, Name) or sign != Name("d", (), sign.span):
        return tree
    if isinstance(operand, Power) and isinstance(operand.base, Name):
        base = Differential(operand.base, order, tree.span)
        return Power(base, operand.exponent, operand.entrywise, tree.span)
    return Differential(operand, order, tree.span)


def _moved(tree: Expression) -> Differential | None:
    """The dX or dt of a rate; that of dt², and of the dtᵀ of dx/dt^T."""
    if isinstance(tree, Transpose):
        tree = tree.operand
    if isinstance(tree, Power):
        tree = tree.base
    named = isinstance(tree, Differential) and isinstance(tree.operand, Name)
    return tree if named and isinstance(tree, Differential) else None


def _times(below: Expression) -> int:
    """How often what stands below the bar says to differentiate: twice by dt²."""
    below = below.operand if isinstance(below, Transpose) else below
    exponent = below.exponent if isinstance(below, Power) else None
    return int(exponent.text[:2]) if isinstance(exponent, Number) and exponent.text.isdigit() else 1


def _refuse_matrices(left: Expression, right: Expression, reading: Passage) -> None:
    """`A * B` beside `@`: by their names these are matrices, and no shapes need be known."""
    scalars = [base for base, role in reading.scope.roles.items() if role == "scalar"]
    if any(isinstance(tree, Name) and tree.base in scalars for tree in (left, right)):
        return
    if _is_matrix(left) and _is_matrix(right):
        raise GrammarError(
            "mixed-operators",
            "`*` stands between matrices, in a text that also has `@` or `.T`",
            left.span.to(right.span),
            "write `.*` for the product entry by entry, or `@` for the matrix product",
        )


def _plain(factors: _Factors) -> Expression:
    if len(factors) == 1:
        return factors[0][1]
    return Product(tuple(factors), factors[0][1].span.to(factors[-1][1].span))


def _call(function: str, operands: tuple[Expression, ...]) -> Call:
    span = operands[0].span.to(operands[-1].span)
    return Call(function, operands, (), True, span, span)


def _is_matrix(tree: Expression) -> bool:
    """Is this a matrix, or a row, by how it is written?"""
    match tree:
        case Name():
            return tree.base[0].isupper()
        case Transpose():
            return True
        case Group() | Negative():
            return _is_matrix(tree.inside if isinstance(tree, Group) else tree.operand)
        case Power():
            return _is_matrix(tree.base)
        case Call():
            return tree.function in _MATRICES
        case Sum():
            return all(_is_matrix(term) for _, term in tree.terms)
        case Product():
            kinds = [_is_matrix(f) for _, f in tree.factors if not isinstance(f, Number)]
            return bool(kinds) and all(kinds)
    return False
