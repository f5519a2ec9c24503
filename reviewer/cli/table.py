"""Rows as a table of text: a column is as wide as what it mostly holds, and one long name widens no other row."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from reviewer.desk.words.errors import phrase_words
from reviewer.desk.words.language import say, say_as
from reviewer.desk.words.states import state_words
from reviewer.errors import Phrase

# Typed with Any: a row is printed, never computed with.
Row = Mapping[str, Any]
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # Unicode's bidirectional controls
NAMES = frozenset({"name", "newer", "earlier", "label", "where"})
"""Columns of names, which are cut in their middle: they differ at the end, and a row stays a line. --json has them whole."""
WIDEST_NAME, WIDEST = 48, 64
COLUMN = "head of a column"
"""What the words there mean, for the translator."""
CUT = "…"


def printable(text: str) -> str:
    """Return one line of text whose control characters are shown and not obeyed: names come from outside.

    A terminal would obey an escape sequence, turn a line round for a right-to-left override, and begin a line of its own, which
    could say anything, for a line break in a file's name.
    """
    return "".join(character if _harmless(character) else repr(character)[1:-1] for character in text)


def printable_lines(text: str) -> str:
    """Return a text of several lines, each as ``printable`` gives it."""
    return "\n".join(map(printable, text.split("\n")))


def iso(at: int) -> str:
    """Return UTC microseconds as ISO 8601: "2032-04-06T09:30:00+00:00"."""
    return datetime.fromtimestamp(at / 1_000_000, UTC).isoformat()


def _harmless(character: str) -> bool:
    return character == "\t" or (unicodedata.category(character) != "Cc" and character not in TURNING)


def table_lines(columns: Sequence[str], rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a table: names cut, sentences wrapped under themselves, and the last column as it is."""
    last = len(columns) - 1
    cells = [
        [_lines(column, _cell(row[column]), is_last=at == last) for at, column in enumerate(columns)]
        for row in rows
    ]
    cells.insert(0, [[say_as(COLUMN, column.replace("_", " "))] for column in columns])
    widths = [max(width(line) for row in cells for line in row[at]) for at in range(len(columns))]
    for row in cells:
        for line in zip_longest(*row, fillvalue=""):
            padded = (text + " " * (wide - width(text)) for text, wide in zip(line, widths, strict=True))
            yield "  ".join(padded).rstrip()


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: wide letters two, and what stands on another letter none."""
    return sum(
        0 if unicodedata.combining(each) else 1 + (unicodedata.east_asian_width(each) in "WF")
        for each in text
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("yes") if value else ""
    if isinstance(value, Phrase):
        value = phrase_words(value)
    elif isinstance(value, StrEnum):
        value = state_words(value)
    return printable(" ".join(str(value).split()))


def _lines(column: str, text: str, *, is_last: bool) -> list[str]:
    if column in NAMES:
        return [cut(text, WIDEST_NAME)]
    if is_last or len(text) <= WIDEST:
        return [text]
    return textwrap.wrap(text, WIDEST, break_on_hyphens=False)


def cut(name: str, most: int) -> str:
    """Return a name of so many characters at most: its beginning and its end, where its kind and its number stand."""
    if len(name) <= most:
        return name
    end = most // 3
    return f"{name[: most - end - len(CUT)]}{CUT}{name[-end:]}"
