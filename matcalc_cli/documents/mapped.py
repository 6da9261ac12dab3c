"""Text that remembers where each of its characters stood in the file."""

from __future__ import annotations

from collections.abc import Sequence


class Mapped:
    """`text`, and for each character the offset in the file that it came from."""

    __slots__ = ("origins", "text")

    def __init__(self, text: str, origins: Sequence[int]) -> None:
        self.text = text
        self.origins = origins

    @staticmethod
    def whole(text: str) -> Mapped:
        """A file as it stands."""
        return Mapped(text, range(len(text)))

    def part(self, start: int, end: int) -> Mapped:
        """The characters from start to end."""
        return Mapped(self.text[start:end], self.origins[start:end])

    def replaced(self, start: int, end: int, text: str) -> Mapped:
        """The text with a part replaced by what then counts as coming from where it began."""
        origin = self.origins[start] if start < len(self.origins) else 0
        new = [*self.origins[:start], *[origin] * len(text), *self.origins[end:]]
        return Mapped(self.text[:start] + text + self.text[end:], new)

    def joined(self, other: Mapped) -> Mapped:
        """This text and then another."""
        return Mapped(f"{self.text} {other.text}", [*self.origins, other.start, *other.origins])

    def blanked(self, start: int, end: int) -> Mapped:
        """The text with spaces in the place of a part; line breaks stay."""
        kept = "".join(c if c == "\n" else " " for c in self.text[start:end])
        return Mapped(self.text[:start] + kept + self.text[end:], self.origins)

    def stripped(self) -> Mapped:
        """Without white space at its ends."""
        lead = len(self.text) - len(self.text.lstrip())
        return self.part(lead, len(self.text.rstrip()) if self.text.strip() else lead)

    @property
    def start(self) -> int:
        """Where in the file it begins."""
        return self.origins[0] if self.origins else 0


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The place of a character, both counted from 1."""
    begin = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - begin + 1
