"""Which documents look like new versions of earlier ones of the same body: by name, or by how much text they share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from reviewer.desk.versions.values import Maybe
from reviewer.review.likeness import LEAST_RUNS, LEAST_SHARE, Likeness, Shingles, likeness, shingles

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


class Suggesting:
    """Compares the documents of one body; what was cut into shingles is not cut again while its text stands."""

    def __init__(self, casebook: Casebook) -> None:
        """Compare the texts in this casebook's index."""
        self._casebook = casebook
        self._cut: dict[str, tuple[str, Shingles]] = {}

    def suggest(self, rows: Sequence[DocumentRow], stop: Cancelled) -> Iterator[Maybe]:
        """Give the pairs, for rows in the order in which they came; each newer one with the likest earlier one."""
        summaries = self._casebook.index.summary({row.sha256 for row in rows})
        hashes = {document: summary.text_hash for document, summary in summaries.items()}
        best: dict[str, Maybe] = {}
        for earlier, newer in combinations(rows, 2):
            if stop():
                return
            found = self._maybe(earlier, newer, hashes)
            if found and (newer.receipt not in best or _rank(found) >= _rank(best[newer.receipt])):
                best[newer.receipt] = found
        yield from best.values()

    def _maybe(self, earlier: DocumentRow, newer: DocumentRow, hashes: dict[str, str]) -> Maybe | None:
        if earlier.sha256 == newer.sha256:
            return None  # the same bytes: received twice
        same_name = folded(earlier.name) == folded(newer.name)
        pair = self._likeness(earlier.sha256, newer.sha256, hashes)
        if pair is None:
            return Maybe(newer, earlier, same_name, None) if same_name else None
        share = pair.share_of_one
        alike = (
            min(pair.of_one, pair.of_other) >= LEAST_RUNS and min(share, pair.share_of_other) >= LEAST_SHARE
        )
        named = same_name and max(share, pair.share_of_other) >= SAME_NAME_SHARE
        return Maybe(newer, earlier, same_name, share) if alike or named else None

    def _likeness(self, one: str, other: str, hashes: dict[str, str]) -> Likeness | None:
        """Return what two documents share, or None where one of them has no text."""
        if one not in hashes or other not in hashes:
            return None
        first, second = self._shingles(one, hashes[one]), self._shingles(other, hashes[other])
        return likeness(one, first, other, second) if first and second else None

    def _shingles(self, document: str, text_hash: str) -> Shingles:
        known = self._cut.get(document)
        if known is None or known[0] != text_hash:
            text = self._casebook.index.text(document)
            known = (text_hash, shingles("\n".join(part.text for part in text.parts) if text else ""))
            self._cut[document] = known
        return known[1]


def _rank(maybe: Maybe) -> tuple[bool, float]:
    return maybe.same_name, maybe.share or 0.0
