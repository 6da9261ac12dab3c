"""What begins an operand: names, brackets, functions with and without brackets, sums, d and ∇."""

from __future__ import annotations

from matcalc_grammar import programs
from matcalc_grammar.derivatives import Derivatives
from matcalc_grammar.errors import GrammarError
from matcalc_grammar.items import Mark
from matcalc_grammar.operators import ENTRYWISE
from matcalc_grammar.runs import Bracket, RunItem, bound, is_size
from matcalc_grammar.summation import Under
from matcalc_grammar.syntax import (
    Bars,
    Call,
    Differential,
    Entrywise,
    Expression,
    Gradient,
    Group,
    Inner,
    Name,
    Node,
    Norm,
    Number,
    Power,
    Product,
    Span,
    Transpose,
)  # fmt: skip
from matcalc_grammar.tokens import Token

_NORM_KINDS = {
    "1": "1", "2": "2", "inf": "inf", "infty": "inf", "∞": "inf", "oo": "inf", "F": "F",
    "fro": "F", "*": "*", "nuc": "*", "max": "max", "2,1": "2,1",
}  # fmt: skip


# No names that could be typed.
ENTRY = "entry of"
EIGENVALUE = "eigenvalue of"
GAMMA = "gamma of"
_BY_SHAPE = {"lambda": EIGENVALUE, "Gamma": GAMMA}


