"""What is said when an expression cannot be read: the name, the message, the marks, the help."""

from __future__ import annotations

import pytest

from .asking import ask, marked, problem

Marks = list[tuple[str, str]]

MISMATCHES: list[tuple[str, str, Marks, str]] = [
    (
        "d/dX tr(A X) where A in R^{m x m}, X in R^{n x p}",
        "cannot multiply A (m×m) by X (n×p): the inner sizes m and n differ",
        [("A", "m×m"), ("X", "n×p")], "",
    ),
    (
        "d/dX A X where A in R^{m x n}, X in R^{m x p}",
        "cannot multiply A (m×n) by X (m×p): the inner sizes n and m differ",
        [("A", "m×n"), ("X", "m×p")], "did you mean A^T X?",
    ),
    (
        "d/dX X A where A in R^{p x n}, X in R^{m x n}",
        "cannot multiply X (m×n) by A (p×n): the inner sizes n and p differ",
        [("X", "m×n"), ("A", "p×n")], "did you mean X A^T?",
    ),
    (
        "d/dX A X where A in R^{2 x 3}, X in R^{5 x 2}",
        "cannot multiply A (2×3) by X (5×2): the inner sizes 3 and 5 differ",
        [("A", "2×3"), ("X", "5×2")], "did you mean X A?",
    ),
    (
        "d/dx x^T x + c x",
        "cannot multiply c (m×1) by x (n×1): the inner sizes 1 and n differ",
        [("c", "m×1"), ("x", "n×1")], "did you mean c^T x?",
    ),
    (
        "d/dx A x + b^T",
        "cannot add A x (m×1) and b^T (1×p): the shapes differ",
        [("A x", "m×1"), ("b^T", "1×p")], "did you mean A x + b?",
    ),
    (
        "d/dX A + X where A in R^{n x m}, X in R^{m x n}",
        "cannot add A (n×m) and X (m×n): the shapes differ",
        [("A", "n×m"), ("X", "m×n")], "did you mean A + X^T?",
    ),
    (
        "d/dx x^T y where x in R^3, y in R^4",
        "cannot multiply x^T (1×3) by y (4×1): the inner sizes 3 and 4 differ",
        [("x^T", "1×3"), ("y", "4×1")], "",
    ),
    (
        "d/dx x + c where x in R^n, c in R",
        "cannot add x (n×1) and c (scalar): the shapes differ",
        [("x", "n×1"), ("c", "scalar")], "to add it to each entry, write c * ones(n)",
    ),
    (
        "d/dx x .* y where x in R^n, y in R^m",
        "cannot multiply x (n×1) and y (m×1) entry by entry: the shapes differ",
        [("x", "n×1"), ("y", "m×1")], "",
    ),
    (
        "d/dX det(X) where X in R^{m x n}",
        "the determinant needs a square matrix, not X (m×n)", [("X", "m×n")], "",
    ),
    (
        "d/dX tr(X) where X in R^{m x n}",
        "tr needs a square matrix, not X (m×n)", [("X", "m×n")], "",
    ),
    (
        "d/dX X^-1 where X in R^{m x n}",
        "the inverse needs a square matrix, not X (m×n)", [("X", "m×n")], "",
    ),
    (
        "d/dX X^2 where X in R^{m x n}",
        "a power needs a square matrix, not X (m×n)", [("X", "m×n")], "",
    ),
    (
        "d/dx <x, y> where x in R^n, y in R^m",
        "the inner product of x (n×1) and y (m×1) needs one shape",
        [("x", "n×1"), ("y", "m×1")], "",
    ),
    (
        "f: R^n -> R; d/dx f(A x) where A in R^{m x p}",
        "f takes n×1, not A x (m×1)", [("A x", "m×1")], "",
    ),
    (
        "d/dx ||x - x_1||^2",
        "cannot add x (n×1) and x_1 (scalar): the shapes differ",
        [("x", "n×1"), ("x_1", "scalar")],
        "x_1 is read as an entry; declare it to make it a name",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "marks", "help"), MISMATCHES)
def test_shape_mismatch(text: str, message: str, marks: Marks, help: str) -> None:
    met = problem(text)
    assert (met.name, met.status) == ("shape-mismatch", 2)
    assert met.message == message
    assert marked(text) == marks
    assert met.help == help


BOTH_WAYS: list[tuple[str, str, list[str]]] = [
    ("d/dX e^X where X in R^{n x n}", "X", ["exp(X)", "expm(X)"]),
    ("d/dt e^{A t}", "A t", ["exp(A t)", "expm(A t)"]),
    ("d/dX X^(1/2) where X in R^{n x n}", "X", ["sqrtm(X)", ".^"]),
    ("d/dX A / X", "X", ["./", "inv(X)"]),
    ("d/dx 1/x where x in R^n", "x", ["./", "inv"]),
    ("d/dx x^2 where x in R^n", "x", [".^", "||x||^2"]),
    ("d/dx |x| where x in R^n", "x", ["abs(x)", "||x||"]),
    ("d/dx sum(sin(x)^2)", "sin(x)", [".^", "||sin(x)||^2"]),
    ("d/dx mean((A x - b)^2)", "(A x - b)", [".^"]),
]


