"""The order in which documents are listed: as a person looks for them, and what came in a file after that file."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.desk.display import DocumentRow

_DIGITS = re.compile("([0-9]+)")
NameKey = tuple[tuple[int, int, str], ...]


@lru_cache(20_000)
def by_name(name: str) -> NameKey:
    """Return what orders names without regard to capitals, and numbers in them as numbers: "plan 2" before "Plan 10"."""
    return tuple(
        (0, len(digits), digits)
        if at % 2 and (digits := piece.lstrip("0") or "0")
        else (1, 0, piece.casefold())
        for at, piece in enumerate(_DIGITS.split(name))
        if piece
    )


def by_day_and_place(row: DocumentRow) -> tuple[object, ...]:
    """Return what orders documents by body, day and name, with those that were in an archive or message after it."""
    path = (*row.inside.split("/"), row.name) if row.inside else (row.name,)
    return row.body, row.on, tuple(map(by_name, path)), row.name, row.receipt
