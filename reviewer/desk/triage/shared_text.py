"""Which documents of different bodies share much of their text: exact shares, in the background, kept in memory."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from reviewer.desk.display import Cancelled, Report
from reviewer.model import Receipt
from reviewer.review.likeness import (
    Likeness,
    Shingles,
    groups,
    is_told,
    likeness,
    shared_spans,
    shingles,
    worth_counting,
)

if TYPE_CHECKING:
    from reviewer.casebook import Casebook
    from reviewer.desk.wholetexts import WholeTexts

Beside = tuple[str, tuple[tuple[int, int], ...]]

_HELD = 96  # documents whose shingles are held at once


class Comparing:
    """Compares the texts in the index."""

    def __init__(self, casebook: Casebook, texts: WholeTexts) -> None:
        """Nothing is compared yet."""
        self._casebook = casebook
        self._texts = texts
        self._shingles: OrderedDict[str, Shingles] = OrderedDict()

    def compare(
        self, progress: Report | None = None, cancelled: Cancelled | None = None
    ) -> tuple[tuple[Likeness, ...], ...]:
        """Return groups of pairs, each pair counted on the words themselves; () when it was stopped."""
        bodies = self._bodies()
        sketches = self._texts.sketches(bodies.keys(), progress, cancelled)
        self._shingles.clear()
        pairs = []
        for one, other in worth_counting(sketches, bodies):
            if cancelled and cancelled():
                return ()
            pair = likeness(one, self._exact(one), other, self._exact(other))
            if is_told(pair):
                pairs.append(pair)
        self._shingles.clear()
        return groups(pairs)

    def beside(self, one: str, other: str) -> tuple[Beside, Beside]:
        """Return two documents' texts, each with where it has what the other has too."""
        first, second = self._texts.text(one), self._texts.text(other)
        return (first, shared_spans(first, shingles(second))), (second, shared_spans(second, shingles(first)))

    def _bodies(self) -> Mapping[str, frozenset[str]]:
        by_text: dict[str, set[str]] = defaultdict(set)
        for record in self._casebook.current(Receipt):
            by_text[record.content.document].add(record.content.body)
        return {document: frozenset(bodies) for document, bodies in by_text.items()}

    def _exact(self, document: str) -> Shingles:
        if document not in self._shingles:
            self._shingles[document] = shingles(self._texts.text(document))
            while len(self._shingles) > _HELD:
                self._shingles.popitem(last=False)
        self._shingles.move_to_end(document)
        return self._shingles[document]
