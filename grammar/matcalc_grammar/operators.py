"""The one table of operators: the reader folds by it, the printers bracket by it."""

from __future__ import annotations

from typing import Literal

from matcalc_grammar.frozen import Frozen

SUM = 1
ENTRYWISE = 2
PRODUCT = 3
NEGATIVE = 4
POSTFIX = 5
ATOM = 6

Fixity = Literal["infix", "prefix", "postfix"]


class Operator(Frozen):
    """One operator.

    `symbol` is its name in the tree, `plain` how the common alphabet spells it, `synonyms` are the
    other spellings (Unicode and LaTeX) that are brought to `plain`.
    """

    symbol: str
    plain: str
    fixity: Fixity
    level: int
    synonyms: tuple[str, ...] = ()


# Loosest first; operators of one level are read left to right, except powers.
OPERATORS: tuple[Operator, ...] = (
    Operator("+",    "+",  "infix",   SUM),
    Operator("-",    "-",  "infix",   SUM,       ("−", "﹣", "－")),
    Operator(".*",   ".*", "infix",   ENTRYWISE, ("∘", "⊙", "⨀", r"\circ", r"\odot")),
    Operator("./",   "./", "infix",   ENTRYWISE, ("⊘", r"\oslash")),
    Operator("kron", "⊗",  "infix",   ENTRYWISE, ("⨂", r"\otimes")),
    Operator(":",    ":",  "infix",   ENTRYWISE, ("∶", r"\colon")),
    Operator("",     "",   "infix",   PRODUCT),
    Operator("*",    "*",  "infix",   PRODUCT,   ("·", "⋅", "∙", "∗", "×", r"\cdot", r"\ast", r"\times")),
    Operator("@",    "@",  "infix",   PRODUCT),
    Operator("/",    "/",  "infix",   PRODUCT,   ("÷", "∕", "⁄", r"\div")),
    Operator("-",    "-",  "prefix",  NEGATIVE,  ("−", "﹣", "－")),
    Operator("^",    "^",  "postfix", POSTFIX),
    Operator(".^",   ".^", "postfix", POSTFIX),
    Operator("'",    "'",  "postfix", POSTFIX,   ("′", "’", r"\prime")),
)  # fmt: skip

INFIX: dict[str, Operator] = {o.plain: o for o in OPERATORS if o.fixity == "infix" and o.plain}
POSTFIXES: dict[str, Operator] = {o.plain: o for o in OPERATORS if o.fixity == "postfix"}
LEVELS: dict[tuple[str, Fixity], int] = {(o.symbol, o.fixity): o.level for o in OPERATORS}
