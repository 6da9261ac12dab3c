"""`matcalc repl`: a conversation at the terminal, or line by line from a pipe."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from matcalc_cli import output
from matcalc_cli.answering import internal
from matcalc_cli.checking.judgement import Judgement
from matcalc_cli.derivation import Derivation
from matcalc_cli.errors import Problem
from matcalc_cli.interactive.dialogue import Dialogue, Leave
from matcalc_cli.printers.page import Subject
from matcalc_cli.printers.problems import Place, rendered
from matcalc_cli.requests import standard_input

_MISSING = (
    "error[missing-extra]: the prompt is prompt_toolkit's, which is not installed\n"
    " = help: pip install 'matcalc-cli[repl]'\n"
)
_UNCERTAIN = 3


def converse(layout: str | None, ascii_only: bool, color: str) -> int:
    """Read, answer, and go on until the end of the input; the exit status."""
    talk = Conversation(Dialogue(layout or "numerator"), ascii_only, output.coloured(color))
    try:
        if sys.stdin.isatty():
            return talk.at_terminal()
        for line in standard_input().lines:
            talk.say(line)
    except Leave:
        pass
    except BrokenPipeError:
        output.discard()
        return output.CLOSED_PIPE
    except output.Unwritable as problem:
        return output.unwritable(problem)
    return 0


class Conversation:
    """A dialogue with its output."""

    def __init__(self, dialogue: Dialogue, ascii_only: bool, colour: bool) -> None:
        self.dialogue = dialogue
        self.ascii = ascii_only
        self.colour = colour

    def at_terminal(self) -> int:
        """Prompt until Ctrl-D; Ctrl-C drops the line or ends the work at hand."""
        try:
            from matcalc_cli.interactive.prompt import prompts
        except ImportError:
            output.tell(_MISSING)
            return _UNCERTAIN
        for line in prompts(self.dialogue, history_file(), self.colour, self._unicode()):
            try:
                self.say(line)
            except KeyboardInterrupt:
                output.tell("interrupted\n")
        return 0

    def say(self, line: str) -> None:
        """Answer a line. Raises Leave."""
        try:
            if line.startswith(":"):
                self._put_text(self.dialogue.command(line))
            elif line.strip():
                for answer in self.dialogue.answers(line):
                    self._put(answer)
        except Problem as problem:
            self._complain(problem, line)
        except (Leave, BrokenPipeError, output.Unwritable):
            raise
        except Exception as error:
            if os.environ.get("MATCALC_DEBUG"):
                raise
            self._complain(internal(error), line)

    def _put(self, answer: Subject) -> None:
        output.put(lambda unicode: self._report(answer, unicode), sys.stdout, self.ascii)

    def _put_text(self, text: str) -> None:
        from matcalc_cli.printers.facts import said

        output.put(lambda unicode: f"{said(text, unicode)}\n", sys.stdout, self.ascii)

    def _complain(self, problem: Problem, line: str) -> None:
        place = Place("input", 1, 1)
        typed = line.strip()
        if self.dialogue.last is not None:  # places are those of what `ans` stands for
            typed = self.dialogue.with_answer(typed)
        output.tell(output.encoded(
            lambda unicode: rendered(problem, typed, place, unicode=unicode), sys.stderr, self.ascii
        ))  # fmt: skip

    def _report(self, answer: Subject, unicode: bool) -> str:
        from matcalc_cli.printers import report, verdict

        columns = output.columns()
        if isinstance(answer, Judgement):
            return verdict.report(answer, unicode=unicode, columns=columns, colour=self.colour,
                                  steps=False) + "\n"  # fmt: skip
        assert isinstance(answer, Derivation)
        return report.report(answer, unicode=unicode, columns=columns, colour=self.colour) + "\n"

    def _unicode(self) -> bool:
        """Whether symbols can be shown as such."""
        encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
        return not self.ascii and encoding.startswith("utf")


def history_file() -> Path | None:
    """Where lines are kept from one conversation to the next; None where that cannot be."""
    state = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    try:
        path = Path(state).expanduser() / "matcalc" / "history"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        if not path.is_file():
            raise OSError("it is no file")
        path.open("r+b").close()
    except (OSError, RuntimeError) as problem:
        reason = str(getattr(problem, "strerror", None) or problem).lower()
        output.tell(f"the history is not kept: cannot write {state}: {reason}\n")
        return None
    return path
