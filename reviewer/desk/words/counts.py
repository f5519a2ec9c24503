"""Numbers of things: the form of the noun that the language has for the number."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from reviewer.desk.words.language import count


class Noun(StrEnum):
    """What is counted."""

    DIFFERENCE = "difference"
    DOCUMENT = "document"
    ENTRY = "entry"
    FILE = "file"
    HIT = "hit"
    NOTE = "note"
    PAGE = "page"
    PASSAGE = "passage"
    PIECE = "piece"


NOUNS: Mapping[Noun, tuple[str, str]] = MappingProxyType({
    Noun.DIFFERENCE: ("{n} difference", "{n} differences"),
    Noun.DOCUMENT: ("{n} document", "{n} documents"), Noun.ENTRY: ("{n} entry", "{n} entries"),
    Noun.FILE: ("{n} file", "{n} files"), Noun.HIT: ("{n} hit", "{n} hits"), Noun.NOTE: ("{n} note", "{n} notes"),
    Noun.PAGE: ("{n} page", "{n} pages"), Noun.PASSAGE: ("{n} passage", "{n} passages"),
    Noun.PIECE: ("{n} piece", "{n} pieces"),
})  # fmt: skip


def counted(noun: Noun, number: int) -> str:
    """Return "1 page", "2 pages"."""
    return count(*NOUNS[noun], number)
