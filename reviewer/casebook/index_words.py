"""What FTS5 is given of each page, and how a query is put to it so that the answer comes at once.

Two things are slow in FTS5, and have a remedy here:

- A phrase of words that stand on nearly every page: their places have to be compared page by page. So where two common
  words, or three of the very commonest, stand side by side, they are indexed together as well (``words.together``).
- The beginning of a word: all words that begin so have to be merged. The table ``beginnings`` has the first letters of
  each word indexed, without places.

Each page also carries its document's number as a word, for a search within few documents.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewer.casebook.tokens import spaced, words
from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from reviewer.casebook.query import Query, Term

JOIN, DOCUMENT = "\ue001", "\ue002"
"""Letters that no page has (``folding`` takes them out), so that our own words can't be a person's."""

LAST = 2**63 - 1
"""The last row that there can be."""

_NOWHERE = f'"{JOIN}{JOIN}"'  # asks for a word that no page is given
_COMMONEST = "SELECT word, since, everywhere FROM common"
_SOON, _AGAIN = 200, 4
_SAMPLE, _COMMON, _EVERYWHERE = 200, 16, 190
"""Pages that are looked at, and on how many of them a word has to stand."""


@dataclass(frozen=True, slots=True)
class Common:
    """Common words, and the row of ``part`` after which each is indexed with its neighbours; which of them are everywhere.

    ``looked`` is the row at which we last looked for more of them.
    """

    since: Mapping[str, int]
    everywhere: frozenset[str]
    looked: int
    eras: tuple[int, ...] = ()
    """The rows after which there were more common words than before, ascending."""

    def at(self, row: int) -> Collection[str]:
        """Return the words with which the page of this row is indexed with their neighbours."""
        if not self.eras or row > self.eras[-1]:
            return self.since
        return {word for word, since in self.since.items() if since < row}

    def era(self, row: int) -> str:
        """Return the word that marks the pages from between two such rows."""
        return f"{JOIN}{sum(end < row for end in self.eras)}"


NOTHING_COMMON = Common({}, frozenset(), 0)


def insert_words(db: WordsConnection, row: int, document: int, text: str) -> None:
    """Index the words of a part's folded text."""
    _tell(db, "", row, document, text)


def delete_words(db: WordsConnection, row: int, document: int, text: str) -> None:
    """Take a part's words out again: the same text has to be given."""
    _tell(db, "delete", row, document, text)


def _tell(db: WordsConnection, order: str, row: int, document: int, text: str) -> None:
    named = f"{DOCUMENT}{document}"
    known = db.common()
    also = " ".join((named, known.era(row), *_together(words(text), known, row)))
    command, text = (order,) if order else (), spaced(text)
    one, two = ("words, ", "beginnings, ") if order else ("", "")
    marks = "?, " if order else ""
    db.execute(
        f"INSERT INTO words({one}rowid, text, together) VALUES({marks}?, ?, ?)",
        (*command, row, text, also),
    )
    db.execute(
        f"INSERT INTO beginnings({two}rowid, text) VALUES({marks}?, ?)",
        (*command, row, f"{text} {named}"),
    )


class WordsConnection(sqlite3.Connection):
    """A connection to the index that remembers the common words: there are thousands of them, and pages are many."""

    _common: tuple[int, Common] | None = None

    def common(self) -> Common:
        """Return the common words, read again only when another connection has changed anything."""
        (version,) = self.execute("PRAGMA data_version").fetchone()
        if self._common is None or self._common[0] != version:
            self._common = version, _common(self)
        return self._common[1]

    def forget_common(self) -> None:
        """Read them again the next time: they are being changed on this connection."""
        self._common = None


def _common(db: sqlite3.Connection) -> Common:
    rows = [(str(word), int(since), bool(all_over)) for word, since, all_over in db.execute(_COMMONEST)]
    since = {word: row for word, row, _ in rows if word}
    looked = max((row for _, row, _ in rows), default=0)
    return Common(since, frozenset(r[0] for r in rows if r[2]), looked, tuple(sorted(set(since.values()))))


