"""Answers, claims and solutions, whole, in every form in which they are given.

`--rewrite` writes the expected texts anew; read each changed line before it is committed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from matcalc_cli.check import check_claim
from matcalc_cli.checking.claims import ClaimReader
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.printers import document, documents, record, report, solved, verdict
from matcalc_cli.questions import Reader
from matcalc_cli.solve import solve_system
from matcalc_cli.solving.reading import SystemReader

GOLDEN = Path(__file__).parent / "golden"
TYPED = {
    "answers": [
        "d/dX tr(X^T A X) + c log |det X|",
        "d/dx ||A x - b||_1 + ||x|| where x in R^n",
        "d^2/dX^2 tr(A X^-1) where A symmetric",
        "d/dX A X B",
        "X depends on t; d/dt tr(X^T A X)",
        "d/dx_i x^T A x",
        "d/dμ sum_{i=1}^n ||x_i - μ||^2 / σ^2 where n in R, σ positive",
        "d/dx softmax(A x)",
        "f: R^n -> R; d^2/dx^2 f(A x)",
        "d/dx (x^T A x) / (x^T B x) * exp(-(x^T A x) / (x^T B x))",
        "d/dX tr(A)", "d/dt d/dx t ||x||^2", "d/dX d/dY tr(X A Y)", "d/ds d/dt s^2 exp(t)",
        "f: R -> R; d^2/dx^2 sum(f(A x))",
    ],
    "claims": [
        "d/dX tr(A X) = A", "d/dx x^T A x = (A + A^T) x", "d/dx ||x||^2 = x + c where c in R^n",
        "d/dX tr(A X) = A X", "d/dx ||A x - b||^2 = 2 A (A x - b)",
        "d/dx_k sum_{i=1}^n (a_i x_i)^2 = 2 a_k x_k where a_i, x_i in R",
        "d/dx a^T x = (x x^T)^-1 x where x in R^n",
        "d/dX det X = X^-T + 3/7 X where X in R^{n x n}",
    ],
    "systems": [
        "d/db ||y - X b||^2 + λ ||b||^2 = 0 where λ positive",
        "d/dx (x^3 - 3 x) = 0 where x in R", "d/dw sum(log(1 + exp(-y .* (X w)))) = 0",
        "d/dx x^T A x = 0 subject to x^T x = 1 where A symmetric",
        "d/dx x^T A x = 0 subject to C x = d where A pd",
        "d/dQ ||A Q - B||_F^2 = 0 where Q orthogonal", "d/dX tr(A X) = 0",
        "d/dX log det X - tr(A X) = 0 where X pd, A pd", "x y: ||x - a||^2 + ||x - y||^2 + ||y||^2",
    ],
    "unchecked": [
        r"\frac{\partial}{\partial \mathbf{x}} \mathbf{x}^\top \mathbf{A} \boldsymbol{\mu}",
        "d/dx A x", "d/dX tr(A X)", "f: R^n -> R; d/dx f(A x)", "d/dt t a", "d/dX tr(A)",
        "d/dx sum(log(x)) where x in R^n", "d^2/dx dt t x^T A x",
        "d/dx (x^T A x)^2 exp(-x^T A x) / (x^T B x + 1)",
    ],
    "judged": [
        "d/dX tr(A X) = 2 A^T", "d/dX tr(A X) = -A^T", "d/dx x^T A x = 2 A x",
        "d/dX tr(A X^T X) = X (A + 2 A) where X in R^{5 x 4}", "d/dx A x = A^T",
        "d/dX log det X = 2 X^-1 - diag(diag(X^-1)) where X pd",
        "d/dx a^T x = a + x where x in R^3", "d/dx ||x|| = x", "d/dt t^2 = 2 t + 1 where t in R",
        "d/dt A t = A + A^T where A: n x n", "d/dx a^T x = (a)",
        "d/dx sum_{i=1}^n a_i x_i = a where x, a in R^n",
        "d/dX a^T X b = b a^T where X in R^{2 x 3}", "f: R^n -> R; d/dx f(A x) = grad(f)(A x)",
        "d/dx n a^T x = a where a in R^n",
    ],
    "tried": [
        "d/dx (a^T x - 1)^2 + c ||x||^2 = 0 where c positive", "d/dx sum(exp(A x)) + x^T x = 0",
        "d/dt (t^3 - 12 t) = 0 where t positive", "d/dX ||A X B - C||_F^2 = 0",
        "x: A x = b where A invertible", "d/dx x^T x = 0 subject to A x = b",
        "x y: ||x - a||^2 + (x^T y)^2", "d/dμ sum_{i=1}^n ||x_i - μ||^2 = 0",
        "d/dX tr(X^T A X) - 2 tr(B^T X) = 0 where A pd, X symmetric",
    ],
}  # fmt: skip


def _answers(text: str, options: Options) -> list[Any]:
    reader = Reader()
    found = [q for part in text.split("; ") for q in reader.questions(part)]
    return [derive_question(q, options) for q in found]


def _claims(text: str, options: Options) -> list[Any]:
    reader = ClaimReader()
    found = [claim for part in text.split("; ") for claim in reader.claims(part)]
    return [check_claim(claim, options) for claim in found]


def _systems(text: str, options: Options) -> list[Any]:
    names, _, bare = text.rpartition(": ")
    found = SystemReader((), names.split()).systems(bare)
    return [solve_system(system, options) for system in found]


_BARE = Options(check=False, steps="none")
OF: dict[str, Callable[[str], list[Any]]] = {
    "answers": partial(_answers, options=Options()),
    "claims": partial(_claims, options=Options(steps="brief")),
    "systems": partial(_systems, options=Options(steps="full")),
    "unchecked": partial(_answers, options=_BARE),
    "judged": partial(_claims, options=Options(steps="none")),
    "tried": partial(_systems, options=_BARE),
}  # fmt: skip


@cache
def subjects(kind: str) -> Sequence[tuple[str, Any]]:
    """What was typed, with what came of it."""
    return [(typed, subject) for typed in TYPED[kind] for subject in OF[kind](typed)]


REPORTS: dict[str, Callable[..., str]] = {
    "answers": report.report, "systems": solved.report,
    "claims": partial(verdict.report, steps=True), "unchecked": report.report,
    "judged": partial(verdict.report, steps=False), "tried": solved.report,
}  # fmt: skip


def _solved(subject: Any) -> str:
    return solved.document(subject, False) + solved.document(subject, True)


LATEX: dict[str, Callable[[Any], str]] = {
    "answers": document.document, "claims": verdict.document, "systems": _solved,
    "unchecked": document.document, "judged": verdict.document, "tried": _solved,
}  # fmt: skip
RECORDS: dict[str, Callable[..., str]] = {
    "answers": record.derived, "claims": record.judged, "systems": record.solved,
    "unchecked": record.derived, "judged": record.judged, "tried": record.solved,
}  # fmt: skip


def _page(kind: str, subject: Any, typed: str, format_: str) -> str:
    whole, brief = (documents.document(subject, format_, brief=b, typed=typed)
                    for b in (False, True))  # fmt: skip
    opening = whole.opening if typed == TYPED[kind][0] else b""
    parts = opening, whole.body, whole.between, brief.opening, brief.body, brief.between
    return b"\n".join(parts).decode()


def _terminal(kind: str, subject: Any, typed: str, columns: int) -> str:
    return REPORTS[kind](subject, unicode=True, columns=columns, colour=True)


def _pipe(kind: str, subject: Any, typed: str, unicode: bool) -> str:
    return REPORTS[kind](subject, unicode=unicode, columns=None, colour=False)


def _record(kind: str, subject: Any, typed: str) -> str:
    line = RECORDS[kind](subject, typed, record.Source("notes.mc", 7))
    return json.dumps(json.loads(line), ensure_ascii=False, indent=1)


FORMS: dict[str, Callable[[str, Any, str], str]] = {
    "md": partial(_page, format_="markdown"),
    "typ": partial(_page, format_="typst"),
    "html": partial(_page, format_="html"),
    "tex": lambda kind, subject, typed: LATEX[kind](subject),
    "json": _record,
    "wide": partial(_terminal, columns=100),
    "narrow": partial(_terminal, columns=44),
    "unicode": partial(_pipe, unicode=True),
    "ascii": partial(_pipe, unicode=False),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", TYPED)
def test_subjects(kind: str, form: str, request: pytest.FixtureRequest) -> None:
    found = "".join(f"{FORMS[form](kind, subject, typed).rstrip()}\n\n"
                    for typed, subject in subjects(kind))  # fmt: skip
    path = GOLDEN / f"{kind}.{form}"
    if request.config.getoption("--rewrite"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")
