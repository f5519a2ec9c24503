"""Searches in the index: what is found first, what is best, and how much there is."""

# ruff: noqa: S608 - statements are put together from this room's own constants; values are always bound

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import Any

from reviewer.casebook.excerpt import MOST, excerpt
from reviewer.casebook.folding import restored, unfolded
from reviewer.casebook.index_file import IndexFile
from reviewer.casebook.index_words import LAST, NOTHING_COMMON, asked, asked_of_beginnings, within
from reviewer.casebook.occurrences import AROUND, all_of, occurrences_at
from reviewer.casebook.query import Query, Term
from reviewer.casebook.tokens import shadow, words
from reviewer.model import Hit
from reviewer.model.frozen import dataclass

AT_ONCE = 8
"""So many hits are told of before the rest: more than the list shows at first."""
WEIGHED = 20_000
"""So many pages are ranked at most: a word that stands on more of them tells little about any."""

_FEW = 48  # documents that are named to FTS5; of more it finds all, and we choose
# Pages that are looked at for how a beginning goes on, and words that are taken from them.
_ALIKE, _SPELT = 200, 8
_ALL = 1 << 40  # found places of a term on one page, for a proof
_FOUND = "SELECT p.id, d.sha, p.place, p.label, p.text, p.folded, p.recognised FROM"


@dataclass(frozen=True, slots=True)
class Best:
    """Hits, the best first. ``weighed`` tells how many pages were ranked; ``all_weighed`` whether that was all of them."""

    hits: tuple[Hit, ...]
    weighed: int
    all_weighed: bool


@dataclass(frozen=True, slots=True)
class Every:
    """All hits with each of their occurrences, a place once, and the hash of each document's text as it was searched.

    The hash is ``text_hash``; only documents that were read have one.
    """

    hits: tuple[Hit, ...]
    texts: Mapping[str, str]


