"""What must hold between a statement and the same renamed, transposed, claimed or read again."""

from __future__ import annotations

import re
from random import Random

import pytest

from matcalc_cli import check, derive
from matcalc_cli.api import Derived
from matcalc_cli.checking.claims import ClaimReader
from matcalc_cli.expressions import Expr, Symbol
from matcalc_cli.functions.structure import t
from matcalc_cli.normal_form import normal
from matcalc_cli.traversal import postorder, substitute
from matcalc_grammar.records import records

from .makers import MATRICES, SCALARS, VECTORS
from .pieces import space
from .random_problems import agrees, value_of
from .statements import Statement, sample, statement

SEEDS = range(12)
KINDS = ["gradient by a matrix", "gradient by a vector", "jacobian"]
CASES = [(seed, kind) for seed in SEEDS for kind in KINDS]
_OTHERWISE = re.compile(r"K_\{|diagmatrix")  # in LaTeX K_{m,n} is an entry of some K
_SPACES = re.compile(r"(R\^\{[^}]*\})")


def query(asked: Statement, layout: str = "numerator", check: bool = False) -> Derived:
    """The derivation of a statement without its own layout and without a clause `where`."""
    return derive(f"{asked.before}; {asked_for(asked)}", check=check, layout=layout)


def asked_for(asked: Statement) -> str:
    return f"d/d{asked.variables[0]} ({asked.function.text})"


def renamed(text: str, names: dict[str, str]) -> str:
    """The text with names changed all at once, but for the letters of sizes."""
    found = "|".join(sorted(names, key=len, reverse=True))
    name = re.compile(rf"(?<![A-Za-z\\])({found})(?![A-Za-z])")
    parts = _SPACES.split(text)
    parts[::2] = [name.sub(lambda match: names[match.group()], part) for part in parts[::2]]
    return "".join(parts)


@pytest.mark.parametrize(("seed", "kind"), CASES)
def test_names_do_not_matter(seed: int, kind: str) -> None:
    asked = statement(seed, "small", kind)
    names: dict[str, str] = {}
    for pool in (SCALARS, VECTORS, MATRICES):
        ours = [name for name in pool if name in asked.facts or name in asked.maker.taken]
        free = [name for name in pool if name not in ours]
        new = (free + ours)[: len(ours)]
        names |= dict(zip(ours, new, strict=True))
    before = query(asked).derivation.answer
    variable = names[asked.variables[0]]
    f = renamed(asked.function.text, names)
    after = derive(f"{renamed(asked.before, names)}; d/d{variable} ({f})", check=False)
    symbols = {node.name: node for node in postorder(before) if isinstance(node, Symbol)}
    back: dict[Expr, Expr] = {
        node: symbols[old]
        for node in postorder(after.derivation.answer) if isinstance(node, Symbol)
        for old, new in names.items() if new == node.name and old in symbols
    }  # fmt: skip
    assert normal(substitute(after.derivation.answer, back)) is normal(before)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_transposed_variable_has_the_transposed_gradient(seed: int) -> None:
    asked = statement(seed, "small", "gradient by a matrix")
    name = asked.variables[0]
    rows, cols = asked.facts[name].shape
    free = next(new for new in MATRICES if new not in {*asked.facts, *asked.maker.taken})
    upright = query(asked).derivation
    turned = f"({free}^T)"
    lines = [line for line in asked.before.split("; ") if not line.startswith(f"{name} in")]
    before = "; ".join([f"{free} in {space((cols, rows))}", *(renamed(line, {name: turned})
                                                             for line in lines)])  # fmt: skip
    f = renamed(asked.function.text, {name: turned})
    found = derive(f"{before}; d/d{free} ({f})", check=False).derivation
    (X,), (Y,) = upright.question.variables, found.question.variables
    assert normal(found.answer) is normal(t(substitute(upright.answer, {X: t(Y)})))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_four_layouts_of_a_jacobian_and_of_a_gradient(seed: int) -> None:
    for kind, turned in (
        ("gradient by a matrix", {"denominator", "wikipedia-numerator"}),
        ("jacobian", {"wikipedia-denominator"}),
    ):
        asked = statement(seed, "small", kind)
        upright = query(asked).derivation.answer
        for layout in ("denominator", "wikipedia-numerator", "wikipedia-denominator"):
            expected = t(upright) if layout in turned else upright
            assert normal(query(asked, layout).derivation.answer) is normal(expected)


@pytest.mark.parametrize(("seed", "kind"), CASES)
def test_what_is_printed_is_read_as_the_answer(seed: int, kind: str) -> None:
    asked = statement(seed, "small", kind)
    found = query(asked)
    latex = [] if _OTHERWISE.search(found.latex) else [found.latex]
    for written in (found.text, found.unicode, *latex):
        reader = ClaimReader()
        text = f"{asked.before}; {asked_for(asked)} = {written}"
        (claim,) = [claim for record in records([text]) for claim in reader.claims(record.text)]
        assert claim.expression is not None, written
        assert normal(claim.expression) is normal(found.derivation.answer), written


def _changed(random: Random, written: str) -> str:
    """The answer with a slip: a sign, a number, a transpose or a factor changed."""
    slips = [
        lambda text: f"-({text})", lambda text: text.replace("2", "3", 1),
        lambda text: text.replace("^T", "", 1), lambda text: text.replace(" + ", " - ", 1),
        lambda text: text.replace(".* ", "", 1), lambda text: f"({text})^T",
        lambda text: text, lambda text: f"({text}) + ({text}) - ({text})",
        lambda text: text.replace("exp", "cosh", 1),
    ]  # fmt: skip
    return random.choice(slips)(written)


@pytest.mark.parametrize(("seed", "kind"), CASES)
def test_a_claim_is_right_exactly_when_the_numbers_say_so(seed: int, kind: str) -> None:
    asked = statement(seed, "small", kind)._replace(layout="numerator")
    right = query(asked, check=True)
    if right.checks is None or not right.checks.points:
        return
    random = Random(seed)
    for place in range(2):
        judged = check(f"{asked.before}; {asked_for(asked)} = {_changed(random, right.text)}")
        found = sample(asked, Random(place))
        claimed = judged.judgement.claim.expression
        if claimed is None or found is None:
            assert judged.verdict != "equal"
            continue
        said = right.derivation._replace(answer=claimed)
        holds = claimed.shape == right.derivation.answer.shape and agrees(
            value_of(said, asked, found), asked, found)  # fmt: skip
        assert (judged.verdict == "equal") == holds, judged.verdict