def decide_common(db: WordsConnection) -> None:
    """Look for words that are common by now, each time that the index has grown a few times over."""
    (top,) = db.execute("SELECT coalesce(max(id), 0) FROM part").fetchone()
    known = db.common()
    if top < max(_SOON, _AGAIN * known.looked):
        return
    db.forget_common()  # should this be rolled back, they are read as they were
    seen: Counter[str] = Counter()
    for number in range(_SAMPLE):
        (text,) = db.execute(
            "SELECT coalesce(folded, text) FROM part WHERE id >= ? ORDER BY id LIMIT 1",
            (1 + number * (top - 1) // _SAMPLE,),
        ).fetchone()
        seen.update(set(words(text)))
    counted = [(word, top, times >= _EVERYWHERE) for word, times in seen.items() if times >= _COMMON]
    db.executemany("INSERT OR IGNORE INTO common(word, since, everywhere) VALUES(?, ?, ?)", counted)
    db.execute("INSERT OR REPLACE INTO common(word, since, everywhere) VALUES('', ?, 0)", (top,))


def _together(terms: Sequence[str], known: Common, row: int) -> set[str]:
    """Return the twos and threes of common words that stand side by side on the page of this row."""
    common = known.at(row)
    close = [word if word in common else "" for word in terms]
    twos = {f"{JOIN}{a}{JOIN}{b}" for a, b in pairwise(close) if a and b}
    everywhere = known.everywhere
    if not everywhere:
        return twos
    closer = [word if word in everywhere else "" for word in close]
    threes = zip(closer, closer[1:], closer[2:], strict=False)
    return twos | {f"{JOIN}{a}{JOIN}{b}{JOIN}{c}" for a, b, c in threes if a and b and c}


def _parts(term: Term, known: Common) -> set[str]:
    """Return the twos and threes that a page with this phrase has, once its words are indexed together."""
    return _together(_whole(term), known, LAST)


def _whole(term: Term) -> Sequence[str]:
    return term.words[:-1] if term.starts else term.words


def asked(query: Query, known: Common, *, ranked: bool = False) -> tuple[tuple[int, int, str], ...]:
    """Return what table ``words`` is asked: first row, last row, expression; ``ranked``, if what it finds is to be weighed.

    Rows from before a word was found to be common are asked without its neighbours. There are few, and they are named by
    their era: FTS5 would look for the next page with a phrase far beyond the last row, but ends with the last such page.
    """
    from reviewer.casebook.query import written

    plain = query.written(written, written)
    if not known.since:
        return ((0, LAST, plain),)
    helped = query.written(lambda term: _helped(term, known, ranked=ranked), written)
    if helped == plain:
        return ((0, LAST, plain),)
    since = max(row for word, row in known.since.items() if any(word in term.words for term in query.terms))
    early = " OR ".join(f'"{known.era(end)}"' for end in known.eras if end <= since)
    return (0, since, f"({early}) AND ({plain})"), (since + 1, LAST, helped)


def _helped(term: Term, known: Common, *, ranked: bool) -> str:
    """Ask for a phrase where its twos and threes, and its words that are not common, are on the page.

    FTS5 moves on in all terms of an AND by turns, and in each word of the phrase at every turn. What is within the NOT is
    one term to it: the words' places are looked at only where everything else is. Where pages are ranked the seldom words
    are left out: each would be weighed by itself, beside the phrase.
    """
    from reviewer.casebook.query import written

    parts = sorted(_parts(term, known))
    if not parts:
        return written(term)
    seldom = () if ranked else (word for word in _whole(term) if word not in known.since)
    there = " AND ".join(f'"{each}"' for each in (*parts, *seldom))
    return f"((({there}) NOT {_NOWHERE}) AND {written(term)})"


def asked_of_beginnings(query: Query) -> str:
    """Return what table ``beginnings`` is asked: it knows no places, so what it finds of a phrase has to be looked at."""
    from reviewer.casebook.query import Term, written

    def each(term: Term) -> str:
        if len(term.words) == 1:
            return written(term)
        *first, last = term.words
        return (
            "(" + " AND ".join((*(f'"{word}"' for word in first), written(Term((last,), term.starts)))) + ")"
        )

    return query.written(each, lambda term: written(term) if len(term.words) == 1 else "")


def within(expression: str, documents: Sequence[int]) -> str:
    """Return an expression that finds the same, but in these documents (their rows) alone."""
    named = " OR ".join(f'"{DOCUMENT}{document}"' for document in documents)
    return f"({expression}) AND ({named})"
