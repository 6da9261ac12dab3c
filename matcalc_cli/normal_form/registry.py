"""What families of identities enter themselves into when their modules are imported.

The identities of single records and of chains build on sums and products, and are used by them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from matcalc_cli.expressions import Call, Expr, IndexedSum
from matcalc_cli.functions.function import Function
from matcalc_cli.rationals import Rational

Chain: TypeAlias = list[Expr]
# A chain and where it may be unclean, to what comes out of it as scalars and what is left.
ChainIdentity: TypeAlias = Callable[[Chain, list[int]], tuple[Rational, dict[Expr, Expr], Chain]]

CALLS: dict[Function, Callable[[Call], Expr]] = {}
CHAINS: list[ChainIdentity] = []
SUMS: list[Callable[[IndexedSum], Expr | None]] = []
ENTRYWISE: list[Callable[[Call], Expr | None]] = []  # of all that act on each entry
ONE_OPERAND: set[Function] = set()  # linear in one operand, in which sums of them are added
LIKE: list[Callable[[dict[Expr, Rational]], dict[Expr, Rational]]] = []
FACTORS: list[Callable[[dict[Expr, Expr], Chain], None]] = []
