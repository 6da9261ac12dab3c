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
    start = 0
    while (end := _fitting(text, start, room)) < len(text):
        place = _break(text, start, end)
        if place is None:
            break
        lines.append(text[start:place].rstrip())
        start = _next_word(text, place)
    return [*lines, text[start:]]


def _fitting(text: str, start: int, room: int) -> int:
    """Where the part from `start` that fits ends: no more of the text is looked at."""
    used = 0
    for place in range(start, len(text)):
        used += _columns(text[place])
        if used > room:
            return place
    return len(text)


def _next_word(text: str, place: int) -> int:
    while text[place : place + 1].isspace():
        place += 1
    return place


def filled(words: str, room: int) -> list[str]:
    """A sentence in lines of at most `room` columns, each as full as it can be."""
    lines = [""]
    for word in words.split(" "):
        if lines[-1] and width(lines[-1]) + 1 + width(word) > room:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines


def _break(text: str, start: int, end: int) -> int | None:
    """Where to break: at + or - or a comma, else a space, at the least depth, as late as fits."""
    best: tuple[int, bool, int] | None = None
    depth = 0
    for place in range(start, end):
        character = text[place]
        depth += (character in "([{⟨") - (character in ")]}⟩")
        if character == " " and place > start:
            sign = text[place + 1 : place + 3] in ("+ ", "- ", "= ") or text[place - 1] == ","
            candidate = (depth, not sign, -place)
            best = candidate if best is None or candidate < best else best
    return None if best is None else -best[2]
