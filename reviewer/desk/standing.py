"""Journey 2: where things stand: what is judged, what is left, and what a letter rests on. Nothing is recorded here."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reviewer.desk.board import NOTHING, Slice
from reviewer.desk.body_lines import BodyLine
from reviewer.desk.case_now import CaseNow
from reviewer.desk.letter_states import KnownBeside
from reviewer.desk.matrix.cell_states import cells_of
from reviewer.desk.wordings import Judged
from reviewer.model import AnchorState
from reviewer.model.damage import Damage
from reviewer.model.fields import values_of
from reviewer.review import (
    CONFLICTS,
    Blocker,
    BlockerCode,
    State,
    changed_since,
    gaps_of,
    in_review,
    is_late,
    newest,
    standing,
    without_damaged,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reviewer.casebook import TextSummary
    from reviewer.desk.display import BodyView, CriterionView, EvidenceView
    from reviewer.desk.letter_states import LetterStates
    from reviewer.desk.letterbook import Letterbook
    from reviewer.desk.passages import Passages
    from reviewer.desk.pieces import Pieces
    from reviewer.desk.printable import Printability
    from reviewer.desk.reading import Reading
    from reviewer.desk.resought import Marks, Resought
    from reviewer.desk.session import Session
    from reviewer.desk.wordings import Wordings
    from reviewer.model import Body, Evidence, Kept, Verdict
    from reviewer.model.fields import Values
    from reviewer.model.objections import Objection
    from reviewer.review import (
        Standing,
    )


_Basis = tuple[
    Slice,
    tuple["TextSummary | None", ...],
    frozenset[str],
    CaseNow,
    tuple[Damage, ...],
    tuple[KnownBeside, ...],
    int,
]
"""What a body's line is made of: its records, its texts, which of their pieces were looked at, the case, what is damaged, and what
is known of its signed letters, and how much else of it was decided differently."""


class _Judged(NamedTuple):
    """A body's line with its basis, and what the texts of that were looked up in: pieces, and the summaries of all documents."""

    pieces: object
    known: object
    basis: _Basis
    line: BodyLine


def judged_of(verdicts: Iterable[Kept[Verdict]], stands: Standing) -> Judged:
    """Return what a letter is made of, where every criterion has its one verdict."""
    made = {
        record.content.criterion: record.id
        for record in verdicts
        if record.content.criterion in stands.findings
    }
    return Judged(stands.findings, made)


def _wrong_in(words: Iterable[Objection], cannot: Sequence[Values]) -> Iterator[Blocker]:
    """Give what is certainly wrong in a letter's words, but for what is told of the case already: that it ``cannot`` be printed."""
    for each in words:
        from reviewer.model.objections import ObjectionCode

        if each.certain and not (each.code is ObjectionCode.UNPRINTABLE and each.values in cannot):
            yield Blocker(BlockerCode.LETTER_WORDS, objection=each)


