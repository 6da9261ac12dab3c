"""The description for readers, the operator table and the parser say the same."""

import re
from pathlib import Path

import pytest

import matcalc_grammar
from matcalc_grammar import alphabet, operators, properties

EBNF = (Path(matcalc_grammar.__file__).parent / "matcalc.ebnf").read_text(encoding="utf-8")
RULES = re.sub(r"\(\*.*?\*\)", "", EBNF, flags=re.DOTALL)
TERMINALS = set(re.findall(r'"([^"\n]+)"', RULES))

SAMPLES = {
    "request": "find the gradient of tr(A X) wrt X",
    "query": "d/dX tr(A X)", "claim": "d/dX tr(A X) = A^T", "clause": "x where x in R^n",
    "equation": "x subject to A x = b", "head": "d^2/dx dy x^T y", "definition": "f(X) = tr X",
    "setting": "layout: denominator", "assumption": "A, B symmetric", "domain": "S in S^n_{++}",
    "property": "A psd", "sum": "a - b + c", "entrywise": "a .* b ./ c", "product": "2 * A @ B / c",
    "signed": "a * -b", "postfix": "X.T'^2", "exponent": "x^-y^2", "call": "sin^2(x)",
    "application": "tr A B", "indexed": "sum_{i=1}^n x_i", "order": "sum_{1 <= i < j <= n} x_i x_j",
    "norm": "||x||_1", "bars": "|x|",
    "inner": "<A, B>", "group": "[A] {B} (C)", "fraction": r"\frac{a}{b}",
    "differential": "d(X) d2X",
    "gradient": "grad(f)(x) where f: R^n -> R", "name": "A_{12} x_hat", "number": "1.5e-3",
    "subscript": "X_{i,j}",
    "statement": "x", "record": "x; y", "power": "d^2/dx^2 x",
    "variables": "d/dX X", "assumptions": "where A symmetric, x in R^n", "names": "a, b in R",
    "rate": "tr(dX/dt)", "size": "X: n x p", "atom": "pi", "group_of": "kron(A, B)",
}  # fmt: skip


def test_every_operator_stands_in_the_description():
    for operator in operators.OPERATORS:
        assert not operator.plain or operator.plain in TERMINALS, operator
        assert operator.level in range(operators.SUM, operators.ATOM)


def test_every_terminal_is_read(parse):
    known = {operator.plain for operator in operators.OPERATORS} | set(properties.PROPERTIES)
    known |= set(alphabet.COMMANDS.values()) | set("()[]{},;_T dR S1.e".replace(" ", "")) | {
        "where", "subject to", "depends on", "in", "and", "by", "x", "layout", "grad", "hess",
        "sum", "find", "compute", "the", "differentiate", "derivative", "gradient", "jacobian",
        "hessian", "of", "for", "with", "s.t.", "wrt", "w.r.t.", "with respect to", "is", "are",
        "a", "scalar",
        "=", "==", "!=", "=>", ":=", "->", "||", "|", "<", ">", "<=", ">=", "0",
        "≻", "⪰", "∇", ".T", "d2", "×", "++", "∞",
        "*", "^+",
    }  # fmt: skip
    assert known >= TERMINALS, TERMINALS - known


def test_every_rule_has_a_sample_that_is_read(parse):
    rules = set(re.findall(r"^([a-z_]+) *=", RULES, flags=re.MULTILINE))
    assert rules == set(SAMPLES)


@pytest.mark.parametrize("rule", SAMPLES)
def test_samples(parse, rule):
    assert parse(SAMPLES[rule])


def test_levels_go_from_loose_to_tight():
    levels = [operator.level for operator in operators.OPERATORS]
    assert levels == sorted(levels)
    assert max(levels) < operators.ATOM


def test_every_synonym_is_spelled_plainly():
    for operator in operators.OPERATORS:
        for synonym in operator.synonyms:
            table = alphabet.COMMANDS if synonym.startswith("\\") else alphabet.UNICODE
            plain = table[synonym.removeprefix("\\")]
            assert plain in (operator.plain, "×"), synonym


def test_the_tree_can_be_had_without_the_reader():
    import subprocess
    import sys

    code = "import matcalc_grammar.syntax, sys; sys.exit('pyparsing' in sys.modules)"
    root = Path(matcalc_grammar.__file__).parent.parent
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