@pytest.mark.parametrize(("text", "at", "offers"), BOTH_WAYS)
def test_operations_that_read_two_ways(text: str, at: str, offers: list[str]) -> None:
    met = problem(text)
    assert met.name == "ambiguous-operation"
    assert [place for place, _ in marked(text)] == [at]
    assert all(offer in met.help for offer in offers)


OTHERS: list[tuple[str, str, str, str]] = [
    ("d/dx x - mean(x)", "shape-mismatch", "x", "mean(x) * ones(n)"),
    ("d/dx exp(x - logsumexp(x))", "shape-mismatch", "x", "logsumexp(x) * ones(n)"),
    ("d/dx max(x - max(x))", "shape-mismatch", "x", "max(x) * ones(n)"),
    ("x^T A x", "no-variable", "x^T A x", "--wrt x"),
    ("d/dx 2^x where x in R^n", "not-a-scalar", "x", ""),
    ("d/dx tr(A, B)", "wrong-arity", "tr(A, B)", ""),
    ("f(x) = x^T x; d/dx f(x, x)", "wrong-arity", "f(x, x)", ""),
    ("f: R^n -> R; d/dx f(x, x)", "wrong-arity", "f(x, x)", ""),
    ("a = b + 1; b = a x; d/dx a x", "circular-definition", "a", ""),
    ("a = a + 1; d/dx a x", "circular-definition", "a", ""),
    ("d/dx x^T x / 0", "division-by-zero", "0", ""),
    ("d/dx x ./ 0", "division-by-zero", "0", ""),
    ("d/dx 1e99999999 x", "too-large", "1e99999999", ""),
    ("d/dx m^T A x where A in R^{m x n}", "size-as-array", "m", "m in R^m"),
    ("d/dx ones(0)^T x", "bad-size", "0", ""),
    ("d/dx x where x in R^{1/2}", "bad-size", "1/2", ""),
    ("d/dX X where X in R^{3 x 2} symmetric", "not-square", "X", ""),
    ("d/dx x^T x + dx^T x", "unexpected-differential", "dx", ""),
    ("f(x) = x^T x; d/dx f + 1", "unknown-name", "f", "f(x)"),
    ("f: R^n -> R; d/dx f + 1", "unknown-name", "f", "f(x)"),
]


@pytest.mark.parametrize(("text", "name", "at", "offer"), OTHERS)
def test_error(text: str, name: str, at: str, offer: str) -> None:
    met = problem(text)
    assert (met.name, met.status) == (name, 2)
    assert marked(text)[0][0] == at
    assert offer in met.help


UNSUPPORTED = [
    "d^3/dx^3 x^T x", "d/dx d/dy d/dz x^T y z", "d/dX rank(X)",
]  # fmt: skip


@pytest.mark.parametrize("text", UNSUPPORTED)
def test_unsupported(text: str) -> None:
    met = problem(text)
    assert (met.name, met.status) == ("not-supported", 3)


def test_a_bare_expression_lists_its_names() -> None:
    assert problem("x^T A x").message == "differentiate by what? The names are x, A"


def test_help_is_given_only_when_the_whole_can_be_read() -> None:
    text = "d/dX A X + B where A in R^{m x n}, X in R^{m x p}, B in R^{q x q}"
    assert problem(text).help == ""


def test_places_in_earlier_records_are_those_of_the_use() -> None:
    text = "r = x + M; d/dx r^T r where x in R^n, M in R^{m x n}"
    assert marked(text) == [("r", "n×1"), ("r", "m×n")]


def test_each_message_is_one_line() -> None:
    texts = [row[0] for row in MISMATCHES] + [row[0] for row in BOTH_WAYS]
    for text in texts + [row[0] for row in OTHERS]:
        met = problem(text)
        assert "\n" not in met.message + met.help
        assert not met.message.endswith(".")


@pytest.mark.parametrize("text", [
    "d/dx " + "(" * 900 + "x^T x" + ")" * 900,
    "d/dx sum" + "(exp" * 300 + "(x)" + ")" * 300,
    "d/dX tr(" + " ".join(["A X"] * 2000) + ")",
    "d/dx " + " + ".join(["a^T x"] * 3000),
])  # fmt: skip
def test_long_and_deep(text: str) -> None:
    assert ask(text)


@pytest.mark.parametrize("text", [
    "; ".join(["a0 = x^T x", *[f"a{k + 1} = a{k} a{k}" for k in range(60)], "d/dx a60"]),
    "; ".join(["f0(t) = t^2", *[f"f{k + 1}(t) = f{k}(t) f{k}(t)" for k in range(60)],
               "d/dx f60(x^T x)"]),
    "; ".join(["a0 = x^T x", *[f"a{k + 1} = a{k} + 1" for k in range(900)], "d/dx a900"]),
])  # fmt: skip
def test_definitions_that_explode(text: str) -> None:
    assert problem(text).name in ("too-large", "too-deep")


def test_braces_of_what_was_typed_may_stand_in_the_help() -> None:
    found = problem("d/dx_k sum_{i=1}^n sum_{j=1}^n (d_{ij} - d ||x_i - x_j||^2)^2")
    assert found.name == "shape-mismatch"
    assert found.help == "d_{ij} is read as an entry; declare it to make it a name"
