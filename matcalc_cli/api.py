"""The functions for Python: `derive`, `check` and `solve`, and the objects they give.

>>> from matcalc_cli import derive
>>> gradient = derive("d/dX tr(X^T A X)")
>>> print(gradient)
(A + Aᵀ) X
>>> gradient.shape
('m', 'n')
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any, NamedTuple, TypeVar

from matcalc_cli.check import check_claim
from matcalc_cli.checking.claims import ClaimReader
from matcalc_cli.checking.judgement import Judgement
from matcalc_cli.derivation import Checks, Derivation
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.errors import InputProblem, Problem
from matcalc_cli.layouts import LAYOUTS, layout_named
from matcalc_cli.notation import Notation
from matcalc_cli.printers import facts, report, solved, verdict
from matcalc_cli.printers import record as json_record
from matcalc_cli.printers.alone import in_one_line
from matcalc_cli.printers.latex import WHERE, latex
from matcalc_cli.printers.page import Subject
from matcalc_cli.printers.text import text
from matcalc_cli.questions import Reader
from matcalc_cli.sizes import shape_list
from matcalc_cli.solve import solve_system
from matcalc_cli.solving import equations
from matcalc_cli.solving.reading import SystemReader
from matcalc_grammar.records import Record, records

_A = TypeVar("_A", bound="Answer")
_STEPS = ("full", "brief", "none")
_NOTATIONS = ("trace", "inner")
_LANGUAGES = ("auto", "latex", "numpy", "matlab", "plain")


class Step(NamedTuple):
    """A line of a derivation: its phase, the rule that led to it, and what it says."""

    phase: str
    rule: str
    text: str
    latex: str


class Answer(ABC):
    """What all answers share: they print as text and show themselves in notebooks.

    record   all that `-o json` writes of it, as a dictionary; `source` and `input` are left out
    read_as  the question as it was read, fully bracketed; it can be typed back
    wrt      the names that it is differentiated by
    symbols  of each name, its shape and properties, and whether it was declared
    """

    subject: Subject

    @abstractmethod
    def _line(self, source: json_record.Source) -> str:
        """The line that `-o json` writes."""

    @cached_property
    def record(self) -> dict[str, Any]:
        """All that `-o json` writes of it but where it was read.

        >>> derive("d/dx x^T A x").record["derivative"]["shape"]
        ['n']
        """
        return json_record.fields(self._line(json_record.Source(None, 1)))

    @property
    def read_as(self) -> str:
        """The question as it was read."""
        return str(self.record["read_as"])

    @property
    def wrt(self) -> tuple[str, ...]:
        """The names that it is differentiated by."""
        return tuple(self.record["wrt"])

    @property
    def symbols(self) -> dict[str, Any]:
        """Of each name, its shape and properties, and whether it was declared."""
        return dict(self.record["symbols"])

    @abstractmethod
    def report(self) -> str:
        """The whole report, as the command prints it."""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        from matcalc_cli.printers.documents import document

        def written(format_: str) -> str:
            return document(self.subject, format_, brief=False).text

        return {"text/plain": self.report(), "text/html": written("html"),
                "text/markdown": written("markdown"), "text/latex": self.to_latex()}  # fmt: skip

    @abstractmethod
    def to_latex(self) -> str:
        """The working in LaTeX, as a part of a document."""


class Derived(Answer):
    """A derivative, with its derivation.

    question    the question as it was read, fully bracketed; it can be typed back
    text        the answer in ASCII; a very long one with names, `… where P_1 = …`
    unicode     the answer in Unicode, which is also what `print` shows
    latex       the answer in LaTeX, for mathematics mode
    kind        "gradient", "jacobian", "hessian" or "tangent"
    layout      the name of the layout
    shape       the sizes of the answer: () of a number, ("n",) of a vector, ("m", "n")
    differential  dF beside a Jacobian of matrices, d²f beside a Hessian, in ASCII; else None
    steps       the derivation, line by line
    conditions  what has to hold for the answer to
    notes       what a reader should know
    checks      what was verified, or None where that was not asked for
    """

    def __init__(self, derivation: Derivation) -> None:
        self.subject = self.derivation = derivation
        self.question = facts.read_as(derivation.question)
        self.text = in_one_line(derivation, partial(text, unicode=False))
        self.unicode = in_one_line(derivation, partial(text, unicode=True))
        self.latex = in_one_line(derivation, latex, WHERE)
        self.kind = derivation.kind
        self.layout = derivation.layout
        self.shape = tuple(shape_list(derivation.answer.shape))
        self.conditions = tuple(facts.condition(c, True) for c in derivation.conditions)
        self.notes = tuple(facts.notes(derivation, True))
        self.checks: Checks | None = derivation.checks
        by_hand = derivation.readable
        self.differential = None if by_hand is None else text(by_hand.expression, unicode=False)

    def _line(self, source: json_record.Source) -> str:
        return json_record.derived(self.derivation, self.question, source)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The derivation, line by line."""
        return tuple(
            Step(line.phase, line.rule, text(line.expression, unicode=True), latex(line.expression))
            for line in self.derivation.lines
        )

    def report(self) -> str:
        """The whole report, as the command prints it."""
        return report.report(self.derivation, unicode=True, columns=None, colour=False)

    def to_latex(self) -> str:
        """The working in LaTeX, as a part of a document."""
        from matcalc_cli.printers.document import document

        return document(self.derivation)

    def to_code(self, language: str, **sizes: int) -> str:
        """Code in "numpy", "jax", "torch", "julia", "matlab" or "sympy".

        `sizes` are those to choose the order of products for. Raises errors.Unsupported.
        """
        from matcalc_cli.printers.code import code

        return code(self.derivation, language, sizes)

    def to_sympy(self) -> Any:
        """The answer as an expression of SymPy's matrix symbols. Raises errors.Unsupported.

        >>> derive("d/dX tr(A X)").to_sympy()
        A.T
        """
        from matcalc_cli.printers.code.sympy_objects import sympy_object

        return sympy_object(self.derivation)

    def __str__(self) -> str:
        return self.unicode

    def __repr__(self) -> str:
        return f"<matcalc {self.kind} {self.text}>"


