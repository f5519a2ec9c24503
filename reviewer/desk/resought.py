"""Where the terms of a kept search stand now, in texts that read differently since: looked for once for each state of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.desk.search import DocumentSearch
    from reviewer.model import Kept, Search

Marks = frozenset[tuple[str, str, str]]
"""Documents, places, and the mark of what stands there."""


class Resought:
    """Searches again, without a record; what was found for a search is remembered until the texts are others."""

    def __init__(self, search: Callable[[], DocumentSearch]) -> None:
        """Look by the search of the desk, which is asked for when something is to be looked for."""
        self._search = search
        self._known: dict[str, tuple[Mapping[str, str], Marks]] = {}

    def hits(self, search: Kept[Search], texts: Mapping[str, str]) -> Marks | None:
        """Return every occurrence of a search's terms in documents that have ``texts`` (hash by SHA-256).

        None where one of them is being put anew just now: nobody can say what is in it.
        """
        known = self._known.get(search.id)
        if known is not None and known[0] == texts:
            return known[1]
        every = self._search().every(search.content.terms, texts.keys())
        hits = frozenset(
            (hit.document, hit.place, each.mark) for hit in every.hits for each in hit.occurrences
        )
        if every.texts != texts:
            return None
        self._known[search.id] = (texts, hits)
        return hits
