"""Numbers of things: the form of the noun that the language has for the number."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from reviewer.desk.words.language import count

UNITS = ("kB", "MB", "GB")


class Noun(StrEnum):
    """What is counted."""

    ACT = "act"
    BYTE = "byte"
    CHANGE = "change"
    DIFFERENCE = "difference"
    DOCUMENT = "document"
    ENTRY = "entry"
    FILE = "file"
    HIT = "hit"
    LETTER = "letter"
    NOTE = "note"
    PAGE = "page"
    PASSAGE = "passage"
    PIECE = "piece"
    RECEIPT = "receipt"
    THING_LEFT = "thing left"


NOUNS: Mapping[Noun, tuple[str, str]] = MappingProxyType({
    Noun.ACT: ("{n:,} act", "{n:,} acts"), Noun.BYTE: ("{n:,} byte", "{n:,} bytes"),
    Noun.CHANGE: ("{n:,} change", "{n:,} changes"), Noun.DIFFERENCE: ("{n:,} difference", "{n:,} differences"),
    Noun.DOCUMENT: ("{n:,} document", "{n:,} documents"), Noun.ENTRY: ("{n:,} entry", "{n:,} entries"),
    Noun.FILE: ("{n:,} file", "{n:,} files"), Noun.HIT: ("{n:,} hit", "{n:,} hits"),
    Noun.LETTER: ("{n:,} letter", "{n:,} letters"), Noun.NOTE: ("{n:,} note", "{n:,} notes"),
    Noun.PAGE: ("{n:,} page", "{n:,} pages"), Noun.PASSAGE: ("{n:,} passage", "{n:,} passages"),
    Noun.PIECE: ("{n:,} piece", "{n:,} pieces"), Noun.RECEIPT: ("{n:,} receipt", "{n:,} receipts"),
    Noun.THING_LEFT: ("{n:,} thing left", "{n:,} things left"),
})  # fmt: skip


def counted(noun: Noun, number: int) -> str:
    """Return "1 page", "1,200 pages"."""
    return count(*NOUNS[noun], number)


def size_words(number: int) -> str:
    """Return a number of bytes in the unit that fits: "1.2 MB"."""
    if number < 1000:  # noqa: PLR2004 - units of the SI
        return counted(Noun.BYTE, number)
    value, unit = number / 1000, 0
    while value >= 1000 and unit < len(UNITS) - 1:  # noqa: PLR2004 - units of the SI
        value, unit = value / 1000, unit + 1
    return f"{value:.1f} {UNITS[unit]}"
