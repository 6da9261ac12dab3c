"""The arguments of LaTeX commands: one piece or one bracket, in whatever fonts and accents."""

from __future__ import annotations

from matcalc_grammar.frozen import Frozen
from matcalc_grammar.writer import Writer


class Awaited(Frozen):
    """An argument that a command waits for: what to do around it, and where the command began."""

    kind: str
    detail: str
    typed: int
    begins: int


class OpenBrace(Frozen):
    """A curly bracket that is open, with the commands whose argument it holds."""

    awaited: tuple[Awaited, ...]
    typed: int


class Arguments(Writer):
    """Writes pieces, each of which may be the argument that commands before it wait for."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.awaited: list[Awaited] = []
        self.open: list[OpenBrace] = []
        self.apart = False  # a letter that comes next must not join the word before it

    def emit(self, text: str, start: int, end: int) -> None:
        """Write plain characters that were typed as [start, end)."""
        if self.apart and text:
            if text[0].isalnum():
                self.put(" ", start, start)
            self.apart = False
        self.write(text, start, end)

    # An argument is one piece or one bracket, as in LaTeX.

    def begin(self, start: int) -> tuple[Awaited, ...]:
        """The commands whose argument starts here; each is told where its output begins."""
        if not self.awaited:
            return ()
        taken = []
        for kind, detail, typed, _ in self.awaited:
            if kind in ("over", "under", "root"):
                self.emit("{{" if kind == "root" else "{", start, start)
            taken.append(Awaited(kind, detail, typed, len(self.out)))
        self.awaited = []
        return tuple(taken)

    def finish(self, taken: tuple[Awaited, ...], end: int) -> None:
        """The argument has been written: close what was opened for it, innermost first."""
        for wait in reversed(taken):
            if wait.kind == "over":
                self.emit("}", end, end)
                self.awaited.append(Awaited("under", "", wait.typed, 0))
            elif wait.kind == "under":
                self.emit("}", end, end)
            elif wait.kind == "root":
                self.emit(f"}}^{{1/{wait.detail}}}}}", end, end)
            elif wait.kind == "accent":
                self.accent(wait, end)
            else:
                self.restyle(wait, end)

    def accent(self, wait: Awaited, end: int) -> None:
        """A hat is an ending of the name; the name is then typed as the whole of `\\hat{x}`."""
        if len(self.out) > wait.begins:
            self.starts[wait.begins] = wait.typed
            last = self.ends[-1]
            self.write("_" + wait.detail, last, end)
            self.apart = True

    def restyle(self, wait: Awaited, end: int) -> None:
        """Fonts mean nothing, but for the bold 1, the blackboard R and the upright word."""
        content = "".join(self.out[wait.begins :]) if len(self.out) - wait.begins <= 2 else ""
        special = {"1": "𝟏", "0": "𝟎"}.get(content)
        if wait.detail == "mathbb":
            special = {"R": "ℝ", "S": "𝕊", "1": "𝟏"}.get(content)
        if special and wait.detail not in ("text", "mathrm", "mbox"):
            self.out[-1] = special
        if len(self.out) > wait.begins:
            self.starts[wait.begins] = min(wait.typed, self.starts[wait.begins])
            self.ends[-1] = max(end, self.ends[-1])
        self.apart = content != "d"  # the upright d of a differential stays with its variable

    def piece(self, text: str, start: int, end: int) -> int:
        """One piece that stands for itself, and may be the argument of what came before."""
        if self.awaited:
            taken = self.begin(start)
            self.emit(text, start, end)
            self.finish(taken, end)
        else:
            self.emit(text, start, end)
        return end
