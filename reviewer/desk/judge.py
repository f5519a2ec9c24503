"""Journey 2: judge: tie passages, search for absences, decide."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from reviewer.desk.absence import hashes_of, hits_of, unreadable_in
from reviewer.desk.board import Slice
from reviewer.desk.letterbook import Letterbook
from reviewer.desk.refound import Refound
from reviewer.desk.views import (
    AbsenceReport,
    BodyLine,
    BodyView,
    CriterionView,
    EvidenceView,
)
from reviewer.errors import CasebookBusyError, WrongUseError
from reviewer.model import (
    Body,
    Criterion,
    DocumentText,
    Evidence,
    Grade,
    Hit,
    Kept,
    Letter,
    Part,
    Passage,
    Receipt,
    Search,
    Stance,
    Verdict,
)
from reviewer.review import Standing, State, in_review, is_late, newest, standing

if TYPE_CHECKING:
    from reviewer.casebook import TextSummary

TRIES = 3


class Judging(Letterbook):
    """Verbs of the second journey."""

    @cached_property
    def again(self) -> Refound:
        """Tied passages, found again in their documents' texts of today."""
        return Refound(self)

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

        ``place`` is as ``p7``; ``page`` counts the document's parts from 1.
        """
        from reviewer.documents.anchors import find_quote

        sha = self.resolve_document(document, self.body(body).code)
        text = self.text(sha)
        where = place if page is None else self.page_of(text, page, document).place
        return self._tie(body, criterion, find_quote(text, quote, where), note, stance)

    @staticmethod
    def page_of(text: DocumentText, page: int, named: str) -> Part:
        """Return a document's page or part by its number from 1; WrongUseError if there is none."""
        if 1 <= page <= len(text.parts):
            return text.parts[page - 1]
        message = f"{named} has no page {page}"
        raise WrongUseError(message, f"It has {len(text.parts)}; see: text CASEBOOK DOCUMENT.")

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

        return self._tie(body, criterion, passage(self.text(document), place, start, end), note, stance)

    def _tie(self, body: str, criterion: str, passage: Passage, note: str, stance: Stance) -> Kept[Evidence]:
        from reviewer.casebook import subject

        code, wanted = self.body(body).code, self.criterion(criterion)
        if not self.casebook.current(Receipt, body=code, document=passage.document):
            message = f"That document was not received from {self.body(body).name}"
            raise WrongUseError(message, "Receive it for this body first.")
        content = Evidence(code, wanted.key, passage, stance, note.strip())
        record = self._put(f"Passage tied to {wanted.title}", content, subject.itself("evidence"))
        return self._kept(record, Evidence)

    def note(self, record: str, note: str, stance: Stance | None = None) -> Kept[Evidence]:
        """Change the note of a tied passage, and if given its stance; the passage stays as it is.

        WrongUseError if the record is no evidence, ConflictError if somebody changed it meanwhile.
        """
        kept = self.casebook.get(record)
        if kept is None or not isinstance(kept.content, Evidence):
            raise WrongUseError(f"There is no tied passage {record[:12]}", "List what stands first.")
        content = replace(kept.content, note=note.strip(), stance=stance or kept.content.stance)
        made = self._put("Note on a passage", content, kept.subject)
        return self._kept(made, Evidence)

    # --- verdicts and categories -------------------------------------------------------------------

    def verdict(
        self, body: str, criterion: str, finding: str, because: str, *, resolve: bool = False
    ) -> Kept[Verdict]:
        """Record a finding with its reason; it rests on the evidence and searches that stand now.

        ConflictError where two verdicts stand, unless ``resolve`` is said: that settles them.
        """
        from reviewer.casebook import subject

        code, wanted = self.body(body).code, self.criterion(criterion)
        if finding not in wanted.findings:
            what = f"“{finding}” is no finding of {wanted.key}"
            raise self._unknown(what, finding, wanted.findings)
        if not because.strip():
            raise WrongUseError("A verdict needs a reason", "Say what it rests on.")
        rests = self.casebook.current(Evidence, body=code, criterion=wanted.key)
        searched = self.casebook.current(Search, body=code, criterion=wanted.key)
        content = Verdict(
            code,
            wanted.key,
            finding,
            because.strip(),
            tuple(kept.id for kept in rests),
            tuple(kept.id for kept in searched),
        )
        where = subject.verdict(code, wanted.key)
        record = self._put(f"Verdict on {wanted.title}", content, where, resolve=resolve)
        return self._kept(record, Verdict)

    def category(self, body: str, category: str, because: str = "", *, resolve: bool = False) -> Kept[Grade]:
        """Choose a body's overall category."""
        from reviewer.casebook import subject

        code = self.body(body).code
        keys = [known.key for known in self.case.framework.categories]
        if category not in keys:
            raise self._unknown(f"There is no category “{category}” in this framework", category, keys)
        content = Grade(code, category, because.strip())
        record = self._put("Category chosen", content, subject.category(code), resolve=resolve)
        return self._kept(record, Grade)

    def suggested(self, body: str) -> str | None:
        """Return the category that the framework's rules suggest, once every criterion is judged."""
        findings = self._standing(self.body(body).code).findings
        return self._suggest(findings)

    def _suggest(self, findings: Mapping[str, str]) -> str | None:
        from reviewer.wording import suggest

        if len(findings) < len(self.case.framework.criteria):
            return None
        return suggest(self.case.framework, findings)

    # --- absences --------------------------------------------------------------------------------

    def absence(self, body: str, criterion: str, *, looked_at: bool = False) -> AbsenceReport:
        """Search the review's documents for the criterion's terms and keep a record of it.

        ``looked_at`` says that the inspector has looked at every hit and at every page that could
        not be read; where there are neither, nothing waits for her.
        """
        from reviewer.casebook import subject

        code, wanted = self.body(body).code, self.criterion(criterion)
        receipts = self._in_review(code)
        texts, found = self._searched(wanted, {kept.content.document for kept in receipts})
        hits = hits_of(found, receipts)
        unreadable = unreadable_in(receipts, texts)
        content = Search(
            body=code,
            criterion=wanted.key,
            terms=wanted.search,
            receipts=tuple(sorted(kept.subject for kept in receipts)),
            texts=hashes_of(texts),
            hits=tuple(sorted({(found.hit.document, found.hit.place) for found in hits})),
            unreadable=tuple((page.document, page.place) for page in unreadable),
            pages=sum(len(text.parts) for text in texts.values()),
            looked_at=looked_at or not (hits or unreadable),
        )
        earlier = newest(self.casebook.current(Search, body=code), wanted.key)
        where = earlier.subject if earlier else subject.itself("search")
        record = self._put(f"Search for {wanted.title}", content, where)
        return AbsenceReport(self._kept(record, Search), hits, unreadable, content.pages)

    def _in_review(self, code: str) -> tuple[Kept[Receipt], ...]:
        due = self.case.inspection.submissions_due
        return tuple(in_review(self._slice(code).receipts, self._included(code), due))

    def _searched(
        self, wanted: Criterion, documents: Collection[str]
    ) -> tuple[Mapping[str, DocumentText], tuple[Hit, ...]]:
        """Return the documents' texts, and every place where the terms stand in just these texts.

        A text may change meanwhile: its document is being read, or a scanned page of it.
        """
        for _ in range(TRIES):
            texts = {document: self.text(document) for document in documents}
            found = self.finding.every(wanted.search, documents)
            hashes = hashes_of(texts)
            if all(found.texts.get(document, "") == hashes[document] for document in documents):
                return texts, found.hits
        message = f"{wanted.title} was not searched for: documents are being read just now"
        raise CasebookBusyError(message, "Search again when that is done.")

    # --- where things stand ------------------------------------------------------------------------

    def _state(self, code: str) -> State:
        held = self._slice(code)
        verdicts: dict[str, tuple[Kept[Verdict], ...]] = {}
        for kept in held.verdicts:
            verdicts[kept.content.criterion] = (*verdicts.get(kept.content.criterion, ()), kept)
        summaries = self._summaries({kept.content.document for kept in held.receipts})
        # A document that is not read yet has lost nothing.
        found = {
            kept.id: self.again.find(kept.content.passage, summaries[kept.content.passage.document].text_hash)
            for kept in held.evidence
            if kept.content.passage.document in summaries
        }
        return State(
            verdicts=verdicts,
            evidence=held.evidence,
            searches=held.searches,
            grades=held.grades,
            receipts=held.receipts,
            included=self._included(code),
            texts={sha: found.text_hash for sha, found in summaries.items()},
            lost=frozenset(each.id for each in held.evidence if each.id in found and found[each.id].gone),
            near={id_: again.told for id_, again in found.items() if again.anchor.state == "near"},
            contested=held.contested,
        )

    def _standing(self, code: str) -> Standing:
        return standing(self.case.framework, self._state(code), self.case.inspection.submissions_due)

    def state(self, body: str) -> BodyView:
        """Return all that stands for a body, with every tied passage found again in its document."""
        found = self.body(body)
        state = self._state(found.code)
        stands = standing(self.case.framework, state, self.case.inspection.submissions_due)
        letters = self._letters(found.code, "")
        letter = letters[0] if letters else None
        documents = self.documents(found.code)
        return BodyView(
            body=found,
            criteria=self._cards(state, stands, {row.sha256: row.replaced_by for row in documents}),
            categories=state.grades,
            suggested=self._suggest(stands.findings),
            blocks_draft=stands.blocks_draft,
            blocks_signing=stands.blocks_signing,
            documents=documents,
            letter=letter,
            letter_changed=letter is not None and self._is_changed(letter.content, stands),
        )

    def _rests_on(self, code: str, language: str, stands: Standing | None = None) -> tuple[str, ...]:
        """Return the ids of all that a body's letter rests on now, edited paragraphs too."""
        edited = self._edited(code, language)
        return (*(stands or self._standing(code)).rests_on, *(kept.id for kept in edited))

    def _is_changed(self, letter: Letter, stands: Standing | None = None) -> bool:
        return set(letter.rests_on) != set(self._rests_on(letter.body, letter.language, stands))

    def _cards(
        self, state: State, stands: Standing, replaced: Mapping[str, str]
    ) -> Mapping[str, CriterionView]:
        stale = {blocker.criterion for blocker in stands.blocks_signing if blocker.kind == "search-stale"}
        names = {kept.content.document: kept.content.name for kept in state.receipts}
        cards = {}
        for number, criterion in enumerate(self.case.framework.criteria, start=1):
            cards[criterion.key] = CriterionView(
                criterion,
                number,
                state.verdicts.get(criterion.key, ()),
                criterion.key in state.contested,
                tuple(
                    replace(
                        self._evidence_view(kept, names, state.texts),
                        replaced_by=replaced.get(kept.content.passage.document, ""),
                    )
                    for kept in state.evidence
                    if kept.content.criterion == criterion.key
                ),
                newest(state.searches, criterion.key),
                criterion.key in stale,
            )
        return cards

    def _evidence_view(
        self, kept: Kept[Evidence], names: Mapping[str, str], texts: Mapping[str, str]
    ) -> EvidenceView:
        passage = kept.content.passage
        text_hash = texts.get(passage.document)
        found = self.again.find(passage, text_hash)
        anchor = found.anchor
        unread = anchor.state == "lost" and (text_hash is None or not found.gone)
        return EvidenceView(
            kept,
            names.get(passage.document, passage.document[:12]),
            found.where,
            "unread" if unread else anchor.state,
            anchor.place,
            anchor.start,
            anchor.end,
            found.pieces,
        )

    def body_lines(self) -> tuple[BodyLine, ...]:
        """Return a line per body for the list, in the order of the case; only what changed is judged anew."""
        board = self._board()
        documents = {kept.content.document for held in board.slices.values() for kept in held.receipts}
        known = self._summaries(documents)
        return tuple(self._line(body, board.slice(body.code), known) for body in self.case.bodies)

    def _line(self, body: Body, held: Slice, known: Mapping[str, TextSummary]) -> BodyLine:
        texts = tuple(known.get(kept.content.document) for kept in held.receipts)
        line = self._lines.get(body.code)
        if line is None or line[:2] != (held, texts):
            line = self._lines[body.code] = (held, texts, self._judged_line(body, held))
        return line[2]

    def _judged_line(self, body: Body, held: Slice) -> BodyLine:
        framework = self.case.framework
        stands = self._standing(body.code)
        tones = (
            framework.finding(stands.findings[criterion.key]).tone.value
            if criterion.key in stands.findings
            else ""
            for criterion in framework.criteria
        )
        reviewed = {kept.subject for kept in self._in_review(body.code)}
        due = self.case.inspection.submissions_due
        late = [k for k in held.receipts if is_late(k.content, due) and k.subject not in reviewed]
        letters = self._letters(body.code, "")
        return BodyLine(
            body.code,
            body.name,
            tuple(tones),
            len(late),
            sum(blocker.kind == "conflict" for blocker in stands.blocks_draft),
            letters[0].content.state.value if letters else "",
            held.grades[0].content.category if len(held.grades) == 1 else None,
            not stands.blocks_signing,
        )

    def progress(self) -> tuple[int, int, int]:
        """Return how many bodies there are, how many are wholly judged, how many letters are signed."""
        lines = self.body_lines()
        judged = sum(all(line.tones) for line in lines)
        signed = sum(line.letter_state in {"signed", "issued"} for line in lines)
        return len(lines), judged, signed
