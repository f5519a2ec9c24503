"""Journey 2: judge: tie passages, search for absences, decide."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import chain

from reviewer.desk.absence import (
    hashes_of,
    hits_of,
    keys_known,
    new_in,
    places_known,
    shown_new,
    unreadable_in,
    why_again,
)
from reviewer.desk.display import AbsenceReport
from reviewer.desk.pieces import Pieces
from reviewer.desk.reading import Reading, refuse_wordless
from reviewer.desk.search import DocumentSearch
from reviewer.desk.session import Session, unknown
from reviewer.errors import CasebookBusyError, Phrase, TiedError, WrongUseError
from reviewer.model import (
    Criterion,
    DocumentText,
    Evidence,
    Grade,
    Hit,
    Kept,
    Passage,
    Search,
    Stance,
    Verdict,
)
from reviewer.review import joined, looked_at_for, looked_at_in, newest

TRIES = 3


class Judging:
    """Ties passages, searches for absences, and records verdicts and categories."""

    def __init__(self, session: Session, reading: Reading, search: DocumentSearch, pieces: Pieces) -> None:
        """Judge in the session's casebook what ``reading`` and ``search`` find in its documents, and ``pieces`` not."""
        self._session, self._reading, self._search = session, reading, search
        self._pieces = pieces

    # --- evidence --------------------------------------------------------------------------------

    def evidence(
        self,
        body: str,
        criterion: str,
        document: str,
        quote: str,
        place: str | None = None,
        page: int | None = None,
        note: str = "",
        stance: Stance = Stance.SUPPORTS,
    ) -> Kept[Evidence]:
        """Tie a quoted passage to a body and a criterion; PassageError if it is absent or fits twice.

        ``place`` is as ``p7``; ``page`` counts the document's parts from 1. WrongUseError if they contradict each other,
        DocumentError if the document has no words because it could not be opened, TiedError if it is tied there already.
        """
        from reviewer.documents.anchors import find_quote

        sha = self._reading.resolve_document(document, self._session.body(body).code)
        text = self._reading.text(sha)
        refuse_wordless(text, document)
        where = place if page is None else self._on_page(text, page, place, document)
        return self._tie(body, criterion, find_quote(text, quote, where), note, stance)

    def _on_page(self, text: DocumentText, page: int, place: str | None, document: str) -> str:
        """Return the place on a page, which is the page itself where none is given; WrongUseError if it is on another."""
        part = self._reading.page_of(text, page, document)
        named = text.part(place) if place else part
        if named is not None and named.place != part.place:
            message = Phrase(
                "The place {place} is not on page {page} of {document}, which is {there}",
                place=place,
                page=page,
                document=document,
                there=part.place,
            )
            raise WrongUseError(message, "Name the page or the place.")
        return place or part.place

    def tie(
        self,
        body: str,
        criterion: str,
        document: str,
        place: str,
        start: int,
        end: int,
        note: str = "",
        stance: Stance = Stance.SUPPORTS,
    ) -> Kept[Evidence]:
        """Tie a selected passage (code points in the part's text) to a body and a criterion."""
        from reviewer.documents.anchors import passage

        return self._tie(
            body, criterion, passage(self._reading.text(document), place, start, end), note, stance
        )

    def _tie(self, body: str, criterion: str, passage: Passage, note: str, stance: Stance) -> Kept[Evidence]:
        from reviewer.casebook import subject

        code, wanted = self._session.body(body).code, self._session.criterion(criterion)
        if all(saved.content.document != passage.document for saved in self._session.slice(code).receipts):
            message = Phrase("That document was not received from {name}", name=self._session.body(body).name)
            raise WrongUseError(message, "Receive it first.")
        self._refuse_tied(code, wanted, passage)
        content = Evidence(code, wanted.key, passage, stance, note.strip())
        record = self._session.history.put(content, subject.itself("evidence"))
        return self._session.history.recorded(record, Evidence)

    def _refuse_tied(self, code: str, wanted: Criterion, passage: Passage) -> None:
        """Raise TiedError if the same words in the same place stand for a criterion already: twice is no more evidence."""
        where = (passage.document, passage.place, passage.start, passage.end)
        for record in self._session.casebook.current(Evidence, body=code, criterion=wanted.key):
            of = record.content.passage
            if (of.document, of.place, of.start, of.end) == where:
                message = Phrase(
                    "That passage is tied to “{title}” already, as {id}",
                    title=wanted.title,
                    id=record.id[:12],
                )
                raise TiedError(message, "Nothing was recorded. Its note and its stance can be changed.")

    def note(self, record: str, note: str, stance: Stance | None = None) -> Kept[Evidence]:
        """Change the note of a tied passage, and if given its stance; the passage stays as it is.

        WrongUseError if the record is no evidence, ConflictError if somebody changed it meanwhile.
        """
        saved = self._session.casebook.get(record)
        if saved is None or not isinstance(saved.content, Evidence):
            raise WrongUseError(
                "There is no tied passage {record}", "List what stands first.", record=record[:12]
            )
        content = replace(saved.content, note=note.strip(), stance=stance or saved.content.stance)
        made = self._session.history.put(content, saved.subject)
        return self._session.history.recorded(made, Evidence)

    # --- verdicts and categories -------------------------------------------------------------------

    def verdict(
        self, body: str, criterion: str, finding: str, because: str, *, resolve: bool = False
    ) -> Kept[Verdict]:
        """Record a finding with its reason; it rests on the evidence and searches that stand now.

        ConflictError where two verdicts stand, unless ``resolve`` is said: that settles them.
        """
        from reviewer.casebook import subject

        content = self.weighed(body, criterion, finding, because)
        where = subject.verdict(content.body, content.criterion)
        record = self._session.history.put(content, where, resolve=resolve)
        return self._session.history.recorded(record, Verdict)

    def weighed(self, body: str, criterion: str, finding: str, because: str) -> Verdict:
        """Return a verdict that rests on the evidence and searches that stand now; nothing is recorded."""
        code, wanted = self._session.body(body).code, self._session.criterion(criterion)
        if finding not in wanted.findings:
            what = Phrase("“{finding}” is no finding of {key}", finding=finding, key=wanted.key)
            raise unknown(what, finding, wanted.findings)
        if not because.strip():
            raise WrongUseError("A verdict needs a reason", "Say what it rests on.")
        rests = self._session.casebook.current(Evidence, body=code, criterion=wanted.key)
        searched = self._session.casebook.current(Search, body=code, criterion=wanted.key)
        return Verdict(
            code,
            wanted.key,
            finding,
            because.strip(),
            tuple(saved.id for saved in rests),
            tuple(saved.id for saved in searched),
        )

    def category(self, body: str, category: str, because: str = "", *, resolve: bool = False) -> Kept[Grade]:
        """Choose a body's overall category."""
        from reviewer.casebook import subject

        code = self._session.body(body).code
        keys = [known.key for known in self._session.case.framework.categories]
        if category not in keys:
            raise unknown(
                Phrase("There is no category “{category}” in this framework", category=category),
                category,
                keys,
            )
        content = Grade(code, category, because.strip())
        record = self._session.history.put(content, subject.category(code), resolve=resolve)
        return self._session.history.recorded(record, Grade)

    # --- absences --------------------------------------------------------------------------------

    def absence(
        self, body: str, criterion: str, *, looked_at: bool = False, shown: Kept[Search] | None = None
    ) -> AbsenceReport:
        """Search the review's documents for the criterion's terms and keep a record of it.

        ``looked_at`` says that the inspector has looked at every hit and at every piece that could not be read; ``shown`` that
        everything that an earlier search found was looked at, so that only what is new is left. Where nothing is, nothing waits
        for a person but pieces that wait for recognition or for a password: nobody can have looked at those.
        """
        code, wanted = self._session.body(body).code, self._session.criterion(criterion)
        receipts = self._reading.in_review(code)
        texts, hashes, all_hits = self._searched(wanted, {record.content.document for record in receipts})
        searches = self._session.casebook.current(Search, body=code)
        known = looked_at_for(searches, wanted.key)
        if shown is not None:
            known = joined(known, looked_at_in(shown.content, all_of_it=True))
        hits = hits_of(all_hits, receipts)
        seen = self._session.board().pieces.seen
        unreadable = unreadable_in(receipts, texts, known, seen, self._pieces.unread_in)
        # Of what waits, or is locked, nobody can say that it was looked at; of what was said before, that stands.
        there = [piece for piece in unreadable if piece.looked_at or not (piece.waits or piece.locked)]
        new = new_in(hits, known)
        places = {(all_hits.hit.document, all_hits.hit.place): all_hits.hit.occurrences for all_hits in hits}
        left = new or not all(piece.looked_at for piece in there)
        of_places = (each.mark for where, those in places.items() if where in known.places for each in those)
        marks = tuple(tuple(each.mark for each in places[where]) for where in sorted(places))
        # Of a search that was looked at, what it found is known anyway.
        implied = chain.from_iterable(marks) if looked_at or not left else ()
        content = Search(
            body=code,
            criterion=wanted.key,
            terms=wanted.search,
            receipts=tuple(sorted(record.subject for record in receipts)),
            texts=hashes,
            hits=tuple(sorted(places)),
            unreadable=tuple((piece.document, piece.place) for piece in there),
            pages=sum(text.pages for text in texts.values()),
            looked_at=looked_at or not left,
            pieces=tuple(piece.key for piece in there),
            known_hits=places_known(hits, known, hashes),
            known_pieces=tuple(sorted(known.pieces | keys_known(texts, known))),
            seen_pieces=tuple(piece.key for piece in there if piece.key in seen),
            marks=marks,
            known_marks=tuple(sorted(known.marks.union(of_places).difference(implied))),
        )
        made = self._keep(content, newest(searches, wanted.key))
        counted = {where: len(those) for where, those in new.items()}
        before = [record for record in searches if record.content.criterion == wanted.key]
        again = why_again(hits, new, before, hashes, wanted.search)
        return AbsenceReport(made, shown_new(hits, new, texts), unreadable, content.pages, counted, again)

    def _keep(self, content: Search, earlier: Kept[Search] | None) -> Kept[Search]:
        from reviewer.casebook import subject

        where = earlier.subject if earlier else subject.itself("search")
        # Two that were made apart agree: what was looked at in either is in this one.
        record = self._session.history.put(content, where, resolve=True)
        return self._session.history.recorded(record, Search)

    def _searched(
        self, wanted: Criterion, documents: Collection[str]
    ) -> tuple[Mapping[str, DocumentText], Mapping[str, str], tuple[Hit, ...]]:
        """Return the documents' texts, the hash of each, and every place where the terms stand in just these texts.

        A text may change meanwhile: its document is being read, or a scanned page of it.
        """
        for _ in range(TRIES):
            texts = {document: self._reading.text(document) for document in documents}
            hits = self._search.every(wanted.search, documents)
            hashes = hashes_of(texts)
            if all(hits.texts.get(document, "") == hashes[document] for document in documents):
                return texts, hashes, hits.hits
        message = Phrase(
            "{title} was not searched for: documents are being read just now", title=wanted.title
        )
        raise CasebookBusyError(message, "Search again when that is done.")
