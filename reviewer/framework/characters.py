"""Which characters a case folder may hold: no control characters, none of the program's own marks."""

from __future__ import annotations

import unicodedata

from reviewer.errors import Phrase

ALLOWED_CONTROLS = frozenset("\t\n\r")


def check_characters(text: str) -> str:
    """Return the text, or raise ValueError naming the first character that can't be printed.

    Private use characters are refused because the program marks sentences and search hits with them;
    control characters because no font has them.
    """
    for character in text:
        category = unicodedata.category(character)
        if category in ("Co", "Cs") or (category == "Cc" and character not in ALLOWED_CONTROLS):
            code = f"U+{ord(character):04X}"
            raise ValueError(Phrase("the character {code}, which can't be printed", code=code))
    return text