class Judged(Answer):
    """A claim, judged.

    verdict         "equal", or the slip: see `matcalc check`
    right           whether the claim is right
    reason          why the verdict is what it is, or ""
    counterexample  values at which both sides differ, in lines of text
    answer          the right derivative, as a `Derived`
    """

    def __init__(self, judgement: Judgement) -> None:
        self.subject = self.judgement = judgement
        self.verdict: str = judgement.verdict
        self.right = judgement.verdict in verdict.GOOD
        self.reason = verdict.reason(judgement, True)
        example = judgement.counterexample
        self.counterexample = () if example is None else tuple(verdict.example(example, True))
        self.answer = Derived(judgement.derivation)

    def _line(self, source: json_record.Source) -> str:
        return json_record.judged(self.judgement, self.answer.question, source)

    def report(self) -> str:
        """The whole report, as the command prints it."""
        return verdict.report(
            self.judgement, unicode=True, columns=None, colour=False, steps=False
        )  # fmt: skip

    def to_latex(self) -> str:
        """Claim and answer in LaTeX, as a part of a document."""
        return verdict.document(self.judgement)

    def __bool__(self) -> bool:
        return self.right

    def __str__(self) -> str:
        return verdict.line(self.judgement, True)

    def __repr__(self) -> str:
        return f"<matcalc verdict {verdict.line(self.judgement, False)}>"


class Solved(Answer):
    """A system, solved.

    solutions   for each root, the values of the unknowns: from name to text, in ASCII
    answered    whether the solutions, or a statement in words, answer the problem
    certified   whether the solutions, put back, make every equation vanish; None: not tried
    conditions  what has to hold for the solutions to
    notes       what a reader should know
    """

    def __init__(self, found: equations.Solved, typed: str = "") -> None:
        self.subject = self.solved = found
        self._typed = typed
        self.solutions = tuple(
            {text(symbol, unicode=False): text(value, unicode=False)
             for symbol, value in solved.asked(found, solution)}
            for solution in found.solutions
        )  # fmt: skip
        self.answered = found.answered
        self.certified = found.vanishes
        self.conditions = tuple(facts.condition(c, True) for c in solved.conditions(found))
        self.notes = tuple(solved.notes(found, True))

    def _line(self, source: json_record.Source) -> str:
        return json_record.solved(self.solved, self._typed, source)

    def report(self) -> str:
        """The whole report, as the command prints it."""
        return solved.report(self.solved, unicode=True, columns=None, colour=False)

    def to_latex(self) -> str:
        """The moves and the solutions in LaTeX, as a part of a document."""
        return solved.document(self.solved, False)

    def __str__(self) -> str:
        return solved.line(self.solved, True).rstrip("\n")

    def __repr__(self) -> str:
        return f"<matcalc solution {'; '.join(solved.line(self.solved, False).splitlines())}>"


