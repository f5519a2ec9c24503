"""Which characters are printed: what nobody sees goes, and what cannot be set right is not set at all."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

# Format characters (soft hyphens, joiners, signs of direction, marks of byte order), variation selectors and fillers:
# they show nothing by themselves, and what they ask of a line we never do (The Unicode Standard, 23).
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
HELD_SPACES = "\u00a0\u202f\u2007"  # spaces at which no line ends
RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))
# Scripts from Hebrew to Myanmar, from Tagalog to Mongolian and from Limbu to the Vedic signs, and those like them
# further on: letters join, stack or change places, which wants a shaping engine.
SHAPED = ((0x0590, 0x10A0), (0x1700, 0x1C50), (0x1CD0, 0x1D00), (0xA800, 0xAB00), (0xABC0, 0xAC00))


class Refusal(StrEnum):
    """Why a character cannot be printed."""

    NO_GLYPH = "no glyph"
    RIGHT_TO_LEFT = "right to left"
    SHAPED = "shaped"
    LOOSE_MARK = "loose mark"


def printable(text: str) -> str:
    """Return text as it is set: composed (NFC, as marks are not positioned) and without what nobody sees."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text))


def refusal(character: str) -> Refusal | None:
    """Say why a character of a printable text is never set, whatever the fonts hold; None if it may be."""
    if unicodedata.bidirectional(character) in RIGHT_TO_LEFT:
        return Refusal.RIGHT_TO_LEFT
    if any(first <= ord(character) < end for first, end in SHAPED):
        return Refusal.SHAPED
    kind = unicodedata.category(character)
    if kind in {"Cc", "Co", "Cn"}:  # not even a font that has something there says what it is
        return Refusal.NO_GLYPH
    return Refusal.LOOSE_MARK if kind in {"Mn", "Me"} else None


def called(character: str) -> str:
    """Return a character with its number and name, for a person."""
    name = unicodedata.name(character, "control character").lower()
    loose = unicodedata.combining(character) != 0
    shown = (
        f"“{'◌' if loose else ''}{character}” " if character.isprintable() and not character.isspace() else ""
    )
    return f"{shown}(U+{ord(character):04X}, {name})"
