"""Numbers of things: the form of the noun that the language has for the number."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from reviewer.desk.words.language import count


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