class Settings(NamedTuple):
    """What a call asks for beside its question."""

    wrt: Sequence[str] = ()
    where: Sequence[str] = ()
    layout: str = "numerator"
    steps: str = "brief"
    notation: str = "trace"
    expand: bool = False
    structured: bool = False
    check: bool = True
    language: str = "auto"
    preamble: str = ""

    def options(self) -> Options:
        """Those that the engine knows. Raises InputProblem."""
        asked = (self.steps, self.notation, self.language)
        for value, known in zip(asked, (_STEPS, _NOTATIONS, _LANGUAGES), strict=True):
            if value not in known:
                raise InputProblem("bad-option", f"{value!r} is none of {', '.join(known)}")
        layout = layout_named(self.layout)
        if layout is None:
            message = f"there is no layout {self.layout}"
            raise InputProblem("unknown-layout", message, help=", ".join(LAYOUTS))
        return Options(layout.name, self.steps, self.expand, self.check, self.structured,
                       self.notation)  # fmt: skip

    def taking(self, reader: Callable[[Sequence[str], Sequence[str], Notation], Any]) -> Any:
        """A reader with these assumptions."""
        where, wrt = ((s,) if isinstance(s, str) else tuple(s) for s in (self.where, self.wrt))
        return reader(where, wrt, Notation(self.language, self.preamble))


Answers = Callable[[Record], Iterator[Answer]]


def deriving(settings: Settings) -> Answers:
    """What answers the records of a session with derivatives."""
    options, reader = settings.options(), settings.taking(Reader)
    return lambda record: (
        Derived(derive_question(question, options)) for question in reader.questions(record.text)
    )


def checking(settings: Settings) -> Answers:
    """What answers the records of a session with verdicts."""
    options, reader = settings.options(), settings.taking(ClaimReader)
    return lambda record: (
        Judged(check_claim(claim, options)) for claim in reader.claims(record.text)
    )


def solving(settings: Settings) -> Answers:
    """What answers the records of a session with solutions."""
    options, reader = settings.options(), settings.taking(SystemReader)
    return lambda record: (
        Solved(solve_system(system, options), record.text)
        for system in reader.systems(record.text)
    )


def derive(typed: str, **settings: Any) -> Derived:
    """The derivative asked for in `typed`, where declarations may stand before the question.

    Settings, by name: `wrt` and `where` (a text or several), `layout`, `steps` ("full", "brief",
    "none"), `notation` ("trace", "inner"), `expand`, `structured`, `check`, `language`, `preamble`;
    they are those of the command. Raises errors.Problem.

    >>> derive("A symmetric; d/dx x^T A x").text
    '2 A x'
    >>> derive("tr(A X)", wrt="X", layout="denominator").text
    'A'
    """
    return _one(typed, deriving(Settings(**settings)), Derived)


def check(typed: str, **settings: Any) -> Judged:
    """Whether the claim in `typed` is right; settings as for `derive`. Raises errors.Problem.

    >>> check("d/dX tr(A X) = A^T").right
    True
    >>> check("d/dx x^T A x = 2 A x").verdict
    'conditional'
    """
    return _one(typed, checking(Settings(**settings)), Judged)


def solve(typed: str, **settings: Any) -> Solved:
    """The solution of the equation or system in `typed`; settings as for `derive`.

    Raises errors.Problem.

    >>> print(solve("d/dβ ||y - X β||^2 = 0"))
    β = (Xᵀ X)⁻¹ Xᵀ y
    """
    return _one(typed, solving(Settings(**settings)), Solved)


def _one(typed: str, answers: Answers, kind: type[_A]) -> _A:
    """The only answer. Raises Problem where there are none or several."""
    found = [answer for record in records(iter(typed.splitlines())) for answer in answers(record)]
    if len(found) == 1 and isinstance(found[0], kind):
        return found[0]
    message = f"one question is asked for, and there are {len(found) or 'none'}"
    raise InputProblem("not-one-question", message)


__all__ = ["Answer", "Derived", "Judged", "Problem", "Solved", "check", "derive", "solve"]
