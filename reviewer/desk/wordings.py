"""Journey 3, the words: a letter composed with what a person wrote in it, and what is to be said against them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.desk.meaning import same
from reviewer.errors import PaperError, WordingError
from reviewer.model import Verdict
from reviewer.model.fields import values_of
from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.desk.letterbook import Letterbook
    from reviewer.desk.reading import Reading
    from reviewer.desk.session import Session
    from reviewer.letters import LetterDraft
    from reviewer.model import Block
    from reviewer.model.objections import Objection


@dataclass(frozen=True, slots=True)
class Judged:
    """What a body's letter is made of: the finding and the verdict's record id, each by criterion key."""

    findings: Mapping[str, str]
    verdicts: Mapping[str, str]


def faults_in(draft: LetterDraft) -> tuple[str, ...]:
    """Return all that keeps a draft from being printed, a sentence each that says what to do."""
    from reviewer.letters import paper_of
    from reviewer.paper import faults_of

    return tuple(map(str, faults_of(paper_of(draft, None))))


class Wordings:
    """Composes letters, and reads them as they would be signed. Nothing is recorded here."""

    def __init__(self, session: Session, reading: Reading, letterbook: Letterbook) -> None:
        """Compose the session's letters; ``reading`` says how many documents there are."""
        self._session, self._reading, self._letterbook = session, reading, letterbook

    def compose(self, code: str, language: str, judged: Judged, trial: Block | None = None) -> LetterDraft:
        """Compose a body's letter; ``trial`` is a paragraph that is not kept, in the place of a kept one."""
        from reviewer.letters import compose_letter

        self._letterbook.language(language)
        edited = [
            self._linked(record.content, judged.verdicts)
            for record in self._letterbook.edited(code, language)
        ]
        if trial is not None:
            edited = [*(block for block in edited if block.key != trial.key), trial]
        return compose_letter(
            self._session.case,
            self._letterbook.language_key(language),
            self._session.body(code),
            judged.findings,
            edited,
            judged.verdicts,
        )

    def _linked(self, block: Block, verdicts: Mapping[str, str]) -> Block:
        """Return a paragraph linked to the verdicts that stand, where they say what those said that it was linked to."""
        get, links = self._session.casebook.get, []
        for link in block.links:
            record = get(link)
            criterion = record.content.criterion if record and isinstance(record.content, Verdict) else ""
            now = verdicts.get(criterion, link)
            links.append(now if same(get, [link], [now]) else link)
        return replace(block, links=tuple(dict.fromkeys(links)))

    def objections(
        self, code: str, language: str, judged: Judged, trial: Block | None = None
    ) -> tuple[Objection, ...]:
        """Return what is to be said against the words of a letter, or of a ``trial`` alone: certain ones block signing.

        WordingError or PaperError where it cannot be composed, such as for a link that no letter may have.
        """
        draft = self.compose(code, language, judged, trial)
        objections = self.held_against(draft, code, language, judged)
        around: tuple[str, ...] = ()
        if trial is not None:
            objections = tuple(each for each in objections if each.block == trial.key)
            around = faults_in(replace(draft, blocks=()))
            draft = replace(draft, blocks=tuple(each for each in draft.blocks if each.key == trial.key))
        if any(each.certain for each in objections):
            return objections
        faults = (what for what in faults_in(draft) if what not in around)
        return (*objections, *(self._unprintable(what, language) for what in faults))

    def held_against(
        self, draft: LetterDraft, code: str, language: str, judged: Judged
    ) -> tuple[Objection, ...]:
        """Return what is to be said against the words of a draft, by the record."""
        from reviewer.letters import known_of, lint

        case, body = self._session.case, self._session.body(code)
        known = known_of(case, self._letterbook.language(language), body, judged.findings, self._counts(code))
        key = self._letterbook.language_key(language)
        return tuple(replace(each, language=key) for each in lint(draft, known))

    def _unprintable(self, what: str, language: str) -> Objection:
        from reviewer.model.objections import Objection, ObjectionCode

        key = self._letterbook.language_key(language)
        return Objection(ObjectionCode.UNPRINTABLE, values=values_of({"what": what}), language=key)

    def written(self, code: str, judged: Judged) -> tuple[Objection, ...]:
        """Return what is to be said against each of a body's letters that a person wrote in, language by language."""
        objections: list[Objection] = []
        for language in self._session.case.languages:
            if self._letterbook.edited(code, language):
                objections += self._or_why_not(code, language, judged)
        return tuple(objections)

    def _or_why_not(self, code: str, language: str, judged: Judged) -> tuple[Objection, ...]:
        try:
            return self.objections(code, language, judged)
        except (PaperError, WordingError) as error:
            from reviewer.desk.words.errors import error_words

            return (self._unprintable(error_words(error), language),)

    def _counts(self, code: str) -> frozenset[int]:
        """Return the numbers that may be said of a body's documents: all, and those in the review."""
        rows = self._session.slice(code).receipts
        reviewed = self._reading.in_review(code)
        texts = ({record.content.document for record in kepts} for kepts in (rows, reviewed))
        return frozenset((len(rows), len(reviewed), *map(len, texts))) if rows else frozenset()
