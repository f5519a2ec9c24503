"""Where saves stand that were verified just now, so that nobody who follows their lines reads their heads again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

from reviewer.casebook.heads import InLine

_MOST = 100_000
_PLACE = itemgetter(*InLine._fields)


class Lately:
    """The places of the last saves that were taken in: what a save's id names never changes, so that none of them is ever wrong."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[Any, ...]] = {}

    def note(self, heads: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Note what the verified heads of saves (with their ids in hex) say; nothing, once so many are noted that nobody follows them."""
        if len(self._places) < _MOST:
            self._places.update((save, _PLACE(head)) for save, head in heads)

    def take(self, save: str) -> InLine | None:
        """Return where a save (its id in hex) stands, once; None where that was not noted, or was taken."""
        place = self._places.pop(save, None)
        return None if place is None else InLine._make(place)
