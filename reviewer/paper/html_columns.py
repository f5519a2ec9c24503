"""Which columns of a table must break their words, or it is wider than a printed page: a browser leaves off what is beyond the sheet."""

from __future__ import annotations

import unicodedata

from reviewer.paper.blocks import Table, plain, runs_of

ROOM = 453.0  # points: the width of A4 within the margins that the style sets for print
LETTER = 10.5  # points: the size of a cell's letters
BESIDE = 12.5  # points of a column that its words don't have: half a rem at each side, and a line
BROAD, TALL, OTHER = 1.05, 0.85, 0.64  # of the size: no letter of a bold Helvetica is wider
SIGNS = 0x2000  # from here on nobody knows which font has it


def broken_columns(table: Table) -> frozenset[int]:
    """Return the columns that must not be as wide as their longest words: those with more than their share of a page."""
    rows = (table.head, *table.rows)
    longest = [
        max(_longest(plain(runs_of(row[column]))) for row in rows) for column in range(len(table.head))
    ]
    left, columns = ROOM - BESIDE * len(longest), sorted(range(len(longest)), key=longest.__getitem__)
    if sum(longest) <= left:
        return frozenset()
    for at, column in enumerate(columns):
        if longest[column] > left / (len(columns) - at):
            return frozenset(columns[at:])
        left -= longest[column]
    return frozenset()


def _longest(text: str) -> float:
    return max((sum(map(_width, word)) for word in text.split()), default=0.0)


def _width(letter: str) -> float:
    if letter in "mwMWQO@%&—…" or unicodedata.east_asian_width(letter) in "WF" or ord(letter) >= SIGNS:
        return BROAD * LETTER
    return (TALL if letter.isupper() else OTHER) * LETTER
