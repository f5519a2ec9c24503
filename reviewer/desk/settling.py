"""What people decided differently: all of it in a list, each with both sides, and settled by one act with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from reviewer.desk.contest_places import ContestPlaces, can_be_named
from reviewer.desk.contest_sides import Sides
from reviewer.desk.judging import Judging
from reviewer.desk.passages import Passages
from reviewer.desk.session import Session
from reviewer.desk.standing import Standings
from reviewer.errors import CasebookError, WrongUseError
from reviewer.model import Content, Grade, Role, Settled, Verdict, Withdrawn
from reviewer.model.contest import (
    Choice,
    Contest,
    ContestKind,
    ContestLine,
    ContestPlace,
    ContestSide,
    Elsewhere,
    SettledLine,
    SideState,
    Way,
    WayCode,
)

if TYPE_CHECKING:
    from reviewer.casebook.membership import Standing
    from reviewer.desk.amending import Amending

_MEMBER = "member:"
LAST = 1_000_000  # what is about no criterion comes after all that is


class Settling:
    """The contests of the session's casebook."""

    def __init__(
        self,
        session: Session,
        standings: Standings,
        passages: Passages,
        judging: Judging,
        amending: Callable[[], Amending],
    ) -> None:
        """``standings`` says what findings make of a body, ``passages`` how passages read today, ``judging`` decides anew.

        ``amending`` gives what amends the case, once one of several amendments is taken.
        """
        self._session, self._judging, self._amending = session, judging, amending
        self._places = ContestPlaces(session)
        self._sides = Sides(session, standings, passages, self._places)

    # --- what there is --------------------------------------------------------------------------------

    def lines(self) -> tuple[ContestLine, ...]:
        """Return what waits for a decision, in the order of the case's bodies and criteria; what is only shown comes last."""
        waiting = [self._line(subject) for subject in self._session.casebook.contests.subjects()]
        waiting += [
            ContestLine(self._places.of(f"{_MEMBER}{key}"), len(stands.said))
            for key, stands in self._disputed().items()
        ]
        now = self._session.case_now
        if now.contested:
            subject = self._session.casebook.cases.subject
            waiting.append(ContestLine(ContestPlace(subject, ContestKind.CASE), len(now.last)))
        order = {body.code: at for at, body in enumerate(self._session.case.bodies)}
        return tuple(sorted(waiting, key=lambda line: (not line.waits, *_place_key(line.place, order))))

    def count(self) -> int:
        """Return how many contests keep work waiting."""
        return sum(line.waits for line in self.lines())

    def _line(self, subject: str) -> ContestLine:
        stands = self._session.casebook.contests.standing(subject)
        alone = len(stands) == 1 and isinstance(stands[0].record.content, Content)
        return ContestLine(self._places.of(subject), len(stands), waits=not alone)

    def _disputed(self) -> Mapping[str, Standing]:
        """Return what stands of members on whom leads, or the founder, have said different things, by key."""
        casebook = self._session.casebook
        if not casebook.contests.any_member():
            return {}
        standing = casebook.team.membership().standing
        return {key: stands for key, stands in standing.items() if stands.is_conflict}

    def settled(self) -> tuple[SettledLine, ...]:
        """Return what was settled and is not open again, the last first."""
        waiting = {line.place.subject for line in self.lines()}
        held = (
            kept
            for kept in self._session.casebook.current(Settled)
            if kept.content.about not in waiting and can_be_named(kept.content.about)
        )
        return tuple(
            SettledLine(
                self._places.of(kept.content.about), kept.id, self._session.named(kept.author), kept.at,
                kept.content.because, self._sides.label_of(kept.content.stands),
            )
            for kept in sorted(held, key=lambda kept: (-kept.at, kept.id))
        )  # fmt: skip

    # --- one of them ----------------------------------------------------------------------------------

    def contest(self, subject: str) -> Contest:
        """Return what stands against each other on a subject; WrongUseError where nothing does."""
        place = next((line.place for line in self.lines() if line.place.subject == subject), None)
        if place is None:
            raise WrongUseError(
                "Nothing stands against anything else there any more", "List what is left: show CASEBOOK."
            )
        return self._contest(place)

    def at(self, body: str, criterion: str = "") -> tuple[Contest, ...]:
        """Return the contests of a body, or of it and a criterion."""
        code = self._session.body(body).code
        key = self._session.criterion(criterion).key if criterion else ""
        places = (line.place for line in self.lines())
        return tuple(
            self._contest(each) for each in places if each.body == code and key in {"", each.criterion}
        )

    def standing(self, body: str, criterion: str = "") -> tuple[Contest, ...]:
        """Return what stands for a body, or on one criterion of it: its verdicts, its category, and all that was decided differently."""
        from reviewer.casebook import subject

        code = self._session.body(body).code
        criteria = (
            [self._session.criterion(criterion)] if criterion else self._session.case.framework.criteria
        )
        decided = [subject.verdict(code, each.key) for each in criteria]
        decided += [] if criterion else [subject.category(code)]
        contests = {contest.place.subject: contest for contest in self.at(code, criterion)}
        for about in decided:
            if about not in contests:
                place = self._places.of(about)
                contests[about] = Contest(place, self._sides.of(place), waits=False)
        first = [contests.pop(about) for about in decided]
        return tuple(contest for contest in (*first, *contests.values()) if contest.sides)

    def _contest(self, place: ContestPlace) -> Contest:
        if place.kind is ContestKind.CASE:
            sides = self._sides.of_case()
            none = Elsewhere.CASE if not any(side.can_be_chosen for side in sides) else None
            return Contest(place, sides, elsewhere=none if self._covers(Role.LEAD) else Elsewhere.CASE_LEADS)
        if place.kind is ContestKind.MEMBER:
            stands = self._disputed()[place.subject.removeprefix(_MEMBER)]
            elsewhere = None if self._covers(Role.LEAD) else Elsewhere.LEADS
            return Contest(place, self._sides.of_member(stands), elsewhere=elsewhere)
        is_barred = place.kind is ContestKind.LETTER and not self._covers(Role.SIGNATORY)
        elsewhere = Elsewhere.SIGNATORIES if is_barred else None
        waits = self._line(place.subject).waits
        return Contest(place, self._sides.of(place), tuple(self._anew(place)), elsewhere, waits)

    def _anew(self, place: ContestPlace) -> Iterator[Choice]:
        framework = self._session.case.framework
        if place.kind is ContestKind.CATEGORY:
            yield from (Choice(each.key, each.label) for each in framework.categories)
        elif place.kind is ContestKind.VERDICT and place.number:
            for key in framework.criterion(place.criterion).findings:
                finding = framework.finding(key)
                yield Choice(key, finding.label, finding.tone.value)

    def _covers(self, role: Role) -> bool:
        """Tell whether what needs a role would count of whoever works here."""
        team, me = self._session.casebook.team, self._session.me.key
        return team.role_of_me(me).covers(role)

    # --- settling it ------------------------------------------------------------------------------------

    def settle(self, contest: Contest, way: Way, because: str, anew: str = "") -> ContestPlace:
        """Settle a contest that was looked at: one act, which undo takes back; returns its place. All sides stay in the history.

        ``anew`` is the finding or category of a decision of one's own. WrongUseError without a reason, or for a way that there is
        not; CasebookError where something else stands there by now.
        """
        self._session.history.must_be_writable()
        reason = because.strip()
        if way not in contest.ways:
            raise WrongUseError("It can't be settled in this way", "Choose one of the ways that are offered.")
        if not reason:
            raise WrongUseError("Settling needs a reason", "Say why; the reason is kept.")
        place = contest.place
        if place.kind is ContestKind.MEMBER:
            self._settle_member(contest, way, reason)
            return place
        if place.kind is ContestKind.CASE:
            self._settle_case(contest, way, reason)
            return place
        content = self._decided(contest, way, reason, anew)
        about = (place.body, place.criterion)
        self._session.history.settle(content, place.subject, reason, contest.records, about)
        return place

    def _decided(self, contest: Contest, way: Way, because: str, anew: str) -> Content:
        if way.code is WayCode.NEITHER:
            return Withdrawn(because)
        if way.code is WayCode.ANEW:
            place = contest.place
            if anew not in {choice.key for choice in contest.anew}:
                keys = ", ".join(choice.key for choice in contest.anew)
                raise WrongUseError("What is decided anew has to be said", "Use one of: {keys}.", keys=keys)
            if place.kind is ContestKind.CATEGORY:
                return Grade(place.body, anew, because)
            return self._judging.weighed(place.body, place.criterion, anew, because)
        side = _chosen(contest, way)
        return Withdrawn(because) if side.state is SideState.TAKEN_BACK else _content(side)

    def _settle_case(self, contest: Contest, way: Way, because: str) -> None:
        """Amend the case by one of its amendments, in the place of all of them."""
        if set(self._session.case_now.last) != set(contest.records):
            raise _changed_meanwhile()
        amending = self._amending()
        amending.amend(amending.look_at(way.record), because)

    def _settle_member(self, contest: Contest, way: Way, because: str) -> None:
        side = _chosen(contest, way)
        key = contest.place.subject.removeprefix(_MEMBER)
        if {one.id for one in self._disputed()[key].said} != set(contest.records):
            raise _changed_meanwhile()
        self._session.casebook.team.settle(key, side.record, because)
        self._session.read_all_again()


def _changed_meanwhile() -> CasebookError:
    return CasebookError(
        "What stands there has changed meanwhile", "Nothing was saved. Look at all of it, and decide again."
    )


def _chosen(contest: Contest, way: Way) -> ContestSide:
    return next(side for side in contest.sides if side.record == way.record)


def _content(side: ContestSide) -> Verdict:
    """Return what a side says, to be recorded anew; whoever settles it says it now."""
    return side.content  # type: ignore[return-value] # of a side that can be chosen it is a content


def _place_key(place: ContestPlace, order: Mapping[str, int]) -> tuple[object, ...]:
    return (
        order.get(place.body, len(order)),
        place.number or LAST,
        place.kind.value,
        place.name,
        place.subject,
    )
