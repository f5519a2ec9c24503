"""Which documents look like new versions of earlier ones of the same body: by name, or by how much text they share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from reviewer.desk.versions.values import Maybe
from reviewer.review.likeness import (
    LEAST_RUNS,
    LEAST_SHARE,
    Shingles,
    likeness,
    shingles,
    sketch,
    worth_counting,
)

if TYPE_CHECKING:
    from reviewer.casebook import Casebook
    from reviewer.desk.views import Cancelled, DocumentRow

SAME_NAME_SHARE = 0.1
"""A document of the same name that shares less than this of its text is another one that happens to be called so."""
_DAY = r"\d{1,4}[-. ]\d{1,2}[-. ]\d{1,4}"
_MARK = re.compile(
    rf"{_DAY}|\b(?:v|ver|version|rev|revision|draft|issue)\s*\d*(?:\.\d+)*\b|\b(?:final|copy|updated?|revised|new)\b|\(\d+\)"
)


def folded(name: str) -> str:
    """Return a file's name without what tells its versions apart: "Plan v2 (final).docx" and "plan.pdf" are "plan"."""
    stem = name.rpartition(".")[0] or name
    plain = re.sub(r"[\s_\-]+", " ", unicodedata.normalize("NFKC", stem)).casefold()
    bare = re.sub(r"[()\[\]]", " ", _MARK.sub(" ", plain))
    return " ".join(bare.split()) or plain.strip()


@dataclass(frozen=True, slots=True)
class _Found:
    newer: str
    earlier: str
    same_name: bool
    share: float | None

    @property
    def rank(self) -> tuple[bool, float]:
        return self.same_name, self.share or 0.0


class Suggesting:
    """Compares the documents of one body. What was found is remembered while its documents and their texts stand."""

    def __init__(self, casebook: Casebook) -> None:
        """Compare the texts in this casebook's index."""
        self._casebook = casebook
        self._known: dict[tuple[tuple[str, str], ...], tuple[_Found, ...]] = {}

    def suggest(self, rows: Sequence[DocumentRow], stop: Cancelled) -> tuple[Maybe, ...]:
        """Return the pairs, for rows in the order in which they came; each newer one with the likest earlier one."""
        summaries = self._casebook.index.summary({row.sha256 for row in rows})
        hashes = {document: summary.text_hash for document, summary in summaries.items()}
        key = tuple((row.receipt, hashes.get(row.sha256, "")) for row in rows)
        if key not in self._known:
            found = self._compare(rows, hashes.keys(), stop)
            if stop():
                return ()
            self._known[key] = found
        by_receipt = {row.receipt: row for row in rows}
        return tuple(
            Maybe(by_receipt[each.newer], by_receipt[each.earlier], each.same_name, each.share)
            for each in self._known[key]
        )

    def _compare(
        self, rows: Sequence[DocumentRow], read: Collection[str], stop: Cancelled
    ) -> tuple[_Found, ...]:
        """Count exactly what pairs share that have one name, or of which hashes say that they share enough."""
        texts = {row.sha256: self._text(row.sha256) for row in rows if row.sha256 in read and not stop()}
        sketches = {document: sketch(text) for document, text in texts.items() if not stop()}
        apart = {document: frozenset({document}) for document in sketches}
        likely = {frozenset(pair) for pair in worth_counting(sketches, apart)}
        cut: dict[str, Shingles] = {}
        best: dict[str, _Found] = {}
        for earlier, newer in combinations(rows, 2):
            same_name = folded(earlier.name) == folded(newer.name)
            if stop() or not (same_name or frozenset({earlier.sha256, newer.sha256}) in likely):
                continue
            for row in (earlier, newer):
                cut.setdefault(row.sha256, shingles(texts.get(row.sha256, "")))
            found = _judged(earlier, newer, cut, same_name=same_name)
            if found and (newer.receipt not in best or found.rank >= best[newer.receipt].rank):
                best[newer.receipt] = found
        return tuple(best.values())

    def _text(self, document: str) -> str:
        text = self._casebook.index.text(document)
        return "\n".join(part.text for part in text.parts) if text else ""


def _judged(
    earlier: DocumentRow, newer: DocumentRow, cut: Mapping[str, Shingles], *, same_name: bool
) -> _Found | None:
    """Return a pair if it is one; of the same name and without text there is nothing to go by but the name."""
    first, second = cut[earlier.sha256], cut[newer.sha256]
    if not first or not second:
        return _Found(newer.receipt, earlier.receipt, same_name, None) if same_name else None
    pair = likeness(earlier.sha256, first, newer.sha256, second)
    shares = (pair.share_of_one, pair.share_of_other)
    alike = min(pair.of_one, pair.of_other) >= LEAST_RUNS and min(shares) >= LEAST_SHARE
    named = same_name and max(shares) >= SAME_NAME_SHARE
    return _Found(newer.receipt, earlier.receipt, same_name, shares[0]) if alike or named else None
