"""What writes a text while it reads another one, and remembers where each character came from."""

from __future__ import annotations

from matcalc_grammar.plain import Plain


class Writer:
    """The text written so far; each character has the range that it was typed as."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self.out: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def put(self, character: str, start: int, end: int) -> None:
        """Write one character that was typed as [start, end)."""
        self.out.append(character)
        self.starts.append(start)
        self.ends.append(end)

    def write(self, text: str, start: int, end: int) -> None:
        """Write characters that were all typed as [start, end)."""
        self.out.extend(text)
        self.starts.extend([start] * len(text))
        self.ends.extend([end] * len(text))

    def copy(self, start: int, end: int) -> None:
        """Write typed[start:end] as it stands."""
        self.out.extend(self.typed[start:end])
        self.starts.extend(range(start, end))
        self.ends.extend(range(start + 1, end + 1))

    def written(self, names: frozenset[str] = frozenset()) -> Plain:
        """All of it."""
        return Plain("".join(self.out), self.starts, self.ends, names)
