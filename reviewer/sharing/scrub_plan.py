"""Which stored bytes a scrub reads next, so that all of a share is read again in a bounded number of syncs.

A scrub goes round in the order of names and goes on where the sync before stopped. What may be cut is read in pieces; what may not
is read whole when its turn comes, and the syncs after it read the less until its bytes are paid for. So *n* syncs read at least
*n* budgets, whatever the sizes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LEAST_COST = 32 << 10
"""Bytes that opening a file counts as, however small it is: a share answers each with a delay."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file on a share: its size in bytes, and whether a part of it can be checked by itself."""

    size: int
    divisible: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes ``start`` to ``end`` of a file."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scrub stopped: the name it stands at, how much of that has been read, and the bytes read beyond budgets."""

    name: str = ""
    offset: int = 0
    debt: int = 0


def due(files: Mapping[str, Stored], place: Place, budget: int | None) -> tuple[list[Piece], Place]:
    """Return what to read of these files now, and where the next scrub goes on; a budget (bytes) of None is all of it."""
    if budget is None:
        return [Piece(name, 0, stored.size) for name, stored in sorted(files.items())], Place()
    left = budget - place.debt
    pieces: list[Piece] = []
    names = sorted(files)
    ring = [name for name in names if name >= place.name] + [name for name in names if name < place.name]
    start = place.offset if ring and ring[0] == place.name else 0
    for name in ring:
        if left <= 0:
            return pieces, Place(name, start, -left)
        stored = files[name]
        start = min(start, stored.size)
        end = min(stored.size, start + max(left, LEAST_COST)) if stored.divisible else stored.size
        pieces.append(Piece(name, start if stored.divisible else 0, end))
        left -= max(end - start, LEAST_COST)
        if end < stored.size:
            return pieces, Place(name, end, max(0, -left))
        start = 0
    return pieces, Place(ring[0] if ring else "", 0, max(0, -left))
