"""The case put right: what another state of it changes is told first, and kept as a record in the place of the one before."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from reviewer.desk.case_doubts import doubts_of_case
from reviewer.desk.case_now import readable_case
from reviewer.desk.case_use import CaseUse
from reviewer.desk.outdated import Outdated
from reviewer.desk.printable import Printability, unprintable
from reviewer.desk.session import Session
from reviewer.desk.standing import Standings
from reviewer.desk.words.amendments import in_use_words, keep_words
from reviewer.errors import CaseError, Phrase, WrongUseError
from reviewer.model import Case
from reviewer.model.amendments import Amendment, Side


class Amending:
    """Amends the case of an open casebook."""

    def __init__(
        self, session: Session, standings: Standings, outdated: Outdated, printability: Printability
    ) -> None:
        """Amend the session's case; ``outdated`` says which letters that leaves behind."""
        self._session, self._standings = session, standings
        self._outdated, self._printability = outdated, printability

    def look(self, folder: Path) -> Amendment:
        """Return what the case of a folder would change. Lays out all letters, so it can be long; nothing is kept.

        CaseError or WordingError where that case is not whole, and CaseError where it lacks something that is in use.
        """
        from reviewer.desk.logos import logo_drawer
        from reviewer.framework import load_case
        from reviewer.wording import check_case

        case = load_case(folder, logo_drawer(self._session.readers))
        check_case(case)
        return self._amendment(case)

    def look_at(self, record: str) -> Amendment:
        """Return what it would change to take one of the amendments that stand against each other, by its id's first digits.

        WrongUseError where there is none of that name.
        """
        against = self.sides()
        sides = [side for side in against if record and side.record.startswith(record.lower())]
        if len(sides) != 1 or sides[0].case is None:
            known = ", ".join(side.record[:12] for side in against if side.case is not None)
            message = Phrase("No amendment “{record}” stands against another one", record=record)
            raise WrongUseError(
                message,
                Phrase("Take one of: {known}.", known=known) if known else "Nothing is to be settled.",
            )
        return self._amendment(sides[0].case)

    def sides(self) -> tuple[Side, ...]:
        """Return the amendments that stand against each other; () where the case is not contested."""
        now = self._session.case_now
        if not now.contested:
            return ()
        damaged = self._session.casebook.cases.standing().damaged
        return tuple(self._side(record, damaged) for record in now.last)

    def amend(self, amendment: Amendment, because: str = "") -> None:
        """Keep an amendment that was looked at. Verdicts stay, and what was signed keeps the facts of its date.

        ``because`` is kept with it where it settles what people had amended differently.

        CasebookError where the case was amended meanwhile, CaseError where something that it lacks has come into use since.
        """
        from reviewer.framework import case_to_data

        self._may_amend()
        self._refuse_in_use(amendment.case)
        if amendment.is_none:
            return
        self._session.history.amend(case_to_data(amendment.case), amendment.last, because)
        self._session.look_at_case()
        self._printability.know(self._session.case, amendment.unprintable)

    def _may_amend(self) -> None:
        """Raise what forbids the person to amend the case: the one place where a rank is to be asked.

        Until ranks are known everybody who counts may.
        """
        self._session.history.must_be_writable()

    def _amendment(self, case: Case) -> Amendment:
        from reviewer.framework.case_changes import differences

        self._may_amend()
        self._refuse_in_use(case)
        now = self._session.case_now
        changes = differences(now.case, case)
        letters = self._outdated.by(case, self._findings()) if changes else ()
        cannot = unprintable(case) if changes else self._printability.of_all()
        doubts, settles = doubts_of_case(case), now.contested or now.damaged
        return Amendment(case, now.case, changes, letters, cannot, doubts, settles, now.last)

    def _findings(self) -> dict[str, dict[str, str]]:
        """Return the findings, by criterion, of the bodies whose letters can be drafted now."""
        findings = {}
        for body in self._session.case.bodies:
            stands = self._standings.by_rules(body.code)
            if not stands.blocks_draft:
                findings[body.code] = dict(stands.findings)
        return findings

    def _refuse_in_use(self, case: Case) -> None:
        now = self._session.case_now
        sides = (readable_case(self._session.casebook, record) for record in now.last)
        cases = [now.case, *(side for side in sides if side is not None)]
        lost = CaseUse(self._session.casebook).lost(cases, case)
        if lost:
            names = {body.code: body.name for each in cases for body in each.bodies}
            raise CaseError(" ".join(in_use_words(use, names) for use in lost), keep_words(lost))

    def _side(self, record: str, damaged: Collection[str]) -> Side:
        from reviewer.framework.case_changes import differences

        casebook = self._session.casebook
        saved, case = casebook.cases.get(record), readable_case(casebook, record)
        who, at = (self._session.named(saved.author), saved.at) if saved else ("", 0)
        changes = None if case is None else differences(self._session.case, case)
        return Side(record, who, at, case, changes, record in damaged)
