"""Which letters the case has left behind: they would say something else by the case that serves than by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.case_now import readable_case
from reviewer.desk.composed import composed, composed_again, rested_on
from reviewer.model import Evidence, LetterState, Search, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from reviewer.desk.letterbook import Letterbook
    from reviewer.desk.session import Session
    from reviewer.model import Case, Kept, Letter
    from reviewer.model.amendments import CaseChange, OutdatedLetter

MOST_KNOWN = 20_000  # answers that are kept: a letter's bytes never change, nor does what a record says


class Outdated:
    """Composes a letter by two cases and compares them whole, so that nothing is called out of date that says the same."""

    def __init__(self, session: Session, letterbook: Letterbook) -> None:
        """Ask of the session's casebook."""
        self._session, self._letterbook = session, letterbook
        self._cases: dict[str, Case] = {}
        self._known: dict[tuple[str, str], bool] = {}
        self._changes: dict[tuple[str, str], tuple[CaseChange, ...]] = {}

    def is_left_behind(self, letter: Letter) -> bool:
        """Tell whether a signed letter would say something else by the case that serves, its verdicts being as they were.

        So it would where it says that nothing was found, and has not been searched for all that the case wants sought.

        It may, and so it counts as left behind, where the case that it was signed by can't be read, or what it rests on is damaged:
        that is asked again the next time, since a sync can bring it back.
        """
        now = self._session.case_now
        if letter.case == now.record:
            return False
        key = (letter.issued, now.record)
        if key in self._known:
            return self._known[key]
        then = self._case(letter.case)
        if then is None:
            return True
        own = (self._letterbook.language_key(letter.language), "")  # what a language lacks is the first's
        concerned = any(_concerns(change.path, letter.body, own) for change in self._since(letter.case, then))
        if not concerned:
            self._know(key, left_behind=False)
            return False
        records = rested_on(self._session.casebook, letter)
        outdated = _wants_search(records, now.case) or self._differs(letter, records, then, now.case)
        if len(records) == len(letter.rests_on) and not any(map(_is_damaged, records)):
            self._know(key, left_behind=outdated)
        return outdated

    def _know(self, key: tuple[str, str], *, left_behind: bool) -> None:
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        self._known[key] = left_behind

    def changes(self, letter: Letter) -> tuple[CaseChange, ...]:
        """Return what differs for a signed letter between the case it was signed by and the one that serves.

        () where the case that it was signed by can't be read.
        """
        own, then = (self._letterbook.language_key(letter.language),), self._case(letter.case)
        changes = () if then is None else self._since(letter.case, then)
        return tuple(change for change in changes if _concerns(change.path, letter.body, own))

    def _since(self, record: str, then: Case) -> tuple[CaseChange, ...]:
        """Return what differs between the case of a record and the one that serves."""
        from reviewer.framework.case_changes import differences

        now = self._session.case_now
        key = (record, now.record)
        if key not in self._changes:
            self._changes[key] = differences(then, now.case)
        return self._changes[key]

    def by(self, case: Case, findings: Mapping[str, Mapping[str, str]]) -> tuple[OutdatedLetter, ...]:
        """Return the letters that would say something else if ``case`` served: signed ones, and drafts.

        ``findings`` are those of the bodies whose letters can be drafted, by criterion. Of a language that was not there
        before there is no letter yet.
        """
        from reviewer.model.amendments import OutdatedLetter

        letters: list[OutdatedLetter] = []
        for body in self._session.case.bodies:
            for key, language in self._session.case.languages.items():
                state = self._state(body.code, key, case, findings.get(body.code))
                if state is not None:
                    spoken = language.framework.language if key else ""
                    letters.append(OutdatedLetter(body.code, body.name, spoken, state))
        return tuple(letters)

    def _state(
        self, code: str, key: str, case: Case, findings: Mapping[str, str] | None
    ) -> LetterState | None:
        signed = self._letterbook.standing_letters(code, key)
        if signed:
            letter = signed[-1].content
            then = self._case(letter.case)
            records = rested_on(self._session.casebook, letter)
            left = then is None or _wants_search(records, case) or self._differs(letter, records, then, case)
            return LetterState.SIGNED if left else None
        if findings is None:
            return None
        edited = [records.content for records in self._letterbook.edited(code, key)]
        was, now = (composed(by, key, code, findings, edited, {}) for by in (self._session.case, case))
        return LetterState.DRAFTED if was != now else None

    def _differs(self, letter: Letter, records: Sequence[Kept[object]], then: Case, now: Case) -> bool:
        key = self._letterbook.language_key(letter.language)
        was, says = (composed_again(letter, records, case, key) for case in (then, now))
        return was is None or was != says

    def _case(self, record: str) -> Case | None:
        """Return the case of a record; one that can't be read is looked for again, since a sync can bring it back."""
        if record not in self._cases:
            case = readable_case(self._session.casebook, record)
            if case is None:
                return None
            self._cases[record] = case
        return self._cases[record]


def _is_damaged(record: Kept[object]) -> bool:
    from reviewer.casebook.codec import Damaged

    return isinstance(record.content, Damaged)


def _wants_search(records: Sequence[Kept[object]], case: Case) -> bool:
    """Tell whether a letter rests on a search for an absence that did not seek what a case wants sought."""
    from reviewer.review import unsought

    said = [each.content for each in records]
    absences = {finding.key for finding in case.framework.findings if finding.absence}
    absent = {each.criterion for each in said if isinstance(each, Verdict) and each.finding in absences}
    tied = {each.criterion for each in said if isinstance(each, Evidence)}
    terms = {each.key: each.search for each in case.framework.criteria}
    return any(
        unsought(terms.get(each.criterion, ()), each)
        for each in said
        if isinstance(each, Search) and (each.criterion in absent or each.criterion not in tied)
    )


def _concerns(path: tuple[str, ...], code: str, languages: Collection[str]) -> bool:
    """Tell whether a change of the case can change a body's letter that is made of these languages (keys)."""
    if path[0] == "bodies":
        return path[1:2] == (code,)
    if path[0] == "languages":
        return path[1] in languages
    return path[0] == "inspection"
