"""The prompt: the only importer of prompt_toolkit, which is an extra."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.output import ColorDepth

from matcalc_cli.interactive.dialogue import CHOICES, COMMANDS, Dialogue
from matcalc_grammar.alphabet import GREEK

_SYMBOLS = {**GREEK, "partial": "∂", "nabla": "∇", "in": "∈", "otimes": "⊗", "odot": "∘",
            "top": "ᵀ", "sum": "∑", "times": "×"}  # fmt: skip
_COMMAND = re.compile(r":\w*$")
_SYMBOL = re.compile(r"\\[A-Za-z]*$")
_WORD = re.compile(r"[A-Za-z_]\w*$")


def prompts(
    dialogue: Dialogue, history: Path | None, colour: bool, unicode: bool
) -> Iterator[str]:
    """The lines typed, until Ctrl-D; Ctrl-C drops a line."""
    kept: History = InMemoryHistory() if history is None else FileHistory(str(history))
    shapes = lru_cache(64)(lambda typed, said: dialogue.shapes(typed))
    session: PromptSession[str] = PromptSession(
        "matcalc> ", history=kept, completer=Symbols(dialogue, unicode),
        complete_while_typing=False, color_depth=None if colour else ColorDepth.DEPTH_1_BIT,
        bottom_toolbar=lambda: shapes(session.default_buffer.text, len(dialogue.said)),
    )  # fmt: skip
    while True:
        try:
            yield session.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


class Symbols(Completer):
    """Completes commands, names, functions, and `\\alpha` to the letter itself."""

    def __init__(self, dialogue: Dialogue, unicode: bool) -> None:
        self.dialogue = dialogue
        self.unicode = unicode

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """What the text before the cursor can become."""
        before = document.text_before_cursor
        command, space, rest = before.partition(" ")
        if space and command in CHOICES:
            yield from (Completion(c, -len(rest)) for c in CHOICES[command] if c.startswith(rest))
        elif before.startswith(":"):
            yield from _matching(_COMMAND, before, [name.split()[0] for name in COMMANDS])
        elif (found := _SYMBOL.search(before)) is not None:
            for name, glyph in _SYMBOLS.items():
                if name.startswith(found[0][1:]):
                    typed = glyph if self.unicode else f"\\{name}"
                    yield Completion(typed, -len(found[0]), display=f"\\{name} {typed}")
        else:
            yield from _matching(_WORD, before, self.dialogue.words())


def _matching(pattern: re.Pattern[str], before: str, words: Iterable[str]) -> Iterator[Completion]:
    found = pattern.search(before)
    if found is not None:
        start = found[0]
        yield from (Completion(word, -len(start)) for word in words if word.startswith(start))
