"""Search over everything: first hits at once, the best behind them, and what could not be searched."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from reviewer.desk.display import DocumentRow, SearchHit
from reviewer.errors import Phrase, WrongUseError
from reviewer.model import Evidence, Group, kind_named

if TYPE_CHECKING:
    from reviewer.casebook import Casebook, Every, Lookup, Query
    from reviewer.model import Case, Hit


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for, and where: "" is everywhere. ``growing``: the last word is still being typed.

    ``body`` and ``criterion`` are keys, ``kind`` a ``Group``. Of a criterion, the documents that passages
    are tied to it from.
    """

    words: str
    body: str = ""
    kind: str = ""
    criterion: str = ""
    growing: bool = False


@dataclass(frozen=True, slots=True)
class Unsearched:
    """What nobody could read where we looked: ``pieces``, such as pages and pictures, and ``documents`` that would not open."""

    pieces: int
    documents: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """Hits, the best first. ``weighed`` pages were ranked, which is ``all_weighed`` or only the first of them."""

    hits: tuple[SearchHit, ...]
    weighed: int
    all_weighed: bool


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where a question is asked: the receipts' rows by document."""

    owners: Mapping[str, tuple[DocumentRow, ...]]


def group_of(row: DocumentRow) -> Group:
    """Return the kind of a document as a person tells it."""
    unread = row.pages > 0 and row.pages_without_text + row.pages_recognised == row.pages
    kind = kind_named(row.kind)
    return Group.SCAN if unread and kind.paged else kind.group


class DocumentSearch:
    """The verbs of a search. Each may be long and belongs beside a window; ``stop`` ends those under way."""

    def __init__(
        self,
        casebook: Casebook,
        case: Callable[[], Case],
        rows: Callable[[], Iterable[DocumentRow]],
        position: Callable[[], int],
    ) -> None:
        """``rows`` lists a row per receipt; ``position`` grows with each save."""
        self._casebook, self._case = casebook, case
        self._rows, self._position = rows, position
        self._first: Lookup | None = None
        self._behind: Lookup | None = None
        self._lock = Lock()
        self._known: tuple[tuple[int, int], tuple[DocumentRow, ...]] = ((-1, -1), ())
        self._scopes: dict[Question, _Scope] = {}

    def first(
        self, question: Question, limit: int, tell: Callable[[tuple[SearchHit, ...]], object] | None = None
    ) -> tuple[SearchHit, ...]:
        """Return the first places found, as they were received; ``tell`` has the very first as soon as they are there."""
        scope, query = self._scope(question), _query(question)
        tell_first = None if tell is None else lambda hits: tell(_owned(hits, scope))
        best = self._at_once().first(query, scope.owners.keys(), limit, tell_first)
        return _owned(best, scope)[:limit]

    def ranked(self, question: Question, limit: int) -> Ranked:
        """Return the places that tell most about what is asked."""
        scope = self._scope(question)
        best = self._in_time().best(_query(question), scope.owners.keys(), limit)
        return Ranked(_owned(best.hits, scope)[:limit], best.weighed, best.all_weighed)

    def count(self, question: Question) -> int:
        """Return how many places there are in all, each as often as bodies sent it."""
        scope = self._scope(question)
        counts = self._in_time().count(_query(question))
        return sum(number * len(scope.owners.get(sha, ())) for sha, number in counts.items())

    def search(self, question: Question, limit: int = 50) -> tuple[SearchHit, ...]:
        """Return the best places, and behind them more until there are ``limit``."""
        best = self.ranked(question, limit).hits
        return merged(best, self.first(question, limit))[:limit] if len(best) < limit else best

    def every(self, terms: Collection[str], documents: Collection[str]) -> Every:
        """Return every place in these documents that has any of these terms, for a proof: none is left out."""
        return self._casebook.index.every([quoted(term) for term in terms], documents)

    def unsearched(self, question: Question) -> Unsearched:
        """Count what could not be searched where the question is asked."""
        rows = [rows[0] for rows in self._scope(question).owners.values()]
        closed = [row for row in rows if row.problem and not row.pages]
        return Unsearched(sum(row.unread for row in rows if row not in closed), len(closed))

    def terms(self, criterion: str) -> str:
        """Return what finds a criterion's own terms, any of them; "" if it has none."""
        wanted = self._case().framework.criterion(criterion).search
        return " OR ".join(quoted(term) for term in wanted)

    def kinds(self) -> tuple[Group, ...]:
        """Return the kinds that there are among the documents, in our order."""
        there = {group_of(row) for row in self._all()}
        return tuple(group for group in Group if group in there)

    def stop(self) -> None:
        """End the searches under way, each in a CancelledError."""
        for lookup in (self._first, self._behind):
            if lookup is not None:
                lookup.interrupt()

    # --- where ---------------------------------------------------------------------------------------

    def _at_once(self) -> Lookup:
        if self._first is None:
            self._first = self._casebook.index.lookup()
        return self._first

    def _in_time(self) -> Lookup:
        if self._behind is None:
            self._behind = self._casebook.index.lookup()
        return self._behind

    def _all(self) -> tuple[DocumentRow, ...]:
        """Return all rows, listed again when something was saved or read since."""
        now = (self._position(), self._casebook.index.changes)
        with self._lock:
            if self._known[0] != now:
                self._known = (now, tuple(self._rows()))
                self._scopes.clear()
            return self._known[1]

    def _scope(self, question: Question) -> _Scope:
        where = replace(question, words="", growing=False)
        rows = self._all()
        scope = self._scopes.get(where)
        if scope is None:
            scope = self._scopes[where] = self._made(where, rows)
        return scope

    def _made(self, where: Question, rows: Iterable[DocumentRow]) -> _Scope:
        if where.kind and where.kind not in set(Group):
            message = Phrase("There is no kind “{kind}”", kind=where.kind)
            raise WrongUseError(message, "Use one of: {kinds}.", kinds=", ".join(Group))
        tied = self._tied(where.criterion) if where.criterion else None
        owners: dict[str, dict[str, DocumentRow]] = {}
        for row in rows:
            fits = (
                (not where.body or row.body == where.body)
                and (not where.kind or group_of(row) == where.kind)
                and (tied is None or (row.body, row.sha256) in tied)
            )
            if fits:
                known = owners.setdefault(row.sha256, {})
                if row.body not in known or (row.included and not known[row.body].included):
                    known[row.body] = row
        return _Scope({sha: tuple(by_body.values()) for sha, by_body in owners.items()})

    def _tied(self, criterion: str) -> frozenset[tuple[str, str]]:
        tied = self._casebook.current(Evidence, criterion=criterion)
        return frozenset((record.content.body, record.content.passage.document) for record in tied)


def merged(best: Iterable[SearchHit], more: Iterable[SearchHit]) -> tuple[SearchHit, ...]:
    """Return the best hits, and behind them those of ``more`` that are not among them."""
    hits = {(hit.body, hit.hit.document, hit.hit.place): hit for hit in (*best, *more)}
    for hit in best:
        hits[hit.body, hit.hit.document, hit.hit.place] = hit
    return tuple(hits.values())


def _query(question: Question) -> Query:
    from reviewer.casebook import parsed

    return parsed(question.words, growing=question.growing)


def _owned(hits: Iterable[Hit], scope: _Scope) -> tuple[SearchHit, ...]:
    return tuple(
        SearchHit(row.body, row.name, hit, late=row.late, included=row.included)
        for hit in hits
        for row in scope.owners.get(hit.document, ())
    )


def quoted(term: str) -> str:
    """Return a term of a framework as a phrase."""
    return '"' + term.replace('"', " ") + '"'
