"""How much work the value of an expression is, at given sizes: multiplications, roughly.

Numbers of many digits are slow, and a Kronecker product or a declared size of 784 makes arrays that
nobody could evaluate with them; who draws sizes asks first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from matcalc_cli.expressions import Call, Expr, IndexedSum, Number, Product, SizeNumber
from matcalc_cli.functions import matrix_functions, spectral
from matcalc_cli.functions.function import Function
from matcalc_cli.sizes import Size
from matcalc_cli.traversal import postorder

_MEMBERS = 3  # of a sum whose bound is not known
_AT_ONE_GO = 8
_ELIMINATION = 3  # an inverse or a determinant costs so many products
_SPECTRUM = 100  # eigenvalues are iterated for
_SPECTRAL = {
    entry for module in (matrix_functions, spectral) for entry in vars(module).values()
    if isinstance(entry, Function)
}  # fmt: skip


def effort(roots: Iterable[Expr], sizes: Mapping[str, int]) -> int:
    """The multiplications that evaluating the roots together takes, with these sizes."""
    return _effort(roots, _Values(sizes), {})


class _Values(dict[Size, int]):
    """Sizes and what they are, each worked out once."""

    def __init__(self, letters: Mapping[str, int]) -> None:
        super().__init__()
        self._letters = letters

    def __missing__(self, size: Size) -> int:
        value = self[size] = size.at(self._letters)
        return value


def _effort(roots: Iterable[Expr], values: _Values, known: dict[Expr, int]) -> int:
    """`known` holds the efforts of bodies of sums, which are met before the sums around them."""
    total = 0
    for node in postorder(*roots):
        if isinstance(node, IndexedSum):
            if node.body not in known:
                known[node.body] = _effort([node.body], values, known)
            total += (_count(node.upper, values) - 1) * known[node.body]
        # Long sums and products are taken at one go, which costs little for each operand.
        total += values[node.rows] * values[node.cols] * (1 + len(node.children) // _AT_ONE_GO)
        if isinstance(node, Product):
            total += _chain(node.children, values)
        elif isinstance(node, Call):
            total += _call(node, values)
    return total


def _count(upper: Expr | None, values: _Values) -> int:
    match upper:
        case Number(value=value):
            return int(value)
        case SizeNumber(size=size):
            return values[size]
    return _MEMBERS


def _chain(factors: Iterable[Expr], values: _Values) -> int:
    """The products of a chain, taken from the left as they are evaluated."""
    chain = [factor for factor in factors if not factor.is_scalar]
    rows = values[chain[0].rows] if chain else 0
    return rows * sum([values[factor.rows] * values[factor.cols] for factor in chain[1:]])


def _call(node: Call, values: _Values) -> int:
    """What a function costs beyond its arguments and its entries."""
    function = node.function
    linear = function.linear is not None and function.linear.places is None
    if linear or function.entrywise is not None or not node.children:
        return 0
    argument = max(node.children, key=lambda child: values[child.rows] * values[child.cols])
    rows, cols = values[argument.rows], values[argument.cols]
    if 1 in (rows, cols):
        return 0
    cubed = rows * cols * min(rows, cols)
    if function not in _SPECTRAL:
        return cubed * _ELIMINATION
    # A Fréchet derivative as a matrix is found column by column.
    columns = values[node.rows] * values[node.cols] // (rows * cols)
    return cubed * _SPECTRUM * max(1, columns)
