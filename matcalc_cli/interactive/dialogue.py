"""A conversation, apart from its terminal: what was declared, what was last answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from matcalc_cli.check import check_claim
from matcalc_cli.checking.claims import ClaimReader
from matcalc_cli.derivation import Derivation, Question
from matcalc_cli.derive import Options, derive_question
from matcalc_cli.errors import InputProblem, Problem
from matcalc_cli.functions import TABLE
from matcalc_cli.layouts import LAYOUTS, layout_named
from matcalc_cli.notation import USUAL
from matcalc_cli.printers import facts
from matcalc_cli.printers.latex import latex
from matcalc_cli.printers.page import Subject
from matcalc_cli.printers.text import text
from matcalc_cli.questions import Reader
from matcalc_cli.statements import problem_of
from matcalc_grammar import sentences
from matcalc_grammar.errors import GrammarError

_ANSWER = re.compile(r"\bans\b")
_LONGEST = 500  # of a text whose shapes are shown as it is typed
_STEPS = ("full", "brief", "none")
COMMANDS = {
    ":help": "this list",
    ":layout NAME": "lay derivatives out so; without a name, say how",
    ":steps full|brief|none": "how much of a derivation to show",
    ":where": "what was declared and defined",
    ":tex": "the last answer in LaTeX",
    ":forget": "forget declarations and definitions",
    ":quit": "leave, as Ctrl-D does",
}

CHOICES = {":layout": tuple(LAYOUTS), ":steps": _STEPS}


class Leave(Exception):
    """The conversation is over."""


class Dialogue:
    """What was said so far."""

    def __init__(self, layout: str = "numerator") -> None:
        self.layout = layout
        self.steps = "brief"
        self.last: Derivation | None = None
        self.names: dict[str, None] = {}
        self._forget("")
        self._commands: dict[str, Callable[[str], str]] = {
            ":help": self._help, ":layout": self._layout, ":steps": self._steps,
            ":where": self._where, ":tex": self._tex, ":forget": self._forget, ":quit": _leave,
        }  # fmt: skip

    def command(self, typed: str) -> str:
        """What a line that begins with a colon comes to. Raises InputProblem, Leave."""
        name, _, rest = typed.strip().partition(" ")
        matching = [known for known in self._commands if known.startswith(name)]
        if name in self._commands or len(matching) == 1:
            return self._commands[name if name in self._commands else matching[0]](rest.strip())
        message = f"there is no command {name}"
        raise InputProblem("bad-option", message, help=", ".join(self._commands))

    def answers(self, typed: str) -> Iterator[Subject]:
        """The answers to a line of statements; declarations are kept. Raises Problem."""
        full = self.with_answer(typed.strip())
        statements = self._parsed(full)
        if any(isinstance(s, sentences.Query) and s.claim is not None for s in statements):
            for claim in self._claims.claims(full):
                judgement = check_claim(claim, self._options())
                self._met(claim.question)
                self.last = judgement.derivation
                yield judgement
            return
        for question in self._questions.questions(full):
            self._met(question)
            self.last = derive_question(question, self._options())
            yield self.last
        if not any(isinstance(s, sentences.Query) for s in statements):
            self._claims.learn(full)
            self.said.append(full)

    def shapes(self, typed: str) -> str:
        """What the names of an unfinished line are read as, or what stands in the way."""
        if not typed.strip() or typed.startswith(":") or len(typed) > _LONGEST:
            return ""
        try:
            # A reader of its own, as half a declaration must not be learned.
            questions = Reader(self.said).questions(self.with_answer(typed))
        except Problem as problem:
            return problem.message
        return "; ".join(facts.where(question, True) for question in questions)

    def words(self) -> list[str]:
        """What can be completed: names used so far, functions, `ans`."""
        functions = [name for f in TABLE.values() for name in (f.name, *f.notation.aliases)]
        return [*self.names, "ans", *sorted(set(functions))]

    def _parsed(self, typed: str) -> list[sentences.Statement]:
        parser = USUAL.parser()
        try:
            for earlier in self.said:
                parser.parse(earlier)
            return parser.parse(typed)
        except GrammarError as error:
            raise problem_of(error) from error

    def with_answer(self, typed: str) -> str:
        """The text with the last answer in the place of `ans`. Raises InputProblem."""
        if not _ANSWER.search(typed):
            return typed
        if self.last is None:
            raise InputProblem("unknown-name", "ans is the last answer, and there is none yet")
        answer = f"({text(self.last.answer, unicode=False)})"
        return _ANSWER.sub(lambda found: answer, typed)

    def _options(self) -> Options:
        own = layout_named(self._questions.settings.get("layout", self.layout))
        return Options(layout=own.name if own else self.layout, steps=self.steps)

    def _met(self, question: Question) -> None:
        symbols = [fact.symbol for fact in question.facts if facts.shown(fact.symbol)]
        self.names.update(dict.fromkeys(text(symbol, unicode=False) for symbol in symbols))

    # Commands.

    def _help(self, rest: str) -> str:
        wide = max(map(len, COMMANDS))
        rows = [f"  {name:<{wide}}  {meaning}" for name, meaning in COMMANDS.items()]
        opening = "Type a question such as d/dx x^T A x, a claim, or a declaration; ans is the "
        return "\n".join([f"{opening}last answer.", *rows])

    def _layout(self, name: str) -> str:
        layout = layout_named(name or self.layout)
        if layout is None:
            message = f"there is no layout {name}"
            raise InputProblem("unknown-layout", message, help=", ".join(LAYOUTS))
        self.layout = layout.name
        return f"layout {layout.name}"

    def _steps(self, detail: str) -> str:
        if detail and detail not in _STEPS:
            raise InputProblem("bad-option", f"steps are one of {', '.join(_STEPS)}")
        self.steps = detail or self.steps
        return f"steps {self.steps}"

    def _where(self, rest: str) -> str:
        return "\n".join(self.said) or "nothing was declared"

    def _tex(self, rest: str) -> str:
        if self.last is None:
            raise InputProblem("unknown-name", "there is no answer yet")
        return latex(self.last.answer)

    def _forget(self, rest: str) -> str:
        self._questions, self._claims = Reader(), ClaimReader()
        self.said: list[str] = []
        return "everything declared is forgotten"


def _leave(rest: str) -> str:
    raise Leave
