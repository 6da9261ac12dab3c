"""Widths and line breaks on a terminal."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """How many columns the text takes: none for a combining mark, two for a wide character."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def broken(text: str, room: int) -> list[str]:
    """The text in lines of at most `room` columns, broken where it is bracketed least.

    A line begins with the sign it was broken at; what has no place to break stays too long.
    """
    lines: list[str] = []
    while width(text) > room:
        place = _break(text, room)
        if place is None:
            break
        lines.append(text[:place].rstrip())
        text = text[place:].lstrip()
    return [*lines, text]


def filled(words: str, room: int) -> list[str]:
    """A sentence in lines of at most `room` columns, each as full as it can be."""
    lines = [""]
    for word in words.split(" "):
        if lines[-1] and width(lines[-1]) + 1 + width(word) > room:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines


def _break(text: str, room: int) -> int | None:
    """Where to break: at + or - or a comma, else a space, at the least depth, as late as fits."""
    best: tuple[int, bool, int] | None = None
    depth = used = 0
    for place, character in enumerate(text):
        used += _columns(character)
        if used > room:
            break
        depth += (character in "([{⟨") - (character in ")]}⟩")
        if character == " " and place > 0:
            sign = text[place + 1 : place + 3] in ("+ ", "- ", "= ") or text[place - 1] == ","
            candidate = (depth, not sign, -place)
            best = candidate if best is None or candidate < best else best
    return None if best is None else -best[2]
