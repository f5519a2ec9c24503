"""Which documents look like new versions of earlier ones of the same body: by name, or by how much text they share."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewer.desk.versions.values import Maybe
from reviewer.review.likeness import LEAST_RUNS, LEAST_SHARE, Sketch, likeness, shingles, worth_counting

if TYPE_CHECKING:
    from reviewer.casebook import Casebook
    from reviewer.desk.display import Cancelled, DocumentRow
    from reviewer.desk.wholetexts import WholeTexts

SAME_NAME_SHARE = 0.1
"""A document of the same name that shares less than this of its text is another one that happens to be called so."""
MOST_OF_ONE_NAME = 64
"""Of documents of one name ("scan (17).pdf"), each is held against so many of those before it."""
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
class _Candidate:
    newer: str
    earlier: str
    same_name: bool
    share: float | None

    @property
    def rank(self) -> tuple[bool, float]:
        return self.same_name, self.share or 0.0


class Suggesting:
    """Compares the documents of one body. What was found is remembered while its documents and their texts stand."""

    def __init__(self, casebook: Casebook, texts: WholeTexts) -> None:
        """Compare the texts in this casebook's index."""
        self._casebook = casebook
        self._texts = texts
        self._known: dict[tuple[tuple[str, str], ...], tuple[_Candidate, ...]] = {}

    def suggest(self, rows: Sequence[DocumentRow], stop: Cancelled) -> tuple[Maybe, ...]:
        """Return each newer document with its likest earlier one; ``rows``, and what is returned, in the order in which they came."""
        summaries = self._casebook.index.summary({row.sha256 for row in rows})
        hashes = {document: summary.text_hash for document, summary in summaries.items()}
        key = tuple((row.receipt, hashes.get(row.sha256, "")) for row in rows)
        if key not in self._known:
            suggestions = self._compare(rows, stop)
            if stop():
                return ()
            self._known[key] = suggestions
        by_receipt = {row.receipt: row for row in rows}
        return tuple(
            Maybe(by_receipt[each.newer], by_receipt[each.earlier], each.same_name, each.share)
            for each in self._known[key]
        )

    def _compare(self, rows: Sequence[DocumentRow], stop: Cancelled) -> tuple[_Candidate, ...]:
        """Choose each document's likest earlier one by hashes, then count what those two share on the words themselves."""
        sketches = self._texts.sketches({row.sha256 for row in rows}, None, stop)
        hashes: dict[str, frozenset[int]] = {}
        best: dict[str, tuple[_Candidate, DocumentRow, DocumentRow]] = {}
        for earlier, newer, same_name in _candidates(rows, sketches):
            if stop():
                return ()
            for row in (earlier, newer):
                hashes.setdefault(row.sha256, frozenset(sketches.get(row.sha256, ())))
            suggestion = _judged(earlier, newer, hashes, same_name=same_name)
            if suggestion and (newer.receipt not in best or suggestion.rank >= best[newer.receipt][0].rank):
                best[newer.receipt] = suggestion, earlier, newer
        counted = []
        for each in best.values():
            if stop():
                return ()
            counted.append(self._counted(*each))
        return tuple(counted)

    def _counted(self, suggestion: _Candidate, earlier: DocumentRow, newer: DocumentRow) -> _Candidate:
        if suggestion.share is None:
            return suggestion
        first, second = (shingles(self._texts.text(row.sha256)) for row in (earlier, newer))
        return replace(suggestion, share=likeness(earlier.sha256, first, newer.sha256, second).share_of_one)


def _candidates(
    rows: Sequence[DocumentRow], sketches: Mapping[str, Sketch]
) -> Iterator[tuple[DocumentRow, DocumentRow, bool]]:
    """Give earlier, newer, and whether they have one name; those that have, and those whose hashes say that it is worth it."""
    at = {row.sha256: number for number, row in enumerate(rows)}
    likely: dict[str, set[str]] = defaultdict(set)
    # Each for itself, in the order in which they came: of a form that hundreds were sent on, each is held against those before it.
    for one, other in worth_counting(sketches, {each: frozenset({f"{at[each]:09}"}) for each in sketches}):
        likely[one].add(other)
        likely[other].add(one)
    named: dict[str, list[int]] = defaultdict(list)
    for number, newer in enumerate(rows):
        same = set(named[folded(newer.name)][-MOST_OF_ONE_NAME:])
        alike = {at[document] for document in likely[newer.sha256]}
        for before in sorted(same | {other for other in alike if other < number}):
            yield rows[before], newer, before in same
        named[folded(newer.name)].append(number)


def _judged(
    earlier: DocumentRow, newer: DocumentRow, hashes: Mapping[str, frozenset[int]], *, same_name: bool
) -> _Candidate | None:
    """Return a pair if it is one; of the same name and without text there is nothing to go by but the name."""
    first, second = hashes[earlier.sha256], hashes[newer.sha256]
    if not first or not second:
        return _Candidate(newer.receipt, earlier.receipt, same_name, None) if same_name else None
    pair = likeness(earlier.sha256, first, newer.sha256, second)
    shares = (pair.share_of_one, pair.share_of_other)
    alike = min(pair.of_one, pair.of_other) >= LEAST_RUNS and min(shares) >= LEAST_SHARE
    named = same_name and max(shares) >= SAME_NAME_SHARE
    return _Candidate(newer.receipt, earlier.receipt, same_name, shares[0]) if alike or named else None