class Applications(Derivatives):
    """The part of the fold that reads one operand; the fold itself supplies the levels."""

    def primary(self) -> Expression:
        """An operand without its postfix operators."""
        if self.place >= len(self.items):
            raise self.missing()
        item = self.items[self.place]
        if isinstance(item, Node):
            self.place += 1
            return self._name(item)
        if isinstance(item, Bracket):
            self.place += 1
            return self._bracket(item)
        self.place += 1
        match item.kind:
            case "function":
                return self._function(item)
            case "sum":
                return self._sum(item)
            case "frac":
                return self._fraction(item)
            case "d":
                return self.differential(item)
            case "grad":
                return self.gradient(item)
        self.place -= 1
        raise self.missing()

    # Brackets

    def _bracket(self, bracket: Bracket) -> Expression:
        parts, span = bracket.parts, bracket.span
        if bracket.sign == "<":
            if len(parts) != 2:
                message = "an inner product takes two operands, separated by a comma"
                raise GrammarError("syntax", message, span)
            return Inner(parts[0], parts[1], span)
        if len(parts) != 1:
            message = "a list of expressions stands where one expression is expected"
            if not parts:
                message = "the brackets are empty"
            raise GrammarError("syntax", message, span)
        if bracket.sign == "N":
            return Norm(parts[0], "", span)
        return (Bars if bracket.sign == "B" else Group)(parts[0], span)

    def suffixed(self, tree: Expression, mark: Mark) -> Expression:
        """`||x||_1`, `|x|_2`, `||x||^2_2`: the kind of a norm; `(A X)_{ij}`: an entry."""
        span = tree.span.to(mark.span)
        if isinstance(tree, Power) and isinstance(tree.base, (Norm, Bars)):
            base = self.suffixed(tree.base, mark)
            return Power(base, tree.exponent, tree.entrywise, span)
        token = mark.value
        assert isinstance(token, Token)
        if isinstance(tree, Name):  # x^{(i)}_j
            under = self.reading.subscripts(token)
            return Name(tree.base, (*tree.subscripts, *under), span)
        text = token.text.strip("_{} ")
        if isinstance(tree, Inner) and text == "F":
            return Inner(tree.left, tree.right, span)
        if isinstance(tree, (Group, Call, Gradient, Transpose)):
            places = self.reading.subscripts(token)
            if all(map(_is_place, places)):
                return Call(ENTRY, (tree,), tuple(places), True, mark.span, span)
        if not isinstance(tree, (Norm, Bars)) or (isinstance(tree, Norm) and tree.kind):
            message = "only names, norms, bars and brackets take a subscript"
            raise GrammarError("syntax", message, mark.span)
        kind: str | Expression = _NORM_KINDS.get(text.replace(" ", ""), "")
        if not kind:
            subscripts = self.reading.subscripts(token)
            if len(subscripts) != 1:
                message = f"there is no norm `{token.text}`"
                known = "write 1, 2, inf, F, *, max, a number or the name of a matrix"
                raise GrammarError("unknown-norm", message, mark.span, known)
            kind = subscripts[0]
        return Norm(tree.operand, kind, span)

    def _fraction(self, mark: Mark) -> Expression:
        parts = self.items[self.place : self.place + 2]
        if len(parts) < 2 or not all(isinstance(p, Bracket) and len(p.parts) == 1 for p in parts):
            message = "expected a numerator and a denominator after `\\frac`"
            raise GrammarError("syntax", message, mark.span)
        self.place += 2
        sides = [self._bracket(part) for part in parts if isinstance(part, Bracket)]
        top, bottom = map(bound, sides)
        span = mark.span.to(parts[1].span)
        bare = [side.inside if isinstance(side, Group) else side for side in sides]
        if not self.reading.scope.knows("d"):
            bare = list(map(programs.spaced, bare))
        rate = programs.rate([("", bare[0]), ("/", bare[1])])
        if len(rate) == 1:
            return rate[0][1]
        group = Group(Product((("", top), ("/", bottom)), span), span)
        self.reading.fractions[id(group)] = group
        return group

    # Names and functions

    def _name(self, tree: Expression) -> Expression:
        """A name, or the call that it makes with the bracket after it."""
        after = self.items[self.place] if self.place < len(self.items) else None
        if isinstance(tree, Differential) and isinstance(tree.operand, Name):
            if isinstance(after, Bracket) and self.depends(tree.operand, after):
                self.place += 1  # dX(t)/dt
            return tree
        if self.reading.has_dots and isinstance(tree, Name) and tree.base.endswith("dot"):
            return self.dotted(tree)
        if not isinstance(tree, (Name, Call)) or after is None:
            return tree
        if isinstance(tree, Call):
            return self._sized(tree, after)
        scope = self.reading.scope
        if scope.is_function(tree.base):
            return self._unknown_function(tree, after)
        if not isinstance(after, Bracket) or after.sign != "(":
            self.refuse_primed(tree, after)
            self.refuse_index(tree, after)
            return tree
        if tree.base == "K" and len(after.parts) == 2 and not scope.knows("K"):
            self.place += 1
            return self._call("K", after, tree.span)
        perhaps = self._perhaps(tree, after)
        if perhaps is not None:
            self.place += 1
            return perhaps
        if self.depends(tree, after):
            self.place += 1
        return tree

    def _perhaps(self, name: Name, bracket: Bracket) -> Expression | None:
        """`λ_k(S)` or `Γ(a)` without a space, by shape an eigenvalue, the gamma function, or no call.

        None where it is none: of a declared λ or Γ, with other subscripts, before a list.
        """
        function = _BY_SHAPE.get(name.base)
        if function is None or self.reading.scope.knows(name.base) or len(bracket.parts) != 1:
            return None
        under = name.subscripts
        if len(under) > 1 or (function == EIGENVALUE and not (under and _is_place(under[0]))):
            return None
        if self.reading.is_apart(name.span, bracket.span):
            return None
        span = name.span.to(bracket.span)
        inside = Group(bracket.parts[0], bracket.span)
        return Call(function, (name, inside), under, True, name.span, span)

    def _sized(self, tree: Call, after: RunItem) -> Expression:
        """`I(n)`: undeclared I before a bracket that holds a size."""
        if tree.function != "I" or tree.arguments or not isinstance(after, Bracket):
            return tree
        if after.sign != "(" or len(after.parts) != 1 or not is_size(after.parts[0]):
            return tree
        if self.reading.is_apart(tree.span, after.span):
            return tree
        self.place += 1
        return self._call("I", after, tree.span)

    def _call(self, function: str, bracket: Bracket, span: Span) -> Call:
        return Call(function, tuple(bracket.parts), (), True, span, span.to(bracket.span))

    def _unknown_function(self, name: Name, after: RunItem) -> Expression:
        """f(x), f'(x) and f''(x) of a declared or defined f."""
        primed = self.primed(name)
        if primed is not None:
            return primed
        if not isinstance(after, Bracket) or after.sign not in "([":
            return name
        self.place += 1
        span = name.span.to(after.span)
        return Call(name.base, tuple(after.parts), name.subscripts, True, name.span, span)

    def _function(self, mark: Mark) -> Expression:
        """A function of the table, with what it is raised to written on its name."""
        function, name = str(mark.value), mark.span
        exponent = None
        if self.here("op", "^"):
            exponent = self._own_exponent()
        after = self.items[self.place] if self.place < len(self.items) else None
        if function == "log" and after is not None and self.here("function", "det"):
            function, name = "logdet", mark.span.to(after.span)
            self.place += 1
            after = self.items[self.place] if self.place < len(self.items) else None
        if isinstance(after, Bracket) and after.sign in "([{":
            self.place += 1
            span = mark.span.to(after.span)
            tree = self._applied(function, tuple(after.parts), True, name, span)
        else:
            self.before = mark
            argument = self._argument(mark, name)
            span = mark.span.to(argument.span)
            tree = self._applied(function, (argument,), False, name, span)
        if exponent is None:
            return tree
        return Power(tree, exponent, False, tree.span)

    def _own_exponent(self) -> Expression:
        """The 2 of `sin^2 x`: an atom, so that the argument stays outside."""
        self.before = self.items[self.place]
        self.place += 1
        if self.here("op", "-"):
            raise GrammarError(
                "reads-two-ways",
                "a negative power on a function's name is an inverse or a reciprocal",
                self.items[self.place].span,
                "write the inverse function by its name (`asin(x)`), or `1/sin(x)`",
            )
        exponent = self.primary()
        return exponent.inside if isinstance(exponent, Group) else exponent

    def _applied(
        self,
        function: str,
        arguments: tuple[Expression, ...],
        bracketed: bool,
        name: Span,
        span: Span,
    ) -> Expression:
        """The call; `kron(A, B)` and `A ⊗ B` are one tree, and so are `vector(1)` and `𝟏`."""
        if function in ("vector", "matrix"):
            return self._filled(function, arguments, name, span)
        if function == "kron" and len(arguments) == 2:
            return Entrywise((("", bound(arguments[0])), ("kron", bound(arguments[1]))), span)
        return Call(function, arguments, (), bracketed, name, span)

    @staticmethod
    def _filled(
        function: str, arguments: tuple[Expression, ...], name: Span, span: Span
    ) -> Expression:
        """`vector(c)`: c in every entry, of whatever size fits."""
        one = arguments[0] if len(arguments) == 1 else None
        if one is None or function == "matrix":
            message = f"`{function}(…)` is not supported" if one else f"`{function}` takes a number"
            offer = "declare it: `J in R^{m x n}`, or write `ones(m,n)`"
            raise GrammarError("syntax", message, span, offer if function == "matrix" else None)
        ones = Call("ones", (), (), False, name, span)
        if isinstance(one, Number) and one.text == "1":
            return ones
        return Product((("", bound(one)), ("", ones)), span)

    def _argument(self, mark: Mark, name: Span) -> Expression:
        """The juxtaposed product after a function without a bracket."""
        self.deeper()
        factors = [("", self.powers(self.primary()))]
        while self.place < len(self.items):
            item = self.items[self.place]
            if isinstance(item, Mark) and item.kind not in ("frac", "d", "grad"):
                row = isinstance(factors[-1][1], Transpose)  # log 1^T exp(x) is the log of a number
                if item.kind != "function" or not row:
                    break
            factors.append(("", self.powers(self.primary())))
        self.depth -= 1
        if len(factors) == 1:
            return factors[0][1]
        span = factors[0][1].span.to(factors[-1][1].span)
        inside = self.source(span)
        head = self.source(Span(mark.span.start, name.end))
        if len(inside) <= 200:
            self.note(f"{head} {inside} is read as {head}({inside})")
        return Product(tuple(factors), span)

    def _sum(self, mark: Mark) -> Expression:
        """`sum_{i=1}^n` and what it sums: the rest of the term."""
        upper = None
        if self.here("op", "^"):
            upper = self._own_exponent()
        self.before = mark
        self.deeper()
        body = self.level(ENTRYWISE)
        self.depth -= 1
        assert isinstance(mark.value, Under)
        self.reach = max(self.reach, self.depth + len(mark.value.indices))
        return mark.value.over(body, upper, mark.span.to(body.span))


def _is_place(subscript: Expression) -> bool:
    """Could this be the place of an entry: an index, a number, or a sum of such?"""
    return not isinstance(subscript, Name) or (
        subscript.base.islower() and len(subscript.base) == 1
    )