class Lookup:
    """A person's search, with a connection and a stop of its own: two of them never wait for one another."""

    def __init__(self, file: IndexFile) -> None:
        """Look in this file."""
        self._file = file
        self._reading = file.reading()

    def interrupt(self) -> None:
        """Stop the search that another thread is in; it ends there in a CancelledError."""
        self._reading.interrupt()

    def first(
        self,
        query: Query,
        documents: Collection[str] | None = None,
        limit: int = 200,
        tell: Callable[[tuple[Hit, ...]], object] | None = None,
    ) -> tuple[Hit, ...]:
        """Return the first places that a query finds, as they were received, in these documents or all.

        ``tell`` has the first few as soon as they are there. CancelledError if ``interrupt`` stopped it.
        """
        if not query:
            return ()
        chosen = self._rows_of(documents)

        def look() -> tuple[Hit, ...]:
            best: list[Hit] = []
            with self._reading.alone(), closing(self._hits(query, chosen)) as hits:
                best.extend(islice(hits, min(AT_ONCE, limit)))
                if tell is not None:
                    tell(tuple(best))
                best.extend(islice(hits, limit - len(best)))
            return tuple(best)

        return self._file.safely(look)

    def every(self, queries: Sequence[Query], documents: Collection[str]) -> Every:
        """Return all places that any of these queries finds in these documents, at one moment of the index."""

        def look() -> Every:
            with self._file.at_one_moment(self._reading):
                rows = list(
                    self._ask(
                        "SELECT id, sha, text_hash FROM document WHERE whole AND sha IN (SELECT value FROM json_each(?))",
                        json.dumps(sorted(documents)),
                    )
                )
                chosen = frozenset(row for row, _sha, _hash in rows)
                texts = {sha: text_hash for _row, sha, text_hash in rows}
                hits: dict[tuple[str, str], Hit] = {}
                for query in filter(None, queries):
                    for hit in self._hits(query, chosen, proof=True):
                        known = hits.setdefault((hit.document, hit.place), hit)
                        if known is not hit:
                            also = all_of((*known.occurrences, *hit.occurrences))
                            hits[hit.document, hit.place] = replace(known, occurrences=also)
            return Every(tuple(hits.values()), texts)

        return self._file.safely(look)

    def best(self, query: Query, documents: Collection[str] | None = None, limit: int = 200) -> Best:
        """Return the places that tell most about what is asked, in these documents or all; at most ``limit``.

        A beginning of a word stands for the commonest words that begin so. CancelledError if ``interrupt`` stopped it.
        """
        if not query:
            return Best((), 0, all_weighed=True)
        chosen = self._rows_of(documents)

        def look() -> Best:
            with self._reading.alone():
                spelt = self._spelt(query, chosen)
                weights: list[tuple[float, int]] = []
                for first, last, expression in self._asked_of_words(spelt, ranked=True):
                    left = WEIGHED - len(weights)
                    weights += self._weights(_aimed(expression, chosen), first, last, chosen, left)
                weights.sort()
                rows = [row for _, row in weights[:limit]]
                return Best(self._hits_of(spelt, rows), len(weights), len(weights) < WEIGHED)

        return self._file.safely(look)

    def count(self, query: Query) -> Mapping[str, int]:
        """Return in how many places of each document (SHA-256) a query finds something."""
        if not query:
            return {}

        def look() -> Mapping[str, int]:
            counts: Counter[str] = Counter()
            with self._reading.alone():
                for table, first, last, expression in self._asked(query, exact=True):
                    counts.update(
                        dict(
                            self._ask(
                                f"SELECT d.sha, count(*) FROM {table} CROSS JOIN part p ON p.id = {table}.rowid"
                                f" JOIN document d ON d.id = p.document WHERE {table} MATCH ?"
                                f" AND {table}.rowid BETWEEN ? AND ? GROUP BY d.id",
                                expression, first, last,
                            )
                        )
                    )  # fmt: skip
            return counts

        return self._file.safely(look)

    # --- with the lock -----------------------------------------------------------------------------

    def _ask(self, sql: str, *values: object) -> Iterator[Any]:
        return iter(self._reading.connection.execute(sql, values))

    def _asked(self, query: Query, *, exact: bool = False) -> Iterator[tuple[str, int, int, str]]:
        """Give what is asked of which table; ``beginnings`` is quick, but exact only where no words stand together."""
        if query.has_beginnings and not (exact and query.has_phrases):
            yield "beginnings", 0, LAST, asked_of_beginnings(query)
            return
        for first, last, expression in self._asked_of_words(query):
            yield "words", first, last, expression

    def _asked_of_words(self, query: Query, *, ranked: bool = False) -> tuple[tuple[int, int, str], ...]:
        known = self._reading.connection.common() if query.has_phrases else NOTHING_COMMON
        return asked(query, known, ranked=ranked)

    def _hits(self, query: Query, chosen: frozenset[int] | None, *, proof: bool = False) -> Generator[Hit]:
        """Yield the hits of a query; for a ``proof`` with all of their occurrences."""
        for table, first, last, expression in self._asked(query):
            to_check = table == "beginnings" and query.has_phrases
            rows = self._ask(
                f"{_FOUND} {table} CROSS JOIN part p ON p.id = {table}.rowid JOIN document d ON d.id = p.document"
                f" WHERE {table} MATCH ? AND {table}.rowid BETWEEN ? AND ? {_and_of(chosen)}"
                f" ORDER BY {table}.rowid",
                _aimed(expression, chosen), first, last, *_listed(chosen),
            )  # fmt: skip
            for _row, *hit in rows:
                made = _hit(query, *hit, to_check=to_check, proof=proof)
                if made is not None:
                    yield made

    def _weights(
        self, expression: str, first: int, last: int, chosen: frozenset[int] | None, most: int
    ) -> list[tuple[float, int]]:
        # The limit inside: it is the ranking of each page that takes long, not the sorting.
        join = "" if chosen is None else "CROSS JOIN part p ON p.id = words.rowid"
        return [
            (float(weight), int(row))
            for weight, row in self._ask(
                f"SELECT bm25(words, 1.0, 0.0), words.rowid FROM words {join} WHERE words MATCH ?"
                f" AND words.rowid BETWEEN ? AND ? {_and_of(chosen)} LIMIT ?",
                expression, first, last, *_listed(chosen), most,
            )
        ]  # fmt: skip

    def _hits_of(self, query: Query, rows: list[int]) -> tuple[Hit, ...]:
        hits = {
            row: _hit(query, *hit, to_check=False)
            for row, *hit in self._ask(
                f"{_FOUND} part p JOIN document d ON d.id = p.document"
                " WHERE p.id IN (SELECT value FROM json_each(?))",
                json.dumps(rows),
            )
        }
        return tuple(hit for row in rows if (hit := hits.get(row)) is not None)

    def _spelt(self, query: Query, chosen: frozenset[int] | None) -> Query:
        """Return the query with each beginning spelt out, by the words that are common among the first pages found."""
        if not query.has_beginnings:
            return query
        (_, first, last, expression), *_ = self._asked(query)
        seen: Counter[str] = Counter()
        for (text,) in self._ask(
            "SELECT coalesce(p.folded, p.text) FROM beginnings CROSS JOIN part p ON p.id = beginnings.rowid"
            f" WHERE beginnings MATCH ? AND beginnings.rowid BETWEEN ? AND ? {_and_of(chosen)} LIMIT ?",
            _aimed(expression, chosen), first, last, *_listed(chosen), _ALIKE,
        ):  # fmt: skip
            seen.update(words(text))
        common = [word for word, _ in seen.most_common()]

        def spelt(term: Term) -> tuple[Term, ...]:
            if not term.starts:
                return (term,)
            *before, start = term.words
            spellings = [word for word in common if word.startswith(start)][:_SPELT]
            return tuple(Term((*before, word)) for word in spellings) or (Term(term.words),)

        return Query(
            tuple(tuple(each for term in any_of for each in spelt(term)) for any_of in query.wanted),
            query.unwanted,
        )

    def _rows_of(self, documents: Collection[str] | None) -> frozenset[int] | None:
        """Return the rows of these documents, or None if that is all there are."""
        if documents is None:
            return None
        rows = self._file.query(
            self._reading,
            "SELECT id FROM document WHERE sha IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(documents)),),
        )
        ((all_of_them,),) = self._file.query(self._reading, "SELECT count(*) FROM document", ())
        return None if len(rows) == all_of_them else frozenset(row for (row,) in rows)


