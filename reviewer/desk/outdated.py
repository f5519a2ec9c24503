"""Which letters the case has left behind: they would say something else by the case that serves than by another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from reviewer.desk.case_now import UNREADABLE, case_in
from reviewer.desk.letterbook import Letterbook
from reviewer.errors import PaperError, WordingError
from reviewer.model import Block, Case, Letter, LetterState, Verdict
from reviewer.model.amendments import CaseChange, OutdatedLetter

if TYPE_CHECKING:
    from reviewer.desk.session import Session
    from reviewer.letters import LetterDraft

MOST_KNOWN = 20_000  # answers that are kept: a letter's bytes never change, nor does what a record says


class Outdated:
    """Composes a letter by two cases and compares them whole, so that nothing is called out of date that says the same."""

    def __init__(self, session: Session, letterbook: Letterbook) -> None:
        """Ask of the session's casebook."""
        self._session, self._letterbook = session, letterbook
        self._cases: dict[str, Case | None] = {}
        self._known: dict[tuple[str, str], bool] = {}
        self._changes: dict[tuple[str, str], tuple[CaseChange, ...]] = {}

    def is_left_behind(self, letter: Letter) -> bool:
        """Tell whether a signed letter would say something else by the case that serves, its verdicts being as they were."""
        now = self._session.case_now
        if letter.case == now.record:
            return False
        key = (letter.issued, now.record)
        if key not in self._known:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            own = (self._letterbook.language_key(letter.language), "")  # what a language lacks is the first's
            concerned = any(_concerns(change.path, letter.body, own) for change in self._since(letter.case))
            self._known[key] = concerned and self._differs(letter, self._case(letter.case), now.case)
        return self._known[key]

    def changes(self, letter: Letter) -> tuple[CaseChange, ...]:
        """Return what differs for a signed letter between the case it was signed by and the one that serves."""
        own = (self._letterbook.language_key(letter.language),)
        return tuple(
            change for change in self._since(letter.case) if _concerns(change.path, letter.body, own)
        )

    def _since(self, record: str) -> tuple[CaseChange, ...]:
        """Return what differs between the case of a record and the one that serves; of one that can't be read, all."""
        from reviewer.framework import differences

        now, then = self._session.case_now, self._case(record)
        if then is None:
            return (CaseChange(("inspection",), None, None),)
        key = (record, now.record)
        if key not in self._changes:
            self._changes[key] = differences(then, now.case)
        return self._changes[key]

    def by(self, case: Case, findings: Mapping[str, Mapping[str, str]]) -> tuple[OutdatedLetter, ...]:
        """Return the letters that would say something else if ``case`` served: signed ones, and drafts.

        ``findings`` are those of the bodies whose letters can be drafted, by criterion. Of a language that was not there
        before there is no letter yet.
        """
        found: list[OutdatedLetter] = []
        for body in self._session.case.bodies:
            for key, language in self._session.case.languages.items():
                state = self._state(body.code, key, case, findings.get(body.code))
                if state is not None:
                    spoken = language.framework.language if key else ""
                    found.append(OutdatedLetter(body.code, body.name, spoken, state))
        return tuple(found)

    def _state(
        self, code: str, key: str, case: Case, findings: Mapping[str, str] | None
    ) -> LetterState | None:
        signed = self._letterbook.standing(code, key)
        if signed:
            letter = signed[-1].content
            return LetterState.SIGNED if self._differs(letter, self._case(letter.case), case) else None
        if findings is None:
            return None
        edited = [kept.content for kept in self._letterbook.edited(code, key)]
        now = _composed(self._session.case, key, code, findings, edited)
        return LetterState.DRAFTED if now != _composed(case, key, code, findings, edited) else None

    def _differs(self, letter: Letter, then: Case | None, now: Case) -> bool:
        if then is None:
            return True
        records = [kept.content for kept in map(self._session.casebook.get, letter.rests_on) if kept]
        findings = {each.criterion: each.finding for each in records if isinstance(each, Verdict)}
        edited = [each for each in records if isinstance(each, Block)]
        key = self._letterbook.language_key(letter.language)
        was = _composed(then, key, letter.body, findings, edited)
        return was is None or was != _composed(now, key, letter.body, findings, edited)

    def _case(self, record: str) -> Case | None:
        if record not in self._cases:
            try:
                self._cases[record] = case_in(self._session.casebook, record)
            except UNREADABLE:
                self._cases[record] = None
        return self._cases[record]


def _composed(
    case: Case, key: str, code: str, findings: Mapping[str, str], edited: Sequence[Block]
) -> LetterDraft | None:
    """Return a body's letter; None where these findings make none by this case."""
    from reviewer.letters import compose_letter

    if key not in case.languages or set(findings) != {each.key for each in case.framework.criteria}:
        return None
    try:
        return compose_letter(case, key, case.body(code), findings, edited, {})
    except (KeyError, WordingError, PaperError):
        return None


def _concerns(path: tuple[str, ...], code: str, languages: Collection[str]) -> bool:
    """Tell whether a change of the case can change a body's letter that is made of these languages (keys)."""
    if path[0] == "bodies":
        return path[1:2] == (code,)
    if path[0] == "languages":
        return path[1] in languages
    return path[0] == "inspection"
