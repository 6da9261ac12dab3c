"""Letters of one script that look like those of another."""

from __future__ import annotations

# Greek letters, typed as themselves, that print like Latin ones.
_GREEK: dict[str, str] = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))

# Letters that have no meaning here, and the Latin ones that must have been meant.
_CYRILLIC: dict[str, str] = dict(
    zip("АВЕЗКМНОРСТУХаеорсухіјѕԁһ", "ABE3KMHOPCTYXaeopcyxijsdh", strict=True)
)
_FULL = {chr(0xFEE0 + code): chr(code) for code in range(0x21, 0x7F)}
MEANT: dict[str, str] = _CYRILLIC | _FULL


def notes(text: str) -> list[str]:
    """A warning for each Greek letter in a text that could be taken for a Latin one."""
    from matcalc_grammar.alphabet import LETTER_NAMES

    found = [letter for letter in _GREEK if letter in text]
    return [
        f"`{letter}` is the Greek {LETTER_NAMES[letter]}, not the Latin {_GREEK[letter]}"
        for letter in found
    ]