class Standings:
    """Looks at the record by the rules of the review, body by body."""

    def __init__(
        self,
        session: Session,
        reading: Reading,
        pieces: Pieces,
        resought: Resought,
        passages: Passages,
        letterbook: Letterbook,
        printability: Printability,
        wordings: Wordings,
        states: LetterStates,
    ) -> None:
        """Look at the session's casebook.

        ``printability`` says what of its letters cannot be printed, ``wordings`` what is to be said against their words, and
        ``states`` how the signed ones stand.
        """
        self._session, self._reading = session, reading
        self._pieces, self._resought = pieces, resought
        self._passages, self._letterbook = passages, letterbook
        self._printability, self._wordings, self._states = printability, wordings, states
        self._lines: dict[str, _Judged] = {}

    def records_of(self, code: str, known: Mapping[str, TextSummary] | None = None) -> State:
        """Return all current records of a body, with each tied passage found again.

        ``known`` are the summaries of its documents, where they have been asked for already.
        """
        held = self._session.slice(code)
        verdicts: dict[str, tuple[Kept[Verdict], ...]] = {}
        for record in held.verdicts:
            verdicts[record.content.criterion] = (*verdicts.get(record.content.criterion, ()), record)
        documents = {record.content.document for record in held.receipts}
        if known is None:
            known = self._reading.summaries(documents)
        summaries = {document: known[document] for document in documents if document in known}
        # A document that is not read yet has lost nothing.
        records = {
            record.id: self._passages.find(
                record.content.passage, summaries[record.content.passage.document].text_hash
            )
            for record in held.evidence
            if record.content.passage.document in summaries
        }
        # Of what is being put anew just now nobody can say what is unread: it counts as not read yet.
        pieces = self._pieces.unread(summaries)
        texts = {
            sha: summary.text_hash
            for sha, summary in summaries.items()
            if not summary.pieces or sha in pieces
        }
        return State(
            verdicts=verdicts,
            evidence=held.evidence,
            searches=held.searches,
            grades=held.grades,
            receipts=held.receipts,
            included=self._reading.included(code),
            texts=texts,
            lost=frozenset(each.id for each in held.evidence if each.id in records and records[each.id].gone),
            near={id_: again.difference for id_, again in records.items() if again.difference is not None},
            contested=held.contested,
            pieces=pieces,
            seen=self._session.board().pieces.seen,
            hits=self._hits_now(code, held, texts),
        )

    def _hits_now(self, code: str, held: Slice, texts: Mapping[str, str]) -> Mapping[str, Marks]:
        """Return where the terms of searches stand in what reads differently since they were made."""
        marks: dict[str, Marks] = {}
        receipts = self._reading.in_review(code)
        for criterion in self._session.case.framework.criteria:
            search = newest(held.searches, criterion.key)
            if search is not None and (changed := changed_since(search.content, receipts, texts)):
                hits = self._resought.hits(search, changed)
                if hits is not None:
                    marks[search.id] = hits
        return marks

    def by_rules(self, code: str) -> Standing:
        """Return what a body's records make by the rules: findings, what they rest on, what blocks a draft. No letter is looked at."""
        return self._by_rules(code, self.records_of(code))

    def _by_rules(self, code: str, state: State) -> Standing:
        case = self._session.case
        stands = standing(case.framework, state, case.inspection.submissions_due)
        if damages := self._session.board().damages:
            stands = without_damaged(stands, case.framework, code, self._worded(damages))
        return stands

    def standing_of(self, code: str, known: Mapping[str, TextSummary] | None = None) -> Standing:
        """Return how far a body has come; ``known`` as for ``records_of``.

        What cannot be printed, is certainly wrong in a letter's words, or a contested case is left as well as what the rules say.
        """
        return self._standing(code, self.records_of(code, known))

    def _standing(self, code: str, state: State) -> Standing:
        stands = self._by_rules(code, state)
        cannot = [values_of({"what": what}) for what in self._printability.of(code)]
        contested = (Blocker(BlockerCode.CASE_CONTESTED),) if self._session.case_now.contested else ()
        faults = tuple(Blocker(BlockerCode.UNPRINTABLE, values=what) for what in cannot)
        judged = judged_of(self._session.slice(code).verdicts, stands)
        words = () if stands.blocks_draft else self._wordings.written(code, judged)
        wrong = tuple(_wrong_in(words, cannot))
        doubts = tuple(each for each in words if not each.certain)
        twice = self._session.board().differing.get(code, 0)
        differing = (
            (Blocker(BlockerCode.STANDS_TWICE, values=values_of({"decisions": twice})),) if twice else ()
        )
        left = stands.blocks_signing + differing + contested + faults + wrong
        return replace(stands, blocks_signing=left, doubts=doubts)

    def _worded(self, damages: Iterable[Damage]) -> Iterator[tuple[Damage, str, str]]:
        from reviewer.desk.words.damage import damage_remedy, damage_words

        people = self._session.people()
        for damage in damages:
            yield damage, damage_words(damage, self._session.case, people), damage_remedy(damage)

    def state(self, body: str, *, compared: bool = False) -> BodyView:
        """Return all that stands for a body, with every tied passage found again in its document.

        ``compared`` reads its signed letters, which may take a while; else they may be told as not compared yet.
        """
        from reviewer.desk.display import BodyView

        the_body = self._session.body(body)
        state = self.records_of(the_body.code)
        stands = self._standing(the_body.code, state)
        tell = self._states.standing if compared else self._states.listed
        letters = {key: tell(the_body.code, key, stands) for key in self._session.case.languages}
        documents = self._reading.documents(the_body.code)
        return BodyView(
            body=the_body,
            criteria=self._cards(state, {row.sha256: row.replaced_by for row in documents}),
            categories=state.grades,
            suggested=self._suggest(stands.findings),
            blocks_draft=stands.blocks_draft,
            blocks_signing=stands.blocks_signing,
            doubts=stands.doubts,
            documents=documents,
            letters=MappingProxyType({key: now for key, now in letters.items() if now is not None}),
            withdrawn=self._letterbook.withdrawn(the_body.code, ""),
        )

    def rests_on(self, code: str, language: str, stands: Standing | None = None) -> tuple[str, ...]:
        """Return the ids of all that a body's letter rests on now, edited paragraphs too."""
        return self._letterbook.rests_on(code, language, (stands or self.by_rules(code)).rests_on)

    def _cards(self, state: State, replaced: Mapping[str, str]) -> Mapping[str, CriterionView]:
        from reviewer.desk.display import CriterionView

        reviewed = in_review(state.receipts, state.included, self._session.case.inspection.submissions_due)
        names = {record.content.document: record.content.name for record in state.receipts}
        cards = {}
        for number, criterion in enumerate(self._session.case.framework.criteria, start=1):
            search = newest(state.searches, criterion.key)
            cards[criterion.key] = CriterionView(
                criterion,
                number,
                state.verdicts.get(criterion.key, ()),
                criterion.key in state.contested,
                tuple(
                    self._evidence_view(record, names, state.texts, replaced)
                    for record in state.evidence
                    if record.content.criterion == criterion.key
                ),
                search,
                MappingProxyType(dict(gaps_of(search, reviewed, state, criterion.search)) if search else {}),
            )
        return cards

    def _evidence_view(
        self,
        record: Kept[Evidence],
        names: Mapping[str, str],
        texts: Mapping[str, str],
        replaced: Mapping[str, str],
    ) -> EvidenceView:
        from reviewer.desk.display import EvidenceView

        passage = record.content.passage
        text_hash = texts.get(passage.document)
        place = self._passages.find(passage, text_hash)
        anchor = place.anchor
        unread = anchor.state is AnchorState.LOST and (text_hash is None or not place.gone)
        return EvidenceView(
            record,
            names.get(passage.document, passage.document[:12]),
            place.where,
            AnchorState.UNREAD if unread else anchor.state,
            anchor.place,
            anchor.start,
            anchor.end,
            place.pieces,
            replaced.get(passage.document, ""),
        )

    def body_lines(self) -> tuple[BodyLine, ...]:
        """Return a line per body for the list, in the order of the case; only what changed is judged anew."""
        with self._session.one_moment() as board:
            known = self._reading.all_summaries()
            untouched: BodyLine | None = None
            unprintable = self._printability.of_all()
            lines = []
            for body in self._session.case.bodies:
                held = board.slice(body.code)
                other = body.code in unprintable or body.code in board.differing
                if held is not NOTHING or other or self._damaged(body.code):
                    line = self._line(body, held, known)
                else:  # of those that nothing stands for all that is said is the same
                    untouched = untouched or self._judged_line(body, held, known)
                    line = replace(untouched, code=body.code, name=body.name)
                lines.append(line)
        return tuple(lines)

    def _damaged(self, code: str) -> tuple[Damage, ...]:
        damages = self._session.board().damages
        return tuple(each for each in damages if each.stops_signing(code)) if damages else ()

    def _line(self, body: Body, held: Slice, known: Mapping[str, TextSummary]) -> BodyLine:
        board, before = self._session.board(), self._lines.get(body.code)
        damaged = self._damaged(body.code)
        letters = tuple(self._states.known_beside(record.content) for record in held.letters)
        same = before is not None and before.basis[0] is held
        if before is not None and same and before.known is known and before.pieces is board.pieces:
            texts, seen = before.basis[1:3]  # thousands of documents are not gone through after each act
        else:
            texts = tuple(known.get(record.content.document) for record in held.receipts)
            there = {k.content.document: text for k, text in zip(held.receipts, texts, strict=True) if text}
            seen = self._pieces.seen_among(there)
        differing = board.differing.get(body.code, 0)
        basis = (held, texts, seen, self._session.case_now, damaged, letters, differing)
        same = before is not None and before.basis == basis
        line = before.line if before is not None and same else self._judged_line(body, held, known)
        self._lines[body.code] = _Judged(board.pieces, known, basis, line)
        return line

    def _judged_line(self, body: Body, held: Slice, known: Mapping[str, TextSummary]) -> BodyLine:
        framework = self._session.case.framework
        stands = self.standing_of(body.code, known)
        tones = (
            framework.finding(stands.findings[criterion.key]).tone.value
            if criterion.key in stands.findings
            else ""
            for criterion in framework.criteria
        )
        reviewed = {record.subject for record in self._reading.in_review(body.code)}
        due = self._session.case.inspection.submissions_due
        late = [k for k in held.receipts if is_late(k.content, due) and k.subject not in reviewed]
        letter = self._states.listed(body.code, "", stands)
        return BodyLine(
            body.code,
            body.name,
            tuple(tones),
            len(late),
            sum(blocker.code in CONFLICTS for blocker in stands.blocks_draft)
            + self._session.board().differing.get(body.code, 0),
            letter.record.content.state.value if letter else "",
            held.grades[0].content.category if len(held.grades) == 1 and "" not in stands.damaged else None,
            not stands.blocks_signing,
            cells_of(framework, stands),
            len(stands.blocks_signing),
            letter.record.at if letter else 0,
            letter.place if letter else None,
            sum(blocker.code == BlockerCode.DAMAGED for blocker in stands.blocks_signing),
            stands.damaged,
        )

    def progress(self) -> tuple[int, int, int]:
        """Return how many bodies there are, how many are wholly judged, how many letters are signed."""
        lines = self.body_lines()
        judged = sum(all(line.tones) for line in lines)
        signed = sum(line.letter_state in {"signed", "issued"} for line in lines)
        return len(lines), judged, signed

    def suggested(self, body: str) -> str | None:
        """Return the category that the framework's rules suggest, once every criterion is judged."""
        findings = self.by_rules(self._session.body(body).code).findings
        return self._suggest(findings)

    def _suggest(self, findings: Mapping[str, str]) -> str | None:
        from reviewer.wording import suggest

        if len(findings) < len(self._session.case.framework.criteria):
            return None
        return suggest(self._session.case.framework, findings)
