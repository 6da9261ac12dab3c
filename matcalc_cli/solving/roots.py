"""Scalar equations by SymPy, which is given objects built node by node and never text.

Parts without the unknown are symbols to it; only roots in a form that the language has come back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matcalc_cli.definite import form_sign
from matcalc_cli.expressions import Add, Call, Expr, Number, Power, Product, Symbol, add, multiply
from matcalc_cli.functions.entrywise import exp, log
from matcalc_cli.normal_form.expansion import expand
from matcalc_cli.normal_form.rewriting import normal
from matcalc_cli.rationals import ratio
from matcalc_cli.solving.moves import bears

_HIGHEST = 4  # degree of a polynomial that is solved
_LARGEST = 80  # operations of a root that is shown, and of an equation that SymPy is given


class _Unknowable(Exception):
    """A part that cannot be told to SymPy, or a root that cannot be told to the reader."""


class _Dictionary:
    """The symbols that stand for parts, in both directions."""

    def __init__(self, sympy: Any, unknown: Symbol) -> None:
        self.sympy = sympy
        self.unknown = unknown
        positive = True if unknown.properties & {"positive"} else None
        self.t = sympy.Symbol("t", real=True, positive=positive)
        self.parts: dict[Any, Expr] = {self.t: unknown}
        self._names: dict[Expr, Any] = {unknown: self.t}
        self._calls: dict[Any, Callable[[Any], Any]] = {exp: sympy.exp, log: sympy.log}

    def written(self, expr: Expr) -> Any:
        """The SymPy object of a scalar. Raises _Unknowable."""
        if isinstance(expr, Number):
            return self.sympy.Rational(expr.value.numerator, expr.value.denominator)
        if expr is self.unknown or not bears(expr, self.unknown):
            return self._part(expr)
        match expr:
            case Add(children=terms):
                return self.sympy.Add(*map(self.written, terms))
            case Product(children=factors) if all(factor.is_scalar for factor in factors):
                return self.sympy.Mul(*map(self.written, factors))
            case Power(children=(base, exponent)):
                return self.sympy.Pow(self.written(base), self.written(exponent))
            case Call(function=function, children=(inside,)) if function in self._calls:
                return self._calls[function](self.written(inside))
        raise _Unknowable

    def _part(self, expr: Expr) -> Any:
        if not expr.is_scalar:
            raise _Unknowable
        if expr not in self._names:
            sign = form_sign(expr)
            sure = True if sign is not None and sign == (1, True) else None
            name = self.sympy.Symbol(f"p{len(self._names)}", real=True, positive=sure)
            self._names[expr], self.parts[name] = name, expr
        return self._names[expr]

    def read(self, value: Any) -> Expr:
        """The expression of a SymPy object. Raises _Unknowable."""
        sympy = self.sympy
        if value in self.parts:
            return self.parts[value]
        if isinstance(value, sympy.Rational):
            return Number(ratio(int(value.p), int(value.q)))
        inside = [self.read(part) for part in value.args]
        if isinstance(value, sympy.Add):
            return add(*inside)
        if isinstance(value, sympy.Mul):
            return multiply(*inside)
        if isinstance(value, sympy.exp):
            return exp(*inside)
        if isinstance(value, sympy.log):
            return log(*inside)
        if isinstance(value, sympy.Pow):
            return Power(*inside)
        raise _Unknowable


def roots(G: Expr, unknown: Symbol) -> list[Expr]:
    """The real roots of G = 0 in normal form; [] where none is found in the language."""
    import sympy  # only scalar equations need it, and it is slow to load

    words = _Dictionary(sympy, unknown)
    try:
        equation = words.written(expand(G))
    except _Unknowable:
        return []
    try:
        return [normal(words.read(root)) for root in _solutions(sympy, equation, words.t)]
    except _Unknowable:
        return []  # a root that cannot be written is not left out in silence


def _solutions(sympy: Any, equation: Any, t: Any) -> list[Any]:
    if sympy.count_ops(equation) > _LARGEST:
        return []
    above = sympy.numer(sympy.together(equation))
    powers = above.is_polynomial(t)
    if powers and sympy.degree(above, t) > _HIGHEST:
        return []
    try:
        solved = sympy.solve(above, t)
    except NotImplementedError:
        return []
    real = [root for root in solved if not _is_complex(sympy, root)]
    if any(root.has(sympy.I) or sympy.count_ops(root) > _LARGEST for root in real):
        return []
    return real


def _is_complex(sympy: Any, root: Any) -> bool:
    """Whether a root is surely not real."""
    if root.is_real is not None or root.free_symbols:
        return root.is_real is False
    return bool(abs(sympy.im(root.evalf(30))) > 1e-20)