def _aimed(expression: str, chosen: frozenset[int] | None) -> str:
    if chosen is None or not 0 < len(chosen) <= _FEW:
        return expression
    return within(expression, sorted(chosen))


def _and_of(chosen: frozenset[int] | None) -> str:
    return "" if chosen is None else "AND p.document IN (SELECT value FROM json_each(?))"


def _listed(chosen: frozenset[int] | None) -> tuple[str, ...]:
    return () if chosen is None else (json.dumps(sorted(chosen)),)


def _hit(
    query: Query,
    sha: str,
    place: str,
    label: str,
    text: str | bytes,
    folded: str | None,
    recognised: int,
    *,
    to_check: bool,
    proof: bool = False,
) -> Hit | None:
    """Return a hit; None if it is ``to_check`` and the page has not what is asked.

    For a ``proof`` it has all its occurrences. What was recognised is named without the words around it, which another
    program reads otherwise; the picture is the same.
    """
    within_text = restored(text) if folded is None else folded
    dark = shadow(within_text)
    if to_check and not query.matches(dark):
        return None
    places = sorted(query.places(dark, _ALL if proof else MOST))
    snippet, *at = excerpt(places[:MOST] if proof else places, within_text, dark)
    start, end = at if folded is None else unfolded(restored(text), *at)
    every = occurrences_at(places, sha, place, dark, 0 if recognised else AROUND) if proof else ()
    return Hit(sha, place, label, snippet, start, end, every)
